/* Options of SOL_PACKET, as Linux has them up to 6.18: what goes in and out of each. */
#include <linux/if_packet.h>
#include <sys/socket.h>

#include "sockopt.h"

#ifndef SOL_PACKET
#define SOL_PACKET 263
#endif

/* What PACKET_STATISTICS counts is never the same again. */
static const struct type type_counter = TYPE_NUMBER("number", 4, false, .learned = LEARN_NEVER);

static const struct member statistics[] = {
	MEMBER(struct tpacket_stats, tp_packets, "tp_packets", type_counter),
	MEMBER(struct tpacket_stats, tp_drops, "tp_drops", type_counter),
	{ NULL, 0, 0, NULL },
};

static const struct type type_tpacket_stats =
	TYPE_STRUCTURE("tpacket_stats", struct tpacket_stats, statistics, .learned = LEARN_NOT);

static const struct sockopt rows[] = {
	{ SOL_PACKET, 1, "PACKET_ADD_MEMBERSHIP", &type_bytes, SOCKOPT_SET, false,
	  "takes more frames of an interface, all of them (promiscuous) or a group: struct "
	  "packet_mreq" },
	{ SOL_PACKET, 2, "PACKET_DROP_MEMBERSHIP", &type_bytes, SOCKOPT_SET, false,
	  "takes back what PACKET_ADD_MEMBERSHIP did: struct packet_mreq" },
	{ SOL_PACKET, 3, "PACKET_RECV_OUTPUT", &type_i32, 0, false,
	  "a name in the headers, and in no kernel" },
	{ SOL_PACKET, 5, "PACKET_RX_RING", &type_bytes, SOCKOPT_SET, false,
	  "a ring in shared memory that frames arrive in: struct tpacket_req" },
	{ SOL_PACKET, 6, "PACKET_STATISTICS", &type_tpacket_stats, SOCKOPT_GET, false,
	  "how many packets have come and how many were dropped since it was last asked" },
	{ SOL_PACKET, 7, "PACKET_COPY_THRESH", &type_i32, SOCKOPT_BOTH, false,
	  "with PACKET_RX_RING: not 0: a frame too long for its slot can be received whole as "
	  "well" },
	{ SOL_PACKET, 8, "PACKET_AUXDATA", &type_option_switch, SOCKOPT_BOTH, false,
	  "recvmsg tells a frame's real length and its VLAN tag, as PACKET_AUXDATA" },
	{ SOL_PACKET, 9, "PACKET_ORIGDEV", &type_option_switch, SOCKOPT_BOTH, false,
	  "the address with a frame names the interface that it came in by first, not a bond "
	  "or bridge above" },
	{ SOL_PACKET, 10, "PACKET_VERSION", &type_option_tpacket_version, SOCKOPT_BOTH, false,
	  "which layout the rings of PACKET_RX_RING and PACKET_TX_RING have" },
	{ SOL_PACKET, 11, "PACKET_HDRLEN", &type_i32, SOCKOPT_GET, false,
	  "how long the header of a slot is, in the layout whose number goes in" },
	{ SOL_PACKET, 12, "PACKET_RESERVE", &type_option_size, SOCKOPT_BOTH, false,
	  "how much room stays free in front of each frame in PACKET_RX_RING" },
	{ SOL_PACKET, 13, "PACKET_TX_RING", &type_bytes, SOCKOPT_SET, false,
	  "a ring in shared memory that frames are sent from: struct tpacket_req" },
	{ SOL_PACKET, 14, "PACKET_LOSS", &type_option_switch, SOCKOPT_BOTH, false,
	  "with PACKET_TX_RING: a frame that is wrong is skipped, and does not stop those "
	  "behind it" },
	{ SOL_PACKET, 15, "PACKET_VNET_HDR", &type_option_switch, SOCKOPT_BOTH, false,
	  "each frame has a struct virtio_net_hdr in front: checksum and segments still to be "
	  "done" },
	{ SOL_PACKET, 16, "PACKET_TX_TIMESTAMP", &type_i32, 0, false,
	  "not an option: the type of the control message with the error queue's time stamps" },
	{ SOL_PACKET, 17, "PACKET_TIMESTAMP", &type_option_timestamping, SOCKOPT_BOTH, false,
	  "with PACKET_RX_RING: which time stamps stand in it, of the kernel or the network "
	  "card" },
	{ SOL_PACKET, 18, "PACKET_FANOUT", &type_i32, SOCKOPT_BOTH, false,
	  "joins a group of sockets that share the frames: its number in the lower 16 bits, "
	  "how above them" },
	{ SOL_PACKET, 19, "PACKET_TX_HAS_OFF", &type_option_switch, SOCKOPT_BOTH, false,
	  "with PACKET_TX_RING: each slot says where in it the frame begins" },
	{ SOL_PACKET, 20, "PACKET_QDISC_BYPASS", &type_option_switch, SOCKOPT_BOTH, false,
	  "frames go to the network card without queueing, and may be dropped there" },
	{ SOL_PACKET, 21, "PACKET_ROLLOVER_STATS", &type_bytes, SOCKOPT_GET, false,
	  "with PACKET_FANOUT: how many packets went to another socket than the first choice" },
	{ SOL_PACKET, 22, "PACKET_FANOUT_DATA", &type_bytes, SOCKOPT_SET, false,
	  "with PACKET_FANOUT: the BPF program that chooses the socket" },
	{ SOL_PACKET, 23, "PACKET_IGNORE_OUTGOING", &type_option_switch, SOCKOPT_BOTH, false,
	  "takes only frames that come in, not those that this host sends" },
	{ SOL_PACKET, 24, "PACKET_VNET_HDR_SZ", &type_option_size, SOCKOPT_BOTH, false,
	  "as PACKET_VNET_HDR, and how long that header is: 10 or 12, or 0 for none" },
};

const struct sockopts sockopts_packet = {
	.level = SOL_PACKET, .prefix = "PACKET_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows[0]),
	.names = &symbols_packet_option, .word = "packet",
	.families = { AF_PACKET },
};
