/* Data as words give it: bare, quoted, or made by an option. What all that send it share. */
#ifndef SOCKSH_DATA_H
#define SOCKSH_DATA_H

#include "type.h"

/*
 * The bytes of one word. A bare word that is a handle's name, or nearly one, is refused: somebody
 * has most likely mistyped the acting handle.
 */
bool data_from_word(struct context *c, const struct word *word, struct arg *arg);

/* --hex "de ad", --file PATH, --fill N; 1 taken, 0 none of these, -1 with a message. */
int data_from_option(struct context *c, struct slice name, struct words *words, struct arg *arg);
/* The same as rows of a type's `options`. */
#define DATA_OPTIONS { "hex", 1 }, { "file", 1, { &type_path } }, { "fill", 1 }
extern const struct type_option data_options[];

enum { DATA_PIECE = 26 << 15 };	/* bytes between two looks whether Ctrl-C came */

/* False, with a message about the option, where no call takes so many bytes. */
bool data_fits_one_call(struct context *c, const char *option, int64_t n);
/* n bytes of the alphabet, in new memory. False with a message, or when Ctrl-C came. */
bool data_fill(struct context *c, int64_t n, struct arg *arg);
/* fill(N): how --fill is written in call notation, where the string itself is too long for a line. */
bool is_fill_node(const struct node *node);
bool fill_from_node(struct context *c, const struct node *node, struct arg *arg);	/* in new memory */

#endif
