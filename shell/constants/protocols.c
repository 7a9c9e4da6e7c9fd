/*
 * Protocols of families other than the internet's: the third argument of socket(). From
 * <linux/if_ether.h>, <linux/netlink.h>, <linux/can.h>, <linux/phonet.h>, <linux/nfc.h>,
 * <linux/caif/caif_socket.h>, <linux/kcm.h>, <linux/if_pppox.h>; those of Bluetooth, AX.25, ISDN
 * and SMC, which have no header or one of their own, as strace prints them.
 */
#include "protocols.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include "node.h"
#include "out.h"

static const struct symbol eth[] = {
	{ "ETH_P_LOOP", 0x0060,
	  "frames that test a link" },
	{ "ETH_P_PUP", 0x0200 },
	{ "ETH_P_PUPAT", 0x0201 },
	{ "ETH_P_TSN", 0x22f0 },
	{ "ETH_P_ERSPAN2", 0x22eb },
	{ "ETH_P_IP", 0x0800,
	  "IPv4" },
	{ "ETH_P_X25", 0x0805 },
	{ "ETH_P_ARP", 0x0806,
	  "the address resolution of IPv4" },
	{ "ETH_P_BPQ", 0x08ff },
	{ "ETH_P_IEEEPUP", 0x0a00 },
	{ "ETH_P_IEEEPUPAT", 0x0a01 },
	{ "ETH_P_BATMAN", 0x4305 },
	{ "ETH_P_DEC", 0x6000 },
	{ "ETH_P_DNA_DL", 0x6001 },
	{ "ETH_P_DNA_RC", 0x6002 },
	{ "ETH_P_DNA_RT", 0x6003 },
	{ "ETH_P_LAT", 0x6004 },
	{ "ETH_P_DIAG", 0x6005 },
	{ "ETH_P_CUST", 0x6006 },
	{ "ETH_P_SCA", 0x6007 },
	{ "ETH_P_TEB", 0x6558 },
	{ "ETH_P_RARP", 0x8035 },
	{ "ETH_P_ATALK", 0x809b },
	{ "ETH_P_AARP", 0x80f3 },
	{ "ETH_P_8021Q", 0x8100,
	  "frames of a VLAN" },
	{ "ETH_P_ERSPAN", 0x88be },
	{ "ETH_P_IPX", 0x8137 },
	{ "ETH_P_IPV6", 0x86dd,
	  "IPv6" },
	{ "ETH_P_PAUSE", 0x8808 },
	{ "ETH_P_SLOW", 0x8809 },
	{ "ETH_P_WCCP", 0x883e },
	{ "ETH_P_MPLS_UC", 0x8847,
	  "MPLS, unicast" },
	{ "ETH_P_MPLS_MC", 0x8848 },
	{ "ETH_P_ATMMPOA", 0x884c },
	{ "ETH_P_PPP_DISC", 0x8863 },
	{ "ETH_P_PPP_SES", 0x8864,
	  "PPP over Ethernet, its data" },
	{ "ETH_P_LINK_CTL", 0x886c },
	{ "ETH_P_ATMFATE", 0x8884 },
	{ "ETH_P_PAE", 0x888e,
	  "the log-in to a port of a switch (802.1X)" },
	{ "ETH_P_PROFINET", 0x8892 },
	{ "ETH_P_REALTEK", 0x8899 },
	{ "ETH_P_AOE", 0x88a2 },
	{ "ETH_P_ETHERCAT", 0x88a4 },
	{ "ETH_P_8021AD", 0x88a8 },
	{ "ETH_P_802_EX1", 0x88b5 },
	{ "ETH_P_PREAUTH", 0x88c7 },
	{ "ETH_P_TIPC", 0x88ca },
	{ "ETH_P_LLDP", 0x88cc,
	  "what switches and hosts tell their neighbours of themselves" },
	{ "ETH_P_MRP", 0x88e3 },
	{ "ETH_P_MACSEC", 0x88e5 },
	{ "ETH_P_8021AH", 0x88e7 },
	{ "ETH_P_MVRP", 0x88f5 },
	{ "ETH_P_1588", 0x88f7,
	  "the precise time protocol (PTP)" },
	{ "ETH_P_NCSI", 0x88f8 },
	{ "ETH_P_PRP", 0x88fb },
	{ "ETH_P_CFM", 0x8902 },
	{ "ETH_P_FCOE", 0x8906 },
	{ "ETH_P_IBOE", 0x8915 },
	{ "ETH_P_TDLS", 0x890d },
	{ "ETH_P_FIP", 0x8914 },
	{ "ETH_P_80221", 0x8917 },
	{ "ETH_P_HSR", 0x892f },
	{ "ETH_P_NSH", 0x894f },
	{ "ETH_P_LOOPBACK", 0x9000 },
	{ "ETH_P_QINQ1", 0x9100 },
	{ "ETH_P_QINQ2", 0x9200 },
	{ "ETH_P_QINQ3", 0x9300 },
	{ "ETH_P_EDSA", 0xdada },
	{ "ETH_P_DSA_8021Q", 0xdadb },
	{ "ETH_P_DSA_A5PSW", 0xe001 },
	{ "ETH_P_IFE", 0xed3e },
	{ "ETH_P_AF_IUCV", 0xfbfb },
	{ "ETH_P_802_3_MIN", 0x0600 },
	{ "ETH_P_802_3", 0x0001,
	  "frames with a length in the place of the protocol" },
	{ "ETH_P_AX25", 0x0002 },
	{ "ETH_P_ALL", 0x0003,
	  "frames of every kind, those that go out included" },
	{ "ETH_P_802_2", 0x0004 },
	{ "ETH_P_SNAP", 0x0005 },
	{ "ETH_P_DDCMP", 0x0006 },
	{ "ETH_P_WAN_PPP", 0x0007 },
	{ "ETH_P_PPP_MP", 0x0008 },
	{ "ETH_P_LOCALTALK", 0x0009 },
	{ "ETH_P_CAN", 0x000c },
	{ "ETH_P_CANFD", 0x000d },
	{ "ETH_P_CANXL", 0x000e },
	{ "ETH_P_PPPTALK", 0x0010 },
	{ "ETH_P_TR_802_2", 0x0011 },
	{ "ETH_P_MOBITEX", 0x0015 },
	{ "ETH_P_CONTROL", 0x0016 },
	{ "ETH_P_IRDA", 0x0017 },
	{ "ETH_P_ECONET", 0x0018 },
	{ "ETH_P_HDLC", 0x0019 },
	{ "ETH_P_ARCNET", 0x001a },
	{ "ETH_P_DSA", 0x001b },
	{ "ETH_P_TRAILER", 0x001c },
	{ "ETH_P_PHONET", 0x00f5 },
	{ "ETH_P_IEEE802154", 0x00f6 },
	{ "ETH_P_CAIF", 0x00f7 },
	{ "ETH_P_XDSA", 0x00f8 },
	{ "ETH_P_MAP", 0x00f9 },
	{ "ETH_P_MCTP", 0x00fa },
};

