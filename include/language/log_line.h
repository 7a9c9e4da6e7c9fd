/* Lines of a log that was taken otherwise than the language reads it. */
#ifndef SOCKSH_LOG_LINE_H
#define SOCKSH_LOG_LINE_H

#include <stdbool.h>

#include "slice.h"

/*
 * Does strace put more on this line than a call, as -e read, -e write, -f, -i, -k, -n, -r, -t, -T and -y
 * make it do, or less, where the call did not end? Asked only about lines that cannot be read.
 */
bool log_line_is_decorated(struct slice line);

/* How to take a log that can be read. */
extern const char log_line_advice[];

#endif
