/* Flags and requests of the calls on a socket, and of getaddrinfo(). */
#include "symbols.h"

/*
 * From <sys/socket.h>. The last ones are names that programs cannot write: the kernel keeps them to
 * itself, but they are what a tracer shows for these bits.
 */
static const struct symbol msg[] = {
	{ "MSG_OOB", 0x1,
	  "send: urgent data, of which TCP marks the last byte alone; recv: takes that byte" },
	{ "MSG_PEEK", 0x2,
	  "recv: leaves what it returns where it is, so that the next recv gets it again" },
	{ "MSG_DONTROUTE", 0x4,
	  "send: to directly connected networks only, never through a gateway, as with "
	  "SO_DONTROUTE" },
	{ "MSG_TRYHARD", 0x4,
	  "another name of MSG_DONTROUTE" },
	{ "MSG_CTRUNC", 0x8,
	  "in the msg_flags that recvmsg returns: control messages were cut for want of room" },
	{ "MSG_PROXY", 0x10,
	  "the headers' name for the bit that the kernel calls MSG_PROBE" },
	{ "MSG_TRUNC", 0x20,
	  "recv: returns the whole length of a datagram, though it was cut; on TCP it discards "
	  "the data, uncopied" },
	{ "MSG_DONTWAIT", 0x40,
	  "this one call does not block: it fails with EAGAIN where it would wait" },
	{ "MSG_EOR", 0x80,
	  "send: a record ends here, for protocols that know records" },
	{ "MSG_WAITALL", 0x100,
	  "recv: waits until all that was asked for has come, unless the end, an error or a "
	  "signal comes first" },
	{ "MSG_FIN", 0x200,
	  "a name in the headers that calls do nothing with" },
	{ "MSG_SYN", 0x400,
	  "a name in the headers that calls do nothing with" },
	{ "MSG_CONFIRM", 0x800,
	  "send: the peer has just answered, so that its link-layer address need not be asked "
	  "for again" },
	{ "MSG_RST", 0x1000,
	  "a name in the headers that calls do nothing with" },
	{ "MSG_ERRQUEUE", 0x2000,
	  "recvmsg: takes a message of the error queue (IP_RECVERR, time stamps, "
	  "MSG_ZEROCOPY), and never waits" },
	{ "MSG_NOSIGNAL", 0x4000,
	  "send: where the peer is gone, EPIPE comes without the signal SIGPIPE" },
	{ "MSG_MORE", 0x8000,
	  "send: more follows, so this waits: TCP for a full segment, UDP for the rest of one "
	  "datagram" },
	{ "MSG_WAITFORONE", 0x10000,
	  "recvmmsg: waits for the first message alone, and takes of the others what is there" },
	{ "MSG_BATCH", 0x40000,
	  "sendmmsg: what the kernel gives itself for all but the last message" },
	{ "MSG_SOCK_DEVMEM", 0x2000000,
	  "recvmsg: data that came into a device's memory is described there, not copied" },
	{ "MSG_ZEROCOPY", 0x4000000,
	  "send: does not copy the data (needs SO_ZEROCOPY); the error queue tells when it may "
	  "be changed" },
	{ "MSG_FASTOPEN", 0x20000000,
	  "sendto: connects, and sends the data in the SYN already (TCP Fast Open)" },
	{ "MSG_CMSG_CLOEXEC", 0x40000000,
	  "recvmsg: descriptors that come along are closed in a program that is started (exec)" },

	{ "MSG_PROBE", 0x10,
	  "with MSG_CONFIRM and no data: nothing is sent; the kernel's name for this bit" },
	{ "MSG_EOF", 0x200,
	  "another name of MSG_FIN" },
	{ "MSG_SENDPAGE_NOTLAST", 0x20000,
	  "the kernel's own, within sendfile and splice: more pages follow" },
	{ "MSG_NO_SHARED_FRAGS", 0x80000,
	  "the kernel's own: pages that others may change are to be copied" },
	{ "MSG_CMSG_COMPAT", 0x80000000,
	  "the kernel's own, of a 32-bit program under a 64-bit kernel" },
};

