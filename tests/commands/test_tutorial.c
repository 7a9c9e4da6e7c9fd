/* Units of include/tutorial/tutorial.h: lessons with real calls, gone through rightly or not. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interrupt.h"
#include "tutorial.h"

#define AWAITS(statement) "#     > " statement "\n"
#define END_OF_LESSON "# This is the end of lesson"

static char home[] = "/tmp/test_tutorial.XXXXXX";

/* A home of one's own, which is where what the lessons make is put. */
static int make_home(void **state)
{
	(void)state;
	/* A number in lesson 19 is that of the first descriptor where none is inherited. */
	for (int fd = STDERR_FILENO + 1; fd < 64; fd++)
		close(fd);
	interrupt_set_up();
	if (!mkdtemp(home) || chdir(home))
		return -1;
	return setenv("HOME", home, 1) || setenv("XDG_STATE_HOME", home, 1) ? -1 : 0;
}

static int remove_home(void **state)
{
	(void)state;
	return chdir("/") || rmdir(home) ? -1 : 0;
}

static void forget_progress(void)
{
	unlink("socksh/tutorial");
	rmdir("socksh");
}

/* The end of a session: the descriptors are closed, and what is kept is kept. */
static int end(void **state)
{
	struct stage *stage = *state;

	for (struct handle *handle = stage->shell.handles.oldest; handle; handle = handle->newer)
		close(handle->fd);
	tutorial_free(&stage->shell);
	return stage_tear_down(state);
}

static int tear_down(void **state)
{
	forget_progress();
	unlink("socksh-16");
	unlink("socksh-19");
	return end(state);
}

static void again(void **state)
{
	assert_int_equal(end(state), 0);
	assert_int_equal(stage_set_up(state), 0);
}

/* Types a line at a prompt; all that is said then, mistakes first. */
static const char *typed(struct stage *stage, const char *line)
{
	struct source *source = source_open_text("<unit>", line, &stage->message);
	struct out *out = &stage->shell.out, *err = &stage->shell.err;

	assert_non_null(source);
	source->prompts = true;
	learned_free(source->learned);
	free(source->learned);
	source->learned = NULL;
	out_clear(out);
	out_clear(err);
	run_source(&stage->shell, source);
	return arena_format(&stage->arena, "%.*s%.*s", (int)err->len, err->len ? err->data : "",
			    (int)out->len, out->len ? out->data : "");
}

static const char *typed_and_told(struct stage *stage, const char *line, const char *const *parts)
{
	const char *said = typed(stage, line);

	for (; *parts; parts++)
		if (!strstr(said, *parts))
			fail_msg("> %s\n%s\nshould have\n%s", line, said, *parts);
	return said;
}

/* The parts are all in what is said; it is what SAYS() is worth. */
#define SAYS(line, ...) typed_and_told(stage, line, (const char *const[]){ __VA_ARGS__, NULL })

/* It has nothing to do with the lesson, which says nothing of it. */
static void keeps_silent(struct stage *stage, const char *line)
{
	const char *said = typed(stage, line);

	if (strstr(said, "lesson"))
		fail_msg("> %s\n%s\nshould not speak of a lesson", line, said);
}

static void ends_with(const char *said, const char *tail)
{
	size_t len = strlen(said), tail_len = strlen(tail);

	if (len < tail_len || strcmp(said + len - tail_len, tail) != 0)
		fail_msg("%s\nshould end with\n%s", said, tail);
}

static const char *begin(struct stage *stage, unsigned number)
{
	return typed(stage, arena_format(&stage->arena, "tutorial %u", number));
}

/* What is to be typed at this step, for C; NULL behind the last. */
static const char *step_text(struct stage *stage, unsigned number, size_t step)
{
	struct lesson_reader reader;
	struct lesson_part part;

	if (!lesson_find_step(lesson_by_number(number), step, &reader, &part))
		return NULL;
	return arena_format(&stage->arena, "%.*s", SLICE_ARGS(part.text));
}

/* Goes through a lesson up to the step with this statement. */
static void come_to(struct stage *stage, unsigned number, const char *statement)
{
	const char *text;

	begin(stage, number);
	for (size_t i = 0; (text = step_text(stage, number, i)) && strcmp(text, statement) != 0;
	     i++)
		typed(stage, text);
	if (!text)
		fail_msg("lesson %u has no step %s", number, statement);
}

/* ---- moving ---- */

