/* Options of IPPROTO_IP, as Linux has them up to 6.18: what goes in and out of each. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "sockopt.h"

#define GET(number, name, type, meaning) \
	{ IPPROTO_IP, number, name, &(type), SOCKOPT_GET, false, meaning }
#define SET(number, name, type, meaning) \
	{ IPPROTO_IP, number, name, &(type), SOCKOPT_SET, false, meaning }
#define BOTH(number, name, type, meaning) \
	{ IPPROTO_IP, number, name, &(type), SOCKOPT_BOTH, false, meaning }
/* What the system chooses. */
#define GET_LEARNED(number, name, type, meaning) \
	{ IPPROTO_IP, number, name, &(type), SOCKOPT_GET, true, meaning }

static const struct sockopt rows[] = {
	BOTH(1, "IP_TOS", type_option_tos,
	     "the type-of-service byte of its packets: DSCP in the upper six bits, ECN in the "
	     "lower two"),
	BOTH(2, "IP_TTL", type_i32,
	     "over how many routers its packets may go; -1 sets it back to "
	     "net.ipv4.ip_default_ttl"),
	BOTH(3, "IP_HDRINCL", type_option_switch,
	     "raw sockets: what is sent begins with the IP header itself"),
	BOTH(4, "IP_OPTIONS", type_bytes,
	     "the IP options that its packets carry, at most 40 bytes"),
	BOTH(5, "IP_ROUTER_ALERT", type_option_switch,
	     "raw sockets: takes over the packets with a router alert that this host would "
	     "forward"),
	BOTH(6, "IP_RECVOPTS", type_option_switch,
	     "a datagram brings its IP options along, as IP_RECVOPTS"),
	BOTH(7, "IP_RETOPTS", type_option_switch,
	     "a datagram brings its IP options along as they were before this host filled them "
	     "in, as IP_RETOPTS"),
	BOTH(8, "IP_PKTINFO", type_option_switch,
	     "a datagram brings along the interface and address it came in by, as IP_PKTINFO"),
	GET_LEARNED(9, "IP_PKTOPTIONS", type_bytes,
	     "the control messages that IP_PKTINFO, IP_RECVTTL and the like would bring (streams "
	     "only)"),
	BOTH(10, "IP_MTU_DISCOVER", type_option_mtu_discover,
	     "whether packets forbid to be fragmented, and so find out what the path can carry"),
	BOTH(11, "IP_RECVERR", type_option_switch,
	     "ICMP errors wait in an error queue with all they say; recvmsg --errqueue takes "
	     "them from there"),
	BOTH(12, "IP_RECVTTL", type_option_switch,
	     "a datagram brings its TTL along, as IP_TTL"),
	BOTH(13, "IP_RECVTOS", type_option_switch,
	     "a datagram brings its type-of-service byte along, as IP_TOS"),
	GET_LEARNED(14, "IP_MTU", type_i32,
	     "how large a packet the path to the peer is known to carry; the socket has to be "
	     "connected"),
	BOTH(15, "IP_FREEBIND", type_option_switch,
	     "lets bind take an address that this host does not have, or not yet"),
	SET(16, "IP_IPSEC_POLICY", type_bytes,
	     "the IPsec policy of the socket, in the form of PF_KEY; needs CAP_NET_ADMIN"),
	SET(17, "IP_XFRM_POLICY", type_bytes,
	     "the IPsec policy of the socket, in the form of netlink's XFRM; needs CAP_NET_ADMIN"),
	BOTH(18, "IP_PASSSEC", type_option_switch,
	     "a datagram brings its sender's security label along, as SCM_SECURITY"),
	BOTH(19, "IP_TRANSPARENT", type_option_switch,
	     "lets the socket use addresses of other hosts, for transparent proxies; needs "
	     "CAP_NET_ADMIN or CAP_NET_RAW"),
	BOTH(20, "IP_RECVORIGDSTADDR", type_option_switch,
	     "a datagram brings along the address and port it was sent to at first, as "
	     "IP_ORIGDSTADDR"),
	BOTH(21, "IP_MINTTL", type_i32,
	     "drops what arrives with a smaller TTL: 255 lets nothing in that came over a router"),
	BOTH(22, "IP_NODEFRAG", type_option_switch,
	     "raw sockets: the firewall does not put together the fragments that are sent"),
	BOTH(23, "IP_CHECKSUM", type_option_switch,
	     "UDP: a datagram brings a checksum of its data along, as IP_CHECKSUM"),
	BOTH(24, "IP_BIND_ADDRESS_NO_PORT", type_option_switch,
	     "bind with port 0 leaves the choice of the port to connect, so that more "
	     "connections fit"),
	BOTH(25, "IP_RECVFRAGSIZE", type_option_switch,
	     "a datagram that was fragmented brings the size of its largest fragment along, as "
	     "IP_RECVFRAGSIZE"),
	BOTH(26, "IP_RECVERR_RFC4884", type_option_switch,
	     "errors of the queue have the extensions of RFC 4884 behind the packet they are "
	     "about"),
	BOTH(32, "IP_MULTICAST_IF", type_i32,		/* an in_addr; larger structures when set */
	     "the interface that multicast leaves by, as a local address; 0.0.0.0 lets the "
	     "routes decide"),
	BOTH(33, "IP_MULTICAST_TTL", type_i32,
	     "over how many routers multicast may go: 1 at first, the own network alone"),
	BOTH(34, "IP_MULTICAST_LOOP", type_option_switch,
	     "whether multicast that is sent comes back to sockets of this host; on from the "
	     "start"),
	SET(35, "IP_ADD_MEMBERSHIP", type_bytes,
	     "joins a multicast group on an interface: struct ip_mreqn"),
	SET(36, "IP_DROP_MEMBERSHIP", type_bytes,
	     "leaves a multicast group: struct ip_mreqn"),
	SET(37, "IP_UNBLOCK_SOURCE", type_bytes,
	     "takes multicast of a sender again that was blocked: struct ip_mreq_source"),
	SET(38, "IP_BLOCK_SOURCE", type_bytes,
	     "takes no more multicast of one sender in a group that was joined: struct "
	     "ip_mreq_source"),
	SET(39, "IP_ADD_SOURCE_MEMBERSHIP", type_bytes,
	     "joins a multicast group for what one sender sends to it: struct ip_mreq_source"),
	SET(40, "IP_DROP_SOURCE_MEMBERSHIP", type_bytes,
	     "leaves a multicast group for what one sender sends to it: struct ip_mreq_source"),
	BOTH(41, "IP_MSFILTER", type_bytes,
	     "the senders of a multicast group that alone are taken, or are not: struct "
	     "ip_msfilter"),
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
	BOTH(49, "IP_MULTICAST_ALL", type_option_switch,
	     "on: multicast of all groups that this host has joined arrives; off: of the "
	     "socket's own groups"),
	BOTH(50, "IP_UNICAST_IF", type_i32,		/* an index in network byte order */
	     "the interface that unicast leaves by, as an index in network byte order; 0 is any"),
	BOTH(51, "IP_LOCAL_PORT_RANGE", type_option_ports,	/* the upper port in the upper 16 bits */
	     "the ports that the kernel may choose from: the lowest in the lower 16 bits, the "
	     "highest above"),
	GET_LEARNED(52, "IP_PROTOCOL", type_option_protocol,
		    "the protocol's number of a raw socket; of others, where the kernel keeps it in "
		    "the same place, the local port"),
};

const struct sockopts sockopts_ip = {
	.level = IPPROTO_IP, .prefix = "IP_", .rows = rows, .count = sizeof(rows) / sizeof(rows)[0],
	.names = &symbols_ip_option, .word = "ip",
	.families = { AF_INET, AF_INET6 },
};
