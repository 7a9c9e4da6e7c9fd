/* Lists and structures: what a row says of them is enough to read, print, measure and compare them. */
#include "value_fixture.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

/* ---- rows: of the API's structures those that depend most on each other ---- */

static struct node *bytes_to_node(const struct type *self, struct context *c, enum view view,
				  const struct arg *arg)
{
	struct node *node = node_string(c->arena, (struct slice){ arg->at, arg->len });

	(void)self;
	(void)view;
	if (node) {
		node->cut = arg->cut;
		node->padded = arg->padded;
	}
	return node;
}

static bool bytes_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	(void)self;
	return arg_room(c, arg, wanted < 0 ? 8 : (size_t)wanted);
}

static bool bytes_read(const struct type *self, struct context *c, enum view view, const struct node *node,
		       struct arg *arg)
{
	(void)self;
	return bytes_from_node(c, view, node, arg);
}

static const struct type type_some_bytes = {
	.name = "buffer", .pointer = true, .from_node = bytes_read, .to_node = bytes_to_node,
	.prepare = bytes_prepare,
};

enum { BASE = 1, IOV = 3 };

static const struct member iovec_members[] = {
	MEMBER(struct iovec, iov_base, "iov_base", type_some_bytes, .points = true, .way = MEMBER_OUT),
	MEMBER(struct iovec, iov_len, "iov_len", type_u64, .of = BASE, .way = MEMBER_IN, .fallback = 16),
	{ 0 },
};
static const struct type type_iovec = TYPE_STRUCTURE("iovec", struct iovec, iovec_members);

static uint64_t most_buffers(void)
{
	return 1024;
}

static const struct type type_buffers =
	TYPE_ARRAY("buffers", type_iovec, .array.in_turn = true, .array.most = most_buffers);

struct header {
	void *name;
	socklen_t namelen;
	struct iovec *iov;
	size_t iovlen;
	int flags;
};

static const struct member header_members[] = {
	MEMBER(struct header, name, "msg_name", type_some_bytes, .points = true, .way = MEMBER_OUT),
	MEMBER(struct header, namelen, "msg_namelen", type_u32, .of = 1, .fallback = 128),
	MEMBER(struct header, iov, "msg_iov", type_buffers, .points = true, .way = MEMBER_IN),
	MEMBER(struct header, iovlen, "msg_iovlen", type_u64, .of = IOV, .way = MEMBER_IN),
	MEMBER(struct header, flags, "msg_flags", type_u32, .way = MEMBER_OUT),
	{ 0 },
};
static const struct type type_header = TYPE_STRUCTURE("msghdr", struct header, header_members);

struct many {
	struct header header;
	unsigned len;
};

static const struct member many_members[] = {
	MEMBER(struct many, header, "msg_hdr", type_header),
	MEMBER(struct many, len, "msg_len", type_u32, .way = MEMBER_OUT, .counts = true),
	{ 0 },
};
static const struct type type_many = TYPE_STRUCTURE("mmsghdr", struct many, many_members);
static const struct type type_headers = TYPE_ARRAY("messages", type_many, .array.by_result = true);

/* A union: which member's type depends on the one before it. */
struct choice {
	uint32_t kind, value;
};

static const struct type type_one_fd = TYPE_HANDLE(KIND_ANY);

static const struct type *choose(const struct context *c, const void *structure)
{
	(void)c;
	return ((const struct choice *)structure)->kind ? &type_one_fd : NULL;
}

static const struct member choice_members[] = {
	MEMBER(struct choice, value, "value", type_u32, .chosen = choose),
	MEMBER(struct choice, kind, "kind", type_u32),
	{ 0 },
};
static const struct type type_choice = TYPE_STRUCTURE("choice", struct choice, choice_members);

/* A linked list, as a libc has it. */
struct link {
	uint32_t n;
	struct link *next;
	char *text;
};

static const struct member link_members[] = {
	MEMBER(struct link, n, "n", type_u32),
	{ 0 },
};
static const struct type type_link = TYPE_STRUCTURE("link", struct link, link_members);
static const struct type type_links =
	TYPE_ARRAY("links", type_link, .array.linked = true, .array.link = offsetof(struct link, next));

static const struct type type_numbers = TYPE_ARRAY("numbers", type_u16);
static const struct type type_set = TYPE_ARRAY("set", type_one_fd, .array.set = true);

static const struct param sends = { "value", &type_header, IN };
static const struct param receives = { "value", &type_header, IN_OUT };

/* ---- structures that point ---- */

