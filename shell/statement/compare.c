/* Comparing what came against what the line expects. */
#include "compare.h"

#include <arpa/inet.h>
#include <errno.h>

#include "learned.h"
#include "shell.h"
#include "show.h"

/* ---- trees ---- */

static int protocol_key(const struct context *c)
{
	return c->made->handle && c->made->handle->facts.known ? c->made->handle->facts.type : 0;
}

/* htons(8080), or a plain number: as the kernel's 16 bits. */
static bool port_of(const struct node *node, int64_t *port)
{
	if (node->kind == NODE_CALL && node->count == 1 && node_to_int64(node->items, port)) {
		*port = htons((uint16_t)*port);
		return true;
	}
	return node_to_int64(node, port);
}

/*
 * Bytes in which a number stands that the kernel chose. Of a part of it nothing can be said. `scope`
 * keeps numbers of different families apart.
 */
static bool compare_learned_bytes(struct context *c, const struct node *expected, const struct node *actual,
				  int scope)
{
	size_t at = actual->learned_at, end = at + actual->learned_size, len = actual->text.len;
	int64_t before, now;

	if (expected->kind != NODE_STRING || expected->cut || expected->text.len != len)
		return false;
	if (memcmp(expected->text.at, actual->text.at, at < len ? at : len) != 0)
		return false;
	if (len < end)
		return true;
	if (memcmp(expected->text.at + end, actual->text.at + end, len - end) != 0)
		return false;
	before = load_number(expected->text.at + at, actual->learned_size, false);
	now = load_number(actual->text.at + at, actual->learned_size, false);
	if (!c->learned || before == 0 || now == 0)
		return before == now;
	return learned_out(c->learned, actual->learned, scope, before, now);
}

/* What the kernel chose: learned the first time, the same from then on. */
static bool compare_learned(struct context *c, const struct node *expected, const struct node *actual)
{
	enum learned_kind kind = actual->learned;
	int64_t before, now;
	int scope;

	if (kind == LEARN_NEVER)
		return true;
	if (kind == LEARN_AUTOBIND) {
		if (expected->kind != NODE_STRING || expected->learned != LEARN_AUTOBIND || !c->learned)
			return expected->kind == NODE_STRING && slice_equal(expected->text, actual->text);
		return learned_name_out(c->learned, expected->text, actual->text);
	}
	scope = kind == LEARN_PORT ? protocol_key(c) : actual->learned_scope;
	if (actual->learned_size)
		return compare_learned_bytes(c, expected, actual, scope);
	if (!port_of(expected, &before) || !port_of(actual, &now))
		return false;
	if (!c->learned || ((kind == LEARN_PORT || kind == LEARN_ID) && (before == 0 || now == 0)))
		return before == now;
	return learned_out(c->learned, kind, scope, before, now);
}

static bool compare_strings(const struct node *written, const struct node *expected, const struct node *actual)
{
	if (written && written->kind == NODE_STRING && written->cut)
		return slice_begins(actual->text, written->text);
	if (expected->cut)
		return slice_begins(actual->text, expected->text);
	return expected->abstract == actual->abstract && slice_equal(expected->text, actual->text);
}

/* `...` as the last of what is written: whatever else there is. */
static bool ends_open(const struct node *written)
{
	return written && written->last && written->last->kind == NODE_ANYTHING && written->last->field.len == 0;
}

/* What is written, what it means, and what came; or parts of them, NULL where there is none. */
struct sides {
	const struct node *written, *expected, *actual;
	bool left_out;		/* a member that the line has not, and so expects to be zero */
};

static const struct node *member_of(const struct node *structure, struct slice field)
{
	const struct node *found = NULL;

	for (const struct node *item = structure ? structure->items : NULL; item; item = item->next)
		if (slice_equal(item->field, field))
			found = item;
	return found;
}

static bool same(struct context *c, const struct sides *sides)
{
	return sides->expected && sides->actual &&
	       compare_nodes(c, sides->written, sides->expected, sides->actual);
}

/* Of the members that came the first that is not as expected. False when all are. */
static bool other_came(struct context *c, const struct sides *of, const struct node *written, struct sides *part)
{
	for (part->actual = of->actual->items; part->actual; part->actual = part->actual->next) {
		part->written = member_of(written, part->actual->field);
		part->expected = member_of(of->expected, part->actual->field);
		part->left_out = written && !part->written;
		if (part->left_out ? ends_open(written) : part->written && part->written->kind == NODE_ANYTHING)
			continue;
		if (!same(c, part))
			return true;
	}
	return false;
}

