#!/usr/bin/env python3
"""
What the system refuses is told and survived: `strace -e inject=` makes calls fail that never do here.

Two tables. API: every call of the sockets API with every error; the line shows just that error,
the shell goes on, and its output, read back, is the same again. OWN: what the shell calls for
itself, with where it fails, and what has to be said and kept then.
"""
import errno
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import driving
from driving import DEADLINE, SANITIZED, SOCKSH, main


def environment(home):
    variables = driving.environment(home)
    if SANITIZED:
        # LeakSanitizer cannot work under ptrace.
        variables["ASAN_OPTIONS"] = variables.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    return variables


class Faults(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="socksh-faults.")
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="latin-1") as file:
            file.write(text)

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding="latin-1") as file:
            return file.read()

    def run_with(self, faults, *args, path=None, log="/dev/null"):
        """A run in which these calls fail; with a path, only where they are about this file."""
        options = [part for fault in faults for part in ("-e", "inject=" + fault)]
        if path:
            options += ["-P", os.path.join(self.folder, path)]
        return subprocess.run(
            ["strace", "-f", "-o", log, "-e", "signal=none", *options, SOCKSH, *args],
            cwd=self.folder, env=environment(self.folder), timeout=DEADLINE, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="latin-1")


# ---- the calls of the API ----

# What each stands on is made before: the injection begins behind it.
BEFORE = """\
s = socket
a, b = socketpair
ep = epoll_create1
"""

# One statement a call: the system call that it is, and which one of its kind is to fail.
API = [
    ("socket", 2, "t = socket inet dgram"),
    ("socketpair", 2, "p, q = socketpair"),
    ("bind", 1, "bind s"),
    ("listen", 1, "listen s"),
    ("connect", 1, "connect s 127.0.0.1:9"),
    ("accept", 1, "x = accept s"),
    ("accept4", 1, "y = accept4 s --cloexec"),
    ("sendto", 1, "send a hello"),
    ("sendto", 2, "sendto s hello 127.0.0.1:9"),
    ("sendmsg", 1, "sendmsg a --rights b hello"),
    ("sendmmsg", 1, "sendmmsg a --rights b hello there"),
    ("recvmmsg", 1, "recvmmsg a 2 --timeout 2s"),
    ("recvfrom", 1, "recv a"),
    ("recvfrom", 2, "recvfrom a"),
    ("recvmsg", 1, "recvmsg a"),
    ("?poll,?ppoll", 1, "poll a:in"),
    ("?select", 1, "select a b:out 1s"),
    ("pselect6", 1, "pselect6 a 1s"),
    ("epoll_create1", 2, "e = epoll_create1 --cloexec"),
    ("epoll_ctl", 1, "epoll_ctl ep add a"),
    ("?epoll_wait,?epoll_pwait", 1, "epoll_wait ep"),
    ("getsockname", 1, "getsockname s"),
    ("getpeername", 1, "getpeername a"),
    ("getsockopt", 1, "getsockopt s error"),
    ("getsockopt", 2, "getsockopt s linger"),
    ("getsockopt", 3, "getsockopt s tcp.info"),
    ("setsockopt", 1, "setsockopt s reuseaddr on"),
    ("setsockopt", 2, "setsockopt s linger 1"),
    ("shutdown", 1, "shutdown a wr"),
]

AFTER = """\
try send --dontwait a "still here"
expect "still here" recv b
"""

# Those that the manual pages name, and one that none of them does.
ERRORS = """EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY EBADF ECONNABORTED
ECONNREFUSED ECONNRESET EDESTADDRREQ EFAULT EHOSTUNREACH EINPROGRESS EINTR EINVAL EIO EISCONN
ELOOP EMFILE EMSGSIZE ENAMETOOLONG ENETDOWN ENETUNREACH ENFILE ENOBUFS ENOENT ENOMEM ENOPROTOOPT
ENOTCONN ENOTDIR ENOTSOCK EOPNOTSUPP EPERM EPIPE EPROTONOSUPPORT EPROTOTYPE EROFS ETIMEDOUT
EXFULL""".split()

# A signal's work, which no injection in the call itself can be: the call is made once more by libc.
CALL = re.compile(r"^(?:\w+ = )?\w+\(.*\) = (.*)$", re.M)


