/* Values of the options of IPPROTO_TCP. From <linux/tcp.h>, <netinet/tcp.h>, Linux 6.18. */
#include "symbols.h"

/* Members of TCP_INFO */
static const struct symbol state[] = {
	{ "TCP_ESTABLISHED", 1,
	  "the connection is open in both directions" },
	{ "TCP_SYN_SENT", 2,
	  "connect has sent its SYN, and waits for the answer" },
	{ "TCP_SYN_RECV", 3,
	  "a SYN has come and is answered; the last step of the handshake is awaited" },
	{ "TCP_FIN_WAIT1", 4,
	  "this side has ended its sending (FIN), and the peer has not acknowledged that yet" },
	{ "TCP_FIN_WAIT2", 5,
	  "the peer has acknowledged this side's end, and may still send" },
	{ "TCP_TIME_WAIT", 6,
	  "both ends are done; the port rests for a minute, lest late segments reach another "
	  "connection" },
	{ "TCP_CLOSE", 7,
	  "no connection: not yet, or no more" },
	{ "TCP_CLOSE_WAIT", 8,
	  "the peer has ended its sending; this side has not closed or shut down yet" },
	{ "TCP_LAST_ACK", 9,
	  "both sides have ended; the acknowledgement of this side's end is awaited" },
	{ "TCP_LISTEN", 10,
	  "the socket waits for connections" },
	{ "TCP_CLOSING", 11,
	  "both sides ended at the same moment; the acknowledgement of this side's end is "
	  "awaited" },
};

const struct symbols symbols_tcp_state = SYMBOLS("TCP state", "TCP_", state);

static const struct symbol ca[] = {
	{ "TCP_CA_Open", 0 },
	{ "TCP_CA_Disorder", 1 },
	{ "TCP_CA_CWR", 2 },
	{ "TCP_CA_Recovery", 3 },
	{ "TCP_CA_Loss", 4 },
};

const struct symbols symbols_tcp_ca = SYMBOLS("congestion state", "TCP_CA_", ca);

static const struct symbol ca_set[] = {
	{ "TCPF_CA_Open", 1 },
	{ "TCPF_CA_Disorder", 2 },
	{ "TCPF_CA_CWR", 4 },
	{ "TCPF_CA_Recovery", 8 },
	{ "TCPF_CA_Loss", 16 },
};

const struct symbols symbols_tcpf_ca =
	SYMBOLS("set of congestion states", "TCPF_CA_", ca_set, .flags = true);

static const struct symbol tcpi_opt[] = {
	{ "TCPI_OPT_TIMESTAMPS", 1 },
	{ "TCPI_OPT_SACK", 2 },
	{ "TCPI_OPT_WSCALE", 4 },
	{ "TCPI_OPT_ECN", 8 },
	{ "TCPI_OPT_ECN_SEEN", 16 },
	{ "TCPI_OPT_SYN_DATA", 32 },
	{ "TCPI_OPT_USEC_TS", 64 },
	{ "TCPI_OPT_TFO_CHILD", 128 },
};

const struct symbols symbols_tcpi_opt =
	SYMBOLS("negotiated option", "TCPI_OPT_", tcpi_opt, .flags = true);

static const struct symbol tfo[] = {
	{ "TFO_STATUS_UNSPEC", 0 },
	{ "TFO_COOKIE_UNAVAILABLE", 1 },
	{ "TFO_DATA_NOT_ACKED", 2 },
	{ "TFO_SYN_RETRANSMITTED", 3 },
};

const struct symbols symbols_tfo = SYMBOLS("reason of a failed fast open", "TFO_", tfo);

/* TCP_REPAIR and TCP_REPAIR_QUEUE */
static const struct symbol repair[] = {
	{ "TCP_REPAIR_OFF", 0 },
	{ "TCP_REPAIR_ON", 1 },
	{ "TCP_REPAIR_OFF_NO_WP", -1 },
};

const struct symbols symbols_tcp_repair = SYMBOLS("repair mode", "TCP_REPAIR_", repair);

static const struct symbol queue[] = {
	{ "TCP_NO_QUEUE", 0 },
	{ "TCP_RECV_QUEUE", 1 },
	{ "TCP_SEND_QUEUE", 2 },
	{ "TCP_QUEUES_NR", 3 },
};

