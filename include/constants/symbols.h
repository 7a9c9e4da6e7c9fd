/* The constants of the API: their names and values, the same in every build. */
#ifndef SOCKSH_SYMBOLS_H
#define SOCKSH_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "slice.h"

struct arena;
struct message;
struct out;

struct symbol {
	const char *name;	/* the C name: "AF_INET" */
	int64_t value;
	const char *meaning;	/* a sentence without its capital and full stop, or NULL */
};

/*
 * A family of constants that stand in the same place. Of several names for a value the first is
 * the one to show. The short name of a constant is its name without the family's prefix in small
 * letters ("inet"); what has another prefix has no short name here ("PF_INET").
 */
struct symbols {
	const char *what;		/* as a message says it: "address family" */
	const char *prefix;		/* "AF_" */
	const struct symbol *entries;
	size_t count;
	bool flags;			/* bits that are or-ed; otherwise one of them stands alone */
	int64_t base;			/* with flags: the bits that hold one plain value (SOCK_STREAM), else 0 */
	const char *other_prefix;	/* a second prefix that gives short names ("SOL_"), or NULL */
};

#define SYMBOLS(what_, prefix_, table, ...) \
	{ .what = what_, .prefix = prefix_, .entries = table, \
	  .count = sizeof(table) / sizeof(table)[0], __VA_ARGS__ }

/* The families. Sources are named where each is defined. */
extern const struct symbols symbols_af;		/* AF_*, then PF_* as other names */
extern const struct symbols symbols_sock;	/* SOCK_STREAM..., with SOCK_NONBLOCK and SOCK_CLOEXEC as flags */
extern const struct symbols symbols_ipproto;	/* IPPROTO_*, for sockets of the internet families */
extern const struct symbols symbols_sol;	/* levels: SOL_SOCKET, IPPROTO_TCP (SOL_TCP as another name)... */
extern const struct symbols symbols_msg;	/* MSG_* */
extern const struct symbols symbols_shut;	/* SHUT_* */
extern const struct symbols symbols_poll;	/* POLL* */
extern const struct symbols symbols_scm;	/* SCM_* of SOL_SOCKET */
extern const struct symbols symbols_ai;		/* AI_* */
extern const struct symbols symbols_errno;	/* E* */
extern const struct symbols symbols_eai;	/* EAI_* */
extern const struct symbols symbols_tcp_state;	/* TCP_ESTABLISHED..., a value of TCP_INFO */
extern const struct symbols symbols_pmtudisc;	/* IP_PMTUDISC_* */
extern const struct symbols symbols_ipv6_pmtudisc;	/* IPV6_PMTUDISC_* */
extern const struct symbols symbols_inaddr;	/* INADDR_*, in host byte order */
extern const struct symbols symbols_sock_flags;	/* SOCK_NONBLOCK, SOCK_CLOEXEC: accept4() */
extern const struct symbols symbols_somaxconn;	/* SOMAXCONN */
extern const struct symbols symbols_ioctl;	/* requests that take a number or nothing */
extern const struct symbols symbols_ioctl_struct;	/* that take a structure: SIOCGIFNAME */
extern const struct symbols symbols_ni;		/* NI_* */

/* Protocols of the families that have names for theirs: see protocols.h. */
extern const struct symbols symbols_eth_p;		/* AF_PACKET: ETH_P_*, in host byte order */
extern const struct symbols symbols_netlink;		/* AF_NETLINK: NETLINK_* */
extern const struct symbols symbols_btproto, symbols_can, symbols_ax25_p, symbols_isdn_p;
extern const struct symbols symbols_pn_proto, symbols_caifproto, symbols_nfc_sockproto;
extern const struct symbols symbols_kcmproto, symbols_smcproto, symbols_px_proto;

/* Options, a family for each level. MCAST_* is in both of IP. */
extern const struct symbols symbols_so;			/* SOL_SOCKET: SO_* */
extern const struct symbols symbols_ip_option;		/* IPPROTO_IP: IP_* */
extern const struct symbols symbols_ipv6_option;	/* IPPROTO_IPV6: IPV6_* */
extern const struct symbols symbols_tcp_option;		/* IPPROTO_TCP: TCP_* */
extern const struct symbols symbols_udp_option;		/* IPPROTO_UDP: UDP_* */
extern const struct symbols symbols_mptcp_option;	/* SOL_MPTCP: MPTCP_* */
extern const struct symbols symbols_vsock_option;	/* AF_VSOCK: SO_VM_SOCKETS_* */
extern const struct symbols symbols_packet_option;	/* SOL_PACKET: PACKET_* */
extern const struct symbols symbols_netlink_option;	/* SOL_NETLINK: NETLINK_* */
extern const struct symbols symbols_raw_option;		/* SOL_RAW: ICMP_FILTER */
extern const struct symbols symbols_icmpv6_option;	/* IPPROTO_ICMPV6: ICMPV6_FILTER */
extern const struct symbols symbols_udplite_option;	/* IPPROTO_UDPLITE: UDPLITE_* */
extern const struct symbols symbols_xdp_option;		/* SOL_XDP: XDP_* */
extern const struct symbols symbols_tls_option;		/* SOL_TLS: TLS_* */

