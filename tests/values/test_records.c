/* Records: each says how long it is, with what trails it; and structures that stand in others. */
#include "value_fixture.h"

#include <errno.h>

/* ---- rows: as netlink has its attributes, four bytes from one to the next ---- */

struct attribute {
	uint16_t len, kind;
};

enum { NUMBERS = 1, PASSED = 2, PAIR = 3 };

static uint64_t most_passed(void)
{
	return 3;
}

static const struct type type_numbers = TYPE_ARRAY("numbers", type_u32);
static const struct type type_handles =
	TYPE_BRINGING_ARRAY("handles", type_passed, .array.filler = -1, .array.most = most_passed);

struct pair {
	uint16_t a, b;
};

static const struct member pair_members[] = {
	MEMBER(struct pair, a, "a", type_u16),
	MEMBER(struct pair, b, "b", type_u16),
	{ 0 },
};
static const struct type type_pair = TYPE_STRUCTURE("pair", struct pair, pair_members);

static const struct type *chosen(const struct context *c, const void *structure)
{
	static const struct type *const types[] = {
		[NUMBERS] = &type_numbers, [PASSED] = &type_handles, [PAIR] = &type_pair,
	};
	unsigned kind = ((const struct attribute *)structure)->kind;

	(void)c;
	return kind <= PAIR ? types[kind] : NULL;
}

static const struct member attribute_members[] = {
	MEMBER(struct attribute, len, "len", type_u16, .of = 3),
	MEMBER(struct attribute, kind, "kind", type_u16),
	{ "data", sizeof(struct attribute), 0, &type_bytes, .trails = true, .chosen = chosen },
	{ 0 },
};
static const struct type type_attribute = TYPE_STRUCTURE("attribute", struct attribute, attribute_members);
static const struct type type_attributes =
	TYPE_ARRAY("attributes", type_attribute, .array.record = 4, .prepare = array_prepare,
		   .descriptors = array_descriptors);

struct holder {
	void *at;
	uint32_t len, flags;
};

static const struct member holder_members[] = {
	MEMBER(struct holder, at, "at", type_attributes, .points = true, .way = MEMBER_OUT, .if_set = true,
	       .opens = true),
	MEMBER(struct holder, len, "len", type_u32, .of = 1, .fallback = 64),
	MEMBER(struct holder, flags, "flags", type_u32, .way = MEMBER_OUT),
	{ 0 },
};
static const struct type type_holder =
	TYPE_STRUCTURE("holder", struct holder, holder_members, .prepare = structure_prepare,
		       .only_comes = comes_back, .descriptors = structure_descriptors);

static const struct param sends = { "value", &type_holder, IN };
static const struct param receives = { "value", &type_holder, IN_OUT };

#define HOLDS(list, length) "{at=" list ", len=" #length ", flags=0}"

/* ---- what goes in ---- */

static void each_begins_where_the_one_before_ends(void **state)
{
	static const unsigned char bytes[] = {
		12, 0, NUMBERS, 0, 7, 0, 0, 0, 8, 0, 0, 0,
		7, 0, 9, 0, 'a', 'b', 'c', 0,
		8, 0, PAIR, 0, 1, 0, 2, 0,
	};
	static const char *const line =
		HOLDS("[{len=12, kind=1, data=[7, 8]}, {len=7, kind=9, data=\"abc\"}, {len=8, kind=3, data={a=1, b=2}}]",
		      28);
	struct stage *stage = *state;
	const struct holder *holder = goes_in(stage, &sends, line);

	assert_memory_equal(holder->at, bytes, sizeof(bytes));
	assert_view(stage, &sends, GOES_IN, &stage->made.args[0], line);
	/* The same as bytes, which are shown for what they are. */
	holder = goes_in(stage, &sends, "{at=\"\\14\\0\\1\\0\\7\\0\\0\\0\\10\\0\\0\\0\", len=12}");
	assert_memory_equal(holder->at, bytes, 12);
	assert_view(stage, &sends, GOES_IN, &stage->made.args[0],
		    HOLDS("[{len=12, kind=1, data=[7, 8]}]", 12));
}

