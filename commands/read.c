/* read, write: the calls of every descriptor, sockets among them. */
#include <unistd.h>

#include "call.h"
#include "transfer.h"

static int64_t make_read(struct arg *a)
{
	return read(ARG_FD(a, 0), a[1].at, (size_t)a[2].n);
}

static int64_t make_write(struct arg *a)
{
	return write(ARG_FD(a, 0), a[1].at, (size_t)a[2].n);
}

const struct call call_read = {
	.name = "read",
	.prototype = "ssize_t read(int fd, void buf[.count], size_t count)",
	.summary = "take data that has arrived, from any handle",
	.help = "On a socket it is recv without flags. A handle that is no socket can come by recvmsg.",
	.example = "> a, b = socketpair; write a hello\n"
		   "[...]\n"
		   "> read b\n"
		   "read(b, \"hello\", 4096) = 5",
	.params = {
		{ "fd", &type_descriptor },
		{ "buf", &type_data, OUT },
		{ "count", &type_size, .of = 2, .fallback = "4096" },
	},
	.result = RESULT_COUNT, .counts = 2,
	.blocks = true,
	.hints = receive_hints,
	.puzzles = receive_puzzles,
	.after = seen_transfer,
	.make = make_read,
};

const struct call call_write = {
	.name = "write",
	.prototype = "ssize_t write(int fd, const void buf[.count], size_t count)",
	.summary = "send data, to any handle",
	.help = "On a socket it is send without flags.",
	.example = "> a, b = socketpair\n"
		   "[...]\n"
		   "> write a hello\n"
		   "write(a, \"hello\", 5) = 5",
	.params = {
		{ "fd", &type_descriptor },
		{ "buf", &type_data },
		{ "count", &type_length64, .of = 2 },
	},
	.result = RESULT_COUNT, .counts = 2,
	.blocks = true,
	.hints = send_hints,
	.puzzles = send_puzzles,
	.after = seen_transfer,
	.make = make_write,
};
