/* What stands before a call, and `!`: what is said of them. What they do is in shell/statement/run_statement.c. */
#include "describe.h"

const struct topic all_topics[] = {
	{ .name = "try",
	  .synopsis = "try CALL",
	  .summary = "any outcome of the call is fine",
	  .help = "A failure does not stop a script and does not count. What was not understood "
		  "still does.",
	  .example = "> a, b = socketpair; try recv b --dontwait\n"
		     "socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0\n"
		     "recv(b, ..., 4096, MSG_DONTWAIT) = -1 EAGAIN (Resource temporarily "
		     "unavailable)" },
	{ .name = "expect",
	  .synopsis = "expect X CALL",
	  .summary = "the call has to end like this, and no other way",
	  .help = "X is an errno (ECONNREFUSED) or an EAI_ code, a number (what the call returns; -1 "
		  "is any failure), or a \"string\" in quotes (the bytes that came; \"he\"... is how "
		  "they begin). In call notation the result can be written behind the call instead: "
		  "listen(s1, 5) = 0",
	  .example = "> a, b = socketpair; expect 5 send a hello; expect \"hello\" recv b\n"
		     "socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0\n"
		     "send(a, \"hello\", 5, 0) = 5\n"
		     "recv(b, \"hello\", 4096, 0) = 5\n"
		     "> expect EAGAIN recv b --dontwait\n"
		     "recv(b, ..., 4096, MSG_DONTWAIT) = -1 EAGAIN (Resource temporarily "
		     "unavailable)" },
	{ .name = "timeout",
	  .synopsis = "timeout D CALL",
	  .summary = "interrupt the call after a while",
	  .help = "D is a duration: 250ms, 2s, 1.5min; a bare whole number is seconds. A call that "
		  "has done a part returns that part, else it fails with EINTR, and only \"expect "
		  "EINTR\" or \"try\" forgives it. Its line is shown with the timeout in front, so "
		  "that it ends like this again.",
	  .example = "> a, b = socketpair; timeout 100ms recv b\n"
		     "socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0\n"
		     "timeout 100ms recv(b, ..., 4096, 0) = -1 EINTR (Interrupted system call)\n"
		     "# timed out after 0.1 s" },
	{ .name = "repeat",
	  .synopsis = "repeat N CALL",
	  .summary = "make the call N times",
	  .help = "timeout and time before it are for all of them, behind it for each one; expect is "
		  "for each. It ends at a call that was not as expected, and with Ctrl-C.",
	  .example = "> a, b = socketpair; repeat 3 send a x; recv b\n"
		     "socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0\n"
		     "send(a, \"x\", 1, 0) = 1\n"
		     "send(a, \"x\", 1, 0) = 1\n"
		     "send(a, \"x\", 1, 0) = 1\n"
		     "recv(b, \"xxx\", 4096, 0) = 3" },
	{ .name = "time",
	  .synopsis = "time CALL",
	  .summary = "say how long the call took",
	  .example = "> time socket\n"
		     "s1 = socket(AF_INET, SOCK_STREAM, 0) = 3\n"
		     "# 0.000018 s" },
	{ .name = "!",
	  .synopsis = "! COMMAND",
	  .summary = "a command of the system's shell",
	  .help = "All of the line is its own; only $HANDLE and its parts are put in, outside of "
		  "single quotes, as a variable in double quotes. How it ends does not count.",
	  .example = "> s = socket; bind s\n"
		     "s = socket(AF_INET, SOCK_STREAM, 0) = 3\n"
		     "bind(s, {sa_family=AF_INET, sin_port=htons(0), "
		     "sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0\n"
		     "> ! echo at $s\n"
		     "getsockname(s, {sa_family=AF_INET, sin_port=htons(46875), "
		     "sin_addr=inet_addr(\"127.0.0.1\")}, [128 => 16]) = 0\n"
		     "at 127.0.0.1:46875" },
	{ 0 },
};
