/* Units of include/handles/handle.h: the table. */
#include "table.h"

#include <stdio.h>

static void assert_named(const struct handle *handle, const char *name)
{
	assert_non_null(handle);
	assert_string_equal(handle->name, name);
	assert_int_equal(handle->name_len, strlen(name));
}

static struct handle *by_name(struct table *table, const char *name)
{
	return handle_by_name(&table->handles, slice_of(name));
}

static void names_and_numbers(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;
	struct handle *srv, *c;

	assert_null(by_name(table, "srv"));
	assert_null(handle_by_fd(handles, 3));
	srv = add(table, "srv", 3);
	c = add(table, "c", 1000);
	assert_ptr_equal(by_name(table, "srv"), srv);
	assert_ptr_equal(by_name(table, "c"), c);
	assert_null(by_name(table, "sr"));
	assert_null(by_name(table, "srvx"));
	assert_null(by_name(table, "SRV"));
	assert_null(by_name(table, ""));
	assert_ptr_equal(handle_by_name(handles, (struct slice){ "srvx", 3 }), srv);
	assert_ptr_equal(handle_by_fd(handles, 3), srv);
	assert_ptr_equal(handle_by_fd(handles, 1000), c);
	assert_null(handle_by_fd(handles, 4));
	assert_null(handle_by_fd(handles, -1));
	assert_null(handle_by_fd(handles, INT64_MAX));
	assert_null(handle_by_fd(handles, INT64_MIN));
	assert_int_equal(handles->count, 2);
	assert_ptr_equal(handles->oldest, srv);
	assert_ptr_equal(handles->newest, c);
	assert_ptr_equal(srv->newer, c);
	assert_ptr_equal(c->older, srv);
	assert_null(handle_add(handles, slice_of("bad"), -1, (struct facts){ 0 }));
}

static void the_order_survives_removal(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;
	struct handle *a = add(table, "a", 3), *b = add(table, "b", 4), *c = add(table, "c", 5);

	handle_remove(handles, b);
	assert_null(by_name(table, "b"));
	assert_null(handle_by_fd(handles, 4));
	assert_ptr_equal(a->newer, c);
	assert_ptr_equal(c->older, a);
	handle_remove(handles, a);
	assert_ptr_equal(handles->oldest, c);
	assert_null(c->older);
	handle_remove(handles, c);
	assert_null(handles->oldest);
	assert_null(handles->newest);
	assert_int_equal(handles->count, 0);
	add(table, "a", 3);
	assert_non_null(by_name(table, "a"));
}

static void ids_never_come_again(void **state)
{
	struct table *table = *state;
	struct handle *a = add(table, "a", 3);
	uint64_t id = a->id;

	handle_remove(&table->handles, a);
	assert_true(add(table, "a", 3)->id > id);
}

static void automatic_names(void **state)
{
	struct table *table = *state;

	assert_named(add(table, "", 3), "s1");
	assert_named(add(table, "s2", 4), "s2");
	assert_named(add(table, "s4", 5), "s4");
	assert_named(add(table, "", 6), "s3");
	assert_named(add(table, "", 7), "s5");
	/* A name that was one stays what it was. */
	handle_remove(&table->handles, by_name(table, "s5"));
	assert_named(add(table, "", 7), "s6");
}

static void closing_leaves_no_current_one(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;
	struct handle *a = add(table, "a", 3), *b = add(table, "b", 4);

	assert_null(handles->current[KIND_SOCKET]);
	handles->current[KIND_SOCKET] = a;
	handle_remove(handles, b);
	assert_ptr_equal(handles->current[KIND_SOCKET], a);
	handle_remove(handles, a);
	assert_null(handles->current[KIND_SOCKET]);
}

/* What a made call refers to lives until its statement ends: a hint, say, reads it. */
static void a_removed_handle_can_be_read_until_it_is_buried(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;
	struct handle *a = add(table, "a", 3), *b = add(table, "b", 4);

	a->facts.family = 77;
	handle_set_listening(handles, a, true);
	handle_remove(handles, a);
	handle_remove(handles, b);
	/* Its name and number are free at once, and the new one's removal leaves the old one be. */
	handle_remove(handles, add(table, "a", 3));
	assert_named(a, "a");
	assert_named(b, "b");
	assert_int_equal(a->fd, 3);
	assert_int_equal(a->facts.family, 77);
	assert_null(handles->newest_listening);
	assert_int_equal(handles->count, 0);
	handles_bury(handles);
	assert_null(handles->removed);
	handles_bury(handles);
}

static void the_newest_that_listens(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;
	struct handle *a = add(table, "a", 3), *b = add(table, "b", 4), *c = add(table, "c", 5);

	assert_null(handles->newest_listening);
	handle_set_listening(handles, b, true);
	handle_set_listening(handles, a, true);
	assert_true(a->listening);
	assert_false(c->listening);
	assert_ptr_equal(handles->newest_listening, a);
	handle_set_listening(handles, b, true);	/* again */
	assert_ptr_equal(handles->newest_listening, b);
	handle_set_listening(handles, b, true);
	handle_remove(handles, b);
	assert_ptr_equal(handles->newest_listening, a);
	handle_set_listening(handles, c, true);
	handle_set_listening(handles, c, false);
	assert_ptr_equal(handles->newest_listening, a);
	handle_set_listening(handles, c, false);
	handle_set_listening(handles, c, true);
	handle_remove(handles, a);
	assert_ptr_equal(handles->newest_listening, c);
	handle_remove(handles, c);
	assert_null(handles->newest_listening);
}

