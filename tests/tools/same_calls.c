/*
 * same_calls SHOWN SEEN: are these the same calls?
 *
 * SHOWN has the call lines of socksh, SEEN what strace saw of the same calls, a line each, in the
 * same order. Each line is read by the parser of the shell and bound to its declaration, each file
 * with a handle table of its own; what is compared, argument by argument, is the values that came
 * of it. Says which lines differ; the exit status is 0 when none does, else 1, and 2 when a line
 * could not be read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bind.h"
#include "shell.h"
#include "source.h"
#include "start.h"

/* One of the two logs. */
struct side {
	FILE *file;
	char *line;
	size_t room;
	struct source source;
	struct shell shell;
	struct context c;
	struct statement statement;
	struct bound bound;
};

static void set_up(struct side *side, const char *path)
{
	*side = (struct side){ .source = { .name = path }, .file = fopen(path, "r") };
	if (!side->file || !shell_start(&side->shell)) {
		fprintf(stderr, "same_calls: %s cannot be read\n", path);
		exit(2);
	}
	side->shell.source = &side->source;
	side->shell.checking = true;	/* whatever happens, nothing is called */
}

static void tear_down(struct side *side)
{
	fclose(side->file);
	free(side->line);
	arena_free(&side->source.arena);
	shell_end(&side->shell);
}

static bool read_line(struct side *side)
{
	ssize_t len = getline(&side->line, &side->room, side->file);

	if (len > 0 && side->line[len - 1] == '\n')
		side->line[len - 1] = '\0';
	side->source.line++;
	return len >= 0;
}

static bool bind_line(struct side *side)
{
	struct message *message = &side->shell.message;
	struct cursor cursor = { side->line, side->line + strlen(side->line), &side->source.arena, message };
	const struct entry *entry;

	message->set = message->failed = false;
	arena_reset(&side->source.arena);
	side->bound = (struct bound){ 0 };
	side->c = context_of(&side->shell, &side->source.arena, message, &side->bound.made);
	if (!parse_statement(&cursor, &side->statement))
		return false;
	entry = registry_find(&side->shell.registry, side->statement.command);
	if (side->statement.kind != STATEMENT_TREE || !side->statement.result.given || !entry || !entry->call)
		return mistake(message, "this is no call with its result");
	side->bound.made.call = entry->call;
	side->bound.made.plan = &entry->plan;
	return bind_tree(&side->c, &side->statement, &side->bound);
}

/* ---- the value of an argument, as text that says all of it ---- */

static bool succeeded(const struct side *side)
{
	const struct expected_result *result = &side->statement.result;

	return result->has_value && result->value >= 0;
}

/* No control messages: socksh shows an empty list of them, strace none. */
static void drop_empty(struct node *message)
{
	for (struct node *item = message->items; item; item = item->next) {
		struct node *next = item->next;

		if (next && slice_is(next->field, "msg_control") && next->kind == NODE_ARRAY && next->count == 0)
			item->next = next->next;
	}
}

/* Descriptors that come have a name here and a number there; their handles are held against each other later. */
static void unname(const struct node *control)
{
	const struct node *type = node_field(control, "cmsg_type"), *data = node_field(control, "cmsg_data");

	if (type && data && node_is_name(type, "SCM_RIGHTS"))
		for (struct node *fd = data->items; fd; fd = fd->next)
			fd->kind = NODE_ANYTHING;
}

/* What came out alone: strace does not say for all that it knows what went in. */
static void settle(struct node *node)
{
	drop_empty(node);
	unname(node);
	if (node->kind == NODE_CHANGE) {
		struct node *next = node->next;
		struct slice field = node->field;

		*node = *node->last;
		node->next = next;
		node->field = field;
	}
	for (struct node *item = node->items; item; item = item->next)
		settle(item);
}

static void show_node(struct node *node, struct out *out)
{
	if (node)
		node_show(node, out);
	else
		out_text(out, "nothing");
}

static struct node *value(struct side *side, const struct param *param, struct arg *arg,
			  enum view view)
{
	struct context *c = &side->c;

	c->param = param;
	c->made->result = side->statement.result.value;
	return param->type->pointer ? memory_to_node(param->type, c, view, arg)
				    : param->type->to_node(param->type, c, view, arg);
}

/* Of an entry that poll() is to skip strace says the descriptor alone. */
static void skip_events(struct node *set)
{
	for (struct node *entry = set->items; entry; entry = entry->next) {
		struct node *fd = entry->items;

		if (fd && fd->kind == NODE_NUMBER && fd->negative)
			fd->next = NULL;
	}
}

