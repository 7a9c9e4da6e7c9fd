/* Running a statement: what is meant, and the prefixes around it. */
#include "run_statement.h"

#include <stdio.h>

#include "bind.h"
#include "complain.h"
#include "interrupt.h"
#include "learned.h"
#include "log_line.h"
#include "say.h"
#include "shell.h"
#include "source.h"

/* ---- commands of the shell ---- */

/* A mistake; or a call that `$` needed has failed, which `try` forgives. */
static enum outcome not_expanded(struct shell *shell, const struct statement *statement)
{
	if (!shell->message.failed)
		return OUTCOME_MISTAKE;
	if (!statement->prefixes.try_)
		return OUTCOME_FAILED;
	shell->message.set = false;
	return OUTCOME_OK;
}

static enum outcome run_command(struct shell *shell, const struct statement *statement,
				const struct command *command)
{
	struct words words = statement->words;
	struct made none = { 0 };
	struct context c = statement_context(shell, &none);
	enum outcome outcome;

	if (statement->name_count || statement->prefixes.expect.kind != EXPECT_NOTHING) {
		mistake(&shell->message, "is a command of the shell; it has no result to %s",
			statement->name_count ? "name" : "expect");
		return OUTCOME_MISTAKE;
	}
	if (words_expand(&words) && !expand_words(&c, &words))
		return not_expanded(shell, statement);
	outcome = command->run(shell, words);
	if (outcome == OUTCOME_MISTAKE && shell->message.set && !shell->message.note[0])
		snprintf(shell->message.note, sizeof(shell->message.note), "%s", command->synopsis);
	if (outcome == OUTCOME_FAILED && statement->prefixes.try_)
		return OUTCOME_OK;
	return outcome;
}

/* ---- commands of the system ---- */

static enum outcome run_system_statement(struct shell *shell, const struct statement *statement)
{
	struct made none = { 0 };
	struct context c = statement_context(shell, &none);
	const char *command;

	if (statement->name_count || statement->prefixes.expect.kind != EXPECT_NOTHING) {
		mistake(&shell->message, "a command of the system has no result to name or expect");
		return OUTCOME_MISTAKE;
	}
	if (statement->prefixes.timeout_all || statement->prefixes.timeout_each) {
		mistake(&shell->message, "a command of the system has no timeout here; timeout(1) gives it one");
		return OUTCOME_MISTAKE;
	}
	if (!expand_system(&c, statement->command, &command))
		return not_expanded(shell, statement);
	return shell->checking ? OUTCOME_OK : run_system(shell, command);
}

/* ---- finding what is meant ---- */

static const struct entry *find_entry(struct shell *shell, const struct statement *statement)
{
	const struct entry *entry = registry_find(&shell->registry, statement->command);

	if (entry && (entry->call || statement->kind == STATEMENT_WORDS))
		return entry;
	if (entry)
		mistake(&shell->message, "is a command of the shell: it is written without parentheses");
	else
		say_unknown(shell, statement);
	return NULL;
}

static enum outcome run_once(struct shell *shell, const struct statement *statement,
			     const struct entry *entry)
{
	bool repeats = statement->prefixes.repeats;
	struct arena_mark mark = repeats ? arena_mark(&shell->source->arena) : (struct arena_mark){ 0 };
	int64_t each = shell->checking ? 0 : statement->prefixes.timeout_each;
	uint64_t start = statement->prefixes.time_each ? monotonic_now() : 0;
	struct timeout own;
	enum outcome outcome;

	if (each)
		timeout_start(&own, each);
	if (statement->kind == STATEMENT_SYSTEM)
		outcome = run_system_statement(shell, statement);
	else
		outcome = entry->call ? run_call(shell, statement, entry) :
					run_command(shell, statement, entry->command);
	if (each)
		timeout_stop(&own);
	if (statement->prefixes.time_each && !shell->checking)
		say_comment(&shell->out, "%.6f s", (double)(monotonic_now() - start) / 1e9);
	if (repeats) {
		arena_rewind(&shell->source->arena, mark);
		handles_bury(&shell->handles);
	}
	return outcome;
}

/* While checking, only the handles that are made count, and those of more than so many do not. */
static uint64_t times_to_run(struct shell *shell, const struct statement *statement, const struct entry *entry)
{
	enum { MOST_COUNTED = 4096 };

	if (!statement->prefixes.repeats)
		return 1;
	if (!shell->checking)
		return statement->prefixes.repeat;
	if (!entry || !entry->call || !entry->plan.brings)
		return 1;
	if (statement->prefixes.repeat <= MOST_COUNTED)
		return statement->prefixes.repeat;
	shell->handles.phantoms.uncounted = true;
	return 1;
}

