/* set: the settings of the shell. */
#include "command.h"
#include "lines.h"
#include "say.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* A setting: how it is shown, and how a word becomes its value. */
struct setting {
	const char *name;
	const char *values;	/* what can be written there */
	void (*show)(struct shell *shell);
	bool (*set)(struct shell *shell, const struct word *word);	/* false with a message */
};

static void show_strings(struct shell *shell)
{
	say_comment(&shell->out, "strings %lld", (long long)shell->settings.strings);
}

static bool set_strings(struct shell *shell, const struct word *word)
{
	int64_t n;

	if (word->quoted || !word_to_size(word->text, &n) || n < 0)
		return mistake(&shell->message, "strings: %s is no number of bytes, from 0 up",
			       quoted(command_arena(shell), word->text));
	shell->settings.strings = n;
	shell->out.strings = shell->err.strings = (size_t)n;
	return true;
}

static void show_hints(struct shell *shell)
{
	say_comment(&shell->out, "hints %s", shell->settings.hints ? "on" : "off");
}

static bool set_hints(struct shell *shell, const struct word *word)
{
	bool on = slice_is(word->text, "on");

	if (word->quoted || (!on && !slice_is(word->text, "off")))
		return mistake(&shell->message, "hints: on or off expected, found %s",
			       quoted(command_arena(shell), word->text));
	shell->settings.hints = on;
	return true;
}

static void show_journal(struct shell *shell)
{
	say_comment(&shell->out, "journal %s",
		      shell->settings.journal ? shell->settings.journal : "off");
}

static void close_journal(struct shell *shell)
{
	if (!shell->settings.journal)
		return;
	if (!out_flush(&shell->journal))
		shell->discarded = true;
	close(shell->journal.fd);
	out_free(&shell->journal);
	shell->journal = (struct out){ .fd = -1 };
	free(shell->settings.journal);
	shell->settings.journal = NULL;
}

static bool set_journal(struct shell *shell, const struct word *word)
{
	bool off = !word->quoted && slice_is(word->text, "off");
	const char *path = command_string(shell, word);
	char *copy;
	int fd;

	if (!path)
		return false;
	if (shell->checking)
		return true;
	if (off) {
		close_journal(shell);
		return true;
	}
	fd = own_descriptor(open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600));
	if (fd < 0)
		return mistake(&shell->message, "cannot write \"%s\": %s", path, errno_text(errno));
	copy = strdup(path);
	if (!copy) {
		close(fd);
		return mistake(&shell->message, "out of memory");
	}
	close_journal(shell);
	shell->journal = (struct out){ .fd = fd };
	shell->settings.journal = copy;
	return true;
}

static const struct setting settings[] = {
	{ "strings", "BYTES", show_strings, set_strings },
	{ "hints", "on|off", show_hints, set_hints },
	{ "journal", "FILE|off", show_journal, set_journal },
};

enum { SETTINGS = sizeof(settings) / sizeof(*settings) };

static const struct setting *find_setting(struct shell *shell, const struct word *word)
{
	struct arena *arena = command_arena(shell);
	struct nearest nearest;

	nearest_start(&nearest, word->text);
	for (size_t i = 0; i < SETTINGS; i++) {
		if (slice_is(word->text, settings[i].name))
			return &settings[i];
		nearest_try(&nearest, slice_of(settings[i].name));
	}
	mistake_near(&shell->message, &nearest, "no setting %s%s", quoted(arena, word->text),
		     nearest.best.len ? "" : "; there are strings, hints, journal");
	return NULL;
}

static enum outcome run(struct shell *shell, struct words words)
{
	const struct setting *setting;

	if (!command_takes(shell, words, 0, 2))
		return OUTCOME_MISTAKE;
	if (words.count == 0) {
		for (size_t i = 0; i < SETTINGS && !shell->checking; i++)
			settings[i].show(shell);
		return OUTCOME_OK;
	}
	setting = find_setting(shell, words.at);
	if (!setting)
		return OUTCOME_MISTAKE;
	if (words.count == 2)
		return setting->set(shell, words.at + 1) ? OUTCOME_OK : OUTCOME_MISTAKE;
	mistake(&shell->message, "%s: a value is missing: %s", setting->name, setting->values);
	return OUTCOME_MISTAKE;
}

static void complete(struct shell *shell, struct candidates *candidates)
{
	(void)shell;
	for (size_t i = 0; i < SETTINGS; i++)
		candidates_add(candidates, slice_of(settings[i].name));
}

const struct command command_set = {
	.name = "set",
	.synopsis = "set [NAME VALUE]",
	.summary = "list the settings, or change one",
	.help = "strings BYTES: how many bytes of a string a terminal is shown. "
		"hints on|off: whether a failure that nobody expected is explained, and a success "
		"that puzzles (once a session). "
		"journal FILE|off: where the call lines are written as well; FILE is a script "
		"then, and new lines go to its end.",
	.example = "> set hints off\n"
		   "> set\n"
		   "# strings 256\n"
		   "# hints off\n"
		   "# journal off",
	.run = run,
	.complete = complete,
};
