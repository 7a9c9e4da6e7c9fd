/* What can be read off a call's declaration. */
#include "call.h"

#include "out.h"

size_t call_param_count(const struct call *call)
{
	size_t count = 0;

	while (call_has_param(call, count))
		count++;
	return count;
}

int call_length_of(const struct call *call, size_t i)
{
	for (size_t j = 0; call_has_param(call, j); j++)
		if (call->params[j].of == (int)i + 1)
			return (int)j;
	return -1;
}

bool length_beside(const struct context *c, size_t i, int64_t *n)
{
	const struct made *made = c->made;
	int length = call_length_of(made->call, i);
	const struct arg *arg = length < 0 ? NULL : &made->args[length];

	if (!arg || (made->call->params[length].type->pointer ? arg->room == 0 : arg->scratch))
		return false;
	*n = arg_number(made->call->params[length].type, arg);
	return true;
}

int64_t message_flags(const struct made *made)
{
	for (size_t i = 0; call_has_param(made->call, i); i++)
		if (made->call->params[i].type->message_flags)
			return made->args[i].n;
	return 0;
}

static void plan_param(struct plan *plan, const struct call *call, size_t i)
{
	const struct param *param = &call->params[i];
	const uint8_t bit = (uint8_t)(1u << i);
	bool words = param_takes_words(call, i);

	plan->count = (uint8_t)(i + 1);
	plan->words |= words ? bit : 0;
	plan->required |= words && !param->fallback ? bit : 0;
	plan->numbers |= !param->type->pointer || param->of ? bit : 0;
	plan->lengths |= param->of && !words ? bit : 0;
	plan->spans |= param->spans[0] ? bit : 0;
	plan->rooms |= param->way == OUT && param->type->prepare ? bit : 0;
	plan->kept |= param->way == IN_OUT && param->type->pointer ? bit : 0;
	plan->comes |= param->way != IN ? bit : 0;
	plan->in_result |= param->in_result ? bit : 0;
	plan->length_of[i] = (int8_t)call_length_of(call, i);
}

void plan_call(struct plan *plan, const struct call *call)
{
	*plan = (struct plan){ .acting = param_is_acting(call, 0), .brings = call_makes_descriptors(call) };
	for (size_t i = 0; call_has_param(call, i); i++)
		plan_param(plan, call, i);
	plan->first_word = plan->words ? (uint8_t)__builtin_ctz(plan->words) : plan->count;
	plan->data = plan->words && call->params[plan->first_word].type->data &&
		     param_is_sent(&call->params[plan->first_word]);
}

bool call_makes_descriptors(const struct call *call)
{
	if (call->result == RESULT_DESCRIPTOR)
		return true;
	for (size_t i = 0; call_has_param(call, i); i++)
		if (call->params[i].type->descriptors && call->params[i].way != IN)
			return true;
	return false;
}

size_t call_creates(const struct call *call)
{
	size_t count = call->result == RESULT_DESCRIPTOR;

	for (size_t i = 0; call_has_param(call, i); i++)
		count += call->params[i].way != IN ? call->params[i].type->creates : 0;
	return count;
}

bool call_brings(struct context *c, struct bringing *bringing)
{
	*bringing = (struct bringing){ c->made->call->result == RESULT_DESCRIPTOR, c->made->call->makes };
	for (size_t i = 0; call_has_param(c->made->call, i); i++) {
		const struct type *type = c->made->call->params[i].type;

		c->param = &c->made->call->params[i];
		if (type->brings && c->param->way != IN)
			return type->brings(type, c, &c->made->args[i], bringing);
	}
	return true;
}

int call_choosing(const struct call *call, enum chooses what)
{
	for (size_t i = 0; call_has_param(call, i); i++)
		if (call->params[i].type->chooses == what)
			return (int)i;
	return -1;
}

struct arg *arg_choosing(const struct context *c, enum chooses what)
{
	int i = call_choosing(c->made->call, what);

	return i < 0 ? NULL : &c->made->args[i];
}

/* ---- options ---- */

static bool option_fits(const struct param *param, const struct type_option *option)
{
	return option->comes == !param_is_sent(param);
}

const struct type_option *param_option(const struct param *param, struct slice name)
{
	const struct type_option *option = param->type->options;

	while (option && option->name && !(slice_is(name, option->name) && option_fits(param, option)))
		option++;
	return option && option->name ? option : NULL;
}

static void add_option(struct candidates *candidates, const char *name)
{
	char *word = arena_format(candidates->arena, "--%s", name);

	for (char *at = word; at && *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	if (word)
		candidates_add(candidates, slice_of(word));
}

static void add_flags(struct candidates *candidates, const struct symbols *symbols)
{
	for (size_t i = 0; i < symbols->count; i++) {
		const struct symbol *entry = &symbols->entries[i];

		if (slice_begins_with(slice_of(entry->name), symbols->prefix) &&
		    !(entry->value & symbols->base) && symbols_by_value(symbols, entry->value) == entry)
			add_option(candidates, entry->name + strlen(symbols->prefix));
	}
}

void param_add_options(const struct param *param, struct candidates *candidates)
{
	const struct type *type = param->type;

	if (type->flag_options)
		add_flags(candidates, type->symbols);
	for (const struct type_option *option = type->options; option && option->name; option++)
		if (option_fits(param, option))
			add_option(candidates, option->name);
	if (param->option && !type->from_option)
		add_option(candidates, param->name);
}

static void synopsis_options(struct out *out, const struct call *call)
{
	for (size_t i = 0; call_has_param(call, i); i++) {
		const struct param *param = &call->params[i];

		if (param->type->from_option && param->type->symbols)
			out_text(out, " [--FLAG]");
		else if (param->option)
			out_format(out, " [--%s X]", param->name);
		for (const struct type_option *option = param->type->options; option && option->name; option++)
			if (option->value && option_fits(param, option))
				out_format(out, " [--%s %s]", option->name, option->value);
	}
}

static void put_upper(struct out *out, const char *name)
{
	for (; *name; name++)
		out_char(out, *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name == ' ' ? '-' : *name);
}

const char *call_synopsis(struct arena *arena, const struct call *call)
{
	struct out out = { .fd = -1 };
	const char *text;

	out_text(&out, call->name);
	if (param_is_acting(call, 0))
		out_text(&out, " [HANDLE]");
	synopsis_options(&out, call);
	for (size_t i = 0; call_has_param(call, i); i++) {
		if (!param_takes_words(call, i))
			continue;
		out_text(&out, call->params[i].fallback ? " [" : " ");
		put_upper(&out, call->params[i].type->name);
		if (call->params[i].fallback)
			out_char(&out, ']');
	}
	text = out_take(&out, arena, NULL);
	return text ? text : call->name;
}
