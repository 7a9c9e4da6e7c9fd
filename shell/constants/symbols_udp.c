/* UDP: options of the level IPPROTO_UDP and their values. From <linux/udp.h>. */
#include "symbols.h"

static const struct symbol option[] = {
	{ "UDP_CORK", 1 },
	{ "UDP_ENCAP", 100 },
	{ "UDP_NO_CHECK6_TX", 101 },
	{ "UDP_NO_CHECK6_RX", 102 },
	{ "UDP_SEGMENT", 103 },
	{ "UDP_GRO", 104 },
};

const struct symbols symbols_udp_option = SYMBOLS("UDP option", "UDP_", option);

/* UDP_ENCAP; the last is TCP's, out of the same numbers. */
static const struct symbol encap[] = {
	{ "UDP_ENCAP_ESPINUDP_NON_IKE", 1 },
	{ "UDP_ENCAP_ESPINUDP", 2 },
	{ "UDP_ENCAP_L2TPINUDP", 3 },
	{ "UDP_ENCAP_GTP0", 4 },
	{ "UDP_ENCAP_GTP1U", 5 },
	{ "UDP_ENCAP_RXRPC", 6 },
	{ "TCP_ENCAP_ESPINTCP", 7 },
};

const struct symbols symbols_udp_encap = SYMBOLS("encapsulation", "UDP_ENCAP_", encap);
