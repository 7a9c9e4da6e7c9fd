/* Messages: from trees and words to what the kernel gets, and back. */
#include "messages/message_fixture.h"

static void buffers_are_one_message(void **state)
{
	static const char *const parts =
		SEND("msg_iov=[{iov_base=\"part one, \", iov_len=10}, "
		     "{iov_base=\"part two\", iov_len=8}], msg_iovlen=2, msg_controllen=0");
	struct stage *f = *state;

	make(f, &sending, parts);
	assert_int_equal(f->made.result, 18);
	assert_shown(f, parts);
	make(f, &receiving, RECEIVE(IOV("\"part one, part two\"", 100) "msg_controllen=0"));
	assert_int_equal(f->made.result, 18);
	assert_shown(f, SHOWN(IOV("\"part one, part two\"", 100) "msg_controllen=0"));
}

static void what_came_is_spread_over_buffers(void **state)
{
	static const char *const rooms =
		"{msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"abcd\", iov_len=4}, "
		"{iov_base=\"ef\", iov_len=4}, {iov_base=\"\", iov_len=4}], msg_iovlen=3, "
		"msg_controllen=0, msg_flags=0}";
	struct stage *f = *state;

	make(f, &sending, SEND(IOV("\"abcdef\"", 6) "msg_controllen=0"));
	make(f, &receiving, rooms);
	assert_int_equal(f->made.result, 6);
	assert_shown(f, rooms);
}

static void lengths_are_honoured(void **state)
{
	struct stage *f = *state;

	/* Zeros stand behind a string that is shorter than the length. */
	make(f, &sending, SEND(IOV("\"ab\"", 4) "msg_controllen=0"));
	assert_int_equal(f->made.result, 4);
	assert_shown(f, SEND(IOV("\"ab\\0\\0\"", 4) "msg_controllen=0"));
	make(f, &sending, SEND(IOV("\"ab\"", 1000000000) "msg_controllen=0"));
	assert_int_equal(f->made.error, EMSGSIZE);
	assert_shown(f, SEND(IOV("\"ab\" /* ... */", 1000000000) "msg_controllen=0"));
	make(f, &receiving, RECEIVE(IOV("...", 2) "msg_controllen=0"));
	assert_int_equal(f->made.result, 2);
	assert_shown(f, "{msg_name=..., msg_namelen=110 => 0, " IOV("\"ab\"", 2)
		     "msg_controllen=0, msg_flags=MSG_TRUNC}");
	make(f, &sending, SEND("msg_iov=[], msg_iovlen=1025, msg_controllen=0"));
	assert_int_equal(f->made.error, EMSGSIZE);
	make(f, &sending, SEND("msg_iov=[{iov_base=\"x\", iov_len=1}], msg_iovlen=3, "
				    "msg_controllen=0"));
	assert_int_equal(f->made.result, 1);
	make(f, &sending, SEND("msg_iov=[{iov_base=\"x\", iov_len=-1}], msg_iovlen=1, "
				    "msg_controllen=0"));
	assert_int_equal(f->made.error, EINVAL);
	make(f, &sending, SEND(IOV("NULL", 1) "msg_controllen=0"));
	assert_int_equal(f->made.error, EFAULT);
	make(f, &sending, SEND(IOV("\"x\"", 1) RIGHTS(20, "[a]") "msg_controllen=200"));
	assert_int_equal(f->made.error, EINVAL);
	make(f, &sending, SEND(IOV("\"x\"", 1) RIGHTS(20, "[a]") "msg_controllen=4000000"));
	assert_int_equal(f->made.error, ENOBUFS);
}

