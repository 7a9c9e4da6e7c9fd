/* Values of the types that have no file of their own: what is shown reads back to the same value. */
#include "values/value_fixture.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- numbers ---- */

static void widths(void **state)
{
	struct stage *stage = *state;

	same(stage, &type_u8, "255");
	same(stage, &type_u16, "65535");
	same(stage, &type_u32, "4294967295");
	same(stage, &type_u64, "18446744073709551615");
	same(stage, &type_i32, "-2147483648");
	same(stage, &type_i64, "-9223372036854775808");
	same(stage, &type_int, "-1");
	same(stage, &type_unsigned, "4294967295");
	same(stage, &type_size, "18446744073709551615");
	/* Either is the same C int. */
	around(stage, &type_int, "0xffffffff", "-1");
	around(stage, &type_unsigned, "-1", "4294967295");
	around(stage, &type_u8, "-1", "255");
	around(stage, &type_size, "-1", "18446744073709551615");
	around(stage, &type_int, "AF_INET", "2");
	around(stage, &type_int, "1|2|0x10", "19");
	around(stage, &type_u32, "htonl(INADDR_ANY)", "0");
	around(stage, &type_u64, "makedev(0x1, 0x5)", "261");
	no_value(stage, &type_u8, "256", "value: \"256\" does not fit into 1 byte");
	no_value(stage, &type_u8, "-129", "value: \"-129\" does not fit into 1 byte");
	no_value(stage, &type_u16, "65536", "value: \"65536\" does not fit into 2 bytes");
	no_value(stage, &type_int, "4294967296", "value: \"4294967296\" does not fit into 4 bytes");
	no_value(stage, &type_int, "-2147483649", "value: \"-2147483649\" does not fit into 4 bytes");
	no_value(stage, &type_i64, "-9223372036854775809", "value: the number does not fit into 64 bits");
	no_value(stage, &type_int, "\"x\"", "value: a number expected, found \"x\"");
	no_value(stage, &type_int, "AF_INTE", "value: no constant \"AF_INTE\"");
	no_value(stage, &type_int, "...", "value: `...` stands for what comes back; it cannot be sent");
	no_value(stage, &type_int, "htons()", "value: htons() takes one number");
	no_value(stage, &type_int, "htons(\"x\")", "value: a number expected, found \"x\"");
	no_value(stage, &type_int, "makedev(1)", "value: makedev() takes two numbers");
	no_value(stage, &type_int, "inet_addr(1)", "value: inet_addr() takes one \"string\"");
	no_value(stage, &type_int, "inet_addr(\"1.2.3\")",
		 "value: C reads \"1.2.3\" as 1.2.0.3; write inet_addr(\"1.2.0.3\")");
	no_value(stage, &type_int, "inet_addr(\"1.2.3.4x\")",
		 "value: inet_addr() takes an address such as \"127.0.0.1\", not \"1.2.3.4x\"");
	assert_false(node_to_number(&stage->c, stage->view,
				    tree(stage, "inet_addr(\"1.2.3.4\\0\")"), NULL, 4,
				    &(int64_t){ 0 }));
	no_value(stage, &type_int, "if_nametoindex(\"no such one\")", "value: no interface \"no such one\"");
}

static void number_words(void **state)
{
	struct stage *stage = *state;

	word_is(stage, &type_int, "5", "5");
	word_is(stage, &type_int, "0xffffffff", "-1");
	word_is(stage, &type_unsigned, "-1", "4294967295");
	word_is(stage, &type_size, "4096", "4096");
	no_word(stage, &type_int, "x", "no number \"x\"");
	no_word(stage, &type_int, "\"5\"", "number expected, found the string \"5\"");
	no_word(stage, &type_int, "99999999999", "\"99999999999\" does not fit into 4 bytes");
	no_word(stage, &type_size, "18446744073709551616", "no number \"18446744073709551616\"");
}

