/*
 * What a line can say of a number, and what the kernel takes of it, are the same: what does not fit
 * is refused, never cut.
 */
#include <stdio.h>

#include "unit.h"

#include "commands.h"
#include "registry.h"

/*
 * How many bytes the kernel takes of a parameter, and whether it has a sign there: by the type that it
 * has in the prototype.
 */
static const struct c_type {
	const char *name;
	size_t size;
	bool is_signed;
} c_types[] = {
	{ "int", 4, true },
	{ "unsigned int", 4, false },
	{ "size_t", 8, false },
	{ "socklen_t", 4, true },
	{ "nfds_t", 4, false },
};

/* Where the kernel's own definition of the call has another one than libc's prototype. */
static const struct other_type {
	const char *call, *param;
	struct c_type type;
} other_types[] = {
	{ "ioctl", "op", { "unsigned int", 4, false } },
};

/* `socklen_t` of `socklen_t *restrict addrlen`, the i-th in the prototype; 0 is the first. */
static struct slice type_in_prototype(const struct call *call, size_t i)
{
	const char *at = strchr(call->prototype, '(') + 1, *end;

	for (; i; i--)
		at = strchr(at, ',') + 2;
	end = at + strcspn(at, "*,)");
	if (*end != '*')
		while (end > at && is_name_char(end[-1]))
			end--;
	while (end > at && end[-1] == ' ')
		end--;
	return (struct slice){ at, (size_t)(end - at) };
}

static const struct c_type *type_of(const struct call *call, size_t i)
{
	const char *param = call->params[i].name;
	struct slice name = type_in_prototype(call, i);

	for (size_t j = 0; j < sizeof(other_types) / sizeof(other_types[0]); j++)
		if (strcmp(other_types[j].call, call->name) == 0 && strcmp(other_types[j].param, param) == 0)
			return &other_types[j].type;
	for (size_t j = 0; j < sizeof(c_types) / sizeof(c_types[0]); j++)
		if (slice_is(name, c_types[j].name))
			return &c_types[j];
	fail_msg("%s: how many bytes does the kernel take of %s, which is a number of type \"%.*s\"? Add the "
		 "type to tests/commands/test_numbers.c", call->name, param, SLICE_ARGS(name));
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
static void edges(struct stage *stage, const struct param *param, const struct c_type *type,
		  bool (*read)(struct stage *, const struct param *, const char *, int64_t *))
{
	static const char *const beyond[] = {
		"4294967296", "-2147483649", "4294977296", "1099511627776", "-4294967295",
		"9223372036854775807",
	};
	int64_t n;

	if (type->size == 8) {
		assert_false(read(stage, param, "18446744073709551616", &n));
		assert_true(read(stage, param, "1099511627776", &n));
		assert_true(n == INT64_C(1099511627776));
		return;
	}
	for (size_t i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++)
		if (read(stage, param, beyond[i], &n))
			fail_msg("%s: %s takes %s", stage->made.call->name, param->name, beyond[i]);
	if (read(stage, param, "2147483647", &n))
		assert_true(n == INT32_MAX);
}

/* As 32 bits -1 and 4294967295 are one number; it is shown as the kernel's type has it. */
static void signs(struct stage *stage, const struct param *param, const struct c_type *type)
{
	static const char *const ones[] = { "4294967295", "-1" };
	int64_t n;

	for (size_t i = 0; i < 2 && type->size == 4; i++)
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
			const struct c_type *type;

			memset(stage->made.args, 0, sizeof(stage->made.args));
			if ((param->type->pointer && !param->of) || param->type->names_handle)
				continue;
			type = type_of(call, j);
			edges(stage, param, type, from_tree);
			if (param->type->from_words)
				edges(stage, param, type, from_word);
			signs(stage, param, type);
			count++;
		}
	}
	assert_true(count > 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_does_not_fit_is_refused, stage_set_up,
						stage_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
