/* Mistakes, with the place that they are at. */
#include "complain.h"

#include "shell.h"
#include "source.h"

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
