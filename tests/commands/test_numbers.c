/*
 * What a line can say of a number, and what the kernel takes of it, are the same: what does not fit
 * is refused, never cut.
 */
#include <stdio.h>

#include "unit.h"

#include "commands.h"
#include "registry.h"

/*
 * How many bytes of each argument the kernel takes, and whether it has a sign there: from the
 * kernel's own definitions of its calls, not from libc's prototypes. Whoever declares a call adds
 * its numbers here.
 */
static const struct number {
	const char *call, *param;
	size_t size;
	bool is_signed;
} numbers[] = {
	{ "accept", "addrlen", 4, true },	{ "accept4", "addrlen", 4, true },
	{ "accept4", "flags", 4, true },	{ "bind", "addrlen", 4, true },
	{ "connect", "addrlen", 4, true },	{ "getpeername", "addrlen", 4, true },
	{ "getsockname", "addrlen", 4, true },	{ "getsockopt", "level", 4, true },
	{ "getsockopt", "optlen", 4, true },	{ "getsockopt", "optname", 4, true },
	{ "ioctl", "op", 4, false },		{ "listen", "backlog", 4, true },
	{ "poll", "nfds", 4, false },		{ "poll", "timeout", 4, true },
	{ "read", "count", 8, false },		{ "recv", "flags", 4, true },
	{ "epoll_create1", "flags", 4, true },	{ "epoll_ctl", "op", 4, true },
	{ "epoll_wait", "maxevents", 4, true },	{ "epoll_wait", "timeout", 4, true },
	{ "pselect6", "nfds", 4, true },	{ "select", "nfds", 4, true },
	{ "recv", "len", 8, false },		{ "recvfrom", "addrlen", 4, true },
	{ "recvfrom", "flags", 4, true },	{ "recvfrom", "len", 8, false },
	{ "recvmsg", "flags", 4, true },	{ "send", "flags", 4, true },
	{ "send", "len", 8, false },		{ "sendmsg", "flags", 4, true },
	{ "sendto", "addrlen", 4, true },	{ "sendto", "flags", 4, true },
	{ "sendto", "len", 8, false },		{ "setsockopt", "level", 4, true },
	{ "setsockopt", "optlen", 4, true },	{ "setsockopt", "optname", 4, true },
	{ "shutdown", "how", 4, true },		{ "socket", "domain", 4, true },
	{ "socket", "protocol", 4, true },	{ "socket", "type", 4, true },
	{ "socketpair", "domain", 4, true },	{ "socketpair", "protocol", 4, true },
	{ "socketpair", "type", 4, true },	{ "write", "count", 8, false },
};

static const struct number *number_of(const struct call *call, const struct param *param)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (strcmp(numbers[i].call, call->name) == 0 &&
		    strcmp(numbers[i].param, param->name) == 0)
			return &numbers[i];
	fail_msg("%s: how many bytes does the kernel take of %s?", call->name, param->name);
	return NULL;
}

/* A number of call notation; where the parameter comes back, of the length that goes in. */
static bool from_tree(struct stage *stage, const struct param *param, const char *number, int64_t *n)
{
	char text[64];
	struct cursor cursor;
	struct arg arg = { 0 };
	struct node *node;
	bool read;

	snprintf(text, sizeof(text), param->way == IN ? "%s" : "[%s]", number);
	cursor = (struct cursor){ text, text + strlen(text), &stage->arena, &stage->message };
	stage->message.set = false;
	stage->c.call_notation = true;
	stage->c.param = param;
	node = parse_node(&cursor);
	read = node && param->type->from_node(param->type, &stage->c, stage->view, node, &arg);
	*n = read ? arg_number(param->type, &arg) : 0;
	return read;
}

static bool from_word(struct stage *stage, const struct param *param, const char *number, int64_t *n)
{
	struct word word = { .text = slice_of(number) };
	struct words words = { &word, 1 };
	struct arg arg = { 0 };
	bool read;

	stage->message.set = false;
	stage->c.call_notation = false;
	stage->c.param = param;
	read = param->type->from_words(param->type, &stage->c, &words, &arg);
	*n = arg.n;
	return read;
}

/* The lowest and the highest number that the kernel can tell from all others, and one more. */
static void edges(struct stage *stage, const struct param *param, const struct number *number,
		  bool (*read)(struct stage *, const struct param *, const char *, int64_t *))
{
	static const char *const beyond[] = {
		"4294967296", "-2147483649", "4294977296", "1099511627776", "-4294967295",
		"9223372036854775807",
	};
	int64_t n;

	if (number->size == 8) {
		assert_false(read(stage, param, "18446744073709551616", &n));
		assert_true(read(stage, param, "1099511627776", &n));
		assert_true(n == INT64_C(1099511627776));
		return;
	}
	for (size_t i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++)
		if (read(stage, param, beyond[i], &n))
			fail_msg("%s: %s takes %s", number->call, number->param, beyond[i]);
	if (read(stage, param, "2147483647", &n))
		assert_true(n == INT32_MAX);
}

/* As 32 bits -1 and 4294967295 are one number; it is shown as the kernel's type has it. */
static void signs(struct stage *stage, const struct param *param, const struct number *number)
{
	static const char *const ones[] = { "4294967295", "-1" };
	int64_t n;

	for (size_t i = 0; i < 2 && number->size == 4; i++)
		if (from_tree(stage, param, ones[i], &n))
			assert_true((uint32_t)n == UINT32_MAX);
}

static void what_does_not_fit_is_refused(void **state)
{
	struct stage *stage = *state;
	size_t count = 0;

	for (size_t i = 0; all_calls[i]; i++) {
		const struct call *call = stage->made.call = all_calls[i];

		for (size_t j = 0; call_has_param(call, j); j++) {
			const struct param *param = &call->params[j];
			const struct number *number;

			memset(stage->made.args, 0, sizeof(stage->made.args));
			if ((param->type->pointer && !param->of) || param->type->names_handle)
				continue;
			number = number_of(call, param);
			edges(stage, param, number, from_tree);
			if (param->type->from_words)
				edges(stage, param, number, from_word);
			signs(stage, param, number);
			count++;
		}
	}
	assert_int_equal(count, sizeof(numbers) / sizeof(numbers[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_does_not_fit_is_refused, stage_set_up,
						stage_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
