/* What went wrong, as a value: filled in where it is found, printed in one place. */
#ifndef SOCKSH_MESSAGE_H
#define SOCKSH_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

struct message {
	bool set;
	bool failed;		/* no mistake: a call that the shell needed first failed, and has been shown */
	bool guesses;		/* the text says already what was meant: no other guess is wanted */
	char text[1024];	/* one line without place and command: `no type "steam"; did you mean "stream"?` */
	char note[1024];	/* a second line, such as the synopsis; may be empty */
};

/*
 * All of these fill in the message, unless it is set: what was found first is what is told. Always false.
 * mistake_guess() is for a text that itself says what was meant; mistake_near() puts that behind the text
 * where there is any: `; did you mean "stream"?`.
 */
struct nearest;
bool mistake(struct message *message, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool mistake_guess(struct message *message, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool mistake_near(struct message *message, const struct nearest *nearest, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Nothing is told any more, so that something else can be. */
static inline void message_clear(struct message *message)
{
	message->set = message->failed = message->guesses = false;
	message->note[0] = '\0';
}

/* A word as messages quote it, in the arena: `"word"`, cut after 60 bytes. Never NULL. */
struct arena;
const char *quoted(struct arena *arena, struct slice word);

/*
 * Looks for the nearest right word. Feed it every candidate; `best` stays empty when none is near.
 * Near is one slip of the fingers in a word of three letters, two in six; a swap of neighbours is one.
 */
struct nearest {
	struct slice word;
	struct slice best;
	size_t distance;
};

void nearest_start(struct nearest *nearest, struct slice word);
void nearest_try(struct nearest *nearest, struct slice candidate);

/* `; did you mean "stream"?`, or an empty string. In the arena; never NULL. */
const char *did_you_mean(struct arena *arena, const struct nearest *nearest);

#endif
