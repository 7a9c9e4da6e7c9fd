/* Messages in command notation: sendmsg --to ADDRESS --rights a "one" "two"; recvmsg 10 20. */
#include <string.h>

#include "data.h"
#include "msghdr.h"

/* The message that options have begun, or a new one. */
static struct message_block *block_of_words(struct context *c, struct arg *arg)
{
	size_t room = sizeof(struct sockaddr_storage);
	struct message_block *block;

	if (arg->at)
		return arg->at;
	block = message_new(c, GOES_IN, arg);
	if (!block || !block->receiving)
		return block;
	/* Room for whatever may come. */
	block->namelen = block->name_room = room;
	block->header.msg_namelen = (socklen_t)room;
	block->header.msg_name = arena_zero(c->arena, room);
	block->controllen = block->header.msg_controllen = MESSAGE_CONTROL_ROOM;
	if (!block->header.msg_name ||
	    !control_from_node(c, GOES_IN, node_new(c->arena, NODE_ARRAY), block))
		return NULL;
	return block;
}

/* --to, when the acting handle is known. */
static bool read_address(struct context *c, struct message_block *block)
{
	struct words words = { block->to, 1 };
	struct arg address = { 0 };

	if (!block->to)
		return true;
	if (!type_sockaddr.from_words(&type_sockaddr, c, &words, &address))
		return false;
	block->header.msg_name = address.at;
	block->header.msg_namelen = (socklen_t)address.len;
	block->namelen = address.len;
	block->name_room = address.len;
	return true;
}

static bool sizes_from_words(struct context *c, struct words *words, struct message_block *block)
{
	const struct word *word;

	while ((word = words_take(words))) {
		int64_t size;

		if (word->quoted || !word_to_size(word->text, &size))
			return wrong(c, "%s is no size of a buffer", quoted(c->arena, word->text));
		if (!buffers_add(c, block, (struct slice){ 0 }, (size_t)size))
			return false;
	}
	return true;
}

static bool data_from_words(struct context *c, struct words *words, struct message_block *block)
{
	while (words->count) {
		const struct word *word = words_take(words);
		struct arg data = { 0 };

		/* Sent as a buffer it would be a trap. */
		if (!word->quoted && !word->expanded && word->text.len > 2 &&
		    memcmp(word->text.at, "--", 2) == 0)
			return wrong(c, "the option %s comes before the data",
				     quoted(c->arena, word->text));
		if (!data_from_word(c, word, &data) ||
		    !buffers_add(c, block, (struct slice){ data.at, data.len }, data.len))
			return false;
	}
	return true;
}

bool message_from_words(const struct type *self, struct context *c, struct words *words,
			      struct arg *arg)
{
	struct message_block *block = block_of_words(c, arg);

	(void)self;
	if (!block)
		return false;
	if (block->receiving)
		return sizes_from_words(c, words, block);
	return data_from_words(c, words, block) && read_address(c, block);
}

/* --hex, --file, --fill: one buffer each. */
static int buffer_from_option(struct context *c, struct slice name, struct words *words,
			      struct message_block *block)
{
	struct arg data = { 0 };
	int taken = data_from_option(c, name, words, &data);

	if (taken <= 0)
		return taken;
	return buffers_add(c, block, (struct slice){ data.at, data.len }, data.len) ? 1 : -1;
}

struct word *option_word(struct context *c, const char *option, struct words *words)
{
	const struct word *word = words_take(words);
	struct word *copy = word ? arena_alloc(c->arena, sizeof(*copy)) : NULL;

	if (!word)
		wrong(c, "--%s: its value is missing", option);
	if (!copy)
		return NULL;
	*copy = *word;
	return !copy->expands || c->ask->expand(c, copy) ? copy : NULL;
}

static int address_from_option(struct context *c, struct slice name, struct words *words,
			       struct message_block *block)
{
	if (!slice_is(name, "to"))
		return 0;
	block->to = option_word(c, "to", words);
	return block->to ? 1 : -1;
}

int message_from_option(const struct type *self, struct context *c, struct slice name,
			struct words *words, struct arg *arg)
{
	struct message_block *block = block_of_words(c, arg);
	int taken;

	(void)self;
	if (!block)
		return -1;
	taken = control_from_option(c, name, words, block);
	if (!taken && !block->receiving)
		taken = address_from_option(c, name, words, block);
	if (!taken && !block->receiving)
		taken = buffer_from_option(c, name, words, block);
	return taken;
}

/* No words at all: a buffer to receive, or a message of options alone. */
static bool block_without_words(struct context *c, const struct arg *arg, struct message_block *block)
{
	if (!block->receiving)
		return arg->optioned || c->call_notation || wrong(c, "the data is missing");
	return block->listed || buffers_add(c, block, (struct slice){ 0 }, MESSAGE_BUFFER_ROOM);
}

/* The same for what stood behind a pointer of another process; there, nothing at all is sent. */
bool message_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	struct message_block *block = block_of_words(c, arg);

	(void)self;
	(void)wanted;
	return block && block_without_words(c, arg, block) && read_address(c, block);
}

const struct type_option message_options[] = {
	{ "control", 3, { &type_level, &type_control_type } },
	{ "control", 1, .comes = true },
	{ "creds" },
	{ "rights", 1, { &type_rights } },
	{ "to", 1, { &type_sockaddr } },
	DATA_OPTIONS,
	{ 0 },
};
