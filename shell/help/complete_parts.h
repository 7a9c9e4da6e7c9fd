/* Completion, seen from inside: which of its parts proposes what. */
#ifndef SOCKSH_COMPLETE_PARTS_H
#define SOCKSH_COMPLETE_PARTS_H

#include "call.h"
#include "candidates.h"
#include "place.h"

static inline void candidates_add_text(struct candidates *candidates, const char *text)
{
	candidates_add(candidates, slice_of(text));
}

static inline void complete_value(struct context *c, const struct type *type, struct candidates *candidates)
{
	if (type && type->complete)
		type->complete(type, c, candidates);
}

/*
 * What can stand at the point, in a statement that calls what c->made says. Values that stand before
 * the point are read, as far as that takes no call, so that what depends on them can be proposed.
 */
void complete_word(struct context *c, const struct place *place, struct candidates *candidates);	/* WORD */
void complete_tree(struct context *c, const struct place *place, struct candidates *candidates);	/* VALUE, MEMBER */

/* Its facts are known: what depends on the acting handle's can be proposed. */
static inline struct handle *complete_known(struct handle *handle)
{
	return handle && handle->facts.known ? handle : NULL;
}

#endif
