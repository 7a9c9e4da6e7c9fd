/* Units of include/language/lex.h. */
#include "unit.h"

#include "lex.h"

/* ---- words ---- */

static void assert_slice(struct slice slice, const char *bytes, size_t len)
{
	assert_int_equal(slice.len, len);
	assert_memory_equal(slice.at, bytes, len);
}

#define assert_bytes(slice, literal) assert_slice(slice, literal, sizeof(literal) - 1)

/* Bare words of the text, one after the other, up to its end. */
static void assert_words(struct stage *stage, const char *text, size_t count, const char *const *words)
{
	struct cursor cursor = cursor_of(stage, text);
	struct word word;

	for (size_t i = 0; i < count; i++) {
		assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
		assert_slice(word.text, words[i], strlen(words[i]));
	}
	assert_int_equal(lex_word(&cursor, &word), LEXED_END);
}

#define WORDS(text, ...) assert_words(stage, text, sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(char *), \
				      (const char *[]){ __VA_ARGS__ })

static void refuses(struct stage *stage, const char *text, const char *message)
{
	struct cursor cursor = cursor_of(stage, text);
	enum lexed lexed;
	struct word word;

	while ((lexed = lex_word(&cursor, &word)) == LEXED_WORD)
		continue;
	assert_int_equal(lexed, LEXED_MISTAKE);
	assert_string_equal(stage->message.text, message);
}

static void bare_words(void **state)
{
	struct stage *stage = *state;

	WORDS("send hello", "send", "hello");
	WORDS("  send\t a  \r", "send", "a");
	WORDS("127.0.0.1:80 [::1]:80 @x /run/x.sock --peek", "127.0.0.1:80", "[::1]:80", "@x", "/run/x.sock",
	      "--peek");
	WORDS("a=b {x} (y) a|b", "a=b", "{x}", "(y)", "a|b");
	WORDS("~!%^*_+`,.<>?\\", "~!%^*_+`,.<>?\\");
	assert_words(stage, "", 0, NULL);
	assert_words(stage, " \t ", 0, NULL);
}

/* Whatever its length: words are looked at eight bytes at a time. */
static void words_of_every_length(void **state)
{
	struct stage *stage = *state;

	for (size_t len = 1; len < 40; len++) {
		for (size_t end = 0; end < 3; end++) {
			char text[64];
			struct cursor cursor;
			struct word word;

			memset(text, 'x', sizeof(text));
			text[len - 1] = '~';
			strcpy(text + len, end == 0 ? "" : end == 1 ? " y" : ";y");
			cursor = cursor_of(stage, text);
			assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
			assert_slice(word.text, text, len);
			assert_ptr_equal(cursor.at, text + len);
		}
	}
}

static void statements_end(void **state)
{
	struct stage *stage = *state;
	struct cursor cursor;
	struct word word;

	WORDS("send a;send b", "send", "a");
	WORDS("send a # b", "send", "a");
	assert_words(stage, "#send a", 0, NULL);
	/* In a word it is none of these. */
	WORDS("send a#b", "send", "a#b");
	WORDS("& a& &b", "&", "a&", "&b");
	cursor = cursor_of(stage, "a ; b");
	assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
	assert_false(at_statement_end(&cursor));
	skip_blanks(&cursor);
	assert_true(at_statement_end(&cursor));
	assert_int_equal(lex_word(&cursor, &word), LEXED_END);
	assert_string_equal(cursor.at, "; b");
}

static void quotes(void **state)
{
	struct stage *stage = *state;
	struct cursor cursor = cursor_of(stage, "\"a b\" 'c \\n; #' \"\" \"x\"... a\"b \"e;f\";");
	struct word word;

	assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
	assert_true(word.quoted);
	assert_false(word.cut);
	assert_bytes(word.text, "a b");
	assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
	assert_true(word.quoted);
	assert_bytes(word.text, "c \\n; #");
	assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
	assert_true(word.quoted);
	assert_int_equal(word.text.len, 0);
	assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
	assert_true(word.cut);
	assert_bytes(word.text, "x");
	/* A quote opens a string only at the start of a word. */
	assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
	assert_false(word.quoted);
	assert_bytes(word.text, "a\"b");
	assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
	assert_bytes(word.text, "e;f");
	assert_int_equal(lex_word(&cursor, &word), LEXED_END);
}

