/* Integers that options take with a unit, or with names for what they can be. */
#include <sys/socket.h>

#include "call.h"
#include "protocols.h"
#include "sockopt.h"

/* ---- times ---- */

/* 2min, 30s; a bare number is in the option's own unit. */
static bool time_from_words(const struct type *self, struct context *c, struct words *words,
			    struct arg *arg)
{
	struct slice word = words->at->text;
	int64_t ns;

	if (words->at->quoted || !word_to_duration(word, &ns)) {
		if (!words->at->quoted && word_to_int64(word, &ns))
			return number_from_words(self, c, words, arg);
		return wrong(c, "a duration (2s) or %s expected, found %s", self->name,
			     quoted(c->arena, word));
	}
	words_take(words);
	if (ns % self->unit)
		return wrong(c, "whole %s expected, found %s", self->name, quoted(c->arena, word));
	arg->n = ns / self->unit;
	if (arg->n < INT32_MIN || arg->n > INT32_MAX)
		return wrong(c, "%s does not fit into 4 bytes", quoted(c->arena, word));
	return true;
}

#define TYPE_TIME(name_, unit_, words_) \
	{ .name = name_, .words = words_, .size = 4, .is_signed = true, .unit = unit_, \
	  .from_words = time_from_words, .from_node = number_from_node, \
	  .to_node = number_to_node, .show = number_show }

const struct type type_option_seconds = TYPE_TIME("seconds", 1000000000, "30s, 2min, or seconds");
const struct type type_option_milliseconds =
	TYPE_TIME("milliseconds", 1000000, "500ms, 2s, or milliseconds");
const struct type type_option_microseconds =
	TYPE_TIME("microseconds", 1000, "200us, 5ms, or microseconds");

/* ---- switches ---- */

static const struct {
	const char *word;
	int value;
} switches[] = { { "on", 1 }, { "off", 0 }, { "yes", 1 }, { "no", 0 } };

enum { SWITCHES = sizeof(switches) / sizeof(switches[0]) };

bool word_is_switch(struct slice word, int64_t *n)
{
	for (size_t i = 0; i < SWITCHES; i++) {
		if (slice_is(word, switches[i].word)) {
			*n = switches[i].value;
			return true;
		}
	}
	return false;
}

/* A number of four bytes has hardly anything else to be than a switch: so a slip is guessed at. */
static bool no_number(struct context *c, struct slice word)
{
	struct option_place place = option_of_call(c);
	struct nearest nearest;

	nearest_start(&nearest, word);
	for (size_t i = 0; i < SWITCHES; i++)
		nearest_try(&nearest, slice_of(switches[i].word));
	return wrong_near(c, &nearest, "%s takes a number, \"on\" or \"off\", found %s",
			  option_label(c->arena, &place), quoted(c->arena, word));
}

bool switch_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg)
{
	const struct word *word = words->at;

	if (!word->quoted && word_is_switch(word->text, &arg->n))
		return words_take(words);
	if (word->quoted || !word_to_int64(word->text, &arg->n))
		return no_number(c, word->text);
	return number_from_words(self, c, words, arg);
}

static void switch_complete(const struct type *self, struct context *c,
			    struct candidates *candidates)
{
	(void)self;
	if (c->call_notation)
		return;
	candidates_add(candidates, slice_of("on"));
	candidates_add(candidates, slice_of("off"));
}

const struct type type_option_switch = {
	.name = "switch", .words = "on or off",
	.size = 4, .is_signed = true, .from_words = switch_from_words,
	.from_node = number_from_node, .to_node = number_to_node, .show = number_show,
	.complete = switch_complete,
};

/* ---- numbers with names ---- */

#define TYPE_NAMED(name_, table) TYPE_NUMBER(name_, 4, true, .symbols = &(table))

