/* ioctl: the requests of sockets that are no options. */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>

#include "call.h"
#include "hint.h"
#include "seen.h"

#ifdef __GLIBC__
typedef unsigned long request_number;
#else
typedef int request_number;		/* as POSIX has it */
#endif

static int64_t make_ioctl(struct arg *args)
{
	return ioctl(ARG_FD(args, 0), (request_number)args[1].n, args[2].at);
}

static const struct hint hints[] = {
	{ ENOTTY, "descriptors of this kind, or sockets of this family or type, do not know the request" },
	{ EINVAL, "a listening socket has no data; this request is for one that is connected",
	  IS_LISTENING },
	{ EINVAL, "descriptors of this kind, or in this state, do not know the request" },
	{ EFAULT, "the request needs memory for its value, not NULL" },
	{ 0, NULL },
};

static void after(struct context *c)
{
	int on;

	if (c->made->error || !c->made->handle || c->made->args[1].n != FIONBIO ||
	    c->made->args[2].room < sizeof(on))
		return;
	memcpy(&on, c->made->args[2].at, sizeof(on));
	seen_set(c->made->handle, IS_NONBLOCKING, on);
}

const struct call call_ioctl = {
	.name = "ioctl",
	.prototype = "int ioctl(int fd, unsigned long op, ...)",
	.summary = "make a request that is no option: non-blocking mode, how much waits",
	.help = "nbio takes on or off. What brings a number takes none: nread or inq is what has "
		"arrived and not been read (of datagrams the first one's size), outq what has been "
		"sent and not been acknowledged (of UNIX sockets the memory that it takes), "
		"outqnsd what has not been sent, atmark whether the urgent byte is next, getown who "
		"gets its signals. Other requests are refused: of these alone is it known "
		"how much memory they take.",
	.example = "> a, b = socketpair; send a hello\n"
		   "[...]\n"
		   "> ioctl b nread\n"
		   "ioctl(b, FIONREAD, [5]) = 0",
	.params = {
		{ "fd", &type_descriptor, .way = IN },
		{ "op", &type_request, .way = IN },
		{ "argp", &type_request_value, IN_OUT, .fallback = "" },
	},
	.hints = hints,
	.make = make_ioctl,
	.after = after,
};
