/* Trees: made, looked into, and shown as strace prints them. */
#include "node.h"

struct node *node_new(struct arena *arena, enum node_kind kind)
{
	struct node *node = arena_alloc(arena, sizeof(*node));

	if (node)
		*node = (struct node){ .kind = kind };
	return node;
}

struct node *node_number(struct arena *arena, int64_t n)
{
	struct node *node = node_unsigned(arena, n < 0 ? -(uint64_t)n : (uint64_t)n);

	if (node)
		node->negative = n < 0;
	return node;
}

struct node *node_unsigned(struct arena *arena, uint64_t n)
{
	struct node *node = node_new(arena, NODE_NUMBER);

	if (node)
		node->number = n;
	return node;
}

struct node *node_name(struct arena *arena, const char *name)
{
	struct node *node = node_new(arena, NODE_NAME);

	if (node)
		node->text = slice_of(name);
	return node;
}

struct node *node_string(struct arena *arena, struct slice bytes)
{
	struct node *node = node_new(arena, NODE_STRING);

	if (node)
		node->text = bytes;
	return node;
}

struct node *node_call(struct arena *arena, const char *name, struct node *item)
{
	struct node *node = node_new(arena, NODE_CALL);

	if (!node)
		return NULL;
	node->text = slice_of(name);
	if (item)
		node_add(node, NULL, item);
	return node;
}

struct node *node_add(struct node *into, const char *field, struct node *item)
{
	if (!into || !item)
		return NULL;
	if (field)
		item->field = slice_of(field);
	if (into->last)
		into->last->next = item;
	else
		into->items = item;
	into->last = item;
	into->count++;
	return into;
}

const struct node *node_field(const struct node *structure, const char *field)
{
	for (const struct node *item = structure->items; item; item = item->next)
		if (item->field.len && slice_is(item->field, field))
			return item;
	return NULL;
}

struct node *node_copy(struct arena *arena, const struct node *node)
{
	struct node *copy = node_new(arena, node->kind);

	if (copy) {
		*copy = *node;
		copy->next = NULL;
	}
	return copy;
}

struct node *node_change(struct arena *arena, struct node *in, struct node *out)
{
	struct node *change = node_new(arena, NODE_CHANGE);

	return node_add(node_add(change, NULL, in), NULL, out);
}

bool node_is_name(const struct node *node, const char *name)
{
	return node->kind == NODE_NAME && slice_is(node->text, name);
}

bool node_to_int64(const struct node *node, int64_t *n)
{
	if (node->kind != NODE_NUMBER)
		return false;
	if (node->negative && node->number > (uint64_t)INT64_MAX + 1)
		return false;
	*n = (int64_t)(node->negative ? -node->number : node->number);
	return true;
}

static void show_items(const struct node *node, const char *separator, struct out *out)
{
	for (const struct node *item = node->items; item; item = item->next) {
		/* inet_pton(AF_INET6, "::1", &sin6_addr) names its member itself. */
		bool own_name = item->kind == NODE_CALL && slice_is(item->text, "inet_pton");

		if (item->field.len && !own_name) {
			out_bytes(out, item->field.at, item->field.len);
			out_char(out, '=');
		}
		node_show(item, out);
		if (item->next)
			out_text(out, separator);
	}
}

static void show_number(const struct node *node, struct out *out)
{
	if (node->negative)
		out_char(out, '-');
	if (node->digits)
		out_wide_hex(out, node->number, node->digits);
	else if (node->hex)
		out_hex(out, node->number);
	else
		out_unsigned(out, node->number);
}

static void show_list(const struct node *node, char open, const char *separator, char close, struct out *out)
{
	out_char(out, open);
	show_items(node, separator, out);
	out_char(out, close);
}

void node_show(const struct node *node, struct out *out)
{
	if (!node) {
		out->failed = true;
		return;
	}
	switch (node->kind) {
	case NODE_NUMBER:
		show_number(node, out);
		break;
	case NODE_NAME:
		out_bytes(out, node->text.at, node->text.len);
		break;
	case NODE_OR:
		show_items(node, "|", out);
		break;
	case NODE_STRING:
		if (node->abstract)
			out_char(out, '@');
		out_string(out, node->text, node->cut);
		break;
	case NODE_STRUCT:
		show_list(node, '{', ", ", '}', out);
		break;
	case NODE_ARRAY:
		show_list(node, '[', node->spaced ? " " : ", ", ']', out);
		break;
	case NODE_CALL:
		out_bytes(out, node->text.at, node->text.len);
		show_list(node, '(', ", ", ')', out);
		break;
	case NODE_ADDRESS_OF:
		out_char(out, '&');
		out_bytes(out, node->text.at, node->text.len);
		break;
	case NODE_CHANGE:
		show_items(node, " => ", out);
		break;
	case NODE_ANYTHING:
		out_text(out, "...");
		break;
	case NODE_NULL:
		out_text(out, "NULL");
		break;
	}
	if (node->padded)
		out_text(out, PADDED_TEXT);
}
