/* connect: a socket finds its peer. */
#include <errno.h>
#include <sys/socket.h>

#include "call.h"

static int64_t make_connect(struct arg *a)
{
	return connect(ARG_FD(a, 0), a[1].at, (socklen_t)a[2].n);
}

static const struct hint hints[] = {
	{ ECONNREFUSED, "no socket of this type listens at this name; a path stays after its socket", AF_UNIX },
	{ ECONNREFUSED, "nobody listens at this address" },
	{ EINPROGRESS, "the connection is under way: poll for out, then getsockopt error tells how it went" },
	{ ETIMEDOUT, "nobody answers: a wrong address, a packet filter, or a full backlog" },
	{ ENETUNREACH, "no route leads there" },
	{ EALREADY, "an earlier connect is still under way" },
	{ EAGAIN, "the backlog of the UNIX socket there is full, and this one does not block" },
	{ ECONNABORTED, "an earlier connect has failed; the next one starts anew" },
	{ EINVAL, "the address's length is not its family's, or the address is none to connect to" },
	{ EISCONN, "the socket is connected already, or it listens" },
	{ EAFNOSUPPORT, "the address is of another family than the socket" },
	{ ENOENT, "no such path; has the server bound it?" },
	{ EPROTOTYPE, "the socket at this path is of another type" },
	{ EACCES, "one may not write to the path, or not search a folder before it", AF_UNIX },
	{ EACCES, "a broadcast address needs `setsockopt broadcast on`" },
	{ 0, NULL },
};

const struct call call_connect = {
	.name = "connect",
	.prototype = "int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen)",
	.summary = "connect a socket to a peer's address",
	.help = "The address may be a handle's name: `connect srv` asks srv for its address first. A "
		"datagram socket only remembers its peer, and `connect unspec` forgets it.",
	.example = "> srv = socket; bind srv; listen srv; c = socket\n"
		   "[...]\n"
		   "> connect c srv\n"
		   "getsockname(srv, {sa_family=AF_INET, sin_port=htons(49837), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, [128 => 16]) = 0\n"
		   "connect(c, {sa_family=AF_INET, sin_port=htons(49837), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0",
	.params = {
		{ "sockfd", &type_descriptor },
		{ "addr", &type_sockaddr },
		{ "addrlen", &type_length, .of = 2 },
	},
	.blocks = true,
	.hints = hints,
	.make = make_connect,
};
