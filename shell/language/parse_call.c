/* Call notation: text to trees. The grammar is in include/language/call_notation.ebnf. */
#include "parse.h"

#include "place.h"

enum { MOST_DIGITS = 18 };	/* that fit into 64 bits, whatever they are */
enum { MAX_DEPTH = 64 };	/* of nested values; a line from outside must not exhaust the stack */

static const char *find_mark(const char *at, const char *end, const char *mark)
{
	return memmem(at, (size_t)(end - at), mark, 2);
}

/*
 * Where the comment is closed whose text begins at `at`; NULL when it is not. One may stand in another:
 * strace says so of a protocol that it has as bytes and knows no name of.
 */
static const char *comment_close(const char *at, const char *end)
{
	const char *close = find_mark(at, end, "*/"), *outer;

	if (!close || !find_mark(at, close, "/*"))
		return close;
	outer = find_mark(close + 2, end, "*/");
	return outer && !find_mark(close + 2, outer, "/*") ? outer : close;
}

/* Blanks and comments. False when a comment is not closed. */
static bool skip_any_space(struct cursor *cursor)
{
	for (;;) {
		const char *close;

		skip_blanks(cursor);
		if (cursor->end - cursor->at < 2 || cursor->at[0] != '/' || cursor->at[1] != '*')
			return true;
		close = comment_close(cursor->at + 2, cursor->end);
		if (!close)
			return mistake(cursor->message, "a comment's closing */ is missing");
		cursor->at = close + 2;
	}
}

/* It is asked for between any two tokens, and mostly there is none, or one blank. */
static inline bool skip_space(struct cursor *cursor)
{
	const char *at = cursor->at;

	if (at < cursor->end && *at == ' ')
		at++;
	if (at < cursor->end && (*at <= ' ' || *at == '/'))
		return skip_any_space(cursor);
	cursor->at = at;
	return true;
}

static inline bool next_is(const struct cursor *cursor, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(cursor->end - cursor->at) >= len && memcmp(cursor->at, text, len) == 0;
}

/* Takes `text` if it is next, with the space behind it. */
static inline bool take(struct cursor *cursor, const char *text)
{
	if (!next_is(cursor, text))
		return false;
	cursor->at += strlen(text);
	return skip_space(cursor);
}

static bool expected(struct cursor *cursor, const char *what)
{
	const char *end = cursor->at;

	if (end == cursor->end)
		return mistake(cursor->message, "%s is missing at the end", what);
	if ((unsigned char)*end >= 0x80)
		return refuse_byte(cursor, end);
	while (end < cursor->end && end - cursor->at < 20 && !strchr(" \t;,", *end))
		end++;
	if (end == cursor->at)
		end++;
	/* 127.0.0.1 */
	if (*cursor->at == '.' && end - cursor->at > 1 && cursor->at[1] >= '0' && cursor->at[1] <= '9')
		return mistake(cursor->message, "an address is a string here: sin_addr=inet_addr(\"127.0.0.1\")");
	/* Behind a single < stands what strace says of a descriptor. */
	if (strchr("+-*/%>", *cursor->at) || next_is(cursor, "<<"))
		return mistake(cursor->message, "%s expected, found %s; nothing is reckoned here, numbers are written",
			       what, quoted(cursor->arena, (struct slice){ cursor->at, 1 }));
	return mistake(cursor->message, "%s expected, found %s", what,
		       quoted(cursor->arena, (struct slice){ cursor->at, (size_t)(end - cursor->at) }));
}

static struct slice take_name(struct cursor *cursor)
{
	const char *start = cursor->at;

	while (cursor->at < cursor->end && is_name_char(*cursor->at))
		cursor->at++;
	return (struct slice){ start, (size_t)(cursor->at - start) };
}

static struct node *parse_alternative(struct cursor *cursor, int depth);
static struct node *parse_or(struct cursor *cursor, int depth);
static struct node *parse_change(struct cursor *cursor, int depth);
static struct node *parse_member(struct cursor *cursor, int depth);

