/* Constants by name, by word and by value; reading and showing them. */
#include "symbols.h"

#include "arena.h"
#include "lex.h"
#include "message.h"
#include "out.h"

const struct symbols *const symbols_all[] = {
#define CONSTANTS(name) &symbols_##name,
#include "symbols_contents.h"
	NULL,
};

/* Compares without measuring: most names differ in the first letters behind the prefix. */
static bool is_named(const struct symbol *entry, struct slice name)
{
	return strncmp(entry->name, name.at, name.len) == 0 && entry->name[name.len] == '\0';
}

const struct symbol *symbols_by_name(const struct symbols *symbols, struct slice name)
{
	/* strncmp() stops at a NUL in both, so a word that holds one must not come that far. */
	if (name.len == 0 || memchr(name.at, '\0', name.len))
		return NULL;
	for (size_t i = 0; i < symbols->count; i++)
		if (is_named(&symbols->entries[i], name))
			return &symbols->entries[i];
	return NULL;
}

/* Locales have letters of their own; the names of C have not. */
static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* What is left of the name behind the prefix; NULL when it has another one, or only digits are left. */
static const char *behind(const struct symbol *entry, const char *prefix)
{
	size_t len = prefix ? strlen(prefix) : 0;

	if (!prefix || strncmp(entry->name, prefix, len) != 0)
		return NULL;
	return entry->name[len + strspn(entry->name + len, "0123456789")] ? entry->name + len : NULL;
}

static bool is_small(const char *name, struct slice word)
{
	if (!name || word.len == 0)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (name[i] == '\0' || small(name[i]) != word.at[i])
			return false;
	return name[word.len] == '\0';
}

bool symbol_is_short(const struct symbols *symbols, const struct symbol *entry, struct slice word)
{
	return is_small(behind(entry, symbols->prefix), word) ||
	       is_small(behind(entry, symbols->other_prefix), word);
}

const char *symbol_short(const struct symbols *symbols, const struct symbol *entry,
			 struct arena *arena)
{
	const char *name = behind(entry, symbols->prefix);
	char *text;

	if (!name)
		name = behind(entry, symbols->other_prefix);
	if (!name || *name == '\0')
		return NULL;
	text = arena_copy(arena, name, strlen(name));
	for (size_t i = 0; text && text[i]; i++)
		text[i] = small(text[i]);
	return text;
}

const struct symbol *symbols_by_word(const struct symbols *symbols, struct slice word)
{
	const struct symbol *entry = symbols_by_name(symbols, word);

	for (size_t i = 0; !entry && i < symbols->count; i++)
		if (symbol_is_short(symbols, &symbols->entries[i], word))
			entry = &symbols->entries[i];
	return entry;
}

const struct symbol *symbols_by_value(const struct symbols *symbols, int64_t value)
{
	for (size_t i = 0; i < symbols->count; i++)
		if (symbols->entries[i].value == value)
			return &symbols->entries[i];
	return NULL;
}

static bool has_prefix_of(const struct symbols *symbols, struct slice name)
{
	if (*symbols->prefix && slice_begins_with(name, symbols->prefix))
		return true;
	return symbols->other_prefix && slice_begins_with(name, symbols->other_prefix);
}

/* The families that the name looks like come first; few names have to go on to the others. */
static const struct symbol *find_anywhere(struct slice name, const struct symbols **family)
{
	/* Every constant begins with a capital, and hardly a handle does. */
	if (name.len == 0 || name.at[0] < 'A' || name.at[0] > 'Z')
		return NULL;
	for (int alike = 1; alike >= 0; alike--) {
		for (const struct symbols *const *at = symbols_all; *at; at++) {
			const struct symbol *entry = NULL;

			if (has_prefix_of(*at, name) == alike)
				entry = symbols_by_name(*at, name);
			if (entry) {
				*family = *at;
				return entry;
			}
		}
	}
	return NULL;
}

const struct symbol *symbols_anywhere(struct slice name)
{
	const struct symbols *family;

	return find_anywhere(name, &family);
}

enum { FEW = 4 };	/* constants of a family that a message can list */

static const char *article(const char *what)
{
	return strchr("aeioAEIO", what[0]) ? "an" : "a";
}

static void try_all(const struct symbols *symbols, struct nearest *nearest, struct arena *arena)
{
	for (size_t i = 0; i < symbols->count; i++) {
		const char *name = symbol_short(symbols, &symbols->entries[i], arena);

		if (name)
			nearest_try(nearest, slice_of(name));
	}
	for (size_t i = 0; i < symbols->count; i++)
		nearest_try(nearest, slice_of(symbols->entries[i].name));
}