/* How wide the numbers of a kind are that nobody knows follows from the length. */
static void numbers_fill_what_the_length_leaves(void **state)
{
	struct stage *stage = *state;

	goes_in(stage, &sends, HOLDS("[{len=8, kind=9, data=[0x4241, 0x4443]}]", 8));
	assert_view(stage, &sends, GOES_IN, &stage->made.args[0], HOLDS("[{len=8, kind=9, data=\"ABCD\"}]", 8));
	goes_in(stage, &sends, HOLDS("[{len=6, kind=9, data=[65, 66]}]", 8));
	assert_view(stage, &sends, GOES_IN, &stage->made.args[0], HOLDS("[{len=6, kind=9, data=\"AB\"}]", 8));
	refused(stage, &sends, HOLDS("[{len=7, kind=9, data=[65, 66]}]", 8),
		"value: len=7 leaves 3 bytes of data, which the numbers of data=\"[65, 66]\" cannot fill");
	refused(stage, &sends, HOLDS("[{len=8, kind=9, data={a=1}}]", 8),
		"value: data: a string, or a list of numbers, expected, found \"{a=1}\"");
}

static void neither_less_nor_zeros_go_in(void **state)
{
	struct stage *stage = *state;

	refused(stage, &sends, HOLDS("[{len=8, kind=9}]", 8), "value: data is missing: len=8 says that there are 4 "
							      "bytes of it");
	refused(stage, &sends, HOLDS("[{len=8, kind=9, data=\"ab\"}]", 8),
		"value: data has 2 bytes, and len=8 leaves room for 4");
	refused(stage, &sends, HOLDS("[{len=8, kind=1, data=[1, 2]}]", 8),
		"value: data has 8 bytes, and len=8 leaves room for 4");
	refused(stage, &sends, HOLDS("[{len=8, kind=9, data=\"ab\"...}]", 8),
		"value: data=\"ab\"... is only the beginning of what len=8 would send");
	refused(stage, &sends, HOLDS("[{len=4, kind=9}, {len=4, kind=9}]", 4),
		"value: len=4 leaves no room for all of the list");
	refused(stage, &sends, HOLDS("[{len=8, kind=9, data=...}]", 8),
		"value: `...` stands for what comes back; it cannot be sent");
	refused(stage, &sends, HOLDS("[{kind=9, data=\"abcd\"}]", 8), "value: len is missing");
	refused(stage, &sends, HOLDS("\"\\10\\0\\11\\0a\"", 8), "value: 5 bytes, and a len in them says more");
	refused(stage, &sends, HOLDS("\"\\10\\0\\11\\0a\"...", 8),
		"value: \"\\10\\0\\11\\0a\"... is only the beginning of what len=8 would send");
	refused(stage, &sends, HOLDS("[{len=8, kind=9, data=\"abcd\"}, ...]", 64),
		"value: `...` stands for what comes back; it cannot be sent");
}

/* Behind a length that makes no sense nobody looks at anything. */
static void what_is_refused_unread_may_be_anything(void **state)
{
	struct stage *stage = *state;

	goes_in(stage, &sends, HOLDS("[{len=200, kind=9}]", 8));
	goes_in(stage, &sends, HOLDS("[{len=2, kind=9}]", 8));
	goes_in(stage, &sends, HOLDS("\"\\310\\0\\2\\0\"", 8));
}

static void only_handles_are_passed(void **state)
{
	const struct facts facts = { .known = true };
	struct stage *stage = *state;
	const struct holder *holder;
	const int *fds;

	handle_add(&stage->shell.handles, slice_of("h"), 7, facts);
	holder = goes_in(stage, &sends, HOLDS("[{len=12, kind=2, data=[h, -1]}]", 12));
	fds = (const int *)((const char *)holder->at + sizeof(struct attribute));
	assert_int_equal(fds[0], 7);
	assert_view(stage, &sends, GOES_IN, &stage->made.args[0],
		    HOLDS("[{len=12, kind=2, data=[h, -1]}]", 12));
	refused(stage, &sends, HOLDS("[{len=8, kind=2, data=[0]}]", 8), "value: no handle has the descriptor 0");
	refused(stage, &sends, HOLDS("[{len=8, kind=2, data=\"\\0\\0\\0\\0\"}]", 8),
		"value: a list of handles expected, found \"\\0\\0\\0\\0\"");
	refused(stage, &sends, HOLDS("\"\\10\\0\\2\\0\\0\\0\\0\\0\"", 8), "value: descriptor 0 is no handle");
	/* A length that covers more than the list does not cover descriptor 0. */
	holder = goes_in(stage, &sends, HOLDS("[{len=40, kind=2, data=[h]}]", 12));
	fds = (const int *)((const char *)holder->at + sizeof(struct attribute));
	assert_int_equal(fds[1], -1);
}

/* ---- what comes ---- */

static void put(struct holder *holder, size_t at, uint16_t len, uint16_t kind, const void *data, size_t size)
{
	const struct attribute head = { len, kind };

	memcpy((char *)holder->at + at, &head, sizeof(head));
	if (size)
		memcpy((char *)holder->at + at + sizeof(head), data, size);
}

