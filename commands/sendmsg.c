/* sendmsg, recvmsg: several buffers, an address and control messages in one call. */
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call.h"
#include "msghdr.h"
#include "shell.h"
#include "transfer.h"

/*
 * The system calls: musl's functions work on copies, read what only the kernel may read (NULL, a
 * pointer that leads nowhere, control messages that are not there), and bound the control messages.
 */
static int64_t make_sendmsg(struct arg *args)
{
	return syscall(SYS_sendmsg, ARG_FD(args, 0), args[1].at, ARG_INT(args, 2));
}

static int64_t make_recvmsg(struct arg *args)
{
	return syscall(SYS_recvmsg, ARG_FD(args, 0), args[1].at, ARG_INT(args, 2));
}

static void after_sendmsg(struct context *c)
{
	seen_transfer(c);
	c->param = &c->made->call->params[1];
	if (!c->made->error)
		seen_passed(c, &c->made->args[1]);
}

const struct call call_sendmsg = {
	.name = "sendmsg",
	.prototype = "ssize_t sendmsg(int sockfd, const struct msghdr *msg, int flags)",
	.summary = "send several buffers and control messages as one message",
	.help = "Each word of data is a buffer of its own. --to ADDRESS says where to; --rights "
		"a,b passes handles over a UNIX socket, --creds one's own pid, uid and gid; "
		"--control LEVEL TYPE HEX adds any other control message.",
	.example = "> a, b = socketpair\n"
		   "[...]\n"
		   "> sendmsg a one \" and two\"\n"
		   "sendmsg(a, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"one\", "
		   "iov_len=3}, {iov_base=\" and two\", iov_len=8}], msg_iovlen=2, "
		   "msg_controllen=0, msg_flags=0}, 0) = 11",
	.params = {
		{ "sockfd", &type_socket },
		{ "msg", &type_msghdr, .fallback = "" },
		{ "flags", &type_msg_flags, .option = true },
	},
	.result = RESULT_COUNT,
	.counts = 2,
	.blocks = true,
	.hints = send_hints,
	.puzzles = send_puzzles,
	.after = after_sendmsg,
	.make = make_sendmsg,
};

const struct call call_recvmsg = {
	.name = "recvmsg",
	.prototype = "ssize_t recvmsg(int sockfd, struct msghdr *msg, int flags)",
	.summary = "receive a message into several buffers, with its control messages",
	.help = "Each number is the size of a buffer; without any there is one of 4096 bytes. "
		"--control BYTES says how much room there is for control messages (512). "
		"Descriptors that come become handles.",
	.example = "> a, b = socketpair; send a hello\n"
		   "[...]\n"
		   "> recvmsg b 2 10\n"
		   "recvmsg(b, {msg_name=..., msg_namelen=128 => 0, "
		   "msg_iov=[{iov_base=\"he\", iov_len=2}, {iov_base=\"llo\", iov_len=10}], "
		   "msg_iovlen=2, msg_control=[], msg_controllen=512 => 0, msg_flags=0}, 0) = "
		   "5",
	.params = {
		{ "sockfd", &type_socket },
		{ "msg", &type_msghdr, IN_OUT, .fallback = "" },
		{ "flags", &type_msg_flags, .option = true },
	},
	.result = RESULT_COUNT,
	.counts = 2,
	.blocks = true,
	.hints = receive_hints,
	.puzzles = receive_puzzles,
	.after = seen_transfer,
	.make = make_recvmsg,
};
