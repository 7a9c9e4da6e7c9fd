/*
 * Messages of sendmsg and recvmsg: {msg_name=NULL, msg_namelen=0, msg_iov=[…], msg_iovlen=1,
 * msg_control=[…], msg_controllen=24, msg_flags=0}.
 */
#include <string.h>

#include "conditions.h"
#include "msghdr.h"

/* ---- buffers: {iov_base="part one", iov_len=8} ---- */

static const struct member iovec_members[] = {
	MEMBER(struct iovec, iov_base, "iov_base", type_buffer, .points = true, .way = MEMBER_OUT),
	MEMBER(struct iovec, iov_len, "iov_len", type_u64, .of = 1, .way = MEMBER_IN,
	       .fallback = MESSAGE_BUFFER_ROOM),
	{ 0 },
};

static const struct type type_iovec =
	TYPE_STRUCTURE("iovec", struct iovec, iovec_members, .prepare = structure_prepare);

static uint64_t most_buffers(void)
{
	return MOST_BUFFERS;
}

static const struct type type_iovecs =
	TYPE_ARRAY("buffers", type_iovec, .prepare = array_prepare, .only_comes = comes_back,
		   .array.in_turn = true, .array.most = most_buffers);

/* ---- the header ---- */

#define HEADER_MEMBER(member, ...) MEMBER(struct message_header, member, #member, __VA_ARGS__)

static const struct member msghdr_members[] = {
	HEADER_MEMBER(msg_name, type_sockaddr, .points = true, .way = MEMBER_OUT),
	HEADER_MEMBER(msg_namelen, type_u32, .of = 1, .fallback = sizeof(struct sockaddr_storage)),
	HEADER_MEMBER(msg_iov, type_iovecs, .points = true, .opens = true),
	HEADER_MEMBER(msg_iovlen, type_u64, .of = 3, .way = MEMBER_IN, .fallback = 1),
	HEADER_MEMBER(msg_control, type_control, .points = true, .way = MEMBER_OUT, .if_set = true),
	HEADER_MEMBER(msg_controllen, type_u64, .of = 5, .fallback = MESSAGE_CONTROL_ROOM),
	HEADER_MEMBER(msg_flags, type_msg_flags, .way = MEMBER_OUT),
	{ 0 },
};

/* ---- what came ---- */

static const struct arg *buffer_of(const struct arg *message, size_t i)
{
	const struct arg *buffers = message->behind ? &message->behind[MESSAGE_BUFFERS] : NULL;

	return buffers && buffers->behind && i < buffers->len / sizeof(struct iovec) ? &buffers->behind[i] : NULL;
}

struct slice message_bytes(struct context *c, const struct arg *message)
{
	const struct arg *buffer;
	size_t room = 0, len = 0;
	char *at;

	for (size_t i = 0; (buffer = buffer_of(message, i)); i++) {
		if (buffer->untouched)
			return (struct slice){ NULL, 0 };
		room += buffer->len;
	}
	at = arena_alloc(c->arena, room + 1);
	for (size_t i = 0; at && (buffer = buffer_of(message, i)); i++) {
		if (buffer->len)
			memcpy(at + len, buffer->at, buffer->len);
		len += buffer->len;
	}
	return (struct slice){ at, len };
}

uint64_t message_room(const struct arg *message)
{
	const struct message_header *header = message->at;
	uint64_t sum = 0;

	for (size_t i = 0; buffer_of(message, i); i++)
		sum += header->msg_iov[i].iov_len;
	return sum;
}

size_t message_passes(const struct context *c, const struct arg *message,
		      struct descriptor *passed, size_t most)
{
	const struct arg *control = message->behind ? &message->behind[MESSAGE_CONTROL] : NULL;

	if (!control || !control->at || is_unreadable(c, control->at))
		return 0;
	return type_control.descriptors(&type_control, c, control, passed, most);
}

bool message_about(const struct arg *message, struct about *about)
{
	const struct message_header *header = message->at;

	if (!header || !message->behind)
		return false;
	about->bytes = message_room(message);
	about->many_buffers = header->msg_iovlen > MOST_BUFFERS;
	about->control = header->msg_controllen != 0;
	about->cut = header->msg_flags & MSG_TRUNC;
	about->address = header->msg_name;
	about->address_room = message->behind[MESSAGE_NAME].room;
	about->address_len = header->msg_namelen;
	return true;
}

static bool msghdr_about(const struct made *made, const struct arg *arg, struct about *about)
{
	(void)made;
	return message_about(arg, about);
}

static struct slice msghdr_bytes(const struct type *self, struct context *c, const struct arg *arg)
{
	(void)self;
	return message_bytes(c, arg);
}

static uint64_t msghdr_amount(const struct type *self, const struct arg *arg)
{
	(void)self;
	return message_room(arg);
}

const struct type type_msghdr =
	TYPE_STRUCTURE("message", struct message_header, msghdr_members, .tag = "msghdr",
		       .data = true, .many = true, .options = message_options,
		       .from_words = message_from_words, .from_option = message_from_option,
		       .prepare = message_prepare, .only_comes = comes_back,
		       .about = msghdr_about, .bytes = msghdr_bytes, .amount = msghdr_amount,
		       .descriptors = structure_descriptors, .descriptor_nodes = structure_descriptor_nodes,
		       .brings = structure_brings);
