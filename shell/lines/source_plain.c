/* The plain line source: blocks from a descriptor, or a text, and lines that are slices of them. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "interrupt.h"
#include "lines.h"
#include "shell.h"
#include "source.h"

enum {
	BLOCK_BYTES = 64 << 10,
	WHOLE_BYTES = 1 << 20,		/* a regular file up to this size is read at once */
};

struct plain {
	struct source source;
	int fd;			/* -1: all that there is stands in the buffer */
	char *name;		/* source.name, where it is owned */
	char *buffer;
	size_t start, end;	/* what is not handed over yet */
	size_t scanned;		/* no newline stands in front of this */
	size_t clean;		/* no NUL does */
	size_t room;
	unsigned long lines;	/* handed over so far */
	bool ended;		/* there is nothing behind `end` */
	bool skipping;		/* a line that was too long is not over yet */
};

static bool grow(struct plain *plain)
{
	size_t room = plain->room ? 2 * plain->room : BLOCK_BYTES;
	char *buffer = realloc(plain->buffer, room);

	if (!buffer)
		return false;
	plain->buffer = buffer;
	plain->room = room;
	return true;
}

/* Is there a NUL in the next `len` bytes? It is looked for once, not line by line. */
static void see_nul(struct plain *plain, size_t len)
{
	const char *nul;

	if (plain->clean < plain->end)
		return;
	nul = memchr(plain->buffer + plain->end, '\0', len);
	plain->clean = nul ? (size_t)(nul - plain->buffer) : plain->end + len;
}

/* Reads more behind the buffer's end; true also at the end of the input. False with errno. */
static bool fill(struct plain *plain)
{
	struct pollfd pollfd = { .fd = plain->fd, .events = POLLIN };
	ssize_t n;

	if (plain->start > 0 && plain->end == plain->room) {
		memmove(plain->buffer, plain->buffer + plain->start, plain->end - plain->start);
		plain->end -= plain->start;
		plain->scanned -= plain->start;
		plain->clean -= plain->clean < plain->start ? plain->clean : plain->start;
		plain->start = 0;
	}
	if (plain->end == plain->room && !grow(plain))
		return false;
	n = read(plain->fd, plain->buffer + plain->end, plain->room - plain->end);
	if (n < 0 && errno == EAGAIN && poll(&pollfd, 1, -1) >= 0)
		return true;
	if (n < 0)
		return false;
	plain->ended = n == 0;
	see_nul(plain, (size_t)n);
	plain->end += (size_t)n;
	return true;
}

static char *find_newline(const struct plain *plain, size_t from)
{
	return from < plain->end ? memchr(plain->buffer + from, '\n', plain->end - from) : NULL;
}

/* Has the terminal cut the line? It cannot be told from one that is just as long. */
static bool is_cut(const struct plain *plain, size_t len)
{
	struct termios settings;

	return plain->source.prompts && len >= TERMINAL_LINE_BYTES && tcgetattr(plain->fd, &settings) == 0 &&
	       (settings.c_lflag & ICANON);
}

/* Hands over the bytes up to `end`, where the next line begins at `next`. */
static enum read_line hand_over(struct plain *plain, size_t end, size_t next, struct slice *line,
				struct message *message)
{
	static const char mark[] = "\xef\xbb\xbf";
	char *at = plain->buffer + plain->start;
	size_t len = end - plain->start;

	if (next > end && len > 0 && at[len - 1] == '\r')
		len--;
	if (plain->lines == 0 && len >= 3 && memcmp(at, mark, 3) == 0) {
		at += 3;
		len -= 3;
	}
	plain->start = plain->scanned = next;
	plain->source.line = ++plain->lines;
	*line = (struct slice){ at, len };
	if (len > LINE_MAX_BYTES) {
		*line = (struct slice){ at, 0 };
		mistake(message, "a line is longer than 1 MiB");
		return READ_MISTAKE;
	}
	if (is_cut(plain, len))
		return source_refuse_cut(line, message);
	if (end > plain->clean && memchr(at, '\0', len)) {
		mistake(message, "a line has a NUL byte in it");
		return READ_MISTAKE;
	}
	return READ_LINE;
}

