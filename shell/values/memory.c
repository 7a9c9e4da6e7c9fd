/* Values in memory: the forms that all of them have, and structures. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>

#include "call.h"
#include "data.h"
#include "type.h"

bool wrong(struct context *c, const char *format, ...)
{
	char text[900];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (c->call_notation && c->param)
		return mistake(c->message, "%s: %s", c->param->name, text);
	return mistake(c->message, "%s", text);
}

bool wrong_node(struct context *c, const struct node *node, const char *expected)
{
	struct out text = { .fd = -1 };
	struct slice found = node->source;

	if (found.len == 0) {
		node_show(node, &text);
		found = (struct slice){ text.data, text.len };
	}
	wrong(c, "%s expected, found %s", expected, quoted(c->arena, found));
	out_free(&text);
	return false;
}

bool arg_room(struct context *c, struct arg *arg, size_t size)
{
	void *at = arena_zero(c->arena, size ? size : 1);

	if (!at)
		return wrong(c, "%zu bytes of memory cannot be had", size);
	arg->at = at;
	arg->room = arg->len = size;
	return true;
}

/* Room for `size` bytes: what is there already (a member, say) must have it. */
static bool need_room(struct context *c, struct arg *arg, size_t size)
{
	if (!arg->at)
		return arg_room(c, arg, size);
	if (arg->room < size)
		return wrong(c, "%zu bytes do not fit into %zu", size, arg->room);
	memset(arg->at, 0, arg->room);
	arg->len = size;
	return true;
}

bool bytes_from_node(struct context *c, enum view view, const struct node *node, struct arg *arg)
{
	int64_t n;

	if (is_fill_node(node) && !arg->at)
		return fill_from_node(c, node, arg);
	if (node->kind == NODE_STRING) {
		if (node->cut && view == GOES_IN)
			return wrong(c, "the string is cut off (\"...); it cannot be sent");
		if (!need_room(c, arg, node->text.len))
			return false;
		if (node->text.len)
			memcpy(arg->at, node->text.at, node->text.len);
		arg->cut = node->cut;
		return true;
	}
	if (node->kind != NODE_ARRAY || node->count != 1)
		return wrong_node(c, node, "a string of bytes, or [N],");
	if (!node_to_number(c, view, node->items, NULL, 4, &n) || !need_room(c, arg, 4))
		return false;
	store_number(arg->at, 4, n);
	return true;
}

/* ---- pointers ---- */

/* A page that nobody can read: where the log says EFAULT, there must be one. */
static void *unreadable(const struct context *c)
{
	if (!*c->unreadable) {
		void *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		*c->unreadable = page == MAP_FAILED ? NULL : page;
	}
	return *c->unreadable;
}

/* A pointer of another process, or a variable's name: scratch memory of the declared size. */
static bool scratch(const struct type *type, struct context *c, struct arg *arg)
{
	size_t size = type->size ? type->size : 128;

	if (arg->at)		/* a member: it stays zero */
		return true;
	if (c->expects_error == EFAULT) {
		arg->at = unreadable(c);
		arg->scratch = true;
		return arg->at || wrong(c, "out of memory");
	}
	arg->scratch = true;
	return type->prepare ? type->prepare(type, c, -1, arg) : arg_room(c, arg, size);
}

/* Pointers are hexadecimal in every log; setsockopt(…, 1, 4) was meant to be [1]. */
static bool pointer(const struct type *type, struct context *c, enum view view,
		    const struct node *node, struct arg *arg)
{
	struct slice source = node->source;

	(void)view;
	if (source.len && (source.len < 2 || source.at[0] != '0' || (source.at[1] | ' ') != 'x'))
		return wrong(c, "%.*s is no pointer; memory that holds it is written [%.*s]",
			     SLICE_ARGS(source), SLICE_ARGS(source));
	return scratch(type, c, arg);
}

bool memory_from_node(const struct type *type, struct context *c, enum view view,
		      const struct node *node, struct arg *arg)
{
	switch (node->kind) {
	case NODE_CHANGE:
		return memory_from_node(type, c, view, view != GOES_IN ? node->last : node->items,
					arg);
	case NODE_NULL:
		return true;
	case NODE_NUMBER:
		return node->number == 0 || pointer(type, c, view, node, arg);
	case NODE_ANYTHING:
		if (view == GOES_IN && !(type->only_comes && type->only_comes(type, c)))
			return wrong(c, "`...` stands for what comes back; it cannot be sent");
		return scratch(type, c, arg);
	case NODE_STRING:
	case NODE_ARRAY:
		if (type->members && !type->pointers)
			return bytes_from_node(c, view, node, arg);
		break;
	case NODE_ADDRESS_OF:
		return wrong(c, "what &%.*s points to is not known here; write the value itself in its place",
			     SLICE_ARGS(node->text));
	default:
		break;
	}
	return type->from_node(type, c, view, node, arg);
}