/* Of the members that are expected the first that did not come; of one that is given twice there is none. */
static bool none_came(const struct sides *of, const struct node *written, struct sides *part)
{
	if (of->expected->count == of->actual->count || ends_open(of->written))
		return false;
	for (part->expected = of->expected->items; part->expected; part->expected = part->expected->next) {
		part->written = member_of(written, part->expected->field);
		if (!member_of(of->actual, part->expected->field))
			break;
	}
	return true;
}

/* The first member that is not as expected. False when all are. */
static bool other_member(struct context *c, const struct sides *of, struct sides *part)
{
	const struct node *written = of->written && of->written->kind == NODE_STRUCT ? of->written : NULL;

	return other_came(c, of, written, part) || none_came(of, written, part);
}

/* The same of a list; `index` is which. */
static bool other_item(struct context *c, const struct sides *of, struct sides *part, size_t *index)
{
	bool alike = of->written && of->written->kind == of->expected->kind;

	*part = (struct sides){ alike ? of->written->items : NULL, of->expected->items, of->actual->items, false };
	for (*index = 0; part->expected || part->actual; ++*index) {
		const struct node *written = part->written;

		if (written && written->kind == NODE_ANYTHING && !written->next)
			return false;
		if (!same(c, part))
			return true;
		part->written = written ? written->next : NULL;
		part->expected = part->expected->next;
		part->actual = part->actual->next;
	}
	return false;
}

/* Of IN => OUT what comes back, where that is not what came. */
static const struct node *written_to_come(const struct node *written, const struct node *actual)
{
	return written && written->kind == NODE_CHANGE && actual->kind != NODE_CHANGE ? written->last : written;
}

/* Does the line say nothing of what comes? A pointer of another process says nothing of what is there. */
static bool says_nothing(const struct sides *sides)
{
	const struct node *written = sides->written;

	return sides->expected->kind == NODE_ANYTHING ||
	       (written && (written->kind == NODE_ANYTHING ||
			    (written->kind == NODE_NUMBER && written->hex && sides->actual->kind != NODE_NUMBER)));
}

/* Two of a kind. */
static bool compare_alike(struct context *c, const struct sides *sides)
{
	const struct node *expected = sides->expected, *actual = sides->actual;
	struct sides part = *sides;
	size_t index;

	switch (actual->kind) {
	case NODE_NUMBER:
		return expected->number == actual->number && expected->negative == actual->negative;
	case NODE_STRING:
		return compare_strings(sides->written, expected, actual);
	case NODE_STRUCT:
		return !other_member(c, sides, &part);
	case NODE_NAME:
	case NODE_ADDRESS_OF:
		return slice_equal(expected->text, actual->text);
	case NODE_CALL:
		return slice_equal(expected->text, actual->text) && !other_item(c, sides, &part, &index);
	case NODE_ANYTHING:
	case NODE_NULL:
		return true;
	case NODE_OR:
	case NODE_ARRAY:
	case NODE_CHANGE:
		break;
	}
	return !other_item(c, sides, &part, &index);
}

bool compare_nodes(struct context *c, const struct node *written, const struct node *expected,
		   const struct node *actual)
{
	const struct sides sides = { written_to_come(written, actual), expected, actual, false };

	if (says_nothing(&sides))
		return true;
	if (actual->learned != LEARN_NOT)
		return compare_learned(c, expected, actual);
	return expected->kind == actual->kind && compare_alike(c, &sides);
}

/* ---- where they differ ---- */

/* Is it told which of the items differs? One number in memory, [4], or flags are shown as a whole. */
static bool has_places(const struct node *node)
{
	return node->kind == NODE_ARRAY && node->items && (node->count > 1 || node->items->kind == NODE_STRUCT);
}

/* Goes down to the innermost part that differs; its path is put behind what is there. */
static void find_difference(struct context *c, struct sides *sides, struct out *path)
{
	struct sides part = *sides;
	size_t index;

	for (;; *sides = part) {
		if (!sides->expected || !sides->actual || sides->expected->kind != sides->actual->kind ||
		    sides->actual->learned != LEARN_NOT)
			return;
		sides->written = written_to_come(sides->written, sides->actual);
		if (sides->actual->kind == NODE_STRUCT && other_member(c, sides, &part)) {
			const struct node *any = part.actual ? part.actual : part.expected;

			out_char(path, '.');
			out_bytes(path, any ? any->field.at : "", any ? any->field.len : 0);
		} else if ((has_places(sides->expected) || has_places(sides->actual)) &&
			   other_item(c, sides, &part, &index)) {
			out_format(path, "[%zu]", index);
		} else {
			return;
		}
	}
}

/* ---- calls ---- */

static const char *in_arena(struct context *c, struct out *out)
{
	const char *text = out_take(out, c->arena, NULL);

	return text ? text : "";
}