static void mistakes_in_words(void **state)
{
	struct stage *stage = *state;

	refuses(stage, "send \"a", "a closing \" is missing");
	refuses(stage, "send \"a\\", "a closing \" is missing");
	refuses(stage, "send \"a\\\"", "a closing \" is missing");
	refuses(stage, "send 'a", "a closing ' is missing");
	refuses(stage, "send 'a\"", "a closing ' is missing");
	refuses(stage, "send \"a\"b", "a blank is missing behind the string \"a\"");
	refuses(stage, "send 'a''b'", "a blank is missing behind the string \"a\"");
	refuses(stage, "send \"a\"..", "a blank is missing behind the string \"a\"");
	refuses(stage, "send \303\244", "the character U+00E4 stands outside of quotes and comments");
	refuses(stage, "send \303", "the byte \\303 stands outside of quotes and comments");
	refuses(stage, "send \303x", "the byte \\303 stands outside of quotes and comments");
	refuses(stage, "send \340\200\200", "the byte \\340 stands outside of quotes and comments");
	refuses(stage, "send \360\237\230", "the byte \\360 stands outside of quotes and comments");
	refuses(stage, "send \360\237\230\200", "the character U+1F600 stands outside of quotes and comments");
	refuses(stage, "send \342\200\234x\342\200\235", "a curly quote (U+201C) stands where a straight \" belongs");
	refuses(stage, "recv \342\200\224peek", "a dash (U+2014) stands where - or -- belongs");
	refuses(stage, "send\343\200\200x", "a space of another width (U+3000) stands where a plain blank belongs");
	refuses(stage, "send \357\274\240x", "a full-width character (U+FF20) stands where a plain @ belongs");
	refuses(stage, "send x\342\200\213", "a character that is not seen (U+200B) stands where nothing belongs");
	refuses(stage, "send a\001", "the byte \\1 stands outside of quotes and comments");
	refuses(stage, "send abcdefgh\177", "the byte \\177 stands outside of quotes and comments");
	refuses(stage, "send abcdefghijkl\377mnop", "the byte \\377 stands outside of quotes and comments");
}

static void dollars(void **state)
{
	struct stage *stage = *state;
	struct cursor cursor = cursor_of(stage, "$a b$c \"$d\" abcdefghijk$ e");
	static const bool expands[] = { true, true, false, true, false };
	struct word word;

	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(lex_word(&cursor, &word), LEXED_WORD);
		assert_int_equal(word.expands, expands[i]);
		assert_false(word.expanded);
	}
}

/* ---- strings ---- */

static struct slice string_of(struct stage *stage, const char *text)
{
	struct cursor cursor = cursor_of(stage, text);
	struct slice bytes;

	if (!lex_string(&cursor, &bytes))
		fail_msg("%s: %s", text, stage->message.text);
	assert_ptr_equal(cursor.at, cursor.end);
	return bytes;
}

static void no_string(struct stage *stage, const char *text, const char *message)
{
	struct cursor cursor = cursor_of(stage, text);
	struct slice bytes;

	assert_false(lex_string(&cursor, &bytes));
	assert_string_equal(stage->message.text, message);
}

static void escapes(void **state)
{
	struct stage *stage = *state;

	assert_bytes(string_of(stage, "\"\\a\\b\\f\\n\\r\\t\\v\\e\\\\\\\"\\'\\?\""), "\a\b\f\n\r\t\v\33\\\"'?");
	assert_bytes(string_of(stage, "\"\\0\\1\\12\\123\\1234\\3777\""), "\0\1\12\123\1234\3777");
	/* Unlike C's, which would take all of them: at most two digits. */
	assert_bytes(string_of(stage, "\"\\x0\\x41\\x414\\xfff\\xFFz\""), "\0" "A" "A4" "\377f" "\377z");
	assert_bytes(string_of(stage, "\"\\u0041\\u00e4\\u20ac\\U0001f600\""), "A\303\244\342\202\254\360\237\230\200");
}

