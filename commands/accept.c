/* accept, accept4: the next connection of a listening socket. */
#include <errno.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call.h"
#include "family.h"
#include "hint.h"
#include "seen.h"
#include "shell.h"

extern const struct call call_accept4;

static int64_t make_accept(struct arg *a)
{
	int fd = accept(ARG_FD(a, 0), a[1].at, a[2].at);

	return fd;
}

static int64_t make_accept4(struct arg *a)
{
	/* musl's accept4(), where the kernel refuses the flags, calls accept, which is another call. */
	long fd = syscall(SYS_accept4, ARG_FD(a, 0), a[1].at, a[2].at, ARG_INT(a, 3));

	return fd;
}

/* The new socket is of the listening one's kind. */
static void facts(const struct context *c, struct facts *facts)
{
	if (!c->made->handle)
		return;
	*facts = c->made->handle->facts;
	facts->seen = seen_accepted(&c->made->handle->facts,
				    c->made->call == &call_accept4 ? ARG_INT(c->made->args, 3) : 0);
}

/* It has the port of the one that listens, or only says its name. */
static void after(struct context *c)
{
	struct handle *made = c->made->error ? NULL : handle_by_fd(c->handles, c->made->result);

	if (made && c->made->handle && !address_family(c->made->handle->local.family)->lends_name)
		made->local = c->made->handle->local;
}

static const struct hint hints[] = {
	{ EINVAL, "only SOCK_NONBLOCK and SOCK_CLOEXEC are flags here", BY_ODD_FLAGS },
	{ EINVAL, "addrlen is negative; the connection that waited is lost",
	  IS_LISTENING | BY_NEGATIVE },
	{ EINVAL, "a connected socket has none to accept; the one that listens has", IS_CONNECTED },
	{ EINVAL, "the socket does not listen (listen)" },
	{ EAGAIN, "no connection waits, and the socket does not block", IS_NONBLOCKING },
	{ EAGAIN, "no connection had come when rcvtimeo ran out", HAS_RCVTIMEO },
	{ EAGAIN, "no connection waits, and the socket does not block (or its rcvtimeo ran out)" },
	{ EOPNOTSUPP, "datagram sockets have no connections to accept", IS_DGRAM },
	{ EOPNOTSUPP, "raw sockets have no connections to accept", IS_RAW },
	{ EOPNOTSUPP, "sockets of this type have no connections to accept" },
	{ ECONNABORTED, "the connection was over before it was taken" },
	{ EPERM, "a packet filter or a policy of this system forbids it" },
	{ 0, NULL },
};

const struct call call_accept = {
	.name = "accept",
	.prototype = "int accept(int sockfd, struct sockaddr *addr, socklen_t *addrlen)",
	.summary = "take the next connection of a listening socket",
	.help = "Waits until there is one. The result is a new socket for this connection; the listening "
		"one goes on listening.",
	.example = "> srv = socket; bind srv; listen srv; c = socket; connect c srv\n"
		   "[...]\n"
		   "> a = accept srv\n"
		   "a = accept(srv, {sa_family=AF_INET, sin_port=htons(41336), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, [128 => 16]) = 5",
	.params = {
		{ "sockfd", &type_socket },
		{ "addr", &type_sockaddr, OUT },
		{ "addrlen", &type_room, IN_OUT, .of = 2 },
	},
	.result = RESULT_DESCRIPTOR,
	.blocks = true,
	.prefers_listening = true,
	.hints = hints,
	.make = make_accept,
	.facts = facts,
	.after = after,
};

const struct call call_accept4 = {
	.name = "accept4",
	.prototype = "int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags)",
	.summary = "accept, with flags for the new socket",
	.help = "--nonblock and --cloexec are set on the new socket at once.",
	.example = "> srv = socket; bind srv; listen srv; c = socket; connect c srv\n"
		   "[...]\n"
		   "> a = accept4 srv --nonblock\n"
		   "a = accept4(srv, {sa_family=AF_INET, sin_port=htons(51012), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, [128 => 16], SOCK_NONBLOCK) = 5",
	.params = {
		{ "sockfd", &type_socket },
		{ "addr", &type_sockaddr, OUT },
		{ "addrlen", &type_room, IN_OUT, .of = 2 },
		{ "flags", &type_accept_flags, .option = true },
	},
	.result = RESULT_DESCRIPTOR,
	.blocks = true,
	.prefers_listening = true,
	.hints = hints,
	.make = make_accept4,
	.facts = facts,
	.after = after,
};
