#!/bin/sh
# Builds socksh and runs it, or tests it. What is missing for that is installed first.
#
#	./build.sh run [--no-install] [ARG...]	runs socksh with these arguments
#	./build.sh test [--no-install]		the whole suite, in every variant
#
# With --no-install nothing is installed: what is missing is named, and if it is needed, that is
# the end, with status 1. FUZZ_SECONDS (30) is how long each fuzzer runs in the test.
# shellcheck disable=SC2046,SC2086 # lists of words are split on purpose
set -eu

root=$(cd "$(dirname "$0")" && pwd)
build=$root/build

to_build='cc make cmake'
to_test="$to_build gcc readline cmocka sanitizers clang musl-gcc
	bash python3 strace nc socat curl tmux ip unshare"
# Without these, tests of the manual, the package and the completions are left out.
to_look='mandoc man zsh file dpkg-shlibdeps mawk gawk busybox'

say() {
	echo "build.sh: $*" >&2
}

# ---- What is there, and what brings the rest ----

header() {
	echo "#include <$1>" | ${CC:-cc} -E -x c -
}

# Does COMPILER have the libraries of these sanitizers?
sanitizers() {
	printf '%s\n' 'int LLVMFuzzerTestOneInput(void) { return 0; }' '#ifndef __clang__' \
		'int main(void) { return 0; }' '#endif' |
		"$1" "-fsanitize=$2" -x c - -o /dev/null
}

have() {
	case $1 in
	cc) header stdio.h ;;	# a compiler alone, without a libc's headers, builds nothing
	make) command -v make || command -v ninja ;;
	readline) header readline/readline.h ;;
	cmocka) header cmocka.h ;;
	sanitizers) sanitizers gcc address,undefined ;;
	fuzzer) sanitizers clang fuzzer,address,undefined ;;
	nc) nc -h 2>&1 | grep -e -U ;;	# the one that knows UNIX sockets
	*) command -v "$1" ;;
	esac >/dev/null 2>&1
}

missing() {
	for need; do
		have "$need" || echo "$need"
	done
}

# Prints the packages that MANAGER has for NEED: `=` is one of that name, `-` is none.
packages() {
	awk -v manager="$1" -v need="$2" '
		NR == 1 { for (i = 2; i <= NF; i++) if ($i == manager) column = i }
		column && $1 == need && $column != "-" {
			gsub(",", " ", $column)
			print $column == "=" ? need : $column
		}
	' <<-END
	need		apt-get			dnf		pacman		apk		zypper
	cc		gcc,libc6-dev		gcc		gcc		gcc,musl-dev,linux-headers	gcc
	gcc		=			=		=		=		=
	make		=			=		=		=		=
	cmake		=			=		=		=		=
	readline	libreadline-dev		readline-devel	readline	readline-dev	readline-devel
	cmocka		libcmocka-dev		libcmocka-devel	cmocka		cmocka-dev	libcmocka-devel
	sanitizers	gcc			libasan,libubsan	gcc	-		gcc
	clang		=			=		=		=		=
	fuzzer		libclang-rt-$(clang_version)-dev	compiler-rt	compiler-rt	compiler-rt	-
	musl-gcc	musl-tools		=		musl		-		-
	bash		=			=		=		=		=
	python3		=			=		python		=		=
	strace		=			=		=		=		=
	nc		netcat-openbsd		netcat		openbsd-netcat	netcat-openbsd	netcat-openbsd
	socat		=			=		=		=		=
	curl		=			=		=		=		=
	tmux		=			=		=		=		=
	ip		iproute2		iproute		iproute2	iproute2	iproute2
	unshare		util-linux		=		util-linux	util-linux	util-linux
	mandoc		=			=		=		=		=
	man		man-db			man-db		man-db		-		man
	zsh		=			=		=		=		=
	file		=			=		=		=		=
	dpkg-shlibdeps	dpkg-dev		-		-		-		-
	mawk		=			=		-		=		=
	gawk		=			=		=		=		=
	busybox		=			=		=		-		=
	END
}

clang_version() {
	clang -dumpversion 2>/dev/null | cut -d. -f1
}

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs what is missing of the needs, as far as that is possible.
install_missing() {
	lacking=$(missing "$@")
	[ "$install" = yes ] && [ -n "$lacking" ] || return 0
	if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
		say 'neither root nor sudo: nothing can be installed'
		return 0
	fi
	for manager in apt-get dnf pacman apk zypper none; do
		command -v $manager >/dev/null && break
	done
	set --
	for need in $lacking; do
		set -- "$@" $(packages $manager "$need")
	done
	[ $# -gt 0 ] || return 0
	say "installing with $manager: $*"
	case $manager in
	apt-get)
		as_root apt-get update -qq &&
		as_root env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends "$@" ;;
	dnf) as_root dnf install -y "$@" ;;
	pacman) as_root pacman -Sy --needed --noconfirm "$@" ;;
	apk) as_root apk add "$@" ;;
	zypper) as_root zypper --non-interactive install "$@" ;;
	esac >&2 || say "$manager failed"
}

demand() {
	lacking=$(missing "$@" | tr '\n' ' ')
	[ -z "$lacking" ] || { say "missing: $lacking"; exit 1; }
}

