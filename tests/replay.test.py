"""
What is shown can be typed: logs of other programs run as scripts, and so does the shell's own
output, in which every value is then an expectation that holds, or is noticed.
"""
import contextlib
import fcntl
import os
import re
import shutil
import tempfile
import unittest

import driving
from driving import TRANSCRIPTS, in_namespace, main

SCRIPT_2 = ("srv = socket inet stream\nbind\nlisten 5\nc = socket inet stream\nconnect srv\na = accept srv\n"
            'send c "hi\\n"\nexpect "hi\\n" recv a\n')
LOGS = "tcp", "udp", "unix", "mux", "select", "epoll", "mmsg"
TIMES = 5 if driving.SANITIZED else 20

CALL = re.compile(r"(?:\w+ = )?(\w+)\((.*)\) = (.*)$")
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
BYTE = re.compile(r"\\[0-7]{1,3}|\\x[0-9a-f]{1,2}|\\.|.", re.S)
SIMPLE = {"n": 10, "t": 9, "r": 13, "v": 11, "f": 12, "\\": 92, '"': 34}
# Options that are the system's own until somebody sets them.
LEARNED = re.compile(r"SO_COOKIE|SO_MEMINFO|SO_RCVBUF|TCP_MAXSEG|TCP_INFO|TCP_CONGESTION|SO_PEERCRED")


def transcript(name):
    return os.path.join(TRANSCRIPTS, name)


def changed_byte(escape):
    """Another byte than this, as a string has it."""
    if escape[0] != "\\":
        byte = ord(escape)
    elif escape[1] in SIMPLE:
        byte = SIMPLE[escape[1]]
    else:
        byte = int(escape[2:], 16) if escape[1] == "x" else int(escape[1:], 8)
    return "\\%03o" % (byte ^ 1)


def replaced(text, start, end, new):
    return text[:start] + new + text[end:]


def changed_strings(line):
    """The line with one byte of one of its strings changed, for each of them."""
    for string in STRING.finditer(line):
        if line[:string.start()].endswith(("sun_path=", "inet_addr(", "inet_pton(AF_INET6, ")):
            continue
        for byte in BYTE.finditer(line, string.start(1), string.end(1)):
            yield replaced(line, byte.start(), byte.end(), changed_byte(byte.group()))


def changed_lines(line):
    """The line with one thing that comes back changed, for each such thing."""
    match = CALL.match(line)
    if not match or line.startswith("#") or "EBADF" in line:
        return
    name, result = match[1], match.start(3)
    came_back = not match[3].startswith("-1")

    def swap(pattern, new, start=0):
        for found in re.finditer(pattern, line[start:]):
            yield replaced(line, start + found.start(), start + found.end(), found.expand(new))

    if name in ("recv", "recvfrom", "read", "recvmsg", "recvmmsg") and came_back:
        yield from changed_strings(line)
    if name not in ("socket", "accept", "accept4", "epoll_create1", "getaddrinfo"):
        number = re.match(r"\d+", match[3])
        if number:
            yield replaced(line, result, result + number.end(), str(int(number[0]) + 1))
    if not came_back:
        yield from swap(r"-1 E\w+ .*", "-1 EXDEV (Invalid cross-device link)", result)
    elif name in ("getsockname", "getpeername", "recvfrom", "accept", "accept4"):
        yield from swap(r"127\.0\.0\.1", "127.0.0.3")
        yield from swap(r'"::1"', '"::3"')
        yield from swap(r"=> (\d+)\]", r"=> 1\1]")
        yield from swap(r'sun_path="(\w+)', r'sun_path="\1x')
    elif name == "poll":
        yield from swap(r"revents=\w+", "revents=POLLPRI|POLLNVAL", result)
    elif name in ("select", "pselect6") and "except [" not in match[3]:
        yield from swap(r"\b(in|out) \[", "except [", result)
    elif name == "epoll_wait":
        yield from swap(r"events=\w+", "events=EPOLLPRI")
        yield from swap(r"u32=(\d+), u64=\1\b", r"u32=1\1, u64=1\1")
    elif name == "getsockopt" and not LEARNED.search(line):
        yield from swap(r"\[(\d+)\], \[", r"[1\1], [")
        yield from swap(r"([{ ]\w+)=(\d+)", r"\1=1\2")
    elif name == "recvmmsg":
        yield from swap(r"msg_len=(\d+)", r"msg_len=1\1")
        yield from swap(r"msg_flags=\w+", "msg_flags=MSG_EOR")
    elif name == "sendmmsg" and came_back:
        yield from swap(r"msg_len=(\d+)", r"msg_len=1\1")
    elif name == "recvmsg":
        yield from swap(r"msg_flags=\w+", "msg_flags=MSG_EOR")
        yield from swap(r"cmsg_data=\[64\]", "cmsg_data=[65]")


