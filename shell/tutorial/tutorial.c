/* The tutorial: where one is in it, and what is said on the way. */
#include "tutorial.h"

#include <stdio.h>
#include <stdlib.h>

#include "say.h"
#include "shell.h"
#include "source.h"

static bool is_move(struct slice word)
{
	const struct tutorial_move *move = tutorial_moves;

	while (move->name && !slice_is(word, move->name))
		move++;
	return move->name;
}

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
	tutorial->listener = (struct listener){
		shell->listeners, "tutorial", is_move, tutorial_hear, tutorial_watch,
	};
	tutorial_load(shell, tutorial);
	shell->listeners = &tutorial->listener;
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

/* ---- speaking ---- */

/* A point of a list: `1. ` and text. */
static void say_point(struct shell *shell, size_t number, struct slice text)
{
	char label[32];

	snprintf(label, sizeof(label), "  %zu. ", number);
	say_prose(&shell->out, label, "     ", text);
}

static void say_part(struct shell *shell, const struct lesson *lesson,
		     const struct lesson_part *part, size_t *tries)
{
	char label[32];

	switch (part->kind) {
	case LESSON_TITLE:
		snprintf(label, sizeof(label), "Lesson %u: ", lesson_number(lesson));
		say_prose(&shell->out, label, "  ", part->text);
		break;
	case LESSON_QUESTION:
		say_prose(&shell->out, "", "", part->text);
		break;
	case LESSON_TEXT:
		say_empty_line(&shell->out);
		say_prose(&shell->out, "", "", part->text);
		if (shell->tutorial)
			tutorial_say_names(shell, part->text);
		break;
	case LESSON_TRY:
		if (++*tries == 1) {
			say_empty_line(&shell->out);
			say_format(&shell->out, "Things to try:");
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
	if (part->kind != LESSON_C && part->kind != LESSON_PYTHON)
		return;
	if (part->kind != before)
		say_format(&shell->out, "%s", part->kind == LESSON_C ? "In C:" : "In Python:");
	say_verbatim(&shell->out, "    ", part->text);
}

/* What was done, in C and in Python. */
static void say_code(struct shell *shell, const struct lesson *lesson, size_t step)
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
			say_empty_line(&shell->out);
			say_statement(&shell->out, tutorial_here(shell, part.text));
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
			say_empty_line(&shell->out);
		if (part.kind == LESSON_STATEMENT)
			say_statement(&shell->out, part.text);
		else if (part.kind == LESSON_OUTPUT)
			say_verbatim(&shell->out, "    ", part.text);
		else
			say_part(shell, lesson, &part, &tries);
		say_code_line(shell, &part, before);
		before = part.kind;
	}
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
	say_prose(&shell->out, label, "    ", text ? slice_of(text) : title);
	say_prose(&shell->out, "    ", "    ", part_of(lesson, LESSON_QUESTION));
}

void tutorial_list(struct shell *shell)
{
	for (const struct lesson *lesson = lessons; lesson->name; lesson++)
		list_lesson(shell, lesson);
	say_format(&shell->out, "\"tutorial NUMBER\" begins a lesson, or comes back to it.");
}

/* ---- handles that are open when a lesson begins ---- */

/* A lesson begins with no handle: then its names and numbers are the ones that come. */
static void say_open_handles(struct shell *shell, const struct lesson *lesson)
{
	struct handles *handles = &shell->handles;
	struct names names;
	const char *closing;

	if (handles->count == 0) {
		memset(handles->next_number, 0, sizeof(handles->next_number));
		return;
	}
	lesson_names(shell, lesson, SIZE_MAX, false, &names);
	closing = tutorial_which(shell, &names, true, "close ", "; ");
	say_empty_line(&shell->out);
	if (*closing) {
		say_format(&shell->out,
			   "The lesson makes handles with names that are in use now. Type first:");
		say_statement(&shell->out, slice_of(closing));
	} else {
		say_format(
			&shell->out,
			"Handles are open already (%zu), so new ones may get other numbers than those "
			"that the lesson speaks of.",
			handles->count);
	}
}

/* ---- going through a lesson ---- */

static void say_end(struct shell *shell, const struct lesson *lesson)
{
	struct names names;
	const char *open;

	say_empty_line(&shell->out);
	say_format(
		&shell->out,
		"This is the end of lesson %u. \"tutorial answers\" tells what comes of the things "
		"to try.%s",
		lesson_number(lesson), lesson[1].name ? "" : " It was the last lesson.");
	lesson_names(shell, lesson, SIZE_MAX, false, &names);
	open = tutorial_which(shell, &names, true, "", ", ");
	if (*open)
		say_format(&shell->out, "Still open: %s.", open);
	if (lesson[1].name)
		say_format(&shell->out, "The next one: tutorial %u", lesson_number(lesson + 1));
}

/* Goes to a step and says what it is about; behind the last one is the lesson's end. */
static void go_to(struct shell *shell, size_t step)
{
	struct tutorial *tutorial = shell->tutorial;
	struct progress *progress = tutorial_progress(tutorial, tutorial->lesson);
	size_t before = progress->step;
	bool was_done = progress->done;

	progress->step = step;
	tutorial->restore = tutorial->restore_end = 0;
	if (before != step)
		tutorial->ticked = 0;
	tutorial->active = tell(shell, tutorial->lesson, step);
	if (!tutorial->active) {
		progress->done = true;
		say_end(shell, tutorial->lesson);
	}
	if (before != step || was_done != progress->done)
		tutorial_save(shell);
}

