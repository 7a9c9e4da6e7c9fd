/*
 * When a message arrived or left: SCM_TIMESTAMP, SCM_TIMESTAMPNS, SCM_TIMESTAMPING, as the kernel
 * lays them out. No line can expect another run's time, so times are shown and never compared.
 */
#include <limits.h>

#include "sockopt.h"

#if LONG_MAX > INT32_MAX
enum { LONG_BYTES = 8 };
#else
enum { LONG_BYTES = 4 };
#endif

static const struct type type_moment = TYPE_NUMBER("time", LONG_BYTES, true, .learned = LEARN_NEVER);
static const struct type type_moment64 = TYPE_NUMBER("time", 8, true, .learned = LEARN_NEVER);

struct pair_long {
	long whole, part;
};

struct pair_64 {
	int64_t whole, part;
};

#define MEMBERS(pair, type, part_name) { \
	MEMBER(struct pair, whole, "tv_sec", type), \
	MEMBER(struct pair, part, part_name, type), \
	{ 0 }, \
}

static const struct member micro_members[] = MEMBERS(pair_long, type_moment, "tv_usec");
static const struct member nano_members[] = MEMBERS(pair_long, type_moment, "tv_nsec");
static const struct member micro64_members[] = MEMBERS(pair_64, type_moment64, "tv_usec");
static const struct member nano64_members[] = MEMBERS(pair_64, type_moment64, "tv_nsec");

const struct type type_stamp = TYPE_STRUCTURE("timeval", struct pair_long, micro_members, 0);
const struct type type_stamp64 = TYPE_STRUCTURE("timeval", struct pair_64, micro64_members, 0);
const struct type type_stampns = TYPE_STRUCTURE("timespec", struct pair_long, nano_members, 0);
const struct type type_stampns64 = TYPE_STRUCTURE("timespec", struct pair_64, nano64_members, 0);

/* ---- of the kernel, one that is no more used, of the card ---- */

enum { STAMPS = 3 };

static bool stamping_from_node(const struct type *self, struct context *c, enum view view,
			       const struct node *node, struct arg *arg)
{
	const struct type *stamp = self->element;
	char *at;

	if (node->kind != NODE_ARRAY || node->count != STAMPS)
		return wrong_node(c, node, "three times [{tv_sec=0, tv_nsec=0}, ...]");
	if (!arg->at && !arg_room(c, arg, self->size))
		return false;
	at = arg->at;
	for (const struct node *item = node->items; item; item = item->next, at += stamp->size) {
		struct arg one = { .at = at, .room = stamp->size, .len = stamp->size };

		if (!memory_from_node(stamp, c, view, item, &one))
			return false;
	}
	return true;
}

static struct node *stamping_to_node(const struct type *self, struct context *c, enum view view,
				     const struct arg *arg)
{
	const struct type *stamp = self->element;
	struct node *node = node_new(c->arena, NODE_ARRAY);
	char *at = arg->at;

	for (size_t i = 0; i < STAMPS; i++) {
		const struct arg one = { .at = at + i * stamp->size, .len = stamp->size, .room = stamp->size };

		node = node_add(node, NULL, stamp->to_node(stamp, c, view, &one));
	}
	return node;
}

#define TYPE_STAMPING(pair, stamp) { \
	.name = "time stamps", .size = STAMPS * sizeof(struct pair), .pointer = true, .element = &(stamp), \
	.from_node = stamping_from_node, .to_node = stamping_to_node, \
}

const struct type type_stamping = TYPE_STAMPING(pair_long, type_stampns);
const struct type type_stamping64 = TYPE_STAMPING(pair_64, type_stampns64);