static const struct symbol netlink[] = {
	{ "NETLINK_ROUTE", 0,
	  "interfaces, addresses, routes, neighbours, rules: what ip(8) asks and changes" },
	{ "NETLINK_UNUSED", 1 },
	{ "NETLINK_USERSOCK", 2,
	  "between programs of this host" },
	{ "NETLINK_FIREWALL", 3 },
	{ "NETLINK_SOCK_DIAG", 4,
	  "the sockets of this host and their states: what ss(8) asks" },
	{ "NETLINK_NFLOG", 5 },
	{ "NETLINK_XFRM", 6,
	  "keys and policies of IPsec" },
	{ "NETLINK_SELINUX", 7,
	  "events of SELinux" },
	{ "NETLINK_ISCSI", 8 },
	{ "NETLINK_AUDIT", 9,
	  "the kernel's audit" },
	{ "NETLINK_FIB_LOOKUP", 10,
	  "which route an address would take" },
	{ "NETLINK_CONNECTOR", 11,
	  "processes that begin and end, and other events of the kernel" },
	{ "NETLINK_NETFILTER", 12,
	  "firewall rules, connections they follow, logged packets" },
	{ "NETLINK_IP6_FW", 13 },
	{ "NETLINK_DNRTMSG", 14 },
	{ "NETLINK_KOBJECT_UEVENT", 15,
	  "devices that come and go: what udevd hears" },
	{ "NETLINK_GENERIC", 16,
	  "protocols that get their number when asked by name, such as nl80211" },
	{ "NETLINK_SCSITRANSPORT", 18 },
	{ "NETLINK_ECRYPTFS", 19 },
	{ "NETLINK_RDMA", 20 },
	{ "NETLINK_CRYPTO", 21,
	  "the kernel's ciphers and hashes" },
	{ "NETLINK_SMC", 22 },
	{ "NETLINK_INET_DIAG", 4 },
};

