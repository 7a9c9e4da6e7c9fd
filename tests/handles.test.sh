#!/bin/bash
# Handles, from outside: which names they can have, which numbers never, and what a line may say once.
# shellcheck source=lib.sh disable=SC2016 # scripts of socksh stand in single quotes
. "$(dirname "$0")/lib.sh"

# ---- names ----

rights() {
	echo "{msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=..., iov_len=10}], msg_iovlen=1," \
	     "msg_control=[{cmsg_len=$((16 + 4 * $1)), cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS," \
	     "cmsg_data=[$2]}], msg_controllen=1100, msg_flags=0}"
}

# Nothing is called: the message that waits is still there.
refused() {
	run -kc "a, b = socketpair; sendmsg a --rights a,b hello; $1
expect 5 recvmsg --dontwait b"
	status_is 2
	err_has "$2"
	[ "$(grep -c ' = ' out)" = 3 ] || wrong 'nothing is called where' 'the line is refused'
}

it 'two handles of one statement have two names'
for statement in 'c, c = socketpair' 'socketpair(AF_UNIX, SOCK_STREAM, 0, [c, c])' \
	"recvmsg(b, $(rights 2 'c, c'), 0)" "c = recvmsg(b, $(rights 2 'd, c'), 0)" \
	"$(printf 'recvmsg(b, %s, 0)' "$(rights 66 "$(seq -s, -f n%g 65),n1")")"; do
	refused "$statement" 'two handles cannot have the same name'
done
refused 'socketpair(AF_UNIX, SOCK_STREAM, 0, [7, 7]) = 0' 'cannot both be 7'

it 'no handle has the name of a command or a constant, wherever in the line it stands'
for name in send AF_INET try NULL; do
	case $name in
	send) why='"send" is a command' ;;
	try) why='"try" is a prefix' ;;
	*) why="\"$name\" is a constant" ;;
	esac
	if [ "$name" != NULL ]; then	# there it is no name
		refused "socketpair(AF_UNIX, SOCK_STREAM, 0, [c, $name])" "$why"
		refused "recvmsg(b, $(rights 70 "$(seq -s, -f n%g 69),$name"), 0)" "$why"
		refused "c = recvmsg(b, $(rights 2 "d, $name"), 0)" "$why"
	fi
	refused "c, $name = socketpair" "$why"
done

it 'a live handle gives its name to no other'
refused 'socketpair(AF_UNIX, SOCK_STREAM, 0, [c, a])' '"a" is a live handle'
refused "c = recvmsg(b, $(rights 2 'd, a'), 0)" '"a" is a live handle'

it 'no message brings as many as this'
refused "recvmsg(b, $(rights 300 "$(seq -s, -f n%g 300)"), 0)" 'more than'

it 'as many names as descriptors come'
run -c "$(seq -s'; ' -f 'm%g = socket inet dgram' 3); a, b = socketpair
sendmsg a --rights $(yes m1,m2,m3 | head -n 40 | paste -sd,) hello
recvmsg(b, $(rights 120 "$(seq -s, -f n%g 120)"), 0)
close n1; close n65; close n120"
status_is 0
out_has 'close(n1) = 0' 'close(n65) = 0' 'close(n120) = 0'

# ---- a structure's members ----

it 'a member is given once'
while IFS='|' read -r member statement; do
	run -c "s = socket; a, b = socketpair; $statement"
	status_is 2
	err_has ": $member is given twice"
	[ "$(grep -c ' = ' out)" = 2 ] || wrong 'nothing is called where' "$member is given twice"
