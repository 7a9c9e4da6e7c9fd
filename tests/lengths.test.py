"""
Nothing of the size of a number in a line is ever touched, nor shown: what the line gave is, and
what stands behind it is `/* ... */`. The line that is shown does the same again.
"""
import os
import resource
import subprocess
import time
import unittest

from driving import DEADLINE, SANITIZED, SOCKSH, environment, main, run

TERA = 1 << 40
WIDEST = (1 << 32) - 1       # of a length that libc may have as 32 bits
MOST_SECONDS = 30 if SANITIZED else 5
MOST_KIB = 64 << 10         # resident; a sanitizer's own memory is more
MOST_BYTES = 20000          # of output a statement


def message(buffers='{iov_base="x", iov_len=1}', control="[]", controllen=0, name="NULL", namelen=0):
    return ("sendmsg(a, {msg_name=%s, msg_namelen=%d, msg_iov=[%s], msg_iovlen=%d, msg_control=%s, "
            "msg_controllen=%d, msg_flags=0}, 0)" % (name, namelen, buffers, buffers.count("{"), control, controllen))


def control(length, data, kind="SCM_RIGHTS"):
    return "[{cmsg_len=%d, cmsg_level=SOL_SOCKET, cmsg_type=%s, cmsg_data=%s}]" % (length, kind, data)


STREAM = "a, b = socketpair --nonblock"
DGRAM = "a, b = socketpair unix dgram --nonblock"

ONE = '{msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="x", iov_len=1}], msg_iovlen=1, msg_controllen=0, msg_flags=0}'
MANY = ONE.replace('"x", iov_len=1', '"x" /* ... */, iov_len=%d' % TERA)

# Before, the statement, and the beginning of the line that is shown.
SENT = [
    (STREAM, 'send(a, "x", %d, 0)' % TERA, 'send(a, "x" /* ... */, %d, 0) = ' % TERA),
    (STREAM, 'send(a, "", %d, 0)' % TERA, 'send(a, "" /* ... */, %d, 0) = ' % TERA),
    (STREAM, 'write(a, "x", %d)' % TERA, 'write(a, "x" /* ... */, %d) = ' % TERA),
    (DGRAM, 'sendto(a, "x", %d, 0, {sa_family=AF_UNIX, sun_path=@"y"}, 4)' % TERA,
     'sendto(a, "x" /* ... */, %d, 0, {sa_family=AF_UNIX, sun_path=@"y"}, 4) = -1 ' % TERA),
    (DGRAM, 'sendto(a, "x", 1, 0, {sa_family=AF_UNIX, sun_path=@"y"}, 2147483647)',
     'sendto(a, "x", 1, 0, {sa_family=AF_UNIX, sun_path=@"y"}, 2147483647) = -1 EINVAL'),
    (DGRAM, 'bind(a, "ab", 2147483647)', "bind(a, {sa_family=25185}, 2147483647) = -1 EINVAL"),
    (DGRAM, 'connect(a, "ab", 4294967295)', "connect(a, {sa_family=25185}, -1) = -1 EINVAL"),
    (STREAM, "setsockopt(a, SOL_SOCKET, SO_RCVLOWAT, [7], 2147483647)",
     "setsockopt(a, SOL_SOCKET, SO_RCVLOWAT, [7], 2147483647) = 0"),
    (STREAM, message('{iov_base="x", iov_len=%d}' % TERA),
     'sendmsg(a, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="x" /* ... */, iov_len=%d}]' % TERA),
    (STREAM, "sendmmsg(a, [{msg_hdr=%s}], 1, 0)" % MANY, "sendmmsg(a, [{msg_hdr=%s, msg_len=" % MANY),
    (STREAM, message(control=control(WIDEST, "[b]"), controllen=2147483647), None),
    (STREAM, message(control=control(WIDEST, "[]"), controllen=2147483647), None),
    (STREAM, message(control=control(2000000001, "[b]"), controllen=2000000000), None),
    (STREAM, message(control=control(2147483648, '"abc"', "40"), controllen=2147483647), None),
    (STREAM, message(control=r'"\0\0\0\200\0\0\0\0\1\0\0\0\50\0\0\0xyz"', controllen=2147483647), None),
    (STREAM, message(name='"ab"', namelen=2147483647), None),
]
# What is less than a length within the room says.
REFUSED = [
    message(control=control(2000000000, "[b]"), controllen=2000000000),
    message(control=control(2000, '"abc"', "40"), controllen=2147483647),
    message(control=r'"\0\0\0\100\0\0\0\0\1\0\0\0\50\0\0\0xyz"', controllen=2147483647),
]
# Numbers in memory that are wider than their place; those of arguments stand in test_numbers.c.
TOO_WIDE = [
    "poll([{fd=a, events=65536}], 1, 0)",
    "poll([{fd=4294967299, events=POLLIN}], 1, 0)",
    'bind(a, {sa_family=65537, sun_path=@"x"}, 4)',
    'bind(a, {sa_family=AF_INET, sin_port=htons(65536), sin_addr=inet_addr("127.0.0.1")}, 16)',
    "bind(a, {sa_family=AF_INET, sin_port=65536, sin_addr=4294967296}, 16)",
    "setsockopt(a, SOL_SOCKET, SO_PRIORITY, [4294967296], 4)",
    "setsockopt(a, SOL_SOCKET, SO_LINGER, {l_onoff=4294967297, l_linger=0}, 8)",
    "getsockopt(a, SOL_SOCKET, SO_TYPE, ..., [4294967300])",
    "getsockname(a, ..., [4294967300])",
    "ioctl(a, FIONBIO, [4294967297])",
    message(namelen=1 << 32),
    message(control=control(1 << 64, "[b]"), controllen=24),
    message(control=control(20, "[4294967299]"), controllen=24),
    message(control=control(28, "{pid=4294967297, uid=0, gid=0}", "SCM_CREDENTIALS"), controllen=32),
    message(control="[{cmsg_len=20, cmsg_level=4294967297, cmsg_type=1, cmsg_data=[b]}]", controllen=24),
    message(control="[{cmsg_len=20, cmsg_level=1, cmsg_type=4294967297, cmsg_data=[b]}]", controllen=24),
    message(controllen=1 << 64),
]
# What comes back into a room that is as large as that.
RECEIVED = [
    'recv(b, "x", %d, 0) = 1' % TERA,
    'read(b, "x", %d) = 1' % TERA,
    'recv(b, "x", %d, MSG_TRUNC) = 1' % TERA,
    'recvfrom(b, "x", 1, 0, ..., [2147483647 => 0]) = 1',
    'recvmsg(b, {msg_name=..., msg_namelen=2147483647 => 0, msg_iov=[{iov_base="x", iov_len=%d}], '
    "msg_iovlen=1, msg_control=[], msg_controllen=%d => 0, msg_flags=0}, 0) = 1" % (TERA, WIDEST),
    'recvmmsg(b, [{msg_hdr={msg_name=..., msg_namelen=2147483647 => 0, msg_iov=[{iov_base="x", iov_len=%d}], '
    "msg_iovlen=1, msg_control=[], msg_controllen=%d => 0, msg_flags=0}, msg_len=1}], 1, 0, NULL) = 1" % (TERA, WIDEST),
    "getsockname(b, {sa_family=AF_UNIX}, [2147483647 => 2]) = 0",
    "getsockopt(b, SOL_SOCKET, SO_REUSEADDR, [0], [2147483647 => 4]) = 0",
]