static void descriptors_are_passed(void **state)
{
	static const char *const sent =
		SEND(IOV("\"take these\"", 10) RIGHTS(24, "[a, b]") "msg_controllen=24");
	static const char *const received =
		RECEIVE(IOV("\"take these\"", 100) RIGHTS(24, "[7, 8]") "msg_controllen=24");
	const struct node *nodes[8];
	struct stage *f = *state;
	size_t count;
	struct descriptor came[8];

	make(f, &sending, sent);
	assert_int_equal(f->made.result, 10);
	assert_shown(f, sent);
	assert_int_equal(type_msghdr.descriptors(&type_msghdr, &f->c, &f->made.args[1], came, 8),
			 0);

	make(f, &receiving, received);
	assert_int_equal(f->made.result, 10);
	assert_int_equal(type_msghdr.descriptors(&type_msghdr, &f->c, &f->made.args[1], came, 8),
			 2);
	handle_add(&f->shell.handles, slice_of("c"), came[0].fd, (struct facts){ 0 });
	handle_add(&f->shell.handles, slice_of("d"), came[1].fd, (struct facts){ 0 });
	assert_shown(f, SHOWN(IOV("\"take these\"", 100) RIGHTS(24, "[c, d]") "msg_controllen=24"));
	count = type_msghdr.descriptor_nodes(&type_msghdr, &f->c, tree(f, received), nodes, 8);
	assert_int_equal(count, 2);
	assert_int_equal(nodes[0]->number, 7);
	assert_int_equal(nodes[1]->number, 8);

}

static void refused(struct stage *f, const char *text, const char *why)
{
	use_call(f, &sending);
	assert_false(read_message(f, text, &f->made.args[1]));
	if (!strstr(f->message.text, why))
		fail_msg("%s: %s", text, f->message.text);
}

/* Neither the shell's own descriptors nor 0 can be passed, however they are written. */
static void only_handles_are_passed(void **state)
{
	struct stage *f = *state;

	refused(f, SEND(IOV("\"x\"", 1) RIGHTS(20, "[0]") "msg_controllen=24"), "descriptor 0");
	refused(f, SEND(IOV("\"x\"", 1) RIGHTS(20, "\"\\0\\0\\0\\0\"") "msg_controllen=24"),
		"handles");
	refused(f, SEND(IOV("\"x\"", 1)
			"msg_control=\"\\24\\0\\0\\0\\0\\0\\0\\0\\1\\0\\0\\0\\1\\0\\0\\0"
			"\\0\\0\\0\\0\\0\\0\\0\\0\", msg_controllen=24"), "no handle");
	/* What stands behind the list is no descriptor 0 either. */
	make(f, &sending, SEND(IOV("\"x\"", 1) RIGHTS(27, "[-1, -1]") "msg_controllen=32"));
	assert_int_equal(f->made.error, EBADF);
	refused(f, SEND(IOV("\"x\"", 1) RIGHTS(24, "[a]") "msg_controllen=24"), "4 bytes");
	refused(f, SEND(IOV("...", 1) "msg_controllen=0"), "cannot be sent");
	refused(f, SEND(IOV("\"x\"...", 4) "msg_controllen=0"), "beginning");
	refused(f, SEND("msg_iof=NULL"), "msg_iov");
}

#define CONTROL(len, type, data) "msg_control=[{cmsg_len=" #len ", cmsg_level=SOL_IP, " \
				 "cmsg_type=" type data "}], "

/* The data of the first control message is these bytes, and goes on to be them when it is shown. */
static void assert_control(struct stage *f, const char *text, const void *bytes, size_t len)
{
	for (int time = 0; time < 2; time++) {
		const struct message_header *header;
		const char *data;

		use_call(f, &sending);
		if (!read_message(f, text, &f->made.args[1]))
			fail_msg("%s: %s", text, f->message.text);
		header = f->made.args[1].at;
		data = (const char *)header->msg_control + CMSG_LEN(0);
		assert_true(CMSG_LEN(0) + len <= header->msg_controllen);
		if (memcmp(data, bytes, len) != 0)
			fail_msg("%s: other bytes", text);
		text = shown_message(f);
	}
}

