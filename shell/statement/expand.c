/* `$`: script arguments, parts of handles' addresses, the environment. */
#include <stdlib.h>
#include <sys/socket.h>

#include "address.h"
#include "bind.h"
#include "shell.h"
#include "source.h"

/* What stands behind a `$`. */
struct reference {
	struct slice name;	/* srv, 1, HOME */
	struct slice parts[2];	/* peer, port */
	size_t part_count;
	const char *end;	/* where the text goes on */
};

static struct slice take_name(const char *at, const char *end)
{
	const char *start = at;

	if (at < end && *at >= '0' && *at <= '9') {
		while (at < end && *at >= '0' && *at <= '9')
			at++;
	} else {
		while (at < end && is_name_char(*at))
			at++;
	}
	return (struct slice){ start, (size_t)(at - start) };
}

static bool is_part(struct slice word)
{
	return slice_is(word, "peer") || slice_is(word, "fd") || address_part_named(word);
}

/* `at` is behind the `$`. False when there is no name, or a brace is not closed. */
static bool parse_reference(const struct handles *handles, const char *at, const char *end,
			    struct reference *reference)
{
	bool braces = at < end && *at == '{';
	bool of_handle;

	*reference = (struct reference){ .name = take_name(at + braces, end) };
	at = reference->name.at + reference->name.len;
	of_handle = braces || handle_may_be_there(handles, reference->name);
	while (of_handle && reference->part_count < 2 && at < end && *at == '.') {
		struct slice part = take_name(at + 1, end);

		if (!braces && !is_part(part))
			break;
		reference->parts[reference->part_count++] = part;
		at = part.at + part.len;
	}
	if (braces && (at == end || *at++ != '}'))
		return false;
	reference->end = at;
	return reference->name.len > 0;
}

static bool no_part(struct context *c, const struct handle *handle, const struct reference *reference)
{
	const char *parts = address_parts(c->arena, handle->facts.known ? handle->facts.family : AF_INET);

	return mistake(c->message, "a handle has no .%.*s; it has %s.peer .fd",
		       SLICE_ARGS(reference->parts[reference->part_count - 1]), parts);
}

static bool expand_handle(struct context *c, struct handle *handle, const struct reference *reference,
			  struct slice *text)
{
	bool peer = reference->part_count && slice_is(reference->parts[0], "peer");
	const struct slice *last = reference->part_count > peer ? &reference->parts[peer] : NULL;
	const char *part = last ? address_part_named(*last) : NULL;
	struct arg address = { 0 };

	if (reference->part_count > 1 + (size_t)peer)
		return no_part(c, handle, reference);
	if (last && slice_is(*last, "fd")) {
		char *number = arena_format(c->arena, "%d", handle->fd);

		*text = slice_of(number ? number : "");
		return number;
	}
	if (last && !part)
		return no_part(c, handle, reference);
	return ask_address(c, handle, peer, &address) && address_to_text(c, &address, part, text);
}

static bool expand_argument(struct context *c, struct slice number, struct slice *text)
{
	char **args = c->shell->source->args;
	int64_t n;

	if (word_to_int64(number, &n) && n >= 1)
		for (int64_t i = 1; args && *args; args++, i++)
			if (i == n) {
				*text = slice_of(*args);
				return true;
			}
	return mistake(c->message, "$%.*s: the script has no such argument", SLICE_ARGS(number));
}

static bool expand_environment(struct context *c, struct slice name, struct slice *text)
{
	char *copy = arena_copy(c->arena, name.at, name.len);
	const char *value = copy ? getenv(copy) : NULL;
	struct nearest nearest;

	if (value) {
		*text = slice_of(value);
		return true;
	}
	nearest_start(&nearest, name);
	nearest_try(&nearest, handle_nearest(c->handles, name));
	return mistake_near(c->message, &nearest,
			    "$%.*s: no handle and nothing in the environment has this name", SLICE_ARGS(name));
}

static bool expand_reference(struct context *c, const struct reference *reference, struct slice *text)
{
	struct handle *handle = handle_named(c->handles, reference->name);

	if (handle)
		return expand_handle(c, handle, reference, text);
	if (handle_is_closed(c->handles, reference->name))
		return mistake(c->message, "$%.*s: the handle is closed", SLICE_ARGS(reference->name));
	if (reference->part_count)
		return mistake(c->message, "${%.*s.%.*s}: no such handle", SLICE_ARGS(reference->name),
			       SLICE_ARGS(reference->parts[0]));
	if (reference->name.at[0] >= '0' && reference->name.at[0] <= '9')
		return expand_argument(c, reference->name, text);
	return expand_environment(c, reference->name, text);
}

