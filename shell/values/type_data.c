/* Data: free bytes, one word of them, or --hex, --file, --fill. */
#include "data.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "call.h"
#include "interrupt.h"
#include "memory.h"

bool data_from_word(struct context *c, const struct word *word, struct arg *arg)
{
	bool typed = !word->quoted && !word->expanded;
	struct slice near = !typed ? (struct slice){ 0 } : handle_nearest(c->handles, word->text);

	if (near.len && slice_equal(near, word->text))
		return wrong(c, "%s is a handle; as data it is written \"%.*s\"", quoted(c->arena, word->text),
			     SLICE_ARGS(word->text));
	if (near.len)
		return wrong(c, "%s is nearly the handle \"%.*s\"; as data it is written \"%.*s\"",
			     quoted(c->arena, word->text), SLICE_ARGS(near), SLICE_ARGS(word->text));
	if (word->cut)
		return wrong(c, "the string is cut off (\"...); it cannot be sent");
	/* The word lives as long as the statement, and no call writes into what it sends. */
	arg->at = (void *)(uintptr_t)(word->text.at ? word->text.at : "");
	arg->len = arg->room = word->text.len;
	return true;
}

static bool data_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg)
{
	(void)self;
	return data_from_word(c, words_take(words), arg);
}

/* ---- options ---- */

static int hex_digit(char ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	ch |= 0x20;
	return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

/* Two digits a byte; blanks and colons may stand between bytes. */
static bool from_hex(struct context *c, struct slice text, struct arg *arg)
{
	uint8_t *to;

	if (!arg_room(c, arg, text.len / 2))
		return false;
	to = arg->at;
	for (size_t i = 0; i < text.len;) {
		int high, low;

		if (strchr(" \t:\n", text.at[i])) {
			i++;
			continue;
		}
		high = hex_digit(text.at[i]);
		low = i + 1 < text.len ? hex_digit(text.at[i + 1]) : -1;
		if (high < 0 || low < 0)
			return wrong(c, "--hex: two hex digits a byte, not %s", quoted(c->arena, text));
		*to++ = (uint8_t)(high << 4 | low);
		i += 2;
	}
	arg->len = arg->room = (size_t)(to - (uint8_t *)arg->at);
	return true;
}

static bool read_all(struct context *c, int fd, struct slice name, struct arg *arg)
{
	size_t done = 0;

	while (done < arg->room) {
		size_t left = arg->room - done;
		ssize_t n = read(fd, (char *)arg->at + done, left < DATA_PIECE ? left : DATA_PIECE);

		if (interrupt_pending())
			return false;
		if (n == 0)
			break;
		if (n < 0 && errno != EINTR)
			return wrong(c, "--file: cannot read %s: %s", quoted(c->arena, name),
				     errno_text(errno));
		done += n > 0 ? (size_t)n : 0;
	}
	arg->len = arg->room = done;
	return true;
}

static bool from_file(struct context *c, struct slice name, struct arg *arg)
{
	char *path = arena_copy(c->arena, name.at, name.len);
	struct stat status;
	bool read;
	int fd;

	if (!path)
		return false;
	if (c->checking)
		return arg_room(c, arg, 0);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return wrong(c, "--file: cannot read %s: %s", quoted(c->arena, name), errno_text(errno));
	read = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
	if (!read)
		wrong(c, "--file: %s is no regular file", quoted(c->arena, name));
	else
		read = data_fits_one_call(c, "file", status.st_size) &&
		       arg_room(c, arg, (size_t)status.st_size) && read_all(c, fd, name, arg);
	close(fd);
	return read;
}

static bool from_fill(struct context *c, struct slice word, struct arg *arg)
{
	int64_t n;

	if (!word_to_size(word, &n) || n < 0)
		return wrong(c, "--fill: %s is no number of bytes", quoted(c->arena, word));
	return data_fill(c, n, arg);
}

static const struct {
	const char *name;
	bool (*read)(struct context *c, struct slice word, struct arg *arg);
} options[] = { { "hex", from_hex }, { "file", from_file }, { "fill", from_fill } };

int data_from_option(struct context *c, struct slice name, struct words *words, struct arg *arg)
{
	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++) {
		const struct word *word;

		if (!slice_is(name, options[i].name))
			continue;
		word = words_take(words);
		if (!word)
			wrong(c, "--%s: its value is missing", options[i].name);
		else if (arg->at)
			wrong(c, "the data is given twice");
		return word && !c->message->set && options[i].read(c, word->text, arg) ? 1 : -1;
	}
	return 0;
}

