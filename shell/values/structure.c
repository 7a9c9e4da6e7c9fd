/* Structures from trees: their members, what these lead to, and how one depends on another. */
#include <errno.h>

#include "memory.h"

/* ---- members ---- */

static const struct member *own_member(const struct type *type, const char *name)
{
	for (const struct member *member = type->members; member && member->name; member++)
		if (strcmp(member->name, name) == 0)
			return member;
	return NULL;
}

/* Has the type itself, or a variant before the one at `end`, a member of this name? */
static bool has_member(const struct type *type, size_t end, const char *name)
{
	if (own_member(type, name))
		return true;
	for (size_t at = 0; at < end; at++)
		if (own_member(type->variant(at), name))
			return true;
	return false;
}

const struct member *type_member(const struct type *type, size_t i)
{
	const struct type *variant;

	for (const struct member *member = type->members; member && member->name; member++)
		if (i-- == 0)
			return member;
	for (size_t at = 0; type->variant && (variant = type->variant(at)); at++)
		for (const struct member *member = variant->members; member && member->name; member++)
			if (!has_member(type, at, member->name) && i-- == 0)
				return member;
	return NULL;
}

bool member_comes(const struct context *c, const struct member *member)
{
	return way_of(c) == OUT || (way_of(c) == IN_OUT && member->way == MEMBER_OUT);
}

/* Of what is shown twice, the place has what goes in, and the result what comes. */
bool member_is_shown(const struct context *c, enum view view, const struct member *member)
{
	if (member->hidden || member->alias)
		return false;
	if (way_of(c) != IN_OUT || !c->param->in_result)
		return true;
	return member->way != (view == GOES_IN ? MEMBER_OUT : MEMBER_IN);
}

const struct type *member_type(const struct context *c, const struct member *member,
			       const void *structure)
{
	const struct type *type = member->chosen ? member->chosen(c, structure) : NULL;

	return type ? type : member->type;
}

struct arg part_of(const struct member *member, const struct arg *structure, size_t pointing)
{
	return (struct arg){
		.at = (char *)structure->at + member->offset, .len = member->size, .room = member->size,
		.was = structure->was ? (const char *)structure->was + member->offset : NULL,
		.behind = structure->behind ? structure->behind + pointing : NULL,
	};
}

/* The member that is the length of number i, 0 for the first; NULL where there is none. */
static const struct member *length_member(const struct type *self, size_t i)
{
	for (const struct member *member = self->members; member->name; member++)
		if (member->of == (int)i + 1)
			return member;
	return NULL;
}

uint64_t told_beside(const struct type *self, size_t i, const void *structure)
{
	const struct member *length = length_member(self, i);
	uint64_t told;

	if (!length)
		return UINT64_MAX;
	told = (uint64_t)load_number((const char *)structure + length->offset, length->size,
				     length->type->is_signed);
	if (self->members[i].trails)
		told -= told < self->size ? told : self->size;
	return told;
}

struct arg told_target(const struct type *self, size_t i, const void *structure)
{
	const struct member *length = length_member(self, i);

	return (struct arg){
		.is_told = true, .told = told_beside(self, i, structure), .told_as = length ? length->name : NULL,
	};
}

/* ---- one member from a tree ---- */

/* Can a length in bytes, beside the value or in it, end within a structure? */
static bool is_measured(const struct context *c)
{
	const struct type *type = c->param ? c->param->type : NULL;
	int length = type ? call_length_of(c->made->call, param_index(c)) : -1;

	if (!type || length >= 0)
		return !type || !c->made->call->params[length].type->counts_elements;
	return type->pointers || pointing_members(type->element ? type->element : type);
}

/*
 * A number in memory can also be written as its bytes: sin_port="\x1f\x90"; the last one of a
 * structure, which optlen may have cut, also as only the first of them.
 */
