/* Completion: what can follow, from the declarations. Makes no call and asks no kernel. */
#include "complete.h"

#include <stdlib.h>

#include "bind.h"
#include "shell.h"

/* ---- candidates ---- */

static void add_text(struct candidates *candidates, const char *text)
{
	candidates_add(candidates, slice_of(text));
}

static void add_c_names(struct candidates *candidates, const struct symbols *symbols)
{
	for (size_t i = 0; i < symbols->count; i++)
		add_text(candidates, symbols->entries[i].name);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, each once. */
static void tidy(struct candidates *candidates)
{
	size_t kept = 0;

	if (candidates->count == 0)
		return;
	qsort(candidates->list, candidates->count, sizeof(*candidates->list), by_bytes);
	for (size_t i = 0; i < candidates->count; i++)
		if (i == 0 || strcmp(candidates->list[i], candidates->list[kept - 1]) != 0)
			candidates->list[kept++] = candidates->list[i];
	candidates->count = kept;
}

/* ---- where the point is ---- */

enum { MOST_WORDS = 64, MOST_LEVELS = 16 };

/* What the text before the point says about it. */
struct place {
	const char *start;	/* of the statement */
	const char *end;	/* the point */
	const char *open;	/* behind the `(` of call notation that the point is in, or NULL */
	const char *closed;	/* behind the `)` of the call that the point is after, or NULL */
	const char *string;	/* behind the quote that is still open, or NULL */
	bool comment;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Behind the string whose quote is at `at`; NULL when it does not end. */
static const char *skip_string(const char *at, const char *end)
{
	char quote = *at++;

	for (; at < end; at++) {
		if (*at == quote)
			return at + 1;
		if (*at == '\\' && quote == '"')
			at++;
	}
	return NULL;
}

/* The identifier that ends at `at`, if it begins where a word of the statement begins. */
static struct slice name_before(const char *start, const char *at)
{
	const char *from = at;

	while (from > start && is_name_char(from[-1]))
		from--;
	if (from > start && !is_blank(from[-1]))
		return (struct slice){ at, 0 };
	return (struct slice){ from, (size_t)(at - from) };
}

static void find_place(struct slice text, struct place *place)
{
	const char *at = text.at, *end = text.at + text.len;
	size_t depth = 0;

	*place = (struct place){ .start = at, .end = end };
	while (at < end) {
		bool word_starts = at == place->start || is_blank(at[-1]);

		if ((*at == '"' || *at == '\'') && (word_starts || depth > 0)) {
			const char *behind = skip_string(at, end);

			if (!behind) {
				place->string = at + 1;
				return;
			}
			at = behind;
			continue;
		}
		if (*at == '(' && depth == 0 && name_before(place->start, at).len) {
			depth = 1;
			place->open = at + 1;
		} else if (*at == '(' && depth > 0) {
			depth++;
		} else if (*at == ')' && depth > 0 && --depth == 0) {
			place->open = NULL;
			place->closed = at + 1;
		} else if (*at == ';' && depth == 0) {
			*place = (struct place){ .start = at + 1, .end = end };
		} else if (*at == '#' && word_starts && depth == 0) {
			place->comment = true;
			return;
		}
		at++;
	}
}

/* The words of a text, the last one as far as it is typed; too many are none. */
static size_t split(const char *at, const char *end, struct word *words)
{
	size_t count = 0;

	for (;;) {
		const char *from, *behind;

		while (at < end && is_blank(*at))
			at++;
		if (count == MOST_WORDS)
			return 0;
		from = at;
		if (at < end && (*at == '"' || *at == '\'')) {
			behind = skip_string(at, end);
			at = behind ? behind : end;
		}
		while (at < end && !is_blank(*at))
			at++;
		words[count] = (struct word){ .text = { from, (size_t)(at - from) } };
		words[count++].quoted = from < end && (*from == '"' || *from == '\'');
		if (at == end)
			return count;
	}
}

static bool is_bare(const struct word *word, const char *text)
{
	return !word->quoted && slice_is(word->text, text);
}

/* ---- what stands in front of a call ---- */

static bool is_part_of_names(const struct word *word)
{
	for (size_t i = 0; i < word->text.len; i++)
		if (!is_name_char(word->text.at[i]) && word->text.at[i] != ',')
			return false;
	return true;
}

/* How many words `NAME =` or `a, b =` take here: 0 for none. */
static size_t names_length(const struct word *words, size_t count)
{
	for (size_t i = 0; i + 1 < count && i < 4; i++) {
		if (i > 0 && is_bare(&words[i], "="))
			return i + 1;
		if (!is_part_of_names(&words[i]))
			break;
	}
	return 0;
}

/* The word of the call or command; count - 1 when it is being typed, count when no word is. */
static size_t skip_front(const struct word *words, size_t count, struct candidates *candidates)
{
	size_t i = 0;

	while (i + 1 < count) {
		size_t names = names_length(words + i, count - i);
		bool takes_word = is_bare(&words[i], "timeout") || is_bare(&words[i], "repeat") ||
				  is_bare(&words[i], "expect");

		if (names) {
			i += names;
		} else if (takes_word && i + 2 == count) {
			if (is_bare(&words[i], "expect"))
				add_c_names(candidates, &symbols_errno);
			return count;
		} else if (is_prefix_word(words[i].text) && !words[i].quoted) {
			i += takes_word ? 2 : 1;
		} else {
			break;
		}
	}
	return i;
}

static void complete_first(const struct registry *registry, struct candidates *candidates)
{
	static const char *const prefixes[] = { "try", "expect", "timeout", "repeat", "time" };

	for (size_t i = 0; registry->calls[i]; i++)
		add_text(candidates, registry->calls[i]->name);
	for (size_t i = 0; registry->commands[i]; i++)
		add_text(candidates, registry->commands[i]->name);
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		add_text(candidates, prefixes[i]);
}

/* ---- $srv.port ---- */

static void complete_dollar(struct shell *shell, struct candidates *candidates)
{
	static const char *const parts[] = { "", ".fd", ".host", ".peer", ".port" };
	struct slice prefix = candidates->prefix;
	bool braced = prefix.len > 1 && prefix.at[1] == '{';
	bool has_dot = memchr(prefix.at, '.', prefix.len);
	size_t count = has_dot || braced ? sizeof(parts) / sizeof(*parts) : 1;

	candidates->glued = !braced;
	for (const struct handle *handle = shell->handles.oldest; handle; handle = handle->newer) {
		for (size_t i = 0; i < count; i++) {
			const char *text =
				arena_format(candidates->arena, braced ? "${%s%s}" : "$%s%s",
					     handle->name, parts[i]);

			if (text)
				add_text(candidates, text);
		}
	}
}

/* Where the `$` expression that is being typed at the end of a word begins; NULL when none is. */
static const char *find_dollar(struct slice word)
{
	const char *dollar = word.len ? memrchr(word.at, '$', word.len) : NULL;

	if (!dollar || memchr(dollar, '}', (size_t)(word.at + word.len - dollar)))
		return NULL;
	if (dollar == word.at || (dollar + 1 < word.at + word.len && dollar[1] == '{'))
		return dollar;
	return NULL;
}

/* ---- a call's values ---- */

/* What is typed stands for a handle whose facts are known, or for none. */
static struct handle *known(struct handle *handle)
{
	return handle && handle->facts.known ? handle : NULL;
}

static void complete_value(struct context *c, const struct type *type,
			   struct candidates *candidates)
{
	if (type->complete)
		type->complete(type, c, candidates);
}

/* The parameter that is not a plain word but `--NAME VALUE`. */
static const struct param *option_param(const struct call *call, struct slice option)
{
	for (size_t i = 0; i < call_param_count(call); i++)
		if (call->params[i].option && !call->params[i].type->from_option &&
		    slice_is(option, call->params[i].name))
			return &call->params[i];
	return NULL;
}

/* The name behind the dashes of `--NAME`; empty when the word is no option. */
static struct slice option_name(const struct word *word)
{
	struct slice text = word->text;

	if (word->quoted || text.len < 3 || text.at[0] != '-' || text.at[1] != '-')
		return (struct slice){ text.at, 0 };
	return (struct slice){ text.at + 2, text.len - 2 };
}

/* The options of data take a word each, and so do the parameters that are options. */
static bool option_takes_word(const struct call *call, struct slice option)
{
	return slice_is(option, "file") || slice_is(option, "hex") || slice_is(option, "fill") ||
	       option_param(call, option);
}

/* Reads a word that stands before the point, so that what depends on it can be proposed. */
static void read_word(struct context *c, const struct param *param, struct word *word)
{
	struct arg *arg = &c->made->args[param - c->made->call->params];
	struct words words = { word, 1 };

	if (param->type->pointer || param->type->names_handle || word->quoted || !c->message)
		return;
	c->param = param;
	if (!param->type->from_words(param->type, c, &words, arg))
		*arg = (struct arg){ 0 };
}

static void complete_options(struct context *c, struct candidates *candidates)
{
	for (size_t i = 0; i < call_param_count(c->made->call); i++) {
		const struct param *param = c->param = &c->made->call->params[i];

		if (param->type->complete_options)
			param->type->complete_options(param->type, c, candidates);
		if (param->option && !param->type->from_option) {
			const char *text = arena_format(candidates->arena, "--%s", param->name);

			if (text)
				add_text(candidates, text);
		}
	}
}

static const struct param *next_word_param(const struct call *call, const struct param *from)
{
	size_t i = (size_t)(from - call->params), count = call_param_count(call);

	while (i < count && !param_takes_words(call, i))
		i++;
	return i < count ? &call->params[i] : NULL;
}

/*
 * Goes over the words before the point as the binder will: the acting handle, options, and a
 * parameter for each plain word. Returns the parameter of the word at the point, or NULL.
 */
static const struct param *walk_words(struct context *c, struct word *words, size_t count,
				      bool *first)
{
	const struct call *call = c->made->call;
	const struct param *param = call->params;
	bool options_end = false;

	*first = param_is_acting(call, 0);
	for (size_t i = 0; i + 1 < count; i++) {
		struct slice option = option_name(&words[i]);
		struct handle *handle =
			words[i].quoted ? NULL : handle_by_name(c->handles, words[i].text);

		if (!options_end && is_bare(&words[i], "--")) {
			options_end = true;
		} else if (!options_end && option.len) {
			i += option_takes_word(call, option);
		} else if (*first && handle) {
			c->made->handle = known(handle);
			*first = false;
		} else if ((param = next_word_param(call, param))) {
			*first = false;
			read_word(c, param++, &words[i]);
		} else {
			return NULL;
		}
	}
	return next_word_param(call, param);
}

static void complete_words(struct context *c, struct word *words, size_t count,
			   struct candidates *candidates)
{
	struct word *word = &words[count - 1];
	struct slice option = count > 1 ? option_name(&words[count - 2]) : (struct slice){ 0 };
	const struct param *param, *first_param;
	bool first;

	c->param = option.len ? option_param(c->made->call, option) : NULL;
	if (slice_is(option, "file")) {
		candidates->files = true;
		return;
	}
	if (option.len && option_takes_word(c->made->call, option)) {
		if (c->param)
			complete_value(c, c->param->type, candidates);
		return;
	}
	param = walk_words(c, words, count, &first);
	if (word->text.len && word->text.at[0] == '-')
		complete_options(c, candidates);
	if (first)
		candidates_add_handles(candidates, c->handles);
	if (word->quoted)
		return;
	first_param = next_word_param(c->made->call, c->made->call->params);
	if (param != first_param && first_param && first_param->type == &type_pollfds)
		complete_value(c, first_param->type, candidates);	/* all words but one */
	if (param) {
		c->param = param;
		complete_value(c, param->type, candidates);
	}
}

/* ---- call notation ---- */

/* A pair of brackets that the point is in. */
struct level {
	char open;
	const struct type *type;	/* `{`: the structure; else of what it holds; or NULL */
	const struct member *member;	/* `{`: whose value is being written, or NULL */
	bool value;			/* `{`: behind a `=` */
};

static const struct member *find_member(const struct type *type, struct slice name)
{
	for (const struct member *member = type ? type->members : NULL; member && member->name;
	     member++)
		if (slice_is(name, member->name))
			return member;
	return NULL;
}

/* The type of a value that stands directly in this bracket; htons() has that of what it stands in. */
static const struct type *inner_type(const struct level *level)
{
	if (level->open == '{')
		return level->member ? level->member->type : NULL;
	return level->type;
}

static const struct type *param_type(const struct call *call, size_t i)
{
	return i < call_param_count(call) ? call->params[i].type : NULL;
}

/* The innermost bracket at the point, and where its last word begins; false: nothing follows. */
static bool walk_tree(const struct call *call, const char *at, const char *end, struct level *level,
		      const char **start, size_t *arg)
{
	struct level levels[MOST_LEVELS] = { { '[', param_type(call, 0), NULL, false } };
	size_t depth = 0;

	*arg = 0;
	for (*start = at; at < end; at++) {
		struct level *top = &levels[depth];

		if (*at == '"' || *at == '\'') {
			at = skip_string(at, end);
			if (!at)
				return false;
			*start = at--;
		} else if (*at == '{' || *at == '[' || *at == '(') {
			if (depth + 1 == MOST_LEVELS)
				return false;
			levels[++depth] = (struct level){ *at, inner_type(top), NULL, false };
			*start = at + 1;
		} else if ((*at == '}' || *at == ']' || *at == ')') && depth > 0) {
			depth--;
			*start = at + 1;
		} else if (*at == '=' && top->open == '{') {
			top->value = true;
			top->member = find_member(top->type,
						  (struct slice){ *start, (size_t)(at - *start) });
			*start = at + 1;
		} else if (*at == ',') {
			top->value = false;
			top->member = NULL;
			if (depth == 0)
				top->type = param_type(call, ++*arg);
			*start = at + 1;
		} else if (*at == '|' || *at == '&' || is_blank(*at)) {
			*start = at + 1;
		}
	}
	*level = levels[depth];
	return true;
}

static void complete_members(const struct type *type, struct candidates *candidates)
{
	for (const struct member *member = type ? type->members : NULL; member && member->name;
	     member++) {
		const char *text = arena_format(candidates->arena, "%s=", member->name);

		if (text)
			add_text(candidates, text);
	}
}

static const char *complete_tree(struct context *c, const struct place *place,
				 struct candidates *candidates)
{
	const char *start;
	struct level level;
	size_t arg;

	if (!walk_tree(c->made->call, place->open, place->end, &level, &start, &arg))
		return place->end;
	candidates->prefix = (struct slice){ start, (size_t)(place->end - start) };
	candidates->c_names = candidates->glued = true;
	if (arg < call_param_count(c->made->call))
		c->param = &c->made->call->params[arg];
	c->call_notation = true;
	if (level.open == '{' && !level.value)
		complete_members(level.type, candidates);
	else if (c->param && inner_type(&level))
		complete_value(c, inner_type(&level), candidates);
	return start;
}

/* Behind `) = -1 ` an errno follows. */
static void complete_result(struct word *words, size_t count, struct candidates *candidates)
{
	if (count == 3 && is_bare(&words[0], "=") && is_bare(&words[1], "-1"))
		add_c_names(candidates, &symbols_errno);
}

/* ---- all of it ---- */

static struct context context_for(struct shell *shell, struct arena *arena, struct made *made)
{
	bool acts = param_is_acting(made->call, 0);
	/* Nobody reads the message. */
	struct context c =
		context_of(shell, arena, arena_zero(arena, sizeof(struct message)), made);

	c.param = made->call->params;
	made->handle = acts ? known(handle_current(&shell->handles, call_acts_on(made->call))) : NULL;
	return c;
}

/* In command notation; returns where the word at the point begins. */
static const char *complete_statement(struct shell *shell, const struct place *place,
				      struct candidates *candidates)
{
	const char *from = place->closed ? place->closed : place->start;
	struct word words[MOST_WORDS];
	struct made made = { 0 };
	size_t count = split(from, place->end, words), i;
	const struct entry *entry;
	const char *dollar;
	struct word *last;

	if (count == 0)
		return place->end;
	last = &words[count - 1];
	candidates->prefix = last->text;
	if (last->quoted)	/* without the quote: names of files stand in quotes */
		candidates->prefix = (struct slice){ last->text.at + 1, last->text.len - 1 };
	dollar = last->quoted ? NULL : find_dollar(last->text);
	i = place->closed ? count : skip_front(words, count, candidates);
	if (dollar) {
		candidates->prefix = (struct slice){ dollar, (size_t)(place->end - dollar) };
		complete_dollar(shell, candidates);
	} else if (place->closed) {
		complete_result(words, count, candidates);
	} else if (i < count && words[i].text.len && words[i].text.at[0] == '!') {
		candidates->files = true;
	} else if (i + 1 == count && !last->quoted) {
		complete_first(&shell->registry, candidates);
	} else if (i + 1 < count && (entry = registry_find(&shell->registry, words[i].text))) {
		if (entry->call) {
			struct context c;

			made.call = entry->call;
			c = context_for(shell, candidates->arena, &made);

			complete_words(&c, words + i + 1, count - i - 1, candidates);
		} else if (i + 2 == count && entry->command->complete) {
			entry->command->complete(shell, candidates);
		}
	}
	return candidates->prefix.at;
}

void complete_line(struct shell *shell, struct slice line, size_t point, struct arena *arena,
		   struct candidates *candidates, size_t *start)
{
	const struct entry *entry = NULL;
	struct made made = { 0 };
	struct place place;

	*candidates = (struct candidates){ .arena = arena };
	*start = point;
	find_place((struct slice){ line.at, point }, &place);
	if (place.comment)
		return;
	if (place.open && !place.string)
		entry = registry_find(&shell->registry, name_before(place.start, place.open - 1));
	if (entry && entry->call) {
		struct context c;

		made.call = entry->call;
		c = context_for(shell, arena, &made);

		*start = (size_t)(complete_tree(&c, &place, candidates) - line.at);
	} else if (!place.open) {
		*start = (size_t)(complete_statement(shell, &place, candidates) - line.at);
	}
	tidy(candidates);
}
