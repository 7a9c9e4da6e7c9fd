/* What was meant by words that a command could not take: seen by trying others, without a call. */
#include "bind_parts.h"
#include "shell.h"

enum {
	MOST_ORDERED = 4,	/* words that are tried in another form */
	MOST_SHOWN = 200,	/* bytes of a command in a message */
};

/* Would the call take these words? What would have to be asked for is taken to be there. */
static bool would_do(const struct context *c, struct words words, struct handle *current)
{
	const enum handle_kind kind = call_acts_on(c->made->call);
	struct handle *before = handle_current(c->handles, kind);
	bool does;
	struct made made = { .call = c->made->call, .plan = c->made->plan };
	struct message ignored = { 0 };
	struct context own = *c;

	own.message = &ignored;
	own.made = &made;
	own.guessing = !c->checking;
	own.checking = true;
	if (current)
		handle_set_current(c->handles, kind, current);
	does = bind_these_words(&own, words);
	handle_set_current(c->handles, kind, before);
	return does;
}

/* Tells, instead of what was told, the command with the words that do. A long one is none to read. */
static bool say_command(struct context *c, const char *what, struct words words)
{
	struct out out = { .fd = -1 };

	out_text(&out, c->made->call->name);
	for (size_t i = 0; i < words.count; i++) {
		out_char(&out, ' ');
		if (words.at[i].quoted)
			out_string(&out, words.at[i].text, words.at[i].cut);
		else
			out_bytes(&out, words.at[i].text.at, words.at[i].text.len);
	}
	if (out.len <= MOST_SHOWN) {
		message_clear(c->message);
		mistake(c->message, "%s: %.*s", what, (int)out.len, out.data);
	}
	out_free(&out);
	return true;
}

/* ---- another order ---- */

/* The orders of `words` from number `fixed` on, until one does that is not as it was. */
static bool some_order_does(const struct context *c, struct words words, size_t fixed, bool as_it_was)
{
	if (fixed + 1 >= words.count)
		return !as_it_was && would_do(c, words, NULL);
	for (size_t i = fixed; i < words.count; i++) {
		struct word moved = words.at[i];

		memmove(&words.at[fixed + 1], &words.at[fixed], (i - fixed) * sizeof(*words.at));
		words.at[fixed] = moved;
		if (some_order_does(c, words, fixed + 1, as_it_was && i == fixed))
			return true;
		memmove(&words.at[fixed], &words.at[fixed + 1], (i - fixed) * sizeof(*words.at));
		words.at[i] = moved;
	}
	return false;
}

/* A handle in front is where it belongs. */
static bool explain_order(struct context *c, struct words words)
{
	struct word ordered[MOST_ORDERED];

	if (words.count < 2 || words.count > MOST_ORDERED || !bind_all_plain(&words))
		return false;
	memcpy(ordered, words.at, words.count * sizeof(*ordered));
	words.at = ordered;
	if (!some_order_does(c, words, param_is_acting(c->made->call, 0) && word_handle(c, ordered),
			     true))
		return false;
	return say_command(c, "the words are in another order", words);
}

/* ---- two words that are one ---- */

static bool takes_data(const struct call *call)
{
	for (size_t i = 0; call_has_param(call, i); i++)
		if (param_takes_words(call, i) && call->params[i].type->data)
			return true;
	return false;
}

/* Is there a word that can be whatever one types? */
static bool takes_free_text(const struct call *call)
{
	for (size_t i = 0; call_has_param(call, i); i++)
		if (param_takes_words(call, i) && call->params[i].type->free_text)
			return true;
	return takes_data(call);
}