static void numbers_in_memory(void **state)
{
	unsigned char bytes[16];

	(void)state;
	for (size_t size = 1; size <= 8; size *= 2) {
		memset(bytes, 0xaa, sizeof(bytes));
		store_number(bytes + 1, size, -2);	/* unaligned */
		assert_int_equal(bytes[0], 0xaa);
		assert_int_equal(bytes[1 + size], 0xaa);
		assert_int_equal(load_number(bytes + 1, size, true), -2);
		assert_int_equal((uint64_t)load_number(bytes + 1, size, false),
				 size == 8 ? UINT64_MAX - 1 : (UINT64_C(1) << size * 8) - 2);
	}
}

/* ---- constants ---- */

static void enumerations(void **state)
{
	struct stage *stage = *state;

	same(stage, &type_family, "AF_INET");
	same(stage, &type_family, "AF_UNIX");
	around(stage, &type_family, "PF_INET6", "AF_INET6");
	around(stage, &type_family, "AF_LOCAL", "AF_UNIX");
	around(stage, &type_family, "10", "AF_INET6");
	around(stage, &type_family, "0x63", "99");
	same(stage, &type_shutdown, "SHUT_RDWR");
	around(stage, &type_shutdown, "7", "7");
	no_value(stage, &type_family, "AF_INTE", "value: no address family \"AF_INTE\"; did you mean \"AF_INET\"?");
	word_is(stage, &type_family, "inet", "AF_INET");
	word_is(stage, &type_family, "AF_INET6", "AF_INET6");
	word_is(stage, &type_family, "1", "AF_UNIX");
	word_is(stage, &type_shutdown, "wr", "SHUT_WR");
	no_word(stage, &type_family, "inte", "no address family \"inte\"; did you mean \"inet\"?");
}

static void socket_types(void **state)
{
	struct stage *stage = *state;

	same(stage, &type_socktype, "SOCK_STREAM");
	same(stage, &type_socktype, "SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK");
	around(stage, &type_socktype, "SOCK_NONBLOCK|SOCK_DGRAM", "SOCK_DGRAM|SOCK_NONBLOCK");
	around(stage, &type_socktype, "0x80001", "SOCK_STREAM|SOCK_CLOEXEC");
	same(stage, &type_socktype, "0");
	word_is(stage, &type_socktype, "stream|nonblock", "SOCK_STREAM|SOCK_NONBLOCK");
	no_word(stage, &type_socktype, "stream|dgram", "\"stream|dgram\" is more than one socket type");
	no_word(stage, &type_socktype, "steam", "no socket type \"steam\"; did you mean \"stream\"?");
	same(stage, &type_accept_flags, "SOCK_CLOEXEC|SOCK_NONBLOCK");
	same(stage, &type_accept_flags, "0");
}

static void flags(void **state)
{
	struct stage *stage = *state;

	same(stage, &type_msg_flags, "0");
	same(stage, &type_msg_flags, "MSG_PEEK");
	around(stage, &type_msg_flags, "MSG_DONTWAIT|MSG_PEEK", "MSG_PEEK|MSG_DONTWAIT");
	around(stage, &type_msg_flags, "2|0x40", "MSG_PEEK|MSG_DONTWAIT");
	same(stage, &type_msg_flags, "MSG_OOB|0x400000");
	around(stage, &type_msg_flags, "0x40000000", "MSG_CMSG_CLOEXEC");
	around(stage, &type_msg_flags, "0x80000000", "MSG_CMSG_COMPAT");
	around(stage, &type_msg_flags, "MSG_PEEK|0", "MSG_PEEK");
	no_value(stage, &type_msg_flags, "MSG_PEAK", "value: no message flag \"MSG_PEAK\"; did you mean \"MSG_PEEK\"?");
}

