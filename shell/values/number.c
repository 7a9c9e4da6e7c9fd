/* Numbers: by value and in memory, with names and without. */
#include "type.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include <sys/time.h>
#include <sys/un.h>

#include "inet_text.h"

int64_t load_number(const void *at, size_t size, bool is_signed)
{
	union { uint8_t u8; uint16_t u16; uint32_t u32; uint64_t u64; } value = { 0 };

	memcpy(&value, at, size);
	switch (size) {
	case 1: return is_signed ? (int8_t)value.u8 : value.u8;
	case 2: return is_signed ? (int16_t)value.u16 : value.u16;
	case 4: return is_signed ? (int32_t)value.u32 : (int64_t)value.u32;
	default: return (int64_t)value.u64;
	}
}

void store_number(void *at, size_t size, int64_t n)
{
	uint8_t u8 = (uint8_t)n;
	uint16_t u16 = (uint16_t)n;
	uint32_t u32 = (uint32_t)n;
	const void *from = size == 1 ? (void *)&u8 : size == 2 ? (void *)&u16 : size == 4 ? (void *)&u32 : &n;

	memcpy(at, from, size);
}

/* Both -1 and 0xffffffff are four bytes: C takes either. */
static bool fits(int64_t n, size_t size)
{
	if (size == 0 || size >= 8)
		return true;
	return n >= -(INT64_C(1) << (size * 8 - 1)) && n < INT64_C(1) << (size * 8);
}

static bool check_size(struct context *c, struct slice word, size_t size, int64_t n)
{
	if (fits(n, size))
		return true;
	return wrong(c, "%s does not fit into %zu byte%s", quoted(c->arena, word), size, size == 1 ? "" : "s");
}

/* ---- from trees ---- */

static const struct node *only_item(struct context *c, const struct node *call, enum node_kind kind)
{
	if (call->count == 1 && (kind != NODE_STRING || call->items->kind == NODE_STRING))
		return call->items;
	wrong(c, "%.*s() takes one %s", SLICE_ARGS(call->text), kind == NODE_STRING ? "\"string\"" : "number");
	return NULL;
}

static bool from_inet_addr(struct context *c, const struct node *call, int64_t *n)
{
	const struct node *text = only_item(c, call, NODE_STRING);
	struct in_addr address;
	char whole[IN_TEXT_BYTES];

	if (!text)
		return false;
	if (in_addr_short(text->text, whole))
		return wrong(c, "C reads %s as %s; write inet_addr(\"%s\")", quoted(c->arena, text->text), whole,
			     whole);
	if (!in_addr_read(text->text, &address))
		return wrong(c, "inet_addr() takes an address such as \"127.0.0.1\", not %s",
			     quoted(c->arena, text->text));
	*n = address.s_addr;
	return true;
}

static bool from_interface(struct context *c, const struct node *call, int64_t *n)
{
	const struct node *text = only_item(c, call, NODE_STRING);
	char *copy;

	if (!text)
		return false;
	copy = arena_copy(c->arena, text->text.at, text->text.len);
	if (!copy)
		return false;
	*n = c->checking ? 1 : if_nametoindex(copy);
	return *n || wrong(c, "no interface %s", quoted(c->arena, text->text));
}

static bool from_makedev(struct context *c, enum view view, const struct node *call, int64_t *n)
{
	int64_t major, minor;

	if (call->count != 2)
		return wrong(c, "makedev() takes two numbers");
	if (!node_to_number(c, view, call->items, NULL, 4, &major) ||
	    !node_to_number(c, view, call->last, NULL, 4, &minor))
		return false;
	*n = (int64_t)makedev((unsigned)major, (unsigned)minor);
	return true;
}

static bool from_swapped(struct context *c, enum view view, const struct node *call, size_t size,
			 const struct symbols *symbols, int64_t *n)
{
	const struct node *item = only_item(c, call, NODE_NUMBER);

	if (!item || !node_to_number(c, view, item, symbols, size, n))
		return false;
	*n = size == 2 ? htons((uint16_t)*n) : (int64_t)htonl((uint32_t)*n);
	return true;
}

