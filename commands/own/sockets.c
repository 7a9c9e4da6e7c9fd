/* sockets: the live handles, and what the kernel says of their addresses. */
#include "command.h"

#include <sys/socket.h>

#include "address.h"
#include "hint.h"
#include "say.h"

enum { COLUMNS = 8 };

static const char *const titles[COLUMNS] = {
	"", "name", "fd", "family", "type", "local", "remote", "state",
};

struct row {
	const char *cells[COLUMNS];
};

struct table {
	struct shell *shell;
	struct row *rows;
	size_t count;
	size_t width[COLUMNS];
	size_t asked, asked_facts;	/* of how many handles the kernel has been asked */
};

static const char *or_dash(const char *text)
{
	return text && *text ? text : "-";
}

/* The short name of a value, or its number. */
static const char *short_name(struct arena *arena, const struct symbols *symbols, int64_t value)
{
	const struct symbol *entry = symbols_by_value(symbols, value);
	const char *name = entry ? symbol_short(symbols, entry, arena) : NULL;

	return or_dash(name ? name : arena_format(arena, "%lld", (long long)value));
}

/* In the short form of command notation; where a family has none, as call notation writes it. */
static const char *address_text(struct shell *shell, struct sockaddr_storage *address, size_t len)
{
	struct arena *arena = command_arena(shell);
	struct message message = { 0 };
	struct made none = { 0 };
	struct context c = context_of(shell, arena, &message, &none);
	struct arg arg = { .at = address, .len = len, .room = sizeof(*address) };
	struct out out = {
		.fd = -1, .terminal = shell->out.terminal, .strings = shell->out.strings,
	};
	struct slice text;

	if (len > sizeof(*address))
		arg.len = sizeof(*address);
	if (address_to_text(&c, &arg, NULL, &text)) {
		out_foreign(&out, text);
	} else {
		node_show(memory_to_node(&type_sockaddr, &c, CAME, &arg), &out);
	}
	return out_take(&out, arena, NULL);
}

/* ---- asking ---- */

/* As facts_ask; `with` is the descriptor. */
static bool ask_int(void *with, int option, int *value)
{
	socklen_t len = sizeof(*value);

	return getsockopt(*(const int *)with, SOL_SOCKET, option, value, &len) == 0;
}

/* What nobody has asked of a received descriptor yet is known from now on. */
static void find_facts(struct handles *handles, struct handle *handle)
{
	int listens;

	facts_learn(&handle->facts, ask_int, &handle->fd);
	if (ask_int(&handle->fd, SO_ACCEPTCONN, &listens) && listens)
		handle_set_listening(handles, handle, true);
}

static const char *ask_name(struct table *table, int fd, bool peer, bool *known)
{
	struct sockaddr_storage address = { 0 };
	socklen_t len = sizeof(address);
	int failed = peer ? getpeername(fd, (struct sockaddr *)&address, &len)
			  : getsockname(fd, (struct sockaddr *)&address, &len);

	*known = failed == 0;
	return or_dash(failed ? NULL : address_text(table->shell, &address, len));
}

/*
 * A connection of which one half is closed still has both addresses: what the calls have shown of it
 * is said, and the kernel's own state is not asked for here.
 */
static const char *state_text(const struct handle *handle, bool has_peer)
{
	uint64_t seen = handle->facts.seen;

	if (handle->listening)
		return "listening";
	if (seen & IS_ENDED)
		return seen & IS_SHUT_WR ? "both sides have ended" : "the peer has ended";
	if (!has_peer)
		return seen & IS_CONNECTING ? "connecting, or failed" : seen & IS_FAILED ? "failed" :
		       seen & IS_OVER	    ? "over"		      : "-";
	if (seen & IS_SHUT_WR)
		return seen & IS_SHUT_RD ? "shut rdwr" : "connected, shut wr";
	return seen & IS_SHUT_RD ? "connected, shut rd" : "connected";
}

/* What every handle has; of what is no socket the kernel is asked nothing. */
static void fill_handle(struct table *table, const struct handle *handle, struct row *row)
{
	struct arena *arena = command_arena(table->shell);

	row->cells[0] = handle_current(&table->shell->handles, handle->facts.kind) == handle ? "*" : "";
	row->cells[1] = arena_format(arena, "%s", handle->name);
	row->cells[2] = arena_format(arena, "%d", handle->fd);
	for (size_t i = 3; i < COLUMNS; i++)
		row->cells[i] = "-";
	if (!handle_kinds[handle->facts.kind].is_socket)
		row->cells[4] = handle_kinds[handle->facts.kind].name;
}

