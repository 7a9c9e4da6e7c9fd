/* Statements: names, prefixes, and which notation the rest is in. */
#include "parse.h"

#include "place.h"

/* The identifier that is next, without moving on. */
static struct slice peek_name(const struct cursor *cursor)
{
	const char *at = cursor->at;

	while (at < cursor->end && is_name_char(*at))
		at++;
	return (struct slice){ cursor->at, (size_t)(at - cursor->at) };
}

static bool is_blank_at(const struct cursor *cursor, const char *at)
{
	return at < cursor->end && (*at == ' ' || *at == '\t');
}

/* ---- NAME [, NAME] = ---- */

/*
 * Takes ` = `, if it is next. Its blanks tell it from the `=` in a word of command notation; in front
 * of NAME( there is no such word, and a C programmer may leave them out.
 */
static bool take_assignment(struct cursor *cursor)
{
	struct cursor behind = *cursor;
	struct slice name;
	bool blanks;

	skip_blanks(&behind);
	if (behind.at == behind.end || *behind.at != '=')
		return false;
	blanks = behind.at > cursor->at && is_blank_at(cursor, behind.at + 1);
	behind.at++;
	skip_blanks(&behind);
	name = peek_name(&behind);
	if (!blanks && (name.len == 0 || name.at + name.len == cursor->end || name.at[name.len] != '('))
		return false;
	*cursor = behind;
	return true;
}

/* `int s = socket(…)`: a C programmer declares. */
static void skip_type(struct cursor *cursor)
{
	static const char type[] = "int ";
	struct cursor behind = *cursor;
	struct slice name;

	if (cursor->end - cursor->at < 4 || memcmp(cursor->at, type, 4) != 0)
		return;
	behind.at += 4;
	skip_blanks(&behind);
	name = peek_name(&behind);
	behind.at += name.len;
	if (name.len && take_assignment(&behind))
		cursor->at = name.at;
}

/* Most statements have no names; these are seen at once not to have any. */
static bool may_be_names(const struct cursor *cursor, struct slice first)
{
	const char *at = first.at + first.len;

	while (is_blank_at(cursor, at))
		at++;
	return at < cursor->end && (*at == '=' || *at == ',');
}

/* Takes names if they are next; nothing is taken otherwise. */
static bool take_names(struct cursor *cursor, struct statement *statement)
{
	struct cursor try = *cursor;
	struct slice names[MAX_NAMES];
	size_t count = 0;

	for (;;) {
		struct slice name = peek_name(&try);

		if (name.len == 0 || count == MAX_NAMES)
			return false;
		names[count++] = name;
		try.at += name.len;
		if (take_assignment(&try))
			break;
		skip_blanks(&try);
		if (try.at == try.end || *try.at != ',')
			return false;
		try.at++;
		skip_blanks(&try);
	}
	memcpy(statement->names, names, sizeof(names));
	statement->name_count = count;
	cursor->at = try.at;
	return true;
}

/* ---- prefixes ---- */

const struct prefix all_prefixes[PREFIX_COUNT] = {
	[PREFIX_TRY] = { "try", NULL, NULL },
	[PREFIX_EXPECT] = { "expect", "X", "an errno, a number or a \"string\"" },
	[PREFIX_TIMEOUT] = { "timeout", "D", "a duration such as 250ms or 2s" },
	[PREFIX_REPEAT] = { "repeat", "N", "how often" },
	[PREFIX_TIME] = { "time", NULL, NULL },
};

enum prefix_kind find_prefix(struct slice word)
{
	enum prefix_kind kind = 0;

	if (word.len == 0)
		return PREFIX_COUNT;
	while (kind < PREFIX_COUNT &&
	       (all_prefixes[kind].name[0] != word.at[0] || !slice_is(word, all_prefixes[kind].name)))
		kind++;
	return kind;
}

bool prefix_is_given(const struct prefixes *prefixes, enum prefix_kind kind)
{
	switch (kind) {
	case PREFIX_TRY:
		return prefixes->try_;
	case PREFIX_EXPECT:
		return prefixes->expect.kind != EXPECT_NOTHING;
	case PREFIX_TIMEOUT:
		return prefixes->repeats ? prefixes->timeout_each : prefixes->timeout_all;
	case PREFIX_REPEAT:
		return prefixes->repeats;
	case PREFIX_TIME:
		return prefixes->repeats ? prefixes->time_each : prefixes->time_all;
	case PREFIX_COUNT:
		break;
	}
	return false;
}

