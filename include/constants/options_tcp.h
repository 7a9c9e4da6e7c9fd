/* Options of IPPROTO_TCP, as Linux has them up to 6.18, from <linux/tcp.h>. */
LEVEL(tcp, IPPROTO_TCP, "TCP option", "TCP_",
      .families = { AF_INET, AF_INET6 }, .type = SOCK_STREAM, .protocol = IPPROTO_TCP)

OPTION(1, "TCP_NODELAY", BOTH, type_option_switch,
       "sends small pieces at once; off (Nagle), one waits until what was sent before is "
       "acknowledged")
OPTION(2, "TCP_MAXSEG", BOTH, type_i32,
       "the most bytes of data in a segment; set before connect or listen, the peer is told the "
       "same", .learned = true)
OPTION(3, "TCP_CORK", BOTH, type_option_switch,
       "holds back what does not fill a segment, at most 200 ms, until it is turned off")
OPTION(4, "TCP_KEEPIDLE", BOTH, type_option_seconds,
       "with SO_KEEPALIVE: how long the peer may be silent before it is asked")
OPTION(5, "TCP_KEEPINTVL", BOTH, type_option_seconds,
       "with SO_KEEPALIVE: how long between two questions")
OPTION(6, "TCP_KEEPCNT", BOTH, type_i32,
       "with SO_KEEPALIVE: after how many questions without an answer the connection is dropped")
OPTION(7, "TCP_SYNCNT", BOTH, type_i32,
       "how often connect repeats its SYN before it gives up")
OPTION(8, "TCP_LINGER2", BOTH, type_option_seconds,
       "how long a closed socket waits in FIN_WAIT2 for the peer's end; below 0 not at all")
OPTION(9, "TCP_DEFER_ACCEPT", BOTH, type_option_seconds,
       "a connection is given to accept only when data has come with it, or after about so long")
OPTION(10, "TCP_WINDOW_CLAMP", BOTH, type_option_size,
       "the largest window that is offered to the peer", .learned = true)
/* most of its members are learned */
OPTION(11, "TCP_INFO", GET, type_tcp_info,
       "all that TCP knows of the connection: its state, times, windows, counters")
OPTION(12, "TCP_QUICKACK", BOTH, type_option_switch,
       "acknowledges at once, not a little later with data; TCP itself turns it on and off again")
OPTION(13, "TCP_CONGESTION", BOTH, type_text,
       "the algorithm that says how fast to send, by name: cubic, reno; without CAP_NET_ADMIN "
       "only allowed ones", .learned = true)
OPTION(14, "TCP_MD5SIG", SET, type_bytes,
       "a key: segments from and to one peer are signed with MD5 (RFC 2385), as BGP does: "
       "struct tcp_md5sig")
OPTION(15, "TCP_COOKIE_TRANSACTIONS", NEITHER, type_bytes,
       "gone since Linux 3.10")
OPTION(16, "TCP_THIN_LINEAR_TIMEOUTS", BOTH, type_option_switch,
       "where little is on its way, repeats come at even intervals, not at doubled ones")
OPTION(17, "TCP_THIN_DUPACK", BOTH, type_option_switch,
       "can be set and read, but does nothing since Linux 4.11")
OPTION(18, "TCP_USER_TIMEOUT", BOTH, type_option_milliseconds,
       "how long what was sent may go unacknowledged before the connection is dropped; 0: as "
       "the system has it")
OPTION(19, "TCP_REPAIR", BOTH, type_option_repair,
       "stops TCP, so that a connection can be saved and brought back elsewhere; needs "
       "CAP_NET_ADMIN")
OPTION(20, "TCP_REPAIR_QUEUE", BOTH, type_option_repair_queue,
       "with TCP_REPAIR: which queue the next calls are about")
OPTION(21, "TCP_QUEUE_SEQ", BOTH, type_i32,
       "with TCP_REPAIR: the sequence number of the chosen queue", .learned = true)
OPTION(22, "TCP_REPAIR_OPTIONS", SET, type_bytes,
       "with TCP_REPAIR: what was agreed when the connection began: struct tcp_repair_opt")
