/* Units of include/statement/sort_words.h: which word of a command is what. */
#include "unit.h"

#include <sys/socket.h>

#include "bind_parts.h"
#include "sort_words.h"

/* What an option found when it was read. */
static struct handle *handle_at_option;
static unsigned options_read;

static int note_option(const struct type *self, struct context *c, struct slice name, struct words *words,
		       struct arg *arg)
{
	(void)self, (void)name, (void)words;
	handle_at_option = c->made->handle;
	options_read++;
	return arg_room(c, arg, 1) ? 1 : -1;
}

static bool take_all(const struct type *self, struct context *c, struct words *words, struct arg *arg)
{
	(void)self;
	while (words_take(words))
		;
	return arg->at || arg_room(c, arg, 1);
}

static const struct type_option rows[] = { { "to", 1, { &type_family } }, { "pair", 2 }, { "here" }, { 0 } };

static const struct type
	type_parts = { .name = "parts", .pointer = true, .data = true, .many = true, .options = rows,
		       .from_option = note_option, .from_words = take_all };

static const struct call
	call_send = { .name = "send",
		      .params = { { "sockfd", &type_socket }, { "buf", &type_data }, { "len", &type_length, .of = 2 },
				  { "flags", &type_msg_flags, .fallback = "0", .option = true } },
		      .result = RESULT_COUNT, .counts = 2 },
	call_tell = { .name = "tell", .params = { { "sockfd", &type_socket }, { "parts", &type_parts } } },
	call_set = { .name = "set",
		     .params = { { "sockfd", &type_socket }, { "level", &type_family, .option = true },
				 { "what", &type_int } } };

static struct plan plan;

/* The words of a command, with a live handle s and `call` as the one that is made. */
static struct words words_of(struct stage *stage, const struct call *call, const char *text)
{
	struct word *words = arena_zero(&stage->arena, 16 * sizeof(*words));
	struct cursor cursor = cursor_of(stage, text);
	size_t count = 0;

	plan_call(&plan, call);
	stage->made = (struct made){ .call = call, .plan = &plan };
	if (!handle_by_fd(&stage->shell.handles, 1000))
		assert_non_null(handle_add(&stage->shell.handles, slice_of("s"), 1000, (struct facts){ 0 }));
	for (skip_blanks(&cursor); lex_word(&cursor, &words[count]) == LEXED_WORD; skip_blanks(&cursor))
		count++;
	return (struct words){ words, count };
}

static struct sorted_words sorted(struct stage *stage, const struct call *call, const char *text)
{
	struct sorted_words sorted;

	assert_true(sort_words(&stage->c, words_of(stage, call, text), &sorted));
	return sorted;
}

/* `plain words;--option words;--option`, and what is known of the handle and of further options. */
static void assert_sorted(struct stage *stage, const struct call *call, const char *text, const char *expected)
{
	struct sorted_words words = sorted(stage, call, text);
	struct out out = { .fd = -1 };

	for (size_t i = 0; i < words.plain.count; i++)
		out_format(&out, "%s%.*s", i ? " " : "", SLICE_ARGS(words.plain.at[i].text));
	for (size_t i = 0; i < words.option_count; i++) {
		const struct sorted_option *option = &words.options[i];

		out_format(&out, ";--%.*s", SLICE_ARGS(option->name));
		if (option->param == MAX_ARGS)
			out_text(&out, "?");
		for (size_t j = 0; j < option->words.count; j++)
			out_format(&out, " %.*s", SLICE_ARGS(option->words.at[j].text));
		for (size_t j = option->words.count; j < option->wanted; j++)
			out_text(&out, " _");
	}
	if (words.handle_first)
		out_text(&out, ";handle");
	if (words.options_over)
		out_text(&out, ";over");
	assert_string_equal(taken(stage, &out), expected);
}

static void options_have_words(void **state)
{
	struct stage *stage = *state;

	assert_sorted(stage, &call_send, "x", "x;over");
	assert_sorted(stage, &call_send, "--peek x", "x;--peek;over");
	assert_sorted(stage, &call_send, "--fill 3 --oob", ";--fill 3;--oob");
	assert_sorted(stage, &call_send, "--fill", ";--fill _");
	assert_sorted(stage, &call_send, "--nothing x", "x;--nothing?;over");
	assert_sorted(stage, &call_tell, "--pair 1 2 --to inet x", "x;--pair 1 2;--to inet;over");
	assert_sorted(stage, &call_tell, "--pair 1", ";--pair 1 _");
	/* The words of an option may look like one. */
	assert_sorted(stage, &call_tell, "--to --here", ";--to --here");
	/* A parameter that is an option itself. */
	assert_sorted(stage, &call_set, "--level inet 1", "1;--level inet");
	assert_sorted(stage, &call_set, "1 --level inet", "1;--level inet");
	assert_sorted(stage, &call_set, "--level", ";--level _");
}

static void options_end_at_data(void **state)
{
	struct stage *stage = *state;

	assert_sorted(stage, &call_send, "s", "s;handle");
	assert_sorted(stage, &call_send, "s --peek x --oob", "s x --oob;--peek;handle;over");
	assert_sorted(stage, &call_send, "x --peek", "x --peek;over");
	assert_sorted(stage, &call_send, "\"s\" --peek", "s --peek;over");
	assert_sorted(stage, &call_send, "x s", "x s;over");
	assert_sorted(stage, &call_send, "-- --peek", "--peek;over");
	assert_sorted(stage, &call_send, "s -- --peek", "s --peek;handle;over");
	assert_sorted(stage, &call_send, "\"--peek\"", "--peek;over");
	assert_sorted(stage, &call_set, "s 1 --level inet", "s 1;--level inet;handle");
}

static void what_options_leave_to_words(void **state)
{
	struct stage *stage = *state;
	struct sorted_words words = sorted(stage, &call_send, "--fill 3");

	assert_int_equal(words.given, 1u << 1);
	assert_int_equal(words.optional, 1u << 1);
	words = sorted(stage, &call_send, "--peek");
	assert_int_equal(words.given | words.optional, 0);
	/* More words may follow what is made of many. */
	words = sorted(stage, &call_tell, "--here");
	assert_int_equal(words.given, 0);
	assert_int_equal(words.optional, 1u << 1);
	words = sorted(stage, &call_set, "--level inet");
	assert_int_equal(words.given | words.optional, 0);
}

static void an_option_is_read_when_the_handle_is_known(void **state)
{
	struct stage *stage = *state;

	handle_at_option = NULL;
	assert_true(bind_these_words(&stage->c, words_of(stage, &call_tell, "--here s x")));
	assert_non_null(handle_at_option);
	assert_ptr_equal(handle_at_option, stage->made.handle);
	/* Where one of them is unknown, none is read. */
	options_read = 0;
	assert_false(bind_these_words(&stage->c, words_of(stage, &call_tell, "--here --unknown x")));
	assert_string_equal(stage->message.text, "no option --unknown");
	assert_int_equal(options_read, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(options_have_words),
		STAGED(options_end_at_data),
		STAGED(what_options_leave_to_words),
		STAGED(an_option_is_read_when_the_handle_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
