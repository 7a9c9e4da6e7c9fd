"""Driving the program from outside: what the tests in Python share."""
import glob
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
import unittest

SOCKSH = os.path.abspath(os.environ.get("SOCKSH", "build/socksh"))
SOURCE = os.environ.get("SOCKSH_SOURCE", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOLS = os.environ.get("SOCKSH_TOOLS", "")
SANITIZED = os.environ.get("SOCKSH_SANITIZED", "") not in ("", "0", "OFF")
TRANSCRIPTS = os.path.join(SOURCE, "tests", "transcripts")

# Far beyond what anything takes: only a mistake gets here.
DEADLINE = 60


def environment(home):
    kept = {name: os.environ[name] for name in os.environ if name.endswith("SAN_OPTIONS")}
    return dict(kept, HOME=home, XDG_STATE_HOME=home + "/state", LC_ALL="C.UTF-8", TERM="dumb",
                INPUTRC="/dev/null", PATH=os.environ.get("PATH", "/usr/bin:/bin"))


def run(*args, script=None, wrapper=(), cwd=None, env=None):
    """Runs a shell to its end; the result has returncode, stdout and stderr, all text."""
    return subprocess.run(
        [*wrapper, SOCKSH, *args], input=script, cwd=cwd, env=env or environment("/nonexistent"),
        stdin=subprocess.DEVNULL if script is None else None, timeout=DEADLINE, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="latin-1")


class Output:
    """What a process says, and waiting for it."""

    def __init__(self, fd):
        self.fd = fd
        self.seen = b""
        self.at = 0

    def read(self, timeout):
        """Takes what is there. False at the end."""
        if not select.select([self.fd], [], [], max(timeout, 0))[0]:
            raise AssertionError("nothing more comes behind %r" % self.seen[-2000:])
        try:
            data = os.read(self.fd, 65536)
        except OSError:     # a terminal's end
            data = b""
        self.seen += data
        return data != b""

    def expect(self, pattern):
        """Waits for a text behind the last one that was waited for; returns the match."""
        if isinstance(pattern, str):
            pattern = pattern.encode("latin-1")
        deadline = time.monotonic() + DEADLINE
        while True:
            match = re.search(pattern, self.seen[self.at:], re.M)
            if match:
                self.at += match.end()
                return match
            if not self.read(deadline - time.monotonic()):
                raise AssertionError("no %r in %r" % (pattern, self.seen[self.at:][-2000:]))

    def rest(self):
        """All that comes until the end."""
        deadline = time.monotonic() + DEADLINE
        while self.read(deadline - time.monotonic()):
            pass
        rest, self.at = self.seen[self.at:], len(self.seen)
        return rest


class Shell(Output):
    """
    A shell that is fed statement by statement, through a pipe or at a terminal. A statement is
    over when the constant that is asked for behind it is there.
    """

    ASK, ANSWER = "constants SOCK_DCCP", rb"SOCK_DCCP = 6\r?\n"

    def __init__(self, *args, home="/nonexistent", terminal=False, limit=None, wrapper=(), cwd=None):
        self.terminal = terminal
        inside, outside = pty.openpty() if terminal else (None, None)
        if terminal:
            inside, outside = outside, inside
            attributes = termios.tcgetattr(inside)
            attributes[3] &= ~termios.ECHO
            termios.tcsetattr(inside, termios.TCSANOW, attributes)
        self.process = subprocess.Popen(
            [*wrapper, SOCKSH, *args], env=environment(home), start_new_session=terminal, cwd=cwd,
            stdin=inside if terminal else subprocess.PIPE,
            stdout=inside if terminal else subprocess.PIPE,
            stderr=inside if terminal else subprocess.STDOUT, preexec_fn=limit)
        if terminal:
            os.close(inside)
        super().__init__(outside if terminal else self.process.stdout.fileno())
        self.into = outside if terminal else self.process.stdin.fileno()
        self.pid = self.process.pid

    def start(self, statement):
        """Hands a statement over; what is waited for next is behind what it says."""
        text = "%s\n%s\n" % (statement, self.ASK)
        os.write(self.into, text.encode("latin-1"))

    def finish(self):
        """Waits until the statement is over. All that it said, as text."""
        at = self.at
        match = self.expect(self.ANSWER)
        return self.seen[at:self.at - len(match.group())].replace(b"\r", b"").decode("latin-1")

    def do(self, statement):
        self.start(statement)
        return self.finish()

    def end(self):
        """Closes its input; returns its exit status."""
        if self.process.stdin:
            self.process.stdin.close()
        else:
            os.write(self.into, b"quit\n")
        self.rest()
        return self.process.wait(DEADLINE)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()
        if self.terminal:
            os.close(self.fd)
            self.terminal = False


class Peer(Output):
    """Another program at the other end: nc, socat."""

    def __init__(self, *args, errors=False):
        self.process = subprocess.Popen(
            args, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if errors else subprocess.DEVNULL, bufsize=0)
        super().__init__(self.process.stdout.fileno())

    def say(self, data):
        self.process.stdin.write(data)

    def end_input(self):
        self.process.stdin.close()

    def wait(self):
        return self.process.wait(DEADLINE)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def succeeds(command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 0


def in_namespace():
    """What goes before a command so that it has a network of its own; None where that is not allowed."""
    wrapper = ["unshare", "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    if not shutil.which("unshare") or not shutil.which("ip"):
        return None
    return wrapper if succeeds(wrapper + ["true"]) else None


NAMESPACE = "SOCKSH_IN_NAMESPACE"


def enter_namespace():
    """Runs the program that calls it anew in a network of its own, where that is allowed."""
    namespace = None if NAMESPACE in os.environ else in_namespace()
    if namespace:
        os.environ[NAMESPACE] = "1"
        os.execvp(namespace[0], [*namespace, sys.executable, *sys.argv])


def transcripts():
    """The scripts; those that see every frame of an interface only in a network of one's own."""
    paths = sorted(glob.glob(os.path.join(TRANSCRIPTS, "*.ssh")))
    return [path for path in paths if NAMESPACE in os.environ or os.path.basename(path) != "packet.ssh"]


class Result(unittest.TextTestResult):
    """Counts what passed, subtests that failed as one each."""

    passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


def main():
    """Runs the tests of the program that calls it; its last line counts them."""
    if not os.access(SOCKSH, os.X_OK):
        print("no shell to test: SOCKSH is", SOCKSH)
        sys.exit(77)
    # Whoever runs the tests in the background may have it ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    program = unittest.main(exit=False, testRunner=unittest.TextTestRunner(resultclass=Result))
    result = program.result
    failed = len(result.failures) + len(result.errors)
    sys.stderr.flush()
    print("%d passed, %d failed%s" % (
        result.passed, failed, ", %d skipped" % len(result.skipped) if result.skipped else ""))
    sys.exit(1 if failed else 0 if result.passed else 77)
