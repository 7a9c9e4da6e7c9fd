/* The set of poll: [{fd=3, events=POLLIN}] going in, [{fd=3, revents=POLLIN}] coming back. */
#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/resource.h>

#include "call.h"
#include "fields.h"
#include "learned.h"
#include "say.h"

static const struct type type_events =
	TYPE_NUMBER("events", sizeof(short), false, .symbols = &symbols_poll);	/* bits have no sign */

enum { MOST_ENTRIES = 1 << 20 };	/* that are filled in because a number says so */

enum { FD, EVENTS, REVENTS, POLLFD_MEMBERS };
static const struct member pollfd_members[POLLFD_MEMBERS + 1] = {
	[FD] = MEMBER(struct pollfd, fd, "fd", type_descriptor),
	[EVENTS] = MEMBER(struct pollfd, events, "events", type_events),
	[REVENTS] = MEMBER(struct pollfd, revents, "revents", type_events),
};

static const struct type type_pollfd = {
	.name = "pollfd", .size = sizeof(struct pollfd), .pointer = true, .members = pollfd_members,
};

/* ---- room ---- */

/*
 * Room for `count` entries; those that the line does not spell out have no descriptor, so that
 * none of the shell's own is polled. Of more entries than there can be descriptors the kernel
 * looks at none: these stay as they are, and the absurd ones get no memory.
 */
static bool make_room(struct context *c, struct arg *arg, uint64_t count)
{
	size_t listed = arg->at ? arg->len / sizeof(struct pollfd) : 0;
	struct pollfd *entries;
	struct rlimit limit;

	if (arg->room / sizeof(*entries) >= count)
		return true;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return wrong(c, "how many entries poll takes, the system does not say");
	if (count - listed > MOST_ENTRIES) {
		if (count <= limit.rlim_cur)
			return wrong(c, "the list has %zu entries, and %llu are too many to be "
					"filled in", listed, (unsigned long long)count);
		count = listed;
	}
	entries = arena_zero(c->arena, (count ? count : 1) * sizeof(*entries));
	if (!entries)
		return wrong(c, "%llu entries are too many", (unsigned long long)count);
	if (listed)
		memcpy(entries, arg->at, listed * sizeof(*entries));
	arg->at = entries;
	arg->room = count * sizeof(*entries);
	for (size_t i = listed; i < count && count <= limit.rlim_cur; i++)
		entries[i].fd = -1;
	return true;
}

/* What the count beside the set says: in call notation it has been read by then. */
static uint64_t count_beside(const struct context *c)
{
	const struct arg *count = arg_beside(c);

	return count ? (uint64_t)count->n : 0;
}

static bool current_handle(struct context *c, struct arg *arg)
{
	const struct handle *handle = handle_current(c->handles, type_descriptor.kind);

	if (!handle)
		return wrong(c, "no handle is current; name those to wait for");
	if (!arg_room(c, arg, sizeof(struct pollfd)))
		return false;
	*(struct pollfd *)arg->at = (struct pollfd){ .fd = handle->fd, .events = POLLIN };
	return true;
}

/* A command without words waits for the current handle; behind a foreign pointer is nobody. */
static bool pollfds_prepare(const struct type *self, struct context *c, int64_t wanted,
			    struct arg *arg)
{
	(void)self;
	(void)wanted;
	return c->call_notation ? make_room(c, arg, count_beside(c)) : current_handle(c, arg);
}

/* ---- trees ---- */

/*
 * A log's poll also waits for what is no socket of the script's: such a descriptor is never ready
 * here. False where a line says that it was.
 */
static bool leave_out(struct context *c, enum view view, int64_t number)
{
	if (view != GOES_IN)
		return wrong(c, "fd=%lld is no descriptor of this script: it cannot become ready",
			     (long long)number);
	if (!c->learned->left_out && !c->checking)
		say_comment(c->out, "descriptors that are none of this script's, such as %lld, "
			      "are left out of poll, as -1", (long long)number);
	c->learned->left_out = true;
	return true;
}

static bool fd_from_node(struct context *c, enum view view, const struct node *node,
			 struct pollfd *entry)
{
	struct arg value = { 0 };
	int64_t n;

	/* Left out it would be 0, which is no handle's. */
	if (!node)
		return wrong(c, "fd is missing");
	/* What is negative is no descriptor: the kernel skips the entry. */
	if (node_to_int64(node, &n) && n < 0 && n >= INT32_MIN)
		value.n = n;
	else if (c->learned && node_to_int64(node, &n) && n <= INT32_MAX &&
		 !learned_handle(c->learned, c->handles, n))
		return leave_out(c, view, n);
	else if (!type_descriptor.from_node(&type_descriptor, c, view, node, &value))
		return false;
	entry->fd = (int)value.n;
	return true;
}

