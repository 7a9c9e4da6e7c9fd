/* Mistakes are told. */
#ifndef SOCKSH_COMPLAIN_H
#define SOCKSH_COMPLAIN_H

struct shell;

/* Prints the message of the statement to standard error, with place and command, and clears it. */
void shell_complain(struct shell *shell, const char *command);

#endif
