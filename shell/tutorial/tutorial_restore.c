/* The tutorial: coming back to a lesson when what it had made is gone. */
#include "tutorial.h"

#include "say.h"
#include "shell.h"
#include "source.h"

/* getsockopt(s, SOL_SOCKET, SO_ERROR, …) */
static bool takes_error(const struct statement *call)
{
	for (size_t i = 0; i < call->arg_count; i++)
		if (node_is_name(call->args[i], "SO_ERROR"))
			return true;
	return false;
}

/* Do the calls of this output leave everything as it was? Asking for an error takes it away. */
static bool leaves_no_trace(const struct shell *shell, struct slice output)
{
	struct statement call;
	struct slice line;

	while (lesson_line(&output, &line))
		if (lesson_call(&shell->source->arena, line, &call) &&
		    (!tutorial_only_asks(shell, call.command) || takes_error(&call)))
			return false;
	return true;
}

/* Does it take this step, and not only those around it, to be where the lesson is later? */
static bool must_be_restored(struct shell *shell, size_t number)
{
	struct step step;

	if (!tutorial_read_step(shell, number, &step))
		return false;
	if (step.calls)
		return !leaves_no_trace(shell, step.output);
	for (size_t i = 0; i < step.pieces.count; i++) {
		struct slice command = step.pieces.at[i].statement.command;

		if (!slice_is(command, "sockets") && !slice_is(command, "constants"))
			return true;
	}
	return false;
}

/*
 * The last step before this one that begins with nothing open; what stands before it and is no call,
 * such as the removal of a file, belongs to it.
 */
static size_t restore_from(struct shell *shell, const struct lesson *lesson, size_t step)
{
	struct names names;
	struct step before;

	for (;; step--) {
		lesson_names(shell, lesson, step, true, &names);
		if (names.count == 0 || step == 0)
			break;
	}
	while (step > 0 && tutorial_read_step(shell, step - 1, &before) && before.calls == 0)
		step--;
	return step;
}

/* On to the next step that brings something back. */
void tutorial_restore_next(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;

	while (tutorial->restore < tutorial->restore_end &&
	       !must_be_restored(shell, tutorial->restore))
		tutorial->restore++;
}

/* What is still to be typed before the lesson goes on. */
void tutorial_say_restoring(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;
	size_t now = tutorial->restore;
	struct names names;
	struct step step;
	const char *closing;

	lesson_names(shell, tutorial->lesson, SIZE_MAX, false, &names);
	closing = now == tutorial->restore_start ? tutorial_which(shell, &names, true, "close ", "; ") : "";
	say_empty_line(&shell->out);
	say_format(&shell->out,
		   "What the lesson needs from before is not open. These lines bring it back:");
	if (*closing)
		say_statement(&shell->out, slice_of(closing));
	for (; tutorial->restore < tutorial->restore_end;
	     tutorial->restore++, tutorial_restore_next(shell))
		if (tutorial_read_step(shell, tutorial->restore, &step))
			say_statement(&shell->out, step.here);
	tutorial->restore = now;
}

/* Comes back: what was made before may be gone with the session that made it. */
bool tutorial_restore(struct shell *shell, const struct lesson *lesson, size_t step)
{
	struct tutorial *tutorial = shell->tutorial;
	struct names names;

	lesson_names(shell, lesson, step, true, &names);
	if (!*tutorial_which(shell, &names, false, "", ", "))
		return false;
	if (shell->handles.count == 0)
		memset(shell->handles.next_number, 0, sizeof(shell->handles.next_number));
	tutorial->restore = restore_from(shell, lesson, step);
	tutorial->restore_end = step;
	tutorial->ticked = 0;
	tutorial_restore_next(shell);
	tutorial->restore_start = tutorial->restore;
	tutorial_say_restoring(shell);
	return true;
}
