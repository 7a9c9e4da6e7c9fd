/* Options of SOL_MPTCP, as Linux has them up to 6.18: what goes in and out of each. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "sockopt.h"

enum { SOL_MPTCP_ = 284, PROTOCOL = 262 };	/* older headers of libc have neither */

static const struct sockopt rows[] = {
	{ SOL_MPTCP_, 1, "MPTCP_INFO", &type_bytes, SOCKOPT_GET, true,
	  "what MPTCP knows of the connection and its subflows: struct mptcp_info" },
	{ SOL_MPTCP_, 2, "MPTCP_TCPINFO", &type_bytes, SOCKOPT_GET, true,
	  "the tcp_info of each subflow, behind a struct mptcp_subflow_data that goes in" },
	{ SOL_MPTCP_, 3, "MPTCP_SUBFLOW_ADDRS", &type_bytes, SOCKOPT_GET, true,
	  "the addresses of each subflow, behind a struct mptcp_subflow_data that goes in" },
	{ SOL_MPTCP_, 4, "MPTCP_FULL_INFO", &type_bytes, SOCKOPT_GET, true,
	  "all of the three at once, in memory that it points to: struct mptcp_full_info" },
};

extern const struct sockopts sockopts_tcp;

const struct sockopts sockopts_mptcp = {
	.level = SOL_MPTCP_, .prefix = "MPTCP_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows[0]),
	.names = &symbols_mptcp_option, .word = "mptcp",
	.families = { AF_INET, AF_INET6 }, .type = SOCK_STREAM, .protocol = PROTOCOL,
	.behind = &sockopts_tcp,
};
