/* Flags and requests of the calls on a socket, and of getaddrinfo(). */
#include "symbols.h"

/*
 * From <sys/socket.h>. The last ones are names that programs cannot write: the kernel keeps them to
 * itself, but they are what a tracer shows for these bits.
 */
static const struct symbol msg[] = {
	{ "MSG_OOB", 0x1 },
	{ "MSG_PEEK", 0x2 },
	{ "MSG_DONTROUTE", 0x4 },
	{ "MSG_TRYHARD", 0x4 },
	{ "MSG_CTRUNC", 0x8 },
	{ "MSG_PROXY", 0x10 },
	{ "MSG_TRUNC", 0x20 },
	{ "MSG_DONTWAIT", 0x40 },
	{ "MSG_EOR", 0x80 },
	{ "MSG_WAITALL", 0x100 },
	{ "MSG_FIN", 0x200 },
	{ "MSG_SYN", 0x400 },
	{ "MSG_CONFIRM", 0x800 },
	{ "MSG_RST", 0x1000 },
	{ "MSG_ERRQUEUE", 0x2000 },
	{ "MSG_NOSIGNAL", 0x4000 },
	{ "MSG_MORE", 0x8000 },
	{ "MSG_WAITFORONE", 0x10000 },
	{ "MSG_BATCH", 0x40000 },
	{ "MSG_SOCK_DEVMEM", 0x2000000 },
	{ "MSG_ZEROCOPY", 0x4000000 },
	{ "MSG_FASTOPEN", 0x20000000 },
	{ "MSG_CMSG_CLOEXEC", 0x40000000 },

	{ "MSG_PROBE", 0x10 },
	{ "MSG_EOF", 0x200 },
	{ "MSG_SENDPAGE_NOTLAST", 0x20000 },
	{ "MSG_NO_SHARED_FRAGS", 0x80000 },
	{ "MSG_CMSG_COMPAT", 0x80000000 },
};

const struct symbols symbols_msg = SYMBOLS("message flag", "MSG_", msg, .flags = true);

static const struct symbol shut[] = {
	{ "SHUT_RD", 0 },
	{ "SHUT_WR", 1 },
	{ "SHUT_RDWR", 2 },
};

const struct symbols symbols_shut = SYMBOLS("direction", "SHUT_", shut);

/* From <poll.h>; POLL_BUSY_LOOP is the kernel's own, and traced. */
static const struct symbol poll[] = {
	{ "POLLIN", 0x1 },
	{ "POLLPRI", 0x2 },
	{ "POLLOUT", 0x4 },
	{ "POLLERR", 0x8 },
	{ "POLLHUP", 0x10 },
	{ "POLLNVAL", 0x20 },
	{ "POLLRDNORM", 0x40 },
	{ "POLLRDBAND", 0x80 },
	{ "POLLWRNORM", 0x100 },
	{ "POLLWRBAND", 0x200 },
	{ "POLLMSG", 0x400 },
	{ "POLLREMOVE", 0x1000 },
	{ "POLLRDHUP", 0x2000 },
	{ "POLL_BUSY_LOOP", 0x8000 },
};

const struct symbols symbols_poll = SYMBOLS("event", "POLL", poll, .flags = true);

/* listen(), from <sys/socket.h> */
static const struct symbol somaxconn[] = {
	{ "SOMAXCONN", 4096 },
};

const struct symbols symbols_somaxconn = SYMBOLS("backlog", "", somaxconn);

/*
 * Requests whose argument is a number, or that have none. From <asm-generic/ioctls.h>,
 * <linux/sockios.h>, <linux/un.h>.
 */
static const struct symbol request[] = {
	{ "FIONREAD", 0x541b },
	{ "SIOCINQ", 0x541b },
	{ "TIOCINQ", 0x541b },
	{ "SIOCOUTQ", 0x5411 },
	{ "TIOCOUTQ", 0x5411 },
	{ "SIOCOUTQNSD", 0x894b },
	{ "SIOCATMARK", 0x8905 },
	{ "FIONBIO", 0x5421 },
	{ "FIOASYNC", 0x5452 },
	{ "FIOCLEX", 0x5451 },
	{ "FIONCLEX", 0x5450 },
	{ "FIOSETOWN", 0x8901 },
	{ "SIOCSPGRP", 0x8902 },
	{ "FIOGETOWN", 0x8903 },
	{ "SIOCGPGRP", 0x8904 },
	{ "SIOCGSKNS", 0x894c },
	{ "SIOCUNIXFILE", 0x89e0 },
};

const struct symbols symbols_ioctl = SYMBOLS("request", "SIOC", request, .other_prefix = "FIO");

