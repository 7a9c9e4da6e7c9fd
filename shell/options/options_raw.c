/* Options of raw sockets: the filters of ICMP and ICMPv6. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "sockopt.h"

enum { SOL_RAW_ = 255 };	/* musl's headers do not name it */

static const struct sockopt icmp[] = {
	{ SOL_RAW_, 1, "ICMP_FILTER", &type_u32, SOCKOPT_BOTH, false,
	  "raw ICMP sockets: types of messages that are not taken, a bit each (bit 0 is an "
	  "echo reply)" },
};

static const struct sockopt icmpv6[] = {
	{ IPPROTO_ICMPV6, 1, "ICMPV6_FILTER", &type_bytes, SOCKOPT_BOTH, false,
	  "raw ICMPv6 sockets: types of messages that are not taken, 256 bits" },
};

const struct sockopts sockopts_raw = {
	.level = SOL_RAW_, .prefix = "ICMP_",
	.rows = icmp, .count = sizeof(icmp) / sizeof(icmp[0]),
	.names = &symbols_raw_option, .word = "raw",
	.families = { AF_INET }, .type = SOCK_RAW, .protocol = IPPROTO_ICMP,
};

const struct sockopts sockopts_icmpv6 = {
	.level = IPPROTO_ICMPV6, .prefix = "ICMPV6_",
	.rows = icmpv6, .count = sizeof(icmpv6) / sizeof(icmpv6[0]),
	.names = &symbols_icmpv6_option, .word = "icmpv6",
	.families = { AF_INET6 }, .type = SOCK_RAW, .protocol = IPPROTO_ICMPV6,
};
