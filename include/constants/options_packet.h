/* Options of SOL_PACKET, as Linux has them up to 6.18, from <linux/if_packet.h>. */
LEVEL(packet, SOL_PACKET, "packet option", "PACKET_", .families = { AF_PACKET })

OPTION(1, "PACKET_ADD_MEMBERSHIP", SET, type_bytes,
       "takes more frames of an interface, all of them (promiscuous) or a group: struct "
       "packet_mreq")
OPTION(2, "PACKET_DROP_MEMBERSHIP", SET, type_bytes,
       "takes back what PACKET_ADD_MEMBERSHIP did: struct packet_mreq")
OPTION(3, "PACKET_RECV_OUTPUT", NEITHER, type_i32,
       "a name in the headers, and in no kernel")
OPTION(5, "PACKET_RX_RING", SET, type_bytes,
       "a ring in shared memory that frames arrive in: struct tpacket_req")
OPTION(6, "PACKET_STATISTICS", GET, type_tpacket_stats,
       "how many packets have come and how many were dropped since it was last asked")
OPTION(7, "PACKET_COPY_THRESH", BOTH, type_i32,
       "with PACKET_RX_RING: not 0: a frame too long for its slot can be received whole as well")
OPTION(8, "PACKET_AUXDATA", BOTH, type_option_switch,
       "recvmsg tells a frame's real length and its VLAN tag, as PACKET_AUXDATA")
OPTION(9, "PACKET_ORIGDEV", BOTH, type_option_switch,
       "the address with a frame names the interface that it came in by first, not a bond or "
       "bridge above")
OPTION(10, "PACKET_VERSION", BOTH, type_option_tpacket_version,
       "which layout the rings of PACKET_RX_RING and PACKET_TX_RING have")
OPTION(11, "PACKET_HDRLEN", GET, type_i32,
       "how long the header of a slot is, in the layout whose number goes in")
OPTION(12, "PACKET_RESERVE", BOTH, type_option_size,
       "how much room stays free in front of each frame in PACKET_RX_RING")
OPTION(13, "PACKET_TX_RING", SET, type_bytes,
       "a ring in shared memory that frames are sent from: struct tpacket_req")
OPTION(14, "PACKET_LOSS", BOTH, type_option_switch,
       "with PACKET_TX_RING: a frame that is wrong is skipped, and does not stop those behind it")
OPTION(15, "PACKET_VNET_HDR", BOTH, type_option_switch,
       "each frame has a struct virtio_net_hdr in front: checksum and segments still to be done")
OPTION(16, "PACKET_TX_TIMESTAMP", NEITHER, type_i32,
       "not an option: the type of the control message with the error queue's time stamps")
OPTION(17, "PACKET_TIMESTAMP", BOTH, type_option_timestamping,
       "with PACKET_RX_RING: which time stamps stand in it, of the kernel or the network card")
OPTION(18, "PACKET_FANOUT", BOTH, type_i32,
       "joins a group of sockets that share the frames: its number in the lower 16 bits, how "
       "above them")
OPTION(19, "PACKET_TX_HAS_OFF", BOTH, type_option_switch,
       "with PACKET_TX_RING: each slot says where in it the frame begins")
OPTION(20, "PACKET_QDISC_BYPASS", BOTH, type_option_switch,
       "frames go to the network card without queueing, and may be dropped there")
OPTION(21, "PACKET_ROLLOVER_STATS", GET, type_bytes,
       "with PACKET_FANOUT: how many packets went to another socket than the first choice")
OPTION(22, "PACKET_FANOUT_DATA", SET, type_bytes,
       "with PACKET_FANOUT: the BPF program that chooses the socket")
OPTION(23, "PACKET_IGNORE_OUTGOING", BOTH, type_option_switch,
       "takes only frames that come in, not those that this host sends")
OPTION(24, "PACKET_VNET_HDR_SZ", BOTH, type_option_size,
       "as PACKET_VNET_HDR, and how long that header is: 10 or 12, or 0 for none")

LEVEL_END
