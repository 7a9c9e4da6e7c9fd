/* connect: a socket finds its peer. */
#include <errno.h>
#include <sys/socket.h>

#include "call.h"
#include "hint.h"
#include "seen.h"

static int64_t make_connect(struct arg *a)
{
	return connect(ARG_FD(a, 0), a[1].at, (socklen_t)a[2].n);
}

#define FORBIDDEN \
	"a route (prohibit) or a packet filter forbids it; or this is a broadcast address, which needs " \
	"`setsockopt broadcast on`"
#define SHUT_ANEW \
	"a socket that was shut down while it connected does not connect again; take a new one"

static const struct hint hints[] = {
	{ ECONNREFUSED,
	  "the connect before has ended so: nobody listens there, or a packet filter refuses; the next one starts anew",
	  IS_CONNECTING },
	{ ECONNREFUSED, "NAME is bound there, but does not listen (listen)",
	  IS_STREAM | NAME_IS_BOUND },
	{ ECONNREFUSED, "NAME is bound there, but does not listen (listen)",
	  IS_SEQPACKET | NAME_IS_BOUND },
	{ ECONNREFUSED, "no socket has this name", IS_UNIX | TO_ABSTRACT },
	{ ECONNREFUSED, "no socket receives at this name; a path stays after its socket",
	  IS_UNIX | IS_DGRAM },
	{ ECONNREFUSED,
	  "no socket of this type listens at this name; a path stays after its socket", IS_UNIX },
	{ ECONNREFUSED, "nobody listens at this address", TO_LOOPBACK },
	{ ECONNREFUSED, "nobody listens at this address, or a packet filter refuses for it" },
	{ EINPROGRESS,
	  "sndtimeo ran out; the connection is still under way: poll for out, then getsockopt error tells how "
	  "it went",
	  HAS_SNDTIMEO },
	{ EINPROGRESS,
	  "the connection is under way: poll for out, then getsockopt error tells how it went" },
	{ EINTR, "the attempt goes on: poll for out, then getsockopt error tells how it went",
	  IS_INET | IS_STREAM },
	{ EINTR, "the backlog there stayed full; nothing is under way now", IS_UNIX },
	{ ETIMEDOUT, "the connect before has ended so: nobody answered; the next one starts anew",
	  IS_CONNECTING },
	{ ETIMEDOUT, "nobody answers: a wrong address, a packet filter, or a full backlog" },
	{ ENETUNREACH,
	  "the connect before has ended so: no route leads there; the next one starts anew",
	  IS_CONNECTING },
	{ ENETUNREACH, "the socket speaks IPv6 only (v6only), and the address is one of IPv4",
	  IS_IPV6 | IS_V6ONLY | TO_MAPPED },
	{ ENETUNREACH, "the socket speaks IPv6 only (v6only), and the address is one of IPv4",
	  IS_IPV6 | IS_V6ONLY | TO_OTHER_FAMILY },
	{ ENETUNREACH, "a stream has one peer; no group of them, nor all (broadcast)",
	  IS_STREAM | TO_GROUP },
	{ ENETUNREACH, "a stream has one peer; no group of them, nor all (broadcast)",
	  IS_STREAM | TO_BROADCAST },
	{ ENETUNREACH, "no route leads there: is the interface lo up?", IS_IPV4 | TO_LOOPBACK },
	{ ENETUNREACH,
	  "no route leads there, or it is a broadcast address, which no stream has for its peer",
	  IS_IPV4 | IS_STREAM },
	{ ENETUNREACH, "no route leads there" },
	{ EHOSTUNREACH,
	  "the connect before has ended so: nobody answered for the address on the link, or a route or a router "
	  "says no",
	  IS_CONNECTING },
	{ EHOSTUNREACH,
	  "nobody answered for the address on the link, or a route or a router says no" },
	{ EADDRNOTAVAIL,
	  "a connection of this socket's port to that address is there already, or in TIME_WAIT",
	  IS_IPV4 | IS_STREAM | IS_BOUND },
	{ EADDRNOTAVAIL,
	  "no local port is left for this address: all of net.ipv4.ip_local_port_range are taken",
	  IS_IPV4 | IS_STREAM | IS_UNBOUND },
	{ EADDRNOTAVAIL,
	  "no local port is left for this address (net.ipv4.ip_local_port_range), or this machine has no address "
	  "that could be the sender" },
	{ EALREADY, "an earlier connect is still under way" },
	{ EAGAIN,
	  "the backlog of the UNIX socket there is full, and this one does not block (or its sndtimeo ran out)",
	  IS_UNIX },
	{ EAGAIN, "no local port is left: all of net.ipv4.ip_local_port_range are taken", IS_INET },
	{ ECONNABORTED, "an earlier connect has failed; the next one starts anew" },
	{ EINVAL, "the address is of another family than the socket", TO_OTHER_FAMILY },
	{ EINVAL, "the address's length is not its family's", TO_BAD_LENGTH },
	{ EINVAL, "a link-local address needs its interface: [fe80::1%eth0]:80", TO_LINK },
	{ EINVAL, "the address names nobody: the server must bind first", IS_UNIX | TO_UNNAMED },
	{ EINVAL, "a listening socket connects to nobody", IS_UNIX | IS_LISTENING },
	{ EINVAL, SHUT_ANEW, IS_INET | IS_STREAM | IS_CONNECTING | IS_SHUT_RD },
	{ EINVAL, SHUT_ANEW, IS_INET | IS_STREAM | IS_CONNECTING | IS_SHUT_WR },
	{ EINVAL, SHUT_ANEW, IS_INET | IS_STREAM | IS_FAILED | IS_SHUT_RD },
	{ EINVAL, SHUT_ANEW, IS_INET | IS_STREAM | IS_FAILED | IS_SHUT_WR },
	{ EINVAL, "a blackhole route leads there, or the address is none to connect to", IS_INET },
	{ EINVAL,
	  "the address's length is not its family's, or the address is none to connect to" },
	{ EISCONN, "a listening socket connects to nobody", IS_LISTENING },
	{ EISCONN, "the connect before has succeeded: the socket is connected", IS_CONNECTING },
	{ EISCONN, "the socket is connected already; `connect unspec` undoes that",
	  IS_INET | IS_CONNECTED },
	{ EISCONN, "the socket is connected already", IS_CONNECTED },
	{ EISCONN,
	  "the connection is over, but a stream socket connects once; take a new one, or `connect unspec` first",
	  IS_INET | IS_OVER },
	{ EISCONN, "the socket is connected already, or it listens" },
	{ EAFNOSUPPORT, "the address is of another family than the socket" },
	{ ENODEV, "no interface has this name or index" },
	{ ENOENT, "no such path; has the server bound it?" },
	{ ENOTDIR, "a part of the path is no directory" },
	{ EPROTOTYPE, "the socket at this name is of another type" },
	{ EPERM, "the socket there is connected to another one, and takes from that alone",
	  IS_UNIX | IS_DGRAM },
	{ EPERM, "a packet filter or a policy of this system forbids it" },
	{ EACCES, "one may not write to the path, or not search a folder before it", IS_UNIX },
	{ EACCES, FORBIDDEN, IS_IPV6 | TO_MAPPED },
	{ EACCES, "a route (prohibit) or a packet filter forbids it", IS_IPV6 },
	{ EACCES, "a route (prohibit) or a packet filter forbids it", IS_STREAM },
	{ EACCES, "a route (prohibit) or a packet filter forbids it", IS_BROADCASTING },
	{ EACCES, "a broadcast address needs `setsockopt broadcast on`",
	  IS_IPV4 | IS_DGRAM | TO_BROADCAST },
	{ EACCES, FORBIDDEN },
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
		{ "sockfd", &type_socket },
		{ "addr", &type_sockaddr },
		{ "addrlen", &type_length, .of = 2 },
	},
	.blocks = true,
	.hints = hints,
	.make = make_connect,
	.after = seen_connect,
};
