/* Units of include/language/parse.h: statements in both notations, prefixes, results, values. */
#include "unit.h"

#include "parse.h"
#include "place.h"

#define assert_text(slice, text) assert_true(slice_is(slice, text))

/* The first statement of the text. */
static struct statement parsed(struct stage *stage, const char *text)
{
	struct cursor cursor = cursor_of(stage, text);
	struct statement statement;

	if (!parse_statement(&cursor, &statement))
		fail_msg("%s: %s", text, stage->message.text);
	if (stage->message.set)
		fail_msg("%s: taken with a message: %s", text, stage->message.text);
	return statement;
}

static void refuses(struct stage *stage, const char *text, const char *message)
{
	struct cursor cursor = cursor_of(stage, text);
	struct statement statement;

	if (parse_statement(&cursor, &statement))
		fail_msg("%s was taken", text);
	assert_string_equal(stage->message.text, message);
}

/* ---- which notation, and where it ends ---- */

static enum statement_kind kind_of(struct stage *stage, const char *text)
{
	return parsed(stage, text).kind;
}

static void notations(void **state)
{
	struct stage *stage = *state;

	assert_int_equal(kind_of(stage, ""), STATEMENT_EMPTY);
	assert_int_equal(kind_of(stage, " \t"), STATEMENT_EMPTY);
	assert_int_equal(kind_of(stage, "# listen 5"), STATEMENT_EMPTY);
	assert_int_equal(kind_of(stage, ";"), STATEMENT_EMPTY);
	assert_int_equal(kind_of(stage, "listen 5"), STATEMENT_WORDS);
	assert_int_equal(kind_of(stage, "listen(s1, 5)"), STATEMENT_TREE);
	/* Only directly behind the name is it a call's parenthesis. */
	assert_int_equal(kind_of(stage, "listen (s1, 5)"), STATEMENT_WORDS);
	assert_int_equal(kind_of(stage, "a = listen(s1, 5)"), STATEMENT_TREE);
	assert_int_equal(kind_of(stage, "try expect 0 listen(s1, 5)"), STATEMENT_TREE);
	assert_int_equal(kind_of(stage, "try expect 0 listen s1"), STATEMENT_WORDS);
	assert_int_equal(kind_of(stage, "! ls; x"), STATEMENT_SYSTEM);
	assert_int_equal(kind_of(stage, "!ls"), STATEMENT_SYSTEM);
	/* A prefix's name is one only as a whole word. */
	assert_int_equal(kind_of(stage, "time(0)"), STATEMENT_TREE);
	assert_int_equal(kind_of(stage, "timeouts 3"), STATEMENT_WORDS);
}

/* In front of NAME( no word of command notation stands, so C's blanks are enough. */
static void names_without_blanks(void **state)
{
	static const char *const texts[] = {
		"s=socket(1, 2, 0)", "s =socket(1, 2, 0)", "s= socket(1, 2, 0)", "try s=socket(1, 2, 0)",
		"int s = socket(1, 2, 0);", "int s=socket(1, 2, 0);", "/* one */ s=socket(1, 2, 0); // two",
	};
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct statement statement = parsed(stage, texts[i]);

		assert_int_equal(statement.kind, STATEMENT_TREE);
		assert_int_equal(statement.name_count, 1);
		assert_text(statement.names[0], "s");
		assert_text(statement.command, "socket");
	}
	assert_int_equal(parsed(stage, "a,b=socketpair(1, 2, 0, ...)").name_count, 2);
	assert_int_equal(parsed(stage, "s=socket").name_count, 0);
	assert_int_equal(parsed(stage, "s=socket (1, 2, 0)").name_count, 0);
	assert_int_equal(parsed(stage, "int s").name_count, 0);
	assert_int_equal(parsed(stage, "set x=f(1)").name_count, 0);
}

