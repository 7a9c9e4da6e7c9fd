"""
What a comment says is true of this socket at this moment. Each row brings a situation about, in a
network that is made for it, and has all the comments that are told then, in order.
"""
import concurrent.futures
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

import driving

INSIDE = "SOCKSH_HINTS_INSIDE"

# v0 leads to v1, where nobody answers: 10.9.0.77 has no neighbour, at 10.9.0.78 one listens to nothing.
NETWORK = """
ip link set lo up
ip link add v0 type veth peer name v1
for f in 4 6; do
	echo 1 >/proc/sys/net/ipv$f/neigh/v0/mcast_solicit
	echo 20 >/proc/sys/net/ipv$f/neigh/v0/retrans_time_ms
done
ip addr add 10.9.0.1/24 dev v0
ip -6 addr add 2001:db8:9::1/64 dev v0 nodad
ip link set v0 up
ip link set v1 up
ip neigh add 10.9.0.78 lladdr 02:00:00:00:00:01 dev v0
ip route add prohibit 10.8.0.0/24
ip route add unreachable 10.7.0.0/24
ip route add blackhole 10.6.0.0/24
ip -6 route add prohibit 2001:db8:8::/64
"""

REFUSED = "connect before has ended so: nobody listens there, or a packet filter refuses; the next one starts anew"
NO_CONNECTION = "the connect has failed, so there is no connection"
UNDER_WAY = "the connection is under way: poll for out, then getsockopt error tells how it went"
NO_PORT = "no port is left: all of net.ipv4.ip_local_port_range are taken"
NO_LOCAL_PORT = "no local port is left: all of net.ipv4.ip_local_port_range are taken"
UNREACHED = "nobody answered for the address on the link, or a route or a router says no"
FORBIDS = "a route (prohibit) or a packet filter forbids it"
OR_BROADCAST = FORBIDS + "; or this is a broadcast address, which needs `setsockopt broadcast on`"
BROADCAST = "a broadcast address needs `setsockopt broadcast on`"
OTHER_FAMILY = "the address is of another family than the socket"
LENGTH = "the address's length is not its family's"
LINK = "a link-local address needs its interface: [fe80::1%eth0]:80"
IPV6_ONLY = "the socket speaks IPv6 only (v6only), and the address is one of IPv4"
NO_ROUTE = "no route leads there; an interface that is down has none"
BLACKHOLE = "a blackhole route leads there, or the address is none to %s"
LISTENS = ("%s listens there; beside a socket that listens reuseaddr does not help, only reuseport, on for both "
           "before they are bound")
HAS = "%s has this address; both need `setsockopt reuseaddr on`, each before its bind"
TIME_WAIT = ("another socket has this address (or [::], which is for IPv4 too), or a connection of it is in TIME_WAIT (then both, the old socket and "
             "the new one, need setsockopt reuseaddr on, before bind)")
NO_CONNECT = "POLLERR: the connect has failed, and getsockopt error tells why"
NO_CONNECTED = "POLLHUP: there is no connection"
POLLERR = "POLLERR: an error waits (getsockopt error or the next call tells it), or something is in the error queue"
RESET = "the peer has reset the connection: mostly it closed with data unread, or with linger 0"
FEWER = "no more had come when it stopped waiting; an error that came then the next call tells"
CUT_ONE = "MSG_TRUNC: one was longer than the room for it, and its rest is lost"
OTHERS = "the others were not sent: what stopped them the next call tells"
END = "the end of the stream: the peer has shut its sending down, or has closed"
EARLIER = "an earlier datagram found nobody listening; the error is told only now"
MTU = "above the path's MTU, and the socket may not cut it into fragments (mtu_discover, dontfrag)"
TOO_MUCH = "more than a datagram can hold (65,507 bytes, over IPv6 65,527)"
FULL = "the room is full, so it may have been longer, and the rest is lost; --peek --trunc first tells its size"
DATA_UNIX = "connect the socket first, or name an address with sendto"
UNANSWERED = ("the peer has acknowledged nothing for too long (retransmissions, keepalive, tcp.user_timeout), "
              "and the connection is over")

# As C writes them: an address where command notation refuses what the kernel is to refuse.
IN = '{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}'
IN6 = '{sa_family=AF_INET6, sin6_port=htons(80), inet_pton(AF_INET6, "::1", &sin6_addr)}'
UN = '{sa_family=AF_UNIX, sun_path="x"}'

SERVER = "srv = socket; bind srv; listen srv; "
ROOM = "; ".join("close s%d" % i for i in range(1, 9))
PAIR = SERVER + "c = socket; connect c srv; a = accept srv; "
# The port is free again and refuses: whoever listened there is gone.
GONE = "srv = socket; bind srv; getsockname srv; g = socket; bind g $srv.host:0; "

