/* The shell: the one place for state, handed down to whoever needs it. */
#ifndef SOCKSH_SHELL_H
#define SOCKSH_SHELL_H

#include <stdbool.h>
#include <stddef.h>

#include "call.h"
#include "handle.h"
#include "message.h"
#include "out.h"
#include "registry.h"
#include "run.h"

struct settings {
	int64_t strings;	/* bytes of a string shown on a terminal; `set strings` */
	bool hints;		/* comments that explain; `set hints` */
	char *journal;		/* the file that call lines are also written to, or NULL; owned */
};

struct shell {
	struct out out, err;
	struct out journal;
	struct handles handles;
	struct registry registry;
	struct message message;		/* of the statement that is being run */
	struct source *source;		/* the innermost */
	struct settings settings;
	struct history *history;	/* NULL until the first line */
	struct tutorial *tutorial;	/* NULL until a lesson is asked for */
	struct listener *listeners;	/* newest first; NULL where nobody listens */
	uint64_t puzzles_told;		/* a bit for each enum puzzle */
	bool quiet;			/* -q: no call lines */
	bool keep_going;		/* -k */
	bool checking;			/* -n */
	bool plain;			/* --plain */
	bool out_is_file;		/* standard output is a regular file: nobody is watching */
	bool leaving;			/* quit */
	bool discarded;			/* a part of the journal was lost */
	void *unreadable;		/* a page that EFAULT comes from; NULL until needed */
};

#endif
