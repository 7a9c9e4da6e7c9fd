"""The shell on a pseudo-terminal, as a person meets it.

Nothing here sleeps: every step waits for what must appear, with a deadline far beyond what it takes.
"""
import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import socket
import stat
import struct
import sys
import tempfile
import termios
import time
import unittest

SOCKSH = os.environ.get("SOCKSH", "build/socksh")
READLINE = os.environ.get("SOCKSH_READLINE_BUILT", "0") == "1"
DEADLINE = 30
CTRL_C, CTRL_D, CTRL_Z, TAB, UP = b"\x03", b"\x04", b"\x1a", b"\t", b"\x1b[A"

with_readline = unittest.skipUnless(READLINE, "built without readline")


def wait_asleep(pid):
    """Waits until a process sleeps, in a call that blocks."""
    deadline = time.monotonic() + DEADLINE
    while True:
        with open("/proc/%d/stat" % pid, encoding="latin-1") as file:
            if file.read().rpartition(") ")[2][0] == "S":
                return
        if time.monotonic() > deadline:
            raise AssertionError("it never sleeps")
        select.select([], [], [], 0.002)


def resize(fd, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))


class Session:
    """One shell, and all that it has written to its terminal."""

    def __init__(self, home, *args, terminal="xterm", columns=200, env=None, under=()):
        self.seen = b""
        self.at = 0
        self.status = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            environment = {
                "HOME": home, "XDG_STATE_HOME": home + "/state", "INPUTRC": "/dev/null",
                "TERM": terminal, "LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", ""),
            }
            for name, value in os.environ.items():
                if name.endswith("SAN_OPTIONS"):
                    environment[name] = value
            environment.update(env or {})
            os.chdir(home)
            resize(0, columns)
            os.closerange(3, 1024)      # what the test was started with
            command = [*under, SOCKSH, *args]
            os.execvpe(command[0], command, environment)

    def send(self, keys):
        keys = keys.encode() if isinstance(keys, str) else keys
        while keys:
            # What the shell echoes must be taken away meanwhile, or both would wait for ever.
            readable, writable, _ = select.select([self.fd], [self.fd], [], DEADLINE)
            if readable and not self.read():
                raise AssertionError("it has ended: %r" % self.seen[-2000:])
            if readable:
                continue
            if writable:
                keys = keys[os.write(self.fd, keys[:512]):]
            else:
                raise AssertionError("the terminal takes nothing more: %r" % self.seen[-2000:])

    def line(self, text):
        self.send(text + "\r")

    def read(self):
        """Takes what is there. False at the end."""
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        self.seen += data
        return data != b""

    def expect(self, pattern):
        """Waits for a text behind the last one that was waited for; returns the match."""
        pattern = pattern.encode() if isinstance(pattern, str) else pattern
        deadline = time.monotonic() + DEADLINE
        while True:
            match = re.search(pattern, self.seen[self.at:])
            if match:
                self.at += match.end()
                return match
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0] or not self.read():
                raise AssertionError("no %r in %r" % (pattern, self.seen[self.at:][-2000:]))

    def prompt(self):
        self.expect(rb"(?:^|[\r\nhl])> ")

    def clear(self):
        """Ctrl-C, up to the fresh prompt."""
        self.send(CTRL_C)
        self.expect(r"\^C")
        self.prompt()

    def end(self):
        """Waits for the end; returns the exit status, negative for a signal."""
        deadline = time.monotonic() + DEADLINE
        while self.status is None and time.monotonic() < deadline:
            if not select.select([self.fd], [], [], DEADLINE)[0] or not self.read():
                break
        if self.status is None:
            while os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                if time.monotonic() > deadline:
                    raise AssertionError("it does not end: %r" % self.seen[-2000:])
                select.select([], [], [], 0.01)
            status = os.waitpid(self.pid, 0)[1]
            self.status = os.waitstatus_to_exitcode(status) if hasattr(os, "waitstatus_to_exitcode") \
                else (os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status))
        return self.status

    def kill(self):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.status = -9
        os.close(self.fd)


