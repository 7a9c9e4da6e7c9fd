/* Binding: what both notations have in common. */
#include "bind.h"

#include <errno.h>

#include "bind_parts.h"
#include "shell.h"

bool bind_given_length(struct context *c, size_t i, int64_t *n)
{
	if (!length_beside(c, i, n)) {
		*n = -1;
		return true;
	}
	return *n >= 0 || c->made->call->params[c->made->plan->length_of[i]].type->size != sizeof(size_t) ||
	       wrong(c, "a length of %lld is one of %llu bytes for the kernel; so many cannot be had",
		     (long long)*n, (unsigned long long)*n);
}

/* The sets of a span that are there, one after the other; NULL behind the last. */
static struct arg *next_set(struct context *c, const struct param *param, size_t *at)
{
	while (*at < sizeof(param->spans) && param->spans[*at]) {
		struct arg *set = &c->made->args[param->spans[(*at)++] - 1];

		if (set->at && !is_unreadable(c, set->at))
			return set;
	}
	return NULL;
}

static bool bind_span(struct context *c, size_t i)
{
	const struct param *param = c->param = &c->made->call->params[i];
	int64_t *n = &c->made->args[i].n;
	bool mapped = !c->call_notation;
	uint64_t above = 0;
	struct arg *set;

	for (size_t at = 0; (set = next_set(c, param, &at));) {
		mapped |= set->mapped;
		for (uint64_t element = 0; set_next(set, &element); element++)
			above = element + 1 > above ? element + 1 : above;
	}
	/* What a line has below all of its sets it means. */
	if (mapped && (*n > 0 || !c->call_notation))
		*n = (int64_t)above;
	for (size_t at = 0; *n > 0 && (set = next_set(c, param, &at));)
		if (!set_reach(c, set, (uint64_t)*n))
			return false;
	return true;
}

bool bind_each_span(struct context *c)
{
	for (unsigned spans = c->made->plan->spans; spans;)
		if (!bind_span(c, plan_next(&spans)))
			return false;
	return true;
}

/* ---- what the line expects, before the call is made ---- */

static int expected_errno(struct slice name)
{
	/* How a look-up says it. */
	return slice_is(name, "EAI_INTR") ? EINTR : errno_by_name(name);
}

static bool no_errno(struct context *c, struct slice name)
{
	struct nearest nearest;

	nearest_start(&nearest, name);
	for (size_t i = 0; i < symbols_errno.count; i++)
		nearest_try(&nearest, slice_of(symbols_errno.entries[i].name));
	return mistake_near(c->message, &nearest, "no errno %s", quoted(c->arena, name));
}

static bool set_expectations(struct context *c, const struct statement *statement)
{
	const struct expected_result *result = &statement->result;
	const struct expectation *expect = &statement->prefixes.expect;

	c->expects_error = 0;
	if (result->given && result->error.len)
		c->expects_error = expected_errno(result->error);
	else if (expect->kind == EXPECT_ERROR)
		c->expects_error = expected_errno(expect->name);
	c->expects_success = result->given && result->has_value && result->value >= 0;
	return c->expects_error || result->error.len == 0 || symbols_by_name(&symbols_eai, result->error) ||
	       no_errno(c, result->error);
}

bool handle_name_free(struct shell *shell, struct slice name, struct message *message)
{
	if (!is_identifier(name) || name.len > HANDLE_NAME_MAX)
		return mistake(message, "\"%.*s\" cannot be a handle: a name is letters, digits and _, "
			       "at most %d, no digit first", name.len > 60 ? 60 : (int)name.len, name.at,
			       HANDLE_NAME_MAX);
	if (handle_by_name(&shell->handles, name))
		return mistake(message, "\"%.*s\" is a live handle; close it first or take another name",
			       SLICE_ARGS(name));
	if (registry_find(&shell->registry, name))
		return mistake(message, "\"%.*s\" is a command and cannot be a handle", SLICE_ARGS(name));
	if (is_prefix_word(name))
		return mistake(message, "\"%.*s\" is a prefix and cannot be a handle", SLICE_ARGS(name));
	if (slice_is(name, "NULL") || symbols_anywhere(name))
		return mistake(message, "\"%.*s\" is a constant and cannot be a handle", SLICE_ARGS(name));
	return true;
}

/* Names must be free, and the call must make what they name. */
static bool check_names(struct context *c, const struct statement *statement, const struct call *call)
{
	size_t count = statement->name_count, creates;

	if (count == 0)
		return true;
	creates = call_creates(call);
	if (!c->made->plan->brings)
		return mistake(c->message, "makes no handle that \"%.*s\" could name; what it returns is shown",
			       SLICE_ARGS(statement->names[0]));
	if (creates == 1 && count > 1)
		return mistake(c->message, "makes one handle, not two");
	if (creates == 2 && count == 1)
		return mistake(c->message, "makes two handles: a, b = %s", call->name);
	if (count == 2 && slice_equal(statement->names[0], statement->names[1]))
		return mistake(c->message, "two handles cannot have the same name");
	if (statement->prefixes.repeat > 1)
		return mistake(c->message, "repeat makes many handles; they cannot share a name");
	for (size_t i = 0; i < count; i++)
		if (!handle_name_free(c->shell, statement->names[i], c->message))
			return false;
	return true;
}

bool bind_start(struct context *c, const struct statement *statement)
{
	c->call_notation = statement->kind == STATEMENT_TREE;
	return set_expectations(c, statement) && check_names(c, statement, c->made->call);
}
