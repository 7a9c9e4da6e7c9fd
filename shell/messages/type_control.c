/* Control messages: {cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[5]}. */
#include <errno.h>
#include <netinet/in.h>
#include <string.h>

#include "fields.h"
#include "msghdr.h"
#include "sockopt.h"

/* By number: what libc's names stand for depends on how wide its time_t is. */
enum {
	STAMP = 29, STAMP_NS = 35, STAMPING = 37,
	STAMP_NEW = 63, STAMP_NS_NEW = 64, STAMPING_NEW = 65,
};

static const struct control_row rows[] = {
	{ SOL_SOCKET, SCM_RIGHTS, &type_descriptor, .list = true, .brings = true, .kind = KIND_SOCKET },
	{ SOL_SOCKET, SCM_CREDENTIALS, &type_ucred },
	{ SOL_SOCKET, SCM_PIDFD, &type_pidfd, .list = true, .brings = true, .kind = KIND_PIDFD },
	{ SOL_SOCKET, STAMP, &type_stamp },
	{ SOL_SOCKET, STAMP_NS, &type_stampns },
	{ SOL_SOCKET, STAMPING, &type_stamping },
	{ SOL_SOCKET, STAMP_NEW, &type_stamp64 },
	{ SOL_SOCKET, STAMP_NS_NEW, &type_stampns64 },
	{ SOL_SOCKET, STAMPING_NEW, &type_stamping64 },
	{ IPPROTO_IP, IP_TTL, &type_int, .list = true },
	{ IPPROTO_IPV6, IPV6_HOPLIMIT, &type_int, .list = true },
	{ IPPROTO_IPV6, IPV6_TCLASS, &type_int, .list = true },
};

static const struct type type_control_data;

enum { LEN, LEVEL, TYPE, DATA, CMSG_MEMBERS };
static const struct member cmsg_members[CMSG_MEMBERS + 1] = {
	[LEN] = MEMBER(struct control_header, cmsg_len, "cmsg_len", type_u64),
	[LEVEL] = MEMBER(struct control_header, cmsg_level, "cmsg_level", type_level),
	[TYPE] = MEMBER(struct control_header, cmsg_type, "cmsg_type", type_control_type),
	[DATA] = { "cmsg_data", CONTROL_DATA_AT, 0, &type_control_data },
};

enum { LENGTH_BYTES = sizeof(((struct control_header *)0)->cmsg_len) };

const struct control_row *control_row(int level, int type)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows)[0]; i++)
		if (rows[i].level == level && rows[i].type == type)
			return &rows[i];
	return NULL;
}

/* ---- from trees ---- */

/*
 * The names and numbers of an expectation stand for descriptors that nobody has seen yet: what
 * counts is how many they are.
 */
static bool expected_rights(struct context *c, const struct node *list, struct control_piece *piece)
{
	for (const struct node *item = list->items; item; item = item->next)
		if (item->kind != NODE_NAME && item->kind != NODE_NUMBER &&
		    item->kind != NODE_ANYTHING)
			return wrong_node(c, item, "a descriptor");
	piece->rights = list;
	piece->data.len = list->count * sizeof(int);
	return true;
}

/*
 * How wide the numbers of a list are: as its kind of message has them, or else as lets them fill
 * cmsg_len, which nothing but the list then says. 0 where they cannot.
 */
static size_t number_size(const struct control_row *row, const struct node *list, int64_t len)
{
	if (row && row->list)
		return sizeof(int);
	/* strace cuts off lists of bytes alone. */
	if (list->last && list->last->kind == NODE_ANYTHING)
		return 1;
	for (size_t size = 1; size <= sizeof(int64_t); size *= 2)
		if (len >= 0 && list->count * size == (uint64_t)len)
			return size;
	return 0;
}

static bool list_from_node(struct context *c, enum view view, const struct type *element,
			   size_t size, const struct node *list, struct control_piece *piece)
{
	char *at = arena_zero(c->arena, list->count * size + 1);

	if (!at)
		return false;
	piece->data = (struct slice){ at, 0 };
	for (const struct node *item = list->items; item; item = item->next, at += size) {
		struct arg value = { .n = -1 };

		piece->cut = item->kind == NODE_ANYTHING && !item->next && view != GOES_IN;
		if (piece->cut)
			break;
		if (!(element ? element->from_node(element, c, view, item, &value)
			      : node_to_number(c, view, item, NULL, size, &value.n)))
			return false;
		store_number(at, size, value.n);
		piece->data.len += size;
	}
	return true;
}

static bool structure_data(struct context *c, enum view view, const struct type *type,
			   const struct node *node, struct slice *data)
{
	struct arg value = { 0 };

	if (!memory_from_node(type, c, view, node, &value))
		return false;
	*data = (struct slice){ value.at, value.at ? value.len : 0 };
	return true;
}

