#!/usr/bin/env python3
"""Multicast groups are joined and left, in a network of the test's own, and what is sent there comes or does not."""
import re
import unittest

import driving
from driving import main, run

# A socket `r` that hears of its own groups alone, and `s`, whose datagrams to the group leave by lo.
SOCKETS = """
    r = socket inet dgram; bind r :0; setsockopt r ip.multicast_all off
    s = socket inet dgram; bind s; connect s 239.1.2.3:${r.port}
"""
COMES = 'send s x; expect "x" recv r --dontwait\n'
COMES_NOT = "send s x; expect EAGAIN recv r --dontwait\n"


class Groups(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.wrapper = driving.in_namespace()
        if not cls.wrapper:
            raise unittest.SkipTest("no namespaces here")

    def good(self, script):
        """Runs it, and what it shows again; returns that."""
        first = run(script=script, wrapper=self.wrapper)
        self.assertEqual(first.returncode, 0, first.stdout + first.stderr)
        again = run(script=first.stdout, wrapper=self.wrapper)
        self.assertEqual(again.returncode, 0, again.stdout + again.stderr)
        return first.stdout

    def calls(self, shown):
        return re.findall(r"^setsockopt\(\w+, \w+, (\w+_MEMBERSHIP), (.*), (\d+)\) = (.*)$", shown, re.M)

    def test_ipv4(self):
        address = '{imr_multiaddr=inet_addr("239.1.2.3"), imr_interface=inet_addr("%s")%s}'
        for words, interface, index in (("lo", "0.0.0.0", 'if_nametoindex("lo")'), ("1", "0.0.0.0", 'if_nametoindex("lo")'),
                                        ("127.0.0.1", "127.0.0.1", "0"), ("127.0.0.1 lo", "127.0.0.1", 'if_nametoindex("lo")')):
            join, leave = ("setsockopt r %s_membership 239.1.2.3 %s\n" % (what, words) for what in ("add", "drop"))
            shown = self.good(SOCKETS + COMES_NOT + join + COMES + "expect EADDRINUSE " + join + COMES + leave + COMES_NOT +
                              "expect EADDRNOTAVAIL " + leave)
            value = address % (interface, ", imr_ifindex=" + index)
            self.assertEqual(self.calls(shown), [
                ("IP_ADD_MEMBERSHIP", value, "12", "0"),
                ("IP_ADD_MEMBERSHIP", value, "12", "-1 EADDRINUSE (Address already in use)"),
                ("IP_DROP_MEMBERSHIP", value, "12", "0"),
                ("IP_DROP_MEMBERSHIP", value, "12", "-1 EADDRNOTAVAIL (Cannot assign requested address)")])

    def test_ipv4_as_strace_has_it(self):
        """The eight bytes that most programs give; of twelve strace does not show the last."""
        value = '{imr_multiaddr=inet_addr("239.1.2.3"), imr_interface=inet_addr("127.0.0.1")}'
        call = "setsockopt(r, SOL_IP, IP_%s_MEMBERSHIP, %s, %d) = 0\n"
        shown = self.good(SOCKETS + call % ("ADD", value, 8) + COMES + call % ("DROP", value, 8) + COMES_NOT +
                          call % ("ADD", value, 12) + COMES + call % ("DROP", value, 16) + COMES_NOT)
        self.assertEqual([(name, len(text) > len(value), size) for name, text, size, _ in self.calls(shown)], [
            ("IP_ADD_MEMBERSHIP", False, "8"), ("IP_DROP_MEMBERSHIP", False, "8"),
            ("IP_ADD_MEMBERSHIP", True, "12"), ("IP_DROP_MEMBERSHIP", True, "16")])

    def test_multicast_if(self):
        """Without it no route leads to the group here; an interface is set as one, and read as an address."""
        index = '{imr_multiaddr=inet_addr("0.0.0.0"), imr_interface=inet_addr("0.0.0.0"), imr_ifindex=if_nametoindex("lo")}'
        for words, value, size, got in (
                ("127.0.0.1", '[inet_addr("127.0.0.1")]', 4, "127.0.0.1"), ("lo", index, 12, "0.0.0.0"), ("1", index, 12, "0.0.0.0")):
            shown = self.good("r = socket inet dgram; bind r :0; setsockopt r ip.multicast_all off\n"
                              "setsockopt r add_membership 239.1.2.3 lo; s = socket inet dgram\n"
                              "expect ENETUNREACH connect s 239.1.2.3:${r.port}\n"
                              "setsockopt s multicast_if %s; getsockopt s multicast_if\n"
                              "connect s 239.1.2.3:${r.port}\n%s" % (words, COMES))
            self.assertIn("setsockopt(s, IPPROTO_IP, IP_MULTICAST_IF, %s, %d) = 0\n" % (value, size), shown)
            self.assertIn('getsockopt(s, IPPROTO_IP, IP_MULTICAST_IF, [inet_addr("%s")], [4]) = 0\n' % got, shown)

    def test_multicast_if_as_strace_has_it(self):
        """Four bytes as a number, more as bytes."""
        shown = self.good('s = socket inet dgram\nsetsockopt(s, SOL_IP, IP_MULTICAST_IF, [16777343], 4) = 0\n'
                          'getsockopt(s, SOL_IP, IP_MULTICAST_IF, [16777343], [4]) = 0\n'
                          'setsockopt(s, SOL_IP, IP_MULTICAST_IF, "\\357\\1\\2\\3\\0\\0\\0\\0\\1\\0\\0\\0", 12) = 0\n'
                          'expect EADDRNOTAVAIL setsockopt(s, SOL_IP, IP_MULTICAST_IF, [1], 4)\n')
        self.assertIn('IP_MULTICAST_IF, {imr_multiaddr=inet_addr("239.1.2.3"), imr_interface=inet_addr("0.0.0.0"), '
                      'imr_ifindex=if_nametoindex("lo")}, 12) = 0\n', shown)
        self.assertIn('IP_MULTICAST_IF, [inet_addr("1.0.0.0")], 4) = -1 EADDRNOTAVAIL ', shown)

    def test_ipv6(self):
        """The kernel's list has the group as long as it is joined: on lo alone none of IPv6's is heard."""
        value = '{inet_pton(AF_INET6, "ff02::123", &ipv6mr_multiaddr), ipv6mr_interface=if_nametoindex("lo")}'
        join, leave = ("setsockopt s %s_membership ff02::123 lo\n" % what for what in ("add", "drop"))
        call = "setsockopt(s, SOL_IPV6, IPV6_%s_MEMBERSHIP, %s, %d) = 0\n"
        shown = self.good("s = socket inet6 dgram\n" + join + "expect EADDRINUSE " + join + leave + "expect EADDRNOTAVAIL " +
                          leave + call % ("ADD", value, 20) + call % ("DROP", value, 24))
        self.assertEqual([found[:3] for found in self.calls(shown)], [
            ("IPV6_%s_MEMBERSHIP" % what, value, size) for what, size in
            (("ADD", "20"), ("ADD", "20"), ("DROP", "20"), ("DROP", "20"), ("ADD", "20"), ("DROP", "24"))])
        members = "! grep -c 'lo .*0123 ' /proc/net/igmp6\n"
        done = run("-q", script="s = socket inet6 dgram\n" + members + join + members + leave + members, wrapper=self.wrapper)
        self.assertEqual(re.findall(r"^\d+$", done.stdout, re.M), ["0", "1", "0"], done.stderr)

    def test_anycast(self):
        wrapper = [word.replace("lo up &&", "lo up && ip addr add 2001:db8::1/64 dev lo &&") for word in self.wrapper]
        addresses = "! grep -c 20010db8.*0007 /proc/net/anycast6\n"
        done = run("-q", script="s = socket inet6 dgram\nsetsockopt s join_anycast 2001:db8::7 lo\n" + addresses +
                   "setsockopt s leave_anycast 2001:db8::7 lo\n" + addresses, wrapper=wrapper)
        self.assertEqual((done.returncode, re.findall(r"^\d+$", done.stdout, re.M)), (0, ["1", "0"]), done.stderr)


if __name__ == "__main__":
    main()
