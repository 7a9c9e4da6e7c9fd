/* An append-only text buffer, drained to a descriptor when it is full and when it must be seen. */
#include "out.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

#include "arena.h"
#include "interrupt.h"

enum { DRAIN_BYTES = 64 << 10 };

static bool grow(struct out *out, size_t more)
{
	size_t room = out->room ? out->room : 4096;
	char *data;

	while (room - out->len < more) {
		if (room > SIZE_MAX / 2)
			return false;
		room *= 2;
	}
	data = realloc(out->data, room);
	if (!data)
		return false;
	out->data = data;
	out->room = room;
	return true;
}

bool out_reserve(struct out *out, size_t more)
{
	if (out->room - out->len >= more)
		return true;
	if (out->fd >= 0 && out->room >= DRAIN_BYTES)
		out_flush(out);
	if (out->room - out->len >= more || grow(out, more))
		return true;
	/* No memory: what is there already makes room. */
	if (out->fd >= 0 && out_flush(out) && out->room >= more)
		return true;
	out->failed = true;
	return false;
}

void out_digits(struct out *out, uint64_t n)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	out_bytes(out, digits + at, sizeof(digits) - at);
}

void out_hex(struct out *out, uint64_t n)
{
	char digits[16];
	size_t at = sizeof(digits);

	do {
		digits[--at] = "0123456789abcdef"[n & 15];
		n >>= 4;
	} while (n);
	out_text(out, "0x");
	out_bytes(out, digits + at, sizeof(digits) - at);
}

void out_wide_hex(struct out *out, uint64_t n, int digits)
{
	out_format(out, "%#0*llx", digits, (unsigned long long)n);
}

void out_format(struct out *out, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0 || !out_reserve(out, (size_t)len + 1)) {
		out->failed = true;
		return;
	}
	va_start(args, format);
	vsnprintf(out->data + out->len, (size_t)len + 1, format, args);
	va_end(args);
	out->len += (size_t)len;
}

/* strace's letter for a byte that has one, else 0. */
static char escape_letter(unsigned char c)
{
	switch (c) {
	case '"': return '"';
	case '\\': return '\\';
	case '\t': return 't';
	case '\n': return 'n';
	case '\v': return 'v';
	case '\f': return 'f';
	case '\r': return 'r';
	default: return 0;
	}
}

static void out_octal(struct out *out, unsigned char c, bool digit_follows)
{
	out_char(out, '\\');
	if (digit_follows || c >= 0100)
		out_char(out, (char)('0' + (c >> 6)));
	if (digit_follows || c >= 010)
		out_char(out, (char)('0' + (c >> 3 & 7)));
	out_char(out, (char)('0' + (c & 7)));
}

/* Bytes that are shown as they are. */
static const bool is_plain[256] = { [' ' ... '!'] = true, ['#' ... '['] = true, [']' ... '~'] = true };

/* One byte as strace escapes it; `next` decides how short an octal escape may be. */
static void out_escaped(struct out *out, unsigned char c, const unsigned char *next)
{
	char letter = escape_letter(c);

	if (letter) {
		out_char(out, '\\');
		out_char(out, letter);
	} else {
		out_octal(out, c, next && *next >= '0' && *next <= '7');
	}
}

/*
 * Characters that a locale calls printable and that change how others are seen: format characters
 * (Unicode's Cf, the bidirectional ones among them), line and paragraph separators, fillers that
 * show nothing, variation selectors, and what is for private use.
 */
