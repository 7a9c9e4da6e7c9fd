/* Hints: what is known of a call, and the comment that is true of it. */
#include "hint.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "address.h"
#include "call.h"
#include "family.h"
#include "say.h"
#include "seen.h"
#include "shell.h"

enum {
	DATAGRAM_MOST = 65507, /* bytes of a UDP datagram, whatever it goes over */
};

const struct hint hints_of_any[] = {
	{ EINTR,
	  "a signal (Ctrl-C is one) ended the waiting; nothing was done, and the call can be made again" },
	{ ENOTSOCK, "this descriptor is no socket; poll and close work on any, read and write on files and pipes" },
	{ EMFILE, "the limit of open files is reached (ulimit -n)" },
	{ ENFILE, "the system's limit of open files is reached (fs.file-max)" },
	{ ENOMEM, "the kernel has no memory for this" },
	{ 0, NULL },
};

/* ---- the socket ---- */

static uint64_t kind_conditions(int family, int type, int64_t protocol)
{
	uint64_t known = address_family(family)->conditions;

	switch (type) {
	case SOCK_STREAM:
		return known | IS_STREAM;
	case SOCK_DGRAM:
		if (known & IS_INET && (protocol == IPPROTO_ICMP || protocol == IPPROTO_ICMPV6))
			known |= IS_PING;
		return known | IS_DGRAM;
	case SOCK_SEQPACKET:
		return known | IS_SEQPACKET;
	case SOCK_RAW:
		return known | IS_RAW;
	}
	return known;
}

static uint64_t socket_conditions(const struct facts *facts)
{
	return facts->seen | (facts->known ? kind_conditions(facts->family, facts->type, facts->protocol) : 0);
}

/* Of socket() and socketpair(): what they were to make. */
static uint64_t new_socket_conditions(const struct arg *args)
{
	return kind_conditions(ARG_INT(args, 0),
			       ARG_INT(args, 1) & ~(SOCK_NONBLOCK | SOCK_CLOEXEC),
			       args[2].n) |
	       (args[2].n == 0 ? BY_PROTOCOL_0 : 0);
}

/* ---- the other arguments ---- */

static uint64_t flag_conditions(int flags)
{
	return (flags & MSG_OOB ? BY_OOB : 0) | (flags & MSG_DONTWAIT ? BY_DONTWAIT : 0) |
	       (flags & MSG_PEEK ? BY_PEEK : 0) | (flags & MSG_ERRQUEUE ? BY_ERRQUEUE : 0) |
	       (flags & MSG_FASTOPEN ? BY_FASTOPEN : 0);
}

/* How many bytes were given, or asked for. */
static uint64_t size_conditions(const struct made *made, uint64_t len, bool sent)
{
	size_t own = made->facts.known ? address_family(made->facts.family)->datagram_most : 0;
	uint64_t most = own ? own : DATAGRAM_MOST;
	uint64_t known = len == 0 ? OF_NOTHING : 0;

	if (sent)
		known |= len > most ? OF_TOO_MUCH : len <= DATAGRAM_MOST ? OF_A_DATAGRAM : 0;
	return known;
}

/* And of a success, how many there were of them. */
static uint64_t data_conditions(const struct made *made, uint64_t len, bool sent)
{
	uint64_t known = size_conditions(made, len, sent);

	if (made->error)
		return known;
	if (sent)
		return known | ((uint64_t)made->result < len ? TOOK_A_PART : 0);
	return known | (made->result == 0		? GOT_NOTHING
			: (uint64_t)made->result == len ? GOT_ALL_ROOM
							: 0);
}

