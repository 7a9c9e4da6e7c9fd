/* Options of SOL_NETLINK, as Linux has them up to 6.18: what goes in and out of each. */
#include <sys/socket.h>

#include "sockopt.h"

#ifndef SOL_NETLINK
#define SOL_NETLINK 270
#endif

static const struct sockopt rows[] = {
	{ SOL_NETLINK, 1, "NETLINK_ADD_MEMBERSHIP", &type_i32, SOCKOPT_SET, false,
	  "joins a group by its number: its messages come from now on (RTNLGRP_LINK is 1)" },
	{ SOL_NETLINK, 2, "NETLINK_DROP_MEMBERSHIP", &type_i32, SOCKOPT_SET, false,
	  "leaves a group by its number" },
	{ SOL_NETLINK, 3, "NETLINK_PKTINFO", &type_option_switch, SOCKOPT_BOTH, false,
	  "a message brings along the number of the group it was sent to, as NETLINK_PKTINFO" },
	{ SOL_NETLINK, 4, "NETLINK_BROADCAST_ERROR", &type_option_switch, SOCKOPT_BOTH, false,
	  "who sends to a group learns of receivers that had no room" },
	{ SOL_NETLINK, 5, "NETLINK_NO_ENOBUFS", &type_option_switch, SOCKOPT_BOTH, false,
	  "messages that found no room are lost without ENOBUFS" },
	{ SOL_NETLINK, 6, "NETLINK_RX_RING", &type_bytes, 0, false,
	  "gone since Linux 4.6" },
	{ SOL_NETLINK, 7, "NETLINK_TX_RING", &type_bytes, 0, false,
	  "gone since Linux 4.6" },
	{ SOL_NETLINK, 8, "NETLINK_LISTEN_ALL_NSID", &type_option_switch, SOCKOPT_BOTH, false,
	  "messages of other network namespaces come too, if they have a number here; on needs "
	  "CAP_NET_BROADCAST" },
	{ SOL_NETLINK, 9, "NETLINK_LIST_MEMBERSHIPS", &type_option_words, SOCKOPT_GET, true,
	  "the groups that were joined, as bits of 32-bit numbers: group 1 is the lowest",
	  .whole = 4 },
	{ SOL_NETLINK, 10, "NETLINK_CAP_ACK", &type_option_switch, SOCKOPT_BOTH, false,
	  "an acknowledgement repeats the head of the request alone, not all of it" },
	{ SOL_NETLINK, 11, "NETLINK_EXT_ACK", &type_option_switch, SOCKOPT_BOTH, false,
	  "an acknowledgement says in words, and with the place, what was wrong" },
	{ SOL_NETLINK, 12, "NETLINK_GET_STRICT_CHK", &type_option_switch, SOCKOPT_BOTH, false,
	  "requests that ask are checked strictly, and can say what is wanted of the answer" },
};

const struct sockopts sockopts_netlink = {
	.level = SOL_NETLINK, .prefix = "NETLINK_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows[0]),
	.names = &symbols_netlink_option, .word = "netlink",
	.families = { AF_NETLINK },
};
