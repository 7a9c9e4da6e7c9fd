/* sendmmsg, recvmmsg: several messages in one call. */
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call.h"
#include "conditions.h"
#include "msghdr.h"
#include "transfer.h"

/* As the kernel has it: a libc's header may be narrower. */
struct counted_message {
	struct message_header msg_hdr;
	unsigned msg_len;
};

enum { MOST_MESSAGES = 1024 };	/* UIO_MAXIOV: of a longer list the kernel takes the first */

static uint64_t most_messages(void)
{
	return MOST_MESSAGES;
}

static bool message_of(const struct type *list, const struct arg *messages, size_t i,
		       struct arg *message)
{
	return messages->behind && array_element(list, messages, i, message);
}

/* How many of them the kernel takes. */
static uint64_t taken_messages(const struct made *made)
{
	uint32_t told = (uint32_t)made->args[2].n;

	return told < MOST_MESSAGES ? told : MOST_MESSAGES;
}

/* ---- command notation: the words become the list that call notation has ---- */

static bool add_message(struct context *c, struct node *list, struct message_parts *parts)
{
	struct node *counted = node_new(c->arena, NODE_STRUCT), *message = message_node(c, parts);

	return node_add(list, NULL, node_add(counted, "msg_hdr", message)) != NULL;
}

static bool list_from_node(const struct type *self, struct context *c, const struct node *list,
			   struct arg *arg)
{
	*arg = (struct arg){ .optioned = arg->optioned, .is_told = true, .told = list->count };
	return memory_from_node(self, c, GOES_IN, list, arg);
}

/* ---- messages to send ---- */

static const struct member sent_members[] = {
	MEMBER(struct counted_message, msg_hdr, "msg_hdr", type_msghdr, .way = MEMBER_IN),
	MEMBER(struct counted_message, msg_len, "msg_len", type_u32, .way = MEMBER_OUT),
	{ 0 },
};

static const struct type type_sent =
	TYPE_STRUCTURE("message", struct counted_message, sent_members, .tag = "mmsghdr");

/* Options belong to every message, and each buffer is one. */
static bool sent_from_parts(const struct type *self, struct context *c,
			    const struct message_parts *parts,
			    struct arg *arg)
{
	struct node *list = node_new(c->arena, NODE_ARRAY), *buffers = parts->buffers;
	struct message_parts one = *parts;
	bool only_in = c->only_in, done = list != NULL;

	c->only_in = true;
	if (!buffers)
		done = done && add_message(c, list, &one);
	for (const struct node *buffer = buffers ? buffers->items : NULL; buffer && done; buffer = buffer->next) {
		one.buffers = node_new(c->arena, NODE_ARRAY);
		done = node_add(one.buffers, NULL, node_copy(c->arena, buffer)) && add_message(c, list, &one);
	}
	c->only_in = only_in;
	return done && list_from_node(self, c, list, arg);
}

static int sent_from_option(const struct type *self, struct context *c, struct slice name,
			    struct words *words,
			    struct arg *arg)
{
	bool only_in = c->only_in;
	int taken;

	c->only_in = true;
	taken = message_from_option(self, c, name, words, arg);
	c->only_in = only_in;
	return taken;
}

static bool sent_from_words(const struct type *self, struct context *c, struct words *words,
			    struct arg *arg)
{
	struct message_parts *parts;
	const struct word *word;
	bool only_in = c->only_in, done;

	c->only_in = true;
	parts = message_parts(c, arg);
	done = parts != NULL;
	while (done && (word = words_take(words)))
		done = message_add_data(c, parts, word);
	c->only_in = only_in;
	return done && sent_from_parts(self, c, parts, arg);
}

static bool sent_from_node(const struct type *self, struct context *c, enum view view,
			   const struct node *node,
			   struct arg *arg)
{
	int64_t told;

	if (!array_from_node(self, c, view, node, arg))
		return false;
	/* strace shows those that were sent; C has whatever lies behind its array. */
	if (view != GOES_IN || arg->is_told || is_unreadable(c, arg->at) ||
	    !length_beside(c, param_index(c), &told) || told <= (int64_t)node->count)
		return true;
	return wrong(c, "%s says %lld messages, and the line has %u: what the others send it does not say",
		     c->made->call->params[2].name, (long long)told, node->count);
}

