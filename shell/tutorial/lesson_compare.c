/* Does a call that was made mean the same as the one that a lesson shows? */
#include "lesson.h"

#include "address.h"
#include "spot.h"

/* ---- a line as a statement ---- */

static const char anything[] = "[...]";

/*
 * A lesson's line leaves open, by `[...]`, what call notation leaves open by `...`: values, items of a
 * list, the end of a string, the result. Within strings it stays, as a part of the text.
 */
static struct slice with_dots(struct arena *arena, struct slice line)
{
	struct message ignored = { 0 };
	struct cursor cursor = { line.at, line.at + line.len, arena, &ignored };
	struct out text = { .fd = -1 };
	const char *copy;

	while (cursor.at < cursor.end) {
		struct slice rest = { cursor.at, (size_t)(cursor.end - cursor.at) }, bytes;
		const char *from = cursor.at;

		if (slice_begins_with(rest, anything)) {
			if (slice_ends_with((struct slice){ text.data, text.len }, "= "))
				out_text(&text, "?");
			else
				out_text(&text, text.len && text.data[text.len - 1] == '}' ? ", ..." : "...");
			cursor.at += strlen(anything);
			continue;
		}
		if (*cursor.at != '"' || !lex_string(&cursor, &bytes))
			cursor.at = from + 1;
		out_bytes(&text, from, (size_t)(cursor.at - from));
	}
	copy = arena_copy(arena, text.data, text.len);
	line = copy ? (struct slice){ copy, text.len } : line;
	out_free(&text);
	return line;
}

bool lesson_call(struct arena *arena, struct slice line, struct statement *call)
{
	struct message ignored = { 0 };
	struct cursor cursor;

	if (line.len && memmem(line.at, line.len, anything, strlen(anything)))
		line = with_dots(arena, line);
	cursor = (struct cursor){ line.at, line.at + line.len, arena, &ignored };
	return parse_statement(&cursor, call) && call->kind == STATEMENT_TREE && call->result.given;
}

static const struct call *find_call(const struct registry *registry, struct slice name)
{
	const struct entry *entry = registry_find(registry, name);

	return entry ? entry->call : NULL;
}

/* What a look at the tree needs of a context: there are no handles, and nothing is asked. */
static struct context context_for(struct arena *arena, struct message *message, struct made *made)
{
	return (struct context){ .arena = arena, .message = message, .made = made, .call_notation = true };
}

enum { MOST_NODES = 64 };

struct slice lesson_made(const struct registry *registry, struct arena *arena,
			 const struct statement *call, size_t n)
{
	struct made made = { .call = find_call(registry, call->command) };
	struct message ignored = { 0 };
	struct context c = context_for(arena, &ignored, &made);
	const struct node *nodes[MOST_NODES];

	if (call->name_count)
		return n < call->name_count ? call->names[n] : (struct slice){ call->command.at, 0 };
	for (size_t i = 0; made.call && call_has_param(made.call, i) && i < call->arg_count; i++) {
		const struct param *param = c.param = &made.call->params[i];
		size_t count;

		if (param->way == IN || !param->type->descriptor_nodes)
			continue;
		count = param->type->descriptor_nodes(param->type, &c, call->args[i], nodes, MOST_NODES);
		if (n < count && nodes[n]->kind == NODE_NAME)
			return nodes[n]->text;
		break;
	}
	return (struct slice){ call->command.at, 0 };
}

/* ---- two trees ---- */

struct pair {
	struct context c;
	struct lesson_aliases aliases;
	struct slice statement;
};

/* Does the statement ask for this very number? */
static bool stands_in(struct slice statement, uint64_t number)
{
	const char *end = statement.at + statement.len;

	for (const char *at = statement.at; at < end;) {
		struct slice run = { at, 0 };
		int64_t n;

		while (at + run.len < end && at[run.len] >= '0' && at[run.len] <= '9')
			run.len++;
		if (run.len && word_to_int64(run, &n) && (uint64_t)n == number)
			return true;
		at += run.len ? run.len : 1;
	}
	return false;
}

enum { FIRST_CHOSEN_PORT = 1024 };	/* the kernel chooses none below */