/* How wide the numbers of a list are follows from cmsg_len, where the kind of message is not known. */
static void control_data_is_what_the_line_has(void **state)
{
	static const int rights[] = { -10, -11 };
	struct stage *f = *state;

#define SENT(len, type, data, room) \
	SEND(IOV("\"x\"", 1) CONTROL(len, type, ", cmsg_data=" data) "msg_controllen=" #room)
	assert_control(f, SENT(17, "IP_TOS", "[0x41]", 24), "A", 1);
	assert_control(f, SENT(20, "IP_TOS", "[0x41]", 24), "A\0\0", 4);
	assert_control(f, SENT(18, "IP_RECVOPTS", "[0x41, 0x42]", 24), "AB", 2);
	assert_control(f, SENT(20, "IP_RECVOPTS", "[-1, 254, 0, 1]", 24), "\377\376\0\1", 4);
	assert_control(f, SENT(20, "0x7777", "[0x4241, 0x4443]", 24), "ABCD", 4);
	assert_control(f, SENT(24, "0x7777", "[-1]", 24), "\377\377\377\377\377\377\377\377", 8);
	assert_control(f, SENT(20, "IP_CHECKSUM", "[4207869677]", 24), "\355\376\316\372", 4);
	assert_control(f, SENT(20, "IP_TTL", "[64]", 24), "@\0\0", 4);
	assert_control(f, SENT(19, "IP_TTL", "\"abc\"", 24), "abc", 3);
	assert_control(f, SEND(IOV("\"x\"", 1) RIGHTS(24, "[-10, -11]") "msg_controllen=24"),
		       rights, sizeof(rights));
	/* Of a descriptor that is there only in part nobody looks at anything. */
	assert_control(f, SEND(IOV("\"x\"", 1) RIGHTS(26, "[-10, -11]") "msg_controllen=32"),
		       rights, sizeof(rights));
	assert_control(f, SEND(IOV("\"x\"", 1) RIGHTS(17, "\"\\366\"") "msg_controllen=24"),
		       "\366", 1);

	refused(f, SENT(17, "IP_TOS", "[256]", 24), "1 byte");
	refused(f, SENT(19, "IP_RECVOPTS", "[0x41, 0x42]", 24), "cmsg_len=19");
	refused(f, SENT(17, "IP_TTL", "[64]", 24), "cmsg_len=17");
	refused(f, SENT(24, "IP_TTL", "[64]", 24), "cmsg_len=24");
	refused(f, SENT(20, "0x7777", "\"ab\"", 24), "cmsg_len=20");
	refused(f, SENT(20, "0x7777", "\"abcdef\"", 24), "cmsg_len=20");
	refused(f, SENT(20, "0x7777", "\"ab\"...", 24), "beginning");
	refused(f, SENT(0, "0x7777", "\"ab\"", 24), "cmsg_len=0");
	refused(f, SENT(20, "0x7777", "...", 24), "cannot be sent");
	refused(f, SENT(20, "0x7777", "0x7ffe1000", 24), "cmsg_data");
	refused(f, SENT(20, "0x7777", "[1, 2, ...]", 24), "cannot be sent");
	refused(f, SEND(IOV("\"x\"", 1) RIGHTS(20, "[a, b]") "msg_controllen=24"), "cmsg_len=20");
	refused(f, SEND(IOV("\"x\"", 1) "msg_control=\"ab\"..., msg_controllen=24"), "beginning");
#undef SENT
}

static void what_a_log_leaves_out_is_not_sent_as_zeros(void **state)
{
	struct stage *f = *state;

	refused(f, SEND(IOV("\"x\"", 1) CONTROL(20, "0x43", "") "msg_controllen=24"),
		"cmsg_data is missing");
	refused(f, SEND("msg_iov=[{iov_base=\"x\"}], msg_iovlen=1, msg_controllen=0"),
		"iov_len is missing");
	refused(f, SEND("msg_iov=[{iov_base=\"x\", iov_len=1}], msg_controllen=0"),
		"msg_iovlen is missing");
	refused(f, SEND(IOV("\"x\"", 1) "msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, "
			"cmsg_type=SCM_RIGHTS, cmsg_data=[a]}]"), "msg_controllen is missing");
	refused(f, SEND(IOV("\"x\"", 1) RIGHTS(20, "[a]") "msg_controllen=8"), "msg_controllen=8");
	refused(f, SEND(IOV("\"x\"", 1) "msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, "
			"cmsg_type=SCM_RIGHTS, cmsg_data=[a]}, {cmsg_len=20, cmsg_level=SOL_SOCKET, "
			"cmsg_type=SCM_RIGHTS, cmsg_data=[b]}], msg_controllen=24"), "msg_controllen=24");
	refused(f, "{msg_name={sa_family=AF_UNIX, sun_path=@\"x\"}, " IOV("\"x\"", 1)
		"msg_controllen=0}", "msg_namelen is missing");
	/* What does not fit into the room is refused by the kernel before it looks at any data. */
	make(f, &sending, SEND(IOV("\"x\"", 1) CONTROL(40, "0x43", "") "msg_controllen=24"));
	assert_int_equal(f->made.error, EINVAL);
	make(f, &sending, SEND(IOV("\"x\"", 1) CONTROL(4, "0x43", "") "msg_controllen=24"));
	assert_int_equal(f->made.error, EINVAL);
}

/* Where the room has no other header, nobody looks at the bytes that strace could not show. */
static void a_list_of_messages_can_end_open(void **state)
{
	struct stage *f = *state;

#define OPEN(len, data, room) \
	SEND(IOV("\"x\"", 1) "msg_control=[{cmsg_len=" #len ", cmsg_level=SOL_SOCKET, " \
	     "cmsg_type=SCM_RIGHTS" data "}, ... /* 0x7f6aa392aff8 */], msg_controllen=" #room)
	make(f, &sending, OPEN(24, ", cmsg_data=[-10, -11]", 25));
	assert_int_equal(f->made.error, EBADF);
	make(f, &sending, OPEN(0, "", 17));
	assert_int_equal(f->made.error, EINVAL);
	make(f, &sending, OPEN(0, "", 48));
	assert_int_equal(f->made.error, EINVAL);
	refused(f, OPEN(20, ", cmsg_data=[a]", 48), "cannot be sent");
#undef OPEN
}

#define CREDENTIALS(pid, uid, gid) \
	"msg_control=[{cmsg_len=28, cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS, " \
	"cmsg_data={pid=" pid ", uid=" uid ", gid=" gid "}}], msg_controllen=32"

static struct ucred sent(struct stage *f, const char *text)
{
	const struct message_header *header;
	struct ucred ucred;

	use_call(f, &sending);
	if (!read_message(f, text, &f->made.args[1]))
		fail_msg("%s: %s", text, f->message.text);
	header = f->made.args[1].at;
	memcpy(&ucred, (const char *)header->msg_control + CMSG_LEN(0), sizeof(ucred));
	return ucred;
}

/* What a line names is what is sent; only what came out in this script is something else this time. */
static void credentials_that_a_script_names_are_sent(void **state)
{
	struct stage *f = *state;
	struct ucred came, own = { getpid(), geteuid(), getegid() };

	f->c.learned = &f->learned;
	came = sent(f, SEND(IOV("\"x\"", 1) CREDENTIALS("424242", "77", "78")));
	assert_int_equal(came.pid, 424242);
	assert_int_equal(came.uid, 77);
	assert_int_equal(came.gid, 78);
	assert_shown(f, SEND(IOV("\"x\"", 1) CREDENTIALS("424242", "77", "78")));
	/* They came out as others here. */
	assert_true(learned_out(&f->learned, LEARN_PID, 0, 424, own.pid));
	assert_true(learned_out(&f->learned, LEARN_UID, 0, 4242, own.uid));
	came = sent(f, SEND(IOV("\"x\"", 1) CREDENTIALS("424", "4242", "78")));
	assert_int_equal(came.pid, own.pid);
	assert_int_equal(came.uid, own.uid);
	assert_int_equal(came.gid, 78);
	/* What one has sent is known from then on: another in its place is a difference. */
	assert_false(learned_out(&f->learned, LEARN_GID, 0, 79, 78));
	/* One's own are nobody's numbers, and are shown so that they go on to be one's own. */
	came = sent(f, SEND(IOV("\"x\"", 1) CREDENTIALS("getpid()", "geteuid()", "getegid()")));
	assert_memory_equal(&came, &own, sizeof(own));
	assert_shown(f, SEND(IOV("\"x\"", 1) CREDENTIALS("getpid()", "geteuid()", "getegid()")));
}

static void failures_leave_outputs_open(void **state)
{
	struct stage *f = *state;

	use_call(f, &receiving);
	assert_true(read_message(f, RECEIVE(IOV("\"x\"", 100) "msg_control=[], msg_controllen=24"),
				 &f->made.args[1]));
	f->made.args[2].n = MSG_DONTWAIT;
	make_bound(f);
	assert_int_equal(f->made.error, EAGAIN);
	assert_shown(f, "{msg_name=..., msg_namelen=110, " IOV("...", 100)
		     "msg_control=..., msg_controllen=24, msg_flags=...}");
}

/* Of a call that received nothing, strace shows the room for a name. A datagram that waits is not lost. */
static void what_is_not_shown_has_room(void **state)
{
	static const char *const forms[] = {
		"{msg_namelen=110}", "{msg_namelen=0}", "{}", "{msg_namelen=110, msg_iovlen=1}",
		"{msg_namelen=110, msg_iov=..., msg_iovlen=1, msg_control=..., msg_controllen=...}",
		"{msg_namelen=110, msg_iov=0x7ffe1000, msg_iovlen=2, msg_control=0x7ffe2000, "
		"msg_controllen=100}",
		"{msg_namelen=110, msg_iov=[{iov_base=0x7ffe1000}], msg_control=..., "
		"msg_controllen=...}",
		"{msg_namelen=110, msg_iov=[...], msg_iovlen=1, msg_control=..., msg_controllen=...}",
	};
	struct stage *f = *state;

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms)[0]; i++) {
		struct descriptor came;

		make(f, &sending,
		     SEND(IOV("\"take this\"", 9) RIGHTS(20, "[a]") "msg_controllen=24"));
		make(f, &receiving, forms[i]);
		assert_int_equal(f->made.result, 9);
		if (!strstr(shown_message(f), "msg_iov=[{iov_base=\"take this\", iov_len=4096}") ||
		    !strstr(shown_message(f), "cmsg_len=20"))
			fail_msg("%s: %s", forms[i], shown_message(f));
		assert_int_equal(
			type_msghdr.descriptors(&type_msghdr, &f->c, &f->made.args[1], &came, 1),
			1);
		close(came.fd);
	}
	make(f, &sending, SEND(IOV("\"take this\"", 9) "msg_controllen=0"));
	make(f, &receiving, "{msg_namelen=110, msg_iovlen=0}");
	assert_int_equal(f->made.result, 0);
}

