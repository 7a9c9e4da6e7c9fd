/* Showing: a made call as the line of C that it was. */
#ifndef SOCKSH_SHOW_H
#define SOCKSH_SHOW_H

#include "call.h"
#include "out.h"

/* All of these show c->made; c->param is set to what is being shown. */

void show_call(struct context *c, struct out *out);
/* One that a signal has ended with the shell, as strace has it: `recv(b,  <unfinished ...>`. */
void show_unfinished(struct context *c, struct out *out);
/* The part behind ` = `: `-1 EACCES (Permission denied)`. */
void show_result(struct context *c, struct out *out);
/* The tree of a value, of the parameter c->param. NULL when the arena is exhausted. */
struct node *show_to_node(struct context *c, enum view view, const struct type *type, const struct arg *arg);

#endif
