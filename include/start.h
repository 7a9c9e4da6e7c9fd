/* The shell's start and its end. */
#ifndef SOCKSH_START_H
#define SOCKSH_START_H

#include "shell.h"

bool shell_start(struct shell *shell);		/* false when memory runs out */
void shell_end(struct shell *shell);

#endif
