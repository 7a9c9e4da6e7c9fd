#!/bin/bash
# Every exit status, the options, and Ctrl-C.
# shellcheck source=lib.sh disable=SC2016,SC1003 # scripts of socksh stand in single quotes
. "$(dirname "$0")/lib.sh"

# A port on which nobody listens: a socket holds it, and does not listen.
refuse='deaf = socket; bind deaf; c = socket; '

# ---- 0 ----

it 'a script in which all goes well'
run -c 'a, b = socketpair; send a hi; expect "hi" recv b'
status_is 0
out_is 'socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0
send(a, "hi", 2, 0) = 2
recv(b, "hi", 4096, 0) = 2'
err_is ''

it 'nothing at all'
run -c ''
status_is 0
out_is ''
feed ''
status_is 0
feed '\n# a comment\n   \n;;\n'
status_is 0
out_is ''

it 'failures that were expected'
run -c "${refuse}expect ECONNREFUSED connect c deaf; connect(c, {sa_family=AF_UNSPEC}, 16) = 0
a, b = socketpair; expect EAGAIN recv --dontwait a
recv(a, ..., 10, MSG_DONTWAIT) = -1 EAGAIN (whatever the text)"
status_is 0
err_is ''

it 'what is tried may fail'
run -c "${refuse}try connect c deaf; a, b = socketpair"
status_is 0
out_has 'ECONNREFUSED' 'socketpair('
err_is ''

it 'what is tried may give what its expectation forbids'
run -c 'a, b = socketpair; try expect EPERM send a x; try expect 5 send a x; expect "xx" recv b'
status_is 0

it 'a command of the system never counts'
run -c '! exit 3'
status_is 0
run -c '! kill $$'
status_is 0
run -c '! no-such-command-here 2>/dev/null'
status_is 0

it 'a command of the system takes the prefixes that it can'
run -c 'try time repeat 3 ! echo x'
status_is 0
[ "$(grep -c '^x$' out)" = 3 ] || wrong 'it should run' '3 times'
run -c 'expect 0 ! true'
status_is 2
run -c 'timeout 1s ! true'
status_is 2

# ---- 1 ----

it 'a failure that nobody expected stops the script'
run -c "${refuse}connect c deaf; socketpair"
status_is 1
out_has 'ECONNREFUSED'
out_lacks 'socketpair'
err_has '<-c>:1: connect: -1 ECONNREFUSED (Connection refused)'

it 'with -k it goes on'
run -k -c "${refuse}connect c deaf; socketpair"
status_is 1
out_has 'ECONNREFUSED' 'socketpair('

it 'success where failure was expected, also where the result is that errno'
run -c 'a, b = socketpair; expect EPERM send a x; socket'
status_is 1
out_lacks 'socket('
err_is '<-c>:1: send: expected EPERM, got 1'
run -c 'a, b = socketpair; send(a, "x", 1, 0) = -1 EPERM (Operation not permitted)'
status_is 1
run -c 'a, b = socketpair; expect -1 send a x'
status_is 1

it 'another errno than expected'
run -c "${refuse}expect ETIMEDOUT connect c deaf; socketpair"
status_is 1
out_lacks 'socketpair'
err_has 'expected ETIMEDOUT, got -1 ECONNREFUSED'

it 'another number than expected'
run -c 'a, b = socketpair; expect 5 send a x; socket'
status_is 1
out_lacks 'socket('
err_is '<-c>:1: send: expected 5, got 1'
run -c 'a, b = socketpair; send(a, "x", 1, 0) = 2'
status_is 1
err_has 'expected 2, got 1'

it 'other bytes than expected'
run -c 'a, b = socketpair; send a hello; expect "help" recv b; socket'
status_is 1
out_lacks 'socket('
err_is '<-c>:1: recv: expected "help", got "hello"'
run -c 'a, b = socketpair; send a hello; expect "help"... recv b'
status_is 1
run -c 'a, b = socketpair; send a hello; recv(b, "jello", 4096, 0) = 5'
status_is 1
run -c 'a, b = socketpair; send a hello; recv(b, "hello", 4096, 0) = 5'
status_is 0

it 'another value in a structure than expected'
run -c 'c = socket; getsockopt(c, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, [8]) = 0'
status_is 1
err_has 'getsockopt: optval.l_onoff: expected 1, got 0'

