/* The request of ioctl, and its value: a row for each that takes a number. */
#include "call.h"
#include "sockopt.h"

struct request {
	int64_t number;
	const struct type *value;
	enum way way;
};

/*
 * No others are passed on: what is not known here could take any structure, and write over any
 * memory; the size in a newer request's number is only its beginning (FS_IOC_FIEMAP). Nor are those that make the kernel send signals (FIOASYNC, FIOSETOWN) or descriptors.
 */
static const struct request requests[] = {
	{ 0x5421, &type_i32, IN },	/* FIONBIO */
	{ 0x541b, &type_i32, OUT },	/* FIONREAD, SIOCINQ */
	{ 0x5411, &type_i32, OUT },	/* SIOCOUTQ */
	{ 0x894b, &type_i32, OUT },	/* SIOCOUTQNSD */
	{ 0x8905, &type_i32, OUT },	/* SIOCATMARK */
	{ 0x8903, &type_pid, OUT },	/* FIOGETOWN */
	{ 0x8904, &type_pid, OUT },	/* SIOCGPGRP */
};

enum { REQUESTS = sizeof(requests) / sizeof(requests[0]) };

static const struct request *find_request(int64_t number)
{
	for (size_t i = 0; i < REQUESTS; i++)
		if (requests[i].number == number)
			return &requests[i];
	return NULL;
}

static bool check_request(struct context *c, struct slice word, struct arg *arg)
{
	/* An int that is sign-extended is the same request. */
	if (arg->n < 0 && arg->n >= INT32_MIN)
		arg->n = (uint32_t)arg->n;
	if (find_request(arg->n))
		return true;
	return wrong(c, "the request %s is not passed on: how much memory it takes is not known "
			"here; `help ioctl` names those that are", quoted(c->arena, word));
}

/* ---- the request ---- */

/* FIONBIO, nbio; also fionbio, which everybody calls it. */
static bool request_from_words(const struct type *self, struct context *c, struct words *words,
			       struct arg *arg)
{
	const struct symbols *symbols = self->symbols;
	struct slice word = words_take(words)->text;
	const struct symbol *entry = symbols_by_word(symbols, word);

	for (size_t i = 0; !entry && i < symbols->count; i++)
		if (word_is_small_name(word, symbols->entries[i].name))
			entry = &symbols->entries[i];
	if (!entry && handle_by_name(c->handles, word))
		return wrong(c, "%s is a handle; the request is missing", quoted(c->arena, word));
	if (entry)
		arg->n = entry->value;
	else if (!word_to_number(c, word, symbols, self->size, &arg->n))
		return false;
	return check_request(c, word, arg);
}

static bool request_from_node(const struct type *self, struct context *c, enum view view,
			      const struct node *node, struct arg *arg)
{
	return node_to_number(c, view, node, self->symbols, self->size, &arg->n) &&
	       check_request(c, node->source, arg);
}

static struct node *request_to_node(const struct type *self, struct context *c, enum view view,
				    const struct arg *arg)
{
	const struct symbol *symbol = symbols_by_value(self->symbols, arg->n);
	struct node *node = symbol ? node_name(c->arena, symbol->name) :
				     node_unsigned(c->arena, (uint64_t)arg->n);

	(void)view;
	if (node && !symbol)
		node->hex = true;
	return node;
}

static void request_complete(const struct type *self, struct context *c,
			     struct candidates *candidates)
{
	const struct symbols *symbols = self->symbols;
	struct slice prefix = candidates->prefix;
	bool capital = prefix.len && prefix.at[0] >= 'A' && prefix.at[0] <= 'Z';
	bool c_names = candidates->c_names || capital;

	(void)c;
	for (size_t i = 0; i < symbols->count; i++) {
		const struct symbol *entry = &symbols->entries[i];
		const char *name = c_names ? entry->name :
					     symbol_short(symbols, entry, candidates->arena);

		if (name && find_request(entry->value))
			candidates_add(candidates, slice_of(name));
	}
}

const struct type type_request = {
	.name = "request",
	.size = 8,
	.chooses = CHOOSES_REQUEST,
	.symbols = &symbols_ioctl,
	.from_words = request_from_words,
	.from_node = request_from_node,
	.to_node = request_to_node,
	.complete = request_complete,
};

