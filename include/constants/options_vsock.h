/* Options of AF_VSOCK, as Linux has them up to 6.18, from <linux/vm_sockets.h>. */
LEVEL(vsock, AF_VSOCK, "vsock option", "SO_VM_SOCKETS_", .families = { AF_VSOCK })

OPTION(0, "SO_VM_SOCKETS_BUFFER_SIZE", BOTH, type_u64,
       "how many bytes may be on their way here and unread", .learned = true)
OPTION(1, "SO_VM_SOCKETS_BUFFER_MIN_SIZE", BOTH, type_u64,
       "the least that SO_VM_SOCKETS_BUFFER_SIZE can be", .learned = true)
OPTION(2, "SO_VM_SOCKETS_BUFFER_MAX_SIZE", BOTH, type_u64,
       "the most that SO_VM_SOCKETS_BUFFER_SIZE can be", .learned = true)
OPTION(3, "SO_VM_SOCKETS_PEER_HOST_VM_ID", NEITHER, type_i32,
       "a name of VMware's own kernel module")
OPTION(5, "SO_VM_SOCKETS_TRUSTED", NEITHER, type_i32,
       "a name of VMware's own kernel module")
OPTION(6, "SO_VM_SOCKETS_CONNECT_TIMEOUT", BOTH, type_timeval,
       "how long connect waits for its answer")
ALIAS(6, "SO_VM_SOCKETS_CONNECT_TIMEOUT_OLD")
OPTION(7, "SO_VM_SOCKETS_NONBLOCK_TXRX", NEITHER, type_i32,
       "a name of VMware's own kernel module")
OPTION(8, "SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW", BOTH, type_timeval64,
       "as SO_VM_SOCKETS_CONNECT_TIMEOUT, with 64 bits for the time on every machine")

LEVEL_END
