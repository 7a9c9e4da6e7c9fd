"""
Random statements, in both notations: all calls, options, flags, addresses, control messages and
prefixes. What a session says is bound in time: whatever may wait does not, or has a timeout.
"""
import glob
import os
import random
import re

FAMILIES = ("inet", "inet6", "unix")
RECEIVE = "OOB PEEK DONTROUTE TRUNC WAITALL NOSIGNAL ERRQUEUE CMSG_CLOEXEC".split()
SEND = "OOB DONTROUTE EOR MORE NOSIGNAL CONFIRM FASTOPEN ZEROCOPY".split()
LEVELS = {"SO": "SOL_SOCKET", "IP": "SOL_IP", "IPV6": "SOL_IPV6", "TCP": "SOL_TCP", "UDP": "SOL_UDP",
          "NETLINK": "SOL_NETLINK", "PACKET": "SOL_PACKET", "MPTCP": "284"}
# What would show more than a session: the system's state, other sockets, the processor it ran on.
LEAVE_OUT = {"SO_BUSY_POLL", "SO_PREFER_BUSY_POLL", "SO_BUSY_POLL_BUDGET", "SO_MARK", "SO_INCOMING_CPU"}
ERRORS = "EAGAIN EINVAL ENOTCONN ECONNREFUSED EPIPE EINTR EOPNOTSUPP EADDRINUSE EISCONN EDESTADDRREQ".split()


def quoted(data):
    return '"%s"' % "".join(chr(c) if 32 <= c < 127 and c not in b'"\\' else "\\%03o" % c for c in data)


def options(source):
    """Level, name and type of the options that the shell knows."""
    found = set()
    for path in glob.glob(os.path.join(source, "include", "constants", "options_*.h")):
        with open(path, encoding="utf-8") as file:
            found |= set(re.findall(r'\(\d+, "(([A-Z0-9]+)_[A-Z0-9_]+)", (?:GET|SET|BOTH), type_(\w+)', file.read()))
    return sorted((LEVELS.get(level, "SOL_SOCKET"), name, kind) for name, level, kind in found if name not in LEAVE_OUT)