static void comments_of_c(void **state)
{
	struct stage *stage = *state;

	assert_int_equal(kind_of(stage, "// listen 5"), STATEMENT_EMPTY);
	assert_int_equal(kind_of(stage, " /* listen 5 */ "), STATEMENT_EMPTY);
	assert_int_equal(kind_of(stage, "/* */ listen 5"), STATEMENT_WORDS);
	assert_int_equal(kind_of(stage, "listen(s, 5) // five; x"), STATEMENT_TREE);
	assert_int_equal(kind_of(stage, "listen(s, 5) = 0 /* five */"), STATEMENT_TREE);
	/* As strace has it, one in the other; in C the first mark closes both. */
	assert_int_equal(parsed(stage, "f(1 /* a /* b */ c */, 2)").arg_count, 2);
	assert_int_equal(parsed(stage, "f(1 /* a /* b */, 2 /* c */)").arg_count, 2);
	assert_int_equal(parsed(stage, "f(1 /* a /* b */, 2)").arg_count, 2);
	assert_int_equal(parsed(stage, "send //").words.count, 1);
	refuses(stage, "/* listen 5", "a comment's closing */ is missing");
}

static void ends(void **state)
{
	struct stage *stage = *state;
	struct cursor cursor = cursor_of(stage, "a 1; b(2) ;; c # d ; e");
	struct statement statement;
	static const char *const commands[] = { "a", "b", "", "c" };

	for (size_t i = 0; i < 4; i++) {
		assert_true(parse_statement(&cursor, &statement));
		assert_text(statement.command, commands[i]);
	}
	assert_ptr_equal(cursor.at, cursor.end);
	/* The system's shell has all of its line. */
	cursor = cursor_of(stage, "a; ! x; y # z");
	assert_true(parse_statement(&cursor, &statement));
	assert_true(parse_statement(&cursor, &statement));
	assert_text(statement.command, " x; y # z");
	assert_ptr_equal(cursor.at, cursor.end);
}

static void words(void **state)
{
	struct stage *stage = *state;
	struct statement statement = parsed(stage, "send c \"a = b\" --peek x=y = 3");

	assert_text(statement.command, "send");
	assert_int_equal(statement.words.count, 6);
	assert_text(statement.words.at[0].text, "c");
	assert_text(statement.words.at[1].text, "a = b");
	assert_true(statement.words.at[1].quoted);
	assert_text(statement.words.at[3].text, "x=y");
	/* In command notation `=` is never an expectation. */
	assert_text(statement.words.at[4].text, "=");
	assert_false(statement.result.given);
	statement = parsed(stage, "a 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 "
			   "31 32 33 34 35");
	assert_int_equal(statement.words.count, 35);
	assert_text(statement.words.at[0].text, "1");
	assert_text(statement.words.at[34].text, "35");
	refuses(stage, "\"send\" x", "a command is missing before \"send\"");
	refuses(stage, "send \"x", "a closing \" is missing");
}

static void the_background_is_not_known_yet(void **state)
{
	static const char message[] =
		"a call in the background (&) is not known here; \"&\" is the data";
	struct stage *stage = *state;

	refuses(stage, "recv &", message);
	refuses(stage, "recv(s1, buf, 10, 0) &", message);
	refuses(stage, "recv & # x", message);
	assert_int_equal(parsed(stage, "send a&").words.count, 1);
	assert_int_equal(parsed(stage, "send & b").words.count, 2);
	assert_int_equal(parsed(stage, "send \"&\"").words.count, 1);
}

/* ---- NAME = ---- */

static void assert_names(struct stage *stage, const char *text, size_t count, const char *first,
			 const char *second, const char *command)
{
	struct statement statement = parsed(stage, text);

	assert_int_equal(statement.name_count, count);
	if (count > 0)
		assert_text(statement.names[0], first);
	if (count > 1)
		assert_text(statement.names[1], second);
	assert_text(statement.command, command);
}

static void names(void **state)
{
	struct stage *stage = *state;

	assert_names(stage, "s = socket", 1, "s", NULL, "socket");
	assert_names(stage, "s\t=\tsocket inet", 1, "s", NULL, "socket");
	assert_names(stage, "a, b = socketpair", 2, "a", "b", "socketpair");
	assert_names(stage, "a ,b = socketpair()", 2, "a", "b", "socketpair");
	assert_names(stage, "a,b = socketpair", 2, "a", "b", "socketpair");
	assert_names(stage, "a = try socket", 1, "a", NULL, "socket");
	assert_names(stage, "try a = socket", 1, "a", NULL, "socket");
	assert_names(stage, "try expect 3 a = time socket", 1, "a", NULL, "socket");
	/* A prefix's name in that place is a name. */
	assert_names(stage, "time = socket", 1, "time", NULL, "socket");
	/* No blanks, no name. */
	assert_names(stage, "s=socket", 0, NULL, NULL, "s=socket");
	assert_names(stage, "s= socket", 0, NULL, NULL, "s=");
	assert_names(stage, "s =socket", 0, NULL, NULL, "s");
	assert_names(stage, "a, b, c = socketpair", 0, NULL, NULL, "a,");
	assert_names(stage, "a b = socketpair", 0, NULL, NULL, "a");
	refuses(stage, "s = ", "a call is missing at the end");
	refuses(stage, "s = # socket", "a call is missing at the end");
	refuses(stage, "a, b = ;", "a call is missing at the end");
}

