/*
 * Messages in command notation: sendmsg --to ADDRESS --rights a "one" "two"; recvmsg 10 20. The words
 * become the message that call notation has for them.
 */
#include <string.h>
#include <unistd.h>

#include "data.h"
#include "msghdr.h"
#include "sockopt.h"

struct message_parts *message_parts(struct context *c, const struct arg *arg)
{
	struct message_parts *parts = arg->optioned ? arg->at : arena_zero(c->arena, sizeof(*parts));

	if (parts && !arg->optioned)
		parts->control_room = way_of(c) == IN ? 0 : MESSAGE_CONTROL_ROOM;
	return parts;
}

static struct node *list_of(struct context *c, struct node **list)
{
	if (!*list)
		*list = node_new(c->arena, NODE_ARRAY);
	return *list;
}

/* ---- buffers ---- */

static bool add_buffer(struct context *c, struct message_parts *parts, struct node *base, uint64_t len)
{
	struct node *buffer = node_new(c->arena, NODE_STRUCT);

	buffer = node_add(buffer, "iov_base", base);
	buffer = node_add(buffer, "iov_len", node_unsigned(c->arena, len));
	return node_add(list_of(c, &parts->buffers), NULL, buffer) != NULL;
}

static bool add_bytes(struct context *c, struct message_parts *parts, const struct arg *data)
{
	return add_buffer(c, parts, node_string(c->arena, (struct slice){ data->at, data->len }), data->len);
}

bool message_add_room(struct context *c, struct message_parts *parts, const struct word *word)
{
	int64_t size;

	if (word->quoted || !word_to_size(word->text, &size))
		return wrong(c, "%s is no size of a buffer", quoted(c->arena, word->text));
	return add_buffer(c, parts, node_new(c->arena, NODE_ANYTHING), (uint64_t)size);
}

bool message_add_data(struct context *c, struct message_parts *parts, const struct word *word)
{
	struct arg data = { 0 };

	/* Sent as a buffer it would be a trap. */
	if (!word->quoted && !word->expanded && word->text.len > 2 && memcmp(word->text.at, "--", 2) == 0)
		return wrong(c, "the option %s comes before the data", quoted(c->arena, word->text));
	return data_from_word(c, word, &data) && add_bytes(c, parts, &data);
}

/* --hex, --file, --fill: one buffer each. */
static int buffer_from_option(struct context *c, struct slice name, struct words *words,
			      struct message_parts *parts)
{
	struct arg data = { 0 };
	int taken = data_from_option(c, name, words, &data);

	if (taken <= 0)
		return taken;
	return add_bytes(c, parts, &data) ? 1 : -1;
}

/* ---- control messages: --rights a,b, --creds, --control ip ttl 40000000 ---- */

/* Room for the messages as C programmers reckon it: CMSG_SPACE of each. */
static void measure_control(struct message_parts *parts)
{
	parts->control_room = 0;
	for (const struct node *item = parts->control->items; item; item = item->next) {
		const struct node *data = node_field(item, "cmsg_data");
		size_t len = data->kind == NODE_ARRAY ? data->count * sizeof(int) : data->text.len;

		item->items->number = CMSG_LEN(len);	/* its first member: cmsg_len */
		parts->control_room += CMSG_SPACE(len);
	}
}

static bool add_control(struct context *c, struct message_parts *parts, int level, int type,
			struct node *data)
{
	struct node *message = node_new(c->arena, NODE_STRUCT);

	message = node_add(message, "cmsg_len", node_number(c->arena, 0));
	message = node_add(message, "cmsg_level", node_number(c->arena, level));
	message = node_add(message, "cmsg_type", node_number(c->arena, type));
	message = node_add(message, "cmsg_data", data);
	if (!node_add(list_of(c, &parts->control), NULL, message))
		return false;
	measure_control(parts);
	return true;
}

/* The value of an option. NULL with a message. */
static const struct word *option_word(struct context *c, const char *option, struct words *words)
{
	const struct word *word = words_take(words);

	if (!word)
		wrong(c, "--%s: its value is missing", option);
	return word;
}

static struct node *rights_list(struct context *c, struct message_parts *parts)
{
	struct node *list;

