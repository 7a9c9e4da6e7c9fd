/* help: what can be typed, from the declarations. */
#include "commands.h"
#include "help.h"

#include <sys/socket.h>

#include "bind.h"
#include "describe.h"
#include "family.h"
#include "hint.h"
#include "say.h"

enum { COLUMN = 22 };	/* where the summaries of the list begin */

/* ---- lines ---- */

/* A label, and beside it from `column` on the text; a longer label has a line of its own. */
void say_labelled(struct shell *shell, size_t column, const char *label, const char *text)
{
	struct arena *arena = command_arena(shell);
	const char *first = arena_format(arena, "%-*s", *text ? (int)column : 0, label);
	const char *rest = arena_format(arena, "%*s", (int)column, "");

	if (shell->checking)
		return;
	if (*text && *label && strlen(label) >= column) {
		say_prose(&shell->out, label, "", slice_of(""));
		first = rest;
	}
	say_prose(&shell->out, first ? first : label, rest ? rest : "", slice_of(text));
}

void say_row(struct shell *shell, size_t column, const char *name, const char *text)
{
	const char *label = arena_format(command_arena(shell), "  %s", name);

	say_labelled(shell, column, label ? label : name, text);
}

void say_text(struct shell *shell, const char *text)
{
	if (text)
		say_labelled(shell, 0, "", text);
}

void say_headline(struct shell *shell, const char *name, const char *summary)
{
	const char *text = arena_format(command_arena(shell), "%s: %s", name, summary);

	say_text(shell, text ? text : name);
}

/* How it is written in C, or here. */
void say_form(struct shell *shell, const char *text)
{
	if (!shell->checking)
		say_prose(&shell->out, "    ", "        ", slice_of(text));
}

static void say_example(struct shell *shell, const char *example)
{
	if (!example || shell->checking)
		return;
	say_text(shell, "Example:");
	say_verbatim(&shell->out, "    ", slice_of(example));
}

/* ---- help alone ---- */

static void help_overview(struct shell *shell)
{
	const char *text;

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
		 "help reuseaddr, help --peek) or an errno (help ECONNREFUSED); \"constants\" "
		 "lists the constants.");
	text = "";
	for (size_t i = 0; help_subject(i) && text; i++)
		text = arena_format(command_arena(shell), "%s%s%s", text, i ? ", " : "",
				    help_subject(i));
	say_headline(shell, "And of a subject", text ? text : "");
	say_text(shell, "Begin with: socket inet stream, or with: tutorial 1");
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

/* With the sockets that it is for, where it is not for all. */
static const char *hint_text(struct arena *arena, const struct hint *hint)
{
	const char *sockets = hint_sockets(arena, hint), *text = NULL;

	if (*sockets)
		text = arena_format(arena, "%s: %s", sockets, hint->text);
	return text ? text : hint->text;
}

/* The same of a hint that a family has: `AF_PACKET: …`, `AF_PACKET, SOCK_RAW: …` */
static const char *family_hint_text(struct arena *arena, const struct address_family *family,
				    const struct hint *hint)
{
	const char *sockets = hint_sockets(arena, hint);
	const char *text = arena_format(arena, "%s%s%s: %s", address_family_name(family->number),
					*sockets ? ", " : "", sockets, hint->text);

	return text ? text : hint->text;
}

/* One text can stand below several conditions, and is read once. */
static bool is_said(const struct hint *hints, const struct hint *hint)
{
	for (; hints != hint; hints++)
		if (hints->error == hint->error && strcmp(hints->text, hint->text) == 0)
			return true;
	return false;
}

/* What families add, each row with its name. */
static void say_family_hints(struct shell *shell, const struct call *call)
{
	const struct address_family *family;

	for (size_t i = 0; (family = address_family_at(i)); i++)
		for (const struct hint *hint = address_family_hints(family, call->name); hint && hint->text; hint++)
			say_row(shell, 18, error_name(call, hint->error),
				family_hint_text(command_arena(shell), family, hint));
}