class Terminal(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="socksh-terminal.")
        self.addCleanup(shutil.rmtree, self.home)

    def start(self, *args, **options):
        session = Session(self.home, *args, **options)
        self.addCleanup(session.kill)
        session.prompt()
        return session

    def pair(self, shell):
        shell.line("a, b = socketpair")
        shell.expect(r"socketpair\(.*\) = 0\r\n")
        shell.prompt()

    def leave(self, session, status=0):
        session.send(CTRL_D)
        self.assertEqual(session.end(), status, session.seen)


class Prompt:
    """What holds with line editing and without it."""

    args = ()

    def test_statement(self):
        shell = self.start(*self.args)
        shell.line("socket inet stream")
        shell.expect(r"s1 = socket\(AF_INET, SOCK_STREAM, 0\) = 3\r\n")
        shell.prompt()
        shell.line("close")
        shell.expect(r"close\(s1\) = 0\r\n")
        shell.prompt()
        self.leave(shell)
        self.assertTrue(shell.seen.endswith(b"\r\n"), shell.seen)

    def test_greeting(self):
        self.assertRegex(self.start(*self.args).seen, rb'# socksh [0-9.]+: "help" .* "tutorial" .*\r\n')
        self.assertNotIn(b"# socksh", self.start(*self.args, "-q").seen)

    def test_quit(self):
        shell = self.start(*self.args)
        shell.line("no such thing")
        shell.expect("no")
        shell.prompt()
        shell.line("quit")
        self.assertEqual(shell.end(), 0)

    def test_mistakes_stop_nothing(self):
        shell = self.start(*self.args)
        shell.line("socket inet steam")
        shell.expect('did you mean "stream"')
        self.assertNotIn(b"<stdin>", shell.seen)
        shell.prompt()
        shell.line("socket inet stream")
        shell.expect("s1 = socket")
        shell.prompt()
        self.leave(shell)

    def test_continuation(self):
        shell = self.start(*self.args)
        shell.line("socket inet \\")
        shell.expect(r"\. ")
        shell.line("dgram")
        shell.expect(r"s1 = socket\(AF_INET, SOCK_DGRAM, 0\) = 3\r\n")
        shell.prompt()
        shell.line("socket \\")
        shell.expect(r"\. ")
        shell.clear()
        shell.line("socket unix stream")
        shell.expect(r"s2 = socket\(AF_UNIX, ")
        shell.prompt()
        self.leave(shell)

    def test_end_in_continuation(self):
        shell = self.start(*self.args)
        shell.line("socket \\")
        shell.expect(r"\. ")
        shell.send(CTRL_D)
        shell.expect("middle of a statement")
        shell.prompt()
        self.leave(shell)

    def test_interrupt_at_prompt(self):
        shell = self.start(*self.args)
        shell.send("nonsense")
        shell.expect("nonsense")
        shell.clear()
        shell.line("socket")
        shell.expect(r"s1 = socket\(AF_INET, SOCK_STREAM, 0\) = 3\r\n")
        shell.prompt()
        for _ in range(5):
            shell.clear()
        self.leave(shell)
        self.assertNotIn(b'"nonsense', shell.seen)

    def test_interrupt_blocked_calls(self):
        shell = self.start(*self.args)
        shell.line("srv = socket; bind; listen 1")
        shell.expect(r"listen\(srv, 1\) = 0")
        shell.prompt()
        # What was shown is flushed before a call that blocks: then it is time.
        shell.line("getsockname; accept")
        shell.expect(r"getsockname\(srv, .*\) = 0")
        shell.send(CTRL_C)
        shell.expect(r"accept\(srv, .*\) = -1 EINTR")
        shell.prompt()
        shell.line("u = socket inet dgram; bind; getsockname; recv")
        shell.expect(r"getsockname\(u, .*\) = 0")
        shell.send(CTRL_C)
        shell.expect(r"recv\(u, .*\) = -1 EINTR")
        shell.prompt()
        shell.line("close u")
        shell.expect(r"close\(u\) = 0")
        shell.prompt()
        self.leave(shell)

    def test_interrupt_where_it_was_ignored(self):
        """A script in the background has it ignored; a person at a prompt means it."""
        shell = self.start(*self.args, under=("sh", "-c", 'trap "" INT; exec "$@"', "sh"))
        shell.clear()
        self.pair(shell)
        shell.line("recv b")
        shell.expect(r"recv b\r\n")
        wait_asleep(shell.pid)
        shell.send(CTRL_C)
        shell.expect(r"recv\(b, .*\) = -1 EINTR")
        shell.prompt()
        self.leave(shell)

    def test_foreign_bytes(self):
        evil = b"\x1b]0;evil\x07\x1b[31m\x9b31m\xc2\x9b2J\xe2\x80\xaebad\r\x08\x7f"
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        shell = self.start(*self.args, terminal="dumb")
        shell.line("socket; connect 127.0.0.1:%d" % listener.getsockname()[1])
        shell.expect(r"connect\(s1, .*\) = 0")
        peer = listener.accept()[0]
        self.addCleanup(peer.close)
        shell.prompt()
        peer.sendall(evil)
        shell.line("recv")
        shell.expect(r"recv\(s1, .*\) = %d\r\n" % len(evil))
        shell.prompt()
        self.leave(shell)
        shown = shell.seen[shell.seen.index(b"recv("):]
        for raw in b"\x1b", b"\x07", b"\x9b", b"\xe2\x80\xae", b"\x7f":
            self.assertNotIn(raw, shown)
        self.assertIn(rb"\33]0;evil\7\33[31m\23331m", shell.seen)

    def test_sockets_shows_no_foreign_bytes(self):
        shell = self.start(*self.args, terminal="dumb")
        shell.line("socket unix dgram")
        shell.expect("s1 = socket")
        shell.prompt()
        shell.line(r'bind "@a\33[31mb"')
        shell.expect(r"bind\(s1, .*\r\n")
        shell.prompt()
        shell.line("sockets")
        shell.expect("# getsockname and getpeername of 1 handle\r\n")
        shell.prompt()
        self.leave(shell)
        self.assertNotIn(b"\x1b", shell.seen)

    def test_many_lines_at_once(self):
        shell = self.start(*self.args)
        shell.send("".join("socket inet stream\r" for _ in range(20)))
        for i in range(20):
            shell.expect(r"s%d = socket\(" % (i + 1))
        shell.prompt()
        self.leave(shell)

    def test_wide_line(self):
        shell = self.start(*self.args, columns=60)
        shell.line("a, b = socketpair unix stream")
        shell.expect(r"socketpair\(.*\) = 0\r\n")
        shell.prompt()
        shell.line('send a "' + "x" * 3000 + '"')
        shell.expect(r"send\(a, \"x+\"\.\.\., 3000, 0\) = 3000\r\n")
        shell.prompt()
        self.leave(shell)

    def test_utf8(self):
        shell = self.start(*self.args)
        shell.line("a, b = socketpair unix stream")
        shell.expect(r"socketpair\(.*\) = 0\r\n")
        shell.prompt()
        shell.line('send a "äöü→😀"')
        shell.expect("send\\(a, \"äöü→😀\", 13, 0\\) = 13\r\n")
        shell.prompt()
        self.leave(shell)

    def test_stopped_and_continued(self):
        """Whoever controls the jobs has written on the terminal meanwhile."""
        control = 'set -m; "$@"; echo stop"ped"; fg >/dev/null; echo is over'
        shell = self.start(*self.args, under=("bash", "-c", control, "bash"))
        self.pair(shell)
        shell.send("nonsense")
        shell.expect("nonsense")
        shell.send(CTRL_Z)
        shell.expect("stopped\r\n")
        shell.prompt()
        shell.send(CTRL_C)
        shell.prompt()
        shell.line("send a x")
        shell.expect(r'send\(a, "x", 1, 0\) = 1\r\n')
        shell.prompt()
        shell.send(CTRL_D)
        shell.expect("is over")

    def test_interrupt_drops_what_is_typed_ahead(self):
        shell = self.start(*self.args)
        self.pair(shell)
        lines = ["send a 1", "recv b", "recv b"] + ["send a %d" % i for i in range(4, 12)]
        pasted = "\r".join(lines) + "\r"
        shell.send(pasted if "--plain" in self.args or not READLINE else
                   "\x1b[200~" + pasted + "\x1b[201~\r")
        shell.expect(r'recv\(b, "1", 4096, 0\) = 1\r\n')
        wait_asleep(shell.pid)
        shell.send(CTRL_C)
        shell.expect(r"recv\(b, .*\) = -1 EINTR")
        shell.prompt()
        shell.line("recv --dontwait b")
        shell.expect(r"recv\(b, .*\) = -1 EAGAIN")
        shell.prompt()
        self.leave(shell)

    def test_line_that_the_terminal_cuts(self):
        """Typed while nobody reads it, so that the terminal itself edits it."""
        shell = self.start(*self.args)
        self.pair(shell)
        shell.line("u = socket inet dgram; bind; getsockname")
        port = int(shell.expect(r"htons\(([1-9]\d*)\).*\) = 0\r\n").group(1))
        shell.prompt()
        peer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.addCleanup(peer.close)
        for length, runs in (4094, True), (4095, False), (6000, False):
            shell.line("getsockname u; recv u")
            shell.expect(r"getsockname\(u, .*\) = 0\r\n")
            wait_asleep(shell.pid)
            shell.line("send a " + "x" * (length - 7))
            shell.expect(r"x\x07*\r\n")       # the terminal has taken it
            peer.sendto(b"go", ("127.0.0.1", port))
            shell.expect(r'recv\(u, "go"')
            shell.expect(r'send\(a, "x+"\.\.\., %d, 0\) = ' % (length - 7) if runs else
                         "the line is too long for the terminal")
            shell.prompt()
            shell.line("recv --dontwait b 10000")
            shell.expect(r"recv\(b, .*\) = " + ("%d" % (length - 7) if runs else "-1 EAGAIN"))
            shell.prompt()
        self.leave(shell)

    def test_hangup(self):
        shell = self.start(*self.args)
        os.kill(shell.pid, signal.SIGTERM)
        self.assertEqual(shell.end(), -signal.SIGTERM)
        flags = termios.tcgetattr(shell.fd)[3]
        self.assertTrue(flags & termios.ICANON and flags & termios.ECHO)


