/* Units of include/families/address.h, and of the types of addresses. */
#include "unit.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

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
	struct handle *in, *in6, *un, *packet;
};

static struct handle *add_handle(struct fixture *f, const char *name, int fd, int family, int type)
{
	struct facts facts = { .kind = KIND_SOCKET, .known = true, .family = family, .type = type };
	struct handle *handle = handle_add(&f->shell.handles, slice_of(name), fd, facts);

	assert_non_null(handle);
	return handle;
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	f->in = add_handle(f, "in", 1000, AF_INET, SOCK_STREAM);
	f->in6 = add_handle(f, "in6", 1001, AF_INET6, SOCK_STREAM);
	f->un = add_handle(f, "un", 1002, AF_UNIX, SOCK_DGRAM);
	f->packet = add_handle(f, "packet", 1003, AF_PACKET, SOCK_RAW);
	f->c = context_of(&f->shell, &f->arena, &f->message, &f->made);
	f->made.call = &connecting;
	f->c.param = &connecting.params[1];
	f->made.handle = f->in;
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	arena_free(&f->arena);
	out_free(&f->shell.out);
	handles_free(&f->shell.handles);
	free(f);
	return 0;
}

static struct node *parse(struct fixture *f, const char *text)
{
	struct cursor cursor = { text, text + strlen(text), &f->arena, &f->message };

	return parse_node(&cursor);
}

static const char *text_of(struct fixture *f, const struct node *node)
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
static const char *shown_address(struct fixture *f, const struct arg *arg)
{
	const char *text = text_of(f, memory_to_node(&type_sockaddr, &f->c, f->view, arg));
	struct out out = { .fd = -1 };

	type_sockaddr.show(&type_sockaddr, &f->c, f->view, arg, &out);
	out_char(&out, '\0');
	assert_string_equal(out.data, text);
	out_free(&out);
	return text;
}

/* ---- texts ---- */

static void assert_in6_text(const char *text)
{
	char mine[IN6_TEXT_BYTES], libc[INET6_ADDRSTRLEN];
	struct in6_addr address, again;
	size_t len;

	assert_int_equal(inet_pton(AF_INET6, text, &address), 1);
	len = in6_addr_text(&address, mine);
	assert_int_equal(len, strlen(mine));
	assert_string_equal(mine, text);
	assert_true(in6_addr_read((struct slice){ mine, len }, &again));
	assert_memory_equal(&address, &again, sizeof(address));
#ifdef __GLIBC__
	assert_string_equal(inet_ntop(AF_INET6, &address, libc, sizeof(libc)), text);
#else
	(void)libc;
#endif
}

static void test_in6_text(void **state)
{
	static const char *const texts[] = {
		"::", "::1", "1::", "1::8", "::ffff", "::ffff:1.2.3.4", "::1.2.3.4", "::ffff:0:102:304",
		"fe80::1", "1:0:0:2::3", "1::2:0:0:3", "1:2:3:4:5:6:0:8", "0:1:2:3:4:5:6:7",
		"1:0:1:0:1:0:1:0", "0:0:1::", "64:ff9b::102:304", "2001:db8:0:1:1:1:1:1",
		"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::ffff:255.255.255.255", "abcd:0:0:1::",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts)[0]; i++)
		assert_in6_text(texts[i]);
}

/* Addresses with many zero groups, against the libc where it writes as RFC 5952 says. */
static void test_in6_text_many(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char mine[IN6_TEXT_BYTES], libc[INET6_ADDRSTRLEN];
		struct in6_addr address, again;
		size_t len;

		for (int j = 0; j < 16; j += 2) {
			uint16_t group;

			seed = seed * 6364136223846793005u + 1442695040888963407u;
			group = (uint16_t)((seed >> 60) < 9 ? 0 : (seed >> 60) < 11 ? 0xffff : seed >> 33);
			memcpy(address.s6_addr + j, &group, 2);
		}
		len = in6_addr_text(&address, mine);
		assert_true(in6_addr_read((struct slice){ mine, len }, &again));
		assert_memory_equal(&address, &again, sizeof(address));
		assert_non_null(inet_ntop(AF_INET6, &address, libc, sizeof(libc)));
#ifdef __GLIBC__
		assert_string_equal(mine, libc);
#endif
	}
}