static bool numbers_from_node(struct context *c, enum view view, const struct control_row *row,
			      const struct node *node, int64_t len, struct control_piece *piece)
{
	size_t size = number_size(row, node, len);

	if (node->kind != NODE_ARRAY)
		return wrong_node(c, node, "cmsg_data: a string, or a list of numbers,");
	if (size == 0 && len < 0)
		return wrong(c, "cmsg_len does not say how wide the numbers of cmsg_data=%s are",
			     quoted(c->arena, node->source));
	if (size == 0)
		return wrong(c, "cmsg_len=%llu leaves %lld bytes of data, which the numbers of "
			     "cmsg_data=%s cannot fill", (unsigned long long)piece->len,
			     (long long)len, quoted(c->arena, node->source));
	return list_from_node(c, view, row ? row->element : NULL, size, node, piece);
}

static bool string_from_node(struct context *c, enum view view, const struct node *node,
			     int64_t len, struct control_piece *piece)
{
	/* Of a descriptor that is there only in part nobody looks at anything. */
	if (is_rights(piece->level, piece->type) && node->text.len >= sizeof(int))
		return wrong_node(c, node, "a list of handles");
	if (view == GOES_IN && node->cut && (len < 0 || node->text.len < (uint64_t)len))
		return wrong(c, "cmsg_data=%s is only the beginning of what cmsg_len=%llu would send",
			     quoted(c->arena, node->source), (unsigned long long)piece->len);
	piece->data = node->text;
	piece->cut = node->cut;
	return true;
}

/* `len` is how many bytes cmsg_len says there are, -1 where it leaves that open. */
static bool data_from_node(struct context *c, enum view view, const struct node *node, int64_t len,
			   struct control_piece *piece)
{
	const struct control_row *row = control_row(piece->level, piece->type);

	piece->anything = view != GOES_IN && (node ? is_scratch(node) : len != 0);
	if (is_null(node) || piece->anything)
		return true;
	if (node->kind == NODE_ANYTHING)
		return wrong(c, "`...` stands for what comes back; it cannot be sent");
	if (node->kind == NODE_STRING)
		return string_from_node(c, view, node, len, piece);
	if (view != GOES_IN && row && row->element->names_handle && node->kind == NODE_ARRAY)
		return expected_rights(c, node, piece);
	if (row && row->element->names_handle && node->kind != NODE_ARRAY)
		return wrong_node(c, node, "a list of handles");
	/* Not the one number, [N]; but a list of structures. */
	if (row && !row->list && (node->kind != NODE_ARRAY || (node->items && node->items->kind == NODE_STRUCT)))
		return structure_data(c, view, row->element, node, &piece->data);
	return numbers_from_node(c, view, row && row->list ? row : NULL, node, len, piece);
}

static bool type_from_node(struct context *c, enum view view, const struct node *node, int level,
			   int64_t *n)
{
	return node_to_number(c, view, node, level == SOL_SOCKET ? &symbols_scm : NULL, sizeof(int),
			      n);
}

static bool length_from_node(struct context *c, enum view view, const struct node *node,
			     uint64_t *len)
{
	int64_t n = 0;

	if (node && !(node->kind == NODE_ANYTHING && view != GOES_IN) &&
	    !node_to_number(c, view, node, NULL, LENGTH_BYTES, &n))
		return false;
	*len = (uint64_t)n;
	return true;
}

/* No more than any memory can hold: no list comes near it. */
static int64_t data_length(uint64_t len)
{
	if (len < CONTROL_DATA_AT)
		return 0;
	return len > PTRDIFF_MAX ? PTRDIFF_MAX : (int64_t)(len - CONTROL_DATA_AT);
}

static bool piece_from_node(struct context *c, enum view view, const struct node *node,
			    struct control_piece *piece)
{
	const struct node *fields[CMSG_MEMBERS];
	int64_t level = 0, type = 0;
	bool open;

	/* Behind the last one: what strace could not read. */
	piece->unknown = node->kind == NODE_ANYTHING && !node->next;
	if (piece->unknown || (node->kind == NODE_ANYTHING && view != GOES_IN))
		return true;
	if (!fields_from_node(c, node, "a cmsghdr", cmsg_members, fields))
		return false;
	if (fields[LEVEL] &&
	    !node_to_number(c, view, fields[LEVEL], &symbols_sol, sizeof(int), &level))
		return false;
	if (fields[TYPE] && !type_from_node(c, view, fields[TYPE], (int)level, &type))
		return false;
	piece->level = (int)level;
	piece->type = (int)type;
	open = !fields[LEN] || fields[LEN]->kind == NODE_ANYTHING;
	if (!length_from_node(c, view, fields[LEN], &piece->len) ||
	    !data_from_node(c, view, fields[DATA], open ? -1 : data_length(piece->len), piece))
		return false;
	if (open && view != GOES_IN && fields[LEN])
		piece->len = CMSG_LEN(piece->data.len);
	return true;
}