#define SENT "{msg_name=\"ab\", msg_namelen=2, msg_iov=[{iov_base=\"one\", iov_len=3}, " \
	     "{iov_base=\"two!\", iov_len=4}], msg_iovlen=2, msg_flags=0}"

static void what_goes_in_is_followed(void **state)
{
	struct stage *stage = *state;
	const struct header *header = goes_in(stage, &sends, SENT);

	assert_memory_equal(header->name, "ab", 2);
	assert_int_equal(header->namelen, 2);
	assert_int_equal(header->iovlen, 2);
	assert_memory_equal(header->iov[1].iov_base, "two!", 4);
	assert_int_equal(header->iov[1].iov_len, 4);
	assert_view(stage, &sends, GOES_IN, &stage->made.args[0], SENT);
	assert_view(stage, &sends, CAME, &stage->made.args[0], SENT);
}

static void a_length_is_backed_by_memory(void **state)
{
	struct stage *stage = *state;
	const struct header *header =
		goes_in(stage, &sends, "{msg_iov=[{iov_base=\"one\", iov_len=300}], msg_iovlen=1}");
	const char *base = header->iov[0].iov_base;

	for (size_t i = 3; i < 300; i++)
		assert_int_equal(base[i], 0);
	assert_view(stage, &sends, GOES_IN, &stage->made.args[0],
		    "{msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"one\" /* ... */, iov_len=300}], "
		    "msg_iovlen=1, msg_flags=0}");
}

static void what_would_be_sent_must_be_there(void **state)
{
	struct stage *stage = *state;

	refused(stage, &sends, "{msg_iov=[{iov_base=\"one\"}], msg_iovlen=1}", "value: iov_len is missing");
	refused(stage, &sends, "{msg_iov=[{iov_base=\"one\"..., iov_len=9}], msg_iovlen=1}",
		"value: the string is cut off (\"...); it cannot be sent");
	refused(stage, &sends, "{msg_iov=[...], msg_iovlen=1}",
		"value: `...` stands for what comes back; it cannot be sent");
	refused(stage, &sends, "{msg_nam=NULL}",
		"value: struct msghdr has no member \"msg_nam\"; did you mean \"msg_name\"?");
	refused(stage, &sends, "{msg_iov=5, msg_iovlen=1}",
		"value: 5 is no pointer; what stands here is a list of {iov_len=...}");
	refused(stage, &sends, "{msg_iov={}, msg_iovlen=1}",
		"value: a list of {iov_len=...} expected, found \"{}\"");
}

static void a_pointer_of_a_log_stands_for_nothing_that_is_sent(void **state)
{
	struct stage *stage = *state;
	struct arg arg = { 0 };

	use(stage, &sends);
	stage->c.expects_success = true;
	stage->c.call_notation = true;
	assert_false(memory_from_node(&type_header, &stage->c, GOES_IN,
				      tree(stage, "{msg_name=0x7ffe, msg_namelen=4}"), &arg));
	assert_string_equal(stage->message.text, "value: behind the pointer \"0x7ffe\" stood what was sent; "
						 "the line does not say what");
	stage->c.expects_success = false;
	stage->c.expects_error = EFAULT;
	arg = (struct arg){ 0 };
	assert_true(memory_from_node(&type_header, &stage->c, GOES_IN,
				     tree(stage, "{msg_name=0x7ffe, msg_namelen=4}"), &arg));
	assert_true(is_unreadable(&stage->c, ((struct header *)arg.at)->name));
}

/* ---- what comes ---- */

#define RECEIVED "{msg_name=..., msg_namelen=8, msg_iov=[{iov_base=\"xxx\", iov_len=3}, " \
		 "{iov_base=..., iov_len=4}], msg_iovlen=2, msg_flags=9}"

static void rooms_go_in_and_their_bytes_come(void **state)
{
	struct stage *stage = *state;
	struct header *header = goes_in(stage, &receives, RECEIVED);

	assert_int_equal(header->flags, 0);
	assert_int_equal(((char *)header->iov[0].iov_base)[0], 0);
	memcpy(header->name, "peer", 4);
	header->namelen = 4;
	memcpy(header->iov[0].iov_base, "one", 3);
	memcpy(header->iov[1].iov_base, "tw", 2);
	header->flags = 32;
	came(stage, &receives, 5);
	assert_view(stage, &receives, CAME, &stage->made.args[0],
		    "{msg_name=\"peer\", msg_namelen=8 => 4, msg_iov=[{iov_base=\"one\", iov_len=3}, "
		    "{iov_base=\"tw\", iov_len=4}], msg_iovlen=2, msg_flags=32}");
	stage->made.error = EAGAIN;
	header->namelen = 8;
	assert_view(stage, &receives, CAME, &stage->made.args[0],
		    "{msg_name=..., msg_namelen=8, msg_iov=[{iov_base=..., iov_len=3}, "
		    "{iov_base=..., iov_len=4}], msg_iovlen=2, msg_flags=...}");
}

