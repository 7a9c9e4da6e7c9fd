/* AF_INET6: an IPv6 address, its interface where it is link-local, and a port. */
#include "inet.h"

#include <arpa/inet.h>

enum { LEAST_BYTES = 24 };	/* RFC 2133's, without a scope, which the kernel takes too */

static struct sockaddr_in6 address_of(const void *address)
{
	struct sockaddr_in6 in6;

	memcpy(&in6, address, sizeof(in6));
	return in6;
}

static bool is_link_local(const struct sockaddr_in6 *address)
{
	return IN6_IS_ADDR_LINKLOCAL(&address->sin6_addr) || IN6_IS_ADDR_MC_LINKLOCAL(&address->sin6_addr);
}

/* ---- trees ---- */

static struct node *flowinfo_to_node(const struct type *self, struct context *c, enum view view,
				     const struct arg *arg)
{
	struct node *flow = node_unsigned(c->arena, ntohl((uint32_t)arg->n));

	(void)self;
	(void)view;
	return flow ? node_call(c->arena, "htonl", flow) : NULL;
}

static const struct type type_flowinfo = {
	.name = "flow", .function = "htonl", .size = sizeof(uint32_t),
	.from_node = number_from_node, .to_node = flowinfo_to_node,
};

static const struct member members[] = {
	MEMBER_FAMILY(struct sockaddr_in6, sin6_family),
	MEMBER(struct sockaddr_in6, sin6_port, "sin6_port", type_port),
	MEMBER(struct sockaddr_in6, sin6_flowinfo, "sin6_flowinfo", type_flowinfo),
	MEMBER(struct sockaddr_in6, sin6_addr, "sin6_addr", type_in6_addr),
	MEMBER(struct sockaddr_in6, sin6_scope_id, "sin6_scope_id", type_u32),
	{ 0 },
};

/* The interface's name, where the scope is an interface and there is one of this number. */
static struct node *scope_to_node(struct context *c, const struct sockaddr_in6 *address)
{
	return is_link_local(address) ? interface_to_node(c, address->sin6_scope_id)
				      : node_unsigned(c->arena, address->sin6_scope_id);
}

static struct node *in6_to_node(const struct type *self, struct context *c, enum view view,
				const struct arg *arg)
{
	struct node *node = address_to_node(self, c, view, arg);
	struct sockaddr_in6 address;

	if (!node)
		return NULL;
	address = address_of(arg->at);
	for (struct node *item = node->items; item; item = item->next) {
		if (slice_is(item->field, "sin6_addr") && item->last)
			item->last->text = item->field;
		if (item->next == node->last) {	/* the scope depends on the address */
			struct node *scope = scope_to_node(c, &address);

			if (!scope)
				return NULL;
			scope->field = node->last->field;
			item->next = node->last = scope;
		}
	}
	return node;
}

static const struct type structure = {
	.name = "sockaddr_in6", .size = sizeof(struct sockaddr_in6), .pointer = true, .members = members,
	.from_node = structure_from_node, .to_node = in6_to_node,
};

/* ---- words ---- */

static bool is_word(const struct word *word)
{
	return word->text.len && word->text.at[0] == '[' && !memchr(word->text.at, '/', word->text.len);
}

static bool from_words(const struct address_family *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	static const struct inet_kind kind = {
		.example = "[::1]", .ipv6 = true,
		.host_at = offsetof(struct sockaddr_in6, sin6_addr), .host_bytes = sizeof(struct in6_addr),
		.loopback = &in6addr_loopback, .wildcard = &in6addr_any,
	};

	return inet_from_words(self, &kind, c, words, arg);
}

static void complete(struct candidates *candidates)
{
	candidates_add(candidates, slice_of(":"));
	candidates_add(candidates, slice_of("[::1]:"));
	candidates->glued = true;
}

static const struct word_form forms[] = {
	{ "[fe80::1%eth0]:80", "a link-local address, with its interface" },
	{ 0 },
};

/* ---- text ---- */

/* fe80::1%eth0, the scope by its number where it has no name. NULL: out of memory. */
static const char *host_of(struct context *c, const struct sockaddr_in6 *address)
{
	char text[IN6_TEXT_BYTES];
	const char *scope;

	in6_addr_text(&address->sin6_addr, text);
	if (address->sin6_scope_id == 0)
		return arena_format(c->arena, "%s", text);
	scope = interface_text(c, address->sin6_scope_id);
	return scope ? arena_format(c->arena, "%s%%%s", text, scope) : NULL;
}

static bool host_text(struct context *c, const struct arg *address, struct slice *text)
{
	const struct sockaddr_in6 in6 = address_of(address->at);

	return address_keep_text(c, host_of(c, &in6), text);
}

static bool to_text(struct context *c, const struct arg *address, struct slice *text)
{
	const struct sockaddr_in6 in6 = address_of(address->at);
	const char *host = host_of(c, &in6);

	return address_keep_text(c, host ? arena_format(c->arena, "[%s]:%u", host, ntohs(in6.sin6_port)) : NULL,
				 text);
}

static const struct address_part parts[] = {
	{ "host", host_text }, { "port", inet_port_text }, { 0 },
};

/* ---- hints ---- */

static uint64_t address_is(const void *address, size_t len)
{
	const struct sockaddr_in6 in6 = address_of(address);
	uint64_t known = inet_port_is(in6.sin6_port);
	struct in_addr mapped;

	(void)len;
	if (IN6_IS_ADDR_V4MAPPED(&in6.sin6_addr)) {
		memcpy(&mapped, &in6.sin6_addr.s6_addr[12], sizeof(mapped));
		return known | TO_MAPPED | inet_host_is(mapped);
	}
	if (is_link_local(&in6) && in6.sin6_scope_id == 0)
		known |= TO_LINK;
	if (IN6_IS_ADDR_MULTICAST(&in6.sin6_addr))
		known |= TO_GROUP;
	return known | (IN6_IS_ADDR_LOOPBACK(&in6.sin6_addr) ? TO_LOOPBACK : 0);
}

static bool remember(const void *address, size_t len, struct local *local)
{
	const struct sockaddr_in6 in6 = address_of(address);

	(void)len;
	local->port = in6.sin6_port;
	memcpy(local->ip, &in6.sin6_addr, sizeof(local->ip));
	local->scope = in6.sin6_scope_id;
	return local->port;
}

const struct address_family family_inet6 = {
	.number = AF_INET6,
	.structure = &structure,
	.chosen = { 0, sizeof(in_port_t), LEARN_PORT },
	.likely = "[::1]:1",
	.forms = forms,
	.is_word = is_word,
	.from_words = from_words,
	.complete = complete,
	.to_text = to_text,
	.parts = parts,
	.conditions = IS_INET | IS_IPV6,
	.least = LEAST_BYTES,
	.datagram_most = 65527,
	.address_conditions = address_is,
	.remember = remember,
	.in_way = inet_in_way,
};
