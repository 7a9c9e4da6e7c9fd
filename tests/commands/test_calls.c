/* What the declarations of calls do besides what their types do. */
#include "unit.h"

#include <errno.h>
#include <sys/socket.h>

#include "hint.h"

extern const struct call call_close, call_setsockopt;

/* A poll that is over without an event says so, as strace does. */
static void what_zero_means(void **state)
{
	struct stage *stage = *state;

	assert_int_equal(run_text(stage, "a, b = socketpair; poll a:in 0; close a; close b"),
			 OUTCOME_OK);
	assert_non_null(strstr(taken(stage, &stage->shell.out),
			       "poll([{fd=a, events=POLLIN}], 1, 0) = 0 (Timeout)\n"));
}

/*
 * The kernel writes over the rooms of a message, and a call that is repeated is bound anew: the first
 * message has no name and no control messages, the second has both.
 */
static void a_message_is_received_again(void **state)
{
	struct stage *stage = *state;
	const char *second;

	assert_int_equal(run_text(stage,
				  "u = socket unix dgram; bind u @test-calls-again\n"
				  "a = socket unix dgram; b = socket unix dgram\n"
				  "bind b @test-calls-sender\n"
				  "sendto a \"one\" u; sendmsg b --rights a --to u \"two\"\n"),
			 OUTCOME_OK);
	assert_int_equal(run_text(stage, "repeat 2 recvmsg u"), OUTCOME_OK);
	second = strchr(taken(stage, &stage->shell.out), '\n') + 1;
	assert_non_null(
		strstr(second, "sun_path=@\"test-calls-sender\"}, msg_namelen=128 => 20, "));
	assert_non_null(strstr(second,
			       "cmsg_type=SCM_RIGHTS, cmsg_data=[s1]}], msg_controllen=512 => 24, "
			       "msg_flags=0}, 0) = 3\n"));
	assert_int_equal(run_text(stage, "close u; close a; close b; close s1"), OUTCOME_OK);
}

/* Linux has given up the descriptor whatever close() says; but one that was none is still none. */
static void what_close_leaves(void **state)
{
	static const struct {
		int error;
		bool is_left;
	} rows[] = { { 0, false }, { EIO, false }, { EINTR, false }, { EBADF, true } };
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct handle *handle =
			handle_add(&stage->shell.handles, slice_of("s"), 1000, (struct facts){ 0 });

		stage->made = (struct made){ .call = &call_close,
					     .handle = handle,
					     .error = rows[i].error };
		call_close.after(&stage->c);
		handles_bury(&stage->shell.handles);
		assert_int_equal(handle_by_fd(&stage->shell.handles, 1000) != NULL,
				 rows[i].is_left);
	}
}

/* An option that was set is compared from then on; what could not be set is not. */
static void options_that_were_set(void **state)
{
	const struct facts facts = { .known = true, .family = AF_INET, .type = SOCK_STREAM };
	struct stage *stage = *state;
	struct handle *handle = handle_add(&stage->shell.handles, slice_of("s"), 3, facts);

	stage->made.call = &call_setsockopt;
	stage->made.handle = handle;
	stage->c.learned = &stage->learned;
	stage->made.args[1].n = SOL_SOCKET;
	stage->made.args[2].n = SO_SNDBUF;
	call_setsockopt.after(&stage->c);
	assert_true(handle_option_is_set(handle, SOL_SOCKET, SO_SNDBUF));
	stage->made.error = EINVAL;
	stage->made.args[2].n = SO_INCOMING_CPU;
	call_setsockopt.after(&stage->c);
	assert_false(handle_option_is_set(handle, SOL_SOCKET, SO_INCOMING_CPU));
}

/* In front of a count of parameter i what the line needs; NULL where the line cannot give it. */
static const char *count_in_line(struct stage *stage, const struct call *call, size_t i)
{
	const struct param *param = &call->params[i];

	if (!param->of || !param->type->from_words || !(param->option || param_takes_words(call, i)))
		return NULL;
	return param->option ? arena_format(&stage->arena, "%s h --%s", call->name, param->name) :
			       arena_format(&stage->arena, "%s h", call->name);
}

/* What a command gives as a length or count is what the kernel gets, whatever memory there is for it. */
static void a_count_that_the_line_gives(void **state)
{
	static const long long counts[] = { 0, 1, 5, 4097, 178956970, 178956971, INT32_MAX, -1 };
	struct stage *stage = *state;
	size_t found = 0;

	run_text(stage, "h = socket unix dgram --nonblock");
	for (const struct call *const *call = stage->shell.registry.calls; *call; call++) {
		for (size_t i = 0; call_has_param(*call, i); i++) {
			const char *line = count_in_line(stage, *call, i), *said;

			for (size_t j = 0; line && j < sizeof(counts) / sizeof(*counts); j++) {
				const char *number = arena_format(&stage->arena, "%lld", counts[j]);

				/* So many bytes cannot be had, and that is told. */
				if (counts[j] < 0 && (*call)->params[i].type->size == sizeof(size_t))
					continue;
				run_text(stage, arena_format(&stage->arena, "try %s %s%s", line, number,
							     (*call)->params[i].option ? " 7" : ""));
				said = taken(stage, &stage->shell.out);
				if (!strstr(said, arena_format(&stage->arena, ", %s,", number)) &&
				    !strstr(said, arena_format(&stage->arena, ", %s)", number)))
					fail_msg("%s %s: %s%.*s", line, number, said,
						 (int)stage->shell.err.len, stage->shell.err.data);
				found++;
			}
		}
	}
	assert_true(found > 20);
	run_text(stage, "close h");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(what_zero_means),
		STAGED(a_message_is_received_again),
		STAGED(what_close_leaves),
		STAGED(options_that_were_set),
		STAGED(a_count_that_the_line_gives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