static void flags_as_options(void **state)
{
	const struct param param = { "flags", &type_msg_flags, IN, .option = true };
	struct stage *stage = *state;
	struct words none = { NULL, 0 };
	struct arg *arg = &stage->made.args[0];

	use(stage, &param);
	assert_int_equal(type_msg_flags.from_option(&type_msg_flags, &stage->c, slice_of("peek"), &none, arg), 1);
	assert_int_equal(type_msg_flags.from_option(&type_msg_flags, &stage->c, slice_of("dontwait"), &none, arg), 1);
	assert_int_equal(type_msg_flags.from_option(&type_msg_flags, &stage->c, slice_of("peak"), &none, arg), 0);
	assert_string_equal(value_shown(stage, &type_msg_flags, arg), "MSG_PEEK|MSG_DONTWAIT");
	arg->n = 0;
	assert_int_equal(type_socktype.from_option(&type_socktype, &stage->c, slice_of("cloexec"), &none, arg), 1);
	/* A type of socket is a word, not an option. */
	assert_int_equal(type_socktype.from_option(&type_socktype, &stage->c, slice_of("stream"), &none, arg), 0);
}

static void protocols(void **state)
{
	struct stage *stage = *state;
	const struct param param = { "value", &type_protocol, IN };

	use(stage, &param);
	stage->made.args[0].n = AF_INET;
	stage->made.args[1].n = IPPROTO_TCP;
	assert_string_equal(value_shown(stage, &type_protocol, &stage->made.args[1]),
			    "IPPROTO_TCP");
	stage->made.args[1].n = 0;
	assert_string_equal(value_shown(stage, &type_protocol, &stage->made.args[1]), "0");
	stage->made.args[0].n = AF_NETLINK;
	stage->made.args[1].n = 6;
	assert_string_equal(value_shown(stage, &type_protocol, &stage->made.args[1]),
			    "NETLINK_XFRM");
	stage->made.args[1].n = 0;
	assert_string_equal(value_shown(stage, &type_protocol, &stage->made.args[1]),
			    "NETLINK_ROUTE");
	stage->made.args[0].n = AF_PACKET;
	assert_string_equal(value_shown(stage, &type_protocol, &stage->made.args[1]), "0");
	stage->made.args[1].n = htons(0x0003);
	assert_string_equal(value_shown(stage, &type_protocol, &stage->made.args[1]),
			    "htons(ETH_P_ALL)");
	stage->made.args[1].n = htons(0x1234);
	assert_string_equal(value_shown(stage, &type_protocol, &stage->made.args[1]),
			    "htons(0x1234)");
	stage->made.args[1].n = 0x10003;
	assert_string_equal(value_shown(stage, &type_protocol, &stage->made.args[1]), "65539");
	stage->made.args[0].n = AF_UNIX;
	stage->made.args[1].n = 6;
	assert_string_equal(value_shown(stage, &type_protocol, &stage->made.args[1]), "6");
	stage->made.args[0].n = AF_NETLINK;
	assert_true(
		read_node(stage, &type_protocol, tree(stage, "IPPROTO_UDP"), &stage->made.args[1]));
	assert_int_equal(stage->made.args[1].n, IPPROTO_UDP);
}

/* ---- structures, and the forms that all memory has ---- */

/* ---- data ---- */

static void data(void **state)
{
	struct stage *stage = *state;
	struct arg arg;

	same(stage, &type_data, "\"\"");
	same(stage, &type_data, "\"GET / HTTP/1.0\\r\\n\\0017\\08\\377\"");
	around(stage, &type_data, "'a\\n'", "\"a\\\\n\"");
	arg = around(stage, &type_data, "\"a\\0b\"", "\"a\\0b\"");
	assert_int_equal(arg.len, 3);
	same(stage, &type_data, "NULL");
	no_value(stage, &type_data, "\"abc\"...", "value: the string is cut off (\"...); it cannot be sent");
	no_value(stage, &type_data, "@\"abc\"", "value: a \"string\" expected, found \"@\"abc\"\"");
	no_value(stage, &type_data, "[1]", "value: a \"string\" expected, found \"[1]\"");
	no_value(stage, &type_data, "{a=1}", "value: a \"string\" expected, found \"{a=1}\"");
	/* What should come back can be cut. */
	stage->view = CAME;
	arg = around(stage, &type_data, "\"abc\"...", "\"abc\"...");
	assert_true(arg.cut);
	stage->view = GOES_IN;
}

static struct handle *add_handle(struct stage *stage, const char *name, int fd)
{
	return handle_add(&stage->shell.handles, slice_of(name), fd, (struct facts){ 0 });
}