/* From one message to the next. A length that makes no sense ends the walk for the kernel. */
static size_t piece_extent(const struct control_piece *piece)
{
	return CMSG_ALIGN(piece->len < CONTROL_DATA_AT ? CONTROL_DATA_AT : (size_t)piece->len);
}

/* Copies what fits at `offset` of `room` bytes: the kernel looks at nothing behind them. */
static void place_bytes(char *at, size_t room, size_t offset, const void *bytes, size_t len)
{
	if (offset >= room)
		return;
	if (len > room - offset)
		len = room - offset;
	if (len)
		memcpy(at + offset, bytes, len);
}

static void place_piece(char *at, size_t room, size_t offset, const struct control_piece *piece)
{
	struct control_header head;
	size_t end = piece->len > room - offset ? room : offset + (size_t)piece->len;
	size_t data_at = offset + CONTROL_DATA_AT;

	memset(&head, 0, sizeof(head));		/* its padding as well */
	head.cmsg_len = (size_t)piece->len;
	head.cmsg_level = piece->level;
	head.cmsg_type = piece->type;
	place_bytes(at, room, offset, &head, sizeof(head));
	/* What the length covers beyond the data must not be descriptor 0. */
	if (end > data_at + MOST_RIGHTS * sizeof(int))
		end = data_at + MOST_RIGHTS * sizeof(int);
	if (end > data_at && is_rights(piece->level, piece->type))
		memset(at + data_at, 0xff, end - data_at);
	place_bytes(at, room, data_at, piece->data.at, piece->data.len);
}

/* ---- the whole list ---- */

static bool control_room(struct context *c, struct message_block *block, size_t room)
{
	block->header.msg_control = arena_zero(c->arena, room ? room : 1);
	block->control_room = room;
	return block->header.msg_control != NULL;
}

/*
 * Does the kernel get what the line gives, neither less nor zeros instead? What it finds too long
 * for the room, it refuses before it looks at any data.
 */
static bool gives_all_data(struct context *c, const struct control_piece *piece, size_t left)
{
	size_t len = piece->data.len, wanted = (size_t)data_length(piece->len);
	bool whole = is_rights(piece->level, piece->type) && len >= sizeof(int) ?
		     len == wanted - wanted % sizeof(int) : len == wanted;

	if (whole || piece->len > left)
		return true;
	if (!len)
		return wrong(c, "cmsg_data is missing: cmsg_len=%llu says that there are %zu bytes "
			     "of it", (unsigned long long)piece->len, wanted);
	return wrong(c, "cmsg_data has %zu byte%s, and cmsg_len=%llu leaves room for %zu", len,
		     len == 1 ? "" : "s", (unsigned long long)piece->len, wanted);
}

/* One message at its place; *ended when the kernel looks at none behind it. */
static bool add_piece(struct context *c, struct message_block *block, size_t room, size_t *offset,
		      const struct control_piece *piece, bool *ended)
{
	size_t left = *offset < room ? room - *offset : 0;

	if (piece->unknown)
		return *ended || left < CONTROL_DATA_AT ||
		       wrong(c, "`...` stands for what comes back; it cannot be sent");
	if (left < CONTROL_DATA_AT && !*ended)
		return wrong(c, "msg_controllen=%llu leaves no room for all of msg_control",
			     (unsigned long long)block->controllen);
	if (!*ended && !gives_all_data(c, piece, left))
		return false;
	if (left) {
		place_piece(block->header.msg_control, room, *offset, piece);
		block->control_given = *offset + CONTROL_DATA_AT + piece->data.len;
	}
	*offset += piece_extent(piece);
	*ended |= piece->len < CONTROL_DATA_AT || piece->len > left;
	return true;
}

static bool pieces_from_node(struct context *c, enum view view, const struct node *list,
			     struct control_piece **pieces)
{
	struct control_piece *piece;

	piece = *pieces = arena_zero(c->arena, (list->count + 1) * sizeof(*piece));
	if (!piece)
		return false;
	for (const struct node *item = list->items; item; item = item->next)
		if (!piece_from_node(c, view, item, piece++))
			return false;
	return true;
}

static bool list_of_messages(struct context *c, enum view view, const struct node *list,
			     struct message_block *block)
{
	size_t room = mapped_length(block->controllen), offset = 0;
	struct control_piece *pieces;
	bool ended = false;

