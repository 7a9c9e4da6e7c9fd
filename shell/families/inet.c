/* AF_INET: an IPv4 address and a port. */
#include "inet.h"

#include <arpa/inet.h>

static const struct member members[] = {
	MEMBER_FAMILY(struct sockaddr_in, sin_family),
	MEMBER(struct sockaddr_in, sin_port, "sin_port", type_port),
	MEMBER(struct sockaddr_in, sin_addr, "sin_addr", type_in_addr),
	{ 0 },
};

static const struct type structure = TYPE_ADDRESS("sockaddr_in", struct sockaddr_in, members);

/* ---- words ---- */

static bool is_word(const struct word *word)
{
	struct slice text = word->text;

	return text.len && !memchr("[@", text.at[0], 2) && !memchr(text.at, '/', text.len);
}

static bool from_words(const struct address_family *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	static const unsigned char loopback[] = { 127, 0, 0, 1 }, wildcard[4];
	static const struct inet_kind kind = {
		.example = "127.0.0.1",
		.host_at = offsetof(struct sockaddr_in, sin_addr), .host_bytes = sizeof(wildcard),
		.loopback = loopback, .wildcard = wildcard,
	};

	return inet_from_words(self, &kind, c, words, arg);
}

static void complete(struct candidates *candidates)
{
	candidates_add(candidates, slice_of(":"));
	candidates_add(candidates, slice_of("127.0.0.1:"));
	candidates->glued = true;
}

static const struct word_form forms[] = {
	{ "127.0.0.1:80", "host and port in one word; [::1]:80 of IPv6" },
	{ ":80", "any address of this machine" },
	{ "loopback:80", "the loopback address of the family" },
	{ "localhost:http", "looked up, by a getaddrinfo that is shown" },
	{ 0 },
};

/* ---- text ---- */

static struct sockaddr_in address_of(const void *address)
{
	struct sockaddr_in in;

	memcpy(&in, address, sizeof(in));
	return in;
}

static bool host_text(struct context *c, const struct arg *address, struct slice *text)
{
	const struct sockaddr_in in = address_of(address->at);
	char host[IN_TEXT_BYTES];

	in_addr_text(&in.sin_addr, host);
	return address_keep_text(c, arena_format(c->arena, "%s", host), text);
}

static bool to_text(struct context *c, const struct arg *address, struct slice *text)
{
	const struct sockaddr_in in = address_of(address->at);
	char host[IN_TEXT_BYTES];

	in_addr_text(&in.sin_addr, host);
	return address_keep_text(c, arena_format(c->arena, "%s:%u", host, ntohs(in.sin_port)), text);
}

static const struct address_part parts[] = {
	{ "host", host_text }, { "port", inet_port_text }, { 0 },
};

/* The address that is shown most often, past the tree. */
static bool show(const struct arg *arg, struct out *out)
{
	static const char zero[sizeof(((struct sockaddr_in *)0)->sin_zero)];
	struct sockaddr_in address;
	char text[IN_TEXT_BYTES];
	size_t len;

	if (address_bytes(arg) != sizeof(address))
		return false;
	address = address_of(arg->at);
	if (memcmp(address.sin_zero, zero, sizeof(zero)) != 0)
		return false;
	len = in_addr_text(&address.sin_addr, text);
	out_text(out, "{sa_family=AF_INET, sin_port=htons(");
	out_unsigned(out, ntohs(address.sin_port));
	out_text(out, "), sin_addr=inet_addr(\"");
	out_bytes(out, text, len);
	out_text(out, "\")}");
	return true;
}

/* ---- hints ---- */

static uint64_t address_is(const void *address, size_t len)
{
	const struct sockaddr_in in = address_of(address);

	(void)len;
	return inet_port_is(in.sin_port) | inet_host_is(in.sin_addr);
}

/* As ::ffff:127.0.0.1, so that it can be held against one of IPv6. */
static bool remember(const void *address, size_t len, struct local *local)
{
	const struct sockaddr_in in = address_of(address);

	(void)len;
	local->port = in.sin_port;
	local->ip[10] = local->ip[11] = 0xff;
	memcpy(local->ip + 12, &in.sin_addr, sizeof(in.sin_addr));
	return local->port;
}

const struct address_family family_inet = {
	.number = AF_INET,
	.structure = &structure,
	.chosen = { 0, sizeof(in_port_t), LEARN_PORT },
	.likely = "127.0.0.1:1",
	.forms = forms,
	.is_word = is_word,
	.from_words = from_words,
	.complete = complete,
	.to_text = to_text,
	.parts = parts,
	.show = show,
	.conditions = IS_INET | IS_IPV4,
	.least = sizeof(struct sockaddr_in),
	.datagram_most = 65507,
	.address_conditions = address_is,
	.remember = remember,
	.in_way = inet_in_way,
};
