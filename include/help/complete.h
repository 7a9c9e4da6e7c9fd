/* Completion: what can follow, from the declarations. Independent of any editing library. */
#ifndef SOCKSH_COMPLETE_H
#define SOCKSH_COMPLETE_H

#include <stddef.h>

#include "type.h"

/*
 * Proposes what the word that ends at `point` can become. `start` is where that word begins in the
 * line. Candidates are whole words, sorted, each once. Makes no call and asks no kernel.
 */
void complete_line(struct shell *shell, struct slice line, size_t point, struct arena *arena,
		   struct candidates *candidates, size_t *start);

#endif
