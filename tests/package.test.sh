# shellcheck shell=bash
# What stands around the program: the installed files, the Debian package, completion, the picture
# of the README, and how the manual looks from the source tree. Parts whose tools are missing are
# left out; without cmake or its build folder there is nothing to do.
# shellcheck disable=SC2046 # lists of pages are split on purpose

# shellcheck source=tests/lib.sh
. "${SOCKSH_SOURCE:?is the source tree}/tests/lib.sh"

build=$(dirname "$SOCKSH")
source=$SOCKSH_SOURCE
command -v cmake >/dev/null && [ -f "$build/cmake_install.cmake" ] || exit 77

# Like run, for any command.
run_tool() {
	ran=$*
	status=0
	"$@" >out 2>err </dev/null || status=$?
}

# The names of the manual's pages of a section.
pages() {
	(cd "$source/man" && find . -name "*.$1" -printf '%P\n')
}

modes() {
	run_tool find "$1" ! -type d -printf '%m %P\n'
	LC_ALL=C sort -k 2 -o out out
}

# ---- installing ----

it 'cmake --install brings the program, its pages, the completions and the documents'
run_tool env DESTDIR="$folder/installed" cmake --install "$build" --prefix /usr
status_is 0
modes installed/usr
out_is "$({
	echo 755 bin/socksh
	printf '644 share/%s\n' bash-completion/completions/socksh zsh/site-functions/_socksh \
		doc/socksh/LICENSE doc/socksh/README.md doc/socksh/man/session.svg \
		$(pages 1 | sed 's|^|man/man1/|') $(pages 7 | sed 's|^|man/man7/|')
} | LC_ALL=C sort -k 2)"
run_tool installed/usr/bin/socksh -c 'socket; close'
status_is 0

it 'the README finds its picture where it was installed'
while read -r picture; do
	[ -f "installed/usr/share/doc/socksh/$picture" ] || wrong 'there should be' "$picture"
done < <(sed -n 's/^!\[.*\](\(.*\))$/\1/p' "$source/README.md")

# ---- the Debian package ----

if have cpack dpkg-deb gzip; then
	it 'cpack makes a package, whatever the umask'
	# Another generator's name keeps cpack from building first, while other tests run.
	(
		umask 077
		cpack -G DEB --config "$build/CPackConfig.cmake" -B "$folder/packed" \
			-D CPACK_CMAKE_GENERATOR=Ninja
	) >out 2>err || wrong 'cpack fails' "status $?"
	package=$(echo packed/*.deb)

	it 'the package says what it is'
	run_tool dpkg-deb --field "$package" Package Section Maintainer Description
	out_has 'Package: socksh' 'Section: net' 'Maintainer: socksh maintainers <' 'one call'
	run_tool dpkg-deb --field "$package" Depends
	if ldd "$SOCKSH" >/dev/null 2>&1; then
		out_has libc6
		[ "${SOCKSH_READLINE_BUILT-0}" = 0 ] || out_has libreadline
	else
		out_is ''	# static
	fi

	it 'the package has what Debian wants, for all to read, root'\''s own'
	run_tool dpkg-deb --contents "$package"
	[ "$(grep -c '^d' out)" = "$(grep -c '^drwxr-xr-x root/root ' out)" ] ||
		wrong 'every folder should be' 'drwxr-xr-x root/root'
	[ "$(grep -vc ' root/root ' out)" = 0 ] || wrong 'everything should belong to' 'root/root'
	run_tool dpkg-deb -x "$package" unpacked
	status_is 0
	modes unpacked/usr
	out_is "$({
		echo 755 bin/socksh
		printf '644 share/%s\n' bash-completion/completions/socksh zsh/vendor-completions/_socksh \
			doc/socksh/README.md doc/socksh/man/session.svg doc/socksh/copyright \
			doc/socksh/changelog.gz \
			$(pages 1 | sed 's|.*|man/man1/&.gz|') $(pages 7 | sed 's|.*|man/man7/&.gz|')
	} | LC_ALL=C sort -k 2)"
	for page in unpacked/usr/share/man/man?/*; do
		name=${page##*/}
		gzip -dc "$page" | cmp -s - "$source/man/${name%.gz}" ||
			wrong 'it is not the page of the source' "$page"
	done

	it 'the unpacked program runs'
	run_tool unpacked/usr/bin/socksh -c 'socket; close'
	status_is 0
	out_has 's1 = socket(AF_INET, SOCK_STREAM, 0) = ' 'close(s1) = 0'
