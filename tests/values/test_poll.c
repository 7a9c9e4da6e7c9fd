/* poll: the set going in and coming back, its count, its time. */
#include "unit.h"

#include <errno.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static int64_t poll_them(struct arg *args)
{
	return poll(args[0].at, (nfds_t)args[1].n, ARG_INT(args, 2));
}

static const struct call polling = {
	.name = "poll",
	.params = { { "fds", &type_pollfds, IN_OUT, .fallback = "", .in_result = "" },
		    { "nfds", &type_count, .of = 1 },
		    { "timeout", &type_milliseconds, .fallback = "-1" } },
	.result = RESULT_COUNT,
	.counts = 1,
	.make = poll_them,
};

/* Two ends of a stream, as handles a and b; b is the current one. */
struct fixture {
	struct shell shell;
	struct arena arena;
	struct message message;
	struct learned learned;
	struct made made;
	enum view view;
	struct context c;
	int a, b;
};

static int set_up(void **state)
{
	static struct fixture fixture;
	struct fixture *f = &fixture;
	const struct facts facts = { .known = true, .family = AF_UNIX, .type = SOCK_STREAM };
	int pair[2];

	*f = (struct fixture){ .shell.out.fd = -1 };
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return -1;
	f->a = pair[0];
	f->b = pair[1];
	f->c = context_of(&f->shell, &f->arena, &f->message, &f->made);
	f->made.call = &polling;
	handle_add(&f->shell.handles, slice_of("a"), f->a, facts);
	f->shell.handles.current[KIND_SOCKET] =
		handle_add(&f->shell.handles, slice_of("b"), f->b, facts);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	for (struct handle *handle = f->shell.handles.oldest; handle; handle = handle->newer)
		close(handle->fd);
	handles_free(&f->shell.handles);
	learned_free(&f->learned);
	arena_free(&f->arena);
	out_free(&f->shell.out);
	return 0;
}

static void start(struct fixture *f)
{
	memset(f->made.args, 0, sizeof(f->made.args));
	f->message.set = false;
	f->view = GOES_IN;
	f->c.param = &polling.params[0];
}

static bool read_set(struct fixture *f, const char *text, int64_t nfds, struct arg *arg)
{
	struct cursor cursor = { text, text + strlen(text), &f->arena, &f->message };
	struct node *node = parse_node(&cursor);

	f->c.call_notation = true;
	f->made.args[1].n = nfds; /* numbers are read first */
	assert_non_null(node);
	return memory_from_node(&type_pollfds, &f->c, f->view, node, arg);
}

/* What a command's words leave over is their return. */
static size_t read_words(struct fixture *f, const struct type *type, const char *text, bool *done)
{
	struct cursor cursor = { text, text + strlen(text), &f->arena, &f->message };
	static struct word list[16];
	struct words words = { list, 0 };
	struct arg *arg = &f->made.args[type == &type_pollfds ? 0 : 2];

	f->c.call_notation = false;
	while (lex_word(&cursor, &list[words.count]) == LEXED_WORD)
		words.count++;
	*done = type->from_words(type, &f->c, &words, arg);
	if (*done && type == &type_pollfds)
		f->made.args[1].n = (int64_t)(arg->len / sizeof(struct pollfd));
	return words.count;
}

static void assert_shown(struct fixture *f, const char *expected)
{
	struct out out = { .fd = -1 };

	f->c.param = &polling.params[0];
	node_show(memory_to_node(&type_pollfds, &f->c, f->view, &f->made.args[0]), &out);
	out_char(&out, '\0');
	assert_string_equal(out.data, expected);
	out_free(&out);
}

static void poll_it(struct fixture *f, int64_t result)
{
	assert_int_equal(polling.make(f->made.args), result);
}

