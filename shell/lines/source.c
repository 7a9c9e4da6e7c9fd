/* Line sources: what all of them have alike, and lines that go on in the next one. */
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "interrupt.h"
#include "lines.h"
#include "parse.h"
#include "shell.h"

enum {
	OWN_DESCRIPTORS = 16,		/* how many the top of the range is wide */
	HIGHEST_DESCRIPTOR = 1 << 20,	/* the kernel's table grows with the number, limit or not */
	LOWEST_DESCRIPTOR = 10,
};

int own_descriptor(int fd)
{
	struct rlimit limit = { .rlim_cur = HIGHEST_DESCRIPTOR };
	int above, own, error;

	if (fd < 0)
		return -1;
	getrlimit(RLIMIT_NOFILE, &limit);
	above = limit.rlim_cur < HIGHEST_DESCRIPTOR ? (int)limit.rlim_cur : HIGHEST_DESCRIPTOR;
	above = above > 2 * OWN_DESCRIPTORS ? above - OWN_DESCRIPTORS : above / 2;
	while ((own = fcntl(fd, F_DUPFD_CLOEXEC, above)) < 0 && above > LOWEST_DESCRIPTOR)
		above /= 2;
	error = errno;
	close(fd);
	errno = error;
	return own;
}

void source_end(struct source *source)
{
	if (source->learned)
		learned_free(source->learned);
	free(source->learned);
	arena_free(&source->arena);
	free(source->joined);
}

enum read_line source_refuse_cut(struct slice *line, struct message *message)
{
	line->len = 0;
	mistake(message, "the line is too long for the terminal, which takes %d bytes of it at most; a \\ at "
		"its end continues a line, and a file can be read with source", TERMINAL_LINE_BYTES - 1);
	return READ_MISTAKE;
}

static bool join_room(struct source *source, size_t len)
{
	size_t room = source->joined_room ? source->joined_room : 1024;
	char *joined;

	while (room < len)
		room *= 2;
	if (room == source->joined_room)
		return true;
	joined = realloc(source->joined, room);
	if (!joined)
		return false;
	source->joined = joined;
	source->joined_room = room;
	return true;
}

/* Puts a line, without its `\` when it goes on, behind those that came before. */
static enum read_line join(struct source *source, struct slice line, bool goes_on,
			   struct message *message)
{
	size_t len = line.len - goes_on;

	if (source->joined_len + len > LINE_MAX_BYTES) {
		mistake(message, "a line is longer than 1 MiB");
		return READ_MISTAKE;
	}
	if (!join_room(source, source->joined_len + line.len + 1)) {
		mistake(message, "out of memory");
		return READ_MISTAKE;
	}
	if (len)
		memcpy(source->joined + source->joined_len, line.at, len);
	source->joined_len += len;
	return READ_LINE;
}

static enum read_line read_one(struct source *source, struct shell *shell, bool continued,
			       struct slice *line, struct message *message)
{
	*line = (struct slice){ "", 0 };
	if (source->must_wait(source)) {
		if (shell->settings.journal)
			out_flush(&shell->journal);
		out_flush(&shell->out);
	}
	return source->read(source, shell, continued, line, message);
}

/* Reads the rest of a statement whose first line goes on. What cannot be read is read past. */
static enum read_line read_on(struct source *source, struct shell *shell, struct continuation *so_far,
			      struct slice *line, struct message *message)
{
	enum read_line worst = READ_LINE;
	bool more = true;

	source->joined_len = 0;
	worst = join(source, *line, true, message);
	while (more) {
		enum read_line read = read_one(source, shell, true, line, message);

		if (read == READ_END) {
			mistake(message, "the input ends in the middle of a statement, after a \\");
			return READ_MISTAKE;
		}
		if (read != READ_LINE && read != READ_MISTAKE)
			return read;
		more = line_continues(so_far, *line);
		if (worst == READ_LINE)
			worst = read == READ_LINE ? join(source, *line, more, message) : read;
	}
	*line = (struct slice){ source->joined, source->joined_len };
	return worst;
}

enum read_line source_read(struct source *source, struct shell *shell, struct slice *line,
			   struct message *message)
{
	enum read_line read = read_one(source, shell, false, line, message);
	struct continuation so_far = { 0 };
	unsigned long first = source->line;

	if (read == READ_LINE || read == READ_MISTAKE) {
		if (line_continues(&so_far, *line)) {
			enum read_line rest = read_on(source, shell, &so_far, line, message);

			read = rest == READ_LINE ? read : rest;
		}
	}
	source->line = first;
	source->text = *line;
	source->looked_at = false;
	if (!source->prompts)
		return read;
	if (read == READ_LINE)
		history_add(shell, source->text);
	else if (read == READ_INTERRUPTED)
		interrupt_acknowledge();
	return read;
}
