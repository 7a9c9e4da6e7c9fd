/* send, sendto: data leaves. */
#include <sys/socket.h>

#include "call.h"
#include "transfer.h"

static int64_t make_send(struct arg *a)
{
	return send(ARG_FD(a, 0), a[1].at, (size_t)a[2].n, ARG_INT(a, 3));
}

static int64_t make_sendto(struct arg *a)
{
	return sendto(ARG_FD(a, 0), a[1].at, (size_t)a[2].n, ARG_INT(a, 3), a[4].at, (socklen_t)a[5].n);
}

const struct call call_send = {
	.name = "send",
	.prototype = "ssize_t send(int sockfd, const void buf[.len], size_t len, int flags)",
	.summary = "send data to the peer",
	.help = "Data is one word, bare or quoted: \"hello\\n\". The result is how many bytes the kernel took, "
		"not how many have arrived.",
	.example = "> a, b = socketpair\n"
		   "[...]\n"
		   "> send a \"two words\"; send a --hex \"0d 0a\"\n"
		   "send(a, \"two words\", 9, 0) = 9\n"
		   "send(a, \"\\r\\n\", 2, 0) = 2",
	.params = {
		{ "sockfd", &type_socket },
		{ "buf", &type_data },
		{ "len", &type_length64, .of = 2 },
		{ "flags", &type_msg_flags, .option = true },
	},
	.result = RESULT_COUNT, .counts = 2,
	.blocks = true,
	.hints = send_hints,
	.puzzles = send_puzzles,
	.after = seen_transfer,
	.make = make_send,
};

const struct call call_sendto = {
	.name = "sendto",
	.prototype = "ssize_t sendto(int sockfd, const void buf[.len], size_t len, int flags, "
		     "const struct sockaddr *dest_addr, socklen_t addrlen)",
	.summary = "send a datagram to an address",
	.help = "First the data, then the address: sendto s1 \"hello\" 127.0.0.1:9999. In call notation, with "
		"NULL as its address, it is send.",
	.example = "> s = socket inet dgram; bind s; d = socket inet dgram\n"
		   "[...]\n"
		   "> sendto d hello s\n"
		   "getsockname(s, {sa_family=AF_INET, sin_port=htons(51911), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, [128 => 16]) = 0\n"
		   "sendto(d, \"hello\", 5, 0, {sa_family=AF_INET, sin_port=htons(51911), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 5",
	.params = {
		{ "sockfd", &type_socket },
		{ "buf", &type_data },
		{ "len", &type_length64, .of = 2 },
		{ "flags", &type_msg_flags, .option = true },
		{ "dest_addr", &type_sockaddr },
		{ "addrlen", &type_length, .of = 5 },
	},
	.result = RESULT_COUNT, .counts = 2,
	.blocks = true,
	.shorter = &call_send,
	.hints = send_hints,
	.puzzles = send_puzzles,
	.after = seen_transfer,
	.make = make_sendto,
};
