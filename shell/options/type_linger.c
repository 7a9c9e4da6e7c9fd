/* struct linger. In words: how long close() may wait, or `off`. */
#include <stdint.h>
#include <sys/socket.h>

#include "sockopt.h"

static const struct member members[] = {
	MEMBER(struct linger, l_onoff, "l_onoff", type_i32),
	MEMBER(struct linger, l_linger, "l_linger", type_i32),
	{ 0 },
};

/* 5s, 5: seconds; `0` is on with no time at all, which makes close() reset the connection. */
static bool from_words(const struct type *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	struct slice word = words_take(words)->text;
	int64_t seconds = 0, ns;
	bool off = slice_is(word, "off");
	struct linger *linger;

	if (!off && word_to_duration(word, &ns)) {
		if (ns % 1000000000)
			return wrong(c, "SO_LINGER takes whole seconds, found %s",
				     quoted(c->arena, word));
		seconds = ns / 1000000000;
	} else if (!off && !word_to_int64(word, &seconds)) {
		return wrong(c, "SO_LINGER takes seconds (5s, 0) or \"off\", found %s",
			     quoted(c->arena, word));
	}
	if (seconds < INT32_MIN || seconds > INT32_MAX)
		return wrong(c, "%s does not fit into 32 bits", quoted(c->arena, word));
	if (!arg_room(c, arg, self->size))
		return false;
	linger = arg->at;
	*linger = (struct linger){ .l_onoff = !off, .l_linger = (int)seconds };
	return true;
}

static void complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	(void)self;
	if (!c->call_notation)
		candidates_add(candidates, slice_of("off"));
}

const struct type type_linger = TYPE_STRUCTURE("linger", struct linger, members,
					       .words = "5s, 0, or off",
					       .from_words = from_words, .complete = complete);