/* What C programmers measure with sizeof; of a variable nobody knows here what it is. */
static const struct {
	const char *name;
	size_t size;
} c_types[] = {
#define SIZE_OF(type) { #type, sizeof(type) }
#define SIZE_OF_STRUCT(name) { #name, sizeof(struct name) }
	SIZE_OF(char), SIZE_OF(short), SIZE_OF(int), SIZE_OF(unsigned), SIZE_OF(long), SIZE_OF(size_t),
	SIZE_OF(ssize_t), SIZE_OF(socklen_t), SIZE_OF(pid_t), SIZE_OF(uint8_t), SIZE_OF(uint16_t),
	SIZE_OF(uint32_t), SIZE_OF(uint64_t), SIZE_OF(int8_t), SIZE_OF(int16_t), SIZE_OF(int32_t),
	SIZE_OF(int64_t), SIZE_OF(in_addr_t), SIZE_OF(in_port_t), SIZE_OF(sa_family_t),
	SIZE_OF_STRUCT(sockaddr), SIZE_OF_STRUCT(sockaddr_in), SIZE_OF_STRUCT(sockaddr_in6),
	SIZE_OF_STRUCT(sockaddr_un), SIZE_OF_STRUCT(sockaddr_storage), SIZE_OF_STRUCT(in_addr),
	SIZE_OF_STRUCT(in6_addr), SIZE_OF_STRUCT(ip_mreq), SIZE_OF_STRUCT(ip_mreqn), SIZE_OF_STRUCT(ipv6_mreq),
	SIZE_OF_STRUCT(linger), SIZE_OF_STRUCT(timeval), SIZE_OF_STRUCT(ucred), SIZE_OF_STRUCT(msghdr),
	SIZE_OF_STRUCT(iovec), SIZE_OF_STRUCT(cmsghdr), SIZE_OF_STRUCT(pollfd),
};

static size_t size_of_type(struct slice name)
{
	for (size_t i = 0; i < sizeof(c_types) / sizeof(*c_types); i++)
		if (slice_is(name, c_types[i].name))
			return c_types[i].size;
	return 0;
}

bool node_measures_variable(const struct node *node)
{
	bool size = node->kind == NODE_CALL && slice_is(node->text, "sizeof");

	if (!size && (node->kind != NODE_CALL || !slice_is(node->text, "strlen")))
		return false;
	return node->count == 1 && node->items->kind == NODE_NAME && !(size && size_of_type(node->items->text));
}

/* sizeof counts a string's NUL, strlen stops before it. */
static bool from_measure(struct context *c, const struct node *call, bool size, int64_t *n)
{
	const struct node *item = call->count == 1 ? call->items : NULL;

	if (item && item->kind == NODE_STRING)
		*n = size ? (int64_t)item->text.len + 1 : (int64_t)strnlen(item->text.at, item->text.len);
	else if (item && item->kind == NODE_NAME && size && size_of_type(item->text))
		*n = (int64_t)size_of_type(item->text);
	else if (size)
		return wrong(c, "how long that is cannot be known here; write the number");
	else
		return wrong(c, "strlen() takes one \"string\"");
	return true;
}

/* What credentials are made of; each process has its own. False when it is another function. */
static bool from_identity(const struct node *call, int64_t *n)
{
	if (call->count)
		return false;
	if (slice_is(call->text, "getpid"))
		*n = getpid();
	else if (slice_is(call->text, "getuid"))
		*n = getuid();
	else if (slice_is(call->text, "geteuid"))
		*n = geteuid();
	else if (slice_is(call->text, "getgid"))
		*n = getgid();
	else if (slice_is(call->text, "getegid"))
		*n = getegid();
	else
		return false;
	return true;
}

static bool from_call(struct context *c, enum view view, const struct node *call,
		      const struct symbols *symbols, int64_t *n)
{
	if (slice_is(call->text, "htons") || slice_is(call->text, "ntohs"))
		return from_swapped(c, view, call, 2, symbols, n);
	if (slice_is(call->text, "htonl") || slice_is(call->text, "ntohl"))
		return from_swapped(c, view, call, 4, symbols ? symbols : &symbols_inaddr, n);
	if (slice_is(call->text, "inet_addr"))
		return from_inet_addr(c, call, n);
	if (slice_is(call->text, "if_nametoindex"))
		return from_interface(c, call, n);
	if (slice_is(call->text, "makedev"))
		return from_makedev(c, view, call, n);
	if (slice_is(call->text, "sizeof") || slice_is(call->text, "strlen"))
		return from_measure(c, call, call->text.at[1] == 'i', n);
	return from_identity(call, n) ||
	       wrong(c, "%s is no function of call notation; these are: htons htonl ntohs ntohl inet_addr "
		     "if_nametoindex makedev sizeof strlen getpid getuid geteuid getgid getegid", quoted(c->arena, call->text));
}

