/* struct timeval, of SO_RCVTIMEO and SO_SNDTIMEO. In words: a duration, or `off`. */
#include <limits.h>
#include <stdint.h>

#include "sockopt.h"

/*
 * The kernel's own layouts: SO_RCVTIMEO has a long each, SO_RCVTIMEO_NEW 64 bits each. On 64 bits
 * they are the same, and libc's; on 32 bits libc's can be either.
 */
struct timeval_long {
	long tv_sec, tv_usec;
};

struct timeval_64 {
	int64_t tv_sec, tv_usec;
};

#if LONG_MAX > INT32_MAX
#define TYPE_LONG type_i64
#else
#define TYPE_LONG type_i32
#endif

static const struct member members_long[] = {
	MEMBER(struct timeval_long, tv_sec, "tv_sec", TYPE_LONG),
	MEMBER(struct timeval_long, tv_usec, "tv_usec", TYPE_LONG),
	{ 0 },
};

static const struct member members_64[] = {
	MEMBER(struct timeval_64, tv_sec, "tv_sec", type_i64),
	MEMBER(struct timeval_64, tv_usec, "tv_usec", type_i64),
	{ 0 },
};

/* 250ms, 2s; a bare number is tv_sec; no time at all is no time-out. */
static bool from_words(const struct type *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	struct slice word = words_take(words)->text;
	int64_t values[2] = { 0, 0 };
	size_t size = self->members[0].size;
	int64_t ns;

	if (word_to_duration(word, &ns)) {
		if (ns % 1000)
			return wrong(c, "time-outs are counted in microseconds, found %s",
				     quoted(c->arena, word));
		values[0] = ns / 1000000000;
		values[1] = ns % 1000000000 / 1000;
	} else if (!slice_is(word, "off") && !word_to_int64(word, &values[0])) {
		return wrong(c, "a duration (250ms, 2s) or \"off\" expected, found %s",
			     quoted(c->arena, word));
	}
	if (size < sizeof(int64_t) && (values[0] < INT32_MIN || values[0] > INT32_MAX))
		return wrong(c, "%s does not fit into 32 bits", quoted(c->arena, word));
	if (!arg_room(c, arg, self->size))
		return false;
	for (size_t i = 0; i < 2; i++)
		store_number((char *)arg->at + self->members[i].offset, size, values[i]);
	return true;
}

static void complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	(void)self;
	if (!c->call_notation)
		candidates_add(candidates, slice_of("off"));
}

const struct type type_timeval = TYPE_STRUCTURE("timeval", struct timeval_long, members_long,
						.words = "250ms, 2s, or off",
						.from_words = from_words, .complete = complete);
const struct type type_timeval64 = TYPE_STRUCTURE("timeval", struct timeval_64, members_64,
						  .words = "250ms, 2s, or off",
						  .from_words = from_words, .complete = complete);
