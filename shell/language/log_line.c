/* Lines of a log that was taken otherwise than the language reads it. */
#include "log_line.h"

#include "parse.h"

const char log_line_advice[] =
	"a log of strace is read if each line is one call that ended, and nothing else: "
	"strace -s 65536 -e trace=network -o log PROGRAM (-ff where it starts others), "
	"without -e read, -e write, -f, -i, -k, -n, -r, -t, -T and -y";

static struct slice without_blanks(struct slice text)
{
	while (text.len && (*text.at == ' ' || *text.at == '\t')) {
		text.at++;
		text.len--;
	}
	while (text.len && strchr(" \t\r", text.at[text.len - 1]))
		text.len--;
	return text;
}

/* The first bytes up to a blank, which are taken. */
static struct slice take_bytes(struct slice *text)
{
	struct slice word = { text->at, 0 };

	while (word.len < text->len && !strchr(" \t", text->at[word.len]))
		word.len++;
	text->at += word.len;
	text->len -= word.len;
	*text = without_blanks(*text);
	return word;
}

/* 123, 123<nc>, 12:34:56.789012, 1700000000.123456, +0.000012 */
static bool is_process_or_time(struct slice word)
{
	size_t i = word.len && *word.at == '+' ? 1 : 0, digits = i;

	while (i < word.len && strchr("0123456789:.", word.at[i]))
		i++;
	return i > digits && (i == word.len || (word.at[i] == '<' && slice_ends_with(word, ">")));
}

/* A call, half of one, or what strace says of signals and ends. */
static bool is_event(struct slice text)
{
	size_t i = 0;

	if (slice_begins_with(text, "<... ") || is_comment_line(text))
		return true;
	while (i < text.len && is_name_char(text.at[i]))
		i++;
	return i && i < text.len && text.at[i] == '(';
}

/* [pid 123], [00007f2a1c3e4b17], [????????], [  41] */
static bool is_bracketed(struct slice text)
{
	size_t i = 1;

	if (text.len < 3 || *text.at != '[')
		return false;
	if (slice_begins_with(text, "[pid "))
		return true;
	while (i < text.len && strchr(" ?0123456789abcdef", text.at[i]))
		i++;
	return i + 2 < text.len && text.at[i] == ']' && text.at[i + 1] == ' ';
}

/* Dumped bytes, a stack, and what strace says of itself. */
static bool is_extra_line(struct slice line)
{
	if (slice_begins_with(line, "| ") && line.len > 7 && strchr("0123456789abcdef", line.at[2]))
		return true;
	if (slice_begins_with(line, "> "))
		return memmem(line.at, line.len, " [0x", 4);
	return slice_begins_with(line, "strace: ");
}

static bool begins_decorated(struct slice line)
{
	bool stamped = false;

	if (slice_begins_with(line, "<... ") || is_bracketed(line) || is_extra_line(line))
		return true;
	for (;;) {
		struct slice rest = line;

		if (!is_process_or_time(take_bytes(&rest)))
			break;
		line = rest;
		stamped = true;
	}
	return stamped && (is_event(line) || is_bracketed(line) || is_extra_line(line));
}

/* <0.000012> */
static bool ends_with_duration(struct slice line)
{
	size_t i = line.len - 1;

	if (!slice_ends_with(line, ">"))
		return false;
	while (i && strchr("0123456789.", line.at[i - 1]))
		i--;
	return i + 1 < line.len - 1 && i && line.at[i - 1] == '<';
}

/* Do digits that end here begin where a value does? */
static bool is_whole_number(struct slice line, size_t end)
{
	while (end && line.at[end - 1] >= '0' && line.at[end - 1] <= '9')
		end--;
	return end && strchr("(,=[{ ", line.at[end - 1]);
}

/* 3<TCP:[127.0.0.1:80]>, <unfinished ...>; 1<<8 is neither. */
static bool is_remark(struct slice line, size_t at)
{
	struct slice rest = { line.at + at, line.len - at };

	if (slice_begins_with(rest, "<unfinished ...>") || slice_begins_with(rest, "<detached ...>"))
		return true;
	return rest.len > 1 && rest.at[1] != '<' && at && line.at[at - 1] >= '0' &&
	       line.at[at - 1] <= '9' && is_whole_number(line, at);
}

/* In a call, outside of its strings. */
static bool has_remark(struct slice line)
{
	char quote = 0;

	if (!memchr(line.at, '(', line.len))
		return false;
	for (size_t i = 0; i < line.len; i++) {
		char c = line.at[i];

		if (quote && c == '\\')
			i++;
		else if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '<' && is_remark(line, i))
			return true;
	}
	return false;
}

bool log_line_is_decorated(struct slice line)
{
	line = without_blanks(line);
	return line.len && (begins_decorated(line) || ends_with_duration(line) || has_remark(line));
}