/* No words: options alone. Or a pointer of a log, behind which stood what the line does not say. */
static bool sent_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	if (arg->optioned)
		return sent_from_parts(self, c, arg->at, arg);
	if (!c->call_notation)
		return wrong(c, "the data is missing");
	if (c->expects_success)
		return wrong(c, "behind the pointer stood what was sent; the line does not say what");
	return array_prepare(self, c, wanted, arg);
}

static const struct type type_messages_sent;

/* Of a failure the first, and of a success the first that was not sent. */
static bool sent_about(const struct made *made, const struct arg *arg, struct about *about)
{
	size_t done = made->result > 0 ? (size_t)made->result : 0;
	struct arg message;

	about->messages = taken_messages(made);
	return (message_of(&type_messages_sent, arg, done, &message) ||
		message_of(&type_messages_sent, arg, 0, &message)) &&
	       message_about(&message, about);
}

static const struct type type_messages_sent = {
	.name = "messages", .pointer = true, .data = true, .many = true, .is_sent = true,
	.element = &type_sent, .array = { .by_result = true, .most = most_messages },
	.options = message_options, .from_option = sent_from_option,
	.from_words = sent_from_words, .from_node = sent_from_node, .to_node = array_to_node,
	.prepare = sent_prepare, .about = sent_about,
};

/* ---- messages that come ---- */

static const struct member came_members[] = {
	MEMBER(struct counted_message, msg_hdr, "msg_hdr", type_msghdr),
	MEMBER(struct counted_message, msg_len, "msg_len", type_u32, .way = MEMBER_OUT, .counts = true),
	{ 0 },
};

static const struct type type_coming =
	TYPE_STRUCTURE("message", struct counted_message, came_members, .tag = "mmsghdr",
		       .prepare = structure_prepare, .descriptors = structure_descriptors,
		       .descriptor_nodes = structure_descriptor_nodes, .brings = structure_brings);

/* How many, and then the buffers that each of them has, as recvmsg takes them. */
static bool coming_from_words(const struct type *self, struct context *c, struct words *words,
			      struct arg *arg)
{
	struct message_parts *parts = message_parts(c, arg);
	static const struct word usual = { .text = { "4096", 4 } };
	struct node *list = node_new(c->arena, NODE_ARRAY);
	const struct word *word = words_take(words);
	int64_t count;

	if (!parts || !list)
		return false;
	if (word->quoted || !word_to_int64(word->text, &count) || count < 0 || count > MOST_MESSAGES)
		return wrong(c, "%s is no number of messages, which is at most %d", quoted(c->arena, word->text),
			     MOST_MESSAGES);
	if (words->count == 0 && !message_add_room(c, parts, &usual))
		return false;
	while ((word = words_take(words)))
		if (!message_add_room(c, parts, word))
			return false;
	for (int64_t i = 0; i < count; i++)
		if (!add_message(c, list, parts))
			return false;
	return list_from_node(self, c, list, arg);
}

static const struct type type_messages_coming;

static bool came_about(const struct made *made, const struct arg *arg, struct about *about)
{
	bool cut = false;
	struct arg message;

	about->messages = taken_messages(made);
	for (size_t i = 0; (int64_t)i < made->result && message_of(&type_messages_coming, arg, i, &message); i++)
		cut |= message_about(&message, about) && about->cut;
	if (!message_of(&type_messages_coming, arg, 0, &message) || !message_about(&message, about))
		return false;
	about->cut = cut;
	return true;
}

/* Of all that came, one behind the other. */
static struct slice came_bytes(const struct type *self, struct context *c, const struct arg *arg)
{
	struct out all = { .fd = -1 };
	struct arg message;
	size_t len = 0;
	char *text;

	for (size_t i = 0; (int64_t)i < c->made->result && message_of(self, arg, i, &message); i++) {
		struct slice bytes = message_bytes(c, &message);

		out_bytes(&all, bytes.at ? bytes.at : "", bytes.len);
	}
	text = out_take(&all, c->arena, &len);
	return (struct slice){ text, len };
}

static const struct type type_messages_coming =
	TYPE_BRINGING_ARRAY("count", type_coming, .words = "3, or 3 100: of 100 bytes each", .many = true,
			    .array.by_result = true, .array.most = most_messages,
			    .options = message_options, .from_option = message_from_option,
			    .from_words = coming_from_words, .only_comes = comes_back,
			    .about = came_about, .bytes = came_bytes);

/* ---- the calls ---- */

