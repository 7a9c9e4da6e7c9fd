"""
What the kernel did not write is neither shown nor compared: it is `...`.

With MSG_TRUNC, TCP and what is built like it throw the bytes away that their result counts; the
kernel says so nowhere. Datagrams come, as far as there is room, and so do the bytes of UNIX
streams.
"""
import ctypes
import re
import socket
import struct
import tempfile
import unittest

from driving import Shell, main, run

CONNECTED = """
srv = socket inet stream %s; bind srv; listen srv 1
c = socket inet stream %s; connect c srv; a = accept srv
"""


def last_lines(script, *args):
    """The call lines behind the line `constants SHUT_RD`."""
    result = run(*args, script="set hints off\n" + script)
    return result, result.stdout.rpartition("SHUT_RDWR = 2\n")[2].splitlines()


class Unwritten(unittest.TestCase):
    def shows(self, before, statement, expected):
        result, lines = last_lines("%s\nconstants SHUT_RDWR\n%s\n" % (before, statement))
        self.assertEqual(lines, [expected], result.stderr)
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_streams_that_throw_bytes_away(self):
        for protocol in "0", "262":
            connected = CONNECTED % (protocol, protocol)
            if protocol != "0" and run(script=connected).returncode:
                continue    # a kernel without MPTCP
            sent = connected + "send c --fill 600"
            for statement, expected in (
                    ("recv a --trunc 64", "recv(a, ..., 64, MSG_TRUNC) = 64"),
                    ("recv a --trunc 20000", "recv(a, ..., 20000, MSG_TRUNC) = 600"),
                    ("recv a --trunc 1", "recv(a, ..., 1, MSG_TRUNC) = 1"),
                    ("recv(a, ..., 8, MSG_PEEK|MSG_TRUNC) = 8", "recv(a, ..., 8, MSG_PEEK|MSG_TRUNC) = 8"),
                    ("recvfrom a --trunc 64",
                     "recvfrom(a, ..., 64, MSG_TRUNC, ..., [128 => 0]) = 64")):
                with self.subTest(protocol=protocol, statement=statement):
                    self.shows(sent, statement, expected)
            buffers = ("recvmsg(a, {msg_name=..., msg_namelen=128 => 0, "
                       "msg_iov=[{iov_base=\"\", iov_len=0}, {iov_base=..., iov_len=3}, "
                       "{iov_base=..., iov_len=20}], msg_iovlen=3, msg_control=[], "
                       "msg_controllen=512 => 0, msg_flags=0}, MSG_TRUNC) = 23")
            with self.subTest(protocol=protocol):
                self.shows(sent, "recvmsg a --trunc 0 3 20", buffers)
                self.shows(sent, buffers, buffers)

    def test_the_same_without_facts(self):
        """A descriptor of which the shell knows nothing: it came in a message."""
        passed = CONNECTED % (0, 0) + "send c hello; x, y = socketpair; sendmsg x --rights a .; b = recvmsg y 1"
        self.shows(passed, "recv b --trunc 3", "recv(b, ..., 3, MSG_TRUNC) = 3")

    def test_urgent_data(self):
        self.shows(CONNECTED % (0, 0) + "send c --oob x; poll a:pri", "recv a --oob --trunc",
                   "recv(a, ..., 4096, MSG_OOB|MSG_TRUNC) = 1")

    def test_the_end_of_a_stream_is_no_byte(self):
        self.shows(CONNECTED % (0, 0) + "shutdown c wr", "recv a --trunc", 'recv(a, "", 4096, MSG_TRUNC) = 0')

    def test_bytes_that_do_come(self):
        dgram = "a, b = socketpair unix dgram; send b hello"
        udp = "a = socket inet dgram; bind a; b = socket inet dgram; connect b a; send b hello"
        stream = "a, b = socketpair; send b hello"
        for before, statement, expected in (
                (dgram, "recv a --trunc 2", 'recv(a, "he", 2, MSG_TRUNC) = 5'),
                (dgram, "recv a --trunc --peek", 'recv(a, "hello", 4096, MSG_PEEK|MSG_TRUNC) = 5'),
                (udp, "recv a --trunc 2", 'recv(a, "he", 2, MSG_TRUNC) = 5'),
                (udp, "recv a --trunc 0", 'recv(a, "", 0, MSG_TRUNC) = 5'),
                (stream, "recv a --trunc 2", 'recv(a, "he", 2, MSG_TRUNC) = 2'),
                # What any pattern would be mistaken for.
                ("a, b = socketpair unix dgram; send b --hex 00", "recv a --trunc 20000",
                 'recv(a, "\\0", 20000, MSG_TRUNC) = 1'),
                ("a, b = socketpair unix dgram; send b --hex a5", "recv a --trunc",
                 'recv(a, "\\245", 4096, MSG_TRUNC) = 1')):
            with self.subTest(statement=statement, before=before):
                self.shows(before, statement, expected)
        result, lines = last_lines(dgram + "\nconstants SHUT_RDWR\nexpect \"he\" recvmsg a --trunc 1 1\n")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn('[{iov_base="h", iov_len=1}, {iov_base="e", iov_len=1}]', lines[0])

    def test_nothing_is_compared_that_was_not_written(self):
        sent = CONNECTED % (0, 0) + "send c --fill 600; constants SHUT_RDWR\n"
        for statement in (
                'expect "abc" recv a --trunc 3', 'expect "" recv a --trunc 3',
                'expect "\\0\\0\\0" recvmsg a --trunc 3', 'recv(a, "abc", 3, MSG_TRUNC) = 3',
                'recv(a, "\\0\\0\\0", 3, MSG_TRUNC) = 3'):
            with self.subTest(statement=statement):
                self.assertEqual(last_lines(sent + statement)[0].returncode, 1)
        for statement in ("expect 3 recv a --trunc 3", "recv(a, 0x7ffe1000, 3, MSG_TRUNC) = 3",
                          "repeat 3 expect 200 recv a --trunc 200"):
            with self.subTest(statement=statement):
                self.assertEqual(last_lines(sent + statement)[0].returncode, 0)

    def test_entries_that_poll_did_not_look_at(self):
        before = "a, b = socketpair; send a x"
        self.shows(before, "poll([{fd=a, events=POLLIN}, {fd=b, events=POLLIN, revents=POLLIN}], 1, 0)",
                   "poll([{fd=a, events=POLLIN}], 1, 0) = 0 (Timeout)")
        self.shows(before, "poll([{fd=b, events=POLLIN}, {fd=a, events=POLLIN, revents=POLLOUT}], 1, 0)",
                   "poll([{fd=b, events=POLLIN}], 1, 0) = 1 ([{fd=b, revents=POLLIN}])")

    def test_a_length_that_counts_more_than_bytes(self):
        """SO_GET_FILTER's length is in instructions of eight bytes."""
        instructions = struct.pack("HBBI", 0x6, 0, 0, 0xffff) * 20      # ret #0xffff
        program = ctypes.create_string_buffer(instructions)
        ours, theirs = socket.socketpair()
        with ours, theirs, tempfile.TemporaryDirectory() as folder:
            ours.setsockopt(socket.SOL_SOCKET, 26, struct.pack("HL", 20, ctypes.addressof(program)))
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(folder + "/x")
                server.listen()
                shell = Shell()
                self.addCleanup(shell.kill)
                shell.do("c = socket unix; connect c %s/x; set hints off" % folder)
                with server.accept()[0] as peer:
                    socket.send_fds(peer, [b"."], [ours.fileno()])
                    shell.do("f = recvmsg c")
        shown = re.escape('"%s"' % (r"\6\0\0\0\377\377\0\0" * 20))
        for statement, expected in (
                ("getsockopt f 26 --level socket", shown + r", \[4096 => 20\]\) = 0"),
                ("getsockopt(f, SOL_SOCKET, 26, ..., [20])", shown + r", \[20\]\) = 0"),
                ("try getsockopt(f, SOL_SOCKET, 26, ..., [3])", r"\.\.\., \[3\]\) = -1 EINVAL .*"),
                ("getsockopt(f, SOL_SOCKET, 26, ..., [0])", r"\"\", \[0 => 20\]\) = 0")):
            with self.subTest(statement=statement):
                self.assertRegex(shell.do(statement),
                                 r"^getsockopt\(f, SOL_SOCKET, SO_\w+_FILTER, %s\n$" % expected)
        self.assertEqual(shell.end(), 0)

    def test_a_failed_call_wrote_nothing(self):
        script = """s = socket inet stream --nonblock; a, b = socketpair --nonblock
getpeername s; accept s; recv a; recvfrom a; read a; recvmsg a; getsockopt s 0x1234 --level tcp
"""
        calls = [line for line in run("-k", script=script).stdout.splitlines() if " = -1 " in line]
        self.assertEqual(len(calls), 7)
        for line in calls:
            with self.subTest(line=line):
                self.assertRegex(line, r"\.\.\.")
                self.assertIsNone(re.search(r'"|sa_family|\[0\]', line))


if __name__ == "__main__":
    main()
