/* help: what its parts share. */
#ifndef SOCKSH_HELP_H
#define SOCKSH_HELP_H

#include "command.h"

/*
 * Comment lines; none while a script is only checked. A row is a name, indented, and beside it from
 * `column` on the text; a longer name has a line of its own.
 */
void say_text(struct shell *shell, const char *text);	/* NULL is nothing */
void say_row(struct shell *shell, size_t column, const char *name, const char *text);
void say_labelled(struct shell *shell, size_t column, const char *label, const char *text);
void say_headline(struct shell *shell, const char *name, const char *summary);
void say_form(struct shell *shell, const char *text);	/* how it is written in C, or here */
void say_example(struct shell *shell, const char *example);

/* The lessons that have a constant or an error in them. */
void say_lessons(struct shell *shell, const char *name);

/*
 * What is known of every constant that the word is a name of: AF_INET, inet, --peek, tcp.nodelay.
 * False where it is none.
 */
bool help_constants(struct shell *shell, struct slice word);

#endif
