/* What can be typed, hashed once. */
#include "registry.h"

#include <stdlib.h>

static struct entry *put(struct registry *registry, struct entry entry)
{
	size_t i = slice_hash(entry.name) & (registry->room - 1);

	while (registry->table[i].name.len)
		i = (i + 1) & (registry->room - 1);
	registry->table[i] = entry;
	return &registry->table[i];
}

static size_t count_of(const struct call *const *calls, const struct command *const *commands)
{
	size_t count = 0;

	while (*calls++)
		count++;
	while (*commands++)
		count++;
	return count;
}

bool registry_set_up(struct registry *registry, const struct call *const *calls,
		     const struct command *const *commands)
{
	size_t count = count_of(calls, commands);

	*registry = (struct registry){ .room = 64, .calls = calls, .commands = commands };
	while (registry->room < count * 3)
		registry->room *= 2;
	registry->table = calloc(registry->room, sizeof(*registry->table));
	if (!registry->table)
		return false;
	for (size_t i = 0; calls[i]; i++)
		plan_call(&put(registry, (struct entry){ .name = slice_of(calls[i]->name), .call = calls[i] })->plan,
			  calls[i]);
	for (size_t i = 0; commands[i]; i++)
		put(registry, (struct entry){ .name = slice_of(commands[i]->name), .command = commands[i] });
	return true;
}

void registry_free(struct registry *registry)
{
	free(registry->table);
	*registry = (struct registry){ 0 };
}

const struct entry *registry_find(const struct registry *registry, struct slice name)
{
	size_t i = slice_hash(name) & (registry->room - 1);

	for (; registry->table[i].name.len; i = (i + 1) & (registry->room - 1))
		if (slice_equal(name, registry->table[i].name))
			return &registry->table[i];
	return NULL;
}