static bool from_name(struct context *c, const struct node *node, const struct symbols *symbols, int64_t *n)
{
	const struct symbol *symbol = symbols ? symbols_by_name(symbols, node->text) : NULL;
	struct nearest nearest;

	if (!symbol)
		symbol = symbols_anywhere(node->text);
	if (symbol) {
		*n = symbol->value;
		return true;
	}
	nearest_start(&nearest, node->text);
	for (size_t i = 0; symbols && i < symbols->count; i++)
		nearest_try(&nearest, slice_of(symbols->entries[i].name));
	/* inet, NOSIGNAL: the name without its prefix is that of command notation. */
	if (symbols && nearest.best.len == 0) {
		char *small = arena_copy(c->arena, node->text.at, node->text.len);

		for (char *at = small; at && *at; at++)
			*at = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
		symbol = small ? symbols_by_word(symbols, slice_of(small)) : NULL;
		if (symbol)
			nearest.best = slice_of(symbol->name);
	}
	/* Constants have capitals, C's variables have none. */
	if (nearest.best.len == 0 && node->text.at[0] >= 'a')
		return wrong(c, "no variable %s is known here; write the value", quoted(c->arena, node->text));
	return wrong_near(c, &nearest, "no %s %s", symbols ? symbols->what : "constant",
			  quoted(c->arena, node->text));
}

static bool from_or(struct context *c, enum view view, const struct node *node,
		    const struct symbols *symbols, size_t size, int64_t *n)
{
	*n = 0;
	for (const struct node *item = node->items; item; item = item->next) {
		int64_t bits;

		if (!node_to_number(c, view, item, symbols, size, &bits))
			return false;
		*n |= bits;
	}
	return true;
}

/* "a number, or a constant such as SOMAXCONN," */
static const char *number_form(struct context *c, const struct symbols *symbols)
{
	const char *text = symbols && symbols->count ?
		arena_format(c->arena, "a number, or a constant such as %s,", symbols->entries[0].name) : NULL;

	return text ? text : "a number";
}

bool node_to_number(struct context *c, enum view view, const struct node *node,
		    const struct symbols *symbols, size_t size, int64_t *n)
{
	bool read;

	switch (node->kind) {
	case NODE_NUMBER:
		read = node_to_int64(node, n) || wrong(c, "the number does not fit into 64 bits");
		break;
	case NODE_NAME:
		read = from_name(c, node, symbols, n);
		break;
	case NODE_OR:
		read = from_or(c, view, node, symbols, size, n);
		break;
	case NODE_CALL:
		read = from_call(c, view, node, symbols, n);
		break;
	case NODE_ANYTHING:
		if (view != GOES_IN) { /* matches whatever it is; zero will do */
			*n = 0;
			return true;
		}
		return wrong(c, "`...` stands for what comes back; it cannot be sent");
	case NODE_NULL:
		return wrong(c, "NULL is a pointer; of a number it is 0");
	default:
		return wrong_node(c, node, number_form(c, symbols));
	}
	return read && check_size(c, node->source, size, *n);
}

bool word_to_number(struct context *c, struct slice word, const struct symbols *symbols, size_t size, int64_t *n)
{
	if (symbols) {
		if (!symbols_read(symbols, word, n, c->arena, c->message))
			return false;
	} else if (!word_to_int64(word, n)) {
		return wrong(c, "no number %s", quoted(c->arena, word));
	}
	return check_size(c, word, size, *n);
}

/* ---- as types ---- */

/* As the type holds it: -1 and 0xffffffff are the same int. */
static int64_t normal(const struct type *self, int64_t n)
{
	uint64_t held = 0;

	if (self->size == 0 || self->size >= 8)
		return n;
	store_number(&held, self->size, n);
	return load_number(&held, self->size, self->is_signed);
}

bool number_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg)
{
	const struct word *word = words_take(words);
	int64_t flags = self->from_option ? arg->n : 0;		/* stream --nonblock */

	if (word->quoted)
		return wrong(c, "%s expected, found the string %s", self->name, quoted(c->arena, word->text));
	if (!word_to_number(c, word->text, self->symbols, self->size, &arg->n))
		return false;
	arg->n = normal(self, arg->n | flags);
	return true;
}

