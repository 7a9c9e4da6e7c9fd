/*
 * The list of commands of socksh(1), from the declarations: copies the page from standard input to
 * standard output, and between the comments `begin commands` and `end commands` writes the list
 * anew. A test fails when the page that is there is another one.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bind.h"
#include "commands.h"
#include "describe.h"
#include "registry.h"

/* ---- mdoc ---- */

static void put_char(char c)
{
	if (c == '\\')
		fputs("\\e", stdout);
	else if (c == '-')
		fputs("\\-", stdout);
	else if (c == '"')
		fputs("\\(dq", stdout);
	else
		putchar(c);
}

static void put_text(const char *text)
{
	while (*text)
		put_char(*text++);
}

/* A macro and its argument, as one word. */
static void put_macro(const char *macro, const char *text)
{
	printf(".%s \"", macro);
	put_text(text);
	fputs("\"\n", stdout);
}

/* Each sentence on a line of its own. */
static void put_sentences(const char *text)
{
	bool begins = true;

	for (; *text; text++) {
		if (begins && (*text == '.' || *text == '\''))
			fputs("\\&", stdout); /* roff would take the line for a macro */
		if (strncmp(text, " --", 3) == 0) {
			fputs(" \\%", stdout); /* not to be hyphenated */
			continue;
		}
		begins = *text == ' ' && strchr(".:?", text[-1]);
		if (begins)
			putchar('\n');
		else
			put_char(*text);
	}
	putchar('\n');
}

static void put_summary(const char *summary)
{
	putchar(toupper((unsigned char)*summary));
	put_text(summary + 1);
	puts(".");
}

/* ---- a call, a command ---- */

static void put_params(struct arena *arena, const struct call *call)
{
	const char *longest = "";

	for (size_t i = 0; call_has_param(call, i); i++)
		if (strlen(call->params[i].name) > strlen(longest))
			longest = call->params[i].name;
	printf(".Bl -tag -width %s -compact\n", longest);
	for (size_t i = 0; call_has_param(call, i); i++) {
		put_macro("It Va", call->params[i].name);
		put_sentences(describe_param(arena, call, &call->params[i]));
	}
	puts(".El");
}

static void put_call(const struct call *call)
{
	struct arena arena = { 0 };

	put_macro("It Li", call_synopsis(&arena, call));
	put_summary(call->summary);
	puts(".Pp");
	put_macro("Li", call->prototype);
	put_params(&arena, call);
	fputs("Returns ", stdout);
	put_text(describe_result(&arena, call));
	puts(".");
	if (call->help) {
		puts(".Pp");
		put_sentences(call->help);
	}
	arena_free(&arena);
}

static void put_topic(const char *synopsis, const char *summary, const char *help)
{
	put_macro("It Li", synopsis);
	put_summary(summary);
	if (help)
		put_sentences(help);
}

static void put_list(void)
{
	puts(".Ss Calls of the sockets API\n.Bl -tag -width indent");
	for (size_t i = 0; all_calls[i]; i++)
		put_call(all_calls[i]);
	puts(".El\n.Ss Commands of the shell\n.Bl -tag -width indent");
	for (size_t i = 0; all_commands[i]; i++)
		put_topic(all_commands[i]->synopsis, all_commands[i]->summary,
			  all_commands[i]->help);
	puts(".El\n.Ss Before a call, or instead of one\n.Bl -tag -width indent");
	for (const struct topic *topic = all_topics; topic->name; topic++)
		put_topic(topic->synopsis, topic->summary, topic->help);
	puts(".El");
}

int main(void)
{
	char *line = NULL;
	size_t room = 0;
	bool inside = false;

	while (getline(&line, &room, stdin) > 0) {
		if (strstr(line, ".\\\" end commands"))
			inside = false;
		if (!inside)
			fputs(line, stdout);
		if (strstr(line, ".\\\" begin commands")) {
			inside = true;
			put_list();
		}
	}
	free(line);
	return ferror(stdin) || fflush(stdout) != 0;
}