static void the_list_has_all(void **state)
{
	struct stage *stage = *state;
	const char *said = SAYS("tutorial", "#  1  A socket is an address and a port\n",
				"# \"tutorial NUMBER\" begins a lesson, or comes back to it.\n");

	for (const struct lesson *lesson = lessons; lesson->name; lesson++)
		assert_non_null(strstr(
			said, arena_format(&stage->arena, "\n# %2u  ", lesson_number(lesson)) +
				      (lesson == lessons)));
	assert_null(strstr(said, "done"));
}

static void next_back_again(void **state)
{
	struct stage *stage = *state;

	SAYS("tutorial 1", "# Lesson 1: ", "# What stands behind a > is for you to type",
	     AWAITS("socket inet stream"));
	SAYS("tutorial next", "# Skipped. What comes later may need what it makes: s1.\n",
	     AWAITS("d = socket inet dgram"));
	SAYS("tutorial back", AWAITS("socket inet stream"));
	SAYS("tutorial back", AWAITS("socket inet stream"));
	SAYS("tutorial again", AWAITS("socket inet stream"));
	for (size_t i = 1; step_text(stage, 1, i); i++)
		SAYS("tutorial next", "#     > ", step_text(stage, 1, i));
	SAYS("tutorial next", END_OF_LESSON " 1.", "# Things to try:\n#   1. ",
	     "# The next one: tutorial 2\n");
	SAYS("tutorial next", END_OF_LESSON " 1.");
	SAYS("tutorial back", AWAITS("close t; close d; close u"));
	SAYS("tutorial", "(8 of 9, done before)");
}

static void words_that_are_none(void **state)
{
	struct stage *stage = *state;

	SAYS("tutorial again", "no lesson was begun; \"tutorial 1\" begins the first");
	SAYS("tutorial nxt",
	     "\"nxt\" is neither the number of a lesson nor next, back, again, restart, "
	     "stop or answers; did you mean \"next\"?");
	SAYS("tutorial 4711", "no lesson \"4711\"; they are 1 to ");
	SAYS("tutorial \"next\"", "\"next\" is neither");
	SAYS("tutorial 1 2", "surplus word \"2\"");
	assert_int_equal(access("socksh/tutorial", F_OK), -1);
}

static void stops_and_answers(void **state)
{
	struct stage *stage = *state;

	begin(stage, 1);
	SAYS("tutorial answers", "# Answers of lesson 1:\n#   1. ");
	SAYS("tutorial stop", "# left; \"tutorial 1\" comes back to it\n");
	keeps_silent(stage, "q = socket inet dgram");
	SAYS("tutorial 1", "# Handles are open already (1)", AWAITS("socket inet stream"));
}

static void restarts(void **state)
{
	struct stage *stage = *state;

	begin(stage, 1);
	SAYS("socket inet stream", AWAITS("d = socket inet dgram"),
	     "# In C:\n#     int s1 = socket(");
	SAYS("tutorial restart", "names that are in use now. Type first:", AWAITS("close s1"),
	     AWAITS("socket inet stream"));
	keeps_silent(stage, "close s1");
	SAYS("socket inet stream", AWAITS("d = socket inet dgram"));
}

/* ---- across sessions ---- */

static void comes_back_in_another_session(void **state)
{
	struct stage *stage = *state;
	struct stat status;

	begin(stage, 1);
	typed(stage, "socket inet stream");
	typed(stage, "d = socket inet dgram");
	again(state);
	stage = *state;
	assert_int_equal(stat("socksh/tutorial", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	ends_with(SAYS("tutorial 1", "# Back in lesson 1, ", "Done so far: 2 of 9.",
		       "These lines bring it back:"),
		  AWAITS("socket inet stream") AWAITS("d = socket inet dgram"));
	/* The second before the first: s1 is missing then. */
	SAYS("d = socket inet dgram", "the lesson waits for:", AWAITS("socket inet stream"));
	typed(stage, "close d");
	keeps_silent(stage, "socket inet stream");
	SAYS("tutorial again", AWAITS("d = socket inet dgram"));
	SAYS("d = socket inet dgram", "# All of it is back. The lesson goes on:\n",
	     AWAITS("u = socket unix stream"));
	SAYS("tutorial", "(2 of 9)");
}

static void bringing_back_can_be_skipped(void **state)
{
	struct stage *stage = *state;

	begin(stage, 1);
	typed(stage, "socket inet stream");
	typed(stage, "d = socket inet dgram");
	again(state);
	stage = *state;
	begin(stage, 1);
	SAYS("tutorial next", "# Skipped.",
	     "These lines bring it back:", AWAITS("d = socket inet dgram"));
	SAYS("tutorial next", "# Skipped.", "# All of it is back.",
	     AWAITS("u = socket unix stream"));
}

static void write_progress(const char *text, size_t len)
{
	int fd = open("socksh/tutorial", O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, len), len);
	close(fd);
}

static void whatever_stands_in_the_file(void **state)
{
	static const char *const texts[] = {
		"",
		"\n\n \n",
		"socket",
		"socket \n",
		"socket 99999999999999999999999\n",
		"socket -1 done\n",
		"\377 3\n",
		"nothing 3\n",
		" \n",
		"socket 10\n",
	};
	struct stage *stage = *state;

	assert_int_equal(mkdir("socksh", 0700), 0);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		write_progress(texts[i], strlen(texts[i]));
		SAYS("tutorial", "\"tutorial NUMBER\" begins a lesson");
		SAYS("tutorial 1", AWAITS("socket inet stream"));
		again(state);
		stage = *state;
	}
	write_progress("socket 3 done\nnames 2", 21);
	SAYS("tutorial", "(3 of 9, done before)", "(2 of 27)");
}

