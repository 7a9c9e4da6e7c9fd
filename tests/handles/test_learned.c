/* Units of include/handles/learned.h. */
#include "table.h"

/* While `no_memory`, none is left for anybody. */
static bool no_memory;
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);

void *__wrap_malloc(size_t size)
{
	return no_memory ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return no_memory ? NULL : __real_calloc(count, size);
}

static void numbers_of_descriptors(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;
	struct learned *learned = &table->learned;
	struct handle *a = add(table, "a", 7), *b;

	assert_null(learned_handle(learned, handles, 3));
	assert_null(learned_handle(learned, handles, 7));
	learned_set_handle(learned, 3, a);
	assert_ptr_equal(learned_handle(learned, handles, 3), a);
	assert_null(learned_handle(learned, handles, 7));	/* the kernel's number is not the script's */
	assert_null(learned_handle(learned, handles, -1));
	assert_null(learned_handle(learned, handles, INT64_MIN));
	/* The descriptor comes again, for another handle: the script's number is not that one's. */
	handle_remove(handles, a);
	assert_null(learned_handle(learned, handles, 3));
	b = add(table, "b", 7);
	assert_null(learned_handle(learned, handles, 3));
	learned_set_handle(learned, 3, b);
	assert_ptr_equal(learned_handle(learned, handles, 3), b);
}

static void thousands_of_them(void **state)
{
	struct table *table = *state;
	struct learned *learned = &table->learned;

	for (int i = 0; i < 5000; i++)
		learned_set_handle(learned, 100000 - i, add(table, "", 3 + i));
	for (int i = 0; i < 5000; i++)
		assert_int_equal(learned_handle(learned, &table->handles, 100000 - i)->fd, 3 + i);
	assert_null(learned_handle(learned, &table->handles, 3));
	assert_false(learned->incomplete);
}

static void ports_are_learned_once(void **state)
{
	struct learned *learned = &((struct table *)*state)->learned;
	int64_t actual = -1;

	assert_false(learned_known(learned, LEARN_PORT, 6, 8080, &actual));
	assert_true(learned_out(learned, LEARN_PORT, 6, 8080, 40000));
	assert_true(learned_known(learned, LEARN_PORT, 6, 8080, &actual));
	assert_int_equal(actual, 40000);
	assert_int_equal(learned_in(learned, LEARN_PORT, 6, 8080), 40000);
	assert_true(learned_out(learned, LEARN_PORT, 6, 8080, 40000));
	assert_false(learned_out(learned, LEARN_PORT, 6, 8080, 40001));
	/* Another number of the script's is another port. */
	assert_false(learned_out(learned, LEARN_PORT, 6, 8081, 40000));
	assert_true(learned_out(learned, LEARN_PORT, 6, 8081, 40001));
	/* Other protocols and other kinds have their own. */
	assert_false(learned_known(learned, LEARN_PORT, 17, 8080, &actual));
	assert_true(learned_out(learned, LEARN_PORT, 17, 8080, 40001));
	assert_true(learned_out(learned, LEARN_PID, 6, 8080, 1));
	assert_int_equal(learned_in(learned, LEARN_PID, 6, 8080), 1);
}

/* What goes in unlearned stands for itself from then on. */
static void what_goes_in_is_itself(void **state)
{
	struct learned *learned = &((struct table *)*state)->learned;

	assert_int_equal(learned_in(learned, LEARN_PORT, 6, 80), 80);
	assert_true(learned_out(learned, LEARN_PORT, 6, 80, 80));
	assert_false(learned_out(learned, LEARN_PORT, 6, 80, 81));
	assert_false(learned_out(learned, LEARN_PORT, 6, 90, 80));
	assert_int_equal(learned_in(learned, LEARN_PORT, 6, 80), 80);
}