fi

# ---- completion ----

# completes WORD...: what is proposed for the last word; and `no files` where none should follow.
# shellcheck disable=SC2016 # the inner shell expands it
completes() {
	run_tool bash -c '
		compopt() { [ "$*" = "+o default" ] && echo "no files"; }
		. "$0"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_socksh
		[ ${#COMPREPLY[@]} = 0 ] || printf "%s\n" "${COMPREPLY[@]}"' \
		"$source/man/completion.bash" "$@"
	LC_ALL=C sort -o out out
}

# The program's own list, and what it takes without listing it.
options=$({
	"$SOCKSH" -h | sed -n 's/^  \(-.*\)/\1/p' | sed 's/   *.*//' | grep -oE -e '--?[a-z]+'
	echo --help
} | LC_ALL=C sort -u)

it 'Tab in bash: the options, as the program lists them'
completes socksh -
out_is "$options"
completes socksh --
out_is '--help
--plain
--version'
completes socksh --pl
out_is --plain
completes socksh -kc 'socket; close' -
out_is "$options"

it 'Tab in bash: files for the script and its arguments, and no options there'
for words in '' 'script ' 'script -' '-- -' '- -' '-k '; do
	IFS=' ' read -r -a words <<<"socksh $words."	# a . keeps the last word, and is taken off it
	words[-1]=${words[-1]%.}
	completes "${words[@]}"
	out_is ''
done

it 'Tab in bash: behind -c stand statements, which no file is'
for words in -c -kc -nqc; do
	completes socksh $words ''
	out_is 'no files'
	completes socksh $words -
	out_is 'no files'
done

it 'Tab in zsh knows the same options'
run_tool sed -n "/^	'/s/\[.*//p" "$source/man/completion.zsh"
grep -oE -e '--?[a-z]+' out | LC_ALL=C sort -u -o out
out_is "$options"
if have zsh; then
	run_tool zsh -n "$source/man/completion.zsh"
	status_is 0
fi

# ---- the picture ----

# Its lines, with the ports left out.
lines() {
	sed -n 's/htons([1-9][0-9]*)/htons(PORT)/g; s/<[^>]*>//g; /^[a-z#&]/p' "$1"
}

it 'the picture shows what the session of the README prints today'
run_tool "$source/man/session.sh" "$SOCKSH"
status_is 0
cp out session.svg
lines session.svg >out
grep -q '^&gt; ' out || wrong 'there should be a line that was typed' '> '
out_is "$(lines "$source/man/session.svg")"

# ---- the manual ----

if have man; then
	cd "$source" || exit 1
	for page in man/*.[1-9]; do
		for width in 60 200; do
			MANWIDTH=$width man "./$page" 2>"$folder/err" </dev/null >"$folder/$width"
		done
		cd "$folder" || exit 1
		it "$page can be read from the source tree, and 60 columns lose nothing of it"
		ran="man ./$page"
		for width in 60 200; do
			# The first line is the name, cut where it is long. Blanks are for the eye, and
			# hyphens come and go at the ends of lines.
			sed 1d "$width" | tr -d ' \t\n-' >"$width.words"
		done
		cp 60 out
		[ "$(wc -c <60.words)" -gt 1000 ] || wrong 'the page is short' "$page"
		cmp -s 60.words 200.words || wrong 'it should have the words of 200 columns' "$page"
		cd "$source" || exit 1
	done
	cd "$folder" || exit 1
fi

finish
