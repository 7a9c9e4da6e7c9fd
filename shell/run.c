/* Running: sources, lines, statements, and the prefixes around them. */
#include "run.h"

#include <errno.h>
#include <stdio.h>

#include "bind.h"
#include "compare.h"
#include "interrupt.h"
#include "learned.h"
#include "shell.h"

static enum outcome worse(enum outcome a, enum outcome b)
{
	return a > b ? a : b;
}

static struct context new_context(struct shell *shell)
{
	return (struct context){
		.shell = shell,
		.arena = &shell->source->arena,
		.message = &shell->message,
		.learned = shell->source->learned,
	};
}

/* ---- one call ---- */

/* The tree nodes that say which descriptors will come; their count. */
static size_t new_nodes(const struct statement *statement, const struct call *call,
			const struct node **nodes, size_t most)
{
	size_t count = 0;

	if (statement->kind != STATEMENT_TREE)
		return 0;
	for (size_t i = 0; call_has_param(call, i); i++) {
		const struct param *param = &call->params[i];

		if (param->way != IN && param->type->descriptor_nodes)
			count += param->type->descriptor_nodes(param->type, statement->args[i], nodes + count,
							       most - count);
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

static void plan_arrivals(const struct statement *statement, const struct call *call, struct arrivals *arrivals)
{
	const struct node *nodes[MAX_NEW];

	arrivals->count = new_nodes(statement, call, nodes, MAX_NEW);
	for (size_t i = 0; i < arrivals->count; i++) {
		arrivals->names[i] = nodes[i]->kind == NODE_NAME ? nodes[i]->text : (struct slice){ 0 };
		arrivals->numbered[i] = node_to_int64(nodes[i], &arrivals->numbers[i]);
	}
	if (call->result == RESULT_DESCRIPTOR) {
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
}

static bool close_old(struct context *c, struct handle *handle, int64_t number)
{
	const struct entry *entry = registry_find(&c->shell->registry, slice_of("close"));
	struct context own = *c;
	struct made made = { .call = entry->call, .handle = handle, .args = { { .n = handle->fd } } };
	char *name = arena_copy(c->arena, handle->name, handle->name_len);

	if (!name || !make_call(&own, &made, NULL, 0))
		return false;
	if (!c->shell->checking)
		shell_comment(c->shell, "the script's descriptor %lld is a new one now: %s was the old one",
			      (long long)number, name);
	return true;
}

/* In a log a number comes back only after its descriptor was closed, whether the log shows it or not. */
static bool close_old_numbers(struct context *c, const struct arrivals *arrivals)
{
	for (size_t i = 0; c->learned && c->expects_success && i < arrivals->count; i++) {
		struct handle *handle = !arrivals->numbered[i] ? NULL :
			learned_handle(c->learned, &c->shell->handles, arrivals->numbers[i]);

		if (handle && handle == c->handle)
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

static void give_hint(struct shell *shell, const struct made *made)
{
	const struct hint *hint = made->call->hints;

	for (; hint && hint->text && shell->settings.hints; hint++)
		if (hint->error == made->error || hint->error == (int)made->result) {
			shell_comment(shell, "%s", hint->text);
			return;
		}
}

static bool expects_failure(const struct statement *statement)
{
	const struct expected_result *result = &statement->result;
	const struct expectation *expect = &statement->prefixes.expect;

	return (result->given && (result->error.len || (result->has_value && result->value < 0))) ||
	       expect->kind == EXPECT_ERROR || (expect->kind == EXPECT_NUMBER && expect->number < 0);
}

static bool has_expectation(const struct statement *statement)
{
	return statement->result.given || statement->prefixes.expect.kind != EXPECT_NOTHING;
}

static void say_timed_out(struct shell *shell, const struct statement *statement)
{
	const struct prefixes *prefixes = &statement->prefixes;

	shell_comment(shell, "timed out after %g s",
		      (double)(prefixes->timeout_each ? prefixes->timeout_each : prefixes->timeout_all) / 1e9);
}

static enum outcome judge(struct context *c, const struct statement *statement, const struct bound *bound,
			  const struct timeout *timeout)
{
	struct shell *shell = c->shell;
	const struct made *made = &bound->made;
	bool as_expected, timed_out = made->error == EINTR && timeout && timeout_expired(timeout);

	if (interrupt_pending())
		return OUTCOME_INTERRUPTED;
	if (timed_out)
		say_timed_out(shell, statement);
	as_expected = compare_call(c, statement, bound);
	if (as_expected && timed_out && c->expects_error != EINTR)
		as_expected = mistake(&shell->message, "ran into its timeout");
	if (statement->prefixes.try_) {
		shell->message.set = false;
		return OUTCOME_OK;
	}
	if (as_expected)
		return OUTCOME_OK;
	if (made->error && !has_expectation(statement) && !timed_out)
		give_hint(shell, made);
	/* At a prompt the line has said it already. */
	if (shell->source->prompts && !has_expectation(statement) && !shell->quiet)
		shell->message.set = false;
	return OUTCOME_FAILED;
}

static bool bind_call(struct context *c, const struct statement *statement, struct bound *bound)
{
	return statement->kind == STATEMENT_TREE ? bind_tree(c, statement, bound) :
						   bind_words(c, statement, bound);
}

/* After a mistake while checking, its names exist all the same: one mistake, one message. */
static void add_phantoms(struct shell *shell, const struct statement *statement)
{
	for (size_t i = 0; i < statement->name_count; i++)
		if (!handle_by_name(&shell->handles, statement->names[i]) && is_identifier(statement->names[i]))
			handle_add(&shell->handles, statement->names[i], 3 + shell->checked_fds++,
				   (struct facts){ 0 });
}

static enum outcome not_bound(struct shell *shell, const struct statement *statement, const struct call *call,
			      const struct timeout *timeout)
{
	struct message *message = &shell->message;

	if (shell->checking)
		add_phantoms(shell, statement);
	if (interrupt_pending())
		return OUTCOME_INTERRUPTED;
	if (message->failed) {
		if (timeout && timeout_expired(timeout))
			say_timed_out(shell, statement);
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

static enum outcome run_call(struct shell *shell, const struct statement *statement, const struct call *call,
			     const struct timeout *timeout)
{
	struct context c = new_context(shell);
	struct bound bound = { 0 };
	struct arrivals arrivals;

	c.call = call;
	if (!bind_call(&c, statement, &bound))
		return not_bound(shell, statement, call, timeout);
	arrivals.count = 0;
	if (call_makes_descriptors(call)) {
		plan_arrivals(statement, call, &arrivals);
		if (!close_old_numbers(&c, &arrivals))
			return not_bound(shell, statement, call, timeout);
	}
	if (shell->checking && expects_failure(statement))
		bound.made.error = c.expects_error ? c.expects_error : EPERM;
	if (!make_call(&c, &bound.made, arrivals.names, arrivals.count))
		return OUTCOME_MISTAKE;
	learn_numbers(&c, &arrivals, &bound.made);
	if (shell->checking)
		return OUTCOME_OK;
	if (statement->name_count > bound.made.created_count && !bound.made.error) {
		mistake(&shell->message, "no descriptor came that \"%.*s\" could name",
			SLICE_ARGS(statement->names[bound.made.created_count]));
		return OUTCOME_FAILED;
	}
	return judge(&c, statement, &bound, timeout);
}

/* ---- commands of the shell ---- */

static bool expand_words(struct shell *shell, struct words *words)
{
	struct context c = new_context(shell);
	struct word *copy = arena_alloc(c.arena, (words->count + 1) * sizeof(*copy));

	if (!copy)
		return mistake(&shell->message, "out of memory");
	for (size_t i = 0; i < words->count; i++) {
		copy[i] = words->at[i];
		if (copy[i].expands && !expand_word(&c, &copy[i]))
			return false;
	}
	words->at = copy;
	return true;
}

static enum outcome run_command(struct shell *shell, const struct statement *statement,
				const struct command *command)
{
	struct words words = statement->words;
	enum outcome outcome;

	if (statement->name_count || statement->prefixes.expect.kind != EXPECT_NOTHING) {
		mistake(&shell->message, "is a command of the shell; it has no result to %s",
			statement->name_count ? "name" : "expect");
		return OUTCOME_MISTAKE;
	}
	if (!expand_words(shell, &words))
		return shell->message.failed ? OUTCOME_FAILED : OUTCOME_MISTAKE;
	outcome = command->run(shell, words);
	if (outcome == OUTCOME_MISTAKE && shell->message.set && !shell->message.note[0])
		snprintf(shell->message.note, sizeof(shell->message.note), "%s", command->synopsis);
	if (outcome == OUTCOME_FAILED && statement->prefixes.try_)
		return OUTCOME_OK;
	return outcome;
}

/* ---- finding what is meant ---- */

static const struct entry *find_entry(struct shell *shell, const struct statement *statement)
{
	const struct entry *entry = registry_find(&shell->registry, statement->command);
	bool tree = statement->kind == STATEMENT_TREE;
	struct nearest nearest;

	if (entry && (entry->call || !tree))
		return entry;
	if (entry) {
		mistake(&shell->message, "is a command of the shell: it is written without parentheses");
		return NULL;
	}
	nearest_start(&nearest, statement->command);
	for (size_t i = 0; all_calls[i]; i++)
		nearest_try(&nearest, slice_of(all_calls[i]->name));
	for (size_t i = 0; all_commands[i] && !tree; i++)
		nearest_try(&nearest, slice_of(all_commands[i]->name));
	if (statement->words.count && !statement->words.at->quoted && slice_is(statement->words.at->text, "="))
		mistake(&shell->message, statement->name_count ? "a call takes names once: NAME = CALL" :
			"a call is missing behind the =");
	else if (statement->command.at[statement->command.len - 1] == ',')
		mistake(&shell->message, "a call takes at most two names: a, b = CALL");
	else if (handle_by_name(&shell->handles, statement->command))
		mistake(&shell->message, "is a handle; the command comes first: send %.*s ...",
			SLICE_ARGS(statement->command));
	else if (memchr(statement->command.at, '=', statement->command.len))
		mistake(&shell->message, "no such command; blanks belong around the = of NAME = CALL");
	else
		mistake(&shell->message, "no such %s%s", tree ? "call" : "command",
			did_you_mean(&shell->source->arena, &nearest));
	return NULL;
}

static enum outcome run_once(struct shell *shell, const struct statement *statement,
			     const struct entry *entry, struct timeout *timeout)
{
	struct arena_mark mark = arena_mark(&shell->source->arena);
	int64_t each = shell->checking ? 0 : statement->prefixes.timeout_each;
	uint64_t start = statement->prefixes.time_each ? monotonic_now() : 0;
	struct timeout own;
	enum outcome outcome;

	if (each) {
		timeout_start(&own, each);
		timeout = &own;
	}
	outcome = entry->call ? run_call(shell, statement, entry->call, timeout) :
				run_command(shell, statement, entry->command);
	if (each)
		timeout_stop(&own);
	if (statement->prefixes.time_each && !shell->checking)
		shell_comment(shell, "%.6f s", (double)(monotonic_now() - start) / 1e9);
	if (statement->prefixes.repeats)
		arena_rewind(&shell->source->arena, mark);
	return outcome;
}

static enum outcome run_repeated(struct shell *shell, const struct statement *statement,
				 const struct entry *entry, struct timeout *timeout)
{
	uint64_t times = statement->prefixes.repeats && !shell->checking ? statement->prefixes.repeat : 1;
	enum outcome outcome = OUTCOME_OK;

	for (uint64_t i = 0; i < times && outcome == OUTCOME_OK && !shell->leaving && !shell->out.failed; i++) {
		outcome = run_once(shell, statement, entry, timeout);
		if (interrupt_pending())
			outcome = OUTCOME_INTERRUPTED;
		if (timeout && timeout_expired(timeout) && i + 1 < times && outcome == OUTCOME_OK) {
			shell_comment(shell, "timed out after %g s, %llu times done",
				      (double)statement->prefixes.timeout_all / 1e9, (unsigned long long)i + 1);
			if (statement->prefixes.try_)
				break;
			mistake(&shell->message, "ran into its timeout");
			outcome = OUTCOME_FAILED;
		}
	}
	return outcome;
}

static enum outcome run_prefixed(struct shell *shell, const struct statement *statement)
{
	const struct entry *entry = find_entry(shell, statement);
	int64_t all = statement->prefixes.timeout_all;
	uint64_t start = statement->prefixes.time_all ? monotonic_now() : 0;
	struct timeout timeout;
	enum outcome outcome;

	if (!entry) {
		if (shell->checking)
			add_phantoms(shell, statement);
		return OUTCOME_MISTAKE;
	}
	if (all && !shell->checking)
		timeout_start(&timeout, all);
	outcome = run_repeated(shell, statement, entry, all && !shell->checking ? &timeout : NULL);
	if (all && !shell->checking)
		timeout_stop(&timeout);
	if (statement->prefixes.time_all && !shell->checking)
		shell_comment(shell, "%.6f s", (double)(monotonic_now() - start) / 1e9);
	return outcome;
}

/* ---- statements, lines, sources ---- */

static enum outcome run_system_statement(struct shell *shell, const struct statement *statement)
{
	struct context c = new_context(shell);
	const char *command;

	if (statement->name_count || statement->prefixes.expect.kind != EXPECT_NOTHING) {
		mistake(&shell->message, "a command of the system has no result to name or expect");
		return OUTCOME_MISTAKE;
	}
	if (!expand_system(&c, statement->command, &command))
		return shell->message.failed ? OUTCOME_FAILED : OUTCOME_MISTAKE;
	return shell->checking ? OUTCOME_OK : run_system(shell, command);
}

static enum outcome run_statement(struct shell *shell, struct cursor *cursor)
{
	char command[HANDLE_NAME_MAX + 1] = "";
	struct statement statement;
	enum outcome outcome = OUTCOME_OK;

	shell->message.set = shell->message.failed = false;
	shell->message.note[0] = '\0';
	if (!parse_statement(cursor, &statement)) {
		if (!shell->message.set)
			mistake(&shell->message, "out of memory");
		cursor->at = cursor->end;	/* where the next one begins nobody knows */
		outcome = OUTCOME_MISTAKE;
	} else if (statement.kind == STATEMENT_SYSTEM) {
		outcome = run_system_statement(shell, &statement);
	} else if (statement.kind != STATEMENT_EMPTY) {
		outcome = run_prefixed(shell, &statement);
	}
	if (shell->message.set) {
		if (statement.kind == STATEMENT_WORDS || statement.kind == STATEMENT_TREE)
			snprintf(command, sizeof(command), "%.*s", SLICE_ARGS(statement.command));
		shell_complain(shell, command);
	}
	if (shell->source->learned && shell->source->learned->exhausted)
		outcome = OUTCOME_MISTAKE;
	return outcome;
}

/* Does the source end after this? A prompt goes on whatever happens; checking tells all mistakes. */
static bool stops(const struct shell *shell, enum outcome outcome)
{
	if (shell->leaving || shell->out.failed)
		return true;
	if (shell->source->prompts || outcome == OUTCOME_OK)
		return false;
	return outcome == OUTCOME_INTERRUPTED || !(shell->keep_going || shell->checking);
}

static bool is_comment_line(struct slice line)
{
	return line.len >= 4 && (memcmp(line.at, "--- ", 4) == 0 || memcmp(line.at, "+++ ", 4) == 0);
}

static enum outcome run_line(struct shell *shell, struct slice line)
{
	struct source *source = shell->source;
	struct cursor cursor = { line.at, line.at + line.len, &source->arena, &shell->message };
	enum outcome outcome = OUTCOME_OK;

	if (is_comment_line(line))
		return OUTCOME_OK;
	while (cursor.at < cursor.end && !stops(shell, outcome)) {
		arena_reset(&source->arena);
		outcome = worse(outcome, run_statement(shell, &cursor));
		if (outcome == OUTCOME_INTERRUPTED || interrupt_pending())
			return OUTCOME_INTERRUPTED;
	}
	return outcome;
}

static enum outcome read_and_run(struct shell *shell, bool *ended)
{
	struct source *source = shell->source;
	struct slice line;

	shell->message.set = shell->message.failed = false;
	shell->message.note[0] = '\0';
	switch (source_read(source, shell, &line, &shell->message)) {
	case READ_LINE:
		return run_line(shell, line);
	case READ_END:
		*ended = true;
		return OUTCOME_OK;
	case READ_INTERRUPTED:
		return OUTCOME_INTERRUPTED;
	case READ_FAILED:
		*ended = true;
		break;
	case READ_MISTAKE:
		break;
	}
	shell_complain(shell, "");
	return OUTCOME_MISTAKE;
}

enum outcome run_source(struct shell *shell, struct source *source)
{
	enum outcome worst = OUTCOME_OK;
	bool ended = false;

	source->outer = shell->source;
	shell->source = source;
	while (!ended && !shell->leaving) {
		enum outcome outcome = read_and_run(shell, &ended);

		if (source->prompts && (outcome == OUTCOME_INTERRUPTED || interrupt_pending()))
			interrupt_acknowledge();
		if (!source->prompts)
			worst = worse(worst, outcome);
		if (stops(shell, outcome))
			break;
	}
	shell->source = source->outer;
	source->close(source);
	return worst;
}