	/* Further ones join the first message: `--rights a --rights b`. */
	for (struct node *item = parts->control ? parts->control->items : NULL; item; item = item->next)
		if (item->last->kind == NODE_ARRAY)
			return item->last;
	list = node_new(c->arena, NODE_ARRAY);
	return add_control(c, parts, SOL_SOCKET, SCM_RIGHTS, list) ? list : NULL;
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

static bool rights(struct context *c, struct words *words, struct message_parts *parts)
{
	const struct word *word = option_word(c, "rights", words);
	struct node *list = word ? rights_list(c, parts) : NULL;
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
			break;
	}
	measure_control(parts);
	return true;
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

static const struct type type_rights_word = { .name = "handles", .complete = rights_complete };

static bool credentials(struct context *c, struct message_parts *parts)
{
	const struct ucred own = { .pid = getpid(), .uid = geteuid(), .gid = getegid() };
	char *bytes = arena_copy(c->arena, &own, sizeof(own));

	/* As bytes: these numbers are the system's already, and no script's. */
	return bytes && add_control(c, parts, SOL_SOCKET, SCM_CREDENTIALS,
				    node_string(c->arena, (struct slice){ bytes, sizeof(own) }));
}

/* `ttl` on level `ip` is IP_TTL. */
static bool type_from_word(struct context *c, int level, struct slice word, int64_t *type)
{
	const struct symbols *names = control_names(level);

	return names ? symbols_read(names, word, type, c->arena, c->message) :
		       word_to_number(c, word, NULL, sizeof(int), type);
}

static bool any_control(struct context *c, struct words *words, struct message_parts *parts)
{
	const struct word *word;
	struct arg data = { 0 };
	int64_t level, type;

	if (words->count < 3)
		return wrong(c, "--control: takes LEVEL TYPE HEX");
	word = option_word(c, "control", words);
	if (!word || !symbols_read(&symbols_sol, word->text, &level, c->arena, c->message))
		return false;
	word = option_word(c, "control", words);
	if (!word || !type_from_word(c, (int)level, word->text, &type))
		return false;
	return data_from_option(c, slice_of("hex"), words, &data) > 0 &&
	       add_control(c, parts, (int)level, (int)type,
			   node_string(c->arena, (struct slice){ data.at, data.len }));
}

/* The size of the room for messages to receive. */
static bool control_size(struct context *c, struct words *words, struct message_parts *parts)
{
	const struct word *word = option_word(c, "control", words);
	int64_t n;

	if (!word || !word_to_number(c, word->text, NULL, sizeof(parts->control_room), &n))
		return false;
	parts->control_room = (size_t)n;
	return true;
}

static bool address(struct context *c, struct words *words, struct message_parts *parts)
{
	parts->name = (struct arg){ 0 };
	if (words->count == 0)
		return wrong(c, "--to: its value is missing");
	return type_sockaddr.from_words(&type_sockaddr, c, words, &parts->name);
}

/* ---- options ---- */

static const struct {
	const char *name;
	bool comes;
	bool (*read)(struct context *c, struct words *words, struct message_parts *parts);
} readers[] = {
	{ "control", false, any_control },
	{ "control", true, control_size },
	{ "rights", false, rights },
	{ "to", false, address },
};

static int part_from_option(struct context *c, struct slice name, struct words *words,
			    struct message_parts *parts)
{
	bool comes = way_of(c) != IN;

	for (size_t i = 0; i < sizeof(readers) / sizeof(readers)[0]; i++)
		if (readers[i].comes == comes && slice_is(name, readers[i].name))
			return readers[i].read(c, words, parts) ? 1 : -1;
	if (comes)
		return 0;
	if (slice_is(name, "creds"))
		return credentials(c, parts) ? 1 : -1;
	return buffer_from_option(c, name, words, parts);
}

int message_from_option(const struct type *self, struct context *c, struct slice name,
			struct words *words, struct arg *arg)
{
	struct message_parts *parts = message_parts(c, arg);
	int taken = parts ? part_from_option(c, name, words, parts) : -1;

	(void)self;
	if (taken > 0)
		arg->at = parts;
	return taken;
}

const struct type_option message_options[] = {
	{ "control", 3, { &type_level, &type_control_type } },
	{ "control", 1, .comes = true },
	{ "creds" },
	{ "rights", 1, { &type_rights_word } },
	{ "to", 1, { &type_sockaddr } },
	DATA_OPTIONS,
	{ 0 },
};

/* ---- the message ---- */

/* --to: the bytes of its address. */
static bool add_address(struct context *c, const struct message_parts *parts, struct node *message)
{
	struct slice bytes = { parts->name.at, parts->name.len };

	if (!parts->name.at)
		return true;
	node_add(message, "msg_name", node_string(c->arena, bytes));
	return node_add(message, "msg_namelen", node_unsigned(c->arena, bytes.len));
}

static struct node *control_node(struct context *c, const struct message_parts *parts)
{
	if (way_of(c) == IN)
		return parts->control ? node_copy(c->arena, parts->control) : NULL;
	return parts->control_room ? node_new(c->arena, NODE_ANYTHING) : NULL;
}

struct node *message_node(struct context *c, struct message_parts *parts)
{
	struct node *message = node_new(c->arena, NODE_STRUCT), *control = control_node(c, parts);
	struct node *buffers = list_of(c, &parts->buffers);

	if (!message || !buffers || !add_address(c, parts, message))
		return NULL;
	if (way_of(c) != IN)
		node_add(message, "msg_name", node_new(c->arena, NODE_ANYTHING));
	node_add(message, "msg_iov", node_copy(c->arena, buffers));
	node_add(message, "msg_iovlen", node_unsigned(c->arena, buffers->count));
	if (control)
		node_add(message, "msg_control", control);
	return node_add(message, "msg_controllen", node_unsigned(c->arena, parts->control_room));
}

static bool from_parts(const struct type *self, struct context *c, struct message_parts *parts,
		       struct arg *arg)
{
	struct node *message = message_node(c, parts);

	*arg = (struct arg){ .optioned = arg->optioned };
	return message && memory_from_node(self, c, GOES_IN, message, arg);
}

bool message_from_words(const struct type *self, struct context *c, struct words *words,
			struct arg *arg)
{
	struct message_parts *parts = message_parts(c, arg);
	const struct word *word;

	while (parts && (word = words_take(words)))
		if (!(way_of(c) == IN ? message_add_data : message_add_room)(c, parts, word))
			return false;
	return parts && from_parts(self, c, parts, arg);
}

/*
 * No words at all: a buffer to receive, or a message of options alone. The same for what stood behind
 * a pointer of another process; there, nothing at all is sent.
 */
bool message_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	struct message_parts *parts;

	if (!arg->optioned && way_of(c) == IN && !c->call_notation)
		return wrong(c, "the data is missing");
	if (!arg->optioned)
		return structure_prepare(self, c, wanted, arg);
	parts = arg->at;
	if (way_of(c) != IN &&
	    !add_buffer(c, parts, node_new(c->arena, NODE_ANYTHING), MESSAGE_BUFFER_ROOM))
		return false;
	return from_parts(self, c, parts, arg);
}
