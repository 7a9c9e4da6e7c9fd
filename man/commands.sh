#!/bin/sh
# The list of commands of socksh(1), as the declarations have it.
#	commands.sh SOCKSH		prints it
#	commands.sh SOCKSH PAGE		prints the page with the list renewed
# A test fails when the page's list is not the one printed here.
set -eu

list() {
	for name in $("$1" -c help | sed -n 's/^#   \([a-z][a-z0-9]*\)  *[^ ].*/\1/p'); do
		"$1" -c "help $name" | awk -v name="$name" '
			NR == 1 { sub("^# " name ": ", ""); summary = $0 }
			!synopsis && /^#     / && !/\(/ && index($0, "#     " name) == 1 { synopsis = substr($0, 7) }
			END {
				gsub(/-/, "\\-", synopsis)
				printf ".It Li \"%s\"\n%s%s.\n", synopsis, toupper(substr(summary, 1, 1)), substr(summary, 2)
			}'
	done
}

if [ $# -eq 1 ]; then
	list "$1"
else
	list "$1" | awk '
		FILENAME == "-" { list = list $0 "\n"; next }
		/^\.\\" end commands/ { skip = 0; printf "%s.El\n", list }
		!skip { print }
		/^\.\\" begin commands/ { skip = 1; print ".Bl -tag -width indent" }' - "$2"
fi
