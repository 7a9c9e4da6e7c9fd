#!/usr/bin/env python3
"""
What `help` says of options and flags: every word for one finds it, and it can be typed as help says;
and what the sentences claim is tried, as far as a kernel can be asked.
"""
import os
import re
import unittest

import driving
from driving import main, run

WIDEST = 80

# Of an option or a flag: a script that ends well only if its sentence is true.
CLAIMS = {
    "SO_REUSEADDR": """
        l = socket; bind l; listen l; c = socket; connect c l; a = accept l; close a; close l
        n = socket; setsockopt n reuseaddr on; expect EADDRINUSE bind n $c.peer; close n
        l = socket; setsockopt l reuseaddr on; bind l; listen l; d = socket; connect d l; a = accept l
        close a; n = socket; setsockopt n reuseaddr on; expect EADDRINUSE bind n $d.peer; close l
        bind n $d.peer
        """,
    "SO_ERROR": """
        b = socket; bind b; c = socket --nonblock; expect EINPROGRESS connect c b; poll c:out 5s
        getsockopt(c, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0
        getsockopt(c, SOL_SOCKET, SO_ERROR, [0], [4]) = 0
        """,
    "SO_BROADCAST": """
        u = socket inet dgram; expect EACCES connect u 255.255.255.255:9
        setsockopt u broadcast on; connect u 255.255.255.255:9
        """,
    "SO_SNDBUF": """
        s = socket; setsockopt s sndbuf 10000
        getsockopt(s, SOL_SOCKET, SO_SNDBUF, [20000], [4]) = 0
        """,
    "SO_RCVBUF": """
        s = socket; setsockopt s rcvbuf 10000
        getsockopt(s, SOL_SOCKET, SO_RCVBUF, [20000], [4]) = 0
        """,
    "SO_OOBINLINE": """
        l = socket; bind; listen; c = socket; connect l; a = accept l; setsockopt a oobinline on
        send c --oob x; poll a:in 5s; expect EINVAL recv a --oob; expect "x" recv a
        """,
    "SO_LINGER": """
        l = socket; bind; listen; c = socket; connect l; a = accept l
        setsockopt a linger 0; close a; poll c:in 5s; expect ECONNRESET recv c
        """,
    "SO_BSDCOMPAT": """
        s = socket; setsockopt s bsdcompat on
        getsockopt(s, SOL_SOCKET, SO_BSDCOMPAT, [0], [4]) = 0
        """,
    "SO_REUSEPORT": """
        a = socket inet dgram; setsockopt a reuseport on; bind a
        b = socket inet dgram; expect EADDRINUSE bind b a; setsockopt b reuseport on; bind b a
        """,
    "SO_PASSCRED": """
        a, b = socketpair unix dgram; setsockopt b passcred on; send a x
        recvmsg(b, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="x", iov_len=9}], msg_iovlen=1, \
msg_control=[{cmsg_len=28, cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS, cmsg_data=...}], \
msg_controllen=64 => 32, msg_flags=0}, 0) = 1
        """,
    "SO_RCVLOWAT": """
        l = socket; bind; listen; c = socket; connect l; a = accept l; setsockopt a rcvlowat 3
        send c ab; expect 0 poll a:in 20ms; send c "c"; expect 1 poll a:in 5s; expect "abc" recv a
        """,
    "SO_SNDLOWAT": """
        s = socket; expect ENOPROTOOPT setsockopt s sndlowat 2
        getsockopt(s, SOL_SOCKET, SO_SNDLOWAT, [1], [4]) = 0
        """,
    "SO_RCVTIMEO": """
        a, b = socketpair; setsockopt a rcvtimeo 1ms; expect EAGAIN recv a
        """,
    "SO_SNDTIMEO": """
        a, b = socketpair; setsockopt a sndtimeo 1ms; try send a --fill 1000000
        expect EAGAIN send a --fill 1000000
        """,
    "SO_ACCEPTCONN": """
        s = socket; bind s; getsockopt(s, SOL_SOCKET, SO_ACCEPTCONN, [0], [4]) = 0
        listen s; getsockopt(s, SOL_SOCKET, SO_ACCEPTCONN, [1], [4]) = 0
        """,
    "SO_PROTOCOL": """
        s = socket; getsockopt(s, SOL_SOCKET, SO_PROTOCOL, [IPPROTO_TCP], [4]) = 0
        """,
    "SO_PEEK_OFF": """
        a, b = socketpair; getsockopt(b, SOL_SOCKET, SO_PEEK_OFF, [-1], [4]) = 0
        send a abcd; setsockopt b peek_off 1; expect "b" recv b --peek 1; expect "c" recv b --peek 1
        """,
    "SO_LOCK_FILTER": """
        s = socket; setsockopt s lock_filter on; expect EPERM setsockopt s lock_filter off
        """,
    "SO_MEMINFO": """
        s = socket; getsockopt(s, SOL_SOCKET, SO_MEMINFO, ..., [256 => 36]) = 0
        """,
    "SO_PEERNAME": """
        l = socket; bind; listen; c = socket; connect l
        getsockopt(c, SOL_SOCKET, SO_PEERNAME, ..., [16]) = 0
        getsockopt(c, SOL_SOCKET, SO_PEERNAME, ..., [17]) = -1 EINVAL
        """,
    "SO_PASSRIGHTS": """
        a, b = socketpair; getsockopt(b, SOL_SOCKET, SO_PASSRIGHTS, [1], [4]) = 0
        setsockopt b passrights off; expect EPERM sendmsg a --rights a x
        """,
    "SO_TXREHASH": """
        s = socket; expect EINVAL setsockopt s txrehash 2
        """,
    "IP_TTL": """
        s = socket; setsockopt s ip.ttl 5; setsockopt s ip.ttl -1; expect 0 getsockopt s ip.ttl
        setsockopt s ip.ttl 255; expect EINVAL setsockopt s ip.ttl 256
        """,
    "IP_MTU": """
        s = socket inet dgram; expect ENOTCONN getsockopt s ip.mtu; connect s 127.0.0.1:9
        getsockopt s ip.mtu
        """,
    "IP_FREEBIND": """
        s = socket inet dgram; expect EADDRNOTAVAIL bind s 192.0.2.1:0; setsockopt s ip.freebind on
        bind s 192.0.2.1:0
        """,
    "IP_MULTICAST_TTL": """
        s = socket inet dgram; getsockopt(s, SOL_IP, IP_MULTICAST_TTL, [1], [4]) = 0
        """,
    "IP_MULTICAST_LOOP": """
        s = socket inet dgram; getsockopt(s, SOL_IP, IP_MULTICAST_LOOP, [1], [4]) = 0
        """,
    "IP_MULTICAST_ALL": """
        s = socket inet dgram; getsockopt(s, SOL_IP, IP_MULTICAST_ALL, [1], [4]) = 0
        """,
    "IP_RECVTTL": """
        s = socket inet dgram; bind s; setsockopt s recvttl on; sendto s x s; poll s:in 5s
        recvmsg(s, {msg_name=..., msg_namelen=128 => 16, msg_iov=[{iov_base=..., iov_len=9}], \
msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_IP, cmsg_type=IP_TTL, cmsg_data=...}], \
msg_controllen=64 => 24, msg_flags=0}, 0) = 1
        """,
    "IP_RECVTOS": """
        s = socket inet dgram; bind s; setsockopt s recvtos on; sendto s x s; poll s:in 5s
        recvmsg(s, {msg_name=..., msg_namelen=128 => 16, msg_iov=[{iov_base=..., iov_len=9}], \
msg_iovlen=1, msg_control=[{cmsg_len=17, cmsg_level=SOL_IP, cmsg_type=IP_TOS, cmsg_data=...}], \
msg_controllen=64 => 24, msg_flags=0}, 0) = 1
        """,
    "IP_LOCAL_PORT_RANGE": """
        s = socket inet dgram; setsockopt s local_port_range 0x27100028
        expect EINVAL setsockopt s local_port_range 0x00282710
        """,
    "IPV6_UNICAST_HOPS": """
        s = socket inet6; setsockopt s unicast_hops 5; setsockopt s unicast_hops -1
        expect 0 getsockopt s unicast_hops; expect EINVAL setsockopt s unicast_hops 256
        """,
    "IPV6_MULTICAST_HOPS": """
        s = socket inet6 dgram; getsockopt(s, SOL_IPV6, IPV6_MULTICAST_HOPS, [1], [4]) = 0
        """,
    "IPV6_MULTICAST_LOOP": """
        s = socket inet6 dgram; getsockopt(s, SOL_IPV6, IPV6_MULTICAST_LOOP, [1], [4]) = 0
        """,
    "IPV6_TCLASS": """
        s = socket inet6; setsockopt s tclass 32; setsockopt s tclass -1
        getsockopt(s, SOL_IPV6, IPV6_TCLASS, [0], [4]) = 0
        """,
    "IPV6_V6ONLY": """
        s = socket inet6 dgram; setsockopt s v6only on; expect ENETUNREACH connect s [::ffff:127.0.0.1]:9
        t = socket inet6 dgram; setsockopt t v6only off; connect t [::ffff:127.0.0.1]:9
        """,
    "IPV6_MTU": """
        s = socket inet6 dgram; expect ENOTCONN getsockopt s ipv6.mtu
        """,
    "TCP_LINGER2": """
        s = socket; setsockopt s linger2 -5; getsockopt(s, SOL_TCP, TCP_LINGER2, [-1], [4]) = 0
        """,
    "TCP_THIN_DUPACK": """
        s = socket; setsockopt s thin_dupack on
        getsockopt(s, SOL_TCP, TCP_THIN_DUPACK, [0], [4]) = 0
        """,
    "TCP_SAVED_SYN": """
        l = socket; setsockopt l save_syn 1; bind l; listen l; c = socket; connect l; a = accept l
        getsockopt(a, SOL_TCP, TCP_SAVED_SYN, "\\x45"..., [256 => ...]) = 0
        getsockopt(a, SOL_TCP, TCP_SAVED_SYN, "", [256 => 0]) = 0
        """,
    "TCP_TIMESTAMP": """
        s = socket; expect EPERM setsockopt s tcp.timestamp 5
        """,
    "TCP_CORK": """
        l = socket; bind; listen; c = socket; connect l; a = accept l; setsockopt c tcp.cork on
        send c ab; expect 0 poll a:in 20ms; setsockopt c tcp.cork off; poll a:in 5s; expect "ab" recv a
        """,
    "TCP_INQ": """
        l = socket; bind; listen; c = socket; connect l; a = accept l; setsockopt a tcp.inq on
        send c abcd; poll a:in 5s
        recvmsg(a, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="a", iov_len=1}], msg_iovlen=1, \
msg_control=[{cmsg_len=20, cmsg_level=SOL_TCP, cmsg_type=TCP_INQ, cmsg_data=...}], \
msg_controllen=64 => 24, msg_flags=0}, 0) = 1
        """,
    "UDP_CORK": """
        r = socket inet dgram; bind r; s = socket inet dgram; connect s r; setsockopt s udp.cork on
        send s ab; send s cd; expect 0 poll r:in 20ms; setsockopt s udp.cork off; expect "abcd" recv r
        """,
    "UDP_SEGMENT": """
        r = socket inet dgram; bind r; s = socket inet dgram; connect s r; setsockopt s segment 2
        send s abcde; expect "ab" recv r; expect "cd" recv r; expect "e" recv r
        """,
    "MSG_TRUNC": """
        r = socket inet dgram; bind r; s = socket inet dgram; connect s r; send s abcdef
        expect 6 recv r --trunc 2; l = socket; bind l; listen l; c = socket; connect c l; a = accept l
        send c abcdef; poll a:in 5s; expect 4 recv a --trunc 4; expect "ef" recv a
        """,
    "MSG_PEEK": """
        a, b = socketpair; send a hello; expect "hello" recv b --peek; expect "hello" recv b
        """,
    "MSG_OOB": """
        l = socket; bind; listen; c = socket; connect l; a = accept l; send c --oob abc
        poll a:pri 5s; expect "c" recv a --oob; expect "ab" recv a
        """,
    "MSG_DONTWAIT": """
        a, b = socketpair; expect EAGAIN recv a --dontwait
        """,
    "MSG_MORE": """
        r = socket inet dgram; bind r; s = socket inet dgram; connect s r; send s --more ab
        send s cd; expect "abcd" recv r
        """,
    "MSG_ERRQUEUE": """
        s = socket inet dgram; expect EAGAIN recvmsg s --errqueue
        """,
    "SHUT_RD": """
        l = socket; bind; listen; c = socket; connect l; a = accept l; shutdown a rd; expect "" recv a
        expect 0 poll c:in|rdhup 20ms; expect 1 send c x
        """,
    "SHUT_WR": """
        a, b = socketpair; send a last; shutdown a wr; expect EPIPE send a x
        expect "last" recv b; expect "" recv b
        """,
    "POLLHUP": """
        s = socket; poll([{fd=s, events=0}], 1, 0) = 1 ([{fd=s, revents=POLLHUP}])
        """,
    "POLLWRBAND": """
        a, b = socketpair
        poll([{fd=a, events=POLLWRBAND}], 1, 0) = 1 ([{fd=a, revents=POLLWRBAND}])
        l = socket; bind; listen; c = socket; connect l
        poll([{fd=c, events=POLLWRBAND}], 1, 0) = 0 (Timeout)
        """,
    "FIONREAD": """
        a, b = socketpair unix dgram; send a abc; send a de; ioctl(b, FIONREAD, [3]) = 0
        """,
    "TIOCOUTQ": """
        l = socket; bind; listen; c = socket; connect l; ioctl(c, SIOCOUTQ, [0]) = 0
        """,
}

