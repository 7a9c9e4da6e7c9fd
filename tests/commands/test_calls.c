/* What the declarations of calls do besides what their types do. */
#include "unit.h"

#include <errno.h>
#include <sys/socket.h>

#include "hint.h"

extern const struct call call_poll, call_setsockopt;

/* A poll that is over without an event says so, as strace does. */
static void what_zero_means(void **state)
{
	struct stage *stage = *state;

	assert_int_equal(run_text(stage, "a, b = socketpair; poll a:in 0; close a; close b"), OUTCOME_OK);
	assert_non_null(strstr(taken(stage, &stage->shell.out),
			       "poll([{fd=a, events=POLLIN}], 1, 0) = 0 (Timeout)\n"));
}

/* The kernel writes over the rooms of a message; a repeated call finds them as they were. */
static void a_message_is_received_again(void **state)
{
	struct stage *stage = *state;
	const char *said, *second;

	assert_int_equal(run_text(stage, "u = socket inet dgram; bind u; v = socket inet dgram\n"
					 "repeat 2 sendto v \"x\" u"), OUTCOME_OK);
	assert_int_equal(run_text(stage, "repeat 2 recvmsg u"), OUTCOME_OK);
	said = taken(stage, &stage->shell.out);
	second = strchr(said, '\n') + 1;
	assert_int_equal(strncmp(said, "recvmsg(u, {msg_name={sa_family=AF_INET, ", 41), 0);
	assert_non_null(strstr(second, "msg_namelen=128 => 16, "));
	assert_non_null(strstr(second, "msg_control=[], msg_controllen=512 => 0, msg_flags=0}, 0) = 1\n"));
	assert_int_equal(strlen(second) * 2, strlen(said));
	assert_int_equal(run_text(stage, "close u; close v"), OUTCOME_OK);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(what_zero_means),
		STAGED(a_message_is_received_again),
		STAGED(options_that_were_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
