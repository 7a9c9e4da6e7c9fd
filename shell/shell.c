/* The shell's state: its start, its end, and the two ways in which it speaks. */
#include "shell.h"

#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interrupt.h"
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
	return out_reserve(&shell->err, COMPLAINT_ROOM) && registry_set_up(&shell->registry);
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

void shell_comment(struct shell *shell, const char *format, ...)
{
	char line[1024];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	if (len < 0)
		return;
	if ((size_t)len >= sizeof(line))
		len = sizeof(line) - 1;
	out_text(&shell->out, "# ");
	out_foreign(&shell->out, (struct slice){ line, (size_t)len });
	out_char(&shell->out, '\n');
}

void shell_complain(struct shell *shell, const char *command)
{
	struct message *message = &shell->message;
	const struct source *source = shell->source;
	struct out *err = &shell->err;

	if (!message->set)
		return;
	out_flush(&shell->out);
	if (source && !source->prompts) {
		out_foreign(err, slice_of(source->name));
		if (source->line)
			out_format(err, ":%lu", source->line);
		out_text(err, ": ");
	}
	if (command[0]) {
		out_foreign(err, slice_of(command));
		out_text(err, ": ");
	}
	out_foreign(err, slice_of(message->text));
	out_char(err, '\n');
	if (message->note[0]) {
		out_text(err, "  ");
		out_foreign(err, slice_of(message->note));
		out_char(err, '\n');
	}
	out_flush(err);
	message->set = false;
}
