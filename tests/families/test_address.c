/* Units of include/families/address.h and family.h: what holds for addresses of every family. */
#include "address_fixture.h"

#include <arpa/inet.h>

#include "family.h"

static void test_trees(void **state)
{
	struct fixture *f = *state;

	assert_same(f, "{sa_family=AF_UNSPEC}");
	assert_same(f, "{sa_family=AF_UNSPEC, sa_data=\"\\1\"}");
	assert_same(f, "{sa_family=AF_CAN, sa_data=\"\\0\\3\\1\"}");
	assert_string_equal(there_and_back(f, "{sa_family=AF_CAN, sa_data=\"\"}", -1), "{sa_family=AF_CAN}");
	assert_int_equal(length_of(f, "{sa_family=AF_UNSPEC}"), 16);
	assert_int_equal(length_of(f, "{sa_family=AF_CAN, sa_data=\"abc\"}"), 5);
}

static void test_tree_mistakes(void **state)
{
	struct fixture *f = *state;

	assert_refused(f, "{sin_port=htons(80)}", "begins with its family");
	assert_refused(f, "{sa_family=AF_CAN, nl_pid=0}", "sa_data");
	assert_refused(f, "5|6", "expected");
}

/* Of what came back, only what is mapped is looked at, and nothing is believed. */
static void test_came_back(void **state)
{
	struct fixture *f = *state;
	uint16_t family = AF_INET;
	struct arg arg = { .at = &family, .len = 16, .room = 2 };

	f->view = CAME;
	assert_string_equal(shown_address(f, &arg), "{sa_family=AF_INET}");
	arg.room = 0;
	assert_string_equal(shown_address(f, &arg), "...");
	arg = (struct arg){ 0 };
	assert_string_equal(shown_address(f, &arg), "NULL");
}

/* An expectation is cut where the kernel would cut it. */
static void test_expected(void **state)
{
	struct fixture *f = *state;
	struct arg arg = { 0 };
	struct node *node = parse(f, "{sa_family=AF_INET, sin_port=htons(80), ...}");
	socklen_t room = 8;

	f->made.call = &asking_name;
	f->c.param = &asking_name.params[1];
	f->view = CAME;
	f->made.args[2] = (struct arg){ .at = &room, .len = sizeof(room), .room = sizeof(room) };
	assert_true(memory_from_node(&type_sockaddr, &f->c, f->view, node, &arg));
	assert_int_equal(arg.len, 8);
	room = 128;
	arg = (struct arg){ 0 };
	assert_true(memory_from_node(&type_sockaddr, &f->c, f->view, node, &arg));
	assert_int_equal(arg.len, 16);
}

static void test_words(void **state)
{
	struct fixture *f = *state;

	assert_wrong_words(f, f->can, "can0", NULL, "sa_data");
	assert_word(f, f->can, "unspec", "{sa_family=AF_UNSPEC}");
	assert_wrong_words(f, f->can, "\"unspec\"", NULL, "sa_data");
}

/* What a row says fits together, and its words are read by it and come back. */
static void test_rows(void **state)
{
	struct fixture *f = *state;
	const struct address_family *family;
	size_t count = 0;

	for (; (family = address_family_at(count)); count++) {
		struct arg arg = { 0 }, again = { 0 };
		struct slice text;
		struct word word = { .expanded = true };
		struct words words = { &word, 1 };

		assert_ptr_equal(address_family(family->number), family);
		assert_true(!family->remember == !family->in_way);
		assert_true(!family->to_text == !family->likely);
		if (!family->likely)
			continue;
		f->made.handle = add_handle(f, address_family_name(family->number), 2000 + (int)count,
					    family->number, SOCK_RAW);
		assert_true(address_likely(&f->c, family->number, &arg));
		assert_string_equal(shown_address(f, &arg), shown_address(f, &arg));
		assert_true(address_to_text(&f->c, &arg, NULL, &text));
		word.text = text;
		assert_true(family->from_words(family, &f->c, &words, &again));
		assert_int_equal(arg.len, again.len);
		assert_memory_equal(arg.at, again.at, arg.len);
	}
	assert_true(count > 5);
	assert_false(address_family(AF_CAN)->structure);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_trees), TEST(test_tree_mistakes), TEST(test_came_back), TEST(test_expected),
		TEST(test_words), TEST(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
