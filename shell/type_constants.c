/* Arguments that are constants: what socket(), shutdown() and the flags of the rest take. */
#include <sys/socket.h>

#include "call.h"
#include "type.h"

const struct type type_family = TYPE_NUMBER("family", 4, true, .symbols = &symbols_af);
const struct type type_socktype = TYPE_NUMBER("type", 4, true, .symbols = &symbols_sock,
	.from_option = flags_from_option, .complete_options = flags_complete_options);
const struct type type_shutdown = TYPE_NUMBER("direction", 4, true, .symbols = &symbols_shut);
const struct type type_msg_flags = TYPE_NUMBER("flags", 4, true, .symbols = &symbols_msg,
	.from_option = flags_from_option, .complete_options = flags_complete_options);
const struct type type_accept_flags = TYPE_NUMBER("flags", 4, true, .symbols = &symbols_sock,
	.from_option = flags_from_option, .complete_options = flags_complete_options);

/* ---- protocols: IPPROTO_* for the internet families, plain numbers for the others ---- */

static bool is_internet(const struct context *c)
{
	int64_t family = c->args ? c->args[0].n : AF_INET;

	return family == AF_INET || family == AF_INET6;
}

static bool protocol_from_words(const struct type *self, struct context *c, struct words *words,
				struct arg *arg)
{
	struct type type = *self;

	if (!is_internet(c))
		type.symbols = NULL;
	return number_from_words(&type, c, words, arg);
}

/* As a C programmer writes it: 0, not IPPROTO_IP. */
static void protocol_show(const struct type *self, struct context *c, const struct arg *arg, struct out *out)
{
	struct type type = *self;

	if (arg->n == 0 || !is_internet(c))
		type.symbols = NULL;
	number_show(&type, c, arg, out);
}

static struct node *protocol_to_node(const struct type *self, struct context *c, const struct arg *arg)
{
	struct type type = *self;

	if (arg->n == 0 || !is_internet(c))
		type.symbols = NULL;
	return number_to_node(&type, c, arg);
}

const struct type type_protocol = {
	.name = "protocol",
	.size = 4,
	.is_signed = true,
	.symbols = &symbols_ipproto,
	.from_words = protocol_from_words,
	.from_node = number_from_node,
	.to_node = protocol_to_node,
	.show = protocol_show,
	.complete = number_complete,
};