/* Gives up what cannot become a line any more; the rest of it is skipped when it comes. */
static enum read_line too_long(struct plain *plain, struct slice *line, struct message *message)
{
	plain->start = plain->scanned = plain->clean = plain->end = 0;
	plain->skipping = true;
	plain->source.line = ++plain->lines;
	*line = (struct slice){ "", 0 };
	mistake(message, "a line is longer than 1 MiB");
	return READ_MISTAKE;
}

/* Drops what is left of a line that was too long; true when all of it is gone. */
static bool skip(struct plain *plain)
{
	char *newline = find_newline(plain, plain->start);

	plain->start = newline ? (size_t)(newline - plain->buffer) + 1 : plain->end;
	plain->scanned = plain->start;
	plain->skipping = !newline && !plain->ended;
	return !plain->skipping;
}

/* A line that stands in the buffer: true when there is one, or a reason why there is none. */
static bool take_line(struct plain *plain, struct slice *line, enum read_line *read,
		      struct message *message)
{
	char *newline;

	if (plain->skipping && !skip(plain))
		return false;
	newline = find_newline(plain, plain->scanned);
	plain->scanned = plain->end;
	if (newline) {
		size_t end = (size_t)(newline - plain->buffer);

		*read = hand_over(plain, end, end + 1, line, message);
	} else if (plain->ended && plain->start < plain->end) {
		*read = hand_over(plain, plain->end, plain->end, line, message);
	} else if (plain->ended) {
		*read = READ_END;
	} else if (plain->end - plain->start > LINE_MAX_BYTES + 4) {
		*read = too_long(plain, line, message);		/* mark and CR allowed for */
	} else {
		return false;
	}
	return true;
}

static enum read_line read_failed(struct plain *plain, struct message *message)
{
	const char *text = errno_text(errno);

	mistake(message, "cannot read %s: %s", plain->source.name, text ? text : "unknown error");
	plain->ended = true;
	plain->start = plain->scanned = plain->end;
	return READ_FAILED;
}

static void show_prompt(struct shell *shell, bool continued)
{
	if (shell->out.terminal)
		out_text(&shell->out, continued ? ". " : "> ");
}

static enum read_line plain_read(struct source *source, struct shell *shell, bool continued,
				 struct slice *line, struct message *message)
{
	struct plain *plain = (struct plain *)source;
	enum read_line read;

	if (plain->start == plain->end && plain->fd >= 0)
		plain->start = plain->scanned = plain->clean = plain->end = 0;
	while (!take_line(plain, line, &read, message)) {
		if (interrupt_pending())	/* what never blocks may never end: /dev/zero */
			return READ_INTERRUPTED;
		if (!fill(plain) && errno != EINTR)
			return read_failed(plain, message);
		if (interrupt_was_stopped()) {
			show_prompt(shell, continued);
			out_flush(&shell->out);
		}
	}
	return read;
}

/* The same with a person at the other end, who sees a prompt. */
static enum read_line prompt_read(struct source *source, struct shell *shell, bool continued,
				  struct slice *line, struct message *message)
{
	struct plain *plain = (struct plain *)source;
	enum read_line read;

	interrupt_watch_stops(true);
	show_prompt(shell, continued);
	if (source->must_wait(source))
		out_flush(&shell->out);
	read = plain_read(source, shell, continued, line, message);
	interrupt_watch_stops(false);
	if (read == READ_END)
		plain->ended = false;	/* Ctrl-D ends a statement, not the terminal */
	if (shell->out.terminal && (read == READ_INTERRUPTED || read == READ_END))
		out_char(&shell->out, '\n');
	return read;
}

