/* Prose, as comment lines that fit the terminal. */
#include "say.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "shell.h"

enum { NARROWEST = 40, WIDEST = 80, USUAL = 78 };

static size_t line_width(const struct shell *shell)
{
	struct winsize size = { 0 };

	if (!shell->out.terminal || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
		return USUAL;
	/* The last column stays empty: not every terminal waits there for what comes next. */
	return size.ws_col <= NARROWEST ? NARROWEST - 1
	       : size.ws_col > WIDEST	? WIDEST
					: size.ws_col - 1u;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static bool next_word(struct slice *text, struct slice *word)
{
	while (text->len && is_blank(*text->at)) {
		text->at++;
		text->len--;
	}
	*word = (struct slice){ text->at, 0 };
	while (text->len && !is_blank(*text->at)) {
		text->at++;
		text->len--;
		word->len++;
	}
	return word->len;
}

void say_prose(struct shell *shell, const char *first, const char *rest, struct slice text)
{
	struct out *out = &shell->out;
	size_t width = line_width(shell), column = 2 + strlen(first);
	bool line_is_empty = true;
	struct slice word;

	out_format(out, "#%s%s", *first || text.len ? " " : "", first);
	while (next_word(&text, &word)) {
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

void say_format(struct shell *shell, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	say_prose(shell, "", "", slice_of(text));
}

void say_empty_line(struct shell *shell)
{
	out_text(&shell->out, "#\n");
}

void say_verbatim(struct shell *shell, const char *before, struct slice text)
{
	while (text.len) {
		const char *newline = memchr(text.at, '\n', text.len);
		size_t len = newline ? (size_t)(newline - text.at) : text.len;

		out_format(&shell->out, "# %s", before);
		out_foreign(&shell->out, (struct slice){ text.at, len });
		out_char(&shell->out, '\n');
		text.at += len + (newline != NULL);
		text.len -= len + (newline != NULL);
	}
}