/* `; there is rd, wr, rdwr` of a family that is small enough; else an empty string. */
static const char *all_of(const struct symbols *symbols, struct arena *arena)
{
	const char *text = "";

	if (symbols->count < 2 || symbols->count > FEW)
		return text;
	for (size_t i = 0; i < symbols->count && text; i++) {
		const char *name = symbol_short(symbols, &symbols->entries[i], arena);

		text = arena_format(arena, "%s%s%s", text, i ? ", " : "; there is ",
				    name ? name : symbols->entries[i].name);
	}
	return text ? text : "";
}

static bool refuse(const struct symbols *symbols, struct slice word, struct arena *arena,
		   struct message *message)
{
	const struct symbol *other, *own = NULL;
	const struct symbols *home;
	struct nearest nearest;
	const char *name;

	other = find_anywhere(word, &home);
	name = other ? symbol_short(home, other, arena) : NULL;
	if (name)
		own = symbols_by_word(symbols, slice_of(name));
	if (own)
		return mistake_near(message, &(struct nearest){ .best = slice_of(own->name) }, "no %s %s",
				    symbols->what, quoted(arena, word));
	if (other)
		return mistake_guess(message, "no %s %s; that is %s %s", symbols->what,
			       quoted(arena, word), article(home->what), home->what);
	nearest_start(&nearest, word);
	try_all(symbols, &nearest, arena);
	return mistake_near(message, &nearest, "no %s %s%s", symbols->what, quoted(arena, word),
			    nearest.best.len ? "" : all_of(symbols, arena));
}

static bool read_one(const struct symbols *symbols, struct slice word, int64_t *value,
		     struct arena *arena, struct message *message)
{
	const struct symbol *entry = symbols_by_word(symbols, word);

	if (entry) {
		*value = entry->value;
		return true;
	}
	return word_to_int64(word, value) || refuse(symbols, word, arena, message);
}

/* Takes what stands before the next `|`, and leaves what stands behind it. */
static struct slice take_part(struct slice *rest, bool *more)
{
	const char *bar = rest->len ? memchr(rest->at, '|', rest->len) : NULL;
	struct slice part = { rest->at, bar ? (size_t)(bar - rest->at) : rest->len };

	*more = bar != NULL;
	if (bar)
		*rest = (struct slice){ bar + 1, rest->len - part.len - 1 };
	return part;
}

bool symbols_read(const struct symbols *symbols, struct slice word, int64_t *value,
		  struct arena *arena, struct message *message)
{
	struct slice rest = word;
	int64_t all = 0;
	bool more = true;

	if (!symbols->flags)
		return read_one(symbols, word, value, arena, message);
	while (more) {
		struct slice part = take_part(&rest, &more);
		int64_t one;

		if (!read_one(symbols, part, &one, arena, message))
			return false;
		/* SOCK_STREAM|SOCK_DGRAM would be SOCK_RAW. */
		if ((all & symbols->base) && (one & symbols->base) &&
		    (all & symbols->base) != (one & symbols->base))
			return mistake(message, "%s is more than one %s", quoted(arena, word),
				       symbols->what);
		all |= one;
	}
	*value = all;
	return true;
}

static void show_plain(const struct symbols *symbols, int64_t value, struct out *out)
{
	const struct symbol *entry = symbols_by_value(symbols, value);

	if (entry)
		out_text(out, entry->name);
	else
		out_number(out, value);
}

void symbols_show(const struct symbols *symbols, int64_t value, struct out *out)
{
	uint64_t rest = (uint64_t)value, base = rest & (uint64_t)symbols->base;
	const char *bar = "";

	if (!symbols->flags || value == 0) {
		show_plain(symbols, value, out);
		return;
	}
	/* Flags are an int: its sign is a bit like the others. */
	if (value < 0 && value >= INT32_MIN)
		rest = (uint32_t)value;
	if (base) {
		show_plain(symbols, (int64_t)base, out);
		rest &= ~base;
		bar = "|";
	}
	for (size_t i = 0; rest && i < symbols->count; i++) {
		uint64_t bits = (uint64_t)symbols->entries[i].value;

		if (bits == 0 || (rest & bits) != bits)
			continue;
		out_text(out, bar);
		out_text(out, symbols->entries[i].name);
		rest &= ~bits;
		bar = "|";
	}
	if (rest) {
		out_text(out, bar);
		out_hex(out, rest);
	}
}
