/* The tutorial: where one is in it, and what is said on the way. */
#include "tutorial.h"

#include <stdio.h>
#include <stdlib.h>

#include "say.h"
#include "shell.h"

struct tutorial *tutorial_get(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;

	if (tutorial)
		return tutorial;
	tutorial = calloc(1, sizeof(*tutorial));
	if (tutorial)
		tutorial->progress = calloc(lesson_count() + 1, sizeof(*tutorial->progress));
	if (!tutorial || !tutorial->progress) {
		free(tutorial);
		mistake(&shell->message, "out of memory");
		return NULL;
	}
	tutorial->heard.fd = -1;
	tutorial_load(tutorial);
	shell->tutorial = tutorial;
	return tutorial;
}

void tutorial_free(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;

	if (!tutorial)
		return;
	out_free(&tutorial->heard);
	free(tutorial->progress);
	free(tutorial);
	shell->tutorial = NULL;
}

struct progress *tutorial_progress(const struct tutorial *tutorial, const struct lesson *lesson)
{
	return &tutorial->progress[lesson - lessons];
}

/* ---- speaking ---- */

static void say(struct shell *shell, const char *text)
{
	say_prose(shell, "", "", slice_of(text ? text : "out of memory"));
}

#define SAY(shell, ...) say(shell, arena_format(&(shell)->source->arena, __VA_ARGS__))

static void say_nothing(struct shell *shell)
{
	say(shell, "");
}

/* A point of a list: `1. ` and text. */
static void say_point(struct shell *shell, size_t number, struct slice text)
{
	char label[32];

	snprintf(label, sizeof(label), "  %zu. ", number);
	say_prose(shell, label, "     ", text);
}

static void say_part(struct shell *shell, const struct lesson *lesson,
		     const struct lesson_part *part, size_t *tries)
{
	char label[32];

	switch (part->kind) {
	case LESSON_TITLE:
		snprintf(label, sizeof(label), "Lesson %u: ", lesson_number(lesson));
		say_prose(shell, label, "  ", part->text);
		break;
	case LESSON_QUESTION:
		say_prose(shell, "", "", part->text);
		break;
	case LESSON_TEXT:
		say_nothing(shell);
		say_prose(shell, "", "", part->text);
		break;
	case LESSON_TRY:
		if (++*tries == 1) {
			say_nothing(shell);
			say(shell, "Things to try:");
		}
		say_point(shell, *tries, part->text);
		break;
	default:
		break;
	}
}

/* The same statement in C or Python; `before` is what the line above was. */
static void say_code_line(struct shell *shell, const struct lesson_part *part,
			  enum lesson_kind before)
{
	const char *label = part->kind == LESSON_C ? "  in C:      " : "  in Python: ";

	if (part->kind != LESSON_C && part->kind != LESSON_PYTHON)
		return;
	if (part->kind == before)
		label = "             ";
	out_format(&shell->out, "# %s", label);
	out_foreign(&shell->out, part->text);
	out_char(&shell->out, '\n');
}

void tutorial_say_code(struct shell *shell, const struct lesson *lesson, size_t step)
{
	enum lesson_kind before = LESSON_STATEMENT;
	struct lesson_reader reader;
	struct lesson_part part;

	if (!lesson_find_step(lesson, step, &reader, &part))
		return;
	while (lesson_read(&reader, &part) && part.kind != LESSON_TEXT && part.kind != LESSON_TRY &&
	       part.kind != LESSON_STATEMENT) {
		say_code_line(shell, &part, before);
		before = part.kind;
	}
}

bool tutorial_mentions(struct slice text, struct slice word)
{
	const char *end = text.at + text.len;

	for (const char *at = text.at; at < end;) {
		size_t len = 0;

		while (at + len < end && is_name_char(at[len]))
			len++;
		if (len && slice_equal((struct slice){ at, len }, word))
			return true;
		at += len ? len : 1;
	}
	return false;
}

