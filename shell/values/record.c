/* Records: structures of a length of their own, one behind the other, each with data that trails it. */
#include "memory.h"

/* ---- in memory ---- */

static const struct member *trailing_member(const struct type *element)
{
	const struct member *member = element->members;

	while (member->name && !member->trails)
		member++;
	return member;
}

static const struct type *trailing_type(const struct context *c, const struct type *element,
					const void *record)
{
	return member_type(c, trailing_member(element), record);
}

static uint64_t record_length(const struct type *element, const void *record)
{
	return (uint64_t)load_number(record, element->members[0].size, false);
}

/* To the next one. A length that makes no sense ends the list for the kernel. */
static size_t record_extent(const struct type *self, uint64_t len)
{
	size_t least = self->element->size, align = self->array.record;
	size_t extent = len < least ? least : len > PTRDIFF_MAX ? PTRDIFF_MAX : (size_t)len;

	return (extent + align - 1) / align * align;
}

struct walk {
	const struct type *self;
	char *at;
	size_t room, offset;
	struct arg record, data;	/* where the walk is */
	bool last;			/* it says more than there is room for: the kernel refuses it unread */
};

/* Of what came the length beside the list says how much there is; of what goes in, the line does. */
static void walk_start(struct walk *walk, const struct type *self, const struct context *c,
		       const struct arg *list)
{
	*walk = (struct walk){ .self = self, .at = list->at };
	walk->room = !list->at ? 0 : way_of(c) == IN ? list->room : list->len;
}

/* No length of a record is trusted: none reaches behind the memory that is there. */
static bool walk_next(struct walk *walk)
{
	size_t head = walk->self->element->size, left = walk->room - walk->offset, extent;
	char *at = walk->at + walk->offset;
	uint64_t len;

	if (left < head)
		return false;
	len = record_length(walk->self->element, at);
	walk->data = (struct arg){ .at = at + head };
	if (len > head)
		walk->data.len = walk->data.room = (len < left ? (size_t)len : left) - head;
	walk->record = (struct arg){ .at = at, .len = head, .room = head, .behind = &walk->data };
	walk->last = len > left;
	extent = record_extent(walk->self, len);
	/* As the kernel does it: what is too short or too long is the last. */
	walk->offset += len < head || extent > left ? left : extent;
	return true;
}

/* Zeros behind the last one are only the room that there is. */
static bool is_blank(const struct arg *record)
{
	const char *bytes = record->at;

	for (size_t i = 0; i < record->len; i++)
		if (bytes[i])
			return false;
	return true;
}

/* ---- what trails one, from a tree ---- */

static const char *length_name(const struct type *self)
{
	return self->members[0].name;
}

static bool takes_handles(const struct type *type)
{
	return type->element && type->element->names_handle;
}

static bool string_from_node(const struct member *member, const struct type *self, struct context *c,
			     enum view view, const struct node *item, struct arg *target)
{
	if (view == GOES_IN && item->cut && item->text.len < target->told)
		return wrong(c, "%s=%s is only the beginning of what %s=%llu would send", member->name,
			     quoted(c->arena, item->source), length_name(self),
			     (unsigned long long)(target->told + self->size));
	target->at = (void *)(uintptr_t)(item->text.at ? item->text.at : "");
	target->len = target->room = item->text.len;
	target->cut = item->cut && view != GOES_IN;
	return true;
}

/* As many as the line has: whether that is what the length says is seen later. */
static bool list_from_node(const struct type *type, struct context *c, enum view view,
			   const struct node *item, struct arg *target)
{
	target->told = item->count;
	return array_from_node(type, c, view, item, target);
}

/*
 * How wide the numbers of a list are that fill what the length leaves them, which nothing but the
 * list then says. 0 where they cannot.
 */
static size_t number_size(const struct node *list, uint64_t told)
{
	/* strace cuts off lists of bytes alone. */
	if (list->last && list->last->kind == NODE_ANYTHING)
		return 1;
	for (size_t size = 1; size <= sizeof(int64_t); size *= 2)
		if (list->count * size == told)
			return size;
	return 0;
}

static bool put_numbers(struct context *c, enum view view, const struct node *list, size_t size,
			struct arg *target)
{
	char *at = target->at;

	target->len = 0;
	for (const struct node *item = list->items; item; item = item->next, at += size) {
		int64_t n;

		target->cut = item->kind == NODE_ANYTHING && !item->next && view != GOES_IN;
		if (target->cut)
			break;
		if (!node_to_number(c, view, item, NULL, size, &n))
			return false;
		store_number(at, size, n);
		target->len += size;
	}
	return true;
}

