/* Options of IPPROTO_IP, as Linux has them up to 6.18: what goes in and out of each. */
#include <netinet/in.h>

#include "sockopt.h"

#define GET(number, name, type) { IPPROTO_IP, number, name, &(type), SOCKOPT_GET, false }
#define SET(number, name, type) { IPPROTO_IP, number, name, &(type), SOCKOPT_SET, false }
#define BOTH(number, name, type) { IPPROTO_IP, number, name, &(type), SOCKOPT_BOTH, false }
/* What the system chooses. */
#define GET_LEARNED(number, name, type) { IPPROTO_IP, number, name, &(type), SOCKOPT_GET, true }

static const struct sockopt rows[] = {
	BOTH(1, "IP_TOS", type_option_tos),
	BOTH(2, "IP_TTL", type_i32),
	BOTH(3, "IP_HDRINCL", type_i32),
	BOTH(4, "IP_OPTIONS", type_bytes),
	BOTH(5, "IP_ROUTER_ALERT", type_i32),
	BOTH(6, "IP_RECVOPTS", type_i32),
	BOTH(7, "IP_RETOPTS", type_i32),
	BOTH(8, "IP_PKTINFO", type_i32),
	GET_LEARNED(9, "IP_PKTOPTIONS", type_bytes),
	BOTH(10, "IP_MTU_DISCOVER", type_option_mtu_discover),
	BOTH(11, "IP_RECVERR", type_i32),
	BOTH(12, "IP_RECVTTL", type_i32),
	BOTH(13, "IP_RECVTOS", type_i32),
	GET_LEARNED(14, "IP_MTU", type_i32),
	BOTH(15, "IP_FREEBIND", type_i32),
	SET(16, "IP_IPSEC_POLICY", type_bytes),
	SET(17, "IP_XFRM_POLICY", type_bytes),
	BOTH(18, "IP_PASSSEC", type_i32),
	BOTH(19, "IP_TRANSPARENT", type_i32),
	BOTH(20, "IP_RECVORIGDSTADDR", type_i32),
	BOTH(21, "IP_MINTTL", type_i32),
	BOTH(22, "IP_NODEFRAG", type_i32),
	BOTH(23, "IP_CHECKSUM", type_i32),
	BOTH(24, "IP_BIND_ADDRESS_NO_PORT", type_i32),
	BOTH(25, "IP_RECVFRAGSIZE", type_i32),
	BOTH(26, "IP_RECVERR_RFC4884", type_i32),
	BOTH(32, "IP_MULTICAST_IF", type_i32),		/* an in_addr; larger structures when set */
	BOTH(33, "IP_MULTICAST_TTL", type_i32),
	BOTH(34, "IP_MULTICAST_LOOP", type_i32),
	SET(35, "IP_ADD_MEMBERSHIP", type_bytes),
	SET(36, "IP_DROP_MEMBERSHIP", type_bytes),
	SET(37, "IP_UNBLOCK_SOURCE", type_bytes),
	SET(38, "IP_BLOCK_SOURCE", type_bytes),
	SET(39, "IP_ADD_SOURCE_MEMBERSHIP", type_bytes),
	SET(40, "IP_DROP_SOURCE_MEMBERSHIP", type_bytes),
	BOTH(41, "IP_MSFILTER", type_bytes),
	SET(42, "MCAST_JOIN_GROUP", type_bytes),
	SET(43, "MCAST_BLOCK_SOURCE", type_bytes),
	SET(44, "MCAST_UNBLOCK_SOURCE", type_bytes),
	SET(45, "MCAST_LEAVE_GROUP", type_bytes),
	SET(46, "MCAST_JOIN_SOURCE_GROUP", type_bytes),
	SET(47, "MCAST_LEAVE_SOURCE_GROUP", type_bytes),
	BOTH(48, "MCAST_MSFILTER", type_bytes),
	BOTH(49, "IP_MULTICAST_ALL", type_i32),
	BOTH(50, "IP_UNICAST_IF", type_i32),		/* an index in network byte order */
	BOTH(51, "IP_LOCAL_PORT_RANGE", type_i32),	/* the upper port in the upper 16 bits */
	GET(52, "IP_PROTOCOL", type_option_protocol),
};

const struct sockopts sockopts_ip = {
	.level = IPPROTO_IP, .prefix = "IP_", .rows = rows, .count = sizeof(rows) / sizeof(rows)[0],
	.names = &symbols_ip_option, .word = "ip",
};