CONNECT = [
    ("socket; connect 127.0.0.1:9", ["nobody listens at this address"]),
    ("socket inet6; connect [::1]:9", ["nobody listens at this address"]),
    ("socket; connect 10.9.0.1:9", ["nobody listens at this address, or a packet filter refuses for it"]),
    ("a = socket; bind a; c = socket; connect c a", ["a is bound there, but does not listen (listen)"]),
    ("a = socket; bind a 0.0.0.0:7000; c = socket; connect c 127.0.0.1:7000",
     ["a is bound there, but does not listen (listen)"]),
    ("a = socket; bind a 0.0.0.0:7000; c = socket; connect c 127.0.0.1:7001", ["nobody listens at this address"]),
    ("a = socket; bind a 127.0.0.2:7000; c = socket; connect c 127.0.0.1:7000", ["nobody listens at this address"]),
    ("a = socket inet dgram; bind a 127.0.0.1:7000; c = socket; connect c 127.0.0.1:7000",
     ["nobody listens at this address"]),
    (SERVER + "shutdown srv rd; c = socket; connect c srv", ["srv is bound there, but does not listen (listen)"]),
    ("c = socket inet stream --nonblock; connect c 127.0.0.1:9; poll c:out; connect c 127.0.0.1:9",
     [UNDER_WAY, NO_CONNECT, NO_CONNECTED,
      "the " + REFUSED]),
    ("c = socket inet stream --nonblock; connect c 127.0.0.1:9; getsockopt c error; connect c 127.0.0.1:9; "
     "connect c 127.0.0.1:9; send c x", [
         UNDER_WAY, "an earlier connect has failed; the next one starts anew", UNDER_WAY,
         "the connect has failed: nobody listens there, or a packet filter refuses"]),
    ("c = socket inet stream --nonblock; connect c 127.0.0.1:9; getsockopt c error; getpeername c; shutdown c wr; "
     "send c x; recv c; connect c 127.0.0.1:9; send c x",
     [UNDER_WAY, "the connect has failed, so there is no peer", NO_CONNECTION, "this side has shut its sending down",
      NO_CONNECTION, "a socket that was shut down while it connected does not connect again; take a new one",
      "this side has shut its sending down"]),
    ("c = socket inet stream --nonblock; connect c 127.0.0.1:9; send c x; send c x; recv c",
     [UNDER_WAY, "the connect has failed: nobody listens there, or a packet filter refuses", NO_CONNECTION, NO_CONNECTION]),
    ("c = socket inet stream --nonblock; connect c 127.0.0.1:9; recv c", [
        UNDER_WAY, "the connect has failed: nobody listens there, or a packet filter refuses"]),
    ("c = socket inet stream --nonblock; connect c 10.9.0.78:80; send c x; recv c; write c x; read c; getpeername c; "
     "connect c 10.9.0.78:80; listen c; bind c 127.0.0.1:0",
     [UNDER_WAY, "not connected yet: poll for out", "not connected yet: poll for out",
      "not connected yet: poll for out", "not connected yet: poll for out",
      "the socket has no peer yet: the connect is under way, or has failed", "an earlier connect is still under way",
      "a connect is under way, or has ended and nobody has seen how; a socket that connects cannot listen",
      "a socket is bound once, and this one is: by bind, or by connect, listen or sendto"]),
    (SERVER + "c = socket inet stream --nonblock; connect c srv; poll c:out; connect c srv; connect c srv",
     [UNDER_WAY, "the socket is connected already; `connect unspec` undoes that"]),
    ("c = socket; setsockopt sndtimeo 1ms; connect c 10.9.0.78:80",
     ["sndtimeo ran out; the connection is still under way: poll for out, then getsockopt error tells how it went"]),
    ("c = socket; timeout 1ms connect c 10.9.0.78:80; try connect c unspec",
     ["timed out after 0.001 s", "the attempt goes on: poll for out, then getsockopt error tells how it went"]),
    ("socket; connect 10.9.0.77:80", [UNREACHED]),
    ("socket; connect 10.7.0.1:80", [UNREACHED]),
    ("c = socket inet stream --nonblock; connect c 10.9.0.77:80; poll c:err 5s; recv c",
     [UNDER_WAY, NO_CONNECT, NO_CONNECTED,
      "the connect has failed: " + UNREACHED]),
    ("socket; connect 10.8.0.1:80", [FORBIDS]),
    ("socket inet6; connect [2001:db8:8::1]:80", [FORBIDS]),
    ("socket inet dgram; connect 10.8.0.1:80", [OR_BROADCAST]),
    ("socket inet dgram; setsockopt broadcast on; connect 10.8.0.1:80", [FORBIDS]),
    ("socket inet dgram; connect 10.9.0.255:80", [OR_BROADCAST]),
    ("socket inet dgram; connect 127.255.255.255:80", [BROADCAST]),
    ("socket; connect 10.6.0.1:80", [BLACKHOLE % "connect to"]),
    ("socket; connect 10.5.0.1:80",
     ["no route leads there, or it is a broadcast address, which no stream has for its peer"]),
    ("socket; connect 10.9.0.255:80",
     ["no route leads there, or it is a broadcast address, which no stream has for its peer"]),
    ("socket inet dgram; connect 10.5.0.1:80", ["no route leads there"]),
    ("socket; connect 224.0.0.1:80", ["a stream has one peer; no group of them, nor all (broadcast)"]),
    ("socket; connect 127.255.255.255:80", ["a stream has one peer; no group of them, nor all (broadcast)"]),
    ("socket inet6; connect [ff02::1%v0]:80", ["a stream has one peer; no group of them, nor all (broadcast)"]),
    ("socket inet6; connect [2001:db8:7::1]:80", ["no route leads there"]),
    ("socket inet6; connect [fe80::1]:80", [LINK]),
    ("socket inet6 dgram; connect [fe80::1]:80", [LINK]),
    ("socket inet6; setsockopt v6only on; connect [::ffff:127.0.0.1]:9", [IPV6_ONLY]),
    ("socket inet6 dgram; setsockopt v6only on; connect [::ffff:127.0.0.1]:9", [IPV6_ONLY]),
    ("socket inet6; connect [::ffff:127.0.0.1]:9", ["nobody listens at this address"]),
    ("a = socket inet6; connect(a, %s, 16)" % IN, [OTHER_FAMILY]),
    ("a = socket; connect(a, %s, 28)" % IN6, [OTHER_FAMILY]),
    ("a = socket; connect(a, %s, 15)" % IN, [LENGTH]),
    ("a = socket; connect(a, %s, -1)" % IN, [LENGTH]),
    ("a = socket inet6; connect(a, %s, 20)" % IN6, [LENGTH]),
    ("a = socket unix; connect(a, %s, 16)" % IN, [OTHER_FAMILY]),
    ("a = socket; connect a 127.0.0.1:9; b = socket; connect(b, %s, 20)" % UN,
     ["nobody listens at this address", OTHER_FAMILY]),
    (PAIR + "connect c srv; connect srv srv; listen c; bind c 127.0.0.1:0; accept c",
     ["the socket is connected already; `connect unspec` undoes that", "a listening socket connects to nobody",
      "a connected socket cannot listen",
      "a socket is bound once, and this one is: by bind, or by connect, listen or sendto",
      "a connected socket has none to accept; the one that listens has"]),
    (PAIR + "setsockopt a linger 0; close a; try recv c; connect c srv; recv c; shutdown c wr; getpeername c",
     ["the connection is over, but a stream socket connects once; take a new one, or `connect unspec` first",
      "the connection is over, as an earlier error has told", "the connection is over",
      "the connection is over, and its peer is forgotten"]),
]

