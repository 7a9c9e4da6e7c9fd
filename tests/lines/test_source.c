/* Units of include/statement/source.h: lines, continuations, descriptors of the shell's own, history. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interrupt.h"
#include "lines.h"
#include "shell.h"
#include "source.h"

static struct shell shell;
static struct message message;
static char folder[] = "/tmp/test_source.XXXXXX";

static int set_up(void **state)
{
	(void)state;
	shell = (struct shell){ .out = { .fd = -1 }, .err = { .fd = -1 }, .journal = { .fd = -1 } };
	message = (struct message){ 0 };
	return 0;
}

static const char *in_folder(const char *name)
{
	static char path[256];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static const char *make_file(const char *name, const char *bytes, size_t len)
{
	const char *path = in_folder(name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	fclose(file);
	return path;
}

static struct source *open_bytes(const char *bytes, size_t len)
{
	struct source *source = source_open_file(&shell, make_file("file", bytes, len), &message);

	assert_non_null(source);
	return source;
}

static struct source *open_text(const char *text)
{
	return open_bytes(text, strlen(text));
}

static void assert_line(struct source *source, const char *text, unsigned long number)
{
	struct slice line;

	message.set = false;
	assert_int_equal(source_read(source, &shell, &line, &message), READ_LINE);
	assert_int_equal(line.len, strlen(text));
	assert_memory_equal(line.at, text, line.len);
	assert_int_equal(source->line, number);
}

static void assert_read(struct source *source, enum read_line expected, const char *text)
{
	struct slice line;

	message.set = false;
	assert_int_equal(source_read(source, &shell, &line, &message), expected);
	assert_int_equal(message.set, text != NULL);
	if (text)
		assert_non_null(strstr(message.text, text));
}

/* ---- lines ---- */

static void test_lines(void **state)
{
	struct source *source = open_text("#!/usr/bin/socksh\nsocket\n\n  bind  \nlast");

	(void)state;
	assert_non_null(source->learned);
	assert_false(source->prompts);
	assert_line(source, "#!/usr/bin/socksh", 1);
	assert_line(source, "socket", 2);
	assert_line(source, "", 3);
	assert_line(source, "  bind  ", 4);
	assert_line(source, "last", 5);
	assert_read(source, READ_END, NULL);
	assert_read(source, READ_END, NULL);
	source->close(source);
}

static void test_marks(void **state)
{
	struct source *source =
		open_text("\xef\xbb\xbfsocket\r\nbind\r\r\n\r\n\xef\xbb\xbfx\nlast\r");

	(void)state;
	assert_line(source, "socket", 1);
	assert_line(source, "bind\r", 2);
	assert_line(source, "", 3);
	assert_line(source, "\xef\xbb\xbfx", 4);	/* only at the very start */
	assert_line(source, "last\r", 5);
	assert_read(source, READ_END, NULL);
	source->close(source);
}

static void test_text(void **state)
{
	struct source *source = source_open_text("<-c>", "a\nb", &message);

	(void)state;
	assert_non_null(source);
	assert_string_equal(source->name, "<-c>");
	assert_false(source->must_wait(source));
	assert_line(source, "a", 1);
	assert_line(source, "b", 2);
	assert_read(source, READ_END, NULL);
	source->close(source);
	source = source_open_text("<-c>", "", &message);
	assert_read(source, READ_END, NULL);
	source->close(source);
}

static void test_nul(void **state)
{
	struct source *source = open_bytes("a\nb\0c\nd\n", 8);

	(void)state;
	assert_line(source, "a", 1);
	assert_read(source, READ_MISTAKE, "NUL");
	assert_int_equal(source->line, 2);
	assert_line(source, "d", 3);
	source->close(source);
}

/* ---- continuations ---- */

static void test_continuations(void **state)
{
	struct source *source =
		open_text("soc\\\nket \\\r\n  inet\nbind # \\\nsend \"a\\\n # b\" \\\n\\\nx\nend");

	(void)state;
	assert_line(source, "socket   inet", 1);
	assert_int_equal(source->text.len, strlen("socket   inet"));
	assert_line(source, "bind # \\", 4);
	assert_line(source, "send \"a # b\" x", 5);
	assert_line(source, "end", 9);
	assert_read(source, READ_END, NULL);
	source->close(source);
}

