/*
 * Ctrl-C and timeouts. A foreground call is really blocked on the main thread; the handlers re-arm
 * a short timer until they are acknowledged, so that a signal that came just before the call
 * entered the kernel interrupts it all the same, and the fast path pays nothing.
 *
 * The state is the process's, as signals are: it lives in interrupt.c alone.
 */
#ifndef SOCKSH_INTERRUPT_H
#define SOCKSH_INTERRUPT_H

#include <stdbool.h>
#include <stdint.h>

/* Ctrl-C and the timer get handlers, SIGPIPE is ignored. */
void interrupt_set_up(void);
bool interrupt_pending(void);		/* Ctrl-C came and nobody has acknowledged it */
void interrupt_acknowledge(void);
/* Back to the defaults, in a child before exec. Safe after fork. */
void interrupt_reset_in_child(void);

struct timeout {
	uint64_t deadline;		/* CLOCK_MONOTONIC, nanoseconds */
	struct timeout *outer;
};

void timeout_start(struct timeout *timeout, int64_t nanoseconds);
bool timeout_expired(const struct timeout *timeout);	/* it, or one around it */
void timeout_stop(struct timeout *timeout);		/* the innermost one */

uint64_t monotonic_now(void);		/* nanoseconds */

#endif
