/* A run of bytes that somebody else owns: a word of a line, the inside of a string. */
#ifndef SOCKSH_SLICE_H
#define SOCKSH_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *at;		/* not terminated; may hold any byte */
	size_t len;
};

/* For printf's "%.*s". Lengths over INT_MAX never occur in words: a line is bounded. */
#define SLICE_ARGS(s) (int)(s).len, (s).at

static inline struct slice slice_of(const char *text)
{
	return (struct slice){ text, strlen(text) };
}

static inline bool slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool slice_is(struct slice s, const char *text)
{
	return slice_equal(s, slice_of(text));
}

static inline bool slice_begins(struct slice s, struct slice beginning)
{
	return s.len >= beginning.len && (beginning.len == 0 || memcmp(s.at, beginning.at, beginning.len) == 0);
}

static inline bool slice_ends_with(struct slice s, const char *text)
{
	size_t len = strlen(text);

	return s.len >= len && memcmp(s.at + s.len - len, text, len) == 0;
}

static inline bool slice_begins_with(struct slice s, const char *text)
{
	return slice_begins(s, slice_of(text));
}

/* Cuts the text in two at the first such character, which is in neither. False, and nothing is set, without one. */
static inline bool slice_cut(struct slice text, char c, struct slice *before, struct slice *behind)
{
	const char *at = text.len ? memchr(text.at, c, text.len) : NULL;

	if (!at)
		return false;
	*before = (struct slice){ text.at, (size_t)(at - text.at) };
	*behind = (struct slice){ at + 1, text.len - before->len - 1 };
	return true;
}

/* A hash of its bytes, good in all of its bits; the same in every run. */
uint64_t slice_hash(struct slice slice);

/* The next word between blanks and ends of lines, taken from the text; empty at its end. */
static inline struct slice slice_take_word(struct slice *text)
{
	static const char blanks[] = { ' ', '\t', '\n' };
	struct slice word;

	while (text->len && memchr(blanks, *text->at, sizeof(blanks)))
		text->at++, text->len--;
	word = (struct slice){ text->at, 0 };
	while (text->len && !memchr(blanks, *text->at, sizeof(blanks)))
		text->at++, text->len--, word.len++;
	return word;
}

#endif
