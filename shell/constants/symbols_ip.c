/* Protocols of the internet, values of the options of IPPROTO_IP, addresses. From <netinet/in.h>, <linux/in.h>. */
#include "symbols.h"

static const struct symbol ipproto[] = {
	{ "IPPROTO_IP", 0,
	  "as the protocol of a socket: the usual one of family and type; as a level: options "
	  "of IPv4" },
	{ "IPPROTO_HOPOPTS", 0 },
	{ "IPPROTO_ICMP", 1,
	  "error messages and ping of IPv4; with dgram where net.ipv4.ping_group_range allows "
	  "it" },
	{ "IPPROTO_IGMP", 2 },
	{ "IPPROTO_IPIP", 4 },
	{ "IPPROTO_TCP", 6,
	  "the streams of the internet: connections, acknowledgements, windows" },
	{ "IPPROTO_EGP", 8 },
	{ "IPPROTO_PUP", 12 },
	{ "IPPROTO_UDP", 17,
	  "the datagrams of the internet: ports and a checksum, no more" },
	{ "IPPROTO_IDP", 22 },
	{ "IPPROTO_TP", 29 },
	{ "IPPROTO_DCCP", 33 },
	{ "IPPROTO_IPV6", 41 },
	{ "IPPROTO_ROUTING", 43 },
	{ "IPPROTO_FRAGMENT", 44 },
	{ "IPPROTO_RSVP", 46 },
	{ "IPPROTO_GRE", 47 },
	{ "IPPROTO_ESP", 50 },
	{ "IPPROTO_AH", 51 },
	{ "IPPROTO_ICMPV6", 58,
	  "error messages, neighbours and ping of IPv6" },
	{ "IPPROTO_NONE", 59 },
	{ "IPPROTO_DSTOPTS", 60 },
	{ "IPPROTO_MTP", 92 },
	{ "IPPROTO_BEETPH", 94 },
	{ "IPPROTO_ENCAP", 98 },
	{ "IPPROTO_PIM", 103 },
	{ "IPPROTO_COMP", 108 },
	{ "IPPROTO_L2TP", 115 },
	{ "IPPROTO_SCTP", 132,
	  "messages over a connection that may have several addresses at each end" },
	{ "IPPROTO_MH", 135 },
	{ "IPPROTO_UDPLITE", 136,
	  "UDP whose checksum may cover a part of the datagram alone" },
	{ "IPPROTO_MPLS", 137 },
	{ "IPPROTO_ETHERNET", 143 },
	{ "IPPROTO_AGGFRAG", 144 },
	{ "IPPROTO_RAW", 255,
	  "raw sockets that only send, and write the IP header themselves" },
	{ "IPPROTO_SMC", 256 },
	{ "IPPROTO_MPTCP", 262,
	  "TCP over several paths at once; falls back to plain TCP" },
	{ "IPPROTO_MAX", 263 },
};

const struct symbols symbols_ipproto = SYMBOLS("protocol", "IPPROTO_", ipproto);

/* IP_MTU_DISCOVER */
static const struct symbol pmtudisc[] = {
	{ "IP_PMTUDISC_DONT", 0,
	  "never forbids fragmenting (no DF bit)" },
	{ "IP_PMTUDISC_WANT", 1,
	  "forbids it as long as a packet fits the path, and fragments datagrams that do not" },
	{ "IP_PMTUDISC_DO", 2,
	  "always forbids it (DF bit); a datagram that is too large for the path fails with "
	  "EMSGSIZE" },
	{ "IP_PMTUDISC_PROBE", 3,
	  "forbids it, whatever is known of the path: for programs that probe it themselves" },
	{ "IP_PMTUDISC_INTERFACE", 4,
	  "goes by the interface's MTU alone, and believes no ICMP message about the path" },
	{ "IP_PMTUDISC_OMIT", 5,
	  "as IP_PMTUDISC_INTERFACE, but what is larger is fragmented" },
};

const struct symbols symbols_pmtudisc =
	SYMBOLS("path MTU discovery mode", "IP_PMTUDISC_", pmtudisc);

/* IP_MSFILTER and MCAST_MSFILTER */
static const struct symbol mcast_mode[] = {
	{ "MCAST_EXCLUDE", 0 },
	{ "MCAST_INCLUDE", 1 },
};

const struct symbols symbols_mcast_mode = SYMBOLS("filter mode", "MCAST_", mcast_mode);