static bool numbers_from_node(const struct member *member, const struct type *self, struct context *c,
			      enum view view, const struct node *item, struct arg *target)
{
	uint64_t told = target->told;
	size_t size;

	if (item->kind != NODE_ARRAY)
		return wrong_node(c, item, arena_format(c->arena, "%s: a string, or a list of numbers,",
							member->name));
	size = number_size(item, told);
	if (size == 0 && told == UINT64_MAX)
		return wrong(c, "%s does not say how wide the numbers of %s=%s are", length_name(self),
			     member->name, quoted(c->arena, item->source));
	if (size == 0)
		return wrong(c, "%s=%llu leaves %llu bytes of data, which the numbers of %s=%s cannot fill",
			     length_name(self), (unsigned long long)(told + self->size),
			     (unsigned long long)told, member->name, quoted(c->arena, item->source));
	return arg_room(c, target, item->count * size) && put_numbers(c, view, item, size, target);
}

/* One structure, or a list of a fixed number of them; not one number in memory, [N]. */
static bool has_form_of(const struct type *type, const struct node *item)
{
	return type->size && !type->element &&
	       (item->kind != NODE_ARRAY || (item->items && item->items->kind == NODE_STRUCT));
}

bool trailing_from_node(const struct member *member, const struct type *self, struct context *c,
			enum view view, const struct node *item, const void *structure, struct arg *target)
{
	const struct type *type = member_type(c, member, structure);

	if (item->kind == NODE_ANYTHING && view == GOES_IN)
		return wrong(c, "`...` stands for what comes back; it cannot be sent");
	target->scratch = view != GOES_IN && !is_no_memory(item) &&
			  (item->kind == NODE_ANYTHING || item->kind == NODE_NUMBER);
	if (is_no_memory(item) || target->scratch)
		return true;
	/* Of a descriptor that is there only in part nobody looks at anything. */
	if (item->kind == NODE_STRING && !(takes_handles(type) && item->text.len >= type->element->size))
		return string_from_node(member, self, c, view, item, target);
	if (takes_handles(type) && item->kind != NODE_ARRAY)
		return wrong_node(c, item, "a list of handles");
	if (type->element && item->kind == NODE_ARRAY)
		return list_from_node(type, c, view, item, target);
	if (has_form_of(type, item))
		return memory_from_node(type, c, view, item, target);
	return numbers_from_node(member, self, c, view, item, target);
}

/* ---- the records that a line gives the kernel ---- */

/* Copies what fits at `offset`: the kernel looks at nothing behind the room. */
static void place_bytes(const struct arg *list, size_t offset, const void *bytes, size_t len)
{
	if (offset >= list->room)
		return;
	if (len > list->room - offset)
		len = list->room - offset;
	if (len)
		memcpy((char *)list->at + offset, bytes, len);
}

/* What the length covers beyond the data, where zeros would mean something: of as many as there can be. */
static void place_fillers(const struct type *type, const struct arg *list, size_t offset, uint64_t len)
{
	uint64_t most = type->array.most ? type->array.most() * type->element->size : len;

	if (offset >= list->room)
		return;
	len = len < most ? len : most;
	if (len > list->room - offset)
		len = list->room - offset;
	memset((char *)list->at + offset, (char)type->array.filler, (size_t)len);
}

/*
 * Does the kernel get what the line gives, neither less nor zeros instead? What it finds too long
 * for the room, it refuses before it looks at any data.
 */
static bool gives_all(const struct type *element, struct context *c, const struct arg *record,
		      size_t left)
{
	const char *name = trailing_member(element)->name;
	const struct type *type = trailing_type(c, element, record->at);
	uint64_t total = record_length(element, record->at);
	uint64_t wanted = total < element->size ? 0 : total - element->size, whole = wanted;
	size_t len = record->behind->len;

	if (takes_handles(type) && len >= type->element->size)
		whole -= wanted % type->element->size;
	if (len == whole || total > left)
		return true;
	if (!len)
		return wrong(c, "%s is missing: %s=%llu says that there are %llu bytes of it", name,
			     length_name(element), (unsigned long long)total, (unsigned long long)wanted);
	return wrong(c, "%s has %zu byte%s, and %s=%llu leaves room for %llu", name, len, len == 1 ? "" : "s",
		     length_name(element), (unsigned long long)total, (unsigned long long)wanted);
}