static void test_end_in_continuation(void **state)
{
	struct source *source = open_text("a\nb \\\nc \\");

	(void)state;
	assert_line(source, "a", 1);
	assert_read(source, READ_MISTAKE, "middle of a statement");
	assert_int_equal(source->line, 2);
	assert_read(source, READ_END, NULL);
	source->close(source);
}

static void test_mistake_in_continuation(void **state)
{
	struct source *source = open_bytes("a \\\nb\0 \\\nc\nd\n", 13);

	(void)state;
	assert_read(source, READ_MISTAKE, "NUL");
	assert_line(source, "d", 4);
	source->close(source);
}

static void test_long_statement(void **state)
{
	size_t len = 0, room = (2 << 20) + 64;
	char *text = malloc(room);
	struct source *source;

	(void)state;
	for (size_t i = 0; i < 300; i++, len += 4097) {
		memset(text + len, 'x', 4095);
		memcpy(text + len + 4095, "\\\n", 2);
	}
	memcpy(text + len, "y\nz\n", 4);
	source = open_bytes(text, len + 4);
	assert_read(source, READ_MISTAKE, "longer than 1 MiB");
	assert_line(source, "z", 302);
	source->close(source);
	free(text);
}

/* ---- long lines ---- */

static void test_longest_line(void **state)
{
	char *text = malloc(LINE_MAX_BYTES + 16);
	struct source *source;
	struct slice line;

	(void)state;
	memset(text, 'x', LINE_MAX_BYTES + 1);
	memcpy(text + LINE_MAX_BYTES, "\r\nnext\n", 7);
	source = open_bytes(text, LINE_MAX_BYTES + 7);
	assert_int_equal(source_read(source, &shell, &line, &message), READ_LINE);
	assert_int_equal(line.len, LINE_MAX_BYTES);
	assert_line(source, "next", 2);
	source->close(source);
	memcpy(text + LINE_MAX_BYTES, "x\nnext\n", 7);
	source = open_bytes(text, LINE_MAX_BYTES + 7);
	assert_read(source, READ_MISTAKE, "longer than 1 MiB");
	assert_line(source, "next", 2);
	source->close(source);
	free(text);
}

struct writer {
	int fd;
	size_t repeats;
	const char *bytes;
	size_t piece;
};

static void *write_all(void *argument)
{
	const struct writer *writer = argument;
	size_t len = strlen(writer->bytes);

	for (size_t i = 0; i < writer->repeats; i++)
		for (size_t at = 0; at < len; at += writer->piece)
			if (write(writer->fd, writer->bytes + at,
				  len - at < writer->piece ? len - at : writer->piece) < 0)
				break;
	return NULL;
}

/* Has a source read from a pipe by way of its number's name; `*in` is the end to write to. */
static struct source *open_pipe(int *in)
{
	struct source *source;
	char path[64];
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", ends[0]);
	source = source_open_file(&shell, path, &message);
	assert_non_null(source);
	close(ends[0]);
	*in = ends[1];
	return source;
}

