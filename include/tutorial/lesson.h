/*
 * Lessons: the files of man/lessons, which are a part of the program, and what they are made of.
 * How they are written stands in man/lessons/FORMAT.
 */
#ifndef SOCKSH_LESSON_H
#define SOCKSH_LESSON_H

#include <stdbool.h>
#include <stddef.h>

#include "parse.h"
#include "registry.h"
#include "slice.h"

struct lesson {
	const char *name;	/* the file's, without its ending: "03-names" */
	const char *text;
};

/* In the order of their names; behind the last is a name of NULL. The build makes it of the files. */
extern const struct lesson lessons[];

enum lesson_kind {
	LESSON_TITLE,
	LESSON_QUESTION,
	LESSON_NEED,
	LESSON_TEXT,		/* a paragraph */
	LESSON_STATEMENT,	/* what is typed: a step */
	LESSON_OUTPUT,		/* all that is printed then */
	LESSON_HINT,
	LESSON_C,		/* a line */
	LESSON_PYTHON,		/* a line */
	LESSON_TRY,
	LESSON_ANSWER,
};

/* A part of a lesson. The text is without its mark, and without its last newline. */
struct lesson_part {
	enum lesson_kind kind;
	struct slice text;
};

/* Where one stands in a lesson. Whatever the text is, reading it ends and stays inside of it. */
struct lesson_reader {
	const char *at;
	bool below_statement;
};

struct lesson_reader lesson_start(const struct lesson *lesson);
bool lesson_read(struct lesson_reader *reader, struct lesson_part *part);	/* false: the end */

/* The first line of a text, which is taken off it. False when nothing is left. */
bool lesson_line(struct slice *text, struct slice *line);

size_t lesson_count(void);
unsigned lesson_number(const struct lesson *lesson);	/* 3 of "03-names" */
struct slice lesson_key(const struct lesson *lesson);	/* "names" */
const struct lesson *lesson_by_number(int64_t number);	/* NULL: there is none */
size_t lesson_steps(const struct lesson *lesson);

/* Step 0 is the first. The reader is left behind the statement. False when there is none. */
bool lesson_find_step(const struct lesson *lesson, size_t step, struct lesson_reader *reader,
		      struct lesson_part *statement);

/* What of the lesson's needs is not here, in words; NULL when all is. */
const char *lesson_lacks(const struct lesson *lesson, struct arena *arena);

/* ---- comparing a call that was made with the one in the lesson ---- */

/*
 * A line that shows a call, as the statement that it is, with `...` where a lesson has `[...]`. False:
 * no call stands there. Memory is the arena's and the line itself.
 */
bool lesson_call(struct arena *arena, struct slice line, struct statement *call);

/* The name of a handle that the call makes, number `i`; empty when it does not make as many. */
struct slice lesson_made(const struct registry *registry, struct arena *arena,
			 const struct statement *call, size_t i);

/* A handle of the lesson that has another name here. */
struct lesson_alias {
	struct slice theirs, ours;	/* the lesson's name, and the person's */
};

struct lesson_aliases {
	const struct lesson_alias *at;
	size_t count;
};

enum likeness {
	UNLIKE,			/* another call, or other values went in */
	OTHER_ANSWER,		/* the same call, and something else came of it */
	ALIKE,
};

/*
 * Does a call that was made mean the same as the one in the lesson? What the kernel chooses may
 * differ, and so may the room for an answer. A port that stands in the statement must be the same.
 */
enum likeness lesson_compare(const struct registry *registry, struct arena *arena,
			     struct lesson_aliases aliases, struct slice statement,
			     struct slice lessons_line, struct slice made_line);

#endif
