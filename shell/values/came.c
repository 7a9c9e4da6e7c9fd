/* What came in memory, and what a line expects there besides the result. */
#include "memory.h"

/* ---- how much came ---- */

/*
 * How many bytes have come in all that is left: of a list that is filled in turn, each of its elements
 * takes its part.
 */
struct came {
	uint64_t left;
	bool in_turn;
};

static void list_measure(const struct type *self, struct context *c, const struct arg *list,
			 struct came *came);

static void target_measure(const struct member *member, const struct type *self, struct context *c,
			   const struct arg *structure, struct arg *target, struct came *came)
{
	uint64_t len = told_beside(self, (size_t)(member - self->members), structure->at);

	if (!target->at || is_unreadable(c, target->at))
		return;
	if (member->type->element)
		list_measure(member->type, c, target, came);
	if (!member_comes(c, member))
		return;
	if (member->type->element && !member->type->array.record)
		len = len > SIZE_MAX / member->type->element->size ? SIZE_MAX : len * member->type->element->size;
	if (came->in_turn) {
		len = len < came->left ? len : came->left;
		came->left -= len;
	}
	target->len = len < target->room ? (size_t)len : target->room;
	if (target->untouched)
		target->untouched = target->len && !arena_touched(target->at);
}

static void structure_measure(const struct type *self, struct context *c, const struct arg *structure,
			      struct came *came)
{
	size_t pointing = 0;

	for (const struct member *member = self->members; member && member->name; member++)
		if (member->counts)
			came->left = (uint64_t)load_number((char *)structure->at + member->offset,
							   member->size, false);
	for (const struct member *member = self->members; member && member->name; member++) {
		struct arg part = part_of(member, structure, pointing);
		bool only_in = enter_member(c, member);

		if (member->points)
			target_measure(member, self, c, structure, part.behind, came);
		else if (pointing_members(member->type))
			structure_measure(member->type, c, &part, came);
		pointing += leads_on(member) ? 1 : pointing_members(member->type);
		c->only_in = only_in;
	}
}

static void list_measure(const struct type *self, struct context *c, const struct arg *list,
			 struct came *came)
{
	struct arg element;

	if (self->array.record)
		return;
	came->in_turn = self->array.in_turn;
	for (size_t i = 0; pointing_members(self->element) && array_element(self, list, i, &element); i++)
		structure_measure(self->element, c, &element, came);
	came->in_turn = false;
}

void memory_measure(const struct type *type, struct context *c, struct arg *arg, int64_t result)
{
	struct came came = { .left = result > 0 ? (uint64_t)result : 0 };

	if (!arg->at || !arg->behind)
		return;
	if (type->element)
		list_measure(type, c, arg, &came);
	else
		structure_measure(type, c, arg, &came);
}

/* ---- what a line expects among what goes in ---- */

/* Where nothing is written, what came was expected: so each keeps its place in a list. */
static struct node *member_within(const struct member *member, struct context *c,
				  const struct node *item, const struct arg *structure)
{
	char *copy;

	if (member->way != MEMBER_OUT || !item || item->kind == NODE_ANYTHING)
		return member_to_node(member, c, CAME, structure->at, structure->len);
	copy = arena_copy(c->arena, structure->at, structure->len);
	if (!copy || !member_from_node(member, c, EXPECTED, item, copy))
		return NULL;
	return member_to_node(member, c, EXPECTED, copy, structure->len);
}

static bool structure_within(const struct type *self, struct context *c, const struct node *written,
		      const struct arg *structure, struct node **expected, struct node **actual)
{
	*expected = node_new(c->arena, NODE_STRUCT);
	*actual = node_new(c->arena, NODE_STRUCT);
	for (const struct member *member = self->members; member->name; member++) {
		const struct node *item = node_field(written, member->name);

		if (member->points || !member_is_shown(c, CAME, member))
			continue;
		*expected = node_add(*expected, NULL, member_within(member, c, item, structure));
		*actual = node_add(*actual, NULL, member_to_node(member, c, CAME, structure->at,
								 structure->len));
	}
	return *expected && *actual;
}

bool memory_within(const struct type *type, struct context *c, const struct node *written,
		   const struct arg *arg, struct node **expected, struct node **actual)
{
	struct node *part, *part_came;
	struct arg element;
	size_t i = 0;

	*expected = *actual = NULL;
	if (!arg->at || !(type->element ? type->element->members : type->members))
		return true;
	if (!type->element)
		return structure_within(type, c, written, arg, expected, actual);
	*expected = node_new(c->arena, NODE_ARRAY);
	*actual = node_new(c->arena, NODE_ARRAY);
	for (const struct node *item = written->items; item; item = item->next) {
		if (!array_element(type, arg, i++, &element))
			break;
		if (!structure_within(type->element, c, item, &element, &part, &part_came))
			return false;
		*expected = node_add(*expected, NULL, part);
		*actual = node_add(*actual, NULL, part_came);
	}
	return *expected && *actual;
}