static const struct symbol bluetooth[] = {
	{ "BTPROTO_L2CAP", 0,
	  "channels of packets between two devices" },
	{ "BTPROTO_HCI", 1,
	  "commands to the Bluetooth adapter itself" },
	{ "BTPROTO_SCO", 2,
	  "voice" },
	{ "BTPROTO_RFCOMM", 3,
	  "streams of bytes, as over a serial line" },
	{ "BTPROTO_BNEP", 4 },
	{ "BTPROTO_CMTP", 5 },
	{ "BTPROTO_HIDP", 6 },
	{ "BTPROTO_AVDTP", 7 },
	{ "BTPROTO_ISO", 8,
	  "audio of Bluetooth LE" },
};

static const struct symbol can[] = {
	{ "CAN_RAW", 1,
	  "single frames" },
	{ "CAN_BCM", 2,
	  "frames that the kernel sends again and again, and filters" },
	{ "CAN_TP16", 3 },
	{ "CAN_TP20", 4 },
	{ "CAN_MCNET", 5 },
	{ "CAN_ISOTP", 6,
	  "messages of many frames (ISO 15765-2)" },
	{ "CAN_J1939", 7,
	  "messages between the units of a vehicle (SAE J1939)" },
};

static const struct symbol ax25[] = {
	{ "AX25_P_ROSE", 1 },
	{ "AX25_P_VJCOMP", 6 },
	{ "AX25_P_VJUNCOMP", 7 },
	{ "AX25_P_SEGMENT", 8 },
	{ "AX25_P_TEXNET", 0xc3 },
	{ "AX25_P_LQ", 0xc4 },
	{ "AX25_P_ATALK", 0xca },
	{ "AX25_P_ATALK_ARP", 0xcb },
	{ "AX25_P_IP", 0xcc },
	{ "AX25_P_ARP", 0xcd },
	{ "AX25_P_FLEXNET", 0xce },
	{ "AX25_P_NETROM", 0xcf },
	{ "AX25_P_TEXT", 0xf0 },
};

static const struct symbol isdn[] = {
	{ "ISDN_P_BASE", 0 },
	{ "ISDN_P_TE_S0", 1 },
	{ "ISDN_P_NT_S0", 2 },
	{ "ISDN_P_TE_E1", 3 },
	{ "ISDN_P_NT_E1", 4 },
	{ "ISDN_P_LAPD_TE", 0x10 },
	{ "ISDN_P_LAPD_NT", 0x11 },
	{ "ISDN_P_B_RAW", 0x21 },
	{ "ISDN_P_B_HDLC", 0x22 },
	{ "ISDN_P_B_X75SLP", 0x23 },
	{ "ISDN_P_B_L2DTMF", 0x24 },
	{ "ISDN_P_B_L2DSP", 0x25 },
	{ "ISDN_P_B_L2DSPHDLC", 0x26 },
};

static const struct symbol phonet[] = {
	{ "PN_PROTO_TRANSPORT", 0 },
	{ "PN_PROTO_PHONET", 1 },
	{ "PN_PROTO_PIPE", 2 },
};

