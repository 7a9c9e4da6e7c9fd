/* recv, recvfrom: data that has arrived. */
#include <sys/socket.h>

#include "call.h"
#include "transfer.h"

static int64_t make_recv(struct arg *a)
{
	return recv(ARG_FD(a, 0), a[1].at, (size_t)a[2].n, ARG_INT(a, 3));
}

static int64_t make_recvfrom(struct arg *a)
{
	ssize_t n = recvfrom(ARG_FD(a, 0), a[1].at, (size_t)a[2].n, ARG_INT(a, 3), a[4].at, a[5].at);

	return n;
}

const struct call call_recv = {
	.name = "recv",
	.prototype = "ssize_t recv(int sockfd, void buf[.len], size_t len, int flags)",
	.summary = "take data that has arrived",
	.help = "Waits until there is some. The number is the most to take; 0 comes when the peer has shut "
		"its sending down.",
	.example = "> a, b = socketpair; send a hello\n"
		   "[...]\n"
		   "> recv b --peek 2; recv b\n"
		   "recv(b, \"he\", 2, MSG_PEEK) = 2\n"
		   "recv(b, \"hello\", 4096, 0) = 5",
	.params = {
		{ "sockfd", &type_socket },
		{ "buf", &type_data, OUT },
		{ "len", &type_size, .of = 2, .fallback = "4096" },
		{ "flags", &type_msg_flags, .option = true },
	},
	.result = RESULT_COUNT, .counts = 2,
	.blocks = true,
	.hints = receive_hints,
	.puzzles = receive_puzzles,
	.after = seen_transfer,
	.make = make_recv,
};

const struct call call_recvfrom = {
	.name = "recvfrom",
	.prototype = "ssize_t recvfrom(int sockfd, void buf[.len], size_t len, int flags, "
		     "struct sockaddr *src_addr, socklen_t *addrlen)",
	.summary = "take a datagram, and the address it came from",
	.example = "> s = socket inet dgram; bind s; d = socket inet dgram; sendto d hello s\n"
		   "[...]\n"
		   "> recvfrom s\n"
		   "recvfrom(s, \"hello\", 4096, 0, {sa_family=AF_INET, "
		   "sin_port=htons(59349), sin_addr=inet_addr(\"127.0.0.1\")}, [128 => 16]) = "
		   "5",
	.params = {
		{ "sockfd", &type_socket },
		{ "buf", &type_data, OUT },
		{ "len", &type_size, .of = 2, .fallback = "4096" },
		{ "flags", &type_msg_flags, .option = true },
		{ "src_addr", &type_sockaddr, OUT },
		{ "addrlen", &type_room, IN_OUT, .of = 5 },
	},
	.result = RESULT_COUNT, .counts = 2,
	.blocks = true,
	.shorter = &call_recv,
	.hints = receive_hints,
	.puzzles = receive_puzzles,
	.after = seen_transfer,
	.make = make_recvfrom,
};
