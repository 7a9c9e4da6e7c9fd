/* The tutorial watches: is what was done at the prompt what the lesson waits for? */
#include "tutorial.h"

#include <stdio.h>

#include "say.h"
#include "shell.h"
#include "show.h"

enum {
	MOST_PIECES = 16,	/* statements of a line */
	MOST_TICKS = 64,	/* things that belong to a step */
	MOST_HEARD = 64 << 10,	/* bytes of calls; of what comes then nobody needs to know */
};

/* A statement and its text. */
struct piece {
	struct slice text;
	struct statement statement;
};

/* The statements of a line. */
struct pieces {
	struct piece at[MOST_PIECES];
	size_t count;
	bool understood;	/* all of them could be read */
};

/* What the lesson waits for. */
struct step {
	struct slice statement, output, hint;
	struct pieces pieces;
	size_t calls;	/* lines of the output that are calls of the statement's own */
};

void tutorial_hear(struct context *c, const struct made *made)
{
	struct tutorial *tutorial = c->shell->tutorial;

	if (tutorial->active && c->shell->source->prompts && tutorial->heard.len < MOST_HEARD)
		show_call(c, made, &tutorial->heard);
}

/* ---- what the lesson waits for, and what was typed ---- */

static void read_pieces(struct shell *shell, struct slice line, struct pieces *pieces)
{
	struct message message = { 0 };
	struct cursor cursor = { line.at, line.at + line.len, &shell->source->arena, &message };

	pieces->count = 0;
	pieces->understood = true;
	while (cursor.at < cursor.end && pieces->count < MOST_PIECES) {
		struct piece *piece = &pieces->at[pieces->count];

		piece->text.at = cursor.at;
		pieces->understood = parse_statement(&cursor, &piece->statement);
		if (!pieces->understood)
			return;
		piece->text.len = (size_t)(cursor.at - piece->text.at);
		if (piece->text.len && piece->text.at[piece->text.len - 1] == ';')
			piece->text.len--;
		pieces->count += piece->statement.kind != STATEMENT_EMPTY;
	}
}

static const struct call *call_of(struct shell *shell, const struct piece *piece)
{
	const struct entry *entry = registry_find(&shell->registry, piece->statement.command);

	return piece->statement.kind == STATEMENT_SYSTEM || !entry ? NULL : entry->call;
}

/* Is the line a call that the statement itself asks for, and not one that it needs on the way? */
static bool is_own_call(struct shell *shell, const struct pieces *pieces, struct slice line)
{
	struct lesson_call shown;

	if (!lesson_call(line, &shown))
		return false;
	for (size_t i = 0; i < pieces->count; i++) {
		const struct call *call = call_of(shell, &pieces->at[i]);

		if (call && (slice_is(shown.name, call->name) ||
			     (call->shorter && slice_is(shown.name, call->shorter->name))))
			return true;
	}
	return false;
}

static bool read_step(struct shell *shell, const struct lesson *lesson, size_t number,
		      struct step *step)
{
	struct lesson_reader reader;
	struct lesson_part part;
	struct slice output, line;

	*step = (struct step){ 0 };
	if (!lesson_find_step(lesson, number, &reader, &part))
		return false;
	step->statement = part.text;
	for (bool first = true; lesson_read(&reader, &part); first = false) {
		if (part.kind == LESSON_TEXT || part.kind == LESSON_TRY)
			break;
		if (first && part.kind == LESSON_OUTPUT)
			step->output = part.text;
		if (part.kind == LESSON_HINT && step->hint.len == 0)
			step->hint = part.text;
	}
	read_pieces(shell, step->statement, &step->pieces);
	for (output = step->output; lesson_line(&output, &line);)
		step->calls += is_own_call(shell, &step->pieces, line);
	return true;
}

/* ---- handles with other names ---- */

static struct lesson_aliases aliases_of(const struct tutorial *tutorial)
{
	return (struct lesson_aliases){ tutorial->aliases, tutorial->alias_count };
}

static void forget_alias(struct tutorial *tutorial, struct slice theirs)
{
	for (size_t i = 0; i < tutorial->alias_count; i++) {
		if (!slice_equal(tutorial->aliases[i].theirs, theirs))
			continue;
		tutorial->alias_count--;
		tutorial->aliases[i].theirs = tutorial->aliases[tutorial->alias_count].theirs;
		memcpy(tutorial->ours[i], tutorial->ours[tutorial->alias_count],
		       sizeof(tutorial->ours[i]));
		tutorial->aliases[i].ours = slice_of(tutorial->ours[i]);
		return;
	}
}

