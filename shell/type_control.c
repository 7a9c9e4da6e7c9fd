/* Control messages: {cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[5]}. */
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

#include "fields.h"
#include "learned.h"
#include "msghdr.h"
#include "sockopt.h"

static const struct control_row rows[] = {
	{ SOL_SOCKET, SCM_RIGHTS, &type_descriptor, true },
	{ SOL_SOCKET, SCM_CREDENTIALS, &type_ucred, false },
	{ IPPROTO_IP, IP_TTL, &type_int, true },
	{ IPPROTO_IPV6, IPV6_HOPLIMIT, &type_int, true },
	{ IPPROTO_IPV6, IPV6_TCLASS, &type_int, true },
};

enum { LEN, LEVEL, TYPE, DATA, CMSG_FIELDS };
static const char *const cmsg_fields[CMSG_FIELDS] = {
	"cmsg_len", "cmsg_level", "cmsg_type", "cmsg_data",
};

enum { LENGTH_BYTES = sizeof(((struct cmsghdr *)0)->cmsg_len) };

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

static bool list_from_node(struct context *c, const struct type *element, const struct node *list,
			   struct slice *data)
{
	size_t size = list->count * sizeof(int);
	char *at = arena_zero(c->arena, size + 1);

	if (!at)
		return false;
	*data = (struct slice){ at, size };
	for (const struct node *item = list->items; item; item = item->next, at += sizeof(int)) {
		struct arg value = { .n = -1 };

		if (!element->from_node(element, c, item, &value))
			return false;
		store_number(at, sizeof(int), value.n);
	}
	return true;
}

/* What a script's pid, uid or gid is this time. */
static int64_t own_number(const struct context *c, const struct node *node, const char *field,
			  enum learned_kind kind, int64_t n, int64_t own)
{
	int64_t actual = n;

	if (learned_known(c->learned, kind, 0, n, &actual))
		return actual;
	/* Where a failure is expected, a foreign number may be the very point of it. */
	if (c->expects_error || node->kind != NODE_STRUCT || !node_field(node, field))
		return n;
	return learned_out(c->learned, kind, 0, n, own) ? own : n;
}

/* A number that a script has not seen yet stands for the one who runs it. */
static void learn_credentials(struct context *c, const struct node *node, struct ucred *ucred)
{
	ucred->pid = (pid_t)own_number(c, node, "pid", LEARN_PID, ucred->pid, getpid());
	ucred->uid = (uid_t)own_number(c, node, "uid", LEARN_UID, ucred->uid, geteuid());
	ucred->gid = (gid_t)own_number(c, node, "gid", LEARN_GID, ucred->gid, getegid());
}

static bool structure_data(struct context *c, const struct type *type, const struct node *node,
			   struct slice *data)
{
	struct arg value = { 0 };

	if (!memory_from_node(type, c, node, &value))
		return false;
	if (type == &type_ucred && c->learned && !c->coming_back && value.at)
		learn_credentials(c, node, value.at);
	*data = (struct slice){ value.at, value.at ? value.len : 0 };
	return true;
}

/* Numbers of 32 bits, as most protocols' messages have them: [64]. */
static bool numbers_from_node(struct context *c, const struct node *node, struct slice *data)
{
	if (node->kind != NODE_ARRAY)
		return wrong_node(c, node, "a string, or [N]");
	return list_from_node(c, &type_int, node, data);
}

static bool data_from_node(struct context *c, const struct node *node, struct control_piece *piece)
{
	const struct control_row *row = control_row(piece->level, piece->type);

	piece->anything = c->coming_back && is_scratch(node);
	if (is_null(node) || piece->anything)
		return true;
	if (c->coming_back && row && row->element == &type_descriptor && node->kind == NODE_ARRAY)
		return expected_rights(c, node, piece);
	if (row && row->list && node->kind == NODE_ARRAY)
		return list_from_node(c, row->element, node, &piece->data);
	/* Behind bytes, a descriptor would hide that is no handle. */
	if (row && row->element == &type_descriptor)
		return wrong_node(c, node, "a list of handles");
	if (row && !row->list && node->kind != NODE_STRING && node->kind != NODE_ARRAY)
		return structure_data(c, row->element, node, &piece->data);
	if (node->kind != NODE_STRING)
		return numbers_from_node(c, node, &piece->data);
	piece->data = node->text;
	return true;
}