static bool entry_from_node(struct context *c, enum view view, const struct node *node,
			    struct pollfd *entry)
{
	const struct node *fields[POLLFD_MEMBERS];

	*entry = (struct pollfd){ .fd = -1 };
	if (node->kind == NODE_ANYTHING && view != GOES_IN)
		return true;
	if (!fields_from_node(c, node, "a pollfd", pollfd_members, fields) ||
	    !fd_from_node(c, view, fields[FD], entry))
		return false;
	if (fields[EVENTS] && !member_from_node(&pollfd_members[EVENTS], c, view, fields[EVENTS], entry))
		return false;
	if (fields[REVENTS] && fields[REVENTS]->kind != NODE_ANYTHING &&
	    !member_from_node(&pollfd_members[REVENTS], c, view, fields[REVENTS], entry))
		return false;
	/* Nothing is ever ready that is not polled. */
	return entry->fd >= 0 || !entry->revents ||
	       wrong(c, "fd=%.*s is not waited for: it cannot become ready",
		     SLICE_ARGS(fields[FD]->source));
}

static bool pollfds_from_node(const struct type *self, struct context *c, enum view view,
			      const struct node *node, struct arg *arg)
{
	static const struct node pointer = { .kind = NODE_NUMBER, .number = 1 };
	size_t size = node->count * sizeof(struct pollfd);
	struct pollfd *entry;

	if (node->kind != NODE_ARRAY)
		return wrong_node(c, node, "a list of {fd=..., events=...}");
	/* What strace could not read, the kernel could not either. */
	if (c->expects_error == EFAULT && node->last && node->last->kind == NODE_ANYTHING)
		return memory_from_node(self, c, view, &pointer, arg);
	if (!arg->at || arg->room < size) {
		arg->at = NULL;
		if (!arg_room(c, arg, size ? size : sizeof(*entry)))
			return false;
	}
	arg->len = size;
	entry = arg->at;
	for (const struct node *item = node->items; item; item = item->next)
		if (!entry_from_node(c, view, item, entry++))
			return false;
	return view != GOES_IN || make_room(c, arg, count_beside(c));
}

/* Of more than the count beside the set says, the kernel sees only these; not so an expectation. */
static size_t entry_count(const struct context *c, const struct arg *arg)
{
	size_t listed = arg->len / sizeof(struct pollfd);
	bool expected = arg != &c->made->args[c->param - c->made->call->params];

	return expected || count_beside(c) >= listed ? listed : (size_t)count_beside(c);
}

static struct node *entry_to_node(struct context *c, enum view view, const struct pollfd *entry)
{
	const struct member *events = view != GOES_IN ? &pollfd_members[REVENTS] : &pollfd_members[EVENTS];
	struct node *node = node_new(c->arena, NODE_STRUCT);
	struct arg fd = { .n = entry->fd };

	if (entry->fd < 0)
		node_add(node, "fd", node_number(c->arena, entry->fd));
	else
		node_add(node, "fd", type_descriptor.to_node(&type_descriptor, c, view, &fd));
	return node_add(node, events->name, member_to_node(events, c, view, entry, sizeof(*entry)));
}

/* revents that are written into the set say what must have come, whatever the result says. */
static bool pollfds_within(const struct type *self, struct context *c, const struct node *written,
			   const struct arg *arg, struct node **expected, struct node **actual)
{
	const struct pollfd *entries = arg->at;
	size_t count = arg->len / sizeof(*entries), i = 0;

	(void)self;
	*expected = node_new(c->arena, NODE_ARRAY);
	*actual = node_new(c->arena, NODE_ARRAY);
	for (const struct node *item = written->items; item && i < count; item = item->next, i++) {
		const struct node *revents = node_field(item, pollfd_members[REVENTS].name);
		struct pollfd entry = entries[i];

		/* Where nothing is written, what came was expected: so each keeps its place in the list. */
		if (revents && revents->kind != NODE_ANYTHING &&
		    !member_from_node(&pollfd_members[REVENTS], c, EXPECTED, revents, &entry))
			return false;
		*expected = node_add(*expected, NULL, entry_to_node(c, EXPECTED, &entry));
		*actual = node_add(*actual, NULL, entry_to_node(c, CAME, &entries[i]));
	}
	return true;
}

static struct node *pollfds_to_node(const struct type *self, struct context *c, enum view view,
				    const struct arg *arg)
{
	struct node *list = node_new(c->arena, NODE_ARRAY);
	const struct pollfd *entries = arg->at;
	size_t count = entry_count(c, arg);

	(void)self;
	for (size_t i = 0; i < count && list; i++)
		if (view == GOES_IN || entries[i].revents)
			list = node_add(list, NULL, entry_to_node(c, view, &entries[i]));
	return list;
}

