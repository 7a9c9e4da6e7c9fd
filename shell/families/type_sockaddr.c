/*
 * Addresses of sockets: {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}.
 *
 * A family is one row (family.h); what has no row, or does not show all of itself by fields, is bytes.
 * Of memory that came back nothing is believed: neither the family, nor that an address of this length
 * can be one.
 */
#include <sys/socket.h>

#include "address.h"
#include "address_bytes.h"
#include "call.h"
#include "family.h"

/* ---- from trees ---- */

/* Which item says the family: sa_family; or sin_family, as C has it. */
static const struct node *family_item(const struct node *node)
{
	static const char suffix[] = "_family";
	const size_t len = sizeof(suffix) - 1;

	for (const struct node *item = node->items; item; item = item->next) {
		struct slice field = item->field;

		if (field.len > len && memcmp(field.at + field.len - len, suffix, len) == 0)
			return item;
	}
	return NULL;
}

/* The same structure with sa_family for sin_family: strace has one name for all. NULL: out of memory. */
static const struct node *with_sa_family(struct context *c, const struct node *node)
{
	const struct node *family = family_item(node);
	struct node *copy;

	if (!family || slice_is(family->field, "sa_family"))
		return node;
	copy = node_new(c->arena, NODE_STRUCT);
	for (const struct node *item = node->items; item && copy; item = item->next) {
		struct node *other = node_new(c->arena, item->kind);

		if (!other)
			return NULL;
		*other = *item;
		other->next = NULL;
		if (item == family)
			other->field = slice_of("sa_family");
		copy = node_add(copy, NULL, other);
	}
	return copy;
}

static bool family_from_node(struct context *c, enum view view, const struct node *node,
			     int *family)
{
	const struct node *item = family_item(node);
	int64_t n;

	if (!item)
		return wrong(c, "an address begins with its family: {sa_family=AF_INET, ...}");
	if (!node_to_number(c, view, item, &symbols_af, FAMILY_BYTES, &n))
		return false;
	*family = (sa_family_t)n;
	return true;
}

/* Of what comes back the kernel writes no more than it was given room for: [2 => 16]. */
static void cut_to_room(const struct context *c, struct arg *arg)
{
	int64_t room;

	if (c->param->way == OUT && length_beside(c, param_index(c), &room) && room >= 0 &&
	    (uint64_t)room < arg->len)
		arg->len = (size_t)room;
}

/* A structure of the family, of which only as much memory as it is long is taken. */
static bool from_structure(const struct type *structure, struct context *c, enum view view,
			   const struct node *node, struct arg *arg)
{
	struct sockaddr_storage storage = { 0 };
	struct arg inner = { .at = &storage, .room = sizeof(storage) };

	if (!structure->from_node(structure, c, view, node, &inner) ||
	    !address_put(c, arg, &storage, inner.len))
		return false;
	arg->cut = inner.cut;
	return true;
}

static bool sockaddr_from_node(const struct type *self, struct context *c, enum view view,
			       const struct node *node, struct arg *arg)
{
	const struct type *structure;
	int family = AF_UNSPEC;
	bool read;

	(void)self;
	if (node->kind == NODE_STRING || node->kind == NODE_ARRAY)
		return bytes_from_node(c, view, node, arg);
	if (node->kind != NODE_STRUCT)
		return wrong_node(c, node, "an address such as {sa_family=AF_INET, ...}");
	node = with_sa_family(c, node);
	if (!node || !family_from_node(c, view, node, &family))
		return false;
	structure = address_family(family)->structure;
	if (!structure || node_field(node, "sa_data"))
		read = address_bytes_from_node(c, view, node, family, arg);
	else
		read = from_structure(structure, c, view, node, arg);
	if (read && view != GOES_IN && c->made->call && c->param)
		cut_to_room(c, arg);
	return read;
}

/* ---- from words ---- */

static bool no_words(struct context *c, int number)
{
	const struct symbol *symbol = symbols_by_value(&symbols_af, number);
	const char *name = symbol ? symbol->name : "AF_...";

	return wrong(c,
		     "%s addresses cannot be written as a word; write call notation: "
		     "%s(%s, {sa_family=%s, sa_data=\"...\"}, ...)",
		     symbol ? name : "this family's", c->made->call->name, c->made->handle->name,
		     name);
}

/* The first family that takes the word for its own: of those whose words are such everywhere, or of all. */
static const struct address_family *family_of_word(const struct word *word, bool everywhere)
{
	const struct address_family *family;

	for (size_t i = 0; (family = address_family_at(i)); i++)
		if (family->is_word && (family->everywhere || !everywhere) && family->is_word(word))
			return family;
	return NULL;
}

/*
 * The family in whose light a word is read: the acting handle's. While a script is only checked it may
 * be unknown; then it is the one that the word looks like.
 */
static const struct address_family *family_for(const struct context *c, const struct word *word)
{
	const struct facts *facts = &c->made->handle->facts;
	const struct address_family *likely = facts->known ? NULL : family_of_word(word, false);

	return likely ? likely : address_family(facts->family);
}

static bool sockaddr_from_words(const struct type *self, struct context *c, struct words *words,
				struct arg *arg)
{
	struct word *word = words->at;
	struct handle *other = word_handle(c, word);
	const struct address_family *family = other ? NULL : family_of_word(word, true);

