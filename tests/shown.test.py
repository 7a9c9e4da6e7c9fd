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

    def test_a_call_that_waits_for_nothing(self):
        said = self.shown("srv = socket; bind; listen; c = socket; connect c srv; a = accept srv",
                          "timeout 20ms recv(a, ..., 0, 0)", "timeout 20ms recvmsg(a, {msg_name=NULL, msg_namelen=0}, 0)")
        self.has(said, 'timeout 20ms recv(a, "", 0, 0) = 0', "timeout 20ms recvmsg(a, {msg_name=NULL, ")

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
        said = self.shown("timeout 450ms repeat 3 poll([], 0, 300)", "timeout 30s repeat 3 timeout 20ms poll([], 0, -1)",
                          "timeout 100ms try repeat 9 timeout 60ms poll([], 0, -1)")
        ended = [line for line in said.split("\n") if line.startswith("timeout")]
        self.assertRegex(ended[0], r"^timeout (1?\d?\dms|\d+us) poll\(\[\], 0, 300\) = -1 EINTR")
        self.assertEqual(ended[1], "timeout 20ms poll([], 0, -1) " + self.EINTR.rstrip())
        self.assertEqual(ended[2], "timeout 60ms poll([], 0, -1) " + self.EINTR.rstrip())
        for line in ended[3:]:      # none, where the first one ended late
            self.assertRegex(line, r"^timeout [1-4]?\dms |^timeout \d+us ")

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


