/* Units of include/statement/compare.h: what came, held against what the line expects. */
#include "unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>

#include "compare.h"

/* The expectation, written so, against what came, whose nodes are all compared. */
static bool same(struct stage *stage, const char *written, const char *actual)
{
	const struct node *expected = tree(stage, written);

	return compare_nodes(&stage->c, expected, expected, tree(stage, actual));
}

static void plain_values(void **state)
{
	struct stage *stage = *state;

	assert_true(same(stage, "16", "16"));
	assert_true(same(stage, "0x10", "16"));
	assert_false(same(stage, "16", "-16"));
	assert_false(same(stage, "16", "17"));
	assert_true(same(stage, "AF_INET", "AF_INET"));
	assert_false(same(stage, "AF_INET", "AF_INET6"));
	assert_true(same(stage, "NULL", "NULL"));
	assert_false(same(stage, "NULL", "0"));
	assert_true(same(stage, "A|B", "A|B"));
	assert_false(same(stage, "A|B", "A|C"));
	assert_false(same(stage, "A|B", "A|B|C"));
	assert_true(same(stage, "htons(80)", "htons(80)"));
	assert_false(same(stage, "htons(80)", "htons(81)"));
	assert_false(same(stage, "htons(80)", "htonl(80)"));
	assert_true(same(stage, "&x", "&x"));
	assert_false(same(stage, "AF_INET", "2"));
}

static void strings(void **state)
{
	struct stage *stage = *state;

	assert_true(same(stage, "\"abc\"", "\"abc\""));
	assert_false(same(stage, "\"abc\"", "\"abd\""));
	assert_false(same(stage, "\"abc\"", "\"abcd\""));
	assert_false(same(stage, "\"abcd\"", "\"abc\""));
	assert_true(same(stage, "\"abc\"...", "\"abcd\""));
	assert_true(same(stage, "\"abc\"...", "\"abc\""));
	assert_false(same(stage, "\"abc\"...", "\"ab\""));
	assert_true(same(stage, "\"\"...", "\"ab\""));
	assert_true(same(stage, "\"\"", "\"\""));
	assert_false(same(stage, "@\"x\"", "\"x\""));
	assert_true(same(stage, "@\"x\"", "@\"x\""));
}

static void anything_matches(void **state)
{
	struct stage *stage = *state;

	assert_true(same(stage, "...", "3"));
	assert_true(same(stage, "...", "{a=1}"));
	assert_true(same(stage, "{a=..., b=2}", "{a=1, b=2}"));
	assert_false(same(stage, "{a=..., b=2}", "{a=1, b=3}"));
	assert_true(same(stage, "[1, ...]", "[1, 2, 3]"));
	assert_true(same(stage, "[1, ...]", "[1]"));
	assert_false(same(stage, "[1, ...]", "[2, 3]"));
	assert_true(same(stage, "[..., 2]", "[1, 2]"));
	/* A pointer of another process says nothing of what is there. */
	assert_true(same(stage, "0x7ffc1234", "{a=1}"));
	assert_false(same(stage, "17", "{a=1}"));
}

static void structures(void **state)
{
	struct stage *stage = *state;

	assert_true(same(stage, "{a=1, b=2}", "{a=1, b=2}"));
	assert_true(same(stage, "{b=2, a=1}", "{a=1, b=2}"));
	assert_false(same(stage, "{a=1}", "{a=1, b=2}"));
	assert_false(same(stage, "{a=1, b=2}", "{a=1}"));
	assert_true(same(stage, "{a=1, ...}", "{a=1, b=2}"));
	assert_false(same(stage, "{a=2, ...}", "{a=1, b=2}"));
	assert_true(same(stage, "{...}", "{a=1, b=2}"));
	assert_true(same(stage, "{a={b=[1, \"x\"...]}}", "{a={b=[1, \"xy\"]}}"));
}

static void arrays(void **state)
{
	struct stage *stage = *state;

	assert_true(same(stage, "[]", "[]"));
	assert_true(same(stage, "[1, 2]", "[1, 2]"));
	assert_true(same(stage, "[1 2]", "[1, 2]"));
	assert_false(same(stage, "[1, 2]", "[2, 1]"));
	assert_false(same(stage, "[1]", "[1, 2]"));
	assert_false(same(stage, "[1, 2]", "[1]"));
	assert_true(same(stage, "[128 => 16]", "[128 => 16]"));
	assert_false(same(stage, "[128 => 16]", "[128 => 17]"));
}

/* ---- what the kernel chooses ---- */

static bool same_learned(struct stage *stage, enum learned_kind kind, const char *written, const char *actual)
{
	const struct node *expected = tree(stage, written);
	struct node *came = tree(stage, actual);

	came->learned = kind;
	return compare_nodes(&stage->c, expected, expected, came);
}

static void counters_are_never_compared(void **state)
{
	struct stage *stage = *state;

	assert_true(same_learned(stage, LEARN_NEVER, "1", "2"));
	assert_true(same_learned(stage, LEARN_NEVER, "1", "\"x\""));
}

