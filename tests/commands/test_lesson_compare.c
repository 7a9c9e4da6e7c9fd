/* What counts as the same call as the lesson's, and the words of `tutorial`. */
#include "unit.h"

#include "complete.h"
#include "lesson.h"

static struct registry registry;

static int set_up(void **state)
{
	(void)state;
	return registry_set_up(&registry, all_calls, all_commands) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	registry_free(&registry);
	return 0;
}

static enum likeness compare(const char *statement, const char *lessons_line, const char *made_line)
{
	static const struct lesson_alias alias = { { "a", 1 }, { "s3", 2 } };

	struct arena arena = { 0 };
	enum likeness likeness = lesson_compare(&registry, &arena, (struct lesson_aliases){ &alias, 1 },
						slice_of(statement), slice_of(lessons_line),
						slice_of(made_line));

	arena_free(&arena);
	return likeness;
}

#define V4(port) "{sa_family=AF_INET, sin_port=htons(" port "), sin_addr=inet_addr(\"127.0.0.1\")}"

static void same_call(void **state)
{
	(void)state;
	assert_int_equal(compare("socket", "s1 = socket(AF_INET, SOCK_STREAM, 0) = 3",
				 "x = socket(AF_INET, SOCK_STREAM, 0) = 7"),
			 ALIKE);
	assert_int_equal(compare("connect c srv", "connect(c, " V4("40001") ", 16) = 0",
				 "connect(c, " V4("50002") ", 16) = 0"),
			 ALIKE);
	assert_int_equal(
		compare("recv a", "recv(a, \"hi\", 4096, 0) = 2", "recv(s3, \"hi\", 10, 0) = 2"),
		ALIKE);
	assert_int_equal(
		compare("recv a", "recv(a, \"a\", 9, 0) = 1", "recv(s3, \"a\", 9, 0) = 1"), ALIKE);
	assert_int_equal(compare("send c --fill 9", "send(c, \"ab[...]\"[...], 9, 0) = [...]",
				 "send(c, \"abcdefghi\", 9, 0) = 9"),
			 ALIKE);
	assert_int_equal(compare("getaddrinfo h", "getaddrinfo(\"h\", [{x=1}[...]]) = 0",
				 "getaddrinfo(\"h\", [{x=1}, {y=2}]) = 0"),
			 ALIKE);
	assert_int_equal(compare("try bind", "bind(p, " V4("80") ", 16) = [...]",
				 "bind(p, " V4("80") ", 16) = -1 EACCES (Permission denied)"),
			 ALIKE);
	assert_int_equal(compare("bind u",
				 "bind(u, {sa_family=AF_UNIX, sun_path=@\"0001f\"}, 8) = 0",
				 "bind(u, {sa_family=AF_UNIX, sun_path=@\"0a2b3\"}, 8) = 0"),
			 ALIKE);
	assert_int_equal(compare("socketpair", "socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0",
				 "socketpair(AF_UNIX, SOCK_STREAM, 0, [s1, s2]) = 0"),
			 ALIKE);
	assert_int_equal(compare("getsockname s", "getsockname(s, [...]) = 0",
				 "getsockname(s, " V4("1") ", [128 => 16]) = 0"),
			 ALIKE);
}

static void other_call(void **state)
{
	(void)state;
	assert_int_equal(compare("socket", "s1 = socket(AF_INET, SOCK_STREAM, 0) = 3",
				 "s1 = socket(AF_INET, SOCK_DGRAM, 0) = 3"),
			 UNLIKE);
	assert_int_equal(compare("bind 127.0.0.1:8080", "bind(s, " V4("8080") ", 16) = 0",
				 "bind(s, " V4("8081") ", 16) = 0"),
			 UNLIKE);
	assert_int_equal(
		compare("bind", "bind(s, " V4("0") ", 16) = 0", "bind(s, " V4("50000") ", 16) = 0"),
		UNLIKE);
	assert_int_equal(
		compare("send b x", "send(b, \"x\", 1, 0) = 1", "send(s3, \"x\", 1, 0) = 1"),
		UNLIKE);
	/* The lesson's a is s3 here, and a another one. */
	assert_int_equal(compare("recv a", "recv(a, \"a\", 9, 0) = 1", "recv(a, \"a\", 9, 0) = 1"),
			 UNLIKE);
	assert_int_equal(compare("poll a:in", "poll([{fd=a, events=POLLIN}], 1, 0) = 0 (Timeout)",
				 "poll([{fd=a, events=POLLIN}], 1, 0) = 0 (Timeout)"),
			 UNLIKE);
	assert_int_equal(compare("connect(d, X, 8)",
				 "connect(d, {sa_family=AF_INET}, 8) = -1 EINVAL (x)",
				 "connect(d, {sa_family=AF_INET}, 16) = 0"),
			 UNLIKE);
	assert_int_equal(compare("listen", "listen(s, 5) = 0", "close(s) = 0"), UNLIKE);
}

