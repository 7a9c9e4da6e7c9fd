/*
 * AF_PACKET: the frames of an interface. An address is the interface, the protocol that its frames
 * carry, and a hardware address, of which sll_halen says how long it is.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <stdio.h>

#include "address.h"
#include "call.h"
#include "family.h"

enum {
	ADDRESS_AT = offsetof(struct sockaddr_ll, sll_addr),
	ADDRESS_MOST = sizeof(((struct sockaddr_ll *)0)->sll_addr),
};

static struct sockaddr_ll address_of(const struct arg *arg)
{
	struct sockaddr_ll ll = { 0 };

	memcpy(&ll, arg->at, arg->len < sizeof(ll) ? arg->len : sizeof(ll));
	return ll;
}

static size_t hardware_bytes(const struct sockaddr_ll *ll)
{
	return ll->sll_halen < ADDRESS_MOST ? ll->sll_halen : ADDRESS_MOST;
}

/* ---- trees ---- */

/* htons(ETH_P_ALL); what has no name is a number, in hexadecimal as frames have it. */
static struct node *protocol_to_tree(const struct type *self, struct context *c, enum view view,
				     const struct arg *arg)
{
	const int64_t n = ntohs((uint16_t)arg->n);
	const struct symbol *symbol = symbols_by_value(self->symbols, n);
	struct node *node = symbol ? node_name(c->arena, symbol->name) : node_unsigned(c->arena, (uint64_t)n);

	(void)view;
	if (node && !symbol)
		node->digits = 1;
	return node ? node_call(c->arena, "htons", node) : NULL;
}

static const struct type type_sll_protocol = {
	.name = "protocol", .function = "htons", .size = sizeof(uint16_t), .symbols = &symbols_eth_p,
	.from_node = number_from_node, .to_node = protocol_to_tree, .complete = number_complete,
};
static const struct type type_hatype = TYPE_NUMBER("kind of hardware", 2, false, .symbols = &symbols_arphrd);
static const struct type type_pkttype = TYPE_NUMBER("kind of packet", 1, false, .symbols = &symbols_pkttype);
static const struct type type_byte = TYPE_NUMBER("byte", 1, false, .digits = 2);

/* [0x2, 00, 00, 00, 00, 0x1]; `...` behind as many as there is room for. */
static bool hardware_from_node(const struct type *self, struct context *c, enum view view,
			       const struct node *node, struct arg *arg)
{
	unsigned char *at = arg->at;
	size_t i = 0;

	(void)self;
	if (node->kind == NODE_STRING)
		return bytes_from_node(c, view, node, arg);
	if (node->kind != NODE_ARRAY)
		return wrong_node(c, node, "a hardware address such as [0x2, 00, 00, 00, 00, 0x1]");
	for (const struct node *item = node->items; item; item = item->next, i++) {
		struct arg byte = { 0 };

		if (item->kind == NODE_ANYTHING && (i == ADDRESS_MOST || view != GOES_IN))
			break;
		if (i == arg->room)
			return wrong(c, "sll_addr has room for %zu bytes", arg->room);
		if (!type_byte.from_node(&type_byte, c, view, item, &byte))
			return false;
		at[i] = (unsigned char)byte.n;
	}
	return true;
}

static struct node *hardware_to_node(struct context *c, enum view view, const struct sockaddr_ll *ll)
{
	struct node *node = node_new(c->arena, NODE_ARRAY);

	for (size_t i = 0; i < hardware_bytes(ll); i++) {
		const struct arg byte = { .n = ll->sll_addr[i] };

		node = node_add(node, NULL, type_byte.to_node(&type_byte, c, view, &byte));
	}
	return ll->sll_halen > ADDRESS_MOST ? node_add(node, NULL, node_new(c->arena, NODE_ANYTHING)) : node;
}

static const struct type type_hardware = {
	.name = "hardware address", .size = ADDRESS_MOST, .pointer = true, .from_node = hardware_from_node,
};

#define BEFORE_ADDRESS \
	MEMBER_FAMILY(struct sockaddr_ll, sll_family), \
	MEMBER(struct sockaddr_ll, sll_protocol, "sll_protocol", type_sll_protocol), \
	MEMBER(struct sockaddr_ll, sll_ifindex, "sll_ifindex", type_interface), \
	MEMBER(struct sockaddr_ll, sll_hatype, "sll_hatype", type_hatype), \
	MEMBER(struct sockaddr_ll, sll_pkttype, "sll_pkttype", type_pkttype), \
	MEMBER(struct sockaddr_ll, sll_halen, "sll_halen", type_u8)

static const struct member members[] = {
	BEFORE_ADDRESS,
	MEMBER(struct sockaddr_ll, sll_addr, "sll_addr", type_hardware),
	{ 0 },
};
static const struct member before_address[] = { BEFORE_ADDRESS, { 0 } };
static const struct type head = { .name = "sockaddr_ll", .size = ADDRESS_AT, .members = before_address };