/* What is to be typed; handles that are called otherwise here are named. */
static void say_statement(struct shell *shell, struct slice statement)
{
	const struct tutorial *tutorial = shell->tutorial;

	say_nothing(shell);
	say_verbatim(shell, "    > ", statement);
	for (size_t i = 0; tutorial && i < tutorial->alias_count; i++) {
		const struct lesson_alias *alias = &tutorial->aliases[i];

		if (tutorial_mentions(statement, alias->theirs))
			SAY(shell, "(what is %.*s there is %.*s here)", SLICE_ARGS(alias->theirs),
			    SLICE_ARGS(alias->ours));
	}
}

/* From behind the step before this one to what is to be typed. False at the end of the lesson. */
static bool tell(struct shell *shell, const struct lesson *lesson, size_t step)
{
	struct lesson_reader reader = lesson_start(lesson);
	struct lesson_part part;
	size_t tries = 0;

	if (step > 0 && !lesson_find_step(lesson, step - 1, &reader, &part))
		return false;
	while (lesson_read(&reader, &part)) {
		if (part.kind == LESSON_STATEMENT) {
			say_statement(shell, part.text);
			return true;
		}
		say_part(shell, lesson, &part, &tries);
	}
	return false;
}

void tutorial_print(struct shell *shell, const struct lesson *lesson)
{
	struct lesson_reader reader = lesson_start(lesson);
	enum lesson_kind before = LESSON_TITLE;
	struct lesson_part part;
	size_t tries = 0;

	while (lesson_read(&reader, &part)) {
		if (part.kind == LESSON_STATEMENT && before != LESSON_OUTPUT)
			say_nothing(shell);
		if (part.kind == LESSON_STATEMENT)
			say_verbatim(shell, "    > ", part.text);
		else if (part.kind == LESSON_OUTPUT)
			say_verbatim(shell, "    ", part.text);
		else
			say_part(shell, lesson, &part, &tries);
		say_code_line(shell, &part, before);
		before = part.kind;
	}
}

void tutorial_answers(struct shell *shell, const struct lesson *lesson)
{
	struct lesson_reader reader = lesson_start(lesson);
	struct lesson_part part;
	size_t count = 0;

	SAY(shell, "Answers of lesson %u:", lesson_number(lesson));
	while (lesson_read(&reader, &part))
		if (part.kind == LESSON_ANSWER)
			say_point(shell, ++count, part.text);
}

/* ---- the list ---- */

static struct slice part_of(const struct lesson *lesson, enum lesson_kind kind)
{
	struct lesson_reader reader = lesson_start(lesson);
	struct lesson_part part;

	while (lesson_read(&reader, &part))
		if (part.kind == kind)
			return part.text;
	return (struct slice){ "", 0 };
}

static void list_lesson(struct shell *shell, const struct lesson *lesson)
{
	const struct progress *progress = tutorial_progress(shell->tutorial, lesson);
	struct slice title = part_of(lesson, LESSON_TITLE);
	struct arena *arena = &shell->source->arena;
	const char *text, *state = progress->done ? " (done)" : "";
	size_t steps = lesson_steps(lesson);
	char label[16];

	if (progress->step > 0 && progress->step < steps)
		state = arena_format(arena, " (%zu of %zu%s)", progress->step, steps,
				     progress->done ? ", done before" : "");
	text = arena_format(arena, "%.*s%s", SLICE_ARGS(title), state ? state : "");
	snprintf(label, sizeof(label), "%2u  ", lesson_number(lesson));
	say_prose(shell, label, "    ", text ? slice_of(text) : title);
	say_prose(shell, "    ", "    ", part_of(lesson, LESSON_QUESTION));
}

void tutorial_list(struct shell *shell)
{
	for (const struct lesson *lesson = lessons; lesson->name; lesson++)
		list_lesson(shell, lesson);
	say(shell, "\"tutorial NUMBER\" begins a lesson, or comes back to it.");
}

