/* How far one is in the lessons, across sessions: a line for each, `KEY STEP [done]`. */
#include "tutorial.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "state_file.h"

static const struct lesson *lesson_by_key(struct slice key)
{
	for (const struct lesson *lesson = lessons; lesson->name; lesson++)
		if (slice_equal(lesson_key(lesson), key))
			return lesson;
	return NULL;
}

/* Whatever stands in the line: a lesson that is not there any more is passed over. */
static void take_in(struct tutorial *tutorial, struct slice line)
{
	const char *blank = line.len ? memchr(line.at, ' ', line.len) : NULL;
	const struct lesson *lesson;
	struct progress *progress;
	size_t steps;

	if (!blank)
		return;
	lesson = lesson_by_key((struct slice){ line.at, (size_t)(blank - line.at) });
	if (!lesson)
		return;
	progress = tutorial_progress(tutorial, lesson);
	steps = lesson_steps(lesson);
	progress->step = strtoul(blank, NULL, 10);
	if (progress->step > steps)
		progress->step = 0;
	progress->done = line.len > 5 && memcmp(line.at + line.len - 5, " done", 5) == 0;
}

void tutorial_load(struct tutorial *tutorial)
{
	char *path = state_path("tutorial"), *text = NULL;
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) : -1;
	struct slice rest = { 0 }, line;
	struct stat status;

	if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		text = state_read(fd, &rest.len);
	rest.at = text;
	while (text && lesson_line(&rest, &line))
		take_in(tutorial, line);
	if (fd >= 0)
		close(fd);
	free(text);
	free(path);
}

static void put_all(const struct tutorial *tutorial, struct out *out)
{
	for (const struct lesson *lesson = lessons; lesson->name; lesson++) {
		const struct progress *progress = tutorial_progress(tutorial, lesson);

		if (progress->step || progress->done)
			out_format(out, "%.*s %zu%s\n", SLICE_ARGS(lesson_key(lesson)),
				   progress->step, progress->done ? " done" : "");
	}
}

/* Written beside the file and then put in its place: there is never half a file. */
static void replace(char *path, const struct out *text)
{
	char *name = NULL;
	int fd;

	if (asprintf(&name, "%s.%d", path, (int)getpid()) < 0)
		return;
	state_make_directories(path);
	fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600);
	if (fd >= 0) {
		if (!state_write(fd, text->data, text->len) || rename(name, path) < 0)
			unlink(name);
		close(fd);
	}
	free(name);
}

void tutorial_save(const struct tutorial *tutorial)
{
	char *path = state_path("tutorial");
	struct out text = { .fd = -1 };

	if (!path)
		return;
	put_all(tutorial, &text);
	if (!text.failed)
		replace(path, &text);
	out_free(&text);
	free(path);
}
