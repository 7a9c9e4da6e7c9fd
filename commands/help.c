/* help: what can be typed, from the declarations. */
#include "command.h"

#include <strings.h>

#include "bind.h"
#include "sockopt.h"

enum { WIDTH = 78 };	/* of a line behind its `# ` */

/* Words of the language that are neither calls nor commands. */
struct topic {
	const char *name, *synopsis, *summary, *help;
};

static const struct topic topics[] = {
	{ "try", "try CALL", "any outcome of the call is fine",
	  "A failure does not stop a script and does not count. What was not understood "
	  "still does." },
	{ "expect", "expect X CALL", "the call has to end like this, and no other way",
	  "X is an errno (ECONNREFUSED), a number (what the call returns), or a \"string\" (the "
	  "bytes that came). In call notation the result can be written behind the call instead: "
	  "listen(s1, 5) = 0" },
	{ "timeout", "timeout D CALL", "interrupt the call after a while",
	  "D is a duration: 250ms, 2s, 1min; a bare number is seconds. The call then fails with "
	  "EINTR, and only \"expect EINTR\" or \"try\" forgives it." },
	{ "repeat", "repeat N CALL", "make the call N times",
	  "Prefixes before it stand around all of them, those behind it around each one. Ctrl-C "
	  "ends it." },
	{ "time", "time CALL", "say how long the call took", NULL },
	{ "!", "! COMMAND", "a command of the system's shell",
	  "All of the line is its own; only $HANDLE and its parts are put in. How it ends does not "
	  "count." },
};

enum { TOPICS = sizeof(topics) / sizeof(*topics) };

/* ---- lines ---- */

/* How much of the text fits into `room`: up to a blank, or all of a word that is longer. */
static size_t fitting(const char *text, size_t room)
{
	size_t len = strlen(text), at = room;

	if (len <= room)
		return len;
	while (at > 0 && text[at] != ' ')
		at--;
	return at ? at : strcspn(text, " ");
}

/* A label, and beside it from `column` on as many lines as the text needs. */
static void say(struct shell *shell, size_t column, const char *label, const char *text)
{
	if (shell->checking)
		return;
	if (*label && strlen(label) + 1 > column && *text) {
		shell_comment(shell, "%s", label);
		label = "";
	}
	do {
		size_t len = fitting(text, WIDTH - column);

		shell_comment(shell, "%-*s%.*s", len ? (int)column : 0, label, (int)len, text);
		text += len;
		text += strspn(text, " ");
		label = "";
	} while (*text);
}

static void say_row(struct shell *shell, size_t column, const char *name, const char *text)
{
	const char *label = arena_format(command_arena(shell), "  %s", name);

	say(shell, column, label ? label : name, text);
}

static void say_headline(struct shell *shell, const char *name, const char *summary)
{
	const char *text = arena_format(command_arena(shell), "%s: %s", name, summary);

	say(shell, 0, "", text ? text : name);
}

/* ---- help alone ---- */

static size_t longest_name(void)
{
	size_t longest = 0;

	for (size_t i = 0; all_calls[i]; i++)
		if (strlen(all_calls[i]->name) > longest)
			longest = strlen(all_calls[i]->name);
	for (size_t i = 0; all_commands[i]; i++)
		if (strlen(all_commands[i]->synopsis) > longest)
			longest = strlen(all_commands[i]->synopsis);
	return longest;
}

static void help_overview(struct shell *shell)
{
	size_t column = longest_name() + 4;

	say(shell, 0, "", "Calls of the sockets API:");
	for (size_t i = 0; all_calls[i]; i++)
		say_row(shell, column, all_calls[i]->name, all_calls[i]->summary);
	say(shell, 0, "", "Commands of the shell:");
	for (size_t i = 0; all_commands[i]; i++)
		say_row(shell, column, all_commands[i]->synopsis, all_commands[i]->summary);
	say(shell, 0, "", "Before a call, or instead of one:");
	for (size_t i = 0; i < TOPICS; i++)
		say_row(shell, column, topics[i].synopsis, topics[i].summary);
	say(shell, 0, "",
	    "More: help NAME, of a call (help bind), a command, a constant (help AF_INET, "
	    "help reuseaddr) or an errno (help ECONNREFUSED); \"constants\" lists the constants. "
	    "Begin with: socket inet stream");
}

/* ---- a call ---- */

static const char *option_names(struct shell *shell, const struct call *call,
				const struct param *param)
{
	struct arena *arena = command_arena(shell);
	struct candidates candidates = { .arena = arena };
	struct message message = { 0 };
	struct arg args[MAX_ARGS] = { 0 };
	struct context c = {
		.shell = shell, .arena = arena, .message = &message,
		.call = call, .param = param, .args = args,
	};
	const char *text = "";

	if (param->type->complete_options)
		param->type->complete_options(param->type, &c, &candidates);
	else if (param->option)
		text = arena_format(arena, "--%s", param->name);
	for (size_t i = 0; i < candidates.count && text; i++)
		text = arena_format(arena, "%s%s%s", text, i ? " " : "", candidates.list[i]);
	return text ? text : "";
}

