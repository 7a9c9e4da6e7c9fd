/* Units of include/language/place.h: what the parser was about to read when the text ended. */
#include "unit.h"

#include "place.h"

static const char *const kinds[] = {
	[PLACE_NOWHERE] = "nowhere", [PLACE_START] = "start", [PLACE_PREFIX] = "prefix",
	[PLACE_WORD] = "word", [PLACE_SYSTEM] = "system", [PLACE_VALUE] = "value",
	[PLACE_MEMBER] = "member", [PLACE_RESULT] = "result", [PLACE_ERROR] = "error",
};

/* `kind <word>`, with the way through the brackets: `value f(1 {a [2 <AF_>`. */
static const char *described(struct stage *stage, const char *text)
{
	struct out out = { .fd = -1 };
	struct place place;

	find_place(slice_of(text), &stage->arena, &place);
	assert_true(place.word.at >= text && place.word.at + place.word.len == text + strlen(text));
	out_text(&out, kinds[place.kind]);
	if (place.kind == PLACE_PREFIX)
		out_format(&out, " %s", all_prefixes[place.prefix].name);
	if (place.kind == PLACE_WORD)
		out_format(&out, " %.*s %zu", SLICE_ARGS(place.statement.command),
			   place.statement.words.count);
	for (size_t i = 0; i < place.depth && place.kind != PLACE_NOWHERE; i++) {
		const struct place_level *level = &place.levels[i];

		if (level->node->kind == NODE_CALL)
			out_format(&out, " %.*s(%zu", SLICE_ARGS(level->node->text), level->index);
		else
			out_format(&out, " %c%.*s%s%zu", level->node->kind == NODE_STRUCT ? '{' : '[',
				   SLICE_ARGS(level->name), level->name.len ? "=" : "", level->index);
	}
	out_format(&out, " %c%.*s%c", place.in_string ? '"' : '<', SLICE_ARGS(place.word),
		   place.in_string ? '"' : '>');
	return taken(stage, &out);
}

struct row {
	const char *text, *place;
};

static void check(struct stage *stage, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *found = described(stage, rows[i].text);

		if (strcmp(found, rows[i].place) != 0)
			fail_msg("%s\n  expected %s\n  got      %s", rows[i].text, rows[i].place, found);
	}
}

#define CHECK(rows) check(*state, rows, sizeof(rows) / sizeof(*(rows)))

static void test_front(void **state)
{
	static const struct row rows[] = {
		{ "", "start <>" }, { "  so", "start <so>" }, { "socket;", "start <>" },
		{ "socket; ", "start <>" }, { "f(1) = 0; so", "start <so>" }, { "try", "start <try>" },
		{ "try ", "start <>" }, { "try so", "start <so>" }, { "a =", "word a 0 <=>" },
		{ "a = ", "start <>" }, { "a, b = so", "start <so>" }, { "a, b", "word a, 0 <b>" },
		{ "int s = so", "start <so>" }, { "try a = time so", "start <so>" },
		{ "expect", "start <expect>" }, { "expect ", "prefix expect <>" },
		{ "expect EC", "prefix expect <EC>" }, { "expect EC ", "start <>" },
		{ "expect \"ab", "prefix expect \"ab\"" }, { "expect \"ab\"", "nowhere <\"ab\">" },
		{ "timeout 2", "prefix timeout <2>" }, { "timeout 2s re", "start <re>" },
		{ "repeat ", "prefix repeat <>" }, { "repeat x so", "nowhere <>" },
		{ "try try so", "nowhere <>" }, { "! ls /et", "system </et>" }, { "!", "system <>" },
		{ "/* x */ so", "start <so>" }, { "$x", "start <$x>" },
	};

	CHECK(rows);
}