static void many_numbers(void **state)
{
	struct learned *learned = &((struct table *)*state)->learned;

	for (int64_t i = 1; i <= 20000; i++)
		assert_true(learned_out(learned, LEARN_PORT, 6, i, 70000 - i));
	for (int64_t i = 1; i <= 20000; i++)
		assert_int_equal(learned_in(learned, LEARN_PORT, 6, i), 70000 - i);
	assert_false(learned_out(learned, LEARN_PORT, 6, 30000, 70000 - 1));
	assert_false(learned->incomplete);
}

static void assert_slice(struct slice slice, const char *text)
{
	assert_true(slice_is(slice, text));
}

static void autobind_names(void **state)
{
	struct learned *learned = &((struct table *)*state)->learned;

	assert_slice(learned_name_in(learned, slice_of("0001f")), "0001f");
	assert_true(learned_name_out(learned, slice_of("0001f"), slice_of("00a00")));
	assert_slice(learned_name_in(learned, slice_of("0001f")), "00a00");
	assert_true(learned_name_out(learned, slice_of("0001f"), slice_of("00a00")));
	assert_false(learned_name_out(learned, slice_of("0001f"), slice_of("00a01")));
	assert_false(learned_name_out(learned, slice_of("00020"), slice_of("00a00")));
	assert_true(learned_name_out(learned, slice_of("00020"), slice_of("00a01")));
	assert_slice(learned_name_in(learned, slice_of("00020")), "00a01");
	assert_slice(learned_name_in(learned, slice_of("0001f")), "00a00");
	assert_slice(learned_name_in(learned, slice_of("")), "");
}

/* What cannot be kept is not taken for known, and that something is missing can be seen. */
static void what_has_no_room_is_missed(void **state)
{
	struct table *table = *state;
	struct learned *learned = &table->learned;
	const struct handle *a = add(table, "a", 7);
	int64_t actual;

	no_memory = true;
	learned_set_handle(learned, 3, a);
	assert_true(learned->incomplete);
	assert_null(learned_handle(learned, &table->handles, 3));
	learned->incomplete = false;
	assert_int_equal(learned_in(learned, LEARN_PORT, 6, 80), 80);
	assert_true(learned->incomplete);
	assert_false(learned_known(learned, LEARN_PORT, 6, 80, &actual));
	learned->incomplete = false;
	assert_false(learned_name_out(learned, slice_of("0001f"), slice_of("00a00")));
	assert_true(learned->incomplete);
	learned->incomplete = no_memory = false;
	learned_set_handle(learned, 3, a);
	assert_ptr_equal(learned_handle(learned, &table->handles, 3), a);
	assert_true(learned_name_out(learned, slice_of("0001f"), slice_of("00a00")));
	assert_false(learned->incomplete);
}

/* A table that cannot grow keeps what it has. */
static void what_is_known_stays_known(void **state)
{
	struct table *table = *state;
	struct learned *learned = &table->learned;
	int64_t known = 0, actual;

	assert_true(learned_out(learned, LEARN_PORT, 6, 1, 1001));
	no_memory = true;
	for (int64_t port = 2; port < 100; port++)
		learned_out(learned, LEARN_PORT, 6, port, 1000 + port);
	no_memory = false;
	assert_true(learned->incomplete);
	while (learned_known(learned, LEARN_PORT, 6, known + 1, &actual) && actual == 1001 + known)
		known++;
	assert_in_range(known, 8, 50);
	for (int64_t port = known + 1; port < 100; port++)
		assert_false(learned_known(learned, LEARN_PORT, 6, port, &actual) && actual != 1000 + port);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_TABLE(numbers_of_descriptors),
		ON_TABLE(thousands_of_them),
		ON_TABLE(ports_are_learned_once),
		ON_TABLE(what_goes_in_is_itself),
		ON_TABLE(many_numbers),
		ON_TABLE(autobind_names),
		ON_TABLE(what_has_no_room_is_missed),
		ON_TABLE(what_is_known_stays_known),
	};

	return cmocka_run_group_tests_name("learned", tests, NULL, NULL);
}
