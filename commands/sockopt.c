/* getsockopt, setsockopt */
#include "sockopt.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "call.h"
#include "hint.h"
#include "learned.h"
#include "seen.h"

static int64_t make_getsockopt(struct arg *args)
{
	int result = getsockopt(ARG_FD(args, 0), ARG_INT(args, 1), ARG_INT(args, 2), args[3].at,
				args[4].at);

	return result;
}

static int64_t make_setsockopt(struct arg *args)
{
	return setsockopt(ARG_FD(args, 0), ARG_INT(args, 1), ARG_INT(args, 2), args[3].at,
			  (socklen_t)args[4].n);
}

static void after_getsockopt(struct context *c)
{
	seen_option(c, true);
}

/* What a script has set is from then on its own business, and compared. */
static void after_setsockopt(struct context *c)
{
	struct option_place place = option_of_call(c);

	seen_option(c, false);
	if (c->made->error == 0 && c->learned && c->made->handle && place.row && place.row->learned)
		c->learned->incomplete |=
			!handle_set_option(c->made->handle, place.level, place.name);
}

/* The options that join a group, each with its own structure, and those that leave one. */
#define OF_JOINING(error, text)                                                        \
	{ error, text, 0, HINT_OPTION(IPPROTO_IP, IP_ADD_MEMBERSHIP) },                \
		{ error, text, 0, HINT_OPTION(IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP) }, \
		{ error, text, 0, HINT_OPTION(IPPROTO_IP, MCAST_JOIN_GROUP) },         \
		{ error, text, 0, HINT_OPTION(IPPROTO_IP, MCAST_JOIN_SOURCE_GROUP) },  \
		{ error, text, 0, HINT_OPTION(IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP) },    \
		{ error, text, 0, HINT_OPTION(IPPROTO_IPV6, MCAST_JOIN_GROUP) },       \
	{                                                                              \
		error, text, 0, HINT_OPTION(IPPROTO_IPV6, MCAST_JOIN_SOURCE_GROUP)     \
	}
#define OF_LEAVING(error, text)                                                         \
	{ error, text, 0, HINT_OPTION(IPPROTO_IP, IP_DROP_MEMBERSHIP) },                \
		{ error, text, 0, HINT_OPTION(IPPROTO_IP, IP_DROP_SOURCE_MEMBERSHIP) }, \
		{ error, text, 0, HINT_OPTION(IPPROTO_IP, MCAST_LEAVE_GROUP) },         \
		{ error, text, 0, HINT_OPTION(IPPROTO_IPV6, IPV6_DROP_MEMBERSHIP) },    \
	{                                                                               \
		error, text, 0, HINT_OPTION(IPPROTO_IPV6, MCAST_LEAVE_GROUP)            \
	}

static const struct hint get_hints[] = {
	{ ENOPROTOOPT, "sockets of this kind have no such option, or it can only be set" },
	{ EOPNOTSUPP, "sockets of this family or type do not have this level or option" },
	{ ENOTCONN, "only a connected socket has this" },
	{ ENODATA, "no peer is known whose credentials there would be" },
	{ ERANGE, "optlen is too small for all of it" },
	{ EINVAL, "optlen is negative", BY_NEGATIVE },
	{ EINVAL, "optlen is too small, or the socket is not in the state that this is about" },
	{ EFAULT, "optval or optlen points to no memory" },
	{ 0, NULL },
};