/* ---- prefixes ---- */

static void expectations(void **state)
{
	struct stage *stage = *state;
	struct expectation expect = parsed(stage, "expect ECONNREFUSED connect").prefixes.expect;

	assert_int_equal(expect.kind, EXPECT_ERROR);
	assert_text(expect.name, "ECONNREFUSED");
	assert_int_equal(parsed(stage, "expect EAI_NONAME getaddrinfo").prefixes.expect.kind, EXPECT_ERROR);
	expect = parsed(stage, "expect -1 connect").prefixes.expect;
	assert_int_equal(expect.kind, EXPECT_NUMBER);
	assert_int_equal(expect.number, -1);
	expect = parsed(stage, "expect \"hi\\n\" recv").prefixes.expect;
	assert_int_equal(expect.kind, EXPECT_BYTES);
	assert_text(expect.bytes, "hi\n");
	assert_false(expect.cut);
	assert_true(parsed(stage, "expect \"hi\"... recv").prefixes.expect.cut);
	assert_int_equal(parsed(stage, "recv").prefixes.expect.kind, EXPECT_NOTHING);
	refuses(stage, "expect", "expect: an errno, a number or a \"string\" is missing");
	/* Whether there is such an error, no parser knows. */
	assert_text(parsed(stage, "expect ECONNREFUSE connect").prefixes.expect.name, "ECONNREFUSE");
	refuses(stage, "expect 1 expect 2 recv", "expect: written twice");
	refuses(stage, "expect 1", "a call is missing at the end");
}

static void timeouts_and_repeats(void **state)
{
	struct stage *stage = *state;
	struct prefixes prefixes = parsed(stage, "timeout 250ms recv").prefixes;

	assert_int_equal(prefixes.timeout_all, 250000000);
	assert_int_equal(prefixes.timeout_each, 0);
	assert_false(prefixes.repeats);
	assert_int_equal(parsed(stage, "timeout 2 recv").prefixes.timeout_all, 2000000000);
	/* Those before `repeat` are for all of it, those after it for each. */
	prefixes = parsed(stage, "timeout 1s time repeat 5 timeout 10ms time try recv").prefixes;
	assert_int_equal(prefixes.timeout_all, 1000000000);
	assert_int_equal(prefixes.timeout_each, 10000000);
	assert_true(prefixes.time_all);
	assert_true(prefixes.time_each);
	assert_true(prefixes.repeats);
	assert_int_equal(prefixes.repeat, 5);
	assert_true(prefixes.try_);
	refuses(stage, "timeout", "timeout: a duration such as 250ms or 2s is missing");
	refuses(stage, "timeout x recv", "timeout: no duration \"x\"; write 250ms, 2s, 1min");
	refuses(stage, "timeout 0s recv", "timeout: no duration \"0s\"; write 250ms, 2s, 1min");
	refuses(stage, "timeout -1 recv", "timeout: no duration \"-1\"; write 250ms, 2s, 1min");
	refuses(stage, "timeout 1s timeout 1s recv", "timeout: written twice");
	refuses(stage, "repeat", "repeat: how often is missing");
	refuses(stage, "repeat 0 recv", "repeat: \"0\" is no number from 1 up");
	refuses(stage, "repeat -1 recv", "repeat: \"-1\" is no number from 1 up");
	refuses(stage, "repeat 1 repeat 1 recv", "repeat: written twice");
	refuses(stage, "time time recv", "time: written twice");
	refuses(stage, "try try recv", "try: written twice");
	refuses(stage, "try", "a call is missing at the end");
}

