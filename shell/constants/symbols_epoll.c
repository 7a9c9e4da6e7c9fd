/* What the calls of epoll take. From <sys/epoll.h> and <linux/eventpoll.h>. */
#include "symbols.h"

/* epoll_create1() */
static const struct symbol epoll[] = {
	{ "EPOLL_CLOEXEC", 0x80000,
	  "the descriptor is closed when another program takes over (exec)" },
};

const struct symbols symbols_epoll = SYMBOLS("epoll flag", "EPOLL_", epoll, .flags = true);

/* epoll_ctl() */
static const struct symbol epoll_ctl[] = {
	{ "EPOLL_CTL_ADD", 1,
	  "watch the descriptor from now on; EEXIST if it is watched already" },
	{ "EPOLL_CTL_DEL", 2,
	  "watch it no longer; the event is not looked at and may be NULL" },
	{ "EPOLL_CTL_MOD", 3,
	  "wait for other events of a descriptor that is watched, with other data" },
};

const struct symbols symbols_epoll_ctl = SYMBOLS("operation", "EPOLL_CTL_", epoll_ctl);

/* The events, which are poll's, and in what manner they are told. */
static const struct symbol epoll_event[] = {
	{ "EPOLLIN", 0x1,
	  "there is something to take: data, a connection to accept, an end, or an error" },
	{ "EPOLLPRI", 0x2,
	  "something exceptional is there: urgent data, on TCP" },
	{ "EPOLLOUT", 0x4,
	  "there is room to send, or a connect has ended, one way or the other" },
	{ "EPOLLERR", 0x8,
	  "an error waits (getsockopt error), or a message on the error queue; told even if "
	  "not asked for" },
	{ "EPOLLHUP", 0x10,
	  "the connection is over in both directions, or was never made; told even if not "
	  "asked for" },
	{ "EPOLLNVAL", 0x20,
	  "a name in the headers that epoll does nothing with" },
	{ "EPOLLRDNORM", 0x40,
	  "the same as EPOLLIN, for sockets" },
	{ "EPOLLRDBAND", 0x80,
	  "data of a priority of its own can be read; hardly anything on Linux has that" },
	{ "EPOLLWRNORM", 0x100,
	  "the same as EPOLLOUT, for sockets" },
	{ "EPOLLWRBAND", 0x200,
	  "data of a priority of its own can be sent; UNIX and datagram sockets say it with "
	  "EPOLLOUT" },
	{ "EPOLLMSG", 0x400,
	  "a name in the headers that epoll does nothing with" },
	{ "EPOLLRDHUP", 0x2000,
	  "the peer has ended its sending, or the connection is over: after what is there no "
	  "more comes" },
	{ "EPOLL_URING_WAKE", 0x8000000,
	  "the kernel's own: an event that io_uring brought" },
	{ "EPOLLEXCLUSIVE", 0x10000000,
	  "of several epoll descriptors that watch the same one not all are woken; only with "
	  "EPOLL_CTL_ADD" },
	{ "EPOLLWAKEUP", 0x20000000,
	  "the system does not suspend while the event is dealt with; needs CAP_BLOCK_SUSPEND, "
	  "and is dropped without it" },
	{ "EPOLLONESHOT", 0x40000000,
	  "told once; then nothing more is, until EPOLL_CTL_MOD asks again" },
	{ "EPOLLET", 0x80000000,
	  "told when something new comes, not for as long as there is something" },
};

const struct symbols symbols_epoll_event =
	SYMBOLS("event", "EPOLL", epoll_event, .flags = true);
