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
	return c->handle && c->handle->facts.known ? c->handle->facts.type : 0;
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

/* What the kernel chose: learned the first time, the same from then on. */
static bool compare_learned(struct context *c, const struct node *expected, const struct node *actual)
{
	enum learned_kind kind = actual->learned;
	int64_t before, now;

	if (kind == LEARN_NEVER)
		return true;
	if (kind == LEARN_AUTOBIND) {
		if (expected->kind != NODE_STRING || expected->learned != LEARN_AUTOBIND || !c->learned)
			return expected->kind == NODE_STRING && slice_equal(expected->text, actual->text);
		return learned_name_out(c->learned, expected->text, actual->text);
	}
	if (!port_of(expected, &before) || !port_of(actual, &now))
		return false;
	if (!c->learned || (kind == LEARN_PORT && (before == 0 || now == 0)))
		return before == now;
	return learned_out(c->learned, kind, kind == LEARN_PORT ? protocol_key(c) : 0, before, now);
}

static bool starts_with(struct slice text, struct slice start)
{
	return text.len >= start.len && (start.len == 0 || memcmp(text.at, start.at, start.len) == 0);
}

static bool compare_strings(const struct node *written, const struct node *expected, const struct node *actual)
{
	if (written && written->kind == NODE_STRING && written->cut)
		return starts_with(actual->text, written->text);
	if (expected->cut)
		return starts_with(actual->text, expected->text);
	return expected->abstract == actual->abstract && slice_equal(expected->text, actual->text);
}

/* `...` as the last of what is written: whatever else there is. */
static bool ends_open(const struct node *written)
{
	return written && written->last && written->last->kind == NODE_ANYTHING && written->last->field.len == 0;
}

static bool compare_members(struct context *c, const struct node *written, const struct node *expected,
			    const struct node *actual)
{
	bool by_name = written && written->kind == NODE_STRUCT;
	const struct node *want = expected->items;

	for (const struct node *item = actual->items; item; item = item->next) {
		const struct node *as_written = NULL;

		for (want = expected->items; want && !slice_equal(want->field, item->field);)
			want = want->next;
		for (const struct node *at = by_name ? written->items : NULL; at; at = at->next)
			if (slice_equal(at->field, item->field))
				as_written = at;
		if (by_name && !as_written && ends_open(written))
			continue;
		if (as_written && as_written->kind == NODE_ANYTHING)
			continue;
		if (!want || !compare_nodes(c, as_written, want, item))
			return false;
	}
	return expected->count == actual->count || ends_open(written);
}

static bool compare_items(struct context *c, const struct node *written, const struct node *expected,
			  const struct node *actual)
{
	const struct node *want = expected->items, *item = actual->items;
	const struct node *as_written = written && written->kind == expected->kind ? written->items : NULL;

	for (; want && item; want = want->next, item = item->next) {
		if (as_written && as_written->kind == NODE_ANYTHING && !as_written->next)
			return true;
		if (!compare_nodes(c, as_written, want, item))
			return false;
		as_written = as_written ? as_written->next : NULL;
	}
	return (!want && !item) || (as_written && as_written->kind == NODE_ANYTHING);
}

bool compare_nodes(struct context *c, const struct node *written, const struct node *expected,
		   const struct node *actual)
{
	if (written && written->kind == NODE_CHANGE && actual->kind != NODE_CHANGE)
		written = written->last;
	if (written && written->kind == NODE_ANYTHING)
		return true;
	/* A pointer of another process says nothing of what is there. */
	if (written && written->kind == NODE_NUMBER && written->hex && actual->kind != NODE_NUMBER)
		return true;
	if (expected->kind == NODE_ANYTHING)
		return true;
	if (actual->learned != LEARN_NOT)
		return compare_learned(c, expected, actual);
	if (expected->kind != actual->kind)
		return false;
	switch (actual->kind) {
	case NODE_NUMBER:
		return expected->number == actual->number && expected->negative == actual->negative;
	case NODE_STRING:
		return compare_strings(written, expected, actual);
	case NODE_STRUCT:
		return compare_members(c, written, expected, actual);
	case NODE_NAME:
	case NODE_ADDRESS_OF:
		return slice_equal(expected->text, actual->text);
	case NODE_CALL:
		if (!slice_equal(expected->text, actual->text))
			return false;
		break;
	case NODE_ANYTHING:
	case NODE_NULL:
		return true;
	case NODE_OR:
	case NODE_ARRAY:
	case NODE_CHANGE:
		break;
	}
	return compare_items(c, written, expected, actual);
}

