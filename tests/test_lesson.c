/* Units of include/tutorial/lesson.h: reading whatever stands there, and what counts as the same call. */
#include "unit.h"

#include "commands.h"
#include "complete.h"
#include "lesson.h"

/* ---- reading ---- */

static void assert_part(struct lesson_reader *reader, enum lesson_kind kind, const char *text)
{
	struct lesson_part part;

	assert_true(lesson_read(reader, &part));
	assert_int_equal(part.kind, kind);
	assert_int_equal(part.text.len, strlen(text));
	assert_memory_equal(part.text.at, text, part.text.len);
}

static void assert_end(struct lesson_reader *reader)
{
	struct lesson_part part;

	assert_false(lesson_read(reader, &part));
	assert_false(lesson_read(reader, &part));
}

static void reads_all_parts(void **state)
{
	const struct lesson lesson = {
		"07-x",
		"# T\n? Q\n  on\n! ipv6\n\nP is no mark here\nC neither\n\n"
		"> a\nout\n# comment\n  indented\n> b\n> c\nx\n~ hint\n  more\nC c1\n"
		"C   c2\nP p\n\n"
		"* try\n  it\n= answer\n"
	};
	struct lesson_reader reader = lesson_start(&lesson);

	(void)state;
	assert_part(&reader, LESSON_TITLE, "T");
	assert_part(&reader, LESSON_QUESTION, "Q\n  on");
	assert_part(&reader, LESSON_NEED, "ipv6");
	assert_part(&reader, LESSON_PYTHON, "is no mark here");
	assert_part(&reader, LESSON_C, "neither");
	assert_part(&reader, LESSON_STATEMENT, "a");
	assert_part(&reader, LESSON_OUTPUT, "out\n# comment\n  indented");
	assert_part(&reader, LESSON_STATEMENT, "b");
	assert_part(&reader, LESSON_STATEMENT, "c");
	assert_part(&reader, LESSON_OUTPUT, "x");
	assert_part(&reader, LESSON_HINT, "hint\n  more");
	assert_part(&reader, LESSON_C, "c1");
	assert_part(&reader, LESSON_C, "  c2");
	assert_part(&reader, LESSON_PYTHON, "p");
	assert_part(&reader, LESSON_TRY, "try\n  it");
	assert_part(&reader, LESSON_ANSWER, "answer");
	assert_end(&reader);
	assert_int_equal(lesson_number(&lesson), 7);
	assert_true(slice_is(lesson_key(&lesson), "x"));
	assert_int_equal(lesson_steps(&lesson), 3);
}

static void reads_whatever_there_is(void **state)
{
	static const char *const texts[] = {
		"",   "\n", "\n\n\n",	  ">", "> ",	 "> \n",       ">\n", "> a",	  "C",
		"= ", "  ", "> a\n\n\nb", "#", "* \n  ", "> a\n> a\n", "\t",  "text\n> ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const struct lesson lesson = { "", texts[i] };
		struct lesson_reader reader = lesson_start(&lesson);
		const char *end = texts[i] + strlen(texts[i]);
		struct lesson_part part;

		for (size_t count = 0; lesson_read(&reader, &part); count++) {
			assert_true(count < 5);
			assert_true(part.text.at >= texts[i] &&
				    part.text.at + part.text.len <= end);
			assert_true(reader.at <= end);
		}
	}
}

static void has_lessons(void **state)
{
	(void)state;
	assert_true(lesson_count() > 0);
	for (const struct lesson *lesson = lessons; lesson->name; lesson++) {
		assert_true(lesson_steps(lesson) > 0);
		assert_ptr_equal(lesson_by_number(lesson_number(lesson)), lesson);
	}
	assert_null(lesson_by_number(-1));
	assert_null(lesson_by_number(4711));
}

/* ---- comparing ---- */

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

	return lesson_compare(&registry, (struct lesson_aliases){ &alias, 1 }, slice_of(statement),
			      slice_of(lessons_line), slice_of(made_line));
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

/* ---- completion ---- */

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
		cmocka_unit_test(reads_all_parts),
		cmocka_unit_test(reads_whatever_there_is),
		cmocka_unit_test(has_lessons),
		cmocka_unit_test(same_call),
		cmocka_unit_test(other_call),
		cmocka_unit_test(other_answer),
		cmocka_unit_test(lines_that_are_no_calls),
		cmocka_unit_test(completes),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