static void plain_forget(struct source *source)
{
	struct plain *plain = (struct plain *)source;

	plain->start = plain->scanned = plain->end;
}

static bool plain_must_wait(const struct source *source)
{
	const struct plain *plain = (const struct plain *)source;
	size_t from = plain->scanned;

	if (plain->ended)
		return false;
	if (plain->skipping) {
		char *newline = find_newline(plain, from);

		if (!newline)
			return true;
		from = (size_t)(newline - plain->buffer) + 1;
	}
	return !find_newline(plain, from);
}

static void plain_close(struct source *source)
{
	struct plain *plain = (struct plain *)source;

	if (plain->fd > STDERR_FILENO)
		close(plain->fd);
	source_end(source);
	free(plain->buffer);
	free(plain->name);
	free(plain);
}

/* A source that reads from `fd`; the name is copied. */
static struct plain *plain_new(int fd, const char *name, bool prompts, struct message *message)
{
	struct plain *plain = calloc(1, sizeof(*plain));

	if (plain) {
		plain->name = strdup(name);
		plain->source = (struct source){
			.name = plain->name,
			.prompts = prompts,
			.read = prompts ? prompt_read : plain_read,
			.must_wait = plain_must_wait,
			.forget = plain_forget,
			.close = plain_close,
		};
		plain->fd = fd;
		if (!prompts)
			plain->source.learned = calloc(1, sizeof(*plain->source.learned));
		if (plain->name && (prompts || plain->source.learned))
			return plain;
		plain->fd = -1;
		plain_close(&plain->source);
	}
	mistake(message, "out of memory");
	return NULL;
}

struct source *source_open_stdin(struct shell *shell, struct message *message)
{
	struct plain *plain = plain_new(STDIN_FILENO, "<stdin>", isatty(STDIN_FILENO), message);

	(void)shell;
	return plain ? &plain->source : NULL;
}

struct source *source_open_text(const char *name, const char *text, struct message *message)
{
	struct plain *plain = plain_new(-1, name, false, message);

	if (!plain)
		return NULL;
	plain->buffer = strdup(text);
	if (!plain->buffer) {
		plain_close(&plain->source);
		mistake(message, "out of memory");
		return NULL;
	}
	plain->end = plain->room = plain->clean = strlen(text);
	plain->ended = true;
	return &plain->source;
}

/*
 * Takes in all of a regular file, so that its descriptor is free again before the first statement
 * runs. What is too large for that, or no regular file, is moved out of the way and read in blocks.
 */
static bool take_in(struct plain *plain)
{
	struct stat stat;

	if (fstat(plain->fd, &stat) < 0)
		return false;
	plain->source.device = stat.st_dev;
	plain->source.inode = stat.st_ino;
	if (S_ISDIR(stat.st_mode)) {
		errno = EISDIR;
		return false;
	}
	while (S_ISREG(stat.st_mode) && stat.st_size <= WHOLE_BYTES && !plain->ended &&
	       plain->end < WHOLE_BYTES)
		if (!fill(plain) && errno != EINTR)
			return false;
	if (!plain->ended) {
		plain->fd = own_descriptor(plain->fd);
		return plain->fd >= 0;
	}
	close(plain->fd);
	plain->fd = -1;
	return true;
}

struct source *source_open_file(struct shell *shell, const char *path, struct message *message)
{
	struct plain *plain;
	int fd, error;

	do
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR && !interrupt_pending());
	error = errno;
	if (fd >= 0) {
		plain = plain_new(fd, path, false, message);
		if (!plain) {
			close(fd);
			return NULL;
		}
		if (take_in(plain))
			return &plain->source;
		error = errno;
		plain_close(&plain->source);
	}
	(void)shell;
	mistake(message, "cannot read \"%s\": %s", path,
		errno_text(error) ? errno_text(error) : "unknown error");
	return NULL;
}
