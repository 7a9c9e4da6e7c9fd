/*
 * Hints: comments below a failure that nobody expected, and below a success that puzzles.
 *
 * A hint is true for this socket at this moment, or is not told. So each says what must be known for
 * it, and a condition holds only where the shell knows it for certain: from what the line says, and
 * from what its own calls have shown of the socket before. The kernel is asked for nothing. Of what is
 * not known (a received socket) only those hints are told that are true in any case.
 */
#ifndef SOCKSH_HINT_H
#define SOCKSH_HINT_H

#include <stdbool.h>
#include <stdint.h>

#include "conditions.h"

struct shell;
struct made;

/* For every call, behind its own. */
extern const struct hint hints_of_any[];

/*
 * Below a call that failed: the first hint that fits, if hints are on. With `own` only those of the
 * call itself: what has happened is told already (its timeout).
 */
void hint_failure(struct shell *shell, const struct made *made, bool own);
/* Below one that succeeded: what of it has not been explained in this session. */
void hint_success(struct shell *shell, const struct made *made);

/* Which sockets a hint is for, as help says it ("AF_UNIX, datagrams"); "" for all. In the arena. */
struct arena;
const char *hint_sockets(struct arena *arena, const struct hint *hint);

#endif