static void test_words(void **state)
{
	static const struct row rows[] = {
		{ "send ", "word send 0 <>" }, { "send a", "word send 0 <a>" },
		{ "send a ", "word send 1 <>" }, { "send \"a b\" c", "word send 1 <c>" },
		{ "send \"a b", "word send 0 \"a b\"" }, { "send 'a b", "word send 0 \"a b\"" },
		{ "send \"a\\\"b", "word send 0 \"a\\\"b\"" }, { "send \"a b\"", "nowhere <\"a b\">" },
		{ "send a\"b", "word send 0 <a\"b>" }, { "send a\"b; c", "start <c>" },
		{ "send \"a # \"; c", "start <c>" }, { "send \"a\"b", "nowhere <>" },
		{ "x = send --hex ", "word send 1 <>" }, { "send \xc3\xa4", "nowhere <>" },
		{ "send &", "word send 0 <&>" },
	};

	CHECK(rows);
}

static void test_comments(void **state)
{
	static const struct row rows[] = {
		{ "# so", "nowhere <>" }, { "socket # so", "nowhere <>" }, { "#;", "nowhere <>" },
		{ "// so", "nowhere <>" }, { "/* so", "nowhere <>" }, { "f(1 /* so", "nowhere <>" },
		{ "f(1) /* so", "nowhere <>" }, { "f(1) # so", "nowhere <>" }, { "f(1) // so;", "nowhere <>" },
		{ "--- SIG", "nowhere <>" }, { "+++ exited;", "nowhere <>" }, { "send a#b", "word send 0 <a#b>" },
		{ "f(/* , */ 1, ", "value f(1 <>" },
	};

	CHECK(rows);
}

static void test_calls(void **state)
{
	static const struct row rows[] = {
		{ "f(", "value f(0 <>" }, { "f( ", "value f(0 <>" }, { "f(AF", "value f(0 <AF>" },
		{ "f(AF ", "nowhere <>" }, { "f(1", "nowhere <>" }, { "f(1,", "value f(1 <>" },
		{ "f(1, a|b", "value f(1 <b>" }, { "f(1, a | ", "value f(1 <>" },
		{ "f(1, \"a", "value f(1 \"a\"" }, { "f(1, @\"a", "value f(1 \"a\"" },
		{ "f(1, \"a\"", "nowhere <>" }, { "f(1, \"a\", ", "value f(2 <>" },
		{ "f({", "member f(0 {0 <>" }, { "f(a => b", "value f(0 <b>" },
		{ "f((struct x *)", "value f(0 <>" }, { "f((AF", "value f(0 <AF>" },
		{ "f(&a", "nowhere <>" }, { "f(htons(", "value f(0 htons(0 <>" },
		{ "f(htons(1), ", "value f(1 <>" }, { "x = f(1, ", "value f(1 <>" },
		{ "try f(1, ", "value f(1 <>" }, { "f(]", "nowhere <>" }, { "f(1 2", "nowhere <>" },
		{ "f (", "word f 0 <(>" }, { "f(1)", "nowhere <>" }, { "f(1) ", "nowhere <>" },
	};

	CHECK(rows);
}

static void test_nested(void **state)
{
	static const struct row rows[] = {
		{ "f({a", "member f(0 {0 <a>" }, { "f({a=", "value f(0 {a=0 <>" },
		{ "f({a=AF", "value f(0 {a=0 <AF>" }, { "f({a=1, ", "member f(0 {1 <>" },
		{ "f({.a=1, .b", "member f(0 {1 <b>" }, { "f({a=1, b=[", "value f(0 {b=1 [0 <>" },
		{ "f([", "value f(0 [0 <>" }, { "f([{", "member f(0 [0 {0 <>" },
		{ "f([{a=1}, {b=2, ", "member f(0 [1 {1 <>" }, { "f([4 ", "value f(0 [1 <>" },
		{ "f([4 a", "value f(0 [1 <a>" }, { "f([4", "nowhere <>" },
		{ "f([a", "value f(0 [0 <a>" }, { "f([a, ", "value f(0 [1 <>" },
		{ "f({a={b=htons(", "value f(0 {a=0 {b=0 htons(0 <>" },
		{ "f({a={b=1}, c", "member f(0 {1 <c>" }, { "f({a=1 ", "nowhere <>" },
		{ "f({a ", "nowhere <>" }, { "f({a=1}", "nowhere <>" }, { "f({inet_pton(1, &x), ", "member f(0 {1 <>" },
		{ "f({a=1, inet_pton(", "value f(0 {1 inet_pton(0 <>" },
		{ "f(&(struct x){", "value f(0 [0 <>" }, { "f(&(struct x){.a=", "value f(0 {a=0 <>" },
		{ "f([[[[[[[[[[[[[[[[[[[[[", "nowhere <>" },
	};

	CHECK(rows);
}

