/* Bad input is answered and loses nothing: no call is made, no handle lost, the shell goes on. */
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char before[] =
	"srv = socket; bind; listen; a, b = socketpair; u = socket unix; six = socket inet6\n"
	"gone = socket; close; use a";
static const char after[] = "send a alive; expect \"alive\" recv b; use srv; use six; use u; use a";
static const char alive[] = "send(a, \"alive\", 5, 0) = 5\nrecv(b, \"alive\", 4096, 0) = 5\n";

static char folder[] = "/tmp/test_mistakes.XXXXXX";

/* A folder of one's own, with a file that is none. */
static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 && mkfifo("fifo", 0600) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return unlink("fifo") == 0 && chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static int set_up(void **state)
{
	struct stage *stage;

	if (stage_set_up(state))
		return -1;
	stage = *state;
	stage->shell.keep_going = true;
	return run_text(stage, before) == OUTCOME_OK ? 0 : -1;
}

static int tear_down(void **state)
{
	struct stage *stage = *state;

	run_text(stage, "close srv; close a; close b; close u; close six");
	return stage_tear_down(state);
}

/* What there is, and which of it is current. */
static const char *handles_told(struct stage *stage)
{
	const struct handles *handles = &stage->shell.handles;
	struct out out = { .fd = -1 };

	for (const struct handle *handle = handles->oldest; handle; handle = handle->newer)
		out_format(&out, "%s=%d%s ", handle->name, handle->fd,
			   handle == handles->current[handle->facts.kind] ? "*" : "");
	return out.len ? taken(stage, &out) : "";
}

/* Is this the message, behind its place? Further lines of it may follow. */
static bool told(struct stage *stage, const char *message)
{
	struct out *err = &stage->shell.err;
	const char *text = arena_copy(&stage->arena, err->data ? err->data : "", err->len);
	const char *expected = arena_format(&stage->arena, "<unit>:1: %s\n", message);

	return strncmp(text, expected, strlen(expected)) == 0;
}

/* True where the statement gets this message, and everything is as it was. */
static bool is_mistake(struct stage *stage, const char *statement, const char *message)
{
	const char *handles = handles_told(stage);
	enum outcome outcome = run_text(stage, statement);
	const struct out *out = &stage->shell.out, *err = &stage->shell.err;

	if (outcome == OUTCOME_MISTAKE && told(stage, message) && !out->len &&
	    strcmp(handles_told(stage), handles) == 0)
		return true;
	print_error("%.300s\n  should be told\n\t%s\n  and there was (outcome %d)\n\t%.*s%.*s\n"
		    "  with handles %s, before it %s\n",
		    statement, message, (int)outcome, (int)err->len, err->data ? err->data : "",
		    (int)out->len, out->data ? out->data : "", handles_told(stage), handles);
	return false;
}

/* The next line of the table without its newline; NULL at the end. */
static char *next_line(FILE *table, char **line, size_t *room)
{
	ssize_t len = getline(line, room, table);

	if (len <= 0)
		return NULL;
	if ((*line)[len - 1] == '\n')
		(*line)[len - 1] = '\0';
	return *line;
}

/* A line behind a tab belongs to the message. */
static void append_line(char message[static 1024], const char *line)
{
	size_t len = strlen(message);

	snprintf(message + len, 1024 - len, "%s%s", len ? "\n" : "", line);
}

struct tally {
	int made, failed;
};

static void end_entry(struct stage *stage, struct tally *tally, char *statement, char *message)
{
	if (!*statement)
		return;
	tally->made++;
	tally->failed += !is_mistake(stage, statement, message);
	*statement = *message = '\0';
}

static struct tally run_table(struct stage *stage, FILE *table)
{
	char statement[1024] = "", message[1024] = "";
	struct tally tally = { 0 };
	size_t room = 0;
	char *line = NULL;

	while (next_line(table, &line, &room)) {
		if (*line == '\t') {
			append_line(message, line + 1);
			continue;
		}
		end_entry(stage, &tally, statement, message);
		if (*line && strncmp(line, "##", 2) != 0)
			snprintf(statement, sizeof(statement), "%s", line);
	}
	end_entry(stage, &tally, statement, message);
	free(line);
	return tally;
}

static void each_is_told(void **state)
{
	const char *source = getenv("SOCKSH_SOURCE");
	char path[512];
	struct tally tally;
	FILE *table;

	snprintf(path, sizeof(path), "%s/tests/commands/mistakes.txt", source ? source : ".");
	table = fopen(path, "r");
	if (!table)
		fail_msg("%s: %s", path, strerror(errno));
	tally = run_table(*state, table);
	fclose(table);
	if (tally.failed)
		fail_msg("%d of %d are not told as they should be", tally.failed, tally.made);
	assert_true(tally.made > 300);
	assert_int_equal(run_text(*state, after), OUTCOME_OK);
	assert_said(*state, &((struct stage *)*state)->shell.out, alive);
}

/* Behind `start` as many of a character; in the arena. */
static const char *many(struct stage *stage, const char *start, size_t count, char what)
{
	size_t len = strlen(start);
	char *text = arena_alloc(&stage->arena, len + count + 1);

	memcpy(text, start, len);
	memset(text + len, what, count);
	text[len + count] = '\0';
	return text;
}

/* What no table can be read with in it. */
static void what_is_long(void **state)
{
	static const char sixty[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
	static const char deep[] = "bind: values are nested more than 64 deep";
	struct stage *stage = *state;
	struct arena *arena = &stage->arena;

	assert_true(is_mistake(stage, many(stage, "bind u /", 107, 'x'),
			       arena_format(arena,
					    "bind: \"/%s\"... is 108 bytes long; "
					    "a path of AF_UNIX has at most 107",
					    sixty)));
	assert_true(is_mistake(stage, many(stage, "bind u @/", 107, 'x'),
			       arena_format(arena,
					    "bind: \"/%s\"... is 108 bytes long; "
					    "an abstract name has at most 107",
					    sixty)));
	assert_true(is_mistake(stage, many(stage, "bind(srv, ", 100, '{'), deep));
	assert_true(is_mistake(stage, many(stage, "bind(srv, ", 100000, '['), deep));
	assert_int_equal(run_text(stage, after), OUTCOME_OK);
}

static void bytes_that_no_line_should_have(void **state)
{
	struct stage *stage = *state;

	assert_true(is_mistake(stage, "send a \377",
			       "send: the byte \\377 stands outside of quotes and comments"));
	assert_true(is_mistake(stage, "sen\303 a x",
			       "the byte \\303 stands outside of quotes and comments"));
	assert_true(is_mistake(stage, "send a \033[2J",
			       "send: the byte \\33 stands outside of quotes and comments"));
	assert_int_equal(run_text(stage, after), OUTCOME_OK);
}

#define MADE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		MADE(each_is_told),
		MADE(what_is_long),
		MADE(bytes_that_no_line_should_have),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
