/* Running a call: what the line says of it, the call itself, and whether it was as expected. */
#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>

#include "arrivals.h"
#include "bind.h"
#include "carry_out.h"
#include "compare.h"
#include "hint.h"
#include "interrupt.h"
#include "run_statement.h"
#include "shell.h"
#include "source.h"

struct context statement_context(struct shell *shell, struct made *made)
{
	struct context c = context_of(shell, &shell->source->arena, &shell->message, made);

	c.learned = shell->source->learned;
	return c;
}

/*
 * Could there be something to explain in this success? Most transfers are settled by a look: what was
 * given was taken, and there was more room than came.
 */
static bool may_puzzle(const struct made *made)
{
	const struct call *call = made->call;
	const struct param *data = call->counts ? &call->params[call->counts - 1] : NULL;

	if (!call->puzzles || !data || data[1].of != call->counts || data[1].type->counts_elements)
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
	/* Who has pressed Ctrl-C knows why it ended; at a prompt the next line may need it. */
	if (interrupt_pending() && !(made->error && shell->source->prompts))
		return;
	if (made->error)
		hint_failure(shell, made, made->limit);
	else if (!made->limit && !shell->quiet && may_puzzle(made))
		hint_success(shell, made);
}

/* Names that the line gives to descriptors of which fewer came. */
static bool all_named_came(struct context *c, const struct statement *statement)
{
	size_t came = c->made->created_count;

	return c->made->error || statement->name_count <= came ||
	       mistake(c->message, "no descriptor came that \"%.*s\" could name",
		       SLICE_ARGS(statement->names[came]));
}

static bool is_as_expected(struct context *c, const struct statement *statement, const struct bound *bound)
{
	/* Of most lines there is nothing to compare. */
	if ((bound->made.error || statement_expects(statement)) && !compare_call(c, statement, bound))
		return false;
	return !bound->made.limit || allows_timeout(c, statement, &bound->made) ||
	       mistake(c->message, "ran into its timeout");
}

/* Nothing more is told of a failure that is forgiven, or that the line has shown to whoever typed it. */
static enum outcome judge(struct shell *shell, const struct statement *statement, bool as_expected)
{
	bool forgiven = statement->prefixes.try_;
	bool shown = shell->source->prompts && !shell->quiet && !statement_expects(statement);

	if (interrupt_pending())
		return OUTCOME_INTERRUPTED;
	if (!as_expected && (forgiven || shown))
		message_clear(&shell->message);
	return as_expected || forgiven ? OUTCOME_OK : OUTCOME_FAILED;
}

static bool bind_call(struct context *c, const struct statement *statement, struct bound *bound)
{
	return statement->kind == STATEMENT_TREE ? bind_tree(c, statement, bound) :
						   bind_words(c, statement);
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
		return OUTCOME_MISTAKE;
	snprintf(message->note, sizeof(message->note), "%s",
		 statement->kind == STATEMENT_TREE ? call->prototype :
		 call_synopsis(&shell->source->arena, call));
	return OUTCOME_MISTAKE;
}

enum outcome run_call(struct shell *shell, const struct statement *statement, const struct entry *entry)
{
	struct bound bound;
	struct context c = statement_context(shell, &bound.made);
	struct arrivals arrivals;
	bool as_expected;

	memset(&bound.made, 0, offsetof(struct made, args) + entry->plan.count * sizeof(struct arg));
	bound.made.call = entry->call;
	bound.made.plan = &entry->plan;
	if (!bind_call(&c, statement, &bound) ||
	    (bound.made.plan->brings && !expect_arrivals(&c, statement, &arrivals)))
		return not_bound(shell, statement, entry->call);
	if (shell->checking && expects_failure(statement))
		bound.made.error = c.expects_error ? c.expects_error : EPERM;
	if (!carry_out(&c, &arrivals))
		return OUTCOME_MISTAKE;
	if (shell->checking)
		return OUTCOME_OK;
	if (!all_named_came(&c, statement))
		return OUTCOME_FAILED;
	as_expected = !interrupt_pending() && is_as_expected(&c, statement, &bound);
	explain(shell, statement, &bound.made);
	return judge(shell, statement, as_expected);
}
