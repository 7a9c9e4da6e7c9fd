/* What can be typed: the calls of the API and the commands of the shell, by name. */
#ifndef SOCKSH_REGISTRY_H
#define SOCKSH_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "call.h"
#include "lex.h"
#include "run.h"
#include "slice.h"

struct shell;
struct candidates;

/* A command of the shell itself: in command notation only. */
struct command {
	const char *name;
	const char *synopsis;		/* "use NAME" */
	const char *summary;
	const char *help;		/* more, in a few sentences; may be NULL */
	const char *example;		/* as that of a call; may be NULL */
	/* OUTCOME_MISTAKE with the shell's message set, unless it has been told already (`source`). */
	enum outcome (*run)(struct shell *shell, struct words words);
	/* Completes its first word. May be NULL. */
	void (*complete)(struct shell *shell, struct candidates *candidates);
};

struct entry {
	struct slice name;		/* empty where there is none */
	const struct call *call;	/* one of the two */
	const struct command *command;
	struct plan plan;		/* of a call */
};

struct registry {
	struct entry *table;		/* open addressing, a power of two */
	size_t room;
	const struct call *const *calls;		/* all of them, in their order; ends with NULL */
	const struct command *const *commands;		/* likewise */
};

/* The lists stay the caller's. False when memory runs out. */
bool registry_set_up(struct registry *registry, const struct call *const *calls,
		     const struct command *const *commands);
void registry_free(struct registry *registry);
const struct entry *registry_find(const struct registry *registry, struct slice name);

#endif
