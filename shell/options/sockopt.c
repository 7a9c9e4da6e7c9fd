/* Options by number and by word. */
#include "sockopt.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include "call.h"

enum {
	LEVELS = 0
#define LEVEL(word, ...) + 1
#include "options.h"
};

const struct sockopts *sockopts_by_level(int level)
{
	for (const struct sockopts *const *table = sockopts_all; *table; table++)
		if ((*table)->level == level)
			return *table;
	return NULL;
}

const struct sockopts *sockopts_by_word(struct slice word)
{
	for (const struct sockopts *const *table = sockopts_all; *table; table++)
		if (slice_is(word, (*table)->word))
			return *table;
	return NULL;
}

/* ---- options by number ---- */

static const struct sockopt *row_of(const struct sockopts *table, const struct symbol *symbol)
{
	return &table->rows[symbol - table->names->entries];
}

/* The first name of a number is the option's own. */
static struct option_place place_in(const struct sockopts *table, int64_t name)
{
	const struct symbol *symbol = symbols_by_value(table->names, name);

	return (struct option_place){
		table->level, (int)name, table, symbol, symbol ? row_of(table, symbol) : NULL,
	};
}

struct option_place option_by_number(int level, int name)
{
	const struct sockopts *table = sockopts_by_level(level);

	return table ? place_in(table, name) : (struct option_place){ level, name, NULL, NULL, NULL };
}

struct option_place option_of_call(const struct context *c)
{
	const struct arg *level = arg_choosing(c, CHOOSES_LEVEL), *name = arg_choosing(c, CHOOSES_OPTION);

	return option_by_number(level ? (int)level->n : -1, name ? (int)name->n : -1);
}

const char *option_label(struct arena *arena, const struct option_place *place)
{
	const char *text;

	if (place->symbol)
		return place->symbol->name;
	text = arena_format(arena, "option %d", place->name);
	return text ? text : "the option";
}

const char *option_name(int level, int64_t name, enum sockopt_role role)
{
	const struct sockopts *table = sockopts_by_level(level);
	const struct symbol *own = table ? symbols_by_value(table->names, name) : NULL;
	const struct symbol *end = table ? table->names->entries + table->names->count : NULL;

	if (!own)
		return NULL;
	for (const struct symbol *other = own + 1; other < end && other->value == name; other++)
		if (row_of(table, other)->role == role)
			return other->name;
	return own->name;
}

/* ---- which sockets have a level ---- */

/* What a protocol of 0 stands for; MPTCP falls back to TCP, and has its options. */
static bool has_protocol(const struct facts *facts, int protocol)
{
	enum { MPTCP = 262 };

	if (facts->protocol == protocol || protocol == 0)
		return true;
	if (protocol == IPPROTO_TCP)
		return facts->protocol == 0 || facts->protocol == MPTCP;
	return protocol == IPPROTO_UDP && facts->protocol == 0;
}

bool sockopts_fit(const struct sockopts *table, const struct handle *handle)
{
	const struct facts *facts = handle ? &handle->facts : NULL;

	if (!facts || !facts->known || table->families[0] == AF_UNSPEC)
		return true;
	if (facts->family != table->families[0] && facts->family != table->families[1])
		return false;
	return (table->type == 0 || table->type == facts->type) &&
	       has_protocol(facts, table->protocol);
}

/* ---- words ---- */

/* What one word means: an option of each level that has one of this name. */
struct matches {
	struct option_place places[LEVELS];
	size_t count;
};

bool word_is_small_name(struct slice word, const char *name)
{
	size_t i = 0;

	for (; i < word.len && name[i]; i++) {
		char c = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] - 'A' + 'a') : name[i];

		if (c != word.at[i])
			return false;
	}
	return i == word.len && name[i] == '\0';
}

const struct symbol *option_named(const struct sockopts *table, struct slice word)
{
	const struct symbols *names = table->names;
	const struct symbol *entry = symbols_by_word(names, word);

	for (size_t i = 0; !entry && i < names->count; i++)
		if (word_is_small_name(word, names->entries[i].name))
			entry = &names->entries[i];
	return entry;
}

static bool find_in(const struct sockopts *table, struct slice word, struct option_place *place)
{
	const struct symbol *entry = option_named(table, word);

	if (entry)
		*place = place_in(table, entry->value);
	return entry;
}

static void find_all(struct slice word, struct matches *matches)
{
	matches->count = 0;
	for (const struct sockopts *const *table = sockopts_all; *table; table++) {
		struct option_place *place = &matches->places[matches->count];

		if (find_in(*table, word, place) && !((*table)->behind && option_named((*table)->behind, word)))
			matches->count++;
	}
}

