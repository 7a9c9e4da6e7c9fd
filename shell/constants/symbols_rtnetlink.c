/* Groups of NETLINK_ROUTE, as nl_groups has them. From <linux/rtnetlink.h>. */
#include "symbols.h"

static const struct symbol rtmgrp[] = {
	{ "RTMGRP_LINK", 0x1, "interfaces that come, go and change" },
	{ "RTMGRP_NOTIFY", 0x2 },
	{ "RTMGRP_NEIGH", 0x4, "neighbours: who has which address on a link" },
	{ "RTMGRP_TC", 0x8, "traffic control" },
	{ "RTMGRP_IPV4_IFADDR", 0x10, "IPv4 addresses of interfaces" },
	{ "RTMGRP_IPV4_MROUTE", 0x20 },
	{ "RTMGRP_IPV4_ROUTE", 0x40, "IPv4 routes" },
	{ "RTMGRP_IPV4_RULE", 0x80 },
	{ "RTMGRP_IPV6_IFADDR", 0x100, "IPv6 addresses of interfaces" },
	{ "RTMGRP_IPV6_MROUTE", 0x200 },
	{ "RTMGRP_IPV6_ROUTE", 0x400, "IPv6 routes" },
	{ "RTMGRP_IPV6_IFINFO", 0x800 },
	{ "RTMGRP_DECnet_IFADDR", 0x1000 },
	{ "RTMGRP_DECnet_ROUTE", 0x4000 },
	{ "RTMGRP_IPV6_PREFIX", 0x20000 },
};

const struct symbols symbols_rtmgrp = SYMBOLS("group of NETLINK_ROUTE", "RTMGRP_", rtmgrp, .flags = true);
