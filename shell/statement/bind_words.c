/* Binding command notation: which word is what, and what is told when that cannot be. */
#include "bind.h"

#include "bind_parts.h"
#include "shell.h"

static bool is_live(struct context *c, const struct word *word)
{
	return !word->quoted && handle_may_be_there(c->handles, word->text);
}

/* The type of the first word that is not the acting handle; NULL where it takes none. */
static const struct type *first_type(const struct context *c)
{
	const struct plan *plan = c->made->plan;

	return plan->words ? c->made->call->params[plan->first_word].type : NULL;
}

static bool is_bare(const struct word *word, size_t at, char c)
{
	return !word->quoted && word->text.len > at && word->text.at[at] == c;
}

/* `listen (srv, 5)`: a word that begins with the parenthesis of call notation. */
static bool blank_before_call(const struct context *c, const struct words *words)
{
	const struct type *first = first_type(c);
	size_t last = 0;

	if (words->count == 0 || !is_bare(words->at, 0, '('))
		return false;
	while (last < words->count && !is_bare(&words->at[last], words->at[last].text.len - 1, ')'))
		last++;
	/* One word alone may be data. */
	return last < words->count && (last > 0 || !first || !first->data);
}

static struct candidates option_names(const struct context *c)
{
	struct candidates candidates = { .arena = c->arena, .prefix = { "--", 2 } };

	for (size_t i = 0; call_has_param(c->made->call, i); i++)
		param_add_options(&c->made->call->params[i], &candidates);
	return candidates;
}

/* No parameter takes it: what there is like it, and how an option is written. */
static bool no_option(struct context *c, struct slice name)
{
	const char *equals = memchr(name.at, '=', name.len);
	struct candidates candidates;
	struct nearest nearest;

	if (equals)
		return mistake(c->message, "no option --%.*s; a value is the next word: --%.*s %.*s",
			       SLICE_ARGS(name), (int)(equals - name.at), name.at,
			       (int)(name.at + name.len - equals) - 1, equals + 1);
	nearest_start(&nearest, name);
	candidates = option_names(c);
	for (size_t i = 0; i < candidates.count; i++)
		nearest_try(&nearest, slice_of(candidates.list[i] + 2));
	return mistake_near(c->message, &nearest, "no option --%.*s", name.len > 60 ? 60 : (int)name.len,
			    name.at);
}

/* All of them are the call's, which is told before any is read. */
static bool options_are_known(struct context *c, const struct sorted_words *sorted)
{
	for (size_t i = 0; i < sorted->option_count; i++)
		if (sorted->options[i].param == MAX_ARGS)
			return no_option(c, sorted->options[i].name);
	return true;
}

static bool own_option(struct context *c, const struct param *param, struct words *words, struct arg *arg)
{
	bool read;

	if (!words->count)
		return wrong(c, "--%s: its value is missing", param->name);
	c->option = arena_format(c->arena, "--%s", param->name);
	read = param->type->from_words(param->type, c, words, arg);
	c->option = NULL;
	return read;
}

/* The type reads it; or the parameter is the option itself: --level tcp. */
static bool read_option(struct context *c, const struct sorted_option *option)
{
	const struct param *param = c->param = &c->made->call->params[option->param];
	struct arg *arg = &c->made->args[option->param];
	struct words words = option->words;
	bool read;

	if (param->type->from_option)
		read = param->type->from_option(param->type, c, option->name, &words, arg) > 0;
	else
		read = own_option(c, param, &words, arg);
	arg->optioned |= read;
	return read;
}

/* In the light of the acting handle. */
static bool read_options(struct context *c, const struct sorted_words *sorted)
{
	for (size_t i = 0; i < sorted->option_count; i++)
		if (!read_option(c, &sorted->options[i]))
			return false;
	return true;
}

/* How many words must be there beside the acting handle. */
static size_t required_words(const struct context *c, const struct sorted_words *sorted)
{
	unsigned left = c->made->plan->required & ~(unsigned)sorted->optional;
	size_t required = 0;

	for (; left; left &= left - 1)
		required++;
	return required;
}

static bool word_missing(struct context *c, const struct param *param)
{
	return mistake(c->message, "the %s is missing", param->type->name);
}

/* One parameter from its words, or from what stands for them. */
static bool param_from_words(struct context *c, size_t i, struct sorted_words *sorted)
{
	const struct param *param = c->param = &c->made->call->params[i];
	struct words *words = &sorted->plain;
	struct arg *arg = &c->made->args[i];
	struct word word = { 0 };
	struct words fallback = { &word, 1 };

	if (sorted->given & 1u << i)
		return true;
	if (words->count)
		return param->type->from_words(param->type, c, words, arg);
	if (param->fallback && param->fallback[0] == '\0')
		return !param->type->prepare || param->type->prepare(param->type, c, -1, arg);
	if (arg->at)
		return true;
	if (!param->fallback)
		return word_missing(c, param);
	word.text = slice_of(param->fallback);
	return param->type->from_words(param->type, c, &fallback, arg);
}

