/* tutorial: the lessons of socksh-tutorial(7), gone through at the prompt. */
#include "command.h"

#include "source.h"
#include "tutorial.h"

static bool no_lesson(struct shell *shell, const struct word *word)
{
	struct arena *arena = command_arena(shell);
	const struct lesson *last = lessons;
	struct nearest nearest;
	int64_t number;

	if (!last->name)
		return mistake(&shell->message, "this shell was built without lessons");
	while (last[1].name)
		last++;
	if (word_to_int64(word->text, &number))
		return mistake(&shell->message, "no lesson %s; they are %u to %u",
			       quoted(arena, word->text), lesson_number(lessons),
			       lesson_number(last));
	nearest_start(&nearest, word->text);
	for (const struct tutorial_move *move = tutorial_moves; move->name; move++)
		nearest_try(&nearest, slice_of(move->name));
	return mistake_near(&shell->message, &nearest,
			    "%s is neither the number of a lesson nor next, back, again, restart, "
			    "stop or answers", quoted(arena, word->text));
}

static const struct tutorial_move *find_move(const struct word *word)
{
	for (const struct tutorial_move *move = tutorial_moves; move->name; move++)
		if (!word->quoted && slice_is(word->text, move->name))
			return move;
	return NULL;
}

static enum outcome run_lesson(struct shell *shell, const struct lesson *lesson)
{
	if (!shell->source->prompts)
		tutorial_print(shell, lesson);
	else
		tutorial_begin(shell, lesson);
	return OUTCOME_OK;
}

static enum outcome run_word(struct shell *shell, const struct word *word)
{
	const struct tutorial_move *move = find_move(word);
	const struct lesson *lesson = NULL;
	int64_t number;

	if (!word->quoted && word_to_int64(word->text, &number))
		lesson = lesson_by_number(number);
	if (!lesson && !move) {
		no_lesson(shell, word);
		return OUTCOME_MISTAKE;
	}
	if (shell->checking)
		return OUTCOME_OK;
	if (!tutorial_get(shell))
		return OUTCOME_MISTAKE;
	if (lesson)
		return run_lesson(shell, lesson);
	if (!shell->tutorial->lesson) {
		mistake(&shell->message, "no lesson was begun; \"tutorial %u\" begins the first",
			lesson_number(lessons));
		return OUTCOME_MISTAKE;
	}
	move->run(shell);
	return OUTCOME_OK;
}

static enum outcome run(struct shell *shell, struct words words)
{
	if (!command_takes(shell, words, 0, 1))
		return OUTCOME_MISTAKE;
	if (words.count)
		return run_word(shell, words.at);
	if (shell->checking)
		return OUTCOME_OK;
	if (!tutorial_get(shell))
		return OUTCOME_MISTAKE;
	tutorial_list(shell);
	return OUTCOME_OK;
}

static void complete(struct shell *shell, struct candidates *candidates)
{
	(void)shell;
	for (const struct tutorial_move *move = tutorial_moves; move->name; move++)
		candidates_add(candidates, slice_of(move->name));
	for (const struct lesson *lesson = lessons; lesson->name; lesson++) {
		const char *number = arena_format(candidates->arena, "%u", lesson_number(lesson));

		if (number)
			candidates_add(candidates, slice_of(number));
	}
}

const struct command command_tutorial = {
	.name = "tutorial",
	.synopsis = "tutorial [LESSON | next | back | again | restart | stop | answers]",
	.summary = "list the lessons, or go through one",
	.help = "A lesson says what to type, looks at the calls that are made then, and goes on. "
		"\"tutorial next\" skips a step, \"tutorial back\" goes back one, \"tutorial again\" "
		"repeats what was said, \"tutorial restart\" goes back to the beginning, \"tutorial "
		"stop\" leaves, and the lesson's number comes back to where one was. \"tutorial "
		"answers\" tells what comes of the things to try. How far one is, is kept in "
		"$XDG_STATE_HOME/socksh/tutorial (else ~/.local/state/socksh/tutorial). In a "
		"script a lesson is only printed. All lessons stand in socksh-tutorial(7).",
	.run = run,
	.complete = complete,
};