static void test_in_text(void **state)
{
	static const char *const wrong[] = {
		"", "1", "1.2", "1.2.3", "1.2.3.256", "1.2.3.4.5", "1.2.3.-1", "01.2.3.4", " 1.2.3.4",
		"1.2.3.4 ", "1.2.3.", "a.b.c.d", "1.2.3.4.", "255.255.255.2555555555555555555555",
	};
	char text[IN_TEXT_BYTES];
	uint8_t bytes[4];

	(void)state;
	assert_true(in_addr_read(slice_of("255.255.255.255"), bytes));
	assert_int_equal(in_addr_text(bytes, text), 15);
	assert_string_equal(text, "255.255.255.255");
	assert_true(in_addr_read(slice_of("0.0.0.0"), bytes));
	assert_int_equal(in_addr_text(bytes, text), 7);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong)[0]; i++)
		assert_false(in_addr_read(slice_of(wrong[i]), bytes));
	assert_false(in_addr_read((struct slice){ "1.2.3.4\0", 8 }, bytes));
	assert_false(in6_addr_read((struct slice){ "::1\0", 4 }, bytes));
}

/* ---- trees ---- */

/* Reads the text, gives the address `len` bytes (-1: its own) and shows it. */
static const char *there_and_back(struct fixture *f, const char *text, int len)
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

static void assert_same(struct fixture *f, const char *text)
{
	assert_string_equal(there_and_back(f, text, -1), text);
}

static void test_trees(void **state)
{
	struct fixture *f = *state;

	assert_same(f, "{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}");
	assert_same(f, "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(5), "
		       "inet_pton(AF_INET6, \"::1\", &sin6_addr), sin6_scope_id=7}");
	assert_same(f, "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), "
		       "inet_pton(AF_INET6, \"fe80::1\", &sin6_addr), sin6_scope_id=if_nametoindex(\"lo\")}");
	assert_same(f, "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), "
		       "inet_pton(AF_INET6, \"fe80::1\", &sin6_addr), sin6_scope_id=4000000000}");
	assert_same(f, "{sa_family=AF_UNIX}");
	assert_same(f, "{sa_family=AF_UNIX, sun_path=\"/run/x\"}");
	assert_same(f, "{sa_family=AF_UNIX, sun_path=@\"ab\\0c\"}");
	assert_same(f, "{sa_family=AF_UNIX, sun_path=@\"\"}");
	assert_same(f, "{sa_family=AF_UNSPEC}");
	assert_same(f, "{sa_family=AF_UNSPEC, sa_data=\"\\1\"}");
	assert_same(f, "{sa_family=AF_PACKET, sa_data=\"\\0\\3\\1\"}");
	assert_string_equal(there_and_back(f, "{sa_family=AF_NETLINK, sa_data=\"\"}", -1),
			    "{sa_family=AF_NETLINK}");
}

