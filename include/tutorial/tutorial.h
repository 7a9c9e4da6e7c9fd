/* The tutorial: a lesson that is gone through at the prompt, with calls that are really made. */
#ifndef SOCKSH_TUTORIAL_H
#define SOCKSH_TUTORIAL_H

#include "call.h"
#include "handle.h"
#include "lesson.h"
#include "listener.h"
#include "out.h"
#include "parse.h"

/* How far one is in a lesson. */
struct progress {
	size_t step;		/* the one that is next, 0 for the first; all of them: at the end */
	bool done;		/* was at the end once */
};

enum { MOST_ALIASES = 16 };

struct tutorial {
	struct listener listener;
	const struct lesson *lesson;	/* the one begun last; NULL when none was */
	bool active;			/* it watches what is typed */
	struct progress *progress;	/* as many as there are lessons */
	size_t restore;			/* steps from here to the next one bring back what was lost; */
	size_t restore_end;		/* none when both are the same */
	size_t restore_start;		/* the first of them */
	uint64_t ticked;		/* what of the step has been done, a bit each */
	struct out heard;		/* the calls of the line that was typed, as shown */
	struct lesson_alias aliases[MOST_ALIASES];	/* handles that have other names here */
	struct alias_names {		/* what they point to */
		char theirs[HANDLE_NAME_MAX + 1], ours[HANDLE_NAME_MAX + 1];
	} alias_names[MOST_ALIASES];
	size_t alias_count;
	bool not_kept;			/* how far one is, and that was said */
};

struct shell;

/* The shell's tutorial, made and read from its file when it is first asked for; NULL: no memory. */
struct tutorial *tutorial_get(struct shell *shell);
void tutorial_free(struct shell *shell);

/* ---- how it listens ---- */

void tutorial_hear(struct context *c);
void tutorial_watch(struct shell *shell, enum outcome outcome);

/* ---- going through a lesson ---- */

static inline struct progress *tutorial_progress(const struct tutorial *tutorial,
						 const struct lesson *lesson)
{
	return &tutorial->progress[lesson - lessons];
}

static inline bool tutorial_is_restoring(const struct tutorial *tutorial)
{
	return tutorial->restore < tutorial->restore_end;
}

/* The step that is waited for: one that brings back what was lost, or the next one. */
static inline size_t tutorial_step(const struct tutorial *tutorial)
{
	return tutorial_is_restoring(tutorial) ? tutorial->restore
					       : tutorial_progress(tutorial, tutorial->lesson)->step;
}

/* Starts a lesson, or comes back to it. What cannot be done here is printed instead. */
void tutorial_begin(struct shell *shell, const struct lesson *lesson);
/* The step that was waited for is done. */
void tutorial_advance(struct shell *shell);
/* All of it, waiting for nothing. */
void tutorial_print(struct shell *shell, const struct lesson *lesson);
void tutorial_list(struct shell *shell);

/* A word that moves through the lesson that was begun last. */
struct tutorial_move {
	const char *name;
	void (*run)(struct shell *shell);
};

extern const struct tutorial_move tutorial_moves[];	/* ends with a name of NULL */

/* ---- bringing back what a lesson needs from before ---- */

/* Says what has to be typed before this step; false when nothing is lost. */
bool tutorial_restore(struct shell *shell, const struct lesson *lesson, size_t step);
void tutorial_restore_next(struct shell *shell);	/* on to the next line that is needed */
void tutorial_say_restoring(struct shell *shell);	/* what is still to be typed */

/* ---- the statements of a line ---- */

enum { MOST_PIECES = 16 };

struct pieces {
	struct piece {
		struct slice text;
		struct statement statement;
	} at[MOST_PIECES];
	size_t count;
	bool understood;	/* all of them could be read */
};

void tutorial_read_pieces(struct shell *shell, struct slice line, struct pieces *pieces);
/* NULL for commands of the shell, of the system, and what is none. */
const struct call *piece_call(const struct shell *shell, const struct piece *piece);
/* The handle that it closes, as it is written; empty when it is no such command. */
struct slice piece_closes(const struct piece *piece);
/* Is the line, as it is shown, the call that the piece asks for, and not one needed on the way? */
bool piece_is_call(const struct shell *shell, const struct piece *piece, struct slice line);
bool pieces_have_call(const struct shell *shell, const struct pieces *pieces, struct slice line);
/* Does the call of this name leave everything as it was? */
bool tutorial_only_asks(const struct shell *shell, struct slice call);

/* What the lesson waits for. */
struct step {
	struct slice statement;		/* as the lesson has it */
	struct slice here;		/* with the names that the handles have here; in the arena */
	struct slice output, hint;
	struct pieces pieces;		/* of `here` */
	size_t calls;			/* lines of the output that are calls of the statement's own */
};

/* False behind the last one. */
bool tutorial_read_step(struct shell *shell, size_t number, struct step *step);

/* What was typed was none of it: says why, and what the lesson waits for. */
void tutorial_help(struct shell *shell, const struct step *step, const struct pieces *typed);

/* ---- handles that a lesson counts on ---- */

enum { MOST_NAMES = 64 };

struct names {
	size_t count;
	struct slice at[MOST_NAMES];
};

/*
 * The handles that are made before a step, in the order made: all of them, or those that are open
 * when it begins.
 */
void lesson_names(const struct shell *shell, const struct lesson *lesson, size_t step,
		  bool until_closed, struct names *names);
/* The same of one output, added to `names`. */
void lesson_names_of(const struct shell *shell, struct slice output, bool until_closed,
		     struct names *names);

/* Those of the names that are, or are not, open, as they are called here: `a, b`. Never NULL. */
const char *tutorial_which(struct shell *shell, const struct names *names, bool open,
			   const char *before, const char *between);

/* The lesson's statement with the names that its handles have here; in the arena. */
struct slice tutorial_here(struct shell *shell, struct slice statement);

/* Says which of the handles that were closed just now are still needed, from this step on. */
void tutorial_say_closed(struct shell *shell, const struct step *step, const struct pieces *typed);
/* Says which handles of a paragraph have other names here. */
void tutorial_say_names(struct shell *shell, struct slice text);

/* A call stands for the lesson's line: its new handles are the lesson's from now on. */
void tutorial_learn(struct shell *shell, struct slice lessons_line, struct slice made_line);
/*
 * Has the new handle a name that an earlier one has in the lesson? Then it is that one, made once
 * more, unless that one goes by another name here.
 */
bool tutorial_makes_another(struct shell *shell, struct slice lessons_line, struct slice made_line);
/* May it be learned? Not where that would take a name away from a handle that is open. */
bool tutorial_may_learn(struct shell *shell, struct slice lessons_line, struct slice made_line);
/* Does the statement of the step name a handle that is open by then in the lesson, and not here? */
bool tutorial_misses(struct shell *shell, const struct step *step);

/* ---- across sessions ---- */

/* $XDG_STATE_HOME/socksh/tutorial. At a prompt one comment tells where it cannot be kept. */
void tutorial_load(struct shell *shell, struct tutorial *tutorial);
void tutorial_save(struct shell *shell);

#endif
