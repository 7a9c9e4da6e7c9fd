/* Lengths and counts that follow from another parameter; in memory, with what comes back, [128 => 16]. */
#include <sys/socket.h>

#include "call.h"
#include "type.h"

#define FOLLOWS(name_, size_, signed_, ...) \
	{ .name = name_, .size = size_, .is_signed = signed_, .from_node = number_from_node, \
	  .to_node = number_to_node, .show = number_show, __VA_ARGS__ }

const struct type type_length = FOLLOWS("length", 4, true);
const struct type type_length64 = FOLLOWS("length", 8, false);
const struct type type_span = FOLLOWS("count", sizeof(int), true);
/* Of poll's nfds_t, which is a long, the kernel takes these. */
const struct type type_count = FOLLOWS("count", sizeof(unsigned), false, .counts_elements = true);

static bool put_length(const struct type *self, struct context *c, int64_t n, struct arg *arg)
{
	if (!arg_room(c, arg, self->size))
		return false;
	store_number(arg->at, self->size, n);
	return true;
}

/* Nobody says how much there is: as much as the longest address takes. */
static bool room_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	return put_length(self, c, wanted < 0 ? (int64_t)sizeof(struct sockaddr_storage) : wanted, arg);
}

static bool read_length(const struct type *self, struct context *c, enum view view, const struct node *node,
			struct arg *arg)
{
	int64_t n;

	return node_to_number(c, view, node, NULL, self->size, &n) && put_length(self, c, n, arg);
}

/* [16], or [128 => 16]: what goes in, and what is expected to come out. */
static bool room_from_node(const struct type *self, struct context *c, enum view view,
			   const struct node *node, struct arg *arg)
{
	const struct node *item = node->items;

	if (node->kind == NODE_NAME)
		return room_prepare(self, c, -1, arg);
	if (node->kind != NODE_ARRAY || node->count != 1)
		return wrong_node(c, node, "a length such as [16], or NULL,");
	if (item->kind != NODE_CHANGE)
		return read_length(self, c, view, item, arg);
	if (!read_length(self, c, view, item->items, arg))
		return false;
	arg->was = arg->at;
	return view == GOES_IN || read_length(self, c, view, item->last, arg);
}

/* socklen_t is shown as strace does, like an int. */
static struct node *room_to_node(const struct type *self, struct context *c, enum view view,
				 const struct arg *arg)
{
	int64_t n = arg_number(self, arg), before = arg_given(self, arg);
	struct node *node = node_number(c->arena, n);

	if (view != GOES_IN && before != n)
		node = node_change(c->arena, node_number(c->arena, before), node);
	return node_add(node_new(c->arena, NODE_ARRAY), NULL, node);
}

const struct type type_room = {
	.name = "length",
	.size = sizeof(socklen_t),
	.is_signed = true,
	.pointer = true,
	.from_node = room_from_node,
	.prepare = room_prepare,
	.only_comes = comes_back,
	.to_node = room_to_node,
};
