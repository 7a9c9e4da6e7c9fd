/* Lines of logs: what strace puts on them besides a call. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "log_line.h"

static const char *const decorated[] = {
	/* -f, -Y */
	"[pid 29759] close(3) = 0",
	"29759 close(3) = 0",
	"29759 <... accept resumed>0x7ffe, [16]) = 4",
	"29759 +++ exited with 0 +++",
	"29759 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED} ---",
	"[pid 29759<nc>] close(3) = 0",
	"32055<python3> close(3) = 0",
	"<... accept resumed>0x7ffe, [16]) = 4",
	"strace: Process 29760 attached",
	"accept(3,  <unfinished ...>",
	"accept(3,  <unfinished ...>) = ?",
	"accept(3,  <detached ...>",
	/* -t, -tt, -ttt, -r */
	"07:46:51 close(3) = 0",
	"07:46:51.766105 close(3) = 0",
	"1795765612.060484 close(3) = 0",
	"     0.000345 close(3) = 0",
	"548   06:34:28.285402 close(3) = 0",
	"548   06:34:28 [00007f669bf28dfa] close(3) = 0",
	"07:46:51 --- SIGALRM {si_signo=SIGALRM} ---",
	/* -T */
	"close(3)                                = 0 <0.000036>",
	"recv(3, \"x\", 9, 0) = -1 EAGAIN (Resource temporarily unavailable) <0.000036>",
	/* -y, -yy */
	"close(3<socket:[952639]>) = 0",
	"socketpair(AF_UNIX, SOCK_STREAM, 0, [3<UNIX-STREAM:[1->2]>, 4<UNIX-STREAM:[2->1]>]) = 0",
	"connect(3<TCP:[127.0.0.1:48008->127.0.0.1:45355]>, 0x7ffe, 16) = 0",
	"poll([{fd=3</dev/null<char 1:3>>, events=POLLIN}], 1, 0) = 0 (Timeout)",
	"socket(AF_UNIX, SOCK_STREAM, 0) = 3<socket:[6523605]>",
	"write(1<pipe:[123]>, \"a \\\" 4<x> b\", 9) = 9",
	/* -i, -n */
	"[00007f669bf28dfa] close(3) = 0",
	"[????????????????] +++ exited with 0 +++",
	"[  53] close(3) = 0",
	/* -k */
	" > /usr/lib/x86_64-linux-gnu/libc.so.6(socketpair+0xa) [0x10adfa]",
	" > unexpected_backtracing_error [0x7ffe1000]",
	/* -e read, -e write */
	" | 00000  68 65 6c 6c 6f                                    hello            |",
	" | 009c0  65 63 74 73 20 5b 2a 5d  0a 66 72 6f 6d 66 64 28  ects [*].fromfd( |",
	"548  | 00000  68 65 6c 6c 6f                                    hello            |",
};

static const char *const plain[] = {
	"",
	"   ",
	"close(3) = 0",
	"socket(AF_INET, SOCK_STREAM, 0) = 3",
	"send(3, \"3<socket:[1]> <0.000012>\", 24, 0) = 24",
	"send(3, \"\\\"4<x>\", 6, 0) = 6",
	"send(3, '4<x>', 4, 0) = 4",
	"connect(3, {sa_family=1<<2}, 16) = -1 EINVAL (Invalid argument)",
	"sendto(3, {nlmsg_type=10<<8|0xff /* ??? */}, 16, MSG_DONTWAIT, NULL, 0) = 16",
	"3 = socket inet",
	"12 = socket(AF_INET, SOCK_STREAM, 0)",
	"> srv = socket",
	"| grep x",
	"[a, b] = socketpair",
	"send c 3<x",
	"send c <0.5",
	"8080 srv",
	"--- SIGCHLD {si_signo=SIGCHLD} ---",
	"+++ exited with 0 +++",
	"socket inet; <",
	">",
	"<",
	"[",
	"|",
	"9",
};

static void what_strace_adds_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(decorated) / sizeof(decorated)[0]; i++)
		if (!log_line_is_decorated(slice_of(decorated[i])))
			fail_msg("%s: is decorated", decorated[i]);
}

static void what_people_type_is_no_log(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain)[0]; i++)
		if (log_line_is_decorated(slice_of(plain[i])))
			fail_msg("%s: is not decorated", plain[i]);
}

/* A line may end anywhere; a sanitizer sees what is read behind it. */
static void lines_end_anywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(decorated) / sizeof(decorated)[0]; i++) {
		for (size_t len = 0; len <= strlen(decorated[i]); len++) {
			char *copy = test_malloc(len ? len : 1);

			if (len)
				memcpy(copy, decorated[i], len);
			log_line_is_decorated((struct slice){ copy, len });
			test_free(copy);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_strace_adds_is_known),
		cmocka_unit_test(what_people_type_is_no_log),
		cmocka_unit_test(lines_end_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