class Values(Case):
    PAIR = "a, b = socketpair"

    def test_what_only_comes_back_of_a_call_that_failed(self):
        said = self.shown("u = socket inet dgram; ioctl u atmark; l = socket; listen l; ioctl l nread",
                          "ioctl(u, FIONREAD, ...)", self.PAIR, "recvmsg(b, ..., MSG_DONTWAIT)")
        self.has(said, "ioctl(u, SIOCATMARK, ...) = -1 ENOTTY ", "ioctl(l, FIONREAD, ...) = -1 EINVAL ",
                 "ioctl(u, FIONREAD, [0]) = 0", "recvmsg(b, {msg_name=..., msg_namelen=128, ")
        done = driving.run("-c", "u = socket inet dgram; ioctl(u, FIONBIO, ...)")
        self.assertEqual(done.returncode, 2)
        self.assertIn("`...` stands for what comes back; it cannot be sent", done.stderr)

    def test_what_is_sent_behind_a_pointer_is_shown(self):
        empty = "msg_name=NULL, msg_namelen=0"
        said = self.shown(self.PAIR,
                          "sendmsg(a, {%s, msg_iov=[{iov_base=0x7ffe0000, iov_len=5}, {iov_base=0x7ffe1000, "
                          "iov_len=1000}], msg_iovlen=2}, 0)" % empty,
                          "sendmsg(a, {msg_name=0x7ffe0000, msg_namelen=5, msg_iov=0x7ffe0000, msg_iovlen=2}, 0)",
                          "sendmsg(a, {%s, msg_control=0x7ffe0000, msg_controllen=24}, 0)" % empty,
                          "send(a, 0x7ffe0000, 5, 0); write(a, 0x7ffe0000, 3)", "recv b 2000")
        self.assertNotIn("...,", said)
        self.has(said, r'send(a, "\0\0\0\0\0", 5, 0) = 5')
        self.assertIn("msg_iov=[{iov_base=\"\\0\\0\\0\\0\\0\", iov_len=5}, {iov_base=\"\" /* ... */, iov_len=1000}]", said)

    def test_what_the_kernel_chose_in_a_part_of_an_address(self):
        rooms = ["getsockname(%s, ..., [%d])" % (handle, room)
                 for handle in ("s", "s6", "su") for room in (0, 1, 2, 3, 4, 5, 7, 8, 20)]
        said = self.shown("s = socket; bind s; s6 = socket inet6 dgram; bind s6; su = socket unix dgram; bind su",
                          *rooms, "getsockname s; getsockname su", "d = socket unix dgram; bind d; connect d su",
                          "send d x; recvfrom(su, ..., 9, 0, ..., [5])", "send d x",
                          "recvmsg(su, {msg_name=..., msg_namelen=6, msg_iov=[{iov_base=..., iov_len=4}], msg_iovlen=1}, 0)")
        self.assertRegex(said, r'getsockname\(s, \{sa_family=AF_INET, sa_data="[^"]+"\}, \[4 => 16\]\) = 0')
        # What is learned is the same from then on.
        two = "s = socket; bind s; t = socket; bind t\n"
        line = 'getsockname(%s, {sa_family=AF_INET, sa_data="\\0P%s"}, [%d => 16]) = 0\n'
        for other, ends, room, status in (("s", "", 4, 0), ("t", "", 4, 1), ("s", "\\177", 5, 0), ("s", "\\1", 5, 1)):
            done = driving.run("-c", two + line % ("s", "", 4) + line % (other, ends, room))
            self.assertEqual(done.returncode, status, done)

    def test_a_part_of_a_number_of_an_option(self):
        said = self.shown("s = socket", *["getsockopt(s, SOL_SOCKET, %s, ..., [%d])" % (option, room) for room in range(5)
                                          for option in ("SO_ERROR", "SO_DOMAIN", "SO_TYPE", "SO_RCVBUF")],
                          "n = socket inet stream --nonblock", "connect n 127.0.0.1:1; poll n 1000",
                          "getsockopt(n, SOL_SOCKET, SO_ERROR, ..., [1])")
        self.has(said, "getsockopt(n, SOL_SOCKET, SO_ERROR, [111], [1]) = 0")
        for written, status in (("[1]", 0), ("[257]", 1), ("[0x100000001]", 2), ("[2]", 1)):
            done = driving.run("-c", "s = socket; getsockopt(s, SOL_SOCKET, SO_TYPE, %s, [1]) = 0" % written)
            self.assertEqual(done.returncode, status, written)

    def test_what_the_kernel_chose_in_an_option(self):
        self.shown("srv = socket; bind; listen; c = socket; connect c srv; getsockopt srv IP_PROTOCOL",
                   *["getsockopt(c, SOL_SOCKET, SO_PEERNAME, ..., [%d])" % room for room in (0, 1, 2, 3, 4, 5, 16, 17)])

    def test_an_id_that_the_kernel_chose(self):
        address = '{sa_family=AF_NETLINK, sa_data="%s"}'
        any_id = address % (r"\0" * 10)
        fields = "{sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}"
        said = self.shown("n = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE)", "m = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE)",
                          "getsockname n", "bind(n, %s, 12); bind(m, %s, 12)" % (any_id, any_id),
                          "getsockname n; getsockname m", "getsockname(m, ..., [8])", "getsockname(m, ..., [7])",
                          "getsockname(m, ..., [2])")
        self.assertEqual(said.count(fields), 3, said)
        # Where the id is given, it is the one that was learned.
        log = "m = socket(AF_NETLINK, SOCK_RAW, NETLINK_USERSOCK)\nbind(m, %s, 12) = 0\n" % any_id
        mine = address % r"\0\0\1\2\3\4\0\0\0\0"
        log += 'getsockname(m, %s, [12]) = 0\nsendto(m, "x", 1, 0, %s, 12) = 1\n' % (mine, mine)
        log += 'recvfrom(m, "x", 10, MSG_DONTWAIT, %s, [12]) = 1\n' % mine
        done = driving.run("-c", log)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_control_messages_that_end_within_an_element(self):
        line = ("sendmsg(a, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"x\", iov_len=1}], msg_iovlen=1, "
                "msg_control=[{cmsg_len=%d, cmsg_level=SOL_SOCKET, cmsg_type=%s, cmsg_data=%s}], "
                "msg_controllen=32, msg_flags=0}, 0)")
        self.shown(self.PAIR, line % (19, "SCM_RIGHTS", '"abc"'), line % (20, "SCM_RIGHTS", "[-1]"),
                   line % (22, "SCM_RIGHTS", "[a]"), line % (27, "SCM_CREDENTIALS", r'"\1\0\0\0\0\0\0\0\0\0\0"'),
                   line % (17, "0x99", '"a"'))

    def test_a_control_message_of_which_only_the_head_had_room(self):
        said = self.shown("u = socket inet dgram; bind; setsockopt u timestampns_new on; sendto u x u",
                          "recvmsg u 10 --control 16")
        self.assertIn("msg_control=[{cmsg_len=16, cmsg_level=SOL_SOCKET, cmsg_type=SO_TIMESTAMPNS_NEW}]", said)

    def test_credentials_of_a_message_that_was_not_sent(self):
        self.shown(self.PAIR, "close b; sendmsg a --creds x", "u = socket unix dgram; sendmsg u --creds x",
                   "t = socket; sendmsg t --creds x", "c, d = socketpair; setsockopt d passcred on",
                   "sendmsg c --creds x; recvmsg d; getsockopt d peercred")

    def test_a_structure_of_which_only_a_part_is_given(self):
        said = self.shown("s = socket", "setsockopt(s, SOL_SOCKET, SO_LINGER, {}, 4)",
                          "setsockopt(s, SOL_SOCKET, SO_LINGER, {}, 8)", "setsockopt(s, SOL_SOCKET, SO_LINGER, {}, 0)",
                          "setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, {tv_sec=1}, 12)")
        self.assertEqual(said.count("EINVAL"), 3, said)


