/* What an option says: its row tells which type the memory has. */
#include "call.h"
#include "data.h"
#include "learned.h"
#include "sockopt.h"

enum { MOST_UNITS = 4096 };	/* BPF_MAXINSNS */

/* Of options that nobody here knows: the int that most of them take. */
static const struct type *value_type(const struct option_place *place)
{
	return place->row ? place->row->value : &type_i32;
}

/* What it is in so many bytes. */
static const struct type *type_in(const struct type *type, size_t len)
{
	while (type->shorter && len <= type->shorter->size)
		type = type->shorter;
	return type;
}

/* ---- words ---- */

/* on, off: whatever else the number can be; a duration can be turned off, too. */
static bool number_word(const struct type *type, struct context *c, struct words *words, int64_t *n)
{
	bool has_words = type->words || type->symbols;
	struct arg arg = { 0 };

	if (!words->at->quoted && word_is_switch(words->at->text, n))
		return words_take(words);
	if (has_words ? !type->from_words(type, c, words, &arg) : !switch_from_words(type, c, words, &arg))
		return false;
	*n = arg.n;
	return true;
}

static bool from_words(const struct type *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	struct option_place place = option_of_call(c);
	const struct type *type = value_type(&place);
	int64_t n;

	(void)self;
	if (arg->at)
		return wrong(c, "the value is given twice");
	if (!place.row && words->at->quoted)
		type = &type_bytes;
	if (type->pointer && !type->from_words)
		return wrong(c, "%s has no form in words; its bytes can be given with --hex",
			     option_label(c->arena, &place));
	if (type->quoted && !words->at->quoted)
		return wrong(c, "%s takes bytes: --hex \"01 00\", or a quoted string",
			     option_label(c->arena, &place));
	if (type->pointer)
		return type->from_words(type, c, words, arg);
	if (!number_word(type, c, words, &n) || !arg_room(c, arg, type->size))
		return false;
	store_number(arg->at, type->size, n);
	return true;
}

static int from_option(const struct type *self, struct context *c, struct slice name,
		       struct words *words, struct arg *arg)
{
	(void)self;
	return c->param->way == OUT ? 0 : data_from_option(c, name, words, arg);
}

/* ---- trees ---- */

static bool need_room(struct context *c, struct arg *arg, size_t size)
{
	if (!arg->at)
		return arg_room(c, arg, size);
	if (arg->room < size)
		return wrong(c, "%zu bytes do not fit into %zu", size, arg->room);
	arg->len = size;
	return true;
}

/*
 * How wide the numbers of a list are that goes in: as the option has them, or else as one number is,
 * or as lets several fill optlen. 0 where optlen would cut the list off.
 */
static size_t number_size(const struct context *c, enum view view, const struct type *type,
			  const struct node *list)
{
	int64_t given;
	size_t size = type->pointer ? 4 : type->size;
	uint64_t len;

	if (list->count < 2 || view != GOES_IN || !length_beside(c, param_index(c), &given) || given < 0)
		return size;
	len = (uint64_t)given;
	if (!type->pointer)
		return list->count * size <= len ? size : 0;
	for (size = 1; size <= sizeof(int64_t); size *= 2)
		if (list->count * size == len)
			return size;
	return 0;
}

/* [1]; also of options that are structures or names, as strace shows four bytes of any of them. */
static bool from_numbers(struct context *c, enum view view, const struct type *type,
			 const struct node *node, struct arg *arg)
{
	size_t size = number_size(c, view, type, node), at = 0;
	int64_t n, given;

	if (!size && length_beside(c, param_index(c), &given))
		return wrong(c, "optlen=%lld is not the length of %s", (long long)given,
			     quoted(c->arena, node->source));
	if (!need_room(c, arg, node->count * size))
		return false;
	for (const struct node *item = node->items; item; item = item->next, at += size) {
		const struct node *side = item;

		if (item->kind == NODE_CHANGE)
			side = view != GOES_IN ? item->last : item->items;
		if (type->descriptor_nodes) {
			struct arg descriptor = { 0 };

			if (!type->from_node(type, c, view, side, &descriptor))
				return false;
			n = descriptor.n;
		} else if (!node_to_number(c, view, side, type->pointer ? NULL : type->symbols,
					   size, &n)) {
			return false;
		}
		store_number((char *)arg->at + at, size, n);
	}
	return true;
}