static bool is_number_as_bytes(const struct member *member, const struct context *c, const struct node *node)
{
	if (node->kind != NODE_STRING || node->cut)
		return false;
	return node->text.len == member->size ||
	       (node->text.len < member->size && !node->next && is_measured(c));
}

/* What stands for a pointer where none is: a part of a structure is no memory of its own. */
static bool is_misplaced_pointer(const struct node *node)
{
	return is_no_memory(node) || (node->kind == NODE_NUMBER && node->hex);
}

static struct node bytes_to_number(const struct member *member, const struct node *node)
{
	char bytes[sizeof(int64_t)] = { 0 };
	int64_t n;

	if (node->text.len)
		memcpy(bytes, node->text.at, node->text.len);
	n = load_number(bytes, member->size, member->type->is_signed);
	return (struct node){
		.kind = NODE_NUMBER, .negative = n < 0 && member->type->is_signed, .source = node->source,
		.number = n < 0 && member->type->is_signed ? 0 - (uint64_t)n : (uint64_t)n,
	};
}

/* One side of a change. */
static bool side_from_node(const struct member *member, const struct type *type, struct context *c,
			   enum view view, const struct node *node, struct arg *part)
{
	struct arg value = { 0 };
	struct node number;

	if (type->pointer && is_misplaced_pointer(node))
		return type->from_node(type, c, view, node, part);
	if (type->pointer)
		return memory_from_node(type, c, view, node, part);
	if (is_number_as_bytes(member, c, node)) {
		number = bytes_to_number(member, node);
		node = &number;
	}
	if (!type->from_node(type, c, view, node, &value))
		return false;
	store_number(part->at, member->size, value.n);
	return true;
}

/* What an expectation says that went in: what the line gave, or left open. */
static bool expected_before(const struct member *member, const struct type *type, struct context *c,
			    const struct node *node, struct arg *part)
{
	struct arg before = *part;

	before.at = (void *)(uintptr_t)part->was;
	before.was = NULL;
	if (node->kind != NODE_CHANGE)
		memcpy(before.at, part->at, member->size);
	else if (node->items->kind == NODE_ANYTHING && !type->pointer)
		store_number(before.at, member->size, member->fallback);
	else
		return side_from_node(member, type, c, EXPECTED, node->items, &before);
	return true;
}

static bool part_from_node(const struct member *member, struct context *c, enum view view,
			   const struct node *node, const void *structure, struct arg *part)
{
	const struct type *type = member_type(c, member, structure);
	const struct node *side = node;

	if (node->kind == NODE_CHANGE)
		side = view != GOES_IN ? node->last : node->items;
	if (!side_from_node(member, type, c, view, side, part))
		return false;
	return !part->was || view != EXPECTED || type->members ||
	       expected_before(member, type, c, node, part);
}

bool member_from_node(const struct member *member, struct context *c, enum view view,
		      const struct node *node, void *base)
{
	const struct arg structure = { .at = base };
	struct arg part = part_of(member, &structure, 0);

	return part_from_node(member, c, view, node, base, &part);
}

/* ---- what a member leads to, from a tree ---- */

/* Room for what comes back; what the line has there is read when the call is over. */
static bool room_from_node(const struct type *type, struct context *c, const struct node *node,
			   struct arg *target)
{
	int64_t wanted = target->told > INT64_MAX ? -1 : (int64_t)target->told;
	struct arg ignored = { .is_told = true, .told = target->told, .told_as = target->told_as };

	if (c->expects_error == EFAULT && node->kind == NODE_NUMBER)
		return memory_from_node(type, c, GOES_IN, node, target);
	if (!(type->prepare ? type->prepare(type, c, wanted, target) :
	      arg_room(c, target, wanted < 0 ? type->size : mapped_length(target->told))))
		return false;
	if (node->kind == NODE_NAME || node->kind == NODE_ADDRESS_OF ||
	    node->kind == NODE_ANYTHING || node->kind == NODE_NUMBER || c->expects_success)
		return true;
	return memory_from_node(type, c, EXPECTED, node, &ignored);
}

