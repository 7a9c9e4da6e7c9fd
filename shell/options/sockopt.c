/* Options by number and by word. */
#include "sockopt.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include "call.h"

extern const struct sockopts sockopts_socket, sockopts_ip, sockopts_ipv6, sockopts_tcp,
	sockopts_udp, sockopts_udplite, sockopts_mptcp, sockopts_tls, sockopts_raw, sockopts_icmpv6,
	sockopts_packet, sockopts_netlink, sockopts_vsock, sockopts_xdp;

enum { LEVELS = 14 };

/* SOL_SOCKET comes first: where short names collide, its own win. */
const struct sockopts *const sockopts_all[LEVELS + 1] = {
	&sockopts_socket, &sockopts_ip, &sockopts_ipv6, &sockopts_tcp, &sockopts_udp,
	&sockopts_udplite, &sockopts_mptcp, &sockopts_tls, &sockopts_raw, &sockopts_icmpv6,
	&sockopts_packet, &sockopts_netlink, &sockopts_vsock, &sockopts_xdp, NULL,
};

const struct sockopts *sockopts_by_level(int level)
{
	for (const struct sockopts *const *table = sockopts_all; *table; table++)
		if ((*table)->level == level)
			return *table;
	return NULL;
}

static const struct sockopt *row_of(const struct sockopts *table, int64_t name)
{
	for (size_t i = 0; table && i < table->count; i++)
		if (table->rows[i].name == name)
			return &table->rows[i];
	return NULL;
}

const struct sockopt *sockopt_by_number(int level, int name)
{
	return row_of(sockopts_by_level(level), name);
}

struct option_place option_of_call(const struct context *c)
{
	struct option_place place = { -1, -1, NULL, NULL };

	for (size_t i = 0; i < call_param_count(c->made->call); i++) {
		if (c->made->call->params[i].type == &type_level)
			place.level = (int)c->made->args[i].n;
		else if (c->made->call->params[i].type == &type_optname)
			place.name = (int)c->made->args[i].n;
	}
	place.table = sockopts_by_level(place.level);
	place.row = row_of(place.table, place.name);
	return place;
}

const struct sockopts *sockopts_by_word(struct slice word)
{
	for (const struct sockopts *const *table = sockopts_all; *table; table++)
		if (slice_is(word, (*table)->word))
			return *table;
	return NULL;
}

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
	const struct sockopts *tables[LEVELS];
	const struct sockopt *rows[LEVELS];
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

static const struct sockopt *find_in(const struct sockopts *table, struct slice word)
{
	const struct symbol *entry = option_named(table, word);

	return entry ? row_of(table, entry->value) : NULL;
}

static void find_all(struct slice word, struct matches *matches)
{
	matches->count = 0;
	for (const struct sockopts *const *table = sockopts_all; *table; table++) {
		const struct sockopt *row = find_in(*table, word);

		if (!row || ((*table)->behind && find_in((*table)->behind, word)))
			continue;
		matches->tables[matches->count] = *table;
		matches->rows[matches->count++] = row;
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

static const struct sockopt *no_option(struct context *c, struct slice word,
				       const struct sockopts *only)
{
	struct nearest nearest;

	if (handle_by_name(c->handles, word)) {
		mistake(c->message, "%s is a handle; the option, or its value, is missing",
			quoted(c->arena, word));
		return NULL;
	}
	nearest_start(&nearest, word);
	/* What the socket has is meant sooner than what it has not. */
	for (int fits = 1; fits >= 0; fits--)
		for (const struct sockopts *const *table = sockopts_all; *table; table++)
			if ((!only || *table == only) &&
			    sockopts_fit(*table, c->made->handle) == fits)
				try_names(*table, c->arena, &nearest);
	mistake(c->message, "no %s %s%s", only ? only->names->what : "option",
		quoted(c->arena, word), did_you_mean(c->arena, &nearest));
	return NULL;
}

static const struct sockopt *ambiguous(struct context *c, struct slice word,
				       const struct matches *matches)
{
	const char *list = "";

	for (size_t i = 0; i < matches->count && list; i++)
		list = arena_format(c->arena, "%s%s%s.%.*s", list,
				    i == 0 ? "" : i + 1 == matches->count ? " or " : ", ",
				    matches->tables[i]->word, SLICE_ARGS(word));
	mistake(c->message, "%s is an option of several levels: %s?", quoted(c->arena, word),
		list ? list : "");
	return NULL;
}

/* Options of several levels: the socket's own kind decides. */
static const struct sockopt *decide(struct context *c, struct slice word, struct matches *matches)
{
	const struct sockopt *fitting = NULL;
	size_t count = 0;

	if (!c->made->handle)
		return ambiguous(c, word, matches);
	if (!c->made->handle->facts.known && !c->ask->facts(c, c->made->handle))
		return NULL;
	for (size_t i = 0; i < matches->count; i++) {
		if (!sockopts_fit(matches->tables[i], c->made->handle))
			continue;
		/* An IPv6 socket has the options of IPv4 too, but its own are meant. */
		if (matches->tables[i] == &sockopts_ipv6 && fitting && fitting->level == IPPROTO_IP)
			count--;
		fitting = matches->rows[i];
		count++;
	}
	return count == 1 ? fitting : ambiguous(c, word, matches);
}

/* tcp.nodelay */
static const struct sockopt *find_qualified(struct context *c, struct slice word, const char *dot)
{
	struct slice level = { word.at, (size_t)(dot - word.at) };
	struct slice name = { dot + 1, word.len - level.len - 1 };
	const struct sockopt *row;
	const struct sockopts *table = sockopts_by_word(level);
	struct nearest nearest;

	if (table) {
		row = find_in(table, name);
		return row ? row : no_option(c, name, table);
	}
	nearest_start(&nearest, level);
	for (size_t i = 0; i < LEVELS; i++)
		nearest_try(&nearest, slice_of(sockopts_all[i]->word));
	mistake(c->message, "no level %s%s", quoted(c->arena, level),
		did_you_mean(c->arena, &nearest));
	return NULL;
}

const struct sockopt *sockopt_by_word(struct context *c, struct slice word,
				      const struct sockopts *only)
{
	const char *dot = word.len ? memchr(word.at, '.', word.len) : NULL;
	struct matches matches;
	const struct sockopt *row;

	if (dot)
		return find_qualified(c, word, dot);
	row = only ? find_in(only, word) : NULL;
	if (row)
		return row;
	find_all(word, &matches);
	/* A C name of another level says what it means; the kernel will say what it thinks. */
	if (only && (matches.count == 0 || !symbols_by_name(matches.tables[0]->names, word)))
		return no_option(c, word, only);
	if (matches.count == 0)
		return no_option(c, word, NULL);
	if (matches.count == 1 || matches.tables[0] == &sockopts_socket)
		return matches.rows[0];
	return decide(c, word, &matches);
}
