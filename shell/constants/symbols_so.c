/* Options of SOL_SOCKET and their values. From <asm-generic/socket.h>, Linux 6.18. */
#include <sys/socket.h>

#include "symbols.h"

/*
 * The tables hold the numbers of asm-generic, so that they are the same whichever headers a build
 * has. Alpha, MIPS, PA-RISC, PowerPC and SPARC have numbers of their own.
 */
_Static_assert(SOL_SOCKET == 1 && SO_REUSEADDR == 2 && SO_PASSCRED == 16,
	       "this architecture numbers socket options in its own way: tables are missing");

static const struct symbol so[] = {
	{ "SO_DEBUG", 1 },
	{ "SO_REUSEADDR", 2 },
	{ "SO_TYPE", 3 },
	{ "SO_ERROR", 4 },
	{ "SO_DONTROUTE", 5 },
	{ "SO_BROADCAST", 6 },
	{ "SO_SNDBUF", 7 },
	{ "SO_RCVBUF", 8 },
	{ "SO_KEEPALIVE", 9 },
	{ "SO_OOBINLINE", 10 },
	{ "SO_NO_CHECK", 11 },
	{ "SO_PRIORITY", 12 },
	{ "SO_LINGER", 13 },
	{ "SO_BSDCOMPAT", 14 },
	{ "SO_REUSEPORT", 15 },
	{ "SO_PASSCRED", 16 },
	{ "SO_PEERCRED", 17 },
	{ "SO_RCVLOWAT", 18 },
	{ "SO_SNDLOWAT", 19 },
	{ "SO_RCVTIMEO", 20 },
	{ "SO_RCVTIMEO_OLD", 20 },
	{ "SO_SNDTIMEO", 21 },
	{ "SO_SNDTIMEO_OLD", 21 },
	{ "SO_SECURITY_AUTHENTICATION", 22 },
	{ "SO_SECURITY_ENCRYPTION_TRANSPORT", 23 },
	{ "SO_SECURITY_ENCRYPTION_NETWORK", 24 },
	{ "SO_BINDTODEVICE", 25 },
	{ "SO_ATTACH_FILTER", 26 },
	{ "SO_GET_FILTER", 26 },
	{ "SO_DETACH_FILTER", 27 },
	{ "SO_DETACH_BPF", 27 },
	{ "SO_PEERNAME", 28 },
	{ "SO_TIMESTAMP", 29 },
	{ "SO_TIMESTAMP_OLD", 29 },
	{ "SO_ACCEPTCONN", 30 },
	{ "SO_PEERSEC", 31 },
	{ "SO_SNDBUFFORCE", 32 },
	{ "SO_RCVBUFFORCE", 33 },
	{ "SO_PASSSEC", 34 },
	{ "SO_TIMESTAMPNS", 35 },
	{ "SO_TIMESTAMPNS_OLD", 35 },
	{ "SO_MARK", 36 },
	{ "SO_TIMESTAMPING", 37 },
	{ "SO_TIMESTAMPING_OLD", 37 },
	{ "SO_PROTOCOL", 38 },
	{ "SO_DOMAIN", 39 },
	{ "SO_RXQ_OVFL", 40 },
	{ "SO_WIFI_STATUS", 41 },
	{ "SO_PEEK_OFF", 42 },
	{ "SO_NOFCS", 43 },
	{ "SO_LOCK_FILTER", 44 },
	{ "SO_SELECT_ERR_QUEUE", 45 },
	{ "SO_BUSY_POLL", 46 },
	{ "SO_MAX_PACING_RATE", 47 },
	{ "SO_BPF_EXTENSIONS", 48 },
	{ "SO_INCOMING_CPU", 49 },
	{ "SO_ATTACH_BPF", 50 },
	{ "SO_ATTACH_REUSEPORT_CBPF", 51 },
	{ "SO_ATTACH_REUSEPORT_EBPF", 52 },
	{ "SO_CNX_ADVICE", 53 },
	{ "SO_MEMINFO", 55 },
	{ "SO_INCOMING_NAPI_ID", 56 },
	{ "SO_COOKIE", 57 },
	{ "SO_PEERGROUPS", 59 },
	{ "SO_ZEROCOPY", 60 },
	{ "SO_TXTIME", 61 },
	{ "SO_BINDTOIFINDEX", 62 },
	{ "SO_TIMESTAMP_NEW", 63 },
	{ "SO_TIMESTAMPNS_NEW", 64 },
	{ "SO_TIMESTAMPING_NEW", 65 },
	{ "SO_RCVTIMEO_NEW", 66 },
	{ "SO_SNDTIMEO_NEW", 67 },
	{ "SO_DETACH_REUSEPORT_BPF", 68 },
	{ "SO_PREFER_BUSY_POLL", 69 },
	{ "SO_BUSY_POLL_BUDGET", 70 },
	{ "SO_NETNS_COOKIE", 71 },
	{ "SO_BUF_LOCK", 72 },
	{ "SO_RESERVE_MEM", 73 },
	{ "SO_TXREHASH", 74 },
	{ "SO_RCVMARK", 75 },
	{ "SO_PASSPIDFD", 76 },
	{ "SO_PEERPIDFD", 77 },
	{ "SO_DEVMEM_LINEAR", 78 },
	{ "SO_DEVMEM_DMABUF", 79 },
	{ "SO_DEVMEM_DONTNEED", 80 },
	{ "SO_RCVPRIORITY", 82 },
	{ "SO_PASSRIGHTS", 83 },
	{ "SO_INQ", 84 },
};