CONNECT_UNIX = [
    ("u = socket unix; connect u nowhere", ["no such path; has the server bound it?"]),
    ("u = socket unix; connect u file/x", ["a part of the path is no directory"]),
    ("u = socket unix; connect u file", ["no socket of this type listens at this name; a path stays after its socket"]),
    ("s = socket unix; bind s p1; close s; u = socket unix; connect u p1",
     ["no socket of this type listens at this name; a path stays after its socket"]),
    ("s = socket unix; bind s p2; u = socket unix; connect u p2", ["s is bound there, but does not listen (listen)"]),
    ("s = socket unix; bind s @p; u = socket unix; connect u @p", ["s is bound there, but does not listen (listen)"]),
    ("u = socket unix; connect u @nobody", ["no socket has this name"]),
    ("u = socket unix dgram; connect u @nobody", ["no socket has this name"]),
    ("u = socket unix dgram; connect u file", ["no socket receives at this name; a path stays after its socket"]),
    ("s = socket unix dgram; bind s p3; u = socket unix; connect u p3", ["the socket at this name is of another type"]),
    ("s = socket unix; bind s p4; listen s 0; b = socket unix; connect b p4; u = socket unix stream --nonblock; "
     "connect u p4; v = socket unix; timeout 1ms connect v p4",
     ["the backlog of the UNIX socket there is full, and this one does not block (or its sndtimeo ran out)",
      "timed out after 0.001 s", "the backlog there stayed full; nothing is under way now"]),
    ("a, b = socketpair unix dgram; s = socket unix dgram; bind s @s; connect s @s; u = socket unix dgram; "
     "connect u @s; sendto u x @s",
     ["the socket there is connected to another one, and takes from that alone"] * 2),
    ("u = socket unix; connect(u, {sa_family=AF_UNIX}, 2)", ["the address names nobody: the server must bind first"]),
    ("u = socket unix; bind u @l; listen u; connect u @l; listen u",
     ["a listening socket connects to nobody"]),
    ("u = socket unix; bind u @m; listen u; v = socket unix; connect v @m; connect v @m; bind v @m",
     ["the socket is connected already", "u listens there"]),
]

BIND = [
    (SERVER + "getsockname srv; b = socket; bind b srv", [LISTENS % "srv"]),
    ("srv = socket; bind srv 0.0.0.0:7000; listen srv; b = socket; bind b 127.0.0.1:7000", [LISTENS % "srv"]),
    ("srv = socket; bind srv 127.0.0.1:7000; listen srv; b = socket; bind b 0.0.0.0:7000", [LISTENS % "srv"]),
    ("srv = socket; setsockopt srv reuseaddr on; bind srv 127.0.0.1:7000; listen srv; b = socket; "
     "setsockopt b reuseaddr on; bind b 127.0.0.1:7000", [LISTENS % "srv"]),
    ("s = socket; bind s; b = socket; bind b s", [HAS % "s"]),
    ("s = socket inet dgram; bind s; b = socket inet dgram; bind b s", [HAS % "s"]),
    (PAIR + "b = socket; bind b srv; bind b a", [LISTENS % "srv"] * 2),
    (PAIR + "close srv; b = socket; bind b a", [HAS % "a"]),
    (PAIR + "setsockopt srv reuseaddr on; close srv; try shutdown a wr; try recv c; close c; getsockname a; "
     "b = socket; bind b ${a.host}:${a.port}", [TIME_WAIT]),
    ("s = socket inet6; bind s [::]:7000; listen s; b = socket; bind b 127.0.0.1:7000",
     ["s listens at [::], and so for IPv4 too; with `setsockopt v6only on` before its bind it leaves IPv4 alone"]),
    ("s = socket inet6; bind s [::]:7000; b = socket; bind b 127.0.0.1:7000",
     ["s has this port of [::], and so of IPv4 too; with `setsockopt v6only on` before its bind it leaves IPv4 "
      "alone"]),
    ("s = socket; bind s 127.0.0.1:7000; listen s; b = socket inet6; bind b [::]:7000",
     ["s listens at this port of IPv4, which [::] is for too; with `setsockopt v6only on` before this bind it is "
      "left alone"]),
    ("s = socket; bind s 127.0.0.1:7000; b = socket inet6; bind b [::]:7000",
     ["s has this port of IPv4, which [::] is for too; with `setsockopt v6only on` before this bind it is left "
      "alone"]),
    ("s = socket inet6; setsockopt v6only on; bind s [::]:7000; b = socket; bind b 127.0.0.1:7000", []),
    ("s = socket inet6; bind s [::1]:7000; b = socket inet6; bind b [::]:7000", [HAS % "s"]),
    ("b = socket; bind b 10.4.0.1:80", ["no interface of this machine has this address"]),
    ("b = socket inet6; bind b [2001:db8::4]:8080",
     ["no interface of this machine has this address (an IPv6 one that is new it has after a second or two)"]),
    ("b = socket inet6; bind b [fe80::1]:8080", [LINK]),
    ("b = socket inet6; setsockopt v6only on; bind b [::ffff:127.0.0.1]:8080", [IPV6_ONLY]),
    ("b = socket inet6; bind b [ff02::1%v0]:8080", ["a stream socket has no group's address"]),
    ("b = socket inet6; bind(b, %s, 16)" % IN, [OTHER_FAMILY]),
    ("b = socket; bind(b, %s, 28)" % IN6, [OTHER_FAMILY]),
    ("b = socket; bind(b, %s, 8)" % IN, [LENGTH]),
    ("b = socket unix; bind(b, %s, 16)" % IN, [OTHER_FAMILY]),
    ("b = socket; bind b; bind b",
     ["a socket is bound once, and this one is: by bind, or by connect, listen or sendto"]),
    ("b = socket inet dgram; sendto b x 127.0.0.1:9; bind b",
     ["a socket is bound once, and this one is: by bind, or by connect, listen or sendto"]),
    ("b = socket; listen b; bind b",
     ["a socket is bound once, and this one is: by bind, or by connect, listen or sendto"]),
    ("b = socket unix; bind b q1; c = socket unix; bind c q1; listen b; d = socket unix; bind d q1; close b; bind d q1",
     ["b is bound to it", "b listens there",
      "something has this name: a socket, a path that one has left behind, or another file"]),
    ("b = socket unix; bind b file",
     ["something has this name: a socket, a path that one has left behind, or another file"]),
    ("b = socket unix; bind b nowhere/x", ["the directory of the path does not exist"]),
    ("b = socket unix; bind b file/x", ["a part of the path is no directory"]),
    ("b = socket unix; bind b @x; bind b @y",
     ["a socket is bound once, and this one is: by bind, or by connect, listen or sendto"]),
]

