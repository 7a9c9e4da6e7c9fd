/* The tutorial: a step of a lesson, and a line that was typed, in pieces. */
#include "tutorial.h"

#include "shell.h"
#include "source.h"

void tutorial_read_pieces(struct shell *shell, struct slice line, struct pieces *pieces)
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
		while (piece->text.len && *piece->text.at == ' ')
			piece->text.at++, piece->text.len--;
		pieces->count += piece->statement.kind != STATEMENT_EMPTY;
	}
}

const struct call *piece_call(const struct shell *shell, const struct piece *piece)
{
	const struct entry *entry = registry_find(&shell->registry, piece->statement.command);

	return piece->statement.kind == STATEMENT_SYSTEM || !entry ? NULL : entry->call;
}

struct slice piece_closes(const struct piece *piece)
{
	const struct statement *statement = &piece->statement;

	return statement->kind == STATEMENT_WORDS && slice_is(statement->command, "close") &&
			       statement->words.count == 1 ?
		       statement->words.at->text :
		       (struct slice){ "", 0 };
}

bool piece_is_call(const struct shell *shell, const struct piece *piece, struct slice line)
{
	const struct call *call = piece_call(shell, piece);
	struct statement shown;

	return call && lesson_call(&shell->source->arena, line, &shown) &&
	       (slice_is(shown.command, call->name) ||
		(call->shorter && slice_is(shown.command, call->shorter->name)));
}

bool pieces_have_call(const struct shell *shell, const struct pieces *pieces, struct slice line)
{
	for (size_t i = 0; i < pieces->count; i++)
		if (piece_is_call(shell, &pieces->at[i], line))
			return true;
	return false;
}

bool tutorial_read_step(struct shell *shell, size_t number, struct step *step)
{
	struct lesson_reader reader;
	struct lesson_part part;
	struct slice output, line;

	*step = (struct step){ 0 };
	if (!lesson_find_step(shell->tutorial->lesson, number, &reader, &part))
		return false;
	step->statement = part.text;
	step->here = tutorial_here(shell, part.text);
	for (bool first = true; lesson_read(&reader, &part); first = false) {
		if (part.kind == LESSON_TEXT || part.kind == LESSON_TRY)
			break;
		if (first && part.kind == LESSON_OUTPUT)
			step->output = part.text;
		if (part.kind == LESSON_HINT && step->hint.len == 0)
			step->hint = part.text;
	}
	tutorial_read_pieces(shell, step->here, &step->pieces);
	for (output = step->output; lesson_line(&output, &line);)
		step->calls += pieces_have_call(shell, &step->pieces, line);
	return true;
}

bool tutorial_only_asks(const struct shell *shell, struct slice call)
{
	const struct entry *entry = registry_find(&shell->registry, call);

	return entry && entry->call && entry->call->asks;
}
