/* Arguments that are constants: what socket(), shutdown() and the flags of the rest take. */
#include <arpa/inet.h>
#include <sys/socket.h>

#include "call.h"
#include "protocols.h"
#include "type.h"

/* What people say for a family and a type. */
static const struct {
	const char *word, *family, *type;
} everyday[] = {
	{ "tcp", "inet", "stream" }, { "tcp4", "inet", "stream" }, { "tcp6", "inet6", "stream" },
	{ "udp", "inet", "dgram" }, { "udp4", "inet", "dgram" }, { "udp6", "inet6", "dgram" },
	{ "icmp", "inet", "dgram icmp" }, { "icmp6", "inet6", "dgram icmpv6" }, { "sctp", "inet", "stream sctp" },
	{ "mptcp", "inet", "stream mptcp" }, { "datagram", NULL, "dgram" }, { "ipv4", "inet", NULL },
	{ "ip", "inet", NULL }, { "ip4", "inet", NULL }, { "inet4", "inet", NULL }, { "ipv6", "inet6", NULL },
	{ "ip6", "inet6", NULL }, { "uds", "unix", NULL },
};

static bool is_known(const struct type *self, struct slice word)
{
	int64_t n;

	return symbols_by_word(self->symbols, word) || word_to_int64(word, &n);
}

static bool family_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg)
{
	const struct word *word = words->at;
	const char *usual = c->param->fallback ? c->param->fallback : "inet";
	bool internet = strcmp(usual, "inet") == 0;	/* socketpair's is not */

	if (word->quoted || is_known(self, word->text))
		return number_from_words(self, c, words, arg);
	for (size_t i = 0; i < sizeof(everyday) / sizeof(*everyday); i++)
		if (slice_is(word->text, everyday[i].word))
			return wrong(c, "no %s %s; write: %s %s%s%s", self->symbols->what,
				     quoted(c->arena, word->text), c->made->call->name,
				     internet && everyday[i].family ? everyday[i].family : usual,
				     everyday[i].type ? " " : "",
				     everyday[i].type ? everyday[i].type : "");
	if (symbols_by_word(&symbols_sock, word->text))
		return wrong(c, "no %s %s, but a %s; write: %s %s %.*s", self->symbols->what,
			     quoted(c->arena, word->text), symbols_sock.what, c->made->call->name,
			     usual, SLICE_ARGS(word->text));
	return number_from_words(self, c, words, arg);
}

static bool socktype_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg)
{
	const struct word *word = words->at;
	const struct symbol *symbol = word->quoted ? NULL : symbols_by_word(self->symbols, word->text);

	if (symbol && !(symbol->value & self->symbols->base))
		return wrong(c, "no %s %s, but a flag of one", self->symbols->what, quoted(c->arena, word->text));
	if (word->quoted || is_known(self, word->text))
		return number_from_words(self, c, words, arg);
	for (size_t i = 0; i < sizeof(everyday) / sizeof(*everyday); i++)
		if (everyday[i].type && slice_is(word->text, everyday[i].word))
			return wrong_near(c, &(struct nearest){ .best = slice_of(everyday[i].type) }, "no %s %s",
					  self->symbols->what, quoted(c->arena, word->text));
	return number_from_words(self, c, words, arg);
}

const struct type type_family = {
	.name = "family", .size = 4, .is_signed = true, .symbols = &symbols_af, .chooses = CHOOSES_FAMILY,
	.from_words = family_from_words, .from_node = number_from_node, .to_node = number_to_node,
	.show = number_show, .complete = number_complete,
};
const struct type type_socktype = {
	.name = "type", .size = 4, .is_signed = true, .symbols = &symbols_sock,
	.from_words = socktype_from_words, .from_node = number_from_node, .to_node = number_to_node,
	.show = number_show, .complete = number_complete,
	.from_option = flags_from_option, .flag_options = true,
};
const struct type type_shutdown = TYPE_NUMBER("direction", 4, true, .symbols = &symbols_shut);
const struct type type_msg_flags = TYPE_NUMBER("flags", 4, true, .symbols = &symbols_msg, .message_flags = true,
	.from_option = flags_from_option, .flag_options = true);
const struct type type_accept_flags = TYPE_NUMBER("flags", 4, true, .symbols = &symbols_sock,
	.flags_taken = SOCK_NONBLOCK | SOCK_CLOEXEC,
	.from_option = flags_from_option, .flag_options = true);

bool may_count_unwritten(const struct context *c)
{
	enum { DEVICE_MEMORY = 0x2000000 };	/* MSG_SOCK_DEVMEM, which not every libc has */

	return message_flags(c->made) & (MSG_TRUNC | DEVICE_MEMORY);
}

/* ---- protocols: each family has its own ---- */

static int family_of(const struct context *c)
{
	return c->made->call ? (int)c->made->args[0].n : AF_INET;
}

static struct type with_names(const struct type *self, const struct protocols *protocols)
{
	struct type type = *self;

	type.symbols = protocols ? protocols->names : NULL;
	return type;
}

/* icmp, 58; of packet sockets ip, 0x88cc, as the frame has it. */
static bool protocol_from_words(const struct type *self, struct context *c, struct words *words,
				struct arg *arg)
{
	const struct protocols *protocols = protocols_of(family_of(c));
	struct type type = with_names(self, protocols);

	if (!number_from_words(&type, c, words, arg))
		return false;
	if (!protocols || !protocols->swapped)
		return true;
	if (arg->n < 0 || arg->n > UINT16_MAX)
		return wrong(c, "a protocol of %s has 16 bits", symbols_by_value(
			     &symbols_af, protocols->family)->name);
	arg->n = htons((uint16_t)arg->n);
	return true;
}

static bool protocol_from_node(const struct type *self, struct context *c, enum view view,
			       const struct node *node, struct arg *arg)
{
	struct type type = with_names(self, protocols_of(family_of(c)));

	return number_from_node(&type, c, view, node, arg);
}

static struct node *protocol_to_tree(const struct type *self, struct context *c, enum view view,
				     const struct arg *arg)
{
	(void)self;
	(void)view;
	return protocol_to_node(family_of(c), arg->n, c->arena);
}

static void protocol_show(const struct type *self, struct context *c, enum view view,
			  const struct arg *arg, struct out *out)
{
	(void)self;
	(void)view;
	node_show(protocol_to_node(family_of(c), arg->n, c->arena), out);
}


static void protocol_complete(const struct type *self, struct context *c,
			      struct candidates *candidates)
{
	const struct protocols *protocols = protocols_of(family_of(c));

	(void)self;
	if (protocols)
		candidates_add_symbols(candidates, protocols->names);
}

const struct type type_protocol = {
	.name = "protocol",
	.size = 4,
	.is_signed = true,
	.symbols = &symbols_ipproto,
	.other_symbols = protocols_names,
	.from_words = protocol_from_words,
	.from_node = protocol_from_node,
	.to_node = protocol_to_tree,
	.show = protocol_show,
	.complete = protocol_complete,
};