class Api(Faults):
    """Each call fails with each error."""

    def faults(self, error):
        nth = {}
        for calls, when, _ in API:
            first, last = nth.get(calls, (when, when))
            nth[calls] = min(first, when), max(last, when)
        return ["%s:error=%s:when=%d..%d" % (calls, error, first, last)
                for calls, (first, last) in nth.items()]

    def run_all(self, error, script):
        self.write("in", script)
        return self.run_with(self.faults(error), "-k", "in")

    def test_each_error_of_each_call(self):
        statements = "".join(statement + "\n" for _, _, statement in API)
        made = BEFORE.count("\n")
        for error in ERRORS:
            with self.subTest(error=error):
                result = self.run_all(error, BEFORE + statements + AFTER)
                answers = CALL.findall(result.stdout)
                text = os.strerror(getattr(errno, error))
                failed = ["-1 %s (%s)" % (error, text)] * len(API)
                self.assertEqual(answers[made:made + len(API)], failed, result.stdout)
                # Nothing was sent in the calls that failed, and both ends live.
                self.assertEqual(answers[made + len(API):], ["10", "10"], result.stdout)
                told = "%s: -1 %s (%s)\n"
                self.assertEqual(
                    re.sub(r"^in:\d+: ", "", result.stderr, flags=re.M),
                    "".join(told % (re.search(r"(?:= )?(\w+)", s.split(" = ")[-1])[1], error, text)
                            for _, _, s in API))
                self.assertEqual(result.returncode, 1)
                # What was shown is a script in which the same fails again.
                again = self.run_all(error, result.stdout)
                self.assertEqual((again.returncode, again.stderr), (0, ""), result.stdout)
                self.assertEqual(CALL.findall(again.stdout), answers)

    def test_close_that_fails_has_closed(self):
        """close(2): the descriptor is gone even where an error comes, EBADF excepted."""
        script = self.folder + "/in"
        self.write("in", "s = socket\nclose s\nlisten s\n")
        result = self.run_with([], "-k", script, log="log")
        # How many were closed before it, by the loader and the shell.
        number = re.search(r" = (\d+)", result.stdout)[1]
        before = self.read("log").rsplit(" close(%s) " % number, 1)[0]
        nth = before.count(" close(") + 1
        for error, lives in ("EIO", False), ("EINTR", False), ("ENOSPC", False), ("EBADF", True):
            with self.subTest(error=error):
                result = self.run_with(["close:error=%s:when=%d" % (error, nth)], "-k", script)
                self.assertIn("close(s) = -1 %s (" % error, result.stdout)
                self.assertEqual("listen(s, " in result.stdout, lives, result.stdout + result.stderr)
                self.assertEqual(result.returncode, 1 if lives else 2, result.stderr)

    def test_results_that_no_kernel_gives(self):
        """A count above the room, a descriptor that is a live handle's: nothing is believed blindly."""
        for fault, statement in (
                ("recvfrom:retval=100000", "recv a 16"), ("recvfrom:retval=100000", "recvfrom a 16"),
                ("recvmsg:retval=100000", "recvmsg a 16"), ("read:retval=100000:when=%s", "read a 16"),
                ("sendto:retval=100000", "send a x"), ("?poll,?ppoll:retval=100", "poll a:in"),
                ("recvfrom:retval=100000", 'recv(a, ..., 16, 0) = 16')):
            if "%s" in fault:
                continue
            with self.subTest(fault=fault, statement=statement):
                result = self.run_with([fault], "-k", "-c", "a, b = socketpair; %s; send b end; close a"
                                       % statement)
                self.assertIn(result.returncode, (0, 1), result.stderr)
                self.assertLess(max(map(len, result.stdout.splitlines())), 300)
                self.assertIn("close(a) = 0\n", result.stdout)


# ---- the shell's own calls ----

TCP = "s = socket\nbind\nlisten\n"
PAIR = "a, b = socketpair\n"
OPEN, START = "?open,?openat:error=", "?clone,?clone3,?fork,?vfork:error="
LOST = r"^socksh: a part of the output could not be written$"

# What fails, on which file (None: on any), the script, the exit status, what standard error says,
# and how many call lines stand in the output all the same. @ is the folder.
OWN = {
    "a script that cannot be opened":
        (OPEN + "EACCES", "in", TCP, 2, r'^socksh: cannot read "@/in": Permission denied$', 0),
    "a script, and no more descriptors":
        (OPEN + "EMFILE", "in", TCP, 2, r'^socksh: cannot read "@/in": Too many open files$', 0),
    "a script that cannot be read":
        ("read:error=EIO", "in", TCP, 2, r'^socksh: cannot read "@/in": Input/output error$', 0),
    "reading, interrupted once":
        ("read:error=EINTR:when=1", "in", TCP, 0, "", 3),
    "a full disk under standard output":
        ("write:error=ENOSPC:when=1", None, TCP, 2, LOST, 0),
    "an output device that fails":
        ("write:error=EIO:when=1", None, TCP, 2, LOST, 0),
    "writing, interrupted once":
        ("write:error=EINTR:when=1", None, TCP, 0, "", 3),
    "a pipe that does not take anything just now":
        ("write:error=EAGAIN:when=1..3", None, TCP, 0, "", 3),
    "a sourced file that cannot be opened":
        (OPEN + "ELOOP", "other", "source @/other\n" + TCP, 2,
         r"^@/in:1: source: .*Too many levels of symbolic links$", 3),
    "a sourced file that cannot be read":
        ("read:error=EIO", "other", "source @/other\n" + TCP, 2, r"@/other.*Input/output error", 3),
    "data of a file that cannot be opened":
        (OPEN + "EPERM", "other", PAIR + "send a --file @/other\n" + TCP, 2,
         r"^@/in:2: send: .*Operation not permitted$", 4),
    "data of a file that cannot be read":
        ("read:error=EIO", "other", PAIR + "send a --file @/other\n" + TCP, 2,
         r"^@/in:2: send: .*Input/output error$", 4),
    "data of a file that is no file any more":
        ("?fstat,?newfstatat,?statx:error=EIO", "other", PAIR + "send a --file @/other\n" + TCP, 2,
         r"^@/in:2: send: ", 4),
    "data of a file, interrupted once":
        ("read:error=EINTR:when=1", "other", PAIR + "send a --file @/other\n" + TCP, 0, "", 5),
    "a journal that cannot be opened":
        (OPEN + "EROFS", "journal", "set journal @/journal\n" + TCP, 2,
         r"^@/in:1: set: .*Read-only file system$", 3),
    "a journal on a full disk":
        ("write:error=ENOSPC", "journal", "set journal @/journal\n" + TCP, 2, LOST, 3),
    "a journal, and no descriptor at the top":
        ("fcntl:error=EMFILE", "journal", "set journal @/journal\n" + TCP, 2,
         r"^@/in:1: set: .*Too many open files$", 3),
    # Nobody can leave the look-up then, but there is an answer.
    "no thread for a look-up":
        ("?clone,?clone3:error=EAGAIN", None, TCP + "getaddrinfo localhost\n", 0, "", 4),
    "no process for the system's shell":
        (START + "EAGAIN", None, "! true\n" + TCP, 2, r"Resource temporarily unavailable", 3),
    "no shell of the system":
        ("execve:error=ENOENT", "/bin/sh", "! true\n" + TCP, 0, r"^socksh: cannot run /bin/sh: No such file or directory$", 3),
}


