/* Structures to trees: what went in, what came, and the descriptors among that. */
#include "memory.h"

static struct node *named(const struct member *member, struct node *node)
{
	if (!node)
		return NULL;
	node->field = slice_of(member->name);
	/* inet_pton(AF_INET6, "::1", &sin6_addr) names its member itself. */
	if (node->kind == NODE_CALL && node->last && node->last->kind == NODE_ADDRESS_OF)
		node->last->text = node->field;
	return node;
}

static struct node *side_to_node(const struct member *member, const struct type *type,
				 struct context *c,
				 enum view view, const struct arg *part)
{
	struct arg value = *part;

	value.was = NULL;
	if (!type->pointer) {
		value = (struct arg){ .len = member->size, .room = member->size };
		value.n = load_number(part->at, member->size, member->type->is_signed);
	} else if (type->members) {
		value.was = part->was;
	}
	return type->to_node(type, c, view, &value);
}

/* Of what went in and came back: 128 => 16 where that is not the same. */
static bool has_changed(const struct context *c, enum view view, const struct member *member,
			const struct arg *part)
{
	return part->was && member->way == MEMBER_BOTH && !member->type->members && way_of(c) == IN_OUT &&
	       !c->param->in_result && has_come(c, view) && memcmp(part->at, part->was, member->size) != 0;
}

static struct node *part_to_node(const struct member *member, struct context *c, enum view view,
				 const void *structure, const struct arg *part)
{
	const struct type *type = member_type(c, member, structure);
	struct node *node = side_to_node(member, type, c, view, part);
	struct arg before = *part;

	before.at = (void *)(uintptr_t)part->was;
	if (part->was && !type->members && !has_come(c, view))
		return named(member, side_to_node(member, type, c, GOES_IN, &before));
	if (!has_changed(c, view, member, part))
		return named(member, node);
	return named(member, node_change(c->arena, side_to_node(member, type, c, view, &before), node));
}

struct node *member_to_node(const struct member *member, struct context *c, enum view view,
			    const void *base, size_t len)
{
	const struct arg structure = { .at = (void *)(uintptr_t)base };
	struct arg part = part_of(member, &structure, 0);

	if (member->offset + member->size > len)
		return NULL;
	return part_to_node(member, c, view, base, &part);
}

/* Memory that nobody here has made, such as a libc's: it is as long as the length beside it says. */
static struct arg foreign_target(const struct member *member, const struct type *self,
				 const struct arg *structure)
{
	struct arg target = told_target(self, (size_t)(member - self->members), structure->at);
	uint64_t told = target.told;

	memcpy(&target.at, (const char *)structure->at + member->offset, sizeof(target.at));
	target.room = told == UINT64_MAX ? member->type->size : mapped_length(told);
	if (member->type->element && told != UINT64_MAX)
		target.room *= member->type->element->size;
	target.len = target.room;
	return target;
}

static struct node *target_to_node(const struct member *member, const struct type *self,
				   struct context *c, enum view view, const struct arg *structure,
				   const struct arg *behind)
{
	struct arg target = behind ? *behind : foreign_target(member, self, structure);

	if (member->trails)
		return named(member, trailing_to_node(member, c, view, structure->at, &target));
	if (target.at && !is_unreadable(c, target.at) &&
	    ((target.scratch && view == EXPECTED) || (member_comes(c, member) && !has_come(c, view))))
		return named(member, node_new(c->arena, NODE_ANYTHING));
	return named(member, memory_to_node(member_type(c, member, structure->at), c, view, &target));
}

/* What there is of a member that did not come as a whole: its first bytes. */
static struct node *cut_member(struct context *c, const struct member *member, const struct arg *arg)
{
	struct slice bytes = { (const char *)arg->at + member->offset, arg->len - member->offset };
	struct node *node = node_string(c->arena, bytes);

	if (!node)
		return NULL;
	node->field = slice_of(member->name);
	node->learned = member->type->learned == LEARN_NOT ? LEARN_NOT : LEARN_NEVER;
	return node;
}