/* ---- calls ---- */

static const char *in_arena(struct context *c, struct out *out)
{
	const char *text = arena_copy(c->arena, out->data, out->len);

	out_free(out);
	return text ? text : "";
}

static const char *result_text(struct context *c, const struct made *made)
{
	struct out out = { .fd = -1 };

	show_result(c, made, &out);
	return in_arena(c, &out);
}

static const char *node_text(struct context *c, const struct node *node)
{
	struct out out = { .fd = -1, .terminal = true, .strings = 100 };

	node_show(node, &out);
	return in_arena(c, &out);
}

static bool same_error(const struct made *made, struct slice name)
{
	const struct symbols *symbols = made->call->result == RESULT_EAI ? &symbols_eai : &symbols_errno;
	const struct symbol *symbol = symbols_by_name(symbols, name);

	/* A program saw EINTR where the kernel meant to restart the call. */
	if (!symbol && name.len > 8 && memcmp(name.at, "ERESTART", 8) == 0)
		return made->error == EINTR;
	if (!symbol && symbols == &symbols_eai)		/* expect EINTR getaddrinfo … */
		symbol = symbols_by_name(&symbols_errno, name);
	if (!symbol || !made->error)
		return false;
	return symbol->value == made->error || (symbols == &symbols_eai && symbol->value == made->result);
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

	if (made->error)
		return mistake(c->message, "expected %s, got %s", node_text(c, &expected), result_text(c, made));
	if (!came_bytes(c, made, &bytes))
		return mistake(c->message, "brings no bytes that could be %s", node_text(c, &expected));
	actual.text = bytes;
	return compare_strings(NULL, &expected, &actual) ||
	       mistake(c->message, "expected %s, got %s", node_text(c, &expected), node_text(c, &actual));
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

static bool compare_arg(struct context *c, const struct bound *bound, size_t i)
{
	const struct param *param = c->param = &bound->made.call->params[i];
	const struct node *expected, *actual;

	c->coming_back = true;
	if (param->type->pointer) {
		expected = memory_to_node(param->type, c, &bound->expected_args[i]);
		actual = memory_to_node(param->type, c, &bound->made.args[i]);
	} else {
		expected = param->type->to_node(param->type, c, &bound->expected_args[i]);
		actual = param->type->to_node(param->type, c, &bound->made.args[i]);
	}
	if (!expected || !actual)
		return mistake(c->message, "out of memory");
	return compare_nodes(c, bound->expected[i], expected, actual) ||
	       mistake(c->message, "%s: expected %s, got %s", param->name, node_text(c, expected),
		       node_text(c, actual));
}

/* What stands in the memory that went in, where a type has expectations there: poll's revents. */
static bool compare_within(struct context *c, const struct node *written, const struct bound *bound,
			   size_t i)
{
	const struct param *param = c->param = &bound->made.call->params[i];
	struct node *expected, *actual;

	if (!param->type->within || written->kind != NODE_ARRAY)
		return true;
	c->coming_back = true;
	if (!param->type->within(param->type, c, written, &bound->made.args[i], &expected, &actual))
		return false;
	if (!expected || !actual)
		return mistake(c->message, "out of memory");
	return compare_nodes(c, NULL, expected, actual) ||
	       mistake(c->message, "%s: expected %s, got %s", param->name, node_text(c, expected),
		       node_text(c, actual));
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

static bool compare_result(struct context *c, const struct statement *statement,
			   const struct bound *bound)
{
	const struct expected_result *result = &statement->result;

	if (!same_result(result, &bound->made))
		return mistake(c->message, "expected %s, got %s", expected_text(c, result),
			       result_text(c, &bound->made));
	if (bound->made.error)
		return true;
	for (size_t i = 0; call_has_param(bound->made.call, i); i++)
		if ((bound->expected[i] && !compare_arg(c, bound, i)) ||
		    (i < statement->arg_count && !compare_within(c, statement->args[i], bound, i)))
			return false;
	return true;
}

bool compare_call(struct context *c, const struct statement *statement, const struct bound *bound)
{
	const struct expectation *expect = &statement->prefixes.expect;
	const struct expected_result *result = &statement->result;

	c->result = bound->made.result;
	c->error = bound->made.error;
	if (!result->given && expect->kind == EXPECT_NOTHING && bound->made.error)
		return mistake(c->message, "%s", result_text(c, &bound->made));
	if (!compare_prefix(c, expect, &bound->made))
		return false;
	return !result->given || compare_result(c, statement, bound);
}