static void say_call_hints(struct shell *shell, const struct call *call)
{
	struct arena *arena = command_arena(shell);

	int before = 0;

	for (const struct hint *hint = call->hints; hint && hint->text; hint++) {
		if (is_said(call->hints, hint))
			continue;
		say_row(shell, 18, hint->error == before ? "" : error_name(call, hint->error),
			hint_text(arena, hint));
		before = hint->error;
	}
	say_family_hints(shell, call);
	for (const struct hint *hint = call->puzzles; hint && hint->text; hint++)
		if (!is_said(call->puzzles, hint))
			say_row(shell, 18, "success", hint_text(arena, hint));
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
	say_labelled(shell, 9, "Returns:", describe_result(arena, call));
	say_text(shell, call->help);
	say_call_hints(shell, call);
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

/* ---- options ---- */

/* Those of a call, with their dashes, which begin with a word. */
static struct candidates options_of(const struct call *call, struct arena *arena, struct slice word)
{
	struct candidates options = { .arena = arena, .prefix = word };

	for (size_t i = 0; call_has_param(call, i); i++)
		param_add_options(&call->params[i], &options);
	return options;
}

static bool has_option(const struct call *call, struct arena *arena, struct slice word)
{
	struct candidates options = options_of(call, arena, word);

	for (size_t i = 0; i < options.count; i++)
		if (slice_is(word, options.list[i]))
			return true;
	return false;
}

/* The calls that have it; what it takes, their help says. */
static bool help_option(struct shell *shell, struct slice word)
{
	struct arena *arena = command_arena(shell);
	bool found = false;

	if (!slice_begins_with(word, "--"))
		return false;
	for (size_t i = 0; all_calls[i]; i++) {
		if (!has_option(all_calls[i], arena, word))
			continue;
		if (!found)
			say_headline(shell, arena_format(arena, "%.*s", SLICE_ARGS(word)),
				     "an option; what it takes, the help of these calls says");
		say_row(shell, COLUMN, all_calls[i]->name, all_calls[i]->summary);
		found = true;
	}
	return found;
}

/* ---- errors ---- */

static void say_family_errors(struct shell *shell, int error, bool eai)
{
	const struct address_family *family;

	for (size_t i = 0; !eai && (family = address_family_at(i)); i++)
		for (const struct family_hints *row = family->hints; row && row->call; row++)
			for (const struct hint *hint = row->hints; hint->text; hint++)
				if (hint->error == error)
					say_row(shell, 18, row->call,
						family_hint_text(command_arena(shell), family, hint));
}

static void say_hints(struct shell *shell, int error, bool eai)
{
	struct arena *arena = command_arena(shell);

	for (size_t i = 0; all_calls[i]; i++)
		for (const struct hint *hint = all_calls[i]->hints; hint && hint->text; hint++)
			if (hint->error == error && (all_calls[i]->result == RESULT_EAI) == eai &&
			    !is_said(all_calls[i]->hints, hint))
				say_row(shell, 18, all_calls[i]->name, hint_text(arena, hint));
	say_family_errors(shell, error, eai);
	for (const struct hint *hint = hints_of_any; hint->text && !eai; hint++)
		if (hint->error == error)
			say_row(shell, 18, "any call", hint_text(arena, hint));
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

static void try_form(void *nearest, struct slice form)
{
	nearest_try(nearest, form);
}

static bool no_help(struct shell *shell, struct slice word)
{
	struct arena *arena = command_arena(shell);
	struct nearest nearest;

	nearest_start(&nearest, word);
	for (size_t i = 0; all_calls[i]; i++) {
		struct candidates options = options_of(all_calls[i], arena, slice_of("--"));

		nearest_try(&nearest, slice_of(all_calls[i]->name));
		for (size_t j = 0; j < options.count; j++)
			nearest_try(&nearest, slice_of(options.list[j]));
	}
	for (size_t i = 0; all_commands[i]; i++)
		nearest_try(&nearest, slice_of(all_commands[i]->name));
	for (const struct topic *topic = all_topics; topic->name; topic++)
		nearest_try(&nearest, slice_of(topic->name));
	for (size_t i = 0; help_subject(i); i++)
		nearest_try(&nearest, slice_of(help_subject(i)));
	help_other_forms(arena, word, try_form, &nearest);
	for (const struct symbols *const *family = symbols_all; *family; family++) {
		for (size_t i = 0; i < (*family)->count; i++) {
			const char *name = (*family)->errors ? NULL : symbol_short(
				*family, &(*family)->entries[i], arena);

			nearest_try(&nearest, slice_of((*family)->entries[i].name));
			if (name)
				nearest_try(&nearest, slice_of(name));
		}
	}
	return mistake_near(&shell->message, &nearest, "nothing is called %s%s", quoted(arena, word),
			    nearest.best.len ? "" : "; \"help\" alone lists what there is");
}

/* `options` is a subject, and the short name of IP_OPTIONS. */
static bool help_subject_or_constant(struct shell *shell, struct slice word)
{
	bool subject = help_subjects(shell, word);

	return help_constants(shell, word) || help_option(shell, word) || subject;
}

/* Calls of which the word is the beginning: epoll. */
static bool help_calls(struct shell *shell, struct slice word)
{
	bool found = false;

	for (size_t i = 0; all_calls[i]; i++) {
		const char *name = all_calls[i]->name;

		if (strlen(name) <= word.len || name[word.len] != '_' || memcmp(name, word.at, word.len) != 0)
			continue;
		if (!found)
			say_headline(shell, arena_format(command_arena(shell), "%.*s", SLICE_ARGS(word)),
				     "calls; more of each: help NAME");
		say_row(shell, COLUMN, name, all_calls[i]->summary);
		found = true;
	}
	return found;
}

static bool help_word(struct shell *shell, struct slice word)
{
	const struct entry *entry = registry_find(&shell->registry, word);

	if (entry && entry->call)
		help_call(shell, entry->call);
	else if (entry)
		help_command(shell, entry->command);
	else if (!help_word_of_language(shell, word) && !help_error(shell, word))
		return help_subject_or_constant(shell, word) || help_calls(shell, word) || no_help(shell, word);
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

static void add_form(void *candidates, struct slice form)
{
	candidates_add(candidates, form);
}

static void complete(struct shell *shell, struct candidates *candidates)
{
	(void)shell;
	help_other_forms(candidates->arena, candidates->prefix, add_form, candidates);
	for (size_t i = 0; all_calls[i]; i++) {
		candidates_add(candidates, slice_of(all_calls[i]->name));
		for (size_t j = 0; candidates->prefix.len && call_has_param(all_calls[i], j); j++)
			param_add_options(&all_calls[i]->params[j], candidates);
	}
	for (size_t i = 0; all_commands[i]; i++)
		candidates_add(candidates, slice_of(all_commands[i]->name));
	for (const struct topic *topic = all_topics; topic->name; topic++)
		candidates_add(candidates, slice_of(topic->name));
	for (size_t i = 0; help_subject(i); i++)
		candidates_add(candidates, slice_of(help_subject(i)));
	for (const struct symbols *const *family = symbols_all; *family && candidates->prefix.len;
	     family++)
		candidates_add_symbols(candidates, *family);
}

const struct command command_help = {
	.name = "help",
	.synopsis = "help [NAME]",
	.summary = "this list, or what is known of a name",
	.help = "NAME is a call, a command, a prefix, a constant in any of its forms, an errno, or a "
		"subject: addresses, options.",
	.run = run,
	.complete = complete,
};