static void ports(void **state)
{
	struct stage *stage = *state;

	/* At the prompt nothing is learned. */
	assert_true(same_learned(stage, LEARN_PORT, "htons(80)", "htons(80)"));
	assert_false(same_learned(stage, LEARN_PORT, "htons(80)", "htons(81)"));
	stage->c.learned = &stage->learned;
	assert_true(same_learned(stage, LEARN_PORT, "htons(80)", "htons(81)"));
	assert_true(same_learned(stage, LEARN_PORT, "htons(80)", "htons(81)"));
	assert_false(same_learned(stage, LEARN_PORT, "htons(80)", "htons(82)"));
	assert_false(same_learned(stage, LEARN_PORT, "htons(83)", "htons(81)"));
	/* No port at all is none that was chosen. */
	assert_true(same_learned(stage, LEARN_PORT, "htons(0)", "htons(0)"));
	assert_false(same_learned(stage, LEARN_PORT, "htons(0)", "htons(5)"));
	assert_false(same_learned(stage, LEARN_PORT, "htons(5)", "htons(0)"));
	assert_false(same_learned(stage, LEARN_PORT, "\"x\"", "htons(5)"));
}

static void ids(void **state)
{
	struct stage *stage = *state;

	stage->c.learned = &stage->learned;
	assert_true(same_learned(stage, LEARN_PID, "100", "200"));
	assert_false(same_learned(stage, LEARN_PID, "100", "201"));
	assert_true(same_learned(stage, LEARN_UID, "0", "1000"));
	assert_true(same_learned(stage, LEARN_GID, "0", "1000"));
	assert_false(same_learned(stage, LEARN_UID, "0", "0"));
}

static void autobind_names(void **state)
{
	struct stage *stage = *state;
	struct node *expected = tree(stage, "@\"0001f\""), *came = tree(stage, "@\"00020\"");

	came->learned = LEARN_AUTOBIND;
	stage->c.learned = &stage->learned;
	assert_false(compare_nodes(&stage->c, expected, expected, came));
	expected->learned = LEARN_AUTOBIND;
	assert_true(compare_nodes(&stage->c, expected, expected, came));
	assert_true(slice_is(learned_name_in(&stage->learned, slice_of("0001f")), "00020"));
	stage->c.learned = NULL;
	assert_false(compare_nodes(&stage->c, expected, expected, came));
}

/* ---- whole calls ---- */

static int64_t make_nothing(struct arg *args)
{
	(void)args;
	return 0;
}

static const struct call plain = {
	.name = "plain",
	.params = { { "fd", &type_int }, { "buf", &type_data, OUT }, { "len", &type_size, .of = 2 } },
	.result = RESULT_COUNT, .counts = 2,
	.make = make_nothing,
};

static const struct call looks_up = {
	.name = "looks_up", .params = { { "n", &type_int } }, .result = RESULT_EAI, .make = make_nothing,
};

/* What comes of the statement when the call ends so, having brought these bytes; "" is as expected. */
static const char *judged_of(struct stage *stage, const struct call *call, const char *text, int64_t result,
			     int error, const char *bytes)
{
	struct cursor cursor = cursor_of(stage, text);
	struct statement statement;
	struct plan plan;
	struct bound bound = { .made = { .call = call, .plan = &plan } };
	bool as_expected;

	plan_call(&plan, call);
	if (!parse_statement(&cursor, &statement))
		fail_msg("%s: %s", text, stage->message.text);
	stage->c.call_notation = true;
	stage->c.made = &bound.made;
	if (!bind_tree(&stage->c, &statement, &bound))
		fail_msg("%s: %s", text, stage->message.text);
	bound.made.result = result;
	bound.made.error = error;
	if (bytes) {
		bound.made.args[1].at = (void *)(uintptr_t)bytes;
		bound.made.args[1].len = strlen(bytes);
	}
	as_expected = compare_call(&stage->c, &statement, &bound);
	assert_int_equal(as_expected, !stage->message.set);
	return stage->message.set ? arena_copy(&stage->arena, stage->message.text, strlen(stage->message.text)) : "";
}

static const char *judged(struct stage *stage, const char *text, int64_t result, int error, const char *bytes)
{
	stage->made.call = &plain;
	return judged_of(stage, &plain, text, result, error, bytes);
}

#define CALL "plain(1, buf, 10)"

static void without_expectation_it_must_succeed(void **state)
{
	struct stage *stage = *state;

	assert_string_equal(judged(stage, CALL, 3, 0, "abc"), "");
	assert_string_equal(judged(stage, CALL, -1, EAGAIN, NULL),
			    "-1 EAGAIN (Resource temporarily unavailable)");
}