/* Is there another item? Not at `close`, and not where the text ends: there one may begin. */
static bool at_item(const struct cursor *cursor, const struct node *into, char close)
{
	if (cursor->place) {
		place_name(cursor->place, (struct slice){ cursor->at, 0 });
		note(cursor, into->kind == NODE_STRUCT ? PLACE_MEMBER : PLACE_VALUE);
	}
	return cursor->at < cursor->end && *cursor->at != close;
}

/* `set` allows items to stand without commas. */
static inline bool parse_separated(struct cursor *cursor, struct node *into, char close, bool set, int depth,
			    struct node *(*parse_item)(struct cursor *, int))
{
	while (at_item(cursor, into, close)) {
		if (!node_add(into, NULL, parse_item(cursor, depth)) || !skip_space(cursor))
			return false;
		if (take(cursor, ","))
			continue;
		if (set && cursor->at > into->last->source.at + into->last->source.len)
			note(cursor, PLACE_VALUE);
		if (cursor->at == cursor->end || *cursor->at == close)
			break;
		if (!set)
			return expected(cursor, close == ')' ? "`,` or `)`" : "`,` or `}`");
		into->spaced = true;
	}
	if (cursor->at == cursor->end)
		return mistake(cursor->message, "a closing %c is missing", close);
	cursor->at++;
	return true;
}

/* Items up to `close`, which is taken. */
static struct node *parse_items(struct cursor *cursor, struct node *into, char close, bool set, int depth,
				struct node *(*parse_item)(struct cursor *, int))
{
	if (!into)
		return NULL;
	if (cursor->place)
		place_enter(cursor->place, into);
	if (!skip_space(cursor) || !parse_separated(cursor, into, close, set, depth, parse_item))
		return NULL;
	if (cursor->place)
		place_leave(cursor->place);
	return into;
}

static struct node *parse_string(struct cursor *cursor, bool abstract)
{
	struct node *node = node_new(cursor->arena, NODE_STRING);

	if (!node)
		return NULL;
	if (!lex_string(cursor, &node->text)) {
		note(cursor, PLACE_VALUE);
		return NULL;
	}
	node->abstract = abstract;
	if (next_is(cursor, "...")) {
		node->cut = true;
		cursor->at += 3;
	}
	return node;
}

static struct node *parse_number(struct cursor *cursor)
{
	const char *start = cursor->at;
	struct node *node = node_new(cursor->arena, NODE_NUMBER);
	struct slice digits;
	int64_t n;

	if (!node)
		return NULL;
	node->negative = take(cursor, "-");
	digits = take_name(cursor);
	if (!word_to_int64(digits, &n)) {
		mistake(cursor->message, "no number %s", quoted(cursor->arena,
			(struct slice){ start, (size_t)(cursor->at - start) }));
		return NULL;
	}
	node->number = (uint64_t)n;
	node->hex = digits.len > 2 && (digits.at[1] | 0x20) == 'x';
	return node;
}

/* ---- what a C programmer writes around values ---- */

/* The name of a type or a variable: `struct sockaddr_in`, `unsigned int`, `const char *`, `int[2]`. */
static bool take_type(struct cursor *cursor, struct slice *last)
{
	last->len = 0;
	for (;;) {
		struct slice name;

		if (!skip_space(cursor))
			return false;
		name = take_name(cursor);
		if (name.len)
			*last = name;
		else if (last->len && (take(cursor, "*") || take(cursor, "[]")))
			continue;
		else
			return last->len;
	}
}

/* sizeof(buf), sizeof(struct sockaddr_in), sizeof("abc"), sizeof buf; the cursor is behind `sizeof`. */
static struct node *parse_size(struct cursor *cursor)
{
	struct node *call = node_new(cursor->arena, NODE_CALL), *item;
	bool parentheses;

	if (!skip_space(cursor))
		return NULL;
	parentheses = take(cursor, "(");
	if (next_is(cursor, "\"")) {
		item = parse_string(cursor, false);
	} else {
		item = node_new(cursor->arena, NODE_NAME);
		take(cursor, "&");
		if (item && !take_type(cursor, &item->text)) {
			expected(cursor, "what sizeof measures");
			return NULL;
		}
	}
	if (!node_add(call, NULL, item) || !skip_space(cursor))
		return NULL;
	if (parentheses && !next_is(cursor, ")")) {
		expected(cursor, "`)`");
		return NULL;
	}
	cursor->at += parentheses;
	return call;
}