const struct symbols symbols_so = SYMBOLS("socket option", "SO_", so);

/* Types of control messages; SCM_SECURITY and SCM_PIDFD are in <linux/socket.h> of the kernel. */
static const struct symbol scm[] = {
	{ "SCM_RIGHTS", 1,
	  "open descriptors: who receives them gets new ones for the same files and sockets" },
	{ "SCM_CREDENTIALS", 2,
	  "pid, uid and gid of the sender; SO_PASSCRED asks for them" },
	{ "SCM_SECURITY", 3,
	  "the security label of the sender; SO_PASSSEC asks for it" },
	{ "SCM_PIDFD", 4,
	  "a pidfd of the sending process; SO_PASSPIDFD asks for it" },
	{ "SCM_TIMESTAMP", 29,
	  "when it arrived, in microseconds; SO_TIMESTAMP asks for it" },
	{ "SCM_TIMESTAMPNS", 35,
	  "when it arrived, in nanoseconds; SO_TIMESTAMPNS asks for it" },
	{ "SCM_TIMESTAMPING", 37,
	  "up to three time stamps, of kernel and network card; SO_TIMESTAMPING asks for them" },
	{ "SCM_WIFI_STATUS", 41,
	  "whether a frame sent over Wi-Fi was acknowledged; SO_WIFI_STATUS asks for it" },
	{ "SCM_TIMESTAMPING_OPT_STATS", 54,
	  "what TCP counted until a time stamp; SOF_TIMESTAMPING_OPT_STATS asks for it" },
	{ "SCM_TIMESTAMPING_PKTINFO", 58,
	  "the interface and length of the packet with a time stamp of the network card" },
	{ "SCM_TXTIME", 61,
	  "when the message is to leave, in nanoseconds; SO_TXTIME allows it" },
	{ "SCM_DEVMEM_LINEAR", 78,
	  "data of MSG_SOCK_DEVMEM that came outside of device memory" },
	{ "SCM_DEVMEM_DMABUF", 79,
	  "where in device memory the data of MSG_SOCK_DEVMEM is" },
	{ "SCM_TS_OPT_ID", 81,
	  "the number that the time stamp of this message is to have" },
	{ "SCM_INQ", 84,
	  "how many bytes are left to read; SO_INQ asks for it" },

	/* Messages that are named after the option that asks for them. */
	{ "SO_PRIORITY", 12 },
	{ "SO_MARK", 36 },
	{ "SO_RXQ_OVFL", 40 },
	{ "SO_TIMESTAMP", 29 },
	{ "SO_TIMESTAMP_OLD", 29 },
	{ "SO_TIMESTAMPNS", 35 },
	{ "SO_TIMESTAMPNS_OLD", 35 },
	{ "SO_TIMESTAMPING", 37 },
	{ "SO_TIMESTAMPING_OLD", 37 },
	{ "SO_TIMESTAMP_NEW", 63 },
	{ "SO_TIMESTAMPNS_NEW", 64 },
	{ "SO_TIMESTAMPING_NEW", 65 },
};

const struct symbols symbols_scm = SYMBOLS("control message", "SCM_", scm, .other_prefix = "SO_");

/* SO_BUF_LOCK */
static const struct symbol buf_lock[] = {
	{ "SOCK_SNDBUF_LOCK", 1 },
	{ "SOCK_RCVBUF_LOCK", 2 },
	{ "SOCK_BUF_LOCK_MASK", 3 },
};

const struct symbols symbols_buf_lock = SYMBOLS("buffer lock", "SOCK_", buf_lock, .flags = true);

/* SO_TXREHASH */
static const struct symbol txrehash[] = {
	{ "SOCK_TXREHASH_DISABLED", 0 },
	{ "SOCK_TXREHASH_ENABLED", 1 },
	{ "SOCK_TXREHASH_DEFAULT", 255 },
};

const struct symbols symbols_txrehash = SYMBOLS("rehash mode", "SOCK_TXREHASH_", txrehash);

