/* Options of SOL_SOCKET, as Linux has them up to 6.18, from <asm-generic/socket.h>. */
LEVEL(socket, SOL_SOCKET, "socket option", "SO_", .wins = true)

OPTION(1, "SO_DEBUG", BOTH, type_option_switch,
       "marks the socket for the kernel's debugging output, of which little is left; on needs "
       "CAP_NET_ADMIN")
OPTION(2, "SO_REUSEADDR", BOTH, type_option_switch,
       "lets bind take a port that only old TCP connections hold; UDP sockets that all set it "
       "share one")
OPTION(3, "SO_TYPE", GET, type_option_socktype,
       "the type that the socket was made with")
OPTION(4, "SO_ERROR", GET, type_option_errno,
       "the error that waits, such as the outcome of a connect that went on alone; reading it "
       "clears it")
OPTION(5, "SO_DONTROUTE", BOTH, type_option_switch,
       "sends to hosts on directly connected networks only, never through a gateway")
OPTION(6, "SO_BROADCAST", BOTH, type_option_switch,
       "allows sending to broadcast addresses, which is EACCES without it")
OPTION(7, "SO_SNDBUF", BOTH, type_option_size,
       "how much the send buffer holds; what is set (at most net.core.wmem_max) is doubled, and "
       "read so", .learned = true)
OPTION(8, "SO_RCVBUF", BOTH, type_option_size,
       "how much the receive buffer holds; what is set (at most net.core.rmem_max) is doubled, "
       "and read so", .learned = true)
OPTION(9, "SO_KEEPALIVE", BOTH, type_option_switch,
       "asks a silent peer now and then whether it still lives; TCP: when, say keepidle, "
       "keepintvl and keepcnt")
OPTION(10, "SO_OOBINLINE", BOTH, type_option_switch,
       "leaves urgent data in the stream; else it is read apart, with --oob")
OPTION(11, "SO_NO_CHECK", BOTH, type_option_switch,
       "sends UDP datagrams over IPv4 without a checksum")
OPTION(12, "SO_PRIORITY", BOTH, type_i32,
       "the priority of its packets where they queue; outside 0 to 6 it needs CAP_NET_ADMIN or "
       "CAP_NET_RAW")
OPTION(13, "SO_LINGER", BOTH, type_linger,
       "makes close wait so long until all is acknowledged; with 0 seconds close resets the "
       "connection")
OPTION(14, "SO_BSDCOMPAT", BOTH, type_option_switch,
       "does nothing any more")
OPTION(15, "SO_REUSEPORT", BOTH, type_option_switch,
       "sockets of one user that all set it before bind share an address; what arrives is "
       "spread over them")
OPTION(16, "SO_PASSCRED", BOTH, type_option_switch,
       "what is received brings the sender's pid, uid and gid along, as SCM_CREDENTIALS")
/* its members are learned */
OPTION(17, "SO_PEERCRED", GET, type_ucred,
       "the peer's pid, uid and gid, as they were at connect, listen or socketpair (UNIX "
       "sockets)")
OPTION(18, "SO_RCVLOWAT", BOTH, type_option_size,
       "how many bytes a stream must have before a waiting recv returns and poll says POLLIN")
OPTION(19, "SO_SNDLOWAT", GET, type_option_size,
       "always 1: Linux does not let it be changed")
OPTION(20, "SO_RCVTIMEO", BOTH, type_timeval,
       "how long recv, accept and the like wait before they fail with EAGAIN; 0 is for ever")
ALIAS(20, "SO_RCVTIMEO_OLD")
OPTION(21, "SO_SNDTIMEO", BOTH, type_timeval,
       "how long send waits for room (then EAGAIN), and connect for its answer (EINPROGRESS); 0 "
       "is for ever")
ALIAS(21, "SO_SNDTIMEO_OLD")
OPTION(22, "SO_SECURITY_AUTHENTICATION", NEITHER, type_i32,
       "a name in the headers, and in no kernel")
OPTION(23, "SO_SECURITY_ENCRYPTION_TRANSPORT", NEITHER, type_i32,
       "a name in the headers, and in no kernel")
OPTION(24, "SO_SECURITY_ENCRYPTION_NETWORK", NEITHER, type_i32,
       "a name in the headers, and in no kernel")
OPTION(25, "SO_BINDTODEVICE", BOTH, type_text,
       "ties the socket to one network interface, by its name; an empty name unties it "
       "(CAP_NET_RAW)")
/* SO_GET_FILTER, which is the same number, counts instructions. */
OPTION(26, "SO_ATTACH_FILTER", BOTH, type_bytes,
       "a classic BPF program that says which packets are received; SO_GET_FILTER is the same "
       "number", .unit = 8)
CALLED(26, "SO_GET_FILTER", GET)
OPTION(27, "SO_DETACH_FILTER", SET, type_i32,
       "takes the BPF program away, of either kind; the value means nothing")
