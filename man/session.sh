#!/bin/sh
# The picture of a first session, from a real run: what is typed in README.md's first example is
# typed once more, and drawn with what the kernel answers this time.
#	man/session.sh build/run/socksh >man/session.svg
set -eu

here=$(cd "$(dirname "$0")" && pwd)
export LC_ALL=C	# the same picture everywhere
typed=$(mktemp)
trap 'rm -f "$typed" "$typed.out" "$typed.err"' EXIT

awk '/^```$/ && inside { exit } inside && sub(/^> /, ""); /^```socksh$/ { inside = 1 }' \
	"$here/../README.md" >"$typed"
[ -s "$typed" ]

# There is a prompt at a terminal only; here `!` writes each line behind one before it is run.
# A call of the session fails, and that is status 1. What a caller has left open is closed, so that
# the first socket is 3, as it is at a prompt.
status=0
awk -v file="$typed" '{ printf "! sed -n \"%ds/^/> /p\" \"%s\"\n%s\n", NR, file, $0 }' "$typed" |
	"${1:?is the program}" -k >"$typed.out" 2>"$typed.err" \
		3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&- || status=$?
[ "$status" -le 1 ] || { cat "$typed.err" >&2; exit 1; }

awk '
	# How a text stands in XML.
	function xml(text) {
		gsub(/&/, "\\&amp;", text)
		gsub(/</, "\\&lt;", text)
		gsub(/>/, "\\&gt;", text)
		return text
	}

	function span(class, text) {
		return "<tspan class=\"" class "\">" xml(text) "</tspan>"
	}

	function colored(line) {
		if (line ~ /^> /)
			return span("typed", line)
		if (line ~ /^#/)
			return span("comment", line)
		if (match(line, / = -1 E[A-Z0-9]+ .*$/))
			return xml(substr(line, 1, RSTART - 1)) span("error", substr(line, RSTART))
		return xml(line)
	}

	{ lines[NR] = $0; if (length > columns) columns = length }

	END {
		wide = 7.8; high = 19; edge = 18
		width = int(columns * wide + 2 * edge)
		height = NR * high + 2 * edge
		printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\"" \
			" viewBox=\"0 0 %d %d\" role=\"img\" xml:space=\"preserve\">\n",
			width, height, width, height
		print "<!-- Made by man/session.sh from a run of the program. -->"
		print "<title>A first session in socksh</title>"
		print "<style>"
		print "\ttext { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas,"
		print "\t\t\"DejaVu Sans Mono\", monospace; white-space: pre }"
		print "\trect { fill: #ffffff; stroke: #d0d7de }"
		print "\ttext { fill: #1f2328 }"
		print "\t.typed { fill: #0550ae; font-weight: bold }"
		print "\t.error { fill: #b3261e }"
		print "\t.comment { fill: #59636e }"
		print "\t@media (prefers-color-scheme: dark) {"
		print "\t\trect { fill: #0d1117; stroke: #3d444d }"
		print "\t\ttext { fill: #e6edf3 }"
		print "\t\t.typed { fill: #79c0ff }"
		print "\t\t.error { fill: #ff7b72 }"
		print "\t\t.comment { fill: #9198a1 }"
		print "\t}"
		print "</style>"
		printf "<rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n", width - 1, height - 1
		# With its length given, a line fits whatever font there is.
		for (n = 1; n <= NR; n++)
			printf "<text x=\"%d\" y=\"%d\" textLength=\"%.1f\"" \
				" lengthAdjust=\"spacingAndGlyphs\">%s</text>\n",
				edge, edge + n * high - 5, length(lines[n]) * wide, colored(lines[n])
		print "</svg>"
	}' "$typed.out"