const struct type type_option_socktype = TYPE_NAMED("socket type", symbols_sock);
const struct type type_option_family = TYPE_NAMED("address family", symbols_af);
const struct type type_option_errno = TYPE_NAMED("errno", symbols_errno);
const struct type type_option_mtu_discover = TYPE_NAMED("mode", symbols_pmtudisc);
const struct type type_option_ipv6_mtu_discover = TYPE_NAMED("mode", symbols_ipv6_pmtudisc);
const struct type type_option_timestamping = TYPE_NAMED("flags", symbols_timestamping);
const struct type type_option_buf_lock = TYPE_NAMED("flags", symbols_buf_lock);
const struct type type_option_txrehash = TYPE_NAMED("mode", symbols_txrehash);
const struct type type_option_prefer_src = TYPE_NAMED("flags", symbols_ipv6_prefer_src);
const struct type type_option_repair = TYPE_NAMED("mode", symbols_tcp_repair);
const struct type type_option_repair_queue = TYPE_NAMED("queue", symbols_tcp_queue);
const struct type type_option_encap = TYPE_NAMED("encapsulation", symbols_udp_encap);
const struct type type_option_tpacket_version = TYPE_NAMED("layout", symbols_tpacket_version);

/* 0x20 is a class (CS1), a precedence (priority), a code point: no one name is the byte's. */
static struct node *tos_to_node(const struct type *self, struct context *c, enum view view,
				const struct arg *arg)
{
	(void)self;
	(void)view;
	return node_number(c->arena, arg->n);
}

const struct type type_option_tos = {
	.name = "type of service", .size = 4, .is_signed = true, .symbols = &symbols_iptos,
	.from_words = number_from_words, .from_node = number_from_node, .to_node = tos_to_node,
	.complete = number_complete,
};

/* Which names are meant depends on the family of the socket. */
static struct node *option_protocol_to_node(const struct type *self, struct context *c,
					    enum view view, const struct arg *arg)
{
	(void)self;
	(void)view;
	return protocol_to_node(c->made->handle ? c->made->handle->facts.family : AF_UNSPEC, arg->n,
				c->arena);
}

const struct type type_option_protocol = {
	.name = "protocol", .size = 4, .is_signed = true,
	.symbols = &symbols_ipproto, .other_symbols = protocols_names,
	.from_words = number_from_words, .from_node = number_from_node,
	.to_node = option_protocol_to_node, .complete = number_complete,
};

/* ---- two ports ---- */

static bool port_in_range(struct slice text, int64_t *port)
{
	return word_to_int64(text, port) && *port >= 0 && *port <= UINT16_MAX;
}

/* 40000-50000; a number is as the option has it, the lower port in the lower half. */
static bool ports_from_words(const struct type *self, struct context *c, struct words *words,
			     struct arg *arg)
{
	struct slice word = words->at->text;
	const char *dash = word.len > 1 ? memchr(word.at + 1, '-', word.len - 1) : NULL;
	int64_t low, high;

	if (!dash)
		return number_from_words(self, c, words, arg);
	if (!port_in_range((struct slice){ word.at, (size_t)(dash - word.at) }, &low) ||
	    !port_in_range((struct slice){ dash + 1, (size_t)(word.at + word.len - dash - 1) },
			   &high))
		return wrong(c, "a range of ports such as 40000-50000 expected, found %s",
			     quoted(c->arena, word));
	words_take(words);
	arg->n = high << 16 | low;
	return true;
}

/* In hex, as strace has it: each half is a port. */
static struct node *ports_to_node(const struct type *self, struct context *c, enum view view,
				  const struct arg *arg)
{
	struct node *node = node_unsigned(c->arena, (uint32_t)arg->n);

	(void)self;
	(void)view;
	if (node)
		node->hex = arg->n != 0;
	return node;
}

const struct type type_option_ports = {
	.name = "ports", .words = "40000-50000, or 0 for the system's",
	.size = 4, .is_signed = true, .from_words = ports_from_words,
	.from_node = number_from_node, .to_node = ports_to_node, .show = number_show,
};

/* ---- several numbers ---- */

enum { WORDS_ROOM = 64 };	/* bytes, where the line does not say how many may come back */

static bool words_prepare(const struct type *self, struct context *c, int64_t wanted,
			  struct arg *arg)
{
	(void)self;
	return arg_room(c, arg, wanted < 0 ? WORDS_ROOM : (size_t)wanted);
}

const struct type type_option_words = {
	.name = "numbers", .size = 4, .from_words = number_from_words,
	.from_node = number_from_node, .to_node = number_to_node, .prepare = words_prepare,
};