/* Of what recvmsg was given strace says the room for the address, and where it succeeded the buffers'. */
static void show_room(const struct node *message, bool all, struct out *out)
{
	const struct node *namelen = node_field(message, "msg_namelen"), *buffers = node_field(message, "msg_iov");

	if (namelen)
		node_show(namelen, out);
	for (const struct node *buffer = all && buffers ? buffers->items : NULL; buffer; buffer = buffer->next) {
		out_char(out, ' ');
		if (node_field(buffer, "iov_len"))
			node_show(node_field(buffer, "iov_len"), out);
	}
}

/* Of several messages strace shows those that were sent, or came. */
static void leave_done(const struct side *side, struct node *list)
{
	size_t done = succeeded(side) ? (size_t)side->statement.result.value : 0;

	if (list->count <= done)
		return;
	list->last = done ? list->items : NULL;
	for (size_t i = 1; i < done; i++)
		list->last = list->last->next;
	if (done)
		list->last->next = NULL;
	else
		list->items = NULL;
	list->count = (uint32_t)done;
}

static bool counts_messages(const struct param *param)
{
	return param->type->element && param->type->array.by_result && param->way == IN_OUT;
}

/* And of what went in, of those that came the room. */
static void show_messages(struct side *side, const struct param *param, struct node *list, struct out *out)
{
	leave_done(side, list);
	for (struct node *item = list->items; item; item = item->next) {
		const struct node *message = node_field(item, "msg_hdr");

		if (param_is_sent(param))
			node_show(message, out);
		else
			show_room(message, true, out);
		out_char(out, ';');
	}
}

static void show_in(struct side *side, size_t i, struct out *out)
{
	const struct param *param = &side->bound.made.call->params[i];
	struct arg *arg = &side->bound.made.args[i];
	struct node *node;

	if (param->way == OUT) {
		out_text(out, arg->at ? "memory" : "NULL");
		return;
	}
	node = value(side, param, arg, false);
	if (param->type == &type_pollfds && node)
		skip_events(node);
	if (counts_messages(param) && node && node->kind != NODE_NULL)
		show_messages(side, param, node->kind == NODE_ARRAY ? node : node_new(side->c.arena, NODE_ARRAY), out);
	else if (param->type == &type_msghdr && param->way == IN_OUT && node && node->kind == NODE_STRUCT)
		show_room(node, succeeded(side), out);
	else
		show_node(node, out);
}

static void show_out(struct side *side, size_t i, struct out *out)
{
	const struct param *param = &side->bound.made.call->params[i];
	struct node *node;

	if (param->way == IN || !succeeded(side) || !side->bound.expected[i])
		return;
	node = value(side, param, &side->bound.expected_args[i], true);
	if (node && counts_messages(param) && node->kind == NODE_ARRAY)
		leave_done(side, node);
	if (node)
		settle(node);
	out_text(out, " => ");
	show_node(node, out);
}

static void show_arg(struct side *side, size_t i, struct out *out)
{
	out_clear(out);
	show_in(side, i, out);
	show_out(side, i, out);
}

/* ---- the handle tables: names are what the shell says, numbers what strace says ---- */

enum { MOST = 64 };

static size_t new_nodes(const struct side *side, const struct node **nodes)
{
	const struct call *call = side->bound.made.call;
	size_t count = 0;

	for (size_t i = 0; i < call_param_count(call); i++)
		if (call->params[i].way != IN && call->params[i].type->descriptor_nodes)
			count += call->params[i].type->descriptor_nodes(
				call->params[i].type, &side->c, side->statement.args[i], nodes + count, MOST - count);
	return count;
}

static void add(struct side *side, struct slice name, int fd)
{
	struct facts facts = { 0 };

	if (side->bound.made.call->facts)
		side->bound.made.call->facts(&side->c, &facts);
	handle_add(&side->shell.handles, name, fd, facts);
}

static void follow_close(struct side *side)
{
	if (succeeded(side) && slice_is(side->statement.command, "close"))
		handle_remove(&side->shell.handles, side->bound.made.handle);
}

