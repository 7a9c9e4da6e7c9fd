"""Every call on real sockets: on loopback, on UNIX sockets, against peers that are not socksh."""
import errno
import functools
import operator
import os
import re
import resource
import shutil
import socket
import struct
import tempfile
import unittest

from driving import DEADLINE, SANITIZED, SOURCE, Peer, Shell, main, run

ALL_BYTES = bytes(range(256))


def have(program):
    return unittest.skipUnless(shutil.which(program), "no " + program)


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as s:
            s.bind(("::1", 0))
        return True
    except OSError:
        return False


with_ipv6 = unittest.skipUnless(has_ipv6(), "no ::1")


def bytes_of(text):
    """The bytes of a string as the shell shows it, without its quotes."""
    simple = {"n": 10, "t": 9, "r": 13, "v": 11, "f": 12, "\\": 92, '"': 34}

    def one(match):
        escape = match.group(1)
        return chr(simple[escape] if escape in simple else int(escape, 8))
    return re.sub(r"\\([0-7]{1,3}|.)", one, text).encode("latin-1")


class Live(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="socksh-live.")
        self.addCleanup(shutil.rmtree, self.home)

    def shell(self, *args, **options):
        shell = Shell(*args, home=self.home, **options)
        self.addCleanup(shell.kill)
        # Here the calls are looked at; hints.test.py has the comments.
        shell.do("set hints off")
        return shell

    def peer(self, *args, **options):
        peer = Peer(*args, **options)
        self.addCleanup(peer.kill)
        return peer

    def path(self, name):
        return os.path.join(self.home, name)

    def python(self, family=socket.AF_INET, kind=socket.SOCK_STREAM):
        s = socket.socket(family, kind)
        s.settimeout(DEADLINE)
        self.addCleanup(s.close)
        return s

    def check(self, shell, statement, pattern):
        """Runs the statement; all of what it says matches. Returns the match."""
        said = shell.do(statement)
        match = re.fullmatch(pattern, said, re.S)
        self.assertTrue(match, "%s: %r is not %s" % (statement, said, pattern))
        return match

    def port(self, shell, handle=""):
        return int(self.check(shell, "getsockname " + handle, r"getsockname\(.*htons\((\d+)\).*\) = 0\n")[1])

    def listening(self, shell, address="127.0.0.1:0", family="inet"):
        """A listening socket, s1 where it is the first; returns its port."""
        shell.do("socket %s stream" % family)
        shell.do("bind " + address)
        self.check(shell, "listen 5", r"listen\(s\d+, 5\) = 0\n")
        return self.port(shell)

    def listening_peer(self, *args):
        """nc, on a port that is free; taken meanwhile by somebody else, another one is tried."""
        for _ in range(20):
            with socket.socket(socket.AF_INET6 if "-6" in args else socket.AF_INET,
                               socket.SOCK_DGRAM if "-u" in args else socket.SOCK_STREAM) as s:
                s.bind(("::1" if "-6" in args else "127.0.0.1", 0))
                port = s.getsockname()[1]
            peer = self.peer("nc", "-n", "-v", "-l", *args, str(port), errors=True)
            try:
                peer.expect("Bound on .*\n" if "-u" in args else "Listening on .*\n")
                return peer, port
            except AssertionError:
                pass
        self.fail("nc finds no port to listen on")

    def pair(self, shell):
        """A connection from s1's child `a` to a Python socket."""
        port = self.listening(shell)
        s = self.python()
        s.connect(("127.0.0.1", port))
        self.check(shell, "a = accept", r"a = accept\(s1, .*\) = \d+\n")
        return s


class Prompt(Live):
    """A person at a terminal, and nc."""

    def converse(self, *args):
        shell = self.shell(*args, terminal=True)
        shell.do("socket inet stream")
        shell.do("bind 127.0.0.1:0")
        shell.do("listen 5")
        port = self.port_at_terminal(shell)
        shell.start("accept")
        peer = self.peer("nc", "-n", "-N", "127.0.0.1", str(port))
        self.assertRegex(shell.finish(), r"s2 = accept\(s1, \{sa_family=AF_INET, .*\[128 => 16\]\) = \d+\n")
        self.assertIn(r'send(s2, "to you\n", 7, 0) = 7', shell.do(r'send "to you\n"'))
        peer.expect("to you\n")
        shell.start("recv")
        peer.say(b"to me\n")
        self.assertIn(r'recv(s2, "to me\n", 4096, 0) = 6', shell.finish())
        shell.start("recv")
        peer.end_input()
        self.assertIn('recv(s2, "", 4096, 0) = 0', shell.finish())
        self.assertIn("close(s2) = 0", shell.do("close"))
        self.assertEqual(peer.wait(), 0)
        self.assertEqual(shell.end(), 0)

    def port_at_terminal(self, shell):
        return int(re.search(r"htons\((\d+)\)", shell.do("getsockname"))[1])

    @have("nc")
    def test_prompt(self):
        self.converse()

    @have("nc")
    def test_plain_prompt(self):
        self.converse("--plain")


