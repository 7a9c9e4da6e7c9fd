/* Calls that transfer data: their hints, and what is seen of them. */
#include "transfer.h"

#include "hint.h"

#include <errno.h>
#include <stddef.h>

#include "msghdr.h"

#define CLOSED_UNREAD "the peer closed without reading all that was sent to it"
#define RESET \
	"the peer has reset the connection: mostly it closed with data unread, or with linger 0"
#define NO_CONNECTION "the connect has failed, so there is no connection"
#define CONNECT_REFUSED "the connect has failed: nobody listens there, or a packet filter refuses"
#define CONNECT_UNANSWERED "the connect has failed: nobody answered"
#define CONNECT_NO_ROUTE "the connect has failed: no route leads there"
#define CONNECT_UNREACHED \
	"the connect has failed: nobody answered for the address on the link, or a route or a router says no"
#define EARLIER_REFUSED "an earlier datagram found nobody listening; the error is told only now"
#define UNANSWERED                                                                                        \
	"the peer has acknowledged nothing for too long (retransmissions, keepalive, tcp.user_timeout), " \
	"and the connection is over"
#define UNREACHED "nobody answered for the address on the link, or a route or a router says no"
#define OTHER_FAMILY "the address is of another family than the socket"
#define IPV6_ONLY "the socket speaks IPv6 only (v6only), and the address is one of IPv4"
#define NO_ROUTE "no route leads there; an interface that is down has none"
#define NEEDS_INTERFACE "a link-local address needs its interface: [fe80::1%eth0]:80"
#define UNDER_WAY \
	"the connection is under way: poll for out, then getsockopt error tells how it went"
#define ROUTE_FORBIDS "a route (prohibit) or a packet filter forbids it"
#define NEEDS_BROADCAST "a broadcast address needs `setsockopt broadcast on`"

