/* Showing: a made call as the line of C that it was. */
#ifndef SOCKSH_SHOW_H
#define SOCKSH_SHOW_H

#include "call.h"
#include "out.h"

void show_call(struct context *c, const struct made *made, struct out *out);
/* One that a signal has ended with the shell, as strace has it: `recv(b,  <unfinished ...>`. */
void show_unfinished(struct context *c, const struct made *made, struct out *out);
/* The part behind ` = `: `-1 EACCES (Permission denied)`. */
void show_result(struct context *c, const struct made *made, struct out *out);
/* One value. */
void show_value(struct context *c, const struct type *type, const struct arg *arg, struct out *out);

#endif
