/* Where the point is: what the parser noted when the text ended. */
#include "place.h"

/* What comes first is what the parser was at; what it makes of the end does not count any more. */
void place_note(struct place *place, enum place_kind kind, struct slice word)
{
	if (place->noted)
		return;
	place->noted = true;
	place->kind = place->depth > PLACE_LEVELS ? PLACE_NOWHERE : kind;
	place->word = word;
	place->in_string = place->string;
	if (place->string)
		place->word = (struct slice){ place->string, (size_t)(word.at + word.len - place->string) };
	place->statement = *place->reading;
	for (size_t i = 0; i < place->depth && i < PLACE_LEVELS; i++)
		place->levels[i].index = place->levels[i].node->count;
}

void place_enter(struct place *place, const struct node *node)
{
	if (place->noted)
		return;
	if (place->depth < PLACE_LEVELS)
		place->levels[place->depth] = (struct place_level){ .node = node };
	place->depth++;
}

void place_leave(struct place *place)
{
	if (!place->noted)
		place->depth--;
}

void place_leave_all(struct place *place)
{
	if (!place->noted)
		place->depth = 0;
}

void place_name(struct place *place, struct slice name)
{
	if (!place->noted && place->depth && place->depth <= PLACE_LEVELS)
		place->levels[place->depth - 1].name = name;
}

void find_place(struct slice text, struct arena *arena, struct place *place)
{
	struct message message = { 0 };
	struct statement statement = { 0 };
	struct cursor cursor = { text.at, text.at + text.len, arena, &message, place };

	*place = (struct place){ .kind = PLACE_NOWHERE, .word = { cursor.end, 0 }, .reading = &statement };
	if (is_comment_line(text))
		return;
	while (parse_statement(&cursor, &statement) && !place->noted)
		;
	place->reading = NULL;
}
