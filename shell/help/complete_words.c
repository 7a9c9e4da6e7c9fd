/* Completion of command notation: which word is what, as far as an unfinished line tells. */
#include "complete_parts.h"

#include "handle.h"

/* What the words before the point have been taken for, in the way of the binder. */
struct walk {
	struct context *c;
	struct words left;		/* of the words before the point */
	bool options;			/* may still come */
	bool handle;			/* the next word may be the acting handle */
	bool given[MAX_ARGS];		/* an option has said it */
	size_t plain;			/* words that were no options */
	size_t param;			/* that takes the next of them; the count of parameters if none does */
	/* The point is in the words of an option. */
	const struct param *option_param;
	const struct type *value;	/* what it is there; or NULL */
};

static void to_word_param(struct walk *walk)
{
	const struct call *call = walk->c->made->call;

	while (call_has_param(call, walk->param) &&
	       (!param_takes_words(call, walk->param) || walk->given[walk->param]))
		walk->param++;
}

/* Reads a word, so that what depends on it can be proposed. In memory nothing is put. */
static void read_word(struct context *c, const struct param *param, struct word word)
{
	struct arg *arg = &c->made->args[param - c->made->call->params];
	struct words words = { &word, 1 };

	if (param->type->pointer || word.quoted || word.expands || !param->type->from_words)
		return;
	c->param = param;
	if (!param->type->from_words(param->type, c, &words, arg))
		*arg = (struct arg){ 0 };
}

static bool is_option(const struct word *word)
{
	return !word->quoted && slice_begins_with(word->text, "--");
}

/* Do options end at the first word of data? A handle in front of it is none. */
static bool data_comes_first(const struct call *call)
{
	size_t i = 0;

	while (call_has_param(call, i) && !param_takes_words(call, i))
		i++;
	return call_has_param(call, i) && call->params[i].type->data && call->params[i].way == IN;
}

/* ---- the words before the point ---- */

/* The words of an option of `count`; false when the point is in them. */
static bool take_option_words(struct walk *walk, const struct param *param, const struct type *const *values,
			      size_t count)
{
	size_t there = walk->left.count < count ? walk->left.count : count;

	if (there == count && param->option && !param->type->from_option)
		read_word(walk->c, param, *walk->left.at);
	walk->c->made->args[param - walk->c->made->call->params].optioned = true;
	walk->left.at += there;
	walk->left.count -= there;
	if (there == count)
		return true;
	walk->option_param = param;
	walk->value = values[there];
	return false;
}

/* `--NAME` and the words that belong to it; false when the point is in these. */
static bool take_option(struct walk *walk, struct slice name)
{
	const struct call *call = walk->c->made->call;

	for (size_t i = 0; call_has_param(call, i); i++) {
		const struct param *param = &call->params[i];
		const struct type_option *option = param_option(param, name);

		if (option) {
			walk->given[i] |= param->type->data && !param->type->many;
			return take_option_words(walk, param, option->values, option->words);
		}
		if (param->option && !param->type->from_option && slice_is(name, param->name))
			return take_option_words(walk, param, &param->type, 1);
	}
	return true;	/* a flag, or no option at all */
}

static void take_plain(struct walk *walk, const struct word *word, bool data_first)
{
	const struct call *call = walk->c->made->call;
	struct handle *handle = word->quoted ? NULL : handle_by_name(walk->c->handles, word->text);

	walk->plain++;
	if (walk->handle && handle) {
		walk->c->made->handle = complete_known(handle);
	} else {
		to_word_param(walk);
		if (call_has_param(call, walk->param)) {
			read_word(walk->c, &call->params[walk->param], *word);
			walk->param += !call->params[walk->param].type->many;
		}
		walk->options &= !data_first;
	}
	walk->handle = false;
}

/* False when the point is in the words of an option. */
static bool take_words(struct walk *walk)
{
	bool data_first = data_comes_first(walk->c->made->call);

	while (walk->left.count) {
		const struct word *word = words_take(&walk->left);
		struct slice name = { word->text.at + 2, word->text.len - 2 };

		if (!walk->options || !is_option(word))
			take_plain(walk, word, data_first);
		else if (word->text.len == 2)
			walk->options = false;
		else if (!take_option(walk, name))
			return false;
	}
	return true;
}

/* ---- the word at the point ---- */

static void add_options(const struct walk *walk, struct candidates *candidates)
{
	const struct call *call = walk->c->made->call;

	for (size_t i = 0; call_has_param(call, i); i++)
		param_add_options(&call->params[i], candidates);
}

/* The parameter whose turn it is; and the next one, where that may have had all of its words. */
static void add_values(struct walk *walk, struct candidates *candidates)
{
	const struct call *call = walk->c->made->call;
	bool many = true;

	for (to_word_param(walk); many && call_has_param(call, walk->param); to_word_param(walk)) {
		const struct param *param = walk->c->param = &call->params[walk->param++];

		complete_value(walk->c, param->type, candidates);
		if (walk->options && param->type->flag_options)
			param_add_options(param, candidates);
		many = param->type->many;
	}
}

void complete_word(struct context *c, const struct place *place, struct candidates *candidates)
{
	const struct words *words = &place->statement.words;
	struct walk walk = { .c = c, .left = *words, .options = true, .handle = param_is_acting(c->made->call, 0) };

	if (!take_words(&walk)) {
		c->param = walk.option_param;
		candidates->before = words->at[words->count - 1].text;
		complete_value(c, walk.value, candidates);
		return;
	}
	if (walk.options && place->word.len && place->word.at[0] == '-' && !place->in_string)
		add_options(&walk, candidates);
	if (walk.handle)
		complete_value(c, c->made->call->params[0].type, candidates);
	add_values(&walk, candidates);
}