static void set_expect(const struct word *word, struct expectation *expect)
{
	if (word->quoted)
		*expect = (struct expectation){ EXPECT_BYTES, .bytes = word->text, .cut = word->cut };
	else if (word_to_int64(word->text, &expect->number))
		expect->kind = EXPECT_NUMBER;
	else
		*expect = (struct expectation){ EXPECT_ERROR, .name = word->text };
}

static bool set_timeout(struct cursor *cursor, const struct word *word, int64_t *place)
{
	int64_t seconds;

	/* A bare number is seconds, as alarm(2) and timeout(1) take it. */
	if (word_to_int64(word->text, &seconds) && seconds > 0 &&
	    !__builtin_mul_overflow(seconds, 1000000000, place))
		return true;
	if (!word_to_duration(word->text, place) || *place <= 0)
		return mistake(cursor->message, "timeout: no duration %s; write 250ms, 2s, 1min",
			       quoted(cursor->arena, word->text));
	return true;
}

static bool set_repeat(struct cursor *cursor, const struct word *word, struct prefixes *prefixes)
{
	int64_t n;

	if (!word_to_int64(word->text, &n) || n < 1)
		return mistake(cursor->message, "repeat: %s is no number from 1 up",
			       quoted(cursor->arena, word->text));
	prefixes->repeats = true;
	prefixes->repeat = (uint64_t)n;
	return true;
}

/* `word` is the one that it takes, if it takes one. */
static bool set_prefix(struct cursor *cursor, enum prefix_kind kind, const struct word *word,
		       struct prefixes *prefixes)
{
	switch (kind) {
	case PREFIX_TRY:
		prefixes->try_ = true;
		break;
	case PREFIX_EXPECT:
		set_expect(word, &prefixes->expect);
		break;
	case PREFIX_TIMEOUT:
		return set_timeout(cursor, word,
				   prefixes->repeats ? &prefixes->timeout_each : &prefixes->timeout_all);
	case PREFIX_REPEAT:
		return set_repeat(cursor, word, prefixes);
	case PREFIX_TIME:
		*(prefixes->repeats ? &prefixes->time_each : &prefixes->time_all) = true;
		break;
	case PREFIX_COUNT:
		break;
	}
	return true;
}

/* A word, and for who asks whether the text ends in it, or before it begins. */
static enum lexed next_word(struct cursor *cursor, enum place_kind kind, struct word *word)
{
	const char *from;
	enum lexed lexed;

	if (!cursor->place)
		return lex_word(cursor, word);
	skip_blanks(cursor);
	from = cursor->at;
	lexed = lex_word(cursor, word);
	note_word(cursor, lexed == LEXED_WORD && word->quoted ? PLACE_NOWHERE : kind, from);
	return lexed;
}

static bool parse_prefix(struct cursor *cursor, enum prefix_kind kind, struct prefixes *prefixes)
{
	const struct prefix *prefix = &all_prefixes[kind];
	struct word word = { 0 };

	cursor->at += strlen(prefix->name);
	if (prefix_is_given(prefixes, kind))
		return mistake(cursor->message, "%s: written twice", prefix->name);
	if (cursor->place)
		cursor->place->prefix = kind;
	switch (prefix->takes ? next_word(cursor, PLACE_PREFIX, &word) : LEXED_WORD) {
	case LEXED_WORD:
		return set_prefix(cursor, kind, &word, prefixes);
	case LEXED_END:
		return mistake(cursor->message, "%s: %s is missing", prefix->name, prefix->what);
	case LEXED_MISTAKE:
		break;
	}
	return false;
}

/* Is the identifier a whole word here, and not the name of a call in front of its `(`? */
static bool is_whole_word(const struct cursor *cursor, struct slice word)
{
	const char *behind = word.at + word.len;

	return behind == cursor->end || is_blank_at(cursor, behind) || *behind == ';';
}