const struct symbols symbols_msg = SYMBOLS("message flag", "MSG_", msg, .flags = true);

static const struct symbol shut[] = {
	{ "SHUT_RD", 0,
	  "recv returns 0 instead of waiting; over TCP the peer learns nothing of it" },
	{ "SHUT_WR", 1,
	  "send fails with EPIPE from now on; the peer gets the end (recv of 0) behind all "
	  "that was sent" },
	{ "SHUT_RDWR", 2,
	  "both at once, as SHUT_RD and SHUT_WR; the descriptor stays open until close" },
};

const struct symbols symbols_shut = SYMBOLS("direction", "SHUT_", shut);

/* From <poll.h>; POLL_BUSY_LOOP is the kernel's own, and traced. */
static const struct symbol poll[] = {
	{ "POLLIN", 0x1,
	  "there is something to take: data, a connection to accept, an end, or an error" },
	{ "POLLPRI", 0x2,
	  "something exceptional is there: urgent data, on TCP" },
	{ "POLLOUT", 0x4,
	  "there is room to send, or a connect has ended, one way or the other" },
	{ "POLLERR", 0x8,
	  "an error waits (getsockopt error), or a message on the error queue; told even if "
	  "not asked for" },
	{ "POLLHUP", 0x10,
	  "the connection is over in both directions, or was never made; told even if not "
	  "asked for" },
	{ "POLLNVAL", 0x20,
	  "the descriptor is not open; told even if not asked for" },
	{ "POLLRDNORM", 0x40,
	  "the same as POLLIN, for sockets" },
	{ "POLLRDBAND", 0x80,
	  "data of a priority of its own can be read; hardly anything on Linux has that" },
	{ "POLLWRNORM", 0x100,
	  "the same as POLLOUT, for sockets" },
	{ "POLLWRBAND", 0x200,
	  "data of a priority of its own can be sent; UNIX and datagram sockets say it with "
	  "POLLOUT" },
	{ "POLLMSG", 0x400,
	  "a name in the headers that poll does nothing with" },
	{ "POLLREMOVE", 0x1000,
	  "a name in the headers that poll does nothing with" },
	{ "POLLRDHUP", 0x2000,
	  "the peer has ended its sending, or the connection is over: after what is there no "
	  "more comes" },
	{ "POLL_BUSY_LOOP", 0x8000,
	  "the kernel's own: the network card may be asked over and over" },
};

const struct symbols symbols_poll = SYMBOLS("event", "POLL", poll, .flags = true);

/* listen(), from <sys/socket.h> */
static const struct symbol somaxconn[] = {
	{ "SOMAXCONN", 4096,
	  "the longest backlog that listen usually gets: net.core.somaxconn cuts it, and is "
	  "4096 itself at first" },
};

const struct symbols symbols_somaxconn = SYMBOLS("backlog", "", somaxconn);

/*
 * Requests whose argument is a number, or that have none. From <asm-generic/ioctls.h>,
 * <linux/sockios.h>, <linux/un.h>.
 */