static void prefix_words(void **state)
{
	(void)state;
	assert_true(is_prefix_word(slice_of("try")));
	assert_true(is_prefix_word(slice_of("expect")));
	assert_true(is_prefix_word(slice_of("timeout")));
	assert_true(is_prefix_word(slice_of("repeat")));
	assert_true(is_prefix_word(slice_of("time")));
	assert_false(is_prefix_word(slice_of("tim")));
	assert_false(is_prefix_word(slice_of("times")));
	assert_false(is_prefix_word(slice_of("")));
}

/* ---- values ---- */

/* The value reads, is of this kind, and is shown as `expected`. */
static struct node *assert_node(struct stage *stage, const char *text, enum node_kind kind, const char *expected)
{
	struct node *node = tree(stage, text);

	assert_int_equal(node->kind, kind);
	assert_string_equal(shown(stage, node), expected);
	/* And what is shown reads back to what is shown. */
	assert_string_equal(shown(stage, tree(stage, expected)), expected);
	return node;
}

static void assert_same(struct stage *stage, const char *text, enum node_kind kind)
{
	assert_node(stage, text, kind, text);
}

static void no_value(struct stage *stage, const char *text, const char *message)
{
	struct cursor cursor = cursor_of(stage, text);
	struct node *node = parse_node(&cursor);

	if (node)
		fail_msg("%s was taken", text);
	assert_string_equal(stage->message.text, message);
}

static void numbers(void **state)
{
	struct stage *stage = *state;
	int64_t n;

	assert_same(stage, "0", NODE_NUMBER);
	assert_same(stage, "16", NODE_NUMBER);
	assert_same(stage, "-1", NODE_NUMBER);
	assert_same(stage, "0x1f", NODE_NUMBER);
	assert_same(stage, "18446744073709551615", NODE_NUMBER);
	assert_node(stage, "0644", NODE_NUMBER, "420");
	assert_node(stage, "0XFF", NODE_NUMBER, "0xff");
	assert_node(stage, "- 5", NODE_NUMBER, "-5");
	assert_true(node_to_int64(tree(stage, "-9223372036854775808"), &n));
	assert_int_equal(n, INT64_MIN);
	assert_true(node_to_int64(tree(stage, "0xffffffffffffffff"), &n));
	assert_int_equal(n, -1);
	assert_false(node_to_int64(tree(stage, "-9223372036854775809"), &n));
	assert_false(node_to_int64(tree(stage, "AF_INET"), &n));
	no_value(stage, "18446744073709551616", "no number \"18446744073709551616\"");
	no_value(stage, "08", "no number \"08\"");
	no_value(stage, "3x", "no number \"3x\"");
	no_value(stage, "-", "no number \"-\"");
	no_value(stage, "-x", "no number \"-x\"");
}

static void names_and_flags(void **state)
{
	struct stage *stage = *state;
	struct node *node;

	assert_same(stage, "AF_INET", NODE_NAME);
	assert_same(stage, "NULL", NODE_NULL);
	assert_same(stage, "...", NODE_ANYTHING);
	assert_same(stage, "&sin6_addr", NODE_ADDRESS_OF);
	node = assert_node(stage, " MSG_PEEK | MSG_DONTWAIT|0x40 ", NODE_OR, "MSG_PEEK|MSG_DONTWAIT|0x40");
	assert_int_equal(node->count, 3);
	assert_text(node->source, "MSG_PEEK | MSG_DONTWAIT|0x40");
	no_value(stage, "A|", "a value is missing at the end");
	no_value(stage, "A|}", "a value expected, found \"}\"");
	no_value(stage, "&", "a variable's name behind the & is missing at the end");
	no_value(stage, "", "a value is missing at the end");
	no_value(stage, "..", "a value expected, found \"..\"");
}