const struct hint send_hints[] = {
	{ EPIPE, "this side has shut its sending down", IS_SHUT_WR },
	{ EPIPE, "a listening socket sends nothing; what accept returns does",
	  IS_STREAM | IS_LISTENING },
	{ EPIPE, NO_CONNECTION, IS_STREAM | IS_FAILED },
	{ EPIPE, "connect the socket first", IS_STREAM | IS_UNCONNECTED },
	{ EPIPE, "the connection is over, as an earlier error has told",
	  IS_INET | IS_STREAM | IS_OVER },
	{ EPIPE, "the peer receives no more, and has answered what came all the same with a reset",
	  IS_INET | IS_STREAM | IS_CONNECTED },
	{ EPIPE, "the peer is gone, or has shut its receiving down", IS_UNIX | IS_CONNECTED },
	{ EPIPE,
	  "this side has shut its sending down, or the peer is gone for good, or never was" },
	{ ECONNRESET, CLOSED_UNREAD, IS_UNIX },
	{ ECONNRESET, RESET },
	{ ENOTCONN, "connect the socket first, or name an address with sendto",
	  IS_UNIX | IS_DGRAM },
	{ ENOTCONN, "connect the socket first" },
	{ EDESTADDRREQ, "the socket has no peer: connect it, or name an address with sendto" },
	{ EISCONN, "a connected socket takes no other address" },
	{ EMSGSIZE, "a message has at most 1024 buffers", BY_MANY_BUFFERS },
	{ EMSGSIZE, "more than the send buffer holds (setsockopt sndbuf)", IS_UNIX },
	{ EMSGSIZE, "more than a datagram can hold (65,507 bytes, over IPv6 65,527)",
	  IS_INET | IS_DGRAM | OF_TOO_MUCH },
	{ EMSGSIZE,
	  "above the path's MTU, and the socket may not cut it into fragments (mtu_discover, dontfrag)",
	  IS_INET | IS_DGRAM | OF_A_DATAGRAM },
	{ EMSGSIZE, "more than one datagram of this socket can hold, or than the path's MTU" },
	{ EAGAIN, "not connected yet: poll for out", IS_STREAM | IS_CONNECTING },
	{ EAGAIN, "no local port is left: all of net.ipv4.ip_local_port_range are taken",
	  IS_INET | IS_DGRAM | IS_UNBOUND },
	{ EAGAIN,
	  "the receiver's queue is full (net.unix.max_dgram_qlen), or the send buffer is, and the call does "
	  "not wait",
	  IS_UNIX | IS_DGRAM },
	{ EAGAIN, "the send buffer is full, and the socket does not block", IS_NONBLOCKING },
	{ EAGAIN, "the send buffer is full, and MSG_DONTWAIT does not wait", BY_DONTWAIT },
	{ EAGAIN, "the send buffer is full, and stayed so until sndtimeo ran out", HAS_SNDTIMEO },
	{ EAGAIN,
	  "the send buffer is full, and the socket does not block (or its sndtimeo ran out); or no local "
	  "port is left",
	  IS_DGRAM },
	{ EAGAIN,
	  "the send buffer is full, or the connection is not there yet, and the socket does not block (or its "
	  "sndtimeo ran out)" },
	{ ECONNREFUSED, CONNECT_REFUSED, IS_STREAM | IS_CONNECTING },
	{ ECONNREFUSED, "no socket has this name", IS_UNIX | TO_ABSTRACT },
	{ ECONNREFUSED,
	  "no socket of this type receives at this name; a path stays after its socket",
	  IS_UNIX | TO_PATH },
	{ ECONNREFUSED, "the peer has closed its socket", IS_UNIX },
	{ ECONNREFUSED, EARLIER_REFUSED, IS_INET | IS_DGRAM },
	{ ECONNREFUSED,
	  "an earlier datagram or a connect found nobody listening; the error is told only now" },
	{ EHOSTUNREACH, CONNECT_UNREACHED, IS_STREAM | IS_CONNECTING },
	{ EHOSTUNREACH, UNREACHED },
	{ ENETUNREACH, CONNECT_NO_ROUTE, IS_STREAM | IS_CONNECTING },
	{ ENETUNREACH, IPV6_ONLY, IS_IPV6 | IS_V6ONLY | TO_MAPPED },
	{ ENETUNREACH, IPV6_ONLY, IS_IPV6 | IS_V6ONLY | TO_OTHER_FAMILY },
	{ ENETUNREACH, NEEDS_INTERFACE, TO_LINK },
	{ ENETUNREACH, NO_ROUTE },
	{ ETIMEDOUT, CONNECT_UNANSWERED, IS_STREAM | IS_CONNECTING },
	{ ETIMEDOUT, UNANSWERED, IS_INET | IS_STREAM },
	{ EACCES, "one may not write to the path, or not search a folder before it", IS_UNIX },
	{ EACCES, ROUTE_FORBIDS "; or this is a broadcast address, which needs `setsockopt broadcast on`",
	  IS_IPV6 | TO_MAPPED },
	{ EACCES, ROUTE_FORBIDS, IS_IPV6 },
	{ EACCES, ROUTE_FORBIDS, IS_BROADCASTING },
	{ EACCES, NEEDS_BROADCAST, IS_IPV4 | IS_DGRAM | TO_BROADCAST },
	{ EACCES,
	  ROUTE_FORBIDS "; or this is a broadcast address, which needs `setsockopt broadcast on`",
	  IS_IPV4 },
	{ EPERM,
	  "pid, uid and gid must be one's own, without privileges; or the receiver takes from its own peer "
	  "alone",
	  IS_UNIX | BY_CONTROL },
	{ EPERM, "the socket there is connected to another one, and takes from that alone",
	  IS_UNIX | IS_DGRAM },
	{ EPERM, "a packet filter or a policy of this system forbids it", IS_INET },
	{ ENOENT, "no such path; has the receiver bound it?", IS_UNIX },
	{ EPROTOTYPE, "the socket at this name is of another type", IS_UNIX },
	{ EAFNOSUPPORT, OTHER_FAMILY, TO_OTHER_FAMILY },
	{ EADDRNOTAVAIL, NEEDS_INTERFACE, TO_LINK },
	{ EADDRNOTAVAIL, "this machine has no address that could be the sender", IS_INET },
	{ ENODEV, "no interface has this name or index", IS_IPV6 },
	{ EINVAL, OTHER_FAMILY, TO_OTHER_FAMILY },
	{ EINVAL, "the address's length is not its family's", TO_BAD_LENGTH },
	{ EINVAL, "the address names nobody: the receiver must bind first", IS_UNIX | TO_UNNAMED },
	{ EINVAL, "a ping is an echo request: type 8 (over IPv6 128), code 0, and 8 bytes at least", IS_PING },
	{ EINVAL, "port 0 is nobody's: name the receiver's port", IS_INET | IS_DGRAM | TO_PORT_0 },
	{ EINVAL, NEEDS_INTERFACE, TO_LINK },
	{ EINVAL,
	  "this socket sends no such control message, or it has another size; or more than 253 descriptors; "
	  "or a cmsg_len that does not fit",
	  BY_CONTROL },
	{ EINVAL, "a blackhole route leads there, or the address is none to send to",
	  IS_INET | TO_SOMEBODY },
	{ EOPNOTSUPP, "sockets of this family or type have no urgent data", BY_OOB },
	{ EOPNOTSUPP, "net.ipv4.tcp_fastopen does not allow it here", BY_FASTOPEN },
	{ EOPNOTSUPP, "a stream goes to its peer alone: connect, and send without an address",
	  IS_UNIX | IS_STREAM | TO_SOMEBODY },
	{ EINPROGRESS, UNDER_WAY, BY_FASTOPEN },
	{ ENOBUFS, "the control messages are more than net.core.optmem_max", BY_CONTROL },
	{ ENOBUFS, "the queue of the interface is full, or the kernel has no memory" },
	{ ETOOMANYREFS, "too many descriptors are on their way and not yet received" },
	{ EBADF, "a closed handle can neither send nor be passed" },
	{ EFAULT,
	  "the data is shorter than the header of the socket's protocol, or leads to no memory",
	  IS_RAW },
	{ EFAULT, "a pointer leads to no memory" },
	{ 0, NULL },
};

