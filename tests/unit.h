/*
 * What the units share: a stage with all that a part of the room may see, and values in and out as text.
 * UNIT_VALUES and its like stand for the rooms up to the unit's floor; what is higher is not there.
 */
#ifndef SOCKSH_UNIT_H
#define SOCKSH_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "arena.h"
#include "message.h"
#include "out.h"
#ifdef UNIT_LANGUAGE
#include "parse.h"
#endif
#ifdef UNIT_HANDLES
#include "handle.h"
#include "learned.h"
#endif
#ifdef UNIT_VALUES
#include "call.h"
#endif
#ifdef UNIT_STATEMENT
#include "run.h"
#include "shell.h"
#include "show.h"
#endif
#ifdef UNIT_LINES
#include "lines.h"
#include "source.h"
#endif
#ifdef UNIT_COMMANDS
#include "commands.h"
#endif

/* Below the statement's room nobody knows what a shell is: this is what one hands down. */
#ifndef UNIT_STATEMENT
struct shell {
	struct out out;
#ifdef UNIT_HANDLES
	struct handles handles;
#endif
	void *unreadable;
};
#endif

/* All that a part sees while a statement is run. */
struct stage {
	struct shell shell;
	struct arena arena;
	struct message message;
#ifdef UNIT_HANDLES
	struct learned learned;
#endif
#ifdef UNIT_VALUES
	struct made made;
	enum view view;
	struct context c;
#endif
};

#if defined(UNIT_VALUES) && !defined(UNIT_STATEMENT)
static inline bool nobody_is_asked(void)
{
	fail_msg("a value asks for what only those who run statements can tell");
	return false;
}

static inline bool no_address(struct context *c, struct handle *handle, bool peer, struct arg *address)
{
	(void)c, (void)handle, (void)peer, (void)address;
	return nobody_is_asked();
}

static inline bool no_lookup(struct context *c, struct slice host, struct slice service, int family,
			     int socktype, struct arg *address)
{
	(void)c, (void)host, (void)service, (void)family, (void)socktype, (void)address;
	return nobody_is_asked();
}

static inline bool known_facts(struct context *c, struct handle *handle)
{
	(void)c;
	return handle->facts.known || nobody_is_asked();
}

static inline struct context context_of(struct shell *shell, struct arena *arena,
					struct message *message, struct made *made)
{
	static const struct asking asking = { no_address, no_lookup, known_facts };

	return (struct context){
		.arena = arena, .message = message, .made = made, .handles = &shell->handles,
		.out = &shell->out, .ask = &asking, .unreadable = &shell->unreadable,
	};
}
#endif

/* As cmocka's set-up and tear-down of a test; nothing is shown anywhere. */
static inline int stage_set_up(void **state)
{
	struct stage *stage = calloc(1, sizeof(*stage));

	if (!stage)
		return -1;
	*state = stage;
	stage->shell.out.fd = -1;
#ifdef UNIT_STATEMENT
	stage->shell.err.fd = stage->shell.journal.fd = -1;
	stage->shell.settings.hints = true;
#endif
#ifdef UNIT_VALUES
	stage->c = context_of(&stage->shell, &stage->arena, &stage->message, &stage->made);
#endif
#ifdef UNIT_COMMANDS
	return registry_set_up(&stage->shell.registry, all_calls, all_commands) ? 0 : -1;
#else
	return 0;
#endif
}

static inline int stage_tear_down(void **state)
{
	struct stage *stage = *state;

	arena_free(&stage->arena);
	out_free(&stage->shell.out);
#ifdef UNIT_HANDLES
	learned_free(&stage->learned);
	handles_free(&stage->shell.handles);
#endif
#ifdef UNIT_STATEMENT
	out_free(&stage->shell.err);
	registry_free(&stage->shell.registry);
#endif
#ifdef UNIT_LINES
	history_free(&stage->shell);
#endif
	free(stage);
	return 0;
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)

/* What was appended, in the stage's arena, and the buffer is empty again. */
static inline const char *taken(struct stage *stage, struct out *out)
{
	const char *text = arena_copy(&stage->arena, out->data, out->len);

	assert_false(out->failed);
	out_free(out);
	return text;
}

static inline void assert_said(struct stage *stage, struct out *out, const char *expected)
{
	assert_string_equal(arena_copy(&stage->arena, out->data ? out->data : "", out->len), expected);
}

#ifdef UNIT_LANGUAGE
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

static inline const char *shown(struct stage *stage, const struct node *node)
{
	struct out out = { .fd = -1 };

	if (!node)
		fail_msg("there is no tree: %s", stage->message.text);
	node_show(node, &out);
	return taken(stage, &out);
}
#endif

#ifdef UNIT_LINES
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
#endif

#endif