static void follow_new(struct side *shown, struct side *seen)
{
	const struct node *names[MOST], *numbers[MOST];
	size_t count;
	int64_t fd;

	if (!succeeded(shown) || !succeeded(seen))
		return;
	if (shown->bound.made.call->result == RESULT_DESCRIPTOR) {
		add(shown, shown->statement.names[0], (int)seen->statement.result.value);
		add(seen, shown->statement.names[0], (int)seen->statement.result.value);
	} else {
		count = new_nodes(shown, names);
		if (new_nodes(seen, numbers) != count)
			count = 0;
		for (size_t i = 0; i < count; i++) {
			if (!node_to_int64(numbers[i], &fd))
				continue;
			add(shown, names[i]->text, (int)fd);
			add(seen, names[i]->text, (int)fd);
		}
	}
}

/* ---- comparing ---- */

static bool is_null(const struct side *side, size_t i)
{
	const struct arg *arg = &side->bound.made.args[i];

	return !arg->at && (side->bound.made.call->params[i].way != IN || arg->n == 0);
}

/* send(…) and sendto(…, NULL, 0) are the same: how many arguments there are to compare, or -1. */
static int common_args(const struct side *a, const struct side *b)
{
	const struct side *longer = a->bound.made.call->shorter == b->bound.made.call ? a : b,
			  *shorter = longer == a ? b : a;
	size_t count = call_param_count(shorter->bound.made.call);

	if (a->bound.made.call == b->bound.made.call)
		return (int)call_param_count(a->bound.made.call);
	if (longer->bound.made.call->shorter != shorter->bound.made.call)
		return -1;
	for (size_t i = count; i < call_param_count(longer->bound.made.call); i++)
		if (!is_null(longer, i))
			return -1;
	return (int)count;
}

/* The program saw EINTR where the kernel meant to restart the call. */
static bool same_result(const struct expected_result *shown, const struct expected_result *seen)
{
	if (seen->unknown)
		return slice_is(shown->error, "EINTR") && seen->error.len > 8 &&
		       memcmp(seen->error.at, "ERESTART", 8) == 0;
	return shown->has_value && seen->has_value && shown->value == seen->value &&
	       slice_equal(shown->error, seen->error);
}

static bool differ(const struct side *shown, const char *what, struct out *a, struct out *b)
{
	printf("line %lu: %s: shown %.*s, seen %.*s\n  %s\n", shown->source.line, what,
	       a ? (int)a->len : 0, a ? a->data : "", b ? (int)b->len : 0, b ? b->data : "", shown->line);
	return false;
}

/* Where the kernel did not look at the memory, neither did strace. */
static bool is_pointer(const struct side *side, size_t i)
{
	const struct node *node = side->statement.args[i];

	return side->bound.made.call->params[i].type->pointer && node->kind == NODE_NUMBER &&
	       node->hex;
}

static bool same_args(struct side *shown, struct side *seen, size_t count)
{
	struct out a = { .fd = -1 }, b = { .fd = -1 };
	bool same = true;

	for (size_t i = 0; i < count && same; i++) {
		if (is_pointer(seen, i)) {
			same = shown->bound.made.args[i].at || differ(shown, "memory", NULL, NULL);
			continue;
		}
		show_arg(shown, i, &a);
		show_arg(seen, i, &b);
		same = a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
		if (!same)
			differ(shown, shown->bound.made.call->params[i].name, &a, &b);
	}
	out_free(&a);
	out_free(&b);
	return same;
}

static bool same_call(struct side *shown, struct side *seen)
{
	int count = common_args(shown, seen);

	if (count < 0)
		return differ(shown, "another call", NULL, NULL);
	if (!same_result(&shown->statement.result, &seen->statement.result))
		return differ(shown, "another result", NULL, NULL);
	return same_args(shown, seen, (size_t)count);
}

static void not_read(const struct side *side)
{
	printf("%s:%lu: %s\n  %s\n", side->source.name, side->source.line, side->shell.message.text, side->line);
}

int main(int argc, char **argv)
{
	static struct side shown, seen;
	int status = 0;

	if (argc != 3)
		return fputs("usage: same_calls SHOWN SEEN\n", stderr), 2;
	set_up(&shown, argv[1]);
	set_up(&seen, argv[2]);
	while (status != 2) {
		bool more = read_line(&shown);

		if (read_line(&seen) != more) {
			printf("line %lu: one of the two has ended\n", shown.source.line);
			status = 1;
			break;
		}
		if (!more)
			break;
		if (!bind_line(&shown) || !bind_line(&seen)) {
			not_read(shown.shell.message.set ? &shown : &seen);
			status = 2;
			continue;
		}
		follow_new(&shown, &seen);
		if (!same_call(&shown, &seen))
			status = 1;
		follow_close(&shown);
		follow_close(&seen);
	}
	tear_down(&shown);
	tear_down(&seen);
	return status;
}
