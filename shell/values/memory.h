/* What the readers of values in memory share within this room. */
#ifndef SOCKSH_MEMORY_H
#define SOCKSH_MEMORY_H

#include "call.h"
#include "type.h"

/* Room for `size` bytes, cleared: what is there already (a member, say) must have it. */
bool need_room(struct context *c, struct arg *arg, size_t size);

/* How many of the members of one value lead to memory of their own, or whose structures' do. */
size_t pointing_members(const struct type *type);

/* Has the kernel written what comes back, or is this what it should have written? */
static inline bool has_come(const struct context *c, enum view view)
{
	return view == EXPECTED || (view == CAME && c->made->error == 0);
}

/* Which way the parameter goes that is being converted. */
static inline enum way way_of(const struct context *c)
{
	return c->param ? c->param->way : IN;
}

/* NULL as strace prints it, as C has it (0), or left out. */
static inline bool is_no_memory(const struct node *node)
{
	return !node || node->kind == NODE_NULL || (node->kind == NODE_NUMBER && node->number == 0);
}

/* ---- members: shell/values/structure.c ---- */

/* Does the kernel write it, or what it leads to? */
bool member_comes(const struct context *c, const struct member *member);
bool member_is_shown(const struct context *c, enum view view, const struct member *member);
/* A member that stands in the structure itself; `pointing` is how many before it lead elsewhere. */
struct arg part_of(const struct member *member, const struct arg *structure, size_t pointing);
/* What the length says of what member number i leads to, 0 for the first; UINT64_MAX where it has none. */
uint64_t told_beside(const struct type *self, size_t i, const void *structure);
/* What its members are in an element that no line spells out. */
bool has_fillers(const struct type *type);
void write_fillers(const struct type *type, void *structure);
/* Is it left out of a list of what came? */
bool is_left_out(const struct type *type, const void *structure);

#endif
