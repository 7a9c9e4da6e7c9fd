/* What the units of address families share: a handle of each, and addresses there and back. */
#ifndef SOCKSH_ADDRESS_FIXTURE_H
#define SOCKSH_ADDRESS_FIXTURE_H

#include "unit.h"

#include <sys/socket.h>

#include "address.h"

static const struct call connecting = {
	.name = "connect",
	.params = { { "sockfd", &type_descriptor },
		    { "addr", &type_sockaddr },
		    { "addrlen", &type_length, .of = 2 } },
};

static const struct call asking_name = {
	.name = "getsockname",
	.params = { { "sockfd", &type_descriptor },
		    { "addr", &type_sockaddr, OUT },
		    { "addrlen", &type_room, IN_OUT, .of = 2 } },
};

/* One handle of each family, and a context as the binder would have it. */
struct fixture {
	struct shell shell;
	struct arena arena;
	struct message message;
	struct made made;
	enum view view;
	struct context c;
	struct handle *in, *in6, *un, *netlink, *packet, *vsock, *can;
};

static inline struct handle *add_handle(struct fixture *f, const char *name, int fd, int family, int type)
{
	struct facts facts = { .kind = KIND_SOCKET, .known = true, .family = family, .type = type };
	struct handle *handle = handle_add(&f->shell.handles, slice_of(name), fd, facts);

	assert_non_null(handle);
	return handle;
}

static inline int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	f->in = add_handle(f, "in", 1000, AF_INET, SOCK_STREAM);
	f->in6 = add_handle(f, "in6", 1001, AF_INET6, SOCK_STREAM);
	f->un = add_handle(f, "un", 1002, AF_UNIX, SOCK_DGRAM);
	f->netlink = add_handle(f, "netlink", 1003, AF_NETLINK, SOCK_RAW);
	f->packet = add_handle(f, "packet", 1005, AF_PACKET, SOCK_RAW);
	f->vsock = add_handle(f, "vsock", 1006, AF_VSOCK, SOCK_STREAM);
	f->can = add_handle(f, "can", 1004, AF_CAN, SOCK_RAW);
	f->c = context_of(&f->shell, &f->arena, &f->message, &f->made);
	f->made.call = &connecting;
	f->c.param = &connecting.params[1];
	f->made.handle = f->in;
	*state = f;
	return 0;
}

static inline int tear_down(void **state)
{
	struct fixture *f = *state;

	arena_free(&f->arena);
	out_free(&f->shell.out);
	handles_free(&f->shell.handles);
	free(f);
	return 0;
}

static inline struct node *parse(struct fixture *f, const char *text)
{
	struct cursor cursor = { text, text + strlen(text), &f->arena, &f->message };

	return parse_node(&cursor);
}

static inline const char *text_of(struct fixture *f, const struct node *node)
{
	struct out out = { .fd = -1 };
	const char *text;

	assert_non_null(node);
	node_show(node, &out);
	text = arena_copy(&f->arena, out.data, out.len);
	out_free(&out);
	return text;
}

/* As the tree and as the short cut show it: the same. */
static inline const char *shown_address(struct fixture *f, const struct arg *arg)
{
	const char *text = text_of(f, memory_to_node(&type_sockaddr, &f->c, f->view, arg));
	struct out out = { .fd = -1 };

	type_sockaddr.show(&type_sockaddr, &f->c, f->view, arg, &out);
	out_char(&out, '\0');
	assert_string_equal(out.data, text);
	out_free(&out);
	return text;
}

/* Reads the text, gives the address `len` bytes (-1: its own) and shows it. */
static inline const char *there_and_back(struct fixture *f, const char *text, int len)
{
	struct arg arg = { 0 };
	struct node *node = parse(f, text);

	assert_non_null(node);
	assert_true(memory_from_node(&type_sockaddr, &f->c, f->view, node, &arg));
	assert_true(arg.room >= arg.len);
	if (len >= 0)
		arg.len = (size_t)len;
	return shown_address(f, &arg);
}

static inline void assert_same(struct fixture *f, const char *text)
{
	assert_string_equal(there_and_back(f, text, -1), text);
}

static inline size_t length_of(struct fixture *f, const char *text)
{
	struct arg arg = { 0 };

	assert_true(memory_from_node(&type_sockaddr, &f->c, f->view, parse(f, text), &arg));
	return arg.len;
}