class NetCat(Live):
    """Streams and datagrams of every family, each side once the one that waits."""

    def exchange(self, shell, peer, handle="s2"):
        """Both ways, until both have ended."""
        self.check(shell, r'send "hello\n"', r'send\(%s, "hello\\n", 6, 0\) = 6\n' % handle)
        peer.expect("hello\n")
        shell.start("recv")
        peer.say(b"good day\n")
        self.assertEqual(shell.finish(), 'recv(%s, "good day\\n", 4096, 0) = 9\n' % handle)
        shell.do("shutdown wr")
        peer.end_input()
        self.check(shell, "recv", r'recv\(%s, "", 4096, 0\) = 0\n' % handle)
        shell.do("close")
        self.assertEqual(peer.wait(), 0)
        self.assertEqual(shell.end(), 0)

    @have("nc")
    def test_accept(self):
        shell = self.shell()
        port = self.listening(shell)
        shell.start("accept")
        peer = self.peer("nc", "-n", "-N", "127.0.0.1", str(port))
        self.assertRegex(shell.finish(), r'^s2 = accept\(s1, \{sa_family=AF_INET, sin_port=htons\(\d+\), '
                         r'sin_addr=inet_addr\("127\.0\.0\.1"\)\}, \[128 => 16\]\) = \d+\n$')
        self.exchange(shell, peer)

    @have("nc")
    def test_connect(self):
        shell = self.shell()
        peer, port = self.listening_peer("-N", "127.0.0.1")
        shell.do("socket inet stream")
        self.check(shell, "connect 127.0.0.1:%d" % port,
                   r'connect\(s1, \{sa_family=AF_INET, sin_port=htons\(%d\), '
                   r'sin_addr=inet_addr\("127\.0\.0\.1"\)\}, 16\) = 0\n' % port)
        self.exchange(shell, peer, "s1")

    @with_ipv6
    @have("nc")
    def test_accept_ipv6(self):
        shell = self.shell()
        port = self.listening(shell, "[::1]:0", "inet6")
        shell.start("accept")
        peer = self.peer("nc", "-n", "-N", "::1", str(port))
        self.assertRegex(shell.finish(), r'^s2 = accept\(s1, \{sa_family=AF_INET6, sin6_port=htons\(\d+\), '
                         r'sin6_flowinfo=htonl\(0\), inet_pton\(AF_INET6, "::1", &sin6_addr\), '
                         r'sin6_scope_id=0\}, \[128 => 28\]\) = \d+\n$')
        self.exchange(shell, peer)

    @with_ipv6
    @have("nc")
    def test_connect_ipv6(self):
        shell = self.shell()
        peer, port = self.listening_peer("-6", "-N", "::1")
        shell.do("socket inet6 stream")
        self.check(shell, "connect [::1]:%d" % port, r"connect\(s1, \{sa_family=AF_INET6, .*, 28\) = 0\n")
        self.exchange(shell, peer, "s1")

    @have("nc")
    def test_accept_unix(self):
        shell = self.shell()
        path = self.path("here.sock")
        shell.do("socket unix stream")
        self.check(shell, "bind " + path, r'bind\(s1, \{sa_family=AF_UNIX, sun_path="%s"\}, \d+\) = 0\n' % path)
        shell.do("listen")
        shell.start("accept")
        peer = self.peer("nc", "-N", "-U", path)
        self.assertRegex(shell.finish(), r"^s2 = accept\(s1, \{sa_family=AF_UNIX\}, \[128 => 2\]\) = \d+\n$")
        self.exchange(shell, peer)

    @have("nc")
    def test_connect_unix(self):
        shell = self.shell()
        path = self.path("there.sock")
        peer = self.peer("nc", "-v", "-N", "-l", "-U", path, errors=True)
        peer.expect("Listening on .*\n")
        shell.do("socket unix")
        self.check(shell, "connect " + path, r'connect\(s1, \{sa_family=AF_UNIX, sun_path=".*"\}, \d+\) = 0\n')
        self.exchange(shell, peer, "s1")

    def datagrams(self, family, host):
        """nc comes first, so the shell learns its address; then it is the shell's turn."""
        shell = self.shell()
        shell.do("socket %s dgram" % family)
        shell.do("bind %s:0" % host)
        port = self.port(shell)
        shell.start("recvfrom")
        peer = self.peer("nc", "-n", "-u", host.strip("[]"), str(port))
        peer.say(b"one\n")
        theirs = re.fullmatch(r'recvfrom\(s1, "one\\n", 4096, 0, \{sa_family=AF_INET.*htons\((\d+)\).*\}, '
                              r'\[128 => \d+\]\) = 4\n', shell.finish(), re.S)[1]
        self.check(shell, 'sendto "two\\n" %s:%s' % (host, theirs),
                   r'sendto\(s1, "two\\n", 4, 0, \{.*htons\(%s\).*\}, \d+\) = 4\n' % theirs)
        peer.expect("two\n")
        self.check(shell, "connect %s:%s" % (host, theirs), r"connect\(.*\) = 0\n")
        self.check(shell, 'send three', r'send\(s1, "three", 5, 0\) = 5\n')
        peer.expect("three")
        self.assertEqual(shell.end(), 0)

    @have("nc")
    def test_datagrams(self):
        self.datagrams("inet", "127.0.0.1")

    @with_ipv6
    @have("nc")
    def test_datagrams_ipv6(self):
        self.datagrams("inet6", "[::1]")

    @have("nc")
    def test_first_datagram(self):
        shell = self.shell()
        peer, port = self.listening_peer("-u", "127.0.0.1")
        shell.do("socket inet dgram")
        self.check(shell, r'sendto "one\n" 127.0.0.1:%d' % port, r"sendto\(.*\) = 4\n")
        peer.expect("one\n")
        shell.start("recvfrom")
        peer.say(b"two\n")
        self.assertRegex(shell.finish(), r'^recvfrom\(s1, "two\\n", 4096, 0, \{.*htons\(%d\)' % port)
        self.assertEqual(shell.end(), 0)

    @have("nc")
    def test_refused(self):
        shell = self.shell("-k")
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            shell.do("socket inet stream")
            self.check(shell, "expect ECONNREFUSED connect 127.0.0.1:%d" % s.getsockname()[1],
                       r"connect\(s1, .*\) = -1 ECONNREFUSED \(Connection refused\)\n")
            shell.do("u = socket inet dgram")
            shell.do("connect 127.0.0.1:%d" % s.getsockname()[1])
            shell.do("send anybody?")
            self.check(shell, "poll u", r"poll\(.*\) = 1 \(\[\{fd=u, revents=POLLERR\}\]\)\n")
            self.check(shell, "getsockopt u error", r"getsockopt\(u, SOL_SOCKET, SO_ERROR, \[ECONNREFUSED\], \[4\]\) = 0\n")
        self.assertEqual(shell.end(), 0)


