/* Units of include/handles/handle.h: the table. */
#include "unit.h"

#include <stdio.h>

#include "bind.h"
#include "handle.h"

static struct handle *add(struct stage *stage, const char *name, int fd)
{
	struct handle *handle = handle_add(&stage->shell.handles, slice_of(name), fd, (struct facts){ 0 });

	assert_non_null(handle);
	assert_int_equal(handle->fd, fd);
	return handle;
}

static void assert_named(const struct handle *handle, const char *name)
{
	assert_non_null(handle);
	assert_string_equal(handle->name, name);
	assert_int_equal(handle->name_len, strlen(name));
}

static struct handle *by_name(struct stage *stage, const char *name)
{
	return handle_by_name(&stage->shell.handles, slice_of(name));
}

static void names_and_numbers(void **state)
{
	struct stage *stage = *state;
	struct handles *handles = &stage->shell.handles;
	struct handle *srv, *c;

	assert_null(by_name(stage, "srv"));
	assert_null(handle_by_fd(handles, 3));
	srv = add(stage, "srv", 3);
	c = add(stage, "c", 1000);
	assert_ptr_equal(by_name(stage, "srv"), srv);
	assert_ptr_equal(by_name(stage, "c"), c);
	assert_null(by_name(stage, "sr"));
	assert_null(by_name(stage, "srvx"));
	assert_null(by_name(stage, "SRV"));
	assert_null(by_name(stage, ""));
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
	struct stage *stage = *state;
	struct handles *handles = &stage->shell.handles;
	struct handle *a = add(stage, "a", 3), *b = add(stage, "b", 4), *c = add(stage, "c", 5);

	handle_remove(handles, b);
	assert_null(by_name(stage, "b"));
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
	add(stage, "a", 3);
	assert_non_null(by_name(stage, "a"));
}

static void ids_never_come_again(void **state)
{
	struct stage *stage = *state;
	struct handle *a = add(stage, "a", 3);
	uint64_t id = a->id;

	handle_remove(&stage->shell.handles, a);
	assert_true(add(stage, "a", 3)->id > id);
}

static void automatic_names(void **state)
{
	struct stage *stage = *state;

	assert_named(add(stage, "", 3), "s1");
	assert_named(add(stage, "s2", 4), "s2");
	assert_named(add(stage, "s4", 5), "s4");
	assert_named(add(stage, "", 6), "s3");
	assert_named(add(stage, "", 7), "s5");
	/* A name that was one stays what it was. */
	handle_remove(&stage->shell.handles, by_name(stage, "s5"));
	assert_named(add(stage, "", 7), "s6");
}

