/* socket: the beginning of everything. */
#include <errno.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call.h"
#include "hint.h"
#include "seen.h"

static int64_t make_socket(struct arg *a)
{
	/* musl's socket(), where the kernel refuses the flags, asks once more without them. */
	return syscall(SYS_socket, ARG_INT(a, 0), ARG_INT(a, 1), ARG_INT(a, 2));
}

static void facts(const struct context *c, struct facts *facts)
{
	*facts = (struct facts){
		.known = true,
		.family = ARG_INT(c->made->args, 0),
		.type = ARG_INT(c->made->args, 1) & ~(SOCK_NONBLOCK | SOCK_CLOEXEC),
		.protocol = ARG_INT(c->made->args, 2),
		.seen = seen_new(ARG_INT(c->made->args, 1), IS_UNCONNECTED | IS_UNBOUND),
	};
}

static const struct hint hints[] = {
	{ EPERM, "raw and packet sockets need CAP_NET_RAW" },
	{ EACCES, "a socket that pings is for the groups of net.ipv4.ping_group_range",
	  IS_PING },
	{ EACCES, "this needs a capability, or a policy of this system forbids it" },
	{ EAFNOSUPPORT, "this kernel has no such family, or its module is not loaded" },
	{ EPROTONOSUPPORT, "a raw socket is for one protocol: name it, as icmpv6",
	  IS_IPV6 | IS_RAW | BY_PROTOCOL_0 },
	{ EPROTONOSUPPORT, "a raw socket is for one protocol: name it, as icmp",
	  IS_INET | IS_RAW | BY_PROTOCOL_0 },
	{ EPROTONOSUPPORT, "UNIX sockets have no protocol but 0", IS_UNIX },
	{ EPROTONOSUPPORT,
	  "the family has no such protocol, or the protocol is of another type; 0 takes the usual one" },
	{ ESOCKTNOSUPPORT, "the family has no such type, or the type wants another protocol" },
	{ EINVAL, "the protocol or the type is out of range, or a flag of the type is none" },
	{ 0, NULL },
};

const struct call call_socket = {
	.name = "socket",
	.prototype = "int socket(int domain, int type, int protocol)",
	.summary = "make a socket: one end of a conversation",
	.help = "The family says what addresses look like (inet, inet6, unix), the type how data travels "
		"(stream, dgram, seqpacket, raw). The protocol mostly follows from both: 0. Some "
		"families have several: socket netlink raw route, socket packet raw all.",
	.example = "> s = socket inet dgram --nonblock\n"
		   "s = socket(AF_INET, SOCK_DGRAM|SOCK_NONBLOCK, 0) = 3",
	.params = {
		{ "domain", &type_family, .fallback = "inet" },
		{ "type", &type_socktype, .fallback = "stream" },
		{ "protocol", &type_protocol, .fallback = "0" },
	},
	.result = RESULT_DESCRIPTOR,
	.hints = hints,
	.make = make_socket,
	.facts = facts,
};
