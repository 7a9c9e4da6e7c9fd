/* Options of IPPROTO_IP, as Linux has them up to 6.18, from <netinet/in.h>, <linux/in.h>. */
LEVEL(ip, IPPROTO_IP, "IP option", "IP_", .families = { AF_INET, AF_INET6 })

OPTION(1, "IP_TOS", BOTH, type_option_tos,
       "the type-of-service byte of its packets: DSCP in the upper six bits, ECN in the lower "
       "two")
OPTION(2, "IP_TTL", BOTH, type_i32,
       "over how many routers its packets may go; -1 sets it back to net.ipv4.ip_default_ttl")
OPTION(3, "IP_HDRINCL", BOTH, type_option_switch,
       "raw sockets: what is sent begins with the IP header itself")
OPTION(4, "IP_OPTIONS", BOTH, type_bytes,
       "the IP options that its packets carry, at most 40 bytes")
OPTION(5, "IP_ROUTER_ALERT", BOTH, type_option_switch,
       "raw sockets: takes over the packets with a router alert that this host would forward")
OPTION(6, "IP_RECVOPTS", BOTH, type_option_switch,
       "a datagram brings its IP options along, as IP_RECVOPTS")
OPTION(7, "IP_RETOPTS", BOTH, type_option_switch,
       "a datagram brings its IP options along as they were before this host filled them in, as "
       "IP_RETOPTS")
ALIAS(7, "IP_RECVRETOPTS")
OPTION(8, "IP_PKTINFO", BOTH, type_option_switch,
       "a datagram brings along the interface and address it came in by, as IP_PKTINFO")
OPTION(9, "IP_PKTOPTIONS", GET, type_bytes,
       "the control messages that IP_PKTINFO, IP_RECVTTL and the like would bring (streams only)",
       .learned = true)
OPTION(10, "IP_MTU_DISCOVER", BOTH, type_option_mtu_discover,
       "whether packets forbid to be fragmented, and so find out what the path can carry")
ALIAS(10, "IP_PMTUDISC")
OPTION(11, "IP_RECVERR", BOTH, type_option_switch,
       "ICMP errors wait in an error queue with all they say; recvmsg --errqueue takes them "
       "from there")
OPTION(12, "IP_RECVTTL", BOTH, type_option_switch,
       "a datagram brings its TTL along, as IP_TTL")
OPTION(13, "IP_RECVTOS", BOTH, type_option_switch,
       "a datagram brings its type-of-service byte along, as IP_TOS")
OPTION(14, "IP_MTU", GET, type_i32,
       "how large a packet the path to the peer is known to carry; the socket has to be "
       "connected", .learned = true)
OPTION(15, "IP_FREEBIND", BOTH, type_option_switch,
       "lets bind take an address that this host does not have, or not yet")
OPTION(16, "IP_IPSEC_POLICY", SET, type_bytes,
       "the IPsec policy of the socket, in the form of PF_KEY; needs CAP_NET_ADMIN")
OPTION(17, "IP_XFRM_POLICY", SET, type_bytes,
       "the IPsec policy of the socket, in the form of netlink's XFRM; needs CAP_NET_ADMIN")
OPTION(18, "IP_PASSSEC", BOTH, type_option_switch,
       "a datagram brings its sender's security label along, as SCM_SECURITY")
OPTION(19, "IP_TRANSPARENT", BOTH, type_option_switch,
       "lets the socket use addresses of other hosts, for transparent proxies; needs "
       "CAP_NET_ADMIN or CAP_NET_RAW")
OPTION(20, "IP_RECVORIGDSTADDR", BOTH, type_option_switch,
       "a datagram brings along the address and port it was sent to at first, as IP_ORIGDSTADDR")
CALLED(20, "IP_ORIGDSTADDR", MESSAGE)
OPTION(21, "IP_MINTTL", BOTH, type_i32,
       "drops what arrives with a smaller TTL: 255 lets nothing in that came over a router")
OPTION(22, "IP_NODEFRAG", BOTH, type_option_switch,
       "raw sockets: the firewall does not put together the fragments that are sent")
OPTION(23, "IP_CHECKSUM", BOTH, type_option_switch,
       "UDP: a datagram brings a checksum of its data along, as IP_CHECKSUM")
OPTION(24, "IP_BIND_ADDRESS_NO_PORT", BOTH, type_option_switch,
       "bind with port 0 leaves the choice of the port to connect, so that more connections fit")
OPTION(25, "IP_RECVFRAGSIZE", BOTH, type_option_switch,
       "a datagram that was fragmented brings the size of its largest fragment along, as "
       "IP_RECVFRAGSIZE")
OPTION(26, "IP_RECVERR_RFC4884", BOTH, type_option_switch,
       "errors of the queue have the extensions of RFC 4884 behind the packet they are about")
OPTION(32, "IP_MULTICAST_IF", BOTH, type_multicast_if,
       "the interface that multicast leaves by, read as its address; 0.0.0.0 lets the routes "
       "decide")
OPTION(33, "IP_MULTICAST_TTL", BOTH, type_i32,
       "over how many routers multicast may go: 1 at first, the own network alone")
OPTION(34, "IP_MULTICAST_LOOP", BOTH, type_option_switch,
       "whether multicast that is sent comes back to sockets of this host; on from the start")
OPTION(35, "IP_ADD_MEMBERSHIP", SET, type_ip_mreqn,
       "joins a multicast group, on one interface where it is named or one of its addresses is")
OPTION(36, "IP_DROP_MEMBERSHIP", SET, type_ip_mreqn,
       "leaves a multicast group that was joined in the same way")
OPTION(37, "IP_UNBLOCK_SOURCE", SET, type_bytes,
       "takes multicast of a sender again that was blocked: struct ip_mreq_source")
OPTION(38, "IP_BLOCK_SOURCE", SET, type_bytes,
       "takes no more multicast of one sender in a group that was joined: struct ip_mreq_source")
OPTION(39, "IP_ADD_SOURCE_MEMBERSHIP", SET, type_bytes,
       "joins a multicast group for what one sender sends to it: struct ip_mreq_source")
OPTION(40, "IP_DROP_SOURCE_MEMBERSHIP", SET, type_bytes,
       "leaves a multicast group for what one sender sends to it: struct ip_mreq_source")
OPTION(41, "IP_MSFILTER", BOTH, type_bytes,
       "the senders of a multicast group that alone are taken, or are not: struct ip_msfilter")
OPTION(49, "IP_MULTICAST_ALL", BOTH, type_option_switch,
       "on: multicast of all groups that this host has joined arrives; off: of the socket's own "
       "groups")
/* an index in network byte order */
OPTION(50, "IP_UNICAST_IF", BOTH, type_i32,
       "the interface that unicast leaves by, as an index in network byte order; 0 is any")
/* the upper port in the upper 16 bits */
OPTION(51, "IP_LOCAL_PORT_RANGE", BOTH, type_option_ports,
       "the ports that the kernel may choose from: the lowest in the lower 16 bits, the highest "
       "above")
OPTION(52, "IP_PROTOCOL", GET, type_option_protocol,
       "the protocol's number of a raw socket; of others, where the kernel keeps it in the same "
       "place, the local port", .learned = true)

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
