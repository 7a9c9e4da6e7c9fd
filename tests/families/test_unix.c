/* Units of AF_UNIX. */
#include "address_fixture.h"

#include <sys/un.h>

static void test_trees(void **state)
{
	struct fixture *f = *state;

	assert_same(f, "{sa_family=AF_UNIX}");
	assert_same(f, "{sa_family=AF_UNIX, sun_path=\"/run/x\"}");
	assert_same(f, "{sa_family=AF_UNIX, sun_path=@\"ab\\0c\"}");
	assert_same(f, "{sa_family=AF_UNIX, sun_path=@\"\"}");
	assert_string_equal(there_and_back(f, "{sa_family=AF_UNIX, sun_path=\"\\0ab\"}", -1),
			    "{sa_family=AF_UNIX, sun_path=@\"ab\"}");
	assert_string_equal(there_and_back(f, "{sa_family=AF_UNIX, sun_path=\"/run/x\"}", 110),
			    "{sa_family=AF_UNIX, sun_path=\"/run/x\"}");
	assert_string_equal(there_and_back(f, "{sa_family=AF_UNIX, sun_path=\"/run/x\"}", 5),
			    "{sa_family=AF_UNIX, sun_path=\"/ru\"}");
	assert_string_equal(there_and_back(f, "{sa_family=AF_UNIX, sun_path=\"a\\0b\"}", -1),
			    "{sa_family=AF_UNIX, sa_data=\"a\\0b\\0\"}");
}

static void test_lengths(void **state)
{
	struct fixture *f = *state;
	char *long_path = arena_format(&f->arena, "{sa_family=AF_UNIX, sun_path=\"%0108d\"}", 0);

	assert_int_equal(length_of(f, "{sa_family=AF_UNIX}"), 2);
	assert_int_equal(length_of(f, "{sa_family=AF_UNIX, sun_path=@\"socksh-demo\"}"), 14);
	assert_int_equal(length_of(f, "{sa_family=AF_UNIX, sun_path=\"/tmp/q1\"}"), 10);
	assert_int_equal(length_of(f, long_path), 110);
}

static void test_tree_mistakes(void **state)
{
	struct fixture *f = *state;
	char *long_path = arena_format(&f->arena, "{sa_family=AF_UNIX, sun_path=\"%0109d\"}", 0);
	char *long_name = arena_format(&f->arena, "{sa_family=AF_UNIX, sun_path=@\"%0108d\"}", 0);

	assert_refused(f, "{sa_family=AF_UNIX, sun_path=\"x\"...}", "cut off");
	assert_refused(f, "{sa_family=AF_UNIX, sun_path=5}", "sun_path");
	assert_refused(f, long_path, "room for 108");
	assert_refused(f, long_name, "room for 107");
}

/* Of what came back, only what is mapped is looked at. */
static void test_came_back(void **state)
{
	struct fixture *f = *state;
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	struct arg arg = { .at = &un, .len = 4000, .room = sizeof(un) };

	f->view = CAME;
	memset(un.sun_path, 'x', sizeof(un.sun_path));
	assert_non_null(strstr(shown_address(f, &arg), "xxx\"}"));
}

static void test_unix_words(void **state)
{
	struct fixture *f = *state;
	struct arg arg;

	assert_word(f, f->un, "/run/x.sock", UN("\"/run/x.sock\""));
	assert_word(f, f->un, "./x", UN("\"./x\""));
	assert_word(f, f->un, "x", UN("\"x\""));
	assert_word(f, f->un, "@abstract", UN("@\"abstract\""));
	assert_word(f, f->un, "./@x", UN("\"./@x\""));
	assert_word(f, f->un, "\"un\"", UN("\"un\""));
	assert_word(f, f->un, "\"127.0.0.1:80\"", UN("\"127.0.0.1:80\""));
	assert_word(f, f->un, "./unspec", UN("\"./unspec\""));
	assert_word(f, f->un, "loopback:0", "{sa_family=AF_UNIX}");
	assert_word(f, f->un, "\"\"", "{sa_family=AF_UNIX}");
	assert_word(f, f->un, "unspec", "{sa_family=AF_UNSPEC}");
	assert_true(read_words(f, "@abstract", NULL, &arg));
	assert_int_equal(arg.len, 2 + 1 + 8);
	assert_true(read_words(f, "unspec", NULL, &arg));
	assert_int_equal(arg.len, 16);
}

static void test_wrong_words(void **state)
{
	struct fixture *f = *state;
	char *long_path = arena_format(&f->arena, "%0108d", 0);
	char *long_name = arena_format(&f->arena, "@%0108d", 0);

	assert_wrong_words(f, f->un, long_path, NULL, "107");
	assert_wrong_words(f, f->un, long_name, NULL, "107");
	assert_wrong_words(f, f->un, "127.0.0.1:80", NULL, "./127.0.0.1:80");
}

static void test_learned(void **state)
{
	struct fixture *f = *state;
	struct learned learned = { 0 };

	f->c.learned = &learned;
	assert_true(learned_name_out(&learned, slice_of("00001"), slice_of("000ff")));
	assert_word(f, f->un, "@00001", UN("@\"000ff\""));
	assert_expanded(f, f->un, "@00001", UN("@\"00001\""));
	assert_int_equal(learned_kind_of(f, UN("@\"0001f\""), "sun_path"), LEARN_AUTOBIND);
	assert_int_equal(learned_kind_of(f, UN("@\"0001g\""), "sun_path"), LEARN_NOT);
	f->view = CAME;
	assert_string_equal(there_and_back(f, UN("@\"00001\""), -1), UN("@\"00001\""));
	learned_free(&learned);
}

static void test_to_text(void **state)
{
	struct fixture *f = *state;
	struct slice text;
	struct arg arg;

	assert_text(f, f->un, "x", NULL, "./x");
	assert_text(f, f->un, "/run/x", NULL, "/run/x");
	assert_text(f, f->un, "@x", NULL, "@x");
	assert_text(f, f->un, "\"\"", NULL, "");
	assert_true(read_words(f, "@x", NULL, &arg));
	assert_false(address_to_text(&f->c, &arg, "port", &text));
	assert_non_null(strstr(f->message.text, "AF_UNIX"));
}

static void test_complete(void **state)
{
	struct fixture *f = *state;
	struct candidates candidates = complete(f, f->un, "/");

	assert_true(candidates.files);
	assert_int_equal(candidates.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_trees), TEST(test_lengths), TEST(test_tree_mistakes), TEST(test_came_back),
		TEST(test_unix_words), TEST(test_wrong_words), TEST(test_learned), TEST(test_to_text),
		TEST(test_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
