/* Options of IPPROTO_IPV6, as Linux has them up to 6.18, from <linux/in6.h>, <netinet/in.h>. */
LEVEL(ipv6, IPPROTO_IPV6, "IPv6 option", "IPV6_",
      .families = { AF_INET6 }, .preferred_to = &sockopts_ip)

OPTION(1, "IPV6_ADDRFORM", BOTH, type_option_family,
       "turns a socket whose peer is an IPv4 host (::ffff:1.2.3.4) into an AF_INET socket")
OPTION(2, "IPV6_2292PKTINFO", BOTH, type_option_switch,
       "a datagram brings along the interface and address it came in by, as RFC 2292 had it")
OPTION(3, "IPV6_2292HOPOPTS", BOTH, type_option_switch,
       "a datagram brings its hop-by-hop options along, as RFC 2292 had it")
OPTION(4, "IPV6_2292DSTOPTS", BOTH, type_option_switch,
       "a datagram brings its destination options along, as RFC 2292 had it")
OPTION(5, "IPV6_2292RTHDR", BOTH, type_option_switch,
       "a datagram brings its routing header along, as RFC 2292 had it")
OPTION(6, "IPV6_2292PKTOPTIONS", BOTH, type_bytes,
       "control messages that hold for all that is sent, as RFC 2292 had it; read, those of a "
       "stream", .learned = true)
OPTION(7, "IPV6_CHECKSUM", BOTH, type_i32,
       "raw sockets: where in the packet the kernel writes and checks a checksum; -1 nowhere")
OPTION(8, "IPV6_2292HOPLIMIT", BOTH, type_option_switch,
       "a datagram brings its hop limit along, as RFC 2292 had it")
OPTION(9, "IPV6_NEXTHOP", NEITHER, type_i32,
       "a name of RFC 3542 that Linux does not have")
OPTION(10, "IPV6_AUTHHDR", NEITHER, type_i32,
       "a name of RFC 2292 that Linux does not have")
OPTION(11, "IPV6_FLOWINFO", BOTH, type_option_switch,
       "a datagram brings its traffic class and flow label along, as IPV6_FLOWINFO")
OPTION(16, "IPV6_UNICAST_HOPS", BOTH, type_i32,
       "over how many routers its packets may go; -1 is what the route says")
OPTION(17, "IPV6_MULTICAST_IF", BOTH, type_i32,
       "the interface that multicast leaves by, as an index; 0 lets the routes decide")
OPTION(18, "IPV6_MULTICAST_HOPS", BOTH, type_i32,
       "over how many routers multicast may go: 1 at first, the own network alone")
OPTION(19, "IPV6_MULTICAST_LOOP", BOTH, type_option_switch,
       "whether multicast that is sent comes back to sockets of this host; on from the start")
OPTION(20, "IPV6_ADD_MEMBERSHIP", SET, type_ipv6_mreq,
       "joins a multicast group, on one interface where it is named")
ALIAS(20, "IPV6_JOIN_GROUP")
OPTION(21, "IPV6_DROP_MEMBERSHIP", SET, type_ipv6_mreq,
       "leaves a multicast group that was joined in the same way")
ALIAS(21, "IPV6_LEAVE_GROUP")
OPTION(22, "IPV6_ROUTER_ALERT", BOTH, type_i32,
       "raw sockets: takes over the packets with this router alert that this host would "
       "forward; -1 ends it")
OPTION(23, "IPV6_MTU_DISCOVER", BOTH, type_option_ipv6_mtu_discover,
       "whether packets may be fragmented here, and what the path can carry is found out")
OPTION(24, "IPV6_MTU", BOTH, type_i32,
       "how large a packet the path to the peer is known to carry; set, its own packets are not "
       "larger", .learned = true)
OPTION(25, "IPV6_RECVERR", BOTH, type_option_switch,
       "ICMP errors wait in an error queue with all they say; recvmsg --errqueue takes them "
       "from there")
OPTION(26, "IPV6_V6ONLY", BOTH, type_option_switch,
       "on: the socket speaks IPv6 alone; off: IPv4 too, with addresses such as ::ffff:127.0.0.1")
OPTION(27, "IPV6_JOIN_ANYCAST", SET, type_ipv6_mreq,
       "makes an address an anycast address of an interface; needs CAP_NET_ADMIN")
OPTION(28, "IPV6_LEAVE_ANYCAST", SET, type_ipv6_mreq,
       "takes an anycast address away from an interface")
OPTION(29, "IPV6_MULTICAST_ALL", BOTH, type_option_switch,
       "on: multicast of all groups that this host has joined arrives; off: of the socket's own "
       "groups")
OPTION(30, "IPV6_ROUTER_ALERT_ISOLATE", BOTH, type_option_switch,
       "raw sockets: takes router alerts of its own network namespace alone")
OPTION(31, "IPV6_RECVERR_RFC4884", BOTH, type_option_switch,
       "errors of the queue have the extensions of RFC 4884 behind the packet they are about")
OPTION(32, "IPV6_FLOWLABEL_MGR", BOTH, type_bytes,
       "asks for a flow label, renews it, gives it back: struct in6_flowlabel_req")
OPTION(33, "IPV6_FLOWINFO_SEND", BOTH, type_option_switch,
       "takes the flow label of what is sent from sin6_flowinfo of the address")
OPTION(34, "IPV6_IPSEC_POLICY", SET, type_bytes,
       "the IPsec policy of the socket, in the form of PF_KEY; needs CAP_NET_ADMIN")
OPTION(35, "IPV6_XFRM_POLICY", SET, type_bytes,
       "the IPsec policy of the socket, in the form of netlink's XFRM; needs CAP_NET_ADMIN")
OPTION(36, "IPV6_HDRINCL", BOTH, type_option_switch,
       "raw sockets: what is sent begins with the IPv6 header itself")
