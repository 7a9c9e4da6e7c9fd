/* Units of AF_NETLINK. */
#include "address_fixture.h"

#include "family.h"

#define NL(pid, groups) "{sa_family=AF_NETLINK, nl_pid=" pid ", nl_groups=" groups "}"

static void test_trees(void **state)
{
	struct fixture *f = *state;

	assert_same(f, NL("0", "00000000"));
	assert_same(f, NL("4294967295", "0xfacefeed"));
	assert_same(f, "{sa_family=AF_NETLINK, nl_pad=0x642d, nl_pid=1234, nl_groups=0x000005}");
	assert_string_equal(there_and_back(f, NL("1", "RTMGRP_LINK|RTMGRP_IPV6_ROUTE"), -1), NL("1", "0x000401"));
	assert_string_equal(there_and_back(f, "{sa_family=AF_NETLINK}", -1), NL("0", "00000000"));
	assert_string_equal(there_and_back(f, "{nl_family=AF_NETLINK, nl_pid=7}", -1), NL("7", "00000000"));
	assert_string_equal(there_and_back(f, "{sa_family=AF_NETLINK, sa_data=\"\\0\\0\\1\\0\\0\\0\\2\\0\\0\\0\"}", -1),
			    NL("1", "0x000002"));
	/* A part of one is no address. */
	assert_string_equal(there_and_back(f, NL("1", "0x000002"), 8),
			    "{sa_family=AF_NETLINK, sa_data=\"\\0\\0\\1\\0\\0\\0\"}");
	assert_int_equal(length_of(f, "{sa_family=AF_NETLINK}"), 12);
	assert_refused(f, "{sa_family=AF_NETLINK, nl_pdi=0}", "nl_pid");
	assert_refused(f, "{sa_family=AF_NETLINK, nl_pid=4294967296}", "fit");
}

static void test_words(void **state)
{
	struct fixture *f = *state;

	assert_word(f, f->netlink, "0", NL("0", "00000000"));
	assert_word(f, f->netlink, "kernel", NL("0", "00000000"));
	assert_word(f, f->netlink, "loopback:0", NL("0", "00000000"));
	assert_word(f, f->netlink, "1234", NL("1234", "00000000"));
	assert_word(f, f->netlink, "1234:5", NL("1234", "0x000005"));
	assert_word(f, f->netlink, ":link|ipv4_route", NL("0", "0x000041"));
	assert_word(f, f->netlink, "kernel:RTMGRP_NEIGH", NL("0", "0x000004"));
	assert_wrong_words(f, f->netlink, "x", NULL, "PID:GROUPS");
	assert_wrong_words(f, f->netlink, "-1", NULL, "PID:GROUPS");
	assert_wrong_words(f, f->netlink, "4294967296", NULL, "PID:GROUPS");
	assert_wrong_words(f, f->netlink, "1:", NULL, "no group of NETLINK_ROUTE");
	assert_wrong_words(f, f->netlink, "1:lnik", NULL, "link");
}

static void test_learned(void **state)
{
	struct fixture *f = *state;
	struct learned learned = { 0 };

	f->c.learned = &learned;
	assert_true(learned_out(&learned, LEARN_ID, AF_NETLINK, 94, 77777));
	assert_int_equal(learned_kind_of(f, NL("94", "00000000"), "nl_pid"), LEARN_ID);
	assert_string_equal(there_and_back(f, NL("94", "00000000"), -1), NL("77777", "00000000"));
	assert_string_equal(there_and_back(f, NL("0", "00000000"), -1), NL("0", "00000000"));
	assert_word(f, f->netlink, "94:1", NL("77777", "0x000001"));
	assert_expanded(f, f->netlink, "94", NL("94", "00000000"));
	f->view = CAME;
	assert_string_equal(there_and_back(f, NL("94", "00000000"), -1), NL("94", "00000000"));
	learned_free(&learned);
}

static void test_to_text(void **state)
{
	struct fixture *f = *state;

	assert_text(f, f->netlink, "0", NULL, "0");
	assert_text(f, f->netlink, "1234", NULL, "1234");
	assert_text(f, f->netlink, "1234:link|neigh", NULL, "1234:0x5");
	assert_text(f, f->netlink, "1234:5", "pid", "1234");
	assert_text(f, f->netlink, "1234:5", "groups", "0x5");
	assert_string_equal(address_parts(&f->arena, AF_NETLINK), ".pid .groups ");
}

static void test_complete(void **state)
{
	struct fixture *f = *state;
	struct candidates candidates = complete(f, f->netlink, "k");

	assert_true(has_candidate(&candidates, "kernel"));
	assert_int_equal(candidates.count, 1);
	candidates = complete(f, f->netlink, "0:link|ipv4_r");
	assert_true(has_candidate(&candidates, "0:link|ipv4_route"));
	assert_true(has_candidate(&candidates, "0:link|ipv4_rule"));
	assert_int_equal(candidates.count, 2);
	candidates = complete(f, f->netlink, ":lin");
	assert_true(has_candidate(&candidates, ":link"));
}

/* The same port ID is in the way of one of the same protocol alone. */
static void test_in_way(void **state)
{
	struct fixture *f = *state;
	struct arg arg;
	struct local local;
	uint64_t held = 1;

	f->made.handle = f->netlink;
	assert_true(read_words(f, "5", NULL, &arg));
	assert_true(address_remember(arg.at, arg.len, &local));
	assert_int_equal(local.family, AF_NETLINK);
	f->netlink->local = local;
	assert_true(family_netlink.in_way(&f->made, &local, f->netlink, &held));
	assert_int_equal(held, 0);
	f->netlink->facts.protocol = 16;
	assert_false(family_netlink.in_way(&f->made, &local, f->netlink, &held));
	assert_true(read_words(f, "0:5", NULL, &arg));
	assert_false(address_remember(arg.at, arg.len, &local));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_trees), TEST(test_words), TEST(test_learned), TEST(test_to_text),
		TEST(test_complete), TEST(test_in_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
