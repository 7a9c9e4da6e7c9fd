/* What stands where in the tree of a call. */
#include "spot.h"

const struct type *spot_type(struct context *c, struct spot spot, const struct node *own)
{
	return spot.type && spot.type->here ? spot.type->here(spot.type, c, own, spot.around) : spot.type;
}

static const struct type *member_type(const struct type *type, struct slice name)
{
	const struct member *member;

	for (size_t i = 0; type && (member = type_member(type, i)); i++)
		if (slice_is(name, member->name))
			return member->type;
	return NULL;
}

struct spot spot_inside(struct context *c, struct spot spot, const struct node *node, size_t index,
			struct slice name)
{
	const struct type *type = spot_type(c, spot, node);

	switch (node->kind) {
	case NODE_STRUCT:
		return (struct spot){ member_type(type, name), node };
	case NODE_ARRAY:
		if (!type || type->element)
			return (struct spot){ type ? type->element : NULL, NULL };
		return (struct spot){ type->members ? NULL : type, NULL };	/* [N]: the number in memory */
	default:
		if (slice_is(node->text, "inet_pton") && index == 0)
			return (struct spot){ &type_family, NULL };
		return spot;	/* htons(), A|B, IN => OUT: the value as it is otherwise written */
	}
}

static bool is_plain(const struct node *node)
{
	return node->kind == NODE_NAME || node->kind == NODE_NUMBER || node->kind == NODE_OR;
}

void spot_read_numbers(struct context *c, const struct node *args, size_t count)
{
	const struct call *call = c->made->call;

	for (size_t i = 0; i < count && args && call_has_param(call, i); i++, args = args->next) {
		const struct param *param = c->param = &call->params[i];
		struct arg *arg = &c->made->args[i];

		if (param->type->pointer || param->way != IN || !is_plain(args) ||
		    (param->type->names_handle && !c->handles))
			continue;
		if (!param->type->from_node(param->type, c, GOES_IN, args, arg))
			*arg = (struct arg){ 0 };
		else if (param_is_acting(call, i))
			c->made->handle = handle_by_fd(c->handles, arg->n);
	}
}
