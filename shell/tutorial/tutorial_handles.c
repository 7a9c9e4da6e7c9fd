/* The tutorial: the handles that a lesson speaks of, and what they are called here. */
#include "say.h"
#include "tutorial.h"

#include "shell.h"
#include "source.h"

/* ---- names in the lesson ---- */

static void add_name(struct names *names, struct slice name)
{
	for (size_t i = 0; i < names->count; i++)
		if (slice_equal(names->at[i], name))
			return;
	if (names->count < MOST_NAMES)
		names->at[names->count++] = name;
}

static void remove_name(struct names *names, struct slice name)
{
	for (size_t i = 0; i < names->count; i++) {
		if (!slice_equal(names->at[i], name))
			continue;
		names->count--;
		memmove(&names->at[i], &names->at[i + 1], (names->count - i) * sizeof(*names->at));
		return;
	}
}

static bool has_name(const struct names *names, struct slice name)
{
	for (size_t i = 0; i < names->count; i++)
		if (slice_equal(names->at[i], name))
			return true;
	return false;
}

void lesson_names_of(const struct shell *shell, struct slice output, bool until_closed,
		     struct names *names)
{
	struct statement call;
	struct slice line, name;

	while (lesson_line(&output, &line)) {
		if (!lesson_call(&shell->source->arena, line, &call))
			continue;
		for (size_t i = 0; (name = lesson_made(&shell->registry, &shell->source->arena, &call, i)).len; i++)
			add_name(names, name);
		if (until_closed && slice_is(call.command, "close") && call.arg_count == 1 &&
		    call.result.value == 0 && call.result.error.len == 0)
			remove_name(names, call.args[0]->text);
	}
}

void lesson_names(const struct shell *shell, const struct lesson *lesson, size_t step,
		  bool until_closed, struct names *names)
{
	struct lesson_reader reader = lesson_start(lesson);
	struct lesson_part part;

	names->count = 0;
	for (size_t at = 0; lesson_read(&reader, &part);) {
		if (part.kind == LESSON_STATEMENT && at++ == step)
			return;
		if (part.kind == LESSON_OUTPUT)
			lesson_names_of(shell, part.text, until_closed, names);
	}
}

/* ---- names here ---- */

static struct slice name_here(const struct tutorial *tutorial, struct slice theirs)
{
	for (size_t i = 0; i < tutorial->alias_count; i++)
		if (slice_equal(tutorial->aliases[i].theirs, theirs))
			return tutorial->aliases[i].ours;
	return theirs;
}

/* Is the handle of this name in the lesson open, whatever it is called here? */
static bool is_open(const struct shell *shell, struct slice theirs)
{
	return handle_by_name(&shell->handles, name_here(shell->tutorial, theirs));
}

const char *tutorial_which(struct shell *shell, const struct names *names, bool open,
			   const char *before, const char *between)
{
	const char *text = "";

	for (size_t i = 0; i < names->count && text; i++) {
		struct slice name = name_here(shell->tutorial, names->at[i]);

		if (is_open(shell, names->at[i]) == open)
			text = arena_format(&shell->source->arena, "%s%s%s%.*s", text,
					    *text ? between : "", before, SLICE_ARGS(name));
	}
	return text ? text : "";
}

/* ---- names in a statement ---- */

/* Each time that it stands there. */
static void mention(struct names *names, struct slice name)
{
	if (names->count < MOST_NAMES)
		names->at[names->count++] = name;
}

/* srv:in, $srv.port, a,b; of a line for the system's shell only what stands behind `$`. */
static void mentions_of_text(struct slice text, bool system, struct names *names)
{
	for (size_t i = 0; i < text.len; i++) {
		struct slice name = { text.at + i, 0 };

		while (i + name.len < text.len && is_name_char(name.at[name.len]))
			name.len++;
		if (name.len && (!system || (i > 0 && strchr("${", name.at[-1]))))
			mention(names, name);
		i += name.len;
	}
}

static void mentions_of_node(const struct node *node, struct names *names)
{
	if (node->kind == NODE_NAME)
		mention(names, node->text);
	for (const struct node *item = node->items; item; item = item->next)
		mentions_of_node(item, names);
}

