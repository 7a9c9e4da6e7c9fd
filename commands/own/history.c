/* history: what has been typed. */
#include "command.h"
#include "lines.h"

static enum outcome run(struct shell *shell, struct words words)
{
	size_t count = history_count(shell);

	if (!command_takes(shell, words, 0, 0))
		return OUTCOME_MISTAKE;
	if (shell->checking)
		return OUTCOME_OK;
	for (size_t i = 0; i < count; i++) {
		out_format(&shell->out, "# %5zu  ", i + 1);
		out_foreign(&shell->out, slice_of(history_line(shell, i)));	/* however long */
		out_char(&shell->out, '\n');
	}
	return OUTCOME_OK;
}

const struct command command_history = {
	.name = "history",
	.synopsis = "history",
	.summary = "the lines that have been typed, the oldest first",
	.help = "With line editing, those of earlier sessions as well: they are kept in "
		"$XDG_STATE_HOME/socksh/history (else ~/.local/state/socksh/history), for you "
		"alone. A line that begins with a blank is not kept.",
	.run = run,
};