const struct type_option data_options[] = { DATA_OPTIONS, { 0 } };

static int from_option(const struct type *self, struct context *c, struct slice name, struct words *words,
		       struct arg *arg)
{
	(void)self;
	return c->param->way == OUT ? 0 : data_from_option(c, name, words, arg);
}

/* ---- trees ---- */

/* A string that is cut off is whole where the length beside it says so. */
static bool is_beginning(const struct node *node, enum view view, const struct arg *arg)
{
	return node->cut && view == GOES_IN && !(arg->is_told && arg->told <= node->text.len);
}

static bool data_from_node(const struct type *self, struct context *c, enum view view,
			   const struct node *node, struct arg *arg)
{
	(void)self;
	if (is_fill_node(node))
		return bytes_from_node(c, view, node, arg);
	if (node->kind != NODE_STRING || node->abstract)
		return wrong_node(c, node, "a \"string\"");
	if (is_beginning(node, view, arg) && arg->told_as)
		return wrong(c, "%s is only the beginning of what %s=%llu would send",
			     quoted(c->arena, node->source), arg->told_as, (unsigned long long)arg->told);
	if (arg->at || is_beginning(node, view, arg))
		return bytes_from_node(c, view, node, arg);
	/* As with a word: it lives long enough, and nothing is written there. */
	arg->at = (void *)(uintptr_t)(node->text.at ? node->text.at : "");
	arg->len = arg->room = node->text.len;
	arg->cut = node->cut && view != GOES_IN;
	return true;
}

/* Of a buffer beside others, as every value in memory: also [N]. */
static bool buffer_from_node(const struct type *self, struct context *c, enum view view,
			     const struct node *node, struct arg *arg)
{
	if (node->kind == NODE_ARRAY)
		return bytes_from_node(c, view, node, arg);
	return data_from_node(self, c, view, node, arg);
}

static bool data_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	size_t size = wanted < 0 ? 4096 : mapped_length((uint64_t)wanted);

	if (way_of(c) == IN)	/* behind a pointer of another process: zeros are sent */
		return arg_room(c, arg, 0);
	(void)self;
	arg->untouched = may_count_unwritten(c);
	/* Not cleared: only what the kernel says it wrote is ever looked at. */
	arg->at = arg->untouched ? arena_fresh(c->arena, size ? size : 1) : arena_alloc(c->arena, size);
	arg->room = size;
	arg->len = 0;
	return arg->at || wrong(c, "%zu bytes of memory cannot be had", size);
}

static struct node *data_to_node(const struct type *self, struct context *c, enum view view,
				 const struct arg *arg)
{
	struct node *node = node_string(c->arena, (struct slice){ arg->at, arg->len });

	(void)self;
	(void)view;
	if (node) {
		node->cut = arg->cut;
		node->padded = arg->padded;
	}
	return node;
}

static void data_show(const struct type *self, struct context *c, enum view view,
		      const struct arg *arg, struct out *out)
{
	(void)self;
	(void)view;
	(void)c;
	out_string(out, (struct slice){ arg->at, arg->len }, arg->cut);
	if (arg->padded)
		out_text(out, PADDED_TEXT);
}

static struct slice data_bytes(const struct type *self, struct context *c, const struct arg *arg)
{
	(void)self;
	(void)c;
	return (struct slice){ arg->at, arg->len };
}

const struct type type_data = {
	.name = "data",
	.pointer = true,
	.data = true,
	.from_words = data_from_words,
	.from_option = from_option,
	.from_node = data_from_node,
	.prepare = data_prepare,
	.to_node = data_to_node,
	.show = data_show,
	.bytes = data_bytes,
	.options = data_options,
};

const struct type type_buffer = {
	.name = "data",
	.pointer = true,
	.from_node = buffer_from_node,
	.prepare = data_prepare,
	.to_node = data_to_node,
};