/* ---- handles that a lesson counts on ---- */

enum { MOST_NAMES = 64 };

struct names {
	size_t count;
	struct slice at[MOST_NAMES];
};

static void add_name(struct names *names, struct slice name)
{
	for (size_t i = 0; i < names->count; i++)
		if (slice_equal(names->at[i], name))
			return;
	if (names->count < MOST_NAMES)
		names->at[names->count++] = name;
}

static void remove_name(struct names *names, struct slice name)
{
	for (size_t i = 0; i < names->count; i++)
		if (slice_equal(names->at[i], name))
			names->at[i--] = names->at[--names->count];
}

static void take_output(const struct shell *shell, struct slice output, bool until_closed,
			struct names *names)
{
	struct lesson_call call;
	struct slice line, name;

	while (lesson_line(&output, &line)) {
		if (!lesson_call(line, &call))
			continue;
		for (size_t i = 0; (name = lesson_made(&shell->registry, &call, i)).len; i++)
			add_name(names, name);
		if (until_closed && slice_is(call.name, "close") && slice_is(call.result, "0"))
			remove_name(names, call.args);
	}
}

/* The handles that are made before a step: all of them, or those that are open when it begins. */
static void names_before(const struct shell *shell, const struct lesson *lesson, size_t step,
			 bool until_closed, struct names *names)
{
	struct lesson_reader reader = lesson_start(lesson);
	struct lesson_part part;

	names->count = 0;
	for (size_t at = 0; lesson_read(&reader, &part);) {
		if (part.kind == LESSON_STATEMENT && at++ == step)
			return;
		if (part.kind == LESSON_OUTPUT)
			take_output(shell, part.text, until_closed, names);
	}
}

/* What a handle of the lesson is called here. */
static struct slice name_here(const struct tutorial *tutorial, struct slice theirs)
{
	for (size_t i = 0; i < tutorial->alias_count; i++)
		if (slice_equal(tutorial->aliases[i].theirs, theirs))
			return tutorial->aliases[i].ours;
	return theirs;
}

static bool is_open(const struct shell *shell, struct slice theirs)
{
	return handle_by_name(&shell->handles, name_here(shell->tutorial, theirs));
}

/* Those of the names that are, or are not, open: `a, b`. Empty when there are none. */
static const char *which_are(struct shell *shell, const struct names *names, bool open)
{
	const char *text = "";

	for (size_t i = 0; i < names->count && text; i++)
		if (is_open(shell, names->at[i]) == open)
			text = arena_format(&shell->source->arena, "%s%s%.*s", text,
					    *text ? ", " : "", SLICE_ARGS(names->at[i]));
	return text ? text : "";
}

/* A lesson begins with no handle: then its names and numbers are the ones that come. */
static void say_open_handles(struct shell *shell, const struct lesson *lesson)
{
	struct handles *handles = &shell->handles;
	struct names names;
	const char *open;

	if (handles->count == 0) {
		memset(handles->next_number, 0, sizeof(handles->next_number));
		return;
	}
	names_before(shell, lesson, SIZE_MAX, false, &names);
	open = which_are(shell, &names, true);
	say_nothing(shell);
	if (*open)
		SAY(shell,
		    "The lesson makes handles with names that are in use now: %s. It is best to "
		    "close them first; \"sockets\" lists what is open.",
		    open);
	else
		SAY(shell,
		    "Handles are open already (%zu), so new ones may get other numbers than those "
		    "that the lesson speaks of.",
		    handles->count);
}

/* Comes back: what was made before may be gone with the session that made it. */
static void say_lost_handles(struct shell *shell, const struct lesson *lesson, size_t step)
{
	struct lesson_reader reader = lesson_start(lesson);
	struct lesson_part part;
	struct names names;
	const char *lost;

	names_before(shell, lesson, step, true, &names);
	lost = which_are(shell, &names, false);
	if (!*lost)
		return;
	if (shell->handles.count == 0)
		memset(shell->handles.next_number, 0, sizeof(shell->handles.next_number));
	say_nothing(shell);
	SAY(shell, "What the lesson needs from before is not open: %s. These bring it back:", lost);
	while (step > 0 && lesson_read(&reader, &part)) {
		if (part.kind != LESSON_STATEMENT)
			continue;
		say_verbatim(shell, "    > ", part.text);
		step--;
	}
}

