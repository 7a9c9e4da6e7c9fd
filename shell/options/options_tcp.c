/* Options of IPPROTO_TCP, as Linux has them up to 6.18: what goes in and out of each. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "sockopt.h"

#define GET(number, name, type, meaning) \
	{ IPPROTO_TCP, number, name, &(type), SOCKOPT_GET, false, meaning }
#define SET(number, name, type, meaning) \
	{ IPPROTO_TCP, number, name, &(type), SOCKOPT_SET, false, meaning }
#define BOTH(number, name, type, meaning) \
	{ IPPROTO_TCP, number, name, &(type), SOCKOPT_BOTH, false, meaning }
/* Numbers that no kernel of today answers to. */
#define NEITHER(number, name, meaning) \
	{ IPPROTO_TCP, number, name, &type_bytes, 0, false, meaning }
/* What the system chooses. */
#define GET_LEARNED(number, name, type, meaning) \
	{ IPPROTO_TCP, number, name, &(type), SOCKOPT_GET, true, meaning }
#define BOTH_LEARNED(number, name, type, meaning) \
	{ IPPROTO_TCP, number, name, &(type), SOCKOPT_BOTH, true, meaning }

static const struct sockopt rows[] = {
	BOTH(1, "TCP_NODELAY", type_option_switch,
	     "sends small pieces at once; off (Nagle), one waits until what was sent before is "
	     "acknowledged"),
	BOTH_LEARNED(2, "TCP_MAXSEG", type_i32,
	     "the most bytes of data in a segment; set before connect or listen, the peer is "
	     "told the same"),
	BOTH(3, "TCP_CORK", type_option_switch,
	     "holds back what does not fill a segment, at most 200 ms, until it is turned off"),
	BOTH(4, "TCP_KEEPIDLE", type_option_seconds,
	     "with SO_KEEPALIVE: how long the peer may be silent before it is asked"),
	BOTH(5, "TCP_KEEPINTVL", type_option_seconds,
	     "with SO_KEEPALIVE: how long between two questions"),
	BOTH(6, "TCP_KEEPCNT", type_i32,
	     "with SO_KEEPALIVE: after how many questions without an answer the connection is "
	     "dropped"),
	BOTH(7, "TCP_SYNCNT", type_i32,
	     "how often connect repeats its SYN before it gives up"),
	BOTH(8, "TCP_LINGER2", type_option_seconds,
	     "how long a closed socket waits in FIN_WAIT2 for the peer's end; below 0 not at all"),
	BOTH(9, "TCP_DEFER_ACCEPT", type_option_seconds,
	     "a connection is given to accept only when data has come with it, or after about so "
	     "long"),
	BOTH_LEARNED(10, "TCP_WINDOW_CLAMP", type_option_size,
	     "the largest window that is offered to the peer"),
	GET(11, "TCP_INFO", type_tcp_info,		/* most of its members are learned */
	     "all that TCP knows of the connection: its state, times, windows, counters"),
	BOTH(12, "TCP_QUICKACK", type_option_switch,
	     "acknowledges at once, not a little later with data; TCP itself turns it on and off "
	     "again"),
	BOTH_LEARNED(13, "TCP_CONGESTION", type_text,
	     "the algorithm that says how fast to send, by name: cubic, reno; without "
	     "CAP_NET_ADMIN only allowed ones"),
	SET(14, "TCP_MD5SIG", type_bytes,
	     "a key: segments from and to one peer are signed with MD5 (RFC 2385), as BGP does: "
	     "struct tcp_md5sig"),
	NEITHER(15, "TCP_COOKIE_TRANSACTIONS",
	     "gone since Linux 3.10"),
	BOTH(16, "TCP_THIN_LINEAR_TIMEOUTS", type_option_switch,
	     "where little is on its way, repeats come at even intervals, not at doubled ones"),
	BOTH(17, "TCP_THIN_DUPACK", type_option_switch,
	     "can be set and read, but does nothing since Linux 4.11"),
	BOTH(18, "TCP_USER_TIMEOUT", type_option_milliseconds,
	     "how long what was sent may go unacknowledged before the connection is dropped; 0: "
	     "as the system has it"),
	BOTH(19, "TCP_REPAIR", type_option_repair,
	     "stops TCP, so that a connection can be saved and brought back elsewhere; needs "
	     "CAP_NET_ADMIN"),
	BOTH(20, "TCP_REPAIR_QUEUE", type_option_repair_queue,
	     "with TCP_REPAIR: which queue the next calls are about"),
	BOTH_LEARNED(21, "TCP_QUEUE_SEQ", type_i32,
	     "with TCP_REPAIR: the sequence number of the chosen queue"),
	SET(22, "TCP_REPAIR_OPTIONS", type_bytes,
	     "with TCP_REPAIR: what was agreed when the connection began: struct tcp_repair_opt"),
	BOTH(23, "TCP_FASTOPEN", type_i32,
	     "on a listening socket: how many connections may begin with data in the SYN (Fast "
	     "Open)"),
	BOTH_LEARNED(24, "TCP_TIMESTAMP", type_i32,
	     "the clock of TCP's time stamps; set only with TCP_REPAIR"),
	BOTH(25, "TCP_NOTSENT_LOWAT", type_option_size,
	     "POLLOUT comes only when less than so many bytes wait unsent"),
	GET_LEARNED(26, "TCP_CC_INFO", type_bytes,
	     "what the congestion control tells of itself, in a structure of its own"),
	BOTH(27, "TCP_SAVE_SYN", type_i32,
	     "a listening socket keeps the SYN of each new connection, for TCP_SAVED_SYN to read"),
	GET_LEARNED(28, "TCP_SAVED_SYN", type_bytes,
	     "the headers of the SYN that began this connection; reading gives them away"),
	BOTH_LEARNED(29, "TCP_REPAIR_WINDOW", type_bytes,
	     "with TCP_REPAIR: the windows: struct tcp_repair_window"),
	BOTH(30, "TCP_FASTOPEN_CONNECT", type_option_switch,
	     "connect returns at once where a Fast Open cookie is known, and send sends the SYN "
	     "with the data"),
	BOTH(31, "TCP_ULP", type_text,
	     "a protocol that sits upon this TCP connection: tls is the usual one"),
	SET(32, "TCP_MD5SIG_EXT", type_bytes,
	     "as TCP_MD5SIG, for all peers of a network prefix or an interface too"),
	BOTH_LEARNED(33, "TCP_FASTOPEN_KEY", type_bytes,
	     "the key, or two, that Fast Open cookies are made with on this listening socket"),
	BOTH(34, "TCP_FASTOPEN_NO_COOKIE", type_option_switch,
	     "lets connections begin with data in the SYN (Fast Open) without any cookie"),
	GET_LEARNED(35, "TCP_ZEROCOPY_RECEIVE", type_bytes,
	     "received data is mapped into memory instead of copied: struct tcp_zerocopy_receive"),
	BOTH(36, "TCP_INQ", type_option_switch,
	     "recvmsg tells how many bytes are left to read, as TCP_CM_INQ"),
	BOTH(37, "TCP_TX_DELAY", type_option_microseconds,
	     "holds each packet back for so long, as a longer path would"),
	SET(38, "TCP_AO_ADD_KEY", type_bytes,
	     "a key of TCP's authentication option (RFC 5925): struct tcp_ao_add"),
	SET(39, "TCP_AO_DEL_KEY", type_bytes,
	     "takes a key of TCP's authentication option away: struct tcp_ao_del"),
	BOTH_LEARNED(40, "TCP_AO_INFO", type_bytes,
	     "counters and settings of TCP's authentication option: struct tcp_ao_info_opt"),
	GET_LEARNED(41, "TCP_AO_GET_KEYS", type_bytes,
	     "the keys of TCP's authentication option: struct tcp_ao_getsockopt"),
	BOTH_LEARNED(42, "TCP_AO_REPAIR", type_bytes,
	     "with TCP_REPAIR: the state of TCP's authentication option: struct tcp_ao_repair"),
	GET(43, "TCP_IS_MPTCP", type_option_switch,
	     "whether the connection is one of MPTCP, or has fallen back to TCP"),
	BOTH(44, "TCP_RTO_MAX_MS", type_option_milliseconds,
	     "the longest wait before something unacknowledged is sent again"),
	BOTH(45, "TCP_RTO_MIN_US", type_option_microseconds,
	     "the shortest wait before something unacknowledged is sent again"),
	BOTH(46, "TCP_DELACK_MAX_US", type_option_microseconds,
	     "how long an acknowledgement may wait for data to go with"),
};

const struct sockopts sockopts_tcp = {
	.level = IPPROTO_TCP, .prefix = "TCP_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows)[0],
	.names = &symbols_tcp_option, .word = "tcp",
	.families = { AF_INET, AF_INET6 }, .type = SOCK_STREAM, .protocol = IPPROTO_TCP,
};
