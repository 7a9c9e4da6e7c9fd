/* Units of include/statement/run_statement.h: calls of the test's own, made and shown. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "run_statement.h"
#include "source.h"

/* What the call at hand returns, and leaves in errno and in the length of its answer. */
static int64_t result;
static int error;
static int64_t length;

static int64_t give(struct arg *args)
{
	(void)args;
	errno = error;
	return result;
}

static int64_t give_bytes(struct arg *args)
{
	memset(args[1].at, 'x', args[1].room);
	memcpy(args[2].at, &length, sizeof(socklen_t));
	errno = error;
	return result;
}

#define GIVING(what, kind)                                                                        \
	{                                                                                         \
		.name = what, .prototype = "int " what "(void)", .summary = what, .result = kind, \
		.make = give                                                                      \
	}

static const struct call status = GIVING("status", RESULT_STATUS);
static const struct call count = GIVING("count", RESULT_COUNT);
static const struct call value = GIVING("value", RESULT_VALUE);
static const struct call eai = GIVING("eai", RESULT_EAI);
static const struct call bytes = {
	.name = "bytes",
	.prototype = "int bytes(int n, void *buf, int *len)",
	.summary = "bytes",
	.params = { { "n", &type_int },
		    { "buf", &type_data, OUT },
		    { "len", &type_room, IN_OUT, .of = 2 } },
	.make = give_bytes,
};
static const struct call *const calls[] = { &status, &count, &value, &eai, &bytes, NULL };
static const struct command *const none[] = { NULL };

static int set_up(void **state)
{
	struct stage *stage;

	if (stage_set_up(state))
		return -1;
	stage = *state;
	stage->shell.source = calloc(1, sizeof(*stage->shell.source));
	stage->shell.source->name = "<unit>";
	return registry_set_up(&stage->shell.registry, calls, none) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct stage *stage = *state;

	arena_free(&stage->shell.source->arena);
	free(stage->shell.source);
	return stage_tear_down(state);
}

static enum outcome runs(struct stage *stage, const char *text)
{
	struct cursor cursor = { text, text + strlen(text), &stage->shell.source->arena,
				 &stage->shell.message };

	out_clear(&stage->shell.out);
	out_clear(&stage->shell.err);
	return run_statement(&stage->shell, &cursor);
}

static void is_shown(struct stage *stage, const char *text, int64_t returned, int left,
		     const char *expected)
{
	result = returned;
	error = left;
	if (runs(stage, text) == OUTCOME_MISTAKE)
		fail_msg("%s: %.*s", text, (int)stage->shell.err.len, stage->shell.err.data);
	assert_said(stage, &stage->shell.out, expected);
}

static void what_is_an_error(void **state)
{
	struct stage *stage = *state;

	is_shown(stage, "status()", 0, EPERM, "status() = 0\n");
	is_shown(stage, "status()", -1, EPERM, "status() = -1 EPERM (Operation not permitted)\n");
	is_shown(stage, "count()", -2, EPERM, "count() = -2\n");
	is_shown(stage, "count()", 7, EPERM, "count() = 7\n");
	is_shown(stage, "eai()", 0, EPERM, "eai() = 0\n");
	is_shown(stage, "eai()", -6, EPERM, "eai() = EAI_FAMILY (ai_family not supported)\n");
	/* Any number is good, -1 among them. */
	is_shown(stage, "value()", -1, EPERM, "value() = -1\n");
	assert_int_equal(runs(stage, "value()"), OUTCOME_OK);
	assert_int_equal(runs(stage, "status()"), OUTCOME_FAILED);
	assert_said(stage, &stage->shell.err,
		    "<unit>: status: -1 EPERM (Operation not permitted)\n");
}

static void no_more_than_there_is_room(void **state)
{
	struct stage *stage = *state;

	length = 2;
	is_shown(stage, "bytes(1, ..., [4])", 0, 0, "bytes(1, \"xx\", [4 => 2]) = 0\n");
	length = 4;
	is_shown(stage, "bytes(1, ..., [4])", 0, 0, "bytes(1, \"xxxx\", [4]) = 0\n");
	length = 5;
	is_shown(stage, "bytes(1, ..., [4])", 0, 0, "bytes(1, \"xxxx\", [4 => 5]) = 0\n");
	length = -1;
	is_shown(stage, "bytes(1, ..., [4])", 0, 0, "bytes(1, \"\", [4 => -1]) = 0\n");
	/* Of a call that failed nothing came. */
	length = 4;
	is_shown(stage, "bytes(1, ..., [4])", -1, EPERM,
		 "bytes(1, ..., [4]) = -1 EPERM (Operation not permitted)\n");
}

static bool flushed;
static const struct out *watched;

static int64_t look(struct arg *args)
{
	(void)args;
	flushed = watched->len == 0;
	return 0;
}

/* Before a call that may wait all is shown, unless nobody is watching. */
static void what_waits_is_shown_before(void **state)
{
	static const struct call blocks = {
		.name = "blocks",
		.prototype = "int blocks(void)",
		.summary = "blocks",
		.blocks = true,
		.make = look,
	};
	static const struct call returns = {
		.name = "returns",
		.prototype = "int returns(void)",
		.summary = "returns",
		.make = look,
	};
	static const struct call *const both[] = { &blocks, &returns, NULL };
	static const struct {
		bool is_file;
		const char *text;
		bool flushed;
	} rows[] = { { false, "blocks()", true },
		     { true, "blocks()", false },
		     { false, "returns()", false } };
	struct stage *stage = *state;
	struct out *out = &stage->shell.out;

	registry_free(&stage->shell.registry);
	assert_true(registry_set_up(&stage->shell.registry, both, none));
	watched = out;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cursor cursor = { rows[i].text, rows[i].text + strlen(rows[i].text),
					 &stage->shell.source->arena, &stage->shell.message };

		out_clear(out);
		out->fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
		stage->shell.out_is_file = rows[i].is_file;
		out_text(out, "before\n");
		assert_int_equal(run_statement(&stage->shell, &cursor), OUTCOME_OK);
		assert_int_equal(flushed, rows[i].flushed);
		close(out->fd);
		out->fd = -1;
	}
}

static int64_t never(struct arg *args)
{
	(void)args;
	fail_msg("a call is made");
	return 0;
}

static void checking_calls_nothing(void **state)
{
	static const struct call call = {
		.name = "call",
		.prototype = "int call(void)",
		.summary = "call",
		.make = never,
	};
	static const struct call *const one[] = { &call, NULL };
	struct stage *stage = *state;

	registry_free(&stage->shell.registry);
	assert_true(registry_set_up(&stage->shell.registry, one, none));
	stage->shell.checking = true;
	assert_int_equal(runs(stage, "call()"), OUTCOME_OK);
	assert_int_equal(runs(stage, "call() = -1 EPERM"), OUTCOME_OK);
	assert_int_equal(runs(stage, "call"), OUTCOME_OK);
	assert_int_equal(runs(stage, "call(1)"), OUTCOME_MISTAKE);
	assert_said(stage, &stage->shell.out, "");
}

#define RUN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RUN(what_is_an_error),
		RUN(no_more_than_there_is_room),
		RUN(what_waits_is_shown_before),
		RUN(checking_calls_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