static void test_results(void **state)
{
	static const struct row rows[] = {
		{ "f(1) = ", "result <>" }, { "f(1) = EA", "result <EA>" }, { "f(1) = -1", "nowhere <>" },
		{ "f(1) = -1 ", "error <>" }, { "f(1) = -1 EC", "error <EC>" },
		{ "f(1) = -1 EC ", "nowhere <>" }, { "f(1) = -1 EC (so", "nowhere <>" },
		{ "f(1) = ? ", "error <>" }, { "f(1) = ? ERE", "error <ERE>" }, { "f(1) = 3 ", "error <>" },
		{ "f(1) = 1 ([{fd", "member [0 [0 {0 <fd>" }, { "f(1) = 1 (in [", "value [in=0 [0 <>" },
		{ "f(1) = 1 (in [4], out [", "value [out=1 [0 <>" }, { "f(1) = 0 (Timeout)", "nowhere <>" },
		{ "f(1) = 0 (Timeout); f(", "value f(0 <>" }, { "f(1) = 0 (so it is", "nowhere <>" },
		{ "f(1) = 0; ", "start <>" }, { "f(1) == ", "nowhere <>" },
	};

	CHECK(rows);
}

/* What has been read before the point is there. */
static void test_what_was_read(void **state)
{
	struct stage *stage = *state;
	struct place place;

	find_place(slice_of("a, b = expect EINTR timeout 2s sendto c \"d e\" --oob f"), &stage->arena, &place);
	assert_int_equal(place.kind, PLACE_WORD);
	assert_int_equal(place.statement.name_count, 2);
	assert_true(slice_is(place.statement.prefixes.expect.name, "EINTR"));
	assert_true(place.statement.prefixes.timeout_all == INT64_C(2000000000));
	assert_int_equal(place.statement.words.count, 3);
	assert_true(slice_is(place.statement.words.at[1].text, "d e"));
	find_place(slice_of("f(1) = -1 E"), &stage->arena, &place);
	assert_int_equal(place.statement.arg_count, 1);
	assert_true(place.statement.result.value == -1);
	find_place(slice_of("f({a=1, b=2, "), &stage->arena, &place);
	assert_non_null(node_field(place.levels[1].node, "b"));
}

/* Whatever the text is, and wherever it is cut: the word is at its end. */
static void test_anything(void **state)
{
	static const char text[] = "try x, y = bind(srv, [{sin_port=htons(\"a\\\"\", )}], |&$}={{[[[((((; # /* // "
				   "expect \"a'b\" f(1) = -1 E (a; ! ls 'x\" --- @\"q\" ... => 0x1";
	struct stage *stage = *state;
	char line[sizeof(text)];

	for (size_t from = 0; from < sizeof(text); from++) {
		for (size_t len = 0; from + len < sizeof(text); len++) {
			memcpy(line, text + from, len);
			line[len] = '\0';
			described(stage, line);
			arena_reset(&stage->arena);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(test_front), STAGED(test_words), STAGED(test_comments), STAGED(test_calls),
		STAGED(test_nested), STAGED(test_results), STAGED(test_what_was_read), STAGED(test_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