void tutorial_advance(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;
	size_t step = tutorial_progress(tutorial, tutorial->lesson)->step;

	tutorial->ticked = 0;
	if (!tutorial_is_restoring(tutorial)) {
		say_code(shell, tutorial->lesson, step);
		go_to(shell, step + 1);
		return;
	}
	tutorial->restore++;
	tutorial_restore_next(shell);
	if (tutorial_is_restoring(tutorial))
		return;
	say_format(&shell->out, "All of it is back. The lesson goes on:");
	go_to(shell, step);
}

static bool cannot(struct shell *shell, const struct lesson *lesson)
{
	const char *lacks = lesson_lacks(lesson, &shell->source->arena);

	if (!lacks)
		return false;
	say_format(
		&shell->out,
		"The examples of this lesson need what is not here: %s. So they are only printed, "
		"with what they would show.",
		lacks);
	say_empty_line(&shell->out);
	return true;
}

static void begin_anew(struct shell *shell, const struct lesson *lesson)
{
	say_format(&shell->out,
		   "What stands behind a > is for you to type; all other commands work as ever. "
		   "When no prompt comes back, a call waits: Ctrl-C ends the wait. \"tutorial "
		   "next\" goes on without a step, \"tutorial stop\" leaves.");
	say_open_handles(shell, lesson);
	say_empty_line(&shell->out);
	go_to(shell, 0);
}

static void come_back(struct shell *shell, const struct lesson *lesson, size_t step)
{
	struct slice title = part_of(lesson, LESSON_TITLE);

	say_format(
		&shell->out,
		"Back in lesson %u, %.*s. Done so far: %zu of %zu. \"tutorial restart\" begins it "
		"anew.",
		lesson_number(lesson), SLICE_ARGS(title), step, lesson_steps(lesson));
	if (tutorial_restore(shell, lesson, step))
		shell->tutorial->active = true;
	else
		go_to(shell, step);
}

void tutorial_begin(struct shell *shell, const struct lesson *lesson)
{
	struct tutorial *tutorial = shell->tutorial;
	size_t step = tutorial_progress(tutorial, lesson)->step;

	if (step >= lesson_steps(lesson))
		step = 0;
	if (tutorial->lesson != lesson || step == 0)
		tutorial->alias_count = tutorial->ticked = 0;
	tutorial->lesson = lesson;
	tutorial->active = false;
	tutorial->restore = tutorial->restore_end = 0;
	if (cannot(shell, lesson))
		tutorial_print(shell, lesson);
	else if (step > 0)
		come_back(shell, lesson, step);
	else
		begin_anew(shell, lesson);
}

/* ---- moving through it by a word ---- */

static size_t step_now(const struct shell *shell)
{
	return tutorial_progress(shell->tutorial, shell->tutorial->lesson)->step;
}

static void skip(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;
	struct names names = { 0 };
	struct step step;
	const char *lost;

	if (!tutorial_read_step(shell, tutorial_step(tutorial), &step)) {
		go_to(shell, step_now(shell));
		return;
	}
	lesson_names_of(shell, step.output, false, &names);
	lost = tutorial_which(shell, &names, false, "", ", ");
	if (*lost)
		say_format(&shell->out, "Skipped. What comes later may need what it makes: %s.", lost);
	tutorial_advance(shell);
	if (tutorial_is_restoring(tutorial))
		tutorial_say_restoring(shell);
}

static void again(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;
	struct step step;

	if (tutorial_read_step(shell, tutorial_step(tutorial), &step) && tutorial_misses(shell, &step) &&
	    tutorial_restore(shell, tutorial->lesson, step_now(shell)))
		tutorial->active = true;
	else if (tutorial_is_restoring(tutorial))
		tutorial_say_restoring(shell);
	else
		go_to(shell, step_now(shell));
}

static void back(struct shell *shell)
{
	size_t step = step_now(shell);

	go_to(shell, step > 0 ? step - 1 : 0);
}

static void restart(struct shell *shell)
{
	tutorial_progress(shell->tutorial, shell->tutorial->lesson)->step = 0;
	tutorial_begin(shell, shell->tutorial->lesson);
	tutorial_save(shell);
}

static void stop(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;

	tutorial->active = false;
	say_format(&shell->out, "left; \"tutorial %u\" comes back to it",
		   lesson_number(tutorial->lesson));
}

static void answers(struct shell *shell)
{
	const struct lesson *lesson = shell->tutorial->lesson;
	struct lesson_reader reader = lesson_start(lesson);
	struct lesson_part part;
	size_t count = 0;

	say_format(&shell->out, "Answers of lesson %u:", lesson_number(lesson));
	while (lesson_read(&reader, &part))
		if (part.kind == LESSON_ANSWER)
			say_point(shell, ++count, part.text);
}

const struct tutorial_move tutorial_moves[] = {
	{ "next", skip },
	{ "back", back },
	{ "again", again },
	{ "restart", restart },
	{ "stop", stop },
	{ "answers", answers },
	{ 0 },
};