static void add_alias(struct tutorial *tutorial, struct slice theirs, struct slice ours)
{
	size_t i = tutorial->alias_count;

	if (i == MOST_ALIASES || ours.len > HANDLE_NAME_MAX)
		return;
	memcpy(tutorial->ours[i], ours.at, ours.len);
	tutorial->ours[i][ours.len] = '\0';
	tutorial->aliases[i] = (struct lesson_alias){ theirs, { tutorial->ours[i], ours.len } };
	tutorial->alias_count++;
}

/* The lesson's later lines name the handles that this call has made. */
static void learn_names(struct shell *shell, struct slice lessons_line, struct slice made_line)
{
	struct slice theirs, ours;
	struct lesson_call a, b;

	if (!lesson_call(lessons_line, &a) || !lesson_call(made_line, &b))
		return;
	for (size_t i = 0; (theirs = lesson_made(&shell->registry, &a, i)).len; i++) {
		ours = lesson_made(&shell->registry, &b, i);
		forget_alias(shell->tutorial, theirs);
		if (ours.len == 0 || slice_equal(theirs, ours))
			continue;
		add_alias(shell->tutorial, theirs, ours);
		shell_comment(shell,
			      "what the lesson calls %.*s is %.*s here: type that in its place",
			      SLICE_ARGS(theirs), SLICE_ARGS(ours));
	}
}

/* ---- was it done? ---- */

struct judgement {
	size_t ticked;			/* things that were done now */
	struct slice other_answer;	/* the lesson's line, where only the answer was another */
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

/* One call that was made: the first thing in the step that it can be is done. */
static void judge_call(struct shell *shell, const struct step *step, struct slice made,
		       struct judgement *judgement)
{
	struct slice output = step->output, line;

	for (size_t i = 0; lesson_line(&output, &line);) {
		enum likeness likeness;

		if (!is_own_call(shell, &step->pieces, line))
			continue;
		if (is_ticked(shell->tutorial, i++))
			continue;
		likeness = lesson_compare(&shell->registry, aliases_of(shell->tutorial),
					  step->statement, line, made);
		if (likeness == OTHER_ANSWER && judgement->other_answer.len == 0)
			judgement->other_answer = line;
		if (likeness != ALIKE)
			continue;
		judgement->ticked += tick(shell->tutorial, i - 1);
		learn_names(shell, line, made);
		return;
	}
}

/* The same text, blanks aside. */
static bool same_words(struct slice a, struct slice b)
{
	struct slice x, y;

	do {
		struct slice *const texts[] = { &a, &b }, *const words[] = { &x, &y };

		for (size_t i = 0; i < 2; i++) {
			struct slice *text = texts[i];

			while (text->len && *text->at == ' ')
				text->at++, text->len--;
			*words[i] = (struct slice){ text->at, 0 };
			while (text->len && *text->at != ' ')
				text->at++, text->len--, words[i]->len++;
		}
		if (!slice_equal(x, y))
			return false;
	} while (x.len);
	return true;
}

static struct slice first_word(struct slice text)
{
	while (text.len && *text.at == ' ')
		text.at++, text.len--;
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == ' ')
			text.len = i;
	return text;
}

