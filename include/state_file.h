/* Files that outlive a session: where they are, and reading and writing them whole. */
#ifndef SOCKSH_STATE_FILE_H
#define SOCKSH_STATE_FILE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * $XDG_STATE_HOME/socksh/NAME, or ~/.local/state/socksh/NAME; NULL when there is no home. The
 * caller frees it.
 */
char *state_path(const char *name);

/* Every directory above the file, those that are missing for the person alone. */
void state_make_directories(char *path);

/* All of a file from where it is read now, with a NUL behind it; NULL when it cannot be read. */
char *state_read(int fd, size_t *len);
bool state_write(int fd, const char *at, size_t len);

#endif
