/* What the units share: a shell that has no descriptors of its own, and values in and out as text. */
#ifndef SOCKSH_UNIT_H
#define SOCKSH_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "call.h"
#include "commands.h"
#include "learned.h"
#include "lines.h"
#include "parse.h"
#include "run.h"
#include "shell.h"
#include "show.h"
#include "source.h"

/* All that a part sees while a statement is run. */
struct stage {
	struct shell shell;
	struct arena arena;
	struct message message;
	struct learned learned;
	struct made made;
	enum view view;
	struct context c;
};

/* As cmocka's set-up and tear-down of a test; nothing is shown anywhere. */
static inline int stage_set_up(void **state)
{
	struct stage *stage = calloc(1, sizeof(*stage));

	if (!stage)
		return -1;
	stage->shell.out.fd = stage->shell.err.fd = stage->shell.journal.fd = -1;
	stage->shell.settings.hints = true;
	stage->c = context_of(&stage->shell, &stage->arena, &stage->message, &stage->made);
	*state = stage;
	return registry_set_up(&stage->shell.registry, all_calls, all_commands) ? 0 : -1;
}

static inline int stage_tear_down(void **state)
{
	struct stage *stage = *state;

	learned_free(&stage->learned);
	arena_free(&stage->arena);
	out_free(&stage->shell.out);
	out_free(&stage->shell.err);
	history_free(&stage->shell);
	handles_free(&stage->shell.handles);
	registry_free(&stage->shell.registry);
	free(stage);
	return 0;
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)

static inline struct cursor cursor_of(struct stage *stage, const char *text)
{
	stage->message = (struct message){ 0 };
	return (struct cursor){ text, text + strlen(text), &stage->arena, &stage->message };
}

/* A value of call notation; the test fails where the text is none. */
static inline struct node *tree(struct stage *stage, const char *text)
{
	struct cursor cursor = cursor_of(stage, text);
	struct node *node = parse_node(&cursor);

	if (!node)
		fail_msg("%s: %s", text, stage->message.text);
	if (cursor.at != cursor.end)
		fail_msg("%s: read only up to \"%s\"", text, cursor.at);
	return node;
}

/* What was appended, in the stage's arena, and the buffer is empty again. */
static inline const char *taken(struct stage *stage, struct out *out)
{
	const char *text = arena_copy(&stage->arena, out->data, out->len);

	assert_false(out->failed);
	out_free(out);
	return text;
}

static inline const char *shown(struct stage *stage, const struct node *node)
{
	struct out out = { .fd = -1 };

	if (!node)
		fail_msg("there is no tree: %s", stage->message.text);
	node_show(node, &out);
	return taken(stage, &out);
}

/* Runs the text as a script of the stage's shell; what it said is left in out and err. */
static inline enum outcome run_text(struct stage *stage, const char *text)
{
	struct source *source = source_open_text("<unit>", text, &stage->message);

	assert_non_null(source);
	out_clear(&stage->shell.out);
	out_clear(&stage->shell.err);
	stage->shell.leaving = false;
	return run_source(&stage->shell, source);
}

static inline void assert_said(struct stage *stage, struct out *out, const char *expected)
{
	assert_string_equal(arena_copy(&stage->arena, out->data ? out->data : "", out->len), expected);
}

#endif
