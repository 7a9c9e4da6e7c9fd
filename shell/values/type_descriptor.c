/* Descriptors: handles by name; in a script also by the numbers that it has learned. */
#include "type.h"

#include <errno.h>

#include "call.h"
#include "learned.h"

struct handle *word_handle(struct context *c, const struct word *word)
{
	return word->quoted ? NULL : handle_named(c->handles, word->text);
}

bool descriptor_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg)
{
	const struct word *word = words_take(words);
	struct handle *handle = word_handle(c, word);

	(void)self;
	if (!handle)
		return wrong(c, "%s", handle_missing(c->handles, c->arena, word->text));
	arg->n = handle->fd;
	return true;
}

/* A number that nobody has learned is never a live descriptor by chance. */
static bool from_number(struct context *c, int64_t number, struct arg *arg)
{
	struct handles *handles = c->handles;
	struct handle *handle;

	if (c->learned)
		handle = learned_handle(c->learned, handles, number);
	else
		handle = handle_by_fd(handles, number);
	if (handle || (number < 0 && number >= INT32_MIN) || c->expects_error == EBADF) {
		/* What is negative is no descriptor, whichever it is. */
		arg->n = handle ? handle->fd : number < 0 ? (int32_t)number : -1;
		arg->mapped = handle && handle->fd != number;
		return true;
	}
	return wrong(c, c->learned ? "this script has no descriptor %lld yet" : "no handle has the descriptor %lld",
		     (long long)number);
}

bool descriptor_from_node(const struct type *self, struct context *c, enum view view,
			  const struct node *node, struct arg *arg)
{
	int64_t number;

	(void)self;
	if (node->kind == NODE_NAME) {
		const struct handle *handle = handle_named(c->handles, node->text);

		if (!handle)
			return wrong(c, "%s", handle_missing(c->handles, c->arena, node->text));
		arg->n = handle->fd;
		return true;
	}
	if (node->kind == NODE_ANYTHING && view != GOES_IN) {
		arg->n = -1;
		return true;
	}
	if (node->kind != NODE_NUMBER || !node_to_int64(node, &number))
		return wrong_node(c, node, "a handle");
	return from_number(c, number, arg);
}

struct node *descriptor_to_node(const struct type *self, struct context *c, enum view view,
				const struct arg *arg)
{
	const struct handle *handle = handle_by_fd(c->handles, arg->n);

	(void)self;
	(void)view;
	return handle ? node_name(c->arena, handle->name) : node_number(c->arena, arg->n);
}

void descriptor_show(const struct type *self, struct context *c, enum view view, const struct arg *arg,
		     struct out *out)
{
	const struct handle *handle = handle_by_fd(c->handles, arg->n);

	(void)self;
	(void)view;
	if (handle)
		out_bytes(out, handle->name, handle->name_len);
	else
		out_number(out, arg->n);
}

void descriptor_complete(const struct type *self, struct context *c, struct candidates *candidates)
{
	candidates_add_handles(candidates, c->handles, self->kind);
}

const struct type type_descriptor = TYPE_HANDLE(KIND_ANY);
const struct type type_socket = TYPE_HANDLE(KIND_SOCKET);

/* ---- new ones ---- */

/* A new descriptor in memory. In the place of one that could not be made the kernel writes its negative errno. */
static size_t new_descriptors(const struct type *self, const struct context *c, const struct arg *arg,
			      struct descriptor *came, size_t most)
{
	int fd;

	(void)c;
	if (arg->len < self->size || most == 0)
		return 0;
	memcpy(&fd, arg->at, sizeof(fd));
	*came = (struct descriptor){ fd, self->kind };
	return fd >= 0;
}

/* What a line says of descriptors that come: numbers or names of the script's, never compared. */
static bool new_from_node(const struct type *self, struct context *c, enum view view,
			  const struct node *node, struct arg *arg)
{
	(void)self;
	(void)view;
	arg->n = -1;
	return node->kind == NODE_NAME || node->kind == NODE_NUMBER || node->kind == NODE_ANYTHING ||
	       wrong_node(c, node, "a name");
}

static struct node *new_to_node(const struct type *self, struct context *c, enum view view,
				const struct arg *arg)
{
	struct node *node = descriptor_to_node(self, c, view, arg);

	if (node)
		node->learned = LEARN_NEVER;
	return node;
}

static const struct type type_new_socket = {
	.name = "new handle", .size = sizeof(int), .is_signed = true, .kind = KIND_SOCKET,
	.from_node = new_from_node, .to_node = new_to_node, .descriptors = new_descriptors,
};

const struct type type_descriptor_pair =
	TYPE_BRINGING_ARRAY("two new handles", type_new_socket, .array.count = 2, .array.filler = -1,
			    .creates = 2);

/* ---- descriptors in a message: handles where they are sent, new ones where they come ---- */

static bool passed_from_node(const struct type *self, struct context *c, enum view view,
			     const struct node *node, struct arg *arg)
{
	return (view == GOES_IN ? descriptor_from_node : new_from_node)(self, c, view, node, arg);
}

static struct node *passed_to_node(const struct type *self, struct context *c, enum view view,
				   const struct arg *arg)
{
	return (view == GOES_IN ? descriptor_to_node : new_to_node)(self, c, view, arg);
}

const struct type type_passed = {
	.name = "handle", .size = sizeof(int), .is_signed = true, .names_handle = true, .kind = KIND_SOCKET,
	.from_node = passed_from_node, .to_node = passed_to_node, .descriptors = new_descriptors,
	.complete = descriptor_complete,
};

/* ---- a pidfd that comes: of SO_PEERPIDFD, SCM_PIDFD ---- */

/* What a line says of one that comes is a name or a number of the script's, never compared. */
static bool pidfd_from_node(const struct type *self, struct context *c, enum view view,
			    const struct node *node, struct arg *arg)
{
	if (node->kind == NODE_NAME && view == GOES_IN)
		return descriptor_from_node(&type_descriptor, c, view, node, arg);
	if (node->kind != NODE_NAME || view == GOES_IN)
		return number_from_node(self, c, view, node, arg);
	arg->n = -1;
	return true;
}

static size_t pidfd_nodes(const struct type *self, const struct context *c, const struct node *node,
			  const struct node **nodes, size_t most)
{
	(void)self;
	(void)c;
	if (node->kind != NODE_ARRAY || node->count != 1 || node->items->negative || most == 0)
		return 0;
	*nodes = node->items;
	return 1;
}

/* Where there is no room for its number it would be open, and nobody could close it. */
static bool pidfd_brings(const struct type *self, struct context *c, const struct arg *arg,
			 struct bringing *bringing)
{
	int64_t room;

	(void)arg;
	if (length_beside(c, param_index(c), &room) && room >= 0 && (uint64_t)room < self->size)
		return wrong(c, "a descriptor comes, and its number needs %zu bytes of room", self->size);
	*bringing = (struct bringing){ 1, self->kind };
	return true;
}

const struct type type_pidfd = {
	.name = "pidfd",
	.size = sizeof(int),
	.is_signed = true,
	.kind = KIND_PIDFD,
	.learned = LEARN_NEVER,
	.from_words = number_from_words,
	.from_node = pidfd_from_node,
	.to_node = descriptor_to_node,
	.descriptors = new_descriptors,
	.descriptor_nodes = pidfd_nodes,
	.brings = pidfd_brings,
};

const struct type type_passed_pidfd = {
	.name = "pidfd", .size = sizeof(int), .is_signed = true, .kind = KIND_PIDFD,
	.from_node = pidfd_from_node, .to_node = passed_to_node, .descriptors = new_descriptors,
};
