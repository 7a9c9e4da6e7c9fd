/* listen: a socket waits for connections. */
#include <errno.h>
#include <sys/socket.h>

#include "call.h"
#include "hint.h"
#include "seen.h"
#include "shell.h"

static int64_t make_listen(struct arg *a)
{
	return listen(ARG_FD(a, 0), ARG_INT(a, 1));
}

/* `accept` without a handle goes to a socket that listens. */
static void after(struct context *c)
{
	if (c->made->error || !c->made->handle)
		return;
	handle_set_listening(c->handles, c->made->handle, true);
	seen_bound(c->made->handle);
}

static const struct hint hints[] = {
	{ EADDRINUSE, "no port is left: all of net.ipv4.ip_local_port_range are taken",
	  IS_INET | IS_UNBOUND },
	{ EADDRINUSE,
	  "NAME listens on this port; both can with `setsockopt reuseport on`, each before its bind",
	  IS_INET | NAME_LISTENS },
	{ EADDRINUSE, "another socket listens on this port", IS_INET | IS_BOUND },
	{ EADDRINUSE, "another socket listens on this port, or no port is left" },
	{ EOPNOTSUPP, "only stream and seqpacket sockets listen" },
	{ EINVAL, "a connected socket cannot listen", IS_CONNECTED },
	{ EINVAL,
	  "a connect is under way, or has ended and nobody has seen how; a socket that connects cannot listen",
	  IS_CONNECTING },
	{ EINVAL, "a UNIX socket needs an address first (bind)", IS_UNIX | IS_UNBOUND },
	{ EINVAL, "a socket that has connected cannot listen", IS_INET },
	{ EINVAL, "a connected socket cannot listen; a UNIX socket needs an address first (bind)" },
	{ 0, NULL },
};

/* SOMAXCONN is read, and shown as the number that it is. */
static struct node *backlog_to_node(const struct type *self, struct context *c, enum view view,
				    const struct arg *arg)
{
	(void)self;
	(void)view;
	return node_number(c->arena, arg->n);
}

static const struct type type_backlog = {
	.name = "backlog",
	.size = 4,
	.is_signed = true,
	.symbols = &symbols_somaxconn,
	.from_words = number_from_words,
	.from_node = number_from_node,
	.to_node = backlog_to_node,
};

const struct call call_listen = {
	.name = "listen",
	.prototype = "int listen(int sockfd, int backlog)",
	.summary = "let a socket wait for connections",
	.help = "The backlog bounds how many finished connections wait for accept; one more than it says "
		"gets in. Above net.core.somaxconn it is cut.",
	.example = "> srv = socket; bind srv\n"
		   "[...]\n"
		   "> listen srv 5\n"
		   "listen(srv, 5) = 0",
	.params = {
		{ "sockfd", &type_socket },
		{ "backlog", &type_backlog, .fallback = "SOMAXCONN" },
	},
	.hints = hints,
	.make = make_listen,
	.after = after,
};
