/* struct ucred, of SO_PEERCRED and SCM_CREDENTIALS, and the ids that it is made of. */
#include <sys/socket.h>

#include "sockopt.h"

/* Ids are unsigned, but -1 stands for none, and is written so. */
static struct node *id_to_node(const struct type *self, struct context *c, const struct arg *arg)
{
	uint32_t id = (uint32_t)arg->n;
	struct node *node = id == UINT32_MAX ? node_number(c->arena, -1) :
					       node_unsigned(c->arena, id);

	if (node)
		node->learned = self->learned;
	return node;
}

static void id_show(const struct type *self, struct context *c, const struct arg *arg,
		    struct out *out)
{
	uint32_t id = (uint32_t)arg->n;

	(void)self;
	(void)c;
	if (id == UINT32_MAX)
		out_text(out, "-1");
	else
		out_unsigned(out, id);
}

#define TYPE_ID(name_, learned_) \
	{ .name = name_, .size = 4, .learned = learned_, .from_words = number_from_words, \
	  .from_node = number_from_node, .to_node = id_to_node, .show = id_show }

const struct type type_pid = TYPE_NUMBER("process id", 4, true, .learned = LEARN_PID);
const struct type type_uid = TYPE_ID("user id", LEARN_UID);
const struct type type_gid = TYPE_ID("group id", LEARN_GID);

static const struct member members[] = {
	MEMBER(struct ucred, pid, "pid", type_pid),
	MEMBER(struct ucred, uid, "uid", type_uid),
	MEMBER(struct ucred, gid, "gid", type_gid),
	{ NULL, 0, 0, NULL },
};

const struct type type_ucred = TYPE_STRUCTURE("ucred", struct ucred, members, .learned = LEARN_NOT);