static bool from_node(const struct type *self, struct context *c, enum view view,
		      const struct node *node, struct arg *arg)
{
	struct option_place place = option_of_call(c);
	const struct type *type = value_type(&place);

	(void)self;
	if (node->kind == NODE_STRING || is_fill_node(node))
		return bytes_from_node(c, view, node, arg);
	if (node->kind == NODE_ARRAY)
		return from_numbers(c, view, type, node, arg);
	if (node->kind == NODE_STRUCT && type->members)
		return type->from_node(type, c, view, node, arg);
	return wrong_node(c, node, type->members ? "a structure {...}, [N] or a string" :
						   "a value such as [1], or a string of bytes");
}

/* Room for what comes back: what the line asks for, or the natural size of the option. */
static bool prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	struct option_place place = option_of_call(c);
	const struct type *type = type_in(value_type(&place), 0);

	(void)self;
	arg->unit = place.row ? place.row->unit : 0;
	if (arg->unit)
		wanted = (wanted < 0 ? MOST_UNITS : wanted) * arg->unit;
	if (wanted < 0 && type->prepare ? !type->prepare(type, c, wanted, arg) :
	    !arg_room(c, arg, wanted < 0 ? type->size : (size_t)wanted))
		return false;
	/* The kernel writes nothing into what is left then. */
	if (place.row && place.row->whole)
		arg->room -= arg->room % place.row->whole;
	return true;
}

/* A number of its own size, shorter where the kernel wrote less; several where there is more. */
static struct node *numbers_to_node(struct context *c, enum view view, const struct type *type,
				    const struct arg *arg)
{
	bool shorter = arg->len < type->size;
	size_t size = shorter ? arg->len : type->size;
	struct node *node = node_new(c->arena, NODE_ARRAY);

	/* A byte of an int is what is left of a small number, without a sign. */
	for (size_t at = 0; at < arg->len; at += size) {
		bool is_signed = type->is_signed && !shorter;
		struct arg item = { load_number((const char *)arg->at + at, size, is_signed) };

		/* Only the first is what the names are for: bind_phc comes after the flags. */
		if (at == 0 && !shorter)
			node = node_add(node, NULL, type->to_node(type, c, view, &item));
		else
			node = node_add(node, NULL, is_signed ?
				node_number(c->arena, item.n) :
				node_unsigned(c->arena, (uint64_t)item.n));
	}
	return node;
}

static bool is_numbers(const struct type *type, size_t len)
{
	if (type->pointer || len == 0)
		return false;
	return len == 1 || (len == 2 && type->size >= 2) || len % type->size == 0;
}

/* Its value is the system's business: the row says so, and this script has not set it. */
static bool is_learned(const struct context *c, enum view view, const struct option_place *place)
{
	if (view == GOES_IN || !place->row || !place->row->learned)
		return false;
	return !c->learned || !c->made->handle ||
	       !handle_option_is_set(c->made->handle, place->level, place->name);
}

/* A number of which only the first bytes came is shown without its name: so is the expected one. */
static bool fit_number(struct context *c, const struct type *type, size_t len, struct arg *arg)
{
	int64_t n;

	if (arg->len != type->size || len >= type->size || !is_numbers(type, len))
		return true;
	n = load_number(arg->at, type->size, false);
	if (n >> 8 * len)
		return true;
	arg->at = NULL;
	if (!arg_room(c, arg, len))
		return false;
	store_number(arg->at, len, n);
	return true;
}

/*
 * An expected structure is as long as the one that came: which members a kernel knows, or room was
 * left for, says optlen. What was cut off ("\7\0"...) goes on as what came does.
 */
static bool fit_expected(struct context *c, enum view view, const struct type *type,
			 struct arg *arg)
{
	const struct arg *came = &c->made->args[c->param - c->made->call->params];
	size_t len = arg->len < came->len ? arg->len : came->len;
	char *whole;