const struct hint send_puzzles[] = {
	{ 0, "the kernel took only a part of it: the rest is to be sent again",
	  IS_STREAM | TOOK_A_PART, .puzzle = PUZZLE_SHORT },
	{ 0, NULL },
};

const struct hint receive_hints[] = {
	{ EAGAIN, "no error waits in the queue", BY_ERRQUEUE },
	{ EAGAIN, "not connected yet: poll for out", IS_STREAM | IS_CONNECTING },
	{ EAGAIN, "an urgent byte is announced, and has not come yet",
	  IS_INET | IS_STREAM | BY_OOB },
	{ EAGAIN, "nothing has arrived, and the socket does not block", IS_NONBLOCKING },
	{ EAGAIN, "nothing has arrived, and MSG_DONTWAIT does not wait", BY_DONTWAIT },
	{ EAGAIN, "nothing had arrived when rcvtimeo ran out", HAS_RCVTIMEO },
	{ EAGAIN, "nothing has arrived, and the socket does not block (or its rcvtimeo ran out)" },
	{ ENOTCONN, "a listening socket has no data, only connections: accept", IS_LISTENING },
	{ ENOTCONN, NO_CONNECTION, IS_FAILED },
	{ ENOTCONN, "connect the socket first", IS_UNCONNECTED },
	{ ENOTCONN, "the connection is over", IS_OVER },
	{ ENOTCONN, "connect the socket first; a listening socket has no data, only connections" },
	{ ECONNRESET, CLOSED_UNREAD, IS_UNIX },
	{ ECONNRESET, RESET },
	{ ECONNREFUSED, CONNECT_REFUSED, IS_STREAM | IS_CONNECTING },
	{ ECONNREFUSED, EARLIER_REFUSED, IS_INET | IS_DGRAM },
	{ ECONNREFUSED,
	  "an earlier datagram or a connect found nobody listening; the error is told only now" },
	{ ETIMEDOUT, CONNECT_UNANSWERED, IS_STREAM | IS_CONNECTING },
	{ ETIMEDOUT, UNANSWERED, IS_INET | IS_STREAM },
	{ EHOSTUNREACH, CONNECT_UNREACHED, IS_STREAM | IS_CONNECTING },
	{ EHOSTUNREACH, "of what was sent before: " UNREACHED },
	{ ENETUNREACH, CONNECT_NO_ROUTE, IS_STREAM | IS_CONNECTING },
	{ ENETUNREACH, "of what was sent before: a router has no way there" },
	{ EINVAL, "no urgent byte waits, or oobinline has it among the others", BY_OOB },
	{ EINVAL, "addrlen is negative", BY_NEGATIVE },
	{ EINVAL, "a listening socket has no data, only connections: accept",
	  IS_UNIX | IS_STREAM | IS_LISTENING },
	{ EINVAL, "connect the socket first", IS_UNIX | IS_STREAM | IS_UNCONNECTED },
	{ EINVAL, "the socket is not connected, the flags are none of a stream's, or a length is too long",
	  IS_UNIX | IS_STREAM },
	{ EOPNOTSUPP, "sockets of this family or type have no urgent data", BY_OOB },
	{ EMSGSIZE, "a message has at most 1024 buffers", BY_MANY_BUFFERS },
	{ EMSGSIZE, "an earlier datagram was above the path's MTU; the error is told only now",
	  IS_INET | IS_DGRAM },
	{ EFAULT, "a pointer leads to no memory" },
	{ 0, NULL },
};

