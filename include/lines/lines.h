/* Where lines come from: files, pipes, terminals; and what has been typed before. */
#ifndef SOCKSH_LINES_H
#define SOCKSH_LINES_H

#include "candidates.h"
#include "run.h"
#include "source.h"

/* What Tab asks: see complete_line(). */
typedef void complete_function(struct shell *shell, struct slice line, size_t point, struct arena *arena,
			       struct candidates *candidates, size_t *start);

/*
 * Each is opened or leaves a message and returns NULL. The plain one reads in blocks from any
 * descriptor (which it then owns, above the range of handles, unless it is standard input).
 */
struct source *source_open_file(struct shell *shell, const char *path, struct message *message);
struct source *source_open_stdin(struct shell *shell, struct message *message);
struct source *source_open_text(const char *name, const char *text, struct message *message);
#if SOCKSH_HAVE_READLINE
struct source *source_open_readline(struct shell *shell, complete_function *complete,
				    struct message *message);
#endif

/* Frees what all sources have alike, but not the source itself: for those who write a close(). */
void source_end(struct source *source);

/*
 * Refuses a line that the terminal has cut: what it edits itself has at most so many bytes, and the
 * rest is lost. READ_MISTAKE, with a message.
 */
enum { TERMINAL_LINE_BYTES = 4095 };
enum read_line source_refuse_cut(struct slice *line, struct message *message);

/*
 * The next whole line, continuations joined; the first line's number stays in source->line. Output
 * is flushed before it waits. What came from a prompt is in the history then, and a Ctrl-C there
 * is acknowledged.
 */
enum read_line source_read(struct source *source, struct shell *shell, struct slice *line,
			   struct message *message);

/* Runs all that the source has, and closes it. At a prompt, until the end or `quit`. */
enum outcome run_source(struct shell *shell, struct source *source);

/*
 * Moves a descriptor of the shell's own to the top of the range, close-on-exec. -1 with errno, and
 * then it is closed; -1 is passed through.
 */
int own_descriptor(int fd);

/*
 * What has been typed, oldest first, for the command `history`. At a plain prompt it is this
 * session's; with readline the file's as well.
 */
void history_add(struct shell *shell, struct slice line);
size_t history_count(const struct shell *shell);
const char *history_line(const struct shell *shell, size_t index);	/* 0 is the oldest */
/*
 * Reads the history of earlier sessions; from then on what is typed is written behind it. One comment
 * says so where that cannot be.
 */
void history_open_file(struct shell *shell);
void history_free(struct shell *shell);

#endif
