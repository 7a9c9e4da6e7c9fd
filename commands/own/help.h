/* help: what its parts share. */
#ifndef SOCKSH_HELP_H
#define SOCKSH_HELP_H

#include "command.h"

struct sockopts;

enum { SUBJECT_COLUMN = 20 };	/* where it begins what is said of a row of a subject */

/*
 * Comment lines; none while a script is only checked. A row is a name, indented, and beside it from
 * `column` on the text; a longer name has a line of its own.
 */
void say_text(struct shell *shell, const char *text);	/* NULL is nothing */
void say_row(struct shell *shell, size_t column, const char *name, const char *text);
void say_labelled(struct shell *shell, size_t column, const char *label, const char *text);
void say_headline(struct shell *shell, const char *name, const char *summary);
void say_form(struct shell *shell, const char *text);	/* how it is written in C, or here */

/* The lessons that have a constant or an error in them. */
void say_lessons(struct shell *shell, const char *name);

/*
 * What is known of every constant that the word is a name of: AF_INET, inet, --peek, tcp.nodelay.
 * False where it is none.
 */
bool help_constants(struct shell *shell, struct slice word);
/*
 * Other forms of constants than their names: tcp.nodelay where the word has a dot, --peek where it
 * begins with dashes. Each is handed to `take`, with `with`.
 */
void help_other_forms(struct arena *arena, struct slice word,
		      void (*take)(void *with, struct slice form), void *with);
/* What is said of a subject: addresses, flags. False where the word names none. */
bool help_subjects(struct shell *shell, struct slice word);
/* The name of subject i, 0 for the first; NULL behind the last. */
const char *help_subject(size_t i);

/* In the arena or a constant, less than they should be where memory runs out, never NULL: */

/* How a constant is typed: inet, --peek; the C name where it has no short one. */
const char *constant_word(struct arena *arena, const struct symbols *symbols,
			  const struct symbol *entry);
/* `debug, reuseaddr, ...`: the options of a level. */
const char *option_list(struct arena *arena, const struct sockopts *table);

#endif
