/* help: what can be typed, from the declarations. */
#include "command.h"

#include <sys/socket.h>

#include "bind.h"
#include "describe.h"
#include "lesson.h"
#include "say.h"
#include "sockopt.h"

enum { COLUMN = 22 };	/* where the summaries of the list begin */

/* ---- lines ---- */

/* A label, and beside it from `column` on the text; a longer label has a line of its own. */
static void say(struct shell *shell, size_t column, const char *label, const char *text)
{
	struct arena *arena = command_arena(shell);
	const char *first = arena_format(arena, "%-*s", *text ? (int)column : 0, label);
	const char *rest = arena_format(arena, "%*s", (int)column, "");

	if (shell->checking)
		return;
	if (*text && *label && strlen(label) >= column) {
		say_prose(shell, label, "", slice_of(""));
		first = rest;
	}
	say_prose(shell, first ? first : label, rest ? rest : "", slice_of(text));
}

static void say_row(struct shell *shell, size_t column, const char *name, const char *text)
{
	const char *label = arena_format(command_arena(shell), "  %s", name);

	say(shell, column, label ? label : name, text);
}

static void say_text(struct shell *shell, const char *text)
{
	if (text)
		say(shell, 0, "", text);
}

static void say_headline(struct shell *shell, const char *name, const char *summary)
{
	const char *text = arena_format(command_arena(shell), "%s: %s", name, summary);

	say_text(shell, text ? text : name);
}

/* How it is written in C, or here. */
static void say_form(struct shell *shell, const char *text)
{
	if (!shell->checking)
		say_prose(shell, "    ", "        ", slice_of(text));
}

static void say_example(struct shell *shell, const char *example)
{
	if (!example || shell->checking)
		return;
	say_text(shell, "Example:");
	say_verbatim(shell, "    ", slice_of(example));
}

/* ---- help alone ---- */

static void help_overview(struct shell *shell)
{
	say_text(shell, "Calls of the sockets API:");
	for (size_t i = 0; all_calls[i]; i++)
		say_row(shell, COLUMN, all_calls[i]->name, all_calls[i]->summary);
	say_text(shell, "Commands of the shell:");
	for (size_t i = 0; all_commands[i]; i++)
		say_row(shell, COLUMN, all_commands[i]->synopsis, all_commands[i]->summary);
	say_text(shell, "Before a call, or instead of one:");
	for (const struct topic *topic = all_topics; topic->name; topic++)
		say_row(shell, COLUMN, topic->synopsis, topic->summary);
	say_text(shell,
		 "More: help NAME, of a call (help bind), a command, a constant (help AF_INET, "
		 "help reuseaddr) or an errno (help ECONNREFUSED); \"constants\" lists the "
		 "constants. Begin with: socket inet stream, or with: tutorial 1");
}

/* ---- a call ---- */

static const char *error_name(const struct call *call, int error)
{
	const struct symbol *eai;

	if (call->result != RESULT_EAI)
		return errno_name(error) ? errno_name(error) : "?";
	eai = symbols_by_value(&symbols_eai, error);
	return eai ? eai->name : "?";
}

/* With the family, where it is for one alone. */
static const char *hint_text(struct arena *arena, const struct hint *hint)
{
	const struct symbol *family = symbols_by_value(&symbols_af, hint->family);
	const char *text = NULL;

	if (hint->family != AF_UNSPEC && family)
		text = arena_format(arena, "%s: %s", family->name, hint->text);
	return text ? text : hint->text;
}

static void help_call(struct shell *shell, const struct call *call)
{
	struct arena *arena = command_arena(shell);
	size_t count = call_param_count(call), column = 0;
	const char *synopsis = call_synopsis(arena, call);

	say_headline(shell, call->name, call->summary);
	say_form(shell, call->prototype);
	say_form(shell, synopsis);
	for (size_t i = 0; i < count; i++)
		if (strlen(call->params[i].name) + 4 > column)
			column = strlen(call->params[i].name) + 4;
	for (size_t i = 0; i < count; i++)
		say_row(shell, column, call->params[i].name,
			describe_param(arena, call, &call->params[i]));
	say(shell, 9, "Returns:", describe_result(arena, call));
	say_text(shell, call->help);
	for (const struct hint *hint = call->hints; hint && hint->text; hint++)
		say_row(shell, 18, error_name(call, hint->error), hint_text(arena, hint));
	say_example(shell, call->example);
}

/* ---- commands and prefixes ---- */

static void help_topic(struct shell *shell, const struct topic *topic)
{
	say_headline(shell, topic->name, topic->summary);
	say_form(shell, topic->synopsis);
	say_text(shell, topic->help);
	say_example(shell, topic->example);
}

