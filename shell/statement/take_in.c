/* New descriptors become handles. */
#include <unistd.h>

#include "arrivals.h"
#include "learned.h"

static size_t new_descriptors(const struct context *c, struct descriptor *came)
{
	const struct made *made = c->made;
	const struct call *call = made->call;
	size_t count = 0;

	if (call->result == RESULT_DESCRIPTOR) {
		came[0] = (struct descriptor){ (int)made->result, call->makes };
		return 1;
	}
	for (unsigned comes = made->plan->comes; comes;) {
		size_t i = plan_next(&comes);
		const struct param *param = &call->params[i];

		if (param->type->descriptors && made->args[i].at)
			count += param->type->descriptors(param->type, c, &made->args[i], came + count,
							  MOST_ARRIVALS - count);
	}
	return count;
}

/*
 * While checking, descriptors come out of nothing: as many as the call makes, or else as the line
 * names. Where more may come, any handle that gets its name by itself may be there from now on.
 */
static size_t phantom_descriptors(struct context *c, struct descriptor *came, size_t named)
{
	struct handles *handles = c->handles;
	struct bringing bringing = { 0 };
	size_t count;

	call_brings(c, &bringing);
	if (bringing.count == BRINGS_SOME && !(named && c->call_notation && c->expects_success))
		handles->phantoms.uncounted = true;
	count = bringing.count == BRINGS_SOME ? named : (size_t)bringing.count;
	for (size_t i = 0; i < count; i++)
		came[i] = (struct descriptor){ phantom_number(handles), bringing.kind };
	if (c->made->call->result == RESULT_DESCRIPTOR)
		c->made->result = came[0].fd;
	return count;
}

static struct facts new_facts(const struct context *c, enum handle_kind kind)
{
	struct facts facts = { 0 };

	if (c->made->call->facts)
		c->made->call->facts(c, &facts);
	facts.kind = kind;
	return facts;
}

static bool no_memory(const struct context *c, const struct descriptor *came, size_t count)
{
	for (size_t i = 0; i < count && !c->checking; i++)
		close(came[i].fd);
	return mistake(c->message, "out of memory for a handle");
}

static bool adopt(struct context *c, struct slice name, const struct descriptor *came)
{
	struct facts facts = new_facts(c, came->kind);
	struct made *made = c->made;
	struct handle *handle;

	/* Which one has a name that it got by itself is not known then, nor what it is. */
	if (name.len == 0 && c->handles->phantoms.uncounted)
		facts = (struct facts){ .kind = facts.kind };
	handle = handle_add(c->handles, name, came->fd, facts);
	if (handle)
		made->created[made->created_count++] = handle;
	return handle;
}

bool take_in(struct context *c, const struct arrivals *arrivals)
{
	struct descriptor came[MOST_ARRIVALS];
	size_t named = arrivals ? arrivals->count : 0, count;
	struct made *made = c->made;

	count = c->checking ? phantom_descriptors(c, came, named) : new_descriptors(c, came);
	if (count == 0)
		return true;
	made->created = arena_alloc(c->arena, count * sizeof(struct handle *));
	if (!made->created)
		return no_memory(c, came, count);
	for (size_t i = 0; i < count; i++) {
		if (!adopt(c, i < named ? arrivals->names[i] : (struct slice){ 0 }, &came[i]))
			return no_memory(c, came + i, count - i);
		if (c->learned && i < named && arrivals->numbered[i])
			learned_set_handle(c->learned, arrivals->numbers[i], made->created[i]);
	}
	/* What somebody else has sent does not become the current one. */
	if (call_creates(made->call))
		handle_set_current(c->handles, came[0].kind, made->created[0]);
	return true;
}