static void casts_and_sizes_of_c(void **state)
{
	struct stage *stage = *state;

	assert_node(stage, "(struct sockaddr *)&addr", NODE_ADDRESS_OF, "&addr");
	assert_node(stage, "( const void * ) \"abc\"", NODE_STRING, "\"abc\"");
	assert_node(stage, "(int)-1", NODE_NUMBER, "-1");
	assert_node(stage, "(unsigned int)(A | B)", NODE_OR, "A|B");
	assert_node(stage, "(A)", NODE_NAME, "A");
	assert_node(stage, "((1))", NODE_NUMBER, "1");
	assert_node(stage, "&(int){1}", NODE_ARRAY, "[1]");
	assert_node(stage, "(int[]){1, 2}", NODE_ARRAY, "[1, 2]");
	assert_node(stage, "&(struct linger){.l_onoff = 1, l_linger=0}", NODE_STRUCT, "{l_onoff=1, l_linger=0}");
	assert_node(stage, "{.sin_addr.s_addr = htonl(1)}", NODE_STRUCT, "{sin_addr=htonl(1)}");
	assert_node(stage, "sizeof(struct sockaddr_in)", NODE_CALL, "sizeof(sockaddr_in)");
	assert_node(stage, "sizeof (unsigned int *)", NODE_CALL, "sizeof(int)");
	assert_node(stage, "sizeof addr", NODE_CALL, "sizeof(addr)");
	assert_node(stage, "sizeof(\"abc\")", NODE_CALL, "sizeof(\"abc\")");
	no_value(stage, "sizeof(", "what sizeof measures is missing at the end");
	no_value(stage, "sizeof(a", "`)` is missing at the end");
	no_value(stage, "(A", "`)` is missing at the end");
	no_value(stage, "(struct x *)", "`)` expected, found \"x\"");
	no_value(stage, "()", "a value expected, found \")\"");
}

static void strings(void **state)
{
	struct stage *stage = *state;
	struct node *node;

	assert_same(stage, "\"\"", NODE_STRING);
	assert_same(stage, "\"GET / HTTP/1.0\\r\\n\\0017\\177\"", NODE_STRING);
	node = assert_node(stage, "\"abc\"...", NODE_STRING, "\"abc\"...");
	assert_true(node->cut);
	node = assert_node(stage, "@\"x\"", NODE_STRING, "@\"x\"");
	assert_true(node->abstract);
	assert_node(stage, "'a\"b'", NODE_STRING, "\"a\\\"b\"");
	assert_node(stage, "\"\\x41\\u00e9\"", NODE_STRING, "\"A\\303\\251\"");
	no_value(stage, "\"abc", "a closing \" is missing");
	no_value(stage, "@x", "a value expected, found \"@x\"");
	no_value(stage, "\"\\q\"", "no escape \"\\q\"; a backslash itself is \\\\");
}

static void structures(void **state)
{
	struct stage *stage = *state;
	struct node *node;

	assert_same(stage, "{}", NODE_STRUCT);
	node = assert_node(stage, "{ sa_family = AF_INET , sin_port=htons(80),sin_addr=inet_addr(\"127.0.0.1\") }",
			   NODE_STRUCT, "{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}");
	assert_int_equal(node->count, 3);
	assert_non_null(node_field(node, "sin_port"));
	assert_int_equal(node_field(node, "sin_port")->kind, NODE_CALL);
	assert_null(node_field(node, "sin_por"));
	assert_text(node_field(node, "sa_family")->source, "AF_INET");
	node = assert_node(stage, "{a=1, ...}", NODE_STRUCT, "{a=1, ...}");
	assert_int_equal(node->last->kind, NODE_ANYTHING);
	assert_same(stage, "{msg_namelen=110 => 0, msg_iov=[{iov_base=\"a\", iov_len=1}]}", NODE_STRUCT);
	/* This one names its member itself. */
	node = assert_node(stage, "{inet_pton(AF_INET6, \"::1\", &sin6_addr)}", NODE_STRUCT,
			   "{inet_pton(AF_INET6, \"::1\", &sin6_addr)}");
	assert_non_null(node_field(node, "sin6_addr"));
	no_value(stage, "{1}", "a member of a structure needs its name: name=value, not \"1\"");
	no_value(stage, "{a}", "a member of a structure needs its name: name=value, not \"a\"");
	no_value(stage, "{a=1 b=2}", "`,` or `}` expected, found \"b=2}\"");
	no_value(stage, "{a=1", "a closing } is missing");
	no_value(stage, "{a=", "a value is missing at the end");
	no_value(stage, "{a=}", "a value expected, found \"}\"");
}

