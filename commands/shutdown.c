/* shutdown: half of a conversation, or all of it, ends. */
#include <errno.h>
#include <sys/socket.h>

#include "call.h"
#include "hint.h"
#include "seen.h"
#include "shell.h"

static int64_t make_shutdown(struct arg *a)
{
	return shutdown(ARG_FD(a, 0), ARG_INT(a, 1));
}

/* On Linux a socket that receives no more does not listen either. */
static void after(struct context *c)
{
	seen_shutdown(c);
	if (c->made->result == 0 && c->made->handle && c->made->args[1].n != SHUT_WR)
		handle_set_listening(c->handles, c->made->handle, false);
}

static const struct hint hints[] = {
	{ EINVAL, "the direction is none of rd, wr and rdwr" },
	{ ENOTCONN, "the socket has no peer; what it does itself is shut down all the same",
	  IS_INET | IS_DGRAM },
	{ ENOTCONN, "the socket is not connected", IS_UNCONNECTED },
	{ ENOTCONN, "the connect has failed, so there is no connection", IS_FAILED },
	{ ENOTCONN, "the connection is over", IS_CONNECTED },
	{ ENOTCONN, "the connection is over", IS_OVER },
	{ ENOTCONN, "the socket has no peer, or the connection is over" },
	{ 0, NULL },
};

const struct call call_shutdown = {
	.name = "shutdown",
	.prototype = "int shutdown(int sockfd, int how)",
	.summary = "end sending, receiving, or both",
	.help = "The direction is rd, wr or rdwr. wr tells the peer that no more comes: its recv returns 0 after what was sent. The descriptor "
		"stays open until close.",
	.example = "> a, b = socketpair\n"
		   "[...]\n"
		   "> shutdown a wr; recv b\n"
		   "shutdown(a, SHUT_WR) = 0\n"
		   "recv(b, \"\", 4096, 0) = 0\n"
		   "# the end of the stream: the peer has shut its sending down, or has closed",
	.params = {
		{ "sockfd", &type_socket },
		{ "how", &type_shutdown },
	},
	.hints = hints,
	.make = make_shutdown,
	.after = after,
};
