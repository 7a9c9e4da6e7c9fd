/* Options of SOL_RAW, as Linux has them up to 6.18, from <linux/icmp.h>. */
LEVEL(raw, SOL_RAW, "option of raw sockets", "ICMP_",
      .families = { AF_INET }, .type = SOCK_RAW, .protocol = IPPROTO_ICMP)

OPTION(1, "ICMP_FILTER", BOTH, type_u32,
       "raw ICMP sockets: types of messages that are not taken, a bit each (bit 0 is an echo "
       "reply)")

LEVEL_END
