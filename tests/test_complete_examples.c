/*
 * Completion against what is really written: every example of the declarations and of the lessons, cut
 * off at every byte. Where a name stands that is known by its place, it must be among the candidates.
 */
#include <stdio.h>

#include "unit.h"

#include "complete.h"
#include "describe.h"
#include "lesson.h"
#include "place.h"

struct corpus {
	struct stage *stage;
	struct arena arena;		/* of completion */
	const char *whose;		/* example it is */
	size_t checked;			/* names that had to be proposed, and were */
};

/* ---- what stands there ---- */

/* All of the word that begins at `start`: the text goes on behind the point. */
static struct slice whole_word(struct slice text, size_t start, bool bare)
{
	size_t end = start;

	while (end < text.len && (bare ? !strchr(" ;", text.at[end]) : is_name_char(text.at[end])))
		end++;
	return (struct slice){ text.at + start, end - start };
}

static char behind(struct slice text, struct slice word)
{
	return word.at + word.len < text.at + text.len ? word.at[word.len] : '\0';
}

static bool is_error(struct slice word)
{
	return symbols_by_name(&symbols_errno, word) || symbols_by_name(&symbols_eai, word);
}

/* Does the place enumerate its words? Handles may stand before them, options, beginnings of addresses. */
static bool enumerates(struct corpus *corpus, const struct candidates *from_start)
{
	for (size_t i = 0; i < from_start->count; i++) {
		struct slice word = slice_of(from_start->list[i]);

		if (!slice_begins_with(word, "--") && !memchr(word.at, ':', word.len) &&
		    !handle_by_name(&corpus->stage->shell.handles, word))
			return true;
	}
	return false;
}

/* Is the bare word one of those that its place enumerates? Others are numbers, addresses, data. */
static bool is_known_word(struct corpus *corpus, const struct candidates *from_start, struct slice word)
{
	if (slice_begins_with(word, "--"))
		return word.len > 2;
	if (handle_by_name(&corpus->stage->shell.handles, word))
		return true;
	return enumerates(corpus, from_start) && word.at[0] >= 'A' && word.at[0] <= 'z';
}

/* A lesson asks a datagram socket for an option of TCP, to see it refused. */
static bool is_refused(struct corpus *corpus, struct slice word)
{
	return strcmp(corpus->whose, "15-options") == 0 && slice_is(word, "nodelay");
}

/* Names that the call gives are new there, and in a line that was shown all the same live. */
static bool is_new_name(struct corpus *corpus, const struct place *place)
{
	const struct entry *entry = registry_find(&corpus->stage->shell.registry, place->statement.command);
	size_t i = place->levels[0].index;

	return entry && entry->call && call_has_param(entry->call, i) && entry->call->params[i].type->creates;
}

/* A constant, or a live handle. */
static bool is_known_name(struct corpus *corpus, struct slice word)
{
	return symbols_anywhere(word) || handle_by_name(&corpus->stage->shell.handles, word);
}

/* What completion must propose at this place for the text to become what it is; empty: nothing. */
static const char *wanted(struct corpus *corpus, const struct place *place,
			  const struct candidates *from_start, struct slice text)
{
	size_t start = (size_t)(place->word.at - text.at);
	bool bare = place->kind == PLACE_WORD || place->kind == PLACE_SYSTEM;
	struct slice word = whole_word(text, start, bare);
	const char *format = NULL;

	if (place->in_string || word.len == 0)
		return NULL;
	switch (place->kind) {
	case PLACE_START:
		if (registry_find(&corpus->stage->shell.registry, word) || is_prefix_word(word))
			format = "%.*s";
		break;
	case PLACE_PREFIX:
	case PLACE_RESULT:
	case PLACE_ERROR:
		format = is_error(word) ? "%.*s" : NULL;
		break;
	case PLACE_VALUE:
		if (behind(text, word) != '(' && is_known_name(corpus, word) && !is_new_name(corpus, place))
			format = "%.*s";
		break;
	case PLACE_MEMBER:
		/* Of a family that has members of its own, these are proposed. */
		if (behind(text, word) == '=' && !slice_is(word, "sa_data"))
			format = "%.*s=";
		break;
	case PLACE_WORD:
		if (is_known_word(corpus, from_start, word) && !is_refused(corpus, word))
			format = "%.*s";
		break;
	case PLACE_SYSTEM:
	case PLACE_NOWHERE:
		break;
	}
	return format ? arena_format(&corpus->arena, format, SLICE_ARGS(word)) : NULL;
}

/* ---- what completion proposes ---- */

/* With each of the candidates in its place the text is still one that the parser goes along with. */
static void assert_goes_on(struct corpus *corpus, const struct candidates *found, struct slice text,
			   size_t start)
{
	for (size_t i = 0; i < found->count; i++) {
		const char *more = arena_format(&corpus->arena, "%.*s%s", (int)start, text.at, found->list[i]);
		struct place place;

		find_place(slice_of(more), &corpus->arena, &place);
		if (place.kind == PLACE_NOWHERE)
			fail_msg("%s: proposed is %s", corpus->whose, more);
	}
}

/* The word, or the part of it that comes first: srv of srv:in, tcp. of tcp.nodelay. */
static bool is_among(const struct candidates *found, const char *word)
{
	for (size_t i = 0; i < found->count; i++) {
		const char *part = found->list[i];
		size_t len = strlen(part);

		if (strncmp(part, word, len) == 0 && (!word[len] || strchr(":|,", word[len]) || part[len - 1] == '.'))
			return true;
	}
	return false;
}