	if (!pieces_from_node(c, view, list, &pieces) ||
	    !control_room(c, block, block->expectation ? 0 : room))
		return false;
	if (block->expectation) {
		block->expected = pieces;
		block->expected_count = list->count;
		return true;
	}
	for (size_t i = 0; i < list->count; i++)
		if (!add_piece(c, block, room, &offset, &pieces[i], &ended))
			return false;
	return true;
}

static bool bytes_of_messages(struct context *c, const struct node *node,
			      struct message_block *block)
{
	size_t room = block->expectation ? node->text.len : mapped_length(block->controllen);

	if (node->cut && !block->receiving && node->text.len < room)
		return wrong(c, "msg_control=%s is only the beginning of what msg_controllen=%llu "
			     "would send", quoted(c->arena, node->source),
			     (unsigned long long)block->controllen);
	if (!control_room(c, block, room))
		return false;
	place_bytes(block->header.msg_control, room, 0, node->text.at, node->text.len);
	block->control_given = node->text.len;
	if (!block->receiving && !control_gives_all(block))
		return wrong(c, "msg_control has %zu bytes, and a cmsg_len in it says more",
			     node->text.len);
	return true;
}

/* Could neither strace nor the kernel read the list to its end? */
static bool ends_unreadable(const struct context *c, const struct node *node,
			    const struct message_block *block)
{
	return c->expects_error == EFAULT && !block->receiving && node->kind == NODE_ARRAY &&
	       node->last && node->last->kind == NODE_ANYTHING;
}

bool control_from_node(struct context *c, enum view view, const struct node *node,
		       struct message_block *block)
{
	size_t room = block->expectation ? 0 : mapped_length(block->controllen);
	bool done;

	if (is_null(node))
		return true;
	if (is_scratch(node) || ends_unreadable(c, node, block)) {
		block->anything |= ANY_CONTROL;
		block->control_room = room;
		block->header.msg_control =
			message_scratch(c, view, node, block, &block->control_room);
		return block->header.msg_control != NULL;
	}
	/* What stands in the room for messages is what should come. */
	if (block->receiving && !block->expectation)
		return control_room(c, block, room);
	if (node->kind == NODE_STRING)
		done = bytes_of_messages(c, node, block);
	else if (node->kind == NODE_ARRAY)
		done = list_of_messages(c, view, node, block);
	else
		return wrong_node(c, node, "a list of control messages");
	return done && (block->receiving || control_only_handles(c, block));
}

/* ---- completion: what a message's level and type make of its members ---- */

static bool read_member(struct context *c, const struct node *message, size_t i,
			const struct symbols *symbols, int64_t *n)
{
	const struct node *node = message ? node_field(message, cmsg_members[i].name) : NULL;

	return node && node_to_number(c, GOES_IN, node, symbols, sizeof(int), n);
}

static const struct type *control_type_here(const struct type *self, struct context *c,
					    const struct node *own, const struct node *around)
{
	struct type *type;
	int64_t level;

	(void)own;
	if (!read_member(c, around, LEVEL, &symbols_sol, &level))
		return self;
	type = arena_alloc(c->arena, sizeof(*type));
	if (type) {
		*type = *self;
		type->symbols = control_names((int)level);
	}
	return type;
}

static void control_type_complete(const struct type *self, struct context *c,
				  struct candidates *candidates)
{
	const struct symbols *symbols = self->symbols;
	int64_t level;

	/* --control ip ttl: the level is the word before it. */
	if (!c->call_notation && symbols_read(&symbols_sol, candidates->before, &level, c->arena, c->message))
		symbols = control_names((int)level);
	if (symbols)
		candidates_add_symbols(candidates, symbols);
}

const struct type type_control_type = {
	.name = "type", .size = sizeof(int), .is_signed = true, .symbols = &symbols_scm,
	.complete = control_type_complete, .here = control_type_here,
};

static const struct type *control_data_here(const struct type *self, struct context *c,
					    const struct node *own, const struct node *around)
{
	static const struct type handles = {
		.name = "handles", .pointer = true, .element = &type_descriptor,
	};
	const struct control_row *row;
	int64_t level, type;

	(void)own;
	if (!read_member(c, around, LEVEL, &symbols_sol, &level) ||
	    !read_member(c, around, TYPE, control_names((int)level), &type))
		return self;
	row = control_row((int)level, (int)type);
	if (!row)
		return self;
	return row->element->names_handle ? &handles : row->element;
}

static const struct type type_control_data = {
	.name = "data", .pointer = true, .here = control_data_here,
};

static const struct type type_control_message = {
	.name = "cmsghdr", .pointer = true, .members = cmsg_members,
};

const struct type type_control = {
	.name = "control messages", .pointer = true, .element = &type_control_message,
};
