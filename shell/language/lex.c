/* Words of command notation, strings, numbers, durations. */
#include "lex.h"

#include <errno.h>
#include <stdlib.h>

#include "eight.h"
#include "place.h"

bool is_identifier(struct slice word)
{
	if (word.len == 0 || (word.at[0] >= '0' && word.at[0] <= '9'))
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (!is_name_char(word.at[i]))
			return false;
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f' || c == '\n';
}

void skip_blanks(struct cursor *cursor)
{
	while (cursor->at < cursor->end && is_blank(*cursor->at))
		cursor->at++;
}

bool at_statement_end(const struct cursor *cursor)
{
	return cursor->at == cursor->end || *cursor->at == ';' || *cursor->at == '#';
}

/* ---- strings ---- */

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 99;
}

/* Up to `most` digits of a base, the cursor at the first; false when there is none. */
static bool lex_digits(struct cursor *cursor, int base, int most, unsigned *value)
{
	int count = 0;

	*value = 0;
	while (count < most && cursor->at < cursor->end && digit_value(*cursor->at) < base) {
		*value = *value * (unsigned)base + (unsigned)digit_value(*cursor->at++);
		count++;
	}
	return count > 0;
}

static char *put_utf8(char *to, unsigned code)
{
	if (code < 0x80) {
		*to++ = (char)code;
		return to;
	}
	if (code < 0x800) {
		*to++ = (char)(0xc0 | code >> 6);
	} else {
		if (code < 0x10000) {
			*to++ = (char)(0xe0 | code >> 12);
		} else {
			*to++ = (char)(0xf0 | code >> 18);
			*to++ = (char)(0x80 | (code >> 12 & 0x3f));
		}
		*to++ = (char)(0x80 | (code >> 6 & 0x3f));
	}
	*to++ = (char)(0x80 | (code & 0x3f));
	return to;
}

/* \u1234 and \U00012345: C's universal character names, as UTF-8. */
static char *lex_universal(struct cursor *cursor, int digits, char *to)
{
	const char *start = cursor->at;
	unsigned code;

	if (!lex_digits(cursor, 16, digits, &code) || cursor->at - start != digits ||
	    code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
		mistake(cursor->message, "\\%c takes %d hex digits that name a character",
			digits == 4 ? 'u' : 'U', digits);
		return NULL;
	}
	return put_utf8(to, code);
}

static char *lex_octal(struct cursor *cursor, char *to)
{
	unsigned value;

	lex_digits(cursor, 8, 3, &value);
	if (value > 0377) {
		mistake(cursor->message, "the octal escape \\%o is more than a byte (\\377)", value);
		return NULL;
	}
	*to++ = (char)value;
	return to;
}

/* One escape, the cursor behind its backslash; returns where the next byte goes, or NULL. */
static char *lex_escape(struct cursor *cursor, char *to)
{
	static const char letters[] = "abfnrtve\\\"'?", bytes[] = "\a\b\f\n\r\t\v\33\\\"'?";
	char c = *cursor->at;
	const char *letter = c ? strchr(letters, c) : NULL;
	unsigned value;

	if (c >= '0' && c <= '7')
		return lex_octal(cursor, to);
	cursor->at++;
	if (letter) {
		*to++ = bytes[letter - letters];
		return to;
	}
	if (c == 'x' && lex_digits(cursor, 16, 2, &value)) {
		*to++ = (char)value;
		return to;
	}
	if (c == 'u' || c == 'U')
		return lex_universal(cursor, c == 'u' ? 4 : 8, to);
	if (c == 'x')
		mistake(cursor->message, "\\x needs one or two hex digits behind it");
	else
		mistake(cursor->message, "no escape %s; a backslash itself is \\\\",
			quoted(cursor->arena, (struct slice){ cursor->at - 2, 2 }));
	return NULL;
}

/* The text ends before the string does, which begins behind its quote. */
static bool open_string(struct cursor *cursor, const char *start)
{
	cursor->at = cursor->end;
	if (cursor->place)
		cursor->place->string = start;
	return mistake(cursor->message, "a closing %c is missing", start[-1]);
}