static void test_tree_forms(void **state)
{
	static const char in[] =
		"{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}";
	struct fixture *f = *state;

	assert_string_equal(there_and_back(f, "{sa_family=2, sin_port=20480, "
					      "sin_addr=htonl(INADDR_LOOPBACK)}", -1), in);
	assert_string_equal(there_and_back(f, "{sa_family=AF_INET, sa_data=\"\\0P\\177\\0\\0\\1"
					      "\\0\\0\\0\\0\\0\\0\\0\\0\"}", -1), in);
	assert_string_equal(there_and_back(f, "\"\\2\\0\\0P\\177\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\0\"", -1),
			    in);
	assert_string_equal(there_and_back(f, "{sa_family=AF_UNIX, sun_path=\"\\0ab\"}", -1),
			    "{sa_family=AF_UNIX, sun_path=@\"ab\"}");
	/* Zeros behind it change nothing; other bytes must not be hidden, and a part is no address. */
	assert_string_equal(there_and_back(f, in, 128), in);
	assert_string_equal(there_and_back(f, in, 8), "{sa_family=AF_INET, sa_data=\"\\0P\\177\\0\\0\\1\"}");
	assert_string_equal(there_and_back(f, in, 2), "{sa_family=AF_INET}");
	assert_string_equal(there_and_back(f, in, 1), "\"\\2\"");
	assert_string_equal(there_and_back(f, in, 0), "\"\"");
	assert_string_equal(there_and_back(f, "{sa_family=AF_UNIX, sun_path=\"/run/x\"}", 110),
			    "{sa_family=AF_UNIX, sun_path=\"/run/x\"}");
	assert_string_equal(there_and_back(f, "{sa_family=AF_UNIX, sun_path=\"/run/x\"}", 5),
			    "{sa_family=AF_UNIX, sun_path=\"/ru\"}");
	assert_string_equal(there_and_back(f, "{sa_family=AF_UNIX, sun_path=\"a\\0b\"}", -1),
			    "{sa_family=AF_UNIX, sa_data=\"a\\0b\\0\"}");
}

static size_t length_of(struct fixture *f, const char *text)
{
	struct arg arg = { 0 };

	assert_true(memory_from_node(&type_sockaddr, &f->c, f->view, parse(f, text), &arg));
	return arg.len;
}

static void test_lengths(void **state)
{
	struct fixture *f = *state;
	char *long_path = arena_format(&f->arena, "{sa_family=AF_UNIX, sun_path=\"%0108d\"}", 0);

	assert_int_equal(length_of(f, "{sa_family=AF_INET}"), 16);
	assert_int_equal(length_of(f, "{sa_family=AF_INET6}"), 28);
	assert_int_equal(length_of(f, "{sa_family=AF_UNIX}"), 2);
	assert_int_equal(length_of(f, "{sa_family=AF_UNIX, sun_path=@\"socksh-demo\"}"), 14);
	assert_int_equal(length_of(f, "{sa_family=AF_UNIX, sun_path=\"/tmp/q1\"}"), 10);
	assert_int_equal(length_of(f, "{sa_family=AF_UNSPEC}"), 16);
	assert_int_equal(length_of(f, "{sa_family=AF_PACKET, sa_data=\"abc\"}"), 5);
	assert_int_equal(length_of(f, long_path), 110);
}

static void assert_refused(struct fixture *f, const char *text, const char *why)
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

static void test_tree_mistakes(void **state)
{
	struct fixture *f = *state;
	char *long_path = arena_format(&f->arena, "{sa_family=AF_UNIX, sun_path=\"%0109d\"}", 0);
	char *long_name = arena_format(&f->arena, "{sa_family=AF_UNIX, sun_path=@\"%0108d\"}", 0);

	assert_refused(f, "{sin_port=htons(80)}", "begins with its family");
	assert_refused(f, "{sin_family=AF_INTE}", "AF_INET");
	assert_refused(f, "{sa_family=AF_INTE}", "AF_INET");
	assert_refused(f, "{sa_family=AF_INET, sin6_port=htons(80)}", "sin_port");
	assert_refused(f, "{sa_family=AF_INET, sa_data=5}", "sa_data");
	assert_refused(f, "{sa_family=AF_INET, sa_data=\"x\", sin_port=htons(1)}", "sin_port");
	assert_refused(f, "{sa_family=AF_NETLINK, nl_pid=0}", "sa_data");
	assert_refused(f, "{sa_family=AF_INET, sa_data=\"x\"...}", "cut off");
	assert_refused(f, "{sa_family=AF_UNIX, sun_path=\"x\"...}", "cut off");
	assert_refused(f, "{sa_family=AF_UNIX, sun_path=5}", "sun_path");
	assert_refused(f, "{sa_family=AF_INET, ...}", "...");
	assert_refused(f, "{sa_family=AF_INET6, inet_pton(AF_INET, \"::1\", &sin6_addr)}", "AF_INET6");
	assert_refused(f, "{sa_family=AF_INET6, inet_pton(AF_INET6, \"1.2.3.4\", &sin6_addr)}", "\"::1\"");
	assert_refused(f, long_path, "room for 108");
	assert_refused(f, long_name, "room for 107");
	assert_refused(f, "5|6", "expected");
}

