/*
 * Messages of sendmsg and recvmsg: {msg_name=NULL, msg_namelen=0, msg_iov=[…], msg_iovlen=1,
 * msg_control=[…], msg_controllen=24, msg_flags=0}.
 *
 * Of a message to receive, only the rooms go in; names, bytes and control messages that a line
 * shows there are what should come. An expectation is read from the same tree into a block of its
 * own, and both are turned into trees again to be compared.
 */
#include "msghdr.h"

#include <errno.h>
#include <string.h>

#include "family.h"
#include "fields.h"
#include "sockopt.h"

enum { NAME, NAMELEN, IOV, IOVLEN, CONTROL, CONTROLLEN, FLAGS, MSGHDR_MEMBERS };

#define HEADER_MEMBER(member, type) MEMBER(struct message_header, member, #member, type)

static const struct member msghdr_members[MSGHDR_MEMBERS + 1] = {
	[NAME] = HEADER_MEMBER(msg_name, type_sockaddr),
	[NAMELEN] = HEADER_MEMBER(msg_namelen, type_u32),
	[IOV] = HEADER_MEMBER(msg_iov, type_iovecs),
	[IOVLEN] = HEADER_MEMBER(msg_iovlen, type_u64),
	[CONTROL] = HEADER_MEMBER(msg_control, type_control),
	[CONTROLLEN] = HEADER_MEMBER(msg_controllen, type_u64),
	[FLAGS] = HEADER_MEMBER(msg_flags, type_msg_flags),
};

#define HEADER_SIZE(member) sizeof(((struct message_header *)0)->member)

/* ---- from trees ---- */

void *message_scratch(struct context *c, enum view view, const struct node *node,
		      const struct message_block *block, size_t *room)
{
	static const struct node pointer = { .kind = NODE_NUMBER, .number = 1 };
	bool faults = c->expects_error == EFAULT;
	struct arg arg = { 0 };

	/* Of what is sent strace leaves open what it could not read, and then neither can the kernel. */
	if (node->kind == NODE_ANYTHING && !block->receiving && !faults) {
		wrong(c, "`...` stands for what comes back; it cannot be sent");
		return NULL;
	}
	if (c->expects_success && !block->receiving && *room) {
		wrong(c, "behind the pointer %s stood what was sent; the line does not say what",
		      quoted(c->arena, node->source));
		return NULL;
	}
	if (!faults || (node->kind == NODE_ANYTHING && block->receiving))
		return arena_zero(c->arena, *room ? *room : 1);
	*room = 0;
	return memory_from_node(&type_bytes, c, view, &pointer, &arg) ? arg.at : NULL;
}

/* A number that goes in and comes out: `110 => 0`, or the same both ways. */
struct change {
	int64_t in, out;
};

static bool change_from_node(struct context *c, enum view view, const struct node *node,
			     size_t size, int64_t otherwise, struct change *change)
{
	bool receives = c->param->way != IN;
	const struct node *in = node, *out = node;

	change->in = change->out = 0;
	if (!node)
		return true;
	if (node->kind == NODE_CHANGE) {
		in = node->items;
		out = node->last;
	}
	change->in = change->out = otherwise;
	if (!(receives && in->kind == NODE_ANYTHING) &&
	    !node_to_number(c, view, in, NULL, size, &change->in))
		return false;
	if (!receives || out->kind == NODE_ANYTHING)
		return true;
	return node_to_number(c, view, out, NULL, size, &change->out);
}

/* Of a longer name than any address the kernel looks at no more, and writes no more. */
static size_t name_room(const struct message_block *block)
{
	const size_t most = sizeof(struct sockaddr_storage);

	return block->namelen < most ? (size_t)block->namelen : most;
}

/* The name as it is sent or expected, with zeros behind it where msg_namelen is longer. */
static bool spelled_name(struct context *c, enum view view, const struct node *node,
			 struct message_block *block)
{
	size_t room = block->expectation ? 0 : name_room(block);
	struct arg name = { 0 };

	if (!memory_from_node(&type_sockaddr, c, view, node, &name))
		return false;
	block->header.msg_name = name.at;
	block->name_room = name.at ? name.len : 0;
	if (!name.at || name.len >= room)
		return true;
	block->header.msg_name = arena_zero(c->arena, room);
	block->name_room = room;
	if (!block->header.msg_name)
		return false;
	memcpy(block->header.msg_name, name.at, name.len);
	return true;
}

