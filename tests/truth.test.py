"""
What the shell shows is what it does: its call lines against what strace saw.

Of the process's system calls, those count that are about descriptors of the handle table; what a
look-up of a name does happens in another thread. They are held against the call lines in order, no
more and no less. Each pair is then read by the program's own parser, and the values are compared
(tools/same_calls.c); before that is believed, lines are changed to see that it notices.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import driving
from driving import DEADLINE, SANITIZED, SOCKSH, TOOLS, TRANSCRIPTS, main

SAME_CALLS = os.path.join(TOOLS, "same_calls")
STRACE = ["strace", "-f", "-v", "-s", "100000", "-e", "trace=%desc,%network", "-e", "signal=none"]

CALL = re.compile(r"(?:\w+ = )?(\w+)\((.*)\) += (.*)$")
SUM = re.compile(r"# getsockname and getpeername of (\d+) handles?(?:, getsockopt of (\d+))?$")
# What makes descriptors, besides a result.
PAIR = re.compile(r"^socketpair\(.*, \[(\d+), (\d+)\]\) += 0$")
RIGHTS = re.compile(r"cmsg_level=(?:SOL_SOCKET|0x1\b[^,]*), cmsg_type=(?:SCM_RIGHTS|0x1\b[^,]*), cmsg_data=\[([\d, ]+)\]")
MAKES = ("socket", "accept", "accept4", "epoll_create1")


def environment(home):
    variables = driving.environment(home)
    if SANITIZED:
        # LeakSanitizer cannot work under ptrace.
        variables["ASAN_OPTIONS"] = variables.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    return variables


def main_thread(log):
    """The lines of the first process of a log, those put together again that were torn apart."""
    first, begun, lines = None, "", []
    for line in log.splitlines():
        pid, call = line.split(None, 1)
        first = first or pid
        if pid != first or call.startswith(("---", "+++")):
            continue
        if call.endswith(" <unfinished ...>"):
            begun = call[:-len(" <unfinished ...>")]
            continue
        if call.startswith("<... "):
            call = begun + call.split("resumed>", 1)[1]
        lines.append(call)
    return lines


class Table:
    """The descriptors of the handle table, as strace sees them come and go."""

    def __init__(self):
        self.open = set()

    def concerns(self, call):
        match = CALL.match(call)
        if not match:
            return False
        name, args = match[1], match[2]
        if name in MAKES or name == "socketpair":
            return True
        if name == "poll":
            asked = args.split("=> ")[0]
            fds = [int(fd) for fd in re.findall(r"\{fd=(-?\d+)", asked)]
            return not fds or any(fd in self.open or fd < 0 for fd in fds)
        if name in ("select", "pselect6"):
            fds = [int(fd) for some in re.findall(r"\[([\d ]*)\]", args) for fd in some.split()]
            return not fds or any(fd in self.open for fd in fds)
        first = re.match(r"-?\d+", args)
        if name in ("mmap", "openat", "newfstatat", "open") or not first:
            return False
        return int(first[0]) in self.open or first[0] == "-1"

    def follow(self, call):
        match = CALL.match(call)
        name, args, result = match[1], match[2], match[3]
        if result.startswith(("-", "?")):
            return
        pair = PAIR.match(call)
        if name in MAKES:
            self.open.add(int(result.split()[0]))
        elif pair:
            self.open |= {int(pair[1]), int(pair[2])}
        elif name in ("recvmsg", "recvmmsg"):
            for fds in RIGHTS.findall(args):
                self.open |= {int(fd) for fd in fds.split(",")}
        elif name == "close":
            self.open.discard(int(args))


def without_interfaces(calls):
    """What libc does for the name or the number of an interface is libc's: a socket, one question, close."""
    calls, kept = list(calls), []
    while calls:
        made, asked, closed = (CALL.match(call) for call in (calls + ["", ""])[:3])
        if (made and asked and closed and (made[1], asked[1], closed[1]) == ("socket", "ioctl", "close") and
                re.match(r"(\d+), (?:SIOCGIF(?:INDEX|NAME)|0x8933|0x8910)\b", asked[2]) and
                asked[2].split(",")[0] == closed[2] == made[3].split()[0]):
            del calls[:3]
        else:
            kept.append(calls.pop(0))
    return kept


def seen_calls(log):
    table, calls = Table(), []
    for call in without_interfaces(main_thread(log)):
        if table.concerns(call):
            calls.append(call)
            table.follow(call)
    return calls


def as_made_of(shown, seen):
    """What strace saw of a function that is the libc's: sockatmark() is a request, its result what came of it."""
    asked = re.match(r"ioctl\((-?\d+), (?:SIOCATMARK|0x8905)\b[^,]*, (?:\[(\w+)\]|.*)\) += (.*)$", seen)
    if not asked or not re.match(r"sockatmark\(", shown):
        return seen
    return "sockatmark(%s) = %s" % (asked[1], asked[3] if asked[3].startswith("-") else asked[2])


