/*
 * What has been typed: in memory, and where a home for it can be found, in a file that outlives
 * the session. A line is appended as soon as it is typed, so a kill loses nothing and two sessions
 * do not overwrite each other. What cannot be written is kept in memory alone, and one line says so.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lines.h"
#include "say.h"
#include "shell.h"
#include "source.h"
#include "state_file.h"

enum { FILE_LINES = 10000, FILE_BYTES = 16 << 20 };

struct history {
	char **lines;		/* oldest first */
	size_t count, room;
	bool filed;		/* what is typed goes to the file, too */
	bool asked;		/* for the file */
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

static void say_off(struct shell *shell, struct history *history, const struct message *message)
{
	history->filed = false;
	say_comment(&shell->out, "history is off, what is typed is not kept: %s", message->text);
}

/* In one write, so that lines of two sessions do not mix. */
static void append(struct shell *shell, struct history *history)
{
	const char *line = history->lines[history->count - 1];
	size_t len = strlen(line);
	struct message message = { 0 };
	char *text = malloc(len + 1);
	int fd = state_open("history", O_WRONLY | O_APPEND | O_CREAT, &message);

	if (fd >= 0 && text) {
		memcpy(text, line, len);
		text[len] = '\n';
		if (!state_write(fd, text, len + 1))
			mistake(&message, "%s", errno_text(errno) ? errno_text(errno) : "it cannot be written");
	}
	if (message.set)
		say_off(shell, history, &message);
	if (fd >= 0)
		close(fd);
	free(text);
}

void history_add(struct shell *shell, struct slice line)
{
	struct history *history = history_get(shell);

	if (history && worth_keeping(history, line) && keep(history, line) && history->filed)
		append(shell, history);
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
static void shorten(int old, const char *text, size_t len)
{
	struct message message = { 0 };
	int fd = state_replace("history", text, len, &message);
	size_t late_len;
	char *late;

	if (fd < 0)
		return;
	late = state_read(old, &late_len);
	if (late)
		state_write(fd, late, late_len);
	free(late);
	close(fd);
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

/* Of a file that is far too large only the end is looked at. */
static char *read_end(int fd, size_t *len, struct message *message)
{
	struct stat stat;
	char *text;

	if (fstat(fd, &stat) < 0 || ((stat.st_mode & 0177) && fchmod(fd, 0600) < 0) ||
	    (stat.st_size > FILE_BYTES && lseek(fd, stat.st_size - FILE_BYTES, SEEK_SET) < 0) ||
	    !(text = state_read(fd, len))) {
		mistake(message, "%s", errno_text(errno) ? errno_text(errno) : "it cannot be read");
		return NULL;
	}
	return text;
}

void history_open_file(struct shell *shell)
{
	struct history *history = history_get(shell);
	struct message message = { 0 };
	char *text = NULL;
	size_t len, from;
	int fd;

	if (!history || history->asked)
		return;
	history->asked = history->filed = true;
	fd = state_open("history", O_RDWR | O_APPEND | O_CREAT, &message);
	if (fd >= 0)
		text = read_end(fd, &len, &message);
	if (text) {
		from = last_lines(text, len);
		take_in(history, text + from, len - from);
		if (from > 0)
			shorten(fd, text + from, len - from);
	} else {
		say_off(shell, history, &message);
	}
	free(text);
	if (fd >= 0)
		close(fd);
}
