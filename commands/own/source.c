/* source: the statements of a file. */
#include "command.h"

#include <sys/stat.h>

#include "interrupt.h"
#include "lines.h"
#include "source.h"

enum { MOST_SOURCES = 64 };

/* Is the file being read already, by this source or one around it? Are there too many of them? */
static bool can_nest(struct shell *shell, const char *path)
{
	bool exists;
	struct stat stat_;
	int depth = 0;

	exists = stat(path, &stat_) == 0;
	for (const struct source *source = shell->source; source; source = source->outer) {
		if (exists && source->inode && source->inode == stat_.st_ino &&
		    source->device == stat_.st_dev)
			return mistake(&shell->message,
				       "\"%s\" is being read already; it would never end", path);
		depth++;
	}
	if (depth >= MOST_SOURCES)
		return mistake(&shell->message, "files that source each other are %d deep", depth);
	return true;
}

/* A FIFO, a terminal: what will come from it cannot be known, and checking waits for nobody. */
static bool is_device(const char *path)
{
	struct stat stat_;

	return stat(path, &stat_) == 0 && !S_ISREG(stat_.st_mode) && !S_ISDIR(stat_.st_mode);
}

static enum outcome run(struct shell *shell, struct words words)
{
	struct source *source;
	const char *path;

	if (!command_takes(shell, words, 1, 1))
		return OUTCOME_MISTAKE;
	path = command_string(shell, words.at);
	if (!path || !can_nest(shell, path))
		return OUTCOME_MISTAKE;
	if (shell->checking && is_device(path))
		return OUTCOME_OK;
	source = source_open_file(shell, path, &shell->message);
	if (source)
		return run_source(shell, source);
	if (!interrupt_pending())
		return OUTCOME_MISTAKE;
	shell->message.set = false;	/* a FIFO that nobody opened, and Ctrl-C */
	return OUTCOME_INTERRUPTED;
}

static void complete(struct shell *shell, struct candidates *candidates)
{
	(void)shell;
	candidates->files = true;
}

const struct command command_source = {
	.name = "source",
	.synopsis = "source FILE",
	.summary = "run the statements of a file, on the handles that are open",
	.help = "The file has its own map from the numbers in it to descriptors. What stops it, "
		"stops this command with the same outcome.",
	.example = "> ! echo 'a, b = socketpair; send a hello' >greet.ssh\n"
		   "> source greet.ssh\n"
		   "socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0\n"
		   "send(a, \"hello\", 5, 0) = 5",
	.run = run,
	.complete = complete,
};