/* Of what came back, only what is mapped is looked at, and nothing is believed. */
static void test_came_back(void **state)
{
	struct fixture *f = *state;
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	struct arg arg = { .at = &un, .len = 4000, .room = sizeof(un) };
	uint16_t family = AF_INET;

	f->view = CAME;
	memset(un.sun_path, 'x', sizeof(un.sun_path));
	assert_non_null(strstr(shown_address(f, &arg), "xxx\"}"));
	arg = (struct arg){ .at = &family, .len = 16, .room = 2 };
	assert_string_equal(shown_address(f, &arg), "{sa_family=AF_INET}");
	arg.room = 0;
	assert_string_equal(shown_address(f, &arg), "...");
	arg = (struct arg){ 0 };
	assert_string_equal(shown_address(f, &arg), "NULL");
}

/* An expectation is cut where the kernel would cut it. */
static void test_expected(void **state)
{
	struct fixture *f = *state;
	struct arg arg = { 0 };
	struct node *node = parse(f, "{sa_family=AF_INET, sin_port=htons(80), ...}");
	socklen_t room = 8;

	f->made.call = &asking_name;
	f->c.param = &asking_name.params[1];
	f->view = CAME;
	f->made.args[2] = (struct arg){ .at = &room, .len = sizeof(room), .room = sizeof(room) };
	assert_true(memory_from_node(&type_sockaddr, &f->c, f->view, node, &arg));
	assert_int_equal(arg.len, 8);
	room = 128;
	arg = (struct arg){ 0 };
	assert_true(memory_from_node(&type_sockaddr, &f->c, f->view, node, &arg));
	assert_int_equal(arg.len, 16);
}

/* ---- words ---- */

static bool read_words(struct fixture *f, const char *first, const char *second, struct arg *arg)
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

static void assert_word(struct fixture *f, struct handle *handle, const char *word, const char *text)
{
	struct arg arg;

	f->made.handle = handle;
	if (!read_words(f, word, NULL, &arg))
		fail_msg("%s: %s", word, f->message.text);
	assert_string_equal(shown_address(f, &arg), text);
}

#define IN(port, host) "{sa_family=AF_INET, sin_port=htons(" port "), sin_addr=inet_addr(\"" host "\")}"
#define IN6(port, host, scope) "{sa_family=AF_INET6, sin6_port=htons(" port "), " \
	"sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"" host "\", &sin6_addr), sin6_scope_id=" scope "}"
#define UN(path) "{sa_family=AF_UNIX, sun_path=" path "}"

static void test_inet_words(void **state)
{
	struct fixture *f = *state;

	assert_word(f, f->in, "127.0.0.1:8080", IN("8080", "127.0.0.1"));
	assert_word(f, f->in, "\"127.0.0.1:8080\"", IN("8080", "127.0.0.1"));
	assert_word(f, f->in, ":65535", IN("65535", "0.0.0.0"));
	assert_word(f, f->in, "any:1", IN("1", "0.0.0.0"));
	assert_word(f, f->in, "*:1", IN("1", "0.0.0.0"));
	assert_word(f, f->in, "loopback:0", IN("0", "127.0.0.1"));
	assert_word(f, f->in, "127.0.0.1:0080", IN("80", "127.0.0.1"));
	assert_word(f, f->in, "unspec", "{sa_family=AF_UNSPEC}");
	assert_word(f, f->in6, "[::1]:80", IN6("80", "::1", "0"));
	assert_word(f, f->in6, ":80", IN6("80", "::", "0"));
	assert_word(f, f->in6, "loopback:0", IN6("0", "::1", "0"));
	assert_word(f, f->in6, "[::ffff:127.0.0.1]:80", IN6("80", "::ffff:127.0.0.1", "0"));
	assert_word(f, f->in6, "[fe80::1%lo]:9", IN6("9", "fe80::1", "if_nametoindex(\"lo\")"));
	assert_word(f, f->in6, "[fe80::1%4294967295]:9", IN6("9", "fe80::1", "4294967295"));
	assert_word(f, f->in6, "[2001:db8::1%3]:9", IN6("9", "2001:db8::1", "3"));
}

