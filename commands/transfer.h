/* What the calls that transfer data have in common: why they fail, and what puzzles in their success. */
#ifndef SOCKSH_TRANSFER_H
#define SOCKSH_TRANSFER_H

#include "hint.h"
#include "seen.h"

extern const struct hint send_hints[], send_puzzles[];	     /* send, sendto, sendmsg, write */
extern const struct hint receive_hints[], receive_puzzles[]; /* recv, recvfrom, recvmsg, read */

/* A socket that a message has passed on is somebody else's, too. c->param is the message's. */
void seen_passed(struct context *c, const struct arg *message);

#endif