static bool explain_joined_at(struct context *c, struct words words, size_t i, char between)
{
	struct word joined[MOST_ORDERED];
	char *text = arena_format(c->arena, "%.*s%c%.*s", SLICE_ARGS(words.at[i].text), between,
				  SLICE_ARGS(words.at[i + 1].text));

	if (!text)
		return false;
	memcpy(joined, words.at, (i + 1) * sizeof(*joined));
	memcpy(&joined[i + 1], &words.at[i + 2], (words.count - i - 2) * sizeof(*joined));
	joined[i] = (struct word){ .text = slice_of(text) };
	words = (struct words){ joined, words.count - 1 };
	text = arena_format(c->arena, "%s is one word", quoted(c->arena, joined[i].text));
	return text && would_do(c, words, NULL) && say_command(c, text, words);
}

/* tcp nodelay, a in. Data takes whatever it is, and an address tells itself what is wrong with it. */
static bool explain_joined(struct context *c, struct words words)
{
	if (words.count < 2 || words.count > MOST_ORDERED || takes_free_text(c->made->call) ||
	    !bind_all_plain(&words))
		return false;
	for (size_t i = 0; i + 1 < words.count; i++) {
		int64_t number;

		/* Names are joined: what is a number stands for itself. */
		if (words.at[i].quoted || words.at[i + 1].quoted || word_to_int64(words.at[i + 1].text, &number))
			continue;
		if (explain_joined_at(c, words, i, '.') || explain_joined_at(c, words, i, ':'))
			return true;
	}
	return false;
}

/* ---- an option without its dashes ---- */

static bool explain_option(struct context *c, struct words words)
{
	struct word changed[MOST_ORDERED];

	if (words.count == 0 || words.count > MOST_ORDERED || !bind_all_plain(&words))
		return false;
	for (size_t i = 0; i < words.count; i++) {
		struct slice word = words.at[i].text;
		char *text = arena_format(c->arena, word.len && word.at[0] == '-' ? "-%.*s" : "--%.*s",
					  SLICE_ARGS(word));
		struct words others = { changed, words.count };

		if (!text || words.at[i].quoted)
			continue;
		memcpy(changed, words.at, words.count * sizeof(*changed));
		changed[i].text = slice_of(text);
		text = arena_format(c->arena, "%s is an option", quoted(c->arena, words.at[i].text));
		if (text && would_do(c, others, NULL))
			return say_command(c, text, others);
	}
	return false;
}

/* ---- what C and other languages have between words ---- */

/* setsockopt srv SOL_SOCKET SO_REUSEADDR 1: an option's name says its level. */
static bool explain_level(struct context *c, struct words words)
{
	struct word left[MOST_ORDERED];

	if (words.count < 2 || words.count > MOST_ORDERED || !bind_all_plain(&words))
		return false;
	for (size_t i = 0; i < words.count; i++) {
		struct words others = { left, words.count - 1 };
		const char *text;

		if (words.at[i].quoted || !symbols_by_name(&symbols_sol, words.at[i].text))
			continue;
		memcpy(left, words.at, i * sizeof(*left));
		memcpy(&left[i], &words.at[i + 1], (words.count - i - 1) * sizeof(*left));
		text = arena_format(c->arena, "%s is left out here", quoted(c->arena, words.at[i].text));
		if (text && would_do(c, others, NULL))
			return say_command(c, text, others);
	}
	return false;
}

static const char *next_separator(struct slice text, const char *separators)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr(separators, text.at[i]))
			return text.at + i;
	return NULL;
}

/* Would the words do if blanks stood in the place of these? */
static bool explain_separated(struct context *c, struct words words, const char *separators)
{
	struct word split[MOST_ORDERED];
	struct words others = { split, 0 };
	bool commas = false;

	if (!bind_all_plain(&words))
		return false;
	for (size_t i = 0; i < words.count; i++) {
		struct slice rest = words.at[i].text;
		const char *comma = words.at[i].quoted ? NULL : next_separator(rest, separators);

		for (commas |= comma != NULL; comma && others.count < MOST_ORDERED; comma = next_separator(rest, separators)) {
			split[others.count] = (struct word){ .text = { rest.at, (size_t)(comma - rest.at) } };
			others.count += comma > rest.at;
			rest.len -= (size_t)(comma + 1 - rest.at);
			rest.at = comma + 1;
		}
		if (others.count == MOST_ORDERED)
			return false;
		if (rest.len || words.at[i].quoted) {
			split[others.count] = words.at[i];
			split[others.count++].text = rest;
		}
	}
	return commas && would_do(c, others, NULL) && say_command(c, "only blanks stand between words", others);
}

