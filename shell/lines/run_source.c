/* Running: sources and lines. */
#include "run.h"

#include "complain.h"
#include "interrupt.h"
#include "lines.h"
#include "listener.h"
#include "parse.h"
#include "run_statement.h"
#include "shell.h"
#include "source.h"

static enum outcome worse(enum outcome a, enum outcome b)
{
	return a > b ? a : b;
}

/* Does the source end after this? A prompt goes on whatever happens; checking tells all mistakes. */
static bool stops(const struct shell *shell, enum outcome outcome)
{
	if (shell->leaving || shell->out.failed || interrupt_ends_shell())
		return true;
	if (shell->source->prompts || outcome == OUTCOME_OK)
		return false;
	return outcome == OUTCOME_INTERRUPTED || !(shell->keep_going || shell->checking);
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
		handles_bury(&shell->handles);
		if (outcome == OUTCOME_INTERRUPTED || interrupt_pending())
			return OUTCOME_INTERRUPTED;
	}
	return outcome;
}

static enum outcome read_and_run(struct shell *shell, bool *ended)
{
	struct source *source = shell->source;
	struct slice line;

	message_clear(&shell->message);
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

static void tell_listeners(struct shell *shell, enum outcome outcome)
{
	for (const struct listener *listener = shell->listeners; listener; listener = listener->next)
		listener->line_run(shell, outcome);
}

enum outcome run_source(struct shell *shell, struct source *source)
{
	enum outcome worst = OUTCOME_OK;
	bool ended = false;

	source->outer = shell->source;
	shell->source = source;
	while (!ended && !shell->leaving) {
		enum outcome outcome = read_and_run(shell, &ended);

		if (interrupt_pending())	/* lines that do nothing are run past, too */
			outcome = OUTCOME_INTERRUPTED;
		if (source->prompts && outcome == OUTCOME_INTERRUPTED) {
			interrupt_acknowledge();
			source->forget(source);
		}
		if (source->prompts)
			tell_listeners(shell, outcome);
		if (!source->prompts)
			worst = worse(worst, outcome);
		if (stops(shell, outcome))
			break;
	}
	shell->source = source->outer;
	source->close(source);
	return worst;
}