/* What the kernel chooses is where its type stands, not where a text looks like it. */
static void chosen_by_type(void **state)
{
	(void)state;
	assert_int_equal(compare("getsockopt b peercred",
				 "getsockopt(b, SOL_SOCKET, SO_PEERCRED, {pid=41, uid=0, gid=0}, [12]) = 0",
				 "getsockopt(b, SOL_SOCKET, SO_PEERCRED, {pid=7, uid=1000, gid=5}, [12]) = 0"),
			 ALIKE);
	assert_int_equal(compare("send b \"pid=41\"", "send(b, \"pid=41\", 6, 0) = 6",
				 "send(b, \"pid=42\", 6, 0) = 6"),
			 UNLIKE);
	assert_int_equal(compare("send b", "send(b, \"htons(2000)\", 11, 0) = 11",
				 "send(b, \"htons(3000)\", 11, 0) = 11"),
			 UNLIKE);
	assert_int_equal(compare("send b", "send(b, \"fd=a\", 4, 0) = 4", "send(b, \"fd=a\", 4, 0) = 4"),
			 ALIKE);
	assert_int_equal(compare("bind b", "bind(b, {sa_family=AF_UNIX, sun_path=@\"0001f\"}, 8) = 0",
				 "bind(b, {sa_family=AF_UNIX, sun_path=@\"other\"}, 8) = 0"),
			 UNLIKE);
	assert_int_equal(compare("poll", "poll([{fd=a, events=POLLIN}], 1, 0) = 1 ([{fd=a, revents=POLLIN}])",
				 "poll([{fd=s3, events=POLLIN}], 1, 0) = 1 ([{fd=s3, revents=POLLIN}])"),
			 ALIKE);
	assert_int_equal(compare("poll", "poll([{fd=a, events=POLLIN}], 1, 0) = 1 ([{fd=a, revents=POLLIN}])",
				 "poll([{fd=s3, events=POLLIN}], 1, 0) = 1 ([{fd=s3, revents=POLLHUP}])"),
			 OTHER_ANSWER);
	assert_int_equal(compare("getsockopt", "getsockopt(b, IPPROTO_TCP, TCP_INFO, {tcpi_state=TCP_LISTEN, [...], "
						"tcpi_unacked=1, [...]}, [232]) = 0",
				 "getsockopt(b, IPPROTO_TCP, TCP_INFO, {tcpi_state=TCP_LISTEN, tcpi_ca_state=0, "
				 "tcpi_unacked=1, tcpi_sacked=5}, [232]) = 0"),
			 ALIKE);
}

static void other_answer(void **state)
{
	(void)state;
	assert_int_equal(compare("connect c srv", "connect(c, " V4("40001") ", 16) = 0",
				 "connect(c, " V4("40001") ", 16) = -1 ECONNREFUSED (x)"),
			 OTHER_ANSWER);
	assert_int_equal(
		compare("recv b", "recv(b, \"hi\", 4096, 0) = 2", "recv(b, \"ho\", 4096, 0) = 2"),
		OTHER_ANSWER);
	assert_int_equal(compare("close b", "close(b) = -1 EBADF (x)", "close(b) = -1 EIO (y)"),
			 OTHER_ANSWER);
}

static void lines_that_are_no_calls(void **state)
{
	static const char *const lines[] = {
		"",	   "(",	      ")",	  "a(",	       "a()",	    "a() =",
		"a() = ",  "a(\"",    "a(\"\\",	  "= a() = 0", "x a() = 0", "# a() = 0",
		"a(] = 0", "(a) = 0", "a(\\) = ", "[...]",     "a([...",    "htons(1) = 1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		for (size_t j = 0; j < sizeof(lines) / sizeof(*lines); j++)
			assert_int_equal(compare("", lines[i], lines[j]), UNLIKE);
}

static void completes(void **state)
{
	struct shell shell = { .out = { .fd = -1 }, .err = { .fd = -1 }, .registry = registry };
	struct candidates found = { 0 };
	struct arena arena = { 0 };
	size_t start;

	(void)state;
	complete_line(&shell, slice_of("tutorial "), 9, &arena, &found, &start);
	assert_int_equal(found.count, lesson_count() + 6);
	found = (struct candidates){ 0 };
	complete_line(&shell, slice_of("tutorial an"), 11, &arena, &found, &start);
	assert_int_equal(found.count, 1);
	assert_string_equal(found.list[0], "answers");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_call),
		cmocka_unit_test(other_call),
		cmocka_unit_test(chosen_by_type),
		cmocka_unit_test(other_answer),
		cmocka_unit_test(lines_that_are_no_calls),
		cmocka_unit_test(completes),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
