/* Lengths and counts that follow from another parameter; with memory that comes back, [128 => 16]. */
#include <sys/socket.h>

#include "call.h"
#include "type.h"

/* Nobody says how much there is: as much as the longest address takes. */
static bool room_for_any(struct arg *arg)
{
	arg->before = arg->n = sizeof(struct sockaddr_storage);
	return true;
}

/* The pointer of another process: to a length there; or to nowhere, where the log says EFAULT. */
static bool from_pointer(const struct type *self, struct context *c, enum view view,
			 const struct node *node, struct arg *arg)
{
	struct arg memory = { 0 };

	if (!memory_from_node(self, c, view, node, &memory))
		return false;
	arg->scratch = memory.at && is_unreadable(c, memory.at);
	arg->at = arg->scratch ? memory.at : memory.at ? arg : NULL;
	return !arg->at || room_for_any(arg);
}

/* `[16]`, or `[128 => 16]`: what goes in, and what is expected to come out. */
static bool from_pair(struct context *c, enum view view, const struct node *node, struct arg *arg)
{
	const struct node *in, *out;

	if (node->kind == NODE_ANYTHING || node->kind == NODE_ADDRESS_OF || node->kind == NODE_NAME)
		return room_for_any(arg);
	if (node->kind != NODE_ARRAY || node->count != 1)
		return wrong_node(c, node, "a length such as [16], or NULL,");
	in = out = node->items;
	if (node->items->kind == NODE_CHANGE) {
		in = node->items->items;
		out = node->items->last;
	}
	if (!node_to_number(c, view, in, NULL, 4, &arg->before))
		return false;
	arg->before = (int32_t)arg->before;
	arg->n = arg->before;
	return view == GOES_IN || out == in || node_to_number(c, view, out, NULL, 4, &arg->n);
}

static bool length_from_node(const struct type *self, struct context *c, enum view view,
			     const struct node *node, struct arg *arg)
{
	if (c->param->way == IN)
		return number_from_node(self, c, view, node, arg);
	if (node->kind == NODE_NULL)
		return true;
	if (node->kind == NODE_NUMBER)
		return from_pointer(self, c, view, node, arg);
	arg->at = arg;		/* is not NULL; the number itself stays in the argument */
	return from_pair(c, view, node, arg);
}

/* socklen_t is shown as strace does, like an int; size_t as what it is. */
static struct node *one(const struct type *self, struct context *c, int64_t n)
{
	return self->is_signed ? node_number(c->arena, (int32_t)n) : node_unsigned(c->arena, (uint64_t)n);
}

static struct node *length_to_node(const struct type *self, struct context *c, enum view view,
				   const struct arg *arg)
{
	struct node *node, *change;

	if (c->param->way == IN)
		return one(self, c, arg->n);
	if (!arg->at || arg->scratch)
		return memory_to_node(self, c, view, arg);
	node = node_new(c->arena, NODE_ARRAY);
	if ((int32_t)arg->before == (int32_t)arg->n)
		return node_add(node, NULL, one(self, c, arg->n));
	change = node_new(c->arena, NODE_CHANGE);
	change = node_add(change, NULL, one(self, c, arg->before));
	change = node_add(change, NULL, one(self, c, arg->n));
	return node_add(node, NULL, change);
}

static void length_show(const struct type *self, struct context *c, enum view view,
			const struct arg *arg, struct out *out)
{
	if (c->param->way == IN) {
		number_show(self, c, view, arg, out);
		return;
	}
	if (!arg->at || arg->scratch) {
		node_show(length_to_node(self, c, view, arg), out);
		return;
	}
	out_char(out, '[');
	if ((int32_t)arg->before != (int32_t)arg->n) {
		out_number(out, (int32_t)arg->before);
		out_text(out, " => ");
	}
	out_number(out, (int32_t)arg->n);
	out_char(out, ']');
}

const struct type type_length = {
	.name = "length",
	.size = 4,
	.is_signed = true,
	.from_node = length_from_node,
	.to_node = length_to_node,
	.show = length_show,
};

const struct type type_length64 = {
	.name = "length",
	.size = 8,
	.from_node = length_from_node,
	.to_node = length_to_node,
	.show = length_show,
};

const struct type type_count = {
	.name = "count",
	.counts_elements = true,
	.size = sizeof(unsigned),	/* of poll's nfds_t, which is a long, the kernel takes these */
	.from_node = number_from_node,
	.to_node = number_to_node,
	.show = number_show,
};