done <<'EOF'
sa_family|bind(s, {sa_family=AF_INET, sa_family=AF_INET}, 16)
sin_port|bind(s, {sa_family=AF_INET, sin_port=htons(80), sin_port=htons(81)}, 16)
sin6_port|bind(s, {sa_family=AF_INET6, sin6_port=htons(1), sin6_flowinfo=0, sin6_port=htons(1)}, 28)
sun_path|bind(a, {sa_family=AF_UNIX, sun_path="x", sun_path="y"}, 10)
sa_data|bind(s, {sa_family=AF_INET, sa_data="x", sa_data="y"}, 16)
sin_port|getsockname(s, {sa_family=AF_INET, sin_port=htons(0), sin_port=htons(1)}, [16]) = 0
l_onoff|setsockopt(s, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_onoff=0, l_linger=1}, 8)
tv_sec|setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, {tv_sec=1, tv_usec=0, tv_sec=2}, 16)
uid|getsockopt(a, SOL_SOCKET, SO_PEERCRED, {pid=1, uid=0, uid=1, gid=0}, [12]) = 0
tcpi_rto|getsockopt(s, SOL_TCP, TCP_INFO, {tcpi_rto=1, tcpi_ato=0, tcpi_rto=1}, [104]) = 0
fd|poll([{fd=s, fd=a, events=POLLIN}], 1, 0)
events|poll([{fd=s, events=POLLIN, events=POLLOUT}], 1, 0)
revents|poll([{fd=s, events=0}], 1, 0) = 1 ([{fd=s, revents=POLLIN, revents=POLLOUT}])
msg_flags|recvmsg(a, {msg_flags=0, msg_flags=0}, 0)
msg_namelen|sendmsg(a, {msg_name=NULL, msg_namelen=0, msg_namelen=1}, 0)
iov_len|sendmsg(a, {msg_iov=[{iov_base="x", iov_len=1, iov_len=1}], msg_iovlen=1}, 0)
cmsg_len|sendmsg(a, {msg_control=[{cmsg_len=20, cmsg_len=20, cmsg_level=1, cmsg_type=1, cmsg_data=[a]}], msg_controllen=24}, 0)
cmsg_data|sendmsg(a, {msg_control=[{cmsg_len=20, cmsg_level=1, cmsg_type=1, cmsg_data=[a], cmsg_data=[b]}], msg_controllen=24}, 0)
pid|sendmsg(a, {msg_control=[{cmsg_len=28, cmsg_level=1, cmsg_type=2, cmsg_data={pid=1, pid=2}}], msg_controllen=32}, 0)
ai_family|getaddrinfo("localhost", NULL, {ai_family=AF_INET, ai_family=AF_INET}, &list)
ai_socktype|getaddrinfo("127.0.0.1", NULL, NULL, [{ai_family=AF_INET, ai_socktype=1, ai_socktype=1}]) = 0
EOF

# ---- credentials ----

# creds_of PID UID GID: a message that names them.
creds_of() {
	echo "{msg_iov=[{iov_base=\"x\", iov_len=1}], msg_iovlen=1, msg_control=[{cmsg_len=28," \
	     "cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS, cmsg_data={pid=$1, uid=$2, gid=$3}}]," \
	     "msg_controllen=32}"
}

pair='a, b = socketpair unix dgram; setsockopt b passcred on'

it 'credentials that a line names are those that arrive'
if [ "$(id -u)" = 0 ]; then
	run -c "$pair; sendmsg(a, $(creds_of 1 65534 65533), 0); recvmsg b"
	status_is 0
	[ "$(grep -c 'cmsg_data={pid=1, uid=65534, gid=65533}' out)" = 2 ] || wrong 'what arrives is' 'what was sent'
	cp out again
	run again
	status_is 0
	# Others than those that were sent are a difference, not something that is learned.
	sed -i '/^recvmsg/s/gid=65533/gid=65532/' again
	run again
	status_is 1
	err_has '65532'
else
	echo 'not root: foreign credentials are only refused'
fi

it 'foreign credentials are refused without privileges'
unprivileged=()
[ "$(id -u)" != 0 ] || unprivileged=(setpriv --reuid 65534 --regid 65534 --clear-groups)
ran='without privileges'
status=0
"${unprivileged[@]}" "$SOCKSH" -c "$pair; expect EPERM sendmsg(a, $(creds_of 1 0 0), 0)
sendmsg(a, $(creds_of 1 0 0), 0)" >out 2>err || status=$?
status_is 1
[ "$(grep -c 'cmsg_data={pid=1, uid=0, gid=0}.*EPERM' out)" = 2 ] || wrong 'both fail with' EPERM

