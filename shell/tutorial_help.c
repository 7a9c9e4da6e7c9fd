/* The tutorial helps: what was typed is not what the lesson waits for. */
#include "tutorial.h"

#include "say.h"
#include "shell.h"

/* The words of a piece in a row: 0 is the command; false behind the last. */
static bool word_of(const struct piece *piece, size_t i, struct slice *word)
{
	const struct words *words = &piece->statement.words;

	if (i > words->count)
		return false;
	*word = i == 0 ? piece->statement.command : words->at[i - 1].text;
	return true;
}

static bool word_is_handle(const struct shell *shell, const struct piece *piece, size_t i)
{
	struct slice word;

	return word_of(piece, i, &word) && handle_by_name(&shell->handles, word);
}

/* Is the acting handle left out, as it may be? */
static bool leaves_handle_out(const struct shell *shell, const struct piece *want,
			      const struct piece *typed)
{
	return typed->statement.words.count < want->statement.words.count &&
	       word_is_handle(shell, want, 1) && !word_is_handle(shell, typed, 1);
}

static void say_difference(struct shell *shell, const struct slice *right,
			   const struct slice *wrong)
{
	struct arena *arena = &shell->source->arena;

	if (right && wrong)
		shell_comment(shell, "%s was typed where the lesson has %s", quoted(arena, *wrong),
			      quoted(arena, *right));
	else if (right)
		shell_comment(shell, "the word %s is missing", quoted(arena, *right));
	else
		shell_comment(shell, "the word %s is one too many", quoted(arena, *wrong));
}

/* The first word that is another one than the lesson's. */
static void say_word(struct shell *shell, const struct piece *want, const struct piece *typed)
{
	size_t skipped = leaves_handle_out(shell, want, typed);

	if (want->statement.kind != STATEMENT_WORDS || typed->statement.kind != STATEMENT_WORDS)
		return;
	for (size_t i = 0;; i++) {
		struct slice right, wrong;
		bool one = word_of(want, i ? i + skipped : 0, &right),
		     other = word_of(typed, i, &wrong);

		if (one && other && slice_equal(right, wrong))
			continue;
		if (one || other)
			say_difference(shell, one ? &right : NULL, other ? &wrong : NULL);
		return;
	}
}

/* Handles that the step makes, and that are open: their names cannot be given once more. */
static const char *names_in_use(struct shell *shell, const struct step *step)
{
	const char *text = "";

	for (size_t i = 0; i < step->pieces.count && text; i++) {
		const struct statement *statement = &step->pieces.at[i].statement;

		for (size_t j = 0; j < statement->name_count && text; j++)
			if (handle_by_name(&shell->handles, statement->names[j]))
				text = arena_format(&shell->source->arena, "%s%sclose %.*s", text,
						    *text ? "; " : "",
						    SLICE_ARGS(statement->names[j]));
	}
	return text ? text : "";
}

/* The hint is that of some examples below each other; it helps with the one that it spells out. */
static bool is_hint_for(struct slice hint, struct slice statement)
{
	return statement.len && hint.len && memmem(hint.at, hint.len, statement.at, statement.len);
}

void tutorial_help(struct shell *shell, const struct step *step, const struct pieces *typed)
{
	const char *closing = names_in_use(shell, step);

	if (step->pieces.count == 1 && typed->count)
		say_word(shell, &step->pieces.at[0], &typed->at[0]);
	if (is_hint_for(step->hint, step->statement) && slice_equal(step->here, step->statement))
		say_prose(shell, "", "", step->hint);
	shell_comment(shell, *closing ? "the lesson waits for the second of these lines:"
				      : "the lesson waits for:");
	if (*closing)
		say_verbatim(shell, "    > ", slice_of(closing));
	say_verbatim(shell, "    > ", step->here);
}