/* Behind a cast: `(int){1}` is the number in memory, `(struct linger){…}` the structure. */
static struct node *parse_literal(struct cursor *cursor, int depth)
{
	struct cursor inside = *cursor;
	bool named;

	cursor->at++;
	inside.at++;
	if (!skip_space(&inside))
		return NULL;
	named = inside.at < inside.end && *inside.at == '.';
	if (!named && take_name(&inside).len && skip_space(&inside))
		named = next_is(&inside, "=");
	return named ? parse_items(cursor, node_new(cursor->arena, NODE_STRUCT), '}', false, depth + 1, parse_member) :
		       parse_items(cursor, node_new(cursor->arena, NODE_ARRAY), '}', false, depth + 1, parse_change);
}

/* Behind a `(`: a cast, which changes nothing here and is passed over, or a value in parentheses. */
static struct node *parse_parentheses(struct cursor *cursor, int depth)
{
	struct cursor inside = *cursor;
	struct slice type;
	struct node *node;
	bool cast = take_type(&inside, &type) && take(&inside, ")");

	if (cast)
		note(&inside, PLACE_VALUE);
	if (cast && inside.at < inside.end &&
	    (is_name_char(*inside.at) || strchr("\"'&({[@-.", *inside.at))) {
		cursor->at = inside.at;
		return *inside.at == '{' ? parse_literal(cursor, depth) : parse_alternative(cursor, depth + 1);
	}
	node = parse_or(cursor, depth + 1);
	if (!node || !skip_space(cursor))
		return NULL;
	if (next_is(cursor, ")")) {
		cursor->at++;
		return node;
	}
	if (node->kind == NODE_STRING && next_is(cursor, ","))	/* Python's ("127.0.0.1", 80) */
		mistake(cursor->message, "an address is a structure here: {sa_family=AF_INET, "
					 "sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}");
	expected(cursor, "`)`");
	return NULL;
}

/* &addr, &fds[0], &(struct linger){…} */
static struct node *parse_address_of(struct cursor *cursor, int depth)
{
	struct node *node;

	if (next_is(cursor, "(")) {
		cursor->at++;
		return parse_parentheses(cursor, depth);
	}
	if (cursor->at == cursor->end || !is_name_char(*cursor->at)) {
		expected(cursor, "a variable's name behind the &");
		return NULL;
	}
	node = node_new(cursor->arena, NODE_ADDRESS_OF);
	if (node)
		node->text = take_name(cursor);
	return node;
}

/* ---- what is taken at a glance ---- */

static bool ends_value(char c)
{
	return c == ',' || c == ')' || c == ']' || c == '}';
}

static const char *skip_name(const char *at, const char *end)
{
	while (at < end && is_name_char(*at))
		at++;
	return at;
}

/* Decimal digits that fit, whatever they are; `start` where there are none. 010 is octal, and not taken whole. */
static const char *take_digits(const char *start, const char *end, uint64_t *number)
{
	const char *at = start;

	if (end - start > MOST_DIGITS)
		end = start + MOST_DIGITS;
	for (*number = 0; at < end && *at >= '0' && *at <= '9'; at++) {
		*number = *number * 10 + (uint64_t)(*at - '0');
		if (*start == '0')
			return at + 1;
	}
	return at;
}

/* Behind the string that begins at `start`; NULL where it has escapes, or no end. */
static const char *plain_string_end(const char *start, const char *end)
{
	const char *close = memchr(start + 1, '"', (size_t)(end - start - 1));

	return close && !memchr(start + 1, '\\', (size_t)(close - start - 1)) ? close + 1 : NULL;
}

/*
 * A value of one token, as most are: digits, a name or a string, with a comma or a closing bracket right
 * behind. NULL where it is anything else, with nothing taken. Gives what parse_change() would give.
 */
