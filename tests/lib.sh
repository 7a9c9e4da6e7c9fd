# shellcheck shell=bash
# What the tests in shell share: running the program, and holding what it did against what it should.
#
#	it WHAT			begins a test; what is checked below belongs to it
#	run ARG...		runs the program without any input
#	feed TEXT ARG...	runs it with this input; TEXT is a format of printf without arguments
#	status_is N		the exit status of the last run
#	out_is TEXT		all of standard output, numbers of ports written as PORT
#	out_has PART...		parts of it; out_lacks: no parts of it
#	err_is, err_has, err_lacks	the same of standard error
#	have TOOL...		for what can be left out where a tool is missing
#	finish			prints the sums; its status is the test's
#
# Everything happens in a folder of its own. In $1 of out_is and err_is the last newline is left out.

: "${SOCKSH:?is the program to test}"
case $SOCKSH in
/*) ;;
*) SOCKSH=$PWD/$SOCKSH ;;
esac
[ -x "$SOCKSH" ] || { echo "no program $SOCKSH"; exit 1; }
export LC_ALL=C

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
export HOME=$folder

passed=0 failed=0 test='' good=1 ran=''

close_test() {
	[ -n "$test" ] || return 0
	if [ "$good" = 1 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
	test=''
}

it() {
	close_test
	test=$1 good=1
}

finish() {
	close_test
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
}

# wrong WHAT WANTED: the test fails, and says all that is known.
wrong() {
	[ "$good" = 1 ] && echo "FAILED: $test"
	good=0
	echo "  of: $ran"
	echo "  $1"
	printf '%s\n' "$2" | sed 's/^/    | /'
	echo "  status $status, standard output:"
	cut -c 1-300 out | sed 's/^/    | /'
	echo "  standard error:"
	cut -c 1-300 err | sed 's/^/    | /'
}

# Only a program that hangs needs the time.
run() {
	ran="socksh $*"
	status=0
	timeout --foreground 60 "$SOCKSH" "$@" >out 2>err </dev/null || status=$?
}

feed() {
	local text=$1
	shift
	ran="socksh $* <<< $(printf '%.300s' "$text")"
	# shellcheck disable=SC2059 # that is what it is for
	printf "$text" >in
	status=0
	timeout --foreground 60 "$SOCKSH" "$@" >out 2>err <in || status=$?
}

# have TOOL...: false when one is missing, which is said.
have() {
	local tool
	for tool; do
		command -v "$tool" >/dev/null || { echo "no $tool: left out"; return 1; }
	done
}

status_is() {
	[ "$status" = "$1" ] || wrong "the status is wrong; it should be" "$1"
}

# What the kernel chooses has no place in what is compared.
steady() {
	sed -E 's/htons\([1-9][0-9]*\)/htons(PORT)/g; s/(127\.0\.0\.1|\[::1\]):[1-9][0-9]*/\1:PORT/g' "$1"
}

same() {
	[ "$(steady "$1")" = "$3" ] || wrong "$2 is wrong; it should be" "$3"
}

has() {
	local file=$1 what=$2 part
	shift 2
	for part; do
		steady "$file" | grep -qF -e "$part" || wrong "$what should have" "$part"
	done
}

lacks() {
	local file=$1 what=$2 part
	shift 2
	for part; do
		! grep -qF -e "$part" "$file" || wrong "$what should not have" "$part"
	done
}

out_is() { same out 'standard output' "$1"; }
err_is() { same err 'standard error' "$1"; }
out_has() { has out 'standard output' "$@"; }
err_has() { has err 'standard error' "$@"; }
out_lacks() { lacks out 'standard output' "$@"; }
err_lacks() { lacks err 'standard error' "$@"; }