static void data_words(void **state)
{
	struct stage *stage = *state;

	add_handle(stage, "server", 3);
	word_is(stage, &type_data, "hello", "\"hello\"");
	word_is(stage, &type_data, "\"a b\\n\"", "\"a b\\n\"");
	word_is(stage, &type_data, "\"\"", "\"\"");
	word_is(stage, &type_data, "\"server\"", "\"server\"");
	no_word(stage, &type_data, "server", "\"server\" is a handle; as data it is written \"server\"");
	no_word(stage, &type_data, "sever",
		"\"sever\" is nearly the handle \"server\"; as data it is written \"sever\"");
	no_word(stage, &type_data, "\"ab\"...", "the string is cut off (\"...); it cannot be sent");
}

static int data_option(struct stage *stage, const char *name, const char *value)
{
	const struct param param = { "value", &type_data, IN };
	struct word word = { .text = slice_of(value ? value : ""), .quoted = true };
	struct words words = { &word, value != NULL };

	use(stage, &param);
	stage->c.call_notation = false;
	return type_data.from_option(&type_data, &stage->c, slice_of(name), &words,
				     &stage->made.args[0]);
}

static void data_options(void **state)
{
	char path[] = "/tmp/socksh-data-XXXXXX";
	struct stage *stage = *state;
	int fd = mkstemp(path);

	assert_int_equal(data_option(stage, "hex", "de ad:BE\nef"), 1);
	assert_string_equal(value_shown(stage, &type_data, &stage->made.args[0]),
			    "\"\\336\\255\\276\\357\"");
	assert_int_equal(data_option(stage, "hex", ""), 1);
	assert_int_equal(stage->made.args[0].len, 0);
	assert_int_equal(data_option(stage, "hex", "abc"), -1);
	assert_string_equal(stage->message.text, "--hex: two hex digits a byte, not \"abc\"");
	assert_int_equal(data_option(stage, "hex", "zz"), -1);
	assert_int_equal(data_option(stage, "fill", "28"), 1);
	assert_string_equal(value_shown(stage, &type_data, &stage->made.args[0]),
			    "\"abcdefghijklmnopqrstuvwxyzab\"");
	assert_int_equal(data_option(stage, "fill", "x"), -1);
	assert_string_equal(stage->message.text, "--fill: \"x\" is no number of bytes");
	assert_int_equal(data_option(stage, "fill", "-1"), -1);
	assert_int_equal(data_option(stage, "fill", "99999999999999"), -1);
	assert_string_equal(stage->message.text, "--fill: 99999999999999 bytes are too many: "
			    "no call takes more than 2147483647 at once");
	assert_int_equal(data_option(stage, "fill", "3M"), 1);
	assert_int_equal(stage->made.args[0].len, 3 << 20);
	for (size_t i = 0; i < stage->made.args[0].len; i++)
		if (((char *)stage->made.args[0].at)[i] != (char)('a' + i % 26))
			fail_msg("the alphabet breaks off at %zu", i);
	assert_int_equal(data_option(stage, "fill", NULL), -1);
	assert_string_equal(stage->message.text, "--fill: its value is missing");
	assert_int_equal(data_option(stage, "peek", NULL), 0);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "a\0b", 3), 3);
	close(fd);
	assert_int_equal(data_option(stage, "file", path), 1);
	assert_string_equal(value_shown(stage, &type_data, &stage->made.args[0]), "\"a\\0b\"");
	unlink(path);
	assert_int_equal(data_option(stage, "file", path), -1);
	assert_non_null(strstr(stage->message.text, "No such file or directory"));
	assert_int_equal(data_option(stage, "file", "/tmp"), -1);
	assert_string_equal(stage->message.text, "--file: \"/tmp\" is no regular file");
}

/* ---- lengths ---- */

