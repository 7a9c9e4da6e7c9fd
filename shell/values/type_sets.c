/*
 * Sets of descriptors that are waited for, as select has them: [3 4]. A call has several, and each shows
 * what came of it in its result, behind its label: words with an event, a:in|out, are put into the sets
 * that have the events as their labels.
 */
#include "call.h"
#include "watch.h"

enum { DISTINCT = 3 };
static const struct symbol events[] = {
	{ "in", 1, NULL },
	{ "out", 2, NULL },
	{ "except", 4, NULL },
	{ "pri", 4, NULL },	/* poll's word for it */
};

static const struct symbols set_events = SYMBOLS("event", "", events, .flags = true);

/* The set of the call that has this label, or NULL. */
static struct arg *set_of(struct context *c, const char *label)
{
	for (size_t i = 0; call_has_param(c->made->call, i); i++) {
		const struct param *param = &c->made->call->params[i];

		if (param->type->array.set && param->in_result && strcmp(param->in_result, label) == 0)
			return &c->made->args[i];
	}
	return NULL;
}

/* "in, out and except", as far as the call has such sets. */
static const char *labels(struct context *c)
{
	const char *text = "", *between = "";

	for (size_t i = 0; i < DISTINCT && text; i++) {
		if (!set_of(c, events[i].name))
			continue;
		text = arena_format(c->arena, "%s%s%s", text, between, events[i].name);
		between = i + 2 < DISTINCT && set_of(c, events[i + 2].name) ? ", " : " and ";
	}
	return text ? text : "";
}

static bool add(struct context *c, const struct watched *watched)
{
	int64_t left = watched->events;

	for (size_t i = 0; i < DISTINCT; i++) {
		struct arg *set = left & events[i].value ? set_of(c, events[i].name) : NULL;

		if (set && !set_add(c, set, (uint64_t)watched->fd))
			return false;
		left &= set ? ~events[i].value : -1;
	}
	return !left || wrong(c, "%s waits for %s", c->made->call->name, labels(c));
}

static bool sets_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg)
{
	size_t count = watched_count(c, words);
	struct watched watched;

	(void)self;
	(void)arg;
	if (count == 0)
		return watched_current(c, &set_events, &watched) && add(c, &watched);
	while (count--)
		if (!watched_from_word(c, words_take(words), &set_events, &watched) || !add(c, &watched))
			return false;
	return true;
}

/* A command without words waits for the current handle; behind a foreign pointer is nobody. */
static bool sets_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	struct words none = { 0 };

	return c->call_notation ? array_prepare(self, c, wanted, arg) : sets_from_words(self, c, &none, arg);
}

static void sets_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	(void)self;
	watched_complete(c, &set_events, candidates);
}

const struct type type_sets =
	TYPE_ARRAY("handles", type_watched, .array.set = true, .many = true, .words = "a, a:in|out, a:except",
		   .from_words = sets_from_words, .prepare = sets_prepare, .complete = sets_complete);
const struct type type_other_set =
	TYPE_ARRAY("handles", type_watched, .array.set = true, .prepare = array_prepare);
