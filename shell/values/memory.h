/* What the readers of values in memory share within this room. */
#ifndef SOCKSH_MEMORY_H
#define SOCKSH_MEMORY_H

#include "call.h"
#include "type.h"

/* Room for `size` bytes, cleared: what is there already (a member, say) must have it. */
bool need_room(struct context *c, struct arg *arg, size_t size);

/* The page that nobody can read, for what neither strace nor the kernel has read. */
bool memory_unreadable(struct context *c, struct arg *arg);

/*
 * How call notation writes it, for a message: "{fd=..., events=...}", of more members than two the first,
 * "a list of ..."; of what is neither, its name. In the arena.
 */
const char *form_of(const struct type *type, struct context *c);

/* How many of the members of one value lead to memory of their own, or whose structures' do. */
size_t pointing_members(const struct type *type);

/* Has the kernel written what comes back, or is this what it should have written? */
static inline bool has_come(const struct context *c, enum view view)
{
	return view == EXPECTED || (view == CAME && c->made->error == 0);
}

/* Goes the member in with all that is in it, though the call writes elsewhere in its structure? */
static inline bool goes_in_whole(const struct context *c, const struct member *member)
{
	return way_of(c) == IN_OUT && member->way == MEMBER_IN && member->type->members;
}

/* Before a member is converted, and what it was is put back behind it. */
static inline bool enter_member(struct context *c, const struct member *member)
{
	bool only_in = c->only_in;

	c->only_in |= goes_in_whole(c, member);
	return only_in;
}

/* Has it memory of its own, that is not among its structure's bytes? */
static inline bool leads_on(const struct member *member)
{
	return member->points || member->trails;
}

/* How many of a structure's targets are the member's: its own, or those of the structure that it is. */
static inline size_t pointing_of(const struct member *member)
{
	return leads_on(member) ? 1 : pointing_members(member->type);
}

/* NULL as strace prints it, as C has it (0), or left out. */
static inline bool is_no_memory(const struct node *node)
{
	return !node || node->kind == NODE_NULL || (node->kind == NODE_NUMBER && node->number == 0);
}

/* ---- members: shell/values/structure.c, structure_shown.c ---- */

/* Does the kernel write it, or what it leads to? */
bool member_comes(const struct context *c, const struct member *member);
bool member_is_shown(const struct context *c, enum view view, const struct member *member);
/* A member that stands in the structure itself; `pointing` is how many before it lead elsewhere. */
struct arg part_of(const struct member *member, const struct arg *structure, size_t pointing);
/* What the length says of what member number i leads to, 0 for the first; UINT64_MAX where it has none. */
uint64_t told_beside(const struct type *self, size_t i, const void *structure);
/* What it leads to, before there is memory: an arg that knows what that length says, and its name. */
struct arg told_target(const struct type *self, size_t i, const void *structure);
/* How many targets the members before it have. */
size_t pointing_before(const struct type *self, const struct member *member);
/* What its members are in an element that no line spells out. */
bool has_fillers(const struct type *type);
void write_fillers(const struct type *type, void *structure);
/* Is it left out of a list of what came? */
bool is_left_out(const struct type *type, const void *structure);
const struct type *member_type(const struct context *c, const struct member *member, const void *structure);

/* ---- records: shell/values/record.c ---- */

/* What trails a record: from `item` of the line, NULL where it has none. */
bool trailing_from_node(const struct member *member, const struct type *self, struct context *c,
			enum view view, const struct node *item, const void *structure, struct arg *target);
/* NULL where there is nothing to show. */
struct node *trailing_to_node(const struct member *member, struct context *c, enum view view,
			      const void *structure, const struct arg *target);
bool records_from_node(const struct type *self, struct context *c, enum view view,
		       const struct node *node, struct arg *arg);
struct node *records_to_node(const struct type *self, struct context *c, enum view view,
			     const struct arg *arg);
size_t record_descriptors(const struct type *self, const struct context *c, const struct arg *arg,
			  struct descriptor *came, size_t most);

#endif
