/* Data that nobody has to write down: as much of it as a number says. */
#include "data.h"
#include "interrupt.h"

bool data_fits_one_call(struct context *c, const char *option, int64_t n)
{
	return n <= INT32_MAX || wrong(c, "--%s: %lld bytes are too many: no call takes more than %d at once",
				       option, (long long)n, INT32_MAX);
}

bool data_fill(struct context *c, int64_t n, struct arg *arg)
{
	size_t first;
	char *at;

	if (!data_fits_one_call(c, "fill", n) || !arg_room(c, arg, (size_t)n))
		return false;
	if (c->checking)
		return true;
	at = arg->at;
	first = n < DATA_PIECE ? (size_t)n : DATA_PIECE;
	fill_bytes(at, first);
	for (size_t done = first, left; done < (size_t)n && !interrupt_pending(); done += first) {
		left = (size_t)n - done;
		memcpy(at + done, at, left < first ? left : first);
	}
	return !interrupt_pending();
}

bool is_fill_node(const struct node *node)
{
	return node->kind == NODE_CALL && slice_is(node->text, "fill");
}

bool fill_from_node(struct context *c, const struct node *node, struct arg *arg)
{
	int64_t n;

	if (node->count != 1 || !node_to_int64(node->items, &n) || n < 0)
		return wrong_node(c, node, "fill(N), N bytes,");
	return data_fill(c, n, arg);
}