/* $srv.port is a whole word; `at` is behind its `$`, and other text before or behind. */
static bool needs_braces(struct context *c, struct slice word, const char *at, const char *end)
{
	bool part = end < word.at + word.len && *end == '.';

	if (at - 1 > word.at && at[-2] == '\\')
		return mistake(c->message, "%s: a $ that is none stands in quotes: '$%.*s'",
			       quoted(c->arena, word), (int)(end - at), at);
	return mistake(c->message, "%s: inside a word it is written ${%.*s}%s", quoted(c->arena, word),
		       (int)(end - at), at, part ? "; the parts of a handle are .host .port .peer .fd" : "");
}

static bool expand_word(struct context *c, struct word *word)
{
	const char *at = word->text.at, *end = at + word->text.len;
	struct out out = { .fd = -1 };
	bool expanded = true;

	while (at < end && expanded) {
		const char *dollar = memchr(at, '$', (size_t)(end - at));
		struct reference reference;
		struct slice text = { 0 };

		out_bytes(&out, at, (size_t)((dollar ? dollar : end) - at));
		if (!dollar)
			break;
		if (!parse_reference(c->handles, dollar + 1, end, &reference))
			expanded = mistake(c->message, "%s: a $ needs a name behind it: $1, $srv.port, ${srv.port}",
					   quoted(c->arena, word->text));
		else if (dollar[1] != '{' && (dollar != word->text.at || reference.end != end))
			expanded = needs_braces(c, word->text, dollar + 1, reference.end);
		else
			expanded = expand_reference(c, &reference, &text);
		out_bytes(&out, text.at, text.len);
		at = expanded ? reference.end : end;
	}
	word->text.at = out_take(&out, c->arena, &word->text.len);
	word->expands = false;
	word->expanded = true;
	return expanded && word->text.at;
}

bool expand_words(struct context *c, struct words *words)
{
	struct word *expanded = arena_alloc(c->arena, words->count * sizeof(*expanded));

	if (!expanded)
		return false;
	memcpy(expanded, words->at, words->count * sizeof(*expanded));
	words->at = expanded;
	for (size_t i = 0; i < words->count; i++)
		if (expanded[i].expands && !expand_word(c, &expanded[i]))
			return false;
	return true;
}

/*
 * The system's shell has the values in variables of its own, set in front of the command, so that
 * none of their bytes can ever be read as a command, whatever quotes stand around them.
 */
struct system_command {
	struct out values;	/* v1='127.0.0.1'; */
	struct out text;	/* echo "$v1" */
	unsigned count;
	char quote;		/* ' or " while inside, else NUL */
};

static bool put_value(struct context *c, struct system_command *system, struct slice value)
{
	struct out *out = &system->values;

	if (value.len && memchr(value.at, '\0', value.len))
		return mistake(c->message, "%s has a NUL byte in it, which no command can be given",
			       quoted(c->arena, value));
	out_format(out, "socksh_%u='", ++system->count);
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == '\'')
			out_text(out, "'\\''");
		else
			out_char(out, value.at[i]);
	}
	out_text(out, "'; ");
	out_format(&system->text, system->quote ? "${socksh_%u}" : "\"${socksh_%u}\"", system->count);
	return true;
}

/* One character of the command itself; what a backslash protects is taken with it. */
static const char *put_plain(struct system_command *system, const char *at, const char *end)
{
	bool escape = *at == '\\' && system->quote != '\'' && at + 1 < end;

	if (*at == system->quote)
		system->quote = 0;
	else if (!system->quote && (*at == '\'' || *at == '"'))
		system->quote = *at;
	out_bytes(&system->text, at, 1 + (size_t)escape);
	return at + 1 + escape;
}

bool expand_system(struct context *c, struct slice raw, const char **command)
{
	struct system_command system = { .values.fd = -1, .text.fd = -1 };
	const char *at = raw.at, *end = at + raw.len;
	bool expanded = true;

	while (at < end && expanded) {
		struct reference reference;
		struct handle *handle;
		struct slice value = { 0 };

		if (*at != '$' || system.quote == '\'' ||
		    !parse_reference(c->handles, at + 1, end, &reference) ||
		    !(handle = handle_named(c->handles, reference.name))) {
			at = put_plain(&system, at, end);
			continue;
		}
		expanded = expand_handle(c, handle, &reference, &value) && put_value(c, &system, value);
		at = reference.end;
	}
	*command = arena_format(c->arena, "%.*s%.*s", (int)system.values.len,
				system.values.data ? system.values.data : "", (int)system.text.len,
				system.text.data ? system.text.data : "");
	expanded &= !system.values.failed && !system.text.failed;
	out_free(&system.values);
	out_free(&system.text);
	return expanded && *command;
}