static void strangers_lengths_are_not_trusted(void **state)
{
	const struct cmsghdr liar = {
		.cmsg_len = 4000, .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS,
	};
	struct stage *f = *state;
	struct message_header *header;
	struct descriptor came[4];

	use_call(f, &receiving);
	assert_true(read_message(f, RECEIVE(IOV("\"\"", 4) "msg_control=[], msg_controllen=24"),
				 &f->made.args[1]));
	assert_true(memory_keep(&f->c, &f->made.args[1]));
	f->view = CAME;
	header = f->made.args[1].at;
	memcpy(header->msg_control, &liar, sizeof(liar));
	memset((char *)header->msg_control + CMSG_LEN(0), 0x7f, 8);
	header->msg_controllen = 4000;
	header->msg_namelen = 4000;
	memory_measure(&type_msghdr, &f->c, &f->made.args[1], 4000);
	assert_int_equal(type_msghdr.descriptors(&type_msghdr, &f->c, &f->made.args[1], came, 4),
			 2);
	assert_non_null(memory_to_node(&type_msghdr, &f->c, f->view, &f->made.args[1]));
	((struct cmsghdr *)header->msg_control)->cmsg_len = 3;
	assert_int_equal(type_msghdr.descriptors(&type_msghdr, &f->c, &f->made.args[1], came, 4),
			 0);
	assert_non_null(memory_to_node(&type_msghdr, &f->c, f->view, &f->made.args[1]));
}