/* Is there nothing behind the hardware address, which may be shorter than its room? */
static bool shows_all(const struct arg *arg, const struct sockaddr_ll *ll)
{
	const size_t end = ADDRESS_AT + hardware_bytes(ll);
	const char *bytes = arg->at;

	for (size_t i = end; i < arg->len; i++)
		if (bytes[i])
			return false;
	return arg->len >= end;
}

static struct node *ll_to_node(const struct type *self, struct context *c, enum view view,
			       const struct arg *arg)
{
	const struct sockaddr_ll ll = address_of(arg);
	struct node *node;

	(void)self;
	if (arg->len < ADDRESS_AT || !shows_all(arg, &ll))
		return NULL;
	node = structure_to_node(&head, c, view, &(struct arg){ .at = arg->at, .len = ADDRESS_AT,
								.room = ADDRESS_AT });
	return ll.sll_halen ? node_add(node, "sll_addr", hardware_to_node(c, view, &ll)) : node;
}

/* The kernel leaves out the end of its room: of an Ethernet address 18 bytes come. */
static bool ll_from_node(const struct type *self, struct context *c, enum view view,
			 const struct node *node, struct arg *arg)
{
	struct type whole = *self;

	whole.size = sizeof(struct sockaddr_ll);
	return structure_from_node(&whole, c, view, node, arg);
}

static const struct type structure = {
	.name = "sockaddr_ll", .pointer = true, .members = members,
	.from_node = ll_from_node, .to_node = ll_to_node,
};

/* ---- words ---- */

static bool no_address(struct context *c, const struct word *word)
{
	return wrong(c, "no packet address %s; one is written INTERFACE, INTERFACE:PROTOCOL or with a hardware "
			"address behind it, such as lo, eth0:ip, eth0:ip/02:00:00:00:00:01",
		     quoted(c->arena, word->text));
}

/* 02:00:00:00:00:01, up to as many bytes as there is room for. */
static bool read_hardware(struct slice text, struct sockaddr_ll *ll)
{
	size_t count = 0;

	for (size_t at = 0; at + 2 <= text.len && count < ADDRESS_MOST; at += 3) {
		const char byte[] = { text.at[at], text.at[at + 1], '\0' };
		unsigned value;

		if (!all_of((struct slice){ byte, 2 }, "0123456789abcdefABCDEF") || sscanf(byte, "%x", &value) != 1)
			return false;
		ll->sll_addr[count++] = (unsigned char)value;
		if (at + 2 == text.len) {
			ll->sll_halen = (unsigned char)count;
			return true;
		}
		if (text.at[at + 2] != ':')
			return false;
	}
	return false;
}

static bool read_protocol(struct context *c, struct slice text, struct sockaddr_ll *ll)
{
	int64_t n;

	if (!word_to_number(c, text, &symbols_eth_p, sizeof(uint16_t), &n))
		return false;
	ll->sll_protocol = htons((uint16_t)n);
	return true;
}

static bool from_words(const struct address_family *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	const struct word *word = words_take(words);
	struct slice interface = word->text, protocol, hardware;
	struct sockaddr_ll ll = { .sll_family = AF_PACKET };
	uint32_t index = 0;

	(void)self;
	if (interface.len == 0 || (slice_cut(interface, '/', &interface, &hardware) && !read_hardware(hardware, &ll)))
		return no_address(c, word);
	if (slice_cut(interface, ':', &interface, &protocol) && !read_protocol(c, protocol, &ll))
		return false;
	/* None before a colon is any, as in :80. */
	if (interface.len && !interface_read(c, interface, &index))
		return false;
	ll.sll_ifindex = (int)index;
	return address_put(c, arg, &ll, sizeof(ll));
}

/* Names of interfaces, and behind a colon those of protocols. */
static void complete(struct candidates *candidates)
{
	const struct slice whole = candidates->prefix;
	struct slice behind, interface = whole;
	struct candidates protocols = { .arena = candidates->arena };

	if (!slice_cut(interface, ':', &interface, &behind)) {
		candidates_add_interfaces(candidates);
		candidates->glued = true;	/* a protocol may follow */
		return;
	}
	protocols.prefix = behind;
	candidates_add_symbols(&protocols, &symbols_eth_p);
	for (size_t i = 0; i < protocols.count; i++) {
		const char *text = arena_format(candidates->arena, "%.*s:%s", SLICE_ARGS(interface),
						protocols.list[i]);

		if (text)
			candidates_add(candidates, slice_of(text));
	}
}

