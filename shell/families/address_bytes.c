/* Addresses as bytes, of which some may be the kernel's choice. */
#include "address_bytes.h"

#include "address.h"
#include "call.h"
#include "family.h"
#include "fields.h"
#include "learned.h"

enum { ANY_FAMILY, ANY_DATA, ANY_MEMBERS };
static const struct member members[ANY_MEMBERS + 1] = {
	[ANY_FAMILY] = MEMBER_FAMILY(struct sockaddr, sa_family),
	[ANY_DATA] = MEMBER(struct sockaddr, sa_data, "sa_data", type_bytes),
};

const struct type type_address_bytes = {
	.name = "sockaddr", .pointer = true, .members = members,
};

/* The script's number in bytes that go to the kernel becomes the kernel's, as that of a field does. */
static void translate(struct context *c, enum view view, int family, char *data, size_t len)
{
	const struct chosen *chosen = &address_family(family)->chosen;
	int64_t number;

	if (!chosen->size || !c->learned || view != GOES_IN || len < (size_t)chosen->at + chosen->size)
		return;
	number = load_number(data + chosen->at, chosen->size, false);
	if (chosen->kind == LEARN_PORT)
		number = port_in(c, view, (uint16_t)number);
	else if (number)
		number = learned_in(c->learned, chosen->kind, family, number);
	store_number(data + chosen->at, chosen->size, number);
}

bool address_bytes_from_node(struct context *c, enum view view, const struct node *node, int family,
			     struct arg *arg)
{
	const struct node *fields[ANY_MEMBERS], *given;
	sa_family_t head = (sa_family_t)family;
	struct slice data = { NULL, sizeof(((struct sockaddr *)0)->sa_data) };
	char *bytes;

	if (!fields_from_node(c, node, "struct sockaddr; this family is written with "
				       "sa_data=\"...\"", members, fields))
		return false;
	given = fields[ANY_DATA];
	if (given && !(given->kind == NODE_ANYTHING && view != GOES_IN)) {
		if (given->kind != NODE_STRING)
			return wrong_node(c, given, "sa_data=\"...\"");
		if (given->cut && view == GOES_IN)
			return wrong(c, "sa_data is cut off (\"...); it cannot be passed on");
		arg->cut = given->cut;
		data = given->text;
	}
	bytes = arena_zero(c->arena, FAMILY_BYTES + data.len);
	if (!bytes)
		return false;
	memcpy(bytes, &head, FAMILY_BYTES);
	if (data.at && data.len)
		memcpy(bytes + FAMILY_BYTES, data.at, data.len);
	translate(c, view, family, bytes + FAMILY_BYTES, data.len);
	return address_put(c, arg, bytes, FAMILY_BYTES + data.len);
}

static void set_learned(struct node *data, int family)
{
	const struct chosen *chosen = &address_family(family)->chosen;

	if (!chosen->size)
		return;
	data->learned = chosen->kind;
	data->learned_at = chosen->at;
	data->learned_size = chosen->size;
	data->learned_scope = (unsigned char)family;	/* one that there is */
}

struct node *address_bytes_to_node(struct context *c, enum view view, const struct arg *arg, int family)
{
	struct node *node = node_new(c->arena, NODE_STRUCT), *data;
	struct arg number = { .n = family };

	node = node_add(node, "sa_family",
			type_sa_family.to_node(&type_sa_family, c, view, &number));
	if (arg->len == FAMILY_BYTES)
		return node;
	data = node_string(c->arena, (struct slice){ (const char *)arg->at + FAMILY_BYTES,
						     arg->len - FAMILY_BYTES });
	if (data) {
		data->cut = arg->cut;
		set_learned(data, family);
	}
	return node_add(node, "sa_data", data);
}
