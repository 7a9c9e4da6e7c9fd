/* Running a call: what the line says of it, the call itself, and whether it was as expected. */
#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>

#include "bind.h"
#include "compare.h"
#include "hint.h"
#include "interrupt.h"
#include "learned.h"
#include "run_statement.h"
#include "say.h"
#include "shell.h"
#include "source.h"

struct context statement_context(struct shell *shell, struct made *made)
{
	struct context c = context_of(shell, &shell->source->arena, &shell->message, made);

	c.learned = shell->source->learned;
	return c;
}

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

enum { MAX_NEW = 256 };

/* What a line says of the descriptors that come: names, and a script's numbers. */
struct arrivals {
	size_t count;
	struct slice names[MAX_NEW];
	bool numbered[MAX_NEW];
	int64_t numbers[MAX_NEW];
};

static bool plan_arrivals(struct context *c, const struct statement *statement,
			  struct arrivals *arrivals)
{
	const struct node *nodes[MAX_NEW + 1];

	arrivals->count = new_nodes(c, statement, nodes, MAX_NEW + 1);
	if (arrivals->count > MAX_NEW)
		return mistake(c->message, "no message brings more than %d descriptors", MAX_NEW);
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
	struct made made = { .call = entry->call, .handle = handle, .args = { { .n = handle->fd } } };

	own.made = &made;
	if (!make_call(&own, NULL, 0))
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

static void learn_numbers(struct context *c, const struct arrivals *arrivals, const struct made *made)
{
	for (size_t i = 0; c->learned && i < made->created_count && i < arrivals->count; i++)
		if (arrivals->numbered[i])
			learned_set_handle(c->learned, arrivals->numbers[i], made->created[i]);
}

/*
 * Could there be something to explain in this success? Most transfers are settled by a look: what was
 * given was taken, and there was more room than came.
 */
static bool may_puzzle(const struct made *made)
{
	const struct call *call = made->call;
	const struct param *data = call->counts ? &call->params[call->counts - 1] : NULL;

	if (!call->puzzles || !data || data[1].of != call->counts || data[1].type == &type_count)
		return call->puzzles;
	return made->result == 0 ||
	       (data->way == IN) != (made->result == made->args[call->counts].n);
}

static bool expects_failure(const struct statement *statement)
{
	const struct expected_result *result = &statement->result;
	const struct expectation *expect = &statement->prefixes.expect;

	return (result->given && (result->error.len || (result->has_value && result->value < 0))) ||
	       expect->kind == EXPECT_ERROR || (expect->kind == EXPECT_NUMBER && expect->number < 0);
}

/* A call that its timeout has ended is as expected where the line says how it has to end then. */
static bool allows_timeout(const struct context *c, const struct statement *statement, const struct made *made)
{
	return made->error ? c->expects_error == EINTR : statement_expects(statement);
}

/* What came of a call whose line does not say what should have come of it. */
static void explain(struct shell *shell, const struct statement *statement, const struct made *made)
{
	if (statement->prefixes.try_ || statement_expects(statement) || interrupt_ends_shell())
		return;
	if (made->error)
		hint_failure(shell, made, made->limit);
	else if (!made->limit && !shell->quiet && may_puzzle(made))
		hint_success(shell, made);
}

static enum outcome judge(struct context *c, const struct statement *statement, const struct bound *bound)
{
	struct shell *shell = c->shell;
	const struct made *made = &bound->made;
	bool as_expected;

	if (interrupt_pending()) {
		if (made->error && shell->source->prompts)
			explain(shell, statement, made);
		return OUTCOME_INTERRUPTED;
	}
	as_expected = compare_call(c, statement, bound);
	if (as_expected && made->limit && !allows_timeout(c, statement, made))
		as_expected = mistake(&shell->message, "ran into its timeout");
	if (statement->prefixes.try_) {
		shell->message.set = false;
		return OUTCOME_OK;
	}
	explain(shell, statement, made);
	if (as_expected)
		return OUTCOME_OK;
	/* At a prompt the line has said it already. */
	if (shell->source->prompts && !statement_expects(statement) && !shell->quiet)
		shell->message.set = false;
	return OUTCOME_FAILED;
}

static bool bind_call(struct context *c, const struct statement *statement, struct bound *bound)
{
	return statement->kind == STATEMENT_TREE ? bind_tree(c, statement, bound) :
						   bind_words(c, statement, bound);
}

void add_phantoms(struct shell *shell, const struct statement *statement)
{
	const struct entry *entry = registry_find(&shell->registry, statement->command);
	struct facts facts = { .kind = entry && entry->call ? entry->call->makes : KIND_SOCKET };

	for (size_t i = 0; i < statement->name_count; i++)
		if (!handle_by_name(&shell->handles, statement->names[i]) && is_identifier(statement->names[i]))
			handle_add(&shell->handles, statement->names[i], phantom_number(&shell->handles), facts);
}

static enum outcome not_bound(struct shell *shell, const struct statement *statement, const struct call *call)
{
	struct message *message = &shell->message;

	if (shell->checking)
		add_phantoms(shell, statement);
	if (interrupt_pending())
		return OUTCOME_INTERRUPTED;
	if (message->failed) {
		if (statement->prefixes.try_ || shell->source->prompts)
			message->set = false;
		return statement->prefixes.try_ ? OUTCOME_OK : OUTCOME_FAILED;
	}
	if (!message->set)
		mistake(message, "out of memory");
	snprintf(message->note, sizeof(message->note), "%s",
		 statement->kind == STATEMENT_TREE ? call->prototype :
		 call_synopsis(&shell->source->arena, call));
	return OUTCOME_MISTAKE;
}

enum outcome run_call(struct shell *shell, const struct statement *statement, const struct call *call)
{
	struct bound bound = { .made.call = call };
	struct context c = statement_context(shell, &bound.made);
	struct arrivals arrivals;

	if (!bind_call(&c, statement, &bound))
		return not_bound(shell, statement, call);
	arrivals.count = 0;
	if (call_makes_descriptors(call)) {
		if (!plan_arrivals(&c, statement, &arrivals) ||
		    !check_arrivals(&c, statement, &arrivals) || !close_old_numbers(&c, &arrivals))
			return not_bound(shell, statement, call);
	}
	if (shell->checking && expects_failure(statement))
		bound.made.error = c.expects_error ? c.expects_error : EPERM;
	if (!make_call(&c, arrivals.names, arrivals.count))
		return OUTCOME_MISTAKE;
	learn_numbers(&c, &arrivals, &bound.made);
	if (shell->checking)
		return OUTCOME_OK;
	if (statement->name_count > bound.made.created_count && !bound.made.error) {
		mistake(&shell->message, "no descriptor came that \"%.*s\" could name",
			SLICE_ARGS(statement->names[bound.made.created_count]));
		return OUTCOME_FAILED;
	}
	return judge(&c, statement, &bound);
}