static void try_names(const struct sockopts *table, struct arena *arena, struct nearest *nearest)
{
	const struct symbols *names = table->names;

	for (size_t i = 0; i < names->count; i++) {
		const char *word = symbol_short(names, &names->entries[i], arena);

		if (word)
			nearest_try(nearest, slice_of(word));
	}
	for (size_t i = 0; i < names->count; i++)
		nearest_try(nearest, slice_of(names->entries[i].name));
}

static bool no_option(struct context *c, struct slice word, const struct sockopts *only)
{
	struct nearest nearest;

	if (handle_by_name(c->handles, word))
		return mistake(c->message, "%s is a handle; the option, or its value, is missing",
			       quoted(c->arena, word));
	nearest_start(&nearest, word);
	/* What the socket has is meant sooner than what it has not. */
	for (int fits = 1; fits >= 0; fits--)
		for (const struct sockopts *const *table = sockopts_all; *table; table++)
			if ((!only || *table == only) &&
			    sockopts_fit(*table, c->made->handle) == fits)
				try_names(*table, c->arena, &nearest);
	return mistake_near(c->message, &nearest, "no %s %s", only ? only->names->what : "option",
			    quoted(c->arena, word));
}

static bool ambiguous(struct context *c, struct slice word, const struct matches *matches)
{
	const char *list = "";

	for (size_t i = 0; i < matches->count && list; i++)
		list = arena_format(c->arena, "%s%s%s.%.*s", list,
				    i == 0 ? "" : i + 1 == matches->count ? " or " : ", ",
				    matches->places[i].table->word, SLICE_ARGS(word));
	return mistake(c->message, "%s is an option of several levels: %s?", quoted(c->arena, word),
		       list ? list : "");
}

/* An IPv6 socket has the options of IPv4 too, but its own are meant. */
static bool is_outdone(const struct matches *matches, const struct sockopts *table,
		       const struct handle *handle)
{
	for (size_t i = 0; i < matches->count; i++) {
		const struct sockopts *other = matches->places[i].table;

		if (other->preferred_to == table && sockopts_fit(other, handle))
			return true;
	}
	return false;
}

/* Options of several levels: the socket's own kind decides. */
static bool decide(struct context *c, struct slice word, const struct matches *matches,
		   struct option_place *place)
{
	size_t count = 0;

	if (!c->made->handle)
		return ambiguous(c, word, matches);
	if (!c->made->handle->facts.known && !c->ask->facts(c, c->made->handle))
		return false;
	for (size_t i = 0; i < matches->count; i++) {
		const struct sockopts *table = matches->places[i].table;

		if (!sockopts_fit(table, c->made->handle) || is_outdone(matches, table, c->made->handle))
			continue;
		*place = matches->places[i];
		count++;
	}
	return count == 1 || ambiguous(c, word, matches);
}

/* The one match, or that of the level that wins; else NULL. */
static const struct option_place *undisputed(const struct matches *matches)
{
	if (matches->count == 1)
		return &matches->places[0];
	for (size_t i = 0; i < matches->count; i++)
		if (matches->places[i].table->wins)
			return &matches->places[i];
	return NULL;
}

static bool no_level(struct context *c, struct slice level)
{
	struct nearest nearest;

	nearest_start(&nearest, level);
	for (size_t i = 0; i < LEVELS; i++)
		nearest_try(&nearest, slice_of(sockopts_all[i]->word));
	return mistake_near(c->message, &nearest, "no level %s", quoted(c->arena, level));
}

/* tcp.nodelay */
static bool find_qualified(struct context *c, struct slice word, const char *dot,
			   struct option_place *place)
{
	struct slice level = { word.at, (size_t)(dot - word.at) };
	struct slice name = { dot + 1, word.len - level.len - 1 };
	const struct sockopts *table = sockopts_by_word(level);

	if (!table)
		return no_level(c, level);
	return find_in(table, name, place) || no_option(c, name, table);
}

bool option_by_word(struct context *c, struct slice word, const struct sockopts *only,
		    struct option_place *place)
{
	const char *dot = word.len ? memchr(word.at, '.', word.len) : NULL;
	const struct option_place *match;
	struct matches matches;

	if (dot)
		return find_qualified(c, word, dot, place);
	if (only && find_in(only, word, place))
		return true;
	find_all(word, &matches);
	/* A C name of another level says what it means; the kernel will say what it thinks. */
	if (matches.count == 0 || (only && !symbols_by_name(matches.places[0].table->names, word)))
		return no_option(c, word, only);
	match = undisputed(&matches);
	if (!match)
		return decide(c, word, &matches, place);
	*place = *match;
	return true;
}