def changed_scripts(text):
    lines = text.splitlines()
    for i, line in enumerate(lines):
        for changed in changed_lines(line):
            yield changed, "\n".join(lines[:i] + [changed] + lines[i + 1:]) + "\n"


class Replay(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="socksh-replay.")
        self.addCleanup(shutil.rmtree, self.folder)

    def run_shell(self, *args, **options):
        """In a folder that nobody has been in yet."""
        return driving.run(*args, cwd=tempfile.mkdtemp(dir=self.folder), **options)

    def good(self, result):
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout[-2000:])
        return result.stdout

    def output(self, script, *args):
        with open(script, encoding="utf-8") as f:
            return self.good(self.run_shell(*args, script=f.read()))

    # ---- logs of other programs ----

    def test_logs_are_accepted(self):
        for name in LOGS:
            self.assertEqual(self.good(self.run_shell("-n", transcript(name + ".strace"))), "")

    def test_other_logs_as_far_as_calls_exist(self):
        """What cannot be read of them is what does not exist yet, and nothing else."""
        result = self.run_shell("-n", transcript("opts.strace"))
        lines = {int(line) for line in re.findall(r"^\S*opts\.strace:(\d+): ", result.stderr, re.M)}
        # The sockets of two other families.
        self.assertLessEqual(lines, {*range(30, 38), *range(44, 49)})

    @contextlib.contextmanager
    def network(self):
        """A network of one's own; else, one at a time: an abstract name in a log is what it is."""
        wrapper = in_namespace()
        if wrapper:
            yield wrapper
            return
        with open(transcript("unix.strace"), encoding="utf-8") as f:
            fcntl.flock(f, fcntl.LOCK_EX)
            yield ()

    def test_logs_run(self):
        with self.network() as wrapper:
            for name in LOGS:
                for _ in range(TIMES):
                    self.good(self.run_shell(transcript(name + ".strace"), wrapper=wrapper))

    def test_logs_replay(self):
        """What a log's run shows runs again."""
        with self.network() as wrapper:
            for name in LOGS:
                shown = self.good(self.run_shell(transcript(name + ".strace"), wrapper=wrapper))
                self.good(self.run_shell(script=shown, wrapper=wrapper))

    def test_changed_logs(self):
        with self.network() as wrapper:
            for name in LOGS:
                with open(transcript(name + ".strace"), encoding="utf-8") as f:
                    text = re.sub(r"\) +=", ") =", f.read())
                self.good(self.run_shell(script=text, wrapper=wrapper))
                self.notice(text, wrapper=wrapper)

    # ---- scripts ----

    def test_script_2(self):
        shown = self.good(self.run_shell(script=SCRIPT_2))
        address = r'\{sa_family=AF_INET, sin_port=htons\((\d+)\), sin_addr=inet_addr\("127\.0\.0\.1"\)\}'
        match = re.fullmatch(
            r"srv = socket\(AF_INET, SOCK_STREAM, 0\) = 3\n"
            r"bind\(srv, " + address + r", 16\) = 0\n"
            r"listen\(srv, 5\) = 0\n"
            r"c = socket\(AF_INET, SOCK_STREAM, 0\) = 4\n"
            r"getsockname\(srv, " + address + r", \[128 => 16\]\) = 0\n"
            r"connect\(c, " + address + r", 16\) = 0\n"
            r"a = accept\(srv, " + address + r", \[128 => 16\]\) = 5\n"
            r'send\(c, "hi\\n", 3, 0\) = 3\n'
            r'recv\(a, "hi\\n", 4096, 0\) = 3\n', shown)
        self.assertTrue(match, shown)
        self.assertEqual(match[1], "0")
        self.assertEqual(match[2], match[3])
        for _ in range(TIMES):
            again = self.good(self.run_shell(script=shown))
            self.assertEqual(re.sub(r"htons\(\d+\)", "PORT", again), re.sub(r"htons\(\d+\)", "PORT", shown))
        self.assertEqual(self.run_shell(script=shown.replace('recv(a, "hi\\n"', 'recv(a, "ho\\n"')).returncode, 1)
        self.assertGreaterEqual(self.notice(shown), 10)

    def test_transcripts(self):
        for script in driving.transcripts():
            with self.subTest(script=os.path.basename(script)):
                self.assertEqual(self.good(self.run_shell("-n", script)), "")
                self.good(self.run_shell(script))
                self.assertEqual(self.good(self.run_shell("-q", script)).count("("), 0)

    def test_output_is_a_script(self):
        for script in driving.transcripts():
            # What a timeout ended would now wait for ever.
            if os.path.basename(script) == "interrupted.ssh":
                continue
            with self.subTest(script=os.path.basename(script)):
                shown = self.good(self.run_shell(script))
                again = self.good(self.run_shell(script=shown))
                # It says the same again, but for comments and what the kernel chose.
                self.assertEqual(self.names(again), self.names(shown))

    @staticmethod
    def names(shown):
        return [CALL.match(line)[1] for line in shown.splitlines() if not line.startswith("#")]

    def notice(self, text, **options):
        """With any one value changed that comes back, it fails; how many values there are."""
        scripts = list(changed_scripts(text))
        # Sanitizers make each run long; they are to look at some of all kinds.
        for line, script in scripts[::7 if driving.SANITIZED else 1]:
            result = self.run_shell("-q", script=script, **options)
            self.assertEqual(result.returncode, 1, "%s\n%s" % (line, result.stderr))
        return len(scripts)

    def test_changed_output(self):
        noticed = 0
        for name in ("tcp", "tcp-calls", "udp", "udp-calls", "unix", "unix-calls", "messages", "messages-calls",
                     "options", "options-calls", "poll", "select", "epoll-wait", "urgent", "errors", "mmsg"):
            with self.subTest(script=name):
                noticed += self.notice(self.good(self.run_shell(transcript(name + ".ssh"))))
        self.assertGreater(noticed, 500)

    def test_changed_bytes(self):
        """Each of the 256, each in its place."""
        data = "".join("\\%03o" % byte for byte in range(256))
        shown = self.good(self.run_shell(script='a, b = socketpair\nsend a "%s"\nrecv b\n' % data))
        self.assertEqual(self.notice(shown), 256 + 3)

    # ---- what the kernel chooses ----

    def test_other_ports(self):
        """Other numbers, each in all of its places, are the same script."""
        shown = self.good(self.run_shell(transcript("tcp.ssh")))
        ports = sorted(set(re.findall(r"htons\((\d+)\)", shown)) - {"0"})
        self.assertGreater(len(ports), 2)
        others = {port: str(1000 + i) for i, port in enumerate(ports)}
        other = re.sub(r"htons\((\d+)\)", lambda m: "htons(%s)" % others.get(m[1], m[1]), shown)
        self.assertNotEqual(other, shown)
        self.good(self.run_shell(script=other))
        # But one number cannot be two ports, nor two numbers one.
        places = [m for m in re.finditer(r"getpeername.*htons\((\d+)\)", other)]
        self.assertTrue(places)
        for place in places:
            script = replaced(other, place.start(1), place.end(1), "999")
            self.assertEqual(self.run_shell(script=script).returncode, 1, place[0])

    def test_other_numbers(self):
        """Descriptors of a log are names: any others would do, as long as they are told apart."""
        with open(transcript("udp-calls.ssh"), encoding="utf-8") as f:
            text = f.read()
        others = {"10": "777", "11": "3"}
        other = re.sub(r"(^\w+\(|^socket.* = )(1[01])\b", lambda m: m[1] + others[m[2]], text, flags=re.M)
        self.assertNotIn("(10,", other)
        self.good(self.run_shell(script=other))

    def test_unknown_number(self):
        """A number that a script has not learned never is a live descriptor by chance."""
        for line in ("send(3, \"x\", 1, 0) = 1", "close(3) = 0", "getsockname(0, ..., [128]) = 0", "read(4, ..., 1) = 1"):
            result = self.run_shell(script="a, b = socketpair\n" + line + "\n")
            self.assertEqual(result.returncode, 2, line)
            self.assertEqual(len(result.stdout.splitlines()), 1, line)

    def test_number_again(self):
        """A number that comes back was closed in between, where the log does not show it too."""
        shown = self.good(self.run_shell(script="socket(AF_UNIX, SOCK_STREAM, 0) = 3\nsocket(AF_UNIX, SOCK_DGRAM, 0) = 3\n"
                                         "getsockopt(3, SOL_SOCKET, SO_TYPE, [2], [4]) = 0\n"))
        self.assertRegex(shown, r"^s1 = socket\(.*\) = \d+\nclose\(s1\) = 0\n# .*\ns2 = socket\(.*\) = \d+\n"
                         r"getsockopt\(s2, .*\n$")

    def test_credentials(self):
        """One's own pid, uid and gid are not the log's."""
        shown = self.good(self.run_shell(transcript("messages.ssh")))
        other = re.sub(r"\{pid=\d+, uid=\d+, gid=\d+\}", "{pid=7, uid=%d, gid=%d}" % (os.getuid(), os.getgid()), shown)
        self.assertNotEqual(other, shown)
        self.good(self.run_shell(script=other))

    def test_journal(self):
        journal = os.path.join(self.folder, "journal")
        self.good(self.run_shell("-q", "-c", "set journal %s; source %s" % (journal, transcript("tcp.ssh"))))
        with open(journal, encoding="latin-1") as f:
            text = f.read()
        self.assertEqual(self.names(text), self.names(self.good(self.run_shell(transcript("tcp.ssh")))))
        self.good(self.run_shell(journal))


if __name__ == "__main__":
    main()
