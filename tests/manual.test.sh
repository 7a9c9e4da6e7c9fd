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

# Warnings and errors; what is only a matter of style is not told.
lint() {
	mandoc -T lint -W warning "$1" 2>&1 | grep -v 'outdated mandoc.db'
	:
}

if command -v mandoc >/dev/null; then
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
! command -v mandoc >/dev/null || check 'mandoc -O width=60' wide "$page"

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
others='^(SIG[A-Z]+|CAP_[A-Z_]+|errno|struct|sizeof|int|fork|exec|gai_strerror|select|epoll)$'

# Those of standard input that are no programs either.
no_programs() {
	local name
	while read -r name; do
		command -v "$name" >/dev/null || echo "$name"
	done
}

for lesson in "$man"/lessons/[0-9]*.lesson; do
	it "what ${lesson##*/} names is known to the shell"
	names "$lesson" | grep -Ev "$others" | no_programs >names
	feed "$(sed 's/.*/try help &/' names)\n" -k
	sed -n 's/^.*nothing is called "\([^"]*\)".*/\1/p' err >unknown
	# The states of a connection are written without the beginning of their constants.
	feed "$(sed 's/.*/help TCP_&/' unknown)\n" -k
	sed -n 's/^.*nothing is called "TCP_\([^"]*\)".*/\1/p' err >unknown
	: >err
	check 'help NAME' cat unknown
done

finish