static const struct symbol request[] = {
	{ "FIONREAD", 0x541b,
	  "how many bytes can be read now; of datagrams, those of the next one" },
	{ "SIOCINQ", 0x541b,
	  "another name of FIONREAD" },
	{ "TIOCINQ", 0x541b,
	  "another name of FIONREAD" },
	{ "SIOCOUTQ", 0x5411,
	  "how much is in the send buffer; on TCP, the bytes that are not acknowledged yet" },
	{ "TIOCOUTQ", 0x5411,
	  "another name of SIOCOUTQ" },
	{ "SIOCOUTQNSD", 0x894b,
	  "how many bytes of a TCP socket have not been sent even once" },
	{ "SIOCATMARK", 0x8905,
	  "1 where the next byte to read is the one at the mark of urgent data, else 0" },
	{ "FIONBIO", 0x5421,
	  "1: calls on this descriptor do not wait from now on (O_NONBLOCK); 0: they do again" },
	{ "FIOASYNC", 0x5452,
	  "1: the signal SIGIO tells when something can be read or sent (O_ASYNC); FIOSETOWN "
	  "says to whom" },
	{ "FIOCLEX", 0x5451,
	  "the descriptor is closed in a program that is started (exec)" },
	{ "FIONCLEX", 0x5450,
	  "the descriptor stays open in a program that is started (exec)" },
	{ "FIOSETOWN", 0x8901,
	  "the process, or as a negative number the group, that gets SIGIO and SIGURG of this "
	  "socket" },
	{ "SIOCSPGRP", 0x8902,
	  "another way to say FIOSETOWN" },
	{ "FIOGETOWN", 0x8903,
	  "the process, or as a negative number the group, that gets SIGIO and SIGURG of this "
	  "socket" },
	{ "SIOCGPGRP", 0x8904,
	  "another way to say FIOGETOWN" },
	{ "SIOCGSKNS", 0x894c,
	  "a new descriptor for the network namespace of the socket; needs CAP_NET_ADMIN" },
	{ "SIOCUNIXFILE", 0x89e0,
	  "a new descriptor (O_PATH) of the file that a UNIX socket is bound to; needs "
	  "CAP_NET_ADMIN" },
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
	{ "AI_PASSIVE", 0x1,
	  "for a socket to bind: where no host is named, the wildcard address (0.0.0.0, ::), "
	  "not loopback" },
	{ "AI_CANONNAME", 0x2,
	  "the first entry has the official name of the host, ai_canonname" },
	{ "AI_NUMERICHOST", 0x4,
	  "the host is an address, not a name: nothing is looked up" },
	{ "AI_V4MAPPED", 0x8,
	  "of AF_INET6: a host without IPv6 addresses gets its IPv4 ones, as ::ffff:1.2.3.4" },
	{ "AI_ALL", 0x10,
	  "with AI_V4MAPPED: the IPv4 addresses also where there are IPv6 ones" },
	{ "AI_ADDRCONFIG", 0x20,
	  "only addresses of families that this host has an address of, other than loopback" },
	{ "AI_IDN", 0x40,
	  "the host may have letters beyond ASCII, which are looked up in their encoded form" },
	{ "AI_CANONIDN", 0x80,
	  "ai_canonname is decoded where it has letters beyond ASCII" },
	{ "AI_IDN_ALLOW_UNASSIGNED", 0x100,
	  "does nothing since glibc 2.28" },
	{ "AI_IDN_USE_STD3_ASCII_RULES", 0x200,
	  "does nothing since glibc 2.28" },
	{ "AI_NUMERICSERV", 0x400,
	  "the service is a port number, not a name: nothing is looked up" },
};

const struct symbols symbols_ai = SYMBOLS("look-up flag", "AI_", ai, .flags = true);

static const struct symbol ni[] = {
	{ "NI_NUMERICHOST", 0x1,
	  "getnameinfo: the address as text, not the name of the host" },
	{ "NI_NUMERICSERV", 0x2,
	  "getnameinfo: the port as a number, not the name of the service" },
	{ "NI_NOFQDN", 0x4,
	  "getnameinfo: hosts of one's own domain by their first name alone" },
	{ "NI_NAMEREQD", 0x8,
	  "getnameinfo: where the host has no name it fails, rather than give the address" },
	{ "NI_DGRAM", 0x10,
	  "getnameinfo: the name that the service has over UDP" },
	{ "NI_IDN", 0x20,
	  "getnameinfo: names are decoded where they have letters beyond ASCII" },
	{ "NI_IDN_ALLOW_UNASSIGNED", 0x40,
	  "does nothing since glibc 2.28" },
	{ "NI_IDN_USE_STD3_ASCII_RULES", 0x80,
	  "does nothing since glibc 2.28" },
};

const struct symbols symbols_ni = SYMBOLS("reverse look-up flag", "NI_", ni, .flags = true);
