/* Lessons: reading their format, and looking around for what they need. */
#include "lesson.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "lex.h"

/* ---- lines ---- */

bool lesson_line(struct slice *text, struct slice *line)
{
	const char *newline;

	if (text->len == 0)
		return false;
	newline = memchr(text->at, '\n', text->len);
	line->at = text->at;
	line->len = newline ? (size_t)(newline - text->at) : text->len;
	text->at += line->len + (newline != NULL);
	text->len -= line->len + (newline != NULL);
	return true;
}

static size_t line_length(const char *at)
{
	return strcspn(at, "\n");
}

static const char *next_line(const char *at)
{
	at += line_length(at);
	return *at ? at + 1 : at;
}

static bool has_mark(const char *at, const char *marks)
{
	return *at && strchr(marks, *at) && at[1] == ' ';
}

/* ---- parts ---- */

struct lesson_reader lesson_start(const struct lesson *lesson)
{
	return (struct lesson_reader){ .at = lesson->text };
}

static enum lesson_kind kind_of(const char *at)
{
	static const struct {
		char mark;
		enum lesson_kind kind;
	} marks[] = {
		{ '#', LESSON_TITLE },	   { '?', LESSON_QUESTION }, { '!', LESSON_NEED },
		{ '>', LESSON_STATEMENT }, { '~', LESSON_HINT },     { 'C', LESSON_C },
		{ 'P', LESSON_PYTHON },	   { '*', LESSON_TRY },	     { '=', LESSON_ANSWER },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks) && at[1] == ' '; i++)
		if (marks[i].mark == *at)
			return marks[i].kind;
	return LESSON_TEXT;
}

/* Does the part that began above take this line as well? */
static bool takes_line(enum lesson_kind kind, const char *at)
{
	if (*at == '\n' || *at == '\0')
		return false;
	switch (kind) {
	case LESSON_OUTPUT:
		return !has_mark(at, ">~CP*=");
	case LESSON_TEXT:
		return !has_mark(at, ">~*");
	case LESSON_STATEMENT:
	case LESSON_C:
	case LESSON_PYTHON:
		return false;
	default:
		return at[0] == ' ' && at[1] == ' ';
	}
}

bool lesson_read(struct lesson_reader *reader, struct lesson_part *part)
{
	const char *at = reader->at, *end;

	while (*at == '\n') {
		reader->below_statement = false;
		at++;
	}
	if (!*at)
		return false;
	part->kind = reader->below_statement && takes_line(LESSON_OUTPUT, at) ? LESSON_OUTPUT
									      : kind_of(at);
	reader->below_statement = part->kind == LESSON_STATEMENT;
	part->text.at = part->kind == LESSON_OUTPUT || part->kind == LESSON_TEXT ? at : at + 2;
	do {
		end = at + line_length(at);
		at = next_line(at);
	} while (takes_line(part->kind, at));
	part->text.len = (size_t)(end - part->text.at);
	reader->at = at;
	return true;
}

/* ---- lessons ---- */

size_t lesson_count(void)
{
	size_t count = 0;

	while (lessons[count].name)
		count++;
	return count;
}

unsigned lesson_number(const struct lesson *lesson)
{
	return (unsigned)strtoul(lesson->name, NULL, 10);
}

struct slice lesson_key(const struct lesson *lesson)
{
	return slice_of(lesson->name + strspn(lesson->name, "0123456789-"));
}

const struct lesson *lesson_by_number(int64_t number)
{
	for (const struct lesson *lesson = lessons; lesson->name; lesson++)
		if (lesson_number(lesson) == number)
			return lesson;
	return NULL;
}

bool lesson_find_step(const struct lesson *lesson, size_t step, struct lesson_reader *reader,
		      struct lesson_part *statement)
{
	*reader = lesson_start(lesson);
	while (lesson_read(reader, statement))
		if (statement->kind == LESSON_STATEMENT && step-- == 0)
			return true;
	return false;
}

size_t lesson_steps(const struct lesson *lesson)
{
	struct lesson_reader reader = lesson_start(lesson);
	struct lesson_part part;
	size_t count = 0;

	while (lesson_read(&reader, &part))
		count += part.kind == LESSON_STATEMENT;
	return count;
}

/* ---- what a lesson needs ---- */

static bool has_ipv6(void)
{
	int fd = open("/proc/net/if_inet6", O_RDONLY | O_CLOEXEC);
	char text[4096];
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	text[n > 0 ? n : 0] = '\0';
	return strstr(text, "00000000000000000000000000000001");
}

static bool has_program(struct slice name, struct arena *arena)
{
	const char *path = getenv("PATH");

	while (path && *path) {
		size_t len = strcspn(path, ":");
		const char *file =
			arena_format(arena, "%.*s/%.*s", (int)len, path, SLICE_ARGS(name));

		if (file && access(file, X_OK) == 0)
			return true;
		path += len + (path[len] == ':');
	}
	return false;
}

/* NULL: it is here. */
static const char *lacks(struct slice need, struct arena *arena)
{
	const char *text;

	if (slice_is(need, "ipv6"))
		return has_ipv6() ? NULL : "IPv6 (the address ::1)";
	if (has_program(need, arena))
		return NULL;
	text = arena_format(arena, "the program %.*s", SLICE_ARGS(need));
	return text ? text : "a program";
}

const char *lesson_lacks(const struct lesson *lesson, struct arena *arena)
{
	struct lesson_reader reader = lesson_start(lesson);
	struct lesson_part part;
	const char *all = NULL;

	while (lesson_read(&reader, &part)) {
		const char *one = part.kind == LESSON_NEED ? lacks(part.text, arena) : NULL;

		if (one)
			all = all ? arena_format(arena, "%s, %s", all, one) : one;
	}
	return all;
}
