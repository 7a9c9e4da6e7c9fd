/* Calls that the shell needs for itself. They are made and shown like any other. */
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "address.h"
#include "call.h"
#include "carry_out.h"
#include "run.h"
#include "shell.h"

static const struct entry *call_named(const struct context *c, const char *name)
{
	return registry_find(&c->shell->registry, slice_of(name));
}

/*
 * A context of the call's own, and what it needs beside the values that are set already: memory
 * for what comes back, and its length.
 */
static bool lay_out(struct context *c, const struct context *outer, const struct entry *entry,
		    struct handle *handle, struct made *made)
{
	const struct call *call = entry->call;

	*c = *outer;
	c->made = made;
	made->call = call;
	made->plan = &entry->plan;
	made->handle = handle;
	c->call_notation = c->expects_success = false;
	c->expects_error = 0;
	for (size_t i = 0; i < call_param_count(call); i++) {
		const struct param *param = c->param = &call->params[i];
		struct arg *arg = &made->args[i];

		if (param->way == OUT && !param->type->prepare(param->type, c, -1, arg))
			return false;
		if (param->of && param->way != IN &&
		    !param->type->prepare(param->type, c, (int64_t)made->args[param->of - 1].room, arg))
			return false;
	}
	return true;
}

/* The line says the same; who needed the answer can only stop. */
static bool failed(struct context *c, const struct made *made)
{
	bool eai = made->call->result == RESULT_EAI;
	const struct symbol *symbol = symbols_by_value(eai ? &symbols_eai : &symbols_errno,
						       eai ? made->result : made->error);
	const char *text = eai ? eai_text((int)made->result) : errno_text(made->error);

	if (!c->message->set)
		c->message->failed = true;
	return mistake(c->message, "%s: %s (%s)", made->call->name,
		       symbol ? symbol->name : "failed", text ? text : "unknown error");
}

static bool ask(struct context *c, struct context *inner, struct made *made)
{
	if (!carry_out(inner, NULL))
		return false;
	return made->error == 0 || failed(c, made);
}

/* How much came, of what there was room for. */
static size_t came(const struct made *made, size_t value, size_t length)
{
	const struct arg *arg = &made->args[value];
	int64_t len = arg_number(made->call->params[length].type, &made->args[length]);

	return len >= 0 && (uint64_t)len < arg->room ? (size_t)len : arg->room;
}

/* ---- asking ---- */

bool ask_address(struct context *c, struct handle *handle, bool peer, struct arg *address)
{
	const struct entry *entry = call_named(c, peer ? "getpeername" : "getsockname");
	struct made made = { .args[0].n = handle->fd };
	int family = handle->facts.known ? handle->facts.family : AF_INET;
	struct context inner;

	if (c->checking)
		return address_likely(c, family, address);
	if (!lay_out(&inner, c, entry, handle, &made) || !ask(c, &inner, &made))
		return false;
	return address_put(c, address, made.args[1].at, came(&made, 1, 2));
}

bool ask_option(struct context *c, struct handle *handle, int level, int name, int64_t *value)
{
	struct made made = { .args = { { .n = handle->fd }, { .n = level }, { .n = name } } };
	struct context inner;
	int number = 0;
	size_t len;

	*value = 0;
	if (c->checking)
		return true;
	if (!lay_out(&inner, c, call_named(c, "getsockopt"), handle, &made) || !ask(c, &inner, &made))
		return false;
	len = came(&made, 3, 4);
	memcpy(&number, made.args[3].at, len < sizeof(number) ? len : sizeof(number));
	*value = number;
	return true;
}

struct fact_asker {
	struct context *c;
	struct handle *handle;
};

static bool ask_fact(void *with, int option, int *value)
{
	const struct fact_asker *asker = with;
	int64_t answer;

	if (!ask_option(asker->c, asker->handle, SOL_SOCKET, option, &answer))
		return false;
	*value = (int)answer;
	return true;
}

bool ask_facts(struct context *c, struct handle *handle)
{
	struct fact_asker asker = { c, handle };

	if (!c->checking)
		return facts_learn(&handle->facts, ask_fact, &asker);
	/* What is only likely must not turn away a word of another family: it stays unknown. */
	if (!handle->facts.known && handle_kinds[handle->facts.kind].is_socket) {
		handle->facts.family = AF_INET;
		handle->facts.type = SOCK_STREAM;
	}
	return true;
}

static bool put_name(struct context *c, struct slice name, struct arg *arg)
{
	if (name.len == 0)
		return true;
	arg->at = arena_copy(c->arena, name.at, name.len);
	arg->len = name.len;
	arg->room = name.len + 1;
	return arg->at || wrong(c, "out of memory");
}

bool ask_lookup(struct context *c, struct slice host, struct slice service, int family,
		int socktype, struct arg *address)
{
	const struct addrinfo_holder *holder;
	struct made made = { 0 };
	struct context inner;
	struct addrinfo *hints;

	if (c->checking)
		return address_likely(c, family, address);
	if (!put_name(c, host, &made.args[0]) || !put_name(c, service, &made.args[1]) ||
	    !arg_room(c, &made.args[2], sizeof(*hints)))
		return false;
	hints = made.args[2].at;
	hints->ai_family = family;
	hints->ai_socktype = socktype;
	if (!lay_out(&inner, c, call_named(c, "getaddrinfo"), NULL, &made) || !ask(c, &inner, &made))
		return false;
	holder = made.args[3].at;
	if (!holder->list || !holder->list->ai_addr)
		return wrong(c, "getaddrinfo brought no address");
	return address_put(c, address, holder->list->ai_addr, holder->list->ai_addrlen);
}
