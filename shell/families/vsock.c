/* AF_VSOCK: between a virtual machine and its host. An address is a context (svm_cid) and a port. */
#include <errno.h>
#include <sys/socket.h>
#include <linux/vm_sockets.h>

#include "address.h"
#include "call.h"
#include "family.h"

static const struct type type_reserved = TYPE_NUMBER("number", 2, false, .digits = 1);
static const struct type type_cid = TYPE_NUMBER("vsock context", 4, false, .symbols = &symbols_vmaddr_cid, .digits = 1);
static const struct type type_svm_port = TYPE_SOCKET_ID("vsock port", AF_VSOCK, .symbols = &symbols_vmaddr_port,
							.digits = 1, .complete = number_complete);
static const struct type type_flags = TYPE_NUMBER("vsock flags", 1, false, .symbols = &symbols_vmaddr_flag);

static const struct member members[] = {
	MEMBER_FAMILY(struct sockaddr_vm, svm_family),
	MEMBER(struct sockaddr_vm, svm_reserved1, "svm_reserved1", type_reserved, .if_set = true),
	MEMBER(struct sockaddr_vm, svm_cid, "svm_cid", type_cid),
	MEMBER(struct sockaddr_vm, svm_port, "svm_port", type_svm_port),
	MEMBER(struct sockaddr_vm, svm_flags, "svm_flags", type_flags),
	{ 0 },
};

static const struct type structure = TYPE_ADDRESS("sockaddr_vm", struct sockaddr_vm, members);

/* ---- words ---- */

/* host:1234; an empty context is any, as in :80. */
static bool from_words(const struct address_family *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	const struct word *word = words_take(words);
	struct sockaddr_vm address = { .svm_family = AF_VSOCK };
	int64_t cid = (int64_t)VMADDR_CID_ANY, port;
	struct slice context, number;

	(void)self;
	if (!slice_cut(word->text, ':', &context, &number))
		return wrong(c, "no vsock address %s; one is written CID:PORT, such as host:1234, local:any, 3:1234",
			     quoted(c->arena, word->text));
	if (context.len && !word_to_number(c, context, &symbols_vmaddr_cid, sizeof(address.svm_cid), &cid))
		return false;
	if (!word_to_number(c, number, &symbols_vmaddr_port, sizeof(address.svm_port), &port))
		return false;
	address.svm_cid = (unsigned)cid;
	address.svm_port = word->expanded ? (unsigned)port :
			   socket_id_in(&type_svm_port, c, GOES_IN, (uint32_t)port);
	return address_put(c, arg, &address, sizeof(address));
}

static void complete(struct candidates *candidates)
{
	candidates_add(candidates, slice_of("local:"));
	candidates_add(candidates, slice_of("host:"));
	candidates_add(candidates, slice_of("any:"));
	candidates->glued = true;
}

static const struct word_form forms[] = {
	{ "host:1234", "a vsock context and its port; local:any, 3:1234" },
	{ 0 },
};

/* ---- text ---- */

static struct sockaddr_vm address_of(const struct arg *address)
{
	struct sockaddr_vm vm;

	memcpy(&vm, address->at, sizeof(vm));
	return vm;
}

/* "host", or the number; NULL: out of memory. */
static const char *short_text(struct context *c, const struct symbols *symbols, uint32_t n)
{
	const struct symbol *symbol = symbols_by_value(symbols, n);
	const char *name = symbol ? symbol_short(symbols, symbol, c->arena) : NULL;

	return name ? name : arena_format(c->arena, "%u", n);
}

static bool cid_text(struct context *c, const struct arg *address, struct slice *text)
{
	return address_keep_text(c, short_text(c, &symbols_vmaddr_cid, address_of(address).svm_cid), text);
}

static bool port_text(struct context *c, const struct arg *address, struct slice *text)
{
	return address_keep_text(c, short_text(c, &symbols_vmaddr_port, address_of(address).svm_port), text);
}

static bool to_text(struct context *c, const struct arg *address, struct slice *text)
{
	struct slice cid, port;

	return cid_text(c, address, &cid) && port_text(c, address, &port) &&
	       address_keep_text(c, arena_format(c->arena, "%.*s:%.*s", SLICE_ARGS(cid), SLICE_ARGS(port)), text);
}

static const struct address_part parts[] = {
	{ "cid", cid_text }, { "port", port_text }, { 0 },
};

/* ---- hints ---- */

static const struct hint bind_hints[] = {
	{ EACCES, "ports below 1024 need CAP_NET_BIND_SERVICE; any port from 1024 up does not" },
	{ EADDRINUSE, "another vsock socket has this port" },
	{ EADDRNOTAVAIL, "this machine has no such context: any is always there" },
	{ EINVAL, "the address is of another family than the socket", TO_OTHER_FAMILY },
	{ EINVAL, "the address's length is not its family's", TO_BAD_LENGTH },
	{ EINVAL, "a socket is bound once, and this one is", IS_BOUND },
	{ 0, NULL },
};

static const struct hint connect_hints[] = {
	{ ENODEV, "no transport leads to this context: a module of the kernel is not loaded (vsock_loopback for local)" },
	{ 0, NULL },
};

static const struct family_hints hints[] = {
	{ "bind", bind_hints }, { "connect", connect_hints }, { 0 },
};

const struct address_family family_vsock = {
	.number = AF_VSOCK,
	.structure = &structure,
	.chosen = { offsetof(struct sockaddr_vm, svm_port) - FAMILY_BYTES, sizeof(uint32_t), LEARN_ID },
	.likely = "local:1",
	.forms = forms,
	.loopback = "local:any",
	.from_words = from_words,
	.complete = complete,
	.to_text = to_text,
	.parts = parts,
	.least = sizeof(struct sockaddr_vm),
	.hints = hints,
};
