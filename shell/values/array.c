/* Lists in memory: of structures, of numbers, and sets; one reader, one printer. */
#include <errno.h>

#include "memory.h"

enum { MOST_FILLED = 1 << 20 };	/* elements that are written because a number says so */

/* ---- the memory of a list ---- */

/* How many elements the call is told of; UINT64_MAX where nothing says it. */
static uint64_t told(const struct type *self, const struct context *c, const struct arg *arg)
{
	int64_t beside;

	if (self->array.count)
		return self->array.count;
	if (arg->is_told)
		return arg->told;
	return c->param && length_beside(c, param_index(c), &beside) ? (uint64_t)beside : UINT64_MAX;
}

static uint64_t most(const struct type *self)
{
	return self->array.most ? self->array.most() : UINT64_MAX;
}

bool array_element(const struct type *self, const struct arg *list, size_t i, struct arg *element)
{
	size_t size = self->element->size, at = i * size;

	if (i >= list->len / size)
		return false;
	*element = (struct arg){
		.at = (char *)list->at + at, .len = size, .room = size,
		.was = list->was ? (const char *)list->was + at : NULL,
		.behind = list->behind ? list->behind + i * pointing_members(self->element) : NULL,
	};
	return true;
}

static bool is_filled(const struct type *self)
{
	return self->array.filler || has_fillers(self->element);
}

static void fill(const struct type *self, struct arg *list, size_t from, size_t count)
{
	size_t size = self->element->size;

	for (size_t i = from; i < count; i++) {
		char *at = (char *)list->at + i * size;

		if (self->element->pointer)
			write_fillers(self->element, at);
		else
			store_number(at, size, self->array.filler);
	}
}

/*
 * Room for `count` elements. Of more than there can be the kernel looks at none: these stay as they
 * are, and the absurd ones get no memory.
 */
static bool make_room(const struct type *self, struct context *c, uint64_t count, struct arg *arg)
{
	size_t size = self->element->size, listed = arg->at ? arg->len / size : 0;
	const void *before = arg->at;
	bool looked_at = count <= most(self);
	size_t len = listed * size;

	if (arg->at && arg->room / size >= count)
		return true;
	if (count - listed > MOST_FILLED && looked_at && is_filled(self))
		return wrong(c, "the list has %zu entries, and %llu are too many to be filled in", listed,
			     (unsigned long long)count);
	if (count - listed > MOST_FILLED && !looked_at)
		count = listed > most(self) ? listed : most(self);
	if (count > PTRDIFF_MAX / size)
		count = listed;
	arg->at = arena_zero(c->arena, (count ? count : 1) * size);
	if (!arg->at)
		return wrong(c, "%llu entries are too many", (unsigned long long)count);
	if (len)
		memcpy(arg->at, before, len);
	arg->room = (size_t)count * size;
	if (looked_at && is_filled(self))
		fill(self, arg, listed, (size_t)count);
	return true;
}

/* What its elements lead to is kept for those that a line spells out, or that can come. */
static bool room_behind(const struct type *self, struct context *c, size_t count, struct arg *arg)
{
	size_t pointing = pointing_members(self->element);

	if (!pointing || !count)
		return true;
	arg->behind = arena_zero(c->arena, count * pointing * sizeof(*arg->behind));
	return arg->behind || wrong(c, "out of memory");
}

/* ---- sets: element n is bit n ---- */

enum { BITS = 8 * sizeof(unsigned long) };

static size_t set_bytes(uint64_t count)
{
	return mapped_length((count + BITS - 1) / BITS * sizeof(unsigned long));
}

bool set_reach(struct context *c, struct arg *set, uint64_t count)
{
	size_t size = set_bytes(count), len = set->len;
	const void *before = set->at;

	if (set->room >= size)
		return true;
	if (!arg_room(c, set, size))
		return false;
	if (len)
		memcpy(set->at, before, len);
	set->len = len;
	return true;
}

bool set_add(struct context *c, struct arg *set, uint64_t n)
{
	size_t size = set_bytes(n + 1);

	if (!set_reach(c, set, n + 1))
		return false;
	if (set->len < size)
		set->len = size;
	((unsigned long *)set->at)[n / BITS] |= 1ul << n % BITS;
	return true;
}

