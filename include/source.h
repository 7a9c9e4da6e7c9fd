/* Line sources: where lines come from, and how a message names the place. */
#ifndef SOCKSH_SOURCE_H
#define SOCKSH_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "arena.h"
#include "learned.h"
#include "message.h"
#include "slice.h"

enum { LINE_MAX_BYTES = 1 << 20 };

enum read_line {
	READ_LINE,
	READ_END,
	READ_INTERRUPTED,	/* Ctrl-C: at a prompt the line is cleared, elsewhere the script ends */
	READ_MISTAKE,		/* this line cannot be read (too long, a NUL); the next one may */
	READ_FAILED,		/* nothing more can be read */
};

struct shell;

struct source {
	const char *name;		/* FILE in messages: "x.ssh", "<stdin>", "<-c>" */
	unsigned long line;		/* of the line handed over last; 1 is the first */
	bool advised;			/* it has been said how a log is taken that can be read */
	bool looked_at, decorated;	/* the line, whether it is of such a log: line_is_decorated() */
	bool prompts;			/* a person types: mistakes carry no place and stop nothing */
	char **args;			/* $1…, NULL-terminated; not owned */
	struct learned *learned;	/* NULL at the prompt */
	struct arena arena;		/* of the statement that is being run */
	struct source *outer;		/* who sourced it */
	struct slice text;		/* the statement's lines that came last, joined: what is history */
	dev_t device;			/* of a file: which one it is, however it was called */
	ino_t inode;			/* 0 where there is no file */
	char *joined;			/* continuations, made one line; NULL until there is one */
	size_t joined_len, joined_room;

	/*
	 * Hands over the next line without its newline; it stays valid until the next call. `continued`
	 * asks for a further line of an unfinished statement.
	 */
	enum read_line (*read)(struct source *source, struct shell *shell, bool continued,
			       struct slice *line, struct message *message);
	/* Would read() have to ask the system? Output is flushed first then. */
	bool (*must_wait)(const struct source *source);
	/* Where a person types: drops what has come already and was not handed over. */
	void (*forget)(struct source *source);
	void (*close)(struct source *source);	/* frees all, the source itself included */
};

/*
 * Each is opened or leaves a message and returns NULL. The plain one reads in blocks from any
 * descriptor (which it then owns, above the range of handles, unless it is standard input).
 */
struct source *source_open_file(struct shell *shell, const char *path, struct message *message);
struct source *source_open_stdin(struct shell *shell, struct message *message);
struct source *source_open_text(const char *name, const char *text, struct message *message);
#if SOCKSH_HAVE_READLINE
struct source *source_open_readline(struct shell *shell, struct message *message);
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