/* inet, stream; reuseaddr=1 */
static bool explain_commas(struct context *c, struct words words)
{
	return explain_separated(c, words, ",=");
}

/* epoll_ctl add a:in. In data and addresses a colon is what it is. */
static bool explain_colons(struct context *c, struct words words)
{
	return !takes_free_text(c->made->call) && explain_separated(c, words, ":");
}

/* ---- a handle that there is not ---- */

/* `send hello world`: which of the two was meant, nobody knows. */
static const char *as_data(const struct context *c, const struct words *words)
{
	const struct word *a = words->at, *b = words->at + 1;

	if (!takes_data(c->made->call) || words->count != 2 || b->quoted || word_is_option(b))
		return "";
	return arena_format(c->arena, "; data with a blank in it is quoted: %s \"%.*s %.*s\"",
			    c->made->call->name, SLICE_ARGS(a->text), SLICE_ARGS(b->text));
}

/* `send d --hex 00`: behind a handle d all would be right. */
static bool explain_handle(struct context *c, struct words words)
{
	const struct handles *handles = c->handles;
	union { struct handle handle; char room[sizeof(struct handle) + 1]; } unknown = { .handle.fd = -1 };
	const struct word *first = words.at;
	const char *otherwise;

	if (words.count < 2 || handles->count == 0 || !param_is_acting(c->made->call, 0) ||
	    first->quoted || !is_identifier(first->text) ||
	    handle_is_closed(handles, first->text) || handle_nearest(handles, first->text).len)
		return false;
	for (size_t i = 1; i < words.count; i++)
		if (words.at[i].expands)
			return false;
	words = (struct words){ words.at + 1, words.count - 1 };
	if (!would_do(c, words, &unknown.handle))
		return false;
	words = (struct words){ words.at - 1, words.count + 1 };
	otherwise = as_data(c, &words);
	message_clear(c->message);
	mistake(c->message, "no handle %s%s", quoted(c->arena, first->text), otherwise ? otherwise : "");
	return true;
}

/* What stands there in C and in other shells, and what is told of it. */
static const struct {
	const char *word, *text;
} signs[] = {
	{ "//", "a comment begins with #, not with //" }, { "/*", "a comment begins with #, not with /*" },
	{ "&&", "there is no && here; a ; stands between statements" },
	{ "||", "there is no || here; a ; stands between statements" },
	{ "|", "there is no | here; a pipe can take what socksh prints as a whole" },
	{ ">", "there is no > here; `set journal FILE` writes the calls to a file" },
	{ ">>", "there is no >> here; `set journal FILE` writes the calls to a file" },
	{ "<", "there is no < here; data comes out of a file with --file" },
};

static const char *sign_text(const struct word *word)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs)[0] && !word->quoted; i++)
		if (slice_is(word->text, signs[i].word))
			return signs[i].text;
	return NULL;
}

/* listen 5 // five; send x | cat; close a && close b */
static bool explain_sign(struct context *c, struct words words)
{
	const char *text = NULL;

	for (size_t i = 0; i < words.count && !text; i++)
		text = sign_text(&words.at[i]);
	if (!text)
		return false;
	message_clear(c->message);
	mistake(c->message, "%s", text);
	return true;
}

/* What may have been meant, the likeliest first. Each tells it instead of what was told, or returns false. */
static bool (*const guesses[])(struct context *c, struct words words) = {
	explain_sign, explain_commas, explain_order, explain_level, explain_joined, explain_option, explain_colons,
	explain_handle,
};

void bind_explain_words(struct context *c, struct words words)
{
	size_t i = 0;

	if (!c->message->set || c->message->failed)
		return;
	while (i < sizeof(guesses) / sizeof(guesses)[0] && !guesses[i](c, words))
		i++;
}