/* A word that nothing takes. `named`: the acting handle stands in front of the words. */
static bool surplus(struct context *c, const struct words *words, bool named)
{
	const struct call *call = c->made->call;
	const struct type *first = first_type(c);
	const struct word *word = words->at;
	const char *text = quoted(c->arena, word->text);
	bool is_data = first && first->data, live = is_live(c, word);

	if (is_data && word->text.len > 2 && word_is_option(word))
		return mistake(c->message, "the option %s comes before the data", text);
	if (live && !first)
		return mistake(c->message, "surplus word %s; it takes one handle: %s %s; %s %.*s", text, call->name,
			       c->made->handle->name, call->name, SLICE_ARGS(word->text));
	if (live && c->made->plan->acting && !named)
		return mistake(c->message, "surplus word %s; the handle comes first: %s %.*s ...", text, call->name,
			       SLICE_ARGS(word->text));
	return mistake(c->message, "surplus word %s%s", text,
		       is_data ? "; data with blanks in it is one \"quoted\" word" : "");
}

/*
 * An address is the last word of every call that takes one, and may make a call of its own: what is
 * surplus is told before. A port as a second word is the address's own mistake.
 */
static bool words_beyond_address(struct context *c, const struct words *words, bool named)
{
	struct words rest = *words;
	int64_t port;

	if (words->count < 2 || word_to_int64(words_take(&rest)->text, &port) ||
	    word_to_int64(rest.at->text, &port))
		return false;
	surplus(c, &rest, named);
	return true;
}

/* In the order of the words, but for those that wait for a later parameter. */
static bool all_from_words(struct context *c, struct sorted_words *sorted, size_t required, bool named)
{
	struct words *words = &sorted->plain;
	/* Behind a handle the first word is none. */
	const struct words all = { words->at, named ? 0 : words->count };

	for (unsigned left = c->made->plan->words; left;) {
		size_t i = plan_next(&left);

		c->param = &c->made->call->params[i];
		if (c->param->type->asks && words_beyond_address(c, words, named))
			return bind_explain_first(c, all.at, all.count, required, true);
		if (!param_from_words(c, i, sorted))
			return (required || !c->param->type->pointer) &&
			       bind_explain_first(c, all.at, all.count, required,
					     !c->param->type->pointer);
	}
	if (words->count == 0)
		return true;
	surplus(c, words, named);
	/* What is quoted already, behind a word like a name: data behind a handle. */
	return bind_explain_first(c, all.at, all.count, required, words->at->quoted);
}

/* Is it a length that the line gives, as a word or as an option? The others follow from what they are of. */
static bool says_length(const struct context *c, int i)
{
	return i >= 0 && (c->made->plan->words & 1u << i || c->made->args[i].optioned);
}

/* Room for what comes back: as much as the line says, or what the type thinks right. */
static bool prepare_room(struct context *c)
{
	const struct plan *plan = c->made->plan;

	for (unsigned rooms = plan->rooms; rooms;) {
		size_t i = plan_next(&rooms);
		const struct param *param = c->param = &c->made->call->params[i];
		int64_t wanted = -1;

		if (c->made->args[i].at)
			continue;
		if (says_length(c, plan->length_of[i])) {
			if (!bind_given_length(c, i, &wanted))
				return false;
			wanted = wanted < 0 ? 0 : wanted;
		}
		if (!param->type->prepare(param->type, c, wanted, &c->made->args[i]))
			return false;
	}
	return true;
}

/* The lengths that follow from that room, or from what was given. */
static bool set_lengths(struct context *c)
{
	for (unsigned lengths = c->made->plan->lengths; lengths;) {
		size_t i = plan_next(&lengths);
		const struct param *param = &c->made->call->params[i], *of;
		struct arg *length = &c->made->args[i], *arg;

		if (says_length(c, (int)i))
			continue;
		of = &c->made->call->params[param->of - 1];
		arg = &c->made->args[param->of - 1];
		length->n = (int64_t)(of->way == OUT ? arg->room : arg->len);
		if (param->type->counts_elements)
			length->n /= (int64_t)of->type->element->size;
		else if (arg->unit)
			length->n /= arg->unit;
		if (param->type->pointer && !param->type->prepare(param->type, c, length->n, length))
			return false;
	}
	return true;
}

/* In the order in which the one hangs on the other: the handle, options in its light, the other words. */
bool bind_these_words(struct context *c, struct words words)
{
	struct sorted_words sorted;
	const struct word *first;
	size_t required;

	if (words_expand(&words) && !expand_words(c, &words))
		return false;
	if (!sort_words(c, words, &sorted) || !options_are_known(c, &sorted))
		return false;
	c->param = NULL;
	first = sorted.plain.at;
	required = required_words(c, &sorted);
	return bind_acting_handle(c, &sorted, required) && read_options(c, &sorted) &&
	       all_from_words(c, &sorted, required, sorted.plain.at != first) && prepare_room(c);
}

bool bind_words(struct context *c, const struct statement *statement)
{
	if (blank_before_call(c, &statement->words))
		return mistake(c->message, "no blank stands before the ( of call notation");
	if (!bind_start(c, statement))
		return false;
	if (!bind_these_words(c, statement->words)) {
		bind_explain_words(c, statement->words);
		return false;
	}
	return set_lengths(c) && bind_spans(c);
}
