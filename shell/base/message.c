/* What went wrong, and the word that was meant. */
#include "message.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"

enum { QUOTED_BYTES = 60, NEAREST_BYTES = 40 };

#define DID_YOU_MEAN "; did you mean \"%.*s\"?"

static void tell(struct message *message, bool guesses, const char *format, va_list args)
{
	message->set = true;
	message->guesses = guesses;
	vsnprintf(message->text, sizeof(message->text), format, args);
}

bool mistake(struct message *message, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (!message->set)
		tell(message, false, format, args);
	va_end(args);
	return false;
}

bool mistake_guess(struct message *message, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (!message->set)
		tell(message, true, format, args);
	va_end(args);
	return false;
}

bool mistake_near(struct message *message, const struct nearest *nearest, const char *format, ...)
{
	va_list args;
	size_t len;

	if (message->set)
		return false;
	va_start(args, format);
	tell(message, nearest->best.len, format, args);
	va_end(args);
	len = strlen(message->text);
	if (nearest->best.len)
		snprintf(message->text + len, sizeof(message->text) - len, DID_YOU_MEAN, SLICE_ARGS(nearest->best));
	return false;
}

const char *quoted(struct arena *arena, struct slice word)
{
	bool cut = word.len > QUOTED_BYTES;
	/* A string of call notation has its own quotes. */
	const char *quote = word.len > 1 && word.at[0] == '"' ? "" : "\"";
	const char *text = arena_format(arena, "%s%.*s%s%s", quote, cut ? QUOTED_BYTES : (int)word.len,
					word.len ? word.at : "", quote, cut ? "..." : "");

	return text ? text : "\"\"";
}

void nearest_start(struct nearest *nearest, struct slice word)
{
	*nearest = (struct nearest){ .word = word, .distance = SIZE_MAX };
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many slips lie between two words: a letter more, less, other, or swapped with its neighbour. */
static __attribute__((noinline)) size_t slips(struct slice a, struct slice b)
{
	size_t row[3][NEAREST_BYTES + 1];

	for (size_t j = 0; j <= b.len; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *now = row[i % 3], *above = row[(i + 2) % 3], *before = row[(i + 1) % 3];

		now[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			bool same = lower(a.at[i - 1]) == lower(b.at[j - 1]);

			now[j] = least(least(now[j - 1], above[j]) + 1, above[j - 1] + !same);
			if (i > 1 && j > 1 && lower(a.at[i - 1]) == lower(b.at[j - 2]) &&
			    lower(a.at[i - 2]) == lower(b.at[j - 1]))
				now[j] = least(now[j], before[j - 2] + 1);
		}
	}
	return row[a.len % 3][b.len];
}

void nearest_try(struct nearest *nearest, struct slice candidate)
{
	struct slice word = nearest->word;
	size_t longer = word.len > candidate.len ? word.len : candidate.len;
	size_t allowed = longer / 3 < 3 ? longer / 3 : 3;
	size_t apart = longer - least(word.len, candidate.len);
	size_t distance;

	if (longer > NEAREST_BYTES || apart > allowed || apart >= nearest->distance)
		return;
	distance = allowed ? slips(word, candidate) : !slice_equal(word, candidate);
	if (distance > allowed || distance >= nearest->distance)
		return;
	nearest->distance = distance;
	nearest->best = candidate;
}

const char *did_you_mean(struct arena *arena, const struct nearest *nearest)
{
	const char *text;

	if (nearest->best.len == 0)
		return "";
	text = arena_format(arena, DID_YOU_MEAN, SLICE_ARGS(nearest->best));
	return text ? text : "";
}
