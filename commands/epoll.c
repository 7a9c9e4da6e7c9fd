/* epoll: a descriptor that watches others. */
#include <errno.h>
#include <limits.h>
#include <sys/epoll.h>
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
		"fails: with ENOTSOCK, or as a request that it does not know.",
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

static const struct type type_epoll = TYPE_HANDLE(KIND_EPOLL);

/* ---- what is watched for, and what the watcher tells: a cookie of the caller's own ---- */

/* All are the same memory; strace shows either number. It is no descriptor, and never taken for one. */
static const struct member data_members[] = {
	MEMBER(epoll_data_t, u32, "u32", type_u32),
	MEMBER(epoll_data_t, fd, "fd", type_u32, .alias = true),
	MEMBER(epoll_data_t, u64, "u64", type_u64),
	MEMBER(epoll_data_t, ptr, "ptr", type_u64, .alias = true),
	{ 0 },
};

/* u64, which is read last, has overwritten a u32 that says something else. In the event it is not aligned. */
static bool data_check(struct context *c, const struct node *node, const void *structure)
{
	const struct node *item = node_field(node, "u32");
	int64_t n;

	if (!item)
		item = node_field(node, "fd");
	return !item || !node_to_int64(item, &n) || (uint32_t)n == load_number(structure, 4, false) ||
	       wrong(c, "u32 and u64 are the same memory, and cannot be %lld and %llu", (long long)n,
		     (unsigned long long)load_number(structure, 8, false));
}

static const struct type type_epoll_data =
	TYPE_STRUCTURE("epoll_data", epoll_data_t, data_members, .check = data_check);
static const struct type type_epoll_events =
	TYPE_NUMBER("events", sizeof(uint32_t), false, .symbols = &symbols_epoll_event);

static const struct member event_members[] = {
	MEMBER(struct epoll_event, events, "events", type_epoll_events),
	MEMBER(struct epoll_event, data, "data", type_epoll_data),
	{ 0 },
};

static const struct type type_event = TYPE_STRUCTURE("epoll_event", struct epoll_event, event_members);

/* ---- epoll_ctl ---- */

static int64_t make_epoll_ctl(struct arg *a)
{
	return syscall(SYS_epoll_ctl, ARG_FD(a, 0), ARG_INT(a, 1), ARG_FD(a, 2), a[3].at);
}

static const struct type type_operation = TYPE_NUMBER("operation", 4, true, .symbols = &symbols_epoll_ctl, .all_named = true);

/* Of the call that is being bound. */
static bool deletes(const struct context *c)
{
	return ARG_INT(c->made->args, 1) == EPOLL_CTL_DEL;
}

/* What --data has not set is the number of the descriptor, as most programs have it. */
static bool put_event(const struct type *self, struct context *c, int64_t events, struct arg *arg)
{
	struct epoll_event *event = arg->at;

	if (!event) {
		if (!arg_room(c, arg, self->size))
			return false;
		event = arg->at;
		event->data.u64 = (uint64_t)c->made->args[2].n;
	}
	event->events = (uint32_t)events;
	return true;
}

/* No words; or a pointer of a log, behind which stood what the line does not say. */
static bool event_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	(void)wanted;
	if (!c->call_notation)
		return deletes(c) || put_event(self, c, EPOLLIN, arg);
	if (c->expects_success && !deletes(c))
		return wrong(c, "what the pointer leads to is watched for; the line does not say it");
	return arg_room(c, arg, self->size);
}

/* in|et */
static bool event_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg)
{
	struct arg events = { 0 };

	if (deletes(c))
		return wrong(c, "%s: what is no longer watched has no events",
			     quoted(c->arena, words->at->text));
	return number_from_words(&type_epoll_events, c, words, &events) && put_event(self, c, events.n, arg);
}

static int event_from_option(const struct type *self, struct context *c, struct slice name,
			     struct words *words, struct arg *arg)
{
	struct epoll_event *event;
	struct arg data = { 0 };
	bool read;

	if (!slice_is(name, "data"))
		return 0;
	if (words->count == 0)
		return wrong(c, "--data: its value is missing"), -1;
	c->option = "--data";
	read = number_from_words(&type_u64, c, words, &data);
	c->option = NULL;
	if (!read || !arg_room(c, arg, self->size))
		return -1;
	event = arg->at;
	event->data.u64 = (uint64_t)data.n;
	return 1;
}

static void event_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	(void)self;
	if (!deletes(c))
		number_complete(&type_epoll_events, c, candidates);
}

static const struct type_option event_options[] = {
	{ "data", 1, { &type_u64 }, .value = "N" },
	{ 0 },
};

