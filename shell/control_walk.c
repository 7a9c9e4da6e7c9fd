/* Control messages that are there already: walked as the kernel does it, and shown. */
#include <string.h>

#include "fields.h"
#include "msghdr.h"
#include "shell.h"
#include "sockopt.h"

/* ---- walking what is there ---- */

struct walk {
	const char *at;
	size_t room, offset;
	uint64_t len;		/* of the message that the walk is at */
	int level, type;
	const char *data;
	size_t data_len;
};

/* No length of a message is trusted: none reaches behind the memory that is there. */
static bool walk_next(struct walk *walk)
{
	size_t left = walk->room - walk->offset;
	struct cmsghdr head;
	size_t len;

	if (left < CONTROL_DATA_AT)
		return false;
	memcpy(&head, walk->at + walk->offset, sizeof(head));
	len = head.cmsg_len;
	walk->len = head.cmsg_len;
	walk->level = head.cmsg_level;
	walk->type = head.cmsg_type;
	walk->data = walk->at + walk->offset + CONTROL_DATA_AT;
	walk->data_len = len < CONTROL_DATA_AT ? 0 : (len < left ? len : left) - CONTROL_DATA_AT;
	/* As the kernel does it: what is too short or too long is the last. */
	if (len < CONTROL_DATA_AT || len > left || CMSG_ALIGN(len) > left)
		walk->offset = walk->room;
	else
		walk->offset += CMSG_ALIGN(len);
	return true;
}

static void walk_start(struct walk *walk, const struct message_block *block)
{
	size_t room = block->header.msg_control ? block->control_room : 0;

	if (!block->expectation && room > (size_t)block->header.msg_controllen)
		room = (size_t)block->header.msg_controllen;
	*walk = (struct walk){ .at = block->header.msg_control, .room = room };
}

static int int_at(const struct walk *walk, size_t i)
{
	return (int)load_number(walk->data + i * sizeof(int), sizeof(int), true);
}

bool control_only_handles(struct context *c, const struct message_block *block)
{
	struct walk walk;

	walk_start(&walk, block);
	while (walk_next(&walk)) {
		if (!is_rights(walk.level, walk.type))
			continue;
		for (size_t i = 0; i < walk.data_len / sizeof(int); i++) {
			int fd = int_at(&walk, i);

			if (fd >= 0 && !handle_by_fd(&c->shell->handles, fd))
				return wrong(c, "descriptor %d is no handle", fd);
		}
	}
	return true;
}

/* ---- to trees ---- */

static struct node *type_to_node(struct context *c, const struct walk *walk)
{
	const struct sockopt *option;

	if (walk->level == SOL_SOCKET)
		return symbol_to_node(c, &symbols_scm, walk->type);
	/* What other protocols hand over is named as the option that asks for it. */
	option = sockopt_by_number(walk->level, walk->type);
	return option ? node_name(c->arena, option->c_name) : node_number(c->arena, walk->type);
}

/* Descriptors that come are new: never compared by number, only counted. */
static struct node *right_to_node(struct context *c, const struct message_block *block,
				  const struct arg *fd)
{
	struct node *node;

	if (block->expectation)
		node = node_number(c->arena, fd->n);
	else
		node = type_descriptor.to_node(&type_descriptor, c, fd);
	if (node && block->receiving)
		node->learned = LEARN_NEVER;
	return node;
}

static struct node *list_to_node(struct context *c, const struct type *element,
				 const struct message_block *block, const struct walk *walk)
{
	struct node *list = node_new(c->arena, NODE_ARRAY);

	for (size_t i = 0; i < walk->data_len / sizeof(int) && list; i++) {
		const struct arg value = { .n = int_at(walk, i) };

		if (element == &type_descriptor)
			list = node_add(list, NULL, right_to_node(c, block, &value));
		else
			list = node_add(list, NULL, element->to_node(element, c, &value));
	}
	return list;
}

static struct node *data_to_node(struct context *c, const struct message_block *block,
				 const struct walk *walk)
{
	const struct control_row *row = control_row(walk->level, walk->type);
	struct arg value = { .len = walk->data_len, .room = walk->data_len };

	if (row && row->list && walk->data_len % sizeof(int) == 0)
		return list_to_node(c, row->element, block, walk);
	if (!row || row->list || walk->data_len < row->element->size)
		return node_string(c->arena, (struct slice){ walk->data, walk->data_len });
	value.at = arena_copy(c->arena, walk->data, walk->data_len);
	return value.at ? memory_to_node(row->element, c, &value) : NULL;
}

static struct node *message_to_node(struct context *c, const struct message_block *block,
				    const struct walk *walk)
{
	struct node *node = node_new(c->arena, NODE_STRUCT);

	node_add(node, "cmsg_len", node_unsigned(c->arena, walk->len));
	node_add(node, "cmsg_level", symbol_to_node(c, &symbols_sol, walk->level));
	node_add(node, "cmsg_type", type_to_node(c, walk));
	if (walk->data_len)
		node_add(node, "cmsg_data", data_to_node(c, block, walk));
	return node;
}

/* Zeros behind the last message are only the room that msg_controllen promises. */
static bool is_blank(const struct walk *walk)
{
	return walk->len == 0 && walk->level == 0 && walk->type == 0;
}

struct node *control_to_node(struct context *c, const struct message_block *block)
{
	struct arg control = { .at = block->header.msg_control };
	struct walk walk;
	struct node *list;

	if (!control.at && !block->controllen)
		return NULL;
	if (!control.at || control.at == c->shell->unreadable)
		return memory_to_node(&type_bytes, c, &control);
	if (block->receiving && !message_came(c, block))
		return node_new(c->arena, NODE_ANYTHING);
	if ((block->anything & ANY_CONTROL) && (block->expectation || !block->receiving))
		return node_new(c->arena, NODE_ANYTHING);
	walk_start(&walk, block);
	list = node_new(c->arena, NODE_ARRAY);
	while (list && walk_next(&walk) && !is_blank(&walk))
		list = node_add(list, NULL, message_to_node(c, block, &walk));
	return list;
}

/* ---- descriptors that come ---- */

size_t control_descriptors(const struct message_block *block, int *fds, size_t most)
{
	struct walk walk;
	size_t count = 0;

	walk_start(&walk, block);
	while (walk_next(&walk)) {
		if (!is_rights(walk.level, walk.type))
			continue;
		for (size_t i = 0; i < walk.data_len / sizeof(int) && count < most; i++)
			fds[count++] = int_at(&walk, i);
	}
	return count;
}

static bool is_value(const struct node *node, const char *name, int value)
{
	int64_t n;

	return node && (node_is_name(node, name) || (node_to_int64(node, &n) && n == value));
}

size_t control_descriptor_nodes(const struct node *control, const struct node **nodes, size_t most)
{
	size_t count = 0;

	if (control->kind != NODE_ARRAY)
		return 0;
	for (const struct node *item = control->items; item; item = item->next) {
		const struct node *data = node_field(item, "cmsg_data");

		if (!data || data->kind != NODE_ARRAY ||
		    !is_value(node_field(item, "cmsg_level"), "SOL_SOCKET", SOL_SOCKET) ||
		    !is_value(node_field(item, "cmsg_type"), "SCM_RIGHTS", SCM_RIGHTS))
			continue;
		for (const struct node *fd = data->items; fd && count < most; fd = fd->next)
			nodes[count++] = fd;
	}
	return count;
}