/* Where the next record is placed; `ended` when the kernel looks at none behind the last. */
struct place {
	size_t offset;
	bool ended;
};

static bool no_room_left(struct context *c, const struct arg *list)
{
	return wrong(c, "%s=%llu leaves no room for all of the list", list->told_as ? list->told_as : "its length",
		     (unsigned long long)list->told);
}

static bool place_record(const struct type *self, struct context *c, const struct node *item,
			 struct arg *list, struct place *place)
{
	size_t left = place->offset < list->room ? list->room - place->offset : 0, head = self->element->size;
	const struct type *type;
	struct arg record = { 0 };
	uint64_t len;

	/* Behind the last one: what strace could not read. */
	if (item->kind == NODE_ANYTHING && !item->next)
		return place->ended || left < head ||
		       wrong(c, "`...` stands for what comes back; it cannot be sent");
	if (!self->element->from_node(self->element, c, GOES_IN, item, &record))
		return false;
	if (left < head && !place->ended)
		return no_room_left(c, list);
	if (!place->ended && !gives_all(self->element, c, &record, left))
		return false;
	len = record_length(self->element, record.at);
	type = trailing_type(c, self->element, record.at);
	place_bytes(list, place->offset, record.at, head);
	if (type->element && type->array.filler && len > head)
		place_fillers(type, list, place->offset + head, len - head);
	place_bytes(list, place->offset + head, record.behind->at, record.behind->len);
	if (left)
		list->len = place->offset + head + record.behind->len;
	place->offset += record_extent(self, len);
	place->ended |= len < head || len > left;
	return true;
}

static bool list_goes_in(const struct type *self, struct context *c, const struct node *node,
			 struct arg *list)
{
	struct place place = { 0 };

	list->len = 0;
	for (const struct node *item = node->items; item; item = item->next)
		if (!place_record(self, c, item, list, &place))
			return false;
	return true;
}

/* Has the line spelled out the data of all of them, but for one too long, which the kernel refuses? */
static bool spells_out_all(const struct type *self, const struct context *c, const struct arg *list)
{
	const char *given = (const char *)list->at + list->len;
	struct walk walk;

	walk_start(&walk, self, c, list);
	while (walk_next(&walk))
		if (!walk.last && walk.data.len && (const char *)walk.data.at + walk.data.len > given)
			return false;
	return true;
}

static bool bytes_go_in(const struct type *self, struct context *c, const struct node *node,
			struct arg *list)
{
	if (node->cut && node->text.len < list->room)
		return wrong(c, "%s is only the beginning of what %s=%llu would send",
			     quoted(c->arena, node->source), list->told_as ? list->told_as : "its length",
			     (unsigned long long)list->told);
	place_bytes(list, 0, node->text.at, node->text.len);
	list->len = node->text.len < list->room ? node->text.len : list->room;
	return spells_out_all(self, c, list) ||
	       wrong(c, "%zu bytes, and a %s in them says more", node->text.len, length_name(self->element));
}

/* However descriptors are written, only those of the handle table are passed on. */
static bool has_only_handles(const struct type *self, struct context *c, const struct arg *list)
{
	struct walk walk;

	for (walk_start(&walk, self, c, list); walk_next(&walk);) {
		const struct type *type = trailing_type(c, self->element, walk.record.at);
		struct arg one;

		if (walk.last || !takes_handles(type))
			continue;
		if (type->array.most && walk.data.len / type->element->size > type->array.most())
			continue;
		for (size_t i = 0; array_element(type, &walk.data, i, &one); i++) {
			int64_t fd = load_number(one.at, one.len, true);

			if (fd >= 0 && !handle_by_fd(c->handles, fd))
				return wrong(c, "descriptor %lld is no handle", (long long)fd);
		}
	}
	return true;
}

/* ---- the records that a line expects ---- */

/* Is any data right? */
static bool leaves_data_open(const struct type *element, const struct node *item, const void *record)
{
	const struct member *trailing = trailing_member(element);
	const struct node *length = node_field(item, length_name(element));

	return !node_field(item, trailing->name) &&
	       (!length || length->kind == NODE_ANYTHING || record_length(element, record) > element->size);
}

/* Structures, one behind the other, and for each what trails it. */
static bool list_expected(const struct type *self, struct context *c, const struct node *node,
			  struct arg *list)
{
	bool open = node->last && node->last->kind == NODE_ANYTHING;
	size_t count = node->count - open, size = self->element->size;
	const struct node *item = node->items;

