/* What is told of a statement whose first word is no command and no call. */
#include <stdlib.h>
#include <unistd.h>

#include "listener.h"
#include "log_line.h"
#include "run_statement.h"
#include "shell.h"
#include "source.h"

/* ---- words of other languages ---- */

#define NO_TYPES "no variables are declared here; a name in front is for a handle: s = socket(AF_INET, SOCK_STREAM, 0)"
#define NO_FLOW "there is no flow of control: after a failure a script ends, unless `try` or `expect ERRNO` " \
	"stands in front of the call"
#define NO_PRINTING "every call is shown with what came of it; text of one's own is a comment (#), or ! echo"
#define NO_MEMORY "a structure is written in the call that takes it, and what is left out there is zero"
#define INSIDE "it stands inside of one: bind(s, {sa_family=AF_INET, sin_port=htons(8080), " \
	"sin_addr=inet_addr(\"127.0.0.1\")}, 16)"
#define MEASURED "it stands inside of one: send(s, \"abc\", strlen(\"abc\"), 0)"

static const struct {
	const char *word, *text;
} foreign[] = {
	{ "int", NO_TYPES }, { "char", NO_TYPES }, { "struct", NO_TYPES }, { "unsigned", NO_TYPES },
	{ "size_t", NO_TYPES }, { "ssize_t", NO_TYPES }, { "socklen_t", NO_TYPES }, { "const", NO_TYPES },
	{ "static", NO_TYPES }, { "long", NO_TYPES }, { "void", NO_TYPES }, { "uint8_t", NO_TYPES },
	{ "uint16_t", NO_TYPES }, { "uint32_t", NO_TYPES }, { "let", NO_TYPES }, { "var", NO_TYPES },
	{ "if", NO_FLOW }, { "else", NO_FLOW }, { "while", NO_FLOW }, { "for", NO_FLOW }, { "do", NO_FLOW },
	{ "return", NO_FLOW }, { "switch", NO_FLOW }, { "assert", NO_FLOW }, { "{", NO_FLOW }, { "}", NO_FLOW },
	{ "printf", NO_PRINTING }, { "fprintf", NO_PRINTING }, { "puts", NO_PRINTING },
	{ "print", NO_PRINTING }, { "perror", NO_PRINTING }, { "strerror", NO_PRINTING },
	{ "memset", NO_MEMORY }, { "bzero", NO_MEMORY }, { "memcpy", NO_MEMORY }, { "strcpy", NO_MEMORY },
	{ "malloc", NO_MEMORY }, { "free", NO_MEMORY },
	{ "htons", INSIDE }, { "htonl", INSIDE }, { "ntohs", INSIDE }, { "ntohl", INSIDE },
	{ "inet_addr", INSIDE }, { "inet_pton", INSIDE }, { "inet_aton", INSIDE },
	{ "strlen", MEASURED }, { "sizeof", MEASURED },
	{ "errno", "what errno was stands in the line of the call that failed" },
	{ "inet_ntop", "addresses are shown as text" }, { "inet_ntoa", "addresses are shown as text" },
	{ "readv", "recvmsg takes several buffers" }, { "writev", "sendmsg takes several buffers" },
	{ "gethostbyname", "getaddrinfo looks names up" }, { "resolve", "getaddrinfo looks names up" },
	{ "fcntl", "a socket that does not block is made with --nonblock, or by `ioctl fionbio 1`" },
	{ "receive", "did you mean \"recv\"?" }, { "transmit", "did you mean \"send\"?" },
	{ "open", "`socket` makes one" },
	{ "disconnect", "`close` ends a connection, `shutdown` one of its directions" },
	{ "ss", "`sockets` lists the open handles; ! ss all sockets of the system" },
	{ "netstat", "`sockets` lists the open handles; ! ss all sockets of the system" },
	{ "list", "`sockets` lists the open handles" }, { "status", "`sockets` lists the open handles" },
	{ "man", "`help NAME` tells of a call; ! man shows the manual" }, { "?", "did you mean \"help\"?" },
	{ "--help", "did you mean \"help\"?" }, { "q", "did you mean \"quit\"?" },
	{ "bye", "did you mean \"quit\"?" },
	{ ">", "a > in front is the prompt, and is not typed" },
	{ "import", "this is no Python: `help` lists what there is" },
};

static const char *foreign_word(struct slice command)
{
	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++)
		if (slice_is(command, foreign[i].word))
			return foreign[i].text;
	return NULL;
}