static bool sent_from_node(const struct type *type, struct context *c, const struct node *node,
			   struct arg *target)
{
	if (!memory_from_node(type, c, GOES_IN, node, target))
		return false;
	if (node->kind == NODE_NUMBER && target->told != 0 && c->expects_success && way_of(c) == IN)
		return wrong(c, "behind the pointer %s stood what was sent; the line does not say what",
			     quoted(c->arena, node->source));
	return type->element || !target->told_as ||
	       arg_back(c, target, (int64_t)target->told);
}

static bool target_from_node(const struct member *member, const struct type *self, struct context *c,
			     enum view view, const struct node *node, const struct arg *structure,
			     struct arg *target)
{
	const struct type *type = member_type(c, member, structure->at);
	size_t i = (size_t)(member - self->members);
	bool done;

	if (node->kind == NODE_CHANGE)
		node = view != GOES_IN ? node->last : node->items;
	*target = told_target(self, i, structure->at);
	if (member->trails)
		return trailing_from_node(member, self, c, view, node, structure->at, target);
	if (is_no_memory(node))
		return true;
	if (view != GOES_IN && member_comes(c, member) &&
	    (node->kind == NODE_ADDRESS_OF || node->kind == NODE_NAME)) {
		target->scratch = true;		/* a variable: whatever came there is right */
		done = arg_room(c, target, 0);
	} else if (view != GOES_IN) {
		done = memory_from_node(type, c, view, node, target);
	} else if (member_comes(c, member)) {
		done = room_from_node(type, c, node, target);
	} else {
		done = sent_from_node(type, c, node, target);
	}
	memcpy((char *)structure->at + member->offset, &target->at, sizeof(target->at));
	return done;
}

/* ---- structures from trees ---- */

static const struct member *member_named(const struct type *self, struct slice name)
{
	for (const struct member *member = self->members; member->name; member++)
		if (!member->hidden && slice_is(name, member->name))
			return member;
	return NULL;
}

/* What the structure has already was not meant. */
static const struct member *find_member(const struct type *self, struct context *c, struct slice name,
					const struct node *structure)
{
	const struct member *found = member_named(self, name);
	struct nearest nearest;

	if (found)
		return found;
	nearest_start(&nearest, name);
	for (const struct member *member = self->members; member->name; member++)
		if (!member->hidden && !node_field(structure, member->name))
			nearest_try(&nearest, slice_of(member->name));
	wrong_near(c, &nearest, "struct %s has no member %s", self->tag ? self->tag : self->name,
		   quoted(c->arena, name));
	return NULL;
}

/* Under whatever name: where a member stands that is no other's second name. */
static const struct member *unaliased(const struct member *member)
{
	while (member->alias)
		member--;
	return member;
}

/* Those before it are known members, each of them once: they are few. */
static bool given_before(const struct type *self, const struct node *structure,
			 const struct node *item, const struct member *member)
{
	for (const struct node *other = structure->items; other != item; other = other->next)
		if (other->field.len && unaliased(member_named(self, other->field)) == unaliased(member))
			return true;
	return false;
}

/* Must others be read before it? */
static bool depends(const struct member *member)
{
	return leads_on(member) || member->chosen;
}

/* A length that is left open where something is to come: its row says how much. */
static bool is_open_length(const struct context *c, enum view view, const struct member *member,
			   const struct node *item)
{
	if (!member->of || view != GOES_IN || way_of(c) == IN)
		return false;
	if (item && item->kind == NODE_CHANGE)
		item = item->items;
	return !item || item->kind == NODE_ANYTHING;
}

size_t pointing_before(const struct type *self, const struct member *member)
{
	size_t count = 0;

	for (const struct member *other = self->members; other < member; other++)
		count += pointing_of(other);
	return count;
}

static bool member_from_item(const struct type *self, const struct member *member, struct context *c,
			     enum view view, const struct node *item, struct arg *structure)
{
	struct arg part = part_of(member, structure, pointing_before(self, member));
	bool only_in, done;

