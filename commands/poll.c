/* poll: waiting for several handles at once. */
#include <errno.h>
#include <poll.h>

#include "call.h"
#include "hint.h"
#include "seen.h"
#include "shell.h"

static int64_t make_poll(struct arg *args)
{
	return poll(args[0].at, (nfds_t)args[1].n, ARG_INT(args, 2));
}

static const struct hint hints[] = {
	{ EINVAL, "nfds is above the limit of open files (ulimit -n)" },
	{ EFAULT, "fds is NULL, and nfds is not 0" },
	{ 0, NULL },
};

static const struct hint puzzles[] = {
	{ 0, "POLLNVAL: the descriptor is not open", POLLED_NVAL, .puzzle = PUZZLE_NVAL },
	{ 0, "POLLERR: the connect has failed, and getsockopt error tells why",
	  IS_STREAM | IS_CONNECTING | POLLED_ERR, .puzzle = PUZZLE_ERR_CONNECTING },
	{ 0,
	  "POLLERR: an error waits (getsockopt error or the next call tells it), or something is in the error queue",
	  POLLED_ERR, .puzzle = PUZZLE_ERR },
	{ 0, "POLLHUP: the socket is not connected and does not listen, so nothing can come or go",
	  IS_STREAM | IS_UNCONNECTED | POLLED_HUP, .puzzle = PUZZLE_HUP_UNCONNECTED },
	{ 0, "POLLHUP: there is no connection", IS_STREAM | IS_CONNECTING | POLLED_HUP,
	  .puzzle = PUZZLE_HUP_UNCONNECTED },
	{ 0, "POLLHUP: there is no connection", IS_STREAM | IS_FAILED | POLLED_HUP,
	  .puzzle = PUZZLE_HUP_UNCONNECTED },
	{ 0, "POLLHUP: both directions are over; what has arrived can still be received",
	  IS_STREAM | POLLED_HUP, .puzzle = PUZZLE_HUP },
	{ 0, "POLLHUP: the peer is gone; what has arrived can still be received", POLLED_HUP,
	  .puzzle = PUZZLE_HUP },
	{ 0, "POLLRDHUP: this side has shut its receiving down", IS_SHUT_RD | POLLED_RDHUP,
	  .puzzle = PUZZLE_RDHUP },
	{ 0,
	  "POLLRDHUP: the peer has shut its sending down, or has closed; what has arrived can still be received",
	  POLLED_RDHUP, .puzzle = PUZZLE_RDHUP },
	{ 0, NULL },
};

/* A connect that was under way has succeeded where one can send and nothing is wrong. */
static void after(struct context *c)
{
	const struct pollfd *entries = c->made->args[0].at;
	size_t listed = c->made->args[0].len / sizeof(*entries);
	size_t count = c->made->error			       ? 0
		       : (uint64_t)c->made->args[1].n < listed ? (size_t)c->made->args[1].n
							       : listed;

	for (size_t i = 0; i < count; i++) {
		struct handle *handle = handle_by_fd(c->handles, entries[i].fd);

		if (handle && handle->facts.seen & IS_CONNECTING &&
		    (entries[i].revents & (POLLOUT | POLLERR | POLLHUP)) == POLLOUT)
			seen_connection(handle, IS_CONNECTED);
	}
}

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
	.puzzles = puzzles,
	.asks = true,
	.make = make_poll,
	.after = after,
};