ALIAS(27, "SO_DETACH_BPF")
OPTION(28, "SO_PEERNAME", GET, type_sockaddr,
       "the peer's address, as getpeername has it; optlen must not be more than its size")
OPTION(29, "SO_TIMESTAMP", BOTH, type_option_switch,
       "a datagram brings its time of arrival along in microseconds, as SCM_TIMESTAMP")
ALIAS(29, "SO_TIMESTAMP_OLD")
OPTION(30, "SO_ACCEPTCONN", GET, type_option_switch,
       "1 where the socket listens, else 0")
OPTION(31, "SO_PEERSEC", GET, type_bytes,
       "the peer's security label, where a security module such as SELinux gives one",
       .learned = true)
OPTION(32, "SO_SNDBUFFORCE", SET, type_option_size,
       "as SO_SNDBUF, but not limited by net.core.wmem_max; needs CAP_NET_ADMIN")
OPTION(33, "SO_RCVBUFFORCE", SET, type_option_size,
       "as SO_RCVBUF, but not limited by net.core.rmem_max; needs CAP_NET_ADMIN")
OPTION(34, "SO_PASSSEC", BOTH, type_option_switch,
       "what is received brings the sender's security label along, as SCM_SECURITY (UNIX "
       "sockets)")
OPTION(35, "SO_TIMESTAMPNS", BOTH, type_option_switch,
       "a datagram brings its time of arrival along in nanoseconds, as SCM_TIMESTAMPNS")
ALIAS(35, "SO_TIMESTAMPNS_OLD")
OPTION(36, "SO_MARK", BOTH, type_i32,
       "a number on its packets that routing rules and firewalls see; needs CAP_NET_ADMIN or "
       "CAP_NET_RAW")
OPTION(37, "SO_TIMESTAMPING", BOTH, type_option_timestamping,
       "which time stamps are made and told, by network card or kernel, at arrival and at "
       "sending")
ALIAS(37, "SO_TIMESTAMPING_OLD")
OPTION(38, "SO_PROTOCOL", GET, type_option_protocol,
       "the protocol of the socket: IPPROTO_TCP, though it was made with 0")
OPTION(39, "SO_DOMAIN", GET, type_option_family,
       "the address family of the socket")
OPTION(40, "SO_RXQ_OVFL", BOTH, type_option_switch,
       "a datagram brings along how many were dropped before it for want of room, if any were")
OPTION(41, "SO_WIFI_STATUS", BOTH, type_option_switch,
       "tells on the error queue whether a frame sent over Wi-Fi was acknowledged")
OPTION(42, "SO_PEEK_OFF", BOTH, type_i32,
       "where MSG_PEEK begins to read, which each such read moves on; -1 is always the front")
OPTION(43, "SO_NOFCS", BOTH, type_option_switch,
       "frames of a packet socket bring their checksum (FCS) themselves, where the network card "
       "allows it")
OPTION(44, "SO_LOCK_FILTER", BOTH, type_option_switch,
       "keeps the attached BPF program from being changed or taken away; it cannot be turned "
       "off again")
OPTION(45, "SO_SELECT_ERR_QUEUE", BOTH, type_option_switch,
       "a message on the error queue is POLLPRI for poll, too, not POLLERR alone")
OPTION(46, "SO_BUSY_POLL", BOTH, type_option_microseconds,
       "how long a receiving call asks the network card over and over; to raise it needs "
       "CAP_NET_ADMIN")
OPTION(47, "SO_MAX_PACING_RATE", BOTH, type_option_size,
       "the most bytes a second to be sent; TCP, or else the queueing discipline fq, keeps to it")
OPTION(48, "SO_BPF_EXTENSIONS", GET, type_i32,
       "how many extensions to classic BPF this kernel has", .learned = true)
OPTION(49, "SO_INCOMING_CPU", BOTH, type_i32,
       "the processor that packets arrive on; set, a SO_REUSEPORT group prefers the socket of "
       "that one", .learned = true)
OPTION(50, "SO_ATTACH_BPF", SET, type_i32,
       "an eBPF program, by its descriptor, that says which packets are received")
OPTION(51, "SO_ATTACH_REUSEPORT_CBPF", SET, type_bytes,
       "a classic BPF program that says which socket of a SO_REUSEPORT group a packet goes to")
OPTION(52, "SO_ATTACH_REUSEPORT_EBPF", SET, type_i32,
       "an eBPF program, by its descriptor, that says which socket of a SO_REUSEPORT group gets "
       "a packet")
OPTION(53, "SO_CNX_ADVICE", SET, type_i32,
       "1 tells the kernel that the path to the peer seems bad, so that it looks for another")