	if (leads_on(member))
		return target_from_node(member, self, c, view, item, structure, part.behind);
	if (view == EXPECTED && goes_in_whole(c, member))
		return true;
	if (item->kind == NODE_ANYTHING && (view != GOES_IN || member_comes(c, member)))
		return true;
	if (is_open_length(c, view, member, item))
		return true;
	only_in = enter_member(c, member);
	done = part_from_node(member, c, view, item, structure->at, &part);
	c->only_in = only_in;
	return done;
}

/* The members that stand for themselves, in the order of the line. */
static bool independent_members(const struct type *self, struct context *c, enum view view,
				const struct node *node, struct arg *structure)
{
	for (const struct node *item = node->items; item; item = item->next) {
		const struct member *member;

		if (item->kind == NODE_ANYTHING && item->field.len == 0) {
			if (view == GOES_IN && way_of(c) == IN)
				return wrong(c, "`...` stands for what comes back; it cannot be sent");
			continue;
		}
		member = find_member(self, c, item->field, node);
		if (member && given_before(self, node, item, member))
			return wrong(c, "%s is given twice", member->name);
		if (!member)
			return false;
		if (!depends(member) && !member_from_item(self, member, c, view, item, structure))
			return false;
	}
	return true;
}

/* A length that is left out is zero, and then nothing goes in or comes of what stands beside it. */
static bool length_left_out(const struct type *self, const struct member *member, struct context *c,
			    const struct node *node, struct arg *structure)
{
	const struct member *of = &self->members[member->of - 1];
	const struct node *value = node_field(node, of->name);
	int64_t n = member->fallback;

	if (is_no_memory(value))
		return true;
	if (way_of(c) == IN)
		return wrong(c, "%s is missing", member->name);
	if (of->type->element && !of->type->array.record && value->kind == NODE_ARRAY)
		n = (int64_t)value->count;
	store_number((char *)structure->at + member->offset, member->size, n);
	return true;
}

static bool members_left_out(const struct type *self, struct context *c, enum view view,
			     const struct node *node, struct arg *structure)
{
	for (const struct member *member = self->members; member->name && view == GOES_IN; member++) {
		const struct node *item;

		if (!member->required && !member->of)
			continue;
		item = node_field(node, member->name);
		if (!item && member->required)
			return wrong(c, "%s is missing", member->name);
		if (member->of && (!item || is_open_length(c, view, member, item)) &&
		    !length_left_out(self, member, c, node, structure))
			return false;
	}
	return true;
}

/* Where all comes back, a length that the line leaves out follows from what it is the length of. */
static void lengths_that_follow(const struct type *self, const struct node *node, struct arg *structure)
{
	for (const struct member *member = self->members; member->name; member++) {
		const struct member *of = member->of ? &self->members[member->of - 1] : NULL;
		size_t len;

		if (!of || node_field(node, member->name))
			continue;
		len = structure->behind[pointing_before(self, of)].len;
		if (of->type->element)
			len /= of->type->element->size;
		store_number((char *)structure->at + member->offset, member->size, (int64_t)len);
	}
}

/* In the order of the table: each may depend on those before it. */
static bool dependent_members(const struct type *self, struct context *c, enum view view,
			      const struct node *node, struct arg *structure)
{
	for (const struct member *member = self->members; member->name; member++) {
		const struct node *item = depends(member) ? node_field(node, member->name) : NULL;

		if (item && !member_from_item(self, member, c, view, item, structure))
			return false;
	}
	return true;
}

/* Only the kernel says what comes; what the line has of it has been looked at for mistakes. */
static void clear_what_comes(const struct type *self, const struct context *c, struct arg *structure)
{
	for (const struct member *member = self->members; member->name && way_of(c) == IN_OUT; member++)
		if (!leads_on(member) && member->way == MEMBER_OUT)
			memset((char *)structure->at + member->offset, 0, member->size);
}

