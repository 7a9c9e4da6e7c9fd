/* Completion of command notation: which word is what, as far as an unfinished line tells. */
#include "complete_parts.h"

#include "handle.h"
#include "sort_words.h"

/* What the words before the point have been taken for. */
struct walk {
	struct context *c;
	struct sorted_words sorted;
	size_t param;			/* that takes the next word; the count of parameters if none does */
};

static void to_word_param(struct walk *walk)
{
	const struct call *call = walk->c->made->call;

	while (call_has_param(call, walk->param) &&
	       (!param_takes_words(call, walk->param) || walk->sorted.given & 1u << walk->param))
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

/* Can its value have more words than those that there are? What it is may hang on the words before. */
static bool takes_more(struct context *c, const struct param *param)
{
	const struct type *type = param->type;

	if (type->here && !type->many)
		type = type->here(type, c, NULL, NULL);
	return type && type->many;
}

/* ---- the words before the point ---- */

/* Of options the parameters that are ones: --level tcp. */
static void read_options(struct walk *walk)
{
	const struct call *call = walk->c->made->call;

	for (size_t i = 0; i < walk->sorted.option_count; i++) {
		const struct sorted_option *option = &walk->sorted.options[i];
		const struct param *param = &call->params[option->param];

		if (option->param == MAX_ARGS)
			continue;
		walk->c->made->args[option->param].optioned = true;
		if (option->words.count && param->option && !param->type->from_option)
			read_word(walk->c, param, *option->words.at);
	}
}

static void read_words(struct walk *walk)
{
	const struct call *call = walk->c->made->call;
	const struct word *word;

	while ((word = words_take(&walk->sorted.plain))) {
		to_word_param(walk);
		if (!call_has_param(call, walk->param))
			return;
		read_word(walk->c, &call->params[walk->param], *word);
		walk->param += !takes_more(walk->c, &call->params[walk->param]);
	}
}

/* The option that the point is in the words of; or NULL. */
static const struct sorted_option *unfinished_option(const struct sorted_words *sorted)
{
	const struct sorted_option *last = sorted->option_count ? &sorted->options[sorted->option_count - 1] : NULL;

	return last && last->words.count < last->wanted ? last : NULL;
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
		if (!walk->sorted.options_over && param->type->flag_options)
			param_add_options(param, candidates);
		many = takes_more(walk->c, param);
	}
}

static void complete_option(struct context *c, const struct words *words, const struct sorted_option *option,
			    struct candidates *candidates)
{
	c->param = &c->made->call->params[option->param];
	candidates->before = words->at[words->count - 1].text;
	complete_value(c, option->values[option->words.count], candidates);
}

void complete_word(struct context *c, const struct place *place, struct candidates *candidates)
{
	const struct words *words = &place->statement.words;
	const struct sorted_option *unfinished;
	struct walk walk = { .c = c };
	bool may_act;

	if (!sort_words(c, *words, &walk.sorted))
		return;
	may_act = c->made->plan->acting && walk.sorted.plain.count == 0;
	if (walk.sorted.handle) {
		words_take(&walk.sorted.plain);
		c->made->handle = complete_known(walk.sorted.handle);
	}
	read_options(&walk);
	read_words(&walk);
	unfinished = unfinished_option(&walk.sorted);
	if (unfinished) {
		complete_option(c, words, unfinished, candidates);
		return;
	}
	if (!walk.sorted.options_over && place->word.len && place->word.at[0] == '-' && !place->in_string)
		add_options(&walk, candidates);
	if (may_act)
		complete_value(c, c->made->call->params[0].type, candidates);
	add_values(&walk, candidates);
}
