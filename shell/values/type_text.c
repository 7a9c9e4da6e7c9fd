/* Options that are names, of a congestion control say, and those that are only bytes. */
#include "type.h"

enum {
	NAME_BYTES = 16,	/* TCP_CA_NAME_MAX, TCP_ULP_NAME_MAX and IFNAMSIZ alike */
	BYTES_ROOM = 256,	/* for what comes back, where the line does not say how much */
};

/* A bare or quoted word, as it is: the kernel takes names with and without a NUL. */
static bool text_from_words(const struct type *self, struct context *c, struct words *words,
			    struct arg *arg)
{
	struct slice word = words_take(words)->text;

	(void)self;
	if (!arg_room(c, arg, word.len))
		return false;
	if (word.len)
		memcpy(arg->at, word.at, word.len);
	return true;
}

static bool from_node(const struct type *self, struct context *c, enum view view,
		      const struct node *node, struct arg *arg)
{
	(void)self;
	return bytes_from_node(c, view, node, arg);
}

static bool text_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	(void)self;
	return arg_room(c, arg, wanted < 0 ? NAME_BYTES : (size_t)wanted);
}

static bool bytes_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	(void)self;
	return arg_room(c, arg, wanted < 0 ? BYTES_ROOM : (size_t)wanted);
}

/* The part before the NUL. */
static struct slice text_bytes(const struct type *self, struct context *c, const struct arg *arg)
{
	(void)self;
	(void)c;
	return (struct slice){ arg->at, arg->at ? strnlen(arg->at, arg->len) : 0 };
}

static struct node *to_node(const struct type *self, struct context *c, enum view view,
			    const struct arg *arg)
{
	(void)self;
	(void)view;
	return node_string(c->arena, (struct slice){ arg->at, arg->len });
}

const struct type type_text = {
	.name = "name", .words = "a name", .pointer = true,
	.from_words = text_from_words, .from_node = from_node,
	.prepare = text_prepare, .to_node = to_node, .bytes = text_bytes,
};

const struct type type_bytes = {
	.name = "bytes", .words = "--hex \"01 00\", or a string in quotes",
	.pointer = true, .quoted = true, .from_words = text_from_words, .from_node = from_node,
	.prepare = bytes_prepare, .to_node = to_node,
};

/* ---- names of files ---- */

static void path_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	(void)self;
	(void)c;
	candidates->files = true;
}

#define TYPE_PATH(name_, ...) \
	{ .name = name_, .pointer = true, .from_words = text_from_words, .from_node = from_node, \
	  .prepare = bytes_prepare, .to_node = to_node, .complete = path_complete, __VA_ARGS__ }

const struct type type_path = TYPE_PATH("path", .learned = LEARN_NOT);
const struct type type_sun_path = TYPE_PATH("path", .learned = LEARN_AUTOBIND);
