/* What units of messages share: two sockets, and calls of their own that send and receive. */
#ifndef SOCKSH_MESSAGE_FIXTURE_H
#define SOCKSH_MESSAGE_FIXTURE_H

#include "unit.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "msghdr.h"

static int64_t send_it(struct arg *args)
{
	return syscall(SYS_sendmsg, ARG_FD(args, 0), args[1].at, ARG_INT(args, 2));
}

static int64_t receive_it(struct arg *args)
{
	return syscall(SYS_recvmsg, ARG_FD(args, 0), args[1].at, ARG_INT(args, 2));
}

static const struct call sending = {
	.name = "sendmsg",
	.params = { { "sockfd", &type_descriptor },
		    { "msg", &type_msghdr, .fallback = "" },
		    { "flags", &type_msg_flags, .option = true } },
	.result = RESULT_COUNT,
	.counts = 2,
	.make = send_it,
};

static const struct call receiving = {
	.name = "recvmsg",
	.params = { { "sockfd", &type_descriptor },
		    { "msg", &type_msghdr, IN_OUT, .fallback = "" },
		    { "flags", &type_msg_flags, .option = true } },
	.result = RESULT_COUNT,
	.counts = 2,
	.make = receive_it,
};

/* Two ends of a SEQPACKET pair, as handles a and b, in call notation; a acts. */
static int set_up(void **state)
{
	const struct facts facts = { .known = true, .family = AF_UNIX, .type = SOCK_SEQPACKET };
	struct stage *stage;
	int pair[2];

	if (stage_set_up(state) || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return -1;
	stage = *state;
	stage->c.call_notation = true;
	stage->made.handle = handle_add(&stage->shell.handles, slice_of("a"), pair[0], facts);
	handle_add(&stage->shell.handles, slice_of("b"), pair[1], facts);
	return 0;
}

static int tear_down(void **state)
{
	struct stage *stage = *state;

	for (struct handle *handle = stage->shell.handles.oldest; handle; handle = handle->newer)
		close(handle->fd);
	return stage_tear_down(state);
}

static int descriptor_of(struct stage *stage, const char *name)
{
	return handle_by_name(&stage->shell.handles, slice_of(name))->fd;
}

static void use_call(struct stage *f, const struct call *call)
{
	memset(f->made.args, 0, sizeof(f->made.args));
	f->message.set = false;
	f->made.call = call;
	f->c.param = &call->params[1];
	f->made.result = 0;
	f->made.error = 0;
	f->view = GOES_IN;
	f->made.args[0].n = call == &sending ? descriptor_of(f, "a") : descriptor_of(f, "b");
}

static bool read_message(struct stage *f, const char *text, struct arg *arg)
{
	return memory_from_node(&type_msghdr, &f->c, f->view, tree(f, text), arg);
}

/* Makes the call that is bound, as the machine does it. */
static void make_bound(struct stage *f)
{
	const struct call *call = f->made.call;

	if (call == &receiving)
		assert_true(memory_keep(&f->c, &f->made.args[1]));
	errno = 0;
	f->made.result = call->make(f->made.args);
	f->made.error = f->made.result < 0 ? errno : 0;
	if (call == &receiving && !f->made.error)
		memory_measure(&type_msghdr, &f->c, &f->made.args[1], f->made.result);
	f->view = call == &receiving ? CAME : GOES_IN;
}

/* Makes the call with the message that the text says. */
static void make(struct stage *f, const struct call *call, const char *text)
{
	use_call(f, call);
	if (!read_message(f, text, &f->made.args[1]))
		fail_msg("%s: %s", text, f->message.text);
	make_bound(f);
}

static const char *shown_message(struct stage *f)
{
	return shown(f, memory_to_node(&type_msghdr, &f->c, f->view, &f->made.args[1]));
}

static void assert_shown(struct stage *f, const char *expected)
{
	assert_string_equal(shown_message(f), expected);
}

#define IOV(text, len) "msg_iov=[{iov_base=" text ", iov_len=" #len "}], msg_iovlen=1, "
#define SEND(middle) "{msg_name=NULL, msg_namelen=0, " middle ", msg_flags=0}"
#define RECEIVE(middle) "{msg_name=0x7ffea1b92940, msg_namelen=110 => 0, " middle ", msg_flags=0}"
#define SHOWN(middle) "{msg_name=..., msg_namelen=110 => 0, " middle ", msg_flags=0}"
#define RIGHTS(len, list) "msg_control=[{cmsg_len=" #len ", cmsg_level=SOL_SOCKET, " \
			  "cmsg_type=SCM_RIGHTS, cmsg_data=" list "}], "

#endif
