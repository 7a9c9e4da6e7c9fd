/* Handles that are waited for: srv:in|out in words, and the descriptors of sets in memory. */
#ifndef SOCKSH_WATCH_H
#define SOCKSH_WATCH_H

#include "type.h"

/*
 * A descriptor in a list that is waited for. A script's log may have some there that are none of its
 * own: they are left out, as -1, and said to be the first time; a line that has them become ready is wrong.
 */
extern const struct type type_watched;

struct watched {
	int fd;
	int64_t events;
};

/* How many of the first words are handles to wait for: all that can be no time. */
size_t watched_count(struct context *c, const struct words *words);
/*
 * srv, or srv:in|out with the short names of `events`, the first of which it is where none is named. False
 * with a message.
 */
bool watched_from_word(struct context *c, const struct word *word, const struct symbols *events,
		       struct watched *watched);
/* What a command without words waits for: input of the current socket. False with a message. */
bool watched_current(struct context *c, const struct symbols *events, struct watched *watched);
/* In command notation: whole words, so that srv:in|out is one. */
void watched_complete(struct context *c, const struct symbols *events, struct candidates *candidates);

#endif