class Socat(Live):
    @have("socat")
    def test_all_bytes(self):
        """What is received is shown byte for byte; what is sent arrives so."""
        shell = self.shell()
        port = self.listening(shell)
        peer = self.peer("socat", "-", "TCP:127.0.0.1:%d" % port)
        shell.do("accept")
        with open(self.path("all"), "wb") as f:
            f.write(ALL_BYTES)
        for statement in ("send --file " + self.path("all"), "send --hex " + ALL_BYTES.hex(),
                          'send "%s"' % "".join("\\x%02x" % b for b in ALL_BYTES),
                          'send "%s"' % "".join("\\%03o" % b for b in ALL_BYTES)):
            shown = self.check(shell, statement, r'send\(s2, "(.*)", 256, 0\) = 256\n')[1]
            self.assertEqual(bytes_of(shown), ALL_BYTES)
            peer.expect(re.escape(ALL_BYTES))
        peer.say(ALL_BYTES)
        # Nobody says that a stream comes in one piece.
        came = b""
        while len(came) < 256:
            came += bytes_of(self.check(shell, "recv", r'recv\(s2, "(.*)", 4096, 0\) = \d+\n')[1])
        self.assertEqual(came, ALL_BYTES)
        # The shown line, typed, sends the same.
        line = self.check(shell, "send --hex " + ALL_BYTES.hex(), r"(.*)\n")[1]
        peer.expect(re.escape(ALL_BYTES))
        self.check(shell, line, re.escape(line) + "\n")
        peer.expect(re.escape(ALL_BYTES))
        self.assertEqual(shell.end(), 0)

    @have("socat")
    def test_abstract(self):
        shell = self.shell()
        name = os.path.basename(self.home)
        shell.do("socket unix seqpacket")
        self.check(shell, "bind @" + name, r'bind\(s1, \{sa_family=AF_UNIX, sun_path=@"%s"\}, %d\) = 0\n' % (
            name, 3 + len(name)))
        shell.do("listen")
        shell.start("accept")
        peer = self.peer("socat", "-", "ABSTRACT-CONNECT:%s,socktype=5" % name)
        self.assertIn("s2 = accept(s1, {sa_family=AF_UNIX}", shell.finish())
        peer.say(b"a record")
        self.check(shell, "recv 3", r'recv\(s2, "a r", 3, 0\) = 3\n')
        shell.do("send answer")
        peer.expect("answer")
        self.assertEqual(shell.end(), 0)

    @have("socat")
    def test_unix_datagrams(self):
        shell = self.shell()
        path = self.path("dgram.sock")
        shell.do("socket unix dgram")
        shell.do("bind " + path)
        shell.start("recvfrom")
        peer = self.peer("socat", "-u", "-", "UNIX-SENDTO:" + path)
        peer.say(b"from nobody")
        self.assertEqual(shell.finish(),
                         'recvfrom(s1, "from nobody", 4096, 0, ..., [128 => 0]) = 11\n')
        bound = self.python(socket.AF_UNIX, socket.SOCK_DGRAM)
        bound.bind(self.path("other.sock"))
        bound.sendto(b"from somebody", path)
        self.check(shell, "recvfrom", r'recvfrom\(s1, "from somebody", 4096, 0, '
                   r'\{sa_family=AF_UNIX, sun_path="%s"\}, \[128 => %d\]\) = 13\n' % (
                       self.path("other.sock"), 3 + len(self.path("other.sock"))))
        shell.do("sendto back " + self.path("other.sock"))
        self.assertEqual(bound.recv(100), b"back")
        shell.do("connect " + self.path("other.sock"))
        self.check(shell, 'send ""', r'send\(s1, "", 0, 0\) = 0\n')
        self.assertEqual(bound.recv(100), b"")
        self.assertEqual(shell.end(), 0)

    @have("socat")
    def test_listens(self):
        peer = self.peer("socat", "-d", "-d", "TCP-LISTEN:0,bind=127.0.0.1", "-", errors=True)
        port = int(peer.expect(rb"listening on AF=2 127\.0\.0\.1:(\d+)")[1])
        shell = self.shell()
        shell.do("socket")
        self.check(shell, "connect 127.0.0.1:%d" % port, r"connect\(.*\) = 0\n")
        shell.do("send ping!")
        peer.expect("ping!")
        peer.say(b"pong!")
        self.check(shell, "recv", r'recv\(s1, "pong!", 4096, 0\) = 5\n')
        self.assertEqual(shell.end(), 0)


class Web(Live):
    @have("curl")
    def test_server_by_hand(self):
        shell = self.shell()
        port = self.listening(shell)
        shell.start("accept")
        peer = self.peer("curl", "-s", "-S", "--noproxy", "*", "http://127.0.0.1:%d/page" % port)
        self.assertIn("s2 = accept(s1, ", shell.finish())
        request = self.check(shell, "recv", r'recv\(s2, "(.*)", 4096, 0\) = \d+\n')[1]
        self.assertTrue(bytes_of(request).startswith(b"GET /page HTTP/1.1\r\n"), request)
        shell.do(r'send "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n"')
        shell.do(r'send "made by hand\n"')
        shell.do("close")
        self.assertEqual(peer.rest(), b"made by hand\n")
        self.assertEqual(peer.wait(), 0)
        self.assertEqual(shell.end(), 0)