static inline void assert_refused(struct fixture *f, const char *text, const char *why)
{
	struct arg arg = { 0 };
	struct node *node = parse(f, text);

	assert_non_null(node);
	assert_false(memory_from_node(&type_sockaddr, &f->c, f->view, node, &arg));
	assert_true(f->message.set);
	if (!strstr(f->message.text, why))
		fail_msg("\"%s\" is not in \"%s\"", why, f->message.text);
	f->message = (struct message){ 0 };
}

static inline bool read_words(struct fixture *f, const char *first, const char *second, struct arg *arg)
{
	struct word list[2] = { { .text = slice_of(first) } };
	struct words words = { list, 1 };

	if (first[0] == '"') {
		list[0].quoted = true;
		list[0].text = (struct slice){ first + 1, strlen(first) - 2 };
	}
	if (second) {
		list[1].text = slice_of(second);
		words.count = 2;
	}
	*arg = (struct arg){ 0 };
	return type_sockaddr.from_words(&type_sockaddr, &f->c, &words, arg);
}

#define IN(port, host) "{sa_family=AF_INET, sin_port=htons(" port "), sin_addr=inet_addr(\"" host "\")}"
#define IN6(port, host, scope) "{sa_family=AF_INET6, sin6_port=htons(" port "), " \
	"sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"" host "\", &sin6_addr), sin6_scope_id=" scope "}"
#define UN(path) "{sa_family=AF_UNIX, sun_path=" path "}"

static inline void assert_word(struct fixture *f, struct handle *handle, const char *word, const char *text)
{
	struct arg arg;

	f->made.handle = handle;
	if (!read_words(f, word, NULL, &arg))
		fail_msg("%s: %s", word, f->message.text);
	assert_string_equal(shown_address(f, &arg), text);
}

static inline void assert_wrong_words(struct fixture *f, struct handle *handle, const char *first,
			       const char *second, const char *why)
{
	struct arg arg;

	f->made.handle = handle;
	if (read_words(f, first, second, &arg))
		fail_msg("%s is not refused", first);
	if (!strstr(f->message.text, why))
		fail_msg("%s: \"%s\" is not in \"%s\"", first, why, f->message.text);
	f->message = (struct message){ 0 };
}

static inline void assert_text(struct fixture *f, struct handle *handle, const char *word,
			const char *part, const char *text)
{
	struct slice slice;
	struct arg arg;

	f->made.handle = handle;
	assert_true(read_words(f, word, NULL, &arg));
	assert_true(address_to_text(&f->c, &arg, part, &slice));
	assert_int_equal(slice.len, strlen(text));
	assert_memory_equal(slice.at, text, slice.len);
}

static inline bool has_candidate(const struct candidates *candidates, const char *text)
{
	for (size_t i = 0; i < candidates->count; i++)
		if (strcmp(candidates->list[i], text) == 0)
			return true;
	return false;
}

static inline struct candidates complete(struct fixture *f, struct handle *handle, const char *prefix)
{
	struct candidates candidates = { .arena = &f->arena, .prefix = slice_of(prefix) };

	f->made.handle = handle;
	type_sockaddr.complete(&type_sockaddr, &f->c, &candidates);
	return candidates;
}

/* `$srv` and `$1` are not the script's own words: their numbers are the kernel's. */
static inline void assert_expanded(struct fixture *f, struct handle *handle, const char *text,
			    const char *expected)
{
	struct word word = { .text = slice_of(text), .expanded = true };
	struct words words = { &word, 1 };
	struct arg arg = { 0 };

	f->made.handle = handle;
	assert_true(type_sockaddr.from_words(&type_sockaddr, &f->c, &words, &arg));
	assert_string_equal(shown_address(f, &arg), expected);
}

/* The mark that a member of the address has for what the kernel chooses. */
static inline enum learned_kind learned_kind_of(struct fixture *f, const char *text, const char *field)
{
	struct arg arg = { 0 };
	const struct node *member;

	assert_true(memory_from_node(&type_sockaddr, &f->c, f->view, parse(f, text), &arg));
	member = node_field(memory_to_node(&type_sockaddr, &f->c, f->view, &arg), field);
	assert_non_null(member);
	return member->learned;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

#endif
