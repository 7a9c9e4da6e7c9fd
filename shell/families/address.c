/* What families make their addresses with. */
#include "address.h"

#include <net/if.h>

#include "call.h"

/* ---- memory ---- */

bool address_put(struct context *c, struct arg *arg, const void *address, size_t len)
{
	const size_t most = sizeof(struct sockaddr_storage);

	if (!arg->at && !arg_room(c, arg, len < most ? most : len))
		return false;
	if (arg->room < len)
		return wrong(c, "an address of %zu bytes does not fit into %zu", len, arg->room);
	memset(arg->at, 0, arg->room);
	memcpy(arg->at, address, len);
	arg->len = len;
	return true;
}

/* ---- fields that show all ---- */

static bool in_member(const struct type *structure, size_t byte)
{
	for (const struct member *member = structure->members; member->name; member++)
		if (byte >= member->offset && byte < member->offset + member->size)
			return true;
	return false;
}

/* Are the bytes that no field shows zero, so that who types the fields gets the same bytes? */
static bool shows_all(const struct type *structure, const struct arg *arg)
{
	const char *bytes = arg->at;

	if (arg->len < structure->size)
		return false;
	for (size_t i = 0; i < arg->len; i++)
		if (bytes[i] && (i >= structure->size || !in_member(structure, i)))
			return false;
	return true;
}

struct node *address_to_node(const struct type *self, struct context *c, enum view view,
			     const struct arg *arg)
{
	return shows_all(self, arg) ? structure_to_node(self, c, view, arg) : NULL;
}

/* ---- text ---- */

bool address_keep_text(struct context *c, const char *text, struct slice *kept)
{
	if (!text)
		return wrong(c, "out of memory");
	*kept = slice_of(text);
	return true;
}

bool all_of(struct slice text, const char *set)
{
	for (size_t i = 0; i < text.len; i++)
		if (!text.at[i] || !strchr(set, text.at[i]))
			return false;
	return text.len > 0;
}

bool all_digits(struct slice text)
{
	return all_of(text, "0123456789");
}

bool interface_read(struct context *c, struct slice text, uint32_t *index)
{
	char name[IF_NAMESIZE] = { 0 };
	int64_t n;

	if (all_digits(text) && word_to_int64(text, &n) && n >= 0 && n <= UINT32_MAX) {
		*index = (uint32_t)n;
		return true;
	}
	if (text.len && text.len < sizeof(name))
		memcpy(name, text.at, text.len);
	*index = c->checking && !c->guessing ? 1 : if_nametoindex(name);
	return *index || wrong(c, "no network interface %s", quoted(c->arena, text));
}

const char *interface_text(struct context *c, uint32_t index)
{
	char name[IF_NAMESIZE];

	if (index && !c->checking && if_indextoname(index, name))
		return arena_format(c->arena, "%s", name);
	return arena_format(c->arena, "%u", index);
}

struct node *interface_to_node(struct context *c, uint32_t index)
{
	const char *name = index ? interface_text(c, index) : "";

	if (!name)
		return NULL;
	if (!*name || all_digits(slice_of(name)))
		return node_unsigned(c->arena, index);
	return node_call(c->arena, "if_nametoindex", node_string(c->arena, slice_of(name)));
}

void candidates_add_interfaces(struct candidates *candidates)
{
	struct if_nameindex *interfaces = if_nameindex();

	for (size_t i = 0; interfaces && interfaces[i].if_index; i++)
		candidates_add(candidates, slice_of(interfaces[i].if_name));
	if (interfaces)
		if_freenameindex(interfaces);
}