static bool was_closed(struct table *table, const char *name)
{
	return handle_is_closed(&table->handles, slice_of(name));
}

static void closed_names(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;

	add(table, "srv", 3);
	add(table, "", 4);
	assert_false(was_closed(table, "srv"));
	assert_false(was_closed(table, "s1"));
	assert_false(was_closed(table, "never"));
	assert_false(was_closed(table, ""));
	handle_remove(handles, by_name(table, "srv"));
	handle_remove(handles, by_name(table, "s1"));
	assert_true(was_closed(table, "srv"));
	assert_true(was_closed(table, "s1"));
	assert_false(was_closed(table, "s2"));
	assert_false(was_closed(table, "s"));
	assert_false(was_closed(table, "s01x"));
	add(table, "srv", 3);
	assert_false(was_closed(table, "srv"));
	for (int i = 0; i < 3000; i++) {
		char name[16];

		snprintf(name, sizeof(name), "n%d", i);
		handle_remove(handles, add(table, name, 9));
		handle_remove(handles, add(table, "again", 9));
	}
	assert_true(was_closed(table, "n0"));
	assert_true(was_closed(table, "n2999"));
	assert_true(was_closed(table, "again"));
	assert_false(was_closed(table, "n3000"));
	assert_true(handles->closed_count < 3100);
}

static void thousands_of_handles(void **state)
{
	enum { COUNT = 20000 };
	struct table *table = *state;
	struct handles *handles = &table->handles;
	size_t count = 0;
	char name[64];

	for (int i = 0; i < COUNT; i++) {
		snprintf(name, sizeof(name), "connection_%05d_of_client", i);
		add(table, i % 2 ? "" : name, 3 + i);
	}
	assert_int_equal(handles->count, COUNT);
	for (int i = 0; i < COUNT; i += 2) {
		snprintf(name, sizeof(name), "connection_%05d_of_client", i);
		assert_int_equal(by_name(table, name)->fd, 3 + i);
		snprintf(name, sizeof(name), "s%d", i / 2 + 1);
		assert_int_equal(by_name(table, name)->fd, 4 + i);
	}
	for (int i = 0; i < COUNT; i += 3)
		handle_remove(handles, handle_by_fd(handles, 3 + i));
	for (int i = 0; i < COUNT; i++)
		assert_int_equal(handle_by_fd(handles, 3 + i) != NULL, i % 3 != 0);
	for (struct handle *handle = handles->newest; handle; handle = handle->older)
		count++;
	assert_int_equal(count, handles->count);
}

/* Names spread over the buckets, however alike they are. */
static void no_bucket_is_long(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;
	char name[64];

	for (int i = 0; i < 4096; i++) {
		snprintf(name, sizeof(name), i % 2 ? "a_long_name_%d_of_a_connection" : "c%d", i);
		add(table, name, 3 + i);
	}
	for (size_t i = 0; i < handles->buckets; i++) {
		size_t len = 0;

		for (struct handle *handle = handles->by_name[i]; handle; handle = handle->next_name)
			len++;
		assert_true(len < 16);
	}
}

static void nearly_a_name(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;

	add(table, "server", 3);
	add(table, "c", 4);
	assert_true(slice_is(handle_nearest(handles, slice_of("servr")), "server"));
	assert_true(slice_is(handle_nearest(handles, slice_of("sevrer")), "server"));
	assert_true(slice_is(handle_nearest(handles, slice_of("c")), "c"));
	assert_int_equal(handle_nearest(handles, slice_of("d")).len, 0);
	assert_int_equal(handle_nearest(handles, slice_of("hello")).len, 0);
	assert_int_equal(handle_nearest(handles, slice_of("serv-er")).len, 0);
	assert_int_equal(handle_nearest(handles, slice_of("")).len, 0);
}

static void what_is_missing_is_told(void **state)
{
	struct table *table = *state;
	struct handles *handles = &table->handles;
	struct arena arena = { 0 };

	add(table, "server", 3);
	handle_remove(handles, add(table, "gone", 4));
	assert_string_equal(handle_missing(handles, &arena, slice_of("servr")),
			    "no handle \"servr\"; did you mean \"server\"?");
	assert_string_equal(handle_missing(handles, &arena, slice_of("gone")), "the handle \"gone\" is closed");
	assert_string_equal(handle_missing(handles, &arena, slice_of("other")), "no handle \"other\"");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_TABLE(names_and_numbers),
		ON_TABLE(the_order_survives_removal),
		ON_TABLE(ids_never_come_again),
		ON_TABLE(automatic_names),
		ON_TABLE(closing_leaves_no_current_one),
		ON_TABLE(a_removed_handle_can_be_read_until_it_is_buried),
		ON_TABLE(the_newest_that_listens),
		ON_TABLE(closed_names),
		ON_TABLE(thousands_of_handles),
		ON_TABLE(no_bucket_is_long),
		ON_TABLE(nearly_a_name),
		ON_TABLE(what_is_missing_is_told),
	};

	return cmocka_run_group_tests_name("handles", tests, NULL, NULL);
}
