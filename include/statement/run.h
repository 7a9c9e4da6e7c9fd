/* Running: statements, the calls they make, and what comes of them. */
#ifndef SOCKSH_RUN_H
#define SOCKSH_RUN_H

#include <stdbool.h>

#include "call.h"
#include "parse.h"

struct shell;

/* In the order of what beats what. */
enum outcome {
	OUTCOME_OK,
	OUTCOME_FAILED,		/* understood, and not as expected: exit status 1 */
	OUTCOME_MISTAKE,	/* not understood, not read, or output lost: 2 */
	OUTCOME_INTERRUPTED,	/* Ctrl-C: 130 */
};

/* `! COMMAND`: waits for it. Its exit status never counts. */
enum outcome run_system(struct shell *shell, const char *command);

/*
 * What surrounds the values of a call: the shell's part of it, with memory, a message and the call
 * itself of the caller's.
 */
struct context context_of(struct shell *shell, struct arena *arena, struct message *message,
			  struct made *made);

/*
 * A call that the shell needs for itself, on a handle: getsockname, getpeername, getsockopt. Shown
 * like any other; false when it fails, with the message's `failed` set.
 */
bool ask_address(struct context *c, struct handle *handle, bool peer, struct arg *address);
bool ask_facts(struct context *c, struct handle *handle);
bool ask_option(struct context *c, struct handle *handle, int level, int name, int64_t *value);
/* The first address of a host and service (either may be empty), by a shown getaddrinfo(). */
bool ask_lookup(struct context *c, struct slice host, struct slice service, int family, int socktype,
		struct arg *address);

#endif
