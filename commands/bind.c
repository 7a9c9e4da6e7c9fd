/* bind: a socket gets its local address. */
#include <errno.h>
#include <sys/socket.h>

#include "call.h"
#include "hint.h"
#include "seen.h"

static int64_t make_bind(struct arg *a)
{
	return bind(ARG_FD(a, 0), a[1].at, (socklen_t)a[2].n);
}

#define OR_DUAL "another socket has this address (or [::], which is for IPv4 too)"
#define BOTH_REUSE \
	" (then both, the old socket and the new one, need setsockopt reuseaddr on, before bind)"

static const struct hint hints[] = {
	{ EACCES, "the path needs a directory that one may write to", IS_UNIX },
	{ EACCES, "ports below 1024 need CAP_NET_BIND_SERVICE; any port from 1024 up does not",
	  TO_LOW_PORT },
	{ EACCES,
	  "net.ipv4.ip_unprivileged_port_start is above this port, or a policy of this system forbids it" },
	{ EADDRINUSE, "NAME is bound to it", IS_UNIX | NAME_IS_BOUND },
	{ EADDRINUSE, "NAME listens there", IS_UNIX | NAME_LISTENS },
	{ EADDRINUSE,
	  "something has this name: a socket, a path that one has left behind, or another file",
	  IS_UNIX },
	{ EADDRINUSE, "no port is left: all of net.ipv4.ip_local_port_range are taken", TO_PORT_0 },
	{ EADDRINUSE,
	  "NAME listens at [::], and so for IPv4 too; with `setsockopt v6only on` before its bind it leaves "
	  "IPv4 alone",
	  IS_IPV4 | NAME_LISTENS | NAME_IS_DUAL },
	{ EADDRINUSE,
	  "NAME has this port of [::], and so of IPv4 too; with `setsockopt v6only on` before its bind it "
	  "leaves IPv4 alone",
	  IS_IPV4 | NAME_IS_DUAL },
	{ EADDRINUSE,
	  "NAME listens at this port of IPv4, which [::] is for too; with `setsockopt v6only on` before "
	  "this bind it is left alone",
	  IS_IPV6 | NAME_LISTENS | NAME_IS_DUAL },
	{ EADDRINUSE,
	  "NAME has this port of IPv4, which [::] is for too; with `setsockopt v6only on` before this bind "
	  "it is left alone",
	  IS_IPV6 | NAME_IS_DUAL },
	{ EADDRINUSE,
	  "NAME listens there; beside a socket that listens reuseaddr does not help, only reuseport, on for "
	  "both before they are bound",
	  IS_INET | NAME_LISTENS },
	{ EADDRINUSE,
	  "NAME has this address; both need `setsockopt reuseaddr on`, each before its bind",
	  IS_INET | NAME_IS_BOUND },
	{ EADDRINUSE, OR_DUAL "; to share it both need `setsockopt reuseaddr on`, each before its bind",
	  IS_IPV4 | IS_DGRAM },
	{ EADDRINUSE,
	  "another socket has this address; to share it both need `setsockopt reuseaddr on`, each before "
	  "its bind",
	  IS_INET | IS_DGRAM },
	{ EADDRINUSE,
	  "another socket listens there (then both need reuseport), or at [::], which is for IPv4 too; or "
	  "one has this address, or a connection of it is in TIME_WAIT, and was bound without `setsockopt "
	  "reuseaddr on`",
	  IS_IPV4 | IS_REUSEADDR },
	{ EADDRINUSE,
	  "another socket listens there (then both need reuseport), or has this address, or a connection of "
	  "it is in TIME_WAIT, and was bound without `setsockopt reuseaddr on`",
	  IS_INET | IS_REUSEADDR },
	{ EADDRINUSE, OR_DUAL ", or a connection of it is in TIME_WAIT" BOTH_REUSE, IS_IPV4 },
	{ EADDRINUSE, "another socket has this address, or a connection of it is in TIME_WAIT" BOTH_REUSE,
	  IS_INET },
	{ EADDRINUSE, "another socket has this address" },
	{ EADDRNOTAVAIL,
	  "no interface of this machine has this address (an IPv6 one that is new it has after a second "
	  "or two)",
	  IS_IPV6 },
	{ EADDRNOTAVAIL, "no interface of this machine has this address" },
	{ EINVAL, "the address is of another family than the socket", TO_OTHER_FAMILY },
	{ EINVAL, "the address's length is not its family's", TO_BAD_LENGTH },
	{ EINVAL, "a link-local address needs its interface: [fe80::1%eth0]:80",
	  IS_IPV6 | TO_LINK },
	{ EINVAL, "the socket speaks IPv6 only (v6only), and the address is one of IPv4",
	  IS_IPV6 | IS_V6ONLY | TO_MAPPED },
	{ EINVAL, "a stream socket has no group's address", IS_IPV6 | IS_STREAM | TO_GROUP },
	{ EINVAL,
	  "a socket is bound once, and this one is: by bind, or by connect, listen or sendto",
	  IS_BOUND },
	{ EINVAL, "a socket is bound once, and this one may be", IS_INET },
	{ EINVAL, "a socket is bound once; or the address's length is not its family's" },
	{ EAFNOSUPPORT, "the address is of another family than the socket" },
	{ ENODEV, "no interface has this name or index" },
	{ ENOENT, "the directory of the path does not exist" },
	{ ENOTDIR, "a part of the path is no directory" },
	{ EROFS, "the file system of the path is read-only" },
	{ ELOOP, "the path has too many symbolic links" },
	{ ENAMETOOLONG, "a part of the path is too long" },
	{ 0, NULL },
};

static void after(struct context *c)
{
	if (c->made->error || !c->made->handle)
		return;
	seen_local(c->made->handle, c->made->args[1].at, c->made->args[1].len);
	seen_bound(c->made->handle);
}

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
		{ "sockfd", &type_socket },
		{ "addr", &type_sockaddr, .fallback = "loopback:0" },
		{ "addrlen", &type_length, .of = 2 },
	},
	.hints = hints,
	.make = make_bind,
	.after = after,
};
