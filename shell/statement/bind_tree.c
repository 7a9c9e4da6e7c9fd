/* Binding call notation: the numbers first, for they say how much memory the others need. */
#include "bind.h"

#include <errno.h>

#include "bind_parts.h"
#include "shell.h"

/* Can a parameter have been meant by this argument? A pointer is no plain number, a number no memory. */
static bool may_be(const struct param *param, const struct node *node)
{
	bool number = node->kind == NODE_NUMBER && !node->hex && node->number != 0;

	if (param->type->pointer || param->way != IN)
		return !number;
	/* Flags in the place of a length, an option in that of a level. */
	if (node->kind == NODE_NAME && symbols_anywhere(node->text) &&
	    (param->of || (param->type->symbols && !symbols_by_name(param->type->symbols, node->text))))
		return false;
	return node->kind != NODE_STRING && node->kind != NODE_STRUCT && node->kind != NODE_ARRAY &&
	       node->kind != NODE_NULL && node->kind != NODE_ADDRESS_OF;
}

static bool missing(struct context *c, const struct statement *statement)
{
	const struct param *param = c->made->call->params;

	for (size_t i = 0; i < statement->arg_count && may_be(param, statement->args[i]); i++)
		param++;
	return mistake(c->message, "%s is missing%s", param->name,
		       param->way == OUT ? "; what comes back is written ..." : "");
}

static bool count_args(struct context *c, const struct statement *statement)
{
	size_t wanted = c->made->plan->count;

	if (statement->arg_count == wanted)
		return true;
	if (statement->arg_count < wanted)
		return missing(c, statement);
	return mistake(c->message, "%zu arguments, and it takes %zu", statement->arg_count, wanted);
}

static bool is_variable(const struct node *node)
{
	return node->kind == NODE_NAME || node->kind == NODE_ADDRESS_OF || node->kind == NODE_ANYTHING;
}

/* A pointer to where something comes back: what is written there is what must come. */
static bool out_from_node(struct context *c, size_t i, const struct node *node, int64_t wanted)
{
	const struct type *type = c->param->type;
	struct arg *arg = &c->made->args[i];
	struct arg ignored = { 0 };

	if (node->kind == NODE_NULL)
		return true;
	if (c->expects_error == EFAULT && node->kind == NODE_NUMBER)
		return memory_from_node(type, c, GOES_IN, node, arg);
	if (!type->prepare(type, c, wanted, arg))
		return false;
	if (is_variable(node) || node->kind == NODE_NUMBER)
		return true;
	if (c->expects_success && !c->param->in_result)
		return true;		/* expect_args() reads it */
	return memory_from_node(type, c, EXPECTED, node,
				&ignored); /* mistakes are told before the call */
}

static bool memory_param(struct context *c, size_t i, const struct node *node)
{
	const struct param *param = c->param;
	int length = c->made->plan->length_of[i];
	int64_t n;

	if (!bind_given_length(c, i, &n))
		return false;
	if (param->way == OUT)
		return out_from_node(c, i, node, n);
	if (!memory_from_node(param->type, c, GOES_IN, node, &c->made->args[i]))
		return false;
	if (node->kind == NODE_NUMBER && param->type->data && param->way == IN && n != 0 &&
	    c->made->args[i].at && c->expects_success)
		return wrong(c, "behind the pointer %s stood what was sent; the line does not say what",
			     quoted(c->arena, node->source));
	/* Where no length says how much there is, the kernel looks at all of a structure. */
	if (length < 0 && param->type->members && c->made->args[i].len < param->type->size)
		n = (int64_t)param->type->size;
	return n < 0 || (length >= 0 && c->made->call->params[length].type->counts_elements) ||
	       arg_back(c, &c->made->args[i], n);
}

/* sizeof(buf) in the place of buf's length; how long it is shows when buf has been read. */
static bool measures_variable(const struct param *param, const struct node *node)
{
	return node->kind == NODE_CALL && param->of && param->way == IN && !param->type->counts_elements &&
	       node_measures_variable(node);
}

static void measure_variables(struct context *c)
{
	for (unsigned numbers = c->made->plan->numbers; numbers;) {
		size_t i = plan_next(&numbers);
		const struct param *param = &c->made->call->params[i];
		const struct arg *of = param->of ? &c->made->args[param->of - 1] : NULL;

		if (!of || !c->made->args[i].scratch || param->way != IN)
			continue;
		c->made->args[i].n = (int64_t)(c->made->call->params[param->of - 1].way == OUT ? of->room : of->len);
		c->made->args[i].scratch = false;
	}
}

