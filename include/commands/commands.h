/* What can be typed: every call and every command, in the order of commands/contents.h. */
#ifndef SOCKSH_COMMANDS_H
#define SOCKSH_COMMANDS_H

#include "registry.h"

extern const struct call *const all_calls[];		/* ends with NULL */
extern const struct command *const all_commands[];	/* ends with NULL */

#endif
