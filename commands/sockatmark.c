/* sockatmark: has the reader come to the urgent byte? */
#include <errno.h>
#include <sys/socket.h>

#include "call.h"
#include "hint.h"

static int64_t make_sockatmark(struct arg *a)
{
	return sockatmark(ARG_FD(a, 0));
}

#define ONLY_STREAMS "only streams have urgent data: those of TCP, and of UNIX sockets"

static const struct hint hints[] = {
	{ ENOTTY, ONLY_STREAMS },
	{ EINVAL, ONLY_STREAMS },	/* of what is no socket, in some kernels */
	{ 0, NULL },
};

const struct call call_sockatmark = {
	.name = "sockatmark",
	.prototype = "int sockatmark(int sockfd)",
	.summary = "ask whether the urgent byte comes next",
	.help = "1 says that all that was sent before the byte with MSG_OOB has been read, 0 that it has not, or "
		"that there is no such byte. A recv stops there. It is the request SIOCATMARK of ioctl, and so "
		"a log of strace has it.",
	.example = "> srv = socket; bind srv; listen srv; c = socket; connect c srv; a = accept srv\n"
		   "[...]\n"
		   "> send c --oob \"!\"; poll a:pri; sockatmark a\n"
		   "send(c, \"!\", 1, MSG_OOB) = 1\n"
		   "poll([{fd=a, events=POLLPRI}], 1, -1) = 1 ([{fd=a, revents=POLLPRI}])\n"
		   "sockatmark(a) = 1",
	.params = {
		{ "sockfd", &type_socket },
	},
	.result = RESULT_COUNT,
	.asks = true,
	.hints = hints,
	.make = make_sockatmark,
};