class Session(random.Random):
    """One session with these options(); `tag` is in no other one's names."""

    def __init__(self, seed, known, tag):
        super().__init__(seed)
        self.options = known
        self.tag = tag
        self.handles = []
        self.families = {}
        self.count = 0

    # ---- pieces ----

    def often(self, most, *rest, part=0.8):
        return most if self.random() < part or not rest else self.choice(rest)

    def name(self, family):
        self.count += 1
        name = "h%d" % self.count
        self.handles.append(name)
        self.families[name] = family
        return name

    def handle(self):
        return self.choice(self.handles[-8:]) if self.handles else "h0"

    def data(self):
        kind = self.random()
        if kind < 0.5:
            return self.choice([b"", b"x", b"hello", b"two words", b"0", b"\0", b"-1", b"a;b#c", b"\"\\'"])
        if kind < 0.9:
            return bytes(self.randrange(256) for _ in range(self.randrange(40)))
        return bytes(self.choice(b"01789abc\0\n\xff") for _ in range(self.randrange(3000)))

    def data_words(self):
        return self.choice([
            lambda: quoted(self.data()), lambda: "--fill %d" % self.choice([0, 1, 26, 27, 300, 5000, 60000]),
            lambda: '--hex "%s"' % self.data().hex(" "), lambda: self.choice(["word", "x=1", "a,b", "1", "it's"])])()

    def flags(self, names, dontwait):
        chosen = [name for name in names if self.random() < 0.08] + (["DONTWAIT"] if dontwait else [])
        self.shuffle(chosen)
        return chosen

    def path(self):
        return self.choice(["./s%d" % self.randrange(4), "./no/such", "./" + "p" * self.choice([90, 105, 106, 107])])

    def abstract(self):
        return "%s-%d%s" % (self.tag, self.randrange(3), self.choice(["", "", r"\0x", r"\351"]))

    def address_words(self, family):
        if self.random() < 0.4:
            return self.handle()
        return self.choice({
            "inet": ["127.0.0.1:0", ":0", "127.0.0.1:1", "127.1.2.3:0", "1.2.3.4:0", "0.0.0.0:0", "unspec", "127.0.0.1"],
            "inet6": ["[::1]:0", "[::]:0", "[::1]:1", "[::ffff:127.0.0.1]:0", "[fe80::1%lo]:0", "unspec", "[1::2]:3"],
            "unix": [self.path(), "@" + self.abstract().split("\\")[0], "unspec"],
        }.get(family, ["unspec", "127.0.0.1:0"]))

    def address(self, family):
        """The tree, and its natural length."""
        kind = self.random()
        if kind < 0.12:
            data = self.data()[:30]
            return '{sa_family=%s, sa_data=%s}' % (self.choice(
                ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_UNIX", "AF_PACKET", "AF_UNSPEC", "77"]), quoted(data)), 2 + len(data)
        if kind < 0.16:
            data = self.data()[:20]
            return quoted(data), len(data)
        if kind < 0.2:
            return self.choice(["NULL", "0x7ffe12340"]), self.choice([0, 16])
        if kind < 0.25:
            return "{sa_family=AF_UNSPEC}", 16
        if family == "inet6":
            return self.often('{sa_family=AF_INET6, sin6_port=htons(%d), inet_pton(AF_INET6, "%s", &sin6_addr)}' % (
                self.often(0, 1), self.often("::1", "::", "::ffff:127.0.0.1", "fe80::1"))), 28
        if family == "unix":
            return self.choice(['{sa_family=AF_UNIX, sun_path=@"%s"}' % self.abstract(), "{sa_family=AF_UNIX}",
                                '{sa_family=AF_UNIX, sun_path="%s"}' % self.path()]), 110
        return '{sa_family=AF_INET, sin_port=htons(%d), sin_addr=inet_addr("%s")}' % (
            self.often(0, 1), self.often("127.0.0.1", "0.0.0.0", "127.9.9.9", "224.0.0.1", "255.255.255.255")), 16

    def length(self, natural):
        return self.often(natural, 0, 1, 2, 3, 5, natural + 1, max(natural - 1, 0), 128, 4096, -1, 0x7fffffff, part=0.85)

    def control(self, sending):
        pieces, total = [], 0
        for _ in range(self.choice([0, 1, 1, 1, 2])):
            kind, data, size = self.choice([
                lambda: ("SOL_SOCKET, cmsg_type=SCM_RIGHTS", "[%s]" % self.handle(), 4),
                lambda: ("SOL_SOCKET, cmsg_type=SCM_RIGHTS", "[%s, %s]" % (self.handle(), self.handle()), 8),
                lambda: ("SOL_SOCKET, cmsg_type=SCM_RIGHTS", "[-1]", 4),
                lambda: ("SOL_SOCKET, cmsg_type=SCM_RIGHTS", '"abc"', 3),
                lambda: ("SOL_SOCKET, cmsg_type=SCM_CREDENTIALS", self.choice(
                    ["{pid=getpid(), uid=0, gid=0}", "{pid=1, uid=65534, gid=3}", "{pid=999999999}"]), 12),
                lambda: ("SOL_IP, cmsg_type=IP_TTL", self.choice(["[64]", "[0]", "[-1]"]), 4),
                lambda: ("SOL_IPV6, cmsg_type=IPV6_HOPLIMIT", "[%d]" % self.choice([1, 64, 300]), 4),
                lambda: ("SOL_IPV6, cmsg_type=IPV6_TCLASS", "[1]", 4),
                lambda: ("SOL_IP, cmsg_type=IP_PKTINFO", quoted(bytes(12)), 12),
                lambda: ("SOL_UDP, cmsg_type=UDP_SEGMENT", quoted(b"\4\0"), 2),
                lambda: ("%d, cmsg_type=%d" % (self.randrange(300), self.randrange(100)), '"x"', 1)])()
            length = self.often(16 + size, 0, 15, 16 + size - 1, 16 + size + 1, 4096, part=0.9)
            pieces.append("{cmsg_len=%d, cmsg_level=%s, cmsg_data=%s}" % (length, kind, data))
            total += (16 + size + 7) // 8 * 8
        if not sending:
            return "msg_control=..., msg_controllen=%d" % self.choice([0, 16, 20, 23, 24, 64, 512])
        if not pieces and self.random() < 0.8:
            return "msg_controllen=0"
        return "msg_control=[%s], msg_controllen=%d" % (", ".join(pieces), self.often(total, 0, total + 8, max(total - 4, 0)))

    def message(self, sending):
        buffers = []
        for _ in range(self.choice([0, 1, 1, 1, 2, 5])):
            data = self.data()[:200]
            length = self.often(len(data), 0, len(data) + 3, 1000) if sending else self.choice([0, 1, 5, 100, 5000])
            base = (self.often(quoted(data), "0x7f1234567000") if data else self.often('""', "NULL")) if sending else \
                self.often("...", "NULL", part=0.95)
            buffers.append("{iov_base=%s, iov_len=%d}" % (base, length))
        name, length = "NULL", 0
        if sending and self.random() < 0.3:
            name, length = self.address(self.choice(FAMILIES))
        elif not sending and self.random() < 0.5:
            name, length = "...", self.choice([0, 1, 2, 4, 7, 16, 110, 128])
        return "{msg_name=%s, msg_namelen=%d, msg_iov=[%s], msg_iovlen=%d, %s, msg_flags=0}" % (
            name, max(length, 0), ", ".join(buffers), self.often(len(buffers), 0, len(buffers) + 1, part=0.95),
            self.control(sending))

    # ---- statements ----

    def bounded(self, statement, waits=True):
        """With prefixes; a call that could wait gets a timeout."""
        before = []
        if waits or self.random() < 0.05:
            before.append("timeout %s" % self.choice(["3ms", "2ms", "4000us", "0.005s"]))
        if self.random() < 0.05:
            before.append("repeat %d" % self.choice([1, 2, 3]))
        if self.random() < 0.1:
            before.append(self.choice(["try", "time", "expect 0", "expect " + self.choice(ERRORS), 'expect "x"']))
        self.shuffle(before)
        return " ".join(before + [statement])

    def dontwait(self):
        return self.random() < 0.8

    def create(self):
        family = self.choice(FAMILIES)
        kind = self.choice(["stream", "dgram", "dgram", "seqpacket" if family == "unix" else "stream"])
        nonblock = self.random() < 0.7
        if self.random() < 0.1:
            other = self.choice(["AF_NETLINK, SOCK_RAW, 0", "AF_NETLINK, SOCK_RAW, NETLINK_USERSOCK", "AF_INET, SOCK_RAW, 255",
                                 "AF_PACKET, SOCK_RAW, 0", "AF_VSOCK, SOCK_STREAM, 0", "AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE",
                                 "AF_INET, SOCK_STREAM, IPPROTO_SCTP", "AF_INET, SOCK_STREAM, IPPROTO_MPTCP", "AF_INET6, SOCK_RAW, 58",
                                 "AF_UNSPEC, 77, 3", "AF_INET, SOCK_STREAM|SOCK_CLOEXEC|0x40, 0"])
            return "%s = socket(%s)" % (self.name("other"), other)
        name = self.name(family)
        if self.random() < 0.5:
            return "%s = socket %s %s%s" % (name, family, kind, " --nonblock" if nonblock else "")
        return "%s = socket(AF_%s, SOCK_%s%s, %s)" % (
            name, family.upper(), kind.upper(), "|SOCK_NONBLOCK" if nonblock else "", self.often("0", "6", "IPPROTO_UDP", part=0.9))

    def epoll(self):
        """A handle that is no socket: every other call meets it, too."""
        return self.choice(["%s = epoll_create1", "%s = epoll_create1 --cloexec", "%s = epoll_create1(0)"]) % self.name("other")

    def pair(self):
        a, b = self.name("unix"), self.name("unix")
        kind = self.choice(["stream", "dgram", "seqpacket"])
        if self.random() < 0.5:
            return "%s, %s = socketpair unix %s%s" % (a, b, kind, self.often(" --nonblock", ""))
        return "socketpair(AF_UNIX, SOCK_%s%s, 0, [%s, %s])" % (kind.upper(), self.often("|SOCK_NONBLOCK", ""), a, b)

    def connection(self):
        """A listening socket, and a connection to it."""
        family = self.choice(FAMILIES)
        server, client = self.name(family), self.name(family)
        accepted = self.name(family)
        return "\n".join([
            "%s = socket %s stream" % (server, family), "bind %s" % server, "listen %s %d" % (server, self.choice([0, 1, 5])),
            "%s = socket %s stream --nonblock" % (client, family), "timeout 50ms connect %s %s" % (client, server),
            self.choice(["timeout 50ms %s = accept %s", "%s = timeout 50ms accept4 %s --nonblock",
                         "timeout 50ms %s = accept(%s, ..., [%d])" % ("%s", "%s", self.choice([0, 2, 4, 8, 16, 128])),
                         "timeout 50ms %s = accept(%s, NULL, NULL)"]) % (accepted, server)])

    def bind(self):
        handle = self.handle()
        family = self.families[handle]
        if self.random() < 0.6:
            return "bind %s %s" % (handle, self.often(self.address_words(family), ""))
        address, length = self.address(family)
        if "@" in address:      # a part of a name would be the system's, and not of this session alone
            return "bind(%s, %s, 110)" % (handle, address)
        return "bind(%s, %s, %d)" % (handle, address, self.length(length))

    def connect(self):
        handle = self.handle()
        family = self.families[handle]
        if self.random() < 0.6:
            return self.bounded("connect %s %s" % (handle, self.address_words(family)))
        address, length = self.address(family)
        return self.bounded("connect(%s, %s, %d)" % (handle, address, self.length(length)))

    def listen(self):
        return self.choice(["listen %s", "listen(%s, 5)", "listen(%s, -1)", "listen %s 0"]) % self.handle()

    def accept(self):
        room = self.choice([0, 1, 2, 3, 4, 8, 16, 28, 110, 128])
        handle = self.handle()
        name = self.name(self.families[handle])
        return self.bounded(self.choice(["%s = accept %s", "%s = accept4 %s --nonblock", "%s = accept(%s, NULL, NULL)",
                                         "%%s = accept(%%s, ..., [%d])" % room,
                                         "%%s = accept4(%%s, ..., [%d], SOCK_CLOEXEC)" % room]) % (name, handle))

    def send(self):
        dontwait = self.dontwait()
        flags = self.flags(SEND, dontwait)
        options = "".join(" --" + flag.lower() for flag in flags)
        names = "|".join("MSG_" + flag for flag in flags) or "0"
        data = self.data()
        family = self.choice(FAMILIES)
        address, length = self.address(family)
        return self.bounded(self.choice([
            lambda: "send %s%s %s" % (self.handle(), options, self.data_words()),
            lambda: "send(%s, %s, %d, %s)" % (self.handle(), quoted(data), self.length(len(data)), names),
            lambda: "sendto %s%s %s %s" % (self.handle(), options, self.data_words(), self.address_words(family)),
            lambda: "sendto(%s, %s, %d, %s, %s, %d)" % (self.handle(), quoted(data), len(data), names, address, self.length(length)),
            lambda: "write %s %s" % (self.handle(), self.data_words()),
            lambda: "sendmsg %s%s%s %s" % (self.handle(), options, self.choice(
                ["", " --creds", " --rights %s" % self.handle(), " --rights %s,%s" % (self.handle(), self.handle()),
                 " --control ip ttl 40000000", " --to " + self.address_words(family)]), self.data_words()),
            lambda: "sendmsg(%s, %s, %s)" % (self.handle(), self.message(True), names)])(), True)

    def receive(self):
        dontwait = self.dontwait()
        flags = self.flags(RECEIVE, dontwait)
        options = "".join(" --" + flag.lower() for flag in flags)
        names = "|".join("MSG_" + flag for flag in flags) or "0"
        size = self.choice([0, 1, 2, 5, 100, 4096, 70000])
        return self.bounded(self.choice([
            lambda: "recv %s%s %s" % (self.handle(), options, self.often(str(size), "", "64k")),
            lambda: "recv(%s, ..., %d, %s)" % (self.handle(), size, names),
            lambda: "recvfrom %s%s" % (self.handle(), options),
            lambda: "recvfrom(%s, ..., %d, %s, %s)" % (self.handle(), size, names, self.choice(
                ["NULL, NULL", "..., [0]", "..., [1]", "..., [4]", "..., [7]", "..., [16]", "..., [128]"])),
            lambda: "read %s %d" % (self.handle(), size),
            lambda: "recvmsg %s%s %s" % (self.handle(), options, self.choice(["", "5", "1 2 100"])),
            lambda: "recvmsg(%s, %s, %s)" % (self.handle(), self.message(False), names)])(), True)

    def poll(self):
        events = ["in", "out", "pri", "rdhup", "in|out", "0"]
        if self.random() < 0.5:
            return self.bounded("poll %s %d" % (" ".join("%s:%s" % (self.handle(), self.choice(events[:5]))
                                                       for _ in range(self.choice([1, 1, 2, 3]))), self.choice([0, 0, 0, 60000])))
        items = ["{fd=%s, events=%s}" % (self.often(self.handle(), "-1"), self.choice(["POLLIN", "POLLIN|POLLOUT", "0", "POLLRDHUP"]))
                 for _ in range(self.choice([0, 1, 2, 3]))]
        return self.bounded("poll([%s], %d, %d)" % (", ".join(items), self.often(len(items), 0), self.choice([0, 0, 0, -1])))

    def value(self, kind):
        """Of an option: mostly one that goes with its type."""
        number = lambda: ("[%d]" % self.choice([0, 1, 2, 5, 100, 70000, -1, 2147483647]), 4)
        fitting = {"linger": lambda: ("{l_onoff=%d, l_linger=0}" % self.randrange(2), 8),
                   "timeval": lambda: ("{tv_sec=%d, tv_usec=%d}" % (self.choice([0, 1, -1, 1 << 40]), self.choice([0, 1000000])), 16),
                   "text": lambda: self.choice([('"lo"', 3), ('"cubic"', 5), ('"reno"', 4), ('""', 0)]),
                   "u64": lambda: ("[%d]" % self.choice([0, 1, 1 << 40]), 8)}
        return self.often(fitting.get(kind, number), number, lambda: (quoted(self.data()[:20]), self.randrange(20)),
                          lambda: ("{}", 8), lambda: ("NULL", 0), lambda: ("0x7ffe1234", 4))()

    def set_option(self):
        level, option, kind = self.choice(self.options)
        if self.random() < 0.5:
            return "setsockopt %s %s %s" % (self.handle(), option, {"linger": "on", "text": "lo"}.get(kind) or self.choice(
                ["on", "off", "1", "2", "3000", "5s", "64k", "cubic", "--hex 01000000", "--fill 5"]))
        value, length = self.value(kind)
        return "setsockopt(%s, %s, %s, %s, %d)" % (self.handle(), level, option, value, self.length(length))

    def get_option(self):
        level, option, _ = self.choice(self.options)
        if self.random() < 0.5:
            return "getsockopt %s %s" % (self.handle(), option)
        return "getsockopt(%s, %s, %s, %s, [%d])" % (self.handle(), level, option, self.often("...", "NULL", part=0.97),
                                                     self.choice([0, 1, 2, 3, 4, 4, 8, 12, 16, 100, 300, 4096]))

    def ask(self):
        call = self.choice(["getsockname", "getpeername"])
        return self.choice(["%s %s" % (call, self.handle()), "%s(%s, ..., [%d])" % (
            call, self.handle(), self.choice([0, 1, 2, 3, 4, 6, 7, 8, 16, 28, 110, 128, 500]))])

    def ioctl(self):
        return self.choice(["ioctl %s nread", "ioctl %s outq", "ioctl %s outqnsd", "ioctl %s atmark", "sockatmark %s", "ioctl %s nbio on",
                            "ioctl(%s, FIONBIO, [1])", "ioctl(%s, FIONREAD, ...)", "ioctl(%s, SIOCATMARK, NULL)",
                            "ioctl(%s, FIONREAD, 0x7ffe123400)", "ioctl %s fiogetown", "ioctl %s siocgpgrp"]) % self.handle()

    def end(self):
        return self.choice(["close %s", "close(%s)", "shutdown %s rd", "shutdown %s wr", "shutdown(%s, SHUT_RDWR)",
                            "shutdown(%s, 7)"]) % self.handle()

    def look_up(self):
        return self.bounded(self.choice([
            "getaddrinfo 127.0.0.1 80 --numerichost --socktype stream", "getaddrinfo --numerichost --family inet6 ::1",
            "getaddrinfo --passive --numerichost \"\" 9 --socktype dgram", "getaddrinfo --numerichost nosuch 80",
            'getaddrinfo("127.0.0.1", "9", {ai_flags=AI_NUMERICHOST, ai_family=AF_INET6}, ...)',
            'getaddrinfo(NULL, NULL, NULL, res)', 'getaddrinfo("127.0.0.1", "99999", {ai_socktype=99}, ...)']), False)

    def odd(self):
        """What is no call of the API, or nonsense."""
        return self.choice(["sockets", "use " + self.handle(), "help send", "# a comment", "set", "send", "recv nosuch", "listen(",
                            "bind(%s)" % self.handle(), ";;", "send %s a b" % self.handle(), "! true", "close(77)",
                            "recv(5, ..., 10, 0) = -1 EBADF (Bad file descriptor)", "$%s.port" % self.handle(),
                            "send %s $%s" % (self.handle(), self.handle())])

    KINDS = ((create, 8), (epoll, 1), (pair, 5), (connection, 6), (bind, 6), (connect, 6), (listen, 2), (accept, 2), (send, 24),
             (receive, 24), (poll, 5), (set_option, 10), (get_option, 10), (ask, 6), (ioctl, 4), (end, 4), (look_up, 1), (odd, 1))

    def statements(self, count):
        made = [self.choice([self.pair, self.connection])()]
        kinds, weights = zip(*self.KINDS)
        while len(made) < count:
            made.append(self.choices(kinds, weights)[0](self))
        return made
