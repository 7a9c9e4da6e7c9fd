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

#endif