static bool is_invisible(wint_t wc)
{
	static const struct { wint_t first, last; } ranges[] = {
		{ 0x00ad, 0x00ad }, { 0x034f, 0x034f }, { 0x0600, 0x0605 }, { 0x061c, 0x061c },
		{ 0x06dd, 0x06dd }, { 0x070f, 0x070f }, { 0x0890, 0x0891 }, { 0x08e2, 0x08e2 },
		{ 0x115f, 0x1160 }, { 0x17b4, 0x17b5 }, { 0x180b, 0x180f }, { 0x200b, 0x200f },
		{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0x3164, 0x3164 }, { 0xe000, 0xf8ff },
		{ 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb },
		{ 0x110bd, 0x110bd }, { 0x110cd, 0x110cd }, { 0x13430, 0x1345f },
		{ 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0x10ffff },
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
		if (wc >= ranges[i].first && wc <= ranges[i].last)
			return true;
	return false;
}

/* The length of a visible character of the locale that begins here and is not ASCII; 0 if none does. */
static size_t visible_length(const char *at, size_t len)
{
	mbstate_t state = { 0 };
	wchar_t wc;
	size_t used = mbrtowc(&wc, at, len, &state);

	if (used == 0 || used > len || (unsigned char)*at < 0x80)
		return 0;
	return iswprint((wint_t)wc) && !is_invisible((wint_t)wc) ? used : 0;
}

bool out_is_visible(struct slice text)
{
	while (text.len) {
		bool ascii = (unsigned char)*text.at >= 0x20 && (unsigned char)*text.at < 0x7f;
		size_t used = ascii ? 1 : visible_length(text.at, text.len);

		if (!used)
			return false;
		text.at += used;
		text.len -= used;
	}
	return true;
}

enum { SPAN_BYTES = 32 };

/* Are all bytes of a span plain? Without a branch, so that the compiler looks at many at once. */
static bool span_is_plain(const unsigned char *at)
{
	unsigned char others = 0;

	for (size_t i = 0; i < SPAN_BYTES; i++)
		others |= (unsigned char)(at[i] < ' ') | (unsigned char)(at[i] > '~') |
			  (unsigned char)(at[i] == '"') | (unsigned char)(at[i] == '\\');
	return !others;
}

static const unsigned char *skip_plain(const unsigned char *at, const unsigned char *end)
{
	while (end - at >= SPAN_BYTES && span_is_plain(at))
		at += SPAN_BYTES;
	while (at < end && is_plain[*at])
		at++;
	return at;
}

static void out_string_bytes(struct out *out, const unsigned char *at, const unsigned char *end)
{
	while (at < end) {
		const unsigned char *plain = at;
		size_t visible;

		at = skip_plain(at, end);
		out_bytes(out, plain, (size_t)(at - plain));
		if (at == end)
			return;
		visible = out->terminal ? visible_length((const char *)at, (size_t)(end - at)) : 0;
		if (visible) {
			out_bytes(out, at, visible);
			at += visible;
		} else {
			out_escaped(out, *at, at + 1 < end ? at + 1 : NULL);
			at++;
		}
	}
}

void out_line_begins(struct out *out)
{
	out->line_end = out->drained + out->len + OUT_LINE_BYTES;
}

void out_line_ends(struct out *out)
{
	out->line_end = 0;
}

enum { FILL_PERIOD = 26 };

void fill_bytes(char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		at[i] = (char)('a' + i % FILL_PERIOD);
}

static bool is_fill(struct slice bytes)
{
	char start[FILL_PERIOD];

	fill_bytes(start, sizeof(start));
	return bytes.len >= sizeof(start) && memcmp(bytes.at, start, sizeof(start)) == 0 &&
	       memcmp(bytes.at, bytes.at + sizeof(start), bytes.len - sizeof(start)) == 0;
}

/* How many of the bytes can be shown in the rest of the line. */
static size_t fitting(const struct out *out, struct slice bytes)
{
	uint64_t at = out->drained + out->len, left = out->line_end > at ? out->line_end - at : 0;

	if (bytes.len <= left / 4)
		return bytes.len;
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.at[i];
		size_t needed = is_plain[c] ? 1 : escape_letter(c) ? 2 : 4;

		if (needed > left)
			return i;
		left -= needed;
	}
	return bytes.len;
}

void out_string(struct out *out, struct slice bytes, bool cut)
{
	const unsigned char *at = (const unsigned char *)bytes.at;
	size_t len = out->line_end ? fitting(out, bytes) : bytes.len;

	if (len < bytes.len && !cut && !out->terminal && is_fill(bytes)) {
		out_format(out, "fill(%zu)", bytes.len);
		return;
	}
	cut |= len < bytes.len;
	if (out->terminal && len > out->strings) {
		len = out->strings;
		cut = true;
	}
	out_char(out, '"');
	out_string_bytes(out, at, at + len);
	out_text(out, cut ? "\"..." : "\"");
}

void out_foreign(struct out *out, struct slice text)
{
	for (size_t i = 0; i < text.len;) {
		unsigned char c = (unsigned char)text.at[i];
		size_t visible = out->terminal ? visible_length(text.at + i, text.len - i) : 0;

		if (visible) {
			out_bytes(out, text.at + i, visible);
		} else if (c >= 0x20 && c < 0x7f) {
			out_char(out, (char)c);
		} else {
			const unsigned char *next = (const unsigned char *)text.at + i + 1;

			out_escaped(out, c, i + 1 < text.len ? next : NULL);
		}
		i += visible ? visible : 1;
	}
}

/*
 * Is writing worth another try after an error? A pipe that somebody else has made non-blocking is
 * waited for, not lost. After a Ctrl-C, which is signalled again and again, a reader that takes
 * nothing is given up when the patience is at its end.
 */
static bool may_try_again(int fd, int *patience)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLOUT };

	if (errno == EAGAIN && poll(&pollfd, 1, -1) >= 0)
		return true;
	if (errno != EINTR)
		return false;
	return !interrupt_pending() || (*patience)-- > 0;
}

bool out_flush(struct out *out)
{
	enum { PATIENCE = 20 };
	size_t done = 0;
	int patience = PATIENCE;

	if (out->fd < 0)
		return !out->failed;
	while (done < out->len) {
		ssize_t n = write(out->fd, out->data + done, out->len - done);

		if (n < 0 && !may_try_again(out->fd, &patience))
			break;
		done += n > 0 ? (size_t)n : 0;
		patience = n > 0 ? PATIENCE : patience;
	}
	/* Whoever pressed Ctrl-C did not want the rest. */
	if (done < out->len && patience >= 0)
		out->failed = true;
	out->drained += out->len;
	out->len = 0;
	return !out->failed;
}

void out_clear(struct out *out)
{
	out->len = 0;
}

char *out_take(struct out *out, struct arena *arena, size_t *len)
{
	char *text = NULL;

	if (out->failed)
		arena->exhausted = true;
	else
		text = arena_copy(arena, out->data, out->len);
	if (len)
		*len = out->len;
	out_free(out);
	return text;
}

void out_free(struct out *out)
{
	free(out->data);
	out->data = NULL;
	out->len = out->room = 0;
}
