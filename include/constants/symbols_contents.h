/*
 * The families of constants, a line each; each is a table `symbols_NAME` of its own. Where a name stands
 * in several of them, the first is its home: there it is found by its own name.
 *
 * Included with CONSTANTS(name) defined. PROTOCOLS(family, name, swapped) is a family that names the
 * protocols of an address family (see protocols.h); who defines nothing else for it gets CONSTANTS(name).
 * Both are gone behind it.
 */
#ifndef PROTOCOLS
#define PROTOCOLS(family, name, swapped) CONSTANTS(name)
#endif

CONSTANTS(af)			/* AF_*, then PF_* as other names */
CONSTANTS(sock)			/* SOCK_STREAM..., with SOCK_NONBLOCK and SOCK_CLOEXEC as flags */
CONSTANTS(ipproto)		/* IPPROTO_*, for sockets of the internet families */
CONSTANTS(sol)			/* levels: SOL_SOCKET, IPPROTO_TCP (SOL_TCP as another name)... */

/* The options of each level. MCAST_* is in both of IP. */
#define LEVEL(word, ...) CONSTANTS(word##_option)
#include "options.h"

CONSTANTS(msg)			/* MSG_* */
CONSTANTS(shut)			/* SHUT_* */
CONSTANTS(poll)			/* POLL* */
CONSTANTS(epoll)		/* EPOLL_CLOEXEC */
CONSTANTS(epoll_ctl)		/* EPOLL_CTL_* */
CONSTANTS(epoll_event)		/* EPOLLIN..., and EPOLLET and its like: flags */
CONSTANTS(somaxconn)		/* SOMAXCONN */
CONSTANTS(ioctl)		/* requests that take a number or nothing */
CONSTANTS(ioctl_struct)		/* that take a structure: SIOCGIFNAME */
CONSTANTS(scm)			/* SCM_* of SOL_SOCKET */
CONSTANTS(ai)			/* AI_* */
CONSTANTS(ni)			/* NI_* */
CONSTANTS(eai)			/* EAI_* */
CONSTANTS(errno)		/* E* */
CONSTANTS(sock_flags)		/* SOCK_NONBLOCK, SOCK_CLOEXEC: accept4() */

/* Protocols of the families that have names for theirs, but those of the internet. */
PROTOCOLS(AF_PACKET, eth_p, true)
PROTOCOLS(AF_NETLINK, netlink, false)
PROTOCOLS(AF_BLUETOOTH, btproto, false)
PROTOCOLS(AF_CAN, can, false)
PROTOCOLS(AF_AX25, ax25_p, false)
PROTOCOLS(AF_ISDN, isdn_p, false)
PROTOCOLS(AF_PHONET, pn_proto, false)
PROTOCOLS(AF_CAIF, caifproto, false)
PROTOCOLS(AF_NFC, nfc_sockproto, false)
PROTOCOLS(AF_KCM, kcmproto, false)
PROTOCOLS(AF_SMC, smcproto, false)
PROTOCOLS(AF_PPPOX, px_proto, false)

CONSTANTS(inaddr)		/* INADDR_*, in host byte order */
CONSTANTS(vmaddr_cid)		/* svm_cid */
CONSTANTS(vmaddr_port)		/* svm_port */
CONSTANTS(vmaddr_flag)		/* svm_flags: flags */
CONSTANTS(pkttype)		/* sll_pkttype: PACKET_* */
CONSTANTS(arphrd)		/* sll_hatype: ARPHRD_* */
CONSTANTS(rtmgrp)		/* nl_groups of NETLINK_ROUTE: RTMGRP_*, flags */

/* Values of options, of structures and of control messages. */
CONSTANTS(buf_lock)		/* SO_BUF_LOCK: flags */
CONSTANTS(txrehash)		/* SO_TXREHASH */
CONSTANTS(timestamping)		/* SO_TIMESTAMPING: flags */
CONSTANTS(txtime)		/* SO_TXTIME: flags */
CONSTANTS(ee_origin)		/* ee_origin of the error queue */
CONSTANTS(ee_code)		/* ee_code */
CONSTANTS(tstamp)		/* ee_info of time stamps: SCM_TSTAMP_* */
CONSTANTS(pmtudisc)		/* IP_PMTUDISC_* */
CONSTANTS(mcast_mode)		/* MCAST_INCLUDE, MCAST_EXCLUDE */
CONSTANTS(iptos)		/* IP_TOS, IPV6_TCLASS: IPTOS_* */
CONSTANTS(ip_value)		/* limits, defaults, header bits: IP_MSS, IP_DF */
CONSTANTS(ipv6_pmtudisc)	/* IPV6_PMTUDISC_* */
CONSTANTS(ipv6_prefer_src)	/* IPV6_ADDR_PREFERENCES: flags */
CONSTANTS(ipv6_flow_action)	/* IPV6_FL_A_* */
CONSTANTS(ipv6_flow_flag)	/* IPV6_FL_F_*: flags */
CONSTANTS(ipv6_flow_share)	/* IPV6_FL_S_* */
CONSTANTS(ipv6_flowinfo)	/* IPV6_FLOWINFO_*, IPV6_PRIORITY_* */
CONSTANTS(ipv6_value)		/* IPV6_RTHDR_*, IPV6_TLV_*, IPV6_MIN_MTU */
CONSTANTS(tcp_state)		/* TCP_ESTABLISHED..., a value of TCP_INFO */
CONSTANTS(tcp_ca)		/* tcpi_ca_state: TCP_CA_* */
CONSTANTS(tcpf_ca)		/* TCPF_CA_*: flags */
CONSTANTS(tcpi_opt)		/* tcpi_options: TCPI_OPT_*, flags */
CONSTANTS(tfo)			/* tcpi_fastopen_client_fail: TFO_* */
CONSTANTS(tcp_repair)		/* TCP_REPAIR_ON... */
CONSTANTS(tcp_queue)		/* TCP_REPAIR_QUEUE: TCP_RECV_QUEUE... */
CONSTANTS(tcp_md5sig)		/* tcpm_flags */
CONSTANTS(tcp_ao_key)		/* TCP_AO_KEYF_*: flags */
CONSTANTS(tcp_value)		/* limits and defaults: TCP_MSS_DEFAULT */
CONSTANTS(tcp_nla)		/* TCP_NLA_* */
CONSTANTS(udp_encap)		/* UDP_ENCAP: UDP_ENCAP_* */
CONSTANTS(tpacket_version)	/* PACKET_VERSION */

#undef CONSTANTS
#undef PROTOCOLS
