/* What can be typed, hashed once. */
#include "registry.h"

#include <stdlib.h>

#define CALL(name) extern const struct call call_##name;
#define COMMAND(name) extern const struct command command_##name;
#include "../commands/contents.h"
#undef CALL
#undef COMMAND

#define CALL(name) &call_##name,
#define COMMAND(name)
const struct call *const all_calls[] = {
#include "../commands/contents.h"
	NULL
};
#undef CALL
#undef COMMAND

#define CALL(name)
#define COMMAND(name) &command_##name,
const struct command *const all_commands[] = {
#include "../commands/contents.h"
	NULL
};

enum { COUNT = (sizeof(all_calls) + sizeof(all_commands)) / sizeof(void *) };

static size_t hash(struct slice name)
{
	size_t h = name.len;

	for (size_t i = 0; i < name.len; i++)
		h = h * 31 + (unsigned char)name.at[i];
	return h ^ h >> 7;
}

static void put(struct registry *registry, struct entry entry)
{
	size_t i = hash(slice_of(entry.name)) & (registry->room - 1);

	while (registry->table[i].name)
		i = (i + 1) & (registry->room - 1);
	registry->table[i] = entry;
}

bool registry_set_up(struct registry *registry)
{
	registry->room = 64;
	while (registry->room < COUNT * 3)
		registry->room *= 2;
	registry->table = calloc(registry->room, sizeof(*registry->table));
	if (!registry->table)
		return false;
	for (size_t i = 0; all_calls[i]; i++)
		put(registry, (struct entry){ .name = all_calls[i]->name, .call = all_calls[i] });
	for (size_t i = 0; all_commands[i]; i++)
		put(registry, (struct entry){ .name = all_commands[i]->name, .command = all_commands[i] });
	return true;
}

void registry_free(struct registry *registry)
{
	free(registry->table);
	*registry = (struct registry){ 0 };
}

const struct entry *registry_find(const struct registry *registry, struct slice name)
{
	size_t i = hash(name) & (registry->room - 1);

	for (; registry->table[i].name; i = (i + 1) & (registry->room - 1))
		if (slice_is(name, registry->table[i].name))
			return &registry->table[i];
	return NULL;
}
