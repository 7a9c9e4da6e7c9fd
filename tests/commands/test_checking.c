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

/* ---- descriptors that come, and that do not ---- */

#define PAIR "a, b = socketpair\n"

static void only_what_brings_descriptors_brings_some(void **state)
{
	struct stage *stage = *state;

	accepts(stage, PAIR "send a x\nrecv b\npoll a b\nshutdown a wr\ngetsockname a\n"
		       "getsockopt a type\ns1 = socket\nclose s1; close a; close b\n");
	refuses(stage, PAIR "send a x\nclose s2\n", "<unit>:3: close: no handle \"s2\"\n  close [HANDLE]\n");
	accepts(stage, "d = socket inet dgram\nrecvmsg d\ns2 = socket\n");
	refuses(stage, "e = socket inet dgram\nx = recvmsg e\n",
		"<unit>:2: recvmsg: makes no handle that \"x\" could name\n"
		"  recvmsg [HANDLE] [--FLAG] [MESSAGE]\n");
}

static void as_many_come_as_a_call_makes(void **state)
{
	struct stage *stage = *state;

	refuses(stage, "socket\nsocketpair\naccept s1\nclose s4\nclose s5\n",
		"<unit>:5: close: no handle \"s5\"\n  close [HANDLE]\n");
	refuses(stage, "repeat 3 socket\nclose s7\nclose s8\n",
		"<unit>:3: close: no handle \"s8\"\n  close [HANDLE]\n");
	accepts(stage, "repeat 1000000000 socket\nclose s4000\n");
}

static void an_option_brings_its_descriptor(void **state)
{
	struct stage *stage = *state;

	refuses(stage, PAIR "getsockopt a peerpidfd\nclose pidfd1\nclose pidfd2\nx = getsockopt a type\n"
		       "p = getsockopt a peerpidfd\nclose p\n",
		"<unit>:4: close: no handle \"pidfd2\"\n  close [HANDLE]\n"
		"<unit>:5: getsockopt: makes no handle that \"x\" could name\n"
		"  getsockopt [HANDLE] [--level X] OPTION\n");
}

/* How many a message brings cannot be known: any that gets its name by itself may be there. */
static void what_may_have_come_can_be_used_and_need_not_be(void **state)
{
	struct stage *stage = *state;

	accepts(stage, PAIR "recvmsg b\nsend s2 x\ns1 = socket\nclose s7; close pidfd3\nsend a s9\n"
		       "connect a s8\nsend a $s5.port\nuse s6\npoll s4\n");
}

static void what_may_have_come_is_closed_once(void **state)
{
	struct stage *stage = *state;

	refuses(stage, PAIR "recvmsg b\nclose s3\nclose s3\nclose s03\nclose t1\n",
		"<unit>:4: close: the handle \"s3\" is closed\n  close [HANDLE]\n"
		"<unit>:5: close: no handle \"s03\"\n  close [HANDLE]\n"
		"<unit>:6: close: no handle \"t1\"\n  close [HANDLE]\n");
}

static void without_room_none_come(void **state)
{
	struct stage *stage = *state;

	refuses(stage, PAIR "recvmsg b --control 0\nclose s1\n",
		"<unit>:3: close: no handle \"s1\"\n  close [HANDLE]\n");
}

/* What a socket is that got its name by itself is not known from then on. */
static void a_name_that_may_be_anothers_says_nothing_of_it(void **state)
{
	struct stage *stage = *state;

	accepts(stage, PAIR "recvmsg b\nsocket inet dgram\nconnect s1 /run/x.sock\nconnect s1 [::1]:9\n");
}

static void numbers_do_not_run_out(void **state)
{
	struct stage *stage = *state;

	accepts(stage, "x = socket\n");
	for (int i = 0; i < 3000; i++)
		accepts(stage, "y = socket; z = socket; close y; close z\n");
	assert_int_equal(stage->shell.handles.count, 1);
	assert_int_equal(stage->shell.handles.fds, 64);
	assert_int_equal(stage->shell.handles.phantoms.next, 6);
	assert_int_equal(phantom_number(&stage->shell.handles), 4);
	assert_int_equal(phantom_number(&stage->shell.handles), 5);
	assert_int_equal(phantom_number(&stage->shell.handles), 6);
}

static void the_lowest_number_comes_first(void **state)
{
	struct handles *handles = &((struct stage *)*state)->shell.handles;

	for (int i = 3; i < 1000; i++)
		assert_int_equal(phantom_number(handles), i);
	for (int i = 0; i < 997; i++)
		phantom_gone(handles, 3 + i * 331 % 997);
	for (int i = 3; i < 1001; i++)
		assert_int_equal(phantom_number(handles), i);
	/* Where descriptors are real, nothing is kept. */
	handles->phantoms.next = 0;
	phantom_gone(handles, 7);
	assert_int_equal(handles->phantoms.count, 0);
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
		STAGED(only_what_brings_descriptors_brings_some),
		STAGED(as_many_come_as_a_call_makes),
		STAGED(an_option_brings_its_descriptor),
		STAGED(what_may_have_come_can_be_used_and_need_not_be),
		STAGED(what_may_have_come_is_closed_once),
		STAGED(without_room_none_come),
		STAGED(a_name_that_may_be_anothers_says_nothing_of_it),
		STAGED(numbers_do_not_run_out),
		STAGED(the_lowest_number_comes_first),
		STAGED(no_command_is_run),
		STAGED(files_are_checked_and_devices_are_not),
		STAGED(no_time_passes),
		STAGED(nothing_is_shown),
	};

	return cmocka_run_group_tests_name("checking", tests, NULL, NULL);
}