static const struct symbol caif[] = {
	{ "CAIFPROTO_AT", 0 },
	{ "CAIFPROTO_DATAGRAM", 1 },
	{ "CAIFPROTO_DATAGRAM_LOOP", 2 },
	{ "CAIFPROTO_UTIL", 3 },
	{ "CAIFPROTO_RFM", 4 },
	{ "CAIFPROTO_DEBUG", 5 },
};

static const struct symbol nfc[] = {
	{ "NFC_SOCKPROTO_RAW", 0 },
	{ "NFC_SOCKPROTO_LLCP", 1 },
};

static const struct symbol kcm[] = {
	{ "KCMPROTO_CONNECTED", 0 },
};

static const struct symbol smc[] = {
	{ "SMCPROTO_SMC", 0 },
	{ "SMCPROTO_SMC6", 1 },
};

static const struct symbol pppox[] = {
	{ "PX_PROTO_OE", 0 },
	{ "PX_PROTO_OL2TP", 1 },
	{ "PX_PROTO_PPTP", 2 },
};

const struct symbols symbols_eth_p = SYMBOLS("Ethernet protocol", "ETH_P_", eth);
const struct symbols symbols_netlink = SYMBOLS("netlink protocol", "NETLINK_", netlink);
const struct symbols symbols_btproto = SYMBOLS("Bluetooth protocol", "BTPROTO_", bluetooth);
const struct symbols symbols_can = SYMBOLS("CAN protocol", "CAN_", can);
const struct symbols symbols_ax25_p = SYMBOLS("AX.25 protocol", "AX25_P_", ax25);
const struct symbols symbols_isdn_p = SYMBOLS("ISDN protocol", "ISDN_P_", isdn);
const struct symbols symbols_pn_proto = SYMBOLS("phonet protocol", "PN_PROTO_", phonet);
const struct symbols symbols_caifproto = SYMBOLS("CAIF protocol", "CAIFPROTO_", caif);
const struct symbols symbols_nfc_sockproto = SYMBOLS("NFC protocol", "NFC_SOCKPROTO_", nfc);
const struct symbols symbols_kcmproto = SYMBOLS("KCM protocol", "KCMPROTO_", kcm);
const struct symbols symbols_smcproto = SYMBOLS("SMC protocol", "SMCPROTO_", smc);
const struct symbols symbols_px_proto = SYMBOLS("PPPoX protocol", "PX_PROTO_", pppox);

const struct symbols *const protocols_names[] = {
#define CONSTANTS(name)
#define PROTOCOLS(family, name, swapped) &symbols_##name,
#include "symbols_contents.h"
	NULL,
};

static const struct protocols all[] = {
	{ AF_INET, &symbols_ipproto, .zero_is_usual = true },
	{ AF_INET6, &symbols_ipproto, .zero_is_usual = true },
#define CONSTANTS(name)
#define PROTOCOLS(family, name, swapped) { family, &symbols_##name, swapped },
#include "symbols_contents.h"
};

const struct protocols *protocols_of(int family)
{
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i].family == family)
			return &all[i];
	return NULL;
}

static struct node *number_node(struct arena *arena, uint64_t n, bool hex)
{
	struct node *node = node_unsigned(arena, n);

	if (node)
		node->hex = hex;
	return node;
}

struct node *protocol_to_node(int family, int64_t protocol, struct arena *arena)
{
	const struct protocols *protocols = protocols_of(family);
	bool swapped = protocols && protocols->swapped && protocol > 0 && protocol <= UINT16_MAX;
	int64_t n = swapped ? ntohs((uint16_t)protocol) : protocol;
	const struct symbol *entry = NULL;
	struct node *node;

	if (protocols && (n != 0 || !protocols->zero_is_usual))
		entry = symbols_by_value(protocols->names, n);
	if (entry)
		node = node_name(arena, entry->name);
	else
		node = swapped ? number_node(arena, (uint64_t)n, true) : node_number(arena, n);
	return node && swapped ? node_call(arena, "htons", node) : node;
}