	(void)self;
	if (other) {
		words_take(words);
		return c->ask->address(c, other, false, arg);
	}
	if (family)
		return family->from_words(family, c, words, arg);
	if (!c->made->handle)
		return wrong(c, "what %s means depends on a socket's family: there is no socket",
			     quoted(c->arena, word->text));
	if (!c->ask->facts(c, c->made->handle))
		return false;
	family = family_for(c, word);
	if (!family->from_words)
		return no_words(c, c->made->handle->facts.family);
	if (family->loopback && !word->quoted && slice_is(word->text, "loopback:0")) {
		struct word loopback = { .text = slice_of(family->loopback) };
		struct words one = { &loopback, 1 };

		words_take(words);
		return family->from_words(family, c, &one, arg);
	}
	return family->from_words(family, c, words, arg);
}

static bool sockaddr_prepare(const struct type *self, struct context *c, int64_t wanted,
			     struct arg *arg)
{
	(void)self;
	return arg_room(c, arg, wanted < 0 ? sizeof(struct sockaddr_storage) : (size_t)wanted);
}

/* ---- to trees, and shown ---- */

/* Too short to have a family. */
static struct node *rest_to_node(struct context *c, enum view view, const struct arg *arg)
{
	if (arg->len == 0 && view != GOES_IN)
		return node_new(c->arena, NODE_ANYTHING);
	return node_string(c->arena, (struct slice){ arg->at, arg->len });
}

static struct node *sockaddr_to_node(const struct type *self, struct context *c, enum view view,
				     const struct arg *arg)
{
	struct arg there = { .at = arg->at, .len = address_bytes(arg), .cut = arg->cut };
	const struct type *structure;
	struct node *node;
	int family;

	(void)self;
	there.room = arg->room;
	if (there.len < FAMILY_BYTES)
		return rest_to_node(c, view, &there);
	family = (int)load_number(there.at, FAMILY_BYTES, false);
	structure = there.len > FAMILY_BYTES ? address_family(family)->structure : NULL;
	node = structure ? structure->to_node(structure, c, view, &there) : NULL;
	return node ? node : address_bytes_to_node(c, view, &there, family);
}

/* Past the tree, where the family has such a way. */
static bool show_at_once(const struct arg *arg, struct out *out)
{
	const struct address_family *family;

	if (address_bytes(arg) < FAMILY_BYTES)
		return false;
	family = address_family((int)load_number(arg->at, FAMILY_BYTES, false));
	return family->show && family->show(arg, out);
}

static void sockaddr_show(const struct type *self, struct context *c, enum view view,
			  const struct arg *arg, struct out *out)
{
	bool written = !(view != GOES_IN && c->made->error) && !is_unreadable(c, arg->at);

	if (arg->at && written && show_at_once(arg, out))
		return;
	node_show(memory_to_node(self, c, view, arg), out);
}

/* ---- completion ---- */

/* Where no socket tells the family, of all whose words can be told from others. */
static void sockaddr_complete(const struct type *self, struct context *c,
			      struct candidates *candidates)
{
	const struct facts *facts = c->made->handle ? &c->made->handle->facts : NULL;
	bool known = facts && facts->known;
	const struct address_family *family;
	size_t before = candidates->count;

	(void)self;
	if (c->call_notation)
		return;
	for (size_t i = 0; (family = address_family_at(i)); i++)
		if (family->complete && (known ? family->number == facts->family : family->is_word != NULL))
			family->complete(candidates);
	candidates->glued = candidates->glued && candidates->count > before;
	candidates_add_handles(candidates, c->handles, KIND_SOCKET);
}

/* The family's structure, as far as the family has been said, or the acting handle has one. */
static const struct type *sockaddr_here(const struct type *self, struct context *c,
					const struct node *own, const struct node *around)
{
	const struct facts *facts = c->made->handle ? &c->made->handle->facts : NULL;
	bool said = own && family_item(own), known = facts && facts->known;
	int family = known ? facts->family : AF_UNSPEC;
	const struct type *structure;

	(void)around;
	if (said ? !family_from_node(c, GOES_IN, own, &family) : !known)
		return self;
	structure = address_family(family)->structure;
	return structure ? structure : &type_address_bytes;
}

/* Beside those of the families' structures. */
static const struct member members[] = {
	MEMBER_FAMILY(struct sockaddr, sa_family),
	MEMBER(struct sockaddr, sa_data, "sa_data", type_text),
	{ 0 },
};

static const struct type *sockaddr_variant(size_t i)
{
	const struct address_family *family;

	for (size_t at = 0; (family = address_family_at(at)); at++)
		if (family->structure && i-- == 0)
			return family->structure;
	return NULL;
}

const struct type type_sockaddr = {
	.name = "address",
	.pointer = true,
	.free_text = true,
	.asks = true,
	.is_address = true,
	.members = members,
	.variant = sockaddr_variant,
	.from_words = sockaddr_from_words,
	.from_node = sockaddr_from_node,
	.prepare = sockaddr_prepare,
	.to_node = sockaddr_to_node,
	.show = sockaddr_show,
	.complete = sockaddr_complete,
	.here = sockaddr_here,
};