static void what_came_is_walked(void **state)
{
	static const int fds[] = { 40, 41 };
	struct stage *stage = *state;
	struct holder *holder = goes_in(stage, &receives, "{at=..., len=64}");
	struct descriptor found[4];

	assert_view(stage, &receives, GOES_IN, &stage->made.args[0], "{at=..., len=64, flags=...}");
	put(holder, 0, 12, PASSED, fds, sizeof(fds));
	put(holder, 12, 7, 9, "abc", 3);
	holder->len = 20;
	holder->flags = 5;
	came(stage, &receives, 0);
	assert_int_equal(structure_descriptors(&type_holder, &stage->c, &stage->made.args[0], found, 4), 2);
	assert_int_equal(found[1].fd, 41);
	assert_int_equal(structure_descriptors(&type_holder, &stage->c, &stage->made.args[0], found, 1), 1);
	assert_view(stage, &receives, CAME, &stage->made.args[0],
		    "{at=[{len=12, kind=2, data=[40, 41]}, {len=7, kind=9, data=\"abc\"}], len=64 => 20, flags=5}");
	/* What failed says nothing, whatever was written. */
	stage->made.error = EAGAIN;
	assert_view(stage, &receives, CAME, &stage->made.args[0], "{at=..., len=64, flags=...}");
}

static void strangers_lengths_are_not_trusted(void **state)
{
	static const int fds[] = { 40, 41, 42 };
	struct stage *stage = *state;
	struct holder *holder = goes_in(stage, &receives, "{at=..., len=16}");
	struct descriptor found[8];

	put(holder, 0, 60000, PASSED, fds, sizeof(fds));
	holder->len = 60000;
	came(stage, &receives, 0);
	assert_int_equal(structure_descriptors(&type_holder, &stage->c, &stage->made.args[0], found, 8), 3);
	assert_view(stage, &receives, CAME, &stage->made.args[0],
		    "{at=[{len=60000, kind=2, data=[40, 41, 42]}], len=16 => 60000, flags=0}");
	put(holder, 0, 3, PASSED, NULL, 0);
	assert_int_equal(structure_descriptors(&type_holder, &stage->c, &stage->made.args[0], found, 8), 0);
	assert_view(stage, &receives, CAME, &stage->made.args[0],
		    "{at=[{len=3, kind=2}], len=16 => 60000, flags=0}");
}

/* What a line expects, as it is shown: descriptors are counted, open data is open. */
static void what_is_expected(void **state)
{
	struct stage *stage = *state;
	struct arg arg = { 0 };

	use(stage, &receives);
	read_as(stage, &receives, EXPECTED,
		"{at=[{len=12, kind=2, data=[x, 9]}, {len=8, kind=1}, {len=8, kind=9, data=0x7ffe}, "
		"{len=..., kind=9, data=\"ab\"...}, ...], len=64 => 20, flags=1}", &arg);
	assert_view(stage, &receives, EXPECTED, &arg,
		    "{at=[{len=12, kind=2, data=[-1, -1]}, {len=8, kind=1, data=...}, {len=8, kind=9, data=...}, "
		    "{len=0, kind=9, data=\"ab\"...}], len=64 => 20, flags=1}");
}

/* A line that has no more than strace shows of a failure gives room, and expects nothing. */
static void what_a_line_leaves_out_is_open(void **state)
{
	struct stage *stage = *state;
	struct arg arg = { 0 };
	struct holder *holder = goes_in(stage, &receives, "{}");

	assert_int_equal(holder->len, 64);
	assert_non_null(holder->at);
	use(stage, &receives);
	read_as(stage, &receives, EXPECTED, "{flags=3}", &arg);
	assert_view(stage, &receives, EXPECTED, &arg, "{at=..., len=..., flags=3}");
	holder = goes_in(stage, &receives, "{len=0}");
	assert_null(holder->at);
	assert_view(stage, &receives, GOES_IN, &stage->made.args[0], "{len=0, flags=...}");
	/* A pointer of another process, or a variable: the same. */
	holder = goes_in(stage, &receives, "&holder");
	assert_int_equal(holder->len, 64);
	stage->c.expects_error = EFAULT;
	goes_in(stage, &receives, "0x7ffe");
	assert_true(is_unreadable(&stage->c, stage->made.args[0].at));
	stage->c.expects_error = 0;
}

/* ---- structures in lists, which only go in or come back ---- */

struct counted {
	struct holder holder;
	uint32_t count;
};

