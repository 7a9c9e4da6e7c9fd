#!/bin/bash
# Every constant of this system's headers is there, with its value (check_constants.sh); the list
# can be searched, and says the same each time.
set -u

socksh=${SOCKSH:?}
passed=0 failed=0

check() {
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED: %s\n  expected: %s\n  got: %s\n' "$1" "$2" "$3"
	fi
}

said=$(sh "$(dirname "$0")/check_constants.sh" "$socksh" 2>&1)
status=$?
if [ $status = 77 ]; then
	echo "$said"
	exit 77
fi
check 'the headers' 0 "$status"
[ $status = 0 ] || echo "$said"

all=$("$socksh" -c constants)
check 'each is a line NAME = VALUE' '' "$(grep -vE '^[A-Z][A-Za-z0-9_]* = (-?[0-9]+|0x[0-9a-f]+)$' <<<"$all" | head -n 3)"
check 'each is there once' '' "$(sort <<<"$all" | uniq -d | head -n 3)"
check 'the same again' "$all" "$("$socksh" -c constants)"
check 'one of them' 'SO_REUSEADDR = 2' "$("$socksh" -c 'constants SO_REUSEADDR')"
check 'a pattern' "$(grep '^SHUT_' <<<"$all")" "$("$socksh" -c 'constants SHUT_*')"

# Each family of the calls, at least by one.
for name in AF_VSOCK SOCK_SEQPACKET IPPROTO_MPTCP SO_INCOMING_CPU MSG_ZEROCOPY SHUT_RDWR IP_MULTICAST_ALL \
	IPV6_RECVERR TCP_FASTOPEN UDP_GRO POLLRDHUP AI_ADDRCONFIG SCM_RIGHTS EAI_AGAIN ECONNREFUSED SOMAXCONN; do
	check "$name" "$name" "$(grep -oE "^$name\\b" <<<"$all")"
done

echo "$passed passed, $failed failed"
[ $failed = 0 ]
