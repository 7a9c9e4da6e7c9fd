# The lessons as the manual page socksh-tutorial(7):
#	awk -f man/tutorial.awk man/lessons/[0-9]*.lesson >man/socksh-tutorial.7
# POSIX awk. How a lesson is written stands in man/lessons/FORMAT. The date is renewed by hand, or
# by -v date="...", when the lessons have changed.

BEGIN {
	if (date == "")
		date = "November 24, 2026"
	WIDTH = 48	# of a display: 60 columns, less the page's indents
	body = ""
	chapter = 0
	kind = ""
}

# ---- text for mdoc ----

# Characters that mean something to roff, wherever they stand.
function escape(text) {
	gsub(/\\/, "\\e", text)
	return text
}

# Characters that roff would make nicer, and that are typed or compared: they stay as they are.
function escape_code(text) {
	text = escape(text)
	gsub(/-/, "\\-", text)
	gsub(/'/, "\\(aq", text)
	gsub(/`/, "\\(ga", text)
	gsub(/\^/, "\\(ha", text)
	gsub(/~/, "\\(ti", text)
	return text
}

# A line of text must not look like one of roff's own.
function guard(line) {
	return line ~ /^[.']/ ? "\\&" line : line
}

function put(line) {
	body = body line "\n"
}

# A word on a macro's line: neither a macro's name nor a mark of punctuation to mdoc.
function argument(word) {
	word = escape_code(word)
	gsub(/"/, "\\(dq", word)
	if (word ~ /^[%A-Z][A-Za-z]$/ || word ~ /^[A-Z][a-z][a-z]$/ || word ~ /^[].,:;()?!|[]$/)
		word = "\\&" word
	return word
}

function arguments(text,	words, n, i, line) {
	gsub(/`/, "", text)
	n = split(text, words, /[ \t\n]+/)
	line = ""
	for (i = 1; i <= n; i++)
		if (words[i] != "")
			line = line (line == "" ? "" : " ") argument(words[i])
	return line
}

# `code` becomes bold; words outside of it keep their hyphens, but a number its minus.
function inline(text,	parts, n, i, out) {
	n = split(text, parts, /`/)
	out = ""
	for (i = 1; i <= n; i++) {
		if (i % 2) {
			parts[i] = escape(parts[i])
			while (match(parts[i], /(^|[ (])-[0-9-]/))
				parts[i] = substr(parts[i], 1, RSTART + RLENGTH - 3) "\\-" \
					substr(parts[i], RSTART + RLENGTH - 1)
			gsub(/~/, "\\(ti", parts[i])
			gsub(/\^/, "\\(ha", parts[i])
			out = out parts[i]
		} else {
			out = out "\\fB" escape_code(parts[i]) "\\fP"
		}
	}
	return out
}

# A paragraph's words: sentences begin on a line of their own, pages of the manual are links.
function put_prose(text,	words, n, i, line, word, in_code) {
	n = split(inline(text), words, /[ \t\n]+/)
	line = ""
	for (i = 1; i <= n; i++) {
		word = words[i]
		if (word == "")
			continue
		if (word ~ /^[!?.]$/)
			word = word "\\&"	# no end of a sentence
		if (word ~ /^\(?[a-z][a-z0-9_-]*\([1-8]\)[.,:;)]*$/) {
			if (line != "")
				put(guard(line))
			line = ""
			put_page(word)
			continue
		}
		if (line != "" && length(line) + 1 + length(word) > 78) {
			put(guard(line))
			line = ""
		}
		line = line (line == "" ? "" : " ") word
		if (word ~ /\\fB/)
			in_code = 1
		if (word ~ /\\fP/)
			in_code = 0
		if (word ~ /[.?!][")]*$/ && word !~ /^[a-z]\.[a-z]\.$/ && !in_code && i < n) {
			put(guard(line))
			line = ""
		}
	}
	if (line != "")
		put(guard(line))
}

# socket(2), with the marks around it.
function put_page(word,	line, open) {
	line = ".Xr"
	if (word ~ /^\(/) {
		line = ".Pq Xr"
		word = substr(word, 2)
		sub(/\)([.,:;]*)$/, "", word)
		if (word !~ /\)$/)
			word = word ")"
	}
	open = index(word, "(")
	line = line " " substr(word, 1, open - 1) " " substr(word, open + 1, 1)
	word = substr(word, open + 3)
	while (word != "") {
		line = line " " substr(word, 1, 1)
		word = substr(word, 2)
	}
	put(line)
}

# ---- displays ----

# How much of a line fits: up to a blank behind a comma, else up to any blank, outside of strings;
# else as much as there is room, and then `hard` is set: a blank at the end belongs to it.
function fitting(text, room,	i, c, quoted, comma, blank) {
	comma = blank = quoted = 0
	for (i = 1; i <= room; i++) {
		c = substr(text, i, 1)
		if (c == "\\" && quoted) {
			i++
		} else if (c == "\"") {
			quoted = !quoted
		} else if (c == " " && !quoted && i > 4) {
			blank = i
			if (substr(text, i - 1, 1) == ",")
				comma = i
		}
	}
	if (text ~ /^#/ || comma <= room / 3)
		comma = blank
	hard = comma == 0
	return hard ? room : comma
}

# Tables stay as they are; other lines go on in the next one, four columns further in. What is
# typed goes on behind a backslash, as the shell takes it.
function put_line(text,	room, at, indent, mark) {
	indent = ""
	mark = text ~ /^> / ? " \\" : ""
	room = WIDTH
	while (length(text) > room && !(indent == "" && text ~ /^#.*[^ ]  +[^ ]/)) {
		at = fitting(text, room - length(mark))
		put_shown(indent substr(text, 1, hard ? at : at - 1) mark)
		text = substr(text, at + 1)
		indent = "    "
		room = WIDTH - 4
	}
	put_shown(indent text)
}

function put_shown(line) {
	line = escape_code(line)
	put(guard(line ~ / $/ ? line "\\&" : line))
}

function begin_display(label) {
	if (shown == label)
		return
	end_display()
	if (label != "example") {
		put(".Pp")
		put("In " label ":")
	}
	put(".Bd -literal -offset indent" (label != "example" ? " -compact" : ""))
	shown = label
}

function end_display() {
	if (shown != "")
		put(".Ed")
	shown = ""
}

# ---- parts of a lesson ----

function begin_chapter(title,	number) {
	end_chapter()
	number = FILENAME
	sub(/^.*\//, "", number)
	chapter = number + 0
	heading = chapter ". " title
	sub(/\.$/, "", heading)
	contents = contents ".It\n.Sx " arguments(heading) "\n"
	put(".Sh " arguments(heading))
}

function end_chapter() {
	end_part()
	end_display()
	end_list()
}

function end_list() {
	if (listed)
		put(".El")
	listed = 0
}

function put_question(text) {
	put(".Em \"" escape_quoted(text) "\\&\"")
}

function escape_quoted(text) {
	gsub(/`/, "", text)
	text = escape_code(text)
	gsub(/"/, "\\(dq", text)
	return text
}

function put_need(text) {
	put(".Pp")
	if (text == "ipv6")
		put_prose("The examples need IPv6.")
	else
		put_prose("The examples need the program `" text "`.")
}

function put_try(text) {
	if (!listed) {
		put(".Pp")
		put("Things to try:")
		put(".Bl -enum")
		listed = 1
	}
	put(".It")
	put_prose(text)
}

function put_answer(text) {
	if (answered != chapter) {
		if (answered != "")
			answers = answers ".El\n"
		answers = answers ".Ss " arguments(heading) "\n.Bl -enum\n"
		answered = chapter
	}
	answers = answers ".It\n" prose_of(text)
}

# The lines of a paragraph, as text.
function prose_of(text,	before, after) {
	before = body
	body = ""
	put_prose(text)
	after = body
	body = before
	return after
}

# Writes down the part that is over: its kind, and its text.
function end_part(	of) {
	of = kind
	kind = ""
	if (of == "title")
		begin_chapter(text)
	else if (of == "question")
		put_question(text)
	else if (of == "need")
		put_need(text)
	else if (of == "try") {
		end_display()
		put_try(text)
	} else if (of == "answer")
		put_answer(text)
	else if (of == "text") {
		end_display()
		put(".Pp")
		put_prose(text)
	}
}

function begin_part(of, line) {
	end_part()
	kind = of
	text = line
}

# ---- lines ----

function mark_of(line) {
	return substr(line, 2, 1) == " " ? substr(line, 1, 1) : ""
}

/^$/ {
	end_part()
	below = 0
	gap = 1
	next
}

{
	mark = mark_of($0)
	line = substr($0, 3)
}

below && index(">~CP*=", mark == "" ? "x" : mark) == 0 {
	put_line($0)
	next
}

(kind == "text" && index(">~*", mark == "" ? "x" : mark) == 0) ||
(kind != "" && kind != "text" && /^  /) {
	text = text "\n" $0
	next
}

{
	end_part()
	below = 0
}

mark == ">" {
	if (gap)
		end_display()
	gap = 0
	begin_display("example")
	put_line("> " line)
	below = 1
	next
}

mark == "C" || mark == "P" {
	gap = 0
	begin_display(mark == "C" ? "C" : "Python")
	put_line(line)
	next
}

mark == "#" { begin_part("title", line); next }
mark == "?" { begin_part("question", line); next }
mark == "!" { begin_part("need", line); next }
mark == "~" { begin_part("hint", line); next }
mark == "*" { begin_part("try", line); next }
mark == "=" { begin_part("answer", line); next }
{ begin_part("text", $0) }

# ---- the page ----

function print_lines(lines) {
	print substr(lines, 1, length(lines) - 1)
}

END {
	end_chapter()
	if (answered != "")
		answers = answers ".El\n"
	chapters = body
	body = ""
	print ".\\\" Made from man/lessons by man/tutorial.awk; what is changed here is lost."
	print ".Dd " date
	print ".Dt SOCKSH-TUTORIAL 7"
	print ".Os"
	print ".Sh NAME"
	print ".Nm socksh-tutorial"
	print ".Nd sockets, step by step, at the prompt of the socket shell"
	print ".Sh DESCRIPTION"
	put_prose("This page is for people who meet sockets for the first time, and for those " \
		"who want to know exactly what the kernel does. It is followed at the prompt " \
		"of socksh(1): what stands behind a `>` is typed, and below it stands what " \
		"appears. The words between are about what happened.")
	put(".Pp")
	put_prose("Each chapter stands on its own. It begins with a question and with no socket" \
		" open, and it closes what it opened. Numbers that the kernel chooses will " \
		"differ on your machine: ports above all, process ids, times. Where `[...]` " \
		"stands, anything may come. So that this page can be read on a narrow " \
		"terminal, long lines are broken here and go on further to the right. What is" \
		" typed may be broken too, and then ends with a `\\`: type it so, and the shell " \
		"goes on reading, or type it as one line. What is shown is one line at the " \
		"prompt.")
	put(".Pp")
	put_prose("Below many examples the same is given in C and in Python, for those who know " \
		"them, as it would stand in a program. The C lines of a chapter belong into " \
		"one function, after `#define _GNU_SOURCE` and the headers that the pages of " \
		"section 2 name for each call; errors are not checked.")
	put(".Pp")
	put_prose("The shell has the same lessons in it: `tutorial` lists them, and `tutorial " \
		"3` goes through the third one with you. It says what to type, looks at what " \
		"happened, helps after a mistake, and remembers where you were.")
	put(".Pp")
	put_prose("Every example stays on this machine; nothing is sent to another one. Each " \
		"chapter ends with three things to try. What comes of them stands at the end " \
		"of this page.")
	print_lines(body)
	print ".Sh CHAPTERS"
	print ".Bl -item -compact"
	print_lines(contents)
	print ".It"
	print ".Sx ANSWERS"
	print ".El"
	print_lines(chapters)
	print ".Sh ANSWERS"
	print_lines(answers)
	print ".Sh SEE ALSO"
	print ".Xr socksh 1 ,"
	print ".Xr socket 2 ,"
	print ".Xr ip 7 ,"
	print ".Xr ipv6 7 ,"
	print ".Xr socket 7 ,"
	print ".Xr tcp 7 ,"
	print ".Xr udp 7 ,"
	print ".Xr unix 7"
}
