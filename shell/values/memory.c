/* Values in memory: the forms that all of them have. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>

#include "call.h"
#include "data.h"
#include "memory.h"
#include "type.h"

/* What the value is called: in call notation the parameter, in command notation an option. */
static const char *label(const struct context *c)
{
	if (c->call_notation && c->param)
		return c->param->name;
	return c->option ? c->option : "";
}

bool wrong(struct context *c, const char *format, ...)
{
	char text[900];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return mistake(c->message, "%s%s%s", label(c), *label(c) ? ": " : "", text);
}

bool wrong_near(struct context *c, const struct nearest *nearest, const char *format, ...)
{
	char text[900];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return mistake_near(c->message, nearest, "%s%s%s", label(c), *label(c) ? ": " : "", text);
}

bool wrong_node(struct context *c, const struct node *node, const char *expected)
{
	struct out text = { .fd = -1 };
	struct slice found = node->source;

	if (found.len == 0) {
		node_show(node, &text);
		found = (struct slice){ text.data, text.len };
	}
	wrong(c, "%s expected, found %s", expected, quoted(c->arena, found));
	out_free(&text);
	return false;
}

static bool is_written(const struct member *member)
{
	return member->way != MEMBER_OUT && !member->hidden && !member->alias;
}

const char *form_of(const struct type *type, struct context *c)
{
	const struct type *structure = type->element ? type->element : type;
	const struct member *member = structure->members;
	struct out out = { .fd = -1 };
	const char *text, *before = "{";

	if (type->element)
		out_text(&out, "a list of ");
	for (size_t count = 0; member && member->name && count < 2; member++) {
		if (!is_written(member))
			continue;
		out_format(&out, "%s%s=...", before, member->name);
		before = ", ";
		count++;
	}
	while (member && member->name && !is_written(member))
		member++;
	if (member && member->name)
		out_text(&out, ", ...");
	out_text(&out, structure->members ? "}" : type->name);
	text = out_take(&out, c->arena, NULL);
	return text ? text : type->name;
}

bool arg_room(struct context *c, struct arg *arg, size_t size)
{
	void *at = arena_zero(c->arena, size ? size : 1);

	if (!at)
		return wrong(c, "%zu bytes of memory cannot be had", size);
	arg->at = at;
	arg->room = arg->len = size;
	return true;
}

bool need_room(struct context *c, struct arg *arg, size_t size)
{
	if (!arg->at)
		return arg_room(c, arg, size);
	if (arg->room < size)
		return wrong(c, "%zu bytes do not fit into %zu", size, arg->room);
	memset(arg->at, 0, arg->room);
	arg->len = size;
	return true;
}

bool arg_back(struct context *c, struct arg *arg, int64_t length)
{
	size_t size = mapped_length((uint64_t)length);
	const void *bytes = arg->at;
	size_t given = arg->len;

	if (!arg->at || (arg->scratch && is_unreadable(c, arg->at)))
		return true;
	if (arg->room < size) {
		if (!arg_room(c, arg, size))
			return false;
		if (given)
			memcpy(arg->at, bytes, given);
	}
	arg->len = shown_length(given, (uint64_t)length);
	arg->zeros = arg->len > given ? arg->len - given : 0;
	arg->padded = arg->len < (uint64_t)length;
	return true;
}

bool bytes_from_node(struct context *c, enum view view, const struct node *node, struct arg *arg)
{
	int64_t n;

	if (is_fill_node(node) && !arg->at)
		return fill_from_node(c, node, arg);
	if (node->kind == NODE_STRING) {
		if (node->cut && view == GOES_IN)
			return wrong(c, "the string is cut off (\"...); it cannot be sent");
		if (!need_room(c, arg, node->text.len))
			return false;
		if (node->text.len)
			memcpy(arg->at, node->text.at, node->text.len);
		arg->cut = node->cut;
		return true;
	}
	if (node->kind != NODE_ARRAY || node->count != 1)
		return wrong_node(c, node, "a string of bytes, or [N],");
	if (!node_to_number(c, view, node->items, NULL, 4, &n) || !need_room(c, arg, 4))
		return false;
	store_number(arg->at, 4, n);
	return true;
}

/* ---- pointers ---- */

/* A page that nobody can read: where the log says EFAULT, there must be one. */
static void *unreadable(const struct context *c)
{
	if (!*c->unreadable) {
		void *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		*c->unreadable = page == MAP_FAILED ? NULL : page;
	}
	return *c->unreadable;
}