/* Commands of the shell and of the system, and calls that the shell refuses: by what was typed. */
static void judge_words(struct tutorial *tutorial, const struct step *step,
			const struct pieces *typed, struct judgement *judgement)
{
	for (size_t i = 0; i < typed->count; i++) {
		const struct piece *piece = &typed->at[i];

		for (size_t j = 0; j < step->pieces.count; j++) {
			const struct piece *want = &step->pieces.at[j];
			bool system = want->statement.kind == STATEMENT_SYSTEM;

			if (piece->statement.kind != want->statement.kind)
				continue;
			if (system ? slice_equal(first_word(piece->statement.command),
						 first_word(want->statement.command))
				   : same_words(piece->text, want->text))
				judgement->ticked += tick(tutorial, j);
		}
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

/* ---- what has nothing to do with the step ---- */

/* Is it one of the calls of the steps before, done once more? Its names are learned then. */
static bool was_before(struct shell *shell, struct slice made)
{
	struct tutorial *tutorial = shell->tutorial;
	struct lesson_reader reader = lesson_start(tutorial->lesson);
	struct slice statement = { "", 0 }, line;
	size_t left = tutorial_progress(tutorial, tutorial->lesson)->step;
	struct lesson_part part;

	while (lesson_read(&reader, &part)) {
		if (part.kind == LESSON_STATEMENT && left-- == 0)
			return false;
		if (part.kind == LESSON_STATEMENT)
			statement = part.text;
		while (part.kind == LESSON_OUTPUT && lesson_line(&part.text, &line)) {
			if (lesson_compare(&shell->registry, aliases_of(tutorial), statement, line,
					   made) != ALIKE)
				continue;
			learn_names(shell, line, made);
			return true;
		}
	}
	return false;
}

/* The shell's own commands, and calls that look around or tidy up. */
static bool is_free(struct shell *shell, const struct piece *piece)
{
	static const char *const calls[] = {
		"close", "getsockname", "getpeername", "getsockopt", "poll",
	};
	struct slice command = piece->statement.command;

	if (piece->statement.kind == STATEMENT_SYSTEM)
		return true;
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		if (slice_is(command, calls[i]))
			return true;
	return registry_find(&shell->registry, command) && !call_of(shell, piece);
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
			if (call_of(shell, piece) &&
			    slice_equal(step->pieces.at[j].statement.command,
					piece->statement.command))
				return true;
	}
	return false;
}

/* ---- helping ---- */

/* The words of a piece in a row: 0 is the command; false behind the last. */
static bool word_of(const struct piece *piece, size_t i, struct slice *word)
{
	if (i == 0)
		*word = piece->statement.command;
	else if (i <= piece->statement.words.count)
		*word = piece->statement.words.at[i - 1].text;
	else
		return false;
	return true;
}

/* The first word that is another one than the lesson's. */
static void say_word(struct shell *shell, const struct piece *want, const struct piece *typed)
{
	struct arena *arena = &shell->source->arena;
	struct slice right, wrong;

	if (want->statement.kind != STATEMENT_WORDS || typed->statement.kind != STATEMENT_WORDS)
		return;
	for (size_t i = 0;; i++) {
		bool one = word_of(want, i, &right), other = word_of(typed, i, &wrong);

		if (one && other && slice_equal(right, wrong))
			continue;
		if (one && other)
			shell_comment(shell, "%s was typed where the lesson has %s",
				      quoted(arena, wrong), quoted(arena, right));
		else if (one)
			shell_comment(shell, "the word %s is missing", quoted(arena, right));
		else if (other)
			shell_comment(shell, "the word %s is one too many", quoted(arena, wrong));
		return;
	}
}

/* Does the hint spell out the statement? */
static bool spells_out(struct slice hint, struct slice statement)
{
	return statement.len && hint.len && memmem(hint.at, hint.len, statement.at, statement.len);
}

static void help(struct shell *shell, const struct step *step, const struct pieces *typed)
{
	if (step->pieces.count == 1 && typed->count)
		say_word(shell, &step->pieces.at[0], &typed->at[0]);
	if (step->hint.len)
		say_prose(shell, "", "", step->hint);
	if (!spells_out(step->hint, step->statement)) {
		shell_comment(shell, "the lesson waits for:");
		say_verbatim(shell, "    > ", step->statement);
	}
}

static void say_other_answer(struct shell *shell, struct slice line)
{
	shell_comment(shell, "the call is right, and something else came of it; the lesson has:");
	say_verbatim(shell, "    ", line);
	shell_comment(shell, "\"tutorial next\" goes on with what there is");
}

/* ---- all of it ---- */

static void say_rest(struct shell *shell, const struct step *step)
{
	shell_comment(shell, "good; that is a part of:");
	say_verbatim(shell, "    > ", step->statement);
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

static void judge(struct shell *shell, const struct step *step, const struct pieces *typed)
{
	struct tutorial *tutorial = shell->tutorial;
	struct slice heard = { tutorial->heard.data, tutorial->heard.len }, line;
	size_t at = tutorial_progress(tutorial, tutorial->lesson)->step;
	struct judgement judgement = { 0 };

	if (step->calls == 0)
		judge_words(tutorial, step, typed, &judgement);
	while (step->calls && lesson_line(&heard, &line))
		judge_call(shell, step, line, &judgement);
	if (judgement.ticked && is_done(tutorial, step)) {
		tutorial_say_code(shell, tutorial->lesson, at);
		tutorial_go(shell, at + 1);
	} else if (judgement.ticked) {
		say_rest(shell, step);
	} else if (is_attempt(shell, step, typed) && !all_were_before(shell)) {
		if (judgement.other_answer.len)
			say_other_answer(shell, judgement.other_answer);
		else
			help(shell, step, typed);
	}
}

void tutorial_watch(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;
	struct slice line = shell->source->text;
	struct pieces typed;
	struct step step;

	if (!tutorial->active)
		return;
	read_pieces(shell, line, &typed);
	if ((typed.count || !typed.understood) &&
	    read_step(shell, tutorial->lesson, tutorial_progress(tutorial, tutorial->lesson)->step,
		      &step))
		judge(shell, &step, &typed);
	out_clear(&tutorial->heard);
}