struct node *memory_to_node(const struct type *type, struct context *c, enum view view,
			    const struct arg *arg)
{
	if (!arg->at)
		return node_new(c->arena, NODE_NULL);
	if (is_unreadable(c, arg->at)) {
		struct node *node = node_unsigned(c->arena, (uintptr_t)arg->at);

		if (node)
			node->hex = true;
		return node;
	}
	if (view != GOES_IN &&
	    (arg->untouched || (c->made->error && c->param && c->param->way == OUT)))
		return node_new(c->arena, NODE_ANYTHING);
	return type->to_node(type, c, view, arg);
}

/* ---- members and structures ---- */

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

/*
 * A number in memory can also be written as its bytes: sin_port="\x1f\x90"; the last one of a
 * structure, which optlen may have cut, also as only the first of them.
 */
static bool is_number_as_bytes(const struct member *member, const struct node *node)
{
	if (node->kind != NODE_STRING || node->cut)
		return false;
	return node->text.len == member->size || (node->text.len < member->size && !node->next);
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

bool member_from_node(const struct member *member, struct context *c, enum view view,
		      const struct node *node, void *base)
{
	struct arg arg = { 0 };
	struct node number;

	if (node->kind == NODE_CHANGE)
		node = view != GOES_IN ? node->last : node->items;
	if (member->type->pointer) {
		arg.at = (char *)base + member->offset;
		arg.room = arg.len = member->size;
		return memory_from_node(member->type, c, view, node, &arg);
	}
	if (is_number_as_bytes(member, node)) {
		number = bytes_to_number(member, node);
		node = &number;
	}
	if (!member->type->from_node(member->type, c, view, node, &arg))
		return false;
	store_number((char *)base + member->offset, member->size, arg.n);
	return true;
}

struct node *member_to_node(const struct member *member, struct context *c, enum view view,
			    const void *base, size_t len)
{
	const char *at = (const char *)base + member->offset;
	struct arg arg = { .len = member->size, .room = member->size };
	struct node *node;

	if (member->offset + member->size > len)
		return NULL;
	if (member->type->pointer)
		arg.at = (void *)(uintptr_t)at;
	else
		arg.n = load_number(at, member->size, member->type->is_signed);
	node = member->type->to_node(member->type, c, view, &arg);
	if (!node)
		return NULL;
	node->field = slice_of(member->name);
	/* inet_pton(AF_INET6, "::1", &sin6_addr) names its member itself. */
	if (node->kind == NODE_CALL && node->last && node->last->kind == NODE_ADDRESS_OF)
		node->last->text = node->field;
	return node;
}

static const struct member *find_member(const struct type *self, struct context *c, struct slice name)
{
	struct nearest nearest;

	nearest_start(&nearest, name);
	for (const struct member *member = self->members; member->name; member++) {
		if (slice_is(name, member->name))
			return member;
		nearest_try(&nearest, slice_of(member->name));
	}
	wrong(c, "struct %s has no member %s%s", self->name, quoted(c->arena, name),
	      did_you_mean(c->arena, &nearest));
	return NULL;
}

/* Those before it are known members, each of them once: they are few. */
static bool given_before(const struct node *structure, const struct node *item)
{
	for (const struct node *other = structure->items; other != item; other = other->next)
		if (other->field.len && slice_equal(other->field, item->field))
			return true;
	return false;
}

bool structure_from_node(const struct type *self, struct context *c, enum view view,
			 const struct node *node, struct arg *arg)
{
	if (node->kind != NODE_STRUCT)
		return wrong_node(c, node, "a structure {...}");
	if (!need_room(c, arg, self->size))
		return false;
	for (const struct node *item = node->items; item; item = item->next) {
		const struct member *member;

		if (item->kind == NODE_ANYTHING && item->field.len == 0) {
			if (view == GOES_IN)
				return wrong(c, "`...` stands for what comes back; it cannot be sent");
			continue;
		}
		member = find_member(self, c, item->field);
		if (member && given_before(node, item))
			return wrong(c, "%s is given twice", member->name);
		if (!member || !member_from_node(member, c, view, item, arg->at))
			return false;
	}
	return true;
}

/* What there is of a member that did not come as a whole: its first bytes. */
static struct node *part_to_node(struct context *c, const struct member *member,
				 const struct arg *arg)
{
	struct slice bytes = { (const char *)arg->at + member->offset, arg->len - member->offset };
	struct node *node = node_string(c->arena, bytes);

	if (!node)
		return NULL;
	node->field = slice_of(member->name);
	node->learned = member->type->learned == LEARN_NOT ? LEARN_NOT : LEARN_NEVER;
	return node;
}

struct node *structure_to_node(const struct type *self, struct context *c, enum view view,
			       const struct arg *arg)
{
	struct node *node = node_new(c->arena, NODE_STRUCT);

	for (const struct member *member = self->members; member->name; member++) {
		if (member->offset >= arg->len)
			break;
		node = node_add(node, NULL,
				member->offset + member->size > arg->len
					? part_to_node(c, member, arg)
					: member_to_node(member, c, view, arg->at, arg->len));
	}
	return node;
}
