/* close: a descriptor and its handle go. */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call.h"
#include "shell.h"

static int64_t make_close(struct arg *a)
{
	/* musl's close() takes an EINTR for success. */
	return syscall(SYS_close, ARG_FD(a, 0));
}

/* Linux has given the descriptor up even where close() reports an error, EBADF excepted. */
static void after(struct context *c)
{
	if (c->made->handle && c->made->error != EBADF)
		handle_remove(c->handles, c->made->handle);
}

const struct call call_close = {
	.name = "close",
	.prototype = "int close(int fd)",
	.summary = "close a descriptor",
	.help = "The connection ends when the last descriptor of the socket is closed; with unread data or "
		"linger 0 it ends with a reset.",
	.example = "> s = socket\n"
		   "[...]\n"
		   "> close s\n"
		   "close(s) = 0",
	.params = {
		{ "fd", &type_descriptor },
	},
	.make = make_close,
	.after = after,
};