static long resident_kib(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

static void *write_huge(void *argument)
{
	struct writer *writer = argument;

	write_all(writer);
	writer->bytes = "\nnext\n";
	writer->repeats = 1;
	write_all(writer);
	close(writer->fd);
	return NULL;
}

/* However long it is, it takes no memory. */
static void test_huge_line(void **state)
{
	static char kib[1025];
	struct writer writer = { .repeats = 64 << 10, .bytes = kib, .piece = sizeof(kib) };
	struct source *source = open_pipe(&writer.fd);
	long before = resident_kib();
	pthread_t thread;

	(void)state;
	memset(kib, 'x', 1024);
	assert_int_equal(pthread_create(&thread, NULL, write_huge, &writer), 0);
	assert_read(source, READ_MISTAKE, "longer than 1 MiB");
	assert_line(source, "next", 2);
	assert_read(source, READ_END, NULL);
	pthread_join(thread, NULL);
	source->close(source);
	assert_true(resident_kib() - before < 16 << 10);
}

static void test_single_bytes(void **state)
{
	struct writer writer = {
		.repeats = 1, .bytes = "\xef\xbb\xbfsocket\r\nbind \\\nx\nend", .piece = 1,
	};
	struct source *source = open_pipe(&writer.fd);

	(void)state;
	assert_true(source->must_wait(source));
	write_all(&writer);
	close(writer.fd);
	assert_line(source, "socket", 1);
	assert_line(source, "bind x", 2);
	assert_line(source, "end", 4);
	assert_read(source, READ_END, NULL);
	source->close(source);
}

static void test_must_wait(void **state)
{
	struct writer writer = { .repeats = 1, .bytes = "a\nb\nc", .piece = 64 };
	struct source *source = open_pipe(&writer.fd);

	(void)state;
	write_all(&writer);
	assert_true(source->must_wait(source));
	assert_line(source, "a", 1);
	assert_false(source->must_wait(source));
	assert_line(source, "b", 2);
	assert_true(source->must_wait(source));
	close(writer.fd);
	assert_line(source, "c", 3);
	source->close(source);
}

static void test_interrupted(void **state)
{
	struct writer writer = { .repeats = 1, .bytes = "half", .piece = 64 };
	struct source *source = open_pipe(&writer.fd);
	struct slice line;

	(void)state;
	write_all(&writer);
	interrupt_set_up();
	raise(SIGINT);
	assert_int_equal(source_read(source, &shell, &line, &message), READ_INTERRUPTED);
	assert_true(interrupt_pending());
	interrupt_acknowledge();
	source->close(source);
	close(writer.fd);
}

/* ---- descriptors ---- */

static int lowest_free(void)
{
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);

	assert_true(fd >= 0);
	close(fd);
	return fd;
}

static void test_files_leave_no_descriptor(void **state)
{
	int before = lowest_free();
	struct source *source = open_text("a\n");

	(void)state;
	assert_int_equal(lowest_free(), before);
	assert_int_not_equal(source->inode, 0);
	source->close(source);
}

static void test_pipes_move_up(void **state)
{
	int before, in;
	struct source *source;

	(void)state;
	before = lowest_free();
	source = open_pipe(&in);
	assert_int_equal(lowest_free(), before);	/* the pipe's reading end stood there */
	source->close(source);
	close(in);
}

static void test_own_descriptor(void **state)
{
	struct rlimit limit;
	int fd = open("/dev/null", O_RDONLY), own = own_descriptor(fd);

	(void)state;
	getrlimit(RLIMIT_NOFILE, &limit);
	assert_true(own >= 0);
	assert_true(limit.rlim_cur > 1 << 20 || (rlim_t)own + 32 >= limit.rlim_cur);
	assert_int_equal(fcntl(own, F_GETFD), FD_CLOEXEC);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
	close(own);
	assert_int_equal(own_descriptor(-1), -1);
}

static void test_unreadable(void **state)
{
	(void)state;
	assert_null(source_open_file(&shell, "/no/such/file", &message));
	assert_string_equal(message.text,
			    "cannot read \"/no/such/file\": No such file or directory");
	message.set = false;
	assert_null(source_open_file(&shell, folder, &message));
	assert_non_null(strstr(message.text, ": Is a directory"));
}

static void test_large_file(void **state)
{
	size_t len = 17 << 20;
	char *text = malloc(len);
	struct source *source;
	struct slice line;
	size_t lines = 0;

	(void)state;
	for (size_t i = 0; i < len; i++)
		text[i] = i % 1024 == 1023 ? '\n' : 'x';
	source = open_bytes(text, len);
	while (source_read(source, &shell, &line, &message) == READ_LINE) {
		assert_int_equal(line.len, 1023);
		lines++;
	}
	assert_int_equal(lines, len / 1024);
	source->close(source);
	free(text);
	unlink(in_folder("file"));
}