static bool name_from_node(struct context *c, enum view view, const struct node *node,
			   struct message_block *block)
{
	struct message_header *header = &block->header;
	size_t room = name_room(block);

	if (is_null(node))
		return true;
	block->name_room = room;
	if (is_scratch(node)) {
		block->anything |= ANY_NAME;
		header->msg_name = message_scratch(c, view, node, block, &block->name_room);
	} else if (!block->receiving || block->expectation) {
		return spelled_name(c, view, node, block);
	} else {
		header->msg_name = arena_zero(c->arena, room ? room : 1);
	}
	return header->msg_name != NULL;
}

static bool lengths_from_nodes(struct context *c, enum view view, const struct node *const *fields,
			       struct message_block *block)
{
	struct message_header *header = &block->header;
	struct change name, control;

	if (!change_from_node(c, view, fields[NAMELEN], HEADER_SIZE(msg_namelen),
			      sizeof(struct sockaddr_storage), &name) ||
	    !change_from_node(c, view, fields[CONTROLLEN], HEADER_SIZE(msg_controllen),
			      MESSAGE_CONTROL_ROOM, &control))
		return false;
	block->namelen = (uint32_t)name.in;
	block->controllen = (uint64_t)control.in;
	header->msg_namelen = (socklen_t)(block->expectation ? name.out : name.in);
	header->msg_controllen = (size_t)
		(block->expectation ? control.out : control.in);
	return true;
}

static bool flags_from_node(struct context *c, enum view view, const struct node *node,
			    struct message_block *block)
{
	int64_t n = 0;

	/* Only the kernel says which flags a message has that came. */
	if (!node || (block->receiving && !block->expectation))
		return true;
	if (!node_to_number(c, view, node, &symbols_msg, HEADER_SIZE(msg_flags), &n))
		return false;
	block->header.msg_flags = (int)n;
	return true;
}

/* Where a list of buffers stands without its length, or none of them says what it is. */
static bool count_from_node(struct context *c, enum view view, const struct node *const *fields,
			    const struct message_block *block, int64_t *buffers)
{
	const struct node *iov = fields[IOV], *iovlen = fields[IOVLEN];

	*buffers = 0;
	if (block->receiving && (!iovlen || iovlen->kind == NODE_ANYTHING)) {
		*buffers = is_null(iov) ? 0 : iov->kind == NODE_ARRAY ? (int64_t)iov->count : 1;
		return true;
	}
	return !iovlen || node_to_number(c, view, iovlen, NULL, HEADER_SIZE(msg_iovlen), buffers);
}

/*
 * Of a call that received nothing, strace shows hardly a part of the message. If buffers are what
 * is not shown, all that is not shown is given room, as it was there; and whatever comes is right.
 */
static void open_what_is_left_out(const struct node **fields, struct message_block *block)
{
	static const struct node anything = { .kind = NODE_ANYTHING };
	static const unsigned parts[MSGHDR_MEMBERS] = {
		[NAME] = ANY_NAME, [NAMELEN] = ANY_NAMELEN, [IOV] = ANY_BUFFERS,
		[IOVLEN] = ANY_BUFFERS, [CONTROL] = ANY_CONTROL,
		[CONTROLLEN] = ANY_CONTROLLEN, [FLAGS] = ANY_FLAGS,
	};

	if (!block->receiving || fields[IOV] || (fields[IOVLEN] && is_null(fields[IOVLEN])))
		return;
	for (size_t i = 0; i < MSGHDR_MEMBERS; i++) {
		if (fields[i])
			continue;
		fields[i] = &anything;
		block->anything |= parts[i];
	}
}

/* A length that is left out is zero, and then nothing is sent of what stands beside it. */
static bool lengths_are_there(struct context *c, const struct node *const *fields,
			      const struct message_block *block)
{
	static const int beside[] = { NAME, IOV, CONTROL };

	for (size_t i = 0; i < sizeof(beside) / sizeof(beside)[0] && !block->receiving; i++)
		if (!is_null(fields[beside[i]]) && !fields[beside[i] + 1])
			return wrong(c, "%s is missing", msghdr_members[beside[i] + 1].name);
	return true;
}

