/* Values of the options of IPPROTO_IPV6. From <linux/in6.h>, <netinet/in.h>. */
#include "symbols.h"

/* IPV6_MTU_DISCOVER */
static const struct symbol pmtudisc[] = {
	{ "IPV6_PMTUDISC_DONT", 0 },
	{ "IPV6_PMTUDISC_WANT", 1 },
	{ "IPV6_PMTUDISC_DO", 2 },
	{ "IPV6_PMTUDISC_PROBE", 3 },
	{ "IPV6_PMTUDISC_INTERFACE", 4 },
	{ "IPV6_PMTUDISC_OMIT", 5 },
};

const struct symbols symbols_ipv6_pmtudisc =
	SYMBOLS("IPv6 path MTU discovery mode", "IPV6_PMTUDISC_", pmtudisc);

/* IPV6_ADDR_PREFERENCES */
static const struct symbol prefer_src[] = {
	{ "IPV6_PREFER_SRC_TMP", 0x1 },
	{ "IPV6_PREFER_SRC_PUBLIC", 0x2 },
	{ "IPV6_PREFER_SRC_COA", 0x4 },
	{ "IPV6_PREFER_SRC_CGA", 0x8 },
	{ "IPV6_PREFER_SRC_PUBTMP_DEFAULT", 0x100 },
	{ "IPV6_PREFER_SRC_HOME", 0x400 },
	{ "IPV6_PREFER_SRC_NONCGA", 0x800 },
};

const struct symbols symbols_ipv6_prefer_src =
	SYMBOLS("address preference", "IPV6_PREFER_SRC_", prefer_src, .flags = true);

/* IPV6_FLOWLABEL_MGR: actions, flags, sharing. From <linux/in6.h>. */
static const struct symbol flow_action[] = {
	{ "IPV6_FL_A_GET", 0 },
	{ "IPV6_FL_A_PUT", 1 },
	{ "IPV6_FL_A_RENEW", 2 },
};

const struct symbols symbols_ipv6_flow_action =
	SYMBOLS("flow label action", "IPV6_FL_A_", flow_action);

static const struct symbol flow_flag[] = {
	{ "IPV6_FL_F_CREATE", 1 },
	{ "IPV6_FL_F_EXCL", 2 },
	{ "IPV6_FL_F_REFLECT", 4 },
	{ "IPV6_FL_F_REMOTE", 8 },
};

const struct symbols symbols_ipv6_flow_flag =
	SYMBOLS("flow label flag", "IPV6_FL_F_", flow_flag, .flags = true);

static const struct symbol flow_share[] = {
	{ "IPV6_FL_S_NONE", 0 },
	{ "IPV6_FL_S_EXCL", 1 },
	{ "IPV6_FL_S_PROCESS", 2 },
	{ "IPV6_FL_S_USER", 3 },
	{ "IPV6_FL_S_ANY", 255 },
};

const struct symbols symbols_ipv6_flow_share =
	SYMBOLS("flow label sharing", "IPV6_FL_S_", flow_share);

/* Parts of sin6_flowinfo. From <linux/in6.h>. */
static const struct symbol flowinfo[] = {
	{ "IPV6_FLOWINFO_FLOWLABEL", 0xfffff },
	{ "IPV6_FLOWINFO_PRIORITY", 0xff00000 },
	{ "IPV6_PRIORITY_UNCHARACTERIZED", 0x0 },
	{ "IPV6_PRIORITY_FILLER", 0x100 },
	{ "IPV6_PRIORITY_UNATTENDED", 0x200 },
	{ "IPV6_PRIORITY_RESERVED1", 0x300 },
	{ "IPV6_PRIORITY_BULK", 0x400 },
	{ "IPV6_PRIORITY_RESERVED2", 0x500 },
	{ "IPV6_PRIORITY_INTERACTIVE", 0x600 },
	{ "IPV6_PRIORITY_CONTROL", 0x700 },
	{ "IPV6_PRIORITY_8", 0x800 },
	{ "IPV6_PRIORITY_9", 0x900 },
	{ "IPV6_PRIORITY_10", 0xa00 },
	{ "IPV6_PRIORITY_11", 0xb00 },
	{ "IPV6_PRIORITY_12", 0xc00 },
	{ "IPV6_PRIORITY_13", 0xd00 },
	{ "IPV6_PRIORITY_14", 0xe00 },
	{ "IPV6_PRIORITY_15", 0xf00 },
};

const struct symbols symbols_ipv6_flowinfo = SYMBOLS("flow information", "IPV6_", flowinfo);

/* What stands in IPV6_RTHDR, IPV6_HOPOPTS and IPV6_DSTOPTS, and the least IPV6_MTU. */
static const struct symbol value[] = {
	{ "IPV6_RTHDR_LOOSE", 0 },
	{ "IPV6_RTHDR_STRICT", 1 },
	{ "IPV6_RTHDR_TYPE_0", 0 },
	{ "IPV6_SRCRT_STRICT", 1 },
	{ "IPV6_SRCRT_TYPE_0", 0 },
	{ "IPV6_SRCRT_TYPE_2", 2 },
	{ "IPV6_SRCRT_TYPE_3", 3 },
	{ "IPV6_SRCRT_TYPE_4", 4 },
	{ "IPV6_TLV_PAD1", 0 },
	{ "IPV6_TLV_PADN", 1 },
	{ "IPV6_TLV_ROUTERALERT", 5 },
	{ "IPV6_TLV_CALIPSO", 7 },
	{ "IPV6_TLV_IOAM", 49 },
	{ "IPV6_TLV_JUMBO", 194 },
	{ "IPV6_TLV_HAO", 201 },
	{ "IPV6_OPT_ROUTERALERT_MLD", 0 },
	{ "IPV6_MIN_MTU", 1280 },
};

const struct symbols symbols_ipv6_value = SYMBOLS("IPv6 value", "IPV6_", value);