static void fill_row(struct table *table, struct handle *handle, struct row *row)
{
	struct arena *arena = command_arena(table->shell);
	bool named, connected;

	fill_handle(table, handle, row);
	if (!handle_kinds[handle->facts.kind].is_socket)
		return;
	if (!handle->facts.known) {
		find_facts(&table->shell->handles, handle);
		table->asked_facts++;
	}
	table->asked++;
	if (handle->facts.known) {
		row->cells[3] = short_name(arena, &symbols_af, handle->facts.family);
		row->cells[4] = short_name(arena, &symbols_sock, handle->facts.type);
	}
	row->cells[5] = ask_name(table, handle->fd, false, &named);
	row->cells[6] = ask_name(table, handle->fd, true, &connected);
	row->cells[7] = state_text(handle, connected);
}

/* ---- showing ---- */

static void measure(struct table *table, const struct row *row)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (strlen(or_dash(row->cells[i])) > table->width[i])
			table->width[i] = strlen(or_dash(row->cells[i]));
}

static void show_row(struct table *table, const struct row *row)
{
	struct out line = { .fd = -1 };
	const char *text;

	for (size_t i = 0; i < COLUMNS; i++) {
		const char *cell = row->cells[i] ? row->cells[i] : "-";

		out_format(&line, "%-*s", i + 1 < COLUMNS ? (int)table->width[i] : 0, cell);
		if (i + 1 < COLUMNS)
			out_text(&line, i == 0 ? " " : "  ");
	}
	text = out_take(&line, command_arena(table->shell), NULL);
	if (text)
		say_comment(&table->shell->out, "%s", text);
	else
		table->shell->out.failed = true;
}

static void show_sum(const struct table *table)
{
	const char *s = table->asked == 1 ? "" : "s";

	if (!table->asked)
		return;
	if (table->asked_facts)
		say_comment(&table->shell->out,
			      "getsockname and getpeername of %zu handle%s, getsockopt of %zu",
			      table->asked, s, table->asked_facts);
	else
		say_comment(&table->shell->out, "getsockname and getpeername of %zu handle%s",
			      table->asked, s);
}

static enum outcome run(struct shell *shell, struct words words)
{
	struct table table = { .shell = shell };
	struct row title;

	if (!command_takes(shell, words, 0, 0))
		return OUTCOME_MISTAKE;
	if (shell->checking)
		return OUTCOME_OK;
	if (shell->handles.count == 0) {
		say_comment(&shell->out, "no handle is open");
		return OUTCOME_OK;
	}
	memcpy(title.cells, titles, sizeof(titles));
	table.rows = arena_zero(command_arena(shell), shell->handles.count * sizeof(*table.rows));
	if (!table.rows) {
		mistake(&shell->message, "out of memory");
		return OUTCOME_MISTAKE;
	}
	measure(&table, &title);
	for (struct handle *handle = shell->handles.oldest; handle; handle = handle->newer) {
		fill_row(&table, handle, &table.rows[table.count]);
		measure(&table, &table.rows[table.count++]);
	}
	show_row(&table, &title);
	for (size_t i = 0; i < table.count; i++)
		show_row(&table, &table.rows[i]);
	show_sum(&table);
	if (command_arena(shell)->exhausted)	/* a dash may stand for what could not be kept */
		shell->out.failed = true;
	return OUTCOME_OK;
}

const struct command command_sockets = {
	.name = "sockets",
	.synopsis = "sockets",
	.summary = "the open handles, their addresses, and which is current",
	.help = "It asks the kernel for both addresses of every socket, and says so in its last "
		"line. The current handle has a * in front. The state is what the calls made here have "
		"shown: that the peer has ended is known once recv has returned 0.",
	.example = "> srv = socket; bind srv; listen srv\n"
		   "[...]\n"
		   "> sockets\n"
		   "#   name  fd  family  type    local            remote  state\n"
		   "# * srv   3   inet    stream  127.0.0.1:38273  -       listening\n"
		   "# getsockname and getpeername of 1 handle",
	.run = run,
};
