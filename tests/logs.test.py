"""
What a log of strace says is read, or refused with what is wrong: nothing else is sent than the line
has, nothing is lost that the line does not show, and what should come is compared wherever it stands.
"""
import unittest

from driving import SANITIZED, main, run

UDP = ("r = socket(AF_INET, SOCK_DGRAM, 0)\nbind r\ns = socket(AF_INET, SOCK_DGRAM, 0)\nconnect s r\n"
       "setsockopt(r, SOL_IP, IP_RECVTOS, [1], 4)\n")
PAIR = "socketpair(AF_UNIX, SOCK_DGRAM|SOCK_NONBLOCK, 0, [3, 4]) = 0\n"
SENT = ("sendmsg(s, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"x\", iov_len=1}], msg_iovlen=1, "
        "msg_control=[{%s}], msg_controllen=24, msg_flags=0}, 0)\n")


class Logs(unittest.TestCase):
    def good(self, script, *args):
        result = run(*args, script=script)
        self.assertEqual((result.returncode, result.stderr), (0, ""), script + result.stdout)
        return result.stdout

    def bad(self, script, *parts, status=2):
        """The status, and what is said, in which the parts stand."""
        result = run(script=script)
        self.assertEqual(result.returncode, status, script + result.stdout + result.stderr)
        for part in parts:
            self.assertIn(part, result.stderr)
        return result.stdout

    # ---- what is sent ----

    def test_a_byte_goes_out_as_a_byte(self):
        """Read as an int it would be four, of which the kernel takes one, or refuses them all."""
        for data, length in (("[0x44]", 17), ("[0x44]", 20), (r'"\x44"', 17)):
            script = UDP + SENT % ("cmsg_len=%d, cmsg_level=SOL_IP, cmsg_type=IP_TOS, cmsg_data=%s"
                                   % (length, data)) + "recvmsg r\n"
            self.assertIn('cmsg_type=IP_TOS, cmsg_data="D"}]', self.good(script))

    def test_data_that_is_not_there_is_not_made_up(self):
        """strace 6.1 shows no data of what it cannot decode."""
        self.bad(UDP + SENT % "cmsg_len=20, cmsg_level=SOL_IP, cmsg_type=IP_TTL",
                 "cmsg_data is missing: cmsg_len=20 says that there are 4 bytes of it")
        self.good(UDP + "send s x\nrecvmsg(r, {msg_name=..., msg_namelen=..., msg_iov=[{iov_base=\"x\", "
                  "iov_len=9}], msg_iovlen=1, msg_control=[{cmsg_len=17, cmsg_level=SOL_IP, "
                  "cmsg_type=IP_TOS}], msg_controllen=24, msg_flags=0}, 0) = 1\n")

    def test_options_are_what_the_line_has(self):
        script = "s = socket(AF_INET, SOCK_DGRAM, 0)\n"
        self.good(script + "setsockopt(s, SOL_IP, IP_OPTIONS, [1, 1, 1, 0], 4) = 0\n"
                  r'getsockopt(s, SOL_IP, IP_OPTIONS, "\x01\x01\x01\x00", [40 => 4]) = 0' "\n"
                  "setsockopt(s, SOL_IP, IP_OPTIONS, [0x010101], 4) = 0\n"
                  r'getsockopt(s, SOL_IP, IP_OPTIONS, "\x01\x01\x01\x00", [40 => 4]) = 0' "\n"
                  "setsockopt(s, SOL_SOCKET, SO_REUSEADDR, [1], 3) = -1 EINVAL (Invalid argument)\n")
        self.bad(script + "setsockopt(s, SOL_IP, IP_OPTIONS, [1, 1, 1], 4)\n", "optlen")
        self.bad(script + "setsockopt(s, SOL_SOCKET, SO_REUSEADDR, [1, 0], 6)\n", "optlen")
        self.bad(script + "setsockopt(s, SOL_SOCKET, SO_REUSEADDR, [1, 0, 0, 0], 4)\n", "optlen")

    # ---- what comes ----

    def test_an_error_is_expected_by_its_name(self):
        refused = ("s = socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK, 0) = 3\nb = socket; bind\n"
                   "try connect s b\npoll s:out 1s\n"
                   "getsockopt(3, SOL_SOCKET, SO_ERROR, [%s], [4]) = 0\n")
        for name in ("ECONNREFUSED", "111", "0x6f"):
            self.assertIn("SO_ERROR, [ECONNREFUSED], [4]) = 0", self.good(refused % name))
        for name, said in (("ETIMEDOUT", "ETIMEDOUT"), ("110", "ETIMEDOUT"), ("0", "0")):
            self.bad(refused % name, "expected [%s], got [ECONNREFUSED]" % said, status=1)
        self.bad(refused % "EFOO", "EFOO")

    def test_what_waits_is_not_lost(self):
        """The line says EAGAIN, but something has come by now: it is shown, whatever strace left out."""
        for line in ("recvmsg(4, {msg_namelen=128}, 0)", "recvmsg(4, {msg_namelen=0}, 0)",
                     "recvmsg(4, 0x7ffe1000, 0)", "recvfrom(4, 0x7ffe1000, 100, 0, NULL, NULL)",
                     "recvfrom(4, 0x7ffe1000, 100, 0, 0x7ffe2000, [128])",
                     "recvfrom(4, 0x7ffe1000, 100, 0, 0x7ffe2000, 0x7ffe3000)"):
            out = self.bad(PAIR + 'send(3, "keep", 4, 0) = 4\n' + line + " = -1 EAGAIN (Busy)\n",
                           "EAGAIN, got 4", status=1)
            self.assertIn('"keep"', out)
            self.good(PAIR + line + " = -1 EAGAIN (Resource temporarily unavailable)\n")

    def test_revents_are_expected_wherever_they_stand(self):
        """In the set that goes in, behind the result, or in both."""
        pair = "socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0\n"
        for line in ("poll([{fd=3, events=POLLOUT, revents=POLLOUT}], 1, 0) = 1",
                     "poll([{fd=4, events=POLLIN, revents=0}, {fd=3, events=POLLOUT}], 2, 0) = 1 "
                     "([{fd=3, revents=POLLOUT}])",
                     "poll([{fd=3, events=POLLOUT, revents=...}], 1, 0) = 1",
                     "poll([{fd=3, events=POLLIN, revents=0}], 1, 0) = 0 (Timeout)"):
            out = self.good(pair + line + "\n")
            self.assertNotIn("revents=0", out)
        for line, wrong in (
                ("poll([{fd=3, events=POLLOUT, revents=POLLIN}], 1, 0) = 1",
                 "fds[0].revents: expected POLLIN, got POLLOUT"),
                ("poll([{fd=3, events=POLLOUT, revents=0}], 1, 0) = 1", "fds[0].revents: expected 0, got POLLOUT"),
                ("poll([{fd=4, events=POLLIN}, {fd=3, events=POLLOUT, revents=POLLPRI}], 2, 0) = 1 "
                 "([{fd=3, revents=POLLOUT}])", "fds[1].revents: expected POLLPRI, got POLLOUT"),
                ("poll([{fd=3, events=POLLOUT, revents=POLLOUT}], 1, 0) = 1 ([{fd=3, revents=POLLIN}])",
                 "revents: expected POLLIN"),
                ("poll([{fd=3, events=POLLIN, revents=POLLIN}], 1, 0) = 0 (Timeout)",
                 "fds[0].revents: expected POLLIN, got 0")):
            self.bad(pair + line + "\n", "expected", wrong, status=1)
        self.bad(pair + "poll([{fd=3, events=POLLOUT, revents=POLLWHAT}], 1, 0) = 1\n", "POLLWHAT")

    # ---- what is not the script's ----

    def test_poll_leaves_out_what_is_not_the_scripts(self):
        pair = "socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0\n"
        line = "poll([{fd=0, events=POLLIN}, {fd=3, events=POLLOUT}], 2, -1) = 1 ([{fd=3, revents=POLLOUT}])\n"
        out = self.good(pair + line + line)
        self.assertEqual(out.count("# "), 1)
        self.assertIn("such as 0, are left out of poll", out)
        self.assertEqual(out.count("poll([{fd=-1, events=POLLIN}, {fd=s1, events=POLLOUT}], 2, -1) = 1 "
                                   "([{fd=s1, revents=POLLOUT}])"), 2)
        self.assertEqual(self.good(pair + line, "-n"), "")
        self.good(out)
        for line in ("poll([{fd=0, events=POLLIN}, {fd=3, events=POLLIN}], 2, -1) = 1 ([{fd=0, revents=POLLIN}])",
                     "poll([{fd=0, events=POLLIN, revents=POLLIN}, {fd=3, events=POLLIN}], 2, -1) = 1"):
            self.bad(pair + line + "\n", "fds: ", status=2)

    # ---- what strace writes where it could not read ----

    def test_pointers_stand_in_the_place_of_lengths(self):
        """
        To nowhere, where the line says EFAULT; else to a length that the line does not show. A sanitizer
        reads the length before the kernel does, and dies of it.
        """
        def faults(script, call):
            if not SANITIZED:
                out = self.good(script + call + " = -1 EFAULT (Bad address)\n")
                self.assertRegex(out, r", 0x7\w+, 0x7\w+(, SOCK_CLOEXEC)?\) = -1 EFAULT")
                self.good(out)

        udp = "socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 3\nconnect 127.0.0.1:9\n"
        tcp = "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3\nlisten 1\n"
        for call in ("getsockopt(3, SOL_SOCKET, SO_LINGER, 0x7f08, %s)", "getsockname(3, 0x7f08, %s)",
                     "getpeername(3, 0x7f08, %s)"):
            faults(udp, call % "0x7f10")
            self.good(udp + call % "0x7f10" + " = 0\n")
            self.bad(udp + call % "16" + " = 0\n", "written [16]")
        for call in ("accept(3, 0x7f08, 0x7f10)", "accept4(3, 0x7f08, 0x7f10, SOCK_CLOEXEC)"):
            self.good(tcp + "setsockopt(3, SOL_SOCKET, SO_RCVTIMEO, {tv_sec=0, tv_usec=1}, 16) = 0\n" +
                      call + " = -1 EAGAIN (Resource temporarily unavailable)\n")
            faults(tcp + "c = socket; connect s1\n", call)
        faults(PAIR + 'send(3, "x", 1, 0) = 1\n', "recvfrom(4, 0x7f00, 9, 0, 0x7f08, 0x7f10)")

    def test_structures_come_in_part(self):
        pair = "socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0\n"
        line = 'getsockopt(3, SOL_SOCKET, SO_LINGER, {l_onoff=%s}, [%d]) = 0\n'
        lingers = pair + "setsockopt(3, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=258}, 8) = 0\n"
        out = self.good(lingers + line % (r'"\x01\x00\x00"', 3) + line % (r'1, l_linger="\x02\x01"', 6) +
                        line % ("1", 4) + "getsockopt(3, SOL_SOCKET, SO_PEERCRED, "
                        r'{pid=77, uid=..., gid="\x07"}, [9]) = 0' "\n")
        self.assertIn(r'{l_onoff="\1\0\0"}, [3])', out)
        self.assertIn(r'{l_onoff=1, l_linger="\2\1"}, [6])', out)
        self.good(out)
        self.bad(lingers + line % (r'"\x02\x00\x00"', 3), "l_onoff", status=1)
        self.bad(lingers + line % (r'1, l_linger="\x02\x02"', 6), "l_linger", status=1)
        self.bad(pair + 'setsockopt(3, SOL_SOCKET, SO_LINGER, {l_onoff="\\1", l_linger=1}, 8)\n', "number")
        self.bad(pair + 'setsockopt(3, SOL_SOCKET, SO_LINGER, {l_onoff="\\1\\0\\0\\0\\0"}, 8)\n', "number")

    def test_one_number_has_the_name_of_its_role(self):
        """As strace has it: set, got, and received options may be called otherwise."""
        out = self.good(
            UDP + "setsockopt r recvorigdstaddr on\nsend s x\n"
            'recvmsg r\ngetsockopt r get_filter\ngetsockopt r attach_filter\n'
            'try setsockopt r attach_filter --hex "00"\n'
            'getsockopt(r, SOL_SOCKET, SO_GET_FILTER, "", [256 => 0]) = 0\n'
            'getsockopt(r, SOL_SOCKET, SO_ATTACH_FILTER, "", [256 => 0]) = 0\n')
        self.assertIn("cmsg_type=IP_ORIGDSTADDR", out)
        self.assertIn("setsockopt(r, IPPROTO_IP, IP_RECVORIGDSTADDR, [1], 4) = 0", out)
        for room in 256, 4096:
            line = 'getsockopt(r, SOL_SOCKET, SO_GET_FILTER, "", [%d => 0]) = 0' % room
            self.assertEqual(out.count(line), 2, line)
        self.assertIn("setsockopt(r, SOL_SOCKET, SO_ATTACH_FILTER, ", out)

    def test_lists_end_where_nobody_could_read_on(self):
        """`...` and an address: the call faults, or never looks there."""
        sent = "sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=%s, msg_iovlen=2, %smsg_flags=0}, 0)"
        two = '[{iov_base="ab", iov_len=2}, ... /* 0x7f3ada47d000 */]'
        rights = "msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[3]}, " \
                 "... /* 0x7f3ada47d000 */], msg_controllen=%d, "
        fault = " = -1 EFAULT (Bad address)\n"
        for call in (sent % (two, "msg_controllen=0, "), sent % ("[]", rights % 64),
                     "poll([{fd=3, events=POLLIN}, ... /* 0x7f3ada47d000 */], 2, 0)"):
            self.good(self.good(PAIR + call + fault))
        self.good(PAIR + sent % ("[]", rights % 30) + " = 0\n")
        for call in (sent % (two, "msg_controllen=0, "), sent % ("[]", rights % 64)):
            self.bad(PAIR + call + " = 2\n", "cannot be sent")
        self.good(PAIR + "recvmsg(4, {msg_namelen=0}, 0) = -1 EAGAIN (Resource temporarily unavailable) (DELAYED)\n")

    # ---- how the log was taken ----

    ADVICE = "a log of strace is read if each line is one call that ended"

    def test_decorations_get_the_one_advice(self):
        """Whatever stands on the line; once, however many lines have it."""
        lines = ("close(3<TCP:[127.0.0.1:1->127.0.0.1:2]>) = 0", "socket(AF_INET, SOCK_STREAM, 0) = 3 <0.000012>",
                 "accept(3,  <unfinished ...>", "[pid 12] close(3) = 0", "12 close(3) = 0",
                 "10:11:12.131415 close(3) = 0", "     0.000012 close(3) = 0", "[00007f669bf28dfa] close(3) = 0",
                 " > /usr/lib/libc.so.6(__socket+0xb) [0x11af5b]", "<... accept resumed>, [16]) = 3",
                 " | 00000  48 65 6c 6c 6f  Hello |", "socket(AF_INET, SOCK_STREAM, 0) = 3<TCP:[123]>",
                 "[  41] socket(AF_INET, SOCK_STREAM, 0) = 3", "strace: Process 12 attached")
        for line in lines:
            self.bad(line + "\n", self.ADVICE)
            self.assertNotIn("reckoned", run(script=line + "\n").stderr)
        for flags in ((), ("-n",)):
            result = run("-k", *flags, script="\n".join(lines) + "\n")
            self.assertEqual((result.returncode, result.stdout), (2, ""))
            self.assertEqual(result.stderr.count(self.ADVICE), 1)
            self.assertEqual(result.stderr.count("<stdin>:"), len(lines))
        for line in ("close(3) = O", "sned c <0.5>x", "3 = socket"):
            self.assertNotIn(self.ADVICE, run(script=line + "\n").stderr)

    def test_what_stands_on_such_a_line_is_not_run(self):
        """Bytes that came from somewhere are no statements."""
        for line in (" | 00000  3b 73 6f 63 6b 65 74  ;socket; socket |", "12:00:00 x; socket",
                     "write(1</dev/pts/0>, x) = 1; socket", " > /x(y) [0x12]; socket"):
            self.assertEqual(run("-k", script=line + "\n").stdout, "" if "(" in line or "|" in line else
                             "s1 = socket(AF_INET, SOCK_STREAM, 0) = 3\n")

    def test_behind_a_pointer_nobody_knows_what_was_sent(self):
        for call in ("sendto(3, 0x7f00, 5, 0, NULL, 0) = 5", "write(3, 0x7f00, 5) = 5", "sendmsg(3, 0x7f00, 0) = 5",
                     "sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=0x7f00, msg_iovlen=1}, 0) = 5",
                     "sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=0x7f00, iov_len=5}], "
                     "msg_iovlen=1}, 0) = 5"):
            self.bad(PAIR + call + "\n", "the line does not say what")
            self.good(PAIR + call.rsplit(" = ", 1)[0] + " = -1 EFAULT (Bad address)\n")
        self.assertIn(r'send(s1, "\0\0\0\0\0", 5, 0) = 5', self.good(PAIR + 'write(3, "secret", 6) = 6\n'
                                                                  "sendto(3, 0x7f00, 5, 0, NULL, 0)\n"))


if __name__ == "__main__":
    main()