bool memory_unreadable(struct context *c, struct arg *arg)
{
	arg->at = unreadable(c);
	arg->scratch = true;
	return arg->at || wrong(c, "out of memory");
}

/* A pointer of another process, or a variable's name: scratch memory of the declared size. */
static bool scratch(const struct type *type, struct context *c, struct arg *arg)
{
	size_t size = type->size ? type->size : 128;

	if (arg->at)		/* a member: it stays zero */
		return !type->prepare || !pointing_members(type) || type->prepare(type, c, -1, arg);
	if (c->expects_error == EFAULT)
		return memory_unreadable(c, arg);
	arg->scratch = true;
	return type->prepare ? type->prepare(type, c, -1, arg) : arg_room(c, arg, size);
}

/* Pointers are hexadecimal in every log; setsockopt(…, 1, 4) was meant to be [1]. */
static bool pointer(const struct type *type, struct context *c, const struct node *node, struct arg *arg)
{
	const struct type *here = type->here ? type->here(type, c, NULL, NULL) : NULL;
	struct slice source = node->source;

	if (!source.len || (source.len > 1 && source.at[0] == '0' && (source.at[1] | ' ') == 'x'))
		return scratch(type, c, arg);
	here = here ? here : type;
	if (here->members || here->element)
		return wrong(c, "%.*s is no pointer; what stands here is %s", SLICE_ARGS(source),
			     form_of(here, c));
	return wrong(c, "%.*s is no pointer; memory that holds it is written [%.*s]", SLICE_ARGS(source),
		     SLICE_ARGS(source));
}

/* Are these bytes, of a structure? */
static bool is_bytes(const struct type *type, const struct node *node)
{
	return type->members && !type->pointers && !pointing_members(type) &&
	       (node->kind == NODE_STRING ||
		(node->kind == NODE_ARRAY && !(node->items && node->items->kind == NODE_STRUCT)));
}

size_t pointing_members(const struct type *type)
{
	size_t count = 0;

	for (const struct member *member = type->members; member && member->name; member++)
		count += pointing_of(member);
	return count;
}

bool memory_from_node(const struct type *type, struct context *c, enum view view,
		      const struct node *node, struct arg *arg)
{
	switch (node->kind) {
	case NODE_CHANGE:
		return memory_from_node(type, c, view, view != GOES_IN ? node->last : node->items,
					arg);
	case NODE_NULL:
		return true;
	case NODE_NUMBER:
		return node->number == 0 || pointer(type, c, node, arg);
	case NODE_ANYTHING:
		/* What strace could not read, the kernel could not either. */
		if (view == GOES_IN && !(type->only_comes && type->only_comes(type, c)) &&
		    (c->expects_error != EFAULT || arg->at))
			return wrong(c, "`...` stands for what comes back; it cannot be sent");
		return scratch(type, c, arg);
	case NODE_STRING:
	case NODE_ARRAY:
		if (is_bytes(type, node))
			return bytes_from_node(c, view, node, arg);
		break;
	case NODE_ADDRESS_OF:
		if (type->only_comes && type->only_comes(type, c))
			return scratch(type, c, arg);
		return wrong(c, "what &%.*s points to is not known here; write the value itself in its place",
			     SLICE_ARGS(node->text));
	default:
		break;
	}
	return type->from_node(type, c, view, node, arg);
}

bool memory_keep(struct context *c, struct arg *arg)
{
	if (!arg->at || arg->room == 0 || is_unreadable(c, arg->at))
		return true;
	arg->was = arena_copy(c->arena, arg->at, arg->len);
	return arg->was || wrong(c, "out of memory");
}

struct node *memory_to_node(const struct type *type, struct context *c, enum view view,
			    const struct arg *arg)
{
	struct arg before;

	if (view == GOES_IN && arg->was) {
		before = *arg;
		before.at = (void *)(uintptr_t)arg->was;
		before.was = NULL;
		arg = &before;
	}
	if (!arg->at)
		return node_new(c->arena, NODE_NULL);
	if (is_unreadable(c, arg->at)) {
		struct node *node = node_unsigned(c->arena, (uintptr_t)arg->at);

		if (node)
			node->hex = true;
		return node;
	}
	if (view != GOES_IN &&
	    (arg->untouched || (c->made->error && c->param && c->param->way == OUT)))
		return node_new(c->arena, NODE_ANYTHING);
	return type->to_node(type, c, view, arg);
}
