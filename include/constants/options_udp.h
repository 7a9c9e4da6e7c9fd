/* Options of IPPROTO_UDP, as Linux has them up to 6.18, from <linux/udp.h>. */
LEVEL(udp, IPPROTO_UDP, "UDP option", "UDP_",
      .families = { AF_INET, AF_INET6 }, .type = SOCK_DGRAM, .protocol = IPPROTO_UDP)

OPTION(1, "UDP_CORK", BOTH, type_option_switch,
       "collects what is sent into one datagram, which goes out when it is turned off")
OPTION(100, "UDP_ENCAP", BOTH, type_option_encap,
       "datagrams carry packets of this protocol, which the kernel takes out: IPsec, L2TP, GTP")
OPTION(101, "UDP_NO_CHECK6_TX", BOTH, type_option_switch,
       "sends datagrams over IPv6 with a checksum of 0, which tunnels may do")
OPTION(102, "UDP_NO_CHECK6_RX", BOTH, type_option_switch,
       "takes datagrams over IPv6 whose checksum is 0")
OPTION(103, "UDP_SEGMENT", BOTH, type_option_size,
       "one send becomes many datagrams of so many bytes each; 0 turns it off")
OPTION(104, "UDP_GRO", BOTH, type_option_switch,
       "datagrams of one flow may come together in one recv, with their size as UDP_GRO")

LEVEL_END
