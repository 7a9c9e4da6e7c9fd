/* use: which handle is meant where none is named. */
#include "command.h"
#include "say.h"

static void say_current(struct shell *shell)
{
	bool none = true;

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct handle *handle = handle_current(&shell->handles, (enum handle_kind)kind);

		if (handle && !shell->checking)
			say_comment(&shell->out, "%s is current", handle->name);
		none &= !handle;
	}
	if (none && !shell->checking)
		say_comment(&shell->out, "no handle is current");
}

static bool cannot_use(struct shell *shell, const struct word *word)
{
	const struct handles *handles = &shell->handles;
	struct arena *arena = command_arena(shell);
	bool known = handle_is_closed(handles, word->text) || handle_nearest(handles, word->text).len;

	if (word->quoted)
		return mistake(&shell->message, "a quoted word is never a handle: %s",
			       quoted(arena, word->text));
	return mistake(&shell->message, "%s%s", handle_missing(handles, arena, word->text),
		       known ? "" : handles->count ? "; \"sockets\" lists them" : "; none is open");
}

static enum outcome run(struct shell *shell, struct words words)
{
	struct handle *handle;

	if (!command_takes(shell, words, 0, 1))
		return OUTCOME_MISTAKE;
	if (words.count == 0) {
		say_current(shell);
		return OUTCOME_OK;
	}
	handle = words.at->quoted ? NULL : handle_named(&shell->handles, words.at->text);
	if (!handle) {
		cannot_use(shell, words.at);
		return OUTCOME_MISTAKE;
	}
	handle_set_current(&shell->handles, handle->facts.kind, handle);
	return OUTCOME_OK;
}

static void complete(struct shell *shell, struct candidates *candidates)
{
	candidates_add_handles(candidates, &shell->handles, KIND_ANY);
}

const struct command command_use = {
	.name = "use",
	.synopsis = "use [NAME]",
	.summary = "make a handle the current one, or say which is",
	.help = "A call that needs a handle and is given none acts on the current one: the one "
		"of its kind that was made last (of a pair the first), until you say otherwise here. What "
		"recvmsg brings does not become current, and when the current one is closed there "
		"is none.",
	.example = "> a = socket inet dgram; b = socket inet dgram\n"
		   "[...]\n"
		   "> use a\n"
		   "> use\n"
		   "# a is current",
	.run = run,
	.complete = complete,
};