LISTEN = [
    ("s = socket inet dgram; listen s", ["only stream and seqpacket sockets listen"]),
    ("n = socket netlink raw route; bind n; m = socket netlink raw route; bind m n",
     ["n has this port ID; bind to 0, and the kernel chooses one"]),
    ("n = socket netlink raw route; bind n 1000; g = socket netlink raw usersock; bind g 1000; bind n 77",
     ["the socket has another port ID already, which stays: only its groups can be changed"]),
    ("n = socket netlink raw route; sendto n x 4242",
     ["no socket of this protocol has this port ID (0 is the kernel's), or it is connected to another one"]),
    ("p = socket packet dgram ip; connect p lo", ["packet sockets have no peer: bind says the interface and the protocol"]),
    ("p = socket packet dgram ip; bind p lo; setsockopt p packet.fanout 1; bind p lo",
     ["in a fanout group (PACKET_FANOUT) it stays with its interface and protocol"]),
    ("p = socket packet dgram ip; bind p 4000000", ["no interface has this name or index"]),
    ("p = socket packet dgram ip; sendto p x :ip",
     ["no such interface, or none is named: bind to one, or send to one, such as eth0:ip"]),
    ("p = socket packet raw; sendto p x lo:ip",
     ["a raw frame begins with the link's own header; of dgram the kernel writes it"]),
    ("p = socket packet raw; bind p lo; setsockopt p sndbuf 300000; send p --fill 70000",
     ["the frame is longer than the interface's mtu allows"]),
    ("p = socket packet raw; u = socket inet dgram; bind u; bind p u", ["the address is of another family than the socket"]),
    ("! ip link add d0 type veth peer name d1\np = socket packet dgram ip; bind p d0; recv --dontwait p; sendto p x d0:ip\n! ip link del d0",
     ["the interface went down, or was when the socket was bound; frames come once it is up", "the interface is down"]),
    ("socket netlink stream", ["netlink sockets are of type raw or dgram"]),
    ("socket netlink raw 31", ["this kernel has no such netlink protocol, or its module is not loaded"]),
    ("s = socket unix; listen s", ["a UNIX socket needs an address first (bind)"]),
    ("a, b = socketpair; listen a", ["a connected socket cannot listen"]),
    ("s = socket; setsockopt s reuseaddr on; bind s 127.0.0.1:7000; t = socket; setsockopt t reuseaddr on; "
     "bind t 127.0.0.1:7000; listen s; listen t",
     ["s listens on this port; both can with `setsockopt reuseport on`, each before its bind"]),
    ("s = socket; accept s", ["the socket does not listen (listen)"]),
    ("s = socket inet stream --nonblock; listen s; accept s", ["no connection waits, and the socket does not block"]),
    ("s = socket; setsockopt rcvtimeo 1ms; listen s; accept s", ["no connection had come when rcvtimeo ran out"]),
    (SERVER + "ioctl srv nbio on; accept srv; ioctl srv nbio off; setsockopt srv rcvtimeo 1ms; accept srv",
     ["no connection waits, and the socket does not block", "no connection had come when rcvtimeo ran out"]),
    ("s = socket inet dgram; accept s", ["datagram sockets have no connections to accept"]),
    ("s = socket inet raw icmp; accept s", ["raw sockets have no connections to accept"]),
    (SERVER + "accept4(srv, NULL, NULL, SOCK_STREAM)", ["only SOCK_NONBLOCK and SOCK_CLOEXEC are flags here"]),
    (SERVER + "c = socket; connect c srv; accept(srv, ..., [-1])",
     ["addrlen is negative; the connection that waited is lost"]),
    (SERVER + "c = socket; connect c srv; a = accept4 srv --nonblock; recv a; d = socket; connect d srv; b = accept srv; "
     "recv b --dontwait; setsockopt b rcvtimeo 1ms; recv b",
     ["nothing has arrived, and the socket does not block", "nothing has arrived, and MSG_DONTWAIT does not wait",
      "nothing had arrived when rcvtimeo ran out"]),
]