/* ---- its value ---- */

static int64_t request_of_call(const struct context *c)
{
	const struct arg *request = arg_choosing(c, CHOOSES_REQUEST);

	return request ? request->n : 0;
}

static const char *request_name(const struct context *c)
{
	const struct symbol *symbol = symbols_by_value(&symbols_ioctl, request_of_call(c));

	return symbol ? symbol->name : "the request";
}

static bool value_from_words(const struct type *self, struct context *c, struct words *words,
			     struct arg *arg)
{
	const struct request *request = find_request(request_of_call(c));
	struct arg value = { 0 };

	(void)self;
	if (request->way == OUT)
		return wrong(c, "%s brings a value and takes none, found %s", request_name(c),
			     quoted(c->arena, words->at->text));
	if (words->at->quoted || (!word_is_switch(words->at->text, &value.n) &&
				  !word_to_int64(words->at->text, &value.n)))
		return wrong(c, "%s takes a number, \"on\" or \"off\", found %s", request_name(c),
			     quoted(c->arena, words->at->text));
	if (value.n < INT32_MIN || value.n > UINT32_MAX)
		return wrong(c, "%s does not fit into 4 bytes", quoted(c->arena, words->at->text));
	words_take(words);
	if (!arg_room(c, arg, request->value->size))
		return false;
	store_number(arg->at, request->value->size, value.n);
	return true;
}

static bool value_from_node(const struct type *self, struct context *c, enum view view,
			    const struct node *node, struct arg *arg)
{
	const struct request *request = find_request(request_of_call(c));
	size_t size = request->value->size;
	struct arg given = { 0 };

	(void)self;
	if (!arg->at && !arg_room(c, arg, size))
		return false;
	if (!bytes_from_node(c, view, node, &given))
		return false;
	/* The kernel takes and writes all of it, whatever the line spells out. */
	if (given.len > arg->room)
		return wrong(c, "%s takes %zu bytes, not %zu", request_name(c), arg->room,
			     given.len);
	memcpy(arg->at, given.at, given.len);
	arg->len = size;
	arg->cut = given.cut;
	return true;
}

static bool value_prepare(const struct type *self, struct context *c, int64_t wanted,
			  struct arg *arg)
{
	const struct request *request = find_request(request_of_call(c));

	(void)self;
	(void)wanted;
	if (!c->call_notation && request->way == IN)
		return wrong(c, "%s needs a value: on, off or a number", request_name(c));
	return arg_room(c, arg, request->value->size);
}

static bool value_only_comes(const struct type *self, const struct context *c)
{
	const struct request *request = find_request(request_of_call(c));

	(void)self;
	return request && request->way == OUT;
}

static struct node *value_to_node(const struct type *self, struct context *c, enum view view,
				  const struct arg *arg)
{
	const struct request *request = find_request(request_of_call(c));
	struct arg value = { 0 };

	(void)self;
	if (arg->len < request->value->size)
		return node_string(c->arena, (struct slice){ arg->at, arg->len });
	if (request->way == OUT && view != GOES_IN && c->made->error)
		return node_new(c->arena, NODE_ANYTHING);
	value.n = load_number(arg->at, request->value->size, request->value->is_signed);
	return node_add(node_new(c->arena, NODE_ARRAY), NULL,
			request->value->to_node(request->value, c, view, &value));
}

static void value_complete(const struct type *self, struct context *c,
			   struct candidates *candidates)
{
	const struct request *request = find_request(request_of_call(c));

	(void)self;
	if (c->call_notation || !request || request->way != IN)
		return;
	candidates_add(candidates, slice_of("on"));
	candidates_add(candidates, slice_of("off"));
}

static const struct type *value_here(const struct type *self, struct context *c,
				     const struct node *own, const struct node *around)
{
	const struct request *request = find_request(request_of_call(c));

	(void)own;
	(void)around;
	return c->call_notation && request ? request->value : self;
}

const struct type type_request_value = {
	.name = "value",
	.pointer = true,
	.from_words = value_from_words,
	.from_node = value_from_node,
	.prepare = value_prepare,
	.only_comes = value_only_comes,
	.to_node = value_to_node,
	.complete = value_complete,
	.here = value_here,
};
