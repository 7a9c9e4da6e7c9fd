/* The lists of calls and of commands, from the table of contents. */
#include "commands.h"

#define CALL(name) extern const struct call call_##name;
#define COMMAND(name) extern const struct command command_##name;
#include "contents.h"
#undef CALL
#undef COMMAND

#define CALL(name) &call_##name,
#define COMMAND(name)
const struct call *const all_calls[] = {
#include "contents.h"
	NULL
};
#undef CALL
#undef COMMAND

#define CALL(name)
#define COMMAND(name) &command_##name,
const struct command *const all_commands[] = {
#include "contents.h"
	NULL
};