static bool set_has(const struct arg *set, uint64_t n)
{
	return n / BITS < set->len / sizeof(unsigned long) &&
	       (((const unsigned long *)set->at)[n / BITS] >> n % BITS & 1);
}

bool set_next(const struct arg *set, uint64_t *n)
{
	uint64_t most_bits = (uint64_t)set->len * 8;

	for (; *n < most_bits; ++*n)
		if (set_has(set, *n))
			return true;
	return false;
}

/*
 * Where a line says EBADF it has a descriptor that is not open; in the kernel's set that is one of which
 * no handle has the number.
 */
static int64_t not_open(const struct context *c)
{
	int64_t n = 3;

	while (handle_by_fd(c->handles, n))
		n++;
	return n;
}

static bool set_from_node(const struct type *self, struct context *c, enum view view,
			  const struct node *node, struct arg *arg)
{
	if (!arg->at && !arg_room(c, arg, set_bytes(1)))
		return false;
	for (const struct node *item = node->items; item; item = item->next) {
		struct arg value = { 0 };

		if (item->kind == NODE_ANYTHING && view != GOES_IN)
			continue;
		if (!self->element->from_node(self->element, c, view, item, &value))
			return false;
		arg->mapped |= value.mapped;
		if (value.n == -1 && c->expects_error == EBADF) {
			arg->mapped = true;
			value.n = not_open(c);
		}
		if (value.n >= 0 && !set_add(c, arg, (uint64_t)value.n))
			return false;
	}
	return true;
}

static struct node *set_to_node(const struct type *self, struct context *c, enum view view,
				const struct arg *arg)
{
	struct node *list = node_new(c->arena, NODE_ARRAY);

	for (uint64_t n = 0; list && set_next(arg, &n); n++) {
		const struct arg value = { .n = (int64_t)n };

		list = node_add(list, NULL, self->element->to_node(self->element, c, view, &value));
	}
	if (list)
		list->spaced = true;
	return list;
}

/* ---- from trees ---- */

static bool is_open(const struct node *list)
{
	return list->last && list->last->kind == NODE_ANYTHING;
}

/* Of so many as it must have, a list that is open may leave some out: "[a, b]" */
static bool check_count(const struct type *self, struct context *c, const struct node *node)
{
	size_t count = self->array.count;
	struct out out = { .fd = -1 };
	const char *text;

	if (!count || node->count == count || (node->count < count && is_open(node)))
		return true;
	for (size_t i = 0; i < count; i++)
		out_format(&out, "%s%c", i ? ", " : "[", (char)('a' + i));
	out_char(&out, ']');
	text = out_take(&out, c->arena, NULL);
	return wrong_node(c, node, text ? text : self->name);
}

static bool element_from_node(const struct type *self, struct context *c, enum view view,
			      const struct node *item, struct arg *element)
{
	const struct type *type = self->element;
	struct arg value = { 0 };

	if (item->kind == NODE_ANYTHING) {
		if (view == GOES_IN && way_of(c) != IN && type->prepare && type->members)
			return type->prepare(type, c, -1, element);
		if (view == GOES_IN)
			return wrong(c, "`...` stands for what comes back; it cannot be sent");
		fill(self, element, 0, 1);
		return true;
	}
	if (type->pointer)
		return type->from_node(type, c, view, item, element);
	if (item->kind == NODE_CHANGE)
		item = view != GOES_IN ? item->last : item->items;
	if (!type->from_node(type, c, view, item, &value))
		return false;
	store_number(element->at, type->size, value.n);
	return true;
}

/* Of elements that go in and come back an expectation has both. */
static bool room_for_what_went_in(struct context *c, enum view view, struct arg *arg)
{
	if (view != EXPECTED || way_of(c) != IN_OUT || c->param->in_result || !arg->len)
		return true;
	arg->was = arena_zero(c->arena, arg->len);
	return arg->was;
}