/* Whatever may be a handle's name, in the order of the text, which the names are parts of. */
static void mentions_of(const struct statement *statement, struct names *names)
{
	names->count = 0;
	for (size_t i = 0; i < statement->name_count; i++)
		mention(names, statement->names[i]);
	if (statement->kind == STATEMENT_SYSTEM)
		mentions_of_text(statement->command, true, names);
	for (size_t i = 0; i < statement->words.count; i++)
		if (!statement->words.at[i].quoted)
			mentions_of_text(statement->words.at[i].text, false, names);
	for (size_t i = 0; i < statement->arg_count; i++)
		mentions_of_node(statement->args[i], names);
	if (statement->result.extra)
		mentions_of_node(statement->result.extra, names);
}

/* Is it the name of a handle here that the lesson calls otherwise? */
static bool is_taken(const struct shell *shell, struct slice name)
{
	const struct tutorial *tutorial = shell->tutorial;
	bool taken = false;

	for (size_t i = 0; i < tutorial->alias_count; i++) {
		if (slice_equal(tutorial->aliases[i].theirs, name))
			return false;
		taken |= slice_equal(tutorial->aliases[i].ours, name);
	}
	return taken && handle_by_name(&shell->handles, name);
}

/* The text up to the end of each name, with that which it has here. Returns where the rest begins. */
static const char *put_here(const struct shell *shell, const struct statement *statement, const char *from,
			    struct out *text)
{
	struct names names;

	mentions_of(statement, &names);
	for (size_t i = 0; i < names.count; i++) {
		struct slice name = names.at[i], here = name_here(shell->tutorial, name);

		out_bytes(text, from, (size_t)(name.at - from));
		out_bytes(text, here.at, here.len);
		if (is_taken(shell, name))
			out_char(text, '2');	/* what the lesson makes now needs another name */
		from = name.at + name.len;
	}
	return from;
}

struct slice tutorial_here(struct shell *shell, struct slice statement)
{
	struct out text = { .fd = -1 };
	const char *from = statement.at, *copy;
	struct pieces pieces;

	if (shell->tutorial->alias_count == 0)
		return statement;
	tutorial_read_pieces(shell, statement, &pieces);
	for (size_t i = 0; i < pieces.count; i++)
		from = put_here(shell, &pieces.at[i].statement, from, &text);
	out_bytes(&text, from, (size_t)(statement.at + statement.len - from));
	copy = arena_copy(&shell->source->arena, text.data, text.len);
	statement = copy && !text.failed ? (struct slice){ copy, text.len } : statement;
	out_free(&text);
	return statement;
}

/* ---- learning them ---- */

/* Alias i is what its names say. */
static void set_alias(struct tutorial *tutorial, size_t i)
{
	const struct alias_names *names = &tutorial->alias_names[i];

	tutorial->aliases[i] = (struct lesson_alias){ slice_of(names->theirs), slice_of(names->ours) };
}

static void drop_alias(struct tutorial *tutorial, size_t i)
{
	tutorial->alias_names[i] = tutorial->alias_names[--tutorial->alias_count];
	set_alias(tutorial, i);
}

static void forget(struct tutorial *tutorial, struct slice theirs)
{
	for (size_t i = 0; i < tutorial->alias_count; i++)
		if (slice_equal(tutorial->aliases[i].theirs, theirs))
			drop_alias(tutorial, i--);
}

static void put_name(char *to, struct slice name)
{
	memcpy(to, name.at, name.len);
	to[name.len] = '\0';
}

static void add_alias(struct tutorial *tutorial, struct slice theirs, struct slice ours)
{
	size_t i = tutorial->alias_count;

	if (i == MOST_ALIASES || ours.len > HANDLE_NAME_MAX || theirs.len > HANDLE_NAME_MAX)
		return;
	put_name(tutorial->alias_names[i].theirs, theirs);
	put_name(tutorial->alias_names[i].ours, ours);
	set_alias(tutorial, i);
	tutorial->alias_count++;
}

void tutorial_learn(struct shell *shell, struct slice lessons_line, struct slice made_line)
{
	struct slice theirs, ours;
	struct statement a, b;

	if (!lesson_call(&shell->source->arena, lessons_line, &a) || !lesson_call(&shell->source->arena, made_line, &b))
		return;
	for (size_t i = 0; (theirs = lesson_made(&shell->registry, &shell->source->arena, &a, i)).len; i++) {
		ours = lesson_made(&shell->registry, &shell->source->arena, &b, i);
		forget(shell->tutorial, theirs);
		if (ours.len == 0 || slice_equal(theirs, ours))
			continue;
		add_alias(shell->tutorial, theirs, ours);
		say_comment(&shell->out, "what the lesson calls %.*s is %.*s here", SLICE_ARGS(theirs),
			      SLICE_ARGS(ours));
	}
}

