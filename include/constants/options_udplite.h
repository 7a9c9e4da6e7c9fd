/* Options of IPPROTO_UDPLITE, as Linux has them up to 6.18 (in no header for programs). */
LEVEL(udplite, IPPROTO_UDPLITE, "UDP-Lite option", "UDPLITE_",
      .families = { AF_INET, AF_INET6 }, .type = SOCK_DGRAM, .protocol = IPPROTO_UDPLITE)

OPTION(10, "UDPLITE_SEND_CSCOV", BOTH, type_option_size,
       "how many bytes of a datagram its checksum covers, from the header on; 0 is all")
OPTION(11, "UDPLITE_RECV_CSCOV", BOTH, type_option_size,
       "drops datagrams whose checksum covers less bytes than this; 0 is all")

LEVEL_END