SEND = [
    ("c = socket; send c x; write c x; recv c; shutdown c wr; send c x",
     ["connect the socket first"] * 3 + ["the socket is not connected", "this side has shut its sending down"]),
    (SERVER + "send srv x; recv srv; getpeername srv",
     ["a listening socket sends nothing; what accept returns does", "a listening socket has no data, only connections: accept",
      "the socket listens: what accept returns has a peer"]),
    (PAIR + "shutdown c wr; send c x; recv a; recv a; shutdown a rdwr; recv c",
     ["this side has shut its sending down", END]),
    (PAIR + "close a; recv c; send c x; poll c:out; send c x",
     [END, POLLERR, "POLLHUP: both directions are over; what has arrived can still be received",
      "the peer receives no more, and has answered what came all the same with a reset"]),
    (PAIR + "send c x; recv a 0; close a; recv c; send c x; recv c",
     ["0 bytes were asked for; whether the stream is over, this does not tell", RESET,
      "the connection is over, as an earlier error has told", "the connection is over, as an earlier error has told"]),
    (PAIR + "setsockopt a linger 0; close a; send c x; send c x",
     [RESET, "the connection is over, as an earlier error has told"]),
    (PAIR + "setsockopt a linger 0; close a; read c", [RESET]),
    (PAIR + "setsockopt a linger 0; close a; recvmsg c", [RESET]),
    ("a, b = socketpair; close b; send a x", ["the peer is gone, or has shut its receiving down"]),
    ("a, b = socketpair; send a x; close b; recv a",
     ["the peer closed without reading all that was sent to it"]),
    ("a, b = socketpair; shutdown a wr; send a x", ["this side has shut its sending down"]),
    ("u = socket unix; send u x; recv u; recv u --oob",
     ["connect the socket first", "connect the socket first", "no urgent byte waits, or oobinline has it among the others"]),
    ("u = socket unix; bind u @x; listen u; recv u", ["a listening socket has no data, only connections: accept"]),
    ("u = socket unix dgram; send u x", [DATA_UNIX]),
    ("a, b = socketpair unix dgram; close b; send a x; send a x", ["the peer has closed its socket", DATA_UNIX]),
    ("u = socket unix seqpacket; send u x; recv u", ["connect the socket first"] * 2),
    ("d = socket inet dgram; send d x; sendmsg d x",
     ["the socket has no peer: connect it, or name an address with sendto"] * 2),
    ("d = socket inet dgram; shutdown d wr; sendto d x 127.0.0.1:9",
     ["the socket has no peer; what it does itself is shut down all the same", "this side has shut its sending down"]),
    ("d = socket inet dgram; connect d 127.0.0.1:9; send d x; send d x; send d x; recv d; send d x; write d x; send d x; "
     "sendmsg d x; send d x; read d; send d x; recvmsg d", [EARLIER] * 6),
    ("d = socket inet dgram; sendto d x 127.0.0.1:0; sendto d x 10.5.0.1:9; sendto d x 10.6.0.1:9; "
     "sendto d x 10.7.0.1:9; sendto d x 10.8.0.1:9; sendto d x 10.9.0.255:9; sendto d x 127.255.255.255:9",
     ["port 0 is nobody's: name the receiver's port", NO_ROUTE, BLACKHOLE % "send to", UNREACHED, OR_BROADCAST, OR_BROADCAST,
      BROADCAST]),
    ("d = socket inet dgram; setsockopt broadcast on; sendto d x 10.8.0.1:9", [FORBIDS]),
    ("d = socket inet dgram; sendmsg d --to 10.5.0.1:9 x; sendmsg d --to 127.0.0.1:0 x",
     [NO_ROUTE, "port 0 is nobody's: name the receiver's port"]),
    ("d = socket inet6 dgram; setsockopt d v6only on; sendto d x [2001:db8:8::1]:9; "
     "sendto d x [::ffff:127.0.0.1]:9; sendto(d, \"x\", 1, 0, %s, 16)" % IN, [FORBIDS, IPV6_ONLY, IPV6_ONLY]),
    ("d = socket inet dgram; sendto(d, \"x\", 1, 0, %s, 28); sendto(d, \"x\", 1, 0, %s, 8)" % (IN6, IN),
     [OTHER_FAMILY, LENGTH]),
    ("d = socket inet6 dgram; sendto(d, \"x\", 1, 0, %s, 20)" % UN, [OTHER_FAMILY]),
    ("u = socket unix dgram; sendto(u, \"x\", 1, 0, {sa_family=AF_UNIX}, 2); sendto u x nowhere; sendto u x @nobody; "
     "sendto u x file; v = socket unix; bind v w1; sendto u x w1",
     ["the address names nobody: the receiver must bind first", "no such path; has the receiver bound it?",
      "no socket has this name", "no socket of this type receives at this name; a path stays after its socket",
      "the socket at this name is of another type"]),
    ("v = socket unix; sendto(v, \"x\", 1, 0, %s, 3); a, b = socketpair; sendto(a, \"x\", 1, 0, %s, 3)" % (UN, UN),
     ["a stream goes to its peer alone: connect, and send without an address",
      "a connected socket takes no other address"]),
    ("d = socket inet dgram; sendto d --oob x 127.0.0.1:9; a, b = socketpair unix dgram; send a --oob x",
     ["sockets of this family or type have no urgent data"] * 2),
    ("d = socket inet dgram; setsockopt mtu_discover do; sendto d --fill 1473 10.9.0.78:9; "
     "sendto d --fill 65508 127.0.0.1:9", [MTU, TOO_MUCH]),
    ("d = socket inet6 dgram; sendto d --fill 65528 [::1]:9; setsockopt d ipv6.dontfrag on; "
     "sendto d --fill 1453 [2001:db8:9::9]:9", [TOO_MUCH, MTU]),
    ("a, b = socketpair unix dgram; setsockopt a sndbuf 4608; send a --fill 10000",
     ["more than the send buffer holds (setsockopt sndbuf)"]),
    ("a, b = socketpair unix stream --nonblock; repeat 1000 send a --fill 60000",
     ["the kernel took only a part of it: the rest is to be sent again",
      "the send buffer is full, and the socket does not block"]),
    ("a, b = socketpair unix stream; try repeat 10 send a --dontwait --fill 60000; send a --dontwait x; "
     "setsockopt a sndtimeo 1ms; send a x",
     ["the send buffer is full, and MSG_DONTWAIT does not wait",
      "the send buffer is full, and stayed so until sndtimeo ran out"]),
    ("a, b = socketpair unix dgram --nonblock; repeat 1000 send a x",
     ["the receiver's queue is full (net.unix.max_dgram_qlen), or the send buffer is, and the call does not wait"]),
    ("r = socket inet raw icmp; connect r 127.0.0.1:0; send r x",
     ["the data is shorter than the header of the socket's protocol, or leads to no memory"]),
    ("a, b = socketpair; recv a --errqueue --dontwait; d = socket inet dgram; recv d --errqueue",
     ["no error waits in the queue"] * 2),
    (PAIR + "recv a --oob", ["no urgent byte waits, or oobinline has it among the others"]),
]

SOCKETS = [
    ("socket inet raw", ["a raw socket is for one protocol: name it, as icmp"]),
    ("socket inet6 raw", ["a raw socket is for one protocol: name it, as icmpv6"]),
    ("socket inet dgram icmp", ["a socket that pings is for the groups of net.ipv4.ping_group_range"]),
    ("socket inet dgram tcp",
     ["the family has no such protocol, or the protocol is of another type; 0 takes the usual one"]),
    ("socket unix stream 5", ["UNIX sockets have no protocol but 0"]),
    ("socket inet seqpacket", ["the family has no such type, or the type wants another protocol"]),
    ("socket(99, SOCK_STREAM, 0)", ["this kernel has no such family, or its module is not loaded"]),
    ("socket(AF_INET, SOCK_STREAM, -1)", ["the protocol or the type is out of range, or a flag of the type is none"]),
    ("a, b = socketpair inet", ["only UNIX sockets come in pairs"]),
    ("a, b = socketpair unix stream 5", ["UNIX sockets have no protocol but 0"]),
    ("a, b = socketpair unix rdm", ["UNIX sockets are stream, dgram or seqpacket"]),
    ("s = socket; getpeername s; a, b = socketpair; getsockname(a, ..., [-1]); getpeername(a, ..., [-1])",
     ["the socket has no peer: connect it first", "addrlen is negative", "addrlen is negative"]),
    ("s = socket; listen s; ioctl s nread", ["a listening socket has no data; this request is for one that is connected"]),
    ("s = socket inet6; bind s; setsockopt s v6only on", ["too late: v6only is set before the socket is bound"]),
    ("s = socket; setsockopt s ip.ttl 300",
     ["the value is out of range, or optlen is too small, or it is too late or too early for this option"]),
    ("s = socket inet dgram; setsockopt s --level ip 35 --hex \"ea 00 00 01 0a 05 00 01\"",
     ["no route leads to the group, or no interface has this address or index: say which one"]),
    ("s = socket inet dgram; setsockopt s --level ip 35 --hex \"0a 00 00 01 00 00 00 00\"",
     ["the address is no group's, or optlen is too small"]),
    ("s = socket inet dgram; setsockopt s --level ip 36 --hex \"ea 00 00 01 7f 00 00 01\"",
     ["the socket is no member of this group there"]),
    ("s = socket inet dgram; repeat 2 setsockopt s --level ip 35 --hex \"ea 00 00 01 7f 00 00 01\"",
     ["the socket has joined this group already"]),
    ("s = socket; setsockopt s --level ip 35 --hex \"ea 00 00 01 7f 00 00 01\"", ["a stream socket joins no group"]),
    ("s = socket; setsockopt s congestion nosuch",
     ["no module of this name; net.ipv4.tcp_available_congestion_control lists those"]),
    ("s = socket inet dgram; getsockopt s ip.mtu", ["only a connected socket has this"]),
    # Of a received socket, and of one that was passed on, only what is true in any case.
    ("a, b = socketpair; sendmsg a --rights a,b x; recvmsg b; recv s1 --dontwait; recv a --dontwait; shutdown s1 wr; "
     "send s1 x; send a x",
     ["nothing has arrived, and MSG_DONTWAIT does not wait"] * 2 +
     ["this side has shut its sending down",
      "this side has shut its sending down, or the peer is gone for good, or never was"]),
    ("x = socket; a, b = socketpair; send x y; sendmsg a --rights x y; recvmsg b; send x y; send s1 y; recv x; recv s1",
     ["connect the socket first"] +
     ["this side has shut its sending down, or the peer is gone for good, or never was"] * 2 +
     ["connect the socket first; a listening socket has no data, only connections"] * 2),
]