const struct hint receive_puzzles[] = {
	{ 0, "room for 0 bytes: a datagram waits, however long it is",
	  IS_DGRAM | OF_NOTHING | GOT_NOTHING | BY_PEEK, .puzzle = PUZZLE_NO_ROOM },
	{ 0, "room for 0 bytes: the datagram has been taken all the same, and is lost",
	  IS_DGRAM | OF_NOTHING | GOT_NOTHING, .puzzle = PUZZLE_NO_ROOM },
	{ 0, "0 bytes were asked for; whether the stream is over, this does not tell",
	  OF_NOTHING | GOT_NOTHING, .puzzle = PUZZLE_NO_ROOM },
	{ 0, "this side has shut its receiving down, and nothing more waits",
	  IS_SHUT_RD | GOT_NOTHING, .puzzle = PUZZLE_SHUT },
	{ 0, "the connection is over, as an earlier error has told",
	  IS_STREAM | IS_OVER | GOT_NOTHING, .puzzle = PUZZLE_OVER },
	{ 0, NO_CONNECTION, IS_STREAM | IS_FAILED | GOT_NOTHING, .puzzle = PUZZLE_OVER },
	{ 0, "the end of the stream: the peer has shut its sending down, or has closed",
	  IS_STREAM | GOT_NOTHING, .puzzle = PUZZLE_END_OF_STREAM },
	{ 0, "an empty datagram; it ends nothing, more can come", IS_DGRAM | GOT_NOTHING,
	  .puzzle = PUZZLE_EMPTY },
	{ 0, "an empty message, or the end: the peer has closed, or shut its sending down",
	  IS_SEQPACKET | GOT_NOTHING, .puzzle = PUZZLE_EMPTY },
	{ 0, "the room is full, so it may be longer; --peek --trunc tells its size",
	  IS_DGRAM | GOT_ALL_ROOM | BY_PEEK, .puzzle = PUZZLE_PEEK_FULL },
	{ 0, "the room is full, so it may be longer; --peek --trunc tells its size",
	  IS_SEQPACKET | GOT_ALL_ROOM | BY_PEEK, .puzzle = PUZZLE_PEEK_FULL },
	{ 0,
	  "the room is full, so it may have been longer, and the rest is lost; --peek --trunc first tells its size",
	  IS_DGRAM | GOT_ALL_ROOM, .puzzle = PUZZLE_FULL },
	{ 0,
	  "the room is full, so it may have been longer, and the rest is lost; --peek --trunc first tells its size",
	  IS_SEQPACKET | GOT_ALL_ROOM, .puzzle = PUZZLE_FULL },
	{ 0, "MSG_TRUNC: it was longer than the room for it, and the rest is lost", GOT_CUT,
	  .puzzle = PUZZLE_CUT },
	{ 0, NULL },
};

void seen_passed(struct context *c, const struct arg *message)
{
	enum { MOST_PASSED = 253 };
	struct descriptor passed[MOST_PASSED];
	size_t count = message_passes(c, message, passed, MOST_PASSED);

	for (size_t i = 0; i < count; i++) {
		struct handle *handle = handle_by_fd(c->handles, passed[i].fd);

		if (handle)
			seen_shared(handle);
	}
}