static bool list_from_node(const struct type *self, struct context *c, enum view view,
			   const struct node *node, struct arg *arg)
{
	size_t size = self->element->size, i = 0;
	size_t listed = node->count - (view != GOES_IN && is_open(node));
	uint64_t count = told(self, c, arg);
	struct arg element;

	if (!arg->at || arg->room < listed * size) {
		arg->at = NULL;
		if (!arg_room(c, arg, listed ? listed * size : size))
			return false;
	}
	arg->len = listed * size;
	if (!room_behind(self, c, listed, arg) || !room_for_what_went_in(c, view, arg))
		return false;
	for (const struct node *item = node->items; array_element(self, arg, i, &element); i++) {
		if (!element_from_node(self, c, view, item, &element))
			return false;
		item = item->next;
	}
	if (view != GOES_IN || count == UINT64_MAX)
		return true;
	if (!make_room(self, c, count, arg))
		return false;
	/* Of more than the count says the kernel sees only these. */
	if (listed > count)
		arg->len = (size_t)count * size;
	return true;
}

/* The memory of a linked list is the pointer to its first element. */
static bool linked_from_node(const struct type *self, struct context *c, enum view view,
			     const struct node *node, struct arg *arg)
{
	struct arg *behind;
	char *slot;

	if ((!arg->at && !arg_room(c, arg, sizeof(void *))) || !room_behind(self, c, node->count, arg))
		return false;
	slot = arg->at;
	behind = arg->behind;
	for (const struct node *item = node->items; item; item = item->next) {
		struct arg element = { .behind = behind };

		if (item->kind == NODE_ANYTHING && view != GOES_IN)
			continue;
		if (!self->element->from_node(self->element, c, view, item, &element))
			return false;
		if (behind)
			behind += pointing_members(self->element);
		memcpy(slot, &element.at, sizeof(element.at));
		slot = (char *)element.at + self->array.link;
	}
	return true;
}

/* What strace could not read, the kernel could not either, or has had no reason to. */
static bool is_unread(const struct context *c)
{
	return c->expects_error == EFAULT || c->expects_error == EBADF;
}

bool array_from_node(const struct type *self, struct context *c, enum view view,
		     const struct node *node, struct arg *arg)
{
	if (self->array.record && node->kind == NODE_STRING)
		return records_from_node(self, c, view, node, arg);
	if (node->kind != NODE_ARRAY)
		return wrong_node(c, node, form_of(self, c));
	if (is_unread(c) && view == GOES_IN && is_open(node))
		return memory_unreadable(c, arg);
	if (self->array.record)
		return records_from_node(self, c, view, node, arg);
	if (!check_count(self, c, node))
		return false;
	if (self->array.set)
		return set_from_node(self, c, view, node, arg);
	if (self->array.linked)
		return linked_from_node(self, c, view, node, arg);
	return list_from_node(self, c, view, node, arg);
}

/* Room for whatever comes in each of them. */
static bool prepare_elements(const struct type *self, struct context *c, struct arg *arg)
{
	struct arg element;

	arg->len = arg->room;
	if (!room_behind(self, c, arg->room / self->element->size, arg))
		return false;
	for (size_t i = 0; array_element(self, arg, i, &element); i++)
		if (self->element->prepare && !self->element->prepare(self->element, c, -1, &element))
			return false;
	return true;
}

bool array_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	uint64_t count = wanted < 0 || self->array.count ? told(self, c, arg) : (uint64_t)wanted;

	/* In a command a length that the line does not give is not known yet. */
	if (count == UINT64_MAX || (wanted < 0 && count == 0 && !c->call_notation))
		count = c->call_notation ? 0 : self->array.usual;
	if (self->array.record)
		return arg_room(c, arg, mapped_length(count));
	if (self->array.set || self->array.linked)
		return arg_room(c, arg, self->array.set ? set_bytes(count ? count : 1) : sizeof(void *));
	arg->unit = (unsigned char)self->element->size;
	if (!make_room(self, c, count, arg))
		return false;
	if (way_of(c) == OUT)
		arg->len = arg->room;
	return way_of(c) == IN || !pointing_members(self->element) || count > most(self) ||
	       prepare_elements(self, c, arg);
}

/* ---- to trees ---- */

static struct node *element_to_node(const struct type *type, struct context *c, enum view view,
				    const struct arg *element)
{
	struct arg value = { .len = type->size, .room = type->size };

	if (type->pointer)
		return type->to_node(type, c, view, element);
	value.n = load_number(element->at, type->size, type->is_signed);
	return type->to_node(type, c, view, &value);
}