static void lengths_left_out_are_what_the_row_says(void **state)
{
	struct stage *stage = *state;
	const struct header *header = goes_in(stage, &receives, "{msg_name=..., msg_iov=[{iov_base=...}]}");

	assert_int_equal(header->namelen, 128);
	assert_int_equal(header->iovlen, 1);
	assert_int_equal(header->iov[0].iov_len, 16);
	assert_non_null(header->iov[0].iov_base);
}

static void an_expectation_says_what_went_in_too(void **state)
{
	struct stage *stage = *state;
	struct arg expected = { 0 };

	use(stage, &receives);
	read_as(stage, &receives, EXPECTED,
		"{msg_name=\"peer\", msg_namelen=8 => 4, msg_iov=[{iov_base=\"one\"..., iov_len=3}, ...], "
		"msg_iovlen=2, msg_flags=1}", &expected);
	stage->c.param = &receives;
	assert_view(stage, &receives, EXPECTED, &expected,
		    "{msg_name=\"peer\", msg_namelen=8 => 4, msg_iov=[{iov_base=\"one\"..., iov_len=3}], "
		    "msg_iovlen=2, msg_flags=1}");
}

static void lists_of_messages(void **state)
{
	const struct param param = { "value", &type_headers, IN_OUT };
	struct stage *stage = *state;
	struct many *many = goes_in(stage, &param,
		"[{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"a\", iov_len=4}], msg_iovlen=1, "
		"msg_flags=0}, msg_len=1}, {msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"b\", "
		"iov_len=4}], msg_iovlen=1, msg_flags=0}, msg_len=1}]");

	memcpy(many[0].header.iov[0].iov_base, "xyz", 3);
	many[0].len = 3;
	came(stage, &param, 1);
	assert_view(stage, &param, CAME, &stage->made.args[0],
		    "[{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"xyz\", iov_len=4}], "
		    "msg_iovlen=1, msg_flags=0}, msg_len=3}, {msg_hdr={msg_name=NULL, msg_namelen=0, "
		    "msg_iov=[{iov_base=..., iov_len=4}], msg_iovlen=1, msg_flags=...}, msg_len=...}]");
}

/* ---- lists ---- */

static void numbers_and_their_count(void **state)
{
	const struct call call = { .name = "c", .params = { { "value", &type_numbers }, { "n", &type_count, .of = 1 } } };
	struct stage *stage = *state;
	struct arg *list = &stage->made.args[0];
	const uint16_t *at;

	use(stage, &call.params[0]);
	stage->made.call = &call;
	stage->made.args[1].n = 2;
	read_as(stage, &call.params[0], GOES_IN, "[1, 2, 3]", list);
	at = list->at;
	assert_int_equal(at[2], 3);
	assert_view(stage, &call.params[0], GOES_IN, list, "[1, 2]");

	/* No more is written than the line has; what its count says is mapped. */
	*list = (struct arg){ 0 };
	stage->made.args[1].n = 1 << 30;
	read_as(stage, &call.params[0], GOES_IN, "[1, 2, 3]", list);
	assert_int_equal(list->room, (size_t)2 << 30);
	assert_int_equal(list->len, 6);
}

static void of_more_than_the_kernel_takes_it_sees_none(void **state)
{
	const struct call call = { .name = "c", .params = { { "value", &type_buffers }, { "n", &type_count, .of = 1 } } };
	struct stage *stage = *state;
	struct arg *list = &stage->made.args[0];

	use(stage, &call.params[0]);
	stage->made.call = &call;
	stage->made.args[1].n = -1;
	read_as(stage, &call.params[0], GOES_IN, "[{iov_base=\"a\", iov_len=1}]", list);
	assert_in_range(list->room, sizeof(struct iovec), 1 << 20);
	assert_view(stage, &call.params[0], GOES_IN, list, "[{iov_base=\"a\", iov_len=1}]");
}

