/* socketpair: two sockets that are connected already. */
#include <errno.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call.h"
#include "hint.h"
#include "seen.h"

static int64_t make_socketpair(struct arg *a)
{
	/* As with socket(): musl's would ask once more without the flags. */
	return syscall(SYS_socketpair, ARG_INT(a, 0), ARG_INT(a, 1), ARG_INT(a, 2), a[3].at);
}

static void facts(const struct context *c, struct facts *facts)
{
	*facts = (struct facts){
		.known = true,
		.family = ARG_INT(c->made->args, 0),
		.type = ARG_INT(c->made->args, 1) & ~(SOCK_NONBLOCK | SOCK_CLOEXEC),
		.protocol = ARG_INT(c->made->args, 2),
		.seen = seen_new(ARG_INT(c->made->args, 1), IS_CONNECTED),
	};
}

static const struct hint hints[] = {
	{ EOPNOTSUPP, "only UNIX sockets come in pairs" },
	{ ESOCKTNOSUPPORT, "UNIX sockets are stream, dgram or seqpacket", IS_UNIX },
	{ EPROTONOSUPPORT, "UNIX sockets have no protocol but 0", IS_UNIX },
	{ EINVAL, "a flag of the type is none, or the protocol or the type is out of range" },
	{ EFAULT, "sv leads to no memory" },
	{ 0, NULL },
};

const struct call call_socketpair = {
	.name = "socketpair",
	.prototype = "int socketpair(int domain, int type, int protocol, int sv[2])",
	.summary = "make two sockets that are connected to each other",
	.help = "`a, b = socketpair` names both. What one sends the other receives, both ways.",
	.example = "> a, b = socketpair\n"
		   "socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0",
	.params = {
		{ "domain", &type_family, .fallback = "unix" },
		{ "type", &type_socktype, .fallback = "stream" },
		{ "protocol", &type_protocol, .fallback = "0" },
		{ "sv", &type_descriptor_pair, OUT },
	},
	.hints = hints,
	.make = make_socketpair,
	.facts = facts,
};