static struct node *linked_to_node(const struct type *self, struct context *c, enum view view,
				   const struct arg *arg)
{
	struct node *list = node_new(c->arena, NODE_ARRAY);
	size_t size = self->element->size;
	struct arg element = { .len = size, .room = size, .behind = arg->behind };

	memcpy(&element.at, arg->at, sizeof(element.at));
	while (list && element.at) {
		list = node_add(list, NULL, self->element->to_node(self->element, c, view, &element));
		if (element.behind)
			element.behind += pointing_members(self->element);
		memcpy(&element.at, (char *)element.at + self->array.link, sizeof(element.at));
	}
	return list;
}

/* How many of `count` came, which the result may say. */
static size_t came_of(const struct type *self, const struct context *c, size_t count)
{
	int64_t result = c->made->result;

	if (!self->array.by_result || result >= (int64_t)count)
		return count;
	return result > 0 ? (size_t)result : 0;
}

/*
 * Where they went in, too, a line supplies them all, and whatever it says of those that did not
 * come is right.
 */
static struct node *add_others(const struct type *self, struct context *c, enum view view,
			       struct node *list)
{
	size_t given;

	if (view != EXPECTED || !self->array.by_result || way_of(c) != IN_OUT)
		return list;
	given = c->made->args[param_index(c)].len / self->element->size;
	for (int64_t i = c->made->result; list && list->count == (size_t)i && (size_t)i < given; i++)
		list = node_add(list, NULL, node_new(c->arena, NODE_ANYTHING));
	return list;
}

static struct node *list_to_node(const struct type *self, struct context *c, enum view view,
				 const struct arg *arg)
{
	size_t count = arg->len / self->element->size;
	size_t came = view == CAME ? came_of(self, c, count) : count;
	struct node *list = node_new(c->arena, NODE_ARRAY);
	struct arg element;

	if (way_of(c) != IN_OUT)
		count = came;
	for (size_t i = 0; i < count && list && array_element(self, arg, i, &element); i++) {
		enum view of_it = i < came ? view : GOES_IN;

		if (of_it == GOES_IN || !is_left_out(self->element, element.at))
			list = node_add(list, NULL, element_to_node(self->element, c, of_it, &element));
	}
	return add_others(self, c, view, list);
}

struct node *array_to_node(const struct type *self, struct context *c, enum view view,
			   const struct arg *arg)
{
	if (self->array.record)
		return records_to_node(self, c, view, arg);
	if (self->array.set)
		return set_to_node(self, c, view, arg);
	if (self->array.linked)
		return linked_to_node(self, c, view, arg);
	return list_to_node(self, c, view, arg);
}

void array_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	if (self->element->complete)
		self->element->complete(self->element, c, candidates);
}

/* ---- descriptors that come ---- */

size_t array_descriptors(const struct type *self, const struct context *c, const struct arg *arg,
			 struct descriptor *came, size_t most_came)
{
	size_t came_here = came_of(self, c, arg->len / self->element->size), count = 0;
	struct arg element;

	if (self->array.record)
		return record_descriptors(self, c, arg, came, most_came);
	if (most_came < self->array.count)
		return 0;
	for (size_t i = 0; i < came_here && array_element(self, arg, i, &element); i++)
		count += self->element->descriptors(self->element, c, &element, came + count,
						    most_came - count);
	return count;
}

size_t array_descriptor_nodes(const struct type *self, const struct context *c, const struct node *node,
			      const struct node **nodes, size_t most_nodes)
{
	const struct type *element = self->element;
	size_t count = 0;

	for (const struct node *item = node->kind == NODE_ARRAY ? node->items : NULL; item; item = item->next)
		if (element->descriptor_nodes)
			count += element->descriptor_nodes(element, c, item, nodes + count,
							   most_nodes - count);
		else if (count < most_nodes)
			nodes[count++] = item;
	return count;
}

bool array_brings(const struct type *self, struct context *c, const struct arg *arg,
		  struct bringing *bringing)
{
	struct arg element;

	/* What one of them can bring, any of them can. */
	if (self->element->brings && array_element(self, arg, 0, &element))
		return self->element->brings(self->element, c, &element, bringing);
	*bringing = (struct bringing){ self->element->brings ? 0 : BRINGS_SOME, self->element->kind };
	if (self->array.count)
		bringing->count = (int)self->array.count;
	return true;
}