static void sets_are_bits(void **state)
{
	const struct param param = { "value", &type_set, IN_OUT };
	struct stage *stage = *state;
	struct arg *set = &stage->made.args[0];
	const unsigned long *bits;
	uint64_t n = 0;

	handle_add(&stage->shell.handles, slice_of("a"), 3, (struct facts){ 0 });
	handle_add(&stage->shell.handles, slice_of("b"), 70, (struct facts){ 0 });
	bits = goes_in(stage, &param, "[a b]");
	assert_int_equal(bits[3 / 64], 1 << 3);
	assert_int_equal(bits[1], 1 << 6);
	assert_view(stage, &param, GOES_IN, set, "[a b]");
	assert_true(set_next(set, &n));
	assert_int_equal(n, 3);
	n++;
	assert_true(set_next(set, &n));
	assert_int_equal(n, 70);
	n++;
	assert_false(set_next(set, &n));
	((unsigned long *)set->at)[1] = 0;
	assert_view(stage, &param, CAME, set, "[a]");
	assert_view(stage, &param, GOES_IN, set, "[a b]");	/* as it went in */
	goes_in(stage, &param, "[]");
	assert_view(stage, &param, GOES_IN, set, "[]");
	refused(stage, &param, "[c]", "value: no handle \"c\"");
}

static void a_script_s_numbers_are_mapped_in_sets(void **state)
{
	const struct param param = { "value", &type_set, IN_OUT };
	struct stage *stage = *state;
	struct arg *set = &stage->made.args[0];

	stage->c.learned = &stage->learned;
	learned_set_handle(&stage->learned, 9,
			   handle_add(&stage->shell.handles, slice_of("a"), 3, (struct facts){ 0 }));
	goes_in(stage, &param, "[9]");
	assert_int_equal(*(unsigned long *)set->at, 1 << 3);
	assert_true(set->mapped);
}

/* A call of several sets: words go to those that have their events as labels. */
static const struct call sets_call = {
	.name = "wait",
	.params = { { "n", &type_span, .spans = { 2, 3 } },
		    { "in", &type_sets, IN_OUT, .fallback = "", .in_result = "in" },
		    { "out", &type_other_set, IN_OUT, .in_result = "out" } },
};

static bool take_sets(struct stage *stage, const char *text)
{
	struct cursor cursor = cursor_of(stage, text);
	struct word list[8];
	struct words words = { list, 0 };

	memset(stage->made.args, 0, sizeof(stage->made.args));
	stage->made.call = &sets_call;
	stage->c.param = &sets_call.params[1];
	stage->c.call_notation = false;
	while (lex_word(&cursor, &list[words.count]) == LEXED_WORD)
		words.count++;
	return type_sets.from_words(&type_sets, &stage->c, &words, &stage->made.args[1]) &&
	       (words.count == 0 || slice_is(words.at->text, "1s"));
}

static void words_go_to_the_sets_of_their_events(void **state)
{
	struct stage *stage = *state;

	handle_add(&stage->shell.handles, slice_of("a"), 3, (struct facts){ 0 });
	stage->shell.handles.current[KIND_SOCKET] =
		handle_add(&stage->shell.handles, slice_of("b"), 70, (struct facts){ 0 });
	assert_true(take_sets(stage, "a b:in|out 1s"));
	assert_view(stage, &sets_call.params[1], GOES_IN, &stage->made.args[1], "[a b]");
	assert_view(stage, &sets_call.params[2], GOES_IN, &stage->made.args[2], "[b]");
	assert_true(take_sets(stage, "a:out"));
	assert_null(stage->made.args[1].at);
	assert_view(stage, &sets_call.params[2], GOES_IN, &stage->made.args[2], "[a]");
	assert_true(take_sets(stage, "1s"));
	assert_view(stage, &sets_call.params[1], GOES_IN, &stage->made.args[1], "[b]");
	assert_false(take_sets(stage, "a:except"));
	assert_string_equal(stage->message.text, "wait waits for in and out");
	assert_false(take_sets(stage, "a:"));
	assert_string_equal(stage->message.text, "\"a:\": events such as in|out are missing behind the colon");
	assert_false(take_sets(stage, "a:read"));
	assert_string_equal(stage->message.text, "no event \"read\"; did you mean \"in\"?");
	assert_false(take_sets(stage, "aa 1s"));
	assert_string_equal(stage->message.text, "\"aa\" is neither a handle nor a time");
}

static void a_set_reaches_as_far_as_it_must(void **state)
{
	struct stage *stage = *state;
	struct arg set = { 0 };
	uint64_t n = 0;

	assert_true(set_add(&stage->c, &set, 5));
	assert_true(set_reach(&stage->c, &set, 100000));
	assert_in_range(set.room, 100000 / 8, 100000 / 8 + 8);
	assert_int_equal(set.len, 8);
	assert_true(set_next(&set, &n));
	assert_int_equal(n, 5);
	assert_true(set_add(&stage->c, &set, 99999));
	n = 6;
	assert_true(set_next(&set, &n));
	assert_int_equal(n, 99999);
}