static void only_ready_ones_come_back(void **state)
{
	struct fixture *f = *state;

	start(f);
	assert_true(read_set(f, "[{fd=a, events=POLLIN}, {fd=b, events=POLLIN|POLLOUT}]", 2,
			     &f->made.args[0]));
	poll_it(f, 1);
	assert_shown(f, "[{fd=a, events=POLLIN}, {fd=b, events=POLLIN|POLLOUT}]");
	f->view = CAME;
	assert_shown(f, "[{fd=b, revents=POLLOUT}]");

	start(f);
	assert_int_equal(shutdown(f->b, SHUT_RDWR), 0);
	assert_true(read_set(f, "[{fd=a, events=POLLIN|POLLRDHUP}]", 1, &f->made.args[0]));
	poll_it(f, 1);
	f->view = CAME;
	assert_shown(f, "[{fd=a, revents=POLLIN|POLLHUP|POLLRDHUP}]");
}

static void nobody_is_ready(void **state)
{
	struct fixture *f = *state;

	start(f);
	assert_true(read_set(f, "[{fd=a, events=POLLIN}]", 1, &f->made.args[0]));
	f->made.args[2].n = 1;
	poll_it(f, 0);
	f->view = CAME;
	assert_shown(f, "[]");
}

/* What nfds counts beyond the list polls nothing, least of all the shell's own descriptors. */
static void counts_beyond_the_list_poll_nothing(void **state)
{
	struct rlimit limit;
	struct fixture *f = *state;

	start(f);
	assert_true(read_set(f, "[{fd=a, events=POLLIN}, {fd=-1, events=POLLIN}, {fd=-7}]", 100,
			     &f->made.args[0]));
	poll_it(f, 0);
	assert_shown(f, "[{fd=a, events=POLLIN}, {fd=-1, events=POLLIN}, {fd=-7, events=0}]");

	/* Fewer: the kernel sees only these. */
	start(f);
	assert_true(read_set(f, "[{fd=a, events=POLLIN}, {fd=b, events=POLLOUT}]", 1,
			     &f->made.args[0]));
	poll_it(f, 0);
	assert_shown(f, "[{fd=a, events=POLLIN}]");

	/* More than there can be descriptors is refused before the kernel looks at the list. */
	start(f);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	assert_true(read_set(f, "[{fd=a, events=POLLIN}]", (int64_t)limit.rlim_cur + 1,
			     &f->made.args[0]));
	poll_it(f, -1);
	assert_int_equal(errno, EINVAL);

	start(f);
	assert_true(read_set(f, "NULL", 0, &f->made.args[0]));
	poll_it(f, 0);
}

static void refused(struct fixture *f, const char *text, const char *why)
{
	start(f);
	assert_false(read_set(f, text, 1, &f->made.args[0]));
	if (!strstr(f->message.text, why))
		fail_msg("%s: %s", text, f->message.text);
}

static void only_handles_are_polled(void **state)
{
	struct fixture *f = *state;

	refused(f, "[{fd=0, events=POLLIN}]", "descriptor 0");
	refused(f, "[{events=POLLIN}]", "fd is missing");
	refused(f, "[{fd=a, evnts=POLLIN}]", "did you mean \"events\"");
	refused(f, "[{fd=a, events=POLLINN}]", "POLLIN");
	refused(f, "{fd=a}", "list");
}

static void scripts_have_numbers_of_their_own(void **state)
{
	struct fixture *f = *state;
	struct arg expected = { 0 };

	f->c.learned = &f->learned;
	learned_set_handle(&f->learned, 77, handle_by_fd(&f->shell.handles, f->b));
	start(f);
	assert_true(read_set(f, "[{fd=77, events=POLLOUT}]", 1, &f->made.args[0]));
	poll_it(f, 1);
	assert_shown(f, "[{fd=b, events=POLLOUT}]");
	f->view = CAME;
	assert_true(read_set(f, "[{fd=77, revents=POLLOUT}]", 1, &expected));
	f->made.args[0] = expected;
	assert_shown(f, "[{fd=b, revents=POLLOUT}]");
	/* What is not the script's is never polled, and never ready. */
	start(f);
	assert_true(read_set(f, "[{fd=3, events=POLLIN}, {fd=0}]", 2, &f->made.args[0]));
	assert_shown(f, "[{fd=-1, events=POLLIN}, {fd=-1, events=0}]");
	assert_true(f->learned.left_out);
	refused(f, "[{fd=3, events=POLLIN, revents=POLLIN}]", "fd=3");
	start(f);
	f->view = CAME;
	assert_false(read_set(f, "[{fd=3, revents=POLLIN}]", 1, &expected));
}