# Where there is one local port.
PORTS = [
    ("a = socket inet dgram; connect a 127.0.0.1:9; b = socket inet dgram; connect b 127.0.0.1:9; "
     "sendto b x 127.0.0.1:9; bind b 127.0.0.1:0; c = socket inet dgram --nonblock; sendto c x 127.0.0.1:9",
     [NO_LOCAL_PORT, NO_LOCAL_PORT, NO_PORT, NO_LOCAL_PORT]),
    ("a = socket; listen a; b = socket; bind b; c = socket; listen c; connect c 127.0.0.1:9",
     [NO_PORT, NO_PORT,
      "no local port is left for this address: all of net.ipv4.ip_local_port_range are taken"]),
    ("s = socket; bind s 127.0.0.1:7; listen s; a = socket; connect a 127.0.0.1:7; b = socket; connect b 127.0.0.1:7",
     ["no local port is left for this address: all of net.ipv4.ip_local_port_range are taken"]),
    ("s = socket inet6; bind s [::1]:7; listen s; a = socket inet6; connect a [::1]:7; b = socket inet6; connect b [::1]:7",
     ["no local port is left for this address (net.ipv4.ip_local_port_range), or this machine has no address that could "
      "be the sender"]),
]

# Without privileges.
POOR = [
    ("s = socket; bind s 127.0.0.1:80", ["ports below 1024 need CAP_NET_BIND_SERVICE; any port from 1024 up does not"]),
    ("socket inet raw icmp", ["raw and packet sockets need CAP_NET_RAW"]),
    ("n = socket netlink raw route; bind n; m = socket netlink raw route; sendto m x n",
     ["to other processes and to groups, this protocol sends only with CAP_NET_ADMIN"]),
    ("m = socket netlink raw audit; bind m :1", ["groups of this protocol need CAP_NET_ADMIN"]),
    ("u = socket unix; bind u locked/x; connect u locked/x; d = socket unix dgram; sendto d x locked/x",
     ["the path needs a directory that one may write to",
      "one may not write to the path, or not search a folder before it"] +
     ["one may not write to the path, or not search a folder before it"]),
    ("s = socket; setsockopt s mark 1", ["this needs a capability, mostly CAP_NET_ADMIN"]),
]

# Those that take their time.
SLOW = [
    ("c = socket; setsockopt c user_timeout 20ms; connect c 10.9.0.78:80",
     ["nobody answers: a wrong address, a packet filter, or a full backlog"]),
    ("c = socket inet stream --nonblock; setsockopt c user_timeout 20ms; connect c 10.9.0.78:80; poll c:out; send c x",
     [UNDER_WAY, NO_CONNECT, NO_CONNECTED,
      "the connect has failed: nobody answered"]),
    ("c = socket inet stream --nonblock; setsockopt c user_timeout 20ms; connect c 10.9.0.78:80; poll c:err; recv c",
     [UNDER_WAY, NO_CONNECT, NO_CONNECTED,
      "the connect has failed: nobody answered"]),
]

# Where nothing is up.
DOWN = [
    ("c = socket; connect c 127.0.0.1:9", ["no route leads there: is the interface lo up?"]),
    ("c = socket inet dgram; sendto c x 127.0.0.1:9", [NO_ROUTE]),
]

# In a network that is taken down meanwhile.
GOING = [
    (PAIR + "setsockopt c user_timeout 20ms; ! ip link set lo down\nsend c x; recv c; send c x; ! ip link set lo up",
     [UNANSWERED, "the connection is over, as an earlier error has told"]),
]