static const char *result_text(struct context *c, const struct made *made)
{
	struct out out = { .fd = -1 };

	(void)made;
	show_result(c, &out);
	return in_arena(c, &out);
}

enum { SHOWN_BYTES = 100, BYTES_BEFORE = 20 };

static const char *node_text(struct context *c, const struct node *node)
{
	struct out out = { .fd = -1, .terminal = true, .strings = SHOWN_BYTES };

	node_show(node, &out);
	return in_arena(c, &out);
}

/* How much of two long strings is passed over, so that what differs is among what is shown. */
static size_t common_beginning(struct slice a, struct slice b)
{
	size_t len = a.len < b.len ? a.len : b.len, same = 0;

	while (same < len && a.at[same] == b.at[same])
		same++;
	return same > SHOWN_BYTES - BYTES_BEFORE ? same - BYTES_BEFORE : 0;
}

/* Of a string, what stands behind the first `from` bytes. */
static const char *side_text(struct context *c, const struct node *node, size_t from)
{
	struct node rest;

	if (!node)
		return "nothing";
	if (!from)
		return node_text(c, node);
	rest = *node;
	rest.text = (struct slice){ node->text.at + from, node->text.len - from };
	return node_text(c, &rest);
}

static bool same_error(const struct made *made, struct slice name)
{
	const struct symbol *code = made->call->result == RESULT_EAI ? symbols_by_name(&symbols_eai, name) : NULL;

	if (!made->error)
		return false;
	if (code)
		return code->value == made->error || code->value == made->result;
	return errno_by_name(name) == made->error;
}

/* The bytes that came, of the parameter that carries them. */
static bool came_bytes(struct context *c, const struct made *made, struct slice *bytes)
{
	for (size_t i = 0; call_has_param(made->call, i); i++) {
		const struct param *param = c->param = &made->call->params[i];

		if (param->way != IN && param->type->bytes && made->args[i].at) {
			*bytes = param->type->bytes(param->type, c, &made->args[i]);
			return !made->args[i].untouched && bytes->at;
		}
	}
	return false;
}

static bool compare_bytes(struct context *c, const struct expectation *expect, const struct made *made)
{
	struct slice bytes = { 0 };
	struct node expected = { .kind = NODE_STRING, .text = expect->bytes, .cut = expect->cut };
	struct node actual = { .kind = NODE_STRING };
	size_t from;

	if (made->error)
		return mistake(c->message, "expected %s, got %s", node_text(c, &expected), result_text(c, made));
	if (!came_bytes(c, made, &bytes))
		return mistake(c->message, "brings no bytes that could be %s", node_text(c, &expected));
	actual.text = bytes;
	if (compare_strings(NULL, &expected, &actual))
		return true;
	from = common_beginning(expect->bytes, bytes);
	if (from)
		return mistake(c->message, "from byte %zu on: expected %s, got %s", from,
			       side_text(c, &expected, from), side_text(c, &actual, from));
	return mistake(c->message, "expected %s, got %s", node_text(c, &expected), node_text(c, &actual));
}

static bool compare_prefix(struct context *c, const struct expectation *expect, const struct made *made)
{
	switch (expect->kind) {
	case EXPECT_NOTHING:
		return true;
	case EXPECT_ERROR:
		return same_error(made, expect->name) ||
		       mistake(c->message, "expected %.*s, got %s", SLICE_ARGS(expect->name), result_text(c, made));
	case EXPECT_NUMBER:
		return made->result == expect->number ||
		       mistake(c->message, "expected %lld, got %s", (long long)expect->number,
			       result_text(c, made));
	case EXPECT_BYTES:
		return compare_bytes(c, expect, made);
	}
	return true;
}

/* optval.tcpi_rtt: expected 3, got 5 */
static bool tell_difference(struct context *c, struct sides sides)
{
	struct out path = { .fd = -1 };
	size_t from = 0;

	out_text(&path, c->param->name);
	find_difference(c, &sides, &path);
	if (sides.expected && sides.actual && sides.expected->kind == NODE_STRING)
		from = common_beginning(sides.expected->text, sides.actual->text);
	if (from)
		out_format(&path, ", from byte %zu on", from);
	return mistake(c->message, "%s: expected %s%s, got %s", in_arena(c, &path), side_text(c, sides.expected, from),
		       sides.left_out ? " (left out)" : "", side_text(c, sides.actual, from));
}

/* Data that came as the line has it, seen without trees. */
static bool same_data(struct context *c, const struct node *written, const struct arg *arg)
{
	const struct type *type = c->param->type;

	return type->data && type->bytes && written->kind == NODE_STRING && !written->cut && arg->at &&
	       !arg->untouched && slice_equal(type->bytes(type, c, arg), written->text);
}

