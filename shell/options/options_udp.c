/* Options of IPPROTO_UDP and IPPROTO_UDPLITE, as Linux has them up to 6.18: what goes in and out of each. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "sockopt.h"

#define BOTH(number, name, type, meaning) \
	{ IPPROTO_UDP, number, name, &(type), SOCKOPT_BOTH, false, meaning }

static const struct sockopt rows[] = {
	BOTH(1, "UDP_CORK", type_option_switch,
	     "collects what is sent into one datagram, which goes out when it is turned off"),
	BOTH(100, "UDP_ENCAP", type_option_encap,
	     "datagrams carry packets of this protocol, which the kernel takes out: IPsec, L2TP, "
	     "GTP"),
	BOTH(101, "UDP_NO_CHECK6_TX", type_option_switch,
	     "sends datagrams over IPv6 with a checksum of 0, which tunnels may do"),
	BOTH(102, "UDP_NO_CHECK6_RX", type_option_switch,
	     "takes datagrams over IPv6 whose checksum is 0"),
	BOTH(103, "UDP_SEGMENT", type_option_size,
	     "one send becomes many datagrams of so many bytes each; 0 turns it off"),
	BOTH(104, "UDP_GRO", type_option_switch,
	     "datagrams of one flow may come together in one recv, with their size as UDP_GRO"),
};

const struct sockopts sockopts_udp = {
	.level = IPPROTO_UDP, .prefix = "UDP_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows)[0],
	.names = &symbols_udp_option, .word = "udp",
	.families = { AF_INET, AF_INET6 }, .type = SOCK_DGRAM, .protocol = IPPROTO_UDP,
};

static const struct sockopt udplite[] = {
	{ IPPROTO_UDPLITE, 10, "UDPLITE_SEND_CSCOV", &type_option_size, SOCKOPT_BOTH, false,
	  "how many bytes of a datagram its checksum covers, from the header on; 0 is all" },
	{ IPPROTO_UDPLITE, 11, "UDPLITE_RECV_CSCOV", &type_option_size, SOCKOPT_BOTH, false,
	  "drops datagrams whose checksum covers less bytes than this; 0 is all" },
};

const struct sockopts sockopts_udplite = {
	.level = IPPROTO_UDPLITE, .prefix = "UDPLITE_",
	.rows = udplite, .count = sizeof(udplite) / sizeof(udplite[0]),
	.names = &symbols_udplite_option, .word = "udplite",
	.families = { AF_INET, AF_INET6 }, .type = SOCK_DGRAM, .protocol = IPPROTO_UDPLITE,
};
