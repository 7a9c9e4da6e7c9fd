/* Control messages: {cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[5]}. */
#include <netinet/in.h>

#include "family.h"
#include "fields.h"
#include "msghdr.h"
#include "sockopt.h"

#ifndef SCM_PIDFD
#define SCM_PIDFD 4
#endif

/* By number: what libc's names stand for depends on how wide its time_t is. */
enum {
	STAMP = 29, STAMP_NS = 35, STAMPING = 37,
	STAMP_NEW = 63, STAMP_NS_NEW = 64, STAMPING_NEW = 65,
};

/* SCM_MAX_FD: of a message with more the kernel takes none. */
static uint64_t most_rights(void)
{
	return 253;
}

/* What the length covers beyond those that a line has must not be descriptor 0. */
static const struct type type_rights =
	TYPE_BRINGING_ARRAY("handles", type_passed, .array.filler = -1, .array.most = most_rights);
static const struct type type_pidfds = TYPE_BRINGING_ARRAY("handles", type_passed_pidfd);
static const struct type type_ints = TYPE_ARRAY("numbers", type_int);

/* What the data of a kind of message is; of all others it is bytes. */
static const struct {
	int level, type;
	const struct type *data;
} kinds[] = {
	{ SOL_SOCKET, SCM_RIGHTS, &type_rights },
	{ SOL_SOCKET, SCM_CREDENTIALS, &type_ucred },
	{ SOL_SOCKET, SCM_PIDFD, &type_pidfds },
	{ SOL_SOCKET, STAMP, &type_stamp },
	{ SOL_SOCKET, STAMP_NS, &type_stampns },
	{ SOL_SOCKET, STAMPING, &type_stamping },
	{ SOL_SOCKET, STAMP_NEW, &type_stamp64 },
	{ SOL_SOCKET, STAMP_NS_NEW, &type_stampns64 },
	{ SOL_SOCKET, STAMPING_NEW, &type_stamping64 },
	{ IPPROTO_IP, IP_TTL, &type_ints },
	{ IPPROTO_IPV6, IPV6_HOPLIMIT, &type_ints },
	{ IPPROTO_IPV6, IPV6_TCLASS, &type_ints },
};

static const struct type *data_of(int level, int type)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds)[0]; i++)
		if (kinds[i].level == level && kinds[i].type == type)
			return kinds[i].data;
	return NULL;
}

/* ---- levels, and the types that each of them names ---- */

const struct symbols *control_names(int level)
{
	const struct sockopts *options = sockopts_by_level(level);

	return level == SOL_SOCKET ? &symbols_scm : options ? options->names : NULL;
}

/* SOL_SOCKET, SCM_RIGHTS */
static struct node *constant_to_node(const struct type *self, struct context *c, enum view view,
				     const struct arg *arg)
{
	(void)view;
	return symbol_to_node(c, self->symbols, arg->n);
}

static const struct type type_control_level = {
	.name = "level", .size = sizeof(int), .is_signed = true, .symbols = &symbols_sol,
	.from_node = number_from_node, .to_node = constant_to_node, .complete = number_complete,
};

/* The type that cmsg_type is on one level. */
struct type_on_level {
	struct type type;
	int level;
};

/* What protocols hand over is named as the option that asks for it. */
static struct node *type_on_level_to_node(const struct type *self, struct context *c, enum view view,
					  const struct arg *arg)
{
	const char *name = option_name(((const struct type_on_level *)self)->level, arg->n, ROLE_MESSAGE);

	(void)view;
	return name ? node_name(c->arena, name) : node_number(c->arena, arg->n);
}

static const struct type *type_on_level(const struct context *c, int level)
{
	struct type_on_level *on_level;

	if (level == SOL_SOCKET)
		return &type_control_type;
	on_level = arena_alloc(c->arena, sizeof(*on_level));
	if (!on_level)
		return NULL;
	*on_level = (struct type_on_level){ type_control_type, level };
	on_level->type.symbols = control_names(level);
	on_level->type.to_node = type_on_level_to_node;
	return &on_level->type;
}

static const struct type *type_chosen(const struct context *c, const void *structure)
{
	return type_on_level(c, ((const struct control_header *)structure)->cmsg_level);
}

static void type_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	const struct symbols *symbols = self->symbols;
	int64_t level;

	/* --control ip ttl: the level is the word before it. */
	if (!c->call_notation && symbols_read(&symbols_sol, candidates->before, &level, c->arena, c->message))
		symbols = control_names((int)level);
	if (symbols)
		candidates_add_symbols(candidates, symbols);
}