static void verbatim(void **state)
{
	struct stage *stage = *state;

	assert_bytes(string_of(stage, "'\\n\\'"), "\\n\\");
	assert_bytes(string_of(stage, "'\"\303\244'"), "\"\303\244");
	assert_bytes(string_of(stage, "\"\303\244\\n\""), "\303\244\n");
	assert_bytes(string_of(stage, "\"'#;\""), "'#;");
}

/* Whatever is shown reads back to the same bytes. */
static void strings_read_back(void **state)
{
	struct stage *stage = *state;
	struct out memory = { .fd = -1 };
	char bytes[300];

	srand(7);
	for (int round = 0; round < 2000; round++) {
		size_t len = (size_t)rand() % sizeof(bytes);
		struct cursor cursor;
		struct slice read;

		for (size_t i = 0; i < len; i++)
			bytes[i] = (char)(rand() % 3 ? rand() % 70 : rand());
		out_string(&memory, (struct slice){ bytes, len }, false);
		out_char(&memory, '\0');
		cursor = cursor_of(stage, memory.data);
		assert_true(lex_string(&cursor, &read));
		assert_ptr_equal(cursor.at, cursor.end);
		assert_int_equal(read.len, len);
		if (len)
			assert_memory_equal(read.at, bytes, len);
		out_clear(&memory);
		arena_reset(&stage->arena);
	}
	out_free(&memory);
}

static void mistakes_in_strings(void **state)
{
	struct stage *stage = *state;

	no_string(stage, "\"\\q\"", "no escape \"\\q\"; a backslash itself is \\\\");
	no_string(stage, "\"\\8\"", "no escape \"\\8\"; a backslash itself is \\\\");
	no_string(stage, "\"\\xg\"", "\\x needs one or two hex digits behind it");
	no_string(stage, "\"\\x\"", "\\x needs one or two hex digits behind it");
	no_string(stage, "\"\\400\"", "the octal escape \\400 is more than a byte (\\377)");
	no_string(stage, "\"\\u12\"", "\\u takes 4 hex digits that name a character");
	no_string(stage, "\"\\ud800\"", "\\u takes 4 hex digits that name a character");
	no_string(stage, "\"\\U00110000\"", "\\U takes 8 hex digits that name a character");
	no_string(stage, "\"", "a closing \" is missing");
	no_string(stage, "\"\\n", "a closing \" is missing");
	no_string(stage, "'", "a closing ' is missing");
}

/* ---- numbers ---- */

static void is_number(const char *word, int64_t expected)
{
	int64_t n = -12345;

	if (!word_to_int64(slice_of(word), &n))
		fail_msg("%s was refused", word);
	assert_int_equal(n, expected);
}

static void is_no_number(const char *word)
{
	int64_t n;

	if (word_to_int64(slice_of(word), &n))
		fail_msg("%s was taken as %lld", word, (long long)n);
}

static void numbers(void **state)
{
	(void)state;
	is_number("0", 0);
	is_number("10", 10);
	is_number("+7", 7);
	is_number("-7", -7);
	is_number("010", 8);
	is_number("00", 0);
	is_number("0x10", 16);
	is_number("0XfF", 255);
	is_number("-0x10", -16);
	is_number("9223372036854775807", INT64_MAX);
	is_number("-9223372036854775808", INT64_MIN);
	is_number("18446744073709551615", -1);
	is_number("0xffffffffffffffff", -1);
	is_no_number("");
	is_no_number("-");
	is_no_number("+");
	is_no_number("--1");
	is_no_number("08");
	is_no_number("0x");
	is_no_number("0xg");
	is_no_number("1a");
	is_no_number("1 ");
	is_no_number(" 1");
	is_no_number("18446744073709551616");
	is_no_number("0x10000000000000000");
	is_no_number("-9223372036854775809");
	is_no_number("99999999999999999999999999");
	is_no_number("1.5");
}