static void test_unix_words(void **state)
{
	struct fixture *f = *state;
	struct arg arg;

	assert_word(f, f->un, "/run/x.sock", UN("\"/run/x.sock\""));
	assert_word(f, f->un, "./x", UN("\"./x\""));
	assert_word(f, f->un, "x", UN("\"x\""));
	assert_word(f, f->un, "@abstract", UN("@\"abstract\""));
	assert_word(f, f->un, "./@x", UN("\"./@x\""));
	assert_word(f, f->un, "\"un\"", UN("\"un\""));
	assert_word(f, f->un, "\"127.0.0.1:80\"", UN("\"127.0.0.1:80\""));
	assert_word(f, f->un, "./unspec", UN("\"./unspec\""));
	assert_word(f, f->un, "loopback:0", "{sa_family=AF_UNIX}");
	assert_word(f, f->un, "\"\"", "{sa_family=AF_UNIX}");
	assert_word(f, f->un, "unspec", "{sa_family=AF_UNSPEC}");
	assert_true(read_words(f, "@abstract", NULL, &arg));
	assert_int_equal(arg.len, 2 + 1 + 8);
	assert_true(read_words(f, "unspec", NULL, &arg));
	assert_int_equal(arg.len, 16);
}

static void assert_wrong_words(struct fixture *f, struct handle *handle, const char *first,
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

static void test_wrong_words(void **state)
{
	struct fixture *f = *state;
	char *long_path = arena_format(&f->arena, "%0108d", 0);
	char *long_name = arena_format(&f->arena, "@%0108d", 0);

	assert_wrong_words(f, f->in, "8080", NULL, "127.0.0.1:8080");
	assert_wrong_words(f, f->in6, "8080", NULL, "[::1]:8080");
	assert_wrong_words(f, f->in, "127.0.0.1", NULL, "127.0.0.1:8080");
	assert_wrong_words(f, f->in, "127.0.0.1", "80", "127.0.0.1:80, in one word");
	assert_wrong_words(f, f->in, "localhost", "80", "localhost:80, in one word");
	assert_wrong_words(f, f->in6, "127.0.0.1", "80", "[::ffff:127.0.0.1]:80, in one word");
	assert_wrong_words(f, f->in6, "127.0.0.1:8080", NULL, "[::ffff:127.0.0.1]:8080");
	assert_wrong_words(f, f->in6, "::1", NULL, "[::1]:8080");
	assert_wrong_words(f, f->in6, "2001:db8::1:80", NULL, "[2001:db8::1]:80");
	assert_wrong_words(f, f->in, "::1", NULL, "AF_INET socket");
	assert_wrong_words(f, f->in, "[::1]:80", NULL, "AF_INET socket");
	assert_wrong_words(f, f->in, "/run/x", NULL, "AF_UNIX");
	assert_wrong_words(f, f->in, "@x", NULL, "AF_UNIX");
	assert_wrong_words(f, f->in, "1.2.3.4:65536", NULL, "65535");
	assert_wrong_words(f, f->in, "1.2.3.4:99999999999999999999", NULL, "65535");
	assert_wrong_words(f, f->in, "65536", NULL, "65535");
	assert_wrong_words(f, f->in, "1.2.3.4:", NULL, "1.2.3.4:8080");
	assert_wrong_words(f, f->in, "1.2.3.4:-1", NULL, "no port");
	assert_wrong_words(f, f->in, "1.2.3.256:80", NULL, "no IPv4 address");
	assert_wrong_words(f, f->in, "80:80", NULL, "C reads \"80\" as 0.0.0.80; write 0.0.0.80:80");
	assert_wrong_words(f, f->in, "127.1:80", NULL, "as 127.0.0.1; write 127.0.0.1:80");
	assert_wrong_words(f, f->in, "0:80", NULL, "as 0.0.0.0; write 0.0.0.0:80");
	assert_wrong_words(f, f->in, "010.0.0.1:80", NULL, "as 8.0.0.1; write 8.0.0.1:80");
	assert_wrong_words(f, f->in6, "127.1:80", NULL, "write [::ffff:127.0.0.1]:80");
	assert_refused(f, "{sa_family=AF_INET, sin_addr=inet_addr(\"127.1\")}",
		       "as 127.0.0.1; write inet_addr(\"127.0.0.1\")");
	assert_wrong_words(f, f->in, "a:b:c", NULL, "HOST:PORT");
	assert_wrong_words(f, f->in, "a b:80", NULL, "HOST:PORT");
	assert_wrong_words(f, f->in, "\"\"", NULL, "HOST:PORT");
	assert_wrong_words(f, f->in, "\"in\"", NULL, "never a handle");
	assert_wrong_words(f, f->in6, "[::1", NULL, "HOST:PORT");
	assert_wrong_words(f, f->in6, "[::1]", NULL, "[::1]:8080");
	assert_wrong_words(f, f->in6, "[::1]80", NULL, "HOST:PORT");
	assert_wrong_words(f, f->in6, "[localhost]:80", NULL, "no IPv6 address");
	assert_wrong_words(f, f->in6, "[fe80::1%nonesuch]:80", NULL, "no network interface");
	assert_wrong_words(f, f->in6, "[fe80::1%]:80", NULL, "no network interface");
	assert_wrong_words(f, f->un, long_path, NULL, "107");
	assert_wrong_words(f, f->un, long_name, NULL, "107");
	assert_wrong_words(f, f->un, "127.0.0.1:80", NULL, "./127.0.0.1:80");
	assert_wrong_words(f, f->packet, "lo", NULL, "sa_data");
}

/* ---- what a script has learned ---- */

/* `$srv` and `$1` are not the script's own words: their numbers are the kernel's. */
static void assert_expanded(struct fixture *f, struct handle *handle, const char *text,
			    const char *expected)
{
	struct word word = { .text = slice_of(text), .expanded = true };
	struct words words = { &word, 1 };
	struct arg arg = { 0 };

	f->made.handle = handle;
	assert_true(type_sockaddr.from_words(&type_sockaddr, &f->c, &words, &arg));
	assert_string_equal(shown_address(f, &arg), expected);
}

static void test_learned(void **state)
{
	struct fixture *f = *state;
	struct learned learned = { 0 };

	f->c.learned = &learned;
	assert_true(learned_out(&learned, LEARN_PORT, SOCK_STREAM, htons(1000), htons(2000)));
	assert_true(learned_name_out(&learned, slice_of("00001"), slice_of("000ff")));
	assert_word(f, f->in, "127.0.0.1:1000", IN("2000", "127.0.0.1"));
	assert_word(f, f->in, "127.0.0.1:1001", IN("1001", "127.0.0.1"));
	assert_word(f, f->in, "127.0.0.1:0", IN("0", "127.0.0.1"));
	assert_word(f, f->un, "@00001", UN("@\"000ff\""));
	assert_expanded(f, f->in, "127.0.0.1:1000", IN("1000", "127.0.0.1"));
	assert_expanded(f, f->un, "@00001", UN("@\"00001\""));
	f->made.handle = f->in;
	assert_string_equal(there_and_back(f, IN("1000", "127.0.0.1"), -1), IN("2000", "127.0.0.1"));
	f->view = CAME;
	assert_string_equal(there_and_back(f, IN("1000", "127.0.0.1"), -1), IN("1000", "127.0.0.1"));
	assert_string_equal(there_and_back(f, UN("@\"00001\""), -1), UN("@\"00001\""));
	learned_free(&learned);
}

static void test_learned_kinds(void **state)
{
	struct fixture *f = *state;
	struct arg arg = { 0 };
	const struct node *node;

	assert_true(memory_from_node(&type_sockaddr, &f->c, f->view, parse(f, IN("1", "0.0.0.0")),
				     &arg));
	node = memory_to_node(&type_sockaddr, &f->c, f->view, &arg);
	assert_int_equal(node_field(node, "sin_port")->learned, LEARN_PORT);
	arg = (struct arg){ 0 };
	assert_true(
		memory_from_node(&type_sockaddr, &f->c, f->view, parse(f, UN("@\"0001f\"")), &arg));
	node = memory_to_node(&type_sockaddr, &f->c, f->view, &arg);
	assert_int_equal(node_field(node, "sun_path")->learned, LEARN_AUTOBIND);
	arg = (struct arg){ 0 };
	assert_true(
		memory_from_node(&type_sockaddr, &f->c, f->view, parse(f, UN("@\"0001g\"")), &arg));
	node = memory_to_node(&type_sockaddr, &f->c, f->view, &arg);
	assert_int_equal(node_field(node, "sun_path")->learned, LEARN_NOT);
}

/* ---- back to text ---- */

static void assert_text(struct fixture *f, struct handle *handle, const char *word,
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

static void test_to_text(void **state)
{
	struct fixture *f = *state;
	struct slice text;
	struct arg arg;

	assert_text(f, f->in, "127.0.0.1:80", NULL, "127.0.0.1:80");
	assert_text(f, f->in, "127.0.0.1:80", "host", "127.0.0.1");
	assert_text(f, f->in, "127.0.0.1:80", "port", "80");
	assert_text(f, f->in6, "[::1]:80", NULL, "[::1]:80");
	assert_text(f, f->in6, "[fe80::1%lo]:80", NULL, "[fe80::1%lo]:80");
	assert_text(f, f->in6, "[fe80::1%lo]:80", "host", "fe80::1%lo");
	assert_text(f, f->un, "x", NULL, "./x");
	assert_text(f, f->un, "/run/x", NULL, "/run/x");
	assert_text(f, f->un, "@x", NULL, "@x");
	assert_text(f, f->un, "\"\"", NULL, "");
	assert_true(read_words(f, "@x", NULL, &arg));
	assert_false(address_to_text(&f->c, &arg, "port", &text));
	assert_non_null(strstr(f->message.text, "AF_UNIX"));
}

/* ---- completion ---- */

static bool has_candidate(const struct candidates *candidates, const char *text)
{
	for (size_t i = 0; i < candidates->count; i++)
		if (strcmp(candidates->list[i], text) == 0)
			return true;
	return false;
}

static struct candidates complete(struct fixture *f, struct handle *handle, const char *prefix)
{
	struct candidates candidates = { .arena = &f->arena, .prefix = slice_of(prefix) };

	f->made.handle = handle;
	type_sockaddr.complete(&type_sockaddr, &f->c, &candidates);
	return candidates;
}

static void test_complete(void **state)
{
	struct fixture *f = *state;
	struct candidates candidates = complete(f, f->in, "");

	assert_true(has_candidate(&candidates, ":"));
	assert_true(has_candidate(&candidates, "127.0.0.1:"));
	assert_true(has_candidate(&candidates, "un"));
	assert_false(has_candidate(&candidates, "[::1]:"));
	assert_true(candidates.glued);
	assert_false(candidates.files);
	candidates = complete(f, f->in6, "i");
	assert_true(has_candidate(&candidates, "in6"));
	assert_false(candidates.glued);
	candidates = complete(f, f->un, "/");
	assert_true(candidates.files);
	assert_int_equal(candidates.count, 0);
	candidates = complete(f, NULL, "[");
	assert_true(has_candidate(&candidates, "[::1]:"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_in6_text), TEST(test_in6_text_many), TEST(test_in_text),
		TEST(test_trees), TEST(test_tree_forms), TEST(test_lengths), TEST(test_tree_mistakes),
		TEST(test_came_back), TEST(test_expected),
		TEST(test_inet_words), TEST(test_unix_words), TEST(test_wrong_words),
		TEST(test_learned), TEST(test_learned_kinds),
		TEST(test_to_text),
		TEST(test_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
