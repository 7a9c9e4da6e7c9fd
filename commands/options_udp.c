/* Options of IPPROTO_UDP, as Linux has them up to 6.18: what goes in and out of each. */
#include <netinet/in.h>

#include "sockopt.h"

#define BOTH(number, name, type) { IPPROTO_UDP, number, name, &(type), SOCKOPT_BOTH, false }

static const struct sockopt rows[] = {
	BOTH(1, "UDP_CORK", type_i32),
	BOTH(100, "UDP_ENCAP", type_option_encap),
	BOTH(101, "UDP_NO_CHECK6_TX", type_i32),
	BOTH(102, "UDP_NO_CHECK6_RX", type_i32),
	BOTH(103, "UDP_SEGMENT", type_option_size),
	BOTH(104, "UDP_GRO", type_i32),
};

const struct sockopts sockopts_udp = {
	.level = IPPROTO_UDP, .prefix = "UDP_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows)[0],
	.names = &symbols_udp_option, .word = "udp",
};
