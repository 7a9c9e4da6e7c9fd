/* The tutorial: a lesson that is gone through at the prompt, with calls that are really made. */
#ifndef SOCKSH_TUTORIAL_H
#define SOCKSH_TUTORIAL_H

#include "call.h"
#include "handle.h"
#include "lesson.h"
#include "out.h"

/* How far one is in a lesson. */
struct progress {
	size_t step;		/* the one that is next, 0 for the first; all of them: at the end */
	bool done;		/* was at the end once */
};

enum { MOST_ALIASES = 16 };

struct tutorial {
	const struct lesson *lesson;	/* the one begun last; NULL when none was */
	bool active;			/* it watches what is typed */
	struct progress *progress;	/* as many as there are lessons */
	uint64_t ticked;		/* what of the step has been done, a bit each */
	struct out heard;		/* the calls of the line that was typed, as shown */
	struct lesson_alias aliases[MOST_ALIASES];	/* handles that have other names here */
	char ours[MOST_ALIASES][HANDLE_NAME_MAX + 1];
	size_t alias_count;
};

struct shell;

/* The shell's tutorial, made and read from its file when it is first asked for; NULL: no memory. */
struct tutorial *tutorial_get(struct shell *shell);
void tutorial_free(struct shell *shell);

/* ---- what the shell tells it, when there is one ---- */

void tutorial_hear(struct context *c, const struct made *made);	/* a call was made */
void tutorial_watch(struct shell *shell);	/* a line of the prompt has been run */

/* ---- going through a lesson ---- */

struct progress *tutorial_progress(const struct tutorial *tutorial, const struct lesson *lesson);

/* Starts a lesson, or comes back to it. What cannot be done here is printed instead. */
void tutorial_begin(struct shell *shell, const struct lesson *lesson);
/* Goes to a step and says what it is about; behind the last one is the lesson's end. */
void tutorial_go(struct shell *shell, size_t step);
void tutorial_skip(struct shell *shell);	/* goes on without the step that is next */
/* All of it, waiting for nothing. */
void tutorial_print(struct shell *shell, const struct lesson *lesson);
void tutorial_list(struct shell *shell);
void tutorial_answers(struct shell *shell, const struct lesson *lesson);

/* The same in C and in Python, of a step that has been done. */
void tutorial_say_code(struct shell *shell, const struct lesson *lesson, size_t step);

/* Does the word stand in the text, as a whole word? */
bool tutorial_mentions(struct slice text, struct slice word);

/* ---- across sessions ---- */

/* $XDG_STATE_HOME/socksh/tutorial; silently nothing where there is no home. */
void tutorial_load(struct tutorial *tutorial);
void tutorial_save(const struct tutorial *tutorial);

#endif