bool tutorial_may_learn(struct shell *shell, struct slice lessons_line, struct slice made_line)
{
	struct slice theirs, ours;
	struct statement a, b;
	struct names names;

	if (!lesson_call(&shell->source->arena, lessons_line, &a) || !lesson_call(&shell->source->arena, made_line, &b))
		return false;
	lesson_names(shell, shell->tutorial->lesson, SIZE_MAX, false, &names);
	for (size_t i = 0; (theirs = lesson_made(&shell->registry, &shell->source->arena, &a, i)).len; i++) {
		ours = lesson_made(&shell->registry, &shell->source->arena, &b, i);
		if (!slice_equal(theirs, ours) &&
		    (is_open(shell, theirs) || has_name(&names, ours)))
			return false;
	}
	return true;
}

bool tutorial_makes_another(struct shell *shell, struct slice lessons_line, struct slice made_line)
{
	const struct tutorial *tutorial = shell->tutorial;
	struct statement a, b;
	struct names names;
	struct slice ours;

	if (!lesson_call(&shell->source->arena, lessons_line, &a) || !lesson_call(&shell->source->arena, made_line, &b))
		return false;
	ours = lesson_made(&shell->registry, &shell->source->arena, &b, 0);
	if (ours.len == 0 || slice_equal(ours, lesson_made(&shell->registry, &shell->source->arena, &a, 0)) ||
	    !slice_equal(ours, name_here(tutorial, ours)))
		return false;
	lesson_names(shell, tutorial->lesson,
		     tutorial_progress(tutorial, tutorial->lesson)->step, false, &names);
	return has_name(&names, ours);
}

void tutorial_say_closed(struct shell *shell, const struct step *step, const struct pieces *typed)
{
	const struct tutorial *tutorial = shell->tutorial;
	struct names names;

	lesson_names(shell, tutorial->lesson, tutorial_step(tutorial), true, &names);
	for (size_t i = 0; i < names.count; i++) {
		struct slice name = name_here(tutorial, names.at[i]);
		bool wanted = false, now = false;

		for (size_t j = 0; j < step->pieces.count; j++)
			wanted |= slice_equal(piece_closes(&step->pieces.at[j]), name);
		for (size_t j = 0; j < typed->count; j++)
			now |= slice_equal(piece_closes(&typed->at[j]), name);
		if (now && !wanted && !is_open(shell, names.at[i]))
			say_comment(&shell->out, "the lesson still needs %.*s, which is closed now",
				      SLICE_ARGS(name));
	}
}

void tutorial_say_names(struct shell *shell, struct slice text)
{
	const struct tutorial *tutorial = shell->tutorial;

	for (size_t i = 0; i < tutorial->alias_count; i++) {
		const struct lesson_alias *alias = &tutorial->aliases[i];
		const char *quoted = arena_format(&shell->source->arena, "`%.*s`", SLICE_ARGS(alias->theirs));

		if (quoted && memmem(text.at, text.len, quoted, strlen(quoted)))
			say_comment(&shell->out, "(%s in this text is %.*s here)", quoted,
				      SLICE_ARGS(alias->ours));
	}
}

/* Has the statement the name of one of the handles that is not open? */
static bool names_lost(const struct shell *shell, const struct statement *statement, const struct names *names)
{
	struct names mentioned;

	mentions_of(statement, &mentioned);
	for (size_t i = 0; i < mentioned.count; i++)
		for (size_t j = 0; j < names->count; j++)
			if (slice_equal(mentioned.at[i], name_here(shell->tutorial, names->at[j])) &&
			    !is_open(shell, names->at[j]))
				return true;
	return false;
}

bool tutorial_misses(struct shell *shell, const struct step *step)
{
	struct names names;

	lesson_names(shell, shell->tutorial->lesson, tutorial_step(shell->tutorial), true, &names);
	for (size_t i = 0; i < step->pieces.count; i++) {
		const struct piece *piece = &step->pieces.at[i];

		if (!slice_is(piece->statement.command, "close") &&
		    names_lost(shell, &piece->statement, &names))
			return true;
	}
	return false;
}
