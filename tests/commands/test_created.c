/*
 * What calls make: handles of every kind, with calls of the test's own. A kind is a row; that it has
 * names, a current handle and a line of `sockets` follows from that.
 */
#include "unit.h"

#include <stdio.h>
#include <unistd.h>

#include "bind.h"
#include "complete.h"

/* ---- two calls for the kind in hand ---- */

static int poked;	/* the descriptor that poke() was given last */

static int64_t make_new(struct arg *args)
{
	(void)args;
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

static int64_t make_poke(struct arg *args)
{
	poked = ARG_FD(args, 0);
	return 0;
}

static struct type acting;
static struct call call_new = {
	.name = "new", .prototype = "int new(void)", .summary = "make one", .result = RESULT_DESCRIPTOR,
	.make = make_new,
};
static struct call call_poke = {
	.name = "poke", .prototype = "int poke(int fd)", .summary = "act on one",
	.params = { { "fd", &acting } },
	.make = make_poke,
};

enum { MOST_CALLS = 100 };

struct bench {
	const struct call *calls[MOST_CALLS];
};

static void set_up_calls(struct stage *stage, struct bench *bench, int kind)
{
	const struct type type = TYPE_HANDLE((enum handle_kind)kind);
	size_t count = 2;

	acting = type;
	call_new.makes = (enum handle_kind)kind;
	bench->calls[0] = &call_new;
	bench->calls[1] = &call_poke;
	for (size_t i = 0; all_calls[i] && count + 1 < MOST_CALLS; i++)
		bench->calls[count++] = all_calls[i];
	bench->calls[count] = NULL;
	registry_free(&stage->shell.registry);
	assert_true(registry_set_up(&stage->shell.registry, bench->calls, all_commands));
}

static const struct handle *numbered(struct stage *stage, int kind, int number)
{
	char name[HANDLE_NAME_MAX];

	snprintf(name, sizeof(name), "%s%d", handle_kinds[kind].prefix, number);
	return handle_by_name(&stage->shell.handles, slice_of(name));
}

static const char *said(struct stage *stage, const struct out *out)
{
	return arena_copy(&stage->arena, out->data ? out->data : "", out->len);
}

static void runs(struct stage *stage, const char *text)
{
	if (run_text(stage, text) != OUTCOME_OK)
		fail_msg("%s: %s", text, said(stage, &stage->shell.err));
}

static void refuses(struct stage *stage, const char *text, const char *message)
{
	assert_int_equal(run_text(stage, text), OUTCOME_MISTAKE);
	assert_string_equal(said(stage, &stage->shell.err), message);
}

static void has_line(struct stage *stage, const char *line)
{
	if (!strstr(said(stage, &stage->shell.out), line))
		fail_msg("no \"%s\" in:\n%s", line, said(stage, &stage->shell.out));
}

static const char *text_of(struct stage *stage, const char *format, int kind)
{
	return arena_format(&stage->arena, format, handle_kinds[kind].prefix, handle_kinds[kind].name);
}

static void close_all(struct stage *stage)
{
	while (stage->shell.handles.newest)
		runs(stage, arena_format(&stage->arena, "close %s\n", stage->shell.handles.newest->name));
}

/* ---- what follows from a row ---- */

static void the_newest_acts_and_use_chooses(void **state)
{
	struct stage *stage = *state;
	struct bench bench;

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		set_up_calls(stage, &bench, kind);
		runs(stage, "new; new; poke\n");
		assert_non_null(numbered(stage, kind, 1));
		assert_int_equal(numbered(stage, kind, 1)->facts.kind, kind);
		assert_int_equal(poked, numbered(stage, kind, 2)->fd);
		runs(stage, text_of(stage, "use %s1; poke\n", kind));
		assert_int_equal(poked, numbered(stage, kind, 1)->fd);
		runs(stage, text_of(stage, "poke %s2\n", kind));
		assert_int_equal(poked, numbered(stage, kind, 2)->fd);
		runs(stage, "poke; use\n");		/* another that was named does not become it */
		assert_int_equal(poked, numbered(stage, kind, 1)->fd);
		has_line(stage, text_of(stage, "# %s1 is current\n", kind));
		close_all(stage);
	}
}

static void a_handle_of_any_kind_can_be_named(void **state)
{
	struct stage *stage = *state;
	struct bench bench;

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		for (int other = 0; other < KIND_COUNT; other++) {
			set_up_calls(stage, &bench, other);
			runs(stage, "o = new\n");
			set_up_calls(stage, &bench, kind);
			runs(stage, "m = new; poke o\n");
			assert_int_equal(poked, handle_by_name(&stage->shell.handles, slice_of("o"))->fd);
			runs(stage, "poke\n");
			assert_int_equal(poked, handle_by_name(&stage->shell.handles, slice_of("m"))->fd);
			close_all(stage);
		}
	}
}

static void sockets_shows_what_it_is(void **state)
{
	struct stage *stage = *state;
	struct bench bench;

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct handle *handle;

		set_up_calls(stage, &bench, kind);
		runs(stage, "h = new; sockets\n");
		handle = stage->shell.handles.newest;
		if (handle_kinds[kind].is_socket) {
			has_line(stage, "getsockname and getpeername of 1 handle, getsockopt of 1\n");
			assert_true(handle->facts.known);
		} else {
			has_line(stage, arena_format(&stage->arena, "# * h     %-2d  -       %-*s  -      -       -\n",
						     handle->fd, (int)sizeof("type") - 1, handle_kinds[kind].name));
			assert_null(strstr(said(stage, &stage->shell.out), "getsockname"));
		}
		close_all(stage);
	}
}

