/* Options of IPPROTO_ICMPV6, as Linux has them up to 6.18, from <linux/icmpv6.h>. */
LEVEL(icmpv6, IPPROTO_ICMPV6, "ICMPv6 option", "ICMPV6_",
      .families = { AF_INET6 }, .type = SOCK_RAW, .protocol = IPPROTO_ICMPV6)

OPTION(1, "ICMPV6_FILTER", BOTH, type_bytes,
       "raw ICMPv6 sockets: types of messages that are not taken, 256 bits")
ALIAS(1, "ICMP6_FILTER")

LEVEL_END
