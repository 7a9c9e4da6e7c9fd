/* Units of include/tutorial/lesson.h: reading whatever stands there. */
#include "unit.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_all_parts),
		cmocka_unit_test(reads_whatever_there_is),
		cmocka_unit_test(has_lessons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
