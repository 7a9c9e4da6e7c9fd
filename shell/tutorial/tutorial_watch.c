/* The tutorial watches: is what was done at the prompt what the lesson waits for? */
#include "tutorial.h"

#include <stdio.h>

#include "say.h"
#include "shell.h"
#include "show.h"
#include "source.h"

enum {
	MOST_TICKS = 64,       /* things that belong to a step */
	MOST_HEARD = 64 << 10, /* bytes of calls; of what comes then nobody needs to know */
};

void tutorial_hear(struct context *c)
{
	struct tutorial *tutorial = c->shell->tutorial;

	if (tutorial->active && c->shell->source->prompts && tutorial->heard.len < MOST_HEARD)
		show_call(c, &tutorial->heard);
}

/* ---- was it done? ---- */

/* A line that was typed, held against one step after the other. */
struct watch {
	struct pieces typed;
	struct slice heard;	   /* the calls that were made, as far as they were not looked at */
	struct step step;	   /* the one that is waited for */
	bool over;		   /* there is none */
	bool ticked;		   /* a part of it was done */
	bool advanced;		   /* another one before it was done */
	struct slice other_answer; /* the lesson's line, where only the answer was another */
};

static bool tick(struct tutorial *tutorial, size_t i)
{
	uint64_t bit = i < MOST_TICKS ? (uint64_t)1 << i : 0;

	if (!bit || (tutorial->ticked & bit))
		return false;
	tutorial->ticked |= bit;
	return true;
}

static bool is_ticked(const struct tutorial *tutorial, size_t i)
{
	return i >= MOST_TICKS || (tutorial->ticked & (uint64_t)1 << i);
}

/* A piece of the step stands for a call of its output, one for one. */
static bool one_for_one(const struct step *step)
{
	return step->calls == 0 || step->calls == step->pieces.count;
}

/* What the lesson wants closed is no more open: whoever did it, it is done. */
static void tick_closed(struct shell *shell, const struct step *step)
{
	for (size_t i = 0; i < step->pieces.count && one_for_one(step); i++) {
		struct slice name = piece_closes(&step->pieces.at[i]);

		if (name.len && !handle_by_name(&shell->handles, name))
			tick(shell->tutorial, i);
	}
}

static bool is_done(const struct tutorial *tutorial, const struct step *step)
{
	size_t all = step->calls ? step->calls : step->pieces.count;

	for (size_t i = 0; i < all; i++)
		if (!is_ticked(tutorial, i))
			return false;
	return true;
}

/* The step may be done now, and what comes behind it as well. */
static void go_on(struct shell *shell, struct watch *watch)
{
	for (;;) {
		tick_closed(shell, &watch->step);
		if (!is_done(shell->tutorial, &watch->step))
			return;
		if (watch->advanced)
			say_comment(&shell->out, "(that has been done as well)");
		tutorial_advance(shell);
		watch->ticked = false;
		watch->advanced = true;
		watch->other_answer.len = 0;
		watch->over =
			!shell->tutorial->active ||
			!tutorial_read_step(shell, tutorial_step(shell->tutorial), &watch->step);
		if (watch->over)
			return;
	}
}

/* One call that was made: the first thing in the step that it can be is done. */
static void judge_call(struct shell *shell, struct watch *watch, struct slice made)
{
	const struct tutorial *tutorial = shell->tutorial;
	const struct step *step = &watch->step;
	struct slice output = step->output, line;

	for (size_t i = 0; lesson_line(&output, &line);) {
		struct lesson_aliases aliases = { tutorial->aliases, tutorial->alias_count };
		enum likeness likeness;

		if (!pieces_have_call(shell, &step->pieces, line) || is_ticked(tutorial, i++))
			continue;
		if (tutorial_makes_another(shell, line, made))
			continue;
		likeness = lesson_compare(&shell->registry, &shell->source->arena, aliases,
					  step->statement, line, made);
		if (likeness == OTHER_ANSWER && watch->other_answer.len == 0)
			watch->other_answer = line;
		if (likeness != ALIKE)
			continue;
		watch->ticked |= tick(shell->tutorial, i - 1);
		tutorial_learn(shell, line, made);
		go_on(shell, watch);
		return;
	}
}

