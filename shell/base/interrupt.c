/* Ctrl-C, timeouts, and signals that end the shell: the process's own state, and nobody else's. */
#include "interrupt.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/time.h>
#include <time.h>

volatile sig_atomic_t interrupt_came, interrupt_ending;
static uint64_t ending_since;
static volatile sig_atomic_t continued;	/* after a stop, while that is watched */
static struct timeout *volatile innermost;

enum {
	/* How long a signal that came too early waits before it comes again. */
	AGAIN_MICROSECONDS = 5000,
	/* timeout(1) signals the program, and then its group; a hangup comes from kernel and shell. */
	SAME_SIGNAL_NANOSECONDS = 200000000,
};

uint64_t monotonic_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static void arm(int64_t microseconds)
{
	struct itimerval timer = {
		.it_value = { .tv_sec = microseconds / 1000000, .tv_usec = microseconds % 1000000 },
	};

	setitimer(ITIMER_REAL, &timer, NULL);
}

/* The timeout that is due first; NULL when there is none. */
static const struct timeout *earliest(void)
{
	const struct timeout *first = innermost;

	for (const struct timeout *timeout = first; timeout; timeout = timeout->outer)
		if (timeout->deadline < first->deadline)
			first = timeout;
	return first;
}

static int64_t nanoseconds_left(const struct timeout *timeout)
{
	uint64_t now = monotonic_now();

	return timeout->deadline > now ? (int64_t)(timeout->deadline - now) : 0;
}

/*
 * Sets the timer to what is due next: at the earliest deadline, or soon when somebody is to be
 * interrupted already. An alarm that nobody here has asked for interrupts one call, and no more.
 */
static void arm_next(int64_t soon)
{
	const struct timeout *first = earliest();
	int64_t left;

	if (first) {
		left = nanoseconds_left(first) / 1000;
		arm(left > 0 ? left : soon);
	} else {
		arm(0);
	}
	if (interrupt_came || interrupt_ending || continued)	/* last: it may have come just now */
		arm(AGAIN_MICROSECONDS);
}

static void on_interrupt(int signal)
{
	int error = errno;

	(void)signal;
	interrupt_came = 1;
	arm_next(AGAIN_MICROSECONDS);
	errno = error;
}

static void on_alarm(int signal)
{
	int error = errno;

	(void)signal;
	arm_next(AGAIN_MICROSECONDS);
	errno = error;
}

static void take_default(int signal)
{
	struct sigaction action = { .sa_handler = SIG_DFL };

	sigaction(signal, &action, NULL);
	raise(signal);
}

static void on_end(int signal)
{
	int error = errno;

	if (interrupt_ending && monotonic_now() - ending_since > SAME_SIGNAL_NANOSECONDS)
		take_default(signal);
	if (!interrupt_ending)
		ending_since = monotonic_now();
	interrupt_ending = interrupt_ending ? interrupt_ending : signal;
	arm_next(AGAIN_MICROSECONDS);
	errno = error;
}

static const struct {
	int signal;
	void (*handler)(int);
	bool even_if_ignored;
} handled[] = {
	{ SIGALRM, on_alarm, true },
	{ SIGPIPE, SIG_IGN, true },
	{ SIGXFSZ, SIG_IGN, true },
	{ SIGINT, on_interrupt },
	{ SIGHUP, on_end },
	{ SIGTERM, on_end },
	{ SIGQUIT, on_end },
	{ SIGUSR1, on_end },
	{ SIGUSR2, on_end },
	{ SIGXCPU, on_end },
};

enum { HANDLED = sizeof(handled) / sizeof(*handled) };

/* While one is handled the others wait: they share what they set. */
static sigset_t all_handled(void)
{
	sigset_t all;

	sigemptyset(&all);
	for (size_t i = 0; i < HANDLED; i++)
		sigaddset(&all, handled[i].signal);
	return all;
}

void interrupt_set_up(void)
{
	struct sigaction action = { .sa_mask = all_handled() }, before;	/* no SA_RESTART: calls must end */

	for (size_t i = 0; i < HANDLED; i++) {
		action.sa_handler = handled[i].handler;
		sigaction(handled[i].signal, &action, &before);
		if (before.sa_handler == SIG_IGN && !handled[i].even_if_ignored)
			sigaction(handled[i].signal, &before, NULL);
	}
	sigprocmask(SIG_UNBLOCK, &action.sa_mask, NULL);
}

void interrupt_set_up_prompt(void)
{
	struct sigaction action = { .sa_handler = on_interrupt, .sa_mask = all_handled() };

	sigaction(SIGINT, &action, NULL);
}

void interrupt_reset_in_child(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL }, now;
	int came = interrupt_came ? SIGINT : interrupt_ending;

	for (size_t i = 0; i < HANDLED; i++) {
		sigaction(handled[i].signal, NULL, &now);
		if (now.sa_handler == handled[i].handler)
			sigaction(handled[i].signal, &action, NULL);
	}
	arm(0);
	if (came)		/* between the fork and here, it was the child that was meant */
		raise(came);
}

static void on_continue(int signal)
{
	int error = errno;

	(void)signal;
	continued = 1;
	arm_next(AGAIN_MICROSECONDS);
	errno = error;
}

void interrupt_watch_stops(bool watch)
{
	struct sigaction action = { .sa_handler = watch ? on_continue : SIG_DFL,
				    .sa_mask = all_handled() };

	continued = 0;
	sigaction(SIGCONT, &action, NULL);
}

bool interrupt_was_stopped(void)
{
	bool was = continued;

	continued = 0;
	return was;
}

void interrupt_die(void)
{
	if (interrupt_ending)
		take_default(interrupt_ending);
}

void interrupt_acknowledge(void)
{
	interrupt_came = 0;
	arm_next(1);
}

void timeout_start(struct timeout *timeout, int64_t nanoseconds)
{
	*timeout = (struct timeout){
		.deadline = monotonic_now() + (uint64_t)nanoseconds,
		.nanoseconds = nanoseconds,
		.outer = innermost,
	};
	innermost = timeout;
	arm_next(1);
}

bool timeout_expired(const struct timeout *timeout)
{
	uint64_t now = monotonic_now();

	for (; timeout; timeout = timeout->outer)
		if (timeout->deadline <= now)
			return true;
	return false;
}

void timeout_stop(struct timeout *timeout)
{
	innermost = timeout->outer;
	arm_next(1);
}

bool timeout_ran_out(void)
{
	return timeout_expired(innermost);
}

/*
 * What is left, to be read by people: no more digits than matter, and as it was asked for where hardly
 * any of it is gone.
 */
static int64_t in_round_numbers(int64_t nanoseconds, int64_t asked)
{
	const int64_t microsecond = 1000, millisecond = 1000 * microsecond;
	int64_t unit = nanoseconds < 10 * millisecond ? microsecond : millisecond;

	if (nanoseconds > asked - asked / 16)
		return asked;
	return nanoseconds < unit ? unit : nanoseconds - nanoseconds % unit;
}

int64_t timeout_begin_call(void)
{
	const struct timeout *first = earliest();
	int64_t left;

	if (!first)
		return 0;
	left = first->begun ? in_round_numbers(nanoseconds_left(first), first->nanoseconds) :
			      first->nanoseconds;
	for (struct timeout *timeout = innermost; timeout; timeout = timeout->outer)
		timeout->begun = true;
	return left;
}
