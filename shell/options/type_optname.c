/* Which option: SO_REUSEADDR, reuseaddr, tcp.nodelay, a number. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "call.h"
#include "sockopt.h"

/* Names that a number has in one role alone; the row's own stands for the others. */
static const struct {
	int level, name;
	enum sockopt_role role;
	const char *c_name;
} role_names[] = {
	{ SOL_SOCKET, SO_ATTACH_FILTER, ROLE_GET, "SO_GET_FILTER" },
	{ IPPROTO_IP, 20, ROLE_MESSAGE, "IP_ORIGDSTADDR" },
	{ IPPROTO_IPV6, 74, ROLE_MESSAGE, "IPV6_ORIGDSTADDR" },
	{ IPPROTO_TCP, 36, ROLE_MESSAGE, "TCP_CM_INQ" },
};

enum { ROLE_NAMES = sizeof(role_names) / sizeof(role_names)[0] };

const char *sockopt_role_name(int level, int64_t name, enum sockopt_role role)
{
	for (size_t i = 0; i < ROLE_NAMES; i++)
		if (role_names[i].name == name && role_names[i].level == level &&
		    role_names[i].role == role)
			return role_names[i].c_name;
	return NULL;
}

/* Getting is what brings a value back. */
static enum sockopt_role role_of(const struct call *call)
{
	for (size_t i = 0; i < call_param_count(call); i++)
		if (call->params[i].type == &type_optval && call->params[i].way == OUT)
			return ROLE_GET;
	return ROLE_SET;
}

static struct arg *level_arg(struct context *c)
{
	for (size_t i = 0; i < call_param_count(c->made->call); i++)
		if (c->made->call->params[i].type == &type_level)
			return &c->made->args[i];
	return NULL;
}

static const struct sockopts *level_table(struct context *c)
{
	const struct arg *level = level_arg(c);

	return level ? sockopts_by_level((int)level->n) : NULL;
}

/* The level follows from the name, unless --level has said it. */
static bool from_words(const struct type *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	struct arg *level = level_arg(c);
	bool given = level && level->before;
	struct slice word = words->at->text;
	const struct sockopt *row;
	int64_t n;

	if (word_to_int64(word, &n)) {
		if (!given)
			return wrong(c, "the option %s needs its level: --level tcp, or a name",
				     quoted(c->arena, word));
		return number_from_words(self, c, words, arg);
	}
	words_take(words);
	row = sockopt_by_word(c, word, given ? sockopts_by_level((int)level->n) : NULL);
	if (!row)
		return false;
	arg->n = row->name;
	if (level && !given)
		level->n = row->level;
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
	const struct sockopts *table = level_table(c);
	const struct symbol *symbol = table ? symbols_by_value(table->names, arg->n) : NULL;
	const char *own =
		symbol ? sockopt_role_name(table->level, arg->n, role_of(c->made->call)) : NULL;

	return own ? own : symbol ? symbol->name : NULL;
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

/* Is it what the option is called in another role, or not called in this one? */
static bool is_of_other_role(int level, const struct symbol *entry, const struct sockopt *row,
			     enum sockopt_role role)
{
	if (strcmp(entry->name, row->c_name) == 0)
		return sockopt_role_name(level, entry->value, role) != NULL;
	for (size_t i = 0; i < ROLE_NAMES; i++)
		if (role_names[i].role != role && strcmp(role_names[i].c_name, entry->name) == 0)
			return true;
	return false;
}

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

static void complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	enum sockopt_role role = role_of(c->made->call);
	enum sockopt_access access = role == ROLE_GET ? SOCKOPT_GET : SOCKOPT_SET;

	(void)self;
	for (const struct sockopts *const *table = sockopts_all; *table; table++) {
		const struct symbols *names = (*table)->names;

		if (!sockopts_fit(*table, c->made->handle))
			continue;
		for (size_t i = 0; i < names->count; i++) {
			const struct sockopt *row = sockopt_by_number((*table)->level,
								      (int)names->entries[i].value);

			if (row && (row->access & access) &&
			    !is_of_other_role((*table)->level, &names->entries[i], row, role))
				add_option(*table, &names->entries[i], candidates);
		}
	}
}

const struct type type_optname = {
	.name = "option",
	.size = 4,
	.is_signed = true,
	.from_words = from_words,
	.from_node = from_node,
	.to_node = to_node,
	.show = show,
	.complete = complete,
};