/* ---- going through a lesson ---- */

static void say_end(struct shell *shell, const struct lesson *lesson)
{
	say_nothing(shell);
	SAY(shell,
	    "This is the end of lesson %u. \"tutorial answers\" tells what comes of the things "
	    "to try.%s",
	    lesson_number(lesson), lesson[1].name ? "" : " It was the last lesson.");
	if (lesson[1].name)
		SAY(shell, "The next one: tutorial %u", lesson_number(lesson + 1));
}

void tutorial_go(struct shell *shell, size_t step)
{
	struct tutorial *tutorial = shell->tutorial;
	struct progress *progress = tutorial_progress(tutorial, tutorial->lesson);
	size_t before = progress->step;
	bool was_done = progress->done;

	progress->step = step;
	if (before != step)
		tutorial->ticked = 0;
	tutorial->active = tell(shell, tutorial->lesson, step);
	if (!tutorial->active) {
		progress->done = true;
		say_end(shell, tutorial->lesson);
	}
	if (before != step || was_done != progress->done)
		tutorial_save(tutorial);
}

void tutorial_skip(struct shell *shell)
{
	const struct lesson *lesson = shell->tutorial->lesson;
	size_t step = tutorial_progress(shell->tutorial, lesson)->step;
	struct lesson_reader reader;
	struct lesson_part part;
	struct names names = { 0 };
	const char *lost;

	if (!lesson_find_step(lesson, step, &reader, &part)) {
		tutorial_go(shell, step);
		return;
	}
	if (lesson_read(&reader, &part) && part.kind == LESSON_OUTPUT)
		take_output(shell, part.text, false, &names);
	lost = which_are(shell, &names, false);
	if (*lost)
		SAY(shell, "Skipped. What comes later may need what it makes: %s.", lost);
	tutorial_say_code(shell, lesson, step);
	tutorial_go(shell, step + 1);
}

static bool cannot(struct shell *shell, const struct lesson *lesson)
{
	const char *lacks = lesson_lacks(lesson, &shell->source->arena);

	if (!lacks)
		return false;
	SAY(shell,
	    "The examples of this lesson need what is not here: %s. So they are only printed, "
	    "with what they would show.",
	    lacks);
	say_nothing(shell);
	return true;
}

void tutorial_begin(struct shell *shell, const struct lesson *lesson)
{
	struct tutorial *tutorial = shell->tutorial;
	struct progress *progress = tutorial_progress(tutorial, lesson);
	size_t steps = lesson_steps(lesson);

	if (tutorial->lesson != lesson || progress->step == 0 || progress->step >= steps)
		tutorial->alias_count = tutorial->ticked = 0;
	tutorial->lesson = lesson;
	tutorial->active = false;
	if (cannot(shell, lesson)) {
		tutorial_print(shell, lesson);
		return;
	}
	if (progress->step >= steps)
		progress->step = 0;
	if (progress->step > 0) {
		struct slice title = part_of(lesson, LESSON_TITLE);

		SAY(shell, "Back in lesson %u, %.*s. Done so far: %zu of %zu.",
		    lesson_number(lesson), SLICE_ARGS(title), progress->step, steps);
		say_lost_handles(shell, lesson, progress->step);
	} else {
		SAY(shell,
		    "What stands behind a > is for you to type. \"tutorial next\" skips it, "
		    "\"tutorial stop\" leaves; all other commands work as ever.");
		say_open_handles(shell, lesson);
		say_nothing(shell);
	}
	tutorial_go(shell, progress->step);
}
