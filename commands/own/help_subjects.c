/* help of a subject that is no one call's: how addresses, data, flags and options are written. */
#include "help.h"

#include "family.h"
#include "sockopt.h"

struct subject_row {
	const char *form, *text;
};

struct subject {
	const char *name, *single;		/* "flags", "flag" */
	const char *text;
	const struct subject_row *rows;		/* ends with a form of NULL; may be NULL */
	const struct symbols *list;		/* whose sentences are listed; may be NULL */
	bool levels;				/* the levels of options are listed */
	bool words;				/* the words of addresses are listed, by family */
};

/* Behind those of the families. */
static const struct subject_row address_rows[] = {
	{ "srv", "the local address of a handle, by a getsockname that is shown" },
	{ "$c.peer", "the address of the other end of a handle; $srv.port is its port alone" },
	{ NULL, NULL },
};

static const struct subject_row data_rows[] = {
	{ "hello", "one word, as it is" },
	{ "\"two words\\n\"", "in quotes, with the escapes of C: \\n, \\0, \\x1f" },
	{ "'no \\escape'", "every byte as it is" },
	{ "--hex \"de ad\"", "bytes" },
	{ "--file PATH", "what a file holds" },
	{ "--fill N", "N bytes of the alphabet; 64k, 1M" },
	{ NULL, NULL },
};

static const struct subject_row handle_rows[] = {
	{ "s = socket", "names what the call makes; without a name it is s1, s2, ..., ep1" },
	{ "a, b = socketpair", "names both" },
	{ "send s hello", "the handle that acts is the first word; left out, the current one" },
	{ "use s", "makes it the current one; so does making it" },
	{ "sockets", "lists them" },
	{ "$s, $s.port, $s.fd", "its local address, the port of it, its number, in any word" },
	{ NULL, NULL },
};

static const struct subject subjects[] = {
	{ .name = "addresses", .single = "address", .words = true, .rows = address_rows,
	  .text = "How the address of a bind, connect or sendto is written. In call notation it is "
		  "the structure that the line shows." },
	{ .name = "data", .single = "data", .rows = data_rows,
	  .text = "What is sent is one word, or an option. A word that is the name of a handle is "
		  "written in quotes." },
	{ .name = "handles", .single = "handle", .rows = handle_rows,
	  .text = "A handle is a name for an open descriptor." },
	{ .name = "options", .single = "option", .levels = true,
	  .text = "getsockopt s reuseaddr asks for an option, setsockopt s reuseaddr on sets it. With "
		  "its level it is socket.reuseaddr, in C SO_REUSEADDR. What each does and takes: "
		  "help reuseaddr. What there is:" },
	{ .name = "flags", .single = "flag", .list = &symbols_msg,
	  .text = "Flags of send, recv and their like are options: recv --peek 100; in call notation "
		  "MSG_PEEK|MSG_DONTWAIT." },
	{ .name = "events", .single = "event", .list = &symbols_poll,
	  .text = "What poll waits for: poll srv:in c:in|out 2s; in call notation POLLIN|POLLOUT." },
	{ .name = "families", .single = "family", .list = &symbols_af,
	  .text = "The first word of socket says what addresses look like: socket inet6 dgram. "
		  "These and more (constants AF_*):" },
	{ .name = "types", .single = "type", .list = &symbols_sock,
	  .text = "The second word of socket says how data travels: socket inet dgram; its flags are "
		  "options: --nonblock." },
	{ .name = "states", .single = "state", .list = &symbols_tcp_state,
	  .text = "Where a TCP connection is; getsockopt s tcp.info tells it as tcpi_state." },
	{ .name = "requests", .single = "request", .list = &symbols_ioctl,
	  .text = "What ioctl can ask for or change: ioctl s fionread." },
	{ .name = NULL },
};

static void say_levels(struct shell *shell)
{
	for (size_t i = 0; sockopts_all[i]; i++)
		say_row(shell, SUBJECT_COLUMN, sockopts_all[i]->word,
			option_list(command_arena(shell), sockopts_all[i]));
}

static void say_words(struct shell *shell)
{
	const struct address_family *family;

	for (size_t i = 0; (family = address_family_at(i)); i++)
		for (const struct word_form *row = family->forms; row && row->form; row++)
			say_row(shell, SUBJECT_COLUMN, row->form, row->text);
}

static void say_list(struct shell *shell, const struct symbols *symbols)
{
	struct arena *arena = command_arena(shell);

	for (size_t i = 0; i < symbols->count; i++) {
		const struct symbol *entry = &symbols->entries[i];

		if (entry->meaning && symbols_by_value(symbols, entry->value) == entry)
			say_row(shell, SUBJECT_COLUMN, constant_word(arena, symbols, entry),
				entry->meaning);
	}
}

bool help_subjects(struct shell *shell, struct slice word)
{
	const struct subject *subject = subjects;

	while (subject->name && !slice_is(word, subject->name) && !slice_is(word, subject->single))
		subject++;
	if (!subject->name)
		return false;
	say_headline(shell, subject->name, subject->text);
	if (subject->words)
		say_words(shell);
	for (const struct subject_row *row = subject->rows; row && row->form; row++)
		say_row(shell, SUBJECT_COLUMN, row->form, row->text);
	if (subject->list)
		say_list(shell, subject->list);
	if (subject->levels)
		say_levels(shell);
	return true;
}

const char *help_subject(size_t i)
{
	return i < sizeof(subjects) / sizeof(subjects[0]) ? subjects[i].name : NULL;
}