static inline struct node *parse_token(struct cursor *cursor)
{
	const char *start = cursor->at, *at = start;
	enum node_kind kind = NODE_NUMBER;
	struct slice text = { 0 };
	uint64_t number = 0;
	struct node *node;

	if (at == cursor->end)
		return NULL;
	if (*at >= '0' && *at <= '9') {
		at = take_digits(start, cursor->end, &number);
	} else if (is_name_char(*at)) {
		kind = NODE_NAME;
		at = skip_name(start + 1, cursor->end);
		text = (struct slice){ start, (size_t)(at - start) };
	} else if (*at == '"') {
		kind = NODE_STRING;
		at = plain_string_end(start, cursor->end);
		text = at ? (struct slice){ start + 1, (size_t)(at - start) - 2 } : text;
	}
	if (!at || at == start || at == cursor->end || !ends_value(*at) ||
	    (kind == NODE_NAME && (slice_is(text, "NULL") || slice_is(text, "sizeof"))))
		return NULL;
	node = arena_alloc(cursor->arena, sizeof(*node));
	if (!node)
		return NULL;
	*node = (struct node){
		.kind = kind, .text = text, .number = number, .source = { start, (size_t)(at - start) },
	};
	cursor->at = at;
	return node;
}

/* The items at the beginning that are such tokens, of a list that is empty yet. */
static void parse_tokens(struct cursor *cursor, struct node *into, char close)
{
	struct node **next = &into->items, *node;

	while ((node = parse_token(cursor))) {
		if (*cursor->at != ',' && *cursor->at != close) {	/* a mistake, told by who reads it again */
			cursor->at = node->source.at;
			return;
		}
		into->last = *next = node;
		next = &node->next;
		into->count++;
		if (*cursor->at == close)
			return;
		cursor->at++;
		cursor->at += cursor->at < cursor->end && *cursor->at == ' ';
	}
}

static struct node *parse_arguments(struct cursor *cursor, struct slice name, int depth)
{
	struct node *node = node_new(cursor->arena, NODE_CALL);

	if (!node)
		return NULL;
	node->text = name;
	cursor->at++;
	if (!cursor->place)
		parse_tokens(cursor, node, ')');
	return parse_items(cursor, node, ')', false, depth, parse_change);
}

static struct node *parse_name(struct cursor *cursor, int depth)
{
	struct slice name = take_name(cursor);
	struct node *node;

	note_slice(cursor, PLACE_VALUE, name);
	if (slice_is(name, "sizeof")) {
		node = parse_size(cursor);
	} else if (next_is(cursor, "(")) {
		node = parse_arguments(cursor, name, depth);
	} else {
		node = node_new(cursor->arena, slice_is(name, "NULL") ? NODE_NULL : NODE_NAME);
	}
	if (node)
		node->text = name;
	return node;
}

/* name, and C's .name and .sin_addr.s_addr: the member of the member is all that it has. */
static struct slice take_designator(struct cursor *cursor)
{
	struct slice name;

	cursor->at += next_is(cursor, ".");
	name = take_name(cursor);
	if (name.len && next_is(cursor, ".s_addr"))
		cursor->at += strlen(".s_addr");
	return name;
}

/* inet_pton(AF_INET6, "::1", &sin6_addr) is the member whose address it takes. */
static void name_by_address(struct node *call)
{
	for (const struct node *item = call->items; item; item = item->next)
		if (item->kind == NODE_ADDRESS_OF)
			call->field = item->text;
}

static struct node *parse_member(struct cursor *cursor, int depth)
{
	const char *start = cursor->at;
	struct slice name;
	struct node *node;

	if (next_is(cursor, "...")) {
		cursor->at += 3;
		return node_new(cursor->arena, NODE_ANYTHING);
	}
	name = take_designator(cursor);
	note_slice(cursor, PLACE_MEMBER, name);
	if (name.len && skip_space(cursor) && take(cursor, "=")) {
		if (cursor->place)
			place_name(cursor->place, name);
		node = parse_change(cursor, depth);
		if (node)
			node->field = name;
		return node;
	}
	cursor->at = start;
	node = parse_change(cursor, depth);
	if (node && node->kind == NODE_CALL)
		name_by_address(node);
	if (node && node->field.len == 0) {
		mistake(cursor->message, "a member of a structure needs its name: name=value, not %s",
			quoted(cursor->arena, node->source));
		return NULL;
	}
	return node;
}

