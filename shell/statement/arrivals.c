/* What a line says of the descriptors that its call will bring. */
#include "arrivals.h"

#include "bind.h"
#include "carry_out.h"
#include "learned.h"
#include "say.h"
#include "shell.h"

/* The tree nodes that say which descriptors will come; their count. */
static size_t new_nodes(const struct context *c, const struct statement *statement,
			const struct node **nodes, size_t most)
{
	size_t count = 0;

	if (statement->kind != STATEMENT_TREE)
		return 0;
	for (size_t i = 0; call_has_param(c->made->call, i); i++) {
		const struct param *param = &c->made->call->params[i];

		if (param->way != IN && param->type->descriptor_nodes)
			count += param->type->descriptor_nodes(param->type, c, statement->args[i],
							       nodes + count, most - count);
	}
	return count;
}

static bool plan_arrivals(struct context *c, const struct statement *statement,
			  struct arrivals *arrivals)
{
	const struct node *nodes[MOST_ARRIVALS + 1];

	arrivals->count = new_nodes(c, statement, nodes, MOST_ARRIVALS + 1);
	if (arrivals->count > MOST_ARRIVALS)
		return mistake(c->message, "no message brings more than %d descriptors", MOST_ARRIVALS);
	for (size_t i = 0; i < arrivals->count; i++) {
		arrivals->names[i] = nodes[i]->kind == NODE_NAME ? nodes[i]->text : (struct slice){ 0 };
		arrivals->numbered[i] = node_to_int64(nodes[i], &arrivals->numbers[i]);
	}
	if (c->made->call->result == RESULT_DESCRIPTOR) {
		arrivals->count = 1;
		arrivals->names[0] = (struct slice){ 0 };
		arrivals->numbers[0] = statement->result.value;
		arrivals->numbered[0] = statement->result.given && statement->result.has_value &&
					statement->result.value >= 0;
	}
	for (size_t i = 0; i < statement->name_count; i++) {
		if (i == arrivals->count) {
			arrivals->numbered[i] = false;
			arrivals->count++;
		}
		arrivals->names[i] = statement->names[i];
	}
	return true;
}

/* Each of them must be free, and meant for one alone, wherever in the line it is written. */
static bool check_arrivals(struct context *c, const struct statement *statement,
			   const struct arrivals *arrivals)
{
	struct bringing bringing;

	if (!call_brings(c, &bringing))
		return false;
	if (bringing.count != BRINGS_SOME && statement->name_count > (size_t)bringing.count)
		return mistake(c->message, "makes no handle that \"%.*s\" could name",
			       SLICE_ARGS(statement->names[bringing.count]));
	for (size_t i = 0; i < arrivals->count; i++) {
		struct slice name = arrivals->names[i];
		bool numbered = arrivals->numbered[i] && arrivals->numbers[i] >= 0 && !c->expects_error;

		if (name.len && !handle_name_free(c->shell, name, c->message))
			return false;
		for (size_t j = 0; j < i; j++) {
			if (name.len && slice_equal(arrivals->names[j], name))
				return mistake(c->message, "two handles cannot have the same name");
			if (numbered && arrivals->numbered[j] && arrivals->numbers[j] == arrivals->numbers[i])
				return mistake(c->message, "two new descriptors cannot both be %lld",
					       (long long)arrivals->numbers[i]);
		}
	}
	return true;
}

static bool close_old(struct context *c, struct handle *handle, int64_t number)
{
	const struct entry *entry = registry_find(&c->shell->registry, slice_of("close"));
	struct context own = *c;
	struct made made = {
		.call = entry->call, .plan = &entry->plan, .handle = handle, .args = { { .n = handle->fd } },
	};

	own.made = &made;
	if (!carry_out(&own, NULL))
		return false;
	if (!c->checking)
		say_comment(c->out, "the script's descriptor %lld is a new one now: %s was the old one",
			      (long long)number, handle->name);
	return true;
}

/* In a log a number comes back only after its descriptor was closed, whether the log shows it or not. */
static bool close_old_numbers(struct context *c, const struct arrivals *arrivals)
{
	for (size_t i = 0; c->learned && c->expects_success && i < arrivals->count; i++) {
		struct handle *handle = !arrivals->numbered[i] ? NULL :
			learned_handle(c->learned, c->handles, arrivals->numbers[i]);

		if (handle && handle == c->made->handle)
			return mistake(c->message, "the new descriptor cannot be %lld: the call acts on that one",
				       (long long)arrivals->numbers[i]);
		if (handle && !close_old(c, handle, arrivals->numbers[i]))
			return false;
	}
	return true;
}

bool expect_arrivals(struct context *c, const struct statement *statement, struct arrivals *arrivals)
{
	return plan_arrivals(c, statement, arrivals) && check_arrivals(c, statement, arrivals) &&
	       close_old_numbers(c, arrivals);
}