	list->at = NULL;
	list->behind = arena_zero(c->arena, (count + 1) * sizeof(*list->behind));
	if (!list->behind || !arg_room(c, list, count * size))
		return false;
	for (size_t i = 0; i < count; i++, item = item->next) {
		struct arg record = { .at = (char *)list->at + i * size, .room = size, .behind = &list->behind[i] };

		if (item->kind == NODE_ANYTHING)
			continue;
		if (!self->element->from_node(self->element, c, EXPECTED, item, &record))
			return false;
		list->behind[i].scratch |= leaves_data_open(self->element, item, record.at);
	}
	return true;
}

bool records_from_node(const struct type *self, struct context *c, enum view view,
		       const struct node *node, struct arg *arg)
{
	struct arg list = *arg;
	bool done;

	if (view != GOES_IN && node->kind == NODE_ARRAY)
		return list_expected(self, c, node, arg);
	if (view != GOES_IN)
		return bytes_from_node(c, view, node, arg);
	if (!arg_room(c, &list, list.is_told ? mapped_length(list.told) : node->text.len))
		return false;
	done = node->kind == NODE_STRING ? bytes_go_in(self, c, node, &list) : list_goes_in(self, c, node, &list);
	*arg = list;
	return done && has_only_handles(self, c, &list);
}

/* ---- to trees ---- */

/* Numbers, and of descriptors also those behind which a part of another stands, which nobody looks at. */
static bool shown_as_list(const struct type *type, size_t len)
{
	return type->element && (len % type->element->size == 0 ||
				 (takes_handles(type) && len > type->element->size));
}

static struct node *data_to_node(const struct type *type, struct context *c, enum view view,
				 const struct arg *target)
{
	struct arg value = { .len = target->len, .room = target->len };
	struct node *string;

	if (shown_as_list(type, target->len))
		return array_to_node(type, c, view, target);
	if (!type->element && type->size && target->len >= type->size) {
		value.at = arena_copy(c->arena, target->at, target->len);
		return value.at ? memory_to_node(type, c, view, &value) : NULL;
	}
	string = node_string(c->arena, (struct slice){ target->at, target->len });
	if (string)
		string->cut = target->cut;
	return string;
}

struct node *trailing_to_node(const struct member *member, struct context *c, enum view view,
			      const void *structure, const struct arg *target)
{
	struct node *node;

	if (target->scratch)
		return node_new(c->arena, NODE_ANYTHING);
	if (target->len == 0 && !target->padded)
		return NULL;
	node = data_to_node(member_type(c, member, structure), c, view, target);
	if (node && (node->kind == NODE_STRING || node->kind == NODE_ARRAY))
		node->padded = target->padded;
	return node;
}

/* A length in memory may be far above the data that the line gave. */
static void cut_to_given(const struct arg *list, struct arg *data)
{
	size_t data_at = (size_t)((const char *)data->at - (const char *)list->at);
	size_t given = list->len > data_at ? list->len - data_at : 0;
	size_t len = shown_length(given, data->len);

	data->padded = len < data->len;
	data->len = len;
}

static struct node *expected_to_node(const struct type *self, struct context *c, enum view view,
				     const struct arg *list)
{
	struct node *node = node_new(c->arena, NODE_ARRAY);
	struct arg record;

	for (size_t i = 0; node && array_element(self, list, i, &record); i++)
		node = node_add(node, NULL, self->element->to_node(self->element, c, view, &record));
	return node;
}

struct node *records_to_node(const struct type *self, struct context *c, enum view view,
			     const struct arg *arg)
{
	struct node *list;
	struct walk walk;

	if (view == EXPECTED && arg->behind)
		return expected_to_node(self, c, view, arg);
	list = node_new(c->arena, NODE_ARRAY);
	for (walk_start(&walk, self, c, arg); list && walk_next(&walk) && !is_blank(&walk.record);) {
		if (way_of(c) == IN)
			cut_to_given(arg, &walk.data);
		list = node_add(list, NULL, self->element->to_node(self->element, c, view, &walk.record));
	}
	return list;
}

/* ---- descriptors that come ---- */

size_t record_descriptors(const struct type *self, const struct context *c, const struct arg *arg,
			  struct descriptor *came, size_t most)
{
	struct walk walk;
	size_t count = 0;

	for (walk_start(&walk, self, c, arg); walk_next(&walk);) {
		const struct type *type = trailing_type(c, self->element, walk.record.at);

		if (type->descriptors)
			count += type->descriptors(type, c, &walk.data, came + count, most - count);
	}
	return count;
}