/* SO_TIMESTAMPING, from <linux/net_tstamp.h> */
static const struct symbol timestamping[] = {
	{ "SOF_TIMESTAMPING_TX_HARDWARE", 0x1 },
	{ "SOF_TIMESTAMPING_TX_SOFTWARE", 0x2 },
	{ "SOF_TIMESTAMPING_RX_HARDWARE", 0x4 },
	{ "SOF_TIMESTAMPING_RX_SOFTWARE", 0x8 },
	{ "SOF_TIMESTAMPING_SOFTWARE", 0x10 },
	{ "SOF_TIMESTAMPING_SYS_HARDWARE", 0x20 },
	{ "SOF_TIMESTAMPING_RAW_HARDWARE", 0x40 },
	{ "SOF_TIMESTAMPING_OPT_ID", 0x80 },
	{ "SOF_TIMESTAMPING_TX_SCHED", 0x100 },
	{ "SOF_TIMESTAMPING_TX_ACK", 0x200 },
	{ "SOF_TIMESTAMPING_OPT_CMSG", 0x400 },
	{ "SOF_TIMESTAMPING_OPT_TSONLY", 0x800 },
	{ "SOF_TIMESTAMPING_OPT_STATS", 0x1000 },
	{ "SOF_TIMESTAMPING_OPT_PKTINFO", 0x2000 },
	{ "SOF_TIMESTAMPING_OPT_TX_SWHW", 0x4000 },
	{ "SOF_TIMESTAMPING_BIND_PHC", 0x8000 },
	{ "SOF_TIMESTAMPING_OPT_ID_TCP", 0x10000 },
	{ "SOF_TIMESTAMPING_OPT_RX_FILTER", 0x20000 },
	{ "SOF_TIMESTAMPING_TX_COMPLETION", 0x40000 },
	{ "SOF_TIMESTAMPING_TX_RECORD_MASK", 0x303 },
};

const struct symbols symbols_timestamping =
	SYMBOLS("time stamping flag", "SOF_TIMESTAMPING_", timestamping, .flags = true);

/* SO_TXTIME, from <linux/net_tstamp.h> */
static const struct symbol txtime[] = {
	{ "SOF_TXTIME_DEADLINE_MODE", 1 },
	{ "SOF_TXTIME_REPORT_ERRORS", 2 },
};

const struct symbols symbols_txtime =
	SYMBOLS("transmission time flag", "SOF_TXTIME_", txtime, .flags = true);

/* Of messages on the error queue, from <linux/errqueue.h> */
static const struct symbol ee_origin[] = {
	{ "SO_EE_ORIGIN_NONE", 0 },
	{ "SO_EE_ORIGIN_LOCAL", 1 },
	{ "SO_EE_ORIGIN_ICMP", 2 },
	{ "SO_EE_ORIGIN_ICMP6", 3 },
	{ "SO_EE_ORIGIN_TIMESTAMPING", 4 },
	{ "SO_EE_ORIGIN_TXSTATUS", 4 },
	{ "SO_EE_ORIGIN_ZEROCOPY", 5 },
	{ "SO_EE_ORIGIN_TXTIME", 6 },
};

const struct symbols symbols_ee_origin = SYMBOLS("origin of an error", "SO_EE_ORIGIN_", ee_origin);

static const struct symbol ee_code[] = {
	{ "SO_EE_CODE_ZEROCOPY_COPIED", 1 },
	{ "SO_EE_CODE_TXTIME_INVALID_PARAM", 1 },
	{ "SO_EE_CODE_TXTIME_MISSED", 2 },
	{ "SO_EE_RFC4884_FLAG_INVALID", 1 },
};

const struct symbols symbols_ee_code = SYMBOLS("code of an error", "SO_EE_CODE_", ee_code);

static const struct symbol tstamp[] = {
	{ "SCM_TSTAMP_SND", 0 },
	{ "SCM_TSTAMP_SCHED", 1 },
	{ "SCM_TSTAMP_ACK", 2 },
	{ "SCM_TSTAMP_COMPLETION", 3 },
};

const struct symbols symbols_tstamp = SYMBOLS("moment of a time stamp", "SCM_TSTAMP_", tstamp);

/* Options of the level AF_VSOCK, and what stands in its addresses. From <linux/vm_sockets.h>. */
static const struct symbol vsock[] = {
	{ "SO_VM_SOCKETS_BUFFER_SIZE", 0 },
	{ "SO_VM_SOCKETS_BUFFER_MIN_SIZE", 1 },
	{ "SO_VM_SOCKETS_BUFFER_MAX_SIZE", 2 },
	{ "SO_VM_SOCKETS_PEER_HOST_VM_ID", 3 },
	{ "SO_VM_SOCKETS_TRUSTED", 5 },
	{ "SO_VM_SOCKETS_CONNECT_TIMEOUT", 6 },
	{ "SO_VM_SOCKETS_CONNECT_TIMEOUT_OLD", 6 },
	{ "SO_VM_SOCKETS_NONBLOCK_TXRX", 7 },
	{ "SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW", 8 },
};

const struct symbols symbols_vsock_option = SYMBOLS("vsock option", "SO_VM_SOCKETS_", vsock);

static const struct symbol vmaddr_cid[] = {
	{ "VMADDR_CID_HYPERVISOR", 0 },
	{ "VMADDR_CID_LOCAL", 1 },
	{ "VMADDR_CID_HOST", 2 },
	{ "VMADDR_CID_ANY", 0xffffffff },
};

const struct symbols symbols_vmaddr_cid = SYMBOLS("vsock context", "VMADDR_CID_", vmaddr_cid);
