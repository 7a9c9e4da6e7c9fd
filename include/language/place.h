/*
 * Where the point is in a text that may be unfinished: what completion asks.
 *
 * The parser reads the text before the point as it reads any, and on the way notes what it was about
 * to read when the text ended. So there is one notion of what a word, a string, a comment, a prefix, a
 * call and a nested value is.
 */
#ifndef SOCKSH_PLACE_H
#define SOCKSH_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "lex.h"
#include "node.h"
#include "parse.h"
#include "slice.h"

enum place_kind {
	PLACE_NOWHERE,		/* nothing can be said: in a comment, behind a mistake, or behind all of a value */
	PLACE_START,		/* the first word of a statement: a prefix, a call, a command */
	PLACE_PREFIX,		/* the word that a prefix takes */
	PLACE_WORD,		/* a word of command notation, behind the first */
	PLACE_SYSTEM,		/* in a command of the system's shell */
	PLACE_VALUE,		/* call notation: a value, or the next of some that are joined by `|` */
	PLACE_MEMBER,		/* call notation: the name of a structure's member */
	PLACE_RESULT,		/* behind the `=` behind a call */
	PLACE_ERROR,		/* behind the number, or `?`, that stands there */
};

enum { PLACE_LEVELS = 16 };	/* brackets in brackets; nobody types more of them */

/* A pair of brackets that the point is in. */
struct place_level {
	const struct node *node;	/* STRUCT, ARRAY or CALL: what has been read of it */
	size_t index;			/* of the item at the point: so many stand before it */
	struct slice name;		/* STRUCT: the member whose value that is; empty where none is named */
};

struct place {
	enum place_kind kind;
	struct slice word;	/* what there is of the word at the point; of an open string what is in it */
	bool in_string;		/* it is a string, which is open */
	enum prefix_kind prefix;	/* PREFIX: which one */
	/* What has been read: front, command, and the words before the one at the point. */
	struct statement statement;
	/*
	 * VALUE, MEMBER: the brackets, from outside. The first is the call's own, or the list of what
	 * stands in the result's parentheses, whose `name` is the label.
	 */
	struct place_level levels[PLACE_LEVELS];
	size_t depth;
	/* The parser's own: */
	bool noted;
	const char *string;	/* behind the quote of an open string */
	const struct statement *reading;
};

/* The point is at the end of the text. All memory is the arena's. */
void find_place(struct slice text, struct arena *arena, struct place *place);

/* ---- for the parser ---- */

void place_note(struct place *place, enum place_kind kind, struct slice word);
void place_enter(struct place *place, const struct node *node);
void place_leave(struct place *place);
void place_leave_all(struct place *place);
void place_name(struct place *place, struct slice name);

/* A word has been read, or looked at, that may be the last: where the text ends behind it, it is. */
static inline void note_slice(const struct cursor *cursor, enum place_kind kind, struct slice word)
{
	if (__builtin_expect(cursor->place != NULL, 0) && word.at + word.len == cursor->end)
		place_note(cursor->place, kind, word);
}

/* The same of one that ends at the cursor. */
static inline void note_word(const struct cursor *cursor, enum place_kind kind, const char *from)
{
	note_slice(cursor, kind, (struct slice){ from, (size_t)(cursor->at - from) });
}

/* A word may begin here. */
static inline void note(const struct cursor *cursor, enum place_kind kind)
{
	note_word(cursor, kind, cursor->at);
}

#endif
