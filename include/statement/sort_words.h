/* Which word of a command is what: as the call's declaration says it, before any of them is read. */
#ifndef SOCKSH_SORT_WORDS_H
#define SOCKSH_SORT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "call.h"

/* An option among the words. */
struct sorted_option {
	struct slice name;			/* without the dashes */
	size_t param;				/* the parameter that takes it, 0 for the first; MAX_ARGS: none does */
	size_t wanted;				/* how many words belong to it ... */
	const struct type *const *values;	/* ... and what each of them is, as in struct type_option */
	struct words words;			/* those that are there: fewer only at the end of the line */
};

struct sorted_words {
	struct words plain;		/* neither options nor words of options, in their order */
	struct sorted_option *options;	/* in their order */
	size_t option_count;
	bool handle_first;		/* the first plain word names a live handle, and the call acts on one ... */
	struct handle *handle;		/* ... which is this; NULL where it may only be there (-n) */
	bool options_over;		/* a further word could be no option any more */
	/* Sets of parameters as in struct plan: */
	uint8_t optional;		/* an option gives at least a part of the memory: words can be left out */
	uint8_t given;			/* an option gives all of it: it takes no words */
};

/* `--peek`, unquoted; also the `--` that ends options. */
static inline bool word_is_option(const struct word *word)
{
	return !word->quoted && word->text.len > 1 && word->text.at[0] == '-' && word->text.at[1] == '-';
}

static inline bool words_have_options(const struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (word_is_option(&words->at[i]))
			return true;
	return false;
}

/*
 * Sorts the words behind the command; what they stand for is neither read nor asked for. Of `c` it uses
 * the arena, the handles, and the call and plan of c->made. `sorted` points into the words, and into the
 * arena where there are options. False, without a message, when memory runs out.
 */
bool sort_words(const struct context *c, struct words words, struct sorted_words *sorted);

#endif