static uint64_t message_conditions(const struct made *made, const struct about *about)
{
	uint64_t known = about->many_buffers ? BY_MANY_BUFFERS : 0;

	if (about->messages)
		known |= size_conditions(made, about->bytes, about->sent) |
			 (!made->error && (uint64_t)made->result < about->messages ? TOOK_A_PART : 0);
	else
		known |= data_conditions(made, about->bytes, about->sent);
	if (about->sent)
		return known | (about->control ? BY_CONTROL : 0) |
		       address_conditions(&made->facts, about->address, about->address_room,
					  (int32_t)about->address_len);
	/* This call says itself whether there was more. */
	known &= ~GOT_ALL_ROOM;
	return known | (!made->error && about->cut ? GOT_CUT : 0);
}

static uint64_t argument_conditions(const struct made *made, size_t i)
{
	const struct param *param = &made->call->params[i];
	const struct arg *arg = &made->args[i];
	int64_t n = param->of ? arg_given(param->type, arg) : 0;
	struct about about = { .sent = param_is_sent(param) };

	if (param->type->message_flags)
		return flag_conditions((int)arg->n);
	if (param->type->flags_taken)
		return arg->n & ~param->type->flags_taken ? BY_ODD_FLAGS : 0;
	if (param->type->all_named)
		return symbols_by_value(param->type->symbols, arg->n) ? 0 : BY_ODD_FLAGS;
	if (param->type->about)
		return param->type->about(made, arg, &about) ? message_conditions(made, &about) : 0;
	if (param->of == made->call->counts && param->of && !param->type->counts_elements &&
	    made->call->params[param->of - 1].type->data)
		return data_conditions(made, (uint64_t)n,
				       made->call->params[param->of - 1].way == IN);
	if (!param->of)
		return 0;
	if (made->call->params[param->of - 1].type->is_address &&
	    made->call->params[param->of - 1].way == IN)
		return address_conditions(&made->facts, made->args[param->of - 1].at,
					  made->args[param->of - 1].room, (int32_t)n);
	return (int32_t)n < 0 ? BY_NEGATIVE : 0;
}

/* All but who is in the way. */
static uint64_t conditions(const struct made *made)
{
	const struct call *call = made->call;
	uint64_t known = socket_conditions(&made->facts);

	if (call_choosing(call, CHOOSES_FAMILY) == 0)
		return new_socket_conditions(made->args);
	for (size_t i = 0; call_has_param(call, i); i++)
		known |= argument_conditions(made, i);
	/* With MSG_TRUNC the whole length comes back. */
	return message_flags(made) & MSG_TRUNC ? known & ~GOT_ALL_ROOM : known;
}

/* ---- who is in the way ---- */

/* The address that the call was about: the one given, else the socket's own. */
static bool address_of(const struct made *made, struct local *local)
{
	for (size_t i = 0; call_has_param(made->call, i); i++)
		if (made->call->params[i].type->is_address && made->call->params[i].way == IN)
			return address_remember(made->args[i].at, made->args[i].len, local);
	if (made->error != EADDRINUSE || !made->handle)
		return false;
	*local = made->handle->local;
	return local->family;
}

static const struct handle *find_holder(struct shell *shell, const struct made *made,
					uint64_t *known)
{
	const struct handle *holder;
	struct local local;
	uint64_t held = 0;

	if ((made->error != EADDRINUSE && made->error != ECONNREFUSED) || !address_of(made, &local))
		return NULL;
	holder = seen_holder(&shell->handles, made, &local, &held);
	*known |= held;
	return holder;
}

/* ---- telling ---- */

static bool fits(const struct hint *hint, const struct made *made, uint64_t known)
{
	return (hint->when & known) == hint->when &&
	       (!hint->option ||
		hint->option == HINT_OPTION(ARG_INT(made->args, 1), ARG_INT(made->args, 2)));
}

static const struct hint *find_failure(const struct hint *hint, const struct made *made,
				       uint64_t known)
{
	for (; hint && hint->text; hint++)
		if ((hint->error == made->error || hint->error == (int)made->result) &&
		    fits(hint, made, known))
			return hint;
	return NULL;
}

