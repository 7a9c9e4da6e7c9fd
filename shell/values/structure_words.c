/* Structures in command notation: words for their members, in order. */
#include "type.h"

static bool member_from_words(const struct member *member, struct context *c, struct words *words,
			      void *base)
{
	struct arg arg = { 0 };

	if (member->type->pointer) {
		arg.at = (char *)base + member->offset;
		arg.room = arg.len = member->size;
	}
	if (!member->type->from_words || !member->type->from_words(member->type, c, words, &arg))
		return false;
	if (!member->type->pointer)
		store_number((char *)base + member->offset, member->size, arg.n);
	return true;
}

/* The member, from this one on, that the next word has filled; NULL, with a message, where none can be. */
static const struct member *next_from_words(const struct type *self, const struct member *from,
					    struct context *c, struct words *words, void *base)
{
	struct message *message = c->message, unsaid;
	const char *expected = "";

	for (const struct member *member = from; member->name; member++) {
		struct words rest = *words;
		bool filled;

		if (member->alias || member->hidden || !member->type->from_words)
			continue;
		unsaid = (struct message){ 0 };
		c->message = &unsaid;
		filled = member_from_words(member, c, &rest, base);
		c->message = message;
		if (filled) {
			*words = rest;
			return member;
		}
		expected = arena_format(c->arena, "%s%s%s", expected, *expected ? " or " : "",
					member->type->name);
		if (!expected)
			break;
	}
	wrong(c, "no %s %s", expected ? expected : self->name, quoted(c->arena, words->at->text));
	return NULL;
}

bool structure_from_words(const struct type *self, struct context *c, struct words *words,
			  struct arg *arg)
{
	const struct member *member = self->members;

	if (!arg_room(c, arg, self->size) || !member_from_words(member, c, words, arg->at))
		return false;
	for (member++; words->count && member->name; member++) {
		member = next_from_words(self, member, c, words, arg->at);
		if (!member)
			return false;
	}
	return true;
}

void structure_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	for (const struct member *member = self->members; member->name; member++)
		if (member->type->complete)
			member->type->complete(member->type, c, candidates);
}