static bool type_from_node(struct context *c, const struct node *node, int level, int64_t *n)
{
	return node_to_number(c, node, level == SOL_SOCKET ? &symbols_scm : NULL, sizeof(int), n);
}

static bool piece_from_node(struct context *c, const struct node *node, struct control_piece *piece)
{
	const struct node *fields[CMSG_FIELDS];
	int64_t len = 0, level = 0, type = 0;

	if (node->kind == NODE_ANYTHING && c->coming_back)
		return true;
	if (!fields_from_node(c, node, "a cmsghdr", cmsg_fields, CMSG_FIELDS, fields))
		return false;
	if (fields[LEVEL] && !node_to_number(c, fields[LEVEL], &symbols_sol, sizeof(int), &level))
		return false;
	if (fields[TYPE] && !type_from_node(c, fields[TYPE], (int)level, &type))
		return false;
	piece->level = (int)level;
	piece->type = (int)type;
	if (fields[DATA] && !data_from_node(c, fields[DATA], piece))
		return false;
	if (fields[LEN] && fields[LEN]->kind == NODE_ANYTHING && c->coming_back)
		len = (int64_t)CMSG_LEN(piece->data.len);
	else if (fields[LEN] && !node_to_number(c, fields[LEN], NULL, LENGTH_BYTES, &len))
		return false;
	piece->len = (uint64_t)len;
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
	struct cmsghdr head;
	size_t end = piece->len > room - offset ? room : offset + (size_t)piece->len;
	size_t data_at = offset + CONTROL_DATA_AT;

	memset(&head, 0, sizeof(head));		/* its padding as well */
	head.cmsg_len = (__typeof__(head.cmsg_len))piece->len;
	head.cmsg_level = piece->level;
	head.cmsg_type = piece->type;
	place_bytes(at, room, offset, &head, sizeof(head));
	/* What the length covers beyond the data must not be descriptor 0. */
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

static bool pieces_from_node(struct context *c, const struct node *list,
			     struct control_piece **pieces)
{
	struct control_piece *piece;

	piece = *pieces = arena_zero(c->arena, (list->count + 1) * sizeof(*piece));
	if (!piece)
		return false;
	for (const struct node *item = list->items; item; item = item->next)
		if (!piece_from_node(c, item, piece++))
			return false;
	return true;
}

static bool list_of_messages(struct context *c, const struct node *list,
			     struct message_block *block)
{
	size_t room = mapped_length(block->controllen), offset = 0;
	struct control_piece *pieces;

	if (!pieces_from_node(c, list, &pieces) ||
	    !control_room(c, block, block->expectation ? 0 : room))
		return false;
	if (block->expectation) {
		block->expected = pieces;
		block->expected_count = list->count;
		return true;
	}
	for (size_t i = 0; i < list->count && offset < room; i++) {
		place_piece(block->header.msg_control, room, offset, &pieces[i]);
		offset += piece_extent(&pieces[i]);
	}
	return true;
}

static bool bytes_of_messages(struct context *c, const struct node *node,
			      struct message_block *block)
{
	size_t room = block->expectation ? node->text.len : mapped_length(block->controllen);

	if (!control_room(c, block, room))
		return false;
	place_bytes(block->header.msg_control, room, 0, node->text.at, node->text.len);
	return true;
}

bool control_from_node(struct context *c, const struct node *node, struct message_block *block)
{
	size_t room = block->expectation ? 0 : mapped_length(block->controllen);
	bool done;

	if (is_null(node))
		return true;
	if (is_scratch(node)) {
		block->anything |= ANY_CONTROL;
		block->control_room = room;
		block->header.msg_control = message_scratch(c, node, block, &block->control_room);
		return block->header.msg_control != NULL;
	}
	/* What stands in the room for messages is what should come. */
	if (block->receiving && !block->expectation)
		return control_room(c, block, room);
	if (node->kind == NODE_STRING)
		done = bytes_of_messages(c, node, block);
	else if (node->kind == NODE_ARRAY)
		done = list_of_messages(c, node, block);
	else
		return wrong_node(c, node, "a list of control messages");
	return done && (block->receiving || control_only_handles(c, block));
}
