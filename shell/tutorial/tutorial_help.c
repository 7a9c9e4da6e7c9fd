/* The tutorial helps: what was typed is not what the lesson waits for. */
#include "tutorial.h"

#include "say.h"
#include "shell.h"
#include "source.h"

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

/* All that is missing from a word on. */
static const char *rest_of(struct shell *shell, const struct piece *want, size_t from, bool *several)
{
	const char *text = "";
	struct slice word;

	for (size_t i = from; text && word_of(want, i, &word); i++)
		text = arena_format(&shell->source->arena, "%s%s%.*s", text, i > from ? " " : "",
				    SLICE_ARGS(word));
	*several = word_of(want, from + 1, &word);
	return text ? text : "";
}

/* A string as it is typed, with its escapes and quotes; another word as it stands, in quotes. */
static const char *typed_word(struct arena *arena, const struct piece *piece, size_t i)
{
	const struct words *words = &piece->statement.words;
	struct out out = { .fd = -1 };
	struct slice word = { "", 0 };
	const char *text;

	word_of(piece, i, &word);
	if (i == 0 || !words->at[i - 1].quoted)
		return quoted(arena, word);
	out_string(&out, word, false);
	text = arena_copy(arena, out.data, out.len);
	out_free(&out);
	return text ? text : "";
}

/* hello\n without its quotes, where "hello\n" is wanted: the same letters, and other bytes. */
static bool lacks_quotes(const char *wrong, const char *right, const struct piece *typed, size_t i)
{
	return i > 0 && !typed->statement.words.at[i - 1].quoted && strchr(wrong, '\\') &&
	       strcmp(wrong, right) == 0;
}

static void say_other_word(struct shell *shell, const struct piece *want, size_t at,
			   const struct piece *typed, size_t i)
{
	struct arena *arena = &shell->source->arena;
	const char *right = typed_word(arena, want, at), *wrong = typed_word(arena, typed, i);

	if (lacks_quotes(wrong, right, typed, i))
		say_format(&shell->out, "without quotes a backslash is a backslash, and was sent as one; "
			   "the lesson has the word in quotes: %s", right);
	else
		say_comment(&shell->out, "%s was typed where the lesson has %s", wrong, right);
}

/* The first word that is another one than the lesson's. */
static void say_word(struct shell *shell, const struct piece *want, const struct piece *typed)
{
	size_t skipped = leaves_handle_out(shell, want, typed);
	struct slice right, wrong;

	if (want->statement.kind != STATEMENT_WORDS || typed->statement.kind != STATEMENT_WORDS)
		return;
	for (size_t i = 0;; i++) {
		size_t at = i ? i + skipped : 0;
		bool one = word_of(want, at, &right), other = word_of(typed, i, &wrong), several;

		if (one && other && slice_equal(right, wrong))
			continue;
		if (one && other) {
			say_other_word(shell, want, at, typed, i);
		} else if (one) {
			const char *rest = rest_of(shell, want, at, &several);

			say_comment(&shell->out, several ? "the words \"%s\" are missing" : "the word \"%s\" is missing",
				      rest);
		} else if (other) {
			say_comment(&shell->out, "the word %s is one too many",
				      typed_word(&shell->source->arena, typed, i));
		}
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

/* As a line of C it is compared with the lesson's, which is not what has to be typed. */
static void say_call(struct shell *shell, const struct step *step, const struct piece *typed)
{
	struct slice output = step->output, line;

	if (typed->statement.kind != STATEMENT_TREE || step->calls != 1 ||
	    step->pieces.at[0].statement.kind == STATEMENT_TREE)
		return;
	while (lesson_line(&output, &line)) {
		if (!pieces_have_call(shell, &step->pieces, line))
			continue;
		say_comment(&shell->out, "the lesson's call is this one:");
		say_verbatim(&shell->out, "    ", line);
	}
}

void tutorial_help(struct shell *shell, const struct step *step, const struct pieces *typed)
{
	const char *closing = names_in_use(shell, step);

	if (step->pieces.count == 1 && typed->count) {
		say_word(shell, &step->pieces.at[0], &typed->at[0]);
		say_call(shell, step, &typed->at[0]);
	}
	if (is_hint_for(step->hint, step->statement) && slice_equal(step->here, step->statement))
		say_prose(&shell->out, "", "", step->hint);
	say_comment(&shell->out, *closing ? "the lesson waits for the second of these lines:"
				      : "the lesson waits for:");
	if (*closing)
		say_statement(&shell->out, slice_of(closing));
	say_statement(&shell->out, step->here);
}
