/* The set of poll: [{fd=3, events=POLLIN}] going in, [{fd=3, revents=POLLIN}] coming back. */
#include <poll.h>
#include <sys/resource.h>

#include "call.h"
#include "conditions.h"
#include "watch.h"

static const struct type type_events =
	TYPE_NUMBER("events", sizeof(short), false, .symbols = &symbols_poll);	/* bits have no sign */

static const struct member pollfd_members[] = {
	MEMBER(struct pollfd, fd, "fd", type_watched, .required = true, .filler = -1),
	MEMBER(struct pollfd, events, "events", type_events, .way = MEMBER_IN),
	MEMBER(struct pollfd, revents, "revents", type_events, .way = MEMBER_OUT, .decides = true),
	{ 0 },
};

/* Nothing is ever ready that is not polled. */
static bool pollfd_check(struct context *c, const struct node *node, const void *structure)
{
	const struct pollfd *entry = structure;

	return entry->fd >= 0 || !entry->revents ||
	       wrong(c, "fd=%.*s is not waited for: it cannot become ready",
		     SLICE_ARGS(node_field(node, "fd")->source));
}

static const struct type type_pollfd =
	TYPE_STRUCTURE("pollfd", struct pollfd, pollfd_members, .check = pollfd_check);

/* As many as descriptors can be open. */
static uint64_t most_entries(void)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : UINT64_MAX;
}

/* ---- words ---- */

static struct pollfd entry_of(const struct watched *watched)
{
	return (struct pollfd){ .fd = watched->fd, .events = (short)watched->events };
}

static bool current_handle(struct context *c, struct arg *arg)
{
	struct watched watched;

	if (!watched_current(c, &symbols_poll, &watched) || !arg_room(c, arg, sizeof(struct pollfd)))
		return false;
	*(struct pollfd *)arg->at = entry_of(&watched);
	return true;
}

/* A command without words waits for the current handle; behind a foreign pointer is nobody. */
static bool pollfds_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	return c->call_notation ? array_prepare(self, c, wanted, arg) : current_handle(c, arg);
}

static bool pollfds_from_words(const struct type *self, struct context *c, struct words *words,
			       struct arg *arg)
{
	size_t count = watched_count(c, words);
	struct watched watched;
	struct pollfd *entries;

	(void)self;
	if (count == 0)
		return current_handle(c, arg);
	if (!arg_room(c, arg, count * sizeof(*entries)))
		return false;
	entries = arg->at;
	while (count--) {
		if (!watched_from_word(c, words_take(words), &symbols_poll, &watched))
			return false;
		*entries++ = entry_of(&watched);
	}
	return true;
}

static void pollfds_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	(void)self;
	watched_complete(c, &symbols_poll, candidates);
}

/* ---- hints ---- */

static bool pollfds_polled(const struct arg *arg, size_t i, int *fd, uint64_t *conditions)
{
	static const struct {
		short event;
		uint64_t condition;
	} events[] = {
		{ POLLNVAL, POLLED_NVAL },
		{ POLLERR, POLLED_ERR },
		{ POLLHUP, POLLED_HUP },
		{ POLLRDHUP, POLLED_RDHUP },
	};
	const struct pollfd *entries = arg->at;

	if (i >= arg->len / sizeof(*entries))
		return false;
	*fd = entries[i].fd;
	*conditions = 0;
	for (size_t j = 0; j < sizeof(events) / sizeof(events)[0]; j++)
		*conditions |= entries[i].revents & events[j].event ? events[j].condition : 0;
	return true;
}

static const struct symbols *const poll_symbols[] = { &symbols_poll, NULL };

const struct type type_pollfds =
	TYPE_ARRAY("poll set", type_pollfd, .array.most = most_entries, .other_symbols = poll_symbols,
		   .many = true, .from_words = pollfds_from_words, .prepare = pollfds_prepare,
		   .complete = pollfds_complete, .polled = pollfds_polled);