def measured(script):
    """The output of a script, how long it took, and how much memory it held."""
    before = time.monotonic()
    process = subprocess.Popen([SOCKSH, "-k"], env=environment("/nonexistent"), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = process.communicate(script.encode(), timeout=DEADLINE)[0].decode("latin-1")
    return out, process.returncode, time.monotonic() - before


class Lengths(unittest.TestCase):
    def bounded(self, script):
        out, status, seconds = measured(script)
        self.assertIn(status, (0, 1), script)
        self.assertLess(seconds, MOST_SECONDS, script)
        self.assertLess(len(out), MOST_BYTES, script)
        return out

    def test_what_is_sent(self):
        for before, statement, expected in SENT:
            with self.subTest(statement=statement):
                out = self.bounded("set hints off\n%s\n%s\n" % (before, statement))
                shown = out.splitlines()[-1]
                self.assertEqual(shown[:len(expected or "sendmsg(")], expected or "sendmsg(")
                # And twice more, as it was shown, with its result. A family alone gets its data.
                for _ in range(2):
                    again = run(script="set hints off\n%s\n%s\n" % (before, shown))
                    self.assertEqual((again.returncode, again.stderr), (0, ""), shown)
                    before_that, shown = shown, again.stdout.splitlines()[-1]
                self.assertEqual(before_that, shown)

    def test_what_is_refused(self):
        for statement in REFUSED:
            with self.subTest(statement=statement):
                result = run(script="%s\n%s\n" % (STREAM, statement))
                self.assertEqual(result.returncode, 2)
                self.assertIn("cmsg_len", result.stderr)

    def test_numbers_that_are_too_wide(self):
        for statement in TOO_WIDE:
            with self.subTest(statement=statement):
                result = run(script="%s\n%s\n" % (DGRAM, statement))
                self.assertEqual((result.returncode, result.stdout.count("\n")), (2, 1), result)

    def test_what_comes(self):
        for statement in RECEIVED:
            with self.subTest(statement=statement):
                out = self.bounded("a, b = socketpair; send a x\n%s\n" % statement)
                self.assertEqual(out.splitlines()[-1], statement)

    def test_memory(self):
        if SANITIZED:
            self.skipTest("a sanitizer's own memory is more")
        script = STREAM + "; send a x; send a x; send a x; send a x; send a x\n"
        script += "\n".join(statement for _, statement, _ in SENT) + "\n" + "\n".join(RECEIVED) + "\n"
        pid = os.fork()
        if pid == 0:
            with open(os.devnull, "wb") as nowhere:
                done = subprocess.run([SOCKSH, "-k"], input=script.encode(), stdout=nowhere, stderr=nowhere,
                                      env=environment("/nonexistent"), timeout=DEADLINE, check=False)
            used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            os._exit(0 if done.returncode == 1 and used < MOST_KIB else 1)
        self.assertEqual(os.waitpid(pid, 0)[1], 0)

    def test_small_ones_are_shown_whole(self):
        out = run(script=DGRAM + """
send(a, "x", 3, 0) = 3
sendmsg(a, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="x", iov_len=3}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 3
bind(a, {sa_family=AF_UNIX, sun_path=@"socksh%d"}, 16) = 0
""" % os.getpid())
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertIn('send(a, "x\\0\\0", 3, 0)', out.stdout)
        self.assertIn('iov_base="x\\0\\0", iov_len=3', out.stdout)
        self.assertRegex(out.stdout, r'sun_path=@"socksh\d+(\\0)*"}, 16')

    def test_behind_a_foreign_pointer_zeros_are_sent(self):
        """And not what lies in the shell's memory."""
        out = run(script="help recv\n" + DGRAM + """
try send(a, 0x7ffe1000, 100, 0) = -1 ENOBUFS (No buffer space available)
expect "%s" recv b
""" % ("\\0" * 100))
        self.assertEqual(out.returncode, 0, out.stderr)


if __name__ == "__main__":
    main()
