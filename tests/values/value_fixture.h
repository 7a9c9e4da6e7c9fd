/* What units of types share: a value in the call of a declaration of its own, and around from text to text. */
#ifndef SOCKSH_VALUE_FIXTURE_H
#define SOCKSH_VALUE_FIXTURE_H

#include "unit.h"

#include "type.h"

/* The value stands in the call of a declaration of its own. */
static const struct call in = { .name = "in", .params = { { "value", &type_int } } };

static inline void use(struct stage *stage, const struct param *param)
{
	stage->made.call = &in;
	stage->c.param = (struct param *)(void *)arena_copy(&stage->arena, param, sizeof(*param));
	stage->message = (struct message){ 0 };
	memset(stage->made.args, 0, sizeof(stage->made.args));
}

static inline bool read_node(struct stage *stage, const struct type *type, const struct node *node, struct arg *arg)
{
	return (type->pointer ? memory_from_node : type->from_node)(type, &stage->c, stage->view,
								    node, arg);
}

/* As a line shows it; the tree and the short cut past it say the same. */
static inline const char *value_shown(struct stage *stage, const struct type *type, const struct arg *arg)
{
	const char *by_tree = shown(stage, (type->pointer ? memory_to_node : type->to_node)(
						   type, &stage->c, stage->view, arg));
	struct out out = { .fd = -1 };

	if (type->show && (!type->pointer || (arg->at && !is_unreadable(&stage->c, arg->at)))) {
		type->show(type, &stage->c, stage->view, arg, &out);
		assert_string_equal(taken(stage, &out), by_tree);
	}
	return by_tree;
}

static inline void assert_same_value(const struct arg *a, const struct arg *b, const struct type *type)
{
	if (!type->pointer) {
		assert_int_equal(a->n, b->n);
		return;
	}
	assert_int_equal(a->at != NULL, b->at != NULL);
	if (!a->at)
		return;
	assert_int_equal(a->len, b->len);
	if (a->len)
		assert_memory_equal(a->at, b->at, a->len);
}

/* The text reads; what is shown is `expected`, and reads back to the same value. */
static inline struct arg around_way(struct stage *stage, const struct type *type, enum way way, const char *text,
			     const char *expected)
{
	const struct param param = { "value", type, way };
	struct arg *read = &stage->made.args[0], *again = &stage->made.args[1];
	struct arg value;

	use(stage, &param);
	stage->c.call_notation = true;
	if (!read_node(stage, type, tree(stage, text), read))
		fail_msg("%s: %s", text, stage->message.text);
	assert_string_equal(value_shown(stage, type, read), expected);
	if (!read_node(stage, type, tree(stage, expected), again))
		fail_msg("%s: %s", expected, stage->message.text);
	assert_same_value(read, again, type);
	value = *read;
	return value;
}

static inline struct arg around(struct stage *stage, const struct type *type, const char *text, const char *expected)
{
	return around_way(stage, type, IN, text, expected);
}

static inline void same(struct stage *stage, const struct type *type, const char *text)
{
	around(stage, type, text, text);
}

static inline void no_value(struct stage *stage, const struct type *type, const char *text, const char *message)
{
	const struct param param = { "value", type, IN };
	struct arg arg = { 0 };

	use(stage, &param);
	stage->c.call_notation = true;
	if (read_node(stage, type, tree(stage, text), &arg))
		fail_msg("%s was taken", text);
	assert_string_equal(stage->message.text, message);
}

static inline bool read_words(struct stage *stage, const struct type *type, const char *text, struct arg *arg)
{
	struct cursor cursor = cursor_of(stage, text);
	struct word word;
	struct words words = { &word, 1 };

	assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
	stage->c.call_notation = false;
	if (!type->from_words(type, &stage->c, &words, arg))
		return false;
	assert_int_equal(words.count, 0);
	return true;
}

/* A word of command notation, and the value of call notation that it is. */
static inline void word_is(struct stage *stage, const struct type *type, const char *text, const char *expected)
{
	const struct param param = { "value", type, IN };

	use(stage, &param);
	if (!read_words(stage, type, text, &stage->made.args[0]))
		fail_msg("%s: %s", text, stage->message.text);
	assert_string_equal(value_shown(stage, type, &stage->made.args[0]), expected);
}

static inline void no_word(struct stage *stage, const struct type *type, const char *text, const char *message)
{
	const struct param param = { "value", type, IN };

	use(stage, &param);
	if (read_words(stage, type, text, &stage->made.args[0]))
		fail_msg("%s was taken", text);
	assert_string_equal(stage->message.text, message);
}

static inline void reads_as(struct stage *stage, const struct type *type, const char *text, const char *expected,
		     size_t len)
{
	const struct param param = { "value", type, IN };

	use(stage, &param);
	assert_true(read_node(stage, type, tree(stage, text), &stage->made.args[0]));
	assert_string_equal(value_shown(stage, type, &stage->made.args[0]), expected);
	assert_int_equal(stage->made.args[0].len, len);
}

/* ---- what goes in and what comes ---- */

static inline void read_as(struct stage *stage, const struct param *param, enum view view, const char *text,
		    struct arg *arg)
{
	stage->c.call_notation = true;
	stage->view = view;
	stage->c.param = param;
	if (!memory_from_node(param->type, &stage->c, view, tree(stage, text), arg))
		fail_msg("%s: %s", text, stage->message.text);
}

/* What a line gives, kept as before a call. */
static inline void *goes_in(struct stage *stage, const struct param *param, const char *text)
{
	struct arg *arg = &stage->made.args[0];

	use(stage, param);
	read_as(stage, param, GOES_IN, text, arg);
	stage->c.param = param;
	assert_true(memory_keep(&stage->c, arg));
	return arg->at;
}

static inline void came(struct stage *stage, const struct param *param, int64_t result)
{
	stage->made.result = result;
	stage->view = CAME;
	memory_measure(param->type, &stage->c, &stage->made.args[0], result);
}

static inline void assert_view(struct stage *stage, const struct param *param, enum view view, const struct arg *arg,
			const char *expected)
{
	stage->view = view;
	assert_string_equal(value_shown(stage, param->type, arg), expected);
}

static inline void refused(struct stage *stage, const struct param *param, const char *text, const char *message)
{
	struct arg arg = { 0 };

	use(stage, param);
	stage->c.call_notation = true;
	stage->c.param = param;
	if (memory_from_node(param->type, &stage->c, GOES_IN, tree(stage, text), &arg))
		fail_msg("%s was taken", text);
	assert_string_equal(stage->message.text, message);
}

#endif
