/* Control messages that are there already: walked as the kernel does it, and shown. */
#include <string.h>

#include "fields.h"
#include "msghdr.h"
#include "sockopt.h"

/* ---- walking what is there ---- */

struct walk {
	const char *at;
	size_t room, offset;
	struct control_piece piece;	/* where the walk is */
};

/* No length of a message is trusted: none reaches behind the memory that is there. */
static bool walk_next(struct walk *walk)
{
	size_t left = walk->room - walk->offset;
	struct control_header head;
	size_t len;

	if (left < CONTROL_DATA_AT)
		return false;
	memcpy(&head, walk->at + walk->offset, sizeof(head));
	len = head.cmsg_len;
	walk->piece = (struct control_piece){
		.len = len, .level = head.cmsg_level, .type = head.cmsg_type,
		.data.at = walk->at + walk->offset + CONTROL_DATA_AT,
	};
	if (len > CONTROL_DATA_AT)
		walk->piece.data.len = (len < left ? len : left) - CONTROL_DATA_AT;
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

static size_t int_count(const struct control_piece *piece)
{
	return piece->data.len / sizeof(int);
}

static int int_at(const struct control_piece *piece, size_t i)
{
	return (int)load_number(piece->data.at + i * sizeof(int), sizeof(int), true);
}

bool control_gives_all(const struct message_block *block)
{
	const char *given = (const char *)block->header.msg_control + block->control_given;
	struct walk walk;
	size_t left;

	walk_start(&walk, block);
	for (left = walk.room; walk_next(&walk); left = walk.room - walk.offset)
		if (walk.piece.len <= left && walk.piece.data.at + walk.piece.data.len > given)
			return walk.piece.data.len == 0;
	return true;
}

bool control_only_handles(struct context *c, const struct message_block *block)
{
	struct walk walk;

	walk_start(&walk, block);
	while (walk_next(&walk)) {
		if (!is_rights(walk.piece.level, walk.piece.type) ||
		    int_count(&walk.piece) > MOST_RIGHTS)
			continue;
		for (size_t i = 0; i < int_count(&walk.piece); i++) {
			int fd = int_at(&walk.piece, i);

			if (fd >= 0 && !handle_by_fd(c->handles, fd))
				return wrong(c, "descriptor %d is no handle", fd);
		}
	}
	return true;
}

/* ---- to trees ---- */

static struct node *type_to_node(struct context *c, const struct control_piece *piece)
{
	const char *name;

	if (piece->level == SOL_SOCKET)
		return symbol_to_node(c, &symbols_scm, piece->type);
	/* What other protocols hand over is named as the option that asks for it. */
	name = option_name(piece->level, piece->type, ROLE_MESSAGE);
	return name ? node_name(c->arena, name) : node_number(c->arena, piece->type);
}

/* Descriptors that should come, as they are written. */
static struct node *expected_to_node(struct context *c, const struct node *rights)
{
	struct node *list = node_new(c->arena, NODE_ARRAY);

	for (const struct node *item = rights->items; item && list; item = item->next) {
		struct node *copy = node_new(c->arena, item->kind);

		if (copy) {
			copy->number = item->number;
			copy->negative = item->negative;
			copy->text = item->text;
		}
		list = node_add(list, NULL, copy);
	}
	return list;
}

static struct node *list_to_node(struct context *c, enum view view, const struct control_row *row,
				 const struct message_block *block,
				 const struct control_piece *piece)
{
	struct node *list = node_new(c->arena, NODE_ARRAY);

	for (size_t i = 0; i < int_count(piece) && list; i++) {
		const struct arg value = { .n = int_at(piece, i) };
		struct node *item = row->element->to_node(row->element, c, view, &value);

		/* Descriptors that came are new: never compared by number, only counted. */
		if (item && row->brings && block->receiving)
			item->learned = LEARN_NEVER;
		list = node_add(list, NULL, item);
	}
	return list;
}

/* Ints, and of descriptors also those behind which a part of another stands, which nobody looks at. */
static bool shown_as_list(const struct control_row *row, const struct control_piece *piece)
{
	if (!row || !row->list)
		return false;
	return piece->data.len % sizeof(int) == 0 ||
	       (row->element->names_handle && piece->data.len > sizeof(int));
}

static struct node *data_to_node(struct context *c, enum view view,
				 const struct message_block *block,
				 const struct control_piece *piece)
{
	const struct control_row *row = control_row(piece->level, piece->type);
	struct arg value = { .len = piece->data.len, .room = piece->data.len };
	struct node *string;

	if (piece->anything)
		return node_new(c->arena, NODE_ANYTHING);
	if (piece->rights)
		return expected_to_node(c, piece->rights);
	if (shown_as_list(row, piece))
		return list_to_node(c, view, row, block, piece);
	if (!row || row->list || piece->data.len < row->element->size) {
		string = node_string(c->arena, piece->data);
		if (string)
			string->cut = piece->cut;
		return string;
	}
	value.at = arena_copy(c->arena, piece->data.at, piece->data.len);
	return value.at ? memory_to_node(row->element, c, view, &value) : NULL;
}

static struct node *piece_to_node(struct context *c, enum view view,
				  const struct message_block *block,
				  const struct control_piece *piece)
{
	struct node *node = node_new(c->arena, NODE_STRUCT);

	node_add(node, "cmsg_len", node_unsigned(c->arena, piece->len));
	node_add(node, "cmsg_level", symbol_to_node(c, &symbols_sol, piece->level));
	node_add(node, "cmsg_type", type_to_node(c, piece));
	if (piece->data.len || piece->anything || piece->padded)
		node_add(node, "cmsg_data", data_to_node(c, view, block, piece));
	if (node && node->last && (node->last->kind == NODE_STRING || node->last->kind == NODE_ARRAY))
		node->last->padded = piece->padded;
	return node;
}

/* A length in the message may be far above the data that the line gave. */
static void cut_to_given(const struct message_block *block, struct control_piece *piece)
{
	size_t data_at = (size_t)(piece->data.at - (const char *)block->header.msg_control);
	size_t given = block->control_given > data_at ? block->control_given - data_at : 0;
	size_t len = shown_length(given, piece->data.len);

	piece->padded = len < piece->data.len;
	piece->data.len = len;
}

/* Zeros behind the last message are only the room that msg_controllen promises. */
static bool is_blank(const struct control_piece *piece)
{
	return piece->len == 0 && piece->level == 0 && piece->type == 0;
}

static struct node *pieces_to_node(struct context *c, enum view view,
				   const struct message_block *block)
{
	struct node *list = node_new(c->arena, NODE_ARRAY);
	struct walk walk;

	for (size_t i = 0; i < block->expected_count && list; i++)
		list = node_add(list, NULL,
				block->expected[i].unknown
					? node_new(c->arena, NODE_ANYTHING)
					: piece_to_node(c, view, block, &block->expected[i]));
	if (block->expected)
		return list;
	walk_start(&walk, block);
	while (list && walk_next(&walk) && !is_blank(&walk.piece)) {
		if (!block->receiving)
			cut_to_given(block, &walk.piece);
		list = node_add(list, NULL, piece_to_node(c, view, block, &walk.piece));
	}
	return list;
}

struct node *control_to_node(struct context *c, enum view view, const struct message_block *block)
{
	struct arg control = { .at = block->header.msg_control };

	if (!control.at && !block->controllen)
		return NULL;
	if (!control.at || is_unreadable(c, control.at))
		return memory_to_node(&type_bytes, c, view, &control);
	if (block->receiving && !message_came(c, view, block))
		return node_new(c->arena, NODE_ANYTHING);
	if ((block->anything & ANY_CONTROL) && block->expectation)
		return node_new(c->arena, NODE_ANYTHING);
	return pieces_to_node(c, view, block);
}

/* ---- descriptors that come ---- */

static void piece_descriptors(const struct control_piece *piece, struct descriptor *came, size_t most,
			      size_t *count)
{
	const struct control_row *row = control_row(piece->level, piece->type);

	for (size_t i = 0; row && row->brings && i < int_count(piece) && *count < most; i++) {
		int fd = int_at(piece, i);

		/* In the place of a pidfd that could not be made stands the negative errno. */
		if (fd >= 0)
			came[(*count)++] = (struct descriptor){ fd, row->kind };
	}
}

size_t control_descriptors(const struct message_block *block, struct descriptor *came, size_t most)
{
	struct walk walk;
	size_t count = 0;

	walk_start(&walk, block);
	while (walk_next(&walk))
		piece_descriptors(&walk.piece, came, most, &count);
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
		const struct node *data = node_field(item, "cmsg_data"), *type = node_field(item, "cmsg_type");

		if (!data || data->kind != NODE_ARRAY ||
		    !is_value(node_field(item, "cmsg_level"), "SOL_SOCKET", SOL_SOCKET) ||
		    !(is_value(type, "SCM_RIGHTS", SCM_RIGHTS) || is_value(type, "SCM_PIDFD", SCM_PIDFD)))
			continue;
		for (const struct node *fd = data->items; fd && count < most; fd = fd->next)
			if (!fd->negative)
				nodes[count++] = fd;
	}
	return count;
}