/* Nobody's file is written through a link; that is told once, and the lesson goes on. */
static void what_stands_there_is_left_alone(void **state)
{
	struct stage *stage = *state;
	struct stat status;

	assert_int_equal(mkdir("socksh", 0700), 0);
	assert_int_equal(symlink("other", "socksh/tutorial"), 0);
	SAYS("tutorial 1", "# how far you are is not kept: ", "is a symbolic link",
	     AWAITS("socket inet stream"));
	assert_null(
		strstr(SAYS("socket inet stream", AWAITS("d = socket inet dgram")), "not kept"));
	assert_int_equal(lstat("socksh/tutorial", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_int_equal(access("socksh/other", F_OK), -1);
}

static void no_home(void **state)
{
	struct stage *stage = *state;

	assert_int_equal(setenv("XDG_STATE_HOME", "/proc/nowhere", 1), 0);
	SAYS("tutorial 1", AWAITS("socket inet stream"));
	SAYS("socket inet stream",
	     "# how far you are is not kept: ", AWAITS("d = socket inet dgram"));
	assert_int_equal(setenv("XDG_STATE_HOME", home, 1), 0);
}

/* ---- names of one's own ---- */

static void names_of_ones_own(void **state)
{
	struct stage *stage = *state;

	typed(stage, "mine = socket inet stream; other = socket");
	SAYS("tutorial 1", "# Handles are open already (2)");
	SAYS("third = socket inet stream", "# what the lesson calls s1 is third here\n",
	     AWAITS("d = socket inet dgram"));
	SAYS("s1 = socket inet dgram", "# what the lesson calls d is s1 here\n",
	     AWAITS("u = socket unix stream"));
	/* From now on the lesson speaks of these names. */
	SAYS("u = socket unix stream", AWAITS("getsockopt third protocol"));
	SAYS("getsockopt s1 protocol", "# \"s1\" was typed where the lesson has \"third\"\n");
	SAYS("getsockopt third protocol", AWAITS("sockets"));
}

static void a_name_is_not_taken_from_an_open_handle(void **state)
{
	struct stage *stage = *state;
	const char *said;

	begin(stage, 1);
	typed(stage, "socket inet stream");
	said = SAYS("d = socket inet", "# the word \"dgram\" is missing\n",
		    "# the lesson waits for the second of these lines:\n" AWAITS("close d")
			    AWAITS("d = socket inet dgram"));
	assert_null(strstr(said, "what the lesson calls"));
	keeps_silent(stage, "close d");
	SAYS("d = socket inet dgram", AWAITS("u = socket unix stream"));
}

static void what_is_made_once_more(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 4, "listen srv 5");
	SAYS("close srv", "# the lesson still needs srv, which is closed now\n");
	SAYS("server = socket inet stream", "# what the lesson calls srv is server here\n");
	keeps_silent(stage, "bind server");
	SAYS("listen server", "# the word \"5\" is missing\n", AWAITS("listen server 5"));
	SAYS("listen", "# the word \"5\" is missing\n", AWAITS("listen server 5"));
	SAYS("listen server 5", AWAITS("c = socket inet stream"));
	SAYS("client = socket inet stream", AWAITS("getsockname client"));
	SAYS("getsockname client", AWAITS("connect client server"));
	SAYS("connect client srv", "# \"srv\" was typed where the lesson has \"server\"\n",
	     AWAITS("connect client server"));
	SAYS("connect client server", AWAITS("getsockname client"));
}

static void what_comes_in_a_message_by_another_name(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 16, "got = recvmsg q");
	SAYS("mine = recvmsg q", "# what the lesson calls got is mine here\n",
	     AWAITS("getsockname u"));
	SAYS("getsockname u", AWAITS("getsockname mine"));
}