/* Those that the family has for the call come first. */
static const struct hint *find_of_call(const struct made *made, uint64_t known)
{
	bool makes = call_choosing(made->call, CHOOSES_FAMILY) == 0, knows = makes || made->facts.known;
	const struct address_family *family =
		knows ? address_family(makes ? ARG_INT(made->args, 0) : made->facts.family) : NULL;
	const struct hint *own = family ? address_family_hints(family, made->call->name) : NULL;
	const struct hint *hint = find_failure(own, made, known);

	return hint ? hint : find_failure(made->call->hints, made, known);
}

static void tell(struct shell *shell, const struct hint *hint, const struct handle *holder)
{
	static const char name[] = "NAME";

	if (holder && strncmp(hint->text, name, strlen(name)) == 0)
		say_comment(&shell->out, "%s%s", holder->name, hint->text + strlen(name));
	else
		say_comment(&shell->out, "%s", hint->text);
}

void hint_failure(struct shell *shell, const struct made *made, bool own)
{
	uint64_t known = conditions(made);
	const struct handle *holder;
	const struct hint *hint;

	if (!shell->settings.hints)
		return;
	holder = find_holder(shell, made, &known);
	hint = find_of_call(made, known);
	if (!hint && !own)
		hint = find_failure(hints_of_any, made, known);
	if (hint)
		tell(shell, hint, holder);
}

static void tell_puzzle(struct shell *shell, const struct made *made, uint64_t known)
{
	for (const struct hint *hint = made->call->puzzles; hint && hint->text; hint++) {
		if (!fits(hint, made, known))
			continue;
		if (!(shell->puzzles_told & UINT64_C(1) << hint->puzzle))
			tell(shell, hint, NULL);
		shell->puzzles_told |= UINT64_C(1) << hint->puzzle;
		return;
	}
}

/* What is so of each descriptor in a list is a puzzle of its own. */
static void tell_each(struct shell *shell, const struct made *made, size_t param)
{
	static const uint64_t events[] = { POLLED_NVAL, POLLED_ERR, POLLED_HUP, POLLED_RDHUP };
	const struct type *type = made->call->params[param].type;
	int length = call_length_of(made->call, param), fd;
	uint64_t count = length < 0 ? UINT64_MAX : (uint64_t)made->args[length].n, known;

	for (size_t i = 0; i < count && type->polled(&made->args[param], i, &fd, &known); i++) {
		const struct handle *handle = handle_by_fd(&shell->handles, fd);
		uint64_t socket = handle ? socket_conditions(&handle->facts) : 0;

		socket |= handle && handle->listening ? IS_LISTENING : 0;
		for (size_t j = 0; j < sizeof(events) / sizeof(events)[0]; j++)
			if (known & events[j])
				tell_puzzle(shell, made, socket | events[j]);
	}
}

void hint_success(struct shell *shell, const struct made *made)
{
	size_t i = 0;

	if (!shell->settings.hints || !made->call->puzzles)
		return;
	while (call_has_param(made->call, i) && !made->call->params[i].type->polled)
		i++;
	if (call_has_param(made->call, i))
		tell_each(shell, made, i);
	else
		tell_puzzle(shell, made, conditions(made));
}

const char *hint_sockets(struct arena *arena, const struct hint *hint)
{
	static const struct {
		uint64_t condition;
		const char *word;
	} kinds[] = {
		{ IS_UNIX, "AF_UNIX" },
		{ IS_IPV4, "AF_INET" },
		{ IS_IPV6, "AF_INET6" },
		{ IS_INET, "AF_INET, AF_INET6" },
		{ IS_STREAM, "SOCK_STREAM" },
		{ IS_DGRAM, "SOCK_DGRAM" },
		{ IS_SEQPACKET, "SOCK_SEQPACKET" },
		{ IS_RAW, "SOCK_RAW" },
	};
	const char *text = "";

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds)[0] && text; i++)
		if (hint->when & kinds[i].condition)
			text = arena_format(arena, "%s%s%s", text, *text ? ", " : "",
					    kinds[i].word);
	return text ? text : "";
}