/* The calls of one statement. Those that it needed on the way, before its own, are passed over. */
static void judge_calls(struct shell *shell, struct watch *watch, const struct piece *piece)
{
	struct slice rest = watch->heard, line;

	do
		if (!lesson_line(&rest, &line))
			return; /* it made none */
	while (!piece_is_call(shell, piece, line));
	do {
		judge_call(shell, watch, line);
		watch->heard = rest;
	} while (!watch->over && lesson_line(&rest, &line) && piece_is_call(shell, piece, line));
}

/* The same text, blanks aside. */
static bool same_words(struct slice a, struct slice b)
{
	struct slice word;

	do {
		word = slice_take_word(&a);
		if (!slice_equal(word, slice_take_word(&b)))
			return false;
	} while (word.len);
	return true;
}

static bool same_statement(const struct piece *a, const struct piece *b)
{
	struct slice one = a->statement.command, other = b->statement.command;

	if (a->statement.kind != b->statement.kind)
		return false;
	/* How one writes it in the language of the system's shell is not looked at. */
	if (a->statement.kind == STATEMENT_SYSTEM)
		return slice_equal(slice_take_word(&one), slice_take_word(&other));
	return same_words(a->text, b->text);
}

/* Commands of the shell and of the system, and calls that the shell refuses: by what was typed. */
static void judge_words(struct shell *shell, struct watch *watch, const struct piece *piece)
{
	for (size_t i = 0; i < watch->step.pieces.count; i++) {
		if (!same_statement(piece, &watch->step.pieces.at[i]) || !tick(shell->tutorial, i))
			continue;
		watch->ticked = true;
		go_on(shell, watch);
		return;
	}
}

/* Expected by whoever typed it, and not so: whatever it is, it is not what the lesson shows. */
static bool was_disappointed(const struct pieces *typed, enum outcome outcome)
{
	for (size_t i = 0; i < typed->count && outcome == OUTCOME_FAILED; i++)
		if (statement_expects(&typed->at[i].statement))
			return true;
	return false;
}

static void judge(struct shell *shell, struct watch *watch)
{
	for (size_t i = 0; i < watch->typed.count && !watch->over; i++) {
		const struct piece *piece = &watch->typed.at[i];

		if (watch->step.calls == 0)
			judge_words(shell, watch, piece);
		else if (piece_call(shell, piece))
			judge_calls(shell, watch, piece);
	}
}

/* Is all open that is open in the lesson before this step? */
static bool can_begin(struct shell *shell, size_t step)
{
	struct names names;

	lesson_names(shell, shell->tutorial->lesson, step, true, &names);
	return !*tutorial_which(shell, &names, false, "", "");
}

/*
 * What brings things back can be typed with gaps: whoever knows what is needed types no more than
 * that. So a line may be any of the steps that are still to come, or the lesson's next one.
 */
static void judge_restoring(struct shell *shell, struct watch *watch)
{
	struct tutorial *tutorial = shell->tutorial;
	struct slice heard = watch->heard, other_answer;
	size_t from = tutorial->restore;
	uint64_t ticked = tutorial->ticked;

	judge(shell, watch);
	other_answer = watch->other_answer;
	while (!watch->ticked && !watch->advanced && tutorial_is_restoring(tutorial)) {
		tutorial->restore++;
		tutorial_restore_next(shell);
		tutorial->ticked = 0;
		watch->heard = heard;
		if (!tutorial_read_step(shell, tutorial_step(tutorial), &watch->step))
			break;
		if (can_begin(shell, tutorial_step(tutorial)))
			judge(shell, watch);
	}
	if (watch->ticked || watch->advanced)
		return;
	tutorial->restore = from;
	tutorial->ticked = ticked;
	watch->other_answer = other_answer;
	tutorial_read_step(shell, from, &watch->step);
}

static void judge_line(struct shell *shell, struct watch *watch)
{
	if (tutorial_is_restoring(shell->tutorial))
		judge_restoring(shell, watch);
	else
		judge(shell, watch);
}

/* ---- what has nothing to do with the step ---- */