static const char *default_of(struct arena *arena, const struct call *call,
			      const struct param *param)
{
	bool acting = param == call->params && param->type == &type_descriptor;
	const char *text = NULL;

	if (acting)
		return call->prefers_listening ? "; left out: the current one if it listens, else "
						 "the newest that does"
					       : "; left out: the current one";
	if (param->fallback && *param->fallback)
		text = arena_format(arena, "; left out: %s", param->fallback);
	else if (param->of)
		text = arena_format(arena, " of %s", call->params[param->of - 1].name);
	return text ? text : "";
}

static void say_param(struct shell *shell, size_t column, const struct call *call,
		      const struct param *param)
{
	static const char *const ways[] = { "", ", comes back", ", goes in and comes back" };
	struct arena *arena = command_arena(shell);
	const char *options = option_names(shell, call, param);
	const char *text =
		arena_format(arena, "%s%s%s%s%s", param->type->name, ways[param->way],
			     default_of(arena, call, param), *options ? ": " : "", options);

	say_row(shell, column, param->name, text ? text : param->type->name);
}

static const char *result_text(struct arena *arena, const struct call *call)
{
	const char *of = call->counts ? call->params[call->counts - 1].name : NULL, *text = NULL;

	switch (call->result) {
	case RESULT_STATUS:
		return "0, or -1 and errno";
	case RESULT_DESCRIPTOR:
		return "a new handle, or -1 and errno";
	case RESULT_COUNT:
		text = of ? arena_format(arena, "how much of %s, or -1 and errno", of) : NULL;
		return text ? text : "a number, or -1 and errno";
	case RESULT_VALUE:
		return "a number";
	case RESULT_EAI:
		return "0, or an EAI_ code";
	}
	return "";
}

static const char *error_name(const struct call *call, int error)
{
	const struct symbol *eai;

	if (call->result != RESULT_EAI)
		return errno_name(error) ? errno_name(error) : "?";
	eai = symbols_by_value(&symbols_eai, error);
	return eai ? eai->name : "?";
}

static void help_call(struct shell *shell, const struct call *call)
{
	struct arena *arena = command_arena(shell);
	size_t count = call_param_count(call), column = 0;
	const char *synopsis = call_synopsis(arena, call);

	say_headline(shell, call->name, call->summary);
	say_row(shell, 4, "", call->prototype);
	say_row(shell, 4, "", synopsis ? synopsis : call->name);
	for (size_t i = 0; i < count; i++)
		if (strlen(call->params[i].name) + 4 > column)
			column = strlen(call->params[i].name) + 4;
	for (size_t i = 0; i < count; i++)
		say_param(shell, column, call, &call->params[i]);
	say(shell, 9, "Returns:", result_text(arena, call));
	if (call->help)
		say(shell, 0, "", call->help);
	for (const struct hint *hint = call->hints; hint && hint->text; hint++)
		say_row(shell, 18, error_name(call, hint->error), hint->text);
}

/* ---- commands and prefixes ---- */

static void help_topic(struct shell *shell, const char *name, const char *synopsis,
		       const char *summary, const char *help)
{
	say_headline(shell, name, summary);
	say_row(shell, 4, "", synopsis);
	if (help)
		say(shell, 0, "", help);
}

static bool help_word_of_language(struct shell *shell, struct slice word)
{
	for (size_t i = 0; i < TOPICS; i++) {
		if (!slice_is(word, topics[i].name))
			continue;
		help_topic(shell, topics[i].name, topics[i].synopsis, topics[i].summary,
			   topics[i].help);
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
		"", "getsockopt", "setsockopt", "getsockopt, setsockopt",
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

static void help_constant(struct shell *shell, const struct symbols *symbols,
			  const struct symbol *entry)
{
	struct arena *arena = command_arena(shell);
	const char *name = symbol_short(symbols, entry, arena), *text;
	bool hex = symbols->flags && (entry->value & ~symbols->base);

	text = arena_format(arena, hex ? "%s = %#llx: %s%s%s" : "%s = %lld: %s%s%s", entry->name,
			    (long long)entry->value, symbols->what,
			    name ? ", for short: " : "", name ? name : "");
	say(shell, 0, "", text ? text : entry->name);
	say_takers(shell, symbols);
	say_option(shell, entry);
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
				say_row(shell, 18, all_calls[i]->name, hint->text);
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
	say(shell, 0, "", text ? text : entry->name);
	say_hints(shell, (int)entry->value, eai);
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
	for (size_t i = 0; i < TOPICS; i++)
		nearest_try(&nearest, slice_of(topics[i].name));
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
		help_topic(shell, entry->name, entry->command->synopsis, entry->command->summary,
			   entry->command->help);
	else
		return help_word_of_language(shell, word) || help_error(shell, word) ||
		       help_constants(shell, word) || no_help(shell, word);
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
	for (size_t i = 0; i < TOPICS; i++)
		candidates_add(candidates, slice_of(topics[i].name));
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