static void arrays(void **state)
{
	struct stage *stage = *state;

	assert_same(stage, "[]", NODE_ARRAY);
	assert_same(stage, "[1]", NODE_ARRAY);
	assert_same(stage, "[a, b]", NODE_ARRAY);
	assert_same(stage, "[4 5]", NODE_ARRAY);
	assert_node(stage, "[ 4  5 6 ]", NODE_ARRAY, "[4 5 6]");
	assert_same(stage, "[128 => 16]", NODE_ARRAY);
	assert_int_equal(tree(stage, "[128 => 16]")->items->kind, NODE_CHANGE);
	assert_same(stage, "[{fd=3, events=POLLIN}, {fd=4, events=POLLIN|POLLOUT}]", NODE_ARRAY);
	no_value(stage, "[1", "a closing ] is missing");
	no_value(stage, "[1)", "a value expected, found \")\"");
}

static void calls_in_values(void **state)
{
	struct stage *stage = *state;

	assert_same(stage, "htons(80)", NODE_CALL);
	assert_same(stage, "makedev(0x1, 2)", NODE_CALL);
	assert_same(stage, "f()", NODE_CALL);
	assert_node(stage, "if_nametoindex( \"lo\" )", NODE_CALL, "if_nametoindex(\"lo\")");
	no_value(stage, "htons(80", "a closing ) is missing");
	no_value(stage, "htons(80 81)", "`,` or `)` expected, found \"81)\"");
}

static void changes(void **state)
{
	struct stage *stage = *state;
	struct node *node = assert_node(stage, "1=>2", NODE_CHANGE, "1 => 2");

	assert_int_equal(node->count, 2);
	assert_text(node->source, "1=>2");
	no_value(stage, "1 =>", "a value is missing at the end");
}

static void comments_in_values(void **state)
{
	struct stage *stage = *state;

	assert_node(stage, "/* a */ [1 /* b, c ] */, /* d */ 2]", NODE_ARRAY, "[1, 2]");
	assert_node(stage, "{a=/**/1}", NODE_STRUCT, "{a=1}");
	assert_node(stage, "\"/* */\"", NODE_STRING, "\"/* */\"");
	no_value(stage, "[1 /* x", "a comment's closing */ is missing");
}

/* A line from outside must not exhaust the stack. */
static void depth(void **state)
{
	struct stage *stage = *state;
	char text[4001];

	memset(text, '[', 20);
	memset(text + 20, ']', 20);
	text[40] = '\0';
	tree(stage, text);
	for (size_t i = 0; i < 3; i++) {
		struct cursor cursor;

		memset(text, "[{("[i], sizeof(text) - 1);
		if (i == 1)
			for (size_t j = 0; j + 3 < sizeof(text); j += 3)
				memcpy(text + j, "{a=", 3);
		if (i == 2)
			for (size_t j = 0; j + 2 < sizeof(text); j += 2)
				memcpy(text + j, "f(", 2);
		text[sizeof(text) - 1] = '\0';
		cursor = cursor_of(stage, text);
		assert_null(parse_node(&cursor));
		assert_string_equal(stage->message.text, "values are nested more than 64 deep");
	}
}

/* ---- calls and their results ---- */

static void arguments(void **state)
{
	struct stage *stage = *state;
	struct statement statement = parsed(stage, "bind(s1, {sa_family=AF_INET}, 16)");

	assert_text(statement.command, "bind");
	assert_int_equal(statement.arg_count, 3);
	assert_string_equal(shown(stage, statement.args[0]), "s1");
	assert_string_equal(shown(stage, statement.args[1]), "{sa_family=AF_INET}");
	assert_string_equal(shown(stage, statement.args[2]), "16");
	assert_false(statement.result.given);
	assert_int_equal(parsed(stage, "f()").arg_count, 0);
	assert_int_equal(parsed(stage, "f( )").arg_count, 0);
	assert_int_equal(parsed(stage, "f(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16)").arg_count, 16);
	refuses(stage, "f(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17)", "17 arguments are more than any call takes");
	refuses(stage, "f(1", "a closing ) is missing");
	refuses(stage, "f(1 2)", "`,` or `)` expected, found \"2)\"");
	refuses(stage, "f(1))", "\")\" stands behind the end of the statement");
	refuses(stage, "f(1) x", "\"x\" stands behind the end of the statement");
	refuses(stage, "f(1).", "\".\" stands behind the end of the statement");
}

static struct expected_result result_of(struct stage *stage, const char *text)
{
	struct statement statement = parsed(stage, text);

	assert_true(statement.result.given);
	return statement.result;
}