OPTION(49, "IPV6_RECVPKTINFO", BOTH, type_option_switch,
       "a datagram brings along the interface and address it came in by, as IPV6_PKTINFO")
OPTION(50, "IPV6_PKTINFO", SET, type_bytes,
       "the interface and address that packets leave by: struct in6_pktinfo")
OPTION(51, "IPV6_RECVHOPLIMIT", BOTH, type_option_switch,
       "a datagram brings its hop limit along, as IPV6_HOPLIMIT")
OPTION(52, "IPV6_HOPLIMIT", NEITHER, type_i32,
       "not an option: the type of the control message that IPV6_RECVHOPLIMIT asks for, or that "
       "sets it once")
OPTION(53, "IPV6_RECVHOPOPTS", BOTH, type_option_switch,
       "a datagram brings its hop-by-hop options along, as IPV6_HOPOPTS")
OPTION(54, "IPV6_HOPOPTS", BOTH, type_bytes,
       "the hop-by-hop options that its packets carry; needs CAP_NET_RAW")
ALIAS(54, "IPV6_RXHOPOPTS")
OPTION(55, "IPV6_RTHDRDSTOPTS", BOTH, type_bytes,
       "the destination options in front of the routing header; needs CAP_NET_RAW")
OPTION(56, "IPV6_RECVRTHDR", BOTH, type_option_switch,
       "a datagram brings its routing header along, as IPV6_RTHDR")
OPTION(57, "IPV6_RTHDR", BOTH, type_bytes,
       "the routing header that its packets carry")
OPTION(58, "IPV6_RECVDSTOPTS", BOTH, type_option_switch,
       "a datagram brings its destination options along, as IPV6_DSTOPTS")
OPTION(59, "IPV6_DSTOPTS", BOTH, type_bytes,
       "the destination options that its packets carry; needs CAP_NET_RAW")
ALIAS(59, "IPV6_RXDSTOPTS")
OPTION(60, "IPV6_RECVPATHMTU", BOTH, type_option_switch,
       "what the path can carry is told to recvmsg when a datagram was too large for it, as "
       "IPV6_PATHMTU")
OPTION(61, "IPV6_PATHMTU", GET, type_bytes,
       "how large a packet the path to the peer can carry, with the peer's address: struct "
       "ip6_mtuinfo", .learned = true)
OPTION(62, "IPV6_DONTFRAG", BOTH, type_option_switch,
       "datagrams that are too large for the path are not fragmented, but fail with EMSGSIZE")
OPTION(63, "IPV6_USE_MIN_MTU", NEITHER, type_i32,
       "a name of RFC 3542 that Linux does not have")
OPTION(66, "IPV6_RECVTCLASS", BOTH, type_option_switch,
       "a datagram brings its traffic class along, as IPV6_TCLASS")
OPTION(67, "IPV6_TCLASS", BOTH, type_option_tos,
       "the traffic class of its packets, which is IPv6's type of service; -1 sets it back to 0")
OPTION(70, "IPV6_AUTOFLOWLABEL", BOTH, type_option_switch,
       "whether its packets get a flow label that the kernel reckons from the addresses and "
       "ports")
OPTION(72, "IPV6_ADDR_PREFERENCES", BOTH, type_option_prefer_src,
       "which of this host's addresses its packets come from, temporary or public")
OPTION(73, "IPV6_MINHOPCOUNT", BOTH, type_i32,
       "drops what arrives with a smaller hop limit: 255 lets nothing in that came over a router")
OPTION(74, "IPV6_RECVORIGDSTADDR", BOTH, type_option_switch,
       "a datagram brings along the address and port it was sent to at first, as "
       "IPV6_ORIGDSTADDR")
CALLED(74, "IPV6_ORIGDSTADDR", MESSAGE)
OPTION(75, "IPV6_TRANSPARENT", BOTH, type_option_switch,
       "lets the socket use addresses of other hosts, for transparent proxies; needs "
       "CAP_NET_ADMIN or CAP_NET_RAW")
/* an index in network byte order */
OPTION(76, "IPV6_UNICAST_IF", BOTH, type_i32,
       "the interface that unicast leaves by, as an index in network byte order; 0 is any")
OPTION(77, "IPV6_RECVFRAGSIZE", BOTH, type_option_switch,
       "a datagram that was fragmented brings the size of its largest fragment along, as "
       "IPV6_RECVFRAGSIZE")
OPTION(78, "IPV6_FREEBIND", BOTH, type_option_switch,
       "lets bind take an address that this host does not have, or not yet")

/* RFC 3678, of IPv4 and IPv6 alike */
OPTION(42, "MCAST_JOIN_GROUP", SET, type_bytes,
       "joins a multicast group on an interface, given by its index: struct group_req")
OPTION(43, "MCAST_BLOCK_SOURCE", SET, type_bytes,
       "takes no more multicast of one sender in a group that was joined: struct "
       "group_source_req")
OPTION(44, "MCAST_UNBLOCK_SOURCE", SET, type_bytes,
       "takes multicast of a sender again that was blocked: struct group_source_req")
OPTION(45, "MCAST_LEAVE_GROUP", SET, type_bytes,
       "leaves a multicast group: struct group_req")
OPTION(46, "MCAST_JOIN_SOURCE_GROUP", SET, type_bytes,
       "joins a multicast group for what one sender sends to it: struct group_source_req")
OPTION(47, "MCAST_LEAVE_SOURCE_GROUP", SET, type_bytes,
       "leaves a multicast group for what one sender sends to it: struct group_source_req")
OPTION(48, "MCAST_MSFILTER", BOTH, type_bytes,
       "the senders of a multicast group that alone are taken, or are not: struct group_filter")

LEVEL_END