class Calls(Live):
    """The calls one by one, against sockets of Python's."""

    def test_socket(self):
        shell = self.shell("-k")
        self.check(shell, "socket inet6 dgram --nonblock --cloexec",
                   r"s1 = socket\(AF_INET6, SOCK_DGRAM\|SOCK_CLOEXEC\|SOCK_NONBLOCK, 0\) = (\d+)\n")
        fd = int(re.search(r"= (\d+)$", shell.do("x = socket unix stream").strip())[1])
        self.assertNotIn("02000000", self.flags(shell, fd))
        fd = int(re.search(r"= (\d+)$", shell.do("y = socket unix stream --cloexec --nonblock").strip())[1])
        self.assertEqual(int(self.flags(shell, fd), 8) & (os.O_CLOEXEC | os.O_NONBLOCK),
                         os.O_CLOEXEC | os.O_NONBLOCK)
        self.check(shell, "expect EPROTONOSUPPORT socket inet stream udp",
                   r"socket\(AF_INET, SOCK_STREAM, IPPROTO_UDP\) = -1 EPROTONOSUPPORT \(.*\)\n")
        self.check(shell, "expect EAFNOSUPPORT socket 45 stream", r"socket\(.*\) = -1 EAFNOSUPPORT \(.*\)\n")
        self.assertEqual(shell.end(), 0)

    @staticmethod
    def flags(shell, fd):
        with open("/proc/%d/fdinfo/%d" % (shell.pid, fd), encoding="ascii") as f:
            return re.search(r"flags:\s*(\d+)", f.read())[1]

    def test_socketpair(self):
        shell = self.shell()
        self.check(shell, "a, b = socketpair unix seqpacket",
                   r"socketpair\(AF_UNIX, SOCK_SEQPACKET, 0, \[a, b\]\) = 0\n")
        self.check(shell, "send one", r'send\(a, "one", 3, 0\) = 3\n')
        self.check(shell, "send two", r'send\(a, "two", 3, 0\) = 3\n')
        self.check(shell, "recv b 2", r'recv\(b, "on", 2, 0\) = 2\n')
        self.check(shell, "recv b", r'recv\(b, "two", 4096, 0\) = 3\n')
        self.assertEqual(shell.end(), 0)

    def test_accept4(self):
        shell = self.shell()
        port = self.listening(shell)
        s = self.python()
        s.connect(("127.0.0.1", port))
        fd = int(self.check(shell, "c = accept4 --nonblock --cloexec",
                            r"c = accept4\(s1, \{.*htons\(%d\).*\}, \[128 => 16\], "
                            r"SOCK_CLOEXEC\|SOCK_NONBLOCK\) = (\d+)\n" % s.getsockname()[1])[1])
        self.assertEqual(int(self.flags(shell, fd), 8) & (os.O_CLOEXEC | os.O_NONBLOCK),
                         os.O_CLOEXEC | os.O_NONBLOCK)
        self.check(shell, "expect EAGAIN recv", r"recv\(c, \.\.\., 4096, 0\) = -1 EAGAIN \(.*\)\n")
        t = self.python()
        t.connect(("127.0.0.1", port))
        self.check(shell, "accept4(s1, NULL, NULL, 0)", r"s2 = accept4\(s1, NULL, NULL, 0\) = \d+\n")
        self.assertEqual(shell.end(), 0)

    def test_accept_null(self):
        shell = self.shell()
        port = self.listening(shell)
        s = self.python()
        s.connect(("127.0.0.1", port))
        self.check(shell, "accept(s1, NULL, NULL)", r"s2 = accept\(s1, NULL, NULL\) = \d+\n")
        self.check(shell, "getpeername s2", r"getpeername\(s2, \{.*htons\(%d\).*\) = 0\n" % s.getsockname()[1])
        self.check(shell, "getpeername(s2, ..., [4])", r"getpeername\(s2, .*, \[4 => 16\]\) = 0\n")
        self.assertEqual(shell.end(), 0)

    def test_names(self):
        shell = self.shell()
        s = self.pair(shell)
        theirs, ours = s.getsockname()[1], s.getpeername()[1]
        name = r'name\(a, \{sa_family=AF_INET, sin_port=htons\(%d\), sin_addr=inet_addr\("127.0.0.1"\)\}, ' \
               r'\[128 => 16\]\) = 0\n'
        self.check(shell, "getsockname a", "getsock" + name % ours)
        self.check(shell, "getpeername a", "getpeer" + name % theirs)
        self.check(shell, "expect ENOTCONN getpeername s1", r"getpeername\(s1, .*\) = -1 ENOTCONN \(.*\)\n")
        self.check(shell, "sockets", r"# .*\n(# .*\n)*# +s1 +\d+ +inet +stream +127\.0\.0\.1:%d .*\n"
                   r"# \* a +\d+ +inet +stream +127\.0\.0\.1:%d +127\.0\.0\.1:%d .*\n"
                   r"# getsockname and getpeername of 2 handles\n" % (ours, ours, theirs))
        self.assertEqual(shell.end(), 0)

    def test_read_write(self):
        shell = self.shell()
        s = self.pair(shell)
        self.check(shell, 'write "a b"', r'write\(a, "a b", 3\) = 3\n')
        self.assertEqual(s.recv(10), b"a b")
        s.sendall(b"0123456789")
        self.check(shell, "read 4", r'read\(a, "0123", 4\) = 4\n')
        self.check(shell, "recv --peek 2", r'recv\(a, "45", 2, MSG_PEEK\) = 2\n')
        self.check(shell, "recv --peek --dontwait 2", r'recv\(a, "45", 2, MSG_PEEK\|MSG_DONTWAIT\) = 2\n')
        self.check(shell, "recv --waitall 6", r'recv\(a, "456789", 6, MSG_WAITALL\) = 6\n')
        self.check(shell, "expect EAGAIN recv --dontwait", r"recv\(.*, MSG_DONTWAIT\) = -1 EAGAIN \(.*\)\n")
        self.check(shell, "read 0", r'read\(a, "", 0\) = 0\n')
        self.check(shell, "read(a, NULL, 0)", r"read\(a, NULL, 0\) = 0\n")
        s.close()
        self.check(shell, "read", r'read\(a, "", 4096\) = 0\n')
        self.assertEqual(shell.end(), 0)

    def test_half_close(self):
        shell = self.shell()
        s = self.pair(shell)
        self.check(shell, "shutdown wr", r"shutdown\(a, SHUT_WR\) = 0\n")
        self.assertEqual(s.recv(10), b"")
        s.sendall(b"still there")
        self.check(shell, "recv", r'recv\(a, "still there", 4096, 0\) = 11\n')
        # The signal that comes with it must not end the shell, nor show anywhere.
        self.check(shell, "expect EPIPE send x", r'send\(a, "x", 1, 0\) = -1 EPIPE \(Broken pipe\)\n')
        self.check(shell, "expect EPIPE write x", r'write\(a, "x", 1\) = -1 EPIPE \(Broken pipe\)\n')
        self.check(shell, 'expect EPIPE sendmsg x', r'sendmsg\(a, .*\) = -1 EPIPE \(Broken pipe\)\n')
        s.shutdown(socket.SHUT_WR)
        self.check(shell, "recv", r'recv\(a, "", 4096, 0\) = 0\n')
        self.assertEqual(shell.end(), 0)

    def test_reset(self):
        shell = self.shell()
        s = self.pair(shell)
        self.check(shell, "setsockopt linger 0",
                   r"setsockopt\(a, SOL_SOCKET, SO_LINGER, \{l_onoff=1, l_linger=0\}, 8\) = 0\n")
        self.check(shell, "getsockopt linger",
                   r"getsockopt\(a, SOL_SOCKET, SO_LINGER, \{l_onoff=1, l_linger=0\}, \[8\]\) = 0\n")
        self.check(shell, "close", r"close\(a\) = 0\n")
        with self.assertRaises(ConnectionResetError):
            s.recv(10)
        # And the other way round.
        t = self.python()
        t.connect(("127.0.0.1", self.port(shell, "s1")))
        shell.do("b = accept")
        t.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        t.close()
        self.check(shell, "expect ECONNRESET recv", r"recv\(b, \.\.\., 4096, 0\) = -1 ECONNRESET \(.*\)\n")
        self.assertEqual(shell.end(), 0)

    def test_receive_timeout(self):
        shell = self.shell()
        self.pair(shell)
        self.check(shell, "setsockopt rcvtimeo 40ms",
                   r"setsockopt\(a, SOL_SOCKET, SO_RCVTIMEO, \{tv_sec=0, tv_usec=40000\}, 16\) = 0\n")
        self.check(shell, "getsockopt rcvtimeo",
                   r"getsockopt\(a, SOL_SOCKET, SO_RCVTIMEO, \{tv_sec=0, tv_usec=40000\}, \[16\]\) = 0\n")
        self.check(shell, "expect EAGAIN recv", r"recv\(a, \.\.\., 4096, 0\) = -1 EAGAIN \(.*\)\n")
        self.check(shell, "setsockopt rcvtimeo off", r"setsockopt\(.*, \{tv_sec=0, tv_usec=0\}, 16\) = 0\n")
        self.check(shell, "timeout 40ms expect EINTR recv",
                   r"timeout 40ms recv\(a, \.\.\., 4096, 0\) = -1 EINTR \(Interrupted system call\)\n# timed out after 0.04 s\n")
        self.assertEqual(shell.end(), 0)

    def test_waiting_data(self):
        shell = self.shell()
        s = self.pair(shell)
        self.check(shell, "ioctl nread", r"ioctl\(a, FIONREAD, \[0\]\) = 0\n")
        s.sendall(b"12345")
        self.check(shell, "poll a:in", r"poll\(\[\{fd=a, events=POLLIN\}\], 1, -1\) = 1 \(\[\{fd=a, revents=POLLIN\}\]\)\n")
        self.check(shell, "ioctl nread", r"ioctl\(a, FIONREAD, \[5\]\) = 0\n")
        self.check(shell, "ioctl nbio on", r"ioctl\(a, FIONBIO, \[1\]\) = 0\n")
        self.check(shell, "recv", r'recv\(a, "12345", 4096, 0\) = 5\n')
        self.check(shell, "expect EAGAIN recv", r"recv\(.*EAGAIN.*\n")
        self.check(shell, "ioctl nbio off", r"ioctl\(a, FIONBIO, \[0\]\) = 0\n")
        shell.start("recv")
        s.sendall(b"waited for")
        self.assertIn('"waited for"', shell.finish())
        self.assertEqual(shell.end(), 0)

    def test_urgent(self):
        shell = self.shell()
        s = self.pair(shell)
        s.sendall(b"before")
        s.send(b"!", socket.MSG_OOB)
        self.check(shell, "poll a:pri", r"poll\(.*\) = 1 \(\[\{fd=a, revents=POLLPRI\}\]\)\n")
        self.check(shell, "recv --oob 1", r'recv\(a, "!", 1, MSG_OOB\) = 1\n')
        self.check(shell, "ioctl atmark", r"ioctl\(a, SIOCATMARK, \[0\]\) = 0\n")
        self.check(shell, "sockatmark", r"sockatmark\(a\) = 0\n")
        self.check(shell, "recv", r'recv\(a, "before", 4096, 0\) = 6\n')
        self.check(shell, "ioctl atmark", r"ioctl\(a, SIOCATMARK, \[1\]\) = 0\n")
        self.check(shell, "sockatmark(a)", r"sockatmark\(a\) = 1\n")
        self.check(shell, "expect EINVAL recv --oob 1", r"recv\(.*EINVAL.*\n")
        self.check(shell, "send --oob x", r'send\(a, "x", 1, MSG_OOB\) = 1\n')
        s.setsockopt(socket.SOL_SOCKET, socket.SO_OOBINLINE, 1)
        self.assertEqual(s.recv(10), b"x")
        self.assertEqual(shell.end(), 0)

    def test_poll(self):
        shell = self.shell()
        shell.do("a, b = socketpair unix stream")
        self.check(shell, "poll a:in b:in|out 0",
                   r"poll\(\[\{fd=a, events=POLLIN\}, \{fd=b, events=POLLIN\|POLLOUT\}\], 2, 0\) = 1 "
                   r"\(\[\{fd=b, revents=POLLOUT\}\]\)\n")
        self.check(shell, "poll a 10ms", r"poll\(\[\{fd=a, events=POLLIN\}\], 1, 10\) = 0 \(Timeout\)\n")
        shell.do("write b x")
        self.check(shell, "poll a:in b:in 2s", r"poll\(.*, 2, 2000\) = 1 \(\[\{fd=a, revents=POLLIN\}\]\)\n")
        shell.do("close b")
        self.check(shell, "poll a:in|out", r"poll\(.*\) = 1 \(\[\{fd=a, revents=POLLIN\|POLLOUT\|POLLHUP\}\]\)\n")
        shell.do("srv = socket inet stream; bind; listen; c = socket inet stream; connect srv")
        self.check(shell, "poll srv:in c:out",
                   r"poll\(.*\) = 2 \(\[\{fd=srv, revents=POLLIN\}, \{fd=c, revents=POLLOUT\}\]\)\n")
        self.assertEqual(shell.end(), 0)

    def test_tcp_info(self):
        shell = self.shell()
        s = self.pair(shell)
        shell.do("t = socket inet stream")
        self.check(shell, "getsockopt t tcp.info", r"getsockopt\(t, IPPROTO_TCP, TCP_INFO, \{tcpi_state=TCP_CLOSE, .*\n")
        self.check(shell, "getsockopt s1 TCP_INFO", r"getsockopt\(.*\{tcpi_state=TCP_LISTEN, .*\n")
        shown = self.check(shell, "getsockopt a tcp.info",
                           r"getsockopt\(.*\{tcpi_state=TCP_ESTABLISHED, (.*)\}, \[.*\]\) = 0\n")[1]
        fields = dict(field.split("=", 1) for field in shown.split(", "))
        theirs = s.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 104)
        self.assertEqual(int(fields["tcpi_pmtu"]), struct.unpack_from("I", theirs, 60)[0])
        self.assertEqual(int(fields["tcpi_advmss"]), struct.unpack_from("I", theirs, 84)[0])
        self.assertEqual(int(fields["tcpi_bytes_received"]), 0)
        s.shutdown(socket.SHUT_WR)
        self.check(shell, "recv a", r'recv\(a, "", 4096, 0\) = 0\n')
        self.check(shell, "getsockopt a tcp.info", r"getsockopt\(.*\{tcpi_state=TCP_CLOSE_WAIT, .*\n")
        self.assertEqual(shell.end(), 0)

    def test_structures(self):
        shell = self.shell()
        shell.do("a, b = socketpair")
        self.check(shell, "getsockopt a peercred", r"getsockopt\(a, SOL_SOCKET, SO_PEERCRED, "
                   r"\{pid=%d, uid=%d, gid=%d\}, \[12\]\) = 0\n" % (shell.pid, os.getuid(), os.getgid()))
        shell.do("t = socket inet stream")
        s = self.python()
        name = s.getsockopt(socket.IPPROTO_TCP, 13, 16).rstrip(b"\0").decode()
        self.check(shell, "getsockopt t congestion", r'getsockopt\(t, IPPROTO_TCP, TCP_CONGESTION, "%s[\\0]*", .*\) = 0\n' % name)
        self.check(shell, "setsockopt t congestion " + name, r'setsockopt\(.*, "%s", %d\) = 0\n' % (name, len(name)))
        self.check(shell, "expect ENOENT setsockopt t congestion nosuch", r"setsockopt\(.*ENOENT.*\n")
        self.check(shell, "try setsockopt t bindtodevice lo", r'setsockopt\(t, SOL_SOCKET, SO_BINDTODEVICE, "lo", 2\) = .*\n')
        self.check(shell, "expect ENODEV setsockopt t bindtodevice nosuch0", r"setsockopt\(.*\n") \
            if os.geteuid() == 0 else None
        self.assertEqual(shell.end(), 0)

    def test_look_up(self):
        shell = self.shell("-k")
        try:
            found = {entry[4][0] for entry in socket.getaddrinfo("localhost", 80, type=socket.SOCK_STREAM)}
        except OSError:
            self.skipTest("localhost is not known here")
        said = self.check(shell, "getaddrinfo localhost 80 --socktype stream",
                          r'getaddrinfo\("localhost", "80", \{ai_flags=0, ai_family=AF_UNSPEC, '
                          r'ai_socktype=SOCK_STREAM, ai_protocol=0\}, \[(.*)\]\) = 0\n')[1]
        shown = set(re.findall(r'inet_addr\("([^"]*)"\)|inet_pton\(AF_INET6, "([^"]*)"', said))
        self.assertTrue(found & {a or b for a, b in shown}, said)
        self.assertTrue(all(host in ("127.0.0.1", "::1") or host in found for pair in shown for host in pair if host), said)
        self.check(shell, "getaddrinfo(\"127.0.0.1\", NULL, {ai_flags=AI_NUMERICHOST, ai_socktype=SOCK_DGRAM}, res)",
                   r'getaddrinfo\("127.0.0.1", NULL, .*\[\{ai_flags=.*inet_addr\("127.0.0.1"\).*\}\]\) = 0\n')
        self.check(shell, "expect EAI_NONAME getaddrinfo not.a.number --numerichost",
                   r"getaddrinfo\(.*\) = EAI_NONAME \(Name or service not known\)\n")
        self.check(shell, "expect EAI_SERVICE getaddrinfo 127.0.0.1 no-such-service --socktype stream",
                   r"getaddrinfo\(.*\) = EAI_SERVICE \(.*\)\n")
        shell.do("srv = socket inet stream; bind; listen")
        shell.do("c = socket inet stream")
        port = self.port(shell, "srv")
        self.check(shell, "connect localhost:%d" % port,
                   r'getaddrinfo\("localhost", .*\) = 0\nconnect\(c, \{.*htons\(%d\).*\}, 16\) = 0\n' % port)
        self.assertEqual(shell.end(), 0)


