/* Binding: a statement meets its declaration and becomes values. */
#ifndef SOCKSH_BIND_H
#define SOCKSH_BIND_H

#include <stdbool.h>

#include "call.h"
#include "parse.h"

/* A call that is ready to be made, and what the line says will come of it: call notation alone can. */
struct bound {
	struct made made;
	const struct node *expected[MAX_ARGS];	/* bind_tree(): what comes back must match; NULL for anything */
	struct arg expected_args[MAX_ARGS];	/* the same as bytes, where it is not NULL */
};

/*
 * Both fill in the values, the acting handle and what the line expects, in `c` and its made call, of which
 * only call and plan are set before. False with a message, or without one where the arena is exhausted.
 * Nothing is called but what the line itself asks for: an address behind a handle's name or a `$`, a name
 * that is looked up.
 *
 * bind_words: of a command; c->made is filled in. bind_tree: of call notation; c->made is that of `bound`.
 */
bool bind_words(struct context *c, const struct statement *statement);
bool bind_tree(struct context *c, const struct statement *statement, struct bound *bound);

/* Can this be a new handle's name? A message says why not: live, a command, a constant, no identifier. */
bool handle_name_free(struct shell *shell, struct slice name, struct message *message);

/* `$1`, `$srv.port`, `$HOME` in bare words, in their order, in a copy. May make shown calls. */
bool expand_words(struct context *c, struct words *words);

static inline bool words_expand(const struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (words->at[i].expands)
			return true;
	return false;
}

/* A command for the system's shell, where only handle expressions are expanded, outside of single quotes. */
bool expand_system(struct context *c, struct slice raw, const char **command);

#endif
