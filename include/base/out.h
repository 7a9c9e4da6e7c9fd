/* An append-only text buffer, with or without a file descriptor that it drains to. */
#ifndef SOCKSH_OUT_H
#define SOCKSH_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "slice.h"

/* Room for what stands around strings is left in a line of LINE_MAX_BYTES. */
enum { OUT_LINE_BYTES = 1000000 };

struct arena;

struct out {
	char *data;		/* owned; NULL until the first byte */
	size_t len, room;
	int fd;			/* -1: only memory, kept until out_clear */
	bool failed;		/* something was lost: no memory, or the descriptor would not take it */
	bool terminal;		/* readers are people: visible characters as they are, long data cut */
	size_t strings;		/* how many bytes of a string are shown on a terminal */
	uint64_t drained;	/* bytes that have left it */
	uint64_t line_end;	/* strings of this line are cut before it is as long; 0: never */
};

/* Makes room for `more` bytes behind the text, or tells by `failed` that they are lost. */
bool out_reserve(struct out *out, size_t more);

/* Appending never fails visibly: what was lost is told by `failed`, once, at the end. */
static inline void out_bytes(struct out *out, const void *bytes, size_t len)
{
	if (len == 0 || (out->room - out->len < len && !out_reserve(out, len)))
		return;
	memcpy(out->data + out->len, bytes, len);
	out->len += len;
}

static inline void out_char(struct out *out, char c)
{
	out_bytes(out, &c, 1);
}

static inline void out_text(struct out *out, const char *text)
{
	out_bytes(out, text, strlen(text));
}

void out_digits(struct out *out, uint64_t n);		/* of any number */

static inline void out_unsigned(struct out *out, uint64_t n)
{
	if (n < 10)
		out_char(out, (char)('0' + n));
	else
		out_digits(out, n);
}

static inline void out_number(struct out *out, int64_t n)
{
	if (n < 0)
		out_char(out, '-');
	out_unsigned(out, n < 0 ? -(uint64_t)n : (uint64_t)n);
}

void out_hex(struct out *out, uint64_t n);		/* 0x1f */
/* As printf's %#0*x has it: 0x00001f, 00000000, and 0 where one character is enough. */
void out_wide_hex(struct out *out, uint64_t n, int digits);
void out_format(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * A string with its quotes, escaped as strace escapes (octal, as short as the next byte allows).
 * On a terminal, what is visible in its locale stays as it is, and what is longer than `strings`
 * is cut and followed by `...`. `cut` says that the bytes themselves are only a beginning.
 */
void out_string(struct out *out, struct slice bytes, bool cut);

/*
 * What stands between the two is a line, which is to be read again: what does not fit into
 * OUT_LINE_BYTES of a long string is cut off (`...`), and of data made by --fill shown as fill(N).
 */
void out_line_begins(struct out *out);
void out_line_ends(struct out *out);

/* The alphabet over and over: in what arrives one sees which part it is. */
void fill_bytes(char *at, size_t len);

/* Text for people that may hold foreign bytes: those that would act on a terminal are escaped. */
void out_foreign(struct out *out, struct slice text);

/* Is all of it visible in the locale, so that a terminal may be shown it as it is? */
bool out_is_visible(struct slice text);

bool out_flush(struct out *out);	/* true when all is written */
void out_clear(struct out *out);
/*
 * What a buffer in memory holds, in the arena and with a NUL behind it; the buffer is freed. NULL when
 * memory has run out, here or while it was filled: half a text is none. The arena is exhausted then.
 */
char *out_take(struct out *out, struct arena *arena, size_t *len);
void out_free(struct out *out);

#endif
