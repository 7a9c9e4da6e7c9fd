/* Completion of call notation: from the parameter through members and elements to what stands at the point. */
#include "complete_parts.h"
#include "spot.h"

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
		const char *text = (member->if_set && !member->points) || is_given(level, member->name) ?
			NULL : arena_format(candidates->arena, "%s=", member->name);

		if (text)
			candidates_add_text(candidates, text);
	}
}

/* ---- which parameter it is ---- */

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
	spot_read_numbers(c, outermost->node->items, outermost->index);
	c->made->handle = complete_known(c->made->handle);
	return call_has_param(call, outermost->index) ? &call->params[outermost->index] : NULL;
}

static struct spot step_into(struct context *c, struct spot spot, const struct place_level *level)
{
	return spot_inside(c, spot, level->node, level->index, level->name);
}

/* A parameter of which a command can leave out the memory. */
static bool may_be_null(const struct context *c, const struct type *type)
{
	return type && type->pointer && type == c->param->type && (c->param->fallback || c->param->option || type->array.set) &&
	       (type->members || type->element) && !type->is_address;
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
	/* The words of a structure or a list are those of commands. */
	if (type && type->pointer && (type->members || type->element))
		candidates_add_text(candidates, type->element ? "[" : "{");
	else
		complete_value(c, type, candidates);
	if (may_be_null(c, type))
		candidates_add_text(candidates, "NULL");
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
		complete_members(spot_type(c, spot, last->node), last, candidates);
		return;
	}
	if (place->depth > 1)
		spot = step_into(c, spot, last);
	complete_item(c, spot_type(c, spot, NULL), last->node, candidates);
}
