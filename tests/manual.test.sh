#!/bin/bash
# The pages: made from what they are made from, well-formed, and true in what they name.
. "$(dirname "$0")/lib.sh"

man=$SOCKSH_SOURCE/man
page=$man/socksh-tutorial.7

# A check that is no run of the program; its output tells what is wrong.
check() {
	local what=$1
	shift
	ran=$what status=0
	"$@" >out 2>err || status=$?
	if [ "$status" != 0 ] || [ -s out ]; then
		wrong 'it should say nothing, and does not' "$what"
	fi
}

it 'the tutorial is what the lessons make of it'
check 'cmake --build FOLDER --target tutorial-page makes it anew' sh -c '
	sh "$1"/tutorial.sh page && diff page "$2"' sh "$man" "$page"

# Each reads POSIX in its own way: what one forgives is an error to another.
for awk in mawk gawk 'gawk --posix' 'busybox awk'; do
	have "${awk%% *}" || continue
	it "the tutorial is the same with $awk"
	check "AWK='$awk' man/tutorial.sh" env AWK="$awk" sh -c '
		sh "$1"/tutorial.sh page && diff page "$2"' sh "$man" "$page"
done

it 'the list of commands in socksh(1) is what the declarations say'
check 'cmake --build FOLDER --target manual-page makes it anew' sh -c '
	"$1" <"$2" | diff "$2" -' sh "${SOCKSH_COMMANDS:?prints the page}" "$man/socksh.1"

# Warnings and errors; what is only a matter of style is not told.
lint() {
	mandoc -T lint -W warning "$1" 2>&1 | grep -v 'outdated mandoc.db'
	:
}

if have mandoc; then
	for file in "$man"/*.[1-8]; do
		it "mandoc finds nothing above style in ${file##*/}"
		check "mandoc -T lint -W warning $file" lint "$file"
	done
fi

it 'on 60 columns only tables are wider'
wide() {
	mandoc -T ascii -O width=60 "$1" 2>/dev/null | sed 's/.\x08//g' |
		grep '.\{61\}' | grep -v '^ *# .*  '
	:
}
! have mandoc || check 'mandoc -O width=60' wide "$page"

# Prints what stands between backquotes and looks like the name of a call, a command, a constant or
# an error, unless the lesson's own examples show it: handles, members of structures.
names() {
	awk '
		function words(text,	parts, n, i) {
			n = split(text, parts, /[^A-Za-z0-9_]+/)
			for (i = 1; i <= n; i++)
				seen[parts[i]] = 1
		}
		/^$/ { below = 0; code = 0; next }
		/^[>CP] / { below = /^>/; words(substr($0, 3)); next }
		below && !/^[~*=] / { words($0); next }
		{ below = 0; prose = prose $0 "\n" }
		END {
			n = split(prose, parts, /`/)
			for (i = 2; i <= n; i += 2) {
				name = parts[i]
				sub(/\(\)$/, "", name)
				if (name ~ /^[A-Za-z_][A-Za-z0-9_]+$/ && !(name in seen) &&
				    !told[name]++)
					print name
			}
		}' "$1"
}

# Names of the field that are none of the shell: signals, capabilities, words of C, functions.
others='^(NULL|SIG[A-Z]+|CAP_[A-Z_]+|errno|struct|sizeof|int|fork|exec|gai_strerror)$'

# Those of standard input that are no programs either.
no_programs() {
	local name
	while read -r name; do
		command -v "$name" >/dev/null || echo "$name"
	done
}

# unknown_to_help <NAMES: `unknown` gets those that help knows nothing of.
unknown_to_help() {
	sed 's/.*/try help &/' >asked
	run -k asked
	sed -n 's/^.*nothing is called "\([^"]*\)".*/\1/p' err >unknown
	: >err
}

for lesson in "$man"/lessons/[0-9]*.lesson; do
	it "what ${lesson##*/} names is known to the shell"
	names "$lesson" | grep -Ev "$others" | no_programs | unknown_to_help
	# The states of a connection are written without the beginning of their constants.
	sed 's/^/TCP_/' unknown >names
	unknown_to_help <names
	check 'help NAME' cat unknown
done

# Prints the names of the API that stand in a text: constants, errors.
c_names() {
	grep -oE '\b((AF|PF|SOCK|SOL|SO|IPPROTO|IP|IPV6|TCP|UDP|MSG|SHUT|AI|EAI|SCM|INADDR)_[A-Z0-9_]+|SOMAXCONN|POLL[A-Z]+|E[A-Z0-9]{3,})\b' \
		"$@" | grep -Ev '^(EXIT|EXAMPLES|ENVIRONMENT|IPV6_|TCP_INFO)$' | LC_ALL=C sort -u
}

it 'the constants and errors that README.md and socksh(1) name are known to the shell'
c_names -h "$SOCKSH_SOURCE/README.md" "$man/socksh.1" >names
[ "$(wc -l <names)" -gt 10 ] || wrong 'more names should be found than' "$(cat names)"
unknown_to_help <names
check 'help NAME' cat unknown

it 'what socksh(1) says is a call or a command is one'
sed -n 's/^\.\(Ic\|Fn\|Er\) \([a-zA-Z0-9_]*\).*/\2/p' "$man/socksh.1" |
	grep -Ev '^(htons|htonl|inet_addr|inet_pton|if_nametoindex|get(pid|euid|egid)|name)$' | LC_ALL=C sort -u |
	unknown_to_help
check 'help NAME' cat unknown

it 'the constants, errors and other calls that help speaks of are known to it'
"$SOCKSH" -c help | sed -n 's/^#   \([^ ]*\).*/help \1/p' >all
run all
c_names out >names
grep -oE '\(?help [A-Za-z_]+' out | sed 's/.*help //' | grep -v NAME >>names
[ "$(wc -l <names)" -gt 20 ] || wrong 'more names should be found than' "$(cat names)"
unknown_to_help <names
check 'help NAME' cat unknown

finish
