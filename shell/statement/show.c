/* Showing: a made call as the line of C that it was. */
#include "show.h"

#include "shell.h"

struct node *show_to_node(struct context *c, enum view view, const struct type *type,
			  const struct arg *arg)
{
	return type->pointer ? memory_to_node(type, c, view, arg) : type->to_node(type, c, view, arg);
}

static void show_value(struct context *c, enum view view, const struct type *type,
		       const struct arg *arg, struct out *out)
{
	bool plain =
		!type->pointer || (arg->at && !is_unreadable(c, arg->at) &&
				   !(arg->untouched || (c->made->error && c->param->way == OUT)));

	if (type->show && plain)
		type->show(type, c, view, arg, out);
	else
		node_show(show_to_node(c, view, type, arg), out);
}

/* sendto(…, NULL, 0) is send(…): show it as what a C programmer writes. */
static const struct call *shown_call(const struct made *made)
{
	const struct call *call = made->call;
	size_t count = made->plan->count, less;

	if (!call->shorter)
		return call;
	less = call_param_count(call->shorter);
	for (size_t i = less; i < count; i++)
		if (made->args[i].at || (call->params[i].way == IN && made->args[i].n))
			return call;
	return call->shorter;
}

/* All of them; of a call that is not over, up to the first that was still to come. */
static void show_args(struct context *c, const struct made *made, size_t count, bool over, struct out *out)
{
	const struct param *param = made->call->params;

	for (size_t i = 0; i < count; i++, param++) {
		bool in = param->way == IN || param->in_result;

		if (i)
			out_text(out, ", ");
		if (!in && !over)
			return;
		c->param = param;
		show_value(c, in ? GOES_IN : CAME, param->type, &made->args[i], out);
	}
}

/* A set of which nothing came is not shown: another one says what did. */
static bool is_empty_set(const struct type *type, const struct arg *arg)
{
	uint64_t n = 0;

	return type->array.set && !set_next(arg, &n);
}

/* ([{fd=3, revents=POLLIN}]), or (out [4], left {…}). */
static void show_in_result(struct context *c, const struct made *made, struct out *out)
{
	const char *before = " (";

	for (unsigned left = made->plan->in_result; left;) {
		size_t i = plan_next(&left);
		const struct param *param = c->param = &made->call->params[i];

		if (!made->args[i].at || is_empty_set(param->type, &made->args[i]))
			continue;
		out_text(out, before);
		before = ", ";
		if (param->in_result[0])
			out_format(out, "%s ", param->in_result);
		show_value(c, CAME, param->type, &made->args[i], out);
	}
	if (before[0] == ',')
		out_char(out, ')');
}

static void show_error(const struct made *made, struct out *out)
{
	const char *name = errno_name(made->error), *text = errno_text(made->error);

	if (made->call->result == RESULT_EAI) {
		const struct symbol *symbol = symbols_by_value(&symbols_eai, made->result);

		text = eai_text((int)made->result);
		if (symbol)
			out_text(out, symbol->name);
		else
			out_number(out, made->result);
	} else {
		out_text(out, "-1 ");
		if (name)
			out_text(out, name);
		else
			out_format(out, "(errno %d)", made->error);
	}
	if (text)
		out_format(out, " (%s)", text);
}

void show_result(struct context *c, struct out *out)
{
	const struct made *made = c->made;

	if (made->error) {
		show_error(made, out);
		return;
	}
	out_number(out, made->result);
	if (made->result == 0 && made->call->zero)
		out_format(out, " (%s)", made->call->zero);
	else
		show_in_result(c, made, out);
}

/* The timeout that has ended it is a part of the call: it would wait for ever else. */
static void show_limit(const struct made *made, struct out *out)
{
	static const struct { int64_t nanoseconds; const char *name; } units[] = {
		{ 1000000000, "s" }, { 1000000, "ms" }, { 1000, "us" }, { 1, "ns" },
	};
	size_t i = 0;

	while (made->limit % units[i].nanoseconds)
		i++;
	out_format(out, "timeout %lld%s ", (long long)(made->limit / units[i].nanoseconds), units[i].name);
}

/* Up to the last argument. */
static void show_beginning(struct context *c, bool over, struct out *out)
{
	const struct made *made = c->made;
	const struct call *call = shown_call(made);

	out_line_begins(out);
	if (made->limit)
		show_limit(made, out);
	if (call->result == RESULT_DESCRIPTOR && made->created_count) {
		out_bytes(out, made->created[0]->name, made->created[0]->name_len);
		out_text(out, " = ");
	}
	out_text(out, call->name);
	out_char(out, '(');
	show_args(c, made, call == made->call ? made->plan->count : call_param_count(call), over, out);
}

void show_call(struct context *c, struct out *out)
{
	show_beginning(c, true, out);
	out_text(out, ") = ");
	show_result(c, out);
	out_char(out, '\n');
	out_line_ends(out);
	/* Of a value something may be missing: nobody is to take that for all of it. */
	if (c->arena->exhausted)
		out->failed = true;
}

void show_unfinished(struct context *c, struct out *out)
{
	show_beginning(c, false, out);
	out_text(out, " <unfinished ...>\n");
	out_line_ends(out);
}
