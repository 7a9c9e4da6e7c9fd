/* What addresses are made of: ports, internet addresses, interfaces, families. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>

#include "address.h"
#include "call.h"
#include "learned.h"

static struct node *text_node(struct context *c, const char *text, size_t len)
{
	const char *copy = arena_copy(c->arena, text, len);

	return copy ? node_string(c->arena, (struct slice){ copy, len }) : NULL;
}

/* ---- ports ---- */

/* Ports are learned by protocol; of a received descriptor nobody has asked yet. */
static int protocol_key(const struct context *c)
{
	return c->made->handle->facts.known ? c->made->handle->facts.type : 0;
}

uint16_t port_in(const struct context *c, enum view view, uint16_t port)
{
	if (port == 0 || !c->learned || !c->made->handle || view != GOES_IN || c->checking)
		return port;
	return (uint16_t)learned_in(c->learned, LEARN_PORT, protocol_key(c), port);
}

static bool port_from_words(const struct type *self, struct context *c, struct words *words,
			    struct arg *arg)
{
	if (!number_from_words(self, c, words, arg))
		return false;
	arg->n = port_in(c, GOES_IN, htons((uint16_t)arg->n));
	return true;
}

static bool port_from_node(const struct type *self, struct context *c, enum view view,
			   const struct node *node, struct arg *arg)
{
	if (!number_from_node(self, c, view, node, arg))
		return false;
	arg->n = port_in(c, view, (uint16_t)arg->n);
	return true;
}

static struct node *port_to_node(const struct type *self, struct context *c, enum view view,
				 const struct arg *arg)
{
	struct node *port = node_unsigned(c->arena, ntohs((uint16_t)arg->n));
	struct node *node = port ? node_call(c->arena, "htons", port) : NULL;

	(void)view;
	/* A port that no socket has, such as getaddrinfo's, is nobody's choice. */
	if (node && c->made->handle)
		node->learned = self->learned;
	return node;
}

static void port_show(const struct type *self, struct context *c, enum view view,
		      const struct arg *arg, struct out *out)
{
	(void)self;
	(void)view;
	(void)c;
	out_text(out, "htons(");
	out_unsigned(out, ntohs((uint16_t)arg->n));
	out_char(out, ')');
}

const struct type type_port = {
	.name = "port", .function = "htons", .size = sizeof(in_port_t), .learned = LEARN_PORT,
	.from_words = port_from_words, .from_node = port_from_node,
	.to_node = port_to_node, .show = port_show,
};

/* ---- IPv4 ---- */

/* 127.0.0.1, or the name of a constant, which the header has in host byte order: loopback. */
static bool in_addr_from_words(const struct type *self, struct context *c, struct words *words,
			       struct arg *arg)
{
	struct slice text = words_take(words)->text;
	const struct symbol *symbol;
	struct in_addr address;
	char whole[IN_TEXT_BYTES];

	if (in_addr_read(text, &address)) {
		arg->n = address.s_addr;
		return true;
	}
	symbol = symbols_by_word(self->symbols, text);
	if (!symbol && in_addr_short(text, whole))
		return wrong(c, "C reads %s as %s, and so it is written here", quoted(c->arena, text), whole);
	if (!symbol)
		return wrong(c, "an IPv4 address such as 127.0.0.1 expected, found %s",
			     quoted(c->arena, text));
	arg->n = htonl((uint32_t)symbol->value);
	return true;
}

static struct node *in_addr_to_node(const struct type *self, struct context *c, enum view view,
				    const struct arg *arg)
{
	struct in_addr address = { .s_addr = (in_addr_t)arg->n };
	char text[IN_TEXT_BYTES];
	struct node *string = text_node(c, text, in_addr_text(&address, text));

	(void)self;
	(void)view;
	return string ? node_call(c->arena, "inet_addr", string) : NULL;
}

static void in_addr_show(const struct type *self, struct context *c, enum view view,
			 const struct arg *arg, struct out *out)
{
	struct in_addr address = { .s_addr = (in_addr_t)arg->n };
	char text[IN_TEXT_BYTES];

	(void)self;
	(void)view;
	(void)c;
	in_addr_text(&address, text);
	out_text(out, "inet_addr(\"");
	out_text(out, text);
	out_text(out, "\")");
}

/* sin_addr="127.0.0.1": a string would be the four bytes themselves. */
static bool in_addr_from_node(const struct type *self, struct context *c, enum view view,
			      const struct node *node, struct arg *arg)
{
	struct in_addr address;

	if (node->kind == NODE_STRING && in_addr_read(node->text, &address))
		return wrong(c, "an IPv4 address is written inet_addr(\"%.*s\")", SLICE_ARGS(node->text));
	return number_from_node(self, c, view, node, arg);
}

const struct type type_in_addr = {
	.name = "IPv4 address", .function = "inet_addr",
	.size = sizeof(struct in_addr), .symbols = &symbols_inaddr,
	.from_words = in_addr_from_words, .from_node = in_addr_from_node,
	.to_node = in_addr_to_node, .show = in_addr_show, .complete = number_complete,
};

