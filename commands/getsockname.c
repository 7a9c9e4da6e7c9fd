/* getsockname, getpeername: the two addresses of a socket. */
#include <errno.h>
#include <sys/socket.h>

#include "address.h"
#include "call.h"
#include "family.h"
#include "hint.h"
#include "seen.h"

static int64_t make_getsockname(struct arg *args)
{
	int result = getsockname(ARG_FD(args, 0), args[1].at, args[2].at);

	return result;
}

static int64_t make_getpeername(struct arg *args)
{
	int result = getpeername(ARG_FD(args, 0), args[1].at, args[2].at);

	return result;
}

static const struct hint local_hints[] = {
	{ EINVAL, "addrlen is negative" },
	{ EFAULT, "addr or addrlen points to no memory" },
	{ EOPNOTSUPP, "sockets of this kind have no address that could be asked for" },
	{ 0, NULL },
};

static const struct hint peer_hints[] = {
	{ ENOTCONN, "the socket has no peer yet: the connect is under way, or has failed",
	  IS_CONNECTING },
	{ ENOTCONN, "the connect has failed, so there is no peer", IS_FAILED },
	{ ENOTCONN, "the socket listens: what accept returns has a peer", IS_LISTENING },
	{ ENOTCONN, "the socket has no peer: connect it first", IS_UNCONNECTED },
	{ ENOTCONN, "the connection is over, and its peer is forgotten", IS_CONNECTED },
	{ ENOTCONN, "the connection is over, and its peer is forgotten", IS_OVER },
	{ ENOTCONN,
	  "the socket has no peer until connect() or accept(), and none once the connection is over" },
	{ EINVAL, "addrlen is negative" },
	{ EFAULT, "addr or addrlen points to no memory" },
	{ EOPNOTSUPP, "sockets of this family have no peer" },
	{ 0, NULL },
};

static void after_getsockname(struct context *c)
{
	struct local local;

	if (c->made->error || !c->made->handle ||
	    !address_remember(c->made->args[1].at, c->made->args[1].len, &local))
		return;
	/* One that was accepted may say the name that another one is bound to. */
	if (address_family(local.family)->lends_name && !(c->made->handle->facts.seen & IS_BOUND))
		return;
	c->made->handle->local = local;
	seen_bound(c->made->handle);
}

static void after_getpeername(struct context *c)
{
	if (!c->made->error && c->made->handle && c->made->handle->facts.seen & IS_CONNECTING)
		seen_connection(c->made->handle, IS_CONNECTED);
}

const struct call call_getsockname = {
	.name = "getsockname",
	.prototype = "int getsockname(int sockfd, struct sockaddr *restrict addr, "
		     "socklen_t *restrict addrlen)",
	.summary = "ask for a socket's own address",
	.help = "Before bind, connect, listen or a first sendto gives it an address, an IPv4 "
		"socket has 0.0.0.0:0. addrlen goes in as the room for the answer and comes out as "
		"its length, which may be more.",
	.example = "> s = socket inet dgram; bind s\n"
		   "[...]\n"
		   "> getsockname s\n"
		   "getsockname(s, {sa_family=AF_INET, sin_port=htons(58223), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, [128 => 16]) = 0",
	.params = {
		{ "sockfd", &type_socket, .way = IN },
		{ "addr", &type_sockaddr, .way = OUT },
		{ "addrlen", &type_room, IN_OUT, .of = 2 },
	},
	.hints = local_hints,
	.asks = true,
	.make = make_getsockname,
	.after = after_getsockname,
};

const struct call call_getpeername = {
	.name = "getpeername",
	.prototype = "int getpeername(int sockfd, struct sockaddr *restrict addr, "
		     "socklen_t *restrict addrlen)",
	.summary = "ask for the address at the other end of a connection",
	.help = "addrlen goes in as the room for the answer and comes out as its length, which may "
		"be more.",
	.example = "> d = socket inet dgram; connect d 127.0.0.1:9\n"
		   "[...]\n"
		   "> getpeername d\n"
		   "getpeername(d, {sa_family=AF_INET, sin_port=htons(9), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, [128 => 16]) = 0",
	.params = {
		{ "sockfd", &type_socket, .way = IN },
		{ "addr", &type_sockaddr, .way = OUT },
		{ "addrlen", &type_room, IN_OUT, .of = 2 },
	},
	.hints = peer_hints,
	.asks = true,
	.make = make_getpeername,
	.after = after_getpeername,
};