/* Where the line says EBADF the kernel finds a number that is nobody's. */
static void a_descriptor_that_is_not_open_can_be_in_a_set(void **state)
{
	const struct param param = { "value", &type_sets, IN_OUT, .in_result = "in" };
	struct stage *stage = *state;
	uint64_t n = 0;

	stage->c.learned = &stage->learned;
	stage->c.expects_error = EBADF;
	handle_add(&stage->shell.handles, slice_of("a"), 3, (struct facts){ 0 });
	goes_in(stage, &param, "[9]");
	assert_true(set_next(&stage->made.args[0], &n));
	assert_int_equal(n, 4);
	assert_true(stage->made.args[0].mapped);
	stage->c.expects_error = 0;
	goes_in(stage, &param, "[9]");
	n = 0;
	assert_false(set_next(&stage->made.args[0], &n));
	assert_said(stage, &stage->shell.out,
		    "# descriptors that are none of this script's, such as 9, are left out of in\n");
}

static void linked_lists(void **state)
{
	const struct param param = { "value", &type_links, OUT };
	struct stage *stage = *state;
	struct link last = { .n = 2 }, first = { .n = 1, .next = &last };
	struct link *list = &first;
	struct arg expected = { 0 }, given = { .at = &list, .len = sizeof(list), .room = sizeof(list) };

	use(stage, &param);
	assert_view(stage, &param, CAME, &given, "[{n=1}, {n=2}]");
	read_as(stage, &param, EXPECTED, "[{n=1}, {n=7}, ...]", &expected);
	assert_view(stage, &param, EXPECTED, &expected, "[{n=1}, {n=7}]");
}

static void a_member_s_type_is_another_s_choice(void **state)
{
	struct stage *stage = *state;

	handle_add(&stage->shell.handles, slice_of("a"), 3, (struct facts){ 0 });
	stage->view = GOES_IN;
	same(stage, &type_choice, "{value=7, kind=0}");
	same(stage, &type_choice, "{value=a, kind=1}");
	around(stage, &type_choice, "{kind=1, value=a}", "{value=a, kind=1}");
	no_value(stage, &type_choice, "{kind=0, value=a}", "value: no variable \"a\" is known here; write the value");
}

/* ---- what is expected among what goes in ---- */

static void members_that_come_are_compared_where_they_are_written(void **state)
{
	const struct param param = { "value", &type_pollfds, IN_OUT, .in_result = "" };
	struct stage *stage = *state;
	const char *text = "[{fd=a, events=POLLIN, revents=POLLIN}, {fd=b, events=POLLOUT}]";
	struct node *expected, *actual;
	struct pollfd *entries;

	handle_add(&stage->shell.handles, slice_of("a"), 3, (struct facts){ 0 });
	handle_add(&stage->shell.handles, slice_of("b"), 4, (struct facts){ 0 });
	entries = goes_in(stage, &param, text);
	assert_int_equal(entries[0].revents, 0);
	entries[0].revents = POLLHUP;
	entries[1].revents = POLLOUT;
	assert_true(memory_within(&type_pollfds, &stage->c, tree(stage, text), &stage->made.args[0], &expected,
				  &actual));
	assert_string_equal(shown(stage, expected), "[{fd=a, revents=POLLIN}, {fd=b, revents=POLLOUT}]");
	assert_string_equal(shown(stage, actual), "[{fd=a, revents=POLLHUP}, {fd=b, revents=POLLOUT}]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(what_goes_in_is_followed),
		STAGED(a_length_is_backed_by_memory),
		STAGED(what_would_be_sent_must_be_there),
		STAGED(a_pointer_of_a_log_stands_for_nothing_that_is_sent),
		STAGED(rooms_go_in_and_their_bytes_come),
		STAGED(lengths_left_out_are_what_the_row_says),
		STAGED(an_expectation_says_what_went_in_too),
		STAGED(lists_of_messages),
		STAGED(numbers_and_their_count),
		STAGED(of_more_than_the_kernel_takes_it_sees_none),
		STAGED(sets_are_bits),
		STAGED(a_script_s_numbers_are_mapped_in_sets),
		STAGED(words_go_to_the_sets_of_their_events),
		STAGED(a_set_reaches_as_far_as_it_must),
		STAGED(a_descriptor_that_is_not_open_can_be_in_a_set),
		STAGED(linked_lists),
		STAGED(a_member_s_type_is_another_s_choice),
		STAGED(members_that_come_are_compared_where_they_are_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
