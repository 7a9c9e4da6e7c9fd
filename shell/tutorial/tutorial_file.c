/* How far one is in the lessons, across sessions: a line for each, `KEY STEP [done]`. */
#include "tutorial.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "say.h"
#include "shell.h"
#include "source.h"
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

/* Only where a person would miss it, and once. */
static void say_not_kept(struct shell *shell, struct tutorial *tutorial, const struct message *message)
{
	if (!message->set || tutorial->not_kept)
		return;
	tutorial->not_kept = true;
	if (shell->source && shell->source->prompts)
		say_comment(&shell->out, "how far you are is not kept: %s", message->text);
}

void tutorial_load(struct shell *shell, struct tutorial *tutorial)
{
	struct slice rest = { 0 }, line;
	struct message message = { 0 };
	int fd = state_open("tutorial", O_RDONLY, &message);
	char *text = fd >= 0 ? state_read(fd, &rest.len) : NULL;

	say_not_kept(shell, tutorial, &message);
	rest.at = text;
	while (text && lesson_line(&rest, &line))
		take_in(tutorial, line);
	if (fd >= 0)
		close(fd);
	free(text);
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

void tutorial_save(struct shell *shell)
{
	struct tutorial *tutorial = shell->tutorial;
	struct message message = { 0 };
	struct out text = { .fd = -1 };
	int fd = -1;

	put_all(tutorial, &text);
	if (!text.failed)
		fd = state_replace("tutorial", text.data, text.len, &message);
	say_not_kept(shell, tutorial, &message);
	if (fd >= 0)
		close(fd);
	out_free(&text);
}