static bool lex_single_quoted(struct cursor *cursor, struct slice *bytes)
{
	const char *start = cursor->at + 1;
	const char *close = memchr(start, '\'', (size_t)(cursor->end - start));

	if (!close)
		return open_string(cursor, start);
	*bytes = (struct slice){ start, (size_t)(close - start) };
	cursor->at = close + 1;
	return true;
}

/* Where the string that the cursor is in ends; the end of the text if it does not. */
static const char *string_end(const struct cursor *cursor)
{
	const char *at = cursor->at;

	while (at < cursor->end && *at != '"')
		at += *at == '\\' && cursor->end - at > 1 ? 2 : 1;
	return at;
}

/* Resolves escapes; what is read is never shorter than what is written. */
static bool lex_escapes(struct cursor *cursor, struct slice *bytes)
{
	char *start = arena_alloc(cursor->arena, (size_t)(string_end(cursor) - cursor->at) + 4);
	const char *first = cursor->at;
	char *to = start;

	if (!start)
		return false;
	while (cursor->at < cursor->end && *cursor->at != '"') {
		char c = *cursor->at++;

		if (c != '\\') {
			*to++ = c;
			continue;
		}
		if (cursor->at == cursor->end)
			break;
		to = lex_escape(cursor, to);
		if (!to)
			return false;
	}
	if (cursor->at == cursor->end)
		return open_string(cursor, first);
	cursor->at++;
	*bytes = (struct slice){ start, (size_t)(to - start) };
	return true;
}

bool lex_string(struct cursor *cursor, struct slice *bytes)
{
	const char *start = cursor->at + 1, *close;

	if (*cursor->at == '\'')
		return lex_single_quoted(cursor, bytes);
	close = memchr(start, '"', (size_t)(cursor->end - start));
	if (close && !memchr(start, '\\', (size_t)(close - start))) {	/* the text itself will do */
		*bytes = (struct slice){ start, (size_t)(close - start) };
		cursor->at = close + 1;
		return true;
	}
	cursor->at = start;
	return lex_escapes(cursor, bytes);
}

/* ---- words ---- */

#define NAME (CHAR_NAME | CHAR_PLAIN | CHAR_BARE)
#define PLAIN (CHAR_PLAIN | CHAR_BARE)

const uint8_t char_kinds[256] = {
	['!'] = CHAR_BARE, ['"'] = CHAR_BARE, ['#'] = CHAR_BARE, ['$'] = CHAR_BARE, ['%'] = PLAIN,
	['&'] = CHAR_BARE, ['\''] = CHAR_BARE, ['('] = CHAR_BARE, [')'] = CHAR_BARE, ['*'] = PLAIN,
	['+'] = PLAIN, [','] = CHAR_BARE, ['-'] = PLAIN, ['.'] = PLAIN, ['/'] = PLAIN,
	['0' ... '9'] = NAME, [':'] = PLAIN, ['<'] = CHAR_BARE, ['='] = CHAR_BARE, ['>'] = CHAR_BARE,
	['?'] = CHAR_BARE, ['@'] = PLAIN, ['A' ... 'Z'] = NAME, ['['] = PLAIN, ['\\'] = CHAR_BARE,
	[']'] = PLAIN, ['^'] = PLAIN, ['_'] = NAME, ['`'] = CHAR_BARE, ['a' ... 'z'] = NAME,
	['{'] = PLAIN, ['|'] = PLAIN, ['}'] = PLAIN, ['~'] = PLAIN,
};

static const char *skip_bare(const char *at, const char *end)
{
	while (end - at >= 8 && eight_ascii(eight_bytes(at), '!') && !eight_have(eight_bytes(at), ';'))
		at += 8;
	while (at < end && char_kinds[(unsigned char)*at] & CHAR_BARE)
		at++;
	return at;
}

