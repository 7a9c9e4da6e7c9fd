/* Running a statement: the steps between a line and the calls that it makes. */
#ifndef SOCKSH_RUN_STATEMENT_H
#define SOCKSH_RUN_STATEMENT_H

#include "call.h"
#include "interrupt.h"
#include "parse.h"
#include "run.h"
#include "source.h"

/*
 * Parses the next statement at the cursor and runs it. The cursor is behind it then, or at the end
 * of the line where nobody knows where the next one begins. Mistakes have been told.
 */
enum outcome run_statement(struct shell *shell, struct cursor *cursor);

/*
 * Binds a statement to the call's declaration, makes the call, and judges what came. A mistake, or
 * what was not as expected, is left in the shell's message.
 */
struct entry;
enum outcome run_call(struct shell *shell, const struct statement *statement, const struct entry *entry);

/* What surrounds the values of a statement of the innermost source. */
struct context statement_context(struct shell *shell, struct made *made);

/* log_line_is_decorated() of the statement's line, which is looked at once, however many mistakes it has. */
bool line_is_decorated(struct source *source);

/* Nothing is called like its command or call: the message says so, and what was meant. */
void say_unknown(struct shell *shell, const struct statement *statement);

/* After a mistake while checking, its names exist all the same: one mistake, one message. */
void add_phantoms(struct shell *shell, const struct statement *statement);

#endif
