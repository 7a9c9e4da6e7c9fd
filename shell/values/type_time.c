/* How long a call waits: struct timeval and timespec, which go in, and come back as what is left. */
#include <sys/time.h>
#include <time.h>

#include "type.h"

static const struct type type_seconds = TYPE_NUMBER("seconds", sizeof(time_t), true, .learned = LEARN_NEVER);
static const struct type type_part = TYPE_NUMBER("part", sizeof(long), true, .learned = LEARN_NEVER);

static const struct member timeval_members[] = {
	MEMBER(struct timeval, tv_sec, "tv_sec", type_seconds),
	MEMBER(struct timeval, tv_usec, "tv_usec", type_part),
	{ 0 },
};

static const struct member timespec_members[] = {
	MEMBER(struct timespec, tv_sec, "tv_sec", type_seconds),
	MEMBER(struct timespec, tv_nsec, "tv_nsec", type_part),
	{ 0 },
};

/* 500ms, 2s; a bare number is seconds, as the call itself takes them. `unit`: nanoseconds of the second member. */
static bool time_from_words(const struct type *self, struct context *c, struct words *words,
			    int64_t unit,
			    struct arg *arg)
{
	const struct word *word = words_take(words);
	int64_t seconds, ns = 0, part;

	if (slice_is(word->text, "infinite"))
		return true;
	if (word_to_duration(word->text, &ns))
		seconds = ns / 1000000000;
	else if (!word_to_int64(word->text, &seconds))
		return wrong(c, "%s is no time; write 500ms, 2s, or infinite", quoted(c->arena, word->text));
	if (!arg_room(c, arg, self->size))
		return false;
	/* Up, so that nothing becomes a wait of no time but 0. */
	part = (ns % 1000000000 + unit - 1) / unit;
	seconds += part / (1000000000 / unit);
	part %= 1000000000 / unit;
	store_number(arg->at, self->members[0].size, seconds);
	store_number((char *)arg->at + self->members[1].offset, self->members[1].size, part);
	return true;
}

static bool timeval_from_words(const struct type *self, struct context *c, struct words *words,
			       struct arg *arg)
{
	return time_from_words(self, c, words, 1000, arg);
}

static bool timespec_from_words(const struct type *self, struct context *c, struct words *words,
				struct arg *arg)
{
	return time_from_words(self, c, words, 1, arg);
}

static void time_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	(void)self;
	if (!c->call_notation)
		candidates_add(candidates, slice_of("infinite"));
}

const struct type type_time =
	TYPE_STRUCTURE("time", struct timeval, timeval_members, .tag = "timeval", .words = "500ms, 2s, infinite",
		       .from_words = timeval_from_words, .complete = time_complete);
const struct type type_precise_time =
	TYPE_STRUCTURE("time", struct timespec, timespec_members, .tag = "timespec", .words = "500us, 2s, infinite",
		       .from_words = timespec_from_words, .complete = time_complete);