static enum outcome run_repeated(struct shell *shell, const struct statement *statement,
				 const struct entry *entry, struct timeout *timeout)
{
	uint64_t times = times_to_run(shell, statement, entry);
	enum outcome outcome = OUTCOME_OK;

	for (uint64_t i = 0; i < times && outcome == OUTCOME_OK && !shell->leaving && !shell->out.failed; i++) {
		outcome = run_once(shell, statement, entry);
		if (interrupt_pending())
			outcome = OUTCOME_INTERRUPTED;
		if (timeout && timeout_expired(timeout) && i + 1 < times && outcome == OUTCOME_OK) {
			say_comment(&shell->out, "timed out after %g s, %llu times done",
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
	bool system = statement->kind == STATEMENT_SYSTEM;
	const struct entry *entry = system ? NULL : find_entry(shell, statement);
	int64_t all = statement->prefixes.timeout_all;
	uint64_t start = statement->prefixes.time_all ? monotonic_now() : 0;
	struct timeout timeout;
	enum outcome outcome;

	if (!entry && !system) {
		if (shell->checking)
			add_phantoms(shell, statement);
		return OUTCOME_MISTAKE;
	}
	/* Most calls are made once and for themselves. */
	if (entry && entry->call && !has_prefixes(&statement->prefixes) && !shell->leaving && !shell->out.failed) {
		outcome = run_call(shell, statement, entry);
		return interrupt_pending() ? OUTCOME_INTERRUPTED : outcome;
	}
	if (all && !shell->checking)
		timeout_start(&timeout, all);
	outcome = run_repeated(shell, statement, entry, all && !shell->checking ? &timeout : NULL);
	if (all && !shell->checking)
		timeout_stop(&timeout);
	if (statement->prefixes.time_all && !shell->checking)
		say_comment(&shell->out, "%.6f s", (double)(monotonic_now() - start) / 1e9);
	return outcome;
}

/* ---- statements ---- */

/*
 * How a log should have been taken is said once. The rest of the line is no statement, whatever
 * stands in it.
 */
static void advise_on_log(struct shell *shell, struct cursor *cursor)
{
	struct source *source = shell->source;

	if (!line_is_decorated(source))
		return;
	cursor->at = cursor->end;
	if (!source->advised)
		snprintf(shell->message.note, sizeof(shell->message.note), "%s", log_line_advice);
	source->advised = !source->prompts;
}

/* `expect ECONNREFUSED`: is there such an error? */
static bool check_expectation(struct shell *shell, const struct statement *statement)
{
	const struct expectation *expect = &statement->prefixes.expect;
	struct nearest nearest;

	if (expect->kind != EXPECT_ERROR || symbols_by_name(&symbols_errno, expect->name) ||
	    symbols_by_name(&symbols_eai, expect->name))
		return true;
	nearest_start(&nearest, expect->name);
	for (size_t i = 0; i < symbols_errno.count; i++)
		nearest_try(&nearest, slice_of(symbols_errno.entries[i].name));
	return mistake_near(&shell->message, &nearest, "expect: %s is no errno, number or \"string\"",
			    quoted(&shell->source->arena, expect->name));
}

/* Later lines would be taken for something else than they are; that is told once. */
static bool has_forgotten(struct shell *shell)
{
	struct learned *learned = shell->source->learned;

	if (!learned || !learned->incomplete)
		return false;
	learned->incomplete = false;
	mistake(&shell->message, "out of memory for what the kernel has chosen");
	return true;
}

enum outcome run_statement(struct shell *shell, struct cursor *cursor)
{
	char command[HANDLE_NAME_MAX + 1];
	struct statement statement;
	enum outcome outcome = OUTCOME_OK;

	message_clear(&shell->message);
	if (!parse_statement(cursor, &statement)) {
		cursor->at = cursor->end;	/* where the next one begins nobody knows */
		outcome = OUTCOME_MISTAKE;
	} else if (!check_expectation(shell, &statement)) {
		statement.command.len = 0;	/* it is not the call's mistake */
		outcome = OUTCOME_MISTAKE;
	} else if (statement.kind != STATEMENT_EMPTY) {
		outcome = run_prefixed(shell, &statement);
	}
	if (has_forgotten(shell))
		outcome = OUTCOME_MISTAKE;
	/* Who gets no memory of the arena returns false, and says nothing: it is told here, of all. */
	if (outcome == OUTCOME_MISTAKE && shell->source->arena.exhausted)
		mistake(&shell->message, "out of memory");
	if (shell->message.set) {
		command[0] = '\0';
		if (outcome == OUTCOME_MISTAKE)
			advise_on_log(shell, cursor);
		if (statement.kind == STATEMENT_WORDS || statement.kind == STATEMENT_TREE)
			snprintf(command, sizeof(command), "%.*s", SLICE_ARGS(statement.command));
		shell_complain(shell, command);
	}
	return outcome;
}
