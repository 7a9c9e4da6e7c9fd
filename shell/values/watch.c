/* Handles that are waited for, as words and as descriptors in memory. */
#include "watch.h"

#include <errno.h>
#include <stdint.h>

#include "call.h"
#include "learned.h"
#include "say.h"

/* ---- a descriptor in memory ---- */

/*
 * A log's program also waits for what is no socket of the script's: such a descriptor is never ready
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
	else if (c->learned && n <= INT32_MAX && c->expects_error != EBADF &&
		 !learned_handle(c->learned, c->handles, n))
		return leave_out(c, view, n);
	else
		return descriptor_from_node(self, c, view, node, arg);
	return true;
}

const struct type type_watched = {
	.name = "handle", .size = sizeof(int), .is_signed = true, .names_handle = true,
	.kind = KIND_ANY,
	.from_words = descriptor_from_words, .from_node = watched_from_node,
	.to_node = descriptor_to_node, .complete = descriptor_complete,
};

/* ---- words ---- */

/* Anything that is no time has to be one of these. */
static bool looks_like_handle(struct context *c, const struct word *word)
{
	int64_t n;

	if (word->quoted || word_to_int64(word->text, &n) || word_to_duration(word->text, &n))
		return false;
	return word_handle(c, word) || !slice_is(word->text, "infinite");
}

size_t watched_count(struct context *c, const struct words *words)
{
	size_t count = 0;

	while (count < words->count && looks_like_handle(c, &words->at[count]))
		count++;
	return count;
}

/* A bare word: a slip in a handle's name, or in a time. */
static bool no_handle(struct context *c, const struct word *word)
{
	struct nearest nearest;

	if (handle_is_closed(c->handles, word->text))
		return wrong(c, "the handle %s is closed", quoted(c->arena, word->text));
	nearest_start(&nearest, word->text);
	nearest_try(&nearest, handle_nearest(c->handles, word->text));
	nearest_try(&nearest, slice_of("infinite"));
	return wrong_near(c, &nearest, "%s is neither a handle nor a time", quoted(c->arena, word->text));
}

/* What stands behind the colon. */
static bool events_from_word(struct context *c, const struct word *word, struct slice rest,
			     const struct symbols *symbols, int64_t *events)
{
	if (rest.len == 0)
		return wrong(c, "%s: events such as in|out are missing behind the colon",
			     quoted(c->arena, word->text));
	if (memchr(rest.at, ',', rest.len))
		return wrong(c, "%s: between events stands a |: in|out", quoted(c->arena, word->text));
	if (slice_is(rest, "read") || slice_is(rest, "write"))
		return wrong_near(c, &(struct nearest){ .best = slice_of(rest.at[0] == 'r' ? "in" : "out") },
				  "no event %s", quoted(c->arena, rest));
	return symbols_read(symbols, rest, events, c->arena, c->message);
}

bool watched_from_word(struct context *c, const struct word *word, const struct symbols *events,
		       struct watched *watched)
{
	const char *colon = memchr(word->text.at, ':', word->text.len);
	struct word name = *word;
	struct words one = { &name, 1 };
	struct arg fd = { 0 };

	if (!colon && !word_handle(c, word))
		return no_handle(c, word);
	watched->events = events->entries[0].value;
	if (colon) {
		struct slice rest = { colon + 1, 0 };

		name.text.len = (size_t)(colon - word->text.at);
		rest.len = word->text.len - name.text.len - 1;
		if (!events_from_word(c, word, rest, events, &watched->events))
			return false;
	}
	if (!descriptor_from_words(&type_watched, c, &one, &fd))
		return false;
	watched->fd = (int)fd.n;
	return true;
}

bool watched_current(struct context *c, const struct symbols *events, struct watched *watched)
{
	const struct handle *handle = c->handles->current[KIND_SOCKET];

	if (!handle)
		return wrong(c, "no handle is current; name those to wait for");
	*watched = (struct watched){ handle->fd, events->entries[0].value };
	return true;
}

/* ---- completion ---- */

static void complete_events(const struct symbols *events, size_t head, struct candidates *candidates)
{
	for (size_t i = 0; i < events->count; i++) {
		const char *name = symbol_short(events, &events->entries[i], candidates->arena);
		char *word = name ? arena_format(candidates->arena, "%.*s%s", (int)head,
						 candidates->prefix.at, name) : NULL;

		if (word)
			candidates_add(candidates, slice_of(word));
	}
}

void watched_complete(struct context *c, const struct symbols *events, struct candidates *candidates)
{
	struct slice prefix = candidates->prefix;
	size_t head = prefix.len;

	if (c->call_notation)
		return;
	while (head && prefix.at[head - 1] != ':' && prefix.at[head - 1] != '|')
		head--;
	if (head)
		complete_events(events, head, candidates);
	else
		candidates_add_handles(candidates, c->handles, KIND_ANY);
}
