/*
 * AF_NETLINK: the kernel's own message bus. An address is a port ID (nl_pid; 0 is the kernel's, and in
 * bind() lets it choose one) and groups that are listened to or sent to.
 */
#include <errno.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include "address.h"
#include "call.h"
#include "family.h"

static const struct type type_pad = TYPE_NUMBER("number", 2, false, .digits = 1);
static const struct type type_port_id = TYPE_SOCKET_ID("port ID", AF_NETLINK);
static const struct type type_groups = TYPE_NUMBER("groups", 4, false, .symbols = &symbols_rtmgrp, .digits = 8);

static const struct member members[] = {
	MEMBER_FAMILY(struct sockaddr_nl, nl_family),
	MEMBER(struct sockaddr_nl, nl_pad, "nl_pad", type_pad, .if_set = true),
	MEMBER(struct sockaddr_nl, nl_pid, "nl_pid", type_port_id),
	MEMBER(struct sockaddr_nl, nl_groups, "nl_groups", type_groups),
	{ 0 },
};

static const struct type structure = TYPE_ADDRESS("sockaddr_nl", struct sockaddr_nl, members);

/* ---- words ---- */

/* A number, `kernel`, or nothing, which is the kernel's choice. */
static bool read_port_id(struct context *c, const struct word *word, struct slice text, uint32_t *id)
{
	int64_t n = 0;

	if (text.len && !slice_is(text, "kernel") && !(word_to_int64(text, &n) && n >= 0 && n <= UINT32_MAX))
		return wrong(c, "no netlink address %s; one is written PID or PID:GROUPS, such as 0, kernel, "
				":link|ipv4_route", quoted(c->arena, word->text));
	*id = (uint32_t)n;
	if (!word->expanded)
		*id = socket_id_in(&type_port_id, c, GOES_IN, *id);
	return true;
}

static bool from_words(const struct address_family *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	const struct word *word = words_take(words);
	struct slice id = word->text, groups;
	bool grouped = slice_cut(word->text, ':', &id, &groups);
	struct sockaddr_nl address = { .nl_family = AF_NETLINK };
	int64_t bits = 0;

	(void)self;
	if (!read_port_id(c, word, id, &address.nl_pid))
		return false;
	if (grouped && !word_to_number(c, groups, &symbols_rtmgrp, sizeof(address.nl_groups), &bits))
		return false;
	address.nl_groups = (uint32_t)bits;
	return address_put(c, arg, &address, sizeof(address));
}

/* PID, and behind a colon the names of groups. */
static void complete(struct candidates *candidates)
{
	const struct slice whole = candidates->prefix;
	const char *colon = whole.len ? memrchr(whole.at, ':', whole.len) : NULL;
	struct candidates groups = { .arena = candidates->arena };
	size_t head = colon ? (size_t)(colon - whole.at) + 1 : 0;

	candidates_add(candidates, slice_of("kernel"));
	if (!head)
		return;
	groups.prefix = (struct slice){ whole.at + head, whole.len - head };
	candidates_add_symbols(&groups, &symbols_rtmgrp);
	for (size_t i = 0; i < groups.count; i++) {
		const char *text = arena_format(candidates->arena, "%.*s%s", (int)head, whole.at, groups.list[i]);

		if (text)
			candidates_add(candidates, slice_of(text));
	}
}

static const struct word_form forms[] = {
	{ "1234", "a netlink socket by its port ID; 0 or kernel is the kernel" },
	{ ":link|ipv4_route", "groups of netlink, as bind listens to them (constants RTMGRP_*)" },
	{ 0 },
};

/* ---- text ---- */

static struct sockaddr_nl address_of(const void *address)
{
	struct sockaddr_nl nl;

	memcpy(&nl, address, sizeof(nl));
	return nl;
}

static bool port_id_text(struct context *c, const struct arg *address, struct slice *text)
{
	return address_keep_text(c, arena_format(c->arena, "%u", address_of(address->at).nl_pid), text);
}

static bool groups_text(struct context *c, const struct arg *address, struct slice *text)
{
	return address_keep_text(c, arena_format(c->arena, "%#x", address_of(address->at).nl_groups), text);
}

static bool to_text(struct context *c, const struct arg *address, struct slice *text)
{
	const struct sockaddr_nl nl = address_of(address->at);

	if (!nl.nl_groups)
		return port_id_text(c, address, text);
	return address_keep_text(c, arena_format(c->arena, "%u:%#x", nl.nl_pid, nl.nl_groups), text);
}

static const struct address_part parts[] = {
	{ "pid", port_id_text }, { "groups", groups_text }, { 0 },
};

/* ---- hints ---- */

static bool remember(const void *address, size_t len, struct local *local)
{
	(void)len;
	local->name = address_of(address).nl_pid;
	return local->name;
}

/* Each protocol has port IDs of its own. */
static bool in_way(const struct made *made, const struct local *local, const struct handle *other,
		   uint64_t *held)
{
	*held = 0;
	return local->name == other->local.name && made->facts.protocol == other->facts.protocol;
}

#define SENDS_ONLY "to other processes and to groups, this protocol sends only with CAP_NET_ADMIN"

static const struct hint socket_hints[] = {
	{ EPROTONOSUPPORT, "this kernel has no such netlink protocol, or its module is not loaded" },
	{ ESOCKTNOSUPPORT, "netlink sockets are of type raw or dgram" },
	{ 0, NULL },
};

static const struct hint bind_hints[] = {
	{ EADDRINUSE, "NAME has this port ID; bind to 0, and the kernel chooses one", NAME_IS_BOUND },
	{ EADDRINUSE, "another socket of this protocol has this port ID; bind to 0, and the kernel chooses one" },
	{ EINVAL, "the address's length is not its family's", TO_BAD_LENGTH },
	{ EINVAL, "the address is of another family than the socket", TO_OTHER_FAMILY },
	{ EINVAL, "the socket has another port ID already, which stays: only its groups can be changed", IS_BOUND },
	{ EPERM, "groups of this protocol need CAP_NET_ADMIN" },
	{ 0, NULL },
};

static const struct hint connect_hints[] = {
	{ EPERM, SENDS_ONLY },
	{ 0, NULL },
};

static const struct hint send_hints[] = {
	{ ECONNREFUSED, "no socket of this protocol has this port ID (0 is the kernel's), or it is connected to another one" },
	{ EPERM, SENDS_ONLY },
	{ 0, NULL },
};

static const struct family_hints hints[] = {
	{ "socket", socket_hints }, { "bind", bind_hints },
	{ "connect", connect_hints }, { "send", send_hints }, { "sendto", send_hints }, { "sendmsg", send_hints },
	{ 0 },
};

const struct address_family family_netlink = {
	.number = AF_NETLINK,
	.structure = &structure,
	.chosen = { offsetof(struct sockaddr_nl, nl_pid) - FAMILY_BYTES, sizeof(uint32_t), LEARN_ID },
	.likely = "1",
	.forms = forms,
	.loopback = "0",
	.from_words = from_words,
	.complete = complete,
	.to_text = to_text,
	.parts = parts,
	.least = sizeof(struct sockaddr_nl),
	.remember = remember,
	.in_way = in_way,
	.hints = hints,
};