/* Defaults and limits of options, and the bits of a header that IP_HDRINCL lets one write. */
static const struct symbol ip_value[] = {
	{ "IP_DEFAULT_MULTICAST_TTL", 1 },
	{ "IP_DEFAULT_MULTICAST_LOOP", 1 },
	{ "IP_MAX_MEMBERSHIPS", 20 },
	{ "IP_MSS", 576 },
	{ "IP_MAXPACKET", 65535 },
	{ "IP_OFFMASK", 0x1fff },
	{ "IP_MF", 0x2000 },
	{ "IP_DF", 0x4000 },
	{ "IP_RF", 0x8000 },
};

const struct symbols symbols_ip_value = SYMBOLS("IP value", "IP_", ip_value);

/* IP_TOS and IPV6_TCLASS, from <netinet/ip.h>: old and new readings of the same byte. */
static const struct symbol iptos[] = {
	{ "IPTOS_LOWDELAY", 0x10 },
	{ "IPTOS_THROUGHPUT", 0x8 },
	{ "IPTOS_RELIABILITY", 0x4 },
	{ "IPTOS_MINCOST", 0x2 },
	{ "IPTOS_LOWCOST", 0x2 },

	{ "IPTOS_DSCP_AF11", 0x28 },
	{ "IPTOS_DSCP_AF12", 0x30 },
	{ "IPTOS_DSCP_AF13", 0x38 },
	{ "IPTOS_DSCP_AF21", 0x48 },
	{ "IPTOS_DSCP_AF22", 0x50 },
	{ "IPTOS_DSCP_AF23", 0x58 },
	{ "IPTOS_DSCP_AF31", 0x68 },
	{ "IPTOS_DSCP_AF32", 0x70 },
	{ "IPTOS_DSCP_AF33", 0x78 },
	{ "IPTOS_DSCP_AF41", 0x88 },
	{ "IPTOS_DSCP_AF42", 0x90 },
	{ "IPTOS_DSCP_AF43", 0x98 },
	{ "IPTOS_DSCP_EF", 0xb8 },

	{ "IPTOS_CLASS_DEFAULT", 0x0 },
	{ "IPTOS_CLASS_CS0", 0x0 },
	{ "IPTOS_CLASS_CS1", 0x20 },
	{ "IPTOS_CLASS_CS2", 0x40 },
	{ "IPTOS_CLASS_CS3", 0x60 },
	{ "IPTOS_CLASS_CS4", 0x80 },
	{ "IPTOS_CLASS_CS5", 0xa0 },
	{ "IPTOS_CLASS_CS6", 0xc0 },
	{ "IPTOS_CLASS_CS7", 0xe0 },

	{ "IPTOS_ECN_NOT_ECT", 0x0 },
	{ "IPTOS_ECN_ECT1", 0x1 },
	{ "IPTOS_ECN_ECT0", 0x2 },
	{ "IPTOS_ECN_CE", 0x3 },

	{ "IPTOS_PREC_ROUTINE", 0x0 },
	{ "IPTOS_PREC_PRIORITY", 0x20 },
	{ "IPTOS_PREC_IMMEDIATE", 0x40 },
	{ "IPTOS_PREC_FLASH", 0x60 },
	{ "IPTOS_PREC_FLASHOVERRIDE", 0x80 },
	{ "IPTOS_PREC_CRITIC_ECP", 0xa0 },
	{ "IPTOS_PREC_INTERNETCONTROL", 0xc0 },
	{ "IPTOS_PREC_NETCONTROL", 0xe0 },

	{ "IPTOS_TOS_MASK", 0x1e },
	{ "IPTOS_DSCP_MASK", 0xfc },
	{ "IPTOS_CLASS_MASK", 0xe0 },
	{ "IPTOS_ECN_MASK", 0x3 },
	{ "IPTOS_PREC_MASK", 0xe0 },
};

const struct symbols symbols_iptos = SYMBOLS("type of service", "IPTOS_", iptos);

static const struct symbol inaddr[] = {
	{ "INADDR_ANY", 0x0 },
	{ "INADDR_LOOPBACK", 0x7f000001 },
	{ "INADDR_BROADCAST", 0xffffffff },
	{ "INADDR_NONE", 0xffffffff },
	{ "INADDR_DUMMY", 0xc0000008 },
	{ "INADDR_UNSPEC_GROUP", 0xe0000000 },
	{ "INADDR_ALLHOSTS_GROUP", 0xe0000001 },
	{ "INADDR_ALLRTRS_GROUP", 0xe0000002 },
	{ "INADDR_ALLSNOOPERS_GROUP", 0xe000006a },
	{ "INADDR_MAX_LOCAL_GROUP", 0xe00000ff },
};

const struct symbols symbols_inaddr = SYMBOLS("address", "INADDR_", inaddr);
