/*
 * Parsing: text to statements, of words or of trees. Nothing is looked up here: handles, families
 * and short names are resolved when the statement is bound to its declaration.
 *
 * The grammar of call notation stands in call_notation.ebnf beside this header.
 */
#ifndef SOCKSH_PARSE_H
#define SOCKSH_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lex.h"
#include "node.h"

enum { MAX_NAMES = 2, MAX_CALL_ARGS = 16 };

enum statement_kind {
	STATEMENT_EMPTY,	/* nothing but blanks and a comment */
	STATEMENT_WORDS,	/* command notation */
	STATEMENT_TREE,		/* call notation */
	STATEMENT_SYSTEM,	/* ! COMMAND */
};

/* expect X */
struct expectation {
	enum { EXPECT_NOTHING, EXPECT_ERROR, EXPECT_NUMBER, EXPECT_BYTES } kind;
	struct slice name;	/* ERROR: "ECONNREFUSED"; whether there is such a one is not known here */
	int64_t number;
	struct slice bytes;
	bool cut;		/* BYTES: only how they begin */
};

/* = RESULT */
struct expected_result {
	bool given;
	bool unknown;		/* `?` */
	bool has_value;		/* a number stands there */
	int64_t value;
	struct slice error;	/* a name: behind -1, or alone as EAI_NONAME; empty when there is none */
	struct node *extra;	/* ARRAY of what stands in parentheses, labels as fields; NULL when none or prose */
	struct slice prose;	/* what stands in the first of them that is no such thing; not of an error */
};

/* Prefixes say what they stand around: those before `repeat` are for all of it, those after for each. */
struct prefixes {
	bool try_;
	struct expectation expect;
	int64_t timeout_all, timeout_each;	/* nanoseconds; 0 for none */
	bool time_all, time_each;
	bool repeats;
	uint64_t repeat;
};

struct statement {
	enum statement_kind kind;
	struct prefixes prefixes;
	struct slice names[MAX_NAMES];
	size_t name_count;
	struct slice command;		/* WORDS: the first word; TREE: the identifier; SYSTEM: the raw rest */
	struct words words;		/* WORDS: those after the command */
	struct expected_result result;	/* TREE */
	size_t arg_count;
	struct node *args[MAX_CALL_ARGS];	/* TREE: so many of them are set */
};

/* Does anything stand before the call but names? */
static inline bool has_prefixes(const struct prefixes *prefixes)
{
	return prefixes->try_ || prefixes->repeats || prefixes->timeout_all || prefixes->timeout_each ||
	       prefixes->time_all || prefixes->time_each || prefixes->expect.kind != EXPECT_NOTHING;
}

/* Does it say how it has to end, by `expect` or by a result behind the call? */
static inline bool statement_expects(const struct statement *statement)
{
	return statement->result.given || statement->prefixes.expect.kind != EXPECT_NOTHING;
}

/*
 * Reads the next statement and leaves the cursor behind its end. Memory is the cursor's arena and
 * the text itself, which must stay as long as the statement is used. False with a message.
 */
bool parse_statement(struct cursor *cursor, struct statement *statement);

/* One value of call notation. NULL with a message. */
struct node *parse_node(struct cursor *cursor);

/* `NAME(args) [= RESULT]`, the cursor at NAME. */
bool parse_call(struct cursor *cursor, struct statement *statement);

/* What strace says of signals and ends, `--- SIGINT {...} ---`, is a comment as a whole. */
static inline bool is_comment_line(struct slice line)
{
	return slice_begins_with(line, "--- ") || slice_begins_with(line, "+++ ");
}

/* What is known of a statement's lines so far: whether a `#` would open a comment. Begins as { 0 }. */
struct continuation {
	bool started;
	char quote;		/* of the string that is open; 0 */
	bool escaped;		/* the next byte is, in it */
	char last;		/* byte; 0 at the beginning */
};

/* Does a line go on in the next one: a `\` at its end, outside of a comment? Each line is read once. */
static inline bool line_continues(struct continuation *so_far, struct slice line);

/* The same of a line with a `\` at its end. */
bool backslash_continues(struct continuation *so_far, struct slice line);

static inline bool line_continues(struct continuation *so_far, struct slice line)
{
	if (line.len && line.at[line.len - 1] == '\\')
		return backslash_continues(so_far, line);
	so_far->started = true;
	return false;
}

/* What may stand before a call: a row each. */
enum prefix_kind { PREFIX_TRY, PREFIX_EXPECT, PREFIX_TIMEOUT, PREFIX_REPEAT, PREFIX_TIME, PREFIX_COUNT };

struct prefix {
	const char *name;
	const char *takes;	/* the word behind it, as a synopsis has it: "D"; NULL: it takes none */
	const char *what;	/* the same for a message: "a duration such as 250ms or 2s" */
};

extern const struct prefix all_prefixes[PREFIX_COUNT];

/* The prefix of this name; PREFIX_COUNT when it is none. */
enum prefix_kind find_prefix(struct slice word);

/* Is the word a prefix of the language, and so no name for a handle? */
static inline bool is_prefix_word(struct slice word)
{
	return find_prefix(word) != PREFIX_COUNT;
}

/* Is it there already, so that it cannot be written once more? Behind `repeat` some can. */
bool prefix_is_given(const struct prefixes *prefixes, enum prefix_kind kind);

#endif