/* ---- history ---- */

static void add(struct shell *to, const char *line)
{
	history_add(to, (struct slice){ line, strlen(line) });
}

static void assert_history(const struct shell *of, size_t index, const char *line)
{
	assert_true(index < history_count(of));
	assert_string_equal(history_line(of, index), line);
}

static void test_history_in_memory(void **state)
{
	(void)state;
	assert_int_equal(history_count(&shell), 0);
	add(&shell, "socket");
	add(&shell, "socket");
	add(&shell, " secret");
	add(&shell, "");
	add(&shell, "bind");
	add(&shell, "socket");
	assert_int_equal(history_count(&shell), 3);
	assert_history(&shell, 1, "bind");
	history_free(&shell);
	assert_int_equal(history_count(&shell), 0);
}

static mode_t mode_of(const char *name)
{
	struct stat stat_;

	assert_int_equal(stat(in_folder(name), &stat_), 0);
	return stat_.st_mode & 0777;
}

static void test_history_file(void **state)
{
	struct shell other = { .out = { .fd = -1 } };

	(void)state;
	umask(0);
	setenv("XDG_STATE_HOME", in_folder("state/deep"), 1);
	history_open_file(&shell);
	history_open_file(&other);
	add(&shell, "one");
	add(&other, "two");
	add(&shell, "three");
	history_free(&shell);
	history_free(&other);
	assert_int_equal(mode_of("state"), 0700);
	assert_int_equal(mode_of("state/deep/socksh"), 0700);
	assert_int_equal(mode_of("state/deep/socksh/history"), 0600);
	chmod(in_folder("state/deep/socksh/history"), 0644);
	history_open_file(&shell);
	assert_int_equal(mode_of("state/deep/socksh/history"), 0600);
	assert_int_equal(history_count(&shell), 3);
	assert_history(&shell, 0, "one");
	assert_history(&shell, 1, "two");
	assert_history(&shell, 2, "three");
	history_free(&shell);
}

static void test_history_bounded(void **state)
{
	FILE *file;

	(void)state;
	setenv("XDG_STATE_HOME", in_folder("bounded"), 1);
	assert_int_equal(mkdir(in_folder("bounded"), 0700), 0);
	assert_int_equal(mkdir(in_folder("bounded/socksh"), 0700), 0);
	file = fopen(in_folder("bounded/socksh/history"), "w");
	for (int i = 0; i < 12345; i++)
		fprintf(file, "line %d\n", i);
	fclose(file);
	for (int again = 0; again < 2; again++) {
		history_open_file(&shell);
		assert_int_equal(history_count(&shell), 10000);
		assert_history(&shell, 0, "line 2345");
		assert_history(&shell, 9999, "line 12344");
		history_free(&shell);
	}
	assert_int_equal(mode_of("bounded/socksh/history"), 0600);
}

static void test_history_without_home(void **state)
{
	(void)state;
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	history_open_file(&shell);
	add(&shell, "one");
	assert_history(&shell, 0, "one");
	history_free(&shell);
	setenv("HOME", "/proc/nowhere", 1);
	history_open_file(&shell);
	add(&shell, "one");
	assert_history(&shell, 0, "one");
	history_free(&shell);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command);
}

#define UNIT(name) cmocka_unit_test_setup(name, set_up)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_lines), UNIT(test_marks), UNIT(test_text), UNIT(test_nul),
		UNIT(test_continuations), UNIT(test_end_in_continuation),
		UNIT(test_mistake_in_continuation), UNIT(test_long_statement),
		UNIT(test_longest_line), UNIT(test_huge_line), UNIT(test_single_bytes),
		UNIT(test_must_wait), UNIT(test_interrupted),
		UNIT(test_files_leave_no_descriptor), UNIT(test_pipes_move_up),
		UNIT(test_own_descriptor), UNIT(test_unreadable), UNIT(test_large_file),
		UNIT(test_history_in_memory), UNIT(test_history_file), UNIT(test_history_bounded),
		UNIT(test_history_without_home),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
