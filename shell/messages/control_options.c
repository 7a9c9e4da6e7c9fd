/* Control messages in command notation: --rights a,b, --creds, --control ip ttl 40000000. */
#include <string.h>
#include <unistd.h>

#include "data.h"
#include "msghdr.h"
#include "sockopt.h"

/* ---- the tree that the options build ---- */

static struct node *append(struct context *c, struct message_block *block, int level, int type,
			   struct node *data)
{
	struct node *message = node_new(c->arena, NODE_STRUCT);

	if (!block->options)
		block->options = node_new(c->arena, NODE_ARRAY);
	node_add(message, "cmsg_len", node_number(c->arena, 0));
	node_add(message, "cmsg_level", node_number(c->arena, level));
	node_add(message, "cmsg_type", node_number(c->arena, type));
	message = node_add(message, "cmsg_data", data);
	return node_add(block->options, NULL, message) ? message : NULL;
}

/* Room for the messages as C programmers reckon it: CMSG_SPACE of each. */
static bool lay_out(struct context *c, struct message_block *block)
{
	block->controllen = 0;
	for (const struct node *item = block->options->items; item; item = item->next) {
		const struct node *data = node_field(item, "cmsg_data");
		bool list = data->kind == NODE_ARRAY;
		size_t len = list ? data->count * sizeof(int) : data->text.len;

		item->items->number = CMSG_LEN(len);	/* its first member: cmsg_len */
		block->controllen += CMSG_SPACE(len);
	}
	block->header.msg_controllen = (size_t)block->controllen;
	return control_from_node(c, GOES_IN, block->options, block);
}

/* ---- --rights a,b ---- */

static struct node *rights_list(struct context *c, struct message_block *block)
{
	struct node *item = block->options ? block->options->items : NULL;
	struct node *list;

	/* Further ones join the first message: `--rights a --rights b`. */
	for (; item; item = item->next)
		if (node_field(item, "cmsg_data")->kind == NODE_ARRAY)
			return item->last;
	list = node_new(c->arena, NODE_ARRAY);
	return append(c, block, SOL_SOCKET, SCM_RIGHTS, list) ? list : NULL;
}

static bool add_right(struct context *c, struct node *list, struct slice name)
{
	char *text = arena_copy(c->arena, name.at, name.len);
	struct node *node = text ? node_name(c->arena, text) : NULL;

	if (!node)
		return false;
	node->source = node->text;
	return node_add(list, NULL, node) != NULL;
}

static bool rights(struct context *c, struct words *words, struct message_block *block)
{
	const struct word *word = option_word(c, "rights", words);
	struct node *list = word ? rights_list(c, block) : NULL;
	struct slice rest;

	if (!list)
		return false;
	for (rest = word->text;; rest.at++, rest.len--) {
		const char *comma = memchr(rest.at, ',', rest.len);
		struct slice name = { rest.at, comma ? (size_t)(comma - rest.at) : rest.len };

		if (!add_right(c, list, name))
			return false;
		rest.at += name.len;
		rest.len -= name.len;
		if (!comma)
			return lay_out(c, block);
	}
}

/* Handles with commas between them: the last one is at the point. */
static void rights_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	struct slice typed = candidates->prefix;
	const char *comma = typed.len ? memrchr(typed.at, ',', typed.len) : NULL;
	int head = comma ? (int)(comma + 1 - typed.at) : 0;

	(void)self;
	for (const struct handle *handle = c->handles->oldest; handle; handle = handle->newer) {
		const char *word = arena_format(candidates->arena, "%.*s%s", head, typed.at, handle->name);

		if (word)
			candidates_add(candidates, slice_of(word));
	}
}

const struct type type_rights = { .name = "handles", .complete = rights_complete };

/* ---- --creds ---- */

static bool credentials(struct context *c, struct message_block *block)
{
	const struct ucred own = { .pid = getpid(), .uid = geteuid(), .gid = getegid() };
	char *bytes = arena_copy(c->arena, &own, sizeof(own));
	struct node *data;

	/* As bytes: these numbers are the system's already, and no script's. */
	data = bytes ? node_string(c->arena, (struct slice){ bytes, sizeof(own) }) : NULL;
	return append(c, block, SOL_SOCKET, SCM_CREDENTIALS, data) && lay_out(c, block);
}

/* ---- --control LEVEL TYPE HEX ---- */

const struct symbols *control_names(int level)
{
	const struct sockopts *options = sockopts_by_level(level);

	return level == SOL_SOCKET ? &symbols_scm : options ? options->names : NULL;
}

/* `ttl` on level `ip` is IP_TTL. */
static bool type_from_word(struct context *c, int level, struct slice word, int64_t *type)
{
	const struct symbols *names = control_names(level);

	return names ? symbols_read(names, word, type, c->arena, c->message) :
		       word_to_number(c, word, NULL, sizeof(int), type);
}

static bool any_message(struct context *c, struct words *words, struct message_block *block)
{
	const struct word *word;
	struct arg data = { 0 };
	struct node *bytes;
	int64_t level, type;

	if (words->count < 3)
		return wrong(c, "--control: takes LEVEL TYPE HEX");
	word = option_word(c, "control", words);
	if (!word || !symbols_read(&symbols_sol, word->text, &level, c->arena, c->message))
		return false;
	word = option_word(c, "control", words);
	if (!word || !type_from_word(c, (int)level, word->text, &type))
		return false;
	if (data_from_option(c, slice_of("hex"), words, &data) <= 0)
		return false;
	bytes = node_string(c->arena, (struct slice){ data.at, data.len });
	return append(c, block, (int)level, (int)type, bytes) && lay_out(c, block);
}

/* The size of the room for messages to receive. */
static bool room_to_receive(struct context *c, struct words *words, struct message_block *block)
{
	const struct word *word = option_word(c, "control", words);
	int64_t n;

	if (!word || !word_to_number(c, word->text, NULL, sizeof(block->header.msg_controllen), &n))
		return false;
	block->controllen = (uint64_t)n;
	block->header.msg_controllen = (size_t)n;
	block->header.msg_control = NULL;
	block->control_room = 0;
	if (n == 0)
		return true;
	return control_from_node(c, GOES_IN, node_new(c->arena, NODE_ARRAY), block);
}

int control_from_option(struct context *c, struct slice name, struct words *words,
			struct message_block *block)
{
	bool done;

	if (slice_is(name, "control") && block->receiving)
		done = room_to_receive(c, words, block);
	else if (block->receiving)
		return 0;
	else if (slice_is(name, "control"))
		done = any_message(c, words, block);
	else if (slice_is(name, "rights"))
		done = rights(c, words, block);
	else if (slice_is(name, "creds"))
		done = credentials(c, block);
	else
		return 0;
	return done ? 1 : -1;
}