static const struct type *type_here(const struct type *self, struct context *c, const struct node *own,
				    const struct node *around);

const struct type type_control_type = {
	.name = "type", .size = sizeof(int), .is_signed = true, .symbols = &symbols_scm,
	.from_node = number_from_node, .to_node = constant_to_node, .complete = type_complete, .here = type_here,
};

/* ---- one message ---- */

static const struct type *data_chosen(const struct context *c, const void *structure)
{
	const struct control_header *head = structure;

	(void)c;
	return data_of(head->cmsg_level, head->cmsg_type);
}

static const struct type *data_here(const struct type *self, struct context *c, const struct node *own,
				    const struct node *around);

static const struct type type_control_data = { .name = "data", .pointer = true, .here = data_here };

static const struct member cmsg_members[] = {
	MEMBER(struct control_header, cmsg_len, "cmsg_len", type_u64, .of = 4),
	MEMBER(struct control_header, cmsg_level, "cmsg_level", type_control_level),
	MEMBER(struct control_header, cmsg_type, "cmsg_type", type_control_type, .chosen = type_chosen),
	{ "cmsg_data", CMSG_LEN(0), 0, &type_control_data, .trails = true, .chosen = data_chosen },
	{ 0 },
};

static bool read_member(struct context *c, const struct node *message, const char *name,
			const struct symbols *symbols, int64_t *n)
{
	const struct node *node = message ? node_field(message, name) : NULL;

	return node && node_to_number(c, GOES_IN, node, symbols, sizeof(int), n);
}

/* Level and type of a message, as far as a line has them. */
static bool read_kind(struct context *c, const struct node *message, int64_t *level, int64_t *type)
{
	return read_member(c, message, "cmsg_level", &symbols_sol, level) &&
	       read_member(c, message, "cmsg_type", control_names((int)*level), type);
}

static const struct type *type_here(const struct type *self, struct context *c, const struct node *own,
				    const struct node *around)
{
	int64_t level;

	(void)own;
	return read_member(c, around, "cmsg_level", &symbols_sol, &level) ? type_on_level(c, (int)level) : self;
}

static const struct type *data_here(const struct type *self, struct context *c, const struct node *own,
				    const struct node *around)
{
	const struct type *data;
	int64_t level, type;

	(void)own;
	data = read_kind(c, around, &level, &type) ? data_of((int)level, (int)type) : NULL;
	return data ? data : self;
}

/* Where a line names descriptors that come; what it has is no mistake for this. */
static size_t message_descriptor_nodes(const struct type *self, const struct context *c,
				       const struct node *node, const struct node **nodes, size_t most)
{
	const struct node *data = node->kind == NODE_STRUCT ? node_field(node, "cmsg_data") : NULL;
	struct message unsaid = { 0 };
	struct context own = *c;
	const struct type *type;
	int64_t level, number;
	size_t count = 0;

	(void)self;
	own.message = &unsaid;
	if (!data || data->kind != NODE_ARRAY || !read_kind(&own, node, &level, &number))
		return 0;
	type = data_of((int)level, (int)number);
	if (!type || !type->descriptors)
		return 0;
	/* In the place of one that could not be made stands the negative errno. */
	for (const struct node *fd = data->items; fd && count < most; fd = fd->next)
		if (!fd->negative)
			nodes[count++] = fd;
	return count;
}

static const struct type type_control_message = {
	.name = "cmsghdr", .size = CMSG_LEN(0), .pointer = true, .members = cmsg_members,
	.from_node = structure_from_node, .to_node = structure_to_node,
	.descriptor_nodes = message_descriptor_nodes,
};

/* ---- the list of them ---- */

/* Only some families bring descriptors, and only where there is room for their numbers. */
static bool control_brings(const struct type *self, struct context *c, const struct arg *arg,
			   struct bringing *bringing)
{
	const struct facts *facts = c->made->handle ? &c->made->handle->facts : NULL;

	(void)self;
	bringing->count = BRINGS_SOME;
	if (!arg->at || arg->room < CMSG_LEN(sizeof(int)) ||
	    (facts && facts->known && !address_family(facts->family)->passes_descriptors))
		bringing->count = 0;
	return true;
}

const struct type type_control =
	TYPE_ARRAY("control messages", type_control_message, .array.record = CMSG_ALIGN(1),
		   .prepare = array_prepare, .descriptors = array_descriptors,
		   .descriptor_nodes = array_descriptor_nodes, .brings = control_brings);