static struct node *no_value(struct cursor *cursor)
{
	expected(cursor, "a value");
	return NULL;
}

/* What begins with a mark of its own: `{`, `[`, `@`, `&`, `(`. */
static struct node *parse_marked(struct cursor *cursor, int depth)
{
	switch (*cursor->at++) {
	case '{':
		return parse_items(cursor, node_new(cursor->arena, NODE_STRUCT), '}', false, depth + 1,
				   parse_member);
	case '[':
		return parse_items(cursor, node_new(cursor->arena, NODE_ARRAY), ']', true, depth + 1,
				   parse_change);
	case '@':
		if (next_is(cursor, "\"") || next_is(cursor, "'"))
			return parse_string(cursor, true);
		break;
	case '&':
		return parse_address_of(cursor, depth);
	case '(':
		return parse_parentheses(cursor, depth);
	}
	cursor->at--;
	return no_value(cursor);
}

static struct node *parse_alternative(struct cursor *cursor, int depth)
{
	char c;

	if (depth > MAX_DEPTH) {
		mistake(cursor->message, "values are nested more than %d deep", MAX_DEPTH);
		return NULL;
	}
	if (!skip_space(cursor))
		return no_value(cursor);
	note(cursor, PLACE_VALUE);
	if (cursor->at == cursor->end)
		return no_value(cursor);
	c = *cursor->at;
	if (c == '"' || c == '\'')
		return parse_string(cursor, false);
	if ((c >= '0' && c <= '9') || c == '-')
		return parse_number(cursor);
	if (is_name_char(c))
		return parse_name(cursor, depth);
	if (next_is(cursor, "...")) {
		cursor->at += 3;
		return node_new(cursor->arena, NODE_ANYTHING);
	}
	return parse_marked(cursor, depth);
}

/* alternative { "|" alternative } */
static struct node *parse_or(struct cursor *cursor, int depth)
{
	const char *start = cursor->at;
	struct node *node = parse_alternative(cursor, depth), *all;
	const char *end = cursor->at;

	if (!node)
		return NULL;
	node->source = (struct slice){ start, (size_t)(end - start) };
	if (!skip_space(cursor))
		return NULL;
	if (!next_is(cursor, "|"))
		return node;
	all = node_new(cursor->arena, NODE_OR);
	if (!node_add(all, NULL, node))
		return NULL;
	while (take(cursor, "|")) {
		if (!node_add(all, NULL, parse_alternative(cursor, depth)))
			return NULL;
		end = cursor->at;
		if (!skip_space(cursor))
			return NULL;
	}
	all->source = (struct slice){ start, (size_t)(end - start) };
	return all;
}

/* value [ "=>" value ] */
static struct node *parse_change(struct cursor *cursor, int depth)
{
	const char *start;
	struct node *before, *change;

	if (!skip_space(cursor))
		return NULL;
	before = cursor->place ? NULL : parse_token(cursor);
	if (before)
		return before;
	start = cursor->at;
	before = parse_or(cursor, depth + 1);
	if (!before || cursor->message->set)
		return NULL;
	if (!take(cursor, "=>"))
		return before;
	change = node_new(cursor->arena, NODE_CHANGE);
	if (!node_add(change, NULL, before) || !node_add(change, NULL, parse_or(cursor, depth + 1)))
		return NULL;
	change->source = (struct slice){ start, (size_t)(cursor->at - start) };
	return change;
}

struct node *parse_node(struct cursor *cursor)
{
	return parse_change(cursor, 0);
}

/* ---- the result ---- */

/* `out [4], left {…}`, `[{fd=3, …}]`, `flags O_RDWR`. NULL when it is prose; that is no mistake. */
static struct node *parse_outcomes(struct cursor *cursor)
{
	struct message ignored = { 0 };
	struct cursor inside = *cursor;
	struct node *all = node_new(cursor->arena, NODE_ARRAY);

