/* constants: the names of the API and their values. */
#include "command.h"

#include <fnmatch.h>

enum { FIRST_SEEN = 1024 };

/* Each name once, though some stand in several families. */
struct seen {
	const char **table;	/* open addressing, a power of two */
	size_t room, count;
	struct arena *arena;
};

static const char **place_of(const struct seen *seen, const char *name)
{
	size_t i = slice_hash(slice_of(name)) & (seen->room - 1);

	while (seen->table[i] && strcmp(seen->table[i], name) != 0)
		i = (i + 1) & (seen->room - 1);
	return &seen->table[i];
}

static bool grow(struct seen *seen)
{
	struct seen more = {
		.room = seen->room ? 2 * seen->room : FIRST_SEEN, .arena = seen->arena,
	};

	more.table = arena_zero(seen->arena, more.room * sizeof(*more.table));
	if (!more.table)
		return false;
	for (size_t i = 0; i < seen->room; i++)
		if (seen->table[i])
			*place_of(&more, seen->table[i]) = seen->table[i];
	more.count = seen->count;
	*seen = more;
	return true;
}

/* True the first time. */
static bool is_new(struct seen *seen, const char *name)
{
	const char **place;

	if (seen->count * 2 >= seen->room && !grow(seen))
		return false;
	place = place_of(seen, name);
	if (*place)
		return false;
	*place = name;
	seen->count++;
	return true;
}

static bool matches(const char *name, const char *pattern)
{
	if (strpbrk(pattern, "*?["))
		return fnmatch(pattern, name, FNM_CASEFOLD) == 0;
	return strcasestr(name, pattern) != NULL;
}

static void show(struct shell *shell, const struct symbols *symbols, const struct symbol *entry)
{
	out_text(&shell->out, entry->name);
	out_text(&shell->out, " = ");
	if (symbols->flags && (entry->value & ~symbols->base))
		out_hex(&shell->out, (uint64_t)entry->value);
	else
		out_number(&shell->out, entry->value);
	out_char(&shell->out, '\n');
}

/* Returns how many there are. While checking nothing is shown. */
static size_t show_matching(struct shell *shell, const char *pattern)
{
	struct seen seen = { .arena = command_arena(shell) };
	size_t count = 0;

	for (const struct symbols *const *family = symbols_all; *family; family++) {
		for (size_t i = 0; i < (*family)->count; i++) {
			const struct symbol *entry = &(*family)->entries[i];

			if (!matches(entry->name, pattern) || !is_new(&seen, entry->name))
				continue;
			if (!shell->checking)
				show(shell, *family, entry);
			count++;
		}
	}
	return count;
}

static bool no_constant(struct shell *shell, struct slice pattern)
{
	struct nearest nearest;

	nearest_start(&nearest, pattern);
	for (const struct symbols *const *family = symbols_all; *family; family++)
		for (size_t i = 0; i < (*family)->count; i++)
			nearest_try(&nearest, slice_of((*family)->entries[i].name));
	return mistake_near(&shell->message, &nearest, "no constant matches %s",
			    quoted(command_arena(shell), pattern));
}

static enum outcome run(struct shell *shell, struct words words)
{
	const char *pattern = "";

	if (!command_takes(shell, words, 0, 1))
		return OUTCOME_MISTAKE;
	if (words.count == 1 && !(pattern = command_string(shell, words.at)))
		return OUTCOME_MISTAKE;
	if (show_matching(shell, pattern) > 0)
		return OUTCOME_OK;
	no_constant(shell, words.at->text);
	return OUTCOME_MISTAKE;
}

static void complete(struct shell *shell, struct candidates *candidates)
{
	(void)shell;
	for (const struct symbols *const *family = symbols_all; *family; family++) {
		candidates_add(candidates, slice_of((*family)->prefix));
		for (size_t i = 0; candidates->prefix.len && i < (*family)->count; i++)
			candidates_add(candidates, slice_of((*family)->entries[i].name));
	}
}

const struct command command_constants = {
	.name = "constants",
	.synopsis = "constants [PATTERN]",
	.summary = "the constants of the API and their values",
	.help = "PATTERN is a part of the name, or a pattern with *, ? and [...]; capitals and "
		"small letters are the same. Flags are shown in hex.",
	.example = "> constants SHUT_*\n"
		   "SHUT_RD = 0\n"
		   "SHUT_WR = 1\n"
		   "SHUT_RDWR = 2",
	.run = run,
	.complete = complete,
};