static const struct type type_watch_for =
	TYPE_STRUCTURE("what for", struct epoll_event, event_members, .words = "in|out|et",
		       .prepare = event_prepare, .from_words = event_from_words,
		       .from_option = event_from_option, .options = event_options, .complete = event_complete);

static const struct hint ctl_hints[] = {
	{ EEXIST, "it is watched already; `epoll_ctl mod` changes for what" },
	{ ENOENT, "it is not watched; `epoll_ctl add` begins to" },
	{ EPERM, "what fd is cannot be waited for" },
	{ ELOOP, "epoll descriptors would watch each other in a circle, or too deep" },
	{ EINVAL, "op is none of EPOLL_CTL_ADD, EPOLL_CTL_MOD and EPOLL_CTL_DEL", BY_ODD_FLAGS },
	{ EINVAL, "epfd is no epoll descriptor, or fd is the same one; or EPOLLEXCLUSIVE stands where it cannot" },
	{ EFAULT, "event is NULL, which only EPOLL_CTL_DEL takes" },
	{ ENOSPC, "/proc/sys/fs/epoll/max_user_watches has been reached" },
	{ 0, NULL },
};

const struct call call_epoll_ctl = {
	.name = "epoll_ctl",
	.prototype = "int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)",
	.summary = "have an epoll descriptor watch another, or no longer",
	.help = "The operation is add, mod or del; then comes the handle, and for what it is watched: in|out, "
		"in|et; without that for input. --data N is what epoll_wait tells with the events; else it is "
		"the number of the descriptor.",
	.example = "> ep = epoll_create1; a, b = socketpair\n"
		   "[...]\n"
		   "> epoll_ctl ep add a in|et\n"
		   "epoll_ctl(ep, EPOLL_CTL_ADD, a, {events=EPOLLIN|EPOLLET, data={u32=4, u64=4}}) = 0\n"
		   "> epoll_ctl del a\n"
		   "epoll_ctl(ep, EPOLL_CTL_DEL, a, NULL) = 0",
	.params = {
		{ "epfd", &type_epoll },
		{ "op", &type_operation },
		{ "fd", &type_descriptor },
		{ "event", &type_watch_for, .fallback = "" },
	},
	.hints = ctl_hints,
	.make = make_epoll_ctl,
};

/* ---- epoll_wait ---- */

static int64_t make_epoll_wait(struct arg *a)
{
#ifdef SYS_epoll_wait
	return syscall(SYS_epoll_wait, ARG_FD(a, 0), a[1].at, ARG_INT(a, 2), ARG_INT(a, 3));
#else
	return epoll_wait(ARG_FD(a, 0), a[1].at, ARG_INT(a, 2), ARG_INT(a, 3));
#endif
}

/* EP_MAX_EVENTS */
static uint64_t most_events(void)
{
	return INT_MAX / sizeof(struct epoll_event);
}

enum { USUAL_EVENTS = 64 };

static const struct type type_events =
	TYPE_ARRAY("events", type_event, .array.most = most_events, .array.usual = USUAL_EVENTS,
		   .prepare = array_prepare);
static const struct type type_most = TYPE_NUMBER("count", 4, true, .counts_elements = true);

static const struct hint wait_hints[] = {
	{ EINVAL, "maxevents is not above 0, or epfd is no epoll descriptor" },
	{ EFAULT, "events leads to no memory" },
	{ 0, NULL },
};

const struct call call_epoll_wait = {
	.name = "epoll_wait",
	.prototype = "int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout)",
	.summary = "wait until something that an epoll descriptor watches is ready",
	.help = "The time is 500ms or 2s; without one it waits for ever. --maxevents N is how many events one "
		"call tells at most (64). The result is how many there are. An event tells what epoll_ctl gave "
		"as its data, which is the number of the descriptor where nothing else was given.",
	.example = "> ep = epoll_create1; a, b = socketpair\n"
		   "[...]\n"
		   "> epoll_ctl ep add b --data 7; send a hello\n"
		   "[...]\n"
		   "> epoll_wait ep 1s\n"
		   "epoll_wait(ep, [{events=EPOLLIN, data={u32=7, u64=7}}], 64, 1000) = 1",
	.params = {
		{ "epfd", &type_epoll },
		{ "events", &type_events, OUT },
		{ "maxevents", &type_most, .of = 2, .option = true },
		{ "timeout", &type_milliseconds, .fallback = "-1" },
	},
	.result = RESULT_COUNT,
	.counts = 2,
	.blocks = true,
	.asks = true,
	.hints = wait_hints,
	.make = make_epoll_wait,
};
