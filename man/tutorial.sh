#!/bin/sh
# Makes the page socksh-tutorial(7) from the lessons: tutorial.sh PAGE
# The awk is $AWK, a command of one word or several, where that is set.
# All of it, or nothing: a page that is there stays as it is when something fails.
set -eu

man=$(cd "$(dirname "$0")" && pwd)
LC_ALL=C ${AWK:-awk} -f "$man/tutorial.awk" "$man"/lessons/[0-9]*.lesson >"$1.new" || {
	rm -f "$1.new"
	exit 1
}
mv "$1.new" "$1"