static void lengths(void **state)
{
	struct stage *stage = *state;
	struct arg arg;

	same(stage, &type_length, "16");
	same(stage, &type_length64, "18446744073709551615");
	same(stage, &type_count, "3");
	around_way(stage, &type_room, IN_OUT, "[16]", "[16]");
	around_way(stage, &type_room, IN_OUT, "NULL", "NULL");
	/* Going in it is the first; what comes out, the second. */
	arg = around_way(stage, &type_room, IN_OUT, "[128 => 16]", "[128]");
	assert_int_equal(arg_number(&type_room, &arg), 128);
	stage->view = CAME;
	arg = around_way(stage, &type_room, IN_OUT, "[128 => 16]", "[128 => 16]");
	assert_int_equal(arg_number(&type_room, &arg), 16);
	stage->view = GOES_IN;
	/* A variable: as much as any address needs. */
	around_way(stage, &type_room, IN_OUT, "&len", "[128]");
}

/* ---- descriptors ---- */

static void descriptors(void **state)
{
	struct stage *stage = *state;
	const struct param param = { "value", &type_descriptor, IN };
	struct handle *srv = add_handle(stage, "srv", 7);
	struct arg arg;

	arg = around(stage, &type_descriptor, "srv", "srv");
	assert_int_equal(arg.n, 7);
	/* At the prompt the numbers are the kernel's. */
	around(stage, &type_descriptor, "7", "srv");
	around(stage, &type_descriptor, "-1", "-1");
	word_is(stage, &type_descriptor, "srv", "srv");
	no_word(stage, &type_descriptor, "sr", "no handle \"sr\"; did you mean \"srv\"?");
	no_value(stage, &type_descriptor, "sr", "value: no handle \"sr\"; did you mean \"srv\"?");
	no_value(stage, &type_descriptor, "0", "value: no handle has the descriptor 0");
	no_value(stage, &type_descriptor, "8", "value: no handle has the descriptor 8");
	no_value(stage, &type_descriptor, "\"srv\"", "value: a handle expected, found \"srv\"");
	no_value(stage, &type_descriptor, "...", "value: a handle expected, found \"...\"");
	/* A script has numbers of its own. */
	stage->c.learned = &stage->learned;
	no_value(stage, &type_descriptor, "7", "value: this script has no descriptor 7 yet");
	learned_set_handle(&stage->learned, 3, srv);
	around(stage, &type_descriptor, "3", "srv");
	/* But where it expects EBADF none is needed. */
	use(stage, &param);
	stage->c.expects_error = EBADF;
	arg = (struct arg){ 0 };
	assert_true(read_node(stage, &type_descriptor, tree(stage, "9"), &arg));
	assert_int_equal(arg.n, -1);
	stage->c.expects_error = 0;
	handle_remove(&stage->shell.handles, srv);
	no_value(stage, &type_descriptor, "3", "value: this script has no descriptor 3 yet");
	no_value(stage, &type_descriptor, "srv", "value: the handle \"srv\" is closed");
}

static void pairs(void **state)
{
	const struct param param = { "sv", &type_descriptor_pair, OUT };
	struct stage *stage = *state;
	const struct node *nodes[4];
	struct arg arg = { 0 };
	struct descriptor came[2];

	add_handle(stage, "a", 7);
	add_handle(stage, "b", 8);
	use(stage, &param);
	assert_true(type_descriptor_pair.prepare(&type_descriptor_pair, &stage->c, -1, &arg));
	memcpy(arg.at, (int[]){ 7, 8 }, 2 * sizeof(int));
	stage->view = CAME;
	assert_string_equal(value_shown(stage, &type_descriptor_pair, &arg), "[a, b]");
	assert_int_equal(type_descriptor_pair.descriptors(&type_descriptor_pair, &stage->c, &arg, came, 2), 2);
	assert_int_equal(came[0].fd, 7);
	assert_int_equal(came[1].fd, 8);
	assert_int_equal(type_descriptor_pair.descriptors(&type_descriptor_pair, &stage->c, &arg, came, 1), 0);
	assert_int_equal(type_descriptor_pair.descriptor_nodes(&type_descriptor_pair, &stage->c, tree(stage, "[c, 4]"), nodes, 4),
			 2);
	assert_string_equal(shown(stage, nodes[0]), "c");
	assert_int_equal(type_descriptor_pair.descriptor_nodes(&type_descriptor_pair, &stage->c, tree(stage, "fds"), nodes, 4), 0);
	stage->view = GOES_IN;
	no_value(stage, &type_descriptor_pair, "[1]", "value: [a, b] expected, found \"[1]\"");
	no_value(stage, &type_descriptor_pair, "[1, 2, 3]", "value: [a, b] expected, found \"[1, 2, 3]\"");
}

