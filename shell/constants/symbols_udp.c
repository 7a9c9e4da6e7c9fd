/* Values of the options of IPPROTO_UDP. From <linux/udp.h>. */
#include "symbols.h"

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
