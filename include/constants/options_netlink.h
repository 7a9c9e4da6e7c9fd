/* Options of SOL_NETLINK, as Linux has them up to 6.18, from <linux/netlink.h>. */
LEVEL(netlink, SOL_NETLINK, "netlink option", "NETLINK_", .families = { AF_NETLINK })

OPTION(1, "NETLINK_ADD_MEMBERSHIP", SET, type_i32,
       "joins a group by its number: its messages come from now on (RTNLGRP_LINK is 1)")
OPTION(2, "NETLINK_DROP_MEMBERSHIP", SET, type_i32,
       "leaves a group by its number")
OPTION(3, "NETLINK_PKTINFO", BOTH, type_option_switch,
       "a message brings along the number of the group it was sent to, as NETLINK_PKTINFO")
OPTION(4, "NETLINK_BROADCAST_ERROR", BOTH, type_option_switch,
       "who sends to a group learns of receivers that had no room")
OPTION(5, "NETLINK_NO_ENOBUFS", BOTH, type_option_switch,
       "messages that found no room are lost without ENOBUFS")
OPTION(6, "NETLINK_RX_RING", NEITHER, type_bytes,
       "gone since Linux 4.6")
OPTION(7, "NETLINK_TX_RING", NEITHER, type_bytes,
       "gone since Linux 4.6")
OPTION(8, "NETLINK_LISTEN_ALL_NSID", BOTH, type_option_switch,
       "messages of other network namespaces come too, if they have a number here; on needs "
       "CAP_NET_BROADCAST")
OPTION(9, "NETLINK_LIST_MEMBERSHIPS", GET, type_option_words,
       "the groups that were joined, as bits of 32-bit numbers: group 1 is the lowest",
       .learned = true, .whole = 4)
OPTION(10, "NETLINK_CAP_ACK", BOTH, type_option_switch,
       "an acknowledgement repeats the head of the request alone, not all of it")
OPTION(11, "NETLINK_EXT_ACK", BOTH, type_option_switch,
       "an acknowledgement says in words, and with the place, what was wrong")
OPTION(12, "NETLINK_GET_STRICT_CHK", BOTH, type_option_switch,
       "requests that ask are checked strictly, and can say what is wanted of the answer")

LEVEL_END
