/* quit, exit: leave the shell. */
#include "command.h"

static enum outcome run(struct shell *shell, struct words words)
{
	if (!command_takes(shell, words, 0, 0))
		return OUTCOME_MISTAKE;
	shell->leaving = true;
	return OUTCOME_OK;
}

const struct command command_quit = {
	.name = "quit",
	.synopsis = "quit",
	.summary = "leave the shell; Ctrl-D does it too",
	.help = "Descriptors that are still open are closed by the end of the process, without a "
		"line of their own. A script ends here too.",
	.run = run,
};

const struct command command_exit = {
	.name = "exit",
	.synopsis = "exit",
	.summary = "the same as quit",
	.run = run,
};
