/* epoll: a descriptor that watches others. */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call.h"
#include "hint.h"

static int64_t make_epoll_create1(struct arg *a)
{
	/* musl's epoll_create1() has a kernel without it make another call. */
	return syscall(SYS_epoll_create1, ARG_INT(a, 0));
}

static const struct type type_epoll_flags = TYPE_NUMBER("flags", 4, true, .symbols = &symbols_epoll,
	.from_option = flags_from_option, .flag_options = true);

static const struct hint create_hints[] = {
	{ EINVAL, "EPOLL_CLOEXEC is the only flag here" },
	{ 0, NULL },
};

const struct call call_epoll_create1 = {
	.name = "epoll_create1",
	.prototype = "int epoll_create1(int flags)",
	.summary = "make a descriptor that watches others (epoll)",
	.help = "It watches nothing at first, and can itself be polled. It is no socket: it is "
		"closed, passed on and watched as others are, and what belongs to sockets alone "
		"fails with ENOTSOCK.",
	.example = "> ep = epoll_create1 --cloexec\n"
		   "ep = epoll_create1(EPOLL_CLOEXEC) = 3\n"
		   "> poll ep 0\n"
		   "poll([{fd=ep, events=POLLIN}], 1, 0) = 0 (Timeout)",
	.params = {
		{ "flags", &type_epoll_flags, .option = true },
	},
	.result = RESULT_DESCRIPTOR,
	.makes = KIND_EPOLL,
	.hints = create_hints,
	.make = make_epoll_create1,
};