/* Is it one of the calls of the steps before, done once more? Its names are learned then. */
static bool was_before(struct shell *shell, struct slice made)
{
	const struct tutorial *tutorial = shell->tutorial;
	struct lesson_reader reader = lesson_start(tutorial->lesson);
	struct slice statement = { "", 0 }, line;
	size_t left = tutorial_step(tutorial);
	struct lesson_part part;

	while (lesson_read(&reader, &part)) {
		if (part.kind == LESSON_STATEMENT && left-- == 0)
			return false;
		if (part.kind == LESSON_STATEMENT)
			statement = part.text;
		while (part.kind == LESSON_OUTPUT && lesson_line(&part.text, &line)) {
			struct lesson_aliases aliases = { tutorial->aliases,
							  tutorial->alias_count };

			if (lesson_compare(&shell->registry, &shell->source->arena, aliases, statement,
					   line, made) != ALIKE ||
			    !tutorial_may_learn(shell, line, made))
				continue;
			tutorial_learn(shell, line, made);
			return true;
		}
	}
	return false;
}

static bool all_were_before(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;
	struct slice heard = { tutorial->heard.data, tutorial->heard.len }, line;
	bool all = heard.len > 0;

	while (lesson_line(&heard, &line))
		all &= was_before(shell, line);
	return all;
}

/* The shell's own commands, and calls that look around or tidy up. */
static bool is_free(struct shell *shell, const struct piece *piece)
{
	struct slice command = piece->statement.command;

	return piece->statement.kind == STATEMENT_SYSTEM || slice_is(command, "close") ||
	       tutorial_only_asks(shell, command) ||
	       (registry_find(&shell->registry, command) && !piece_call(shell, piece));
}

/* Was anything typed that may have been meant for the lesson? */
static bool is_attempt(struct shell *shell, const struct step *step, const struct pieces *typed)
{
	if (!typed->understood)
		return true;
	for (size_t i = 0; i < typed->count; i++) {
		const struct piece *piece = &typed->at[i];

		if (!is_free(shell, piece))
			return true;
		for (size_t j = 0; j < step->pieces.count; j++)
			if (piece_call(shell, piece) &&
			    slice_equal(step->pieces.at[j].statement.command,
					piece->statement.command))
				return true;
	}
	return false;
}

/* ---- all of it ---- */

/* What is left of the step. */
static void say_rest(struct shell *shell, const struct step *step)
{
	say_comment(&shell->out, "good; still to be done:");
	if (!one_for_one(step)) {
		say_statement(&shell->out, step->here);
		return;
	}
	for (size_t i = 0; i < step->pieces.count; i++)
		if (!is_ticked(shell->tutorial, i))
			say_statement(&shell->out, step->pieces.at[i].text);
}

static void say_other_answer(struct shell *shell, struct slice line)
{
	say_comment(&shell->out, "something else came of it than in the lesson, which has:");
	say_verbatim(&shell->out, "    ", line);
	say_prose(
		&shell->out, "", "",
		slice_of("Perhaps a step before it was left out, or done twice: \"tutorial back\" "
			 "goes back one, \"tutorial next\" goes on with what there is."));
}

static void answer(struct shell *shell, const struct watch *watch)
{
	struct tutorial *tutorial = shell->tutorial;
	size_t step = tutorial_progress(tutorial, tutorial->lesson)->step;

	if (watch->over)
		return;
	if (!watch->advanced && !tutorial_is_restoring(tutorial))
		tutorial_say_closed(shell, &watch->step, &watch->typed);
	if (watch->ticked)
		say_rest(shell, &watch->step);
	else if (watch->advanced || !is_attempt(shell, &watch->step, &watch->typed))
		return;
	else if (watch->other_answer.len)
		say_other_answer(shell, watch->other_answer);
	else if (all_were_before(shell))
		return;
	else if (!tutorial_misses(shell, &watch->step) ||
		 !tutorial_restore(shell, tutorial->lesson, step))
		tutorial_help(shell, &watch->step, &watch->typed);
}

void tutorial_watch(struct shell *shell, enum outcome outcome)
{
	struct tutorial *tutorial = shell->tutorial;
	struct watch watch = { .heard = { tutorial->heard.data, tutorial->heard.len } };

	if (!tutorial->active)
		return;
	tutorial_read_pieces(shell, shell->source->text, &watch.typed);
	if ((watch.typed.count || !watch.typed.understood) &&
	    tutorial_read_step(shell, tutorial_step(tutorial), &watch.step)) {
		if (!was_disappointed(&watch.typed, outcome))
			judge_line(shell, &watch);
		answer(shell, &watch);
	}
	out_clear(&tutorial->heard);
}
