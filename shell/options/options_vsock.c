/* Options of vsock, whose level is the family's number: what goes in and out of each. */
#include <sys/socket.h>

#include "sockopt.h"

static const struct sockopt rows[] = {
	{ AF_VSOCK, 0, "SO_VM_SOCKETS_BUFFER_SIZE", &type_u64, SOCKOPT_BOTH, true,
	  "how many bytes may be on their way here and unread" },
	{ AF_VSOCK, 1, "SO_VM_SOCKETS_BUFFER_MIN_SIZE", &type_u64, SOCKOPT_BOTH, true,
	  "the least that SO_VM_SOCKETS_BUFFER_SIZE can be" },
	{ AF_VSOCK, 2, "SO_VM_SOCKETS_BUFFER_MAX_SIZE", &type_u64, SOCKOPT_BOTH, true,
	  "the most that SO_VM_SOCKETS_BUFFER_SIZE can be" },
	{ AF_VSOCK, 3, "SO_VM_SOCKETS_PEER_HOST_VM_ID", &type_i32, 0, false,
	  "a name of VMware's own kernel module" },
	{ AF_VSOCK, 5, "SO_VM_SOCKETS_TRUSTED", &type_i32, 0, false,
	  "a name of VMware's own kernel module" },
	{ AF_VSOCK, 6, "SO_VM_SOCKETS_CONNECT_TIMEOUT", &type_timeval, SOCKOPT_BOTH, false,
	  "how long connect waits for its answer" },
	{ AF_VSOCK, 7, "SO_VM_SOCKETS_NONBLOCK_TXRX", &type_i32, 0, false,
	  "a name of VMware's own kernel module" },
	{ AF_VSOCK, 8, "SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW", &type_timeval64, SOCKOPT_BOTH, false,
	  "as SO_VM_SOCKETS_CONNECT_TIMEOUT, with 64 bits for the time on every machine" },
};

const struct sockopts sockopts_vsock = {
	.level = AF_VSOCK, .prefix = "SO_VM_SOCKETS_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows[0]),
	.names = &symbols_vsock_option, .word = "vsock",
	.families = { AF_VSOCK },
};