/* ---- command notation ---- */

static bool read_words(struct stage *f, const char *text)
{
	struct cursor cursor = { text, text + strlen(text), &f->arena, &f->message };
	struct word list[16];
	struct words words = { list, 0 };

	f->c.call_notation = false;
	while (lex_word(&cursor, &list[words.count]) == LEXED_WORD)
		words.count++;
	while (words.count && !words.at->quoted && words.at->text.len > 2 &&
	       memcmp(words.at->text.at, "--", 2) == 0) {
		struct slice name = words_take(&words)->text;
		int taken;

		name.at += 2;
		name.len -= 2;
		taken = type_msghdr.from_option(&type_msghdr, &f->c, name, &words,
						&f->made.args[1]);
		if (taken <= 0)
			return false;
		f->made.args[1].optioned = true;
	}
	if (words.count == 0)
		return type_msghdr.prepare(&type_msghdr, &f->c, -1, &f->made.args[1]);
	return type_msghdr.from_words(&type_msghdr, &f->c, &words, &f->made.args[1]);
}

static void words_make_messages(void **state)
{
	struct stage *f = *state;

	use_call(f, &sending);
	assert_true(read_words(f, "--rights a --rights b,a --hex 6869 one \"two three\""));
	assert_shown(f, SEND("msg_iov=[{iov_base=\"hi\", iov_len=2}, "
			     "{iov_base=\"one\", iov_len=3}, {iov_base=\"two three\", iov_len=9}], "
			     "msg_iovlen=3, "
			     RIGHTS(28, "[a, b, a]") "msg_controllen=32"));
	make_bound(f);
	assert_int_equal(f->made.result, 14);

	use_call(f, &sending);
	assert_false(read_words(f, "--control socket rights 00000000 x"));
	use_call(f, &sending);
	assert_false(read_words(f, "--rights c x"));
	use_call(f, &sending);
	assert_false(read_words(f, "one b"));
	use_call(f, &sending);
	assert_false(read_words(f, ""));
	use_call(f, &sending);
	assert_false(read_words(f, "x --rights a"));
	use_call(f, &sending);
	assert_true(read_words(f, "--control ip ttl 40000000 x"));
	assert_shown(f, SEND(IOV("\"x\"", 1) "msg_control=[{cmsg_len=20, cmsg_level=IPPROTO_IP, "
			     "cmsg_type=IP_TTL, cmsg_data=[64]}], msg_controllen=24"));
	use_call(f, &sending);
	assert_true(read_words(f, "--creds"));
	make_bound(f);
	assert_int_equal(f->made.result, 0);
}

