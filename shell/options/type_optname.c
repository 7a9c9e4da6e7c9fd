/* Which option: SO_REUSEADDR, reuseaddr, tcp.nodelay, a number. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "call.h"
#include "sockopt.h"

/* Getting is what brings a value back. */
static enum sockopt_role role_of(const struct call *call)
{
	for (size_t i = 0; i < call_param_count(call); i++)
		if (call->params[i].way == OUT)
			return ROLE_GET;
	return ROLE_SET;
}

static const struct sockopts *level_table(struct context *c)
{
	const struct arg *level = arg_choosing(c, CHOOSES_LEVEL);

	return level ? sockopts_by_level((int)level->n) : NULL;
}

/* The level follows from the name, unless --level has said it. */
static bool from_words(const struct type *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	struct arg *level = arg_choosing(c, CHOOSES_LEVEL);
	bool given = level && level->optioned;
	struct slice word = words->at->text;
	struct option_place place;
	int64_t n;

	if (word_to_int64(word, &n)) {
		if (!given)
			return wrong(c, "the option %s needs its level: --level tcp, or a name",
				     quoted(c->arena, word));
		return number_from_words(self, c, words, arg);
	}
	words_take(words);
	if (!option_by_word(c, word, given ? sockopts_by_level((int)level->n) : NULL, &place))
		return false;
	arg->n = place.name;
	if (level && !given)
		level->n = place.level;
	return true;
}

/* A name of another level is passed as it is; so is a name that only another version of it has. */
static bool from_node(const struct type *self, struct context *c, enum view view,
		      const struct node *node, struct arg *arg)
{
	const struct sockopts *table = level_table(c);

	return node_to_number(c, view, node, table ? table->names : NULL, self->size, &arg->n);
}

static const char *name_of(struct context *c, const struct arg *arg)
{
	const struct arg *level = arg_choosing(c, CHOOSES_LEVEL);

	return level ? option_name((int)level->n, arg->n, role_of(c->made->call)) : NULL;
}

/* As strace has it: what a level does not name in hex, what has no known level as it is. */
static struct node *to_node(const struct type *self, struct context *c, enum view view,
			    const struct arg *arg)
{
	const char *name = name_of(c, arg);
	bool hex = !name && level_table(c);
	struct node *node;

	(void)self;
	(void)view;
	if (name)
		return node_name(c->arena, name);
	node = hex ? node_unsigned(c->arena, (uint32_t)arg->n) : node_number(c->arena, arg->n);
	if (node)
		node->hex = hex;
	return node;
}

static void show(const struct type *self, struct context *c, enum view view, const struct arg *arg,
		 struct out *out)
{
	const char *name = name_of(c, arg);

	(void)self;
	(void)view;
	if (name)
		out_text(out, name);
	else if (level_table(c))
		out_hex(out, (uint32_t)arg->n);
	else
		out_number(out, arg->n);
}

/* ---- completion ---- */

static void add_option(const struct sockopts *table, const struct symbol *entry,
		       struct candidates *candidates)
{
	struct slice prefix = candidates->prefix;
	const char *name;

	if (candidates->c_names || (prefix.len && prefix.at[0] >= 'A' && prefix.at[0] <= 'Z')) {
		candidates_add(candidates, slice_of(entry->name));
		return;
	}
	name = symbol_short(table->names, entry, candidates->arena);
	if (name && prefix.len && memchr(prefix.at, '.', prefix.len))
		name = arena_format(candidates->arena, "%s.%s", table->word, name);
	if (name)
		candidates_add(candidates, slice_of(name));
}

/* Other names are proposed as the option's own is, but for those of another role. */
static bool is_proposed(const struct sockopts *table, size_t i, enum sockopt_role role)
{
	const struct symbol *entry = &table->names->entries[i];
	struct option_place place = option_by_number(table->level, (int)entry->value);
	enum sockopt_access access = role == ROLE_GET ? SOCKOPT_GET : SOCKOPT_SET;

	if (!(place.row->access & access))
		return false;
	if (entry == place.symbol)
		return option_name(table->level, entry->value, role) == entry->name;
	return table->rows[i].role == ROLE_NONE || table->rows[i].role == role;
}

/* `tcp.`, behind which its options are proposed once it is typed. */
static void add_level(const struct sockopts *table, struct candidates *candidates)
{
	const char *word = arena_format(candidates->arena, "%s.", table->word);

	if (word && !candidates->c_names)
		candidates_add(candidates, slice_of(word));
}

static void complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	enum sockopt_role role = role_of(c->made->call);
	const struct arg *level = arg_choosing(c, CHOOSES_LEVEL);
	bool given = level && (c->call_notation || level->optioned);

	(void)self;
	for (const struct sockopts *const *table = sockopts_all; *table; table++) {
		if (given ? (*table)->level != level->n : !sockopts_fit(*table, c->made->handle))
			continue;
		if (!given)
			add_level(*table, candidates);
		for (size_t i = 0; i < (*table)->names->count; i++)
			if (is_proposed(*table, i, role))
				add_option(*table, &(*table)->names->entries[i], candidates);
	}
}

const struct type type_optname = {
	.name = "option",
	.size = 4,
	.is_signed = true,
	.chooses = CHOOSES_OPTION,
	.from_words = from_words,
	.from_node = from_node,
	.to_node = to_node,
	.show = show,
	.complete = complete,
};
