/* Descriptors that a call brings: what its line says of them, and how they become handles. */
#ifndef SOCKSH_ARRIVALS_H
#define SOCKSH_ARRIVALS_H

#include "call.h"
#include "parse.h"

enum { MOST_ARRIVALS = 256 };	/* SCM_MAX_FD is 253, and a pidfd may come beside */

/* In the order in which they come. */
struct arrivals {
	size_t count;
	struct slice names[MOST_ARRIVALS];	/* empty: the next free name of its kind */
	bool numbered[MOST_ARRIVALS];
	int64_t numbers[MOST_ARRIVALS];		/* a script's own, where `numbered` */
};

/*
 * What the statement of a bound call that brings some says of them. The names are free and the numbers meant for one
 * each; where a log gives a number again, what had it is closed by a call of its own. False with a
 * message.
 */
bool expect_arrivals(struct context *c, const struct statement *statement, struct arrivals *arrivals);

/*
 * The descriptors that c->made has brought become handles, listed in made->created; what a script calls
 * them is learned. While checking, as many come out of nothing as the call makes or the line names.
 * `arrivals` may be NULL: nobody has said anything of them. False with a message where memory runs out:
 * those that have no handle are closed then.
 */
bool take_in(struct context *c, const struct arrivals *arrivals);

#endif
