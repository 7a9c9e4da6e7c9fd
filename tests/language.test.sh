#!/bin/bash
# The language: both notations, names, prefixes, words, `$`, the current handle, what is learned, -n.
# shellcheck source=lib.sh disable=SC2016,SC1003 # scripts of socksh stand in single quotes
. "$(dirname "$0")/lib.sh"

# ok SCRIPT ARG...: runs a script that must succeed.
ok() {
	printf '%s\n' "$1" >script
	shift
	run script "$@"
	ran="$ran: $(cat script)"
	status_is 0
	err_is ''
}

# ---- statements ----

it 'command notation and call notation make the same call'
ok 'a, b = socketpair unix stream 0
c, d = socketpair(AF_UNIX, SOCK_STREAM, 0, ...)
socketpair(AF_UNIX, SOCK_STREAM, 0, [e, f]) = 0
socketpair(AF_UNIX, SOCK_STREAM, 0, [g, ...]) = 0
send a "x"
send(c, "x", 1, 0)
send(e, "x", 1, 0) = 1'
out_is 'socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0
socketpair(AF_UNIX, SOCK_STREAM, 0, [c, d]) = 0
socketpair(AF_UNIX, SOCK_STREAM, 0, [e, f]) = 0
socketpair(AF_UNIX, SOCK_STREAM, 0, [g, s1]) = 0
send(a, "x", 1, 0) = 1
send(c, "x", 1, 0) = 1
send(e, "x", 1, 0) = 1'

it 'semicolons, comments, blanks'
ok ';;  a, b = socketpair ;send a x;send a y#no;  send a "#"; send a z;# done
	send a z # a comment; send a no
#send a no
 # send a no
expect "xy#no#zz" recv b;'

it 'continued lines'
ok 'a, \
b = \
socketpair
send a \
"one\
two"
# a comment does not go on \
send a three # nor this \
send(a, "four", \
 4, 0) \
 = 4
expect "onetwothreefour" recv b'

it 'what a C programmer pastes'
ok 'int fd=socket(AF_INET, SOCK_STREAM, 0);	// the server
setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
setsockopt(fd, SOL_SOCKET, SO_LINGER, &(struct linger){.l_onoff=1, .l_linger=0}, sizeof(struct linger));
setsockopt(fd, SOL_SOCKET, SO_LINGER, (const void *)&(struct linger){ 0, 5 }, sizeof (struct linger));
bind(fd, (struct sockaddr *)&(struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(0), \
	.sin_addr.s_addr = htonl(INADDR_LOOPBACK) }, sizeof(struct sockaddr_in));
