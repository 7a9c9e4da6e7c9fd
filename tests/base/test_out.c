/* Units of include/base/out.h: appending, and the escapes of strings. */
#include "unit.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "out.h"

static struct out memory = { .fd = -1, .strings = 256 };

/* What is in the buffer; it is empty then. */
static void assert_out(const char *expected)
{
	out_char(&memory, '\0');
	assert_string_equal(memory.data, expected);
	assert_int_equal(memory.len, strlen(expected) + 1);
	out_clear(&memory);
}

static void numbers(void **state)
{
	(void)state;
	out_number(&memory, 0);
	out_char(&memory, ' ');
	out_number(&memory, -7);
	out_char(&memory, ' ');
	out_number(&memory, INT64_MIN);
	out_char(&memory, ' ');
	out_unsigned(&memory, UINT64_MAX);
	out_char(&memory, ' ');
	out_hex(&memory, 0);
	out_char(&memory, ' ');
	out_hex(&memory, UINT64_MAX);
	out_format(&memory, " %s %d", "x", 3);
	assert_out("0 -7 -9223372036854775808 18446744073709551615 0x0 0xffffffffffffffff x 3");
}

static void growing(void **state)
{
	(void)state;
	for (int i = 0; i < 100000; i++)
		out_bytes(&memory, "abc", 3);
	assert_int_equal(memory.len, 300000);
	for (int i = 0; i < 300000; i++)
		assert_int_equal(memory.data[i], "abc"[i % 3]);
	assert_false(memory.failed);
	out_bytes(&memory, NULL, 0);
	assert_int_equal(memory.len, 300000);
	out_clear(&memory);
	out_format(&memory, "%70000d", 1);
	assert_int_equal(memory.len, 70000);
	out_clear(&memory);
}

/* ---- strings ---- */

static void assert_escaped(const char *bytes, size_t len, bool cut, const char *expected)
{
	out_string(&memory, (struct slice){ bytes, len }, cut);
	assert_out(expected);
}

#define ESCAPED(literal, expected) assert_escaped(literal, sizeof(literal) - 1, false, expected)

/* As strace prints strings; the cases were held against its output. */
static void escapes(void **state)
{
	(void)state;
	ESCAPED("", "\"\"");
	ESCAPED("hello", "\"hello\"");
	ESCAPED("GET / HTTP/1.0\r\n\r\n", "\"GET / HTTP/1.0\\r\\n\\r\\n\"");
	ESCAPED("\t\n\v\f\r\"\\'?", "\"\\t\\n\\v\\f\\r\\\"\\\\'?\"");
	/* As short as the next byte allows. */
	ESCAPED("\0", "\"\\0\"");
	ESCAPED("\0\0", "\"\\0\\0\"");
	ESCAPED("\0001", "\"\\0001\"");
	ESCAPED("\0007", "\"\\0007\"");
	ESCAPED("\0008", "\"\\08\"");		/* no octal digit */
	ESCAPED("\0009\0018", "\"\\09\\18\"");
	ESCAPED("\0a", "\"\\0a\"");
	ESCAPED("\001", "\"\\1\"");
	ESCAPED("\0012", "\"\\0012\"");
	ESCAPED("\007\010", "\"\\7\\10\"");
	ESCAPED("\0107", "\"\\0107\"");
	ESCAPED("\033[0m", "\"\\33[0m\"");
	ESCAPED("\0330m", "\"\\0330m\"");
	ESCAPED("\177", "\"\\177\"");
	ESCAPED("\1770", "\"\\1770\"");
	ESCAPED("\200\377", "\"\\200\\377\"");
	ESCAPED("\303\244", "\"\\303\\244\"");
	/* An escape behind it is no digit. */
	ESCAPED("\0\n", "\"\\0\\n\"");
	assert_escaped("abc", 3, true, "\"abc\"...");
	assert_escaped("", 0, true, "\"\"...");
}

/* Each byte, in every place of a string: spans of many bytes are looked at at once. */
static void every_byte_everywhere(void **state)
{
	enum { BYTES = 75 };
	char x[BYTES];

	(void)state;
	memset(x, 'x', sizeof(x));
	for (int c = 0; c < 256; c++) {
		for (size_t at = 0; at < BYTES; at++) {
			static const char lettered[] = "\t\n\v\f\r\"\\", letters[] = "tnvfr\"\\";
			const char *letter = c ? strchr(lettered, c) : NULL;
			char bytes[BYTES], shown[8], expected[BYTES + 16];

			memset(bytes, 'x', sizeof(bytes));
			bytes[at] = (char)c;
			if (letter)
				snprintf(shown, sizeof(shown), "\\%c", letters[letter - lettered]);
			else
				snprintf(shown, sizeof(shown), c >= 0x20 && c < 0x7f ? "%c" : "\\%o", c);
			snprintf(expected, sizeof(expected), "\"%.*s%s%.*s\"", (int)at, x, shown, (int)(BYTES - 1 - at), x);
			assert_escaped(bytes, sizeof(bytes), false, expected);
		}
	}
}