class Messages(Live):
    """Two shells, a UNIX socket between them."""

    def test_rights_and_credentials(self):
        path = self.path("between.sock")
        one, other = self.shell(), self.shell()
        one.do("socket unix stream")
        one.do("bind " + path)
        one.do("listen")
        other.do("c = socket unix stream")
        self.check(other, "connect " + path, r"connect\(.*\) = 0\n")
        one.do("a = accept")
        # A listening socket goes over: what connects there is accepted here.
        other.do("srv = socket inet stream; bind; listen")
        port = self.port(other, "srv")
        other.do("u = socket inet dgram")
        other.do("use c")
        self.check(other, 'sendmsg --rights srv,u "two of them" ", really"',
                   r'sendmsg\(c, \{msg_name=NULL, msg_namelen=0, msg_iov=\[\{iov_base="two of them", iov_len=11\}, '
                   r'\{iov_base=", really", iov_len=8\}\], msg_iovlen=2, msg_control=\[\{cmsg_len=24, '
                   r'cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=\[srv, u\]\}\], msg_controllen=24, '
                   r'msg_flags=0\}, 0\) = 19\n')
        self.check(one, "l, d = recvmsg a 4 100",
                   r'recvmsg\(a, \{msg_name=.*, msg_namelen=128 => 0, msg_iov=\[\{iov_base="two ", iov_len=4\}, '
                   r'\{iov_base="of them, really", iov_len=100\}\], msg_iovlen=2, msg_control=\[\{cmsg_len=24, '
                   r'cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=\[l, d\]\}\], '
                   r'msg_controllen=512 => 24, msg_flags=0\}, 0\) = 19\n')
        s = self.python()
        s.connect(("127.0.0.1", port))
        self.check(one, "got = accept l", r"got = accept\(l, .*\) = \d+\n")
        s.sendall(b"through a received one")
        self.check(one, "recv got", r'recv\(got, "through a received one", 4096, 0\) = 22\n')
        self.check(one, "getsockopt d type", r"getsockopt\(d, SOL_SOCKET, SO_TYPE, \[SOCK_DGRAM\], \[4\]\) = 0\n")
        # Credentials: asked for, they come unasked by the sender; sent by hand, they are the sender's own.
        one.do("setsockopt a passcred on")
        self.check(other, "sendmsg who", r"sendmsg\(c, .*\) = 3\n")
        came = r'recvmsg\(a, .*cmsg_type=SCM_CREDENTIALS, cmsg_data=\{pid=%d, uid=%d, gid=%d\}.*\) = 3\n' % (
            other.pid, os.getuid(), os.getgid())
        self.check(one, "recvmsg a", came)
        self.check(other, "sendmsg --creds me!",
                   r"sendmsg\(c, .*SCM_CREDENTIALS, cmsg_data=\{pid=getpid\(\), uid=geteuid\(\), "
                   r"gid=getegid\(\)\}.*\) = 3\n")
        self.check(one, "recvmsg a", came)
        # No room for what comes: it is cut, and the kernel keeps the descriptor back.
        other.do("sendmsg --rights u x")
        self.check(one, "recvmsg a --control 0", r"recvmsg\(a, .*msg_flags=MSG_CTRUNC\}, 0\) = 1\n")
        self.assertEqual(one.end(), 0)
        self.assertEqual(other.end(), 0)

    def test_from_python(self):
        """Descriptors that another program sends and gets."""
        shell = self.shell()
        path = self.path("python.sock")
        shell.do("socket unix stream")
        shell.do("bind " + path)
        shell.do("listen")
        s = self.python(socket.AF_UNIX)
        s.connect(path)
        shell.do("a = accept")
        inside, outside = os.pipe()
        with os.fdopen(inside, "rb") as pipe:
            try:
                socket.send_fds(s, [b"a pipe"], [outside])
            finally:
                os.close(outside)
            self.check(shell, "p = recvmsg a", r"recvmsg\(a, .*cmsg_type=SCM_RIGHTS, cmsg_data=\[p\]\}\].*\) = 6\n")
            self.check(shell, "write p through", r'write\(p, "through", 7\) = 7\n')
            self.check(shell, "close p", r"close\(p\) = 0\n")
            self.assertEqual(pipe.read(), b"through")
        shell.do("x, y = socketpair")
        shell.do("sendmsg a --rights y one")
        data, fds, _, _ = socket.recv_fds(s, 100, 10)
        self.assertEqual(data, b"one")
        with socket.socket(fileno=fds[0]) as got:
            got.settimeout(DEADLINE)
            shell.do("send x hello")
            self.assertEqual(got.recv(10), b"hello")
        self.assertEqual(shell.end(), 0)

    def test_many_datagrams(self):
        shell = self.shell()
        s = self.python(socket.AF_INET, socket.SOCK_DGRAM)
        s.bind(("127.0.0.1", 0))
        s.settimeout(DEADLINE)
        shell.do("u = socket inet dgram; bind")
        self.check(shell, "sendmmsg --to 127.0.0.1:%d one two three" % s.getsockname()[1],
                   r"sendmmsg\(u, \[\{msg_hdr=\{msg_name=.*, msg_len=3\}, .*, msg_len=3\}, .*, msg_len=5\}\], 3, 0\) = 3\n")
        came = [s.recvfrom(100) for _ in range(3)]
        self.assertEqual([data for data, _ in came], [b"one", b"two", b"three"])
        for text in b"first", b"second":
            s.sendto(text, came[0][1])
        # Two are there; a third would be waited for, but for the flag.
        self.check(shell, "recvmmsg 3 5 --waitforone",
                   r'recvmmsg\(u, \[\{msg_hdr=\{msg_name=\{.*htons\(%d\), .*iov_base="first", iov_len=5\}.*msg_flags=0\}, '
                   r'msg_len=5\}, \{.*iov_base="secon", iov_len=5\}.*msg_flags=MSG_TRUNC\}, msg_len=5\}, '
                   r'\{.*iov_base=\.\.\., .*msg_len=\.\.\.\}\], 3, MSG_WAITFORONE, NULL\) = 2\n(#.*\n)*' % s.getsockname()[1])
        s.sendto(b"last", came[0][1])
        self.check(shell, "recvmmsg 1 --timeout 5s", r'recvmmsg\(.*iov_base="last".*\], 1, 0, \{tv_sec=5, tv_nsec=0\}\) = 1 '
                   r'\(left \{tv_sec=4, tv_nsec=\d+\}\)\n')
        self.assertEqual(shell.end(), 0)

    def test_datagrams_with_addresses(self):
        shell = self.shell()
        s = self.python(socket.AF_INET, socket.SOCK_DGRAM)
        s.bind(("127.0.0.1", 0))
        shell.do("socket inet dgram")
        shell.do("bind")
        self.check(shell, "sendmsg --to 127.0.0.1:%d part-one part-two" % s.getsockname()[1],
                   r"sendmsg\(s1, \{msg_name=\{sa_family=AF_INET, sin_port=htons\(%d\), .*\}, msg_namelen=16, .*\) = 16\n"
                   % s.getsockname()[1])
        data, sender = s.recvfrom(100)
        self.assertEqual(data, b"part-onepart-two")
        s.sendto(b"answer", sender)
        self.check(shell, "recvmsg 3", r'recvmsg\(s1, \{msg_name=\{sa_family=AF_INET, sin_port=htons\(%d\), .*\}, '
                   r'msg_namelen=128 => 16, msg_iov=\[\{iov_base="ans", iov_len=3\}\], msg_iovlen=1, '
                   r'.*msg_flags=MSG_TRUNC\}, 0\) = 3\n' % s.getsockname()[1])
        self.assertEqual(shell.end(), 0)


