/* Between binding and judging: the steps of every call that is made. */
#ifndef SOCKSH_CARRY_OUT_H
#define SOCKSH_CARRY_OUT_H

#include "arrivals.h"
#include "call.h"

/*
 * Makes c->made, whose call, values and handle are set: result, errno, how much came, and the handle's
 * facts before it are filled in. Shown lines are flushed where it may block and somebody watches. While
 * checking (-n) nothing is called: it succeeds, or fails with the errno that is set already.
 */
void make_call(struct context *c);

/*
 * Makes it, takes in what descriptors came, shows it, writes it into the journal and tells those who
 * listen. `arrivals` as for take_in(), whose value it returns: false with a message where memory runs out.
 */
bool carry_out(struct context *c, const struct arrivals *arrivals);

#endif
