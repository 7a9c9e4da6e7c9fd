/* struct tpacket_stats, of PACKET_STATISTICS: what it counts is never the same again. */
#include <linux/if_packet.h>

#include "sockopt.h"

static const struct type type_counter = TYPE_NUMBER("number", 4, false, .learned = LEARN_NEVER);

static const struct member members[] = {
	MEMBER(struct tpacket_stats, tp_packets, "tp_packets", type_counter),
	MEMBER(struct tpacket_stats, tp_drops, "tp_drops", type_counter),
	{ 0 },
};

const struct type type_tpacket_stats =
	TYPE_STRUCTURE("tpacket_stats", struct tpacket_stats, members, .learned = LEARN_NOT);
