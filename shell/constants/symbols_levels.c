/*
 * Options of levels beside those of the internet protocols, and their values. From
 * <linux/if_packet.h>, <linux/netlink.h>, <linux/icmp.h>, <linux/icmpv6.h>, <linux/if_xdp.h>,
 * <linux/tls.h>; UDPLITE_* are the kernel's own, in no header for programs.
 */
#include "symbols.h"

static const struct symbol packet[] = {
	{ "PACKET_ADD_MEMBERSHIP", 1 },
	{ "PACKET_DROP_MEMBERSHIP", 2 },
	{ "PACKET_RECV_OUTPUT", 3 },
	{ "PACKET_RX_RING", 5 },
	{ "PACKET_STATISTICS", 6 },
	{ "PACKET_COPY_THRESH", 7 },
	{ "PACKET_AUXDATA", 8 },
	{ "PACKET_ORIGDEV", 9 },
	{ "PACKET_VERSION", 10 },
	{ "PACKET_HDRLEN", 11 },
	{ "PACKET_RESERVE", 12 },
	{ "PACKET_TX_RING", 13 },
	{ "PACKET_LOSS", 14 },
	{ "PACKET_VNET_HDR", 15 },
	{ "PACKET_TX_TIMESTAMP", 16 },
	{ "PACKET_TIMESTAMP", 17 },
	{ "PACKET_FANOUT", 18 },
	{ "PACKET_TX_HAS_OFF", 19 },
	{ "PACKET_QDISC_BYPASS", 20 },
	{ "PACKET_ROLLOVER_STATS", 21 },
	{ "PACKET_FANOUT_DATA", 22 },
	{ "PACKET_IGNORE_OUTGOING", 23 },
	{ "PACKET_VNET_HDR_SZ", 24 },
};

const struct symbols symbols_packet_option = SYMBOLS("packet option", "PACKET_", packet);

/* PACKET_VERSION */
static const struct symbol tpacket_version[] = {
	{ "TPACKET_V1", 0 },
	{ "TPACKET_V2", 1 },
	{ "TPACKET_V3", 2 },
};

const struct symbols symbols_tpacket_version =
	SYMBOLS("layout of a ring", "TPACKET_", tpacket_version);

static const struct symbol netlink[] = {
	{ "NETLINK_ADD_MEMBERSHIP", 1 },
	{ "NETLINK_DROP_MEMBERSHIP", 2 },
	{ "NETLINK_PKTINFO", 3 },
	{ "NETLINK_BROADCAST_ERROR", 4 },
	{ "NETLINK_NO_ENOBUFS", 5 },
	{ "NETLINK_RX_RING", 6 },
	{ "NETLINK_TX_RING", 7 },
	{ "NETLINK_LISTEN_ALL_NSID", 8 },
	{ "NETLINK_LIST_MEMBERSHIPS", 9 },
	{ "NETLINK_CAP_ACK", 10 },
	{ "NETLINK_EXT_ACK", 11 },
	{ "NETLINK_GET_STRICT_CHK", 12 },
};

const struct symbols symbols_netlink_option = SYMBOLS("netlink option", "NETLINK_", netlink);

static const struct symbol raw[] = {
	{ "ICMP_FILTER", 1 },
};

const struct symbols symbols_raw_option = SYMBOLS("option of raw sockets", "ICMP_", raw);

static const struct symbol icmpv6[] = {
	{ "ICMPV6_FILTER", 1 },
	{ "ICMP6_FILTER", 1 },
};

const struct symbols symbols_icmpv6_option = SYMBOLS("ICMPv6 option", "ICMPV6_", icmpv6);

static const struct symbol udplite[] = {
	{ "UDPLITE_SEND_CSCOV", 10 },
	{ "UDPLITE_RECV_CSCOV", 11 },
};

const struct symbols symbols_udplite_option = SYMBOLS("UDP-Lite option", "UDPLITE_", udplite);

static const struct symbol xdp[] = {
	{ "XDP_MMAP_OFFSETS", 1 },
	{ "XDP_RX_RING", 2 },
	{ "XDP_TX_RING", 3 },
	{ "XDP_UMEM_REG", 4 },
	{ "XDP_UMEM_FILL_RING", 5 },
	{ "XDP_UMEM_COMPLETION_RING", 6 },
	{ "XDP_STATISTICS", 7 },
	{ "XDP_OPTIONS", 8 },
	{ "XDP_MAX_TX_SKB_BUDGET", 9 },
};

const struct symbols symbols_xdp_option = SYMBOLS("XDP option", "XDP_", xdp);

static const struct symbol tls[] = {
	{ "TLS_TX", 1 },
	{ "TLS_RX", 2 },
	{ "TLS_TX_ZEROCOPY_RO", 3 },
	{ "TLS_RX_EXPECT_NO_PAD", 4 },
	{ "TLS_TX_MAX_PAYLOAD_LEN", 5 },
};

const struct symbols symbols_tls_option = SYMBOLS("TLS option", "TLS_", tls);
