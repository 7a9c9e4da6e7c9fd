/*
 * What has been typed: in memory, and where a home for it can be found, in a file that outlives
 * the session. A line is appended as soon as it is typed, so a kill loses nothing and two sessions
 * do not overwrite each other. What cannot be written is silently kept in memory alone.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell.h"
#include "source.h"
#include "state_file.h"

enum { FILE_LINES = 10000 };

struct history {
	char **lines;		/* oldest first */
	size_t count, room;
	char *path;		/* NULL: this session's memory only */
};

static struct history *history_get(struct shell *shell)
{
	if (!shell->history)
		shell->history = calloc(1, sizeof(*shell->history));
	return shell->history;
}

void history_free(struct shell *shell)
{
	struct history *history = shell->history;

	if (!history)
		return;
	for (size_t i = 0; i < history->count; i++)
		free(history->lines[i]);
	free(history->lines);
	free(history->path);
	free(history);
	shell->history = NULL;
}

size_t history_count(const struct shell *shell)
{
	return shell->history ? shell->history->count : 0;
}

const char *history_line(const struct shell *shell, size_t index)
{
	return shell->history->lines[index];
}

static bool keep(struct history *history, struct slice line)
{
	char *copy;

	if (history->count == history->room) {
		size_t room = history->room ? 2 * history->room : 64;
		char **lines = realloc(history->lines, room * sizeof(*lines));

		if (!lines)
			return false;
		history->lines = lines;
		history->room = room;
	}
	copy = strndup(line.at, line.len);
	if (!copy)
		return false;
	history->lines[history->count++] = copy;
	return true;
}

/* Is the line worth keeping: not empty, no repetition, and not hidden with a blank in front? */
static bool worth_keeping(const struct history *history, struct slice line)
{
	if (line.len == 0 || line.at[0] == ' ' || line.at[0] == '\t' ||
	    memchr(line.at, '\0', line.len))
		return false;
	return history->count == 0 || !slice_is(line, history->lines[history->count - 1]);
}

/* In one write, so that lines of two sessions do not mix. */
static void append(const struct history *history)
{
	const char *line = history->lines[history->count - 1];
	size_t len = strlen(line);
	char *text = malloc(len + 1);
	int fd = open(history->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);

	if (fd >= 0 && text) {
		memcpy(text, line, len);
		text[len] = '\n';
		state_write(fd, text, len + 1);
	}
	if (fd >= 0)
		close(fd);
	free(text);
}

void history_add(struct shell *shell, struct slice line)
{
	struct history *history = history_get(shell);

	if (history && worth_keeping(history, line) && keep(history, line) && history->path)
		append(history);
}

/* The last lines of a text, as many as a file may hold; `at` is where they begin. */
static size_t last_lines(const char *text, size_t len)
{
	size_t lines = 0, at = len;

	while (at > 0 && lines <= FILE_LINES) {
		at--;
		lines += text[at] == '\n' && at + 1 < len;
		if (lines == FILE_LINES)
			return at + 1;
	}
	return at;
}

/*
 * Puts a shorter file in the place of one that has become too long. What another session appends
 * to the old one meanwhile is carried over.
 */
static void shorten(const char *path, int old, const char *text, size_t len)
{
	char *name = NULL, *late;
	size_t late_len;
	int fd;

	if (asprintf(&name, "%s.%d", path, (int)getpid()) < 0)
		return;
	fd = open(name, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0) {
		if (!state_write(fd, text, len) || rename(name, path) < 0) {
			unlink(name);
		} else {
			late = state_read(old, &late_len);
			if (late)
				state_write(fd, late, late_len);
			free(late);
		}
		close(fd);
	}
	free(name);
}

static void take_in(struct history *history, const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		struct slice line = { text, (size_t)((newline ? newline : end) - text) };

		if (worth_keeping(history, line))
			keep(history, line);
		text += line.len + 1;
	}
}

void history_open_file(struct shell *shell)
{
	struct history *history = history_get(shell);
	struct stat stat;
	char *text = NULL;
	size_t len, from;
	int fd;

	if (!history || history->path || !(history->path = state_path("history")))
		return;
	state_make_directories(history->path);
	fd = open(history->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
		  0600);
	if (fd >= 0 && fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode) &&
	    (!(stat.st_mode & 0177) || fchmod(fd, 0600) == 0))
		text = state_read(fd, &len);
	if (text) {
		from = last_lines(text, len);
		take_in(history, text + from, len - from);
		if (from > 0)
			shorten(history->path, fd, text + from, len - from);
	} else {
		free(history->path);
		history->path = NULL;
	}
	free(text);
	if (fd >= 0)
		close(fd);
}
