/* poll: waiting for several handles at once. */
#include <errno.h>
#include <poll.h>

#include "call.h"

static int64_t make_poll(struct arg *args)
{
	return poll(args[0].at, (nfds_t)args[1].n, ARG_INT(args, 2));
}

static const struct hint hints[] = {
	{ EINVAL, "nfds is above the limit of open files (ulimit -n)" },
	{ EFAULT, "fds is NULL, and nfds is not 0" },
	{ 0, NULL },
};

const struct call call_poll = {
	.name = "poll",
	.prototype = "int poll(struct pollfd *fds, nfds_t nfds, int timeout)",
	.summary = "wait until one of several descriptors is ready",
	.help = "Each word is a handle and what to wait for: srv:in, c:in|out, a:pri, x:in|rdhup; a "
		"handle alone waits for input, and without any the current one does. Then comes the time, "
		"500ms or 2s; without one poll waits for ever. Errors and hang-ups are always "
		"reported. The result is the number of handles that are ready. In call notation revents "
		"that are written, in the set or behind the result, are what must come.",
	.example = "> a, b = socketpair; send a hello\n"
		   "[...]\n"
		   "> poll a:in b:in 1s\n"
		   "poll([{fd=a, events=POLLIN}, {fd=b, events=POLLIN}], 2, 1000) = 1 "
		   "([{fd=b, revents=POLLIN}])",
	.params = {
		{ "fds", &type_pollfds, IN_OUT, .fallback = "", .in_result = "" },
		{ "nfds", &type_count, .of = 1 },
		{ "timeout", &type_milliseconds, .fallback = "-1" },
	},
	.result = RESULT_COUNT,
	.counts = 1,
	.blocks = true,
	.zero = "Timeout",
	.hints = hints,
	.make = make_poll,
};