static const struct member given_members[] = {
	MEMBER(struct counted, holder, "holder", type_holder, .way = MEMBER_IN),
	MEMBER(struct counted, count, "count", type_u32, .way = MEMBER_OUT),
	{ 0 },
};
static const struct type type_given = TYPE_STRUCTURE("counted", struct counted, given_members);
static const struct type type_all_given =
	TYPE_ARRAY("given", type_given, .array.by_result = true, .prepare = array_prepare, .is_sent = true);

static const struct member taken_members[] = {
	MEMBER(struct counted, holder, "holder", type_holder),
	MEMBER(struct counted, count, "count", type_u32, .way = MEMBER_OUT, .counts = true),
	{ 0 },
};
static const struct type type_taken =
	TYPE_STRUCTURE("counted", struct counted, taken_members, .prepare = structure_prepare,
		       .descriptors = structure_descriptors);
static const struct type type_all_taken =
	TYPE_BRINGING_ARRAY("taken", type_taken, .array.by_result = true, .only_comes = comes_back);

/* What is expected is held against the value of the call. */
static const struct call giving = { .name = "give", .params = { { "value", &type_all_given, IN_OUT } } };
static const struct param takes = { "value", &type_all_taken, IN_OUT };

#define GIVEN(count) "{holder={at=[{len=6, kind=9, data=\"ab\"}], len=8, flags=3}, count=" count "}"

static void what_only_goes_in_stays(void **state)
{
	struct stage *stage = *state;
	const struct param *gives = &giving.params[0];
	struct counted *counted = goes_in(stage, gives, "[" GIVEN("2") ", " GIVEN("1") "]");
	struct arg expected = { 0 };

	/* What a line says of what comes is not given to the kernel; all else is. */
	assert_int_equal(counted[0].count, 0);
	assert_int_equal(counted[0].holder.flags, 3);
	counted[0].count = 2;
	came(stage, gives, 1);
	assert_view(stage, gives, CAME, &stage->made.args[0], "[" GIVEN("2") ", " GIVEN("...") "]");
	stage->made.call = &giving;
	read_as(stage, gives, EXPECTED, "[" GIVEN("2") "]", &expected);
	assert_view(stage, gives, EXPECTED, &expected, "[{holder=..., count=2}, ...]");
	refused(stage, gives, "[{holder={at=..., len=8}}]", "value: `...` stands for what comes back; it cannot be sent");
}

/* Handles that are passed on are known by now; only those that come are new. */
static void what_goes_in_is_no_news(void **state)
{
	struct stage *stage = *state;
	const struct node *list, *record;

	handle_add(&stage->shell.handles, slice_of("h"), 7, (struct facts){ .known = true });
	goes_in(stage, &giving.params[0], "[{holder={at=[{len=8, kind=2, data=[h]}], len=8, flags=0}}]");
	came(stage, &giving.params[0], 1);
	list = memory_to_node(&type_all_given, &stage->c, CAME, &stage->made.args[0]);
	record = list->items->items->items->items;
	assert_string_equal(shown(stage, record->last), "[h]");
	assert_int_equal(record->last->items->learned, LEARN_NOT);
}

static void those_that_did_not_come_show_their_room(void **state)
{
	static const int fd = 40;
	struct stage *stage = *state;
	struct counted *counted = goes_in(stage, &takes,
		"[{holder={at=[], len=16}}, {holder={at=..., len=8}}, ...]");
	struct descriptor found[4];

	assert_int_equal(counted[2].holder.len, 64);
	put(&counted[0].holder, 0, 8, PASSED, &fd, sizeof(fd));
	counted[0].holder.len = 8;
	counted[0].count = 1;
	put(&counted[1].holder, 0, 8, PASSED, &fd, sizeof(fd));
	came(stage, &takes, 1);
	assert_int_equal(array_descriptors(&type_all_taken, &stage->c, &stage->made.args[0], found, 4), 1);
	assert_view(stage, &takes, CAME, &stage->made.args[0],
		    "[{holder={at=[{len=8, kind=2, data=[40]}], len=16 => 8, flags=0}, count=1}, "
		    "{holder={at=..., len=8, flags=...}, count=...}, {holder={at=..., len=64, flags=...}, count=...}]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(each_begins_where_the_one_before_ends),
		STAGED(numbers_fill_what_the_length_leaves),
		STAGED(neither_less_nor_zeros_go_in),
		STAGED(what_is_refused_unread_may_be_anything),
		STAGED(only_handles_are_passed),
		STAGED(what_came_is_walked),
		STAGED(strangers_lengths_are_not_trusted),
		STAGED(what_is_expected),
		STAGED(what_a_line_leaves_out_is_open),
		STAGED(what_only_goes_in_stays),
		STAGED(what_goes_in_is_no_news),
		STAGED(those_that_did_not_come_show_their_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
