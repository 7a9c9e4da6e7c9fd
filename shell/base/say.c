/* Prose, as comment lines that fit the terminal. */
#include "say.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 40, WIDEST = 80, USUAL = 78 };

/* Columns of the terminal; 0 where there is none, or nobody knows. */
static size_t terminal_columns(const struct out *out)
{
	struct winsize size = { 0 };

	if (!out->terminal || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
		return 0;
	return size.ws_col;
}

static size_t line_width(const struct out *out)
{
	size_t columns = terminal_columns(out);

	/* The last column stays empty: not every terminal waits there for what comes next. */
	return columns == 0	      ? USUAL
	       : columns <= NARROWEST ? NARROWEST - 1
	       : columns > WIDEST     ? WIDEST
				      : columns - 1;
}

void say_prose(struct out *out, const char *first, const char *rest, struct slice text)
{
	size_t width = line_width(out), column = 2 + strlen(first);
	bool line_is_empty = true;
	struct slice word;

	out_format(out, "#%s%s", *first || text.len ? " " : "", first);
	while ((word = slice_take_word(&text)).len) {
		if (!line_is_empty && column + 1 + word.len > width) {
			out_format(out, "\n# %s", rest);
			column = 2 + strlen(rest);
			line_is_empty = true;
		}
		if (!line_is_empty)
			out_char(out, ' ');
		out_foreign(out, word);
		column += word.len + !line_is_empty;
		line_is_empty = false;
	}
	out_char(out, '\n');
}

void say_format(struct out *out, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	say_prose(out, "", "", slice_of(text));
}

void say_empty_line(struct out *out)
{
	out_text(out, "#\n");
}

void say_verbatim(struct out *out, const char *before, struct slice text)
{
	while (text.len) {
		const char *newline = memchr(text.at, '\n', text.len);
		size_t len = newline ? (size_t)(newline - text.at) : text.len;

		out_format(out, "# %s", before);
		out_foreign(out, (struct slice){ text.at, len });
		out_char(out, '\n');
		text.at += len + (newline != NULL);
		text.len -= len + (newline != NULL);
	}
}

/* How much of a statement fits into `room`, up to a blank that stands in no quotes; all, if none does. */
static size_t statement_part(struct slice text, size_t room)
{
	size_t best = 0;
	char quote = 0;

	if (text.len <= room)
		return text.len;
	for (size_t i = 0; i < room; i++) {
		char c = text.at[i];

		if (c == '\\' && quote == '"')
			i++;
		else if (quote ? c == quote : c == '"' || c == '\'')
			quote = quote ? 0 : c;
		else if (c == ' ' && !quote)
			best = i;
	}
	return best ? best : text.len;
}

void say_statement(struct out *out, struct slice statement)
{
	static const char first[] = "#     > ", next[] = "#         ", mark[] = " \\";
	size_t columns = terminal_columns(out);
	const char *before = first;

	do {
		size_t taken = strlen(before) + strlen(mark);
		size_t part = columns > taken ? statement_part(statement, columns - taken)
					      : statement.len;

		out_text(out, before);
		out_foreign(out, (struct slice){ statement.at, part });
		out_text(out, part < statement.len ? mark : "");
		out_char(out, '\n');
		part += part < statement.len;		/* the blank */
		statement.at += part;
		statement.len -= part;
		before = next;
	} while (statement.len);
}

void say_comment(struct out *out, const char *format, ...)
{
	char line[1024];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	if (len < 0)
		return;
	if ((size_t)len >= sizeof(line))
		len = sizeof(line) - 1;
	out_text(out, "# ");
	out_foreign(out, (struct slice){ line, (size_t)len });
	out_char(out, '\n');
}
