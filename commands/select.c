/*
 * select, pselect6: waiting for several handles at once, given as sets. The second is what the C library's
 * select() calls on most machines, and what strace shows of it.
 */
#include <errno.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call.h"
#include "hint.h"

/* ---- pselect6's signals: what the C library's pselect() hands over is a pointer, and how long the set is ---- */

struct signal_mask {
	const void *sigmask;
	size_t sigsetsize;
};

/* The empty set alone: signals are the shell's own, and a set that held them back could not be left. */
static bool signals_from_node(const struct type *self, struct context *c, enum view view,
			      const struct node *node, struct arg *arg)
{
	(void)view;
	if (node->kind == NODE_ARRAY && node->count == 0)
		return arg_room(c, arg, self->size);
	return wrong_node(c, node, "NULL, which leaves the signals as they are, or the empty set [],");
}

static struct node *signals_to_node(const struct type *self, struct context *c, enum view view,
				    const struct arg *arg)
{
	(void)self;
	(void)view;
	(void)arg;
	return node_new(c->arena, NODE_ARRAY);
}

static const struct type type_signals = {
	.name = "signals", .size = 8, .pointer = true, .from_node = signals_from_node, .to_node = signals_to_node,
};
static const struct type type_signals_size = TYPE_NUMBER("size", sizeof(size_t), false, 0);

static const struct member mask_members[] = {
	MEMBER(struct signal_mask, sigmask, "sigmask", type_signals, .points = true),
	MEMBER(struct signal_mask, sigsetsize, "sigsetsize", type_signals_size, .of = 1),
	{ 0 },
};

static const struct type type_signal_mask = TYPE_STRUCTURE("signals", struct signal_mask, mask_members, .pointers = true);

/* ---- the calls ---- */

static int64_t make_select(struct arg *a)
{
#ifdef SYS_select
	/* The C library's select() would be pselect6, and keep what is left of the time to itself. */
	return syscall(SYS_select, ARG_INT(a, 0), a[1].at, a[2].at, a[3].at, a[4].at);
#else
	return select(ARG_INT(a, 0), a[1].at, a[2].at, a[3].at, a[4].at);
#endif
}

static int64_t make_pselect6(struct arg *a)
{
	return syscall(SYS_pselect6, ARG_INT(a, 0), a[1].at, a[2].at, a[3].at, a[4].at, a[5].at);
}

static const struct hint select_hints[] = {
	{ EINVAL, "nfds is negative, or the time is" },
	{ 0, NULL },
};

static const struct hint pselect_hints[] = {
	{ EINVAL, "nfds is negative, or the time is, or has a billion nanoseconds or more; or sigsetsize is not "
		  "that of the kernel's set" },
	{ 0, NULL },
};

#define SETS \
	{ "nfds", &type_span, .spans = { 2, 3, 4 } }, \
	{ "readfds", &type_sets, IN_OUT, .fallback = "", .in_result = "in" }, \
	{ "writefds", &type_other_set, IN_OUT, .in_result = "out" }, \
	{ "exceptfds", &type_other_set, IN_OUT, .in_result = "except" }

#define WORDS \
	"Each word is a handle and what to wait for: srv:in, c:in|out, a:except; a handle alone waits for " \
	"input, and without any the current one does. Then comes the time, 500ms or 2s; without one it waits "

const struct call call_select = {
	.name = "select",
	.prototype = "int select(int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, "
		     "struct timeval *timeout)",
	.summary = "wait until one of several descriptors is ready, given as sets",
	.help = WORDS "for ever. nfds is one above the highest descriptor. What is ready is left in the sets, and "
		"shown behind the result, with what is left of the time. In call notation a set is written "
		"[a b], and NULL where there is none.",
	.example = "> a, b = socketpair; send a hello\n"
		   "[...]\n"
		   "> select a:in b:in|out\n"
		   "select(5, [a b], [b], NULL, NULL) = 2 (in [b], out [b])",
	.params = {
		SETS,
		{ "timeout", &type_time, IN_OUT, .fallback = "infinite", .in_result = "left" },
	},
	.result = RESULT_COUNT,
	.counts = 2,
	.blocks = true,
	.asks = true,
	.zero = "Timeout",
	.hints = select_hints,
	.make = make_select,
};

const struct call call_pselect6 = {
	.name = "pselect6",
	.prototype = "int pselect6(int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, "
		     "struct timespec *timeout, const void *sigmask)",
	.summary = "the same with nanoseconds: the system call behind the C library's select",
	.help = WORDS "for ever. The C library's pselect() hides what is left of the time, which this one shows. "
		"Its signals are NULL, which leaves them as they are, as {sigmask=NULL, sigsetsize=8} does.",
	.example = "> a, b = socketpair\n"
		   "[...]\n"
		   "> pselect6 a 10us\n"
		   "pselect6(4, [a], NULL, NULL, {tv_sec=0, tv_nsec=10000}, NULL) = 0 (Timeout)",
	.params = {
		SETS,
		{ "timeout", &type_precise_time, IN_OUT, .fallback = "infinite", .in_result = "left" },
		{ "sigmask", &type_signal_mask, .fallback = "" },
	},
	.result = RESULT_COUNT,
	.counts = 2,
	.blocks = true,
	.asks = true,
	.zero = "Timeout",
	.hints = pselect_hints,
	.make = make_pselect6,
};