/* ---- words ---- */

/* srv, srv:in, c:in|out; anything that is no time has to be one of these. */
static bool looks_like_entry(struct context *c, const struct word *word)
{
	int64_t n;

	if (word->quoted || word_to_int64(word->text, &n) || word_to_duration(word->text, &n))
		return false;
	return word_handle(c, word) || !slice_is(word->text, "infinite");
}

/* A bare word: a slip in a handle's name, or in a time. */
static bool no_entry(struct context *c, const struct word *word)
{
	struct nearest nearest;

	if (handle_is_closed(c->handles, word->text))
		return wrong(c, "the handle %s is closed", quoted(c->arena, word->text));
	nearest_start(&nearest, word->text);
	nearest_try(&nearest, handle_nearest(c->handles, word->text));
	nearest_try(&nearest, slice_of("infinite"));
	return wrong(c, "%s is neither a handle nor a time%s", quoted(c->arena, word->text),
		     did_you_mean(c->arena, &nearest));
}

static bool entry_from_word(struct context *c, const struct word *word, struct pollfd *entry)
{
	const char *colon = memchr(word->text.at, ':', word->text.len);
	struct word name = *word;
	struct words one = { &name, 1 };
	struct arg fd = { 0 };
	int64_t events = POLLIN;

	if (!colon && !word_handle(c, word))
		return no_entry(c, word);
	if (colon) {
		struct slice rest = { colon + 1, 0 };

		name.text.len = (size_t)(colon - word->text.at);
		rest.len = word->text.len - name.text.len - 1;
		if (rest.len == 0)
			return wrong(c, "%s: events such as in|out are missing behind the colon",
				     quoted(c->arena, word->text));
		if (memchr(rest.at, ',', rest.len))
			return wrong(c, "%s: between events stands a |: in|out", quoted(c->arena, word->text));
		if (slice_is(rest, "read") || slice_is(rest, "write"))
			return wrong(c, "no event %s; did you mean \"%s\"?", quoted(c->arena, rest),
				     rest.at[0] == 'r' ? "in" : "out");
		if (!symbols_read(&symbols_poll, rest, &events, c->arena, c->message))
			return false;
	}
	if (!type_descriptor.from_words(&type_descriptor, c, &one, &fd))
		return false;
	*entry = (struct pollfd){ .fd = (int)fd.n, .events = (short)events };
	return true;
}

static bool pollfds_from_words(const struct type *self, struct context *c, struct words *words,
			       struct arg *arg)
{
	size_t count = 0;
	struct pollfd *entries;

	while (count < words->count && looks_like_entry(c, &words->at[count]))
		count++;
	(void)self;
	if (count == 0)
		return current_handle(c, arg);
	if (!arg_room(c, arg, count * sizeof(*entries)))
		return false;
	entries = arg->at;
	while (count--)
		if (!entry_from_word(c, words_take(words), entries++))
			return false;
	return true;
}

/* ---- completion ---- */

/* Candidates are whole words: srv:in|out is one. */
static void complete_events(struct context *c, size_t head, struct candidates *candidates)
{
	size_t prefix = strlen(symbols_poll.prefix);

	for (size_t i = 0; i < symbols_poll.count; i++) {
		const char *name = symbols_poll.entries[i].name;
		char *word;

		if (strncmp(name, symbols_poll.prefix, prefix) != 0)
			continue;
		word = arena_format(candidates->arena, "%.*s%s", (int)head, candidates->prefix.at,
				    name + prefix);
		for (char *at = word ? word + head : NULL; at && *at; at++)
			*at = (char)tolower((unsigned char)*at);
		if (word)
			candidates_add(candidates, slice_of(word));
	}
	(void)c;
}

static void pollfds_complete(const struct type *self, struct context *c,
			     struct candidates *candidates)
{
	struct slice prefix = candidates->prefix;
	size_t head = prefix.len;

	(void)self;
	if (c->call_notation)
		return;
	while (head && prefix.at[head - 1] != ':' && prefix.at[head - 1] != '|')
		head--;
	if (head)
		complete_events(c, head, candidates);
	else
		candidates_add_handles(candidates, c->handles, type_descriptor.kind);
}

static const struct symbols *const poll_symbols[] = { &symbols_poll, NULL };

const struct type type_pollfds = {
	.name = "poll set",
	.other_symbols = poll_symbols,
	.size = sizeof(struct pollfd),
	.pointer = true,
	.element = &type_pollfd,
	.many = true,
	.from_words = pollfds_from_words,
	.from_node = pollfds_from_node,
	.prepare = pollfds_prepare,
	.to_node = pollfds_to_node,
	.within = pollfds_within,
	.complete = pollfds_complete,
};
