/* Structures read field by field. */
#include "fields.h"

static bool no_such_field(struct context *c, const struct node *item, const char *what,
			  const struct member *members)
{
	struct nearest nearest;

	if (item->field.len == 0)
		return wrong_node(c, item, "NAME=VALUE");
	nearest_start(&nearest, item->field);
	for (; members->name; members++)
		nearest_try(&nearest, slice_of(members->name));
	return wrong_near(c, &nearest, "no field %s in %s", quoted(c->arena, item->field), what);
}

bool fields_from_node(struct context *c, const struct node *node, const char *what,
		      const struct member *members, const struct node **found)
{
	if (node->kind != NODE_STRUCT)
		return wrong_node(c, node, what);
	for (size_t i = 0; members[i].name; i++)
		found[i] = NULL;
	for (const struct node *item = node->items; item; item = item->next) {
		size_t i = 0;

		/* strace leaves out the rest: {msg_namelen=0, ...} */
		if (item->field.len == 0 && item->kind == NODE_ANYTHING)
			continue;
		while (members[i].name && !slice_is(item->field, members[i].name))
			i++;
		if (!members[i].name)
			return no_such_field(c, item, what, members);
		if (found[i])
			return wrong(c, "%s is given twice", members[i].name);
		found[i] = item;
	}
	return true;
}

struct node *symbol_to_node(struct context *c, const struct symbols *symbols, int64_t n)
{
	const struct symbol *symbol = symbols_by_value(symbols, n);

	return symbol ? node_name(c->arena, symbol->name) : node_number(c->arena, n);
}
