/* Completion of call notation: from the parameter through members and elements to what stands at the point. */
#include "complete_parts.h"

/* A type, and the structure that it is a member of, as far as that has been read; NULL when it is none's. */
struct spot {
	const struct type *type;
	const struct node *around;
};

/* What it is there; `own` is what has been read of it, or NULL. */
static const struct type *type_here(struct context *c, struct spot spot, const struct node *own)
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

/* From what stands around a pair of brackets to the item within them. */
static struct spot step_into(struct context *c, struct spot spot, const struct place_level *level)
{
	const struct type *type = type_here(c, spot, level->node);

	switch (level->node->kind) {
	case NODE_STRUCT:
		return (struct spot){ member_type(type, level->name), level->node };
	case NODE_ARRAY:
		if (!type || type->element)
			return (struct spot){ type ? type->element : NULL, NULL };
		return (struct spot){ type->members ? NULL : type, NULL };	/* [N]: the number in memory */
	default:
		if (slice_is(level->node->text, "inet_pton") && level->index == 0)
			return (struct spot){ &type_sa_family, NULL };
		return spot;	/* htons(): the number as it is otherwise written */
	}
}

static bool is_given(const struct place_level *level, const char *name)
{
	const struct node *item = level->node->items;

	for (size_t i = 0; i < level->index; i++, item = item->next)
		if (slice_is(item->field, name))
			return true;
	return false;
}

static void complete_members(const struct type *type, const struct place_level *level,
			     struct candidates *candidates)
{
	const struct member *member;

	for (size_t i = 0; type && (member = type_member(type, i)); i++) {
		const char *text = is_given(level, member->name) ?
			NULL : arena_format(candidates->arena, "%s=", member->name);

		if (text)
			candidates_add_text(candidates, text);
	}
}

/* ---- which parameter it is ---- */

/* Constants and numbers alone: functions may ask the kernel. */
static bool is_plain(const struct node *node)
{
	return node->kind == NODE_NAME || node->kind == NODE_NUMBER || node->kind == NODE_OR;
}

/* The numbers before the point, which say what others are. */
static void read_arguments(struct context *c, const struct place_level *call)
{
	const struct node *node = call->node->items;

	for (size_t i = 0; i < call->index && call_has_param(c->made->call, i); i++, node = node->next) {
		const struct param *param = c->param = &c->made->call->params[i];
		struct arg *arg = &c->made->args[i];

		if (param->type->pointer || param->way != IN || !is_plain(node))
			continue;
		if (!param->type->from_node(param->type, c, GOES_IN, node, arg))
			*arg = (struct arg){ 0 };
		else if (param_is_acting(c->made->call, i))
			c->made->handle = complete_known(handle_by_fd(c->handles, arg->n));
	}
}

/* Of what stands in the result's parentheses. */
static const struct param *param_of_label(const struct call *call, struct slice label)
{
	for (size_t i = 0; call_has_param(call, i); i++)
		if (call->params[i].in_result && slice_is(label, call->params[i].in_result))
			return &call->params[i];
	return NULL;
}

static const struct param *find_param(struct context *c, const struct place_level *outermost)
{
	const struct call *call = c->made->call;

	if (outermost->node->kind != NODE_CALL)
		return param_of_label(call, outermost->name);
	read_arguments(c, outermost);
	return call_has_param(call, outermost->index) ? &call->params[outermost->index] : NULL;
}

/* A value, or the function that it is written with; within that function there is none. */
static void complete_item(struct context *c, const struct type *type, const struct node *around,
			  struct candidates *candidates)
{
	bool inside = around->kind == NODE_CALL && !slice_is(around->text, c->made->call->name);
	const char *text = type && type->function && !inside ?
		arena_format(candidates->arena, "%s(", type->function) : NULL;

	if (text)
		candidates_add_text(candidates, text);
	complete_value(c, type, candidates);
}

void complete_tree(struct context *c, const struct place *place, struct candidates *candidates)
{
	const struct place_level *last = &place->levels[place->depth - 1];
	const struct param *param = find_param(c, &place->levels[0]);
	struct spot spot = { param ? param->type : NULL, NULL };

	if (!param)
		return;
	c->param = param;
	candidates->c_names = candidates->glued = true;
	for (size_t i = 1; i + 1 < place->depth; i++)
		spot = step_into(c, spot, &place->levels[i]);
	if (place->kind == PLACE_MEMBER) {
		complete_members(type_here(c, spot, last->node), last, candidates);
		return;
	}
	if (place->depth > 1)
		spot = step_into(c, spot, last);
	complete_item(c, type_here(c, spot, NULL), last->node, candidates);
}