class LongData(Case):
    """A line can hold 1 MiB; data may be longer."""

    PAIR = "a, b = socketpair --nonblock; setsockopt a sndbufforce 8000000"

    def setUp(self):
        super().setUp()
        if driving.run("-c", self.PAIR).returncode:
            self.skipTest("no right to a buffer that is large enough")

    def test_what_came_is_cut_and_its_beginning_compared(self):
        said = self.shown(self.PAIR, "send a --fill 600000; send a --fill 599990", "recv b 1200000",
                          "send a --fill 600000; send a --fill 599990", "recvmsg b 600000 600000")
        lines = said.split("\n")
        self.assertLessEqual(max(map(len, lines)), 1 << 20)
        self.assertTrue(lines[4].endswith('"..., 1200000, 0) = 1199990'), lines[4][-100:])
        lines[4] = lines[4].replace("klm", "KLM", 1)
        self.assertEqual(driving.run(self.path("other", "\n".join(lines[:5]))).returncode, 1)

    def test_what_fill_made_is_sent_again(self):
        said = self.shown(self.PAIR, "send a --fill 2000000; recv b 3000000", "write a --fill 1100000; read b 2000000",
                          "sendmsg a --fill 1500000 abc; recvmsg b 1500000 3")
        self.has(said, "send(a, fill(2000000), 2000000, 0) = 2000000", "recv(b, fill(2000000), 3000000, 0) = 2000000",
                 "write(a, fill(1100000), 1100000) = 1100000")
        self.assertIn("msg_iov=[{iov_base=fill(1500000), iov_len=1500000}, {iov_base=\"abc\", iov_len=3}]", said)
        for wrong in ("fill()", "fill(-1)", "fill(1, 2)", "fill(x)", "fill(4294967296)"):
            done = driving.run("-c", self.PAIR + "; send(a, %s, 10, 0)" % wrong)
            self.assertEqual(done.returncode, 2, done)
        self.assertEqual(driving.run("-n", "-c", self.PAIR + "; send(a, fill(2000000000), 2000000000, 0)").returncode, 0)

    def test_other_long_data_cannot_be_sent_again_and_that_is_said(self):
        path = self.path("data", "xyz\1" * 200000)
        said = driving.run("-c", self.PAIR + "; send a --file %s; recv b 1000000" % path).stdout
        done = driving.run("-k", self.path("out", said))
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"^[^\n]*out:3: send: buf: the string is cut off .* cannot be sent\n")


if __name__ == "__main__":
    driving.main()