/* ---- structures of a test's own ---- */

struct sample {
	uint32_t where;
	int32_t index;
	uint32_t flags;
};

static const struct type type_sample_events = TYPE_NUMBER("event", 4, true, .symbols = &symbols_poll);
static const struct type type_sample_flags = TYPE_NUMBER("flag", 4, false, .symbols = &symbols_msg);
static const struct member sample_members[] = {
	MEMBER(struct sample, where, "where", type_u32),
	MEMBER(struct sample, index, "index", type_sample_events),
	MEMBER(struct sample, index, "link", type_sample_events, .alias = true),
	MEMBER(struct sample, flags, "flags", type_sample_flags),
	{ 0 },
};
static const struct type type_sample = TYPE_STRUCTURE("sample", struct sample, sample_members,
						      .from_words = structure_from_words,
						      .complete = structure_complete);

static void sample_is(struct stage *stage, const char *text, size_t words_left, const char *expected)
{
	const struct param param = { "value", &type_sample, IN };
	struct cursor cursor = cursor_of(stage, text);
	struct word list[4];
	struct words words = { list, 0 };
	struct arg arg = { 0 };

	use(stage, &param);
	stage->c.call_notation = false;
	while (words.count < 4 && lex_word(&cursor, &list[words.count]) == LEXED_WORD)
		words.count++;
	if (!type_sample.from_words(&type_sample, &stage->c, &words, &arg)) {
		assert_string_equal(stage->message.text, expected);
		return;
	}
	assert_int_equal(words.count, words_left);
	assert_string_equal(shown(stage, memory_to_node(&type_sample, &stage->c, GOES_IN, &arg)), expected);
}

static void structures_in_words(void **state)
{
	struct stage *stage = *state;
	struct candidates candidates = { .arena = &stage->arena, .prefix = slice_of("pe") };

	sample_is(stage, "7", 0, "{where=7, index=0, flags=0}");
	sample_is(stage, "7 pri", 0,
		  "{where=7, index=POLLPRI, flags=0}");
	sample_is(stage, "7 peek", 0, "{where=7, index=0, flags=MSG_PEEK}");
	sample_is(stage, "7 pri oob more", 1,
		  "{where=7, index=POLLPRI, flags=MSG_OOB}");
	sample_is(stage, "7 oob pri", 1, "{where=7, index=0, flags=MSG_OOB}");
	sample_is(stage, "lo", 0, "no number \"lo\"");
	sample_is(stage, "7 pek", 0, "no event or flag \"pek\"");
	structure_complete(&type_sample, &stage->c, &candidates);
	assert_int_equal(candidates.count, 1);
	assert_string_equal(candidates.list[0], "peek");
}

static void other_names(void **state)
{
	struct stage *stage = *state;

	around(stage, &type_sample, "{link=2}",
	       "{where=0, index=POLLPRI, flags=0}");
	around(stage, &type_sample, "{index=0x80000}", "{where=0, index=0x80000, flags=0}");
	no_value(stage, &type_sample, "{index=1, link=1}", "value: link is given twice");
	no_value(stage, &type_sample, "{lik=1}",
		 "value: struct sample has no member \"lik\"; did you mean \"link\"?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(widths),
		STAGED(number_words),
		cmocka_unit_test(numbers_in_memory),
		STAGED(enumerations),
		STAGED(socket_types),
		STAGED(flags),
		STAGED(flags_as_options),
		STAGED(protocols),
		STAGED(data),
		STAGED(data_words),
		STAGED(data_options),
		STAGED(lengths),
		STAGED(descriptors),
		STAGED(pairs),
		STAGED(structures_in_words),
		STAGED(other_names),
	};

	return cmocka_run_group_tests_name("types", tests, NULL, NULL);
}
