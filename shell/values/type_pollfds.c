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

/* ---- a descriptor that is waited for ---- */

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
			      "are left out of %s%s", (long long)number, c->made->call->name,
			    c->param->type->array.set ? "" : ", as -1");
	c->learned->left_out = true;
	return true;
}

static bool watched_from_node(const struct type *self, struct context *c, enum view view,
			      const struct node *node, struct arg *arg)
{
	int64_t n;

	arg->n = -1;
	if (!node_to_int64(node, &n))
		return descriptor_from_node(self, c, view, node, arg);
	/* What is negative is no descriptor: the kernel skips the entry. */
	if (n < 0 && n >= INT32_MIN)
		arg->n = n;
	else if (c->learned && n <= INT32_MAX && !learned_handle(c->learned, c->handles, n))
		return leave_out(c, view, n);
	else
		return descriptor_from_node(self, c, view, node, arg);
	return true;
}

static const struct type type_watched = {
	.name = "handle", .size = sizeof(int), .is_signed = true, .names_handle = true,
	.kind = KIND_ANY,
	.from_words = descriptor_from_words, .from_node = watched_from_node,
	.to_node = descriptor_to_node, .complete = descriptor_complete,
};

/* ---- the set ---- */

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

static bool current_handle(struct context *c, struct arg *arg)
{
	const struct handle *handle = c->handles->current[KIND_SOCKET];

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
	return c->call_notation ? array_prepare(self, c, wanted, arg) : current_handle(c, arg);
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

const struct type type_pollfds =
	TYPE_ARRAY("poll set", type_pollfd, .array.most = most_entries, .other_symbols = poll_symbols,
		   .many = true, .from_words = pollfds_from_words, .prepare = pollfds_prepare,
		   .complete = pollfds_complete);