/* `measured` is set where it measures a variable. */
static bool param_from_node(struct context *c, size_t i, const struct node *node, bool *measured)
{
	const struct param *param = c->param = &c->made->call->params[i];
	struct arg *arg = &c->made->args[i];

	if (param->type->pointer)
		return memory_param(c, i, node);
	if (measures_variable(param, node))
		arg->scratch = *measured = true;
	else if (!param->type->from_node(param->type, c, GOES_IN, node, arg))
		return false;
	if (param_is_acting(c->made->call, i))
		c->made->handle = handle_by_fd(c->handles, arg->n);
	return true;
}

/* Numbers and lengths first: they say how much memory the others need. */
static bool all_from_nodes(struct context *c, const struct statement *statement)
{
	const struct plan *plan = c->made->plan;
	unsigned passes[] = { plan->numbers, (1u << plan->count) - 1 - plan->numbers };
	bool measured = false;

	for (int pass = 0; pass < 2; pass++) {
		while (passes[pass]) {
			size_t i = plan_next(&passes[pass]);

			if (!param_from_node(c, i, statement->args[i], &measured))
				return false;
		}
	}
	if (measured)
		measure_variables(c);
	return true;
}

/* ---- what stands in the result's parentheses ---- */

static const struct param *labelled(const struct context *c, struct slice label)
{
	for (unsigned left = c->made->plan->in_result; left;) {
		const struct param *param = &c->made->call->params[plan_next(&left)];

		if (slice_is(label, param->in_result))
			return param;
	}
	return NULL;
}

static bool no_label(struct context *c, struct slice label)
{
	const char *labels = "", *between = "";
	struct nearest nearest;

	nearest_start(&nearest, label);
	for (unsigned left = c->made->plan->in_result; left && labels;) {
		const char *name = c->made->call->params[plan_next(&left)].in_result;

		nearest_try(&nearest, slice_of(name));
		labels = arena_format(c->arena, "%s%s%s", labels, between, name);
		between = ", ";
	}
	if (label.len == 0)
		return mistake(c->message, "what comes back stands behind a label: %s", labels ? labels : "");
	return mistake_near(c->message, &nearest, "nothing comes back as %s", quoted(c->arena, label));
}

/* Words for people: what the call's zero means, or what strace says of its own hand in the matter. */
static bool is_known_prose(const struct context *c, const struct expected_result *result)
{
	const char *zero = c->made->call->zero;

	return !result->prose.len || (zero && slice_is(result->prose, zero)) ||
	       slice_begins_with(result->prose, "INJECTED") || slice_begins_with(result->prose, "DELAYED");
}

/* Of a call that tells there what came: each by its label, and once. `...` is whatever else came. */
static bool check_outcomes(struct context *c, const struct expected_result *result)
{
	const struct node *items = result->extra ? result->extra->items : NULL;

	if (!c->made->plan->in_result)
		return true;
	if (!is_known_prose(c, result))
		return no_label(c, result->prose);
	for (const struct node *item = items; item; item = item->next) {
		if (item->kind == NODE_ANYTHING && !item->field.len)
			continue;
		if (!labelled(c, item->field))
			return no_label(c, item->field);
		for (const struct node *other = items; other != item; other = other->next)
			if (slice_equal(other->field, item->field) && other->kind != NODE_ANYTHING)
				return mistake(c->message, "%s comes back once, and stands there twice",
					       item->field.len ? quoted(c->arena, item->field) : "a list");
	}
	return true;
}

/* Where the line says what should come back of parameter i; NULL where it says nothing. */
static const struct node *expected_node(const struct context *c, const struct statement *statement, size_t i)
{
	const struct node *extra = statement->result.extra, *node = statement->args[i];
	const char *label = c->made->call->params[i].in_result;

	if (label) {
		node = extra ? extra->items : NULL;
		while (node && !slice_is(node->field, label))
			node = node->next;
	}
	return !node || is_variable(node) || node->kind == NODE_NULL || node->kind == NODE_NUMBER ? NULL : node;
}

/* The bytes of what the line expects to come back, where it expects the call to succeed. */
static bool expect_args(struct context *c, const struct statement *statement, struct bound *bound)
{
	memset(bound->expected, 0, sizeof(bound->expected));
	for (unsigned comes = c->expects_success ? c->made->plan->comes : 0; comes;) {
		size_t i = plan_next(&comes);
		const struct param *param = c->param = &c->made->call->params[i];
		const struct node *node = bound->expected[i] = expected_node(c, statement, i);

		bound->expected_args[i] = (struct arg){ 0 };
		if (node && !(param->type->pointer ? memory_from_node : param->type->from_node)
		    (param->type, c, EXPECTED, node, &bound->expected_args[i]))
			return false;
	}
	return true;
}

bool bind_tree(struct context *c, const struct statement *statement, struct bound *bound)
{
	return bind_start(c, statement) && count_args(c, statement) &&
	       check_outcomes(c, &statement->result) && all_from_nodes(c, statement) &&
	       bind_spans(c) && expect_args(c, statement, bound);
}
