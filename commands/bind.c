/* bind: a socket gets its local address. */
#include <errno.h>
#include <sys/socket.h>

#include "call.h"

static int64_t make_bind(struct arg *a)
{
	return bind(ARG_FD(a, 0), a[1].at, (socklen_t)a[2].n);
}

static const struct hint hints[] = {
	{ EACCES, "the path needs a directory that one may write to", AF_UNIX },
	{ EACCES, "ports below 1024 need CAP_NET_BIND_SERVICE; any port from 1024 up does not" },
	{ EADDRINUSE, "something has this name: a socket, a path that one has left behind, or another file", AF_UNIX },
	{ EADDRINUSE, "another socket has this address, or a connection of it is in TIME_WAIT (then both, "
		      "the old socket and the new one, need setsockopt reuseaddr on, before bind)" },
	{ EADDRNOTAVAIL, "no interface of this machine has this address" },
	{ EINVAL, "a socket is bound once; a link-local address needs its interface ([fe80::1%eth0]:80); "
		  "or the address's length is not its family's", AF_INET6 },
	{ EINVAL, "a socket is bound once; or the address's length is not its family's" },
	{ EAFNOSUPPORT, "the address is of another family than the socket" },
	{ ENOENT, "the directory of the path does not exist" },
	{ 0, NULL },
};

const struct call call_bind = {
	.name = "bind",
	.prototype = "int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen)",
	.summary = "give a socket its local address",
	.help = "An address is a host and a port: 127.0.0.1:8080, [::1]:8080, :8080 for all interfaces. "
		"Port 0 lets the kernel choose; getsockname tells what it chose.",
	.example = "> s = socket; bind s 127.0.0.1:0; getsockname s\n"
		   "s = socket(AF_INET, SOCK_STREAM, 0) = 3\n"
		   "bind(s, {sa_family=AF_INET, sin_port=htons(0), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0\n"
		   "getsockname(s, {sa_family=AF_INET, sin_port=htons(48051), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, [128 => 16]) = 0",
	.params = {
		{ "sockfd", &type_descriptor },
		{ "addr", &type_sockaddr, .fallback = "loopback:0" },
		{ "addrlen", &type_length, .of = 2 },
	},
	.hints = hints,
	.make = make_bind,
};