class Usual(Prompt, Terminal):
    pass


class Plain(Prompt, Terminal):
    args = ("--plain",)

    def test_long_lines(self):
        """The terminal edits them, whether anybody waits for them or not."""
        shell = self.start("--plain")
        self.pair(shell)
        shell.line("send a " + "x" * 4087)
        shell.expect(r"send\(a, .*, 4087, 0\) = 4087\r\n")
        for line in "send a " + "x" * 4088, "close; " * 1000, "#" * 20000, "bogus \\" + "x" * 4090:
            shell.line(line)
            shell.expect("the line is too long for the terminal")
            shell.prompt()
        shell.line("recv b 10000; sockets")
        shell.expect(r"recv\(b, .*\) = 4087\r\n")
        shell.expect("of 2 handles")
        shell.prompt()
        self.leave(shell)

    def test_no_escapes(self):
        shell = self.start("--plain")
        shell.line("socket")
        shell.expect("s1 = socket")
        shell.prompt()
        self.leave(shell)
        self.assertNotIn(b"\x1b", shell.seen)

    def test_no_file(self):
        shell = self.start("--plain")
        shell.line("socket")
        shell.expect("s1 = socket")
        shell.prompt()
        shell.line("history")
        shell.expect("# +1  socket\r\n# +2  history\r\n")
        shell.prompt()
        self.leave(shell)
        self.assertEqual(os.listdir(self.home), [])


