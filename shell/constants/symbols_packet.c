/* Values of the options of SOL_PACKET. From <linux/if_packet.h>. */
#include "symbols.h"

/* PACKET_VERSION */
static const struct symbol tpacket_version[] = {
	{ "TPACKET_V1", 0 },
	{ "TPACKET_V2", 1 },
	{ "TPACKET_V3", 2 },
};

const struct symbols symbols_tpacket_version =
	SYMBOLS("layout of a ring", "TPACKET_", tpacket_version);