static void help_command(struct shell *shell, const struct command *command)
{
	help_topic(shell, &(struct topic){ command->name, command->synopsis, command->summary,
					   command->help, command->example });
}

static bool help_word_of_language(struct shell *shell, struct slice word)
{
	for (const struct topic *topic = all_topics; topic->name; topic++) {
		if (!slice_is(word, topic->name))
			continue;
		help_topic(shell, topic);
		return true;
	}
	return false;
}

/* ---- constants ---- */

static bool type_takes(const struct type *type, const struct symbols *symbols)
{
	if (type->symbols == symbols)
		return true;
	for (const struct member *member = type->members; member && member->name; member++)
		if (type_takes(member->type, symbols))
			return true;
	return false;
}

/* The calls that take a constant of this family, and where. */
static void say_takers(struct shell *shell, const struct symbols *symbols)
{
	struct arena *arena = command_arena(shell);
	const char *text = "";

	for (size_t i = 0; all_calls[i] && text; i++)
		for (size_t j = 0; j < call_param_count(all_calls[i]) && text; j++)
			if (type_takes(all_calls[i]->params[j].type, symbols))
				text = arena_format(arena, "%s%s%s (%s)", text, *text ? ", " : "",
						    all_calls[i]->name,
						    all_calls[i]->params[j].name);
	if (text && *text)
		say(shell, 14, "    taken by:", text);
}

/* A socket option: which calls can do what with it. */
static void say_option(struct shell *shell, const struct symbol *entry)
{
	static const char *const accesses[] = {
		"sendmsg, recvmsg, as a control message", "getsockopt", "setsockopt", "getsockopt, setsockopt",
	};
	struct arena *arena = command_arena(shell);

	for (size_t i = 0; sockopts_all[i]; i++) {
		for (size_t j = 0; j < sockopts_all[i]->count; j++) {
			const struct sockopt *option = &sockopts_all[i]->rows[j];
			const struct symbol *level = symbols_by_value(&symbols_sol, option->level);
			const char *text;

			if (strcmp(option->c_name, entry->name) != 0)
				continue;
			text = arena_format(arena, "%s (%s; its value: %s)",
					    accesses[option->access & SOCKOPT_BOTH],
					    level ? level->name : "?", option->value->name);
			say(shell, 14, "    taken by:", text ? text : "");
		}
	}
}

/* Is the name a word of the text? */
static bool has_word(const char *text, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = text; (at = strstr(at, name)); at += len)
		if ((at == text || !is_name_char(at[-1])) && !is_name_char(at[len]))
			return true;
	return false;
}

/* The lessons that have a constant or an error in them, as they write it. */
static void say_lessons(struct shell *shell, const char *name)
{
	struct arena *arena = command_arena(shell);
	const char *text = "";

	for (const struct lesson *lesson = lessons; lesson->name && text; lesson++)
		if (has_word(lesson->text, name))
			text = arena_format(arena, "%s%stutorial %u", text, *text ? ", " : "",
					    lesson_number(lesson));
	if (text && *text)
		say(shell, 14, "    shown by:", text);
}

static void help_constant(struct shell *shell, const struct symbols *symbols,
			  const struct symbol *entry)
{
	struct arena *arena = command_arena(shell);
	const char *name = symbol_short(symbols, entry, arena), *text;
	bool hex = symbols->flags && (entry->value & ~symbols->base);

	text = arena_format(arena, hex ? "%s = %#llx: %s%s%s" : "%s = %lld: %s%s%s", entry->name,
			    (long long)entry->value, symbols->what,
			    name ? ", for short: " : "", name ? name : "");
	say_text(shell, text ? text : entry->name);
	say_takers(shell, symbols);
	say_option(shell, entry);
	say_lessons(shell, entry->name);
}

/* tcp.nodelay: an option with its level. */
static bool help_option(struct shell *shell, struct slice word)
{
	const char *dot = memchr(word.at, '.', word.len);

	for (size_t i = 0; dot && sockopts_all[i]; i++) {
		const struct sockopts *table = sockopts_all[i];
		struct slice level = { word.at, (size_t)(dot - word.at) };
		struct slice name = { dot + 1, word.len - level.len - 1 };
		const struct symbol *entry = symbols_by_word(table->names, name);

		if (!entry || !slice_is(level, table->word))
			continue;
		help_constant(shell, table->names, entry);
		return true;
	}
	return false;
}

/* Every constant that the word is a name of, once: some stand in several families. */
static bool help_constants(struct shell *shell, struct slice word)
{
	const struct symbol *shown = NULL;

	for (const struct symbols *const *family = symbols_all; *family; family++) {
		const struct symbol *entry = symbols_by_word(*family, word);

		if (!entry || *family == &symbols_errno || *family == &symbols_eai ||
		    (shown && strcmp(shown->name, entry->name) == 0))
			continue;
		help_constant(shell, *family, entry);
		shown = entry;
	}
	return shown;
}

