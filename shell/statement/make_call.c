/* Making a call: the kernel's turn. */
#include <errno.h>

#include "carry_out.h"
#include "hint.h"
#include "interrupt.h"
#include "shell.h"

static int error_of(const struct made *made)
{
	int error = errno;

	if (made->call->result == RESULT_VALUE || made->result == 0)
		return 0;
	if (made->call->result != RESULT_EAI)
		return made->result == -1 ? error : 0;
	if (made->result == LOOKUP_SYSTEM && error)
		return error;
	return made->result == LOOKUP_INTR ? EINTR : (int)made->result;
}

/* So many bytes, or elements, came, and no more of the memory means anything. */
static void cut_to(struct arg *arg, int64_t count)
{
	size_t len = count > 0 ? (size_t)count : 0;

	len *= arg->unit ? arg->unit : 1;
	arg->len = len < arg->room ? len : arg->room;
	if (arg->untouched)
		arg->untouched = arg->len && !arena_touched(arg->at);
}

/* How much of what came back means something. */
static void measure(struct context *c)
{
	struct made *made = c->made;

	for (unsigned comes = made->plan->comes; comes;) {
		size_t i = plan_next(&comes);
		const struct param *param = c->param = &made->call->params[i];
		struct arg *arg = &made->args[i];

		if (param->of)
			cut_to(&made->args[param->of - 1], arg_number(param->type, arg));
		else if (made->call->counts == (int)i + 1 && param->way == OUT)
			cut_to(arg, made->result);
		else if (param->type->pointer)
			memory_measure(param->type, c, arg, made->result);
	}
}

/* ---- the call ---- */

/* Does it wait until all is there? Sending does, receiving where it is told to. */
static bool wants_all(const struct made *made)
{
	const struct call *call = made->call;

	if (param_is_sent(&call->params[call->counts - 1]))
		return true;
	return message_flags(made) & MSG_WAITALL;
}

/* Was less sent or received than was to be? What the kernel did until then is its result. */
static bool is_cut_short(const struct made *made)
{
	const struct call *call = made->call;
	const struct type *type = call->counts ? call->params[call->counts - 1].type : NULL;
	const struct arg *arg = type ? &made->args[call->counts - 1] : NULL;
	uint64_t wanted = 0;
	int length;

	if (!type || !type->data || !call->blocks)
		return false;
	if (type->amount)
		wanted = type->amount(type, arg);
	length = made->plan->length_of[call->counts - 1];
	if (length >= 0)
		wanted = (uint64_t)made->args[length].n;
	/* TCP waits for data also where nobody wants any, and then a signal ends that with 0. */
	return wanted == 0 || (wants_all(made) && (uint64_t)made->result < wanted);
}

static void call_kernel(struct shell *shell, struct made *made)
{
	const struct call *call = made->call;
	int64_t limit = timeout_begin_call();

	if (call->blocks && !shell->out_is_file && shell->out.len)
		out_flush(&shell->out);
	errno = 0;
	made->result = call->make(made->args);
	made->error = error_of(made);
	if (limit && (made->error ? made->error == EINTR : is_cut_short(made)) && timeout_ran_out() &&
	    !interrupt_pending())
		made->limit = limit;
	/* The terminal has echoed ^C; the line begins below it. */
	if (made->error == EINTR && shell->out.terminal && interrupt_pending() && !interrupt_ends_shell())
		out_char(&shell->out, '\n');
}

void make_call(struct context *c)
{
	struct made *made = c->made;

	if (made->handle) {
		made->facts = made->handle->facts;
		made->facts.seen |= made->handle->listening ? IS_LISTENING : 0;
	}
	if (c->checking) {	/* it succeeds, or fails as the line says it will */
		made->result = made->error ? -1 : 0;
		return;
	}
	call_kernel(c->shell, made);
	if (!made->error)
		measure(c);
}
