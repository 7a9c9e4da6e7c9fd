/* Control messages of SOL_SOCKET, and values of its options. From <asm-generic/socket.h>, Linux 6.18. */
#include <sys/socket.h>

#include "symbols.h"

/*
 * The tables, and options_socket.h, hold the numbers of asm-generic, so that they are the same
 * whichever headers a build has. Alpha, MIPS, PA-RISC, PowerPC and SPARC have numbers of their own.
 */
_Static_assert(SOL_SOCKET == 1 && SO_REUSEADDR == 2 && SO_PASSCRED == 16,
	       "this architecture numbers socket options in its own way: tables are missing");

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

/* What stands in addresses of AF_VSOCK. From <linux/vm_sockets.h>. */
static const struct symbol vmaddr_cid[] = {
	{ "VMADDR_CID_HYPERVISOR", 0 },
	{ "VMADDR_CID_LOCAL", 1 },
	{ "VMADDR_CID_HOST", 2 },
	{ "VMADDR_CID_ANY", 0xffffffff },
};

const struct symbols symbols_vmaddr_cid = SYMBOLS("vsock context", "VMADDR_CID_", vmaddr_cid);

static const struct symbol vmaddr_port[] = {
	{ "VMADDR_PORT_ANY", 0xffffffff, "a port that the kernel chooses" },
};

const struct symbols symbols_vmaddr_port = SYMBOLS("vsock port", "VMADDR_PORT_", vmaddr_port);

static const struct symbol vmaddr_flag[] = {
	{ "VMADDR_FLAG_TO_HOST", 0x1 },
};

const struct symbols symbols_vmaddr_flag = SYMBOLS("vsock flag", "VMADDR_FLAG_", vmaddr_flag, .flags = true);
