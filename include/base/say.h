/* Prose: what the shell says on its own. */
#ifndef SOCKSH_SAY_H
#define SOCKSH_SAY_H

#include "out.h"
#include "slice.h"

/* One comment line, `# …`, as long as it is. Foreign bytes are escaped. */
void say_comment(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Comment lines, broken at blanks to fit the terminal (40 to 80 columns; 78 where there is none).
 * `first` stands behind the `# ` of the first line, `rest` behind that of the others. A word that
 * is longer than a line is left whole. An empty text is an empty comment line.
 */
void say_prose(struct out *out, const char *first, const char *rest, struct slice text);

/* A paragraph of it. */
void say_format(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void say_empty_line(struct out *out);

/*
 * A statement that is to be typed, behind a `>`. Where the terminal is too narrow it goes on in the
 * next line behind a `\`, and can be typed like that.
 */
void say_statement(struct out *out, struct slice statement);

/* Each line of the text as a comment line of its own, as long as it is. */
void say_verbatim(struct out *out, const char *before, struct slice text);

#endif
