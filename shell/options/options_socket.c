/* Options of SOL_SOCKET, as Linux has them up to 6.18: what goes in and out of each. */
#include <sys/socket.h>

#include "sockopt.h"

#define GET(number, name, type, meaning) \
	{ SOL_SOCKET, number, name, &(type), SOCKOPT_GET, false, meaning }
#define SET(number, name, type, meaning) \
	{ SOL_SOCKET, number, name, &(type), SOCKOPT_SET, false, meaning }
#define BOTH(number, name, type, meaning) \
	{ SOL_SOCKET, number, name, &(type), SOCKOPT_BOTH, false, meaning }
/* Numbers that no kernel of today answers to, or that are control messages only. */
#define NEITHER(number, name, meaning) \
	{ SOL_SOCKET, number, name, &type_i32, 0, false, meaning }
/* What the system chooses. */
#define GET_LEARNED(number, name, type, meaning) \
	{ SOL_SOCKET, number, name, &(type), SOCKOPT_GET, true, meaning }
#define BOTH_LEARNED(number, name, type, meaning) \
	{ SOL_SOCKET, number, name, &(type), SOCKOPT_BOTH, true, meaning }

static const struct sockopt rows[] = {
	BOTH(1, "SO_DEBUG", type_option_switch,
	     "marks the socket for the kernel's debugging output, of which little is left; on "
	     "needs CAP_NET_ADMIN"),
	BOTH(2, "SO_REUSEADDR", type_option_switch,
	     "lets bind take a port that only old TCP connections hold; UDP sockets that all set "
	     "it share one"),
	GET(3, "SO_TYPE", type_option_socktype,
	     "the type that the socket was made with"),
	GET(4, "SO_ERROR", type_option_errno,
	     "the error that waits, such as the outcome of a connect that went on alone; reading "
	     "it clears it"),
	BOTH(5, "SO_DONTROUTE", type_option_switch,
	     "sends to hosts on directly connected networks only, never through a gateway"),
	BOTH(6, "SO_BROADCAST", type_option_switch,
	     "allows sending to broadcast addresses, which is EACCES without it"),
	BOTH_LEARNED(7, "SO_SNDBUF", type_option_size,
	     "how much the send buffer holds; what is set (at most net.core.wmem_max) is "
	     "doubled, and read so"),
	BOTH_LEARNED(8, "SO_RCVBUF", type_option_size,
	     "how much the receive buffer holds; what is set (at most net.core.rmem_max) is "
	     "doubled, and read so"),
	BOTH(9, "SO_KEEPALIVE", type_option_switch,
	     "asks a silent peer now and then whether it still lives; TCP: when, say keepidle, "
	     "keepintvl and keepcnt"),
	BOTH(10, "SO_OOBINLINE", type_option_switch,
	     "leaves urgent data in the stream; else it is read apart, with --oob"),
	BOTH(11, "SO_NO_CHECK", type_option_switch,
	     "sends UDP datagrams over IPv4 without a checksum"),
	BOTH(12, "SO_PRIORITY", type_i32,
	     "the priority of its packets where they queue; outside 0 to 6 it needs "
	     "CAP_NET_ADMIN or CAP_NET_RAW"),
	BOTH(13, "SO_LINGER", type_linger,
	     "makes close wait so long until all is acknowledged; with 0 seconds close resets "
	     "the connection"),
	BOTH(14, "SO_BSDCOMPAT", type_option_switch,
	     "does nothing any more"),
	BOTH(15, "SO_REUSEPORT", type_option_switch,
	     "sockets of one user that all set it before bind share an address; what arrives is "
	     "spread over them"),
	BOTH(16, "SO_PASSCRED", type_option_switch,
	     "what is received brings the sender's pid, uid and gid along, as SCM_CREDENTIALS"),
	GET(17, "SO_PEERCRED", type_ucred,	/* its members are learned */
	     "the peer's pid, uid and gid, as they were at connect, listen or socketpair (UNIX "
	     "sockets)"),
	BOTH(18, "SO_RCVLOWAT", type_option_size,
	     "how many bytes a stream must have before a waiting recv returns and poll says "
	     "POLLIN"),
	GET(19, "SO_SNDLOWAT", type_option_size,
	     "always 1: Linux does not let it be changed"),
	BOTH(20, "SO_RCVTIMEO", type_timeval,
	     "how long recv, accept and the like wait before they fail with EAGAIN; 0 is for ever"),
	BOTH(21, "SO_SNDTIMEO", type_timeval,
	     "how long send waits for room (then EAGAIN), and connect for its answer "
	     "(EINPROGRESS); 0 is for ever"),
	NEITHER(22, "SO_SECURITY_AUTHENTICATION",
	     "a name in the headers, and in no kernel"),
	NEITHER(23, "SO_SECURITY_ENCRYPTION_TRANSPORT",
	     "a name in the headers, and in no kernel"),
	NEITHER(24, "SO_SECURITY_ENCRYPTION_NETWORK",
	     "a name in the headers, and in no kernel"),
	BOTH(25, "SO_BINDTODEVICE", type_text,
	     "ties the socket to one network interface, by its name; an empty name unties it "
	     "(CAP_NET_RAW)"),
	/* SO_GET_FILTER, which is the same number, counts instructions. */
	{ SOL_SOCKET, 26, "SO_ATTACH_FILTER", &type_bytes, SOCKOPT_BOTH, false,
	  "a classic BPF program that says which packets are received; SO_GET_FILTER is the "
	  "same number",
	  .unit = 8 },
	SET(27, "SO_DETACH_FILTER", type_i32,
	     "takes the BPF program away, of either kind; the value means nothing"),
	GET(28, "SO_PEERNAME", type_sockaddr,
	     "the peer's address, as getpeername has it; optlen must not be more than its size"),
	BOTH(29, "SO_TIMESTAMP", type_option_switch,
	     "a datagram brings its time of arrival along in microseconds, as SCM_TIMESTAMP"),
	GET(30, "SO_ACCEPTCONN", type_option_switch,
	     "1 where the socket listens, else 0"),
	GET_LEARNED(31, "SO_PEERSEC", type_bytes,
	     "the peer's security label, where a security module such as SELinux gives one"),
	SET(32, "SO_SNDBUFFORCE", type_option_size,
	     "as SO_SNDBUF, but not limited by net.core.wmem_max; needs CAP_NET_ADMIN"),
	SET(33, "SO_RCVBUFFORCE", type_option_size,
	     "as SO_RCVBUF, but not limited by net.core.rmem_max; needs CAP_NET_ADMIN"),
	BOTH(34, "SO_PASSSEC", type_option_switch,
	     "what is received brings the sender's security label along, as SCM_SECURITY (UNIX "
	     "sockets)"),
	BOTH(35, "SO_TIMESTAMPNS", type_option_switch,
	     "a datagram brings its time of arrival along in nanoseconds, as SCM_TIMESTAMPNS"),
	BOTH(36, "SO_MARK", type_i32,
	     "a number on its packets that routing rules and firewalls see; needs CAP_NET_ADMIN "
	     "or CAP_NET_RAW"),
	BOTH(37, "SO_TIMESTAMPING", type_option_timestamping,
	     "which time stamps are made and told, by network card or kernel, at arrival and at "
	     "sending"),
	GET(38, "SO_PROTOCOL", type_option_protocol,
	     "the protocol of the socket: IPPROTO_TCP, though it was made with 0"),
	GET(39, "SO_DOMAIN", type_option_family,
	     "the address family of the socket"),
	BOTH(40, "SO_RXQ_OVFL", type_option_switch,
	     "a datagram brings along how many were dropped before it for want of room, if any "
	     "were"),
	BOTH(41, "SO_WIFI_STATUS", type_option_switch,
	     "tells on the error queue whether a frame sent over Wi-Fi was acknowledged"),
	BOTH(42, "SO_PEEK_OFF", type_i32,
	     "where MSG_PEEK begins to read, which each such read moves on; -1 is always the "
	     "front"),
	BOTH(43, "SO_NOFCS", type_option_switch,
	     "frames of a packet socket bring their checksum (FCS) themselves, where the network "
	     "card allows it"),
	BOTH(44, "SO_LOCK_FILTER", type_option_switch,
	     "keeps the attached BPF program from being changed or taken away; it cannot be "
	     "turned off again"),
	BOTH(45, "SO_SELECT_ERR_QUEUE", type_option_switch,
	     "a message on the error queue is POLLPRI for poll, too, not POLLERR alone"),
	BOTH(46, "SO_BUSY_POLL", type_option_microseconds,
	     "how long a receiving call asks the network card over and over; to raise it needs "
	     "CAP_NET_ADMIN"),
	BOTH(47, "SO_MAX_PACING_RATE", type_option_size,
	     "the most bytes a second to be sent; TCP, or else the queueing discipline fq, keeps "
	     "to it"),
	GET_LEARNED(48, "SO_BPF_EXTENSIONS", type_i32,
	     "how many extensions to classic BPF this kernel has"),
	BOTH_LEARNED(49, "SO_INCOMING_CPU", type_i32,
	     "the processor that packets arrive on; set, a SO_REUSEPORT group prefers the socket "
	     "of that one"),
	SET(50, "SO_ATTACH_BPF", type_i32,
	     "an eBPF program, by its descriptor, that says which packets are received"),
	SET(51, "SO_ATTACH_REUSEPORT_CBPF", type_bytes,
	     "a classic BPF program that says which socket of a SO_REUSEPORT group a packet goes "
	     "to"),
	SET(52, "SO_ATTACH_REUSEPORT_EBPF", type_i32,
	     "an eBPF program, by its descriptor, that says which socket of a SO_REUSEPORT group "
	     "gets a packet"),
	SET(53, "SO_CNX_ADVICE", type_i32,
	     "1 tells the kernel that the path to the peer seems bad, so that it looks for "
	     "another"),
	GET_LEARNED(55, "SO_MEMINFO", type_bytes,
	     "nine 32-bit numbers about the socket's memory: used, allowed, dropped "
	     "(SK_MEMINFO_*)"),
	GET_LEARNED(56, "SO_INCOMING_NAPI_ID", type_i32,
	     "which receive queue of a network card the last packet came by; 0 where none is "
	     "known"),
	GET_LEARNED(57, "SO_COOKIE", type_u64,
	     "a number that no other socket has until the next boot"),
	GET_LEARNED(59, "SO_PEERGROUPS", type_bytes,
	     "the peer's supplementary groups, 32 bits each (UNIX sockets)"),
	BOTH(60, "SO_ZEROCOPY", type_option_switch,
	     "allows MSG_ZEROCOPY: what is sent is not copied, so it must stay as it is until "
	     "the kernel says so"),
	BOTH(61, "SO_TXTIME", type_bytes,
	     "a message can say when it is to leave (SCM_TXTIME); the queueing disciplines etf "
	     "and fq heed it"),
	BOTH(62, "SO_BINDTOIFINDEX", type_i32,
	     "ties the socket to one network interface, by its index; 0 unties it (CAP_NET_RAW)"),
	BOTH(63, "SO_TIMESTAMP_NEW", type_option_switch,
	     "as SO_TIMESTAMP, with 64 bits for the time on every machine"),
	BOTH(64, "SO_TIMESTAMPNS_NEW", type_option_switch,
	     "as SO_TIMESTAMPNS, with 64 bits for the time on every machine"),
	BOTH(65, "SO_TIMESTAMPING_NEW", type_option_timestamping,
	     "as SO_TIMESTAMPING, with 64 bits for the time on every machine"),
	BOTH(66, "SO_RCVTIMEO_NEW", type_timeval64,
	     "as SO_RCVTIMEO, with 64 bits for the time on every machine"),
	BOTH(67, "SO_SNDTIMEO_NEW", type_timeval64,
	     "as SO_SNDTIMEO, with 64 bits for the time on every machine"),
	SET(68, "SO_DETACH_REUSEPORT_BPF", type_i32,
	     "takes the program away that chooses within a SO_REUSEPORT group; the value means "
	     "nothing"),
	BOTH(69, "SO_PREFER_BUSY_POLL", type_option_switch,
	     "asks the network card for packets rather than let it interrupt; on needs "
	     "CAP_NET_ADMIN"),
	SET(70, "SO_BUSY_POLL_BUDGET", type_i32,
	     "how many packets busy polling takes at once; to raise it needs CAP_NET_ADMIN"),
	GET_LEARNED(71, "SO_NETNS_COOKIE", type_u64,
	     "a number that stands for the socket's network namespace"),
	BOTH(72, "SO_BUF_LOCK", type_option_buf_lock,
	     "which of the buffers keep their size instead of growing with the traffic"),
	BOTH(73, "SO_RESERVE_MEM", type_option_size,
	     "how much memory is set aside for the socket, where its memory cgroup allows it"),
	BOTH(74, "SO_TXREHASH", type_option_txrehash,
	     "whether a TCP connection that gets no answers tries other paths, by another hash "
	     "of itself"),
	BOTH(75, "SO_RCVMARK", type_option_switch,
	     "a datagram brings the mark of its packet along, as SO_MARK"),
	BOTH(76, "SO_PASSPIDFD", type_option_switch,
	     "what is received brings a pidfd of the sending process along, as SCM_PIDFD (UNIX "
	     "sockets)"),
	GET_LEARNED(77, "SO_PEERPIDFD", type_pidfd,
	     "a pidfd of the peer's process: a new handle, pidfd1 if it is given no name (UNIX sockets)"),
	NEITHER(78, "SO_DEVMEM_LINEAR",
	     "the type of a control message of MSG_SOCK_DEVMEM: data that came outside of device "
	     "memory"),
	NEITHER(79, "SO_DEVMEM_DMABUF",
	     "the type of a control message of MSG_SOCK_DEVMEM: where in device memory the data "
	     "is"),
	SET(80, "SO_DEVMEM_DONTNEED", type_bytes,
	     "gives back device memory that came with MSG_SOCK_DEVMEM"),
	BOTH(82, "SO_RCVPRIORITY", type_option_switch,
	     "a datagram brings the priority of its packet along, as SO_PRIORITY"),
	BOTH(83, "SO_PASSRIGHTS", type_option_switch,
	     "on from the start; off, a peer that sends descriptors (SCM_RIGHTS) gets EPERM "
	     "(UNIX sockets)"),
	SET(84, "SO_INQ", type_option_switch,
	     "recvmsg tells how many bytes are left to read, as SCM_INQ (UNIX streams)"),
};

const struct sockopts sockopts_socket = {
	.level = SOL_SOCKET, .prefix = "SO_", .rows = rows, .count = sizeof(rows) / sizeof(rows)[0],
	.names = &symbols_so, .word = "socket",
};