/* ---- IPv6 ---- */

static bool in6_addr_from_words(const struct type *self, struct context *c, struct words *words,
				struct arg *arg)
{
	struct slice text = words_take(words)->text;
	struct in6_addr address;

	if (!in6_addr_read(text, &address))
		return wrong(c, "an IPv6 address such as ::1 expected, found %s",
			     quoted(c->arena, text));
	if (!arg->at && !arg_room(c, arg, self->size))
		return false;
	memcpy(arg->at, &address, self->size);
	return true;
}

/* inet_pton(AF_INET6, "::1", &sin6_addr); the pointer names the member that it stands for. */
static bool from_inet_pton(struct context *c, enum view view, const struct node *node,
			   struct in6_addr *address)
{
	const struct node *text = node->count == 3 ? node->items->next : NULL;
	int64_t family;

	if (!slice_is(node->text, "inet_pton"))
		return wrong_node(c, node, "inet_pton(...)");
	if (!text || text->kind != NODE_STRING || text->next->kind != NODE_ADDRESS_OF)
		return wrong(c, "inet_pton() is written inet_pton(AF_INET6, \"::1\", &sin6_addr)");
	if (!node_to_number(c, view, node->items, &symbols_af, sizeof(int), &family))
		return false;
	if (family != AF_INET6)
		return wrong(c, "inet_pton() here takes AF_INET6");
	return in6_addr_read(text->text, address) ||
	       wrong(c, "inet_pton() takes an IPv6 address such as \"::1\", not %s",
		     quoted(c->arena, text->text));
}

static bool in6_addr_from_node(const struct type *self, struct context *c, enum view view,
			       const struct node *node, struct arg *arg)
{
	struct in6_addr address;

	if (node->kind == NODE_STRING && node->text.len == self->size && !node->cut)
		memcpy(&address, node->text.at, sizeof(address));
	else if (node->kind != NODE_CALL)
		return wrong_node(c, node, "inet_pton(...), or a string of 16 bytes,");
	else if (!from_inet_pton(c, view, node, &address))
		return false;
	if (!arg->at && !arg_room(c, arg, self->size))
		return false;
	if (arg->room < self->size)
		return wrong(c, "16 bytes do not fit into %zu", arg->room);
	memcpy(arg->at, &address, sizeof(address));
	return true;
}

static struct node *in6_addr_to_node(const struct type *self, struct context *c, enum view view,
				     const struct arg *arg)
{
	struct node *node = node_call(c->arena, "inet_pton", node_name(c->arena, "AF_INET6"));
	struct node *member = node_new(c->arena, NODE_ADDRESS_OF);
	char text[IN6_TEXT_BYTES];

	(void)view;
	if (arg->len < self->size)
		return node_string(c->arena, (struct slice){ arg->at, arg->len });
	if (member)	/* alone it has no member's name */
		member->text = slice_of("in6_addr");
	node = node_add(node, NULL, text_node(c, text, in6_addr_text(arg->at, text)));
	return node_add(node, NULL, member);
}

const struct type type_in6_addr = {
	.name = "IPv6 address", .size = sizeof(struct in6_addr), .pointer = true,
	.from_words = in6_addr_from_words, .from_node = in6_addr_from_node,
	.to_node = in6_addr_to_node,
};

/* ---- interfaces ---- */

static struct node *type_interface_to_node(const struct type *self, struct context *c, enum view view,
					   const struct arg *arg)
{
	(void)self;
	(void)view;
	return interface_to_node(c, (uint32_t)arg->n);
}

/* lo, or its index. */
static bool type_interface_from_words(const struct type *self, struct context *c, struct words *words,
				      struct arg *arg)
{
	uint32_t index;

	(void)self;
	if (!interface_read(c, words_take(words)->text, &index))
		return false;
	arg->n = index;
	return true;
}

static void type_interface_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	(void)self;
	if (!c->call_notation)
		candidates_add_interfaces(candidates);
}

const struct type type_interface = {
	.name = "interface", .function = "if_nametoindex", .size = sizeof(uint32_t),
	.from_words = type_interface_from_words, .from_node = number_from_node, .to_node = type_interface_to_node,
	.complete = type_interface_complete,
};

/* ---- numbers that a socket has in its family ---- */

uint32_t socket_id_in(const struct type *type, const struct context *c, enum view view, uint32_t id)
{
	if (id == 0 || !c->learned || view != GOES_IN || c->checking ||
	    (type->symbols && symbols_by_value(type->symbols, id)))
		return id;
	return (uint32_t)learned_in(c->learned, type->learned, type->learned_scope, id);
}

bool socket_id_from_node(const struct type *self, struct context *c, enum view view,
			 const struct node *node, struct arg *arg)
{
	if (!number_from_node(self, c, view, node, arg))
		return false;
	arg->n = socket_id_in(self, c, view, (uint32_t)arg->n);
	return true;
}

/* ---- families ---- */

const struct type type_sa_family =
	TYPE_NUMBER("address family", sizeof(sa_family_t), false, .symbols = &symbols_af);