/* Requests whose argument is a structure: of interfaces, routes, address resolution, time. */
static const struct symbol ifreq[] = {
	{ "FIOQSIZE", 0x5460 },
	{ "SIOCGSTAMP", 0x8906 },
	{ "SIOCGSTAMP_OLD", 0x8906 },
	{ "SIOCGSTAMPNS", 0x8907 },
	{ "SIOCGSTAMPNS_OLD", 0x8907 },
	{ "SIOCGSTAMP_NEW", 0x80108906 },
	{ "SIOCGSTAMPNS_NEW", 0x80108907 },
	{ "SIOCADDRT", 0x890b },
	{ "SIOCDELRT", 0x890c },
	{ "SIOCRTMSG", 0x890d },
	{ "SIOCGIFNAME", 0x8910 },
	{ "SIOCSIFLINK", 0x8911 },
	{ "SIOCGIFCONF", 0x8912 },
	{ "SIOCGIFFLAGS", 0x8913 },
	{ "SIOCSIFFLAGS", 0x8914 },
	{ "SIOCGIFADDR", 0x8915 },
	{ "SIOCSIFADDR", 0x8916 },
	{ "SIOCGIFDSTADDR", 0x8917 },
	{ "SIOCSIFDSTADDR", 0x8918 },
	{ "SIOCGIFBRDADDR", 0x8919 },
	{ "SIOCSIFBRDADDR", 0x891a },
	{ "SIOCGIFNETMASK", 0x891b },
	{ "SIOCSIFNETMASK", 0x891c },
	{ "SIOCGIFMETRIC", 0x891d },
	{ "SIOCSIFMETRIC", 0x891e },
	{ "SIOCGIFMEM", 0x891f },
	{ "SIOCSIFMEM", 0x8920 },
	{ "SIOCGIFMTU", 0x8921 },
	{ "SIOCSIFMTU", 0x8922 },
	{ "SIOCSIFNAME", 0x8923 },
	{ "SIOCSIFHWADDR", 0x8924 },
	{ "SIOCGIFENCAP", 0x8925 },
	{ "SIOCSIFENCAP", 0x8926 },
	{ "SIOCGIFHWADDR", 0x8927 },
	{ "SIOCGIFSLAVE", 0x8929 },
	{ "SIOCSIFSLAVE", 0x8930 },
	{ "SIOCADDMULTI", 0x8931 },
	{ "SIOCDELMULTI", 0x8932 },
	{ "SIOCGIFINDEX", 0x8933 },
	{ "SIOCSIFPFLAGS", 0x8934 },
	{ "SIOCGIFPFLAGS", 0x8935 },
	{ "SIOCDIFADDR", 0x8936 },
	{ "SIOCSIFHWBROADCAST", 0x8937 },
	{ "SIOCGIFCOUNT", 0x8938 },
	{ "SIOCGIFBR", 0x8940 },
	{ "SIOCSIFBR", 0x8941 },
	{ "SIOCGIFTXQLEN", 0x8942 },
	{ "SIOCSIFTXQLEN", 0x8943 },
	{ "SIOCETHTOOL", 0x8946 },
	{ "SIOCGMIIPHY", 0x8947 },
	{ "SIOCGMIIREG", 0x8948 },
	{ "SIOCSMIIREG", 0x8949 },
	{ "SIOCWANDEV", 0x894a },
	{ "SIOCDARP", 0x8953 },
	{ "SIOCGARP", 0x8954 },
	{ "SIOCSARP", 0x8955 },
	{ "SIOCDRARP", 0x8960 },
	{ "SIOCGRARP", 0x8961 },
	{ "SIOCSRARP", 0x8962 },
	{ "SIOCGIFMAP", 0x8970 },
	{ "SIOCSIFMAP", 0x8971 },
	{ "SIOCADDDLCI", 0x8980 },
	{ "SIOCDELDLCI", 0x8981 },
	{ "SIOCGIFVLAN", 0x8982 },
	{ "SIOCSIFVLAN", 0x8983 },
	{ "SIOCBONDENSLAVE", 0x8990 },
	{ "SIOCBONDRELEASE", 0x8991 },
	{ "SIOCBONDSETHWADDR", 0x8992 },
	{ "SIOCBONDSLAVEINFOQUERY", 0x8993 },
	{ "SIOCBONDINFOQUERY", 0x8994 },
	{ "SIOCBONDCHANGEACTIVE", 0x8995 },
	{ "SIOCBRADDBR", 0x89a0 },
	{ "SIOCBRDELBR", 0x89a1 },
	{ "SIOCBRADDIF", 0x89a2 },
	{ "SIOCBRDELIF", 0x89a3 },
	{ "SIOCSHWTSTAMP", 0x89b0 },
	{ "SIOCGHWTSTAMP", 0x89b1 },
	{ "SIOCDEVPRIVATE", 0x89f0 },
	{ "SIOCPROTOPRIVATE", 0x89e0 },
};

const struct symbols symbols_ioctl_struct =
	SYMBOLS("request that takes a structure", "SIOC", ifreq, .other_prefix = "FIO");

/* getaddrinfo() and getnameinfo(), from <netdb.h> */
static const struct symbol ai[] = {
	{ "AI_PASSIVE", 0x1 },
	{ "AI_CANONNAME", 0x2 },
	{ "AI_NUMERICHOST", 0x4 },
	{ "AI_V4MAPPED", 0x8 },
	{ "AI_ALL", 0x10 },
	{ "AI_ADDRCONFIG", 0x20 },
	{ "AI_IDN", 0x40 },
	{ "AI_CANONIDN", 0x80 },
	{ "AI_IDN_ALLOW_UNASSIGNED", 0x100 },
	{ "AI_IDN_USE_STD3_ASCII_RULES", 0x200 },
	{ "AI_NUMERICSERV", 0x400 },
};

const struct symbols symbols_ai = SYMBOLS("look-up flag", "AI_", ai, .flags = true);

static const struct symbol ni[] = {
	{ "NI_NUMERICHOST", 0x1 },
	{ "NI_NUMERICSERV", 0x2 },
	{ "NI_NOFQDN", 0x4 },
	{ "NI_NAMEREQD", 0x8 },
	{ "NI_DGRAM", 0x10 },
	{ "NI_IDN", 0x20 },
	{ "NI_IDN_ALLOW_UNASSIGNED", 0x40 },
	{ "NI_IDN_USE_STD3_ASCII_RULES", 0x80 },
};

const struct symbols symbols_ni = SYMBOLS("reverse look-up flag", "NI_", ni, .flags = true);