static void closing_leaves_no_current_one(void **state)
{
	struct stage *stage = *state;
	struct handles *handles = &stage->shell.handles;
	struct handle *a = add(stage, "a", 3), *b = add(stage, "b", 4);

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
	struct stage *stage = *state;
	struct handles *handles = &stage->shell.handles;
	struct handle *a = add(stage, "a", 3), *b = add(stage, "b", 4);

	a->facts.family = 77;
	handle_set_listening(handles, a, true);
	handle_remove(handles, a);
	handle_remove(handles, b);
	/* Its name and number are free at once, and the new one's removal leaves the old one be. */
	handle_remove(handles, add(stage, "a", 3));
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

static void no_statement_leaves_removed_handles(void **state)
{
	struct stage *stage = *state;

	assert_int_equal(run_text(stage, "s = socket; close s\n"), OUTCOME_OK);
	assert_null(stage->shell.handles.removed);
	assert_int_equal(run_text(stage, "socket(AF_INET, SOCK_STREAM, 0) = 3\n"
					 "repeat 3 socket(AF_INET, SOCK_STREAM, 0) = 3\n"
					 "close(3) = 0\n"), OUTCOME_OK);
	assert_null(stage->shell.handles.removed);
	assert_int_equal(stage->shell.handles.count, 0);
}

static void the_newest_that_listens(void **state)
{
	struct stage *stage = *state;
	struct handles *handles = &stage->shell.handles;
	struct handle *a = add(stage, "a", 3), *b = add(stage, "b", 4), *c = add(stage, "c", 5);

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

static bool was_closed(struct stage *stage, const char *name)
{
	return handle_is_closed(&stage->shell.handles, slice_of(name));
}

static void closed_names(void **state)
{
	struct stage *stage = *state;
	struct handles *handles = &stage->shell.handles;

	add(stage, "srv", 3);
	add(stage, "", 4);
	assert_false(was_closed(stage, "srv"));
	assert_false(was_closed(stage, "s1"));
	assert_false(was_closed(stage, "never"));
	assert_false(was_closed(stage, ""));
	handle_remove(handles, by_name(stage, "srv"));
	handle_remove(handles, by_name(stage, "s1"));
	assert_true(was_closed(stage, "srv"));
	assert_true(was_closed(stage, "s1"));
	assert_false(was_closed(stage, "s2"));
	assert_false(was_closed(stage, "s"));
	assert_false(was_closed(stage, "s01x"));
	add(stage, "srv", 3);
	assert_false(was_closed(stage, "srv"));
	for (int i = 0; i < 3000; i++) {
		char name[16];

		snprintf(name, sizeof(name), "n%d", i);
		handle_remove(handles, add(stage, name, 9));
		handle_remove(handles, add(stage, "again", 9));
	}
	assert_true(was_closed(stage, "n0"));
	assert_true(was_closed(stage, "n2999"));
	assert_true(was_closed(stage, "again"));
	assert_false(was_closed(stage, "n3000"));
	assert_true(handles->closed_count < 3100);
}

static void thousands_of_handles(void **state)
{
	enum { COUNT = 20000 };
	struct stage *stage = *state;
	struct handles *handles = &stage->shell.handles;
	size_t count = 0;
	char name[64];

	for (int i = 0; i < COUNT; i++) {
		snprintf(name, sizeof(name), "connection_%05d_of_client", i);
		add(stage, i % 2 ? "" : name, 3 + i);
	}
	assert_int_equal(handles->count, COUNT);
	for (int i = 0; i < COUNT; i += 2) {
		snprintf(name, sizeof(name), "connection_%05d_of_client", i);
		assert_int_equal(by_name(stage, name)->fd, 3 + i);
		snprintf(name, sizeof(name), "s%d", i / 2 + 1);
		assert_int_equal(by_name(stage, name)->fd, 4 + i);
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
	struct stage *stage = *state;
	struct handles *handles = &stage->shell.handles;
	char name[64];

	for (int i = 0; i < 4096; i++) {
		snprintf(name, sizeof(name), i % 2 ? "a_long_name_%d_of_a_connection" : "c%d", i);
		add(stage, name, 3 + i);
	}
	for (size_t i = 0; i < handles->buckets; i++) {
		size_t len = 0;

		for (struct handle *handle = handles->by_name[i]; handle; handle = handle->next_name)
			len++;
		assert_true(len < 16);
	}
}

/* ---- what can be a name ---- */

static void can_be(struct stage *stage, const char *name)
{
	struct message message = { 0 };

	if (!handle_name_free(&stage->shell, slice_of(name), &message))
		fail_msg("%s", message.text);
}

static void cannot_be(struct stage *stage, const char *name, const char *why)
{
	struct message message = { 0 };

	assert_false(handle_name_free(&stage->shell, slice_of(name), &message));
	assert_string_equal(message.text, why);
}

static void names_for_handles(void **state)
{
	static const char longest[] = "a23456789012345678901234567890123456789012345678901234567890123";
	struct stage *stage = *state;

	add(stage, "live", 3);
	can_be(stage, "srv");
	can_be(stage, "_");
	can_be(stage, "udp");		/* short names can */
	can_be(stage, "inet");
	can_be(stage, "s17");
	can_be(stage, "closed");
	can_be(stage, longest);
	cannot_be(stage, "live", "\"live\" is a live handle; close it first or take another name");
	cannot_be(stage, "bind", "\"bind\" is a command and cannot be a handle");
	cannot_be(stage, "quit", "\"quit\" is a command and cannot be a handle");
	cannot_be(stage, "expect", "\"expect\" is a prefix and cannot be a handle");
	cannot_be(stage, "SO_ERROR", "\"SO_ERROR\" is a constant and cannot be a handle");
	cannot_be(stage, "ECONNREFUSED", "\"ECONNREFUSED\" is a constant and cannot be a handle");
	cannot_be(stage, "NULL", "\"NULL\" is a constant and cannot be a handle");
	cannot_be(stage, "", "\"\" cannot be a handle: a name is letters, digits and _, at most 63, no digit first");
	cannot_be(stage, "3", "\"3\" cannot be a handle: a name is letters, digits and _, at most 63, no digit first");
	cannot_be(stage, "a-b",
		  "\"a-b\" cannot be a handle: a name is letters, digits and _, at most 63, no digit first");
}

static void nearly_a_name(void **state)
{
	struct stage *stage = *state;
	struct handles *handles = &stage->shell.handles;

	add(stage, "server", 3);
	add(stage, "c", 4);
	assert_true(slice_is(handle_nearest(handles, slice_of("servr")), "server"));
	assert_true(slice_is(handle_nearest(handles, slice_of("sevrer")), "server"));
	assert_true(slice_is(handle_nearest(handles, slice_of("c")), "c"));
	assert_int_equal(handle_nearest(handles, slice_of("d")).len, 0);
	assert_int_equal(handle_nearest(handles, slice_of("hello")).len, 0);
	assert_int_equal(handle_nearest(handles, slice_of("serv-er")).len, 0);
	assert_int_equal(handle_nearest(handles, slice_of("")).len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(names_and_numbers),
		STAGED(the_order_survives_removal),
		STAGED(ids_never_come_again),
		STAGED(automatic_names),
		STAGED(closing_leaves_no_current_one),
		STAGED(a_removed_handle_can_be_read_until_it_is_buried),
		STAGED(no_statement_leaves_removed_handles),
		STAGED(the_newest_that_listens),
		STAGED(closed_names),
		STAGED(thousands_of_handles),
		STAGED(no_bucket_is_long),
		STAGED(names_for_handles),
		STAGED(nearly_a_name),
	};

	return cmocka_run_group_tests_name("handles", tests, NULL, NULL);
}