@with_readline
class Editing(Terminal):
    """Line editing, completion, and a history that lasts."""

    history = property(lambda self: self.home + "/state/socksh/history")

    def completes(self, shell, typed, to):
        shell.send(typed.encode() + TAB)
        shell.expect(re.escape(to))
        shell.clear()

    def test_completion(self):
        open(self.home + "/script-of-mine", "w").close()
        shell = self.start()
        shell.line("lonesome = socket")
        shell.expect("lonesome = socket\\(.*\r\n")
        shell.prompt()
        self.completes(shell, "shutd", "shutdown ")
        self.completes(shell, "quit; liste", "quit; listen ")
        self.completes(shell, "socket inet dgr", "socket inet dgram ")
        self.completes(shell, "socket(AF_INET, SOCK_DGR", "SOCK_DGRAM")
        self.completes(shell, "close lon", "close lonesome ")
        self.completes(shell, "send --dontr", "send --dontroute ")
        self.completes(shell, "expect ECONNREF", "expect ECONNREFUSED ")
        self.completes(shell, "source scr", "source script-of-mine ")
        self.completes(shell, "bind(lonesome, {sin_po", "sin_port=")
        self.completes(shell, "bind(lonesome, {sa_family=AF_INET, sin_port=htons(1), ", "sin_addr=")
        self.completes(shell, "sendmsg(lonesome, {msg_iov=[{iov_l", "iov_len=")
        self.completes(shell, "poll([{fd=lonesome, events=POLLI", "POLLIN")
        self.completes(shell, "poll([{fd=lon", "lonesome")
        self.completes(shell, "getaddrinfo --family unsp", "unspec ")
        self.completes(shell, "sendmsg --rights lon", "lonesome ")
        self.completes(shell, "setsockopt --level tcp nodel", "nodelay ")
        self.completes(shell, "listen(lonesome, 5) = -1 EADDRI", "EADDRINUSE ")
        self.completes(shell, "socket inet stream --nonb", "--nonblock ")
        self.completes(shell, "a, b = socketp", "socketpair ")
        self.leave(shell)

    def test_completion_lists(self):
        shell = self.start()
        shell.send(b"socket in" + TAB)
        shell.expect("et")      # what they share
        shell.send(TAB + TAB)
        shell.expect("inet +inet6")
        shell.clear()
        self.leave(shell)

    def test_file_names_that_would_not_stay_a_word(self):
        """Their bytes would be read as something else, by this shell or by the system's."""
        shell = self.start()
        for name in "wild$(touch ran)", "wild`touch ran`", "wild\n! touch ran\n#", "wild\"; touch ran; \"", \
                "wild'", "wild\\n", "wild\u202e", "wild\x9b":
            for command in "! cat w", "source w", "send --file w":
                path = os.path.join(self.home, name)
                with open(path, "w", encoding="ascii"):
                    pass
                shell.send(command.encode() + TAB + b"X")
                shell.expect(re.escape(command) + "[\x07]*X")
                shell.clear()
                os.unlink(path)
        for name in "tame", "tamer", "tame$x":
            with open(os.path.join(self.home, name), "w", encoding="ascii"):
                pass
        shell.send(b"source ta" + TAB)
        shell.expect("source ta[\x07]*me")
        shell.send(TAB + TAB)
        shell.expect(r"tame +tamer *\r\n")
        shell.clear()

    def test_file_with_blanks(self):
        open(self.home + "/two words", "w").close()
        shell = self.start()
        shell.send(b"source tw" + TAB)
        shell.expect('"two words" ')
        shell.send(b"\r")
        shell.prompt()
        self.leave(shell)
        self.assertNotIn(b"cannot", shell.seen)

    def test_recall(self):
        shell = self.start()
        shell.line("socket inet dgram")
        shell.expect("s1 = socket")
        shell.prompt()
        shell.send(UP + b"\r")
        shell.expect(r"s2 = socket\(AF_INET, SOCK_DGRAM")
        shell.prompt()
        self.leave(shell)

    def test_history(self):
        os.umask(0)
        shell = self.start()
        for line in "socket inet dgram", "close", "close", " help", "socket \\":
            shell.line(line)
            shell.expect(r"\. " if line.endswith("\\") else r"[\r\nhl]> ")
        shell.line("unix stream")
        shell.prompt()
        # Written at once: what happens now loses nothing.
        os.kill(shell.pid, signal.SIGKILL)
        shell.end()
        with open(self.history) as file:
            self.assertEqual(file.read(), "socket inet dgram\nclose\nsocket unix stream\n")
        self.assertEqual(stat.S_IMODE(os.stat(self.history).st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(self.home + "/state").st_mode), 0o700)
        os.chmod(self.history, 0o666)
        shell = self.start()
        other = self.start()
        shell.send(UP + UP + UP + b"\r")
        shell.expect(r"s1 = socket\(AF_INET, SOCK_DGRAM")
        shell.prompt()
        other.line("listen")
        other.expect("no handle")
        other.prompt()
        shell.line("history")
        shell.expect("# +5  history\r\n")
        shell.prompt()
        self.leave(shell)
        self.leave(other)
        with open(self.history) as file:
            self.assertEqual(file.read().split("\n")[3:],
                             ["socket inet dgram", "listen", "history", ""])
        self.assertEqual(stat.S_IMODE(os.stat(self.history).st_mode), 0o600)

    def test_history_leaves_alone_what_is_not_its_own(self):
        state, folder, other = self.home + "/state", self.home + "/state/socksh", self.home + "/other"
        others = 4242
        stranger = lambda path: lambda: os.chown(path, others, others)

        def make(path, content=None):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if content is not None:
                with open(path, "w", encoding="ascii") as file:
                    file.write(content)

        cases = [
            ("is a symbolic link", lambda: (make(self.history), make(other, "mine\n"), os.symlink(other, self.history))),
            ("is a symbolic link", lambda: (make(self.history), os.symlink(other, self.history))),
            ("is a symbolic link", lambda: (make(folder), os.mkdir(other), os.symlink(other, folder))),
            ("is no regular file", lambda: (make(self.history), os.mkfifo(self.history))),
            ("Is a directory", lambda: os.makedirs(self.history)),
            ("is no folder", lambda: make(folder, "")),
            ("state: Not a directory", lambda: make(state, "")),
        ]
        if os.geteuid() == 0:
            cases += [
                ("history belongs to another user", lambda: (make(self.history, "theirs\n"), stranger(self.history)())),
                ("socksh belongs to another user", lambda: (make(self.history), stranger(folder)())),
                ("in a folder of another user", lambda: (os.mkdir(state), stranger(state)())),
            ]

        def everything():
            found = {}
            for path, folders, files in os.walk(self.home):
                for name in folders + files:
                    at = os.path.join(path, name)
                    status = os.lstat(at)
                    found[at] = (status.st_mode, status.st_uid, status.st_size, status.st_ino)
            return found

        for reason, prepare in cases:
            with self.subTest(reason):
                prepare()
                before = everything()
                shell = self.start()
                shell.line("socket")
                shell.expect("s1 = socket")
                shell.prompt()
                shell.line("history")
                shell.expect("# +1  socket\r\n# +2  history\r\n")
                shell.prompt()
                self.leave(shell)
                self.assertEqual(shell.seen.count(b"# history is off"), 1, shell.seen)
                self.assertRegex(shell.seen, b"# history is off, what is typed is not kept: [^\n]*" + reason.encode())
                self.assertEqual(everything(), before)
                shutil.rmtree(self.home)
                os.mkdir(self.home)

    def test_history_makes_no_home(self):
        for env, reason in (
                ({"HOME": self.home + "/gone", "XDG_STATE_HOME": ""}, "gone: No such file"),
                ({"HOME": self.home + "/gone", "XDG_STATE_HOME": self.home + "/gone/state"}, "gone: No such file"),
                ({"HOME": "", "XDG_STATE_HOME": ""}, "there is no \\$HOME")):
            shell = self.start(env=env)
            shell.line("socket")
            shell.expect("s1 = socket")
            shell.prompt()
            self.leave(shell)
            self.assertRegex(shell.seen, b"# history is off, what is typed is not kept: [^\n]*" + reason.encode())
            self.assertEqual(os.listdir(self.home), [])
        # Above the folder a link is followed, and below $HOME everything is made.
        os.makedirs(self.home + "/real")
        os.symlink("real", self.home + "/.local")
        shell = self.start(env={"HOME": self.home, "XDG_STATE_HOME": ""})
        shell.line("socket")
        shell.expect("s1 = socket")
        shell.prompt()
        self.leave(shell)
        with open(self.home + "/real/state/socksh/history", encoding="ascii") as file:
            self.assertEqual(file.read(), "socket\n")

    def test_history_of_a_huge_file(self):
        os.makedirs(os.path.dirname(self.history))
        with open(self.history, "w", encoding="ascii") as file:
            file.truncate(8 << 30)
            file.seek(0, os.SEEK_END)
            file.write("\nsocket inet dgram\n")
        shell = self.start()
        shell.send(UP + b"\r")
        shell.expect(r"s1 = socket\(AF_INET, SOCK_DGRAM")
        shell.prompt()
        self.leave(shell)

    def test_no_home(self):
        shell = self.start(env={"HOME": "/proc/nowhere", "XDG_STATE_HOME": "/proc/nowhere"})
        shell.line("socket")
        shell.expect("s1 = socket")
        shell.prompt()
        self.leave(shell)

    def test_interrupt_in_the_middle(self):
        """What readline asks for is left, and the line is whole on the screen, with ^C behind it."""
        shell = self.start()
        self.pair(shell)
        shell.send(b"\x12pair")             # a search
        shell.expect(r"r': a, b = socket")
        shell.send(CTRL_C)
        shell.expect(rb"\x1b\[\?2004h> \x1b\[K\^C")
        shell.prompt()
        shell.send(b"nonsense\x1b5")        # an argument
        shell.expect(r"arg: ")
        shell.send(CTRL_C)
        shell.expect(rb"\x1b\[\?2004h\x1b\[\d+P>(\x1b\[C){9}\^C")
        shell.prompt()
        for keys in b"nonsense\x18", b"nonsense\x01\x18", b"nonsense\x01", b"nonsense\x01\x1b":
            shell.send(keys)
            shell.expect("nonsense")
            wait_asleep(shell.pid)
            shell.send(CTRL_C)
            shell.expect(rb"\x1b\[\?2004h(\x1b\[C){10}\^C")
            shell.prompt()
        shell.line("send a x")
        shell.expect(r'send\(a, "x", 1, 0\) = 1\r\n')
        shell.prompt()
        self.leave(shell)
        self.assertNotIn(b"\x07", shell.seen)

    def test_no_keys_end_the_shell(self):
        """Readline 8.2's callbacks crash where a key of two ends a search."""
        known = [b"\x12\x18e", b"\x12\x18\x05", b"\x12\x18u", b"\x12\x18~", b"\x12\x18?", b"\x13\x18e",
                 b"\x12\x1b[201~\x1bf(", b"\x1b[200~x\x181", b"\x12\x1b[200~x", b"\x12\x1b[200~x\x1b[201~y",
                 b"\x1b-\x12\x19\x18u", b"\x12\x1b\x1dx", b"\x18(\x12a\x18)\x18e"]
        keys = [bytes([key]) for key in range(1, 32) if key not in b"\x03\x04\n\r\x0f\x11\x13\x16\x1a\x1c"]
        keys += [prefix + bytes([key]) for prefix in (b"\x18", b"\x1b") for key in b"()eux*?~rpnyt.<>&12-_[\x07\x12"]
        keys += [b"\x12"] * 10 + [b"\x1b[A", b"\x1b[D", b"\x1b[3~", b"\x1b[200~x", b"\x1b[201~", b"a", b"so", b"(", b" "]
        choose = random.Random(0)
        random_keys = [b"".join(choose.choice(keys) for _ in range(choose.randint(2, 8))) for _ in range(150)]
        for mode in "emacs", "vi":
            with open(self.home + "/inputrc", "w", encoding="ascii") as file:
                file.write("set editing-mode %s\nset bell-style none\n" % mode)
            shell = self.start(env={"INPUTRC": self.home + "/inputrc"})
            self.pair(shell)
            for sequence in known + random_keys:
                shell.send(sequence)
                try:
                    shell.clear()
                except AssertionError as error:
                    raise AssertionError("after %r" % sequence) from error
            shell.line("")
            shell.line("send a x")
            shell.expect(r'send\(a, "x", 1, 0\) = 1\r\n')
            shell.prompt()
            # It is killed: what readline has leaked by then is not looked for.

    def test_no_search_of_vi_ends_the_shell(self):
        """Meta-Return changes to vi's keys. There, readline 8.2 frees a changed line twice once a search was left."""
        for key in b"?", b"/":
            shell = self.start()
            shell.line("x = socket")
            shell.expect(r"x = socket\(AF_INET, SOCK_STREAM, 0\) = 3")
            shell.prompt()
            for keys in (b"\x10", b"\x1b\r", b"\x1b" + key, b"\x7f", b"\x17", b"\x1b[A", b"\x0e", b"x", key,
                         b"\x07", b"\n"):
                shell.send(keys)
                wait_asleep(shell.pid)
            shell.clear()
            shell.line("close x")
            shell.expect(r"close\(x\) = 0\r\n")
            shell.prompt()

    def test_bracketed_paste(self):
        shell = self.start()
        shell.send(b"\x1b[200~socket inet stream\rsocket inet dgram\x1b[201~\r")
        shell.expect(r"s1 = socket\(AF_INET, SOCK_STREAM, 0\) = 3")
        shell.expect(r"s2 = socket\(AF_INET, SOCK_DGRAM, 0\) = 4")
        shell.prompt()
        self.leave(shell)

    def test_resize(self):
        shell = self.start(columns=80)
        shell.send("socket inet")
        shell.expect("inet")
        resize(shell.fd, 40)
        shell.send(b" dgram\r")
        shell.expect(r"s1 = socket\(AF_INET, SOCK_DGRAM, 0\)")
        shell.prompt()
        self.leave(shell)

    def test_terminal_is_given_back(self):
        shell = self.start()
        shell.line("! stty -a; echo done")
        shell.expect(r"[\r\n]done\r\n")
        self.assertRegex(shell.seen.decode(), r" icanon.* echo ".replace(".*", "[^~]*"))
        shell.prompt()
        self.leave(shell)


if __name__ == "__main__":
    if not os.access(SOCKSH, os.X_OK):
        print("no shell to test: SOCKSH is", SOCKSH)
        sys.exit(77)
    SOCKSH = os.path.abspath(SOCKSH)
    # Whoever runs the tests in the background may have it ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    unittest.main(verbosity=1)
