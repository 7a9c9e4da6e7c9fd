#!/bin/bash
# Bad input gets a clear answer and loses nothing, however it comes. What is said of which statement is held
# by commands/test_mistakes.c.
# shellcheck source=lib.sh disable=SC2016,SC1003 # scripts of socksh stand in single quotes
. "$(dirname "$0")/lib.sh"

it 'an address of another family in call notation is passed on: the kernel answers'
run -k -c 'srv = socket
bind(srv, {sa_family=AF_INET6, sin6_port=htons(0), inet_pton(AF_INET6, "::1", &sin6_addr)}, 28)
bind(srv, {sa_family=AF_UNIX, sun_path="x"}, 4) = -1 EINVAL (Invalid argument)'
status_is 1
out_has 'sin6_scope_id=0}, 28) = -1 EAFNOSUPPORT' 'sun_path="x"}, 4) = -1 E'
err_has '<-c>:2: bind: -1 EAFNOSUPPORT (Address family not supported by protocol)'

# ---- bytes that no line should have ----

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

finish