static bool same_number(const struct pair *pair, const struct type *type, const struct node *a,
			const struct node *b)
{
	if (a->number == b->number && a->negative == b->negative)
		return true;
	switch (type ? type->learned : LEARN_NOT) {
	case LEARN_NOT:
		return false;
	case LEARN_PORT:
		return a->number >= FIRST_CHOSEN_PORT && b->number != 0 && !stands_in(pair->statement, a->number);
	default:
		return true;
	}
}

/* A handle of the lesson's may have another name here, and then the other text may not have its own. */
static bool same_name(const struct pair *pair, const struct type *type, const struct node *a,
		      const struct node *b)
{
	for (size_t i = 0; i < pair->aliases.count; i++) {
		if (!slice_equal(a->text, pair->aliases.at[i].theirs))
			continue;
		if (slice_equal(b->text, pair->aliases.at[i].ours))
			return true;
		if (type && type->names_handle)
			return false;
	}
	return slice_equal(a->text, b->text);
}

/* Bytes in which `[...]` stands for any others. */
static bool same_bytes(struct slice a, struct slice b)
{
	const char *open = a.len ? memmem(a.at, a.len, anything, strlen(anything)) : NULL;
	size_t before = open ? (size_t)(open - a.at) : 0;
	struct slice rest;

	if (!open)
		return slice_equal(a, b);
	if (b.len < before || (before && memcmp(a.at, b.at, before) != 0))
		return false;
	rest = (struct slice){ open + strlen(anything), a.len - before - strlen(anything) };
	for (size_t from = before; from <= b.len; from++)
		if (same_bytes(rest, (struct slice){ b.at + from, b.len - from }))
			return true;
	return false;
}

static bool same_string(const struct type *type, const struct node *a, const struct node *b)
{
	if (a->abstract != b->abstract)
		return false;
	if (type && type->learned == LEARN_AUTOBIND && a->abstract && unix_is_autobind(a->text) &&
	    unix_is_autobind(b->text))
		return true;
	if (a->text.len && memmem(a->text.at, a->text.len, anything, strlen(anything)))
		return same_bytes(a->text, b->text);
	return slice_equal(a->text, b->text) && (a->cut || !b->cut) && a->padded == b->padded;
}

static bool same_node(struct pair *pair, struct spot spot, const struct node *a, const struct node *b);

/* `...` among items stands for any number of them. */
static bool same_items(struct pair *pair, struct spot spot, const struct node *list, size_t index,
		       const struct node *a, const struct node *b)
{
	struct spot item;

	if (!a)
		return !b;
	if (a->kind == NODE_ANYTHING && a->field.len == 0) {
		for (;; b = b->next, index++) {
			if (same_items(pair, spot, list, index, a->next, b))
				return true;
			if (!b)
				return false;
		}
	}
	if (!b || !slice_equal(a->field, b->field))
		return false;
	item = spot_inside(&pair->c, spot, list, index, b->field);
	return same_node(pair, item, a, b) && same_items(pair, spot, list, index + 1, a->next, b->next);
}

static bool same_node(struct pair *pair, struct spot spot, const struct node *a, const struct node *b)
{
	const struct type *type = spot_type(&pair->c, spot, NULL);

	if (a->kind == NODE_ANYTHING)
		return true;
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case NODE_NUMBER:
		return same_number(pair, type, a, b);
	case NODE_NAME:
		return same_name(pair, type, a, b);
	case NODE_STRING:
		return same_string(type, a, b);
	case NODE_CALL:
	case NODE_ADDRESS_OF:
		if (!slice_equal(a->text, b->text))
			return false;
		break;
	default:
		break;
	}
	return same_items(pair, spot, b, 0, a->items, b->items);
}

/* ---- two calls ---- */

/* Is only the room for what comes back; or the names of new handles, which are looked at apart. */
static bool does_not_matter(const struct call *call, const struct param *param)
{
	const struct type *type = param->type;

	return (param->of && (param->way != IN || call->params[param->of - 1].way == OUT)) ||
	       type->creates;
}

