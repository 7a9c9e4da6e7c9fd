/* Completion's harvest: every word that what is typed can become, collected from those who know some. */
#ifndef SOCKSH_CANDIDATES_H
#define SOCKSH_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "handle.h"
#include "slice.h"
#include "symbols.h"

struct candidates {
	struct arena *arena;
	struct slice prefix;		/* what is typed of the word so far */
	struct slice before;		/* the word in front of it, where both belong to one option */
	char **list;			/* in the arena */
	size_t count, room;
	bool files;			/* names of files are candidates too */
	bool c_names;			/* call notation: constants by their C names alone */
	bool glued;			/* no blank is written behind the word: more of it follows */
};

void candidates_add(struct candidates *candidates, struct slice word);	/* if it has the prefix */
/* The short name of each entry, in small letters; the C names when the prefix begins with a capital. */
void candidates_add_symbols(struct candidates *candidates, const struct symbols *symbols);
/* Those of the kind; of every one with KIND_ANY. */
void candidates_add_handles(struct candidates *candidates, const struct handles *handles, enum handle_kind kind);

#endif