static void a_name_of_the_lesson_that_is_taken(void **state)
{
	static const char *const lines[] = {
		"a = socket", "bind",	       "getsockname a", "listen 5",
		"c = socket", "getsockname c", "connect c a",
	};
	struct stage *stage = *state;

	begin(stage, 4);
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		typed(stage, lines[i]);
	SAYS("getsockname c", AWAITS("a2 = accept a"));
	SAYS("a2 = accept a", AWAITS("getpeername c"));
	SAYS("getpeername c", AWAITS("getsockname a2"));
}

static void names_in_the_text(void **state)
{
	static const char *const lines[] = {
		"connect client srv",
		"a = accept srv",
		"send client \"question\\n\"",
		"shutdown client wr; recv a; recv a",
		"send a \"answer\\n\"",
		"recv client",
		"try send client \"one more thing\"",
		"getpeername client",
	};
	struct stage *stage = *state;

	come_to(stage, 9, "c = socket inet stream");
	SAYS("client = socket", "# what the lesson calls c is client here\n");
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		typed(stage, lines[i]);
	SAYS("close client; close a", "# (`c` in this text is client here)\n");
}

static void closing_by_a_name_of_ones_own(void **state)
{
	struct stage *stage = *state;

	begin(stage, 1);
	SAYS("sock = socket inet stream", AWAITS("d = socket inet dgram"));
	typed(stage, "d = socket inet dgram");
	typed(stage, "u = socket unix stream");
	SAYS("getsockopt sock protocol", AWAITS("sockets"));
	SAYS("sockets", AWAITS("close sock"));
	SAYS("close sock", AWAITS("t = socket inet stream"));
}

static void made_once_more_by_its_own_name(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 4, "c = socket inet stream");
	SAYS("close srv", "# the lesson still needs srv");
	keeps_silent(stage, "srv = socket");
}

/* ---- bringing back ---- */

static void a_handle_that_is_closed_too_early(void **state)
{
	static const char *const lines[] = {
		"srv = socket", "bind srv", "listen srv 5", "c = socket", "connect c srv",
	};
	struct stage *stage = *state;

	come_to(stage, 4, "getsockname a");
	typed(stage, "close a");
	SAYS("getsockname a", "getsockname: the handle \"a\" is closed",
	     "These lines bring it back:",
	     AWAITS("close srv; close c") AWAITS("srv = socket inet stream"));
	typed(stage, "close srv; close c");
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		keeps_silent(stage, lines[i]);
	typed(stage, "close srv");
	SAYS("a = accept srv",
	     "These lines bring it back:", AWAITS("close c") AWAITS("srv = socket inet stream"));
}

static void no_more_than_is_needed(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 4, "getpeername c");
	SAYS("close a", "the lesson still needs a, which is closed now");
	SAYS("getpeername c", AWAITS("getsockname a"));
	SAYS("getsockname a", "These lines bring it back:");
	keeps_silent(stage, "close c; c = socket; connect c srv");
	SAYS("a = accept srv", "All of it is back", AWAITS("getsockname a"));
}

static void bringing_back_by_another_name(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 5, "connect d srv");
	SAYS("close srv", "the lesson still needs srv");
	SAYS("connect d srv", "These lines bring it back:");
	SAYS("server = socket", "what the lesson calls srv is server here");
	typed(stage, "bind server");
	SAYS("listen server", "the word \"5\" is missing", AWAITS("listen server 5"));
	SAYS("connect d server", AWAITS("b = accept server"));
}

static void bringing_back_what_is_no_call(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 16, "listen srv 5");
	again(state);
	stage = *state;
	SAYS("tutorial 16", AWAITS("! rm -f ./socksh-16") AWAITS("srv = socket unix stream")
				    AWAITS("bind srv ./socksh-16"));
	typed(stage, "! rm -f ./socksh-16");
	typed(stage, "srv = socket unix stream");
	keeps_silent(stage, "bind srv ./socksh-16");
	SAYS("! ls -F ./socksh-16", "All of it is back");
}