/* The system calls, for what sendmsg says of musl's functions. */
static int64_t make_sendmmsg(struct arg *args)
{
	return syscall(SYS_sendmmsg, ARG_FD(args, 0), args[1].at, ARG_INT(args, 2), ARG_INT(args, 3));
}

static int64_t make_recvmmsg(struct arg *args)
{
	return syscall(SYS_recvmmsg, ARG_FD(args, 0), args[1].at, ARG_INT(args, 2), ARG_INT(args, 3), args[4].at);
}

static void after_sendmmsg(struct context *c)
{
	struct arg message;

	seen_transfer(c);
	if (c->made->error)
		return;
	c->param = &c->made->call->params[1];
	c->only_in = true;
	for (size_t i = 0; (int64_t)i < c->made->result; i++)
		if (message_of(&type_messages_sent, &c->made->args[1], i, &message))
			seen_passed(c, &message);
	c->only_in = false;
}

static const struct hint sent_puzzles[] = {
	{ 0, "the others were not sent: what stopped them the next call tells", TOOK_A_PART,
	  .puzzle = PUZZLE_SHORT },
	{ 0, NULL },
};

const struct call call_sendmmsg = {
	.name = "sendmmsg",
	.prototype = "int sendmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags)",
	.summary = "send several messages at once",
	.help = "Each word of data is a message of its own. The options are sendmsg's, and hold for every "
		"message: --to ADDRESS, --rights a,b, --creds, --control LEVEL TYPE HEX. The result counts "
		"messages, and msg_len says how many bytes of each were sent.",
	.example = "> a, b = socketpair unix dgram\n"
		   "[...]\n"
		   "> sendmmsg a one \"and two\"\n"
		   "sendmmsg(a, [{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"one\", "
		   "iov_len=3}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=3}, "
		   "{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"and two\", iov_len=7}], "
		   "msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=7}], 2, 0) = 2",
	.params = {
		{ "sockfd", &type_socket },
		{ "msgvec", &type_messages_sent, IN_OUT, .fallback = "" },
		{ "vlen", &type_count, .of = 2 },
		{ "flags", &type_msg_flags, .option = true },
	},
	.result = RESULT_COUNT,
	.counts = 2,
	.blocks = true,
	.hints = send_hints,
	.puzzles = sent_puzzles,
	.after = after_sendmmsg,
	.make = make_sendmmsg,
};

static const struct hint came_puzzles[] = {
	{ 0, "MSG_TRUNC: one was longer than the room for it, and its rest is lost", GOT_CUT,
	  .puzzle = PUZZLE_CUT },
	{ 0, "no more had come when it stopped waiting; an error that came then the next call tells",
	  TOOK_A_PART, .puzzle = PUZZLE_SHORT },
	{ 0, NULL },
};

const struct call call_recvmmsg = {
	.name = "recvmmsg",
	.prototype = "int recvmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags, "
		     "struct timespec *timeout)",
	.summary = "receive several messages at once",
	.help = "The first number says how many messages at most, and those behind it the sizes of the buffers "
		"that each has; without any it has one of 4096 bytes. It waits until all have come; with "
		"--waitforone it does not wait for more than the first. --timeout 2s ends the waiting, but is "
		"looked at only when a message has come. --control BYTES is recvmsg's. Descriptors that come "
		"become handles. Of messages that did not come the line shows the room.",
	.example = "> a, b = socketpair unix dgram; sendmmsg a one two\n"
		   "[...]\n"
		   "> recvmmsg b 2 10 --control 0\n"
		   "recvmmsg(b, [{msg_hdr={msg_name=..., msg_namelen=128 => 0, msg_iov=[{iov_base=\"one\", "
		   "iov_len=10}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=3}, "
		   "{msg_hdr={msg_name=..., msg_namelen=128 => 0, msg_iov=[{iov_base=\"two\", iov_len=10}], "
		   "msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=3}], 2, 0, NULL) = 2",
	.params = {
		{ "sockfd", &type_socket },
		{ "msgvec", &type_messages_coming, IN_OUT },
		{ "vlen", &type_count, .of = 2 },
		{ "flags", &type_msg_flags, .option = true },
		{ "timeout", &type_precise_time, IN_OUT, .option = true, .in_result = "left" },
	},
	.result = RESULT_COUNT,
	.counts = 2,
	.blocks = true,
	.zero = "Timeout",
	.hints = receive_hints,
	.puzzles = came_puzzles,
	.after = seen_transfer,
	.make = make_recvmmsg,
};