static bool same_value(const struct expected_result *a, const struct expected_result *b)
{
	return a->unknown == b->unknown && a->has_value == b->has_value && a->value == b->value;
}

/* What stands in the parentheses: each is of the parameter that its label says. */
static bool same_outcomes(struct pair *pair, const struct node *a, const struct node *b)
{
	const struct call *call = pair->c.made->call;

	if (!a || !b)
		return !a == !b;
	for (a = a->items, b = b->items; a && b; a = a->next, b = b->next) {
		struct spot spot = { NULL, NULL };

		for (size_t i = 0; call_has_param(call, i); i++)
			if (call->params[i].in_result && slice_is(b->field, call->params[i].in_result))
				spot.type = call->params[i].type;
		if (!slice_equal(a->field, b->field) || !same_node(pair, spot, a, b))
			return false;
	}
	return !a && !b;
}

static bool same_result(struct pair *pair, const struct expected_result *a, const struct expected_result *b)
{
	if (a->unknown && a->error.len == 0)
		return true;
	if (a->error.len || b->error.len)
		return slice_equal(a->error, b->error) && same_value(a, b);
	return pair->c.made->call->result == RESULT_DESCRIPTOR ||
	       (same_value(a, b) && same_outcomes(pair, a->extra, b->extra));
}

/* All arguments from the first on; the last of the lesson's may stand for all of the rest. */
static enum likeness same_arguments(struct pair *pair, const struct statement *a, const struct statement *b)
{
	const struct call *call = pair->c.made->call;
	enum likeness likeness = ALIKE;
	size_t i;

	for (i = 0; i < a->arg_count && i < b->arg_count && call_has_param(call, i); i++) {
		const struct param *param = &call->params[i];
		struct spot spot = { param->type, NULL };

		pair->c.param = param;
		if (does_not_matter(call, param) || same_node(pair, spot, a->args[i], b->args[i]))
			continue;
		if (param->way != OUT)
			return UNLIKE;
		likeness = OTHER_ANSWER;
	}
	if (a->arg_count == b->arg_count ||
	    (i == a->arg_count && i > 0 && i < b->arg_count && a->args[i - 1]->kind == NODE_ANYTHING))
		return likeness;
	return UNLIKE;
}

enum { MOST_ALIASES_COMPARED = 24 };

/* The handles that the two calls make stand for each other, before those that did so till now. */
static size_t gather_aliases(const struct registry *registry, struct arena *arena,
			     const struct statement *a, const struct statement *b,
			     struct lesson_aliases known, struct lesson_alias all[MOST_ALIASES_COMPARED])
{
	size_t count = 0;

	for (size_t i = 0; count < MOST_ALIASES_COMPARED; i++, count++) {
		all[count].theirs = lesson_made(registry, arena, a, i);
		all[count].ours = lesson_made(registry, arena, b, i);
		if (all[count].theirs.len == 0 || all[count].ours.len == 0)
			break;
	}
	for (size_t i = 0; i < known.count && count < MOST_ALIASES_COMPARED; i++)
		all[count++] = known.at[i];
	return count;
}

enum likeness lesson_compare(const struct registry *registry, struct arena *arena,
			     struct lesson_aliases aliases, struct slice statement,
			     struct slice lessons_line, struct slice made_line)
{
	struct lesson_alias all[MOST_ALIASES_COMPARED];
	struct message ignored = { 0 };
	struct made made = { 0 };
	struct pair pair = { context_for(arena, &ignored, &made), { all, 0 }, statement };
	struct statement a, b;
	enum likeness likeness;

	if (!lesson_call(arena, lessons_line, &a) || !lesson_call(arena, made_line, &b) ||
	    !slice_equal(a.command, b.command) || !(made.call = find_call(registry, a.command)))
		return UNLIKE;
	pair.aliases.count = gather_aliases(registry, arena, &a, &b, aliases, all);
	spot_read_numbers(&pair.c, b.args[0], b.arg_count);
	likeness = same_arguments(&pair, &a, &b);
	if (likeness == ALIKE && !same_result(&pair, &a.result, &b.result))
		return OTHER_ANSWER;
	return likeness;
}
