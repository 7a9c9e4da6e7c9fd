"""Signals: what ends a script from outside, what was set before the shell was started, Ctrl-C."""
import os
import resource
import signal
import subprocess
import tempfile
import time
import unittest

import driving
from driving import SOCKSH, main

PAIR = "socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0\n"
INTERRUPTED = "recv(b, ..., 4096, 0) = -1 EINTR (Interrupted system call)\n"


def state(pid):
    with open("/proc/%d/stat" % pid, encoding="latin-1") as file:
        return file.read().rpartition(") ")[2][0]


def wait_until(what, is_so):
    deadline = time.monotonic() + driving.DEADLINE
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError("it never was " + what)
        time.sleep(0.002)


def asleep(pid):
    """Waits until a process sleeps, in a call that blocks."""
    wait_until("asleep", lambda: state(pid) in "SZ")


def waits_on_handle(pid):
    """Is it in a system call whose first argument could be a descriptor beyond the standard ones?"""
    with open("/proc/%d/syscall" % pid, encoding="ascii") as file:
        words = file.read().split()
    return len(words) > 2 and 2 < int(words[1], 16) < 100


def has_open(pid, path):
    for fd in os.listdir("/proc/%d/fd" % pid):
        try:
            if os.readlink("/proc/%d/fd/%s" % (pid, fd)) == path:
                return True
        except FileNotFoundError:       # closed meanwhile
            pass
    return False