/* Is there a program of this name, so that a ! in front is what is missing? */
static bool is_program(struct shell *shell, struct slice command)
{
	const char *path = getenv("PATH");

	if (!path || command.len == 0 || memchr(command.at, '/', command.len))
		return false;
	while (*path) {
		size_t len = strcspn(path, ":");
		const char *file = arena_format(&shell->source->arena, "%.*s/%.*s", (int)len, path,
						SLICE_ARGS(command));

		if (file && len && access(file, X_OK) == 0)
			return true;
		path += len + (path[len] == ':');
	}
	return false;
}

/* ---- what looks like a statement, and is none ---- */

struct unknown {
	struct shell *shell;
	const struct statement *statement;
	struct slice command;
	struct slice next;		/* the word behind it where it is bare; else empty */
	struct slice handle, part;	/* of srv.send("x"): what stands before and behind the dot */
	const struct entry *part_call;	/* the call of that name; NULL where there is none */
	const struct listener *listener;	/* who has this word behind a command of its own; or NULL */
};

static struct slice before(struct slice text, char c, struct slice *behind)
{
	const char *at = memchr(text.at, c, text.len);

	*behind = (struct slice){ text.at + text.len, 0 };
	if (!at)
		return text;
	*behind = (struct slice){ at + 1, (size_t)(text.at + text.len - at - 1) };
	return (struct slice){ text.at, (size_t)(at - text.at) };
}

static const struct listener *who_takes(const struct shell *shell, struct slice word)
{
	const struct listener *listener = shell->listeners;

	while (listener && !listener->takes(word))
		listener = listener->next;
	return listener;
}

static struct unknown look_at(struct shell *shell, const struct statement *statement)
{
	const struct word *next = statement->words.count ? statement->words.at : NULL;
	struct unknown unknown = { .shell = shell, .statement = statement, .command = statement->command };
	struct slice args;

	unknown.next = next && !next->quoted ? next->text : (struct slice){ "", 0 };
	unknown.handle = before(unknown.command, '.', &unknown.part);
	unknown.part_call = registry_find(&shell->registry, before(unknown.part, '(', &args));
	if (unknown.part_call && !unknown.part_call->call)
		unknown.part_call = NULL;
	unknown.listener = who_takes(shell, unknown.command);
	return unknown;
}

static bool has(struct slice text, char c)
{
	return text.len && memchr(text.at, c, text.len);
}

static bool is_assigned(const struct unknown *unknown)
{
	return slice_is(unknown->next, "=");
}

static bool is_second_name(const struct unknown *unknown)
{
	return is_assigned(unknown) && unknown->statement->name_count;
}

static bool is_name_alone(const struct unknown *unknown)
{
	return is_assigned(unknown) && is_identifier(unknown->command);
}

static bool is_member(const struct unknown *unknown)
{
	return is_assigned(unknown) && has(unknown->command, '.');
}

static bool ends_in_comma(const struct unknown *unknown)
{
	return unknown->command.at[unknown->command.len - 1] == ',';
}

static bool is_handle(const struct unknown *unknown)
{
	return handle_by_name(&unknown->shell->handles, unknown->command);
}

/* PORT=8080, and not s=socket. */
static bool is_variable(const struct unknown *unknown)
{
	struct slice value, name = before(unknown->command, '=', &value);

	return is_identifier(name) && value.len && !registry_find(&unknown->shell->registry, value);
}

/* x = 8080, x = "a", x = 127.0.0.1:80, x = srv */
static bool is_named_value(const struct unknown *unknown)
{
	struct slice command = unknown->command;
	int64_t n;

	return unknown->statement->name_count &&
	       (word_to_int64(command, &n) || command.at[0] == '"' || has(command, ':') || is_handle(unknown));
}

static bool is_behind_handle(const struct unknown *unknown)
{
	return unknown->part.len && handle_by_name(&unknown->shell->handles, unknown->handle);
}

static bool is_call_behind_handle(const struct unknown *unknown)
{
	return is_behind_handle(unknown) && unknown->part_call;
}

static bool begins_with_dollar(const struct unknown *unknown)
{
	return unknown->command.at[0] == '$';
}

/* x=socket, x =socket */
static bool has_equals(const struct unknown *unknown)
{
	return has(unknown->command, '=') || (unknown->next.len && unknown->next.at[0] == '=');
}

/* x socket inet */
static bool names_a_call(const struct unknown *unknown)
{
	const struct entry *entry = registry_find(&unknown->shell->registry, unknown->next);

	return entry && entry->call && entry->plan.brings && is_identifier(unknown->command);
}