static bool fill(struct context *c, enum view view, const struct node **fields,
		 struct message_block *block)
{
	int64_t buffers = 0;

	open_what_is_left_out(fields, block);
	return lengths_are_there(c, fields, block) &&
	       count_from_node(c, view, fields, block, &buffers) &&
	       lengths_from_nodes(c, view, fields, block) &&
	       name_from_node(c, view, fields[NAME], block) &&
	       buffers_from_node(c, view, fields[IOV], (uint64_t)buffers, block) &&
	       control_from_node(c, view, fields[CONTROL], block) &&
	       flags_from_node(c, view, fields[FLAGS], block);
}

struct message_block *message_new(struct context *c, enum view view, struct arg *arg)
{
	struct message_block *block;

	if (!arg->at || arg->room < sizeof(*block)) {
		arg->at = NULL;
		if (!arg_room(c, arg, sizeof(*block)))
			return NULL;
	}
	arg->len = sizeof(*block);
	block = arg->at;
	memset(block, 0, sizeof(*block));
	block->receiving = c->param->way != IN;
	block->expectation = view != GOES_IN;
	return block;
}

static bool msghdr_from_node(const struct type *self, struct context *c, enum view view,
			     const struct node *node, struct arg *arg)
{
	const struct node *fields[MSGHDR_MEMBERS];
	struct message_block *block;

	/* &msg, as C has it: whatever comes. */
	if (c->param->way != IN && (node->kind == NODE_ADDRESS_OF || node->kind == NODE_NAME))
		return self->prepare(self, c, -1, arg);
	if (!fields_from_node(c, node, "a msghdr", msghdr_members, fields))
		return false;
	block = message_new(c, view, arg);
	return block && fill(c, view, fields, block);
}

/* ---- to trees ---- */

/* Does an expectation leave this part open? */
static bool is_open(const struct message_block *block, unsigned part)
{
	return block->expectation && (block->anything & part);
}

static struct node *change_to_node(struct context *c, enum view view,
				   const struct message_block *block, unsigned part, uint64_t in,
				   uint64_t out)
{
	struct node *node;

	if (is_open(block, part))
		return node_new(c->arena, NODE_ANYTHING);
	if (!block->receiving || !message_came(c, view, block) || in == out)
		return node_unsigned(c->arena, in);
	node = node_new(c->arena, NODE_CHANGE);
	node_add(node, NULL, node_unsigned(c->arena, in));
	return node_add(node, NULL, node_unsigned(c->arena, out));
}

static struct node *name_to_node(struct context *c, enum view view,
				 const struct message_block *block)
{
	const struct message_header *header = &block->header;
	struct arg name = { .at = header->msg_name, .room = block->name_room };

	if (!name.at || is_unreadable(c, name.at))
		return memory_to_node(&type_bytes, c, view, &name);
	if ((block->anything & ANY_NAME) && block->expectation)
		return node_new(c->arena, NODE_ANYTHING);
	/* Nobody wrote there: a connection has no sender's address. */
	if (block->receiving && (!message_came(c, view, block) || header->msg_namelen == 0))
		return node_new(c->arena, NODE_ANYTHING);
	/* Of a longer one the kernel looks at no more. */
	name.len = sizeof(struct sockaddr_storage);
	if (name.len > name.room)
		name.len = name.room;
	if (name.len > header->msg_namelen)
		name.len = header->msg_namelen;
	return memory_to_node(&type_sockaddr, c, view, &name);
}

static struct node *flags_to_node(struct context *c, enum view view,
				  const struct message_block *block)
{
	struct arg flags = { .n = block->header.msg_flags };

	if ((block->receiving && !message_came(c, view, block)) || is_open(block, ANY_FLAGS))
		return node_new(c->arena, NODE_ANYTHING);
	return type_msg_flags.to_node(&type_msg_flags, c, view, &flags);
}

static bool msghdr_only_comes(const struct type *self, const struct context *c)
{
	(void)self;
	return c->param->way != IN;
}

