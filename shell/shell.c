/* The shell's state: its start and its end. */
#include "shell.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "interrupt.h"
#include "lines.h"
#include "start.h"
#include "tutorial.h"

enum { STRINGS_SHOWN = 256, COMPLAINT_ROOM = 4096 };

static void open_out(struct out *out, int fd)
{
	*out = (struct out){ .fd = fd, .terminal = isatty(fd), .strings = STRINGS_SHOWN };
}

bool shell_start(struct shell *shell)
{
	struct stat status;

	*shell = (struct shell){ .settings = { .strings = STRINGS_SHOWN, .hints = true } };
	open_out(&shell->out, STDOUT_FILENO);
	open_out(&shell->err, STDERR_FILENO);
	shell->journal.fd = -1;
	/* Which characters are visible is only asked where somebody looks. */
	if (shell->out.terminal || shell->err.terminal)
		setlocale(LC_CTYPE, "");
	shell->out_is_file = fstat(STDOUT_FILENO, &status) == 0 && S_ISREG(status.st_mode);
	interrupt_set_up();
	/* That there is no memory can still be said then. */
	return out_reserve(&shell->err, COMPLAINT_ROOM) && registry_set_up(&shell->registry, all_calls, all_commands);
}

void shell_end(struct shell *shell)
{
	out_flush(&shell->out);
	out_flush(&shell->err);
	if (shell->settings.journal)
		out_flush(&shell->journal);
	out_free(&shell->out);
	out_free(&shell->err);
	out_free(&shell->journal);
	free(shell->settings.journal);
	history_free(shell);
	tutorial_free(shell);
	handles_free(&shell->handles);
	registry_free(&shell->registry);
}