static bool is_anothers_word(const struct unknown *unknown)
{
	return unknown->listener;
}

#define NO_VALUES "is no call, and only what a call returns has a name; a value is written where it is used, or " \
	"comes from the environment as $NAME"

/*
 * What a statement looks like, and what is told then: the first that fits. %c is the command, %w the word
 * behind it, %h the handle before a dot and %f the call behind it, %l a command that has this word.
 */
static const struct {
	bool (*is)(const struct unknown *unknown);
	const char *said;
} forms[] = {
	{ is_second_name, "a call takes names once: NAME = CALL" },
	{ is_name_alone, "a call is missing behind the =" },
	{ is_member, "no member can be set alone; " NO_MEMORY },
	{ is_assigned, "cannot be a handle: a name is letters, digits and _, at most %m, no digit first" },
	{ ends_in_comma, "a call takes at most two names: a, b = CALL" },
	{ is_variable, NO_VALUES },
	{ is_named_value, NO_VALUES },
	{ is_handle, "is a handle; the command comes first: send %c ..." },
	{ is_call_behind_handle, "the handle stands behind the call: %f %h ..., or %f(%h, ...)" },
	{ is_behind_handle, "a part of a handle stands in a call's words: send $%h.port" },
	{ begins_with_dollar, "no such command; what begins with a $ stands behind the command" },
	{ has_equals, "no such command; blanks belong around the = of NAME = CALL" },
	{ names_a_call, "no such command; a name has a = behind it: %c = %w" },
	{ is_anothers_word, "no such command; did you mean \"%l %c\"?" },
};

static void put_part(struct out *out, const struct unknown *unknown, char part)
{
	const struct slice texts[] = {
		['c' - 'a'] = unknown->command,
		['w' - 'a'] = unknown->next,
		['h' - 'a'] = unknown->handle,
		['f' - 'a'] = unknown->part_call ? unknown->part_call->name : (struct slice){ 0 },
		['l' - 'a'] = slice_of(unknown->listener ? unknown->listener->command : ""),
	};

	if (part == 'm')
		out_number(out, HANDLE_NAME_MAX);
	else
		out_bytes(out, texts[part - 'a'].at, texts[part - 'a'].len);
}

/* By the form of the statement. Nothing is told where it has none of these. */
static void say_form(const struct unknown *unknown)
{
	struct out out = { .fd = -1 };
	size_t i = 0;

	while (i < sizeof(forms) / sizeof(forms)[0] && !forms[i].is(unknown))
		i++;
	if (i == sizeof(forms) / sizeof(forms)[0])
		return;
	for (const char *at = forms[i].said; *at; at++) {
		if (*at == '%')
			put_part(&out, unknown, *++at);
		else
			out_char(&out, *at);
	}
	mistake(&unknown->shell->message, "%.*s", (int)out.len, out.data);
	out_free(&out);
}

/* Slips of the fingers; and where there is none, a program of the system. */
static void say_nearest(struct shell *shell, const struct statement *statement, const char *no)
{
	bool tree = statement->kind == STATEMENT_TREE;
	struct nearest nearest;

	nearest_start(&nearest, statement->command);
	for (size_t i = 0; shell->registry.calls[i]; i++)
		nearest_try(&nearest, slice_of(shell->registry.calls[i]->name));
	for (size_t i = 0; shell->registry.commands[i] && !tree; i++)
		nearest_try(&nearest, slice_of(shell->registry.commands[i]->name));
	if (nearest.best.len == 0 && !tree && is_program(shell, statement->command))
		mistake(&shell->message, "no such command; for one of the system a ! stands in front: ! %.*s",
			SLICE_ARGS(statement->command));
	mistake_near(&shell->message, &nearest, "no such %s", no);
}

bool line_is_decorated(struct source *source)
{
	if (!source->looked_at)
		source->decorated = log_line_is_decorated(source->text);
	source->looked_at = true;
	return source->decorated;
}

void say_unknown(struct shell *shell, const struct statement *statement)
{
	bool tree = statement->kind == STATEMENT_TREE;
	const char *text = foreign_word(statement->command), *no = tree ? "call" : "command";
	struct unknown unknown = look_at(shell, statement);

	/* How a log is to be taken, run_statement() says; what stands in its lines is no slip of anybody's. */
	if (!tree && line_is_decorated(shell->source))
		mistake(&shell->message, "no such command");
	else if (text && !statement->name_count)
		mistake(&shell->message, "no such %s; %s", no, text);
	else
		say_form(&unknown);
	if (!shell->message.set)
		say_nearest(shell, statement, no);
}