static void sizes(void **state)
{
	static const struct { const char *word; int64_t n; } right[] = {
		{ "0", 0 }, { "4096", 4096 }, { "0x10", 16 }, { "1k", 1024 }, { "64K", 65536 },
		{ "8M", 8 << 20 }, { "2G", INT64_C(2) << 30 }, { "-1k", -1024 }, { "0x10k", 16384 },
	};
	static const char *const wrong[] = { "", "k", "1T", "1kB", "1.5k", "1 k", "99999999999G" };
	int64_t n;

	(void)state;
	for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
		assert_true(word_to_size(slice_of(right[i].word), &n));
		assert_int_equal(n, right[i].n);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (word_to_size(slice_of(wrong[i]), &n))
			fail_msg("%s is a size", wrong[i]);
}

static void is_duration(const char *word, int64_t expected)
{
	int64_t ns = -12345;

	if (!word_to_duration(slice_of(word), &ns))
		fail_msg("%s was refused", word);
	assert_int_equal(ns, expected);
}

static void is_no_duration(const char *word)
{
	int64_t ns;

	if (word_to_duration(slice_of(word), &ns))
		fail_msg("%s was taken as %lld", word, (long long)ns);
}

static void durations(void **state)
{
	(void)state;
	is_duration("5ns", 5);
	is_duration("5us", 5000);
	is_duration("0.5ns", 1);	/* up: no wait becomes one of no time */
	is_duration("0.1230000ms", 123000);
	is_duration("0.1234567ms", 123457);
	is_duration("1.00000000000001s", 1000000001);
	is_duration("0.0000000000s", 0);
	is_duration("250ms", 250000000);
	is_duration("2s", 2000000000);
	is_duration("1min", 60000000000);
	is_duration("1h", 3600000000000);
	is_duration("0s", 0);
	is_duration("1.5s", 1500000000);
	is_duration("0.5h", 1800000000000);
	is_duration("0.000000001s", 1);
	is_duration("1.0000000019s", 1000000002);
	is_duration("2562047h", INT64_C(2562047) * 3600000000000);
	is_no_duration("");
	is_no_duration("5");
	is_no_duration("ms");
	is_no_duration("-5s");
	is_no_duration("5.s");
	is_no_duration(".5s");
	is_no_duration("5 s");
	is_no_duration("5sec");
	is_no_duration("5msx");
	is_no_duration("2562048h");
	is_no_duration("99999999999999999999s");
}

static void identifiers(void **state)
{
	(void)state;
	assert_true(is_identifier(slice_of("a")));
	assert_true(is_identifier(slice_of("_")));
	assert_true(is_identifier(slice_of("SO_9")));
	assert_false(is_identifier(slice_of("")));
	assert_false(is_identifier(slice_of("9a")));
	assert_false(is_identifier(slice_of("a-b")));
	assert_false(is_identifier(slice_of("a b")));
	assert_false(is_identifier(slice_of("\303\244")));
	assert_false(is_identifier((struct slice){ "a\0b", 3 }));
	for (int c = 0; c < 256; c++)
		assert_int_equal(is_name_char((char)c), c < 128 && c && strchr("abcdefghijklmnopqrstuvwxyz"
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", c));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(bare_words),
		STAGED(words_of_every_length),
		STAGED(statements_end),
		STAGED(quotes),
		STAGED(mistakes_in_words),
		STAGED(dollars),
		STAGED(escapes),
		STAGED(verbatim),
		STAGED(strings_read_back),
		STAGED(mistakes_in_strings),
		cmocka_unit_test(numbers),
		cmocka_unit_test(sizes),
		cmocka_unit_test(durations),
		cmocka_unit_test(identifiers),
	};

	return cmocka_run_group_tests_name("lex", tests, NULL, NULL);
}
