/* Files that outlive a session: a folder of one's own, and reading and writing what is in it whole. */
#ifndef SOCKSH_STATE_FILE_H
#define SOCKSH_STATE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct message;

/*
 * The file NAME of $XDG_STATE_HOME/socksh or ~/.local/state/socksh, with flags of open(2): a descriptor of a
 * regular file of one's own, reached by no symbolic link. With O_CREAT the folders that are missing are
 * made, but not $HOME itself, and nothing in a folder of another user.
 *
 * -1: nothing is there and nothing was to be made; or with a message, it is left alone for the reason told.
 */
int state_open(const char *name, int flags, struct message *message);

/*
 * Puts a file of these bytes in the place of NAME: there is never half a one. A descriptor of it, at its
 * end, for what comes late; -1 with a message.
 */
int state_replace(const char *name, const char *at, size_t len, struct message *message);

/* All of a file from where it is read now, with a NUL behind it; NULL when it cannot be read. */
char *state_read(int fd, size_t *len);
bool state_write(int fd, const char *at, size_t len);

#endif