/* ---- command notation ---- */

static void words_make_a_set(void **state)
{
	struct fixture *f = *state;
	bool done;

	start(f);
	assert_int_equal(read_words(f, &type_pollfds, "a:in b:in|out 500ms", &done), 1);
	assert_true(done);
	assert_shown(f, "[{fd=a, events=POLLIN}, {fd=b, events=POLLIN|POLLOUT}]");
	start(f);
	assert_int_equal(read_words(f, &type_pollfds, "a b:POLLPRI", &done), 0);
	assert_true(done);
	assert_shown(f, "[{fd=a, events=POLLIN}, {fd=b, events=POLLPRI}]");
	start(f);
	assert_int_equal(read_words(f, &type_pollfds, "infinite", &done), 1);
	assert_true(done);
	assert_shown(f, "[{fd=b, events=POLLIN}]");

	start(f);
	read_words(f, &type_pollfds, "a:inn 500ms", &done);
	assert_false(done);
	assert_non_null(strstr(f->message.text, "\"in\""));
	start(f);
	read_words(f, &type_pollfds, "c:in", &done);
	assert_false(done);
	start(f);
	read_words(f, &type_pollfds, "a:", &done);
	assert_false(done);
}

static int64_t milliseconds(struct fixture *f, const char *text, bool *done)
{
	start(f);
	f->c.param = &polling.params[2];
	read_words(f, &type_milliseconds, text, done);
	return f->made.args[2].n;
}

static void words_make_a_time(void **state)
{
	static const struct {
		const char *word;
		int64_t n;
	} good[] = {
		{ "500ms", 500 }, { "2s", 2000 }, { "1ns", 1 }, { "1001us", 2 }, { "0ms", 0 },
		{ "250", 250 }, { "-1", -1 }, { "infinite", -1 }, { "2147483647", INT32_MAX },
	};
	static const char *const bad[] = {
		"2147483648", "1000h", "soon", "5x", "99999999999999999999",
	};
	struct fixture *f = *state;
	bool done;

	for (size_t i = 0; i < sizeof(good) / sizeof(good)[0]; i++) {
		assert_int_equal(milliseconds(f, good[i].word, &done), good[i].n);
		assert_true(done);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad)[0]; i++) {
		milliseconds(f, bad[i], &done);
		assert_false(done);
	}
}

static bool proposes(struct fixture *f, const char *prefix, const char *word)
{
	struct candidates candidates = { .arena = &f->arena, .prefix = slice_of(prefix) };

	type_pollfds.complete(&type_pollfds, &f->c, &candidates);
	for (size_t i = 0; i < candidates.count; i++)
		if (strcmp(candidates.list[i], word) == 0)
			return true;
	return false;
}

static void handles_and_events_are_proposed(void **state)
{
	struct fixture *f = *state;

	start(f);
	assert_true(proposes(f, "", "a"));
	assert_true(proposes(f, "b", "b"));
	assert_true(proposes(f, "b:", "b:in"));
	assert_true(proposes(f, "b:in|o", "b:in|out"));
	assert_false(proposes(f, "b:in|o", "b:in|in"));
}

int main(void)
{
#define LIVE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		LIVE(only_ready_ones_come_back),
		LIVE(nobody_is_ready),
		LIVE(counts_beyond_the_list_poll_nothing),
		LIVE(only_handles_are_polled),
		LIVE(scripts_have_numbers_of_their_own),
		LIVE(words_make_a_set),
		LIVE(words_make_a_time),
		LIVE(handles_and_events_are_proposed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