class Options(Live):
    """Every option that is an integer: the kernel says to the shell what it says to Python."""

    KINDS = {
        "inet stream": (socket.AF_INET, socket.SOCK_STREAM, ("socket", "ip", "tcp")),
        "inet dgram": (socket.AF_INET, socket.SOCK_DGRAM, ("socket", "ip", "udp")),
        "inet6 stream": (socket.AF_INET6, socket.SOCK_STREAM, ("socket", "ip", "ipv6", "tcp")),
        "inet6 dgram": (socket.AF_INET6, socket.SOCK_DGRAM, ("ipv6", "udp")),
        "unix stream": (socket.AF_UNIX, socket.SOCK_STREAM, ("socket", "tcp")),
    }
    LEVELS = {"socket": socket.SOL_SOCKET, "ip": socket.IPPROTO_IP, "ipv6": socket.IPPROTO_IPV6,
              "tcp": socket.IPPROTO_TCP, "udp": socket.IPPROTO_UDP}
    # A row: number, name, how it may be used, type, and what may follow.
    ROW = re.compile(r'^OPTION\((\d+), "(\w+)", (\w+), (\w+),((?:\n? .*)+)', re.M)

    def rows(self, level):
        path = os.path.join(SOURCE, "include", "constants", "options_%s.h" % level)
        with open(path, encoding="utf-8") as f:
            found = self.ROW.findall(f.read())
        self.assertGreater(len(found), 5, level)
        return [(use + "_LEARNED" * (".learned = true" in rest), int(number), name)
                for number, name, use, kind, rest in found
                if kind.startswith("type_option") or kind == "type_i32" or use == "NEITHER"]

    @staticmethod
    def outcome(call):
        """The number, or minus the errno."""
        try:
            return call() or 0
        except OSError as error:
            return -error.errno if error.errno else 0

    @functools.cached_property
    def constants(self):
        return dict(line.split(" = ") for line in run("-c", "constants").stdout.splitlines())

    def number(self, text):
        """Of a value as it is shown: 1, SOCK_STREAM, A|B; None where it is none."""
        parts = [self.constants.get(part, part) for part in text.split("|")]
        try:
            return functools.reduce(operator.or_, (int(part, 0) for part in parts))
        except ValueError:
            return None

    def answers(self, statements):
        """Runs the statements in one shell; the outcome of each, as `outcome` has it."""
        result = run("-k", script="".join(statements))
        self.assertIn(result.returncode, (0, 1), result.stderr[-2000:])
        found = []
        for line in result.stdout.splitlines():
            match = re.match(r"([gs])etsockopt\(o\d+, \w+, \w+, (?:\[([^]]*)\]|.*?), \S+.*?\) = (-1 (\w+)|0)", line)
            if match:
                if match[4]:
                    found.append(-getattr(errno, match[4]))
                else:
                    found.append(match[1] == "g" and match[2] and self.number(match[2]) or 0)
        return found

    def test_get(self):
        for kind, (family, socktype, levels) in self.KINDS.items():
            if family == socket.AF_INET6 and not has_ipv6():
                continue
            s = self.python(family, socktype)
            script, expected, names = ["o1 = socket %s\n" % kind], [], []
            for level in levels:
                for use, number, name in self.rows(level):
                    script.append("try getsockopt %s.%s\n" % (level, name))
                    names.append((name, use))
                    expected.append(self.outcome(lambda: s.getsockopt(self.LEVELS[level], number)))
            got = self.answers(script)
            self.assertEqual(len(got), len(expected), kind)
            for (name, use), mine, theirs in zip(names, got, expected):
                if mine >= 0 and theirs >= 0 and use.endswith("LEARNED"):
                    continue
                with self.subTest(kind=kind, option=name):
                    self.assertEqual(mine, theirs)

    def test_set(self):
        """Each on a socket of its own: what has been set is there, and a refusal is the same."""
        for kind, (family, socktype, levels) in self.KINDS.items():
            if family == socket.AF_INET6 and not has_ipv6():
                continue
            script, expected, names = [], [], []
            for level in levels:
                for use, number, name in self.rows(level):
                    value = "--hex 01000000 %s.%s" if use == "NEITHER" else "%s.%s 1"
                    script.append("o1 = socket %s\ntry setsockopt %s\ntry getsockopt %s.%s\nclose o1\n" % (
                        kind, value % (level, name), level, name))
                    names += [(name, "set"), (name, use)]
                    with socket.socket(family, socktype) as s:
                        expected.append(self.outcome(
                            lambda: s.setsockopt(self.LEVELS[level], number, 1)))
                        expected.append(self.outcome(lambda: s.getsockopt(self.LEVELS[level], number)))
            got = self.answers(script)
            self.assertEqual(len(got), len(expected), kind)
            for (name, use), mine, theirs in zip(names, got, expected):
                # What nobody can set, and a clock.
                if mine >= 0 and theirs >= 0 and (use == "GET_LEARNED" or name == "TCP_TIMESTAMP"):
                    continue
                with self.subTest(kind=kind, option=name, what=use):
                    self.assertEqual(mine, theirs)

    def test_words(self):
        shell = self.shell()
        shell.do("t = socket inet stream")
        shell.do("u = socket inet6 dgram")
        for statement, shown in (
                ("setsockopt t reuseaddr on", "(t, SOL_SOCKET, SO_REUSEADDR, [1], 4)"),
                ("setsockopt t tcp.nodelay yes", "(t, IPPROTO_TCP, TCP_NODELAY, [1], 4)"),
                ("setsockopt t keepidle 2min", "(t, IPPROTO_TCP, TCP_KEEPIDLE, [120], 4)"),
                ("setsockopt t user_timeout 3s", "(t, IPPROTO_TCP, TCP_USER_TIMEOUT, [3000], 4)"),
                ("setsockopt t sndbuf 64k", "(t, SOL_SOCKET, SO_SNDBUF, [65536], 4)"),
                ("setsockopt t ip.ttl 9", "(t, IPPROTO_IP, IP_TTL, [9], 4)"),
                ("setsockopt u unicast_hops 7", "(u, IPPROTO_IPV6, IPV6_UNICAST_HOPS, [7], 4)"),
                ("setsockopt u multicast_loop off", "(u, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, [0], 4)"),
                ("setsockopt u udp.cork on", "(u, IPPROTO_UDP, UDP_CORK, [1], 4)"),
                ('setsockopt t linger --hex "01 00 00 00 05 00 00 00"',
                 "(t, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=5}, 8)")):
            self.check(shell, statement, re.escape("setsockopt" + shown) + " = 0\n")
        self.assertEqual(shell.end(), 0)


