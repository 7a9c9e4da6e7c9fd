/* Units of include/base/arena.h. */
#include "unit.h"

#include "arena.h"

static void memory_is_aligned(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t size = 0; size < 300; size++) {
		char *at = arena_alloc(&arena, size);

		assert_non_null(at);
		assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
		memset(at, 0xaa, size);
	}
	arena_free(&arena);
}

/* Pieces lie apart, across blocks too. */
static void pieces_are_apart(void **state)
{
	enum { COUNT = 1000, SIZE = 1000 };
	static unsigned char *pieces[COUNT];
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		pieces[i] = arena_alloc(&arena, SIZE);
		memset(pieces[i], (int)i & 0xff, SIZE);
	}
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < SIZE; j++)
			assert_int_equal(pieces[i][j], i & 0xff);
	arena_free(&arena);
}

static void memory_is_cleared(void **state)
{
	static const size_t sizes[] = { 1, 15, 16, 4096, 16 << 10, 1 << 20 };
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		unsigned char *at = arena_alloc(&arena, sizes[i]);

		memset(at, 0xff, sizes[i]);
		arena_reset(&arena);
		at = arena_zero(&arena, sizes[i]);
		for (size_t j = 0; j < sizes[i]; j++)
			assert_int_equal(at[j], 0);
		arena_reset(&arena);
	}
	arena_free(&arena);
}

/* What is mapped and never touched costs nothing. */
static void lengths_far_beyond_memory(void **state)
{
	struct arena arena = { 0 };
	char *at = arena_alloc(&arena, (size_t)1 << 40);

	(void)state;
	if (at) {
		at[0] = at[((size_t)1 << 40) - 1] = 1;
		arena_reset(&arena);
	}
	assert_false(arena.exhausted);
	assert_null(arena_alloc(&arena, SIZE_MAX));
	assert_true(arena.exhausted);
	arena_reset(&arena);
	assert_false(arena.exhausted);
	assert_null(arena_zero(&arena, SIZE_MAX - 100));
	assert_null(arena_copy(&arena, "", SIZE_MAX));
	assert_true(arena.exhausted);
	assert_non_null(arena_alloc(&arena, 10));
	arena_free(&arena);
}

static void a_reset_keeps_one_block(void **state)
{
	struct arena arena = { 0 };
	char *first = arena_alloc(&arena, 10);

	(void)state;
	for (int i = 0; i < 100; i++)
		arena_alloc(&arena, 10000);
	arena_reset(&arena);
	assert_ptr_equal(arena_alloc(&arena, 10), first);
	arena_free(&arena);
	assert_null(arena.blocks);
	assert_non_null(arena_alloc(&arena, 10));
	arena_free(&arena);
}

static void texts(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_memory_equal(arena_copy(&arena, "a\0b", 3), "a\0b", 4);
	assert_string_equal(arena_copy(&arena, NULL, 0), "");
	assert_string_equal(arena_format(&arena, "%d %s", 7, "x"), "7 x");
	assert_int_equal(strlen(arena_format(&arena, "%50000d", 7)), 50000);
	arena_free(&arena);
}

static void count(void *what)
{
	++*(int *)what;
}

static void cleanups_run_once(void **state)
{
	struct arena arena = { 0 };
	int outer = 0, inner = 0;
	struct arena_mark mark;

	(void)state;
	assert_true(arena_at_reset(&arena, count, &outer));
	mark = arena_mark(&arena);
	assert_true(arena_at_reset(&arena, count, &inner));
	arena_alloc(&arena, 100000);
	arena_rewind(&arena, mark);
	assert_int_equal(inner, 1);
	assert_int_equal(outer, 0);
	arena_reset(&arena);
	assert_int_equal(inner, 1);
	assert_int_equal(outer, 1);
	assert_true(arena_at_reset(&arena, count, &outer));
	arena_free(&arena);
	assert_int_equal(outer, 2);
}

/* What stood before the mark stays as it was; what came behind it is given back. */
static void marks(void **state)
{
	struct arena arena = { 0 };
	struct arena_mark empty = arena_mark(&arena), mark;
	char *before, *behind;

	(void)state;
	before = arena_copy(&arena, "before", 6);
	mark = arena_mark(&arena);
	behind = arena_copy(&arena, "behind", 6);
	for (int i = 0; i < 50; i++) {
		arena_alloc(&arena, 9000);
		arena_alloc(&arena, 90000);
	}
	arena_rewind(&arena, mark);
	assert_string_equal(before, "before");
	assert_ptr_equal(arena_copy(&arena, "again", 5), behind);
	assert_null(arena.large);
	arena_rewind(&arena, empty);
	assert_null(arena.blocks);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_aligned),
		cmocka_unit_test(pieces_are_apart),
		cmocka_unit_test(memory_is_cleared),
		cmocka_unit_test(lengths_far_beyond_memory),
		cmocka_unit_test(a_reset_keeps_one_block),
		cmocka_unit_test(texts),
		cmocka_unit_test(cleanups_run_once),
		cmocka_unit_test(marks),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
