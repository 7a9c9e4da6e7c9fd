/* The buffers of a message: {iov_base="part one", iov_len=8}. */
#include <errno.h>
#include <string.h>

#include "fields.h"
#include "msghdr.h"
#include "sockopt.h"

enum { MOST_BUFFERS = 1024 };	/* UIO_MAXIOV: of a longer list the kernel looks at nothing */

enum { BASE, LEN, IOVEC_MEMBERS };
static const struct member iovec_members[IOVEC_MEMBERS + 1] = {
	[BASE] = MEMBER(struct iovec, iov_base, "iov_base", type_bytes),
	[LEN] = MEMBER(struct iovec, iov_len, "iov_len", type_u64),
};

static const struct type type_iovec = {
	.name = "iovec", .size = sizeof(struct iovec), .pointer = true, .pointers = true,
	.members = iovec_members,
};
const struct type type_iovecs = { .name = "buffers", .pointer = true, .element = &type_iovec };

/* At least one byte, so that an empty buffer has an address too. */
static void *zeros(struct context *c, size_t size)
{
	return arena_zero(c->arena, size ? size : 1);
}

/*
 * Room for one buffer to receive. The kernel fills them in turn: the first tells whether it has
 * written any.
 */
static void *room_to_receive(struct context *c, struct message_block *block, size_t size)
{
	if (size == 0 || block->untouched || block->expectation || !may_count_unwritten(c))
		return zeros(c, size);
	block->untouched = arena_fresh(c->arena, size);
	return block->untouched;
}

/* A string that is cut off is whole where iov_len says so, which its type cannot know. */
static bool text_from_node(struct context *c, enum view view, const struct node *node,
			   struct slice *bytes)
{
	struct arg arg = { 0 };

	if (node->kind == NODE_STRING) {
		*bytes = node->text;
		return true;
	}
	if (!bytes_from_node(c, view, node, &arg))
		return false;
	*bytes = (struct slice){ arg.at, arg.len };
	return true;
}

/* The memory of one buffer: the bytes, and zeros up to the length that the line says. */
static bool fill_buffer(struct context *c, struct slice bytes, uint64_t len,
			struct message_block *block, struct iovec *iov,
			struct buffer *buffer)
{
	size_t room = mapped_length(len);

	if (room < bytes.len)
		room = bytes.len;
	iov->iov_base = block->receiving ? room_to_receive(c, block, room) : zeros(c, room);
	iov->iov_len = (size_t)len;
	if (!iov->iov_base)
		return false;
	if (bytes.len)
		memcpy(iov->iov_base, bytes.at, bytes.len);
	buffer->len = block->receiving ? room : shown_length(bytes.len, len);
	buffer->padded = !block->receiving && buffer->len < len;
	return true;
}

/* Behind a pointer of another process: nobody knows what stood there, and zeros are sent. */
static bool scratch_buffer(struct context *c, enum view view, const struct node *node, uint64_t len,
			   struct message_block *block, struct iovec *iov, struct buffer *buffer)
{
	buffer->anything = true;
	buffer->len = block->receiving ? mapped_length(len) : len != 0;
	iov->iov_base = block->receiving && c->expects_error != EFAULT
				? room_to_receive(c, block, buffer->len)
				: message_scratch(c, view, node, block, &buffer->len);
	if (iov->iov_base && !block->receiving && !is_unreadable(c, iov->iov_base))
		return fill_buffer(c, (struct slice){ 0 }, len, block, iov, buffer);
	return iov->iov_base != NULL;
}

static bool base_from_node(struct context *c, enum view view, const struct node *node, uint64_t len,
			   struct message_block *block, struct iovec *iov, struct buffer *buffer)
{
	struct slice bytes = { 0 };

	iov->iov_len = (size_t)len;
	if (is_null(node))
		return true;
	if (is_scratch(node))
		return scratch_buffer(c, view, node, len, block, iov, buffer);
	/* What stands in a buffer to receive is what should come: it says nothing of the room. */
	if (!text_from_node(c, view, node, &bytes))
		return false;
	if (block->receiving && !block->expectation)
		return fill_buffer(c, (struct slice){ 0 }, len, block, iov, buffer);
	if (!block->receiving && node->cut && bytes.len < len)
		return wrong(c, "%s is only the beginning of what iov_len=%llu would send",
			     quoted(c->arena, node->source), (unsigned long long)len);
	if (!block->expectation)
		return fill_buffer(c, bytes, len, block, iov, buffer);
	iov->iov_base = arena_copy(c->arena, bytes.at, bytes.len);
	buffer->len = bytes.len;
	buffer->cut = node->cut;
	return iov->iov_base != NULL;
}

static bool buffer_from_node(struct context *c, enum view view, const struct node *node,
			     struct message_block *block, struct iovec *iov, struct buffer *buffer)
{
	const struct node *fields[IOVEC_MEMBERS];
	int64_t len = 0;

	if (node->kind == NODE_ANYTHING) {
		iov->iov_len = MESSAGE_BUFFER_ROOM;
		return scratch_buffer(c, view, node, MESSAGE_BUFFER_ROOM, block, iov, buffer);
	}
	if (!fields_from_node(c, node, "an iovec", iovec_members, fields))
		return false;
	/* A length that is left out is zero, and then nothing goes in or out. */
	if (!fields[LEN] && block->receiving)
		len = MESSAGE_BUFFER_ROOM;
	else if (!fields[LEN] && !is_null(fields[BASE]))
		return wrong(c, "iov_len is missing");
	if (fields[LEN] && !node_to_number(c, view, fields[LEN], NULL, sizeof(iov->iov_len), &len))
		return false;
	return base_from_node(c, view, fields[BASE], (uint64_t)len, block, iov, buffer);
}

