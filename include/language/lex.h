/* Words: what command notation is made of, and the numbers and durations in them. */
#ifndef SOCKSH_LEX_H
#define SOCKSH_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "message.h"
#include "slice.h"

struct word {
	struct slice text;	/* of a quoted word: the bytes between the quotes, escapes resolved */
	bool quoted;
	bool cut;		/* "abc"...: only a beginning */
	bool expands;		/* bare, with a `$` in it that is not expanded yet */
	bool expanded;		/* it was */
};

struct place;

/* What is left of a command's words. */
struct words {
	struct word *at;
	size_t count;
};

static inline struct word *words_take(struct words *words)
{
	if (words->count == 0)
		return NULL;
	words->count--;
	return words->at++;
}

/* Where the lexer stands in the text of a line. */
struct cursor {
	const char *at, *end;
	struct arena *arena;
	struct message *message;
	struct place *place;	/* is told where the text ends: see place.h; NULL where nobody asks */
};

void skip_blanks(struct cursor *cursor);
bool at_statement_end(const struct cursor *cursor);	/* end of text, `;`, or a comment's `#` */

enum lexed { LEXED_WORD, LEXED_END, LEXED_MISTAKE };
/* The next word of command notation. Ends before `;`, before a comment and at the end of the text. */
enum lexed lex_word(struct cursor *cursor, struct word *word);

/*
 * Tells that what is at `at` can stand only in quotes and comments, and what belongs there if it
 * looks like something else: curly quotes, dashes, no-break spaces. Always false.
 */
bool refuse_byte(struct cursor *cursor, const char *at);

/* A string whose opening quote the cursor is at: `"…"` with every C escape, or `'…'` verbatim. */
bool lex_string(struct cursor *cursor, struct slice *bytes);

/*
 * An integer, all of the word: decimal, 0x hex, 0 octal, with a sign. False when it is none, or
 * does not fit into 64 bits (unsigned numbers up to 2^64-1 come back as the same 64 bits).
 */
bool word_to_int64(struct slice word, int64_t *n);

/* The same, or `64k`, `8M`, `1G`: so many times 1024, its square, its cube. */
bool word_to_size(struct slice word, int64_t *n);

/*
 * `250ms`, `2s`, `1.5min`: a number with one of ns us ms s min h, rounded up to a whole nanosecond.
 * False when there is no unit.
 */
bool word_to_duration(struct slice word, int64_t *nanoseconds);

bool is_identifier(struct slice word);

/* Letters, digits, `_`, in ASCII. */
/* What a byte can be a part of, as bits. */
enum {
	CHAR_NAME = 1,		/* of an identifier or a number */
	CHAR_PLAIN = 2,		/* of a word of command notation, and of nothing else in any place */
	CHAR_BARE = 4,		/* of a word of command notation that is not quoted */
};

extern const uint8_t char_kinds[256];

static inline bool is_name_char(char c)
{
	return char_kinds[(unsigned char)c] & CHAR_NAME;
}

#endif