	inside.message = &ignored;
	if (cursor->place && all)
		place_enter(cursor->place, all);
	do {
		struct slice label = { 0 };
		struct node *node;

		if (!skip_space(&inside))
			return NULL;
		if (inside.at < inside.end && is_name_char(*inside.at)) {
			label = take_name(&inside);
			skip_space(&inside);
		}
		if (cursor->place)
			place_name(cursor->place, label);
		node = parse_change(&inside, 0);
		if (!node_add(all, NULL, node))
			return NULL;
		node->field = label;
	} while (take(&inside, ","));
	if (inside.at == inside.end || *inside.at != ')')
		return NULL;
	cursor->at = inside.at;
	return all;
}

/* ( … ) behind a result: values, or words for people; there may be several. */
static bool parse_remark(struct cursor *cursor, struct expected_result *result)
{
	bool first = true;

	while (take(cursor, "(")) {
		const char *close;

		if (first)
			result->extra = result->error.len ? NULL : parse_outcomes(cursor);
		if (cursor->place)	/* prose, in which nothing is a value */
			place_leave_all(cursor->place);
		close = memchr(cursor->at, ')', (size_t)(cursor->end - cursor->at));
		if (!close)
			return mistake(cursor->message, "a closing ) is missing");
		if (first && !result->extra && !result->error.len)
			result->prose = (struct slice){ cursor->at, (size_t)(close - cursor->at) };
		cursor->at = close + 1;
		if (!skip_space(cursor))
			return false;
		first = false;
	}
	return true;
}

/* `?`, or a number, if one of them is next. */
static bool parse_result_value(struct cursor *cursor, struct expected_result *result)
{
	struct node *number;
	uint64_t digits;
	const char *at;

	if (next_is(cursor, "?")) {
		cursor->at++;
		result->unknown = true;
		return true;
	}
	if (cursor->at == cursor->end || (*cursor->at != '-' && (*cursor->at < '0' || *cursor->at > '9')))
		return true;
	at = take_digits(cursor->at, cursor->end, &digits);
	if (at == cursor->end && at > cursor->at) {	/* as most are */
		cursor->at = at;
		result->value = (int64_t)digits;
		result->has_value = true;
		return true;
	}
	number = parse_number(cursor);
	if (!number)
		return false;
	if (!node_to_int64(number, &result->value))
		return mistake(cursor->message, "a result is a number of 64 bits");
	result->has_value = true;
	return true;
}

static bool parse_result(struct cursor *cursor, struct expected_result *result)
{
	enum place_kind behind = PLACE_RESULT;
	const char *at;

	result->given = true;
	note(cursor, PLACE_RESULT);
	if (!parse_result_value(cursor, result))
		return false;
	if (result->has_value || result->unknown) {
		behind = PLACE_ERROR;
		at = cursor->at;
		if (!skip_space(cursor))
			return false;
		note(cursor, cursor->at > at ? PLACE_ERROR : PLACE_NOWHERE);
	} else if (cursor->at == cursor->end || !is_name_char(*cursor->at)) {
		return expected(cursor, "a result");
	}
	if (cursor->at < cursor->end && is_name_char(*cursor->at)) {
		result->error = take_name(cursor);
		note_slice(cursor, behind, result->error);
	}
	return skip_space(cursor) && parse_remark(cursor, result);
}

static bool collect_args(struct cursor *cursor, struct node *call, struct statement *statement)
{
	if (call->count > MAX_CALL_ARGS)
		return mistake(cursor->message, "%u arguments are more than any call takes", call->count);
	for (struct node *item = call->items; item; item = item->next)
		statement->args[statement->arg_count++] = item;
	return true;
}

bool parse_call(struct cursor *cursor, struct statement *statement)
{
	struct cursor name = *cursor;
	struct node *call;

	/* Before anything can go wrong: messages begin with it. */
	statement->kind = STATEMENT_TREE;
	statement->command = take_name(&name);
	call = parse_name(cursor, 0);
	if (!call || !collect_args(cursor, call, statement) || !skip_space(cursor))
		return false;
	if (!next_is(cursor, "==") && take(cursor, "=") && !parse_result(cursor, &statement->result))
		return false;
	return !cursor->message->set;
}