static void results(void **state)
{
	struct stage *stage = *state;
	struct expected_result result = result_of(stage, "f() = 3");

	assert_true(result.has_value);
	assert_int_equal(result.value, 3);
	assert_int_equal(result.error.len, 0);
	assert_null(result.extra);
	assert_int_equal(result_of(stage, "f()\t\t= 0x10 # x").value, 16);
	result = result_of(stage, "f() = -1 EACCES (Permission denied)");
	assert_int_equal(result.value, -1);
	assert_text(result.error, "EACCES");
	assert_null(result.extra);
	result = result_of(stage, "f() = -1 EAGAIN (Resource temporarily unavailable); g()");
	assert_text(result.error, "EAGAIN");
	result = result_of(stage, "f() = ? ERESTARTSYS (To be restarted if SA_RESTART is set)");
	assert_true(result.unknown);
	assert_false(result.has_value);
	assert_text(result.error, "ERESTARTSYS");
	assert_true(result_of(stage, "f() = ?").unknown);
	result = result_of(stage, "f() = EAI_NONAME (Name or service not known)");
	assert_false(result.has_value);
	assert_text(result.error, "EAI_NONAME");
	assert_null(result_of(stage, "f() = 0 (Timeout)").error.at);
}

static void outcomes(void **state)
{
	struct stage *stage = *state;
	struct expected_result result = result_of(stage, "poll(p, 1, -1) = 1 ([{fd=3, revents=POLLIN}])");

	assert_non_null(result.extra);
	assert_int_equal(result.extra->count, 1);
	assert_string_equal(shown(stage, result.extra->items), "[{fd=3, revents=POLLIN}]");
	assert_int_equal(result.extra->items->field.len, 0);
	result = result_of(stage, "select(1) = 1 (out [4], left {tv_sec=0, tv_usec=99})");
	assert_int_equal(result.extra->count, 2);
	assert_text(result.extra->items->field, "out");
	assert_text(result.extra->last->field, "left");
	result = result_of(stage, "fcntl(3) = 0x2 (flags O_RDWR)");
	assert_int_equal(result.value, 2);
	assert_text(result.extra->items->field, "flags");
	/* Words for people are no values, and no mistake. */
	assert_null(result_of(stage, "f() = -1 EINVAL (Invalid argument)").extra);
	assert_null(result_of(stage, "f() = 0 (not, at; all [a value)").extra);
	refuses(stage, "f() = 0 (Timeout", "a closing ) is missing");
}

static void mistakes_in_results(void **state)
{
	struct stage *stage = *state;

	refuses(stage, "f() =", "a result is missing at the end");
	refuses(stage, "f() = (x)", "a result expected, found \"(x)\"");
	refuses(stage, "f() = \"x\"", "a result expected, found \"x\"");
	refuses(stage, "f() = 3x", "no number \"3x\"");
	refuses(stage, "f() = -9999999999999999999", "a result is a number of 64 bits");
	refuses(stage, "f() = 3 = 4", "\"=\" stands behind the end of the statement");
}

/* ---- lines that go on ---- */

/* Does the statement go on after the last of these lines? After those before it, it has to. */
static bool goes_on(const char *text)
{
	struct continuation so_far = { 0 };
	const char *newline;

	for (; (newline = strchr(text, '\n')); text = newline + 1)
		assert_true(line_continues(&so_far, (struct slice){ text, (size_t)(newline - text) }));
	return line_continues(&so_far, slice_of(text));
}

static void lines_that_go_on(void **state)
{
	(void)state;
	assert_true(goes_on("send \\"));
	assert_true(goes_on("\\"));
	assert_true(goes_on("send \"a # b\" \\"));
	assert_true(goes_on("send a#b \\"));
	assert_false(goes_on("send"));
	assert_false(goes_on(""));
	assert_false(goes_on("send \\ "));
	assert_false(goes_on("send # \\"));
	assert_false(goes_on("# \\"));
	assert_false(goes_on("--- SIGPIPE {} \\"));
	assert_false(goes_on("+++ exited \\"));
	/* What came before decides whether it is a comment. */
	assert_true(goes_on("send \"a \\\n# b\" \\"));
	assert_true(goes_on("send 'a \\\n# b' \\"));
	assert_true(goes_on("send 'a\\\\\n'#b \\"));
	assert_true(goes_on("send \"a\\\\\n\" # b\" \\"));
	assert_true(goes_on("send a\\\n# b \\"));
	assert_true(goes_on("send a \\\n--- b \\"));
	assert_false(goes_on("send a \\\n# b \\"));
	assert_false(goes_on("send \"a \\\nb\" # c \\"));
	assert_false(goes_on("send a;\\\n# b \\"));
}

