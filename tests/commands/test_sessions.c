/* What is said of what is typed: the sessions of sessions.txt, each with a shell of its own. */
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "interrupt.h"

static char folder[] = "/tmp/test_sessions.XXXXXX";
static char *table; /* all of the file */

static int read_table(const char *path)
{
	FILE *file = fopen(path, "r");
	size_t room = 0;

	if (!file || getdelim(&table, &room, '\0', file) < 0) {
		print_error("%s: %s\n", path, strerror(errno));
		return -1;
	}
	fclose(file);
	return 0;
}

/* A folder of one's own, where 3 is the first descriptor. */
static int make_folder(void **state)
{
	const char *source = getenv("SOCKSH_SOURCE");
	char path[512];

	(void)state;
	snprintf(path, sizeof(path), "%s/tests/commands/sessions.txt", source ? source : ".");
	if (read_table(path) || !mkdtemp(folder) || chdir(folder) || setenv("HOME", folder, 1))
		return -1;
	for (int fd = STDERR_FILENO + 1; fd < 64; fd++)
		close(fd);
	interrupt_set_up();
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	free(table);
	return chdir("/") || rmdir(folder) ? -1 : 0;
}

static int set_up(void **state)
{
	struct stage *stage;

	if (stage_set_up(state))
		return -1;
	stage = *state;
	stage->shell.keep_going = true;
	stage->shell.settings.strings = 256;
	return 0;
}

static int tear_down(void **state)
{
	struct stage *stage = *state;

	for (struct handle *handle = stage->shell.handles.oldest; handle; handle = handle->newer)
		close(handle->fd);
	return stage_tear_down(state);
}

/* The text as it is expected, where [...] stands for anything. */
static bool fits(struct slice expected, struct slice text)
{
	static const char any[] = "[...]";
	const char *hole = memmem(expected.at, expected.len, any, sizeof(any) - 1);
	size_t before = hole ? (size_t)(hole - expected.at) : expected.len;
	struct slice rest;

	if (text.len < before || memcmp(text.at, expected.at, before) != 0)
		return false;
	text.at += before;
	text.len -= before;
	if (!hole)
		return text.len == 0;
	rest = (struct slice){ hole + sizeof(any) - 1, expected.len - before - (sizeof(any) - 1) };
	for (; !fits(rest, text); text.at++, text.len--)
		if (text.len == 0)
			return false;
	return true;
}

/* One statement, and all that it says; mistakes come last. */
static bool says(struct stage *stage, const char *session, const char *statement,
		 struct slice expected)
{
	struct out *out = &stage->shell.out, *err = &stage->shell.err;
	const char *said;

	run_text(stage, statement);
	said = arena_format(&stage->arena, "%.*s%.*s", (int)out->len, out->len ? out->data : "",
			    (int)err->len, err->len ? err->data : "");
	if (fits(expected, slice_of(said)))
		return true;
	print_error("## %s\n> %s\n%s\nshould be\n%.*s\n", session, statement, said,
		    SLICE_ARGS(expected));
	return false;
}

/* Up to the next line that begins so, or the end. */
static struct slice up_to(const char **at, const char *const *marks)
{
	struct slice text = { *at, 0 };

	for (const char *line = *at; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		for (const char *const *mark = marks; *mark; mark++)
			if (strncmp(line, *mark, strlen(*mark)) == 0) {
				*at = line;
				return text;
			}
		text.len = (size_t)(line + strcspn(line, "\n") - text.at) + 1;
	}
	*at += strlen(*at);
	text.len = (size_t)(*at - text.at);
	return text;
}

/* The line without its mark and its newline, in the arena; `at` is behind it then. */
static const char *take_line(struct stage *stage, const char **at, size_t mark)
{
	size_t len = strcspn(*at, "\n");
	const char *line = arena_copy(&stage->arena, *at + mark, len - mark);

	*at += len + ((*at)[len] == '\n');
	return line;
}

static size_t run_session(void **state, const char **at, size_t *failed)
{
	static const char *const marks[] = { "> ", "## ", NULL };
	struct stage *stage;
	const char *session;
	size_t count = 0;

	assert_int_equal(set_up(state), 0);
	stage = *state;
	session = take_line(stage, at, 3);
	up_to(at, marks);
	while (strncmp(*at, "> ", 2) == 0) {
		const char *statement = take_line(stage, at, 2);
		struct slice expected = up_to(at, marks);

		while (expected.len && expected.at[expected.len - 1] == '\n' && **at != '>' &&
		       (expected.len == 1 || expected.at[expected.len - 2] == '\n'))
			expected.len--; /* the empty line before the next session */
		*failed += !says(stage, session, statement, expected);
		count++;
	}
	assert_int_equal(tear_down(state), 0);
	return count;
}

static void each_is_as_it_stands_there(void **state)
{
	const char *at = strstr(table, "\n## ") + 1;
	size_t count = 0, failed = 0;

	while (*at)
		count += run_session(state, &at, &failed);
	if (failed)
		fail_msg("%zu of %zu statements say something else", failed, count);
	assert_true(count > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_as_it_stands_there),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