OPTION(55, "SO_MEMINFO", GET, type_bytes,
       "nine 32-bit numbers about the socket's memory: used, allowed, dropped (SK_MEMINFO_*)",
       .learned = true)
OPTION(56, "SO_INCOMING_NAPI_ID", GET, type_i32,
       "which receive queue of a network card the last packet came by; 0 where none is known",
       .learned = true)
OPTION(57, "SO_COOKIE", GET, type_u64,
       "a number that no other socket has until the next boot", .learned = true)
OPTION(59, "SO_PEERGROUPS", GET, type_bytes,
       "the peer's supplementary groups, 32 bits each (UNIX sockets)", .learned = true)
OPTION(60, "SO_ZEROCOPY", BOTH, type_option_switch,
       "allows MSG_ZEROCOPY: what is sent is not copied, so it must stay as it is until the "
       "kernel says so")
OPTION(61, "SO_TXTIME", BOTH, type_bytes,
       "a message can say when it is to leave (SCM_TXTIME); the queueing disciplines etf and fq "
       "heed it")
OPTION(62, "SO_BINDTOIFINDEX", BOTH, type_i32,
       "ties the socket to one network interface, by its index; 0 unties it (CAP_NET_RAW)")
OPTION(63, "SO_TIMESTAMP_NEW", BOTH, type_option_switch,
       "as SO_TIMESTAMP, with 64 bits for the time on every machine")
OPTION(64, "SO_TIMESTAMPNS_NEW", BOTH, type_option_switch,
       "as SO_TIMESTAMPNS, with 64 bits for the time on every machine")
OPTION(65, "SO_TIMESTAMPING_NEW", BOTH, type_option_timestamping,
       "as SO_TIMESTAMPING, with 64 bits for the time on every machine")
OPTION(66, "SO_RCVTIMEO_NEW", BOTH, type_timeval64,
       "as SO_RCVTIMEO, with 64 bits for the time on every machine")
OPTION(67, "SO_SNDTIMEO_NEW", BOTH, type_timeval64,
       "as SO_SNDTIMEO, with 64 bits for the time on every machine")
OPTION(68, "SO_DETACH_REUSEPORT_BPF", SET, type_i32,
       "takes the program away that chooses within a SO_REUSEPORT group; the value means nothing")
OPTION(69, "SO_PREFER_BUSY_POLL", BOTH, type_option_switch,
       "asks the network card for packets rather than let it interrupt; on needs CAP_NET_ADMIN")
OPTION(70, "SO_BUSY_POLL_BUDGET", SET, type_i32,
       "how many packets busy polling takes at once; to raise it needs CAP_NET_ADMIN")
OPTION(71, "SO_NETNS_COOKIE", GET, type_u64,
       "a number that stands for the socket's network namespace", .learned = true)
OPTION(72, "SO_BUF_LOCK", BOTH, type_option_buf_lock,
       "which of the buffers keep their size instead of growing with the traffic")
OPTION(73, "SO_RESERVE_MEM", BOTH, type_option_size,
       "how much memory is set aside for the socket, where its memory cgroup allows it")
OPTION(74, "SO_TXREHASH", BOTH, type_option_txrehash,
       "whether a TCP connection that gets no answers tries other paths, by another hash of "
       "itself")
OPTION(75, "SO_RCVMARK", BOTH, type_option_switch,
       "a datagram brings the mark of its packet along, as SO_MARK")
OPTION(76, "SO_PASSPIDFD", BOTH, type_option_switch,
       "what is received brings a pidfd of the sending process along, as SCM_PIDFD (UNIX "
       "sockets)")
OPTION(77, "SO_PEERPIDFD", GET, type_pidfd,
       "a pidfd of the peer's process: a new handle, pidfd1 if it is given no name (UNIX "
       "sockets)", .learned = true)
OPTION(78, "SO_DEVMEM_LINEAR", NEITHER, type_i32,
       "the type of a control message of MSG_SOCK_DEVMEM: data that came outside of device "
       "memory")
OPTION(79, "SO_DEVMEM_DMABUF", NEITHER, type_i32,
       "the type of a control message of MSG_SOCK_DEVMEM: where in device memory the data is")
OPTION(80, "SO_DEVMEM_DONTNEED", SET, type_bytes,
       "gives back device memory that came with MSG_SOCK_DEVMEM")
OPTION(82, "SO_RCVPRIORITY", BOTH, type_option_switch,
       "a datagram brings the priority of its packet along, as SO_PRIORITY")
OPTION(83, "SO_PASSRIGHTS", BOTH, type_option_switch,
       "on from the start; off, a peer that sends descriptors (SCM_RIGHTS) gets EPERM (UNIX "
       "sockets)")
OPTION(84, "SO_INQ", SET, type_option_switch,
       "recvmsg tells how many bytes are left to read, as SCM_INQ (UNIX streams)")

LEVEL_END
