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
	{ "select", "poll waits for several: poll a:in b:out 1s" },
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

/* x=socket, x =socket */
static bool has_equals(const struct statement *statement)
{
	const struct word *first = statement->words.count ? statement->words.at : NULL;

	return memchr(statement->command.at, '=', statement->command.len) ||
	       (first && !first->quoted && first->text.len && first->text.at[0] == '=');
}

/* x socket inet */
static bool names_a_call(struct shell *shell, const struct statement *statement)
{
	const struct word *first = statement->words.count ? statement->words.at : NULL;
	const struct entry *entry =
		first && !first->quoted ? registry_find(&shell->registry, first->text) : NULL;

	return entry && entry->call && call_makes_descriptors(entry->call) &&
	       is_identifier(statement->command);
}

static struct slice before(struct slice text, char c, struct slice *behind)
{
	const char *at = memchr(text.at, c, text.len);

	*behind = (struct slice){ text.at + text.len, 0 };
	if (!at)
		return text;
	*behind = (struct slice){ at + 1, (size_t)(text.at + text.len - at - 1) };
	return (struct slice){ text.at, (size_t)(at - text.at) };
}

/* srv.send("x"), srv.port: a handle in front of a dot. */
static bool say_handle_before_dot(struct shell *shell, struct slice command)
{
	struct slice part, handle = before(command, '.', &part), args, call = before(part, '(', &args);
	const struct entry *entry = registry_find(&shell->registry, call);

	if (part.len == 0 || !handle_by_name(&shell->handles, handle))
		return true;
	if (entry && entry->call)
		return mistake(&shell->message, "the handle stands behind the call: %s %.*s ..., or %s(%.*s, ...)",
			       entry->name, SLICE_ARGS(handle), entry->name, SLICE_ARGS(handle));
	return mistake(&shell->message, "a part of a handle stands in a call's words: send $%.*s.port",
		       SLICE_ARGS(handle));
}

/* PORT=8080, and not s=socket. */
static bool is_variable(struct shell *shell, struct slice command)
{
	struct slice value, name = before(command, '=', &value);

	return is_identifier(name) && value.len && !registry_find(&shell->registry, value);
}

static bool is_value(struct slice command)
{
	int64_t n;

	return word_to_int64(command, &n) || command.at[0] == '"' || memchr(command.at, ':', command.len);
}

static void say_equals(struct shell *shell, const struct statement *statement)
{
	struct slice command = statement->command;

	if (statement->name_count)
		mistake(&shell->message, "a call takes names once: NAME = CALL");
	else if (is_identifier(command))
		mistake(&shell->message, "a call is missing behind the =");
	else if (memchr(command.at, '.', command.len))
		mistake(&shell->message, "no member can be set alone; " NO_MEMORY);
	else
		mistake(&shell->message, "cannot be a handle: a name is letters, digits and _, at most %d, "
					 "no digit first", HANDLE_NAME_MAX);
}

static bool next_word_is(const struct statement *statement, const char *text)
{
	return statement->words.count && !statement->words.at->quoted && slice_is(statement->words.at->text, text);
}

/* Who listens, and has this word behind a command of its own; or NULL. */
static const struct listener *who_takes(const struct shell *shell, struct slice word)
{
	const struct listener *listener = shell->listeners;

	while (listener && !listener->takes(word))
		listener = listener->next;
	return listener;
}

/* By the form of the statement. False when it tells nothing. */
static bool say_form(struct shell *shell, const struct statement *statement)
{
	const struct listener *listener = who_takes(shell, statement->command);
	struct message *message = &shell->message;
	struct slice command = statement->command;

	if (next_word_is(statement, "="))
		say_equals(shell, statement);
	else if (command.at[command.len - 1] == ',')
		mistake(message, "a call takes at most two names: a, b = CALL");
	else if (is_variable(shell, command) ||
		 (statement->name_count && (is_value(command) || handle_by_name(&shell->handles, command))))
		mistake(message, "is no call, and only what a call returns has a name; a value is written where "
				 "it is used, or comes from the environment as $NAME");
	else if (handle_by_name(&shell->handles, command))
		mistake(message, "is a handle; the command comes first: send %.*s ...", SLICE_ARGS(command));
	else if (!say_handle_before_dot(shell, command))
		return true;
	else if (command.at[0] == '$')
		mistake(message, "no such command; what begins with a $ stands behind the command");
	else if (has_equals(statement))
		mistake(message, "no such command; blanks belong around the = of NAME = CALL");
	else if (names_a_call(shell, statement))
		mistake(message, "no such command; a name has a = behind it: %.*s = %.*s", SLICE_ARGS(command),
			SLICE_ARGS(statement->words.at->text));
	else if (listener)
		mistake(message, "no such command; did you mean \"%s %.*s\"?", listener->command,
			SLICE_ARGS(command));
	return message->set;
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
	struct nearest nearest;

	/* How a log is to be taken, run_statement() says; what stands in its lines is no slip of anybody's. */
	if (!tree && line_is_decorated(shell->source))
		mistake(&shell->message, "no such command");
	if (text && !statement->name_count)
		mistake(&shell->message, "no such %s; %s", no, text);
	if (shell->message.set || say_form(shell, statement))
		return;
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