/* Names and prefixes, in any of their orders. `next` is the identifier behind them. */
static bool parse_front(struct cursor *cursor, struct statement *statement, struct slice *next)
{
	skip_type(cursor);
	for (;;) {
		enum prefix_kind kind;

		skip_blanks(cursor);
		*next = peek_name(cursor);
		note_slice(cursor, PLACE_START, *next);
		if (statement->name_count == 0 && may_be_names(cursor, *next) && take_names(cursor, statement))
			continue;
		kind = find_prefix(*next);
		if (kind == PREFIX_COUNT || !is_whole_word(cursor, *next))
			return true;
		if (!parse_prefix(cursor, kind, &statement->prefixes))
			return false;
	}
}

/* ---- command notation ---- */

enum { FIRST_WORDS = 8 };

static bool add_word(struct cursor *cursor, struct words *words, size_t *room, const struct word *word)
{
	if (words->count == *room) {
		size_t more = *room ? *room * 4 : FIRST_WORDS;
		struct word *at = arena_alloc(cursor->arena, more * sizeof(*at));

		if (!at)
			return false;
		if (words->count)
			memcpy(at, words->at, words->count * sizeof(*at));
		words->at = at;
		*room = more;
	}
	words->at[words->count++] = *word;
	return true;
}

static bool refuse_background(struct cursor *cursor)
{
	return mistake(cursor->message, "a call in the background (&) is not known here; \"&\" is the data");
}

static bool parse_words(struct cursor *cursor, struct statement *statement)
{
	struct word word;
	enum lexed lexed = next_word(cursor, PLACE_START, &word);
	size_t room = 0;

	if (lexed == LEXED_MISTAKE)
		return false;
	statement->kind = STATEMENT_WORDS;
	if (word.quoted && statement->name_count)
		return mistake(cursor->message, "%s is no call; only what a call returns has a name",
			       quoted(cursor->arena, word.text));
	if (word.quoted)
		return mistake(cursor->message, "a command is missing before %s",
			       quoted(cursor->arena, word.text));
	statement->command = word.text;
	while ((lexed = next_word(cursor, PLACE_WORD, &word)) == LEXED_WORD)
		if (!add_word(cursor, &statement->words, &room, &word))
			return false;
	if (lexed == LEXED_MISTAKE)
		return false;
	if (statement->words.count) {
		const struct word *last = &statement->words.at[statement->words.count - 1];

		if (!last->quoted && slice_is(last->text, "&"))
			return refuse_background(cursor);
	}
	return true;
}

enum { MOST_PLAIN = 6 };	/* words of a statement that is taken at a glance */

static const char *skip_plain(const char *at, const char *end)
{
	while (at < end && char_kinds[(unsigned char)*at] & CHAR_PLAIN)
		at++;
	return at;
}

/*
 * A command, as most are: words behind single blanks, of bytes that have no other meaning anywhere. False
 * where it is anything else, with nothing taken. Says nothing that parse_words() would not say. `name` is
 * what the first word begins with.
 */
static bool parse_plain(struct cursor *cursor, struct statement *statement, struct slice name)
{
	const char *at = skip_plain(name.at + name.len, cursor->end), *from;
	const struct slice command = { name.at, (size_t)(at - name.at) };
	struct word *words;
	size_t count = 0;

	if (is_prefix_word(command))
		return false;
	words = arena_alloc(cursor->arena, MOST_PLAIN * sizeof(*words));
	if (!words)
		return false;
	while (at < cursor->end) {
		if (*at != ' ' || count == MOST_PLAIN)
			return false;
		from = at + 1;
		at = skip_plain(from, cursor->end);
		if (at == from)
			return false;
		words[count++] = (struct word){ .text = { from, (size_t)(at - from) } };
	}
	statement->kind = STATEMENT_WORDS;
	statement->command = command;
	statement->words = (struct words){ words, count };
	cursor->at = at;
	return true;
}

/* ---- statements ---- */

/* C's comments, before a statement and behind a call. In words they would be data. */
static bool skip_c_comments(struct cursor *cursor)
{
	for (;;) {
		const char *close;

		skip_blanks(cursor);
		if (cursor->end - cursor->at < 2 || cursor->at[0] != '/')
			return true;
		if (cursor->at[1] == '/') {
			cursor->at = cursor->end;
			note(cursor, PLACE_NOWHERE);
			return true;
		}
		if (cursor->at[1] != '*')
			return true;
		close = memmem(cursor->at + 2, (size_t)(cursor->end - cursor->at - 2), "*/", 2);
		if (!close)
			return mistake(cursor->message, "a comment's closing */ is missing");
		cursor->at = close + 2;
	}
}

