/* Structures read field by field. */
#include "fields.h"

static bool no_such_field(struct context *c, const struct node *item, const char *what,
			  const char *const *names, size_t count)
{
	struct nearest nearest;

	if (item->field.len == 0)
		return wrong_node(c, item, "NAME=VALUE");
	nearest_start(&nearest, item->field);
	for (size_t i = 0; i < count; i++)
		nearest_try(&nearest, slice_of(names[i]));
	return wrong(c, "no field %s in %s%s", quoted(c->arena, item->field), what,
		     did_you_mean(c->arena, &nearest));
}

bool fields_from_node(struct context *c, const struct node *node, const char *what,
		      const char *const *names, size_t count, const struct node **found)
{
	if (node->kind != NODE_STRUCT)
		return wrong_node(c, node, what);
	for (size_t i = 0; i < count; i++)
		found[i] = NULL;
	for (const struct node *item = node->items; item; item = item->next) {
		size_t i = 0;

		/* strace leaves out the rest: {msg_namelen=0, ...} */
		if (item->field.len == 0 && item->kind == NODE_ANYTHING)
			continue;
		while (i < count && !slice_is(item->field, names[i]))
			i++;
		if (i == count)
			return no_such_field(c, item, what, names, count);
		if (found[i])
			return wrong(c, "%s is given twice", names[i]);
		found[i] = item;
	}
	return true;
}

struct node *symbol_to_node(struct context *c, const struct symbols *symbols, int64_t n)
{
	const struct symbol *symbol = symbols_by_value(symbols, n);

	return symbol ? node_name(c->arena, symbol->name) : node_number(c->arena, n);
}