	if (view == GOES_IN || !came->at || came->at == arg->at)
		return true;
	if (!type->pointer && !arg->cut)
		return fit_number(c, type, came->len, arg);
	if (type->members)
		arg->len = len;
	if (!arg->cut)
		return true;
	whole = arena_copy(c->arena, came->at, came->len);
	if (!whole)
		return false;
	memcpy(whole, arg->at, len);
	*arg = (struct arg){ .at = whole, .len = came->len, .room = came->len };
	return true;
}

/* Is there a member to be shown in so many bytes? A number can be cut; an address is whole or no address. */
static bool has_members(const struct type *type, size_t len)
{
	if (!type->members)
		return true;
	return type->members[0].type->pointer ? len >= type->members[0].size : len > 0;
}

static struct node *to_node(const struct type *self, struct context *c, enum view view,
			    const struct arg *given)
{
	struct option_place place = option_of_call(c);
	const struct type *type = value_type(&place);
	struct arg value = *given, *arg = &value;
	struct node *node;

	(void)self;
	/* Where optlen says more, they need not be shown to be typed again; one of -1 is 4 GiB of them. */
	arg->len -= arg->zeros;
	type = type_in(type, arg->len);
	if (!fit_expected(c, view, type, arg))
		return NULL;
	if (is_numbers(type, arg->len))
		node = numbers_to_node(c, view, type, arg);
	else if (type->pointer && !arg->cut && has_members(type, arg->len))
		node = type->to_node(type, c, view, arg);
	else
		node = node_string(c->arena, (struct slice){ arg->at, arg->len });
	if (node && node->kind == NODE_STRING)
		node->cut = arg->cut;
	if (node && is_learned(c, view, &place))
		node->learned = LEARN_NEVER;
	return node;
}

/* What `expect "reno"` is held against. */
static struct slice bytes(const struct type *self, struct context *c, const struct arg *arg)
{
	struct option_place place = option_of_call(c);
	const struct type *type = value_type(&place);

	(void)self;
	return type->bytes ? type->bytes(type, c, arg) : (struct slice){ arg->at, arg->len };
}

/* ---- descriptors that come ---- */

static size_t descriptors(const struct type *self, const struct context *c, const struct arg *arg,
			  struct descriptor *came, size_t most)
{
	struct option_place place = option_of_call(c);
	const struct type *type = value_type(&place);

	(void)self;
	return type->descriptors ? type->descriptors(type, c, arg, came, most) : 0;
}

static size_t descriptor_nodes(const struct type *self, const struct context *c, const struct node *node,
			       const struct node **nodes, size_t most)
{
	struct option_place place = option_of_call(c);
	const struct type *type = value_type(&place);

	(void)self;
	return type->descriptor_nodes ? type->descriptor_nodes(type, c, node, nodes, most) : 0;
}

static bool brings(const struct type *self, struct context *c, const struct arg *arg,
		   struct bringing *bringing)
{
	struct option_place place = option_of_call(c);
	const struct type *type = value_type(&place);

	(void)self;
	return !type->brings || type->brings(type, c, arg, bringing);
}

/* ---- completion ---- */

static void complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	struct option_place place = option_of_call(c);
	const struct type *type = value_type(&place);

	(void)self;
	if (type->complete)
		type->complete(type, c, candidates);
}

static const struct type *here(const struct type *self, struct context *c, const struct node *own,
			       const struct node *around)
{
	struct option_place place = option_of_call(c);

	(void)self;
	(void)own;
	(void)around;
	return value_type(&place);
}

const struct type type_optval = {
	.name = "value",
	.pointer = true,
	.from_words = from_words,
	.from_option = from_option,
	.from_node = from_node,
	.prepare = prepare,
	.to_node = to_node,
	.bytes = bytes,
	.complete = complete,
	.here = here,
	.options = data_options,
	.descriptors = descriptors,
	.descriptor_nodes = descriptor_nodes,
	.brings = brings,
};