/* Values of options, of structures and of control messages. */
extern const struct symbols symbols_buf_lock;		/* SO_BUF_LOCK: flags */
extern const struct symbols symbols_txrehash;		/* SO_TXREHASH */
extern const struct symbols symbols_timestamping;	/* SO_TIMESTAMPING: flags */
extern const struct symbols symbols_txtime;		/* SO_TXTIME: flags */
extern const struct symbols symbols_ee_origin;		/* ee_origin of the error queue */
extern const struct symbols symbols_ee_code;		/* ee_code */
extern const struct symbols symbols_tstamp;		/* ee_info of time stamps: SCM_TSTAMP_* */
extern const struct symbols symbols_vmaddr_cid;		/* svm_cid */
extern const struct symbols symbols_mcast_mode;		/* MCAST_INCLUDE, MCAST_EXCLUDE */
extern const struct symbols symbols_iptos;		/* IP_TOS, IPV6_TCLASS: IPTOS_* */
extern const struct symbols symbols_ip_value;		/* limits, defaults, header bits: IP_MSS, IP_DF */
extern const struct symbols symbols_ipv6_prefer_src;	/* IPV6_ADDR_PREFERENCES: flags */
extern const struct symbols symbols_ipv6_flow_action;	/* IPV6_FL_A_* */
extern const struct symbols symbols_ipv6_flow_flag;	/* IPV6_FL_F_*: flags */
extern const struct symbols symbols_ipv6_flow_share;	/* IPV6_FL_S_* */
extern const struct symbols symbols_ipv6_flowinfo;	/* IPV6_FLOWINFO_*, IPV6_PRIORITY_* */
extern const struct symbols symbols_ipv6_value;		/* IPV6_RTHDR_*, IPV6_TLV_*, IPV6_MIN_MTU */
extern const struct symbols symbols_tcp_scm;		/* TCP_CM_INQ */
extern const struct symbols symbols_tcp_ca;		/* tcpi_ca_state: TCP_CA_* */
extern const struct symbols symbols_tcpf_ca;		/* TCPF_CA_*: flags */
extern const struct symbols symbols_tcpi_opt;		/* tcpi_options: TCPI_OPT_*, flags */
extern const struct symbols symbols_tfo;		/* tcpi_fastopen_client_fail: TFO_* */
extern const struct symbols symbols_tcp_repair;		/* TCP_REPAIR_ON... */
extern const struct symbols symbols_tcp_queue;		/* TCP_REPAIR_QUEUE: TCP_RECV_QUEUE... */
extern const struct symbols symbols_tcp_md5sig;		/* tcpm_flags */
extern const struct symbols symbols_tcp_ao_key;		/* TCP_AO_KEYF_*: flags */
extern const struct symbols symbols_tcp_value;		/* limits and defaults: TCP_MSS_DEFAULT */
extern const struct symbols symbols_tcp_nla;		/* TCP_NLA_* */
extern const struct symbols symbols_tpacket_version;	/* PACKET_VERSION */
extern const struct symbols symbols_udp_encap;		/* UDP_ENCAP: UDP_ENCAP_* */

/* All families, for `constants`, for full names anywhere, and for completion. Ends with NULL. */
extern const struct symbols *const symbols_all[];

/* The entry with this C name, or NULL. */
const struct symbol *symbols_by_name(const struct symbols *symbols, struct slice name);
/* The entry with this C name or short name, or NULL. */
const struct symbol *symbols_by_word(const struct symbols *symbols, struct slice word);
/* The entry to show for a value, or NULL. */
const struct symbol *symbols_by_value(const struct symbols *symbols, int64_t value);
/*
 * The entry with this C name in any family, socket options and ioctl requests included; or NULL.
 * A name that stands in several families is always found in the same one, so that an entry is to
 * be listed once: where it is the one that is found by its own name.
 */
const struct symbol *symbols_anywhere(struct slice name);

/* Is `word` the short name of `entry` in this family? */
bool symbol_is_short(const struct symbols *symbols, const struct symbol *entry, struct slice word);
/* The short name of `entry` in this family, in the arena; NULL: it has none, or no memory. */
const char *symbol_short(const struct symbols *symbols, const struct symbol *entry,
			 struct arena *arena);

/*
 * Reads NAME, short name, number, or several joined by `|` where the family is one of flags.
 * False, with a message that guesses the nearest, when it is none of these.
 */
bool symbols_read(const struct symbols *symbols, struct slice word, int64_t *value,
		  struct arena *arena, struct message *message);

/* AF_INET, MSG_PEEK|MSG_DONTWAIT|0x40000000, SOCK_STREAM|SOCK_CLOEXEC, 0; what has no name as a number. */
void symbols_show(const struct symbols *symbols, int64_t value, struct out *out);

/* "ECONNREFUSED" of a number, or NULL; "Connection refused", in English whatever the locale. */
const char *errno_name(int error);
const char *errno_text(int error);
/*
 * The number of an errno's name, 0 when there is none. Of ERESTARTSYS and the like, which only strace
 * sees, it is that of what the program saw: EINTR.
 */
int errno_by_name(struct slice name);

/* The codes of symbols_eai: glibc's numbers. A libc may have others, or lack some of them. */
enum {
	LOOKUP_BADFLAGS = -1,
	LOOKUP_NONAME = -2,
	LOOKUP_AGAIN = -3,
	LOOKUP_FAIL = -4,
	LOOKUP_NODATA = -5,
	LOOKUP_FAMILY = -6,
	LOOKUP_SOCKTYPE = -7,
	LOOKUP_SERVICE = -8,
	LOOKUP_ADDRFAMILY = -9,
	LOOKUP_MEMORY = -10,
	LOOKUP_SYSTEM = -11,
	LOOKUP_OVERFLOW = -12,
	LOOKUP_INPROGRESS = -100,
	LOOKUP_CANCELED = -101,
	LOOKUP_NOTCANCELED = -102,
	LOOKUP_ALLDONE = -103,
	LOOKUP_INTR = -104,
	LOOKUP_IDN_ENCODE = -105,
};
/* "Name or service not known" for EAI_NONAME; NULL for what is no EAI_ code. */
const char *eai_text(int code);

#endif