static void what_is_missing_is_told_by_kind(void **state)
{
	struct stage *stage = *state;
	struct bench bench;

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		set_up_calls(stage, &bench, kind);
		refuses(stage, "poke\n", "<unit>:1: poke: no handle is open; `new` makes one\n  poke [HANDLE]\n");
		runs(stage, "a = new; b = new; close b\n");
		refuses(stage, "poke\n", "<unit>:1: poke: no handle is current; name one, or choose it with `use`\n"
					 "  poke [HANDLE]\n");
		close_all(stage);
		set_up_calls(stage, &bench, (kind + 1) % KIND_COUNT);
		runs(stage, "o = new\n");
		set_up_calls(stage, &bench, kind);
		refuses(stage, "poke\n", text_of(stage, "<unit>:1: poke: no handle is open of the kind %2$s; `new` makes one\n"
							"  poke [HANDLE]\n", kind));
		runs(stage, "a = new; b = new; close b\n");
		refuses(stage, "poke\n", text_of(stage, "<unit>:1: poke: no handle is current of the kind %2$s; name one, "
							"or choose it with `use`\n  poke [HANDLE]\n", kind));
		close_all(stage);
	}
	set_up_calls(stage, &bench, KIND_COUNT - 1);
	runs(stage, "o = new\n");
	refuses(stage, "close\n", "<unit>:1: close: no handle is open of the kind socket; name the one that is meant\n"
				  "  close [HANDLE]\n");
	close_all(stage);
}

/* While checking, too; and after a mistake its names stand for what the call would have made. */
static void kinds_are_checked(void **state)
{
	struct stage *stage = *state;
	struct bench bench;

	stage->shell.checking = true;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		set_up_calls(stage, &bench, kind);
		runs(stage, text_of(stage, "new; poke; poke %s1; close %1$s1\n", kind));
		refuses(stage, "n = new surplus\nuse n\npoke\n",
			"<unit>:1: new: surplus word \"surplus\"\n  new\n");
		runs(stage, "close n\n");
	}
}

static bool is_proposed(struct stage *stage, const char *line, const char *word)
{
	struct candidates candidates;
	size_t start;

	complete_line(&stage->shell, slice_of(line), strlen(line), &stage->arena, &candidates, &start);
	for (size_t i = 0; i < candidates.count; i++)
		if (strcmp(candidates.list[i], word) == 0)
			return true;
	return false;
}

static void handles_and_flags_are_proposed(void **state)
{
	struct stage *stage = *state;
	struct bench bench;

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		set_up_calls(stage, &bench, kind);
		runs(stage, "handle = new\n");
		assert_true(is_proposed(stage, "poke ha", "handle"));
		assert_true(is_proposed(stage, "poke(ha", "handle"));
		assert_true(is_proposed(stage, "use ha", "handle"));
		assert_true(is_proposed(stage, "close ha", "handle"));
		assert_true(is_proposed(stage, "poll ha", "handle"));
		/* What the kernel would refuse is not proposed; it can be typed. */
		assert_int_equal(is_proposed(stage, "listen ha", "handle"), handle_kinds[kind].is_socket);
		assert_int_equal(is_proposed(stage, "listen(ha", "handle"), handle_kinds[kind].is_socket);
		assert_int_equal(is_proposed(stage, "connect ha", "handle"), handle_kinds[kind].is_socket);
		close_all(stage);
	}
	assert_true(is_proposed(stage, "epoll_create1 --", "--cloexec"));
	assert_false(is_proposed(stage, "epoll_create1 --", "--nonblock"));
	assert_true(is_proposed(stage, "epoll_create1(", "EPOLL_CLOEXEC"));
	assert_true(is_proposed(stage, "ep", "epoll_create1"));
}

/* ---- what no memory is left for ---- */

static void forget(struct context *c)
{
	if (c->learned)
		c->learned->incomplete = true;
}

/* The script ends with it: what its later lines mean is no longer known. With -k it is told each time. */
static void what_is_forgotten_is_told(void **state)
{
	static const char told[] = "<unit>:2: poke: out of memory for what the kernel has chosen\n";
	struct stage *stage = *state;
	struct bench bench;

	set_up_calls(stage, &bench, KIND_SOCKET);
	call_poke.after = forget;
	refuses(stage, "new\npoke\nclose\n", told);
	assert_int_equal(stage->shell.handles.count, 1);
	stage->shell.keep_going = true;
	refuses(stage, "poke s1\npoke s1; close s1\n",
		arena_format(&stage->arena, "<unit>:1: poke: out of memory for what the kernel has chosen\n%s", told));
	assert_int_equal(stage->shell.handles.count, 0);
	call_poke.after = NULL;
}

/* ---- when handles go ---- */

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

	assert_non_null(handle_add(&stage->shell.handles, slice_of("live"), 3, (struct facts){ 0 }));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(the_newest_acts_and_use_chooses),
		STAGED(a_handle_of_any_kind_can_be_named),
		STAGED(sockets_shows_what_it_is),
		STAGED(what_is_missing_is_told_by_kind),
		STAGED(kinds_are_checked),
		STAGED(handles_and_flags_are_proposed),
		STAGED(what_is_forgotten_is_told),
		STAGED(no_statement_leaves_removed_handles),
		STAGED(names_for_handles),
	};

	return cmocka_run_group_tests_name("created", tests, NULL, NULL);
}
