/* Making a call: the kernel's turn, and what the handle table and the reader get of it. */
#include <errno.h>
#include <unistd.h>

#include "interrupt.h"
#include "hint.h"
#include "listener.h"
#include "run.h"
#include "say.h"
#include "shell.h"
#include "show.h"

enum { MAX_NEW_DESCRIPTORS = 256 };

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

/* How much of what came back means something. */
static void measure(struct made *made)
{
	const struct call *call = made->call;

	for (size_t i = 0; call_has_param(call, i); i++) {
		const struct param *param = &call->params[i];
		struct arg *arg = &made->args[i];
		size_t came;

		if (param->of && param->way != IN) {
			arg = &made->args[param->of - 1];
			came = made->args[i].n > 0 ? (size_t)made->args[i].n : 0;
			came *= arg->unit ? arg->unit : 1;
		} else if (call->counts == (int)i + 1 && param->way == OUT) {
			came = made->result > 0 ? (size_t)made->result : 0;
		} else {
			continue;
		}
		arg->len = came < arg->room ? came : arg->room;
		if (arg->untouched)
			arg->untouched = arg->len && !arena_touched(arg->at);
	}
}

/* ---- new descriptors ---- */

static size_t new_descriptors(const struct context *c, const struct made *made,
			      struct descriptor *came)
{
	const struct call *call = made->call;
	size_t count = 0;

	if (call->result == RESULT_DESCRIPTOR) {
		came[0] = (struct descriptor){ (int)made->result, call->makes };
		return 1;
	}
	for (size_t i = 0; call_has_param(call, i); i++) {
		const struct param *param = &call->params[i];

		if (param->way != IN && param->type->descriptors && made->args[i].at)
			count += param->type->descriptors(param->type, c, &made->args[i], came + count,
							  MAX_NEW_DESCRIPTORS - count);
	}
	return count;
}

/*
 * While checking, descriptors come out of nothing: as many as the call makes, or else as the line
 * names. Where more may come, any handle that gets its name by itself may be there from now on.
 */
static size_t phantom_descriptors(struct context *c, struct made *made, struct descriptor *came,
				  size_t named)
{
	struct handles *handles = c->handles;
	struct bringing bringing = { 0 };
	size_t count;

	call_brings(c, &bringing);
	if (bringing.count == BRINGS_SOME && !(named && c->call_notation && c->expects_success))
		handles->phantoms.uncounted = true;
	count = bringing.count == BRINGS_SOME ? named : (size_t)bringing.count;
	for (size_t i = 0; i < count; i++)
		came[i] = (struct descriptor){ phantom_number(handles), bringing.kind };
	if (made->call->result == RESULT_DESCRIPTOR)
		made->result = came[0].fd;
	return count;
}

static struct facts new_facts(const struct context *c, enum handle_kind kind)
{
	struct facts facts = { 0 };

	if (c->made->call->facts)
		c->made->call->facts(c, &facts);
	facts.kind = kind;
	return facts;
}

static bool adopt(struct context *c, struct made *made, const struct descriptor *came, size_t count,
		  const struct slice *names, size_t name_count)
{
	struct handles *handles = c->handles;

	if (count == 0)
		return true;
	made->created = arena_alloc(c->arena, count * sizeof(struct handle *));
	for (size_t i = 0; i < count; i++) {
		struct slice name = i < name_count ? names[i] : (struct slice){ 0 };
		struct facts facts = new_facts(c, came[i].kind);
		struct handle *handle;

		/* Which one has a name that it got by itself is not known then, nor what it is. */
		if (name.len == 0 && handles->phantoms.uncounted)
			facts = (struct facts){ .kind = facts.kind };
		handle = made->created ? handle_add(handles, name, came[i].fd, facts) : NULL;
		if (!handle) {
			while (i < count && !c->checking)
				close(came[i++].fd);
			return mistake(c->message, "out of memory for a handle");
		}
		made->created[made->created_count++] = handle;
	}
	/* What somebody else has sent does not become the current one. */
	if (call_creates(made->call))
		handle_set_current(handles, came[0].kind, made->created[0]);
	return true;
}

/* ---- the call ---- */

/* Does it wait until all is there? Sending does, receiving where it is told to. */
static bool wants_all(const struct made *made)
{
	const struct call *call = made->call;

	if (call->params[call->counts - 1].way == IN)
		return true;
	for (size_t i = 0; call_has_param(call, i); i++)
		if (call->params[i].type == &type_msg_flags)
			return made->args[i].n & MSG_WAITALL;
	return false;
}

/* Was less sent or received than was to be? What the kernel did until then is its result. */
static bool is_cut_short(const struct made *made)
{
	const struct call *call = made->call;
	const struct type *type = call->counts ? call->params[call->counts - 1].type : NULL;
	const struct arg *arg = type ? &made->args[call->counts - 1] : NULL;
	uint64_t wanted = 0;

	if (!type || !type->data || !call->blocks)
		return false;
	if (type->amount)
		wanted = type->amount(type, arg);
	for (size_t i = 0; call_has_param(call, i); i++)
		if (call->params[i].of == call->counts)
			wanted = (uint64_t)made->args[i].n;
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

/* Nothing is called: it succeeds, or fails as the line says it will. */
static void pretend(struct made *made)
{
	made->result = made->error ? -1 : 0;
}

bool make_call(struct context *c, const struct slice *names, size_t name_count)
{
	struct shell *shell = c->shell;
	struct made *made = c->made;
	struct descriptor came[MAX_NEW_DESCRIPTORS];
	size_t count = 0;
	bool adopted;

	if (made->handle) {
		made->facts = made->handle->facts;
		made->facts.seen |= made->handle->listening ? IS_LISTENING : 0;
	}
	if (shell->checking)
		pretend(made);
	else
		call_kernel(shell, made);
	if (!made->error) {
		if (!shell->checking)
			measure(made);
		count = shell->checking ? phantom_descriptors(c, made, came, name_count) :
					  new_descriptors(c, made, came);
	}
	adopted = adopt(c, made, came, count, names, name_count);
	if (made->error == EINTR && interrupt_ends_shell() && !shell->checking) {
		if (!shell->quiet)
			show_unfinished(c, &shell->out);
		return adopted;
	}
	if (!shell->checking && !shell->quiet)
		show_call(c, &shell->out);
	if (!shell->checking && shell->settings.journal)
		show_call(c, &shell->journal);
	if (made->limit)
		say_comment(&shell->out, "timed out after %g s", (double)made->limit / 1e9);
	for (const struct listener *listener = shell->listeners; listener; listener = listener->next)
		listener->call_made(c);
	if (made->call->after)
		made->call->after(c);
	return adopted;
}
