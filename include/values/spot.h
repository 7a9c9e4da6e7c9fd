/*
 * What stands where in the tree of a call, by the declarations: from the parameter through members and
 * elements to a type. For who looks at a tree without binding it: completion, the lessons.
 */
#ifndef SOCKSH_SPOT_H
#define SOCKSH_SPOT_H

#include <stddef.h>

#include "call.h"

struct spot {
	const struct type *type;	/* NULL: nothing is known of it */
	const struct node *around;	/* the structure that it is a member of; NULL when it is none's */
};

/* What it is there; `own` is what has been read of it, or NULL. */
const struct type *spot_type(struct context *c, struct spot spot, const struct node *own);

/*
 * From what `node` (STRUCT, ARRAY, CALL) is to its item `index`, 0 for the first, whose member's name
 * is `name`; empty where it has none.
 */
struct spot spot_inside(struct context *c, struct spot spot, const struct node *node, size_t index,
			struct slice name);

/*
 * Reads the numbers among the first `count` arguments into c->made, as they say what others are, and
 * finds the acting handle. Only constants and numbers: functions may ask the kernel.
 */
void spot_read_numbers(struct context *c, const struct node *args, size_t count);

#endif