static bool allocate(struct context *c, struct message_block *block, size_t count)
{
	block->header.msg_iov = zeros(c, count * sizeof(struct iovec));
	block->buffers = zeros(c, count * sizeof(struct buffer));
	return block->header.msg_iov && block->buffers;
}

/* What is not shown of a message to receive: room in each of its buffers. */
static bool open_buffers(struct context *c, enum view view, const struct node *node,
			 struct message_block *block)
{
	size_t count = (size_t)block->header.msg_iovlen, room = count != 0;
	void *scratch = message_scratch(c, view, node, block, &room);

	block->anything |= ANY_BUFFERS;
	if (is_unreadable(c, scratch))
		block->header.msg_iov = scratch;
	if (!scratch || is_unreadable(c, scratch) || !block->receiving ||
	    count > MOST_BUFFERS)
		return scratch != NULL;
	block->listed = count;
	for (size_t i = 0; i < count; i++)
		if (!fill_buffer(c, (struct slice){ 0 }, MESSAGE_BUFFER_ROOM, block,
				 &block->header.msg_iov[i], &block->buffers[i]))
			return false;
	return true;
}

bool buffers_from_node(struct context *c, enum view view, const struct node *node, uint64_t iovlen,
		       struct message_block *block)
{
	size_t mapped, i = 0;

	block->header.msg_iovlen = (size_t)iovlen;
	if (is_null(node))
		return true;
	if (!is_scratch(node) && node->kind != NODE_ARRAY)
		return wrong_node(c, node, "a list of buffers");
	if (node->kind == NODE_ARRAY)
		block->listed = node->count;
	mapped = iovlen > MOST_BUFFERS ? MOST_BUFFERS + 1 : (size_t)iovlen;
	if (!allocate(c, block, mapped > block->listed ? mapped : block->listed))
		return false;
	if (node->kind != NODE_ARRAY)
		return open_buffers(c, view, node, block);
	for (const struct node *item = node->items; item; item = item->next, i++)
		if (!buffer_from_node(c, view, item, block, &block->header.msg_iov[i],
				      &block->buffers[i]))
			return false;
	return true;
}

bool buffers_add(struct context *c, struct message_block *block, struct slice bytes, size_t room)
{
	const struct iovec *iov = block->header.msg_iov;
	const struct buffer *buffers = block->buffers;
	size_t count = block->listed;

	/* A power of two of them is full: the next ones need twice the room. */
	if ((count & (count - 1)) == 0) {
		if (!allocate(c, block, count ? 2 * count : 1))
			return false;
		for (size_t i = 0; i < count; i++) {
			block->header.msg_iov[i] = iov[i];
			block->buffers[i] = buffers[i];
		}
	}
	block->listed = ++count;
	block->header.msg_iovlen = (size_t)count;
	return fill_buffer(c, bytes, room, block, &block->header.msg_iov[count - 1],
			   &block->buffers[count - 1]);
}

static struct node *base_to_node(struct context *c, enum view view,
				 const struct message_block *block, size_t i, uint64_t came)
{
	const struct iovec *iov = &block->header.msg_iov[i];
	const struct buffer *buffer = &block->buffers[i];
	size_t len = iov->iov_len < buffer->len ? iov->iov_len : buffer->len;
	struct arg base = { .at = iov->iov_base };
	struct node *node;

	if (block->expectation)
		len = buffer->len;
	else if (block->receiving && came < len)
		len = (size_t)came;
	if (!base.at || is_unreadable(c, base.at))
		return memory_to_node(&type_bytes, c, view, &base);
	if (buffer->anything && block->expectation)
		return node_new(c->arena, NODE_ANYTHING);
	if (block->receiving && (!message_came(c, view, block) || (block->untouched && len)))
		return node_new(c->arena, NODE_ANYTHING);
	node = node_string(c->arena, (struct slice){ iov->iov_base, len });
	if (node) {
		node->cut = buffer->cut;
		node->padded = buffer->padded;
	}
	return node;
}

static struct node *buffer_to_node(struct context *c, enum view view,
				   const struct message_block *block, size_t i, uint64_t came)
{
	struct node *node = node_new(c->arena, NODE_STRUCT);

	node_add(node, "iov_base", base_to_node(c, view, block, i, came));
	return node_add(node, "iov_len", node_unsigned(c->arena, block->header.msg_iov[i].iov_len));
}

struct node *buffers_to_node(struct context *c, enum view view, const struct message_block *block)
{
	/* With MSG_TRUNC the result is the message's length, whatever fits: buffers bound it. */
	uint64_t came = c->made->result < 0 ? 0 : (uint64_t)c->made->result;
	uint64_t iovlen = (uint64_t)block->header.msg_iovlen;
	struct node *node;

	struct arg list = { .at = block->header.msg_iov };

	if (!list.at || is_unreadable(c, list.at))
		return memory_to_node(&type_bytes, c, view, &list);
	if ((block->anything & ANY_BUFFERS) && block->expectation)
		return node_new(c->arena, NODE_ANYTHING);
	node = node_new(c->arena, NODE_ARRAY);
	for (size_t i = 0; i < block->listed && i < iovlen && node; i++) {
		size_t len = block->header.msg_iov[i].iov_len;

		node = node_add(node, NULL, buffer_to_node(c, view, block, i, came));
		came -= came < len ? came : len;
	}
	return node;
}