it 'times that the kernel chose are never compared, whatever brings them'
run -c 'a = socket inet dgram; bind a; b = socket inet dgram; connect b a
setsockopt a timestamp on; send b x; recvmsg a --control 200
setsockopt a timestampns on; send b x; recvmsg a --control 200
setsockopt a timestamping rx_software|software; send b x; recvmsg a --control 300
setsockopt(a, SOL_SOCKET, SO_TIMESTAMP_NEW, [1], 4); send b x; recvmsg a --control 300
setsockopt(a, SOL_SOCKET, SO_TIMESTAMPNS_NEW, [1], 4); send b x; recvmsg a --control 300
setsockopt(a, SOL_SOCKET, SO_TIMESTAMPING_NEW, [SOF_TIMESTAMPING_RX_SOFTWARE|SOF_TIMESTAMPING_SOFTWARE], 4)
send b x; recvmsg a --control 300
srv = socket; bind srv; listen srv; c = socket; connect c srv; getsockopt c tcp.info'
status_is 0
[ "$(grep -o 'tv_[un]*sec=' out | wc -l)" -gt 10 ] || wrong 'times should be shown by their members' 'tv_sec=, tv_nsec='
cp out again
run again
status_is 0
err_is ''

it 'a difference names the innermost member that differs, and shows the two values alone'
alphabet=abcdefghijklmnopqrstuvwxyz
long=$alphabet$alphabet$alphabet$alphabet
run -q -k -c "srv = socket; bind srv; listen srv; c = socket; connect c srv; a = accept srv
getsockopt(c, SOL_TCP, TCP_INFO, {tcpi_state=TCP_CLOSE}, [280]) = 0
getsockopt(c, SOL_TCP, TCP_INFO, {tcpi_state=TCP_CLOSE, ...}, [280]) = 0
setsockopt c linger 5
getsockopt(c, SOL_SOCKET, SO_LINGER, {l_linger=5}, [8]) = 0
getsockopt(c, SOL_SOCKET, SO_TYPE, [2], [4]) = 0
getsockopt(c, SOL_SOCKET, SO_TYPE, [1], [4 => 8]) = 0
poll([{fd=c, events=POLLIN}, {fd=a, events=POLLOUT}], 2, 0) = 1 ([{fd=a, revents=POLLIN|POLLOUT}])
poll([{fd=c, events=POLLOUT}, {fd=a, events=POLLOUT}], 2, 0) = 2 ([{fd=c, revents=POLLOUT}])
getsockname(srv, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr(\"127.0.0.1\")}, [128 => 16]) = 0
send c hello
recvmsg(a, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"he\", iov_len=2}, {iov_base=\"LLO\", iov_len=10}], msg_iovlen=2, msg_controllen=0, msg_flags=0}, 0) = 5
send c \"${long}x\"
recv(a, \"${long}y\", 4096, 0) = 105
send c \"${long}x\"
expect \"${long}y\" recv a"
status_is 1
err_is "<-c>:2: getsockopt: optval.tcpi_state: expected TCP_CLOSE, got TCP_ESTABLISHED
<-c>:3: getsockopt: optval.tcpi_state: expected TCP_CLOSE, got TCP_ESTABLISHED
<-c>:5: getsockopt: optval.l_onoff: expected 0 (left out), got 1
<-c>:6: getsockopt: optval: expected [SOCK_DGRAM], got [SOCK_STREAM]
<-c>:7: getsockopt: optlen: expected [4 => 8], got [4]
<-c>:8: poll: fds[0].revents: expected POLLIN|POLLOUT, got POLLOUT
<-c>:9: poll: fds[1]: expected nothing, got {fd=a, revents=POLLOUT}
<-c>:10: getsockname: addr.sin_port: expected htons(0), got htons(PORT)
<-c>:12: recvmsg: msg.msg_iov[1].iov_base: expected \"LLO\", got \"llo\"
<-c>:14: recv: buf, from byte 84 on: expected \"ghijklmnopqrstuvwxyzy\", got \"ghijklmnopqrstuvwxyzx\"
<-c>:16: recv: from byte 84 on: expected \"ghijklmnopqrstuvwxyzy\", got \"ghijklmnopqrstuvwxyzx\""

it 'a timeout'
run -c 'a, b = socketpair; timeout 20ms recv b; socket'
status_is 1
out_is 'socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0
timeout 20ms recv(b, ..., 4096, 0) = -1 EINTR (Interrupted system call)
# timed out after 0.02 s'
err_is '<-c>:1: recv: -1 EINTR (Interrupted system call)'

it 'a timeout is forgiven by nothing but try and EINTR'
run -c 'a, b = socketpair
expect EINTR timeout 20ms recv b
timeout 20ms expect EINTR recv b
try timeout 20ms recv b
timeout 20ms try recv b
timeout 20ms recv(b, ..., 10, 0) = -1 EINTR (Interrupted system call)
timeout 20ms recv(b, ..., 10, 0) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)'
status_is 0
run -c 'a, b = socketpair; expect -1 timeout 20ms recv b; socket'
status_is 1
out_lacks 'socket('
run -c 'a, b = socketpair; expect EAGAIN timeout 20ms recv b'
status_is 1
run -c 'a, b = socketpair; timeout 20ms recv(b, ..., 10, 0) = -1 EAGAIN'
status_is 1

it 'a timeout around repeat and one inside of it'
run -c 'a, b = socketpair; timeout 20ms repeat 1000000000 recv b; socket'
status_is 1
out_lacks 'socket('
run -c 'a, b = socketpair; repeat 3 timeout 10ms expect EINTR recv b'
status_is 0
run -q -c 'a, b = socketpair; timeout 20ms repeat 1000000000 getsockname a; socket'
status_is 1
err_has 'ran into its timeout'

it 'a timeout in the middle of what is sent'
run -c 'a, b = socketpair; timeout 20ms send a --fill 10000000; socket'
status_is 1
out_has '# timed out after 0.02 s'
out_lacks 'socket('
err_is '<-c>:1: send: ran into its timeout'
run -c 'a, b = socketpair; try timeout 20ms send a --fill 10000000'
status_is 0

it 'a call that the shell itself needs'
run -c 'c = socket; send c $c.peer; socketpair'
status_is 1
out_has 'getpeername(c, ..., [128]) = -1 ENOTCONN'
out_lacks 'send(' 'socketpair'
for command in 'send c' 'source' '! :'; do
	run -c "c = socket; $command \$c.peer"
	status_is 1
	run -c "c = socket; try $command \$c.peer"
	status_is 0
	err_is ''
done

it 'repeat stops at the first failure'
run -c "${refuse}repeat 5 connect c deaf"
status_is 1
[ "$(grep -c '^connect' out)" = 1 ] || wrong 'the calls should be' 1

# ---- 2 ----

it 'a mistake stops the script'
run -c 'socket; bogus; socketpair'
status_is 2
out_has 's1 = socket('
out_lacks 'socketpair'
err_is '<-c>:1: bogus: no such command'

it 'with -k it goes on, and the status stays 2'
run -k -c 'bogus; socketpair'
status_is 2
out_has 'socketpair('

it '2 beats 1, whatever comes first'
run -k -c "${refuse}connect c deaf; bogus; socketpair"
status_is 2
run -k -c "${refuse}bogus; connect c deaf; socketpair"
status_is 2
run -k -c "bogus; quit"
status_is 2

it 'try forgives no mistake'
run -c 'try bogus'
status_is 2
run -c 'try socket inet steam'
status_is 2
run -c 'try send x'
status_is 2
run -k -c 'try send x; try socket'
status_is 2
printf 'bogus\n' >mistaken
run -c 'try source mistaken'
status_is 2
run -c 'try source nowhere'
status_is 2
run -c 'try send(99, "x", 1, 0)'
status_is 2

it 'scripts that cannot be read'
run nowhere
status_is 2
err_is 'socksh: cannot read "nowhere": No such file or directory'
mkdir -p directory
run directory
status_is 2
err_is 'socksh: cannot read "directory": Is a directory'
run -c 'source directory; socket'
status_is 2
out_is ''
err_has '<-c>:1: source: cannot read "directory": Is a directory'
run /proc/self/mem
status_is 2
err_has 'cannot read'
echo socket >secret
chmod 000 secret
if cat secret >/dev/null 2>&1; then
	: # root may
else
	run secret
	status_is 2
	err_is 'socksh: cannot read "secret": Permission denied'
	run -k -c 'source secret'
	status_is 2
fi

it 'output that was lost'
ran='socksh -c socket >/dev/full' status=0
"$SOCKSH" -c 'a, b = socketpair' >/dev/full 2>err || status=$?
status_is 2
status=0
"$SOCKSH" -c 'a, b = socketpair; timeout 20ms recv b' >/dev/full 2>err || status=$?
status_is 2
status=0
"$SOCKSH" -q -c 'a, b = socketpair' >/dev/full 2>err || status=$?
status_is 0
status=0
"$SOCKSH" --version >/dev/full 2>err || status=$?
status_is 2
status=0
"$SOCKSH" -h >/dev/full 2>err || status=$?
status_is 2
run -c 'set journal /dev/full; a, b = socketpair'
status_is 2
out_has 'socketpair('

it 'a reader that has gone: no death by SIGPIPE, and no endless work'
ran='socksh | head'
timeout 60 "$SOCKSH" -c 'a, b = socketpair; repeat 1000000000 getsockname a' 2>err | head -n 3 >out
status=${PIPESTATUS[0]}
status_is 2
[ "$(wc -l <out)" = 3 ] || wrong 'lines that the reader got' 3

it 'closed standard descriptors are never a handle'
ran='socksh with closed descriptors' status=0
"$SOCKSH" -c 'a, b = socketpair; send a "x"; bogus' >out 2>&- </dev/null || status=$?
status_is 2
out_has 'send(a, "x", 1, 0) = 1'
status=0
"$SOCKSH" -c 'socket' >&- 2>err </dev/null || status=$?
status_is 2
status=0
: >out
"$SOCKSH" <&- 2>err >out || status=$?
status_is 2
err_has 'cannot read <stdin>: Bad file descriptor'
status=0
"$SOCKSH" -c 'socket' >out 2>err <&- || status=$?
status_is 0
out_lacks ') = 0'

it 'the end in the middle of a statement'
feed 'a, b = socketpair\nsend a \\'
status_is 2
out_lacks 'send'
err_is '<stdin>:2: the input ends in the middle of a statement, after a \'

# ---- quit ----

it 'quit ends a script, with the status so far'
run -c 'a, b = socketpair; quit; bogus'
status_is 0
out_has 'socketpair('
run -c 'exit; bogus'
status_is 0
run -k -c "${refuse}connect c deaf; quit; bogus"
status_is 1
printf 'a, b = socketpair\nquit\nbogus\n' >quitting
run -c 'source quitting; bogus'
status_is 0
run -c 'repeat 100 quit; bogus'
status_is 0

# ---- options ----

it '-c takes its arguments, and joins other letters'
run -c 'a, b = socketpair; send a $1; send a $2; expect "one2" recv b' one 2
status_is 0
run -kc 'bogus; socketpair'
status_is 2
out_has 'socketpair('

it '-q keeps the call lines back, and nothing else'
run -q -c "${refuse}set hints off; connect c deaf"
status_is 1
out_is ''
err_has 'ECONNREFUSED'

it '-n calls nothing'
run -n -c 'socket; connect 127.0.0.1:1; ! echo hello'
status_is 0
out_is ''
run -n -c 'socket; bogus; bogos'
status_is 2
err_has 'bogus' 'bogos'

it '-h and --version'
run -h
status_is 0
out_has 'usage: socksh' '-c STATEMENTS' '-k' '-n' '-q' '--plain' '--version'
run --version
status_is 0
grep -Eqx 'socksh [0-9]+\.[0-9]+.*' out || wrong 'it should say' 'socksh and a number'

it '--plain'
feed 'a, b = socketpair\n' --plain
status_is 0
out_is 'socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0'

it 'options that there are not'
for option in -x --bogus -kx --; do
	run "$option" nowhere
	status_is 2
	out_is ''
done
run -x
err_has 'socksh: no option -x' 'usage: socksh'
run -c
status_is 2
err_has '-c needs statements'

it 'a lone - is standard input'
feed 'a, b = socketpair; send a $1; expect "one" recv b' - one
status_is 0

it 'a script with arguments'
printf 'a, b = socketpair\nsend a $1\nsend a $2\nexpect "one two" recv b\n' >script
run script one ' two'
status_is 0
run ./script one ' two'
status_is 0
run script one
status_is 2
err_has 'script:3: send: $2: the script has no such argument'
run -- script one ' two'
status_is 0
run -q -k script one ' two' -x
status_is 0
out_is ''

it 'a script that is a program'
mkdir -p bin
ln -sf "$SOCKSH" bin/socksh
printf '#!/usr/bin/env socksh\na, b = socketpair\nsend a $1\nexpect "one" recv b\n' >program
chmod +x program
ran='./program one' status=0
PATH=$folder/bin:$PATH ./program one >out 2>err </dev/null || status=$?
status_is 0
out_has 'recv(b, "one", 4096, 0) = 3'
status=0
PATH=$folder/bin:$PATH ./program two >out 2>err </dev/null || status=$?
status_is 1
err_has './program:4: recv: expected "one", got "two"'

it 'source: the outcome of what was read is its own'
printf 'deaf = socket; bind deaf; c = socket; connect c deaf\nsocketpair\n' >failing
run -c 'source failing; socketpair'
status_is 1
out_lacks 'socketpair'
err_has 'failing:1: connect: -1 ECONNREFUSED'
run -k -c 'source failing; socketpair'
status_is 1
[ "$(grep -c '^socketpair' out)" = 2 ] || wrong 'pairs should be' 2
run -c 'try source failing; socketpair'
status_is 0
run -k -c 'source mistaken; socketpair'
status_is 2
out_has 'socketpair('

# ---- 130 ----

# What runs in the background ignores Ctrl-C, unless it is told not to.
hearing() {
	if env --default-signal=INT true 2>/dev/null; then
		exec env --default-signal=INT "$@"
	fi
	exec python3 -c 'import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])' "$@"
}

# Waits until a process sleeps, in a call that blocks.
asleep() {
	local state tries=0
	while [ $tries -lt 3000 ]; do
		state=$(sed 's/.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null) || return 1
		[ "$state" = S ] && return 0
		tries=$((tries + 1))
		sleep 0.01
	done
	return 1
}

# interrupt LINES WHEN ARG...: runs the program, and interrupts it after so many lines of output;
# at once, or when it is asleep.
interrupt() {
	local lines=$1 when=$2 line pid
	shift 2
	ran="Ctrl-C in socksh $*"
	rm -f pipe
	mkfifo pipe
	hearing "$SOCKSH" "$@" >pipe 2>err </dev/null &
	pid=$!
	status=0
	{
		: >out
		while [ "$lines" -gt 0 ] && IFS= read -r line; do
			printf '%s\n' "$line" >>out
			lines=$((lines - 1))
		done
		[ "$when" != asleep ] || asleep $pid || wrong 'it should be' 'asleep'
		kill -INT $pid
		cat >>out
	} <pipe
	wait $pid || status=$?
}

blocked='recv(b, ..., 4096, 0) = -1 EINTR (Interrupted system call)'

it 'Ctrl-C in a script'
interrupt 1 asleep -c 'a, b = socketpair; recv b; socket'
status_is 130
out_has "$blocked"
out_lacks 'socket('

it 'Ctrl-C just before the call'
for _ in 1 2 3 4 5 6 7 8; do
	interrupt 1 now -c 'a, b = socketpair; recv b; socket'
	status_is 130
	out_lacks 'socket('
done

it 'Ctrl-C, whatever stands around it'
for around in 'try' 'expect EINTR' 'try expect EINTR timeout 1000s' 'repeat 10' 'try repeat 10 time'; do
	interrupt 1 asleep -k -c "a, b = socketpair; $around recv b; socket
socket"
	status_is 130
	out_has "$blocked"
	out_lacks 'socket('
	[ "$(grep -c '^recv' out)" = 1 ] || wrong 'it should be called' 'once'
done

it 'Ctrl-C in a call that expects it'
interrupt 1 asleep -k -c 'a, b = socketpair; recv(b, ..., 10, 0) = -1 EINTR (Interrupted system call); socket'
status_is 130
out_lacks 'socket('

it 'Ctrl-C beats mistakes'
interrupt 1 asleep -k -c 'bogus; a, b = socketpair; recv b; socket'
status_is 130

it 'Ctrl-C in source, two files deep'
printf 'recv b\nsocket\n' >inner
printf 'try source inner\nsocket\n' >outer
interrupt 1 asleep -k -c 'a, b = socketpair; try source outer; socket'
status_is 130
out_lacks 'socket('

it 'Ctrl-C in an endless repeat of calls that do not block'
interrupt 5 now -k -c 'a, b = socketpair; try repeat 1000000000 getsockname a; socket'
status_is 130
out_lacks 'socket('

it 'Ctrl-C in accept, connect, poll, read'
interrupt 3 asleep -c 'srv = socket; bind; listen; accept; socketpair'
status_is 130
out_has 'accept(srv, ..., [128]) = -1 EINTR (Interrupted system call)'
interrupt 1 asleep -c 'a, b = socketpair; poll b:in; socket'
status_is 130
interrupt 1 asleep -c 'a, b = socketpair; read b; socket'
status_is 130

it 'Ctrl-C while a FIFO waits for its writer'
mkfifo fifo
interrupt 1 asleep -c 'a, b = socketpair
! :
source fifo
socket'
status_is 130
out_lacks 'socket('

it 'Ctrl-C while standard input is waited for'
rm -f pipe typed
mkfifo typed pipe
ran='Ctrl-C in socksh, which reads'
hearing "$SOCKSH" <typed >pipe 2>err &
pid=$!
exec 7>typed
printf 'a, b = socketpair\n' >&7
{
	IFS= read -r line
	printf '%s\n' "$line" >out
	asleep $pid
	kill -INT $pid
	cat >>out
} <pipe
status=0
wait $pid || status=$?
exec 7>&-
status_is 130

finish