# Successes that puzzle, each once a session, and not where the line says what is expected.
PUZZLES = [
    ("a, b = socketpair; shutdown a wr; recv b; recv b; set hints off; recv b", [END]),
    ("a, b = socketpair; shutdown a wr; set hints off; recv b; set hints on; recv b", [END]),
    ("a, b = socketpair; shutdown a wr; expect \"\" recv b; expect 0 recv b; try recv b; recv(b, \"\", 4096, 0) = 0; recv b",
     [END]),
    ("a, b = socketpair; shutdown a wr; read b", [END]),
    ("a, b = socketpair unix dgram; sendmmsg a one two; recvmmsg b 3 --waitforone; sendmmsg a one; recvmmsg b 2 --dontwait",
     [FEWER]),
    ("a, b = socketpair unix dgram; sendmmsg a one three; recvmmsg b 2 3; sendmmsg a three; recvmmsg b 1 2", [CUT_ONE]),
    ("a, b = socketpair unix dgram; sendmmsg a one; recvmmsg b 1; recvmmsg b 0; sendmmsg --creds a", []),
    ("u = socket inet dgram; bind u; v = socket inet dgram; sendmmsg(v, [{msg_hdr={msg_name={sa_family=AF_INET, "
     "sin_port=htons(9), sin_addr=inet_addr(\"127.0.0.1\")}, msg_namelen=16}}, {msg_hdr={msg_name=NULL}}], 2, 0)",
     [OTHERS]),
    ("a, b = socketpair; shutdown a wr; recvmsg b", [END]),
    ("a, b = socketpair; shutdown b rd; recv b", ["this side has shut its receiving down, and nothing more waits"]),
    ("a, b = socketpair; send a x; recv b 0", ["0 bytes were asked for; whether the stream is over, this does not tell"]),
    ("a, b = socketpair unix dgram; send a \"\"; recv b", ["an empty datagram; it ends nothing, more can come"]),
    ("a, b = socketpair unix dgram; send a x; recv b 0",
     ["room for 0 bytes: the datagram has been taken all the same, and is lost"]),
    ("a, b = socketpair unix dgram; send a x; recv b --peek 0", ["room for 0 bytes: a datagram waits, however long it is"]),
    ("a, b = socketpair unix seqpacket; shutdown a wr; recv b",
     ["an empty message, or the end: the peer has closed, or shut its sending down"]),
    ("a, b = socketpair unix dgram; send a hello; send a hello; send a hello; recv b 2; recv b 5; recv b", [FULL]),
    ("a, b = socketpair unix seqpacket; send a hello; recv b 5", [FULL]),
    ("a, b = socketpair unix dgram; send a hello; recv b --peek 2; recv b 2",
     ["the room is full, so it may be longer; --peek --trunc tells its size", FULL]),
    ("a, b = socketpair unix dgram; send a hello; send a hello; recv b --trunc 5; recv b --peek --trunc 2", []),
    ("a, b = socketpair unix dgram; send a hello; send a hello; recvmsg b 5; recvmsg b 4",
     ["MSG_TRUNC: it was longer than the room for it, and the rest is lost"]),
    ("a, b = socketpair; send a hello; recv b 2; recv b 3", []),
    ("a, b = socketpair; close a; poll b:in|rdhup; poll b:in|rdhup",
     ["POLLHUP: both directions are over; what has arrived can still be received",
      "POLLRDHUP: the peer has shut its sending down, or has closed; what has arrived can still be received"]),
    (PAIR + "shutdown a wr; poll c:in|rdhup; poll a:in|rdhup 0",
     ["POLLRDHUP: the peer has shut its sending down, or has closed; what has arrived can still be received"]),
    ("s = socket; poll s:in", ["POLLHUP: the socket is not connected and does not listen, so nothing can come or go"]),
    ("a, b = socketpair; close a; poll([{fd=b, events=POLLIN}], 1, 0) = 1 ([{fd=b, revents=POLLIN|POLLHUP}])", []),
]


def waits(pid):
    """Is the process in a system call that waits?"""
    with open("/proc/%d/stat" % pid, encoding="ascii") as stat:
        return stat.read().rsplit(")", 1)[1].split()[0] == "S"