it "one's own are one's own again, sent or refused"
run -kc "$pair; sendmsg a --creds me; recvmsg b; close b; sendmsg a --creds you"
status_is 1
out_has 'cmsg_data={pid=getpid(), uid=geteuid(), gid=getegid()}' 'ECONNREFUSED'
cp out again
run again
status_is 0

it 'credentials that came out in a script are translated where they go in'
cat >again <<EOF
socketpair(AF_UNIX, SOCK_DGRAM, 0, [3, 4]) = 0
setsockopt(4, SOL_SOCKET, SO_PASSCRED, [1], 4) = 0
getsockopt(3, SOL_SOCKET, SO_PEERCRED, {pid=4194305, uid=77, gid=78}, [12]) = 0
sendmsg(3, $(creds_of 4194305 77 78), 0) = 1
recvmsg(4, $(creds_of 4194305 77 78 | sed 's/"x"/.../'), 0) = 1
EOF
run again
status_is 0

# ---- pidfds that come ----

# How many the shell has open, shown between its lines.
pidfds='! ls -l /proc/$PPID/fd | grep -c pidfd'

run -c 'a, b = socketpair; getsockopt a peerpidfd; setsockopt b passpidfd on'
if [ "$status" != 0 ]; then
	echo "no pidfds of sockets: $(tail -n 1 out)"
else
	it 'a pidfd that comes is a handle, and none is left open'
	run -c "a, b = socketpair
p = getsockopt a peerpidfd
getsockopt a peerpidfd
getsockopt(a, SOL_SOCKET, SO_PEERPIDFD, [q], [4])
getsockopt(a, SOL_SOCKET, SO_PEERPIDFD, &fd, [8 => 4])
setsockopt b passpidfd on; send a hi; recvmsg b; sendmsg a --rights a hi; x, y = recvmsg b
$pidfds
close p; close pidfd1; close q; close pidfd2; close pidfd3; close x; close y
$pidfds"
	status_is 0
	out_has 'SO_PEERPIDFD, [p], [4]) = 0' 'SO_PEERPIDFD, [pidfd1], [4]) = 0' 'SO_PEERPIDFD, [q], [4]) = 0' \
		'SO_PEERPIDFD, [pidfd2], [8 => 4]) = 0' 'cmsg_type=SCM_PIDFD, cmsg_data=[pidfd3]}]' \
		'cmsg_type=SCM_RIGHTS, cmsg_data=[' 'cmsg_type=SCM_PIDFD, cmsg_data=['
	[ "$(grep -E '^[0-9]$' out | xargs)" = '6 0' ] ||
		wrong 'pidfds should be open' '6, and then none'

	it 'what is shown of pidfds can be typed'
	grep -v '^[0-9#]' out >again
	run again
	status_is 0

	it 'a pidfd is no socket, never the current one, and can be polled'
	run -kc 'a, b = socketpair; p = getsockopt a peerpidfd; use; sockets; poll p:in 0; close a; use p
shutdown; connect p 127.0.0.1:9; expect ENOTSOCK getsockopt p type'
	status_is 2
	out_has '# a is current' '   -       pidfd   -      -       -' \
		'# getsockname and getpeername of 2 handles' 'poll([{fd=p, events=POLLIN}], 1, 0) = 0 (Timeout)' \
		'connect(p, {sa_family=AF_INET, sin_port=htons(PORT), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 ENOTSOCK' \
		'getsockopt(p, SOL_SOCKET, SO_TYPE, ..., [4]) = -1 ENOTSOCK'
	err_has 'shutdown: no handle is current'
	out_lacks 'SO_DOMAIN'

	it 'a script learns the numbers of pidfds'
	cat >again <<'EOF'