/* Moves behind the statement's end, over a comment too. */
static bool finish(struct cursor *cursor)
{
	note(cursor, PLACE_NOWHERE);
	if (cursor->at == cursor->end)
		return true;
	if (!skip_c_comments(cursor))
		return false;
	note(cursor, PLACE_NOWHERE);
	/* == 3, != 0, < 0; not a log's <0.000012> */
	if (cursor->end - cursor->at >= 2 && strchr("<>!=", cursor->at[0]) &&
	    (cursor->at[1] == '=' || (cursor->at[1] == ' ' && cursor->at[0] != '=')))
		return mistake(cursor->message, "what is expected stands behind the call and one =: = 0, = -1 EINVAL");
	if (cursor->at < cursor->end && *cursor->at == '&')
		return refuse_background(cursor);
	if (!at_statement_end(cursor)) {
		const char *end = cursor->at;

		while (end < cursor->end && !is_blank_at(cursor, end) && *end != ';')
			end++;
		return mistake(cursor->message, "%s stands behind the end of the statement",
			       quoted(cursor->arena, (struct slice){ cursor->at, (size_t)(end - cursor->at) }));
	}
	if (cursor->at < cursor->end && *cursor->at == ';') {
		cursor->at++;
		return true;
	}
	cursor->at = cursor->end;
	note(cursor, PLACE_NOWHERE);
	return true;
}

/* Of the system's shell: how it reads words is its own business. */
static struct slice last_word(struct slice text)
{
	size_t from = text.len;

	while (from > 0 && text.at[from - 1] != ' ' && text.at[from - 1] != '\t')
		from--;
	return (struct slice){ text.at + from, text.len - from };
}

/* Is the name that of a call, in call notation? */
static bool begins_call(const struct cursor *cursor, struct slice name)
{
	return name.len && name.at + name.len < cursor->end && name.at[name.len] == '(';
}

bool parse_statement(struct cursor *cursor, struct statement *statement)
{
	struct slice name;

	memset(statement, 0, offsetof(struct statement, args));
	name = peek_name(cursor);
	if (name.len && !cursor->place) {	/* as most are: a call, or plain words */
		if (begins_call(cursor, name))
			return parse_call(cursor, statement) && finish(cursor);
		if (parse_plain(cursor, statement, name))
			return true;
	}
	if (!skip_c_comments(cursor))
		return false;
	note(cursor, PLACE_START);
	if (at_statement_end(cursor))
		return finish(cursor);
	if (!parse_front(cursor, statement, &name))
		return false;
	if (at_statement_end(cursor)) {
		if (statement->name_count || has_prefixes(&statement->prefixes))
			return mistake(cursor->message, "a call is missing at the end");
		return finish(cursor);
	}
	if (*cursor->at == '!') {
		statement->kind = STATEMENT_SYSTEM;
		statement->command = (struct slice){ cursor->at + 1, (size_t)(cursor->end - cursor->at - 1) };
		cursor->at = cursor->end;
		note_slice(cursor, PLACE_SYSTEM, last_word(statement->command));
		return true;
	}
	if (begins_call(cursor, name))
		return parse_call(cursor, statement) && finish(cursor);
	return parse_words(cursor, statement) && finish(cursor);
}

/* Reads past a line, without the `\` at its end. False where it opens a comment: that is its end. */
static bool continue_over(struct continuation *so_far, struct slice line)
{
	for (size_t i = 0; i < line.len; i++) {
		char c = line.at[i];
		bool word_starts = !so_far->last || strchr(" \t;", so_far->last);

		so_far->last = c;
		if (so_far->escaped) {
			so_far->escaped = false;
		} else if (so_far->quote) {
			if (c == '\\' && so_far->quote == '"')
				so_far->escaped = true;
			else if (c == so_far->quote)
				so_far->quote = 0;
		} else if (c == '"' || c == '\'') {
			so_far->quote = c;
		} else if (c == '#' && word_starts) {
			return false;
		}
	}
	return true;
}

bool backslash_continues(struct continuation *so_far, struct slice line)
{
	bool first = !so_far->started;

	so_far->started = true;
	if (first && is_comment_line(line))
		return false;
	line.len--;
	return continue_over(so_far, line);
}