class Many(Live):
    """As many handles as the limit allows: the last command is about as fast as the first."""

    def test_handles(self):
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        if hard == resource.RLIM_INFINITY:
            hard = 20000
        # The shell keeps a few for itself; sanitizers make each one slow.
        limit = min(hard, 5000 if SANITIZED else 20000)
        count = limit - 100
        if count < 500:
            self.skipTest("at most %d open files" % hard)
        shell = self.shell("-q", limit=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit)))
        shell.do("first, second = socketpair")

        def seconds(statement):
            return min(float(re.search(r"# ([\d.]+) s", shell.do("time repeat 200 " + statement))[1])
                       for _ in range(5))

        few = seconds("getsockname first")
        shell.do("repeat %d socket unix dgram" % count)
        shell.do("last = socket unix dgram")
        many = seconds("getsockname last"), seconds("getsockname first")
        self.assertLess(max(many), 10 * few + 0.005)
        # And they are all there.
        self.assertGreater(len(os.listdir("/proc/%d/fd" % shell.pid)), count)
        self.assertEqual(shell.do("use s%d" % count), "")
        self.assertEqual(shell.end(), 0)

    def test_limit(self):
        """At the limit the kernel says so, and nothing is lost."""
        shell = self.shell("-k", limit=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)))
        said = shell.do("try repeat 100 socket unix dgram")
        self.assertRegex(said, r"socket\(AF_UNIX, SOCK_DGRAM, 0\) = -1 EMFILE \(.*\)\n")
        self.check(shell, "close s1", r"close\(s1\) = 0\n")
        self.check(shell, "again = socket unix dgram", r"again = socket\(AF_UNIX, SOCK_DGRAM, 0\) = \d+\n")
        # LeakSanitizer has files of its own to open at the end.
        shell.do("close s2; close s3; close s4; close s5")
        self.assertEqual(shell.end(), 0)


if __name__ == "__main__":
    main()