/* Which members the line of an expectation has left open. */
static uint64_t left_open(const struct type *self, const struct arg *structure)
{
	for (const struct member *member = self->members; member->name && structure->behind; member++)
		if (member->opens)
			return structure->behind[pointing_before(self, member)].open;
	return 0;
}

static struct node *unwritten(struct context *c, const struct member *member)
{
	return named(member, node_new(c->arena, NODE_ANYTHING));
}

/* A pointer to nothing is shown where its length says that there is something. */
static bool is_zero(const struct type *self, const struct member *member, const struct arg *structure)
{
	const void *given = structure->was ? structure->was : structure->at;
	const char *bytes = (const char *)structure->at + member->offset;

	if (member->points && told_beside(self, (size_t)(member - self->members), given) != 0)
		return false;
	for (size_t i = 0; i < member->size && member->offset + i < structure->len; i++)
		if (bytes[i])
			return false;
	return true;
}

static struct node *one_to_node(const struct member *member, const struct type *self, struct context *c,
				enum view view, const struct arg *structure, const struct arg *part)
{
	struct node *node;
	bool only_in;

	if (leads_on(member))
		return target_to_node(member, self, c, view, structure, part->behind);
	if (member->offset + member->size > structure->len)
		return cut_member(c, member, structure);
	if ((way_of(c) == IN_OUT && member->way == MEMBER_OUT && !has_come(c, view)) ||
	    (view == EXPECTED && goes_in_whole(c, member)))
		return unwritten(c, member);
	only_in = enter_member(c, member);
	node = part_to_node(member, c, c->only_in ? GOES_IN : view, structure->at, part);
	c->only_in = only_in;
	return node;
}

struct node *structure_to_node(const struct type *self, struct context *c, enum view view,
			       const struct arg *arg)
{
	struct node *node = node_new(c->arena, NODE_STRUCT), *item;
	uint64_t open = view == EXPECTED ? left_open(self, arg) : 0;
	size_t pointing = 0;

	for (const struct member *member = self->members; member->name; member++, open >>= 1) {
		struct arg part = part_of(member, arg, pointing);

		pointing += pointing_of(member);
		if (member->offset >= arg->len && !member->trails)
			break;
		if (!member_is_shown(c, view, member) ||
		    (member->if_set && !(open & 1) && is_zero(self, member, arg)))
			continue;
		item = open & 1 ? unwritten(c, member) : one_to_node(member, self, c, view, arg, &part);
		if (item || !member->trails)
			node = node_add(node, NULL, item);
	}
	return node;
}

/* ---- descriptors that come ---- */

size_t structure_descriptors(const struct type *self, const struct context *c, const struct arg *arg,
			     struct descriptor *came, size_t most)
{
	size_t count = 0, pointing = 0;

	for (const struct member *member = self->members; member->name; member++) {
		struct arg part = part_of(member, arg, pointing);
		const struct arg *target = member->points ? part.behind : &part;

		pointing += pointing_of(member);
		if (!member->type->descriptors || way_of(c) == IN || goes_in_whole(c, member))
			continue;
		if (target && target->at && !is_unreadable(c, target->at))
			count += member->type->descriptors(member->type, c, target, came + count,
							   most - count);
	}
	return count;
}

size_t structure_descriptor_nodes(const struct type *self, const struct context *c,
				  const struct node *node, const struct node **nodes, size_t most)
{
	size_t count = 0;

	for (const struct member *member = self->members; member->name; member++) {
		const struct node *item = node_field(node, member->name);

		if (item && member->type->descriptor_nodes && !goes_in_whole(c, member))
			count += member->type->descriptor_nodes(member->type, c, item, nodes + count,
								most - count);
	}
	return count;
}

/* As the first of its members says that can bring some. */
bool structure_brings(const struct type *self, struct context *c, const struct arg *arg,
		      struct bringing *bringing)
{
	size_t pointing = 0;

	for (const struct member *member = self->members; member->name; member++) {
		struct arg part = part_of(member, arg, pointing);
		const struct arg *target = member->points ? part.behind : &part;

		pointing += pointing_of(member);
		if (member->type->brings && target && !goes_in_whole(c, member))
			return member->type->brings(member->type, c, target, bringing);
	}
	bringing->count = 0;
	return true;
}
