/* Options of IPPROTO_TCP, as Linux has them up to 6.18: what goes in and out of each. */
#include <netinet/in.h>

#include "sockopt.h"

#define GET(number, name, type) { IPPROTO_TCP, number, name, &(type), SOCKOPT_GET, false }
#define SET(number, name, type) { IPPROTO_TCP, number, name, &(type), SOCKOPT_SET, false }
#define BOTH(number, name, type) { IPPROTO_TCP, number, name, &(type), SOCKOPT_BOTH, false }
/* Numbers that no kernel of today answers to. */
#define NEITHER(number, name) { IPPROTO_TCP, number, name, &type_bytes, 0, false }
/* What the system chooses. */
#define GET_LEARNED(number, name, type) { IPPROTO_TCP, number, name, &(type), SOCKOPT_GET, true }
#define BOTH_LEARNED(number, name, type) { IPPROTO_TCP, number, name, &(type), SOCKOPT_BOTH, true }

static const struct sockopt rows[] = {
	BOTH(1, "TCP_NODELAY", type_i32),
	BOTH_LEARNED(2, "TCP_MAXSEG", type_i32),
	BOTH(3, "TCP_CORK", type_i32),
	BOTH(4, "TCP_KEEPIDLE", type_option_seconds),
	BOTH(5, "TCP_KEEPINTVL", type_option_seconds),
	BOTH(6, "TCP_KEEPCNT", type_i32),
	BOTH(7, "TCP_SYNCNT", type_i32),
	BOTH(8, "TCP_LINGER2", type_option_seconds),
	BOTH(9, "TCP_DEFER_ACCEPT", type_option_seconds),
	BOTH_LEARNED(10, "TCP_WINDOW_CLAMP", type_option_size),
	GET(11, "TCP_INFO", type_tcp_info),		/* most of its members are learned */
	BOTH(12, "TCP_QUICKACK", type_i32),
	BOTH_LEARNED(13, "TCP_CONGESTION", type_text),
	SET(14, "TCP_MD5SIG", type_bytes),
	NEITHER(15, "TCP_COOKIE_TRANSACTIONS"),
	BOTH(16, "TCP_THIN_LINEAR_TIMEOUTS", type_i32),
	BOTH(17, "TCP_THIN_DUPACK", type_i32),
	BOTH(18, "TCP_USER_TIMEOUT", type_option_milliseconds),
	BOTH(19, "TCP_REPAIR", type_option_repair),
	BOTH(20, "TCP_REPAIR_QUEUE", type_option_repair_queue),
	BOTH_LEARNED(21, "TCP_QUEUE_SEQ", type_i32),
	SET(22, "TCP_REPAIR_OPTIONS", type_bytes),
	BOTH(23, "TCP_FASTOPEN", type_i32),
	BOTH_LEARNED(24, "TCP_TIMESTAMP", type_i32),
	BOTH(25, "TCP_NOTSENT_LOWAT", type_option_size),
	GET_LEARNED(26, "TCP_CC_INFO", type_bytes),
	BOTH(27, "TCP_SAVE_SYN", type_i32),
	GET_LEARNED(28, "TCP_SAVED_SYN", type_bytes),
	BOTH_LEARNED(29, "TCP_REPAIR_WINDOW", type_bytes),
	BOTH(30, "TCP_FASTOPEN_CONNECT", type_i32),
	BOTH(31, "TCP_ULP", type_text),
	SET(32, "TCP_MD5SIG_EXT", type_bytes),
	BOTH_LEARNED(33, "TCP_FASTOPEN_KEY", type_bytes),
	BOTH(34, "TCP_FASTOPEN_NO_COOKIE", type_i32),
	GET_LEARNED(35, "TCP_ZEROCOPY_RECEIVE", type_bytes),
	BOTH(36, "TCP_INQ", type_i32),
	BOTH(37, "TCP_TX_DELAY", type_option_microseconds),
	SET(38, "TCP_AO_ADD_KEY", type_bytes),
	SET(39, "TCP_AO_DEL_KEY", type_bytes),
	BOTH_LEARNED(40, "TCP_AO_INFO", type_bytes),
	GET_LEARNED(41, "TCP_AO_GET_KEYS", type_bytes),
	BOTH_LEARNED(42, "TCP_AO_REPAIR", type_bytes),
	GET(43, "TCP_IS_MPTCP", type_i32),
	BOTH(44, "TCP_RTO_MAX_MS", type_option_milliseconds),
	BOTH(45, "TCP_RTO_MIN_US", type_option_microseconds),
	BOTH(46, "TCP_DELACK_MAX_US", type_option_microseconds),
};

const struct sockopts sockopts_tcp = {
	.level = IPPROTO_TCP, .prefix = "TCP_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows)[0],
	.names = &symbols_tcp_option, .word = "tcp",
};