/* ---- what is taken at a glance ---- */

/* All that a statement says, as text. */
static void put_statement(const struct statement *statement, struct out *out)
{
	out_format(out, "%d %.*s prefixes %d %d %lld", (int)statement->kind, SLICE_ARGS(statement->command),
		   statement->prefixes.try_, (int)statement->prefixes.expect.kind,
		   (long long)statement->prefixes.timeout_all);
	for (size_t i = 0; i < statement->name_count; i++)
		out_format(out, " %.*s =", SLICE_ARGS(statement->names[i]));
	for (size_t i = 0; i < statement->words.count; i++) {
		const struct word *word = &statement->words.at[i];

		out_format(out, " <%.*s>%d%d%d", SLICE_ARGS(word->text), word->quoted, word->cut, word->expands);
	}
	for (size_t i = 0; i < statement->arg_count; i++) {
		out_format(out, " %d (%.*s)", (int)statement->args[i]->kind, SLICE_ARGS(statement->args[i]->source));
		node_show(statement->args[i], out);
	}
	out_format(out, " = %d %lld %.*s", statement->result.given, (long long)statement->result.value,
		   SLICE_ARGS(statement->result.error));
}

/* The parser tells where the point is by its long way alone. */
static const char *read_as(struct stage *stage, const char *text, struct place *place)
{
	struct cursor cursor = cursor_of(stage, text);
	struct statement statement;
	struct out out = { .fd = -1 };

	cursor.place = place;
	if (parse_statement(&cursor, &statement))
		put_statement(&statement, &out);
	out_format(&out, " at %zu: %s", (size_t)(cursor.at - text),
		   stage->message.set ? stage->message.text : "");
	return taken(stage, &out);
}

static void a_glance_says_the_same(void **state)
{
	static const char *const pieces[] = {
		"send", "a", "recv", "(", ")", ", ", ",", " ", " ", "  ", "\t", "\"hello\"", "\"a\\n\"", "'q'",
		"5", "0", "010", "0x1f", "-1", "12345678901234567890", "=", " = 5", " = ", "sizeof", "NULL",
		"AF_INET", "|", "...", "--peek", "try ", "expect 3 ", "timeout 2s ", "[::1]:80", "{a=1}", "[4 5]",
		"f(a, ", "]", "}", ";", "#", "x,y", "$x", "&", "!", "/* c */", "//", "@n", "int ", "=>", "f(1)", "\303\244", "\"",
	};
	enum { LINES = 40000, PIECES = sizeof(pieces) / sizeof(*pieces) };
	struct stage *stage = *state;
	uint32_t random = 1;

	for (int i = 0; i < LINES; i++) {
		struct statement reading = { 0 };
		struct place place = { .reading = &reading };
		const char *glance, *whole;
		char text[256] = "";

		for (int j = 0; j < 2 + i % 9; j++) {
			random = random * 1664525 + 1013904223;
			strcat(text, pieces[random / 8 % PIECES]);
		}
		glance = read_as(stage, text, NULL);
		whole = read_as(stage, text, &place);
		if (strcmp(glance, whole) != 0)
			fail_msg("%s\n%s\n%s", text, glance, whole);
		arena_reset(&stage->arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(a_glance_says_the_same),
		STAGED(notations),
		STAGED(names_without_blanks),
		STAGED(comments_of_c),
		STAGED(ends),
		STAGED(words),
		STAGED(the_background_is_not_known_yet),
		STAGED(names),
		STAGED(expectations),
		STAGED(timeouts_and_repeats),
		cmocka_unit_test(prefix_words),
		STAGED(numbers),
		STAGED(names_and_flags),
		STAGED(casts_and_sizes_of_c),
		STAGED(strings),
		STAGED(structures),
		STAGED(arrays),
		STAGED(calls_in_values),
		STAGED(changes),
		STAGED(comments_in_values),
		STAGED(depth),
		STAGED(arguments),
		STAGED(results),
		STAGED(outcomes),
		STAGED(mistakes_in_results),
		cmocka_unit_test(lines_that_go_on),
	};

	return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
