/* Which word of a command is what. */
#include "sort_words.h"

/* Is it one of the flags that can be given one by one? */
static bool is_flag(const struct type *type, struct slice name)
{
	const struct symbol *symbol = type->flag_options ? symbols_by_word(type->symbols, name) : NULL;

	return symbol && !(symbol->value & type->symbols->base);
}

/* Does the parameter take the option? How many words belong to it is filled in then. */
static bool takes(const struct param *param, struct sorted_option *option)
{
	const struct type_option *row = param_option(param, option->name);

	if (row) {
		option->wanted = row->words;
		option->values = row->values;
		return true;
	}
	if (param->option && !param->type->from_option && slice_is(option->name, param->name)) {
		option->wanted = 1;
		option->values = &param->type;
		return true;
	}
	return is_flag(param->type, option->name);
}

/* The first parameter that takes it; and the words behind it that are its own. */
static void sort_option(const struct context *c, struct words *left, struct sorted_words *sorted,
			struct slice name)
{
	struct sorted_option *option = &sorted->options[sorted->option_count++];
	const struct call *call = c->made->call;
	const struct type *type;
	size_t i = 0;

	*option = (struct sorted_option){ .name = name };
	while (call_has_param(call, i) && !takes(&call->params[i], option))
		i++;
	option->param = call_has_param(call, i) ? i : MAX_ARGS;
	option->words = (struct words){ left->at, left->count < option->wanted ? left->count : option->wanted };
	left->at += option->words.count;
	left->count -= option->words.count;
	if (option->param == MAX_ARGS)
		return;
	type = call->params[i].type;
	sorted->optional |= (uint8_t)(type->pointer ? 1u << i : 0);
	sorted->given |= (uint8_t)(type->data && !type->many ? 1u << i : 0);
}

static void sort_first(const struct context *c, const struct word *first, struct sorted_words *sorted)
{
	if (!c->made->plan->acting || first->quoted)
		return;
	sorted->handle = handle_by_name(c->handles, first->text);
	sorted->handle_first = sorted->handle || handle_may_be_there(c->handles, first->text);
}

/* Options end at the first word of data, and a handle in front of it is none. */
static void sort_plain(const struct context *c, struct sorted_words *sorted, const struct word *word)
{
	if (sorted->plain.count == 0)
		sort_first(c, word, sorted);
	sorted->plain.at[sorted->plain.count++] = *word;
	if (c->made->plan->data && !(sorted->plain.count == 1 && sorted->handle_first))
		sorted->options_over = true;
}

static void sort_word(const struct context *c, struct words *left, struct sorted_words *sorted)
{
	const struct word *word = words_take(left);

	if (sorted->options_over || !word_is_option(word))
		sort_plain(c, sorted, word);
	else if (word->text.len == 2)
		sorted->options_over = true;
	else
		sort_option(c, left, sorted, (struct slice){ word->text.at + 2, word->text.len - 2 });
}

bool sort_words(const struct context *c, struct words words, struct sorted_words *sorted)
{
	struct word *plain;

	*sorted = (struct sorted_words){ .plain = words };
	if (!words_have_options(&words)) {
		if (words.count)
			sort_first(c, words.at, sorted);
		sorted->options_over = c->made->plan->data && words.count > sorted->handle_first;
		return true;
	}
	plain = arena_alloc(c->arena, words.count * sizeof(*plain));
	sorted->options = arena_alloc(c->arena, words.count * sizeof(*sorted->options));
	if (!plain || !sorted->options)
		return false;
	sorted->plain = (struct words){ plain, 0 };
	while (words.count)
		sort_word(c, &words, sorted);
	return true;
}