/* ---- on a terminal ---- */

static void people_see_their_letters(void **state)
{
	(void)state;
	if (!setlocale(LC_CTYPE, "C.UTF-8") && !setlocale(LC_CTYPE, "en_US.UTF-8"))
		skip();
	memory.terminal = true;
	ESCAPED("\303\244 \342\202\254 \360\237\230\200", "\"\303\244 \342\202\254 \360\237\230\200\"");
	ESCAPED("\n\33[2J", "\"\\n\\33[2J\"");
	/* No UTF-8, cut off, overlong, surrogates. */
	ESCAPED("\344x", "\"\\344x\"");
	ESCAPED("\303", "\"\\303\"");
	ESCAPED("\342\202", "\"\\342\\202\"");
	ESCAPED("\300\200", "\"\\300\\200\"");
	ESCAPED("\355\240\200", "\"\\355\\240\\200\"");
	/* C1, bidirectional and other format characters, separators. */
	ESCAPED("\302\233" "31m", "\"\\302\\23331m\"");
	ESCAPED("\302\205", "\"\\302\\205\"");
	ESCAPED("\342\200\256", "\"\\342\\200\\256\"");		/* U+202E, right-to-left override */
	ESCAPED("\342\201\246", "\"\\342\\201\\246\"");		/* U+2066, isolate */
	ESCAPED("\342\200\213", "\"\\342\\200\\213\"");		/* U+200B, no width */
	ESCAPED("\342\200\250", "\"\\342\\200\\250\"");		/* U+2028, line separator */
	ESCAPED("\357\273\277", "\"\\357\\273\\277\"");		/* U+FEFF, byte-order mark */
	ESCAPED("\302\255", "\"\\302\\255\"");			/* U+00AD, soft hyphen */
	ESCAPED("\363\240\200\201", "\"\\363\\240\\200\\201\"");	/* U+E0001, a tag */
	memory.terminal = false;
	/* Not in a file: the same whatever the locale. */
	ESCAPED("\303\244", "\"\\303\\244\"");
	setlocale(LC_CTYPE, "C");
	memory.terminal = true;
	ESCAPED("\303\244", "\"\\303\\244\"");
	memory.terminal = false;
}

static struct out a_line(size_t before)
{
	struct out line = { .fd = -1 };

	out_line_begins(&line);
	for (size_t i = 0; i < before; i++)
		out_char(&line, '.');
	return line;
}

static void a_line_can_be_read_again(void **state)
{
	enum { LEN = OUT_LINE_BYTES };
	char *bytes = calloc(LEN + 1, 1);
	struct out line = a_line(10);

	(void)state;
	assert_non_null(bytes);
	out_string(&line, (struct slice){ bytes, LEN }, false);		/* 4 bytes each, at most */
	assert_true(line.len > OUT_LINE_BYTES / 4 && line.len <= OUT_LINE_BYTES + 5);
	out_free(&line);

	memset(bytes, 'x', LEN + 1);
	line = a_line(10);
	out_string(&line, (struct slice){ bytes, LEN - 10 }, false);	/* just fits */
	assert_int_equal(line.len, LEN + 2);
	assert_int_equal(line.data[line.len - 1], '"');
	out_string(&line, (struct slice){ "yyyyy", 5 }, false);		/* nothing is left */
	assert_memory_equal(line.data + line.len - 5, "\"\"...", 5);
	out_line_ends(&line);
	out_string(&line, (struct slice){ "yyyyy", 5 }, false);
	assert_memory_equal(line.data + line.len - 7, "\"yyyyy\"", 7);
	out_free(&line);

	line = a_line(0);
	out_string(&line, (struct slice){ bytes, LEN + 1 }, false);
	assert_int_equal(line.len, LEN + 5);
	out_free(&line);

	line = a_line(0);
	fill_bytes(bytes, LEN + 1);
	out_string(&line, (struct slice){ bytes, LEN + 1 }, false);
	assert_int_equal(line.len, strlen("fill(1000001)"));
	assert_memory_equal(line.data, "fill(1000001)", line.len);
	bytes[LEN - 5] ^= 1;
	out_string(&line, (struct slice){ bytes, LEN + 1 }, false);
	assert_memory_equal(line.data + line.len - 4, "\"...", 4);
	out_free(&line);
	free(bytes);
}

