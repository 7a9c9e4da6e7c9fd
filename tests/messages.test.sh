#!/bin/bash
# Bad input gets a clear answer and loses nothing: no call is made, no handle lost, the shell goes on.
# shellcheck source=lib.sh disable=SC2016,SC1003 # scripts of socksh stand in single quotes
. "$(dirname "$0")/lib.sh"

before='srv = socket
bind
listen
a, b = socketpair
u = socket unix
six = socket inet6
gone = socket
close
use a'

after='send a alive
expect "alive" recv b
use srv
use six
use u
use a'

calls='srv = socket(AF_INET, SOCK_STREAM, 0) = FD
bind(srv, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
listen(srv, 4096) = 0
socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0
u = socket(AF_UNIX, SOCK_STREAM, 0) = FD
six = socket(AF_INET6, SOCK_STREAM, 0) = FD
gone = socket(AF_INET, SOCK_STREAM, 0) = FD
close(gone) = 0'

alive='send(a, "alive", 5, 0) = 5
recv(b, "alive", 4096, 0) = 5'

line=$(($(printf '%s\n' "$before" | wc -l) + 1))

# mistake STATEMENT MESSAGE [NOTE]: the message's first line is this, behind its place; the synopsis the second.
statements=() messages=() notes=()
mistake() {
	statements+=("$1")
	messages+=("$2")
	notes+=("${3-}")
}

# They are made in one session: each finds everything as it was, or the others tell.
check_mistakes() {
	local i number text
	local -a told told_notes
	it 'no mistake makes a call, or loses what there is'
	ran='socksh -k, with all mistakes'
	{
		printf '%s\n' "$before" "${statements[@]}"
		printf '%s\n' "$after"
	} >in
	status=0
	timeout --foreground 60 "$SOCKSH" -k >out 2>err <in || status=$?
	status_is 2
	[ "$(sed -E 's/(socket\(.*\)) = [0-9]+$/\1 = FD/' out)" = "$calls
$alive" ] || wrong 'calls should be those before and after only' "$calls
$alive"
	while IFS= read -r text; do
		if [[ $text =~ ^'<stdin>:'([0-9]+)': ' ]]; then
			number=$((BASH_REMATCH[1] - line))
			told[number]=${told[number]+${told[number]} AND }${text#*: }
		else
			told_notes[number]=${told_notes[number]-}$text
		fi
	done <err
	: >out >err
	for i in "${!statements[@]}"; do
		it "${statements[i]:0:300}"
		ran="socksh -k, with: ${statements[i]:0:300}"
		[ "${told[i]-}" = "${messages[i]}" ] || wrong "the message is: ${told[i]-none}, and should be" "${messages[i]}"
		[ -z "${notes[i]}" ] || [ "${told_notes[i]-}" = "  ${notes[i]}" ] ||
			wrong "the note is: ${told_notes[i]-none}, and should be" "  ${notes[i]}"
	done
	it 'messages are for the lines that have mistakes'
	[ "${#told[@]}" = "${#statements[@]}" ] || wrong 'messages should be' "${#statements[@]}"
}

# What is written in one line is one statement for the test; so none of these has a newline in it.

# ---- unknown words, and the nearest right one ----

mistake 'sokcet' 'sokcet: no such command; did you mean "socket"?'
mistake 'xyzzy' 'xyzzy: no such command'
mistake 'lisetn 5' 'lisetn: no such command; did you mean "listen"?'
mistake 'sockett(AF_INET, SOCK_STREAM, 0)' 'sockett: no such call; did you mean "socket"?'
mistake '> srv = socket' '>: no such command; a > in front is the prompt, and is not typed'
mistake 'x =socket' 'x: no such command; blanks belong around the = of NAME = CALL'
mistake 'x socket inet' 'x: no such command; a name has a = behind it: x = socket'
mistake 'x-y = socket' 'x-y: cannot be a handle: a name is letters, digits and _, at most 63, no digit first'
mistake 'send a \$HOME' 'send: "\$HOME": a $ that is none stands in quotes: '"'\$HOME'"
mistake 'next' 'next: no such command'
mistake 'quit(1)' 'quit: is a command of the shell: it is written without parentheses'
mistake 'x=socket' 'x=socket: no such command; blanks belong around the = of NAME = CALL'
mistake 'socket inet steam' 'socket: no socket type "steam"; did you mean "stream"?' \
	'socket [--FLAG] [FAMILY] [TYPE] [PROTOCOL]'
mistake 'socket udp' 'socket: no address family "udp"; write: socket inet dgram'
mistake 'socket tcp6' 'socket: no address family "tcp6"; write: socket inet6 stream'
mistake 'socket stream' 'socket: no address family "stream", but a socket type; write: socket inet stream'
mistake 'socket unix udp' 'socket: no socket type "udp"; did you mean "dgram"?'
mistake 'socket inet nonblock' 'socket: "nonblock" is an option: socket inet --nonblock'
mistake 'socketpair udp' 'socketpair: no address family "udp"; write: socketpair unix dgram'
mistake 'socketpair stream' 'socketpair: no address family "stream", but a socket type; write: socketpair unix stream'
mistake 'socket int' 'socket: no address family "int"; did you mean "inet"?'
mistake 'socket inet stream tpc' 'socket: no protocol "tpc"; did you mean "tcp"?'
mistake 'socket AF_INTE' 'socket: no address family "AF_INTE"; did you mean "AF_INET"?'
mistake 'socket(AF_INTE, SOCK_STREAM, 0)' 'socket: domain: no address family "AF_INTE"; did you mean "AF_INET"?' \
	'int socket(int domain, int type, int protocol)'
mistake 'send(a, "x", 1, MSG_OB)' 'send: flags: no message flag "MSG_OB"; did you mean "MSG_OOB"?'
mistake 'shutdown a rdd' 'shutdown: no direction "rdd"; did you mean "rd"?'
mistake 'getsockopt srv reuseadr' 'getsockopt: no option "reuseadr"; did you mean "reuseaddr"?'
mistake 'setsockopt srv SO_REUSEADR 1' 'setsockopt: no option "SO_REUSEADR"; did you mean "SO_REUSEADDR"?'
mistake 'setsockopt srv reuseaddr maybe' 'setsockopt: SO_REUSEADDR takes a number, "on" or "off", found "maybe"'
mistake 'ioctl a FIONREA' 'ioctl: no request "FIONREA"; did you mean "FIONREAD"?'
mistake 'poll a:inn' 'poll: no event "inn"; did you mean "in"?'
mistake 'socket inet stream --nonblok' 'socket: no option --nonblok; did you mean "nonblock"?'
mistake 'recv --pek a' 'recv: no option --pek; did you mean "peek"?'
mistake 'getaddrinfo --family=inet localhost' \
	'getaddrinfo: no option --family=inet; a value is the next word: --family inet'
mistake 'recv a 10 waitall' 'recv: "waitall" is an option: recv a 10 --waitall'
mistake 'socket inet stream nonblock' 'socket: "nonblock" is an option: socket inet stream --nonblock'
mistake 'shutdown a write' 'shutdown: no direction "write"; there is rd, wr, rdwr'
mistake 'socket unix stream udpp' 'socket: no number "udpp"'
mistake 'bind --foo' 'bind: no option --foo'
mistake 'expect ECONREFUSED socket' \
	'expect: "ECONREFUSED" is no errno, number or "string"; did you mean "ECONNREFUSED"?'
mistake 'expect foo socket' 'expect: "foo" is no errno, number or "string"'
mistake 'send(a, "x", 1, 0) = -1 EPIP (Broken pipe)' 'send: no errno "EPIP"; did you mean "EPIPE"?'
mistake 'set strngs 3' 'set: no setting "strngs"; did you mean "strings"?' 'set [NAME VALUE]'
mistake 'set strings many' 'set: strings: "many" is no number of bytes, from 0 up'
mistake 'help sokcet' 'help: nothing is called "sokcet"; did you mean "socket"?'
mistake 'constants NOTHING_LIKE' 'constants: no constant matches "NOTHING_LIKE"'
mistake 'send a "\q"' 'send: no escape "\q"; a backslash itself is \\'
mistake 'send a "\x"' 'send: \x needs one or two hex digits behind it'
mistake 'send a "\777"' 'send: the octal escape \777 is more than a byte (\377)'
mistake 'send a "\u12"' 'send: \u takes 4 hex digits that name a character'
mistake 'send a "\U00110000"' 'send: \U takes 8 hex digits that name a character'
mistake 'bind(srv, {sa_family=AF_INET, sin_prt=htons(0)}, 16)' \
	'bind: addr: struct sockaddr_in has no member "sin_prt"; did you mean "sin_port"?'
mistake 'bind(srv, {sa_family=AF_INET, sin_port=htonz(0)}, 16)' \
	'bind: addr: "htonz" is no function of call notation; these are: htons htonl ntohs ntohl inet_addr if_nametoindex makedev sizeof strlen getpid getuid geteuid getgid getegid'

# ---- what people know from C and other shells ----

only='is no call, and only what a call returns has a name; a value is written where it is used, or comes from the environment as $NAME'
mistake 'PORT = 8080' "8080: $only"
mistake 'PORT=8080' "PORT=8080: $only"
mistake 'host = 127.0.0.1:80' "127.0.0.1:80: $only"
mistake 'c = a' "a: $only"
mistake 'name = "abc"' '"abc" is no call; only what a call returns has a name'
mistake 'x=sokcet(AF_INET, SOCK_STREAM, 0)' 'sokcet: no such call; did you mean "socket"?'
none='no such command; no variables are declared here; a name in front is for a handle: s = socket(AF_INET, SOCK_STREAM, 0)'
mistake 'struct sockaddr_in addr = { 0 };' "struct: $none"
mistake 'int x, y;' "int: $none"
member='no member can be set alone; a structure is written in the call that takes it, and what is left out there is zero'
mistake 'addr.sin_port = htons(80);' "addr.sin_port: $member"
mistake 'if (listen(srv, 5) < 0)' 'if: no such command; there is no flow of control: after a failure a script ends, unless `try` or `expect ERRNO` stands in front of the call'
mistake 'perror("listen");' "perror: no such call; every call is shown with what came of it; text of one's own is a comment (#), or ! echo"
mistake 'errno' 'errno: no such command; what errno was stands in the line of the call that failed'
mistake 'htons(80)' 'htons: no such call; it stands inside of one: bind(s, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("127.0.0.1")}, 16)'
mistake 'listen(srv, 5) == -1' 'listen: what is expected stands behind the call and one =: = 0, = -1 EINVAL'
mistake 'listen(srv, 5) < 0' 'listen: what is expected stands behind the call and one =: = 0, = -1 EINVAL'
mistake 'listen srv // five' 'listen: a comment begins with #, not with //'
mistake 'ls -l' 'ls: no such command; for one of the system a ! stands in front: ! ls'
mistake 'receive a' 'receive: no such command; did you mean "recv"?'
unknown='is not known here; write the value itself in its place'
mistake 'bind(six, (struct sockaddr *)&addr, sizeof(addr))' "bind: addr: what &addr points to $unknown"
mistake 'setsockopt(srv, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one)' "setsockopt: optval: what &one points to $unknown"
mistake 'send(a, "abc", n, 0)' 'send: len: no variable "n" is known here; write the value'
mistake 'send(a, msg, strlen(msg), 0)' 'send: buf: a "string" expected, found "msg"'
mistake 'send(a, "abc", 3, NULL)' 'send: flags: NULL is a pointer; of a number it is 0'
mistake 'send(a, "abc", strlen("abc") + 1, 0)' 'send: `,` or `)` expected, found "+"; nothing is reckoned here, numbers are written'
mistake 'send(a, "abc", sizeof(), 0)' 'send: what sizeof measures expected, found ")"'
mistake 'send(a, "abc", (3, 0)' 'send: `)` expected, found ","'
mistake 'listen(srv, sizeof(x))' 'listen: backlog: how long that is cannot be known here; write the number'
structure='{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}'
mistake 'connect(srv, ("127.0.0.1", 80))' "connect: an address is a structure here: $structure"
mistake 'connect(srv, 127.0.0.1:80, 16)' 'connect: an address is a string here: sin_addr=inet_addr("127.0.0.1")'
mistake 'bind(srv, {sa_family=AF_INET, sin_addr="127.0.0.1"}, 16)' 'bind: addr: an IPv4 address is written inet_addr("127.0.0.1")'
mistake 'bind(srv, {sa_family=AF_INET, sin_port=htons("80")}, 16)' 'bind: addr: a number expected, found "80"'
mistake 'socket(inet, SOCK_STREAM, 0)' 'socket: domain: no address family "inet"; did you mean "AF_INET"?'
mistake 'send(a, "x", 1, NOSIGNAL)' 'send: flags: no message flag "NOSIGNAL"; did you mean "MSG_NOSIGNAL"?'
mistake 'recv(a, 1024)' 'recv: buf is missing; what comes back is written ...' \
	'ssize_t recv(int sockfd, void buf[.len], size_t len, int flags)'
mistake 'recv(a, buf)' 'recv: len is missing'
mistake 'recv(a, buf, MSG_DONTWAIT)' 'recv: len is missing'
mistake 'recv(a, buf, 100)' 'recv: flags is missing'
mistake 'sendto(six, "abc", {sa_family=AF_INET6}, 28)' 'sendto: len is missing'
mistake 'setsockopt(srv, SO_REUSEADDR, [1], 4)' 'setsockopt: level is missing'
mistake 'a.send("x")' 'a.send("x"): the handle stands behind the call: send a ..., or send(a, ...)'
mistake 'a.port' "a.port: a part of a handle stands in a call's words: send \$a.port"
mistake '$a' '$a: no such command; what begins with a $ stands behind the command'

# ---- handles ----

mistake 'close srvv' 'close: no handle "srvv"; did you mean "srv"?' 'close [HANDLE]'
mistake 'setsockopt(srv, SOL_SOCKET, SO_REUSEADDR, 1, 4)' \
	'setsockopt: optval: 1 is no pointer; memory that holds it is written [1]'
mistake 'recv xyzzy' 'recv: no handle "xyzzy"'
mistake 'recv xyzzy 5' 'recv: no handle "xyzzy"'
mistake 'listen xyzzy' 'listen: no handle "xyzzy"'
mistake 'shutdown xyzzy wr' 'shutdown: no handle "xyzzy"'
mistake 'connect xyzzy srv' 'connect: no handle "xyzzy"'
mistake 'sendto xyzzy "hello" 127.0.0.1:1' 'sendto: no handle "xyzzy"'
mistake 'sendto six "hello"' 'sendto: "six" is a handle; the address is missing'
mistake 'send "hello" a' 'send: the words are in another order: send a "hello"'
mistake 'close 77' 'close: no handle "77"; a handle goes by its name, which `sockets` lists'
mistake 'connect six srv.peer' 'connect: "srv.peer" is a part of a handle, and is written $srv.peer'
mistake 'listen (srv, 5)' 'listen: no blank stands before the ( of call notation'
mistake 'socket (AF_INET, SOCK_STREAM, 0) = 3' 'socket: no blank stands before the ( of call notation'
mkfifo fifo
mistake 'send a --file fifo' 'send: --file: "fifo" is no regular file'
mistake 'close (srv)' 'close: no blank stands before the ( of call notation'
mistake 'close xyzzy' 'close: no handle "xyzzy"'
mistake 'recv srvv' 'recv: no handle "srvv"; did you mean "srv"?'
mistake 'send srvv hello' 'send: no handle "srvv"; did you mean "srv"?'
mistake 'bind srvv 127.0.0.1:0' 'bind: no handle "srvv"; did you mean "srv"?'
mistake 'getsockopt srvv error' 'getsockopt: no handle "srvv"; did you mean "srv"?'
mistake 'connect six srvv' 'connect: "srvv" is neither HOST:PORT nor a handle; did you mean "srv"?'
mistake 'poll srvv:in' 'poll: no handle "srvv"; did you mean "srv"?'
mistake 'use srvv' 'use: no handle "srvv"; did you mean "srv"?'
mistake 'use "srv"' 'use: a quoted word is never a handle: "srv"'
mistake 'send(srvv, "x", 1, 0)' 'send: sockfd: no handle "srvv"; did you mean "srv"?'
mistake 'send(77, "x", 1, 0)' 'send: sockfd: this script has no descriptor 77 yet' \
	'ssize_t send(int sockfd, const void buf[.len], size_t len, int flags)'
mistake 'close(0)' 'close: fd: this script has no descriptor 0 yet'
mistake 'close(3)' 'close: fd: this script has no descriptor 3 yet'
mistake 'send srv' 'send: "srv" is a handle; as data it is written "srv"'
mistake 'send a srv' 'send: "srv" is a handle; as data it is written "srv"'
mistake 'send srvv' 'send: "srvv" is nearly the handle "srv"; as data it is written "srvv"'
mistake 'send a svr' 'send: "svr" is nearly the handle "srv"; as data it is written "svr"'
mistake 'send gone hello' 'send: the handle "gone" is closed'
mistake 'send gone' 'send: the handle "gone" is closed'
mistake 'close gone' 'close: the handle "gone" is closed'
mistake 'recv gone' 'recv: the handle "gone" is closed'
mistake 'recv(gone, ..., 10, 0)' 'recv: sockfd: the handle "gone" is closed'
mistake 'srv send hello' 'srv: is a handle; the command comes first: send srv ...'
mistake 'srv = socket' 'socket: "srv" is a live handle; close it first or take another name' \
	'socket [--FLAG] [FAMILY] [TYPE] [PROTOCOL]'
mistake 'a, z = socketpair' 'socketpair: "a" is a live handle; close it first or take another name'
mistake 'socketpair(AF_UNIX, SOCK_STREAM, 0, [z, b])' \
	'socketpair: "b" is a live handle; close it first or take another name'
mistake 'SO_ERROR = socket' 'socket: "SO_ERROR" is a constant and cannot be a handle'
mistake 'NULL = socket' 'socket: "NULL" is a constant and cannot be a handle'
mistake 'listen = socket' 'socket: "listen" is a command and cannot be a handle'
mistake 'quit = socket' 'socket: "quit" is a command and cannot be a handle'
mistake 'try = socket' 'socket: "try" is a prefix and cannot be a handle'
mistake 'repeat = socket' 'socket: "repeat" is a prefix and cannot be a handle'
mistake '5 = socket' 'socket: "5" cannot be a handle: a name is letters, digits and _, at most 63, no digit first'
mistake "$(printf '%064d' 0 | tr 0 x) = socket" \
	"socket: \"$(printf '%060d' 0 | tr 0 x)\" cannot be a handle: a name is letters, digits and _, at most 63, no digit first"
mistake 'x = socketpair' 'socketpair: makes two handles: a, b = socketpair'
mistake 'x, x = socketpair' 'socketpair: two handles cannot have the same name'
mistake 'x, y = socket' 'socket: makes one handle, not two'
mistake 'x, y, z = socketpair' 'x,: a call takes at most two names: a, b = CALL'
mistake 'x = send a hello' 'send: makes no handle that "x" could name; what it returns is shown'
mistake 'x = quit' 'quit: is a command of the shell; it has no result to name'
mistake 'x = ! true' 'a command of the system has no result to name or expect'
mistake 'repeat 2 x = socket' 'socket: repeat makes many handles; they cannot share a name'
mistake 'x = y = socket' 'y: a call takes names once: NAME = CALL'
mistake 'x =' 'x: a call is missing behind the ='
mistake 'send d --hex "00"' 'send: no handle "d"'
mistake 'send nosuch hello' 'send: no handle "nosuch"; data with a blank in it is quoted: send "nosuch hello"'
mistake 'send nosuch hello world' 'send: surplus word "hello"; data with blanks in it is one "quoted" word'
mistake 'connect s srv' 'connect: no handle "s"'
mistake 'recv nosuch --peek 5' 'recv: no handle "nosuch"'
mistake 'setsockopt nosuch reuseaddr on' 'setsockopt: no handle "nosuch"'
mistake 'close a, b' 'close: no handle "a,"; words stand without commas, and it takes one handle'

# ---- the order of the words, and two that are one ----

mistake 'sendto six [::1]:9 "a b"' 'sendto: the words are in another order: sendto six "a b" [::1]:9'
mistake 'sendto six srv "a\n"' 'sendto: the words are in another order: sendto six "a\n" srv'
mistake 'listen 5 srv' 'listen: the words are in another order: listen srv 5'
mistake 'recv 10 a' 'recv: the words are in another order: recv a 10'
mistake 'recv a waitall 10' 'recv: "waitall" is an option: recv a --waitall 10'
mistake 'send a oob "x y"' 'send: "oob" is an option: send a --oob "x y"'
mistake 'shutdown wr a' 'shutdown: the words are in another order: shutdown a wr'
mistake 'socket stream inet' 'socket: the words are in another order: socket inet stream'
mistake 'setsockopt reuseaddr srv on' 'setsockopt: the words are in another order: setsockopt srv reuseaddr on'
mistake 'getsockopt reuseaddr srv' 'getsockopt: the words are in another order: getsockopt srv reuseaddr'
mistake 'connect 127.0.0.1:80 srv' 'connect: the words are in another order: connect srv 127.0.0.1:80'
mistake 'socket inet, stream' 'socket: only blanks stand between words: socket inet stream'
mistake 'socket inet,stream,0' 'socket: only blanks stand between words: socket inet stream 0'
mistake 'send a, "x,y"' 'send: only blanks stand between words: send a "x,y"'
mistake 'setsockopt srv reuseaddr=1' 'setsockopt: only blanks stand between words: setsockopt srv reuseaddr 1'
mistake 'setsockopt srv SOL_SOCKET SO_REUSEADDR 1' 'setsockopt: "SOL_SOCKET" is left out here: setsockopt srv SO_REUSEADDR 1'
mistake 'getsockopt srv SOL_SOCKET SO_ERROR' 'getsockopt: "SOL_SOCKET" is left out here: getsockopt srv SO_ERROR'
mistake 'send a -nosignal x' 'send: "-nosignal" is an option: send a --nosignal x'
mistake 'send a x | cat' 'send: there is no | here; a pipe can take what socksh prints as a whole'
mistake 'send a x && send a y' 'send: there is no && here; a ; stands between statements'
mistake 'getaddrinfo localhost http extra' 'getaddrinfo: surplus word "extra"'
mistake 'poll a:in,out' 'poll: "a:in,out": between events stands a |: in|out'
mistake 'poll a:read' 'poll: no event "read"; did you mean "in"?'
mistake 'poll gone' 'poll: the handle "gone" is closed'
mistake 'connect srv http://127.0.0.1:80' 'connect: "http://127.0.0.1:80" is a URL; an address is HOST:PORT, such as example.com:80'
mistake 'getsockopt srv tcp nodelay' 'getsockopt: "tcp.nodelay" is one word: getsockopt srv tcp.nodelay'
mistake 'setsockopt srv tcp nodelay on' 'setsockopt: "tcp.nodelay" is one word: setsockopt srv tcp.nodelay on'
mistake 'poll a in' 'poll: "a:in" is one word: poll a:in'
mistake 'sendto six 8080 x' 'sendto: "x" is no handle, and as a host it has no port; write x:8080'

# ---- too few words, and too many ----

mistake 'socket(AF_INET, SOCK_STREAM)' 'socket: protocol is missing' 'int socket(int domain, int type, int protocol)'
mistake 'socket()' 'socket: domain is missing'
mistake 'socket(AF_INET, SOCK_STREAM, 0, 0)' 'socket: 4 arguments, and it takes 3'
mistake 'socket 1 1 0 9' 'socket: surplus word "9"' 'socket [--FLAG] [FAMILY] [TYPE] [PROTOCOL]'
mistake 'send' 'send: the data is missing' 'send [HANDLE] [--FLAG] DATA'
mistake 'send hello world' 'send: no handle "hello"; data with a blank in it is quoted: send "hello world"'
mistake 'send a hello world' 'send: surplus word "world"; data with blanks in it is one "quoted" word'
mistake 'send a hello --oob' 'send: the option "--oob" comes before the data'
mistake 'sendto a "x"' 'sendto: "a" is a handle; the address is missing'
mistake 'connect' 'connect: the address is missing' 'connect [HANDLE] ADDRESS'
mistake 'shutdown a' 'shutdown: "a" is a handle; a word is missing behind it' 'shutdown [HANDLE] DIRECTION'
mistake 'setsockopt a reuseaddr' 'setsockopt: "a" is a handle; the value is missing'
mistake 'recv a 10 20' 'recv: surplus word "20"' 'recv [HANDLE] [--FLAG] [SIZE]'
mistake 'connect six localhost:80 extra' 'connect: surplus word "extra"'	# nothing is looked up for it
mistake 'close a b' 'close: surplus word "b"; it takes one handle: close a; close b'
mistake 'quit now' 'quit: surplus word "now"' 'quit'
mistake 'source' 'source: a word is missing' 'source FILE'
mistake 'send a --hex' 'send: --hex: its value is missing'
mistake 'send a --hex abc' 'send: --hex: two hex digits a byte, not "abc"'
mistake 'send a --file nowhere' 'send: --file: cannot read "nowhere": No such file or directory'
mistake 'send a --file .' 'send: --file: "." is no regular file'
mistake 'send a --hex 00 --fill 3' 'send: the data is given twice'
mistake 'expect' 'expect: an errno, a number or a "string" is missing'
mistake 'timeout 1s' 'a call is missing at the end'
mistake 'timeout 1x recv a' 'timeout: no duration "1x"; write 250ms, 2s, 1min'
mistake 'timeout 0s recv a' 'timeout: no duration "0s"; write 250ms, 2s, 1min'
mistake 'repeat many socket' 'repeat: "many" is no number from 1 up'
mistake 'repeat 0 socket' 'repeat: "0" is no number from 1 up'
mistake 'repeat 2 repeat 2 socket' 'repeat: written twice'
mistake 'try try socket' 'try: written twice'
mistake 'expect 0 quit' 'quit: is a command of the shell; it has no result to expect'
mistake '"socket" inet' 'a command is missing before "socket"'

# ---- quotes, braces, parentheses, brackets ----

mistake 'send a "abc' 'send: a closing " is missing'
mistake "send a 'abc" "send: a closing ' is missing"
mistake 'send a "abc\"' 'send: a closing " is missing'
mistake 'send a "abc"def' 'send: a blank is missing behind the string "abc"'
mistake 'socket(AF_INET, SOCK_STREAM, 0' 'socket: a closing ) is missing'
mistake 'socket(AF_INET, SOCK_STREAM, 0))' 'socket: ")" stands behind the end of the statement'
mistake 'bind(srv, {sa_family=AF_INET, sin_port=htons(0)' 'bind: a closing } is missing'
mistake 'bind(srv, {sa_family=AF_INET, sin_port=htons(0}, 16)' 'bind: `,` or `)` expected, found "}"'
mistake 'getsockopt(srv, SOL_SOCKET, SO_ERROR, [0, [4]' 'getsockopt: a closing ] is missing'
mistake 'socket(AF_INET SOCK_STREAM, 0)' 'socket: `,` or `)` expected, found "SOCK_STREAM"'
mistake 'socket(AF_INET, , 0)' 'socket: a value expected, found ","'
mistake 'socket(AF_INET|, 1, 0)' 'socket: a value expected, found ","'
mistake 'socket(AF_INET, /* 1, 0)' "socket: a comment's closing */ is missing"
mistake 'socket(AF_INET, 1, 0) =' 'socket: a result is missing at the end'
mistake 'socket(AF_INET, 1, 0) = 3 (foo' 'socket: a closing ) is missing'
mistake 'socket(AF_INET, 1, 0) foo' 'socket: "foo" stands behind the end of the statement'
mistake "bind(srv, $(printf '%0100d' 0 | tr 0 '{')" 'bind: values are nested more than 64 deep'
mistake "bind(srv, $(printf '%0100000d' 0 | tr 0 '[')" 'bind: values are nested more than 64 deep'

# ---- numbers out of range ----

mistake 'listen srv 99999999999' 'listen: "99999999999" does not fit into 4 bytes' 'listen [HANDLE] [BACKLOG]'
mistake 'listen(srv, 4294967296)' 'listen: backlog: "4294967296" does not fit into 4 bytes'
mistake 'listen(srv, 99999999999999999999)' 'listen: no number "99999999999999999999"'
mistake 'listen srv 0x' 'listen: no backlog "0x"'
mistake 'listen srv 08' 'listen: no backlog "08"'
mistake 'listen srv 5x' 'listen: no backlog "5x"'
mistake 'recv b 99999999999999999999' 'recv: no number "99999999999999999999"'
mistake 'recv b -1' 'recv: a length of -1 is one of 18446744073709551615 bytes for the kernel; so many cannot be had'
mistake 'recv(b, ..., -1, 0)' 'recv: buf: a length of -1 is one of 18446744073709551615 bytes for the kernel; so many cannot be had'
mistake 'send(a, "x", -1, 0)' 'send: buf: a length of -1 is one of 18446744073709551615 bytes for the kernel; so many cannot be had'
mistake 'send a --fill -1' 'send: --fill: "-1" is no number of bytes'
mistake 'bind srv 127.0.0.1:65536' 'bind: no port "65536": the highest is 65535' 'bind [HANDLE] [ADDRESS]'
mistake 'connect srv 127.0.0.1:99999999999999999999' \
	'connect: no port "99999999999999999999": the highest is 65535'
mistake 'bind srv 127.0.0.1:-1' 'bind: no port "-1" in "127.0.0.1:-1"'
mistake 'bind(srv, {sa_family=AF_INET, sin_port=htons(65536)}, 16)' 'bind: addr: "65536" does not fit into 2 bytes'

# ---- addresses ----

path=/$(printf '%0107d' 0 | tr 0 x)
mistake "bind u $path" "bind: \"${path:0:60}\"... is 108 bytes long; a path of AF_UNIX has at most 107"
mistake "bind u @$path" "bind: \"${path:0:60}\"... is 108 bytes long; an abstract name has at most 107"
mistake 'bind srv [::1]:0' 'bind: "[::1]:0" is an IPv6 address, and srv is an AF_INET socket'
mistake 'bind six 127.0.0.1:0' \
	'bind: "127.0.0.1" is an IPv4 address, and six is an AF_INET6 socket; write [::ffff:127.0.0.1]:0'
mistake 'bind srv /run/x' 'bind: "/run/x" is an AF_UNIX address, and srv is an AF_INET socket'
mistake 'bind srv @x' 'bind: "@x" is an AF_UNIX address, and srv is an AF_INET socket'
mistake 'bind u 127.0.0.1:80' \
	'bind: u is an AF_UNIX socket, its addresses are paths; if that is one, write ./127.0.0.1:80'
mistake 'bind srv 8080' 'bind: "8080" is a port without a host; write 127.0.0.1:8080, or :8080 for any address'
mistake 'bind srv 127.0.0.1' 'bind: "127.0.0.1" has no port; write 127.0.0.1:8080'
mistake 'bind srv localhost' 'bind: "localhost" is no handle, and as a host it has no port; write localhost:8080'
mistake 'connect srv nosuch' 'connect: "nosuch" is no handle, and as a host it has no port; write nosuch:8080'
mistake 'connect srv 127.0.0.1 8080' 'connect: write 127.0.0.1:8080, in one word'
mistake 'connect srv localhost 8080' 'connect: write localhost:8080, in one word'
mistake 'bind six ::1:80' 'bind: an IPv6 address stands in brackets; write [::1]:80'
mistake 'bind six [::1]' 'bind: "[::1]" has no port; write [::1]:8080'
mistake 'bind srv 300.1.1.1:80' 'bind: no IPv4 address "300.1.1.1"'
mistake 'bind srv 127.1:8080' 'bind: C reads "127.1" as 127.0.0.1; write 127.0.0.1:8080'
mistake 'bind srv 0:8080' 'bind: C reads "0" as 0.0.0.0; write 0.0.0.0:8080'
mistake 'bind six [::g]:80' 'bind: no IPv6 address "::g" in "[::g]:80"'
mistake 'bind six [fe80::1%nowhere0]:0' 'bind: no network interface "nowhere0"'
mistake 'bind(srv, {sa_family=AF_INET, sin_addr=inet_addr("127.0.0.300")}, 16)' \
	'bind: addr: inet_addr() takes an address such as "127.0.0.1", not "127.0.0.300"'

it 'an address of another family in call notation is passed on: the kernel answers'
run -k -c 'srv = socket
bind(srv, {sa_family=AF_INET6, sin6_port=htons(0), inet_pton(AF_INET6, "::1", &sin6_addr)}, 28)
bind(srv, {sa_family=AF_UNIX, sun_path="x"}, 4) = -1 EINVAL (Invalid argument)'
status_is 1
out_has 'sin6_scope_id=0}, 28) = -1 EAFNOSUPPORT' 'sun_path="x"}, 4) = -1 E'
err_has '<-c>:2: bind: -1 EAFNOSUPPORT (Address family not supported by protocol)'

# ---- `$` ----

mistake 'send a $' 'send: "$": a $ needs a name behind it: $1, $srv.port, ${srv.port}'
mistake 'send a x$' 'send: "x$": a $ needs a name behind it: $1, $srv.port, ${srv.port}'
mistake 'send a ${srv' 'send: "${srv": a $ needs a name behind it: $1, $srv.port, ${srv.port}'
mistake 'send a $1' 'send: $1: the script has no such argument'
mistake 'send a $0' 'send: $0: the script has no such argument'
mistake 'send a $NO_SUCH_NAME' 'send: $NO_SUCH_NAME: no handle and nothing in the environment has this name'
mistake 'send a $srvv' 'send: $srvv: no handle and nothing in the environment has this name; did you mean "srv"?'
mistake 'send a $gone' 'send: $gone: the handle is closed'
mistake 'send a ${nope.port}' 'send: ${nope.port}: no such handle'
mistake 'send a ${srv.prot}' 'send: a handle has no .prot; it has .host .port .peer .fd'
mistake 'send a x$srv' 'send: "x$srv": inside a word it is written ${srv}'
mistake 'send a 127.0.0.1:$srv.port' 'send: "127.0.0.1:$srv.port": inside a word it is written ${srv.port}'
mistake 'send a $HOME/x' 'send: "$HOME/x": inside a word it is written ${HOME}'
mistake 'send a $srv.prot' \
	'send: "$srv.prot": inside a word it is written ${srv}; the parts of a handle are .host .port .peer .fd'

# ---- data that must not be sent ----

mistake 'send a "abc"...' 'send: the string is cut off ("...); it cannot be sent'
mistake 'send(a, "abc"..., 3, 0)' 'send: buf: the string is cut off ("...); it cannot be sent'
mistake 'send(a, ..., 3, 0)' 'send: buf: `...` stands for what comes back; it cannot be sent'
mistake 'send(a, abc, 3, 0)' 'send: buf: a "string" expected, found "abc"'

# ---- bytes that no line should have ----

mistake "$(printf 'send a \377')" 'send: the byte \377 stands outside of quotes and comments'
mistake "$(printf 'send a caf\303\251')" 'send: the character U+00E9 stands outside of quotes and comments'
mistake 'send a “hello”' 'send: a curly quote (U+201C) stands where a straight " belongs'
mistake 'send a ‘hello’' "send: a curly quote (U+2018) stands where a straight ' belongs"
mistake 'send(a, “hello”, 5, 0)' 'send: a curly quote (U+201C) stands where a straight " belongs'
mistake 'recv a –peek' 'recv: a dash (U+2013) stands where - or -- belongs'
mistake 'recv(a, …, 5, 0)' 'recv: an ellipsis (U+2026) stands where `...` belongs'
mistake "$(printf 'recv\302\240a')" 'a no-break space (U+00A0) stands where a plain blank belongs'
mistake 'ｓend a x' 'a full-width character (U+FF53) stands where a plain s belongs'
mistake 'socket（AF_INET, SOCK_STREAM, 0）' 'a full-width character (U+FF08) stands where a plain ( belongs'
mistake 'send a "x" “y”' 'send: a curly quote (U+201C) stands where a straight " belongs'
mistake "$(printf 'sen\303 a x')" 'the byte \303 stands outside of quotes and comments'
mistake "$(printf 'send a \033[2J')" 'send: the byte \33 stands outside of quotes and comments'

it 'any bytes in quotes and comments'
feed 'a, b = socketpair\nsend a "\377\303("\n# \377\376\nexpect "\377\303(" recv b # \200\n'
status_is 0
err_is ''

it 'no foreign byte gets to the messages'
feed 'send a "\\\033" x\n\033[31m\n'
status_is 2
err_lacks "$(printf '\033')"

it 'NUL bytes'
feed 'a, b = socketpair\nsend a "x\0y"\nsend a "yes"\n# \0\nexpect "yes" recv b\n' -k
status_is 2
err_is '<stdin>:2: a line has a NUL byte in it
<stdin>:4: a line has a NUL byte in it'
out_has 'recv(b, "yes", 4096, 0) = 3'

it 'a line of 10 MB'
ran='socksh -k, with a line of 10 MB'
{
	printf 'a, b = socketpair\nsend a "'
	head -c 10000000 /dev/zero | tr '\0' x
	printf '"\nsend a yes\nexpect "yes" recv b\n'
} >in
status=0
timeout --foreground 60 "$SOCKSH" -k >out 2>err <in || status=$?
status_is 2
err_is '<stdin>:2: a line is longer than 1 MiB'
out_has 'recv(b, "yes", 4096, 0) = 3'
{
	printf 'a, b = socketpair\nsend a \\\n"'
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		head -c 1000000 /dev/zero | tr '\0' x
		printf '\\\n'
	done
	printf '"\nsend a yes\nexpect "yes" recv b\n'
} >in
status=0
timeout --foreground 60 "$SOCKSH" -k >out 2>err <in || status=$?
status_is 2
err_is '<stdin>:2: a line is longer than 1 MiB'
out_has 'recv(b, "yes", 4096, 0) = 3'

it 'a line of nearly 1 MiB'
ran='socksh with a line of 1,000,000 bytes'
{
	printf 'a, b = socketpair\n# '
	head -c 1000000 /dev/zero | tr '\0' x
	printf '\nsend a yes\nexpect "yes" recv b\n'
} >in
status=0
timeout --foreground 60 "$SOCKSH" >out 2>err <in || status=$?
status_is 0

it 'CRLF and a byte-order mark are dropped'
feed '\357\273\277a, b = socketpair\r\nsend a "x" \r\nsend a y\r\n\r\n# foo\r\nexpect "xy" \\\r\nrecv b\r\n'
status_is 0
err_is ''
feed 'a, b = socketpair\n\357\273\277send a x\n'
status_is 2
err_is '<stdin>:2: a byte-order mark (U+FEFF) stands where nothing belongs'

it 'a last line without its newline'
feed 'a, b = socketpair'
status_is 0
out_has 'socketpair('

# ---- where it was ----

it 'places: -c, a script, a sourced one, continued lines'
run -k -c 'socket inet steam
socket inet \
 steam
bogus'
status_is 2
err_is '<-c>:1: socket: no socket type "steam"; did you mean "stream"?
  socket [--FLAG] [FAMILY] [TYPE] [PROTOCOL]
<-c>:2: socket: no socket type "steam"; did you mean "stream"?
  socket [--FLAG] [FAMILY] [TYPE] [PROTOCOL]
<-c>:4: bogus: no such command'
printf '\nbogus\n' >inner
printf '# hello\nsource inner\nbogos\n' >outer
run -k outer
status_is 2
err_is 'inner:2: bogus: no such command
outer:3: bogos: no such command'

it 'several statements in a line: those before a mistake are run, with -k those behind it too'
run -k -c 'a, b = socketpair; bogus; send a x; socket inet steam; expect "x" recv b'
status_is 2
out_has 'recv(b, "x", 4096, 0) = 1'
[ "$(grep -c '^<-c>:1: ' err)" = 2 ] || wrong 'messages should be' 2

it 'messages come behind the lines before them'
ran='socksh, both outputs in one'
status=0
"$SOCKSH" -k -c 'a, b = socketpair; bogus; send a x' >out 2>&1 </dev/null || status=$?
: >err
status_is 2
out_is 'socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0
<-c>:1: bogus: no such command
send(a, "x", 1, 0) = 1'

# ---- files that read themselves ----

it 'source of itself'
echo 'source self' >self
run self
status_is 2
err_is 'self:1: source: "self" is being read already; it would never end
  source FILE'
run -k -c 'source self; socketpair'
status_is 2
out_has 'socketpair('

it 'source of itself round a corner, by another name, from standard input'
echo 'source two' >one
echo 'source ./one' >two
run one
status_is 2
err_has 'two:1: source: "./one" is being read already; it would never end'
ln -sf one three
echo 'source three' >one
run one
status_is 2
err_has 'one:1: source: "three" is being read already; it would never end'
echo 'source in' >in
status=0
timeout --foreground 60 "$SOCKSH" <in >out 2>err || status=$?
status_is 2
err_has 'is being read already'

it 'the same file twice, one after the other, is fine'
echo 'socketpair' >pair
run -c 'source pair; source pair'
status_is 0

it 'files that source each other deeper than can be'
for i in $(seq 1 100); do
	echo "source deep$((i + 1))" >"deep$i"
done
echo socketpair >deep101
run deep1
status_is 2
err_has 'files that source each other are 64 deep'

check_mistakes
finish
