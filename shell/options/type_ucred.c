/* struct ucred, of SO_PEERCRED and SCM_CREDENTIALS, and the ids that it is made of. */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "learned.h"
#include "sockopt.h"

/*
 * A number that came out in this script before is this time's; any other is just what the line
 * says. Where it fails, it need not have been one's own.
 */
static bool id_from_node(const struct type *self, struct context *c, enum view view,
			 const struct node *node, struct arg *arg)
{
	if (!number_from_node(self, c, view, node, arg))
		return false;
	if (!c->learned || view != GOES_IN || c->checking || node->kind != NODE_NUMBER)
		return true;
	if (c->expects_error)
		learned_known(c->learned, self->learned, 0, arg->n, &arg->n);
	else
		arg->n = learned_in(c->learned, self->learned, 0, arg->n);
	return true;
}

/* Ids are unsigned, but -1 stands for none, and is written so. */
static struct node *id_to_node(const struct type *self, struct context *c, enum view view,
			       const struct arg *arg)
{
	uint32_t id = (uint32_t)arg->n;
	struct node *node = id == UINT32_MAX ? node_number(c->arena, -1) :
					       node_unsigned(c->arena, id);

	(void)view;
	if (node)
		node->learned = self->learned;
	return node;
}

static void id_show(const struct type *self, struct context *c, enum view view,
		    const struct arg *arg, struct out *out)
{
	uint32_t id = (uint32_t)arg->n;

	(void)self;
	(void)view;
	(void)c;
	if (id == UINT32_MAX)
		out_text(out, "-1");
	else
		out_unsigned(out, id);
}

#define TYPE_ID(name_, learned_) \
	{ .name = name_, .size = 4, .learned = learned_, .from_words = number_from_words, \
	  .from_node = id_from_node, .to_node = id_to_node, .show = id_show }

const struct type type_pid = {
	.name = "process id", .size = 4, .is_signed = true, .learned = LEARN_PID,
	.from_words = number_from_words, .from_node = id_from_node,
	.to_node = number_to_node, .show = number_show,
};
const struct type type_uid = TYPE_ID("user id", LEARN_UID);
const struct type type_gid = TYPE_ID("group id", LEARN_GID);

static const struct member members[] = {
	MEMBER(struct ucred, pid, "pid", type_pid),
	MEMBER(struct ucred, uid, "uid", type_uid),
	MEMBER(struct ucred, gid, "gid", type_gid),
	{ 0 },
};

static struct node *own_or_number(const struct type *type, struct context *c, uint32_t id,
				  const char *function, uint32_t own)
{
	const struct arg arg = { .n = id };

	return id == own ? node_call(c->arena, function, NULL) : id_to_node(type, c, GOES_IN, &arg);
}

/*
 * One's own credentials are sent as C gets them: a number would be another process's when the line
 * is read again.
 */
static struct node *ucred_to_node(const struct type *self, struct context *c, enum view view,
				  const struct arg *arg)
{
	struct ucred ucred;
	struct node *node;

	memcpy(&ucred, arg->at, arg->len < sizeof(ucred) ? arg->len : sizeof(ucred));
	if (view != GOES_IN || arg->len < sizeof(ucred) || ucred.pid != getpid())
		return structure_to_node(self, c, view, arg);
	node = node_new(c->arena, NODE_STRUCT);
	node_add(node, "pid", node_call(c->arena, "getpid", NULL));
	node_add(node, "uid", own_or_number(&type_uid, c, ucred.uid, "geteuid", geteuid()));
	return node_add(node, "gid", own_or_number(&type_gid, c, ucred.gid, "getegid", getegid()));
}

const struct type type_ucred = {
	.name = "ucred", .size = sizeof(struct ucred), .pointer = true, .members = members,
	.from_node = structure_from_node, .to_node = ucred_to_node,
};