socketpair(AF_UNIX, SOCK_STREAM, 0, [53, 54]) = 0
getsockopt(53, SOL_SOCKET, SO_PEERPIDFD, [55], [4]) = 0
setsockopt(54, SOL_SOCKET, SO_PASSPIDFD, [1], 4) = 0
send(53, "x", 1, 0) = 1
recvmsg(54, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="x", iov_len=9}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_PIDFD, cmsg_data=[56]}], msg_controllen=24, msg_flags=0}, 0) = 1
poll([{fd=55, events=POLLIN}, {fd=56, events=POLLIN}], 2, 0) = 0 (Timeout)
close(55) = 0
send(53, "y", 1, 0) = 1
recvmsg(54, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="y", iov_len=9}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=0x4, cmsg_data="\x37\x00\x00\x00"}], msg_controllen=24, msg_flags=0}, 0) = 1
close(56) = 0
EOF
	run again
	status_is 0
fi

it 'an option that brings a descriptor has room for it, and no other brings one'
for statement in 'getsockopt(a, SOL_SOCKET, SO_PEERPIDFD, NULL, [0])' \
	'getsockopt(a, SOL_SOCKET, SO_PEERPIDFD, fd, [3])' 'getsockopt(a, 1, 77, [send], [4])' \
	'p, q = getsockopt a peerpidfd' 'p = getsockopt a type' 'p = getsockopt(a, SOL_SOCKET, SO_TYPE, [1], [4])'; do
	run -c "a, b = socketpair; $statement"
	status_is 2
	[ "$(wc -l <out)" = 1 ] || wrong 'nothing is called for' "$statement"
done

# ---- descriptors 0 to 2 ----

# with_closed REDIRECTIONS WRAPPER...: a session whose lines are in a journal, too.
with_closed() {
	local redirections=$1 wanted=0
	shift
	ran="socksh $redirections $*"
	status=0
	rm -f journal
	SCRIPT='set journal journal; s = socket unix; a, b = socketpair; close s; t = socket unix
! cat; echo hello' "$@" bash -c "exec \"\$SOCKSH\" -c \"\$SCRIPT\" $redirections" \
		>out 2>err </dev/null || status=$?
	[ "$(grep -cE '^[st] = socket\(AF_UNIX, SOCK_STREAM, 0\) = ([3-9]|[1-9][0-9]+)$' journal)" = 2 ] ||
		wrong 'the handles in the journal should have other numbers' "$(cat journal)"
	has journal 'the journal' '[a, b]) = 0'
	case $redirections in *'1>&- '*) wanted=2 ;; esac
	status_is $wanted
	[ $wanted = 0 ] && out_has '[a, b]) = 0' 'hello'
	case $redirections in
	*'2>&- '*) err_is '' ;;
	*'1>&- '*) err_has 'a part of the output could not be written' ;;
	esac
	case $redirections in *'<&- '*'2>&- '*) ;; *'<&- '*) err_has 'cat:' ;; esac
}

export SOCKSH
without_dev=(unshare -rm bash -c 'mount -t tmpfs none /dev && exec "$@"' -)
"${without_dev[@]}" true 2>err || { echo "$(cat err): only with a /dev"; without_dev=(); }

for wrapper in '' without_dev; do
	it "descriptors 0 to 2 are never handles $wrapper"
	[ -z "$wrapper" ] || [ ${#without_dev[@]} != 0 ] || continue
	for redirections in '' '<&- ' '1>&- ' '2>&- ' '<&- 1>&- ' '<&- 2>&- ' '1>&- 2>&- ' '<&- 1>&- 2>&- '; do
		with_closed "$redirections" ${wrapper:+"${without_dev[@]}"}
	done
done

it 'what is said without a session is lost, too'
for option in --help --version; do
	status=0
	"$SOCKSH" $option >&- 2>err || status=$?
	status_is 2
done

finish