/* ---- errors ---- */

static void say_hints(struct shell *shell, int error, bool eai)
{
	for (size_t i = 0; all_calls[i]; i++)
		for (const struct hint *hint = all_calls[i]->hints; hint && hint->text; hint++)
			if (hint->error == error && (all_calls[i]->result == RESULT_EAI) == eai)
				say_row(shell, 18, all_calls[i]->name,
					hint_text(command_arena(shell), hint));
}

/* By name, or by the number that getsockopt error brings; EAI_* codes are below 0. */
static const struct symbol *find_error(struct slice word, bool *eai)
{
	int64_t n;

	*eai = word.len > 0 && (word.at[0] == '-' || (word.len > 4 && memcmp(word.at, "EAI_", 4) == 0));
	if (word_to_int64(word, &n))
		return symbols_by_value(*eai ? &symbols_eai : &symbols_errno, n);
	return symbols_by_name(*eai ? &symbols_eai : &symbols_errno, word);
}

static bool help_error(struct shell *shell, struct slice word)
{
	bool eai;
	const struct symbol *entry = find_error(word, &eai);
	const char *meaning, *text;

	if (!entry)
		return false;
	meaning = eai ? eai_text((int)entry->value) : errno_text((int)entry->value);
	text = arena_format(command_arena(shell), "%s = %lld: %s%s", entry->name,
			    (long long)entry->value, eai ? "" : "errno, ", meaning ? meaning : "");
	say_text(shell, text ? text : entry->name);
	say_hints(shell, (int)entry->value, eai);
	say_lessons(shell, entry->name);
	return true;
}

/* ---- all of it ---- */

static bool no_help(struct shell *shell, struct slice word)
{
	struct arena *arena = command_arena(shell);
	struct nearest nearest;

	nearest_start(&nearest, word);
	for (size_t i = 0; all_calls[i]; i++)
		nearest_try(&nearest, slice_of(all_calls[i]->name));
	for (size_t i = 0; all_commands[i]; i++)
		nearest_try(&nearest, slice_of(all_commands[i]->name));
	for (const struct topic *topic = all_topics; topic->name; topic++)
		nearest_try(&nearest, slice_of(topic->name));
	for (const struct symbols *const *family = symbols_all; *family; family++) {
		for (size_t i = 0; i < (*family)->count; i++) {
			const char *name = symbol_short(*family, &(*family)->entries[i], arena);

			nearest_try(&nearest, slice_of((*family)->entries[i].name));
			if (name)
				nearest_try(&nearest, slice_of(name));
		}
	}
	return mistake(&shell->message, "nothing is called %s%s", quoted(arena, word),
		       nearest.best.len ? did_you_mean(arena, &nearest)
					: "; \"help\" alone lists what there is");
}

static bool help_word(struct shell *shell, struct slice word)
{
	const struct entry *entry = registry_find(&shell->registry, word);

	if (entry && entry->call)
		help_call(shell, entry->call);
	else if (entry)
		help_command(shell, entry->command);
	else
		return help_word_of_language(shell, word) || help_error(shell, word) ||
		       help_constants(shell, word) || help_option(shell, word) ||
		       no_help(shell, word);
	return true;
}

static enum outcome run(struct shell *shell, struct words words)
{
	if (!command_takes(shell, words, 0, 1))
		return OUTCOME_MISTAKE;
	if (words.count == 0) {
		help_overview(shell);
		return OUTCOME_OK;
	}
	return help_word(shell, words.at->text) ? OUTCOME_OK : OUTCOME_MISTAKE;
}

static void complete(struct shell *shell, struct candidates *candidates)
{
	(void)shell;
	for (size_t i = 0; all_calls[i]; i++)
		candidates_add(candidates, slice_of(all_calls[i]->name));
	for (size_t i = 0; all_commands[i]; i++)
		candidates_add(candidates, slice_of(all_commands[i]->name));
	for (const struct topic *topic = all_topics; topic->name; topic++)
		candidates_add(candidates, slice_of(topic->name));
	for (const struct symbols *const *family = symbols_all; *family && candidates->prefix.len;
	     family++)
		candidates_add_symbols(candidates, *family);
}

const struct command command_help = {
	.name = "help",
	.synopsis = "help [NAME]",
	.summary = "this list, or what is known of a name",
	.help = "NAME is a call, a command, a prefix, a constant in any of its forms, or an errno.",
	.run = run,
	.complete = complete,
};
