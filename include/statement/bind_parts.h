/* Binding, seen from inside: what bind_words() and bind_tree() share. */
#ifndef SOCKSH_BIND_PARTS_H
#define SOCKSH_BIND_PARTS_H

#include "bind.h"
#include "sort_words.h"

/* Fills in what is the same in both notations: what the line expects, and names that are free. */
bool bind_start(struct context *c, const struct statement *statement);

/*
 * The length beside parameter i as the line gives it, in elements where it counts these; -1 when there is
 * none. A negative int is left to the kernel, which looks no further then; of a size_t no memory can have
 * as many: false, with a message.
 */
bool bind_given_length(struct context *c, size_t i, int64_t *n);

/*
 * Numbers that are one above the highest element of several sets: in command notation, and where a
 * script's numbers have become others; and memory of all these sets up to there. False with a message.
 */
bool bind_each_span(struct context *c);

static inline bool bind_spans(struct context *c)
{
	return !c->made->plan->spans || bind_each_span(c);
}

/* Are there neither options among them nor any that must be expanded, which could make a call? */
static inline bool bind_all_plain(const struct words *words)
{
	return !words_have_options(words) && !words_expand(words);
}

/*
 * The acting handle, into c->made, where the call has one: the first of the plain words, which is taken then,
 * if it names a live one and the others suffice; else the current one. `required`: so many words must be
 * there beside it. False with a message where none can act.
 */
bool bind_acting_handle(struct context *c, struct sorted_words *sorted, size_t required);
/*
 * The first of `count` words was to be the acting handle, it seems, and was not taken as one: that
 * is told instead of what came of it. `odd`: what it was taken for is a number or an address, and
 * it does not look like one. Always false.
 */
bool bind_explain_first(struct context *c, const struct word *first, size_t count, size_t required, bool odd);

/* The words of a command as its values and its acting handle; `c` is as bind_start() leaves it. */
bool bind_these_words(struct context *c, struct words words);
/*
 * Words that could not be taken: where they could be in another order, or behind a handle that
 * there is not, the message says that instead of what came of it. Nothing is called.
 */
void bind_explain_words(struct context *c, struct words words);

#endif
