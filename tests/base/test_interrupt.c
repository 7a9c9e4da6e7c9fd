/* Interruption: what a signal does to the process that it meets. */
#include "unit.h"

#include <poll.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interrupt.h"

/* What a child does once its handlers are there; it does not return. */
typedef void child_function(void);

static pid_t start(child_function *child)
{
	int ready[2];
	pid_t pid;
	char c;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		interrupt_set_up();
		assert_int_equal(write(ready[1], "", 1), 1);
		child();
		_exit(99);
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return pid;
}

static int status_of(pid_t pid)
{
	int status = -1;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

/* Never looks whether it is to end. */
static void hang(void)
{
	for (;;)
		poll(NULL, 0, -1);
}

static void a_second_signal_ends_at_once(void **state)
{
	uint64_t start_time = monotonic_now();
	pid_t pid = start(hang);
	int status;

	(void)state;
	do {
		kill(pid, SIGTERM);
		poll(NULL, 0, 10);
	} while (waitpid(pid, &status, WNOHANG) == 0);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	assert_true(monotonic_now() - start_time >= 200000000);		/* not the one that comes with it */
}

static void leave_when_told(void)
{
	while (!interrupt_pending())
		poll(NULL, 0, -1);
	interrupt_acknowledge();		/* of Ctrl-C only */
	if (!interrupt_ends_shell() || !interrupt_pending())
		_exit(1);
	interrupt_die();
}

static void the_first_ends_when_all_is_written(void **state)
{
	pid_t pid = start(leave_when_told);
	int status;

	(void)state;
	kill(pid, SIGHUP);
	status = status_of(pid);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP);
}

/* How many waits of 40 ms in all does a signal cut short? */
static int interrupted(int waits)
{
	int count = 0;

	for (int i = 0; i < waits; i++)
		count += poll(NULL, 0, 40) < 0;
	return count;
}

static void an_alarm_of_somebody_else(void **state)
{
	struct itimerval every = { .it_interval = { .tv_usec = 1000 }, .it_value = { .tv_usec = 1000 } };

	(void)state;
	interrupt_set_up();
	setitimer(ITIMER_REAL, &every, NULL);
	assert_int_equal(interrupted(4), 1);
}

static void alarms_of_ours(void **state)
{
	struct timeout outer, inner;

	(void)state;
	interrupt_set_up();
	timeout_start(&outer, INT64_C(60) * 1000000000);
	raise(SIGALRM);				/* nothing is due */
	assert_int_equal(interrupted(2), 0);
	timeout_start(&inner, 1000000);
	assert_int_equal(interrupted(4), 4);	/* again and again, until it is stopped */
	assert_true(timeout_expired(&inner));
	assert_false(timeout_expired(&outer));
	timeout_stop(&inner);
	assert_int_equal(interrupted(2), 0);
	timeout_stop(&outer);
	raise(SIGINT);
	assert_true(interrupt_pending());
	assert_int_equal(interrupted(3), 3);
	interrupt_acknowledge();
	assert_false(interrupt_pending());
	assert_int_equal(interrupted(2), 0);
}

static void what_a_call_has_left(void **state)
{
	const int64_t second = INT64_C(1000000000);
	struct timeout outer, inner;
	int64_t left;

	(void)state;
	interrupt_set_up();
	assert_int_equal(timeout_begin_call(), 0);
	assert_false(timeout_ran_out());
	timeout_start(&outer, 60 * second);
	assert_int_equal(timeout_begin_call(), 60 * second);
	outer.deadline -= 1 * (uint64_t)second;			/* hardly any of it is gone */
	assert_int_equal(timeout_begin_call(), 60 * second);
	timeout_start(&inner, 100 * second);			/* the other one is due first */
	outer.deadline -= 20 * (uint64_t)second;
	left = timeout_begin_call();
	assert_true(left < 39 * second && left > 30 * second && left % 1000000 == 0);
	outer.deadline = monotonic_now();
	assert_int_equal(timeout_begin_call(), 1000);		/* never none */
	assert_true(timeout_ran_out());
	timeout_stop(&inner);
	timeout_stop(&outer);
	assert_false(timeout_ran_out());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_second_signal_ends_at_once),
		cmocka_unit_test(the_first_ends_when_all_is_written),
		cmocka_unit_test(an_alarm_of_somebody_else),
		cmocka_unit_test(alarms_of_ours),
		cmocka_unit_test(what_a_call_has_left),
	};

	return cmocka_run_group_tests_name("interrupt", tests, NULL, NULL);
}
