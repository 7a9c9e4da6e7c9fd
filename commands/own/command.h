/* What the shell's own commands have in common. */
#ifndef SOCKSH_COMMAND_H
#define SOCKSH_COMMAND_H

#include "shell.h"
#include "source.h"

/* Memory of the statement that is being run. */
static inline struct arena *command_arena(struct shell *shell)
{
	return &shell->source->arena;
}

/* True when there are from `least` to `most` words; else a mistake (with the synopsis below it). */
static inline bool command_takes(struct shell *shell, struct words words, size_t least, size_t most)
{
	struct message *message = &shell->message;

	if (words.count > most)
		mistake(message, "surplus word %s",
			quoted(command_arena(shell), words.at[most].text));
	else if (words.count < least)
		mistake(message, "a word is missing");
	return words.count >= least && words.count <= most;
}

/* A word as a C string; NULL, with a mistake, when it holds a NUL or memory runs out. */
static inline const char *command_string(struct shell *shell, const struct word *word)
{
	const char *text = arena_copy(command_arena(shell), word->text.at, word->text.len);

	if (!text)
		mistake(&shell->message, "out of memory");
	else if (memchr(text, '\0', word->text.len))
		mistake(&shell->message, "%s has a NUL byte in it",
			quoted(command_arena(shell), word->text));
	else
		return text;
	return NULL;
}

#endif