# ---- Building and testing ----

# compile FOLDER TARGET OPTION...: quiet, unless it fails.
compile() {
	folder=$build/$1 target=$2
	shift 2
	mkdir -p "$folder"
	command -v make >/dev/null || export CMAKE_GENERATOR=Ninja
	{
		cmake -S "$root" -B "$folder" "$@" &&
		cmake --build "$folder" --target "$target" -j "$(nproc)"
	} >"$folder/build.log" 2>&1 || { cat "$folder/build.log" >&2; exit 1; }
}

heading() {
	printf '\n==== %s\n\n' "$*"
}

# Each unit's own count stays in the log; the other tests speak when they fail.
units() {
	(cd "$build/$1" && $fixed ctest -L unit -V -j2 --no-tests=error)
}

# whole FOLDER [PATTERN]: all but the tests of these names. More at once than there are processors:
# some wait most of their time.
whole() {
	(cd "$build/$1" && $fixed ctest -L whole ${2:+-E "$2"} --output-on-failure -j4 --no-tests=error)
}

fuzz() {
	set --
	for seeds in "$root/tests/fuzz/corpus" "$root/tests/transcripts"; do
		[ ! -d "$seeds" ] || set -- "$@" "$seeds"
	done
	for fuzzer in "$build"/fuzz/tests/fuzz/*; do
		[ -x "$fuzzer" ] || { say 'there is no fuzzer'; exit 1; }
		name=$(basename "$fuzzer")
		found=$build/fuzz/found/$name	# kept, so that the next run starts from there
		mkdir -p "$found"
		words=$root/tests/fuzz/$name.dict
		[ -f "$words" ] || words=
		echo "$name: ${FUZZ_SECONDS:-30} seconds"
		(cd "$build/fuzz" && $fixed "$fuzzer" -max_total_time="${FUZZ_SECONDS:-30}" -timeout=10 \
			-artifact_prefix="$build/fuzz/$name-" ${words:+"-dict=$words"} "$found" "$@") \
			>"$build/fuzz/$name.log" 2>&1 || { tail -n 60 "$build/fuzz/$name.log"; exit 1; }
		tail -n 1 "$build/fuzz/$name.log"
	done
}

run() {
	install_missing $to_build readline
	demand $to_build
	have readline || say 'no readline: building without line editing'
	[ -x "$build/run/socksh" ] || say 'building'
	compile run socksh
	exec "$build/run/socksh" "$@"
}

test_all() {
	install_missing $to_test $to_look
	install_missing fuzzer	# after clang, whose version its package may bear
	demand $to_test fuzzer
	lacking=$(missing $to_look | tr '\n' ' ')
	[ -z "$lacking" ] || say "left out are the tests that need: $lacking"
	fixed=
	quick='-DCMAKE_BUILD_TYPE=Debug'	# to compile; what is delivered is tested whole

	heading 'gcc, with readline: the whole suite'
	CC=gcc compile gcc all -DSOCKSH_WERROR=ON -DSOCKSH_READLINE=ON
	units gcc
	whole gcc

	heading 'clang: its warnings, and the units'
	CC=clang compile clang all -DSOCKSH_WERROR=ON -DSOCKSH_READLINE=ON $quick
	units clang

	# A variant runs what it can break. How lessons are followed, which the walks are about, does not
	# depend on where lines come from, nor on the libc; what a line means does not on the former. The
	# recipes build for themselves.
	heading 'plain, without readline: the units, and whatever is typed'
	CC=gcc compile plain all -DSOCKSH_WERROR=ON -DSOCKSH_READLINE=OFF $quick
	units plain
	whole plain 'walks|lessons|constants|package|recipes|replay|truth'

	heading 'musl, linked statically: the tests from outside'
	CC=musl-gcc compile musl all -DSOCKSH_WERROR=ON -DSOCKSH_READLINE=OFF -DSOCKSH_STATIC=ON $quick
	whole musl 'walks|package|recipes'

	# Sanitizers of some years' standing cannot always find room for their shadow memory where
	# the kernel spreads addresses far. Not every container lets them be fixed.
	! setarch -R true 2>/dev/null || fixed='setarch -R'

	heading 'sanitize, addresses and undefined behaviour: all that runs through much code'
	CC=gcc compile sanitize all -DSOCKSH_WERROR=ON -DSOCKSH_READLINE=ON \
		-DSOCKSH_SANITIZE=address,undefined -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG='-g -O1'
	units sanitize
	whole sanitize 'walks.rightly|walks.by_other_names|walks.with_a_break|constants|package|recipes'

	heading 'fuzz: what never was typed'
	CC=clang compile fuzz fuzz -DSOCKSH_FUZZ=ON -DSOCKSH_READLINE=OFF
	fuzz

	heading 'gcc, clang, plain, musl, sanitize, fuzz: all good'
}

command=${1-}
[ $# -eq 0 ] || shift
install=yes
if [ "${1-}" = --no-install ]; then
	install=no
	shift
fi
case $command in
run) run "$@" ;;
test) test_all ;;
*)
	say 'usage: build.sh run [--no-install] [ARG...] | build.sh test [--no-install]'
	exit 2 ;;
esac
