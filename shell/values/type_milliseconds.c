/* How long poll and its like wait, in milliseconds: 500ms, 2s, infinite. */
#include "type.h"

enum { NANOSECONDS = 1000000 };		/* of a millisecond */

/*
 * 500ms, 2s; a bare number is what the call itself takes. What is shorter than a millisecond is
 * rounded up, so that nothing becomes a wait of no time but 0.
 */
static bool milliseconds_from_words(const struct type *self, struct context *c, struct words *words,
				    struct arg *arg)
{
	const struct word *word = words_take(words);
	int64_t n;

	if (!word)
		return wrong(c, "a time such as 500ms is missing");
	if (slice_is(word->text, "infinite")) {
		arg->n = -1;
		return true;
	}
	if (!word_to_duration(word->text, &n)) {
		if (!word_to_int64(word->text, &n))
			return wrong(c, "%s is no time; write 500ms, 2s, or infinite",
				     quoted(c->arena, word->text));
	} else {
		n = n / NANOSECONDS + (n % NANOSECONDS > 0);
	}
	if (n < INT32_MIN || n > INT32_MAX)
		return wrong(c, "%s is more than the %d milliseconds of a C int",
			     quoted(c->arena, word->text), INT32_MAX);
	(void)self;
	arg->n = n;
	return true;
}

static void milliseconds_complete(const struct type *self, struct context *c,
				  struct candidates *candidates)
{
	(void)self;
	if (!c->call_notation)
		candidates_add(candidates, slice_of("infinite"));
}

const struct type type_milliseconds = {
	.name = "milliseconds",
	.size = sizeof(int),
	.is_signed = true,
	.from_words = milliseconds_from_words,
	.from_node = number_from_node,
	.to_node = number_to_node,
	.show = number_show,
	.complete = milliseconds_complete,
};