getsockname(fd, (struct sockaddr *) &addr, (socklen_t *)&len);
/* the other side */ a,b=socketpair(AF_UNIX, SOCK_STREAM, 0, sv);
send(a, "abc", strlen("abc"), (MSG_DONTWAIT | MSG_NOSIGNAL));
send(a, "abc", sizeof("abc"), 0);
send(a, "abc", strlen(text), 0);
recv(b, buf, sizeof(buf), 0) = 10;
send(a, (const void *)"abc", (size_t)3, 0);
recv(b, &buf, sizeof buf, (MSG_PEEK));
recv(b, buf, sizeof(int), 0);
close(fd);'
out_has 'fd = socket(AF_INET, SOCK_STREAM, 0) = '
sed -i 1d out
out_is 'setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0
setsockopt(fd, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0
setsockopt(fd, SOL_SOCKET, SO_LINGER, {l_onoff=0, l_linger=5}, 8) = 0
bind(fd, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
getsockname(fd, {sa_family=AF_INET, sin_port=htons(PORT), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 0
socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0
send(a, "abc", 3, MSG_DONTWAIT|MSG_NOSIGNAL) = 3
send(a, "abc\0", 4, 0) = 4
send(a, "abc", 3, 0) = 3
recv(b, "abcabc\0abc", 4096, 0) = 10
send(a, "abc", 3, 0) = 3
recv(b, "abc", 4096, MSG_PEEK) = 3
recv(b, "abc", 4, 0) = 3
close(fd) = 0'

it 'lines that a log has beside its calls'
ok '--- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---
a, b = socketpair
+++ exited with 0 +++'

it 'quotes and every escape'
ok 'a, b = socketpair
send a "\a\b\e\f\n\r\t\v\\\"\'"'"'\?"
expect "\7\10\33\14\12\15\11\13\134\42\47\77" recv b
send a "\0\1\12\123\377\x7\x7f\xAbc\xff"
expect "\x00\x01\nS\xff\7\177\253c\377" recv b
send a "\1234\x414"
expect "S4A4" recv b
send a "\u00e9\u20ac\U0001f600"
expect "\303\251\342\202\254\360\237\230\200" recv b
send a '"'\\n\"\$'"'
expect "\\n\"$" recv b
send a "it'"'"'s $HOME; # all @ data"
expect "it'"'"'s $HOME; # all @ data" recv b
send a '"'\"'"'
expect "\"" recv b'

it 'what a bare word may hold'
ok 'a, b = socketpair
send a x#y
send a x"y"'"'z'"'
send a @=,|{}()[]
send a x\n
send a x&y
send a &z
send a "&"
send a =
send a a=b
expect "x#yx\"y\"'"'z'"'@=,|{}()[]x\\nx&y&z&=a=b" recv b'

it 'a name with its parenthesis makes call notation, a blank between them does not'
run -c 'socket (AF_INET, SOCK_STREAM, 0)'
status_is 2
out_is ''

it 'in command notation = is never an expectation'
run -c 'socket inet stream = 3'
status_is 2
out_is ''

it 'data: hex, file, fill, the end of the options'
printf 'of a file\n\0' >file
ok 'a, b = socketpair
send a --hex "de ad be ef"
expect "\xde\xad\xbe\xef" recv b
send a --hex DE:ad
expect "\336\255" recv b
send a --hex ""
send a --file file
expect "of a file\n\0" recv b
send a --fill 28
expect "abcdefghijklmnopqrstuvwxyzab" recv b
send a --fill 0
send a -- --oob
expect "--oob" recv b
send a "--oob"
expect "--oob" recv b
send a -x
expect "-x" recv b
u = socket unix dgram
bind u ./data
v = socket unix dgram
sendto v --fill 2 ./data
expect "ab" recv u
send a ""'
out_has 'send(a, "", 0, 0) = 0'

it 'options: flags of the API, before the data'
ok 'a, b = socketpair
send --nosignal a x
send a --nosignal --dontwait y
expect "x" recv --peek b 1
expect "xy" recv b --peek --dontwait
expect "xy" recv b
expect EAGAIN recv --dontwait b
n = socket inet dgram --nonblock --cloexec
expect EAGAIN recv n
m = socket inet dgram|nonblock'
out_has 'send(a, "x", 1, MSG_NOSIGNAL) = 1' 'send(a, "y", 1, MSG_DONTWAIT|MSG_NOSIGNAL) = 1' \
	'recv(b, "x", 1, MSG_PEEK) = 1' 'n = socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC|SOCK_NONBLOCK, 0)' \
	'm = socket(AF_INET, SOCK_DGRAM|SOCK_NONBLOCK, 0)'

it 'constants in all their forms'
ok 'a = socket AF_INET SOCK_STREAM IPPROTO_TCP
b = socket inet stream tcp
c = socket 2 1 6
d = socket(2, 0x1, 06)
e = socket(AF_INET, SOCK_DGRAM|0x800, 0)
setsockopt a SO_REUSEADDR 1
setsockopt a reuseaddr off
setsockopt a tcp.nodelay on
setsockopt a nodelay 0
setsockopt a ip.ttl 9
getsockopt a ttl
setsockopt(a, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0'
out_has 'getsockopt(a, IPPROTO_IP, IP_TTL, [9], [4]) = 0'
[ "$(grep -c 'socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)' out)" = 4 ] || wrong 'sockets that are the same' 4

it 'defaults are filled in, and shown'
ok 's = socket
bind
listen
getsockname
x = socket unix
bind
u = socket inet6 dgram
bind'
out_has 's = socket(AF_INET, SOCK_STREAM, 0) = ' \
	'bind(s, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0' \
	'listen(s, 4096) = 0' \
	'getsockname(s, {sa_family=AF_INET, sin_port=htons(PORT), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 0' \
	'bind(x, {sa_family=AF_UNIX}, 2) = 0' 'inet_pton(AF_INET6, "::1", &sin6_addr)'

it 'call notation has no defaults'
run -c 'socket(AF_INET, SOCK_STREAM)'
status_is 2
run -c 'a, b = socketpair; send a x; recv(b)'
status_is 2

it 'addresses'
ok 's = socket; bind s 127.0.0.1:0; close s
s = socket; bind s :0; close s
s = socket; bind s loopback:0; close s
s = socket; bind s any:0; close s
s = socket inet6; bind s [::1]:0; close s
s = socket inet6; bind s [::ffff:127.0.0.1]:0; close s
s = socket unix; bind s ./path; close s
s = socket unix; bind s '"'a path'"'; close s
s = socket unix dgram; bind s @socksh-test-${1}; close s
s = socket unix dgram; bind s "@socksh\0test"; close s
u = socket inet dgram; connect u unspec; connect u AF_UNSPEC; close u
s = socket; d = socket; bind s; listen s; connect d s' $$
out_has 'sun_path="./path"' 'sun_path="a path"' 'inet_addr("0.0.0.0")' 'inet_pton(AF_INET6, "::ffff:127.0.0.1"'

it 'names of hosts are looked up, and the call is shown'
ok 's = socket
bind s localhost:0'
out_has 'getaddrinfo("localhost", NULL, {' 'bind(s, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0'

# ---- `$` ----

it '$: arguments, handles, their parts, the environment'
export SOCKSH_TEST_WORD='a word; "quoted" $1 #'
ok 'srv = socket
bind
listen
c = socket
connect c $srv
a = accept srv
x, y = socketpair
send x $1
expect "one two" recv y
send x ${2}
expect "2" recv y
send x $SOCKSH_TEST_WORD
expect "a word; \"quoted\" $1 #" recv y
send x <${SOCKSH_TEST_WORD}>
expect "<a word; \"quoted\" $1 #>" recv y
send x $srv.host
expect "127.0.0.1" recv y
send x ${srv.host}
expect "127.0.0.1" recv y
send x "$srv"
expect "$srv" recv y
send x ${2}${2}-${2}
expect "22-2" recv y
d = socket
connect d ${srv.host}:${srv.port}
e = socket
connect e 127.0.0.1:${srv.port}
f = socket
connect f $c.peer
g = socket
connect g ${c.peer.host}:${c.peer.port}' 'one two' 2
[ "$(grep -c '^getsockname(srv' out)" = 6 ] || wrong 'lines of getsockname(srv) should be' 6
[ "$(grep -c '^getpeername(c' out)" = 3 ] || wrong 'lines of getpeername(c) should be' 3

it '$NAME.fd, and the text of other addresses'
ok 'x, y = socketpair
six = socket inet6 dgram
bind
u = socket unix dgram
bind ./u
send x $six.host
expect "::1" recv y
send x $u
expect "./u" recv y
send x $x.fd
recv y'
fd=$(sed -n 's/^socketpair.*//; s/^six = .* = //p' out)
out_has "send(x, \"$((fd - 2))\", 1, 0) = 1"

it 'a word that $ has made is one word, and never a handle'
ok 'x, y = socketpair
send x $1
expect "y" recv y
send x -- $2
expect "--oob" recv y
send x $3
expect "a b; c" recv y' y --oob 'a b; c'

it '! gets its raw line; only handle expressions are put in, quoted'
ok 'srv = socket
bind
! printf "%s\n" $srv.host "$HOME" '"'"'$HOME'"'"' $1 # no argument of the script; echo
! exec >&2; ls /proc/self/fd | wc -l >fds' 'one'
out_has 127.0.0.1 "$folder" '$HOME'
[ "$(cat fds)" -le 4 ] || wrong 'descriptors of ! should be' 'few'

it '$ in the words of options'
printf 'of a file' >file
ok 'a, b = socketpair
send a --file $1
expect "of a file" recv b
send a --fill $2
expect "ab" recv b
send a --hex ${3}
expect "\x0a" recv b
six = socket inet6 dgram
setsockopt six --level $4 1 1' file 2 0a socket

it '! never runs what an address holds, whatever quotes stand around it'
ok 'one = socket unix dgram
bind one "@x$(touch ran)`touch ran`"
two = socket unix dgram
bind two "@y;touch ran;'"'"'\";touch ran;#"
! echo outside $one $two
! echo "inside $one $two"
! echo "$(echo "nested $one $two")"
! echo '"'"'single $one'"'"' "it'"'"'s $one"
! echo \$one "\$one" ${one.fd}x'
[ ! -e ran ] || wrong 'it should not be there:' ran
out_has 'outside @x$(touch ran)`touch ran` @y;touch ran;'"'"'";touch ran;#' \
	'inside @x$(touch ran)`touch ran` @y;touch ran;'"'"'";touch ran;#' \
	'nested @x$(touch ran)`touch ran` @y;touch ran;'"'"'";touch ran;#' \
	'single $one it'"'"'s @x$(touch ran)`touch ran`'

it 'help knows an option by its level, too'
ok 'help tcp.nodelay
help ip.ttl'
out_has '# TCP_NODELAY = 1' '# IP_TTL = 2'
run -c 'help ip.nodelay'
status_is 2

it 'sockets says of a connection what its calls have shown'
ok 'srv = socket; bind; listen; c = socket; connect c srv; a = accept srv; x, y = socketpair
sockets
close c; expect 0 recv a; close x; expect 0 recv y; d = socket; connect d srv; shutdown d wr
sockets
shutdown a wr; n = socket --nonblock; try connect n 127.0.0.1:1
sockets'
sed -n 's/^# . \([acdny]\)  .*  \([^ ].*\)$/\1: \2/p' out >states
mv states out
out_is 'c: connected
a: connected
y: connected
a: the peer has ended
y: the peer has ended
d: connected, shut wr
a: both sides have ended
y: the peer has ended
d: connected, shut wr
n: connecting, or failed'

it 'sockets says who listens, and who does no longer'
ok 'one = socket; bind one; listen one
two = socket; bind two; listen two
shutdown two rd
a, b = socketpair
sendmsg a --rights one x
came = recvmsg b
close one
sockets'
grep -Eq '^#   two .* -$' out || wrong 'two should not be listening' "$(grep two out)"
grep -Eq '^#   came .* listening$' out || wrong 'came should be listening' "$(grep came out)"

# ---- prefixes ----

it 'prefixes in every order, names before and behind them'
ok 'a = try socket
try b = socket
timeout 5s c = expect 1000 try socket
d = time socket
repeat 3 socket
try expect ENOENT timeout 5s time e = socket
time timeout 1min try expect "x" f = socket
g = repeat 1 timeout 500ms try socket
h = try expect EPERM socket(AF_INET, SOCK_STREAM, 0)
try i = socket(AF_INET, SOCK_STREAM, 0)
a2, b2 = try socketpair
timeout 1.5s c2, d2 = socketpair
use a; use b; use c; use d; use e; use f; use g; use h; use i; use s3; use b2; use d2'
run -c 'repeat 3 socket; use s1; use s2; use s3'
status_is 0

it 'time'
run -c 'time socket; repeat 2 time socket; time repeat 2 socket'
status_is 0
[ "$(grep -Ec '^# [0-9]+\.[0-9]+ s$' out)" = 4 ] || wrong 'times should be' 4

it 'expect: an errno, a number, bytes, a beginning'
ok 'a, b = socketpair
expect 5 send a hello
expect "hello" recv b
expect 0x3 send a abc
expect "ab"... recv b
send a abc
expect ""... recv b
expect EAGAIN recv --dontwait b
expect -1 recv --dontwait b
expect 0 shutdown a wr
expect "" recv b
expect 0 recv b'

it 'a timeout that the call does not need'
ok 'a, b = socketpair
send a x
timeout 1h expect "x" recv b
timeout 100s repeat 3 getsockname a'
out_lacks 'timed out'

it 'words that are prefixes are data elsewhere'
ok 'a, b = socketpair
send a try
send a expect
expect "tryexpect" recv b'

# ---- names, and the current handle ----

it 'automatic names are never taken ones'
ok 's2 = socket
socket
socket
close s1
socket'
out_has 's1 = socket(' 's3 = socket(' 's4 = socket('

it 'a failed assignment leaves no handle'
run -k -c 'try x = socket inet stream udp; x = socket; try y = socket inet stream udp; y = socket'
status_is 0

it 'a name is free again when its handle is closed'
ok 'x = socket; close x; x = socket; close(x) = 0; x = socket'

it 'short names of constants can be handles'
ok 'udp, error = socketpair
send udp x
expect "x" recv error
getsockopt udp error'

it 'the current handle: what was created last'
ok 'one = socket
two = socket
getsockopt type
a, b = socketpair
getsockopt domain'
out_has 'getsockopt(two, SOL_SOCKET, SO_TYPE' 'getsockopt(a, SOL_SOCKET, SO_DOMAIN'

it 'the current handle: acting on another changes nothing, use does, closing leaves none'
run -k -c 'one = socket
two = socket
getsockopt one error
getsockopt type
use one
use
getsockopt type
close two
getsockopt type
close
use
getsockopt type
socket
getsockopt type'
status_is 2
out_has 'getsockopt(two, SOL_SOCKET, SO_TYPE' 'getsockopt(one, SOL_SOCKET, SO_TYPE' '# one is current' \
	'# no handle is current' 'getsockopt(s1, SOL_SOCKET, SO_TYPE'
err_has '<-c>:12: getsockopt: no handle is open; `socket` makes one'
[ "$(grep -c 'getsockopt(one, SOL_SOCKET, SO_TYPE' out)" = 2 ] || wrong 'calls on one should be' 2
[ "$(wc -l <err)" = 2 ] || wrong 'mistakes should be' 'one'

it 'the current handle: none, where others are open'
run -c 'one = socket; two = socket; close; getsockopt type'
status_is 2
err_has 'getsockopt: no handle is current; name one, or choose it with `use`'

it 'accept prefers what listens'
ok 'one = socket; bind; listen
two = socket; bind; listen
c = socket; connect c two
d = socket; connect d one
accept
use one
accept'
out_has 's1 = accept(two,' 's2 = accept(one,'

it 'received descriptors are handles, and not the current one'
ok 'a, b = socketpair
c = socket
sendmsg a --rights c,b "x"
recvmsg b
use
x = try socket
close x
sendmsg a --rights a "y"
got = recvmsg b
send got "through"
expect "through" recv b
sockets'
out_has 'cmsg_data=[s1, s2]' '# c is current' 'cmsg_data=[got]'

it 'the first word is the acting handle only if enough words follow'
ok 'srv = socket
bind
listen
c = socket
connect srv
d = socket
connect d srv
a = accept srv
b = accept srv
send a x
use b
send y'
out_has 'getsockname(srv,' 'connect(c, ' 'connect(d, ' 'send(b, "y", 1, 0) = 1'

it 'sockets'
ok 'srv = socket; bind; listen; u = socket unix dgram; sockets'
out_has '# getsockname and getpeername of 2 handles'
grep -Eq '^#   srv +[0-9]+ +inet +stream +127\.0\.0\.1:[0-9]+ +- +listening$' out || wrong 'a line should be' 'of srv'
grep -Eq '^# \* u +[0-9]+ +unix +dgram' out || wrong 'the current one should be' 'u'

# ---- call notation ----

it 'call notation: comments, escapes, flags, numbers'
ok 'socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) /* two */ = 0 /* fine */ # done
send(a /* who */, /* "what", */ "hi", 2, 0)=2; send( a ,"\150\x69" , 0x2,MSG_NOSIGNAL | 0x40)   =   2
recv(b, "hihi", 4096, 0) = 4
send(a, "/* no comment */", 16, 0) = 16
recv(b, "/* no"..., 4096, 0) = 16
send(a, "abc", 5, 0) = 5
recv(b, "abc\0\0", 4096, 0) = 5
send(a, "abc", 2, 0) = 2
recv(b, "ab", 4096, 0) = 2'
out_has 'send(a, "hi", 2, MSG_DONTWAIT|MSG_NOSIGNAL) = 2'

it 'call notation: what matches anything, and what stands for scratch memory'
ok 'socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0
send(a, "hello", 5, 0) = 5
recv(b, ..., 100, MSG_PEEK) = 5
recv(b, buf, 100, MSG_PEEK) = 5
recv(b, 0x7ffc12345678, 100, MSG_PEEK) = 5
recv(b, "he"..., 100, MSG_PEEK) = 5
recv(b, "hello", 100, MSG_PEEK) = 5
recv(b, "hello", 5, 0) = ?
getsockopt(a, SOL_SOCKET, SO_LINGER, {l_onoff=0, ...}, [8]) = 0
getsockopt(a, SOL_SOCKET, SO_LINGER, {...}, [8]) = 0
getsockopt(a, SOL_SOCKET, SO_LINGER, 0x7ffc0000, [8]) = 0
getsockopt(a, SOL_SOCKET, SO_LINGER, ..., [8]) = 0
recv(a, NULL, 0, MSG_DONTWAIT) = -1 EAGAIN (Resource temporarily unavailable)'

it 'call notation: fields left out are zero, in any order'
ok 's = socket(AF_INET, SOCK_STREAM, 0)
bind(s, {sin_addr=inet_addr("127.0.0.1"), sa_family=AF_INET}, 16) = 0
setsockopt(s, SOL_SOCKET, SO_LINGER, {l_linger=7, l_onoff=1}, 8) = 0
getsockopt(s, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=7}, [8]) = 0
setsockopt(s, SOL_SOCKET, SO_LINGER, {l_onoff=1}, 8) = 0
getsockopt(s, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, [8]) = 0'

it 'call notation: values as [N] and as bytes'
ok 's = socket(AF_INET, SOCK_STREAM, 0)
setsockopt(s, SOL_TCP, TCP_NODELAY, [1], 4) = 0
getsockopt(s, IPPROTO_TCP, TCP_NODELAY, [1], [4]) = 0
setsockopt(s, SOL_TCP, TCP_NODELAY, "\0\0\0\0", 4) = 0
getsockopt(s, 6, 1, [0], [4]) = 0
getsockopt(s, SOL_TCP, TCP_NODELAY, [0], [128 => 4]) = 0
setsockopt(s, SOL_SOCKET, SO_LINGER, "\1\0\0\0\t\0\0\0", 8) = 0
getsockopt(s, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=9}, [8]) = 0
setsockopt(s, SOL_SOCKET, SO_RCVTIMEO_OLD, "\5\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16) = 0
bind(s, {sa_family=AF_INET, sa_data="\0\0\177\0\0\1\0\0\0\0\0\0\0\0"}, 16) = 0
getsockname(s, {sa_family=AF_INET, sin_port=htons(1234), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 0
connect(s, {sa_family=AF_UNSPEC, sa_data="\0\0\0\0\0\0\0\0\0\0\0\0\0\0"}, 16) = 0'
out_has 'setsockopt(s, IPPROTO_TCP, TCP_NODELAY, [1], 4) = 0' \
	'setsockopt(s, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=9}, 8) = 0' \
	'setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, {tv_sec=5, tv_usec=0}, 16) = 0'

it 'call notation: addresses of every family'
ok 's = socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP)
bind(s, {sa_family=AF_INET6, sin6_port=htons(0), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=if_nametoindex("lo")}, 28) = 0
u = socket(AF_UNIX, SOCK_DGRAM, 0)
bind(u, {sa_family=AF_UNIX, sun_path="call"}, 110) = 0
getsockname(u, {sa_family=AF_UNIX, sun_path="call"}, [128 => 7]) = 0
v = socket(AF_UNIX, SOCK_DGRAM, 0)
connect(v, {sa_family=AF_UNIX, sun_path="call"}, 7) = 0
getpeername(v, {sa_family=AF_UNIX, sun_path="call"}, [128 => 7]) = 0'

it 'call notation: IN => OUT, and results with more in them'
ok 'a, b = socketpair
poll([{fd=b, events=POLLIN}], 1, 0) = 0 (Timeout)
send(a, "x", 1, 0) = 1
poll([{fd=b, events=POLLIN|POLLOUT}, {fd=a, events=POLLIN}], 2, 100) = 1 ([{fd=b, revents=POLLIN|POLLOUT}])
u = socket unix dgram
getsockname(u, {sa_family=AF_UNIX}, [128 => 2]) = 0
recvmsg(b, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="x", iov_len=10}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 1
poll(NULL, 0, 0) = 0 (Timeout)'

it 'call notation: send is sendto, and the other way round'
ok 'a, b = socketpair
sendto(a, "x", 1, 0, NULL, 0) = 1
recvfrom(b, "x", 10, 0, NULL, NULL) = 1'
out_has 'send(a, "x", 1, 0) = 1' 'recv(b, "x", 10, 0) = 1'

it 'what is shown can be run again, and tells when something differs'
ok 'srv = socket
bind
listen 5
c = socket
connect srv
a = accept srv
send c "hi\n"
expect "hi\n" recv a'
cp out shown
run shown
status_is 0
sed 's/^\(recv.*\)hi/\1ho/' shown >changed
run changed
status_is 1
sed '/^recv/s/hi/ho/' shown >changed
run changed
status_is 1

# ---- what is learned ----

it 'numbers of a script are its own'
ok 'socketpair(AF_UNIX, SOCK_STREAM, 0, [70, 3]) = 0
send(70, "x", 1, 0) = 1
recv(3, "x", 10, 0) = 1
socket(AF_INET, SOCK_STREAM, 0) = 4
close(70) = 0
recv(3, "", 10, 0) = 0
send(70, "x", 1, 0) = -1 EBADF (Bad file descriptor)
send(99, "x", 1, 0) = -1 EBADF (Bad file descriptor)
expect EBADF close(0)'
out_has 'send(-1, "x", 1, 0) = -1 EBADF (Bad file descriptor)'

it 'a number that was not learned is never a live descriptor by chance'
for number in 0 1 2 3 4 5 6 255 1023; do
	run -c "a, b = socketpair; close($number)"
	status_is 2
	err_has "close: fd: this script has no descriptor $number yet"
	out_lacks 'close'
done

it 'a sourced file has numbers of its own'
echo 'send(70, "x", 1, 0) = 1' >numbers
run -c 'socketpair(AF_UNIX, SOCK_STREAM, 0, [70, 71]) = 0
source numbers'
status_is 2
err_has 'numbers:1: send: sockfd: this script has no descriptor 70 yet'

it 'learning a number again closes what had it'
ok 'socketpair(AF_UNIX, SOCK_STREAM, 0, [70, 71]) = 0
socket(AF_INET, SOCK_STREAM, 0) = 70
recv(71, "", 10, 0) = 0
socketpair(AF_UNIX, SOCK_STREAM, 0, [71, 72]) = 0
send(71, "x", 1, 0) = 1
recv(72, "x", 10, 0) = 1'
out_has 'close(s1) = 0' "# the script's descriptor 70 is a new one now: s1 was the old one" 'close(s2) = 0'

it 'ports are learned where they first come out, translated in, compared out'
ok 'socket(AF_INET, SOCK_STREAM, 0) = 3
bind(3, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
listen(3, 5) = 0
getsockname(3, {sa_family=AF_INET, sin_port=htons(4), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 0
getsockname(3, {sa_family=AF_INET, sin_port=htons(4), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 0
socket(AF_INET, SOCK_STREAM, 0) = 4
connect(4, {sa_family=AF_INET, sin_port=htons(4), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
accept(3, {sa_family=AF_INET, sin_port=htons(5), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 5
getsockname(4, {sa_family=AF_INET, sin_port=htons(5), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 0
getpeername(5, {sa_family=AF_INET, sin_port=htons(5), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 0'
printf '%s\n' 'getpeername(4, {sa_family=AF_INET, sin_port=htons(5), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 0' >>script
run script
status_is 1
err_has 'getpeername: addr.sin_port: expected htons'

it 'autobind names are learned'
ok 'socket(AF_UNIX, SOCK_DGRAM, 0) = 3
bind(3, {sa_family=AF_UNIX}, 2) = 0
getsockname(3, {sa_family=AF_UNIX, sun_path=@"00abc"}, [128 => 8]) = 0
socket(AF_UNIX, SOCK_DGRAM, 0) = 4
sendto(4, "x", 1, 0, {sa_family=AF_UNIX, sun_path=@"00abc"}, 8) = 1
recvfrom(3, "x", 10, 0, ..., [128 => 0]) = 1'

# ---- -n ----

it '-n accepts what is right, and calls nothing'
cat >right <<'END'
srv = socket
bind
listen
c = socket
connect srv
connect c 127.0.0.1:${srv.port}
connect c localhost:http
send c $srv
send c $1
send c $c.peer
a = accept
send a "x"; expect "x" recv c 10
x, y = socketpair
sendmsg x --rights a,c "x"
recvmsg y
send s1 "x"
got = recvmsg y
send got "x"
repeat 1000000000 send x "y"; timeout 1000s recv x
! touch touched
set journal journal
source further
send a --file no-such-file
getaddrinfo nosuch.invalid
help socket
sockets
u = socket inet6
bind u [fe80::1%nosuch0]:0
getsockopt c error
setsockopt c linger 5
poll x:in y:out 1s
socket(AF_INET, SOCK_STREAM, 0) = 77
send(77, "x", 1, 0) = 1
send(78, "x", 1, 0) = -1 EBADF (Bad file descriptor)
socket(AF_INET, SOCK_STREAM, 0) = 77
close(77) = 0
close c; c = socket
quit
bogus
END
echo 'send c "x"' >further
run -n right one
status_is 0
out_is ''
err_is ''
[ ! -e touched ] || wrong '! should not' run
[ ! -e journal ] || wrong 'the journal should not' 'be there'
# Where strace may watch: not one call on a socket, and no other process. Sanitizers cannot be watched.
if [ -z "${SOCKSH_SANITIZED:-}" ] && strace -o trace true 2>/dev/null; then
	strace -f -o trace "$SOCKSH" -n right one >out 2>err </dev/null || status=$?
	status_is 0
	! grep -E '^[0-9]+ +(socket|socketpair|bind|listen|accept4?|connect|getsockname|getpeername|[gs]etsockopt|send(to|msg)?|recv(from|msg)?|shutdown|poll|fork|vfork|clone3?)\(' trace >out ||
		wrong 'strace should see' 'nothing of this'
fi

it '-n refuses what is wrong, all of it'
cat >mistakes <<'END'
socket inet steam
send "x"
c = socket
send c x y
close c
send c x
send(78, "x", 1, 0)
x = socketpair
c = socket
c = socket
bind c 8080
bind c [::1]:0
expect ENOSUCH socket
send c $2
failed = expect EMFILE socket
send failed "xx"
source nowhere
END
run -n mistakes one
status_is 2
out_is ''
for n in 1 2 4 6 7 8 10 11 12 13 14 16 17; do
	err_has "mistakes:$n: "
done
[ "$(grep -c '^mistakes:' err)" = 13 ] || wrong 'mistakes should be' 13

it '-n: one mistake, one message: a name given in vain exists all the same'
run -n -c 'c = socket inet steam
bind c 127.0.0.1:0
x, y = bogus
send x "hello"'
status_is 2
[ "$(grep -c '^<-c>' err)" = 2 ] || wrong 'mistakes should be' 2

finish
