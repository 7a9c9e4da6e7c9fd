/* What a word can become: whole words, collected by those who know some. */
#include "candidates.h"

#include <string.h>

static bool make_room(struct candidates *candidates)
{
	size_t room = candidates->room ? 2 * candidates->room : 64;
	char **list;

	if (candidates->count < candidates->room)
		return true;
	list = arena_alloc(candidates->arena, room * sizeof(*list));
	if (!list)
		return false;
	if (candidates->count)
		memcpy(list, candidates->list, candidates->count * sizeof(*list));
	candidates->list = list;
	candidates->room = room;
	return true;
}

void candidates_add(struct candidates *candidates, struct slice word)
{
	char *copy;

	if (word.len == 0 || !slice_begins(word, candidates->prefix) || !make_room(candidates))
		return;
	copy = arena_copy(candidates->arena, word.at, word.len);
	if (copy)
		candidates->list[candidates->count++] = copy;
}

/* Of `stream|nonb` the part behind the last `|`, where constants can be joined. */
static struct slice last_part(struct slice word, bool flags)
{
	const char *bar = flags && word.len ? memrchr(word.at, '|', word.len) : NULL;

	return bar ? (struct slice){ bar + 1, (size_t)(word.at + word.len - bar - 1) } : word;
}

void candidates_add_symbols(struct candidates *candidates, const struct symbols *symbols)
{
	struct slice part = last_part(candidates->prefix, symbols->flags);
	bool c_names = candidates->c_names || (part.len && part.at[0] >= 'A' && part.at[0] <= 'Z');
	int head = (int)(candidates->prefix.len - part.len);

	for (size_t i = 0; i < symbols->count; i++) {
		const struct symbol *entry = &symbols->entries[i];
		const char *name =
			c_names ? entry->name : symbol_short(symbols, entry, candidates->arena);

		/* A flag of a plain value stands behind it: stream|nonblock. */
		if (symbols->base && !(entry->value & symbols->base) && head == 0 && !candidates->c_names)
			continue;
		if (name && head > 0)
			name = arena_format(candidates->arena, "%.*s%s", head,
					    candidates->prefix.at, name);
		if (name)
			candidates_add(candidates, slice_of(name));
	}
}

void candidates_add_handles(struct candidates *candidates, const struct handles *handles, enum handle_kind kind)
{
	for (const struct handle *handle = handles->oldest; handle; handle = handle->newer)
		if (kind == KIND_ANY || handle->facts.kind == kind)
			candidates_add(candidates, (struct slice){ handle->name, handle->name_len });
}
