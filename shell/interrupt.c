/* Ctrl-C and timeouts: the process's own state, and nobody else's. */
#include "interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <sys/time.h>
#include <time.h>

static volatile sig_atomic_t pending;
static struct timeout *innermost;

/* How long a signal that came too early waits before it comes again. */
enum { AGAIN_MICROSECONDS = 5000 };

static void arm(int64_t microseconds)
{
	struct itimerval timer = {
		.it_value = { .tv_sec = microseconds / 1000000, .tv_usec = microseconds % 1000000 },
	};

	setitimer(ITIMER_REAL, &timer, NULL);
}

static void on_interrupt(int signal)
{
	(void)signal;
	pending = 1;
	arm(AGAIN_MICROSECONDS);
}

static void on_alarm(int signal)
{
	(void)signal;
	arm(AGAIN_MICROSECONDS);
}

static void handle(int signal, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };	/* no SA_RESTART: calls must end */

	sigemptyset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

void interrupt_set_up(void)
{
	handle(SIGINT, on_interrupt);
	handle(SIGALRM, on_alarm);
	handle(SIGPIPE, SIG_IGN);
}

void interrupt_reset_in_child(void)
{
	handle(SIGINT, SIG_DFL);
	handle(SIGALRM, SIG_DFL);
	handle(SIGPIPE, SIG_DFL);
}

bool interrupt_pending(void)
{
	return pending;
}

uint64_t monotonic_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* Sets the timer to the earliest deadline, or stops it. */
static void arm_earliest(void)
{
	uint64_t now = monotonic_now(), earliest = UINT64_MAX;
	int64_t left;

	for (const struct timeout *timeout = innermost; timeout; timeout = timeout->outer)
		if (timeout->deadline < earliest)
			earliest = timeout->deadline;
	left = earliest > now ? (int64_t)((earliest - now) / 1000) : 0;
	arm(earliest == UINT64_MAX ? 0 : left > 0 ? left : 1);
}

void interrupt_acknowledge(void)
{
	pending = 0;
	arm_earliest();
}

void timeout_start(struct timeout *timeout, int64_t nanoseconds)
{
	timeout->deadline = monotonic_now() + (uint64_t)nanoseconds;
	timeout->outer = innermost;
	innermost = timeout;
	arm_earliest();
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
	arm_earliest();
}
