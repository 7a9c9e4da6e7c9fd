"""
No line shows what the kernel did not write: a shell whose rooms are all filled before each call, and
which looks for the filling in every line (tools/filled.c), aborts at none of these. The tests of
live sockets are run with it, too.
"""
import os
import signal
import subprocess
import tempfile
import unittest

import driving
from driving import DEADLINE, TOOLS, environment, main

FILLED = os.path.join(TOOLS, "filled")

KINDS = ("inet stream", "inet dgram", "inet6 stream", "inet6 dgram", "unix stream", "netlink raw 0",
         "inet raw 255", "packet raw", "vsock stream")
# SOL_SOCKET, and the levels of IP, IPv6, TCP, UDP, raw, packet, netlink, TLS, XDP, MPTCP, vsock.
LEVELS = (1, 0, 41, 6, 17, 255, 263, 270, 282, 283, 284, 40)
LENGTHS = (0, 1, 2, 3, 4, 6, 13, 64, 300)


def run(*args, script=None, cwd=None):
    return subprocess.run([FILLED, *args], input=script, cwd=cwd, env=environment("/nonexistent"),
                          stdin=subprocess.DEVNULL if script is None else None, timeout=DEADLINE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="latin-1", check=False)


class Filled(unittest.TestCase):
    def test_it_is_seen(self):
        """The byte of the filling, though it be sent: what was filled would be seen as well."""
        for statement in 'send(a, "\\245\\245", 2, 0)', "setsockopt(a, SOL_SOCKET, SO_PRIORITY, [2779096485], 4)":
            result = run(script="a, b = socketpair\n" + statement)
            self.assertEqual(result.returncode, -signal.SIGABRT)
            self.assertIn("nobody wrote", result.stderr)

    def test_transcripts(self):
        for path in driving.transcripts():
            with self.subTest(path=path), tempfile.TemporaryDirectory() as folder:
                result = run(path, cwd=folder)
                self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_options(self):
        """Every option, and numbers that are none, with room for all of it and for less."""
        asked = "".join("getsockopt(s, %d, %d, ..., [%d])\n" % (level, option, length)
                        for level in LEVELS for option in range(90) for length in LENGTHS)
        answers = 0
        for kind in KINDS:
            with self.subTest(kind=kind):
                before = "s = socket %s\n" % kind
                if kind.startswith("netlink"):
                    before += "setsockopt(s, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, [1], 4)\n"
                result = run("-k", script="set hints off\n" + before + asked)
                self.assertNotIn("nobody wrote", result.stderr)
                self.assertIn(result.returncode, (1, 2))
                answers += result.stdout.count(" = 0\n")
        self.assertGreater(answers, 1000)

    def test_messages_that_are_cut(self):
        script = """
a, b = socketpair unix dgram; setsockopt b passcred on
u = socket inet dgram; bind u; setsockopt u pktinfo on; setsockopt u ip.recvttl on; setsockopt u timestamp on
v = socket inet dgram; connect v u
"""
        for room in range(0, 129):
            script += "sendmsg a --rights u --creds hello\n"
            script += "recvmsg b --control %d 2 1\nsend v hello\nrecvmsg u --control %d 3\n" % (room, room)
            script += ("send v hello\nrecvmsg(u, {msg_name=..., msg_namelen=%d, msg_iov=[{iov_base=..., iov_len=9}], "
                       "msg_iovlen=1, msg_control=..., msg_controllen=%d, msg_flags=0}, MSG_TRUNC)\n" % (room, room))
            script += "send v hello\nrecvfrom(u, ..., 2, 0, ..., [%d])\ngetsockname(u, ..., [%d])\n" % (room, room)
        result = run("-k", script="set hints off\n" + script)
        self.assertEqual((result.returncode, result.stderr), (0, ""))


if __name__ == "__main__":
    driving.enter_namespace()
    main()