static void long_data_is_cut_for_people(void **state)
{
	(void)state;
	memory.strings = 5;
	ESCAPED("123456", "\"123456\"");
	memory.terminal = true;
	ESCAPED("12345", "\"12345\"");
	ESCAPED("123456", "\"12345\"...");
	ESCAPED("\0\0\0\0\0009", "\"\\0\\0\\0\\0\\0\"...");
	memory.strings = 0;
	ESCAPED("1", "\"\"...");
	ESCAPED("", "\"\"");
	memory.terminal = false;
	memory.strings = 256;
}

static void assert_foreign(const char *text, const char *expected)
{
	out_foreign(&memory, slice_of(text));
	assert_out(expected);
}

static void foreign_text_cannot_act(void **state)
{
	(void)state;
	assert_foreign("plain \"text\" \\ 'x'", "plain \"text\" \\ 'x'");
	assert_foreign("a\33]0;x\ab\r\n", "a\\33]0;x\\7b\\r\\n");
	assert_foreign("\302\2331\177", "\\302\\2331\\177");
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		return;
	assert_foreign("\303\244", "\\303\\244");
	memory.terminal = true;
	assert_foreign("\303\244\342\200\256x\302\2331", "\303\244\\342\\200\\256x\\302\\2331");
	memory.terminal = false;
	setlocale(LC_CTYPE, "C");
}

/* ---- descriptors ---- */

static void all_of_it_arrives(void **state)
{
	char path[] = "/tmp/socksh-out-XXXXXX";
	struct out out = { .fd = mkstemp(path) };
	struct stat status;
	char line[100];

	(void)state;
	assert_true(out.fd >= 0);
	unlink(path);
	memset(line, 'l', sizeof(line));
	for (int i = 0; i < 10000; i++)
		out_bytes(&out, line, sizeof(line));
	assert_true(out.room < 1 << 20);	/* it drains by itself */
	assert_true(out_flush(&out));
	assert_int_equal(out.len, 0);
	assert_int_equal(fstat(out.fd, &status), 0);
	assert_int_equal(status.st_size, 1000000);
	close(out.fd);
	out_free(&out);
}

/* A pipe that does not block and is full is waited for. */
static void a_full_pipe_is_waited_for(void **state)
{
	enum { BYTES = 300000 };
	int ends[2];
	struct out out = { .fd = -1 };
	pid_t child;
	int status = -1;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		static char buffer[4096];
		size_t all = 0;
		ssize_t n;

		close(ends[1]);
		usleep(20000);
		while ((n = read(ends[0], buffer, sizeof(buffer))) > 0)
			all += (size_t)n;
		_exit(all == BYTES ? 0 : 1);
	}
	close(ends[0]);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	for (int i = 0; i < BYTES; i++)
		out_char(&out, 'x');
	out.fd = ends[1];
	assert_true(out_flush(&out));
	close(ends[1]);
	out_free(&out);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void what_is_lost_is_told(void **state)
{
	struct out out = { .fd = open("/dev/full", O_WRONLY | O_CLOEXEC) };

	(void)state;
	if (out.fd < 0)
		skip();
	out_text(&out, "x");
	assert_false(out.failed);
	assert_false(out_flush(&out));
	assert_true(out.failed);
	assert_int_equal(out.len, 0);
	out_text(&out, "y");
	assert_false(out_flush(&out));		/* once lost, always told */
	close(out.fd);
	out_free(&out);
}

static int end(void **state)
{
	(void)state;
	out_free(&memory);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),
		cmocka_unit_test(growing),
		cmocka_unit_test(escapes),
		cmocka_unit_test(every_byte_everywhere),
		cmocka_unit_test(people_see_their_letters),
		cmocka_unit_test(a_line_can_be_read_again),
		cmocka_unit_test(long_data_is_cut_for_people),
		cmocka_unit_test(foreign_text_cannot_act),
		cmocka_unit_test(all_of_it_arrives),
		cmocka_unit_test(a_full_pipe_is_waited_for),
		cmocka_unit_test(what_is_lost_is_told),
	};

	return cmocka_run_group_tests_name("out", tests, NULL, end);
}