class Hints(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="socksh-hints.")
        self.addCleanup(shutil.rmtree, self.folder)
        with open(os.path.join(self.folder, "file"), "w", encoding="ascii"):
            pass
        os.mkdir(os.path.join(self.folder, "locked"), 0)

    def comments(self, script, *args, wrapper=()):
        result = driving.run("-k", *args, script=script + "\n", wrapper=wrapper, cwd=self.folder)
        self.assertIn(result.returncode, (0, 1), script + "\n" + result.stderr)
        return [line[2:] for line in result.stdout.splitlines() if line.startswith("# ")]

    def rows(self, rows, wrapper=()):
        for script, expected in rows:
            with self.subTest(script):
                self.assertEqual(self.comments(script, wrapper=wrapper), expected)

    def test_connect(self):
        self.rows(CONNECT)

    def test_an_address_of_no_link(self):
        # Beside an interface that has a link-local address of its own, the kernel takes that one's.
        alone = ("unshare", "-n", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh")
        self.rows([("u = socket inet6 dgram; sendto u x [fe80::1]:80; sendmsg u --to [fe80::1]:80 x",
                    [LINK] * 2)], alone)

    def test_connect_unix(self):
        self.rows(CONNECT_UNIX)

    def test_bind(self):
        self.rows(BIND)

    def test_listen_and_accept(self):
        self.rows(LISTEN)

    def test_transfers(self):
        self.rows(SEND)

    def test_sockets_and_options(self):
        self.rows(SOCKETS)

    def test_no_port_left(self):
        self.rows(PORTS, ("unshare", "-n", "sh", "-c", "ip link set lo up && "
                          "echo 5000 5000 >/proc/sys/net/ipv4/ip_local_port_range && exec \"$@\"", "sh"))

    def test_a_ping_is_no_udp(self):
        pings = ("unshare", "-n", "sh", "-c", "ip link set lo up && "
                 "echo 0 0 >/proc/sys/net/ipv4/ping_group_range && exec \"$@\"", "sh")
        self.rows([("p = socket inet dgram icmp; sendto p x 127.0.0.1:0",
                    ["a ping is an echo request: type 8 (over IPv6 128), code 0, and 8 bytes at least"])], pings)

    def test_epoll(self):
        other = "descriptors of this kind, or in this state, do not know the request"
        self.rows([("epoll_create1(7)", ["EPOLL_CLOEXEC is the only flag here"]),
                   ("e = epoll_create1; listen e; ioctl e nread; epoll_create1 --cloexec; read e; write e x",
                    ["this descriptor is no socket; poll and close work on any, read and write on files and pipes", other])])

    def test_urgent_data(self):
        """With both errors: which of them a descriptor that is no socket gives depends on the kernel."""
        self.rows([("u = socket inet dgram; sockatmark u; ep = epoll_create1; sockatmark(ep)",
                    ["only streams have urgent data: those of TCP, and of UNIX sockets"] * 2)])

    def test_epoll_ctl_and_wait(self):
        begin = "e = epoll_create1; a, b = socketpair; "
        self.rows([
            (begin + "epoll_ctl e add a; epoll_ctl e add a",
             ["it is watched already; `epoll_ctl mod` changes for what"]),
            (begin + "epoll_ctl e mod a; epoll_ctl e del b", ["it is not watched; `epoll_ctl add` begins to"] * 2),
            (begin + "f = epoll_create1; epoll_ctl e add f; epoll_ctl f add e",
             ["epoll descriptors would watch each other in a circle, or too deep"]),
            (begin + "epoll_ctl e add e; epoll_ctl a add b",
             ["epfd is no epoll descriptor, or fd is the same one; or EPOLLEXCLUSIVE stands where it cannot"] * 2),
            (begin + "epoll_ctl e 9 a; epoll_ctl e -1 a; epoll_ctl(e, 5, a, NULL)",
             ["op is none of EPOLL_CTL_ADD, EPOLL_CTL_MOD and EPOLL_CTL_DEL"] * 2 +
             ["event is NULL, which only EPOLL_CTL_DEL takes"]),
            ("e = epoll_create1; epoll_wait(e, ..., 0, 0)",
             ["maxevents is not above 0, or epfd is no epoll descriptor"]),
        ])

    def test_select(self):
        self.rows([
            ("a, b = socketpair; select(-1, [a], NULL, NULL, NULL); select a -1; "
             "pselect6(0, NULL, NULL, NULL, {tv_sec=0, tv_nsec=1000000000}, NULL)",
             ["nfds is negative, or the time is"] * 2 +
             ["nfds is negative, or the time is, or has a billion nanoseconds or more; or sigsetsize is not that "
              "of the kernel's set"]),
            # Of a select a million microseconds are a second.
            ("a, b = socketpair; select(4, [a], NULL, NULL, {tv_sec=0, tv_usec=1000000}); "
             "select(4, [a], NULL, NULL, {tv_sec=-1, tv_usec=0})", ["nfds is negative, or the time is"]),
        ])

    def test_descriptors_run_out(self):
        # LeakSanitizer has files of its own to open at the end.
        few = ("sh", "-c", "ulimit -n 40 && exec \"$@\"", "sh")
        self.rows([("repeat 100 socket; " + ROOM, ["the limit of open files is reached (ulimit -n)"]),
                   (SERVER + "c = socket; connect c srv; try repeat 100 socket; accept srv; a, b = socketpair; epoll_create1; " + ROOM,
                    ["the limit of open files is reached (ulimit -n)"] * 3)], few)

    def test_what_is_no_socket(self):
        path = os.path.join(self.folder, "giver")
        with socket.socket(socket.AF_UNIX) as giver, open(os.devnull, "rb") as thing:
            giver.bind(path)
            giver.listen(1)
            shell = driving.Shell("-k", cwd=self.folder)
            self.addCleanup(shell.kill)
            shell.do("u = socket unix; connect u giver")
            taker = giver.accept()[0]
            self.addCleanup(taker.close)
            socket.send_fds(taker, [b"x"], [thing.fileno()])
            shell.do("recvmsg u 10")
            for call in ("send s1 x", "recv s1", "listen s1", "getpeername s1"):
                self.assertIn("# this descriptor is no socket; poll and close work on any, read and write on files and pipes\n",
                              shell.do(call))
            self.assertIn("read(s1, \"\", 4096) = 0\n", shell.do("set hints on; read s1"))
            self.assertEqual(shell.end(), 1)

    def interrupted(self, before, call):
        """What stands below a call that Ctrl-C has ended, at a prompt."""
        shell = driving.Shell("--plain", home=self.folder, terminal=True, cwd=self.folder)
        self.addCleanup(shell.kill)
        shell.expect(r"# socksh .*\r\n")
        shell.do(before)
        # What was shown is flushed before a call that blocks: then it is time.
        os.write(shell.into, ("z = socket; " + call + "\n").encode("ascii"))
        shell.expect("z = socket")
        while not waits(shell.pid):
            pass
        os.kill(shell.pid, signal.SIGINT)
        shell.expect(r"EINTR \(.*\)\r\n")
        return shell.expect(r"# (.*)\r\n").group(1).decode("ascii")

    def test_interrupted(self):
        again = "a signal (Ctrl-C is one) ended the waiting; nothing was done, and the call can be made again"
        for before, call, expected in (
                ("a, b = socketpair", "recv a", again), (SERVER, "accept srv", again),
                ("c = socket", "connect c 10.9.0.78:80",
                 "the attempt goes on: poll for out, then getsockopt error tells how it went"),
                ("a, b = socketpair", "poll a:in", again)):
            with self.subTest(call):
                self.assertEqual(self.interrupted(before, call), expected)

    def test_nothing_up(self):
        self.rows(DOWN, ("unshare", "-n"))

    def test_taken_down(self):
        self.rows(GOING, ("unshare", "-n", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"))

    def test_other_programs(self):
        """What is in the way there has no name here."""
        taken = [("s = socket inet6 stream; bind s [::1]:%d", "another socket has this address, or a connection of it "
                  + TIME_WAIT.split("connection of it ")[1]),
                 ("s = socket; bind s 127.0.0.1:%d", TIME_WAIT),
                 ("s = socket; setsockopt s reuseaddr on; bind s 127.0.0.1:%d",
                  "another socket listens there (then both need reuseport), or at [::], which is for IPv4 too; or one "
                  "has this address, or a connection of it is in TIME_WAIT, and was bound without `setsockopt "
                  "reuseaddr on`")]
        with socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True) as server:
            self.rows([(script % server.getsockname()[1], [text]) for script, text in taken])

    def test_slow(self):
        with concurrent.futures.ThreadPoolExecutor(len(SLOW)) as pool:
            came = list(pool.map(self.comments, [script for script, _ in SLOW]))
        self.assertEqual(came, [expected for _, expected in SLOW])

    def test_without_privileges(self):
        if not shutil.which("setpriv"):
            self.skipTest("no setpriv here")
        self.rows(POOR, ("setpriv", "--bounding-set=-all", "--inh-caps=-all"))

    def test_each_condition_has_a_bit_of_its_own(self):
        with open(os.path.join(driving.SOURCE, "include/values/conditions.h"), encoding="utf-8") as file:
            bits = re.findall(r"^#define (\w+)\s+HINT_CONDITION\((\d+)\)", file.read(), re.M)
        self.assertGreater(len(bits), 60)
        self.assertEqual(len({int(bit) for _, bit in bits}), len(bits))
        self.assertLess(max(int(bit) for _, bit in bits), 64)

    def test_puzzles(self):
        self.rows(PUZZLES)


if __name__ == "__main__":
    if INSIDE not in os.environ:
        namespace = driving.in_namespace()
        if not namespace:
            print("no network of one's own here")
            sys.exit(77)
        os.environ[INSIDE] = "1"
        os.execvp(namespace[0], [*namespace, sys.executable, *sys.argv])
    made = subprocess.run(["sh", "-ec", NETWORK], check=False, stderr=subprocess.PIPE)
    if made.returncode:
        print("no such network here:", made.stderr.decode())
        sys.exit(77)
    driving.main()