/* 65536, 64k, 1M */
static bool size_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg)
{
	const struct word *word = words->at;
	int64_t n;

	if (!word->quoted && word_to_int64(word->text, &n)) {
		words_take(words);
		arg->n = normal(self, n);
		return check_size(c, word->text, self->size, n);
	}
	if (word->quoted || !word_to_size(word->text, &n))
		return number_from_words(self, c, words, arg);
	words_take(words);
	if (n < 0 || (self->size == 4 && n > INT32_MAX))
		return wrong(c, "%s does not fit into %zu bytes", quoted(c->arena, word->text), self->size);
	arg->n = n;
	return true;
}

bool number_from_node(const struct type *self, struct context *c, enum view view,
		      const struct node *node, struct arg *arg)
{
	unsigned bits = self->size && self->size < 8 ? (unsigned)self->size * 8 - 1 : 63;

	if (node->kind == NODE_NUMBER && !node->negative && node->number >> bits == 0) {	/* as most are */
		arg->n = (int64_t)node->number;
		return true;
	}
	if (!node_to_number(c, view, node, self->symbols, self->size, &arg->n))
		return false;
	arg->n = normal(self, arg->n);
	return true;
}

/* What stands alone is shown by its name; flags that are shown in hexadecimal are not. */
static bool has_name(const struct type *self, int64_t n)
{
	return self->symbols && !self->symbols->flags && symbols_by_value(self->symbols, n);
}

struct node *number_to_node(const struct type *self, struct context *c, enum view view,
			    const struct arg *arg)
{
	struct out text = { .fd = -1 };
	struct node *node;
	char *copy;

	(void)view;
	if (self->digits && !has_name(self, arg->n)) {
		node = node_unsigned(c->arena, (uint64_t)arg->n);
		if (node)
			node->digits = self->digits;
	} else if (!self->symbols || (self->symbols->flags && arg->n == 0)) {
		node = self->is_signed ? node_number(c->arena, arg->n) : node_unsigned(c->arena, (uint64_t)arg->n);
	} else {
		symbols_show(self->symbols, arg->n, &text);
		copy = out_take(&text, c->arena, NULL);
		node = copy ? node_name(c->arena, copy) : NULL;
	}
	if (node && !(self->learned == LEARN_ID && has_name(self, arg->n))) {
		node->learned = self->learned;
		node->learned_scope = self->learned_scope;
	}
	return node;
}

void number_show(const struct type *self, struct context *c, enum view view, const struct arg *arg,
		 struct out *out)
{
	(void)view;
	(void)c;
	if (self->digits && !has_name(self, arg->n))
		out_wide_hex(out, (uint64_t)arg->n, self->digits);
	else if (self->symbols && !(self->symbols->flags && arg->n == 0))
		symbols_show(self->symbols, arg->n, out);
	else if (self->is_signed)
		out_number(out, arg->n);
	else
		out_unsigned(out, (uint64_t)arg->n);
}

void number_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	(void)c;
	if (self->symbols)
		candidates_add_symbols(candidates, self->symbols);
}

int flags_from_option(const struct type *self, struct context *c, struct slice name, struct words *words,
		      struct arg *arg)
{
	const struct symbol *symbol = symbols_by_word(self->symbols, name);

	(void)c;
	(void)words;
	if (!symbol || (symbol->value & self->symbols->base))
		return 0;
	arg->n |= symbol->value;
	return 1;
}

const struct type type_int = TYPE_NUMBER("number", 4, true, 0);
const struct type type_unsigned = TYPE_NUMBER("number", 4, false, 0);

#define TYPE_SIZE(name_, size_, signed_) \
	{ .name = name_, .words = "64k, 1M, or bytes", .size = size_, .is_signed = signed_, \
	  .from_words = size_from_words, \
	  .from_node = number_from_node, .to_node = number_to_node, .show = number_show }

const struct type type_size = TYPE_SIZE("size", 8, false);
const struct type type_option_size = TYPE_SIZE("bytes", 4, true);

const struct type type_u8 = TYPE_NUMBER("number", 1, false, 0);
const struct type type_u16 = TYPE_NUMBER("number", 2, false, 0);
const struct type type_u32 = TYPE_NUMBER("number", 4, false, 0);
const struct type type_u64 = TYPE_NUMBER("number", 8, false, 0);
const struct type type_i32 = TYPE_NUMBER("number", 4, true, 0);
const struct type type_i64 = TYPE_NUMBER("number", 8, true, 0);
