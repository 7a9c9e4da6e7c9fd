/* Structures as they are written, and pointers to them. */
#include "values/value_fixture.h"

#include <errno.h>
#include <sys/socket.h>

#include "sockopt.h"

static void structures(void **state)
{
	static const struct linger on = { 1, 5 };
	struct stage *stage = *state;
	struct arg arg = around(stage, &type_linger, "{l_onoff=1, l_linger=5}", "{l_onoff=1, l_linger=5}");

	assert_int_equal(arg.len, sizeof(on));
	assert_memory_equal(arg.at, &on, sizeof(on));
	around(stage, &type_linger, "{l_linger=5, l_onoff=1}", "{l_onoff=1, l_linger=5}");
	around(stage, &type_linger, "{l_linger=7}", "{l_onoff=0, l_linger=7}");
	around(stage, &type_linger, "{}", "{l_onoff=0, l_linger=0}");
	around(stage, &type_linger, "\"\\1\\0\\0\\0\\5\\0\\0\\0\"", "{l_onoff=1, l_linger=5}");
	/* How much of it there is the length beside it says. */
	reads_as(stage, &type_linger, "\"\\1\\0\\0\\0\"", "{l_onoff=1}", 4);
	reads_as(stage, &type_linger, "[1]", "{l_onoff=1}", 4);
	reads_as(stage, &type_linger, "\"\"", "{}", 0);
	around(stage, &type_linger, "{l_onoff=1} => {l_onoff=0}", "{l_onoff=1, l_linger=0}");
	around(stage, &type_linger, "{l_onoff=2 => 3}", "{l_onoff=2, l_linger=0}");
	same(stage, &type_linger, "NULL");
	around(stage, &type_linger, "0", "NULL");
	same(stage, &type_ucred, "{pid=100, uid=0, gid=-1}");
	same(stage, &type_timeval64, "{tv_sec=-1, tv_usec=250000}");
	no_value(stage, &type_linger, "{l_onof=1}",
		 "value: struct linger has no member \"l_onof\"; did you mean \"l_onoff\"?");
	no_value(stage, &type_linger, "{l_onoff=1, ...}",
		 "value: `...` stands for what comes back; it cannot be sent");
	no_value(stage, &type_linger, "...", "value: `...` stands for what comes back; it cannot be sent");
	no_value(stage, &type_linger, "[1, 2]", "value: a string of bytes, or [N], expected, found \"[1, 2]\"");
	no_value(stage, &type_linger, "\"ab\"...", "value: the string is cut off (\"...); it cannot be sent");
}

/* Of another process's pointer only the room that it stood for is taken. */
static void pointers(void **state)
{
	const struct param param = { "value", &type_linger, IN };
	struct stage *stage = *state;
	struct arg arg = { 0 };

	use(stage, &param);
	assert_true(read_node(stage, &type_linger, tree(stage, "0x7ffc12345678"), &arg));
	assert_int_not_equal((uintptr_t)arg.at, 0x7ffc12345678);
	assert_true(arg.scratch);
	assert_true(arg.room >= sizeof(struct linger));
	/* Where the line says EFAULT it is memory that faults. */
	arg = (struct arg){ 0 };
	stage->c.expects_error = EFAULT;
	assert_true(read_node(stage, &type_linger, tree(stage, "0x7ffc12345678"), &arg));
	assert_ptr_equal(arg.at, stage->shell.unreadable);
	assert_int_equal(arg.room, 0);
	assert_string_equal(
		shown(stage, memory_to_node(&type_linger, &stage->c, stage->view, &arg)),
		arena_format(&stage->arena, "0x%llx", (unsigned long long)(uintptr_t)arg.at));
	stage->c.expects_error = 0;
}

static void times_and_ids(void **state)
{
	struct stage *stage = *state;

	same(stage, &type_milliseconds, "-1");
	same(stage, &type_milliseconds, "500");
	word_is(stage, &type_milliseconds, "2s", "2000");
	word_is(stage, &type_milliseconds, "infinite", "-1");
	same(stage, &type_pid, "100");
	around(stage, &type_pid, "-1", "-1");
	same(stage, &type_uid, "0");
	around(stage, &type_uid, "4294967295", "-1");
	around(stage, &type_gid, "-1", "-1");
	same(stage, &type_sa_family, "AF_INET6");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(structures),
		STAGED(pointers),
		STAGED(times_and_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