static const struct hint set_hints[] = {
	{ ENOPROTOOPT, "sockets of this kind have no such option, or it can only be read" },
	{ EOPNOTSUPP, "sockets of this family or type do not have this level or option" },
	{ EINVAL, "optlen is negative", BY_NEGATIVE },
	{ EINVAL, "too late: v6only is set before the socket is bound", IS_BOUND,
	  HINT_OPTION(IPPROTO_IPV6, IPV6_V6ONLY) },
	OF_JOINING(EINVAL, "the address is no group's, or optlen is too small"),
	{ EINVAL, "the value is out of range, or optlen is too small, or it is too late or too "
		  "early for this option" },
	{ EPERM, "a device that is set is changed with CAP_NET_RAW alone", 0,
	  HINT_OPTION(SOL_SOCKET, SO_BINDTODEVICE) },
	{ EPERM, "this needs a capability, mostly CAP_NET_ADMIN" },
	{ EACCES, "this needs CAP_NET_ADMIN" },
	{ EDOM, "tv_usec is from 0 to 999999" },
	OF_JOINING(
		ENODEV,
		"no route leads to the group, or no interface has this address or index: say which one"),
	OF_LEAVING(ENODEV, "no interface has this address or index"),
	{ ENODEV, "no network interface has this name or index" },
	{ ENOENT, "no module of this name; net.ipv4.tcp_available_congestion_control lists those",
	  0, HINT_OPTION(IPPROTO_TCP, TCP_CONGESTION) },
	{ ENOTCONN, "only a connected socket takes this" },
	{ EISCONN, "only a socket that is not yet connected takes this" },
	OF_JOINING(EADDRINUSE, "the socket has joined this group already"),
	OF_LEAVING(EADDRNOTAVAIL, "the socket is no member of this group there"),
	{ EADDRNOTAVAIL, "no interface has this address" },
	OF_JOINING(EPROTO, "a stream socket joins no group"),
	OF_JOINING(ENOBUFS,
		   "a limit is reached: net.ipv4.igmp_max_memberships, net.core.optmem_max"),
	{ ENOBUFS, "a limit is reached: net.core.optmem_max" },
	{ EFAULT, "optval points to no memory" },
	{ 0, NULL },
};

const struct call call_getsockopt = {
	.name = "getsockopt",
	.prototype = "int getsockopt(int sockfd, int level, int optname, void optval[*.optlen], "
		     "socklen_t *restrict optlen)",
	.summary = "ask for an option of a socket",
	.help = "An option is written reuseaddr, SO_REUSEADDR or, with its level, tcp.nodelay; the "
		"level follows from the name. For a number say the level: --level tcp 1. \"help "
		"options\" lists them, \"help reuseaddr\" says what one does.",
	.example = "> s = socket\n"
		   "[...]\n"
		   "> getsockopt s type; getsockopt s tcp.nodelay\n"
		   "getsockopt(s, SOL_SOCKET, SO_TYPE, [SOCK_STREAM], [4]) = 0\n"
		   "getsockopt(s, IPPROTO_TCP, TCP_NODELAY, [0], [4]) = 0",
	.params = {
		{ "sockfd", &type_socket, .way = IN },
		{ "level", &type_level, .fallback = "", .option = true },
		{ "optname", &type_optname, .way = IN },
		{ "optval", &type_optval, OUT },
		{ "optlen", &type_room, IN_OUT, .of = 4 },
	},
	.hints = get_hints,
	.asks = true,
	.make = make_getsockopt,
	.after = after_getsockopt,
};

const struct call call_setsockopt = {
	.name = "setsockopt",
	.prototype = "int setsockopt(int sockfd, int level, int optname, "
		     "const void optval[.optlen], socklen_t optlen)",
	.summary = "change an option of a socket",
	.help = "Integers are also on, off, and constants by their short names; times are 250ms, "
		"2s or 2min, sizes 64k or 1M. linger takes seconds or off. What has no form in "
		"words is given as bytes: --hex \"01 00\".",
	.example = "> s = socket\n"
		   "[...]\n"
		   "> setsockopt s reuseaddr on; setsockopt s rcvtimeo 250ms\n"
		   "setsockopt(s, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0\n"
		   "setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, {tv_sec=0, tv_usec=250000}, 16) = 0",
	.params = {
		{ "sockfd", &type_socket, .way = IN },
		{ "level", &type_level, .fallback = "", .option = true },
		{ "optname", &type_optname, .way = IN },
		{ "optval", &type_optval },
		{ "optlen", &type_length, .of = 4 },
	},
	.hints = set_hints,
	.make = make_setsockopt,
	.after = after_setsockopt,
};