static void expected_by_prefix(void **state)
{
	struct stage *stage = *state;

	assert_string_equal(judged(stage, "expect EAGAIN " CALL, -1, EAGAIN, NULL), "");
	assert_string_equal(judged(stage, "expect EWOULDBLOCK " CALL, -1, EAGAIN, NULL), "");
	assert_string_equal(judged(stage, "expect EAGAIN " CALL, -1, EPIPE, NULL),
			    "expected EAGAIN, got -1 EPIPE (Broken pipe)");
	assert_string_equal(judged(stage, "expect EAGAIN " CALL, 3, 0, "abc"), "expected EAGAIN, got 3");
	assert_string_equal(judged(stage, "expect 3 " CALL, 3, 0, "abc"), "");
	assert_string_equal(judged(stage, "expect 4 " CALL, 3, 0, "abc"), "expected 4, got 3");
	assert_string_equal(judged(stage, "expect \"abc\" " CALL, 3, 0, "abc"), "");
	assert_string_equal(judged(stage, "expect \"ab\"... " CALL, 3, 0, "abc"), "");
	assert_string_equal(judged(stage, "expect \"abd\" " CALL, 3, 0, "abc"), "expected \"abd\", got \"abc\"");
	assert_string_equal(judged(stage, "expect \"abc\" " CALL, -1, EPIPE, NULL),
			    "expected \"abc\", got -1 EPIPE (Broken pipe)");
}

static void expected_by_result(void **state)
{
	struct stage *stage = *state;

	assert_string_equal(judged(stage, CALL " = 3", 3, 0, "abc"), "");
	assert_string_equal(judged(stage, CALL " = 4", 3, 0, "abc"), "expected 4, got 3");
	assert_string_equal(judged(stage, CALL " = 3", -1, EPIPE, NULL), "expected 3, got -1 EPIPE (Broken pipe)");
	assert_string_equal(judged(stage, CALL " = -1 EPIPE (whatever it says)", -1, EPIPE, NULL), "");
	assert_string_equal(judged(stage, CALL " = -1 EPIPE", -1, EAGAIN, NULL),
			    "expected -1 EPIPE, got -1 EAGAIN (Resource temporarily unavailable)");
	assert_string_equal(judged(stage, CALL " = -1", -1, EAGAIN, NULL), "");
	assert_string_equal(judged(stage, CALL " = -1 EPIPE", 0, 0, ""), "expected -1 EPIPE, got 0");
	assert_string_equal(judged(stage, CALL " = ?", 7, 0, "abc"), "");
	assert_string_equal(judged(stage, CALL " = ? ERESTARTSYS (To be restarted)", -1, EINTR, NULL), "");
	assert_string_equal(judged(stage, CALL " = ? ERESTARTSYS (To be restarted)", 3, 0, "abc"),
			    "expected ERESTARTSYS, got 3");
}

static void expected_bytes(void **state)
{
	struct stage *stage = *state;

	assert_string_equal(judged(stage, "plain(1, \"abc\", 10) = 3", 3, 0, "abc"), "");
	assert_string_equal(judged(stage, "plain(1, \"abd\", 10) = 3", 3, 0, "abc"),
			    "buf: expected \"abd\", got \"abc\"");
	assert_string_equal(judged(stage, "plain(1, \"ab\"..., 10) = 3", 3, 0, "abc"), "");
	assert_string_equal(judged(stage, "plain(1, ..., 10) = 3", 3, 0, "abc"), "");
	assert_string_equal(judged(stage, "plain(1, 0x7ffc0, 10) = 3", 3, 0, "abc"), "");
	/* What a call that failed would have brought is not looked at. */
	assert_string_equal(judged(stage, "plain(1, \"abd\", 10) = -1 EPIPE", -1, EPIPE, NULL), "");
}

static void codes_of_look_ups(void **state)
{
	struct stage *stage = *state;

	stage->made.call = &looks_up;
	assert_string_equal(judged_of(stage, &looks_up, "looks_up(1) = EAI_NONAME (Name or service not known)",
				      EAI_NONAME, EAI_NONAME, NULL), "");
	assert_string_equal(judged_of(stage, &looks_up, "expect EAI_NONAME looks_up(1)", EAI_NONAME, EAI_NONAME,
				      NULL), "");
	assert_string_equal(judged_of(stage, &looks_up, "looks_up(1) = 0", 0, 0, NULL), "");
	assert_string_equal(judged_of(stage, &looks_up, "looks_up(1) = EAI_AGAIN", EAI_NONAME, EAI_NONAME, NULL),
			    "expected EAI_AGAIN, got EAI_NONAME (Name or service not known)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(plain_values),
		STAGED(strings),
		STAGED(anything_matches),
		STAGED(structures),
		STAGED(arrays),
		STAGED(counters_are_never_compared),
		STAGED(ports),
		STAGED(ids),
		STAGED(autobind_names),
		STAGED(without_expectation_it_must_succeed),
		STAGED(expected_by_prefix),
		STAGED(expected_by_result),
		STAGED(expected_bytes),
		STAGED(codes_of_look_ups),
	};

	return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