static struct node *msghdr_to_node(const struct type *self, struct context *c, enum view view,
				   const struct arg *arg)
{
	const struct message_block *block = arg->at;
	const struct message_header *header = &block->header;
	struct node *node = node_new(c->arena, NODE_STRUCT);
	struct node *control = control_to_node(c, view, block);

	(void)self;
	node_add(node, msghdr_members[NAME].name, name_to_node(c, view, block));
	node_add(node, msghdr_members[NAMELEN].name,
		 change_to_node(c, view, block, ANY_NAMELEN, block->namelen, header->msg_namelen));
	node_add(node, msghdr_members[IOV].name, buffers_to_node(c, view, block));
	node_add(node, msghdr_members[IOVLEN].name,
		 is_open(block, ANY_BUFFERS) ? node_new(c->arena, NODE_ANYTHING) :
		 node_unsigned(c->arena, (uint64_t)header->msg_iovlen));
	if (control)
		node_add(node, msghdr_members[CONTROL].name, control);
	node_add(node, msghdr_members[CONTROLLEN].name,
		 change_to_node(c, view, block, ANY_CONTROLLEN, block->controllen,
				(uint64_t)header->msg_controllen));
	return node_add(node, msghdr_members[FLAGS].name, flags_to_node(c, view, block));
}

/* ---- what came ---- */

/* All buffers together, as `expect "…"` compares them. */
static struct slice msghdr_bytes(const struct type *self, struct context *c, const struct arg *arg)
{
	const struct message_block *block = arg->at;
	size_t left = c->made->result > 0 ? (size_t)c->made->result : 0, len = 0, room = 0;
	char *at;

	(void)self;
	if (block->untouched)
		return (struct slice){ NULL, 0 };
	for (size_t i = 0; i < block->listed; i++)
		room += block->buffers[i].len;
	left = left < room ? left : room;
	at = arena_alloc(c->arena, left + 1);
	for (size_t i = 0; i < block->listed && at; i++) {
		size_t part = block->buffers[i].len < left ? block->buffers[i].len : left;

		if (part)
			memcpy(at + len, block->header.msg_iov[i].iov_base, part);
		len += part;
		left -= part;
	}
	return (struct slice){ at, at ? len : 0 };
}

static uint64_t msghdr_amount(const struct type *self, const struct arg *arg)
{
	const struct message_block *block = arg->at;
	uint64_t sum = 0;

	(void)self;
	for (size_t i = 0; arg->room >= sizeof(*block) && i < block->listed; i++)
		sum += block->header.msg_iov[i].iov_len;
	return sum;
}

static size_t msghdr_descriptors(const struct type *self, const struct context *c, const struct arg *arg,
				 struct descriptor *came, size_t most)
{
	const struct message_block *block = arg->at;

	(void)self;
	(void)c;
	/* An unreadable page is no message. */
	if (arg->room < sizeof(*block) || !block->receiving)
		return 0;
	return control_descriptors(block, came, most);
}

/* Only some families bring them, and only where there is room for their numbers. */
static bool msghdr_brings(const struct type *self, struct context *c, const struct arg *arg,
			  struct bringing *bringing)
{
	const struct message_block *block = arg->at;
	const struct facts *facts = c->made->handle ? &c->made->handle->facts : NULL;

	(void)self;
	bringing->count = BRINGS_SOME;
	if (!block || arg->room < sizeof(*block) || !block->receiving ||
	    block->controllen < CMSG_LEN(sizeof(int)) ||
	    (facts && facts->known && !address_family(facts->family)->passes_descriptors))
		bringing->count = 0;
	return true;
}

static size_t msghdr_descriptor_nodes(const struct type *self, const struct context *c,
				      const struct node *node, const struct node **nodes, size_t most)
{
	const struct node *control;

	(void)self;
	(void)c;
	control = node->kind == NODE_STRUCT ? node_field(node, msghdr_members[CONTROL].name) : NULL;
	return control ? control_descriptor_nodes(control, nodes, most) : 0;
}

const struct type type_msghdr = {
	.name = "message",
	.size = sizeof(struct message_block),
	.pointer = true,
	.data = true,
	.members = msghdr_members,
	.pointers = true,
	.many = true,
	.from_words = message_from_words,
	.from_option = message_from_option,
	.from_node = msghdr_from_node,
	.prepare = message_prepare,
	.only_comes = msghdr_only_comes,
	.to_node = msghdr_to_node,
	.options = message_options,
	.bytes = msghdr_bytes,
	.amount = msghdr_amount,
	.descriptors = msghdr_descriptors,
	.descriptor_nodes = msghdr_descriptor_nodes,
	.brings = msghdr_brings,
};
