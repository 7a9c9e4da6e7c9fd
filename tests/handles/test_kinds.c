/* Units of include/handles/kinds.h: every row, and what the table does with it. */
#include "table.h"

#include <ctype.h>
#include <stdio.h>
#include <sys/socket.h>

static void rows_are_told_apart(void **state)
{
	(void)state;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind *row = &handle_kinds[kind];

		assert_true(row->name && row->name[0]);
		assert_true(row->prefix && row->prefix[0]);
		for (const char *at = row->prefix; *at; at++)
			assert_true(islower((unsigned char)*at));	/* a digit would be the number's */
		for (int other = 0; other < kind; other++) {
			assert_string_not_equal(row->name, handle_kinds[other].name);
			assert_string_not_equal(row->prefix, handle_kinds[other].prefix);
		}
	}
	assert_true(handle_kinds[0].is_socket);
}

static struct handle *add_kind(struct table *table, const char *name, int fd, int kind)
{
	return add_of(table, name, fd, (struct facts){ .kind = (enum handle_kind)kind });
}

static const char *numbered(int kind, int number)
{
	static char name[HANDLE_NAME_MAX];

	snprintf(name, sizeof(name), "%s%d", handle_kinds[kind].prefix, number);
	return name;
}

static void each_has_its_own_names(void **state)
{
	struct table *table = *state;

	for (int kind = 0; kind < KIND_COUNT; kind++)
		add_kind(table, numbered(kind, 2), 3 + kind, KIND_SOCKET);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct handle *one = add_kind(table, "", 100 + kind, kind);
		struct handle *other = add_kind(table, "", 200 + kind, kind);

		assert_string_equal(one->name, numbered(kind, 1));
		assert_string_equal(other->name, numbered(kind, 3));
		handle_remove(&table->handles, one);
		assert_true(handle_is_closed(&table->handles, slice_of(numbered(kind, 1))));
		assert_false(handle_is_closed(&table->handles, slice_of(numbered(kind, 4))));
	}
	assert_int_equal(table->handles.closed_count, 0);	/* names with numbers cost nothing */
}

static void each_has_its_own_current_one(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;
	struct handle *of[KIND_COUNT];

	for (int i = 0; i < KIND_COUNT; i++) {
		enum handle_kind kind = (enum handle_kind)i;

		assert_false(handle_of_kind_is_live(handles, kind));
		of[i] = add_kind(table, "", 3 + i, i);
		assert_true(handle_of_kind_is_live(handles, kind));
		assert_null(handle_current(handles, kind));	/* it is for others to say which is */
		handle_set_current(handles, kind, of[i]);
	}
	assert_ptr_equal(handle_current(handles, KIND_ANY), of[KIND_SOCKET]);
	for (int i = 0; i < KIND_COUNT; i++) {
		handle_remove(handles, add_kind(table, "", 100, i));
		for (int j = 0; j < KIND_COUNT; j++)
			assert_ptr_equal(handle_current(handles, (enum handle_kind)j), j < i ? NULL : of[j]);
		handle_remove(handles, of[i]);
	}
	assert_null(handle_current(handles, KIND_ANY));
}

/* Where nobody can know how many have come, any of them may be there, of every kind. */
static void each_may_have_come(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct slice name = slice_of(numbered(kind, 9));

		assert_false(handle_may_be_there(handles, name));
		assert_null(handle_named(handles, name));
	}
	handles->phantoms.uncounted = true;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct slice name = slice_of(numbered(kind, 9));

		assert_true(handle_may_be_there(handles, name));
		assert_int_equal(handle_named(handles, name)->facts.kind, kind);
		assert_false(handle_may_be_there(handles, slice_of("no1")));
	}
}

/* ---- facts ---- */

struct kernel {
	int asked, fails;	/* of these three the how many'th is not answered; 0 for none */
	int options[4];
};

static bool answer(void *with, int option, int *value)
{
	struct kernel *kernel = with;

	assert_in_range(kernel->asked, 0, 2);
	kernel->options[kernel->asked++] = option;
	*value = 100 + option;
	return kernel->asked != kernel->fails;
}

static void facts_are_asked_for_once(void **state)
{
	struct facts facts = { 0 };
	struct kernel kernel = { 0 };

	(void)state;
	assert_true(facts_learn(&facts, answer, &kernel));
	assert_true(facts.known);
	assert_int_equal(facts.family, 100 + SO_DOMAIN);
	assert_int_equal(facts.type, 100 + SO_TYPE);
	assert_int_equal(facts.protocol, 100 + SO_PROTOCOL);
	assert_int_equal(kernel.options[0], SO_DOMAIN);		/* a protocol is shown by its family */
	assert_int_equal(kernel.options[2], SO_PROTOCOL);
	assert_true(facts_learn(&facts, answer, &kernel));
	assert_int_equal(kernel.asked, 3);
}

static void an_answer_that_does_not_come_ends_it(void **state)
{
	(void)state;
	for (int fails = 1; fails <= 3; fails++) {
		struct facts facts = { 0 };
		struct kernel kernel = { .fails = fails };

		assert_false(facts_learn(&facts, answer, &kernel));
		assert_false(facts.known);
		assert_int_equal(kernel.asked, fails);
	}
}

static void only_sockets_are_asked(void **state)
{
	(void)state;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct facts facts = { .kind = (enum handle_kind)kind };
		struct kernel kernel = { 0 };

		assert_true(facts_learn(&facts, answer, &kernel));
		assert_int_equal(facts.known, handle_kinds[kind].is_socket);
		assert_int_equal(kernel.asked, handle_kinds[kind].is_socket ? 3 : 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_told_apart),
		ON_TABLE(each_has_its_own_names),
		ON_TABLE(each_has_its_own_current_one),
		ON_TABLE(each_may_have_come),
		cmocka_unit_test(facts_are_asked_for_once),
		cmocka_unit_test(an_answer_that_does_not_come_ends_it),
		cmocka_unit_test(only_sockets_are_asked),
	};

	return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
