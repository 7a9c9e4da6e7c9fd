/* Declarations in words: what help and the manual say of a call, a command or a prefix. */
#ifndef SOCKSH_DESCRIBE_H
#define SOCKSH_DESCRIBE_H

#include "call.h"

/* A word of the language that is neither a call nor a command: `try`, `expect`, `!`. */
struct topic {
	const char *name, *synopsis, *summary;
	const char *help;	/* more, in a few sentences; may be NULL */
	const char *example;	/* as that of a call */
};

extern const struct topic all_topics[];	/* ends with a name of NULL */

/*
 * Each is in the arena, or a constant; where memory runs out it is less than it should be, and
 * never NULL.
 */

/* `address; left out: loopback:0`. */
const char *describe_param(struct arena *arena, const struct call *call, const struct param *param);
/* `a new handle, or -1 and errno`. */
const char *describe_result(struct arena *arena, const struct call *call);

#endif