# What older kernels do not have is refused so.
MISSING = re.compile("ENOPROTOOPT|EOPNOTSUPP|EAFNOSUPPORT|ENETUNREACH")


def statements(text):
    return "\n".join(line.strip() for line in text.strip().splitlines()) + "\n"


def helps(names):
    """What help says of each of the names: line by line, without the comment sign."""
    done = run("-k", script="".join("! echo ---\nhelp %s\n" % name for name in names))
    assert done.returncode == 0, done.stderr
    said = done.stdout.split("---\n")[1:]
    return dict(zip(names, ([line[2:] for line in text.splitlines()] for text in said)))


def whole(lines):
    """The same, each broken line in one piece again."""
    text = re.sub(r"\n(?! {4}\S|  \S)(?: {12})?", " ", "\n".join(lines))
    return text.splitlines()


class Help(unittest.TestCase):
    # A socket that has the options of the level.
    SOCKETS = {
        "socket": "inet stream", "ip": "inet dgram", "ipv6": "inet6 dgram", "tcp": "inet stream",
        "udp": "inet dgram", "udplite": "inet dgram udplite", "mptcp": "inet stream mptcp",
        "tls": "inet stream", "raw": "inet raw icmp", "icmpv6": "inet6 raw icmpv6",
        "packet": "packet raw", "netlink": "netlink raw", "vsock": "vsock stream", "xdp": "xdp raw",
    }
    ROW = re.compile(r'^OPTION\(\d+, "(\w+)"', re.M)

    def options(self):
        names = []
        folder = os.path.join(driving.SOURCE, "include", "constants")
        for file in sorted(os.listdir(folder)):
            if file.startswith("options_"):
                with open(os.path.join(folder, file), encoding="ascii") as source:
                    names += self.ROW.findall(source.read())
        self.assertGreater(len(names), 250)
        return sorted(set(names))

    def test_options(self):
        """By its C name; and as it calls itself in full, which is the same once more."""
        said = helps(self.options())
        full = {}
        for name, lines in said.items():
            with self.subTest(option=name):
                self.assertTrue(lines[0].startswith(name + " = "), lines)
                self.assertRegex(whole(lines)[1], "^    [^ ]")
                for line in whole(lines):
                    match = re.match(r"  level +(\w+); in full: (\w+\.\w+)$", line)
                    if match:
                        full[match[2]] = lines[0]
        # MCAST_* is of two levels.
        self.assertGreaterEqual(len(full), len(said))
        self.assertEqual({level.split(".")[0] for level in full}, set(self.SOCKETS))
        for word, lines in helps(list(full)).items():
            with self.subTest(word=word):
                self.assertEqual(lines[0], full[word])

    def test_typed(self):
        """What help says can be typed, on a socket that has the option."""
        script, count = [], 0
        for lines in helps(self.options()).values():
            level = None
            for line in whole(lines):
                match = re.match(r"  level .*in full: (\w+)\.", line)
                level = match[1] if match else level
                match = re.match(r"  typed as +(.*)$", line)
                if not match:
                    continue
                typed = match[1].replace("NUMBER", "1").replace("NAME", "x").replace("BYTES", "01")
                script.append("s = socket %s; %s; close s\n" % (self.SOCKETS[level], typed))
                count += 1
        self.assertGreater(count, 250)
        done = run("-n", script="".join(script))
        self.assertEqual(done.stderr, "")

    def test_words(self):
        for word, names in (
                ("reuseaddr", ["SO_REUSEADDR"]), ("SO_REUSEADDR", ["SO_REUSEADDR"]),
                ("tcp.nodelay", ["TCP_NODELAY"]), ("nodelay", ["TCP_NODELAY"]),
                ("ip.ttl", ["IP_TTL"]), ("--trunc", ["MSG_TRUNC"]), ("peek", ["MSG_PEEK"]),
                ("--nonblock", ["SOCK_NONBLOCK"]), ("--passive", ["AI_PASSIVE"]),
                ("POLLHUP", ["POLLHUP"]), ("hup", ["POLLHUP", "EPOLLHUP"]), ("wr", ["SHUT_WR"]),
                ("mcast_join_group", ["MCAST_JOIN_GROUP"]),
                ("IP_PMTUDISC", ["IP_PMTUDISC"]), ("SO_RCVTIMEO_OLD", ["SO_RCVTIMEO_OLD"])):
            with self.subTest(word=word):
                lines = helps([word])[word]
                found = [line.split(" ")[0] for line in lines if " = " in line and line[0] != " "]
                self.assertEqual(found, names)
                self.assertRegex(lines[1], "^    [^ ]")

    def forms(self, subject):
        """What stands at the left of its rows, each with what is said of it."""
        said = helps([subject])[subject]
        self.assertTrue(said[0].startswith(subject + ": "), said)
        rows = [line for line in said if line[:2] == "  " and line[2] != " "]
        end = next((i for i, line in enumerate(said) if i and " = " in line[:40] and line[0] != " "),
                   len(said))
        return [(line[2:20].rstrip(), line[20:]) for line in rows if said.index(line) < end]

    def test_subjects(self):
        names = re.search(r"^# And of a subject: ((?:.|\n)*?)\n# Begin", run("-c", "help").stdout, re.M)[1]
        names = re.split(r"[,\s#]+", names)
        self.assertGreater(len(names), 8)
        for name in names:
            with self.subTest(subject=name):
                self.assertGreater(len(self.forms(name)), 4)
        self.assertEqual(helps(["flag"])["flag"], helps(["flags"])["flags"])
        self.assertEqual({form for form, _ in self.forms("options")} - set(self.SOCKETS), set())

    def test_forms_can_be_typed(self):
        script = ["c = socket; s = socket inet dgram"]
        for form, _ in self.forms("data"):
            script.append("send c %s" % form.replace("PATH", "/dev/null").replace(" N", " 5"))
        for form, _ in self.forms("handles"):
            if form[0] != "$":
                script.append(form.replace("s = ", "t = "))
        self.assertGreater(len(script), 8)
        done = run("-n", script="\n".join(script) + "\n")
        self.assertEqual(done.stderr, "")

    def test_addresses_can_be_typed(self):
        """Each form on sockets of some family, in which it is one of those that the family's row has."""
        with open(os.path.join(driving.SOURCE, "include/families/families.h"), encoding="ascii") as rows:
            families = re.findall(r"^FAMILY\((\w+)\)", rows.read(), re.M)
        forms = [form.replace("eth0", "lo") for form, _ in self.forms("addresses")]
        self.assertGreater(len(forms), 12)
        wrong = {}
        for family in families:
            script = ["srv = socket %s; c = socket %s" % (family, family)] + ["connect c " + form for form in forms]
            for line, said in re.findall(r"^<stdin>:(\d+): (.*)$", run("-nk", script="\n".join(script)).stderr, re.M):
                wrong.setdefault(forms[int(line) - 2], []).append(said)
        self.assertEqual({form: said for form, said in wrong.items() if len(said) >= len(families)}, {})

    def test_near(self):
        for word, near in (("tcp.nodely", "tcp.nodelay"), ("--pek", "--peek"), ("flag s", None),
                           ("adresses", "addresses"), ("reuseadr", "reuseaddr")):
            said = run("-c", "help '%s'" % word).stderr
            self.assertIn('did you mean "%s"?' % near if near else "nothing is called", said)

    def test_guesses(self):
        """Nothing is proposed that help would not know."""
        for word in ("famly", "dat", "oever", "nodat", "memmory"):
            guess = re.search('did you mean "(.*)"', run("-c", "help " + word).stderr)
            if guess:
                self.assertTrue(helps([guess[1]])[guess[1]], word)

    def test_what_is_no_flag(self):
        for word in ("--inet", "--stream", "--reuseaddr", "--ECONNREFUSED"):
            self.assertRegex(run("-c", "help " + word).stderr, "nothing is called", word)

    def test_width(self):
        done = run("-c", "help")
        names = re.findall(r"^#   (\w+)", done.stdout, re.M)
        names += [line.split(" ")[0] for line in run("-c", "constants").stdout.splitlines()]
        self.assertGreater(len(names), 1000)
        for name, lines in helps(names).items():
            self.assertTrue(lines, name)
            for line in lines:
                # Examples and prototypes are as they are.
                if not line.startswith("    "):
                    self.assertLessEqual(len(line) + 2, WIDEST, name)


class Claims(unittest.TestCase):
    def test_claims(self):
        for name, text in CLAIMS.items():
            with self.subTest(name=name):
                done = run(script=statements(text))
                if done.returncode and MISSING.search(done.stderr):
                    continue
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    main()