class Signals(unittest.TestCase):
    def start(self, *args, **options):
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
                   "env": driving.environment("/nonexistent"), "encoding": "latin-1", **options}
        # pylint: disable-next=consider-using-with
        process = subprocess.Popen([SOCKSH, *args], **options)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def run_to_end(self, *args, **options):
        process = self.start(*args, **options)
        out, err = process.communicate(timeout=driving.DEADLINE)
        return process.returncode, out, err

    def ended(self, process, by):
        """Sends a signal to a process that sleeps; its status and output."""
        asleep(process.pid)
        process.send_signal(by)
        out, err = process.communicate(timeout=driving.DEADLINE)
        self.assertEqual(err, "")
        return process.returncode, out

    # ---- what ends the shell ----

    def test_the_call_that_hung_is_shown(self):
        for statement, shown in (
                ("recv b", "recv(b,  <unfinished ...>\n"),
                ("recv b 10; socket", "recv(b,  <unfinished ...>\n"),
                ("timeout 1000s recv b", "recv(b,  <unfinished ...>\n"),
                ("try expect EINTR repeat 10 recv b\nsocket", "recv(b,  <unfinished ...>\n"),
                ("recvmsg b 10", "recvmsg(b,  <unfinished ...>\n"),
                ("poll b:in", "poll([{fd=b, events=POLLIN}], 1, -1 <unfinished ...>\n"),
                ("srv = socket unix stream; bind; listen 0; accept", None)):
            with self.subTest(statement):
                process = self.start("-k", "-c", "a, b = socketpair; " + statement)
                status, out = self.ended(process, signal.SIGTERM)
                self.assertEqual(status, -signal.SIGTERM)
                if shown:
                    self.assertEqual(out, PAIR + shown)
                else:
                    self.assertRegex(out, r"listen\(srv, 0\) = 0\naccept\(srv,  <unfinished \.\.\.>\n$")

    def test_at_a_prompt_nothing_is_explained_then(self):
        """That the call can be made again is no comfort to whoever is at the end."""
        shell = driving.Shell("--plain", terminal=True)
        self.addCleanup(shell.kill)
        shell.do("a, b = socketpair")
        os.write(shell.into, b"recv b\n")
        wait_until("waiting in a handle's call", lambda: waits_on_handle(shell.pid))
        os.kill(shell.pid, signal.SIGTERM)
        out = shell.rest().decode("latin-1")
        self.assertIn("recv(b,  <unfinished ...>\r\n", out)
        self.assertNotIn("#", out)
        self.assertEqual(shell.process.wait(driving.DEADLINE), -signal.SIGTERM)

    def test_every_signal_that_ends_it(self):
        for by in (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2,
                   signal.SIGXCPU):
            with self.subTest(by), tempfile.TemporaryFile("w+") as file:
                # To a file nothing is written before the call blocks.
                process = self.start("-c", "a, b = socketpair; recv b", stdout=file,
                                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
                self.assertEqual(self.ended(process, by)[0], -by)
                file.seek(0)
                self.assertEqual(file.read(), PAIR + "recv(b,  <unfinished ...>\n")

    def test_an_outer_timeout(self):
        """timeout(1) signals the program, and at once its group: that is one signal, not a second one."""
        for _ in range(5):
            process = self.start("-c", "a, b = socketpair; recv b", start_new_session=True)
            asleep(process.pid)
            process.send_signal(signal.SIGTERM)
            os.killpg(process.pid, signal.SIGTERM)
            out = process.communicate(timeout=driving.DEADLINE)[0]
            self.assertEqual(out, PAIR + "recv(b,  <unfinished ...>\n")
            self.assertEqual(process.returncode, -signal.SIGTERM)

    def test_the_journal_stays_a_script(self):
        with tempfile.TemporaryDirectory() as folder:
            process = self.start("-c", "set journal kept; a, b = socketpair; recv b", cwd=folder)
            self.assertEqual(self.ended(process, signal.SIGTERM)[0], -signal.SIGTERM)
            with open(folder + "/kept", encoding="latin-1") as file:
                self.assertEqual(file.read(), PAIR)

    def test_quiet(self):
        process = self.start("-q", "-c", "a, b = socketpair; recv b")
        self.assertEqual(self.ended(process, signal.SIGTERM), (-signal.SIGTERM, ""))

    def test_a_look_at_what_is_not_blocked(self):
        with tempfile.TemporaryFile("w+") as file:
            process = self.start("-c", "a, b = socketpair; repeat 1000000000 getsockname a", stdout=file)
            wait_until("writing", lambda: os.fstat(file.fileno()).st_size > 0)
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(driving.DEADLINE), -signal.SIGTERM)
            file.seek(0)
            self.assertTrue(file.read().endswith(", [128 => 2]) = 0\n"))

    def test_while_a_command_of_the_system_runs(self):
        process = self.start("-c", "a, b = socketpair; ! exec sleep 1000", stderr=subprocess.DEVNULL)
        children = "/proc/%d/task/%d/children" % (process.pid, process.pid)

        def child():
            with open(children, encoding="ascii") as file:
                return file.read().split()

        wait_until("a parent", child)
        asleep(process.pid)
        pid = int(child()[0])
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(driving.DEADLINE), -signal.SIGTERM)
        os.kill(pid, signal.SIGKILL)

    def test_waiting_for_input(self):
        process = self.start(stdin=subprocess.PIPE)
        process.stdin.write("a, b = socketpair\n")
        process.stdin.flush()
        process.stdout.readline()
        asleep(process.pid)
        process.send_signal(signal.SIGHUP)
        self.assertEqual(process.wait(driving.DEADLINE), -signal.SIGHUP)

    # ---- what was there before ----

    def test_what_was_ignored_stays_ignored(self):
        for by in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
            with self.subTest(by):
                process = self.start(stdin=subprocess.PIPE,
                                     preexec_fn=lambda by=by: signal.signal(by, signal.SIG_IGN))
                process.stdin.write("a, b = socketpair\n! kill -%d $PPID $$; echo both\n" % by)
                process.stdin.flush()
                asleep(process.pid)
                process.send_signal(by)
                out = process.communicate("send a x\n", timeout=driving.DEADLINE)[0]
                self.assertEqual(out, PAIR + 'both\nsend(a, "x", 1, 0) = 1\n')
                self.assertEqual(process.returncode, 0)

    def test_in_the_background(self):
        """A shell without job control has its background ignore Ctrl-C, and waits for what is in front."""
        line = '"$1" -c "a, b = socketpair; ! kill -INT $PPID" & wait $!; echo $?'
        done = subprocess.run(["sh", "-c", line.replace("$PPID", "\\$PPID"), "sh", SOCKSH], check=False,
                              stdout=subprocess.PIPE, encoding="latin-1",
                              env=driving.environment("/nonexistent"))
        self.assertEqual(done.stdout, PAIR + "0\n")

    def test_a_parents_alarm_interrupts_at_most_one_call(self):
        def alarm_is_pending():
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
            signal.setitimer(signal.ITIMER_REAL, 1e-6, 1e-3)

        status, out, _ = self.run_to_end("-k", "-c", "a, b = socketpair; try recv --dontwait a\n"
                                         "timeout 60ms recv b; timeout 60ms recv b",
                                         preexec_fn=alarm_is_pending)
        self.assertEqual(status, 1)
        self.assertEqual(out.count("# timed out after 0.06 s"), 2, out)

    def test_an_alarm_from_outside(self):
        process = self.start("-k", "-c", "a, b = socketpair; recv b; recv b")
        asleep(process.pid)
        process.send_signal(signal.SIGALRM)
        lines = [process.stdout.readline() for _ in range(2)]
        self.assertEqual(lines[1], INTERRUPTED)
        asleep(process.pid)
        process.send_signal(signal.SIGTERM)
        out = process.communicate(timeout=driving.DEADLINE)[0]
        self.assertTrue(out.endswith("recv(b,  <unfinished ...>\n"), out)
        self.assertEqual(out.count("recv("), 1)

    def test_signals_that_were_blocked(self):
        blocked = [signal.SIGINT, signal.SIGTERM, signal.SIGALRM]
        for by, status in (signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM):
            process = self.start("-c", "a, b = socketpair; expect EINTR timeout 1ms recv b; recv b",
                                 preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, blocked))
            while "timed out" not in process.stdout.readline():
                pass
            asleep(process.pid)
            process.send_signal(by)
            process.communicate(timeout=driving.DEADLINE)
            self.assertEqual(process.returncode, status)

    def test_a_limit_to_the_size_of_files(self):
        with tempfile.TemporaryFile("w+") as file:
            status, _, err = self.run_to_end(
                "-c", "a, b = socketpair; repeat 100 getsockname a", stdout=file,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
            self.assertEqual(status, 2)
            self.assertEqual(err, "socksh: a part of the output could not be written\n")
            self.assertEqual(os.fstat(file.fileno()).st_size, 100)

    # ---- Ctrl-C, and the shell's own loops ----

    def test_writing_to_a_full_pipe(self):
        for by, status in (signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM):
            with self.subTest(by):
                process = self.start("-c", "a, b = socketpair; repeat 1000000000 getsockname a")
                asleep(process.pid)
                process.send_signal(by)
                self.assertEqual(process.wait(driving.DEADLINE), status)

    def test_a_file_that_never_ends(self):
        for args in ("-n", "/dev/zero"), ("-k", "/dev/zero"), ("-k", "-c", "source /dev/zero"):
            with self.subTest(args):
                process = self.start(*args)
                wait_until("reading", lambda pid=process.pid: has_open(pid, "/dev/zero"))
                process.send_signal(signal.SIGINT)
                self.assertEqual(process.wait(driving.DEADLINE), 130)

    def test_lines_that_do_nothing(self):
        for args in (), ("-n",), ("-k",):
            process = self.start(*args, stdin=subprocess.PIPE)
            with self.assertRaises(BrokenPipeError):
                for i in range(1000000):
                    process.stdin.write("#\n\n" * 50000)
                    if i == 3:      # more than a pipe holds: it reads
                        process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(driving.DEADLINE), 130)
            process.stdin = None

    def test_a_file_larger_than_a_call_takes(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(folder + "/sparse", "wb") as file:
                try:
                    file.truncate(8 << 30)
                except OSError as error:
                    self.skipTest(str(error))
            status, _, err = self.run_to_end(
                "-c", "a, b = socketpair; send a --file sparse", cwd=folder, preexec_fn=None if driving.SANITIZED
                else lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)))
        self.assertEqual(status, 2)
        self.assertTrue(err.startswith("<-c>:1: send: --file: 8589934592 bytes are too many: no call takes "
                                       "more than 2147483647 at once\n"), err)


if __name__ == "__main__":
    main()
