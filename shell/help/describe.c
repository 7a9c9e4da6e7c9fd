/* Declarations in words. */
#include "describe.h"

static const char *option_names(struct arena *arena, const struct param *param)
{
	struct candidates candidates = { .arena = arena };
	const char *text = "";

	param_add_options(param, &candidates);
	for (size_t i = 0; i < candidates.count && text; i++)
		text = arena_format(arena, "%s%s%s", text, i ? " " : "", candidates.list[i]);
	return text ? text : "";
}

static const char *default_of(struct arena *arena, const struct call *call,
			      const struct param *param)
{
	const char *text = NULL;

	if (param_is_acting(call, (size_t)(param - call->params)))
		return call->prefers_listening ? "; left out: the current one if it listens, else "
						 "the newest that does"
					       : "; left out: the current one";
	if (param->fallback && *param->fallback)
		text = arena_format(arena, "; left out: %s", param->fallback);
	return text ? text : "";
}

const char *describe_param(struct arena *arena, const struct call *call, const struct param *param)
{
	static const char *const ways[] = { "", ", comes back", ", goes in and comes back" };
	/* A size that the line gives has a default of its own, and is no length of what is there. */
	bool follows = param->of && !param->fallback;
	const char *options = option_names(arena, param);
	const char *text =
		arena_format(arena, "%s%s%s%s%s%s%s", param->type->name, follows ? " of " : "",
			     follows ? call->params[param->of - 1].name : "", ways[param->way],
			     default_of(arena, call, param), *options ? "; " : "", options);

	return text ? text : param->type->name;
}

const char *describe_result(struct arena *arena, const struct call *call)
{
	const struct type *counted;
	const char *text;

	switch (call->result) {
	case RESULT_STATUS:
		return "0, or -1 and errno";
	case RESULT_DESCRIPTOR:
		return "a new handle, or -1 and errno";
	case RESULT_COUNT:
		counted = call->counts ? call->params[call->counts - 1].type : NULL;
		text = counted ? arena_format(arena, "how many%s of %s, or -1 and errno",
					      counted->bytes && !counted->element ? " bytes" : "",
					      call->params[call->counts - 1].name)
			       : NULL;
		return text ? text : "a number, or -1 and errno";
	case RESULT_VALUE:
		return "a number";
	case RESULT_EAI:
		return "0, or an EAI_ code";
	}
	return "";
}
