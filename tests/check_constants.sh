#!/bin/sh
# Holds `constants` against the headers of this system: check_constants.sh SOCKSH
#
# Every name in them that can be the value of a call on sockets, or can stand in one, has to be
# there with its value. Names that only newer headers have are not looked at, so the check says
# more the newer the headers are.
set -eu

socksh=${1:-${SOCKSH:?usage: check_constants.sh SOCKSH}}
cc=${CC:-gcc}
if ! command -v "$cc" >/dev/null; then
	echo "no $cc: constants are not checked"
	exit 77
fi
# Diagnostics are read below; they must be the compiler's own words.
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

headers='sys/socket.h netinet/in.h netinet/ip.h netinet/tcp.h netinet/udp.h sys/un.h sys/ioctl.h
	poll.h netdb.h sys/epoll.h
	linux/socket.h asm/socket.h linux/net.h linux/in.h linux/in6.h linux/ip.h linux/ipv6.h
	linux/tcp.h linux/udp.h linux/sockios.h linux/net_tstamp.h linux/errqueue.h linux/un.h
	linux/vm_sockets.h linux/eventpoll.h asm/ioctls.h asm/poll.h'

wanted='^((AF|PF|SOCK|IPPROTO|SOL|SO|MSG|SHUT|IP|IPV6|TCP|TCPF|TCPI|UDP|SCM|MCAST|SOF)_'
wanted="$wanted|(AI|EAI|NI|INADDR|IPTOS)_|E?POLL|FIO|SIOC|SOMAXCONN)"
errors='^E[A-Z0-9]+$'

# Names that are no value of a call. A line each: the pattern, and after it the reason.
not_values() {
	cat <<-'END'
	(AF|PF|IPPROTO)_MAX			ends that move with the headers
	SOF_TIMESTAMPING_(LAST|MASK)		likewise
	SOF_TXTIME_FLAGS_(LAST|MASK)		likewise
	SOCK_IOC_TYPE				a part of request numbers
	TCP_FLAG_[A-Z]+				bits of a segment's header, in network byte order
	TCP_(RESERVED_BITS|DATA_OFFSET)		likewise
	NI_MAX(HOST|SERV)			sizes for a program's own buffers
	EPOLL_EVENTS				a type
	EOF					of <stdio.h>, not an error
	END
}

# All identifiers of a header that match: macros, and whatever else its text names (enumerators).
names_of() {
	"$cc" -D_GNU_SOURCE -E -dM "$1" | awk '$1 == "#define" && $2 !~ /\(/ { print $2 }'
	"$cc" -D_GNU_SOURCE -E -P "$1" | grep -oE '[A-Za-z_][A-Za-z0-9_]*'
}

# The lines of names.txt that are no integer constants, by what the compiler says to them.
bad_lines() {
	"$cc" -D_GNU_SOURCE -fsyntax-only -w "$1" 2>&1 |
		sed -n 's/^names.txt:\([0-9]*\):.*error.*/\1/p'
}

# Prints NAME VALUE for each name of a header that matches the pattern.
values_of() {
	dir=$work/$(echo "$1" | tr '/.' '__')
	mkdir "$dir"
	{
		# Some headers of the kernel rely on what was included before them.
		printf '#include <%s>\n' stdio.h time.h sys/types.h sys/ioctl.h "$1"
	} >"$dir/include.c"
	"$cc" -D_GNU_SOURCE -fsyntax-only -w "$dir/include.c" 2>/dev/null || return 0
	names_of "$dir/include.c" | grep -E "$2" | sort -u >"$dir/names.txt" || return 0
	{
		cat "$dir/include.c"
		echo '#line 1 "names.txt"'
		sed 's/.*/static const long long v_& = (long long)(&);/' "$dir/names.txt"
	} >"$dir/try.c"
	bad_lines "$dir/try.c" >"$dir/bad"
	awk -v bad="$dir/bad" 'BEGIN { while ((getline line < bad) > 0) skip[line] = 1 }
		!(NR in skip)' "$dir/names.txt" >"$dir/good"
	{
		cat "$dir/include.c"
		echo 'int main(void) {'
		sed 's/.*/printf("%s %lld\\n", "&", (long long)(&));/' "$dir/good"
		echo 'return 0; }'
	} >"$dir/print.c"
	"$cc" -D_GNU_SOURCE -w -o "$dir/print" "$dir/print.c"
	"$dir/print"
}

{
	for header in $headers; do
		values_of "$header" "$wanted"
	done
	values_of errno.h "$errors"
} >"$work/all"

not_values | awk '{ print "^" $1 "$" }' >"$work/not"
sort -u "$work/all" | awk -v not="$work/not" '
	BEGIN { while ((getline line < not) > 0) pattern[++count] = line }
	{ for (i = 1; i <= count; i++) if ($1 ~ pattern[i]) next; print }' >"$work/expected"

# Without this a compiler that fails would look like a shell that knows everything.
if [ "$(wc -l <"$work/expected")" -lt 600 ]; then
	echo "only $(wc -l <"$work/expected") constants found in the headers: the check is broken"
	exit 1
fi

"$socksh" -c constants >"$work/said"

# mawk reads no hexadecimal numbers.
awk -v said="$work/said" '
	function number(text,    n, i) {
		if (text !~ /^0x/)
			return text + 0
		for (i = 3; i <= length(text); i++)
			n = n * 16 + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1
		return n
	}
	BEGIN {
		while ((getline line < said) > 0)
			if (split(line, part, " ") == 3 && part[2] == "=") {
				if (part[1] in value && number(part[3]) != value[part[1]]) {
					print part[1] " has two values"
					failed = 1
				}
				value[part[1]] = number(part[3])
			}
	}
	!($1 in value) { print $1 " = " $2 " is missing"; failed = 1; next }
	value[$1] != $2 + 0 { print $1 " is " value[$1] ", and " $2 " in the headers"; failed = 1 }
	END {
		if (!failed)
			print NR " constants of the headers are there"
		exit failed
	}' "$work/expected"
