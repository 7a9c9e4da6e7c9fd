/* Structures whose members depend on each other, read field by field. */
#ifndef SOCKSH_FIELDS_H
#define SOCKSH_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "type.h"

/*
 * The values of {a=1, b=2}: found[i] is that of members[i], NULL where it is left out. False, with a
 * message that guesses the nearest, when there is another field or the node is no structure.
 */
bool fields_from_node(struct context *c, const struct node *node, const char *what,
		      const struct member *members, const struct node **found);

/* The C name of a value, or the number. */
struct node *symbol_to_node(struct context *c, const struct symbols *symbols, int64_t n);

#endif
