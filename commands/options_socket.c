/* Options of SOL_SOCKET, as Linux has them up to 6.18: what goes in and out of each. */
#include <sys/socket.h>

#include "sockopt.h"

#define GET(number, name, type) { SOL_SOCKET, number, name, &(type), SOCKOPT_GET, false }
#define SET(number, name, type) { SOL_SOCKET, number, name, &(type), SOCKOPT_SET, false }
#define BOTH(number, name, type) { SOL_SOCKET, number, name, &(type), SOCKOPT_BOTH, false }
/* Numbers that no kernel of today answers to, or that are control messages only. */
#define NEITHER(number, name) { SOL_SOCKET, number, name, &type_i32, 0, false }
/* What the system chooses. */
#define GET_LEARNED(number, name, type) { SOL_SOCKET, number, name, &(type), SOCKOPT_GET, true }
#define BOTH_LEARNED(number, name, type) { SOL_SOCKET, number, name, &(type), SOCKOPT_BOTH, true }

static const struct sockopt rows[] = {
	BOTH(1, "SO_DEBUG", type_i32),
	BOTH(2, "SO_REUSEADDR", type_i32),
	GET(3, "SO_TYPE", type_option_socktype),
	GET(4, "SO_ERROR", type_i32),
	BOTH(5, "SO_DONTROUTE", type_i32),
	BOTH(6, "SO_BROADCAST", type_i32),
	BOTH_LEARNED(7, "SO_SNDBUF", type_option_size),
	BOTH_LEARNED(8, "SO_RCVBUF", type_option_size),
	BOTH(9, "SO_KEEPALIVE", type_i32),
	BOTH(10, "SO_OOBINLINE", type_i32),
	BOTH(11, "SO_NO_CHECK", type_i32),
	BOTH(12, "SO_PRIORITY", type_i32),
	BOTH(13, "SO_LINGER", type_linger),
	BOTH(14, "SO_BSDCOMPAT", type_i32),
	BOTH(15, "SO_REUSEPORT", type_i32),
	BOTH(16, "SO_PASSCRED", type_i32),
	GET(17, "SO_PEERCRED", type_ucred),	/* its members are learned */
	BOTH(18, "SO_RCVLOWAT", type_option_size),
	GET(19, "SO_SNDLOWAT", type_option_size),
	BOTH(20, "SO_RCVTIMEO", type_timeval),
	BOTH(21, "SO_SNDTIMEO", type_timeval),
	NEITHER(22, "SO_SECURITY_AUTHENTICATION"),
	NEITHER(23, "SO_SECURITY_ENCRYPTION_TRANSPORT"),
	NEITHER(24, "SO_SECURITY_ENCRYPTION_NETWORK"),
	BOTH(25, "SO_BINDTODEVICE", type_text),
	BOTH(26, "SO_ATTACH_FILTER", type_bytes),
	SET(27, "SO_DETACH_FILTER", type_i32),
	GET(28, "SO_PEERNAME", type_bytes),
	BOTH(29, "SO_TIMESTAMP", type_i32),
	GET(30, "SO_ACCEPTCONN", type_i32),
	GET_LEARNED(31, "SO_PEERSEC", type_bytes),
	SET(32, "SO_SNDBUFFORCE", type_option_size),
	SET(33, "SO_RCVBUFFORCE", type_option_size),
	BOTH(34, "SO_PASSSEC", type_i32),
	BOTH(35, "SO_TIMESTAMPNS", type_i32),
	BOTH(36, "SO_MARK", type_i32),
	BOTH(37, "SO_TIMESTAMPING", type_option_timestamping),
	GET(38, "SO_PROTOCOL", type_option_protocol),
	GET(39, "SO_DOMAIN", type_option_family),
	BOTH(40, "SO_RXQ_OVFL", type_i32),
	BOTH(41, "SO_WIFI_STATUS", type_i32),
	BOTH(42, "SO_PEEK_OFF", type_i32),
	BOTH(43, "SO_NOFCS", type_i32),
	BOTH(44, "SO_LOCK_FILTER", type_i32),
	BOTH(45, "SO_SELECT_ERR_QUEUE", type_i32),
	BOTH(46, "SO_BUSY_POLL", type_option_microseconds),
	BOTH(47, "SO_MAX_PACING_RATE", type_option_size),
	GET_LEARNED(48, "SO_BPF_EXTENSIONS", type_i32),
	BOTH_LEARNED(49, "SO_INCOMING_CPU", type_i32),
	SET(50, "SO_ATTACH_BPF", type_i32),
	SET(51, "SO_ATTACH_REUSEPORT_CBPF", type_bytes),
	SET(52, "SO_ATTACH_REUSEPORT_EBPF", type_i32),
	SET(53, "SO_CNX_ADVICE", type_i32),
	GET_LEARNED(55, "SO_MEMINFO", type_bytes),
	GET_LEARNED(56, "SO_INCOMING_NAPI_ID", type_i32),
	GET_LEARNED(57, "SO_COOKIE", type_u64),
	GET_LEARNED(59, "SO_PEERGROUPS", type_bytes),
	BOTH(60, "SO_ZEROCOPY", type_i32),
	BOTH(61, "SO_TXTIME", type_bytes),
	BOTH(62, "SO_BINDTOIFINDEX", type_i32),
	BOTH(63, "SO_TIMESTAMP_NEW", type_i32),
	BOTH(64, "SO_TIMESTAMPNS_NEW", type_i32),
	BOTH(65, "SO_TIMESTAMPING_NEW", type_option_timestamping),
	BOTH(66, "SO_RCVTIMEO_NEW", type_timeval64),
	BOTH(67, "SO_SNDTIMEO_NEW", type_timeval64),
	SET(68, "SO_DETACH_REUSEPORT_BPF", type_i32),
	BOTH(69, "SO_PREFER_BUSY_POLL", type_i32),
	SET(70, "SO_BUSY_POLL_BUDGET", type_i32),
	GET_LEARNED(71, "SO_NETNS_COOKIE", type_u64),
	BOTH(72, "SO_BUF_LOCK", type_option_buf_lock),
	BOTH(73, "SO_RESERVE_MEM", type_option_size),
	BOTH(74, "SO_TXREHASH", type_option_txrehash),
	BOTH(75, "SO_RCVMARK", type_i32),
	BOTH(76, "SO_PASSPIDFD", type_i32),
	GET_LEARNED(77, "SO_PEERPIDFD", type_i32),
	NEITHER(78, "SO_DEVMEM_LINEAR"),
	NEITHER(79, "SO_DEVMEM_DMABUF"),
	SET(80, "SO_DEVMEM_DONTNEED", type_bytes),
	BOTH(82, "SO_RCVPRIORITY", type_i32),
	BOTH(83, "SO_PASSRIGHTS", type_i32),
	SET(84, "SO_INQ", type_i32),
};

const struct sockopts sockopts_socket = {
	.level = SOL_SOCKET, .prefix = "SO_", .rows = rows, .count = sizeof(rows) / sizeof(rows)[0],
	.names = &symbols_so, .word = "socket",
};