class Truth(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="socksh-truth.")
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def trace(self, *args, options=()):
        """Runs the shell under strace; what it said, and the log."""
        home = tempfile.mkdtemp(dir=self.folder)
        result = subprocess.run(
            [*STRACE, *options, "-o", self.path("log"), SOCKSH, *args], cwd=home, env=environment(home), timeout=DEADLINE,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="latin-1", check=False)
        with open(self.path("log"), encoding="latin-1") as log:
            return result, log.read()

    def pairs(self, shown, calls):
        """The shown call lines with what was seen of each."""
        found, calls = [], list(calls)
        for line in shown.splitlines():
            view = SUM.match(line)
            if view:
                asked = 2 * int(view[1]) + 4 * int(view[2] or 0)
                names = [CALL.match(call)[1] for call in calls[:asked]]
                self.assertEqual(len(names), asked, line)
                self.assertEqual(names.count("getsockname"), int(view[1]), names)
                self.assertEqual(names.count("getpeername"), int(view[1]), names)
                self.assertEqual(names.count("getsockopt"), 4 * int(view[2] or 0), names)
                del calls[:asked]
            elif not line.startswith(("#", "getaddrinfo(")):
                self.assertTrue(calls, "shown and not seen: " + line)
                found.append((line, as_made_of(line, calls.pop(0))))
        self.assertEqual(calls, [], "seen and not shown")
        return found

    def same(self, pairs):
        for name, column in (("shown", 0), ("seen", 1)):
            with open(self.path(name), "w", encoding="latin-1") as f:
                f.writelines(pair[column] + "\n" for pair in pairs)
        return subprocess.run(
            [SAME_CALLS, self.path("shown"), self.path("seen")], cwd=self.folder, env=environment(self.folder),
            timeout=DEADLINE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="latin-1", check=False)

    def changes(self, pairs):
        """Each line of strace with a change to it, one after the other, and what has been changed."""
        for i, (shown, seen) in enumerate(pairs):
            for old, new in ((r"\b(\d+)\) = ", lambda m: "%d) = " % (int(m[1]) + 1)),
                             (r"htons\((\d+)\)", lambda m: "htons(%d)" % (int(m[1]) ^ 1)),
                             (r'"([^"\\])', lambda m: '"' + chr(ord(m[1]) ^ 1)),
                             (r"127\.0\.0\.1", "127.0.0.2"),
                             (r"(POLL\w+), revents|events=(POLLIN)", "events=POLLPRI"),
                             (r"SO_RE\w+", "SO_BROADCAST"), (r"\[1\]", "[2]"), (r"\{pid=(\d+)", "{pid=1"),
                             (r"(\d+)$", lambda m: str(int(m[1]) + 1)), (r"-1 E\w+ .*", "-1 EXDEV (x)"),
                             (r"^\w+\((\d+)", lambda m: m[0].replace(m[1], "998"))):
                changed = re.sub(old, new, seen, count=1)
                if changed != seen:
                    yield i, pairs[:i] + [(shown, changed)] + pairs[i + 1:]

    def check(self, script, *options):
        result, log = self.trace(script, options=options)
        self.assertEqual(result.returncode, 0, result.stderr)
        shown = result.stdout
        # Who the shell is, only the shell can say; here it is somebody else who reads its lines.
        for function, own in (("getpid", int(log.split()[0])), ("geteuid", os.geteuid()), ("getegid", os.getegid())):
            shown = shown.replace(function + "()", str(own))
        pairs = self.pairs(shown, seen_calls(log))
        self.assertTrue(pairs)
        compared = self.same(pairs)
        self.assertEqual((compared.returncode, compared.stdout), (0, ""))
        return pairs

    def test_changes_are_noticed(self):
        noticed = 0
        for script in ("tcp.ssh", "udp-calls.ssh", "unix.ssh", "messages-calls.ssh", "options.ssh", "poll.ssh"):
            pairs = self.check(os.path.join(TRANSCRIPTS, script))
            for line, changed in self.changes(pairs):
                compared = self.same(changed)
                self.assertNotEqual(compared.returncode, 0, "%r for %r" % (changed[line][1], changed[line][0]))
                noticed += 1
        self.assertGreater(noticed, 300)

    def test_forms(self):
        """The other forms in which strace prints the same."""
        for options in (["-X", "raw"], ["-X", "verbose"], ["-x"], ["-xx"], ["-a", "80"]):
            for script in driving.transcripts():
                with self.subTest(options=options, script=os.path.basename(script)):
                    self.check(script, *options)

    def test_more_and_less(self):
        """A call that is not shown, and one that was not made."""
        result, log = self.trace(os.path.join(TRANSCRIPTS, "unix.ssh"))
        calls = seen_calls(log)
        with self.assertRaises(AssertionError):
            self.pairs(result.stdout, calls + ["fstat(3, {}) = 0"])
        with self.assertRaises(AssertionError):
            self.pairs(result.stdout + "close(s9) = 0\n", calls)

    def test_quiet(self):
        """Whether it is shown or not, the same is done."""
        script = os.path.join(TRANSCRIPTS, "poll.ssh")
        names = [CALL.match(call)[1] for call in seen_calls(self.trace(script)[1])]
        self.assertEqual(names, [CALL.match(call)[1] for call in seen_calls(self.trace("-q", script)[1])])

    def test_checking(self):
        """-n makes no call at all."""
        for script in glob.glob(os.path.join(TRANSCRIPTS, "*.*")):
            with self.subTest(script=script):
                self.assertEqual(seen_calls(self.trace("-n", script)[1]), [])


def add_transcripts():
    scripts = driving.transcripts()
    logs = [os.path.join(TRANSCRIPTS, name + ".strace") for name in ("tcp", "udp", "unix")]
    for script in scripts + logs:
        name = re.sub(r"\W", "_", os.path.basename(script))
        setattr(Truth, "test_" + name, lambda self, script=script: self.check(script))


def can_trace():
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


if __name__ == "__main__":
    driving.enter_namespace()
    add_transcripts()
    if not can_trace() or not os.access(SAME_CALLS, os.X_OK):
        print("no strace, or it may not trace here, or no", SAME_CALLS)
        sys.exit(77)
    main()
