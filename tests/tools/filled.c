/*
 * filled: the shell itself, and it looks after what it shows.
 *
 * Before a call is made, every room that the kernel may write into is filled with one byte; and when
 * a line is shown that has this byte where nobody meant it, as a string, as a number or as an
 * address, then something was shown that the kernel did not write: the program says which line it
 * was, and aborts. The linker puts both in the way of the shell's own functions, so that the shell
 * knows nothing of it and pays nothing for it. A room whose pages tell by themselves whether
 * they were written (arena_fresh()) stays untouched.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "run.h"
#include "shell.h"
#include "show.h"

enum {
	FILLED = 0xa5,
	MOST_FILLED = 1 << 20,	/* rooms may be as large as a number in a line says */
};

void __real_make_call(struct context *c);
void __wrap_make_call(struct context *c);
void __real_show_call(struct context *c, struct out *out);
void __wrap_show_call(struct context *c, struct out *out);

static void fill(const struct shell *shell, void *at, size_t room)
{
	if (at && at != shell->unreadable)
		memset(at, FILLED, room < MOST_FILLED ? room : MOST_FILLED);
}

/* What its members lead to where the kernel writes. */
static void fill_behind(const struct shell *shell, const struct type *type, const struct arg *arg)
{
	const struct arg *behind = arg->behind;
	struct arg element;

	if (!behind || type->array.record)
		return;
	for (size_t i = 0; type->element && array_element(type, arg, i, &element); i++)
		fill_behind(shell, type->element, &element);
	for (const struct member *member = type->members; member && member->name && !type->element; member++) {
		if (member->points && member->way == MEMBER_OUT && !behind->untouched)
			fill(shell, behind->at, behind->room);
		else if (member->points)
			fill_behind(shell, member->type, behind);
		behind += member->points;
	}
}

/* What comes back of these goes in as well, but for the part that the kernel writes. */
static void fill_changed(const struct shell *shell, const struct made *made, size_t i)
{
	const struct type *type = made->call->params[i].type;
	const struct arg *arg = &made->args[i];

	fill_behind(shell, type, arg);
	if (type == &type_request_value && made->args[i - 1].n != FIONBIO)
		fill(shell, arg->at, arg->room);
}

void __wrap_make_call(struct context *c)
{
	struct made *made = c->made;
	const struct call *call = made->call;

	/* What comes back of a look-up is libc's. */
	bool kernel = !c->checking && call->result != RESULT_EAI;

	for (size_t i = 0; kernel && call_has_param(call, i); i++) {
		struct arg *arg = &made->args[i];

		if (call->params[i].way == IN || !call->params[i].type->pointer)
			continue;
		if (call->params[i].way == IN_OUT)
			fill_changed(c->shell, made, i);
		else if (!arg->untouched)
			fill(c->shell, arg->at, arg->room);
	}
	__real_make_call(c);
}

/* The byte, as strings, numbers and addresses show two, four and eight of it. */
static const char *const shown_forms[] = {
	"\\245\\245", "[165]", "[42405]", "2779096485", "-1515870811", "a5a5a5", "165.165.",
	"11936128518282651045", "-6510615555426900571",
};

void __wrap_show_call(struct context *c, struct out *out)
{
	struct out line = { .fd = -1, .terminal = out->terminal, .strings = out->strings };

	__real_show_call(c, &line);
	out_char(&line, '\0');
	for (size_t i = 0; i < sizeof(shown_forms) / sizeof(shown_forms[0]); i++) {
		if (!line.data || !strstr(line.data, shown_forms[i]))
			continue;
		fprintf(stderr, "filled: nobody wrote %s: %s", shown_forms[i], line.data);
		abort();
	}
	out_free(&line);
	__real_show_call(c, out);
}