/* ---- what is the step, and what is not ---- */

static void many_steps_on_one_line(void **state)
{
	struct stage *stage = *state;

	begin(stage, 1);
	SAYS("socket inet stream; d = socket inet dgram; u = socket unix stream",
	     AWAITS("d = socket inet dgram"), "# (that has been done as well)\n",
	     AWAITS("u = socket unix stream"), AWAITS("getsockopt s1 protocol"));
	ends_with(SAYS("getsockopt s1 protocol; sockets; close s1", AWAITS("sockets"),
		       AWAITS("close s1")),
		  AWAITS("t = socket inet stream"));
}

static void a_part_of_a_step(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 1, "close t; close d; close u");
	SAYS("close d", "# good; still to be done:\n" AWAITS("close t") AWAITS("close u"));
	SAYS("close t; close u", END_OF_LESSON);
}

static void what_is_closed_already(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 1, "socket unix stream 6");
	typed(stage, "close t; close d; close u");
	SAYS("socket unix stream 6", AWAITS("close t; close d; close u"), END_OF_LESSON);
}

static void what_is_left_open(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 1, "close t; close d; close u");
	SAYS("tutorial next", "# Still open: d, u, t.\n");
	SAYS("tutorial 2", "Type first:", AWAITS("close d; close u"));
}

static void the_acting_handle_left_out(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 2, "connect d 127.0.0.1:8080");
	SAYS("connect 127.0.0.1:80",
	     "# \"127.0.0.1:80\" was typed where the lesson has \"127.0.0.1:8080\"\n");
	SAYS("connect 127.0.0.1:8080", AWAITS("getpeername d"));
}

static void a_backslash_without_quotes(void **state)
{
	struct stage *stage = *state;
	const char *said;

	come_to(stage, 4, "send c \"hello\\n\"");
	said = SAYS("send c hello\\n", "# without quotes a backslash is a backslash",
		    "\"hello\\n\"");
	assert_null(strstr(said, "was typed where"));
	SAYS("send c \"hallo\\n\"", "# \"hallo\\n\" was typed where the lesson has \"hello\\n\"\n");
	SAYS("send c \"hello\\n\" more", "# the word \"more\" is one too many\n");
	SAYS("send", "# the word \"hello\\n\" is missing\n");
}

static void means_the_same(void **state)
{
	struct stage *stage = *state;

	begin(stage, 1);
	SAYS("s1 = socket(AF_INET, SOCK_STREAM, 0)", AWAITS("d = socket inet dgram"));
	SAYS("d  =  socket 2 2 0", AWAITS("u = socket unix stream"));
}

static void options_in_another_order(void **state)
{
	struct stage *stage = *state;

	begin(stage, 3);
	SAYS("getaddrinfo --socktype stream --family inet localhost 80",
	     AWAITS("getaddrinfo --socktype stream ::1 80"));
}

static void help_after_a_mistake(void **state)
{
	struct stage *stage = *state;

	begin(stage, 1);
	SAYS("socket inet dgram", "# \"dgram\" was typed where the lesson has \"stream\"\n",
	     AWAITS("socket inet stream"));
	SAYS("socket unix", "# \"unix\" was typed where the lesson has \"inet\"\n");
	SAYS("sokcet inet stream", "did you mean \"socket\"",
	     "# \"sokcet\" was typed where the lesson has \"socket\"\n");
	SAYS("socket \"", AWAITS("socket inet stream"));
	SAYS("socket(AF_INET, SOCK_DGRAM, 0)",
	     "# the lesson's call is this one:\n#     s1 = socket(AF_INET, SOCK_STREAM, 0) = 3\n");
	/* Tidying up after it is nobody's mistake. */
	keeps_silent(stage, "close s1");
	keeps_silent(stage, "! true");
	keeps_silent(stage, "");
	keeps_silent(stage, "help socket");
}

static void an_expectation_that_fails_is_not_the_step(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 19, "expect \"hello\" recv b");
	SAYS("expect \"hallo\" recv b", AWAITS("expect \"hello\" recv b"));
}

static void another_outcome(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 9, "shutdown d wr");
	SAYS("tutorial next", AWAITS("recv a --dontwait"));
	SAYS("recv a --dontwait",
	     "# something else came of it than in the lesson, which has:\n#     recv(a, ",
	     "# Perhaps a step before it was left out, or done twice");
}