/* The character of UTF-8 at `at`; 0 when it is none. */
static unsigned utf8_at(const char *at, const char *end)
{
	unsigned char first = (unsigned char)*at;
	int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
	unsigned code = first & (0x3fu >> more);

	if (first < 0xc2 || first > 0xf4 || end - at <= more)
		return 0;
	for (int i = 1; i <= more; i++) {
		if (((unsigned char)at[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | ((unsigned char)at[i] & 0x3f);
	}
	return code;
}

/* What word processors and web pages make of what was typed; ranges of characters. */
static const struct {
	unsigned first, last;
	const char *what, *right;
} look_alikes[] = {
	{ 0xa0, 0xa0, "a no-break space", "a plain blank" },
	{ 0xab, 0xab, "a quotation mark", "a straight \"" },
	{ 0xad, 0xad, "a hyphen that is not seen", "nothing" },
	{ 0xb4, 0xb4, "an accent", "a straight '" },
	{ 0xbb, 0xbb, "a quotation mark", "a straight \"" },
	{ 0x2000, 0x200a, "a space of another width", "a plain blank" },
	{ 0x200b, 0x200f, "a character that is not seen", "nothing" },
	{ 0x2010, 0x2015, "a dash", "- or --" },
	{ 0x2018, 0x201b, "a curly quote", "a straight '" },
	{ 0x201c, 0x201f, "a curly quote", "a straight \"" },
	{ 0x2026, 0x2026, "an ellipsis", "`...`" },
	{ 0x2028, 0x202e, "a character that is not seen", "nothing" },
	{ 0x202f, 0x202f, "a no-break space", "a plain blank" },
	{ 0x2032, 0x2032, "a prime", "a straight '" },
	{ 0x2033, 0x2033, "a double prime", "a straight \"" },
	{ 0x205f, 0x205f, "a space of another width", "a plain blank" },
	{ 0x2060, 0x2069, "a character that is not seen", "nothing" },
	{ 0x2212, 0x2212, "a minus sign", "-" },
	{ 0x3000, 0x3000, "a space of another width", "a plain blank" },
	{ 0xfeff, 0xfeff, "a byte-order mark", "nothing" },
};

enum { FULL_WIDTH_FIRST = 0xff01, FULL_WIDTH_LAST = 0xff5e };	/* ! to ~ */

bool refuse_byte(struct cursor *cursor, const char *at)
{
	unsigned code = utf8_at(at, cursor->end);

	for (size_t i = 0; i < sizeof(look_alikes) / sizeof(*look_alikes); i++)
		if (code >= look_alikes[i].first && code <= look_alikes[i].last)
			return mistake(cursor->message, "%s (U+%04X) stands where %s belongs",
				       look_alikes[i].what, code, look_alikes[i].right);
	if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST)
		return mistake(cursor->message, "a full-width character (U+%04X) stands where a plain %c belongs", code,
			       (char)(code - FULL_WIDTH_FIRST + '!'));
	if (code)
		return mistake(cursor->message, "the character U+%04X stands outside of quotes and comments", code);
	return mistake(cursor->message, "the byte \\%o stands outside of quotes and comments", (unsigned char)*at);
}

static enum lexed lex_quoted(struct cursor *cursor, struct word *word)
{
	*word = (struct word){ .quoted = true };
	if (!lex_string(cursor, &word->text))
		return LEXED_MISTAKE;
	if (cursor->end - cursor->at >= 3 && memcmp(cursor->at, "...", 3) == 0) {
		word->cut = true;
		cursor->at += 3;
	}
	if (cursor->at < cursor->end && !is_blank(*cursor->at) && *cursor->at != ';') {
		mistake(cursor->message, "a blank is missing behind the string %s",
			quoted(cursor->arena, word->text));
		return LEXED_MISTAKE;
	}
	return LEXED_WORD;
}

enum lexed lex_word(struct cursor *cursor, struct word *word)
{
	const char *at;
	struct slice text;

	skip_blanks(cursor);
	if (at_statement_end(cursor))
		return LEXED_END;
	if (*cursor->at == '"' || *cursor->at == '\'')
		return lex_quoted(cursor, word);
	at = skip_bare(cursor->at, cursor->end);
	if (at < cursor->end && !is_blank(*at) && *at != ';') {
		refuse_byte(cursor, at);
		return LEXED_MISTAKE;
	}
	text = (struct slice){ cursor->at, (size_t)(at - cursor->at) };
	*word = (struct word){ .text = text, .expands = memchr(text.at, '$', text.len) };
	cursor->at = at;
	return LEXED_WORD;
}

/* ---- numbers ---- */

bool word_to_int64(struct slice word, int64_t *n)
{
	bool negative = word.len > 1 && word.at[0] == '-';
	size_t i = negative || (word.len > 1 && word.at[0] == '+');
	unsigned base = 10;
	uint64_t value = 0;

	if (word.len > i + 2 && word.at[i] == '0' && (word.at[i + 1] | 0x20) == 'x') {
		base = 16;
		i += 2;
	} else if (word.len > i + 1 && word.at[i] == '0') {
		base = 8;
		i++;
	}
	if (i == word.len)
		return false;
	for (; i < word.len; i++) {
		unsigned digit = (unsigned)digit_value(word.at[i]);

		if (digit >= base || __builtin_mul_overflow(value, base, &value) ||
		    __builtin_add_overflow(value, digit, &value))
			return false;
	}
	if (negative && value > (uint64_t)INT64_MAX + 1)
		return false;
	*n = (int64_t)(negative ? -value : value);
	return true;
}

bool word_to_size(struct slice word, int64_t *n)
{
	static const char units[] = "kmg";
	const char *unit = word.len ? memchr(units, word.at[word.len - 1] | 0x20, sizeof(units) - 1) : NULL;

	if (!unit)
		return word_to_int64(word, n);
	word.len--;
	return word_to_int64(word, n) &&
	       !__builtin_mul_overflow(*n, INT64_C(1) << (10 * (unit - units + 1)), n);
}

static int64_t duration_unit(struct slice unit)
{
	static const struct { const char *name; int64_t nanoseconds; } units[] = {
		{ "ns", 1 }, { "us", 1000 }, { "ms", 1000000 }, { "s", 1000000000 },
		{ "min", 60000000000 }, { "h", 3600000000000 },
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (slice_is(unit, units[i].name))
			return units[i].nanoseconds;
	return 0;
}

bool word_to_duration(struct slice word, int64_t *nanoseconds)
{
	size_t i = 0;
	int64_t whole = 0, part = 0, scale = 1, unit;
	bool more = false;

	for (; i < word.len && word.at[i] >= '0' && word.at[i] <= '9'; i++)
		if (__builtin_mul_overflow(whole, 10, &whole) ||
		    __builtin_add_overflow(whole, word.at[i] - '0', &whole))
			return false;
	if (i == 0)
		return false;
	if (i + 1 < word.len && word.at[i] == '.' && word.at[i + 1] >= '0' && word.at[i + 1] <= '9') {
		for (i++; i < word.len && word.at[i] >= '0' && word.at[i] <= '9'; i++) {
			if (scale == 1000000000) {	/* digits beyond what a nanosecond needs */
				more |= word.at[i] != '0';
				continue;
			}
			part = part * 10 + (word.at[i] - '0');
			scale *= 10;
		}
	}
	unit = duration_unit((struct slice){ word.at + i, word.len - i });
	if (unit == 0 || __builtin_mul_overflow(whole, unit, &whole))
		return false;
	/* unit/scale first where it divides: 0.5h would overflow otherwise; the others are short */
	if (unit % scale == 0) {
		part *= unit / scale;
	} else {
		part *= unit;
		more |= part % scale != 0;
		part /= scale;
	}
	/* Up, so that nothing becomes a wait of no time but 0. */
	part += more;
	return !__builtin_add_overflow(whole, part, nanoseconds);
}
