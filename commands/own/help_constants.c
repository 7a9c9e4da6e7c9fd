/* help of a constant: what it does, what it stands for, where it stands; of an option, its value. */
#include "commands.h"
#include "help.h"

#include "lesson.h"
#include "sockopt.h"

enum {
	COLUMN = 12,		/* where it begins what is said of a constant */
	FEW = 12,		/* constants that a line can list */
};

/* ---- where it stands ---- */

static bool type_takes(const struct type *type, const struct symbols *symbols)
{
	const struct member *member;

	if (type->symbols == symbols)
		return true;
	for (size_t i = 0; type->other_symbols && type->other_symbols[i]; i++)
		if (type->other_symbols[i] == symbols)
			return true;
	for (size_t i = 0; (member = type_member(type, i)); i++)
		if (type_takes(member->type, symbols))
			return true;
	return false;
}

/* `a, b`: NULL where memory runs out. */
static const char *add_item(struct arena *arena, const char *list, const char *item)
{
	return list ? arena_format(arena, "%s%s%s", list, *list ? ", " : "", item) : NULL;
}

/* The calls that take a constant of this family, and as what; the options whose value it is. */
static const char *takers(struct arena *arena, const struct symbols *symbols)
{
	const char *text = "";

	for (size_t i = 0; all_calls[i]; i++)
		for (size_t j = 0; j < call_param_count(all_calls[i]); j++)
			if (type_takes(all_calls[i]->params[j].type, symbols)) {
				const char *item = arena_format(arena, "%s (%s)", all_calls[i]->name,
								all_calls[i]->params[j].name);

				text = add_item(arena, text, item ? item : "");
			}
	for (size_t i = 0; sockopts_all[i]; i++)
		for (size_t j = 0; j < sockopts_all[i]->names->count; j++)
			if (sockopts_all[i]->rows[j].value &&
			    type_takes(sockopts_all[i]->rows[j].value, symbols))
				text = add_item(arena, text, sockopts_all[i]->names->entries[j].name);
	return text ? text : "";
}

/* Is it written as an option in command notation: --peek? */
static bool is_flag(const struct symbols *symbols, const struct symbol *entry)
{
	if (!symbols->flags || (entry->value & symbols->base))
		return false;
	for (size_t i = 0; all_calls[i]; i++)
		for (size_t j = 0; j < call_param_count(all_calls[i]); j++) {
			const struct type *type = all_calls[i]->params[j].type;

			if (type->flag_options && type->symbols == symbols)
				return true;
		}
	return false;
}

const char *constant_word(struct arena *arena, const struct symbols *symbols,
			  const struct symbol *entry)
{
	const char *name = symbol_short(symbols, entry, arena), *text = NULL;

	if (name)
		text = arena_format(arena, "%s%s", is_flag(symbols, entry) ? "--" : "", name);
	return text ? text : entry->name;
}

/* Is the name a word of the text? */
static bool has_word(const char *text, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = text; (at = strstr(at, name)); at += len)
		if ((at == text || !is_name_char(at[-1])) && !is_name_char(at[len]))
			return true;
	return false;
}

void say_lessons(struct shell *shell, const char *name)
{
	struct arena *arena = command_arena(shell);
	const char *text = "";

	for (const struct lesson *lesson = lessons; lesson->name && text; lesson++)
		if (has_word(lesson->text, name))
			text = arena_format(arena, "%s%s%u", text, *text ? ", " : "tutorial ",
					    lesson_number(lesson));
	if (text && *text)
		say_row(shell, COLUMN, "shown by", text);
}

/* ---- an option ---- */

/* The table whose options are named by these. */
static const struct sockopts *options_named(const struct symbols *symbols)
{
	for (size_t i = 0; sockopts_all[i]; i++)
		if (sockopts_all[i]->names == symbols)
			return sockopts_all[i];
	return NULL;
}

