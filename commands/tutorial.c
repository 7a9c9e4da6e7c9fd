/* tutorial: the lessons of socksh-tutorial(7), gone through at the prompt. */
#include "command.h"

#include "say.h"
#include "tutorial.h"

/* A word that moves through the lesson that was begun last. */
struct move {
	const char *name;
	void (*run)(struct shell *shell);
};

static size_t step_now(const struct shell *shell)
{
	return tutorial_progress(shell->tutorial, shell->tutorial->lesson)->step;
}

static void again(struct shell *shell)
{
	tutorial_go(shell, step_now(shell));
}

static void back(struct shell *shell)
{
	size_t step = step_now(shell);

	tutorial_go(shell, step > 0 ? step - 1 : 0);
}

static void stop(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;

	tutorial->active = false;
	shell_comment(shell, "left; \"tutorial %u\" comes back to it",
		      lesson_number(tutorial->lesson));
}

static void answers(struct shell *shell)
{
	tutorial_answers(shell, shell->tutorial->lesson);
}

static const struct move moves[] = {
	{ "next", tutorial_skip }, { "back", back },	   { "again", again },
	{ "stop", stop },	   { "answers", answers },
};

enum { MOVES = sizeof(moves) / sizeof(*moves) };

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
	for (size_t i = 0; i < MOVES; i++)
		nearest_try(&nearest, slice_of(moves[i].name));
	return mistake(&shell->message,
		       "%s is neither the number of a lesson nor next, back, again, "
		       "stop or answers%s",
		       quoted(arena, word->text), did_you_mean(arena, &nearest));
}

static const struct move *find_move(const struct word *word)
{
	for (size_t i = 0; i < MOVES; i++)
		if (!word->quoted && slice_is(word->text, moves[i].name))
			return &moves[i];
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
	const struct move *move = find_move(word);
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
	for (size_t i = 0; i < MOVES; i++)
		candidates_add(candidates, slice_of(moves[i].name));
	for (const struct lesson *lesson = lessons; lesson->name; lesson++) {
		const char *number = arena_format(candidates->arena, "%u", lesson_number(lesson));

		if (number)
			candidates_add(candidates, slice_of(number));
	}
}

const struct command command_tutorial = {
	.name = "tutorial",
	.synopsis = "tutorial [LESSON | next | back | again | stop | answers]",
	.summary = "list the lessons, or go through one",
	.help = "A lesson says what to type, looks at the calls that are made then, and goes on. "
		"\"next\" skips a step, \"back\" goes back one, \"again\" repeats what was said, "
		"\"stop\" leaves, and the lesson's number comes back to where one was. "
		"\"answers\" tells what comes of the things to try. How far one is, is kept in "
		"$XDG_STATE_HOME/socksh/tutorial (else ~/.local/state/socksh/tutorial). In a "
		"script a lesson is only printed. All lessons stand in socksh-tutorial(7).",
	.run = run,
	.complete = complete,
};
