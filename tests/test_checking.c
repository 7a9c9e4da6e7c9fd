/* Scripts that are only checked (-n): what is told, and that nothing is touched. */
#include "unit.h"

#include <stdio.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#define SOCKET "socket(AF_INET, SOCK_STREAM, 0) = 3\n"

static void accepts(struct stage *stage, const char *text)
{
	stage->shell.checking = true;
	if (run_text(stage, text) != OUTCOME_OK)
		fail_msg("%s: %.*s", text, (int)stage->shell.err.len, stage->shell.err.data);
	assert_said(stage, &stage->shell.err, "");
	assert_said(stage, &stage->shell.out, "");
}

static void refuses(struct stage *stage, const char *text, const char *message)
{
	stage->shell.checking = true;
	assert_int_equal(run_text(stage, text), OUTCOME_MISTAKE);
	assert_said(stage, &stage->shell.err, message);
	assert_said(stage, &stage->shell.out, "");
}

static void every_call_succeeds(void **state)
{
	struct stage *stage = *state;

	accepts(stage, "srv = socket inet stream\nbind 127.0.0.1:80\nlisten\nc = socket\nconnect c srv\n"
		       "a = accept srv\nsend c hi\nexpect \"ho\" recv a\nexpect EPIPE send c x\nclose srv\n"
		       "x, y = socketpair\nsend x $y ; send c ${c.peer.host}\n");
}

static void each_mistake_is_told_once(void **state)
{
	struct stage *stage = *state;

	refuses(stage, "srv = socket inet steam\nlisten srv\nuse srv\nsend srv a b\n",
		"<unit>:1: socket: no socket type \"steam\"; did you mean \"stream\"?\n"
		"  socket [--FLAG] [FAMILY] [TYPE] [PROTOCOL]\n"
		"<unit>:4: send: surplus word \"b\"; data with blanks in it is one \"quoted\" word\n"
		"  send [HANDLE] [--FLAG] DATA\n");
}

/* A log in which accept() brings the descriptor that it acts on was found by fuzzing. */
static void a_call_does_not_bring_what_it_acts_on(void **state)
{
	struct stage *stage = *state;

	refuses(stage, SOCKET "accept(3, NULL, NULL) = 3\n",
		"<unit>:2: accept: the new descriptor cannot be 3: the call acts on that one\n"
		"  int accept(int sockfd, struct sockaddr *addr, socklen_t *addrlen)\n");
	accepts(stage, SOCKET "accept(3, NULL, NULL) = 4\naccept(3, NULL, NULL) = 4\n" SOCKET);
}

/* ---- nothing is touched ---- */

static void no_command_is_run(void **state)
{
	char folder[] = "/tmp/socksh-checking-XXXXXX", text[400];
	struct stage *stage = *state;

	assert_non_null(mkdtemp(folder));
	snprintf(text, sizeof(text), "! touch %s/touched\nset journal %s/journal\nsend --file %s/none\n"
		 "s = socket\nsend s --file %s/none\n", folder, folder, folder, folder);
	stage->shell.checking = true;
	run_text(stage, text);
	assert_null(stage->shell.settings.journal);
	assert_int_equal(rmdir(folder), 0);	/* it is empty */
}

/* What will come from a FIFO nobody knows, and nobody waits for it; a file is checked like the rest. */
static void files_are_checked_and_devices_are_not(void **state)
{
	char folder[] = "/tmp/socksh-checking-XXXXXX", fifo[100], file[100], text[300];
	struct stage *stage = *state;
	FILE *written;

	assert_non_null(mkdtemp(folder));
	snprintf(fifo, sizeof(fifo), "%s/fifo", folder);
	snprintf(file, sizeof(file), "%s/file", folder);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	snprintf(text, sizeof(text), "source %s\nsource /dev/null\n", fifo);
	accepts(stage, text);
	written = fopen(file, "w");
	assert_non_null(written);
	fputs("fromfile = socket\nsokcet\n", written);
	fclose(written);
	snprintf(text, sizeof(text), "source %s\nlisten fromfile\n", file);
	stage->shell.checking = true;
	assert_int_equal(run_text(stage, text), OUTCOME_MISTAKE);
	assert_memory_equal(stage->shell.err.data, file, strlen(file));
	assert_non_null(memmem(stage->shell.err.data, stage->shell.err.len, ":2: sokcet: no such command", 27));
	unlink(fifo);
	unlink(file);
	rmdir(folder);
}

static void no_time_passes(void **state)
{
	struct stage *stage = *state;
	struct itimerval timer;

	accepts(stage, "s = socket\nrepeat 1000000000000 timeout 10ms recv s\ntimeout 1s repeat 5 recv s\n"
		       "send s --fill 2147483647\npoll s:in 1h\nrecv s 100000000000\n");
	assert_int_equal(getitimer(ITIMER_REAL, &timer), 0);
	assert_int_equal(timer.it_value.tv_sec + timer.it_value.tv_usec, 0);
}

static void nothing_is_shown(void **state)
{
	struct stage *stage = *state;

	accepts(stage, "help\nhelp socket\nconstants AF_*\nset\nsockets\ns = socket\nsockets\ntime socket\n"
		       "getaddrinfo localhost http\nconnect s localhost:http\ngetsockopt s type\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(every_call_succeeds),
		STAGED(each_mistake_is_told_once),
		STAGED(a_call_does_not_bring_what_it_acts_on),
		STAGED(no_command_is_run),
		STAGED(files_are_checked_and_devices_are_not),
		STAGED(no_time_passes),
		STAGED(nothing_is_shown),
	};

	return cmocka_run_group_tests_name("checking", tests, NULL, NULL);
}
