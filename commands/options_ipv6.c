/* Options of IPPROTO_IPV6, as Linux has them up to 6.18: what goes in and out of each. */
#include <netinet/in.h>

#include "sockopt.h"

#define SET(number, name, type) { IPPROTO_IPV6, number, name, &(type), SOCKOPT_SET, false }
#define BOTH(number, name, type) { IPPROTO_IPV6, number, name, &(type), SOCKOPT_BOTH, false }
/* Numbers that no kernel of today answers to, or that are control messages only. */
#define NEITHER(number, name) { IPPROTO_IPV6, number, name, &type_i32, 0, false }
/* What the system chooses. */
#define GET_LEARNED(number, name, type) { IPPROTO_IPV6, number, name, &(type), SOCKOPT_GET, true }
#define BOTH_LEARNED(number, name, type) { IPPROTO_IPV6, number, name, &(type), SOCKOPT_BOTH, true }

static const struct sockopt rows[] = {
	BOTH(1, "IPV6_ADDRFORM", type_option_family),
	BOTH(2, "IPV6_2292PKTINFO", type_i32),
	BOTH(3, "IPV6_2292HOPOPTS", type_i32),
	BOTH(4, "IPV6_2292DSTOPTS", type_i32),
	BOTH(5, "IPV6_2292RTHDR", type_i32),
	BOTH_LEARNED(6, "IPV6_2292PKTOPTIONS", type_bytes),
	BOTH(7, "IPV6_CHECKSUM", type_i32),
	BOTH(8, "IPV6_2292HOPLIMIT", type_i32),
	NEITHER(9, "IPV6_NEXTHOP"),
	NEITHER(10, "IPV6_AUTHHDR"),
	BOTH(11, "IPV6_FLOWINFO", type_i32),
	BOTH(16, "IPV6_UNICAST_HOPS", type_i32),
	BOTH(17, "IPV6_MULTICAST_IF", type_i32),
	BOTH(18, "IPV6_MULTICAST_HOPS", type_i32),
	BOTH(19, "IPV6_MULTICAST_LOOP", type_i32),
	SET(20, "IPV6_ADD_MEMBERSHIP", type_bytes),
	SET(21, "IPV6_DROP_MEMBERSHIP", type_bytes),
	BOTH(22, "IPV6_ROUTER_ALERT", type_i32),
	BOTH(23, "IPV6_MTU_DISCOVER", type_option_ipv6_mtu_discover),
	BOTH_LEARNED(24, "IPV6_MTU", type_i32),
	BOTH(25, "IPV6_RECVERR", type_i32),
	BOTH(26, "IPV6_V6ONLY", type_i32),
	SET(27, "IPV6_JOIN_ANYCAST", type_bytes),
	SET(28, "IPV6_LEAVE_ANYCAST", type_bytes),
	BOTH(29, "IPV6_MULTICAST_ALL", type_i32),
	BOTH(30, "IPV6_ROUTER_ALERT_ISOLATE", type_i32),
	BOTH(31, "IPV6_RECVERR_RFC4884", type_i32),
	BOTH(32, "IPV6_FLOWLABEL_MGR", type_bytes),
	BOTH(33, "IPV6_FLOWINFO_SEND", type_i32),
	SET(34, "IPV6_IPSEC_POLICY", type_bytes),
	SET(35, "IPV6_XFRM_POLICY", type_bytes),
	BOTH(36, "IPV6_HDRINCL", type_i32),
	SET(42, "MCAST_JOIN_GROUP", type_bytes),
	SET(43, "MCAST_BLOCK_SOURCE", type_bytes),
	SET(44, "MCAST_UNBLOCK_SOURCE", type_bytes),
	SET(45, "MCAST_LEAVE_GROUP", type_bytes),
	SET(46, "MCAST_JOIN_SOURCE_GROUP", type_bytes),
	SET(47, "MCAST_LEAVE_SOURCE_GROUP", type_bytes),
	BOTH(48, "MCAST_MSFILTER", type_bytes),
	BOTH(49, "IPV6_RECVPKTINFO", type_i32),
	SET(50, "IPV6_PKTINFO", type_bytes),
	BOTH(51, "IPV6_RECVHOPLIMIT", type_i32),
	NEITHER(52, "IPV6_HOPLIMIT"),
	BOTH(53, "IPV6_RECVHOPOPTS", type_i32),
	BOTH(54, "IPV6_HOPOPTS", type_bytes),
	BOTH(55, "IPV6_RTHDRDSTOPTS", type_bytes),
	BOTH(56, "IPV6_RECVRTHDR", type_i32),
	BOTH(57, "IPV6_RTHDR", type_bytes),
	BOTH(58, "IPV6_RECVDSTOPTS", type_i32),
	BOTH(59, "IPV6_DSTOPTS", type_bytes),
	BOTH(60, "IPV6_RECVPATHMTU", type_i32),
	GET_LEARNED(61, "IPV6_PATHMTU", type_bytes),
	BOTH(62, "IPV6_DONTFRAG", type_i32),
	NEITHER(63, "IPV6_USE_MIN_MTU"),
	BOTH(66, "IPV6_RECVTCLASS", type_i32),
	BOTH(67, "IPV6_TCLASS", type_option_tos),
	BOTH(70, "IPV6_AUTOFLOWLABEL", type_i32),
	BOTH(72, "IPV6_ADDR_PREFERENCES", type_option_prefer_src),
	BOTH(73, "IPV6_MINHOPCOUNT", type_i32),
	BOTH(74, "IPV6_RECVORIGDSTADDR", type_i32),
	BOTH(75, "IPV6_TRANSPARENT", type_i32),
	BOTH(76, "IPV6_UNICAST_IF", type_i32),		/* an index in network byte order */
	BOTH(77, "IPV6_RECVFRAGSIZE", type_i32),
	BOTH(78, "IPV6_FREEBIND", type_i32),
};

const struct sockopts sockopts_ipv6 = {
	.level = IPPROTO_IPV6, .prefix = "IPV6_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows)[0],
	.names = &symbols_ipv6_option, .word = "ipv6",
};
