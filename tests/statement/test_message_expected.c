/* What came in a message against what a line expects of it. */
#include "messages/message_fixture.h"

#include "compare.h"

/* Does what came match the message that the text says? */
static bool matches(struct stage *f, const char *text)
{
	struct node *written = tree(f, text), *expected, *actual;
	struct arg arg = { 0 };

	f->message.set = false;
	if (!memory_from_node(&type_msghdr, &f->c, EXPECTED, written, &arg))
		fail_msg("%s: %s", text, f->message.text);
	expected = memory_to_node(&type_msghdr, &f->c, EXPECTED, &arg);
	actual = memory_to_node(&type_msghdr, &f->c, CAME, &f->made.args[1]);
	return compare_nodes(&f->c, written, expected, actual);
}

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
	assert_true(matches(f, RECEIVE(IOV("\"part one, part two\"", 100) "msg_controllen=0")));
	assert_true(matches(f, RECEIVE(IOV("\"part\"...", 100) "msg_controllen=0")));
	assert_true(matches(f, RECEIVE(IOV("...", 100) "msg_controllen=0")));
	assert_true(matches(f, RECEIVE(IOV("0x7ffea1b92940", 100) "msg_controllen=0")));
	assert_false(matches(f, RECEIVE(IOV("\"part one, part twO\"", 100) "msg_controllen=0")));
	assert_false(matches(f, RECEIVE(IOV("\"part one, part\"", 100) "msg_controllen=0")));
	assert_false(matches(f, RECEIVE(IOV("\"part one, part two!\"", 100) "msg_controllen=0")));
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
	assert_true(matches(f, rooms));
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

	assert_true(matches(f, received));
	assert_true(matches(f, RECEIVE(IOV("\"take these\"", 100) RIGHTS(24, "[x, y]")
				       "msg_controllen=24")));
	assert_true(matches(f, RECEIVE(IOV("\"take these\"", 100)
				       "msg_control=..., msg_controllen=24")));
	assert_true(matches(f, RECEIVE(IOV("\"take these\"", 100) RIGHTS(24, "...")
				       "msg_controllen=24")));
	assert_false(matches(f, RECEIVE(IOV("\"take these\"", 100) RIGHTS(20, "[7]")
					"msg_controllen=24")));
	assert_false(matches(f, RECEIVE(IOV("\"take these\"", 100) RIGHTS(24, "[7]")
					"msg_controllen=24")));
	assert_false(matches(f, RECEIVE(IOV("\"take these\"", 100) RIGHTS(24, "[7, 8, 9]")
					"msg_controllen=24")));
	assert_false(matches(f, RECEIVE(IOV("\"take these\"", 100)
		"msg_control=[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS, "
		"cmsg_data=\"\\0\\0\\0\\0\\0\\0\\0\\0\"}], msg_controllen=24")));
	assert_true(matches(f, RECEIVE(IOV("\"take these\"", 100)
		"msg_control=[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS}], "
		"msg_controllen=24")));
	assert_false(matches(f, RECEIVE(IOV("\"take these\"", 100)
		"msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS}], "
		"msg_controllen=24")));
	assert_false(matches(f, RECEIVE(IOV("\"take these\"", 100) "msg_controllen=0")));
}

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
		assert_true(matches(f, "{}"));
		assert_true(matches(f, "{msg_iov=..., msg_iovlen=..., msg_name=..., msg_namelen=..., "
				       "msg_control=..., msg_controllen=..., msg_flags=...}"));
		assert_int_equal(
			type_msghdr.descriptors(&type_msghdr, &f->c, &f->made.args[1], &came, 1),
			1);
		close(came.fd);
	}
	make(f, &sending, SEND(IOV("\"take this\"", 9) "msg_controllen=0"));
	make(f, &receiving, "{msg_namelen=110, msg_iovlen=0}");
	assert_int_equal(f->made.result, 0);
}

#define LIVE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LIVE(buffers_are_one_message),
		LIVE(what_came_is_spread_over_buffers),
		LIVE(descriptors_are_passed),
		LIVE(what_is_not_shown_has_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
