/*
 * Ctrl-C, timeouts, and signals that end the shell. A foreground call is really blocked on the main
 * thread; the handlers re-arm a short timer until they are acknowledged, so that a signal that came
 * just before the call entered the kernel interrupts it all the same, and the fast path pays
 * nothing.
 *
 * A signal that ends the shell (SIGTERM, SIGHUP, …) makes everything unwind as Ctrl-C does, so that
 * what was shown is written and the call that hung is named; then it is taken as it would have been
 * without a handler. A second one, later, ends the shell where it stands.
 *
 * The state is the process's, as signals are: only interrupt.c writes it.
 */
#ifndef SOCKSH_INTERRUPT_H
#define SOCKSH_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Ctrl-C, the timer and what ends the shell get handlers; what was ignored before stays ignored. SIGPIPE
 * and SIGXFSZ are ignored: the call that met them fails.
 */
void interrupt_set_up(void);
/* At a prompt a person decides: Ctrl-C gets its handler, ignored or not. */
void interrupt_set_up_prompt(void);
/* To be read by the two functions behind, which stand several times on the way of every statement. */
extern volatile sig_atomic_t interrupt_came;	/* Ctrl-C */
extern volatile sig_atomic_t interrupt_ending;	/* the signal that ends the shell; 0 */

/* Ctrl-C came and nobody has acknowledged it; or the shell is to end, which nobody can. */
static inline bool interrupt_pending(void)
{
	return interrupt_came || interrupt_ending;
}

/* The shell is to end. */
static inline bool interrupt_ends_shell(void)
{
	return interrupt_ending;
}

void interrupt_acknowledge(void);	/* Ctrl-C */
/* Ends the process by the signal that is to end the shell, if there is one. */
void interrupt_die(void);
/*
 * While a prompt waits: that the shell was stopped and goes on interrupts the wait, because others
 * have written on the terminal meanwhile. Calls are let alone.
 */
void interrupt_watch_stops(bool watch);
bool interrupt_was_stopped(void);	/* since this was last asked */
/* Back to what was there before, in a child before exec. Safe after fork. */
void interrupt_reset_in_child(void);

struct timeout {
	uint64_t deadline;		/* CLOCK_MONOTONIC, nanoseconds */
	int64_t nanoseconds;		/* as it was asked for */
	bool begun;			/* a call has been made within it */
	struct timeout *outer;
};

void timeout_start(struct timeout *timeout, int64_t nanoseconds);
bool timeout_expired(const struct timeout *timeout);	/* it, or one around it */
void timeout_stop(struct timeout *timeout);		/* the innermost one */
/*
 * A call begins: the nanoseconds that all timeouts around it leave, 0 without any, in round numbers;
 * for the first call within a timeout what was asked for.
 */
int64_t timeout_begin_call(void);
/* Has one of the timeouts run out? */
bool timeout_ran_out(void);

uint64_t monotonic_now(void);		/* nanoseconds */

#endif
