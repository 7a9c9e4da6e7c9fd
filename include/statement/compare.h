/* Comparing: what came against what the line expects, field by field; what is learned is learned here. */
#ifndef SOCKSH_COMPARE_H
#define SOCKSH_COMPARE_H

#include <stdbool.h>

#include "bind.h"
#include "parse.h"

/*
 * True when the made call is what the statement expects. Else the message says what was expected
 * and what came. `expect` is the prefix; a call without any expectation must succeed.
 */
bool compare_call(struct context *c, const struct statement *statement, const struct bound *bound);

/* The trees of an expectation and of what came; `written` is the expectation as it was written. */
bool compare_nodes(struct context *c, const struct node *written, const struct node *expected,
		   const struct node *actual);

#endif