static void assert_rules(const struct candidates *found, struct slice text, size_t start, size_t point)
{
	assert_true(start <= point);
	for (size_t i = 0; i < found->count; i++) {
		assert_true(strlen(found->list[i]) >= point - start);
		assert_memory_equal(found->list[i], text.at + start, point - start);
	}
}

static bool is_command(struct corpus *corpus, const struct place *place)
{
	const struct entry *entry = registry_find(&corpus->stage->shell.registry, place->statement.command);

	return place->kind == PLACE_WORD && entry && entry->command;
}

static void check_cut(struct corpus *corpus, struct slice text, size_t point)
{
	struct candidates found, from_start;
	struct place place;
	size_t start;
	const char *want;

	find_place((struct slice){ text.at, point }, &corpus->arena, &place);
	complete_line(&corpus->stage->shell, text, (size_t)(place.word.at - text.at), &corpus->arena,
		      &from_start, &start);
	complete_line(&corpus->stage->shell, text, point, &corpus->arena, &found, &start);
	assert_rules(&found, text, start, point);
	if (start == point)
		assert_goes_on(corpus, &found, text, start);
	want = wanted(corpus, &place, &from_start, text);
	/* Of options, and of constants as a command's word, there is a list once something is typed. */
	if (!want || memchr(want, '*', strlen(want)) ||
	    (place.word.len == 0 && (slice_begins_with(slice_of(want), "--") || is_command(corpus, &place))))
		return;
	if (!is_among(&found, want))
		fail_msg("%s: at \"%.*s\" \"%s\" is not among the %zu candidates", corpus->whose,
			 (int)point, text.at, want, found.count);
	corpus->checked++;
}

static void check_line(struct corpus *corpus, struct slice text)
{
	for (size_t point = 0; point <= text.len; point++) {
		check_cut(corpus, text, point);
		arena_reset(&corpus->arena);
	}
}

/* ---- the examples ---- */

/* Each statement is completed where it is typed, and then makes its handles, out of nothing. */
static void check_statements(struct corpus *corpus, struct slice line)
{
	struct stage *stage = corpus->stage;
	struct message ignored = { 0 };
	struct cursor cursor = { line.at, line.at + line.len, &stage->arena, &ignored };

	while (cursor.at < cursor.end) {
		const char *from = cursor.at, *text;
		struct statement statement;

		if (!parse_statement(&cursor, &statement))
			return;		/* it shows a mistake */
		text = arena_copy(&stage->arena, from, (size_t)(cursor.at - from));
		check_line(corpus, slice_of(text));
		run_text(stage, text);
		stage->shell.message.set = false;
	}
}

/* A call as it is shown is a statement, too. What the example leaves open is none. */
static void check_shown(struct corpus *corpus, struct slice line)
{
	if (line.len && is_name_char(line.at[0]) && memchr(line.at, '(', line.len) &&
	    !memmem(line.at, line.len, "[...]", 5))
		check_line(corpus, line);
}

static void check_example(struct corpus *corpus, const char *whose, const char *example)
{
	struct slice rest = slice_of(example ? example : ""), line;

	corpus->whose = whose;
	while (lesson_line(&rest, &line)) {
		if (slice_begins_with(line, "> "))
			check_statements(corpus, (struct slice){ line.at + 2, line.len - 2 });
		else
			check_shown(corpus, line);
	}
}

static void begin(struct corpus *corpus)
{
	void *stage = NULL;

	assert_int_equal(stage_set_up(&stage), 0);
	corpus->stage = stage;
	corpus->stage->shell.checking = true;
}

static void end(struct corpus *corpus)
{
	void *stage = corpus->stage;

	stage_tear_down(&stage);
	arena_free(&corpus->arena);
}

static void one(struct corpus *corpus, const char *whose, const char *example)
{
	begin(corpus);
	check_example(corpus, whose, example);
	end(corpus);
}

static void declared(void **state)
{
	struct corpus corpus = { 0 };

	(void)state;
	for (size_t i = 0; all_calls[i]; i++)
		one(&corpus, all_calls[i]->name, all_calls[i]->example);
	for (size_t i = 0; all_commands[i]; i++)
		one(&corpus, all_commands[i]->name, all_commands[i]->example);
	for (const struct topic *topic = all_topics; topic->name; topic++)
		one(&corpus, topic->name, topic->example);
	printf("%zu times a name was wanted\n", corpus.checked);
	assert_true(corpus.checked > 1000);
}

static void taught(void **state)
{
	struct corpus corpus = { 0 };

	(void)state;
	for (const struct lesson *lesson = lessons; lesson->name; lesson++) {
		struct lesson_reader reader = lesson_start(lesson);
		struct lesson_part part;

		begin(&corpus);
		corpus.whose = lesson->name;
		while (lesson_read(&reader, &part)) {
			struct slice line;

			if (part.kind == LESSON_STATEMENT)
				check_statements(&corpus, part.text);
			while (part.kind == LESSON_OUTPUT && lesson_line(&part.text, &line))
				check_shown(&corpus, line);
		}
		end(&corpus);
	}
	printf("%zu times a name was wanted\n", corpus.checked);
	assert_true(corpus.checked > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(declared), cmocka_unit_test(taught) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
