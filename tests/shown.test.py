#!/usr/bin/env python3
"""What is shown can be typed: the output of a session, run as a script, does the same again."""
import os
import tempfile
import unittest

import driving

GENERATIONS = 3


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="latin-1", newline="") as file:
            file.write(text)
        return path

    def again(self, said, **kwargs):
        """Runs what was shown; what is shown then."""
        for generation in range(1, GENERATIONS):
            done = driving.run(self.path("out", said), **kwargs)
            self.assertEqual((done.returncode, done.stderr), (0, ""),
                             "generation %d of\n%s" % (generation, said[:4000]))
            said = done.stdout
        return said

    def shown(self, *statements, **kwargs):
        """The first output of a session whose output can be run."""
        said = driving.run("-k", "-c", "\n".join(statements), **kwargs).stdout
        self.again(said, **kwargs)
        return said

    def has(self, said, *lines):
        for line in lines:
            self.assertIn("\n" + line, "\n" + said)


class Timeouts(Case):
    """A prefix that decided the outcome is part of what is shown."""

    PAIR = "a, b = socketpair"
    EINTR = "= -1 EINTR (Interrupted system call)\n"

    def test_a_call_that_it_has_ended(self):
        said = self.shown(self.PAIR, "srv = socket; bind; listen",
                          "timeout 20ms recv b", "expect EINTR timeout 20ms recv b 10", "timeout 20ms try poll b",
                          "x = timeout 20ms accept srv", "timeout 20ms x = accept srv", "time timeout 20ms recvmsg b",
                          "timeout 20ms recv(b, ..., 11, 0) = ? ERESTARTSYS (To be restarted)")
        self.has(said, "timeout 20ms recv(b, ..., 4096, 0) " + self.EINTR,
                 "timeout 20ms recv(b, ..., 10, 0) " + self.EINTR, "timeout 20ms recv(b, ..., 11, 0) " + self.EINTR,
                 "timeout 20ms poll([{fd=b, events=POLLIN}], 1, -1) " + self.EINTR, "timeout 20ms recvmsg(b, {")
        self.assertEqual(said.count("timeout 20ms accept(srv, ..., [128]) " + self.EINTR), 2, said)

    def test_a_call_of_which_it_let_only_a_part_be_done(self):
        said = self.shown(self.PAIR, "timeout 40ms send a --fill 230000", "timeout 20ms recv b --waitall 400000",
                          "timeout 40ms sendmsg a --fill 200000 --fill 100000",
                          "timeout 20ms recvmsg b --waitall 200000 100000",
                          "send a abc", "expect 3 timeout 20ms recv b --waitall 10",
                          "send a abc", 'timeout 20ms expect "abc" recv b --waitall 10')
        self.assertEqual(said.count("\ntimeout 40ms send(a"), 1)
        self.assertEqual(said.count("\ntimeout 40ms sendmsg(a"), 1)
        self.assertEqual(said.count("\ntimeout 20ms recvmsg(b"), 1)
        self.assertEqual(said.count("\ntimeout 20ms recv(b"), 3)
        self.has(said, 'timeout 20ms recv(b, "abc", 10, MSG_WAITALL) = 3')

    def test_a_part_is_forgiven_where_the_line_says_how_much(self):
        done = driving.run("-c", self.PAIR + '; send a abc; timeout 20ms recv(b, "abc", 10, MSG_WAITALL) = 3; '
                           "send a abc; timeout 20ms expect 3 recv b --waitall 10; "
                           "send a abc; timeout 20ms try recv b --waitall 10")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        done = driving.run("-c", self.PAIR + "; send a abc; timeout 20ms recv b --waitall 10")
        self.assertEqual((done.returncode, done.stderr), (1, "<-c>:1: recv: ran into its timeout\n"))
        # The end of the stream is no timeout, however short the answer.
        done = driving.run("-c", self.PAIR + "; send a abc; close a; timeout 20s recv b --waitall 10")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertNotIn("timeout", done.stdout)

    def test_a_call_that_ended_in_time_is_shown_without(self):
        said = self.shown(self.PAIR, "timeout 10s send a x", "timeout 10s recv b 100", "timeout 10s recv b --dontwait",
                          "timeout 10s repeat 2 timeout 5s send a x")
        self.assertNotIn("timeout", said)

    def test_later_calls_have_the_time_that_is_left(self):
        said = self.shown("timeout 80ms repeat 3 poll([], 0, 50)", "timeout 30s repeat 3 timeout 20ms poll([], 0, -1)",
                          "timeout 40ms try repeat 9 timeout 30ms poll([], 0, -1)")
        ended = [line for line in said.split("\n") if line.startswith("timeout")]
        self.assertRegex(ended[0], r"^timeout ([12]?\dms|\d+us) poll\(\[\], 0, 50\) = -1 EINTR")
        self.assertEqual(ended[1], "timeout 20ms poll([], 0, -1) " + self.EINTR.rstrip())
        self.assertEqual(ended[2], "timeout 30ms poll([], 0, -1) " + self.EINTR.rstrip())
        self.assertRegex(ended[3], r"^timeout (10|\d)ms |^timeout \d+us ")

    def test_a_timeout_around_a_script(self):
        inner = self.path("inner", "timeout 30s recv b\n")
        said = self.shown(self.PAIR, "timeout 30ms source " + inner)
        self.has(said, "timeout 30ms recv(b, ..., 4096, 0) " + self.EINTR)

    def test_the_journal_has_it_and_quiet_keeps_it_back(self):
        journal = os.path.join(self.folder, "journal")
        done = driving.run("-q", "-k", "-c", "set journal %s\n%s\ntimeout 20ms recv b" % (journal, self.PAIR))
        self.assertEqual((done.returncode, done.stdout), (1, "# timed out after 0.02 s\n"))
        with open(journal, encoding="latin-1") as file:
            written = file.read()
        self.has(written, "timeout 20ms recv(b, ..., 4096, 0) " + self.EINTR)
        self.again(written)

    def test_a_look_up_that_nobody_answers(self):
        """The name server is a socket of the shell's own, which says nothing."""
        wrapper = ["unshare", "-rnm", "sh", "-c",
                   'ip link set lo up && mount --bind "$0" /etc/resolv.conf && exec "$@"',
                   self.path("resolv.conf", "nameserver 127.0.0.1\n")]
        if not driving.in_namespace() or driving.succeeds(wrapper + ["true"]) is False:
            self.skipTest("no namespaces here")
        said = self.shown("d = socket inet dgram; bind 127.0.0.1:53; c = socket",
                          "timeout 60ms getaddrinfo nosuch.example 80", "timeout 60ms connect c nosuch.example:80",
                          "expect EINTR timeout 60ms getaddrinfo nosuch.example", wrapper=wrapper)
        lines = [line for line in said.split("\n") if line.startswith("timeout")]
        self.assertEqual(len(lines), 3, said)
        for line in lines:
            self.assertRegex(line, r"^timeout 60ms getaddrinfo\(.* = EAI_INTR \(Interrupted by a signal\)$")


if __name__ == "__main__":
    driving.main()