class Own(Faults):
    """What the shell needs for itself fails."""

    def test_each(self):
        for name, (fault, path, script, status, said, lines) in OWN.items():
            with self.subTest(name):
                self.write("in", script.replace("@", self.folder))
                self.write("other", "# a file\n")
                self.write("journal", "")
                result = self.run_with([fault], "-k", self.folder + "/in", path=path)
                if said:
                    self.assertRegex(result.stderr, "(?m)" + said.replace("@", self.folder))
                else:
                    self.assertEqual(result.stderr, "")
                self.assertEqual((result.returncode, len(CALL.findall(result.stdout))),
                                 (status, lines), result.stdout + result.stderr)

    @unittest.skipUnless(os.environ.get("SOCKSH_READLINE_BUILT") == "1", "built without readline")
    @unittest.skipIf(SANITIZED, "LeakSanitizer cannot work under ptrace")
    def test_no_library_for_a_prompt(self):
        """Readline is opened when a prompt is: where it is gone, lines are read all the same."""
        shell = driving.Shell(home=self.folder, terminal=True)
        self.addCleanup(shell.kill)
        shell.do("s = socket")
        with open("/proc/%d/maps" % shell.pid, encoding="latin-1") as maps:
            library = re.search(r"(/\S*libreadline\S*)$", maps.read(), re.M)[1]
        self.assertEqual(shell.end(), 0)
        # The loader opens the link, and knows /lib by that name, wherever that leads.
        link = re.sub(r"(\.so\.\d+)[.\d]*$", r"\1", library)
        names = [library, link, re.sub("^/usr", "", link)]
        without = driving.Shell(home=self.folder, terminal=True, wrapper=[
            "strace", "-f", "-o", "/dev/null", "-e", "signal=none",
            *(part for name in names for part in ("-P", name)),
            "-e", "inject=?open,?openat:error=ENOENT"])
        self.addCleanup(without.kill)
        said = without.do("s = socket")
        self.assertIn("# lines are read without editing: libreadline.so", said)
        self.assertIn("s = socket(AF_INET, SOCK_STREAM, 0) = ", said)
        self.assertEqual(without.end(), 0)

    @unittest.skipIf(SANITIZED, "a sanitizer needs memory of its own, or ends")
    def test_memory_that_ends(self):
        """From any moment on there is no more: it is said, and the rest goes on as far as it can."""
        self.write("in", "a, b = socketpair\nsend a --fill 100000\nrecv b 100000\n"
                   "try recv b --dontwait 2000000\nsendmsg a --rights b hello\nrecvmsg b\nclose a\n")
        script = self.folder + "/in"
        whole = self.run_with([], "-k", script, log="log")
        self.assertEqual(whole.returncode, 0, whole.stderr)
        log = self.read("log")
        begun = log.index(" fcntl(0, F_GETFD)")
        lost = 0
        for call in re.finditer(r" (?:brk|mmap)\(", log[begun:]):
            before = log[:begun + call.start()]
            # brk() as the kernel has it returns where the end is, whatever was asked for.
            faults = ["%s:when=%d+" % (fault, before.count(" %s(" % fault.split(":")[0]) + 1)
                      for fault in ("brk:retval=0", "mmap:error=ENOMEM")]
            with self.subTest(faults=faults):
                result = self.run_with(faults, "-k", script)
                self.assertIn(result.returncode, (0, 2), result.stderr)
                if result.returncode == 0:
                    self.assertEqual(result.stdout, whole.stdout)
                else:
                    self.assertNotEqual(result.stderr, "")
                    lost += 1
        self.assertGreater(lost, 0)


if __name__ == "__main__":
    main()