const struct symbols symbols_tcp_queue = SYMBOLS("queue", "TCP_", queue);

/* TCP_MD5SIG_EXT, TCP_AO_ADD_KEY, TCP_ZEROCOPY_RECEIVE, TCP_COOKIE_TRANSACTIONS */
static const struct symbol md5sig[] = {
	{ "TCP_MD5SIG_FLAG_PREFIX", 1 },
	{ "TCP_MD5SIG_FLAG_IFINDEX", 2 },
};

const struct symbols symbols_tcp_md5sig =
	SYMBOLS("TCP MD5 flag", "TCP_MD5SIG_FLAG_", md5sig, .flags = true);

static const struct symbol ao_key[] = {
	{ "TCP_AO_KEYF_IFINDEX", 1 },
	{ "TCP_AO_KEYF_EXCLUDE_OPT", 2 },
};

const struct symbols symbols_tcp_ao_key =
	SYMBOLS("TCP-AO key flag", "TCP_AO_KEYF_", ao_key, .flags = true);

static const struct symbol value[] = {
	{ "TCP_MSS", 512 },
	{ "TCP_MSS_DEFAULT", 536 },
	{ "TCP_MSS_DESIRED", 1220 },
	{ "TCP_MAXWIN", 65535 },
	{ "TCP_MAX_WINSHIFT", 14 },
	{ "TCP_MD5SIG_MAXKEYLEN", 80 },
	{ "TCP_AO_MAXKEYLEN", 80 },
	{ "TCP_RECEIVE_ZEROCOPY_FLAG_TLB_CLEAN_HINT", 1 },
	{ "TCP_COOKIE_IN_ALWAYS", 1 },
	{ "TCP_COOKIE_OUT_NEVER", 2 },
	{ "TCP_COOKIE_MIN", 8 },
	{ "TCP_COOKIE_MAX", 16 },
	{ "TCP_COOKIE_PAIR_SIZE", 32 },
	{ "TCP_S_DATA_IN", 4 },
	{ "TCP_S_DATA_OUT", 8 },
};

const struct symbols symbols_tcp_value = SYMBOLS("TCP value", "TCP_", value);

/* Attributes of SCM_TIMESTAMPING_OPT_STATS */
static const struct symbol nla[] = {
	{ "TCP_NLA_PAD", 0 },
	{ "TCP_NLA_BUSY", 1 },
	{ "TCP_NLA_RWND_LIMITED", 2 },
	{ "TCP_NLA_SNDBUF_LIMITED", 3 },
	{ "TCP_NLA_DATA_SEGS_OUT", 4 },
	{ "TCP_NLA_TOTAL_RETRANS", 5 },
	{ "TCP_NLA_PACING_RATE", 6 },
	{ "TCP_NLA_DELIVERY_RATE", 7 },
	{ "TCP_NLA_SND_CWND", 8 },
	{ "TCP_NLA_REORDERING", 9 },
	{ "TCP_NLA_MIN_RTT", 10 },
	{ "TCP_NLA_RECUR_RETRANS", 11 },
	{ "TCP_NLA_DELIVERY_RATE_APP_LMT", 12 },
	{ "TCP_NLA_SNDQ_SIZE", 13 },
	{ "TCP_NLA_CA_STATE", 14 },
	{ "TCP_NLA_SND_SSTHRESH", 15 },
	{ "TCP_NLA_DELIVERED", 16 },
	{ "TCP_NLA_DELIVERED_CE", 17 },
	{ "TCP_NLA_BYTES_SENT", 18 },
	{ "TCP_NLA_BYTES_RETRANS", 19 },
	{ "TCP_NLA_DSACK_DUPS", 20 },
	{ "TCP_NLA_REORD_SEEN", 21 },
	{ "TCP_NLA_SRTT", 22 },
	{ "TCP_NLA_TIMEOUT_REHASH", 23 },
	{ "TCP_NLA_BYTES_NOTSENT", 24 },
	{ "TCP_NLA_EDT", 25 },
	{ "TCP_NLA_TTL", 26 },
	{ "TCP_NLA_REHASH", 27 },
};

const struct symbols symbols_tcp_nla = SYMBOLS("TCP statistic", "TCP_NLA_", nla);