OPTION(23, "TCP_FASTOPEN", BOTH, type_i32,
       "on a listening socket: how many connections may begin with data in the SYN (Fast Open)")
OPTION(24, "TCP_TIMESTAMP", BOTH, type_i32,
       "the clock of TCP's time stamps; set only with TCP_REPAIR", .learned = true)
OPTION(25, "TCP_NOTSENT_LOWAT", BOTH, type_option_size,
       "POLLOUT comes only when less than so many bytes wait unsent")
OPTION(26, "TCP_CC_INFO", GET, type_bytes,
       "what the congestion control tells of itself, in a structure of its own", .learned = true)
OPTION(27, "TCP_SAVE_SYN", BOTH, type_i32,
       "a listening socket keeps the SYN of each new connection, for TCP_SAVED_SYN to read")
OPTION(28, "TCP_SAVED_SYN", GET, type_bytes,
       "the headers of the SYN that began this connection; reading gives them away",
       .learned = true)
OPTION(29, "TCP_REPAIR_WINDOW", BOTH, type_bytes,
       "with TCP_REPAIR: the windows: struct tcp_repair_window", .learned = true)
OPTION(30, "TCP_FASTOPEN_CONNECT", BOTH, type_option_switch,
       "connect returns at once where a Fast Open cookie is known, and send sends the SYN with "
       "the data")
OPTION(31, "TCP_ULP", BOTH, type_text,
       "a protocol that sits upon this TCP connection: tls is the usual one")
OPTION(32, "TCP_MD5SIG_EXT", SET, type_bytes,
       "as TCP_MD5SIG, for all peers of a network prefix or an interface too")
OPTION(33, "TCP_FASTOPEN_KEY", BOTH, type_bytes,
       "the key, or two, that Fast Open cookies are made with on this listening socket",
       .learned = true)
OPTION(34, "TCP_FASTOPEN_NO_COOKIE", BOTH, type_option_switch,
       "lets connections begin with data in the SYN (Fast Open) without any cookie")
OPTION(35, "TCP_ZEROCOPY_RECEIVE", GET, type_bytes,
       "received data is mapped into memory instead of copied: struct tcp_zerocopy_receive",
       .learned = true)
OPTION(36, "TCP_INQ", BOTH, type_option_switch,
       "recvmsg tells how many bytes are left to read, as TCP_CM_INQ")
CALLED(36, "TCP_CM_INQ", MESSAGE)
OPTION(37, "TCP_TX_DELAY", BOTH, type_option_microseconds,
       "holds each packet back for so long, as a longer path would")
OPTION(38, "TCP_AO_ADD_KEY", SET, type_bytes,
       "a key of TCP's authentication option (RFC 5925): struct tcp_ao_add")
OPTION(39, "TCP_AO_DEL_KEY", SET, type_bytes,
       "takes a key of TCP's authentication option away: struct tcp_ao_del")
OPTION(40, "TCP_AO_INFO", BOTH, type_bytes,
       "counters and settings of TCP's authentication option: struct tcp_ao_info_opt",
       .learned = true)
OPTION(41, "TCP_AO_GET_KEYS", GET, type_bytes,
       "the keys of TCP's authentication option: struct tcp_ao_getsockopt", .learned = true)
OPTION(42, "TCP_AO_REPAIR", BOTH, type_bytes,
       "with TCP_REPAIR: the state of TCP's authentication option: struct tcp_ao_repair",
       .learned = true)
OPTION(43, "TCP_IS_MPTCP", GET, type_option_switch,
       "whether the connection is one of MPTCP, or has fallen back to TCP")
OPTION(44, "TCP_RTO_MAX_MS", BOTH, type_option_milliseconds,
       "the longest wait before something unacknowledged is sent again")
OPTION(45, "TCP_RTO_MIN_US", BOTH, type_option_microseconds,
       "the shortest wait before something unacknowledged is sent again")
OPTION(46, "TCP_DELACK_MAX_US", BOTH, type_option_microseconds,
       "how long an acknowledgement may wait for data to go with")

LEVEL_END