static bool compare_arg(struct context *c, const struct bound *bound, size_t i)
{
	const struct param *param = c->param = &bound->made.call->params[i];
	const struct node *expected, *actual;

	if (same_data(c, bound->expected[i], &bound->made.args[i]))
		return true;
	expected = show_to_node(c, EXPECTED, param->type, &bound->expected_args[i]);
	actual = show_to_node(c, CAME, param->type, &bound->made.args[i]);
	if (!expected || !actual)
		return mistake(c->message, "out of memory");
	return compare_nodes(c, bound->expected[i], expected, actual) ||
	       tell_difference(c, (struct sides){ bound->expected[i], expected, actual, false });
}

/* What stands in the memory that went in, where a line expects something there: poll's revents. */
static bool compare_within(struct context *c, const struct node *written, const struct bound *bound,
			   size_t i)
{
	const struct param *param = c->param = &bound->made.call->params[i];
	struct node *expected, *actual;

	if (param->way != IN_OUT || !param->in_result)
		return true;
	if (!memory_within(param->type, c, written, &bound->made.args[i], &expected, &actual))
		return false;
	if (!expected)
		return true;
	return compare_nodes(c, NULL, expected, actual) ||
	       tell_difference(c, (struct sides){ NULL, expected, actual, false });
}

static const char *expected_text(struct context *c, const struct expected_result *result)
{
	const char *text;

	if (result->error.len && result->has_value)
		text = arena_format(c->arena, "%lld %.*s", (long long)result->value, SLICE_ARGS(result->error));
	else if (result->error.len)
		text = arena_format(c->arena, "%.*s", SLICE_ARGS(result->error));
	else
		text = arena_format(c->arena, "%lld", (long long)result->value);
	return text ? text : "";
}

static bool same_result(const struct expected_result *result, const struct made *made)
{
	if (result->error.len)
		return made->error && same_error(made, result->error);
	if (result->unknown)
		return true;
	if (made->error || result->value < 0)
		return made->error && result->value < 0;
	/* Which number a new descriptor has is the kernel's choice. */
	return made->call->result == RESULT_DESCRIPTOR || made->result == result->value;
}

/* Is there a part of it that is compared? */
static bool is_compared(const struct node *node)
{
	if (!node->items)
		return node->learned != LEARN_NEVER && node->kind != NODE_ARRAY;
	for (const struct node *item = node->items; item; item = item->next)
		if (is_compared(item))
			return true;
	return false;
}

/* What came, and is not in the result's parentheses, where the line says there what comes. */
static bool compare_others(struct context *c, const struct node *extra, const struct bound *bound)
{
	const struct node *written = extra ? extra->items : NULL, *actual;

	for (; written; written = written->next)
		if (written->kind == NODE_ANYTHING && !written->field.len)
			return true;
	for (unsigned left = extra ? bound->made.plan->in_result : 0; left;) {
		size_t i = plan_next(&left);

		c->param = &bound->made.call->params[i];
		if (member_of(extra, slice_of(c->param->in_result)) || !bound->made.args[i].at)
			continue;
		actual = show_to_node(c, CAME, c->param->type, &bound->made.args[i]);
		if (!actual)
			return mistake(c->message, "out of memory");
		if (is_compared(actual))
			return tell_difference(c, (struct sides){ NULL, NULL, actual, false });
	}
	return true;
}

static bool compare_result(struct context *c, const struct statement *statement,
			   const struct bound *bound)
{
	const struct expected_result *result = &statement->result;

	if (!same_result(result, &bound->made))
		return mistake(c->message, "expected %s, got %s", expected_text(c, result),
			       result_text(c, &bound->made));
	if (bound->made.error)
		return true;
	for (unsigned comes = bound->made.plan->comes; comes;) {
		size_t i = plan_next(&comes);

		if ((bound->expected[i] && !compare_arg(c, bound, i)) ||
		    (i < statement->arg_count && !compare_within(c, statement->args[i], bound, i)))
			return false;
	}
	return compare_others(c, result->extra, bound);
}

bool compare_call(struct context *c, const struct statement *statement, const struct bound *bound)
{
	const struct expectation *expect = &statement->prefixes.expect;
	const struct expected_result *result = &statement->result;

	if (!result->given && expect->kind == EXPECT_NOTHING && bound->made.error)
		return mistake(c->message, "%s", result_text(c, &bound->made));
	if (!compare_prefix(c, expect, &bound->made))
		return false;
	return !result->given || compare_result(c, statement, bound);
}
