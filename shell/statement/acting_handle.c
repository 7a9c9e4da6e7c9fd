/* The acting handle of a command: which one it is, and what is told where there is none. */
#include "bind_parts.h"
#include "shell.h"

/* The one that acts where the line names none. NULL where none is current. */
static struct handle *current_handle(const struct context *c)
{
	const struct handles *handles = c->handles;
	struct handle *current = handle_current(handles, call_acts_on(c->made->call));

	if (c->made->call->prefers_listening && !(current && current->listening) &&
	    handles->newest_listening)
		return handles->newest_listening;
	return current;
}

/* What stands where the acting handle would: no handle, and nothing else that the call takes. */
static bool no_acting_handle(struct context *c, struct slice name)
{
	int64_t number;

	if (word_to_int64(name, &number))
		return mistake(c->message, "no handle %s; a handle goes by its name, which `sockets` lists",
			       quoted(c->arena, name));
	/* close a, b */
	if (name.len > 1 && name.at[name.len - 1] == ',')
		return mistake(c->message, "no handle %s; words stand without commas, and it takes one handle",
			       quoted(c->arena, name));
	return mistake(c->message, "%s", handle_missing(c->handles, c->arena, name));
}

/* The first call that makes a handle of the kind, to be named in a message; NULL when none does. */
static const struct call *maker_of(const struct context *c, enum handle_kind kind)
{
	const struct call *const *calls = c->shell->registry.calls;

	while (*calls && !((*calls)->result == RESULT_DESCRIPTOR && (*calls)->makes == kind))
		calls++;
	return *calls;
}

static bool is_one_current(const struct handles *handles)
{
	bool one = false;

	for (int kind = 0; kind < KIND_COUNT; kind++)
		one |= handles->current[kind] != NULL;
	return one;
}

/* The line names no handle, and none of the kind is current. Which kind, is said where others are. */
static bool none_acts(struct context *c)
{
	const struct handles *handles = c->handles;
	bool any = call_acts_on(c->made->call) == KIND_ANY;
	enum handle_kind kind = any ? KIND_SOCKET : call_acts_on(c->made->call);
	const struct call *maker = maker_of(c, kind);
	bool live = handle_of_kind_is_live(handles, kind);
	bool others = live ? is_one_current(handles) : handles->count;
	const char *of = others ? arena_format(c->arena, " of the kind %s", handle_kinds[kind].name) : "";

	if (live)
		return mistake(c->message, "no handle is current%s; name one, or choose it with `use`", of ? of : "");
	if ((any && others) || !maker)
		return mistake(c->message, "no handle is open%s; name the one that is meant", of ? of : "");
	return mistake(c->message, "no handle is open%s; `%s` makes one", of ? of : "", maker->name);
}

/* The last parameter whose word cannot be left out. */
static const struct param *last_required(const struct context *c)
{
	const struct param *last = c->made->call->params;

	for (size_t i = 0; call_has_param(c->made->call, i); i++)
		if (param_takes_words(c->made->call, i) && !c->made->call->params[i].fallback)
			last = &c->made->call->params[i];
	return last;
}

/* The line names none that could act, so the current one does; or its first word was meant for one. */
static bool choose_current(struct context *c, const struct sorted_words *sorted)
{
	const struct word *first = sorted->plain.count ? sorted->plain.at : NULL;

	if (first && !sorted->handle_first && !first->quoted && !first->expanded &&
	    handle_is_closed(c->handles, first->text))
		return mistake(c->message, "%s", handle_missing(c->handles, c->arena, first->text));
	if (first && !c->made->plan->words)
		return no_acting_handle(c, first->text);	/* what else could it be? */
	c->made->handle = current_handle(c);
	if (!c->made->handle && sorted->handle_first)
		return mistake(c->message, "%s is a handle; the %s is missing", quoted(c->arena, first->text),
			       last_required(c)->type->name);
	return c->made->handle || none_acts(c);
}

bool bind_acting_handle(struct context *c, struct sorted_words *sorted, size_t required)
{
	if (!c->made->plan->acting)
		return true;
	if (sorted->handle_first && sorted->plain.count > required) {
		const struct word *first = words_take(&sorted->plain);

		c->made->handle = sorted->handle ? sorted->handle : word_handle(c, first);
	} else if (!choose_current(c, sorted)) {
		return false;
	}
	if (!c->made->handle)
		return none_acts(c);
	c->made->args[0].n = c->made->handle->fd;
	return true;
}

/* ---- a first word that was not taken as it ---- */

/*
 * A live handle in front was not taken as the acting one because the words behind it do not suffice.
 * False where its place was right, and something else is wrong.
 */
static bool explain_live(struct context *c, struct slice first, size_t count, size_t required)
{
	bool missing = count == required && count > 1;

	if (!missing && (count > required || c->param->type->pointer))
		return false;
	message_clear(c->message);
	return mistake(c->message, "%s is a handle; %s%s%s", quoted(c->arena, first), missing ? "the " : "",
		       missing ? last_required(c)->type->name : "a word",
		       missing ? " is missing" : " is missing behind it");
}

/*
 * Looks the first word, which is like no handle's name, like one that was meant for a handle's? The
 * others would do without it, and what it was taken for has no word like it.
 */
static bool is_like_handle(const struct context *c, struct slice first)
{
	return is_identifier(first) && first.at[0] >= 'a' && !c->message->guesses;
}

bool bind_explain_first(struct context *c, const struct word *first, size_t count, size_t required, bool odd)
{
	struct slice near;

	if (count == 0 || first->quoted || first->expanded || c->message->failed || !c->made->plan->acting)
		return false;
	near = handle_nearest(c->handles, first->text);
	if (near.len && slice_equal(near, first->text))
		return explain_live(c, first->text, count, required);
	if (count <= required || !(near.len || (odd && is_like_handle(c, first->text))))
		return false;
	message_clear(c->message);
	return no_acting_handle(c, first->text);
}
