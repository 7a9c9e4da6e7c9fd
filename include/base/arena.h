/* Memory that lives as long as a statement: taken piece by piece, given back at once. */
#ifndef SOCKSH_ARENA_H
#define SOCKSH_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

enum { ARENA_LARGE_BYTES = 16 << 10 };	/* from here on a mapping of its own: untouched pages cost nothing */

struct arena {
	char *at, *end;			/* what is left of the current block */
	struct arena_block *blocks;	/* newest first; the oldest stays across resets */
	struct arena_large *large;	/* mappings of their own */
	struct arena_cleanup *cleanups;	/* what is to be done at the next reset */
	bool exhausted;			/* an allocation failed since the last reset */
};

/*
 * All of these return NULL when memory runs out and set `exhausted`. Who gets no memory returns its
 * failure without a message: whoever runs the statement sees `exhausted` and tells it. Memory is aligned
 * for every type. arena_alloc leaves it as it is, arena_zero clears it.
 */
static inline void *arena_alloc(struct arena *arena, size_t size);
void *arena_zero(struct arena *arena, size_t size);
char *arena_copy(struct arena *arena, const void *bytes, size_t len);	/* with a NUL behind it */
char *arena_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* What the current block has no room for: of another block, or a mapping of its own. */
void *arena_more(struct arena *arena, size_t size);

static inline void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t last = _Alignof(max_align_t) - 1;
	size_t taken = size ? (size + last) & ~last : last + 1;
	char *at = arena->at;

	if (size >= ARENA_LARGE_BYTES || (size_t)(arena->end - at) < taken)
		return arena_more(arena, size);
	arena->at = at + taken;
	return at;
}

/*
 * Cleared memory in pages of its own that nobody has touched, and whether anybody has since: what no
 * pattern could tell for certain. Costs system calls; it is for where a count does not say whether
 * the kernel has written. Where the system does not tell, the memory counts as touched.
 */
void *arena_fresh(struct arena *arena, size_t size);
bool arena_touched(const void *fresh);

/* Calls `run(what)` when the arena is next reset. False when memory ran out; nothing is kept then. */
bool arena_at_reset(struct arena *arena, void (*run)(void *what), void *what);

/* A place to come back to: what was taken since is given back, its cleanups run. */
struct arena_mark {
	char *at, *end;
	struct arena_block *blocks;
	struct arena_large *large;
	struct arena_cleanup *cleanups;
};

struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

void arena_reset(struct arena *arena);		/* gives everything back but one block */
void arena_free(struct arena *arena);

#endif