static void words_make_room(void **state)
{
	struct stage *f = *state;

	make(f, &sending, SEND(IOV("\"abcdef\"", 6) RIGHTS(20, "[a]") "msg_controllen=24"));
	use_call(f, &receiving);
	assert_true(read_words(f, "--control 0 4 1"));
	make_bound(f);
	assert_shown(f, "{msg_name=..., msg_namelen=128 => 0, "
		     "msg_iov=[{iov_base=\"abcd\", iov_len=4}, {iov_base=\"e\", iov_len=1}], "
		     "msg_iovlen=2, msg_controllen=0, msg_flags=MSG_CTRUNC|MSG_TRUNC}");

	make(f, &sending, SEND(IOV("\"abc\"", 3) "msg_controllen=0"));
	use_call(f, &receiving);
	assert_true(read_words(f, ""));
	make_bound(f);
	assert_shown(f, "{msg_name=..., msg_namelen=128 => 0, " IOV("\"abc\"", 4096)
		     "msg_control=[], msg_controllen=512 => 0, msg_flags=0}");
}

int main(void)
{
#define LIVE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		LIVE(buffers_are_one_message),
		LIVE(what_came_is_spread_over_buffers),
		LIVE(lengths_are_honoured),
		LIVE(descriptors_are_passed),
		LIVE(only_handles_are_passed),
		LIVE(control_data_is_what_the_line_has),
		LIVE(what_a_log_leaves_out_is_not_sent_as_zeros),
		LIVE(a_list_of_messages_can_end_open),
		LIVE(credentials_that_a_script_names_are_sent),
		LIVE(failures_leave_outputs_open),
		LIVE(what_is_not_shown_has_room),
		LIVE(strangers_lengths_are_not_trusted),
		LIVE(words_make_messages),
		LIVE(words_make_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