static const struct word_form forms[] = {
	{ "lo", "an interface, whose frames a packet socket has" },
	{ "lo:ip", "of a packet socket, only those that carry a protocol; to send, a hardware address can "
		   "stand behind it: lo:ip/02:00:00:00:00:01" },
	{ ":all", "of a packet socket, the frames of every interface" },
	{ 0 },
};

/* ---- text ---- */

static bool interface_part(struct context *c, const struct arg *address, struct slice *text)
{
	const struct sockaddr_ll ll = address_of(address);

	return address_keep_text(c, ll.sll_ifindex ? interface_text(c, (uint32_t)ll.sll_ifindex) : "0", text);
}

/* "ip", "0x88cc"; NULL: out of memory. */
static const char *protocol_text(struct context *c, const struct sockaddr_ll *ll)
{
	const unsigned n = ntohs(ll->sll_protocol);
	const struct symbol *symbol = symbols_by_value(&symbols_eth_p, n);
	const char *text = symbol ? symbol_short(&symbols_eth_p, symbol, c->arena) : NULL;

	return text ? text : arena_format(c->arena, "%#x", n);
}

static bool protocol_part(struct context *c, const struct arg *address, struct slice *text)
{
	const struct sockaddr_ll ll = address_of(address);

	return address_keep_text(c, protocol_text(c, &ll), text);
}

/* Appends to what is there; NULL: out of memory. */
static const char *hardware_text(struct context *c, const struct sockaddr_ll *ll, const char *text,
				 const char *before)
{
	for (size_t i = 0; i < hardware_bytes(ll) && text; i++)
		text = arena_format(c->arena, "%s%s%02x", text, i ? ":" : before, ll->sll_addr[i]);
	return text;
}

static bool hardware_part(struct context *c, const struct arg *address, struct slice *text)
{
	const struct sockaddr_ll ll = address_of(address);

	return address_keep_text(c, hardware_text(c, &ll, "", ""), text);
}

static bool to_text(struct context *c, const struct arg *address, struct slice *text)
{
	const struct sockaddr_ll ll = address_of(address);
	const bool any = ll.sll_ifindex == 0 && ll.sll_protocol;
	const char *interface = any ? "" : ll.sll_ifindex ? interface_text(c, (uint32_t)ll.sll_ifindex) : "0";
	const char *protocol = ll.sll_protocol ? protocol_text(c, &ll) : "";
	const char *both = interface && protocol ?
		arena_format(c->arena, "%s%s%s", interface, *protocol ? ":" : "", protocol) : NULL;

	return address_keep_text(c, hardware_text(c, &ll, both, "/"), text);
}

static const struct address_part parts[] = {
	{ "interface", interface_part }, { "protocol", protocol_part }, { "address", hardware_part }, { 0 },
};

/* ---- hints ---- */

#define OTHER_FAMILY "the address is of another family than the socket"
#define OF_LENGTH "the address's length is not its family's"

static const struct hint bind_hints[] = {
	{ EINVAL, OTHER_FAMILY, TO_OTHER_FAMILY },
	{ EINVAL, OF_LENGTH, TO_BAD_LENGTH },
	{ EINVAL, "in a fanout group (PACKET_FANOUT) it stays with its interface and protocol" },
	{ ENODEV, "no interface has this name or index" },
	{ 0, NULL },
};

static const struct hint connect_hints[] = {
	{ EOPNOTSUPP, "packet sockets have no peer: bind says the interface and the protocol" },
	{ 0, NULL },
};

static const struct hint send_hints[] = {
	{ EINVAL, OTHER_FAMILY, TO_OTHER_FAMILY },
	{ EINVAL, OF_LENGTH, TO_BAD_LENGTH },
	{ EINVAL, "a raw frame begins with the link's own header; of dgram the kernel writes it", IS_RAW },
	{ ENXIO, "no such interface, or none is named: bind to one, or send to one, such as eth0:ip" },
	{ ENETDOWN, "the interface is down" },
	{ EMSGSIZE, "the frame is longer than the interface's mtu allows" },
	{ 0, NULL },
};

static const struct hint recv_hints[] = {
	{ ENETDOWN, "the interface went down, or was when the socket was bound; frames come once it is up" },
	{ 0, NULL },
};

static const struct family_hints hints[] = {
	{ "bind", bind_hints }, { "connect", connect_hints },
	{ "send", send_hints }, { "sendto", send_hints }, { "sendmsg", send_hints },
	{ "recv", recv_hints }, { "recvfrom", recv_hints }, { "recvmsg", recv_hints },
	{ 0 },
};

const struct address_family family_packet = {
	.number = AF_PACKET,
	.structure = &structure,
	.likely = "lo:all",
	.forms = forms,
	.loopback = "lo",
	.from_words = from_words,
	.complete = complete,
	.to_text = to_text,
	.parts = parts,
	.least = sizeof(struct sockaddr_ll),
	.hints = hints,
};