static const char *small_letters(struct arena *arena, const char *name)
{
	char *text = arena_copy(arena, name, strlen(name));

	for (char *at = text; at && *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	return text ? text : name;
}

const char *option_list(struct arena *arena, const struct sockopts *table)
{
	const char *text = "";

	for (size_t i = 0; i < table->names->count; i++) {
		const struct symbol *entry = &table->names->entries[i];
		const char *name = symbol_short(table->names, entry, arena);

		if (table->rows[i].access)
			text = add_item(arena, text, name ? name : small_letters(arena, entry->name));
	}
	return text ? text : "";
}

/* The word for it where nothing else is meant by that; else with its level: ip.pktinfo. */
static const char *option_word(struct arena *arena, const struct sockopts *table,
			       const struct symbol *entry, bool in_full)
{
	const char *name = symbol_short(table->names, entry, arena), *full;

	if (!name)
		name = small_letters(arena, entry->name);
	for (size_t i = 0; sockopts_all[i] && !in_full; i++)
		in_full = sockopts_all[i] != table && sockopts_all[i]->behind != table &&
			  option_named(sockopts_all[i], slice_of(name));
	full = in_full ? arena_format(arena, "%s.%s", table->word, name) : NULL;
	return full ? full : name;
}

static const char *c_type(struct arena *arena, const struct type *type)
{
	const char *text;

	if (!type->pointer)
		return type->size == 8 ? "uint64_t" : type->is_signed ? "int" : "uint32_t";
	text = type->members ? arena_format(arena, "struct %s", type->name) : NULL;
	return text ? text : "bytes";
}

/* `mode, IP_PMTUDISC_*: dont, want, do`; of large families the names are not listed. */
static const char *names_of(struct arena *arena, const struct type *type, bool set)
{
	const struct symbols *symbols = type->symbols;
	const char *text = arena_format(arena, "%s%s%s%s", type->name, *symbols->prefix ? ", " : "",
					symbols->prefix, *symbols->prefix ? "*" : "");

	for (size_t i = 0; set && symbols->count <= FEW && i < symbols->count; i++) {
		const char *name = symbol_short(symbols, &symbols->entries[i], arena);

		if (text && name)
			text = arena_format(arena, "%s%s%s", text, i ? ", " : ": ", name);
	}
	return text ? text : type->name;
}

static const char *describe_value(struct arena *arena, const struct sockopt *option)
{
	const struct type *type = option->value;
	bool set = option->access & SOCKOPT_SET;
	const char *words = set ? type->words : NULL, *text;

	if (type->symbols)
		words = names_of(arena, type, set);
	else if (!type->pointer && !type->words)
		words = "a number";
	text = words ? arena_format(arena, "%s: %s", c_type(arena, type), words) : NULL;
	return text ? text : c_type(arena, type);
}

/* Where that can be: what can be typed as it is, the first word of what its words are. */
static const char *likely_value(struct arena *arena, const struct type *type)
{
	const char *words = type->words, *text = NULL;

	if (type->symbols)
		text = symbol_short(type->symbols, &type->symbols->entries[0], arena);
	else if (type->pointer && !type->members)
		text = type->quoted ? "--hex BYTES" : "NAME";
	else if (words)
		text = arena_copy(arena, words, strcspn(words, " ,"));
	return text ? text : "NUMBER";
}

static const char *usage(struct arena *arena, const struct sockopt *option, const char *word)
{
	bool get = option->access & SOCKOPT_GET, set = option->access & SOCKOPT_SET;
	const char *value = likely_value(arena, option->value);
	const char *text = arena_format(arena, "%s%s%s%s%s%s%s", get ? "getsockopt " : "",
					get ? word : "", get && set ? "; " : "",
					set ? "setsockopt " : "", set ? word : "", set ? " " : "",
					set ? value : "");

	return text ? text : "";
}

static void say_option(struct shell *shell, const struct option_place *place,
		       const struct symbol *entry)
{
	struct arena *arena = command_arena(shell);
	const struct sockopts *table = place->table;
	const struct sockopt *option = place->row;
	const struct symbol *level = symbols_by_value(&symbols_sol, table->level);
	const char *text;

	if (place->symbol != entry)
		say_row(shell, COLUMN, "same as", place->symbol->name);
	text = arena_format(arena, "%s; in full: %s", level ? level->name : "?",
			    option_word(arena, table, entry, true));
	say_row(shell, COLUMN, "level", text ? text : "");
	if (!option->access)
		return;
	say_row(shell, COLUMN, "value", describe_value(arena, option));
	say_row(shell, COLUMN, "typed as",
		usage(arena, option, option_word(arena, table, entry, false)));
}

/* ---- all of it ---- */

static void say_name(struct shell *shell, const struct symbols *symbols, const struct symbol *entry)
{
	struct arena *arena = command_arena(shell);
	const char *name = constant_word(arena, symbols, entry), *text;
	bool hex = symbols->flags && (entry->value & ~symbols->base);
	bool has_short = strcmp(name, entry->name) != 0;

	text = arena_format(arena, hex ? "%s = %#llx: %s%s%s" : "%s = %lld: %s%s%s", entry->name,
			    (long long)entry->value, symbols->what,
			    has_short ? ", for short: " : "", has_short ? name : "");
	say_text(shell, text ? text : entry->name);
}

static void help_constant(struct shell *shell, const struct symbols *symbols,
			  const struct symbol *entry)
{
	const struct sockopts *table = options_named(symbols);
	struct option_place place = { .table = NULL };
	const char *meaning = entry->meaning;
	const char *taken = takers(command_arena(shell), symbols);
	const struct symbol *level;

	if (table) {
		place = option_by_number(table->level, (int)entry->value);
		meaning = place.symbol->meaning;
	}
	say_name(shell, symbols, entry);
	if (meaning)
		say_labelled(shell, 4, "", meaning);
	if (table)
		say_option(shell, &place, entry);
	if (*taken)
		say_row(shell, COLUMN, "taken by", taken);
	level = symbols_by_name(&symbols_sol, slice_of(entry->name));
	if (level && sockopts_by_level((int)level->value))
		say_row(shell, COLUMN, "options",
			option_list(command_arena(shell), sockopts_by_level((int)level->value)));
	say_lessons(shell, entry->name);
}

/* tcp.nodelay: an option with its level. */
static bool help_qualified(struct shell *shell, struct slice word)
{
	const char *dot = memchr(word.at, '.', word.len);
	struct slice level = { word.at, dot ? (size_t)(dot - word.at) : 0 };
	const struct sockopts *table = dot ? sockopts_by_word(level) : NULL;
	const struct symbol *entry = NULL;

	if (table)
		entry = option_named(table, (struct slice){ dot + 1, word.len - level.len - 1 });
	if (entry)
		help_constant(shell, table->names, entry);
	return entry;
}

/* What a flag is called where it is one: --peek. */
static struct slice without_dashes(struct slice word)
{
	if (word.len < 3 || word.at[0] != '-' || word.at[1] != '-')
		return word;
	return (struct slice){ word.at + 2, word.len - 2 };
}

bool help_constants(struct shell *shell, struct slice word)
{
	struct slice name = without_dashes(word);
	const struct symbol *shown = NULL;

	for (const struct symbols *const *family = symbols_all; *family; family++) {
		const struct sockopts *table = options_named(*family);
		const struct symbol *entry = table ? option_named(table, name)
						   : symbols_by_word(*family, name);

		if (!entry || (*family)->errors ||
		    (shown && strcmp(shown->name, entry->name) == 0) ||
		    (name.len < word.len && !is_flag(*family, entry)))
			continue;
		help_constant(shell, *family, entry);
		shown = entry;
	}
	return shown || help_qualified(shell, word);
}

static void hand_over_flags(struct arena *arena, const struct symbols *symbols,
			    void (*take)(void *with, struct slice form), void *with)
{
	for (size_t i = 0; i < symbols->count; i++)
		if (is_flag(symbols, &symbols->entries[i]))
			take(with, slice_of(constant_word(arena, symbols, &symbols->entries[i])));
}

void help_other_forms(struct arena *arena, struct slice word,
		      void (*take)(void *with, struct slice form), void *with)
{
	if (word.len >= 2 && memcmp(word.at, "--", 2) == 0)
		for (const struct symbols *const *family = symbols_all; *family; family++)
			hand_over_flags(arena, *family, take, with);
	if (!word.len || !memchr(word.at, '.', word.len))
		return;
	for (size_t i = 0; sockopts_all[i]; i++) {
		const struct symbols *names = sockopts_all[i]->names;

		for (size_t j = 0; j < names->count; j++)
			take(with, slice_of(option_word(arena, sockopts_all[i],
							&names->entries[j], true)));
	}
}
