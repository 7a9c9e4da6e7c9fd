#!/usr/bin/env bash
# The figures of design §6: socksh against C programs and nc, side by side in one run, interleaved.
#
# SOCKSH is the program, SOCKSH_BENCH the folder of the built C files beside this script; ROUNDS (9)
# is how often each is measured. Medians are compared. To be run on a machine that is at rest, of a
# build that optimizes: cmake --build BUILD --target bench.
set -euo pipefail

socksh=${SOCKSH:?the program}
bench=${SOCKSH_BENCH:?the folder of loop and measure}
rounds=${ROUNDS:-9}
pairs=${PAIRS:-100000}
export LC_ALL=C

folder=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")/socksh-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT

# run NAME STATUS PROGRAM [ARG...]: one measurement, kept in the files NAME.wall and NAME.rss.
run() {
	local name=$1 wanted=$2 status wall processor rss
	shift 2
	read -r status wall processor rss < <("$bench/measure" "$folder/$name.out" "$@")
	if [ "$status" != "$wanted" ]; then
		echo "bench: $* ended with $status" >&2
		exit 1
	fi
	echo "$wall" >>"$folder/$name.wall"
	echo "$processor" >>"$folder/$name.processor"
	echo "$rss" >>"$folder/$name.rss"
}

median() {
	sort -n "$folder/$1" | awk '{ n[NR] = $1 } END { print n[int((NR + 1) / 2)] }'
}

# row WHAT MINE THEIRS GOAL: times in microseconds.
row() {
	awk -v what="$1" -v mine="$2" -v theirs="$3" -v goal="$4" 'BEGIN {
		ratio = mine / theirs
		printf "%-54s %9.2f %9.2f %7.2f %7s  %s\n", what, mine / 1000, theirs / 1000, ratio, goal,
			ratio <= goal ? "good" : "ABOVE"
	}'
}

# rows WHAT MINE THEIRS GOAL: wall time, and time on the processor, which others on it disturb less.
rows() {
	row "$1" "$(median "$2.wall")" "$(median "$3.wall")" "$4"
	row '    on the processor' "$(median "$2.processor")" "$(median "$3.processor")" "$4"
}

# script FILE BYTES: 100,000 pairs in command notation; calls FILE BYTES: in call notation, as shown.
script() {
	awk -v pairs="$pairs" -v len="$2" 'BEGIN {
		while (length(data) < len) data = data "x"
		print "a, b = socketpair"
		for (i = 0; i < pairs; i++) print "send a " data "\nrecv b"
	}' >"$1"
}

calls() {
	awk -v pairs="$pairs" -v len="$2" 'BEGIN {
		while (length(data) < len) data = data "x"
		print "socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b]) = 0"
		for (i = 0; i < pairs; i++) {
			printf "send(a, \"%s\", %d, 0) = %d\n", data, len, len
			printf "recv(b, \"%s\", 4096, 0) = %d\n", data, len
		}
	}' >"$1"
}

# The first thousand of something and the last, as `time` of socksh says it.
handles() {
	local count=$(($(ulimit -n) - 100)) blocks
	[ "$count" -le 20000 ] || count=20000
	blocks=$((count / 1000))
	[ "$blocks" -ge 2 ] || return 0
	{
		for ((i = 0; i < blocks; i++)); do
			echo 'time repeat 1000 socket unix dgram'
		done
		echo 'time repeat 1000 getsockopt s1 type'
		echo "time repeat 1000 getsockopt s${blocks}000 type"
		echo 'time repeat 1000 getsockopt s2 type'
		echo "time repeat 1000 getsockopt s${blocks}000 type"
	} >"$folder/handles.ssh"
	for ((i = 0; i < rounds; i++)); do
		run handles 0 "$socksh" "$folder/handles.ssh"
		awk -v folder="$folder" -v blocks="$blocks" '$1 == "#" && $3 == "s" { n[++count] = $2 * 1e6 }
			END {
				print n[1] >>(folder "/made.first"); print n[blocks] >>(folder "/made.last")
				print n[blocks + 3] >>(folder "/used.first")
				print n[blocks + 4] >>(folder "/used.last")
			}' "$folder/handles.out"
	done
	row "${blocks}000 handles: the last 1000 sockets, the first" \
		"$(median made.last)" "$(median made.first)" 1.5
	row "${blocks}000 handles: 1000 uses of the last, of the first" \
		"$(median used.last)" "$(median used.first)" 1.5
}

for len in 1 64; do
	script "$folder/words$len.ssh" $len
	calls "$folder/calls$len.ssh" $len
done
printf '%-54s %9s %9s %7s %7s\n' '' 'ms' 'against' 'ratio' 'goal'
for ((i = 0; i < rounds; i++)); do
	for len in 1 64; do
		run loop$len 0 "$bench/loop" "$pairs" $len
		run words$len 0 "$socksh" "$folder/words$len.ssh"
		run calls$len 0 "$socksh" "$folder/calls$len.ssh"
	done
done
for len in 1 64; do
	rows "$pairs send and recv of $len bytes, commands; C" words$len loop$len 1.45
	rows "$pairs send and recv of $len bytes, calls; C" calls$len loop$len 1.6
done
# Single starts are short and the noise is not: many more of them.
if nc -h >/dev/null 2>&1; then
	for ((i = 0; i < 20 * rounds; i++)); do
		run quit 0 "$socksh" -c quit
		run nc 0 nc -h
	done
	rows 'from start to exit: -c quit; nc -h' quit nc 1.2
else
	echo 'from start to exit: there is no nc'
	run quit 0 "$socksh" -c quit
fi
handles
awk -v rss="$(median quit.rss)" 'BEGIN {
	printf "%-54s %9.2f %9s %7s %7s  %s\n", "resident memory of -c quit, MiB", rss / 1024, "", "", 2.5,
		rss <= 2.5 * 1024 ? "good" : "ABOVE"
}'