static void a_call_on_the_way_is_not_what_was_asked_for(void **state)
{
	struct stage *stage = *state;

	come_to(stage, 4, "getsockname c");
	/* It asks c for its address, for the wrong way round. */
	SAYS("try connect srv c", "the lesson waits for:", AWAITS("getsockname c"));
	SAYS("getsockname c", AWAITS("connect c srv"));
}

/* ---- all of it ---- */

static void goes_through(struct stage *stage, unsigned number)
{
	const char *said = begin(stage, number), *text;

	for (size_t i = 0; (text = step_text(stage, number, i)); i++) {
		if (!strstr(said, arena_format(&stage->arena, AWAITS("%s"), text)))
			fail_msg("lesson %u should wait for\n%s\nand there is\n%s", number, text,
				 said);
		said = typed(stage, text);
	}
	if (!strstr(said, END_OF_LESSON))
		fail_msg("lesson %u should be at its end, and there is\n%s", number, said);
	assert_int_equal(stage->shell.handles.count, 0);
}

/* Those that need nothing but loopback, and that hardly ever wait. */
static void lessons_as_they_stand(void **state)
{
	static const unsigned numbers[] = { 1, 2, 4, 5, 8, 9, 16, 19 };
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		goes_through(stage, numbers[i]);
	SAYS("tutorial", "# 19  Scripts", "(done)");
}

static void in_a_script_a_lesson_is_printed(void **state)
{
	struct stage *stage = *state;

	for (const struct lesson *lesson = lessons; lesson->name; lesson++) {
		const char *line = arena_format(&stage->arena, "tutorial %u",
						lesson_number(lesson)),
			   *said;
		const char *text;

		assert_int_equal(run_text(stage, line), OUTCOME_OK);
		assert_int_equal(stage->shell.err.len, 0);
		said = taken(stage, &stage->shell.out);
		for (size_t i = 0; (text = step_text(stage, lesson_number(lesson), i)); i++)
			if (!strstr(said, arena_format(&stage->arena, AWAITS("%s"), text)))
				fail_msg("lesson %u lacks\n%s", lesson_number(lesson), text);
	}
	assert_int_equal(stage->shell.handles.count, 0);
}

static void checking_tells_of_words_alone(void **state)
{
	struct stage *stage = *state;

	stage->shell.checking = true;
	assert_int_equal(run_text(stage, "tutorial; tutorial 1; tutorial next"), OUTCOME_OK);
	assert_int_equal(stage->shell.out.len + stage->shell.err.len, 0);
	assert_int_equal(run_text(stage, "tutorial nowhere"), OUTCOME_MISTAKE);
}

#define LEARNER(test) cmocka_unit_test_setup_teardown(test, stage_set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LEARNER(the_list_has_all),
		LEARNER(next_back_again),
		LEARNER(words_that_are_none),
		LEARNER(stops_and_answers),
		LEARNER(restarts),
		LEARNER(comes_back_in_another_session),
		LEARNER(bringing_back_can_be_skipped),
		LEARNER(whatever_stands_in_the_file),
		LEARNER(what_stands_there_is_left_alone),
		LEARNER(no_home),
		LEARNER(names_of_ones_own),
		LEARNER(a_name_is_not_taken_from_an_open_handle),
		LEARNER(what_is_made_once_more),
		LEARNER(what_comes_in_a_message_by_another_name),
		LEARNER(a_name_of_the_lesson_that_is_taken),
		LEARNER(names_in_the_text),
		LEARNER(closing_by_a_name_of_ones_own),
		LEARNER(made_once_more_by_its_own_name),
		LEARNER(a_handle_that_is_closed_too_early),
		LEARNER(no_more_than_is_needed),
		LEARNER(bringing_back_by_another_name),
		LEARNER(bringing_back_what_is_no_call),
		LEARNER(many_steps_on_one_line),
		LEARNER(a_part_of_a_step),
		LEARNER(what_is_closed_already),
		LEARNER(what_is_left_open),
		LEARNER(the_acting_handle_left_out),
		LEARNER(a_backslash_without_quotes),
		LEARNER(means_the_same),
		LEARNER(options_in_another_order),
		LEARNER(help_after_a_mistake),
		LEARNER(an_expectation_that_fails_is_not_the_step),
		LEARNER(another_outcome),
		LEARNER(a_call_on_the_way_is_not_what_was_asked_for),
		LEARNER(lessons_as_they_stand),
		LEARNER(in_a_script_a_lesson_is_printed),
		LEARNER(checking_tells_of_words_alone),
	};

	return cmocka_run_group_tests(tests, make_home, remove_home);
}