static bool structure_room(const struct type *self, struct context *c, enum view view, struct arg *arg)
{
	size_t pointing = pointing_members(self);

	if (!need_room(c, arg, self->size))
		return false;
	if (pointing && !arg->behind) {
		arg->behind = arena_zero(c->arena, pointing * sizeof(*arg->behind));
		if (!arg->behind)
			return wrong(c, "out of memory");
	}
	if (view != EXPECTED || way_of(c) != IN_OUT || c->param->in_result || arg->was)
		return true;
	arg->was = arena_zero(c->arena, self->size);
	return arg->was;
}

/* ---- what a line leaves open ---- */

/* The member whose absence leaves open what else is absent; NULL where the line has it, or needs none. */
static const struct member *absent_opener(const struct type *self, const struct context *c,
					  const struct node *node)
{
	const struct member *member = self->members, *length;
	const struct node *item;

	while (member->name && !member->opens)
		member++;
	if (!member->name || way_of(c) == IN || node_field(node, member->name))
		return NULL;
	length = length_member(self, (size_t)(member - self->members));
	item = length ? node_field(node, length->name) : NULL;
	return item && is_no_memory(item) ? NULL : member;
}

/* The line's tree with `...` for every member that it has not; these are counted in `open`. */
static struct node *opened(const struct type *self, struct context *c, const struct node *node,
			   uint64_t *open)
{
	struct node *whole = node_new(c->arena, NODE_STRUCT);

	for (const struct node *item = node->items; item && whole; item = item->next)
		whole = node_add(whole, NULL, node_copy(c->arena, item));
	for (const struct member *member = self->members; member->name && whole; member++) {
		if (member->alias || member->hidden || node_field(node, member->name))
			continue;
		whole = node_add(whole, member->name, node_new(c->arena, NODE_ANYTHING));
		*open |= 1ull << (member - self->members);
	}
	return whole;
}

bool structure_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	const struct node nothing = { .kind = NODE_STRUCT };
	uint64_t open = 0;
	struct node *node;

	(void)wanted;
	if (way_of(c) == IN)
		return structure_room(self, c, GOES_IN, arg);
	node = opened(self, c, &nothing, &open);
	return node && structure_from_node(self, c, GOES_IN, node, arg);
}

bool comes_back(const struct type *self, const struct context *c)
{
	(void)self;
	return way_of(c) != IN;
}

bool structure_from_node(const struct type *self, struct context *c, enum view view,
			 const struct node *node, struct arg *arg)
{
	const struct member *opener;
	uint64_t open = 0;

	if (node->kind != NODE_STRUCT)
		return wrong_node(c, node, form_of(self, c));
	opener = absent_opener(self, c, node);
	if (opener)
		node = opened(self, c, node, &open);
	if (!node || !structure_room(self, c, view, arg) ||
	    !independent_members(self, c, view, node, arg) ||
	    !members_left_out(self, c, view, node, arg) ||
	    !dependent_members(self, c, view, node, arg) ||
	    (self->check && !self->check(c, node, arg->at)))
		return false;
	if (view == GOES_IN)
		clear_what_comes(self, c, arg);
	else if (way_of(c) == OUT)
		lengths_that_follow(self, node, arg);
	if (opener)
		arg->behind[pointing_before(self, opener)].open = open;
	return true;
}

/* ---- lists of them ---- */

bool has_fillers(const struct type *type)
{
	for (const struct member *member = type->members; member && member->name; member++)
		if (member->filler)
			return true;
	return false;
}

void write_fillers(const struct type *type, void *structure)
{
	for (const struct member *member = type->members; member && member->name; member++)
		if (member->filler)
			store_number((char *)structure + member->offset, member->size, member->filler);
}

bool is_left_out(const struct type *type, const void *structure)
{
	for (const struct member *member = type->members; member && member->name; member++)
		if (member->decides &&
		    load_number((const char *)structure + member->offset, member->size, false) == 0)
			return true;
	return false;
}
