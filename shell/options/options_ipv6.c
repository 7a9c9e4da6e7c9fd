/* Options of IPPROTO_IPV6, as Linux has them up to 6.18: what goes in and out of each. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "sockopt.h"

#define SET(number, name, type, meaning) \
	{ IPPROTO_IPV6, number, name, &(type), SOCKOPT_SET, false, meaning }
#define BOTH(number, name, type, meaning) \
	{ IPPROTO_IPV6, number, name, &(type), SOCKOPT_BOTH, false, meaning }
/* Numbers that no kernel of today answers to, or that are control messages only. */
#define NEITHER(number, name, meaning) \
	{ IPPROTO_IPV6, number, name, &type_i32, 0, false, meaning }
/* What the system chooses. */
#define GET_LEARNED(number, name, type, meaning) \
	{ IPPROTO_IPV6, number, name, &(type), SOCKOPT_GET, true, meaning }
#define BOTH_LEARNED(number, name, type, meaning) \
	{ IPPROTO_IPV6, number, name, &(type), SOCKOPT_BOTH, true, meaning }

static const struct sockopt rows[] = {
	BOTH(1, "IPV6_ADDRFORM", type_option_family,
	     "turns a socket whose peer is an IPv4 host (::ffff:1.2.3.4) into an AF_INET socket"),
	BOTH(2, "IPV6_2292PKTINFO", type_option_switch,
	     "a datagram brings along the interface and address it came in by, as RFC 2292 had it"),
	BOTH(3, "IPV6_2292HOPOPTS", type_option_switch,
	     "a datagram brings its hop-by-hop options along, as RFC 2292 had it"),
	BOTH(4, "IPV6_2292DSTOPTS", type_option_switch,
	     "a datagram brings its destination options along, as RFC 2292 had it"),
	BOTH(5, "IPV6_2292RTHDR", type_option_switch,
	     "a datagram brings its routing header along, as RFC 2292 had it"),
	BOTH_LEARNED(6, "IPV6_2292PKTOPTIONS", type_bytes,
	     "control messages that hold for all that is sent, as RFC 2292 had it; read, those "
	     "of a stream"),
	BOTH(7, "IPV6_CHECKSUM", type_i32,
	     "raw sockets: where in the packet the kernel writes and checks a checksum; -1 "
	     "nowhere"),
	BOTH(8, "IPV6_2292HOPLIMIT", type_option_switch,
	     "a datagram brings its hop limit along, as RFC 2292 had it"),
	NEITHER(9, "IPV6_NEXTHOP",
	     "a name of RFC 3542 that Linux does not have"),
	NEITHER(10, "IPV6_AUTHHDR",
	     "a name of RFC 2292 that Linux does not have"),
	BOTH(11, "IPV6_FLOWINFO", type_option_switch,
	     "a datagram brings its traffic class and flow label along, as IPV6_FLOWINFO"),
	BOTH(16, "IPV6_UNICAST_HOPS", type_i32,
	     "over how many routers its packets may go; -1 is what the route says"),
	BOTH(17, "IPV6_MULTICAST_IF", type_i32,
	     "the interface that multicast leaves by, as an index; 0 lets the routes decide"),
	BOTH(18, "IPV6_MULTICAST_HOPS", type_i32,
	     "over how many routers multicast may go: 1 at first, the own network alone"),
	BOTH(19, "IPV6_MULTICAST_LOOP", type_option_switch,
	     "whether multicast that is sent comes back to sockets of this host; on from the "
	     "start"),
	SET(20, "IPV6_ADD_MEMBERSHIP", type_bytes,
	     "joins a multicast group on an interface: struct ipv6_mreq"),
	SET(21, "IPV6_DROP_MEMBERSHIP", type_bytes,
	     "leaves a multicast group: struct ipv6_mreq"),
	BOTH(22, "IPV6_ROUTER_ALERT", type_i32,
	     "raw sockets: takes over the packets with this router alert that this host would "
	     "forward; -1 ends it"),
	BOTH(23, "IPV6_MTU_DISCOVER", type_option_ipv6_mtu_discover,
	     "whether packets may be fragmented here, and what the path can carry is found out"),
	BOTH_LEARNED(24, "IPV6_MTU", type_i32,
	     "how large a packet the path to the peer is known to carry; set, its own packets "
	     "are not larger"),
	BOTH(25, "IPV6_RECVERR", type_option_switch,
	     "ICMP errors wait in an error queue with all they say; recvmsg --errqueue takes "
	     "them from there"),
	BOTH(26, "IPV6_V6ONLY", type_option_switch,
	     "on: the socket speaks IPv6 alone; off: IPv4 too, with addresses such as "
	     "::ffff:127.0.0.1"),
	SET(27, "IPV6_JOIN_ANYCAST", type_bytes,
	     "makes an address an anycast address of an interface: struct ipv6_mreq; needs "
	     "CAP_NET_ADMIN"),
	SET(28, "IPV6_LEAVE_ANYCAST", type_bytes,
	     "takes an anycast address away from an interface: struct ipv6_mreq"),
	BOTH(29, "IPV6_MULTICAST_ALL", type_option_switch,
	     "on: multicast of all groups that this host has joined arrives; off: of the "
	     "socket's own groups"),
	BOTH(30, "IPV6_ROUTER_ALERT_ISOLATE", type_option_switch,
	     "raw sockets: takes router alerts of its own network namespace alone"),
	BOTH(31, "IPV6_RECVERR_RFC4884", type_option_switch,
	     "errors of the queue have the extensions of RFC 4884 behind the packet they are "
	     "about"),
	BOTH(32, "IPV6_FLOWLABEL_MGR", type_bytes,
	     "asks for a flow label, renews it, gives it back: struct in6_flowlabel_req"),
	BOTH(33, "IPV6_FLOWINFO_SEND", type_option_switch,
	     "takes the flow label of what is sent from sin6_flowinfo of the address"),
	SET(34, "IPV6_IPSEC_POLICY", type_bytes,
	     "the IPsec policy of the socket, in the form of PF_KEY; needs CAP_NET_ADMIN"),
	SET(35, "IPV6_XFRM_POLICY", type_bytes,
	     "the IPsec policy of the socket, in the form of netlink's XFRM; needs CAP_NET_ADMIN"),
	BOTH(36, "IPV6_HDRINCL", type_option_switch,
	     "raw sockets: what is sent begins with the IPv6 header itself"),
	SET(42, "MCAST_JOIN_GROUP", type_bytes,
	     "joins a multicast group on an interface, given by its index: struct group_req"),
	SET(43, "MCAST_BLOCK_SOURCE", type_bytes,
	     "takes no more multicast of one sender in a group that was joined: struct "
	     "group_source_req"),
	SET(44, "MCAST_UNBLOCK_SOURCE", type_bytes,
	     "takes multicast of a sender again that was blocked: struct group_source_req"),
	SET(45, "MCAST_LEAVE_GROUP", type_bytes,
	     "leaves a multicast group: struct group_req"),
	SET(46, "MCAST_JOIN_SOURCE_GROUP", type_bytes,
	     "joins a multicast group for what one sender sends to it: struct group_source_req"),
	SET(47, "MCAST_LEAVE_SOURCE_GROUP", type_bytes,
	     "leaves a multicast group for what one sender sends to it: struct group_source_req"),
	BOTH(48, "MCAST_MSFILTER", type_bytes,
	     "the senders of a multicast group that alone are taken, or are not: struct "
	     "group_filter"),
	BOTH(49, "IPV6_RECVPKTINFO", type_option_switch,
	     "a datagram brings along the interface and address it came in by, as IPV6_PKTINFO"),
	SET(50, "IPV6_PKTINFO", type_bytes,
	     "the interface and address that packets leave by: struct in6_pktinfo"),
	BOTH(51, "IPV6_RECVHOPLIMIT", type_option_switch,
	     "a datagram brings its hop limit along, as IPV6_HOPLIMIT"),
	NEITHER(52, "IPV6_HOPLIMIT",
	     "not an option: the type of the control message that IPV6_RECVHOPLIMIT asks for, or "
	     "that sets it once"),
	BOTH(53, "IPV6_RECVHOPOPTS", type_option_switch,
	     "a datagram brings its hop-by-hop options along, as IPV6_HOPOPTS"),
	BOTH(54, "IPV6_HOPOPTS", type_bytes,
	     "the hop-by-hop options that its packets carry; needs CAP_NET_RAW"),
	BOTH(55, "IPV6_RTHDRDSTOPTS", type_bytes,
	     "the destination options in front of the routing header; needs CAP_NET_RAW"),
	BOTH(56, "IPV6_RECVRTHDR", type_option_switch,
	     "a datagram brings its routing header along, as IPV6_RTHDR"),
	BOTH(57, "IPV6_RTHDR", type_bytes,
	     "the routing header that its packets carry"),
	BOTH(58, "IPV6_RECVDSTOPTS", type_option_switch,
	     "a datagram brings its destination options along, as IPV6_DSTOPTS"),
	BOTH(59, "IPV6_DSTOPTS", type_bytes,
	     "the destination options that its packets carry; needs CAP_NET_RAW"),
	BOTH(60, "IPV6_RECVPATHMTU", type_option_switch,
	     "what the path can carry is told to recvmsg when a datagram was too large for it, "
	     "as IPV6_PATHMTU"),
	GET_LEARNED(61, "IPV6_PATHMTU", type_bytes,
	     "how large a packet the path to the peer can carry, with the peer's address: struct "
	     "ip6_mtuinfo"),
	BOTH(62, "IPV6_DONTFRAG", type_option_switch,
	     "datagrams that are too large for the path are not fragmented, but fail with "
	     "EMSGSIZE"),
	NEITHER(63, "IPV6_USE_MIN_MTU",
	     "a name of RFC 3542 that Linux does not have"),
	BOTH(66, "IPV6_RECVTCLASS", type_option_switch,
	     "a datagram brings its traffic class along, as IPV6_TCLASS"),
	BOTH(67, "IPV6_TCLASS", type_option_tos,
	     "the traffic class of its packets, which is IPv6's type of service; -1 sets it back "
	     "to 0"),
	BOTH(70, "IPV6_AUTOFLOWLABEL", type_option_switch,
	     "whether its packets get a flow label that the kernel reckons from the addresses "
	     "and ports"),
	BOTH(72, "IPV6_ADDR_PREFERENCES", type_option_prefer_src,
	     "which of this host's addresses its packets come from, temporary or public"),
	BOTH(73, "IPV6_MINHOPCOUNT", type_i32,
	     "drops what arrives with a smaller hop limit: 255 lets nothing in that came over a "
	     "router"),
	BOTH(74, "IPV6_RECVORIGDSTADDR", type_option_switch,
	     "a datagram brings along the address and port it was sent to at first, as "
	     "IPV6_ORIGDSTADDR"),
	BOTH(75, "IPV6_TRANSPARENT", type_option_switch,
	     "lets the socket use addresses of other hosts, for transparent proxies; needs "
	     "CAP_NET_ADMIN or CAP_NET_RAW"),
	BOTH(76, "IPV6_UNICAST_IF", type_i32,		/* an index in network byte order */
	     "the interface that unicast leaves by, as an index in network byte order; 0 is any"),
	BOTH(77, "IPV6_RECVFRAGSIZE", type_option_switch,
	     "a datagram that was fragmented brings the size of its largest fragment along, as "
	     "IPV6_RECVFRAGSIZE"),
	BOTH(78, "IPV6_FREEBIND", type_option_switch,
	     "lets bind take an address that this host does not have, or not yet"),
};

const struct sockopts sockopts_ipv6 = {
	.level = IPPROTO_IPV6, .prefix = "IPV6_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows)[0],
	.names = &symbols_ipv6_option, .word = "ipv6",
	.families = { AF_INET6 },
};
