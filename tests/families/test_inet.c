/* Units of AF_INET and AF_INET6, and of the texts of their addresses. */
#include "address_fixture.h"

#include <arpa/inet.h>
#include <netinet/in.h>

/* ---- texts ---- */

static void assert_in6_text(const char *text)
{
	char mine[IN6_TEXT_BYTES], libc[INET6_ADDRSTRLEN];
	struct in6_addr address, again;
	size_t len;

	assert_int_equal(inet_pton(AF_INET6, text, &address), 1);
	len = in6_addr_text(&address, mine);
	assert_int_equal(len, strlen(mine));
	assert_string_equal(mine, text);
	assert_true(in6_addr_read((struct slice){ mine, len }, &again));
	assert_memory_equal(&address, &again, sizeof(address));
#ifdef __GLIBC__
	assert_string_equal(inet_ntop(AF_INET6, &address, libc, sizeof(libc)), text);
#else
	(void)libc;
#endif
}

static void test_in6_text(void **state)
{
	static const char *const texts[] = {
		"::", "::1", "1::", "1::8", "::ffff", "::ffff:1.2.3.4", "::1.2.3.4", "::ffff:0:102:304",
		"fe80::1", "1:0:0:2::3", "1::2:0:0:3", "1:2:3:4:5:6:0:8", "0:1:2:3:4:5:6:7",
		"1:0:1:0:1:0:1:0", "0:0:1::", "64:ff9b::102:304", "2001:db8:0:1:1:1:1:1",
		"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::ffff:255.255.255.255", "abcd:0:0:1::",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts)[0]; i++)
		assert_in6_text(texts[i]);
}

/* Addresses with many zero groups, against the libc where it writes as RFC 5952 says. */
static void test_in6_text_many(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char mine[IN6_TEXT_BYTES], libc[INET6_ADDRSTRLEN];
		struct in6_addr address, again;
		size_t len;

		for (int j = 0; j < 16; j += 2) {
			uint16_t group;

			seed = seed * 6364136223846793005u + 1442695040888963407u;
			group = (uint16_t)((seed >> 60) < 9 ? 0 : (seed >> 60) < 11 ? 0xffff : seed >> 33);
			memcpy(address.s6_addr + j, &group, 2);
		}
		len = in6_addr_text(&address, mine);
		assert_true(in6_addr_read((struct slice){ mine, len }, &again));
		assert_memory_equal(&address, &again, sizeof(address));
		assert_non_null(inet_ntop(AF_INET6, &address, libc, sizeof(libc)));
#ifdef __GLIBC__
		assert_string_equal(mine, libc);
#endif
	}
}

static void test_in_text(void **state)
{
	static const char *const wrong[] = {
		"", "1", "1.2", "1.2.3", "1.2.3.256", "1.2.3.4.5", "1.2.3.-1", "01.2.3.4", " 1.2.3.4",
		"1.2.3.4 ", "1.2.3.", "a.b.c.d", "1.2.3.4.", "255.255.255.2555555555555555555555",
	};
	char text[IN_TEXT_BYTES];
	uint8_t bytes[4];

	(void)state;
	assert_true(in_addr_read(slice_of("255.255.255.255"), bytes));
	assert_int_equal(in_addr_text(bytes, text), 15);
	assert_string_equal(text, "255.255.255.255");
	assert_true(in_addr_read(slice_of("0.0.0.0"), bytes));
	assert_int_equal(in_addr_text(bytes, text), 7);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong)[0]; i++)
		assert_false(in_addr_read(slice_of(wrong[i]), bytes));
	assert_false(in_addr_read((struct slice){ "1.2.3.4\0", 8 }, bytes));
	assert_false(in6_addr_read((struct slice){ "::1\0", 4 }, bytes));
}

static void test_inet_words(void **state)
{
	struct fixture *f = *state;

	assert_word(f, f->in, "127.0.0.1:8080", IN("8080", "127.0.0.1"));
	assert_word(f, f->in, "\"127.0.0.1:8080\"", IN("8080", "127.0.0.1"));
	assert_word(f, f->in, ":65535", IN("65535", "0.0.0.0"));
	assert_word(f, f->in, "any:1", IN("1", "0.0.0.0"));
	assert_word(f, f->in, "*:1", IN("1", "0.0.0.0"));
	assert_word(f, f->in, "loopback:0", IN("0", "127.0.0.1"));
	assert_word(f, f->in, "127.0.0.1:0080", IN("80", "127.0.0.1"));
	assert_word(f, f->in, "unspec", "{sa_family=AF_UNSPEC}");
	assert_word(f, f->in6, "[::1]:80", IN6("80", "::1", "0"));
	assert_word(f, f->in6, ":80", IN6("80", "::", "0"));
	assert_word(f, f->in6, "loopback:0", IN6("0", "::1", "0"));
	assert_word(f, f->in6, "[::ffff:127.0.0.1]:80", IN6("80", "::ffff:127.0.0.1", "0"));
	assert_word(f, f->in6, "[fe80::1%lo]:9", IN6("9", "fe80::1", "if_nametoindex(\"lo\")"));
	assert_word(f, f->in6, "[fe80::1%4294967295]:9", IN6("9", "fe80::1", "4294967295"));
	assert_word(f, f->in6, "[2001:db8::1%3]:9", IN6("9", "2001:db8::1", "3"));
}

/* ---- trees ---- */

static void test_trees(void **state)
{
	struct fixture *f = *state;

	assert_same(f, "{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}");
	assert_same(f, "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(5), "
		       "inet_pton(AF_INET6, \"::1\", &sin6_addr), sin6_scope_id=7}");
	assert_same(f, "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), "
		       "inet_pton(AF_INET6, \"fe80::1\", &sin6_addr), sin6_scope_id=if_nametoindex(\"lo\")}");
	assert_same(f, "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), "
		       "inet_pton(AF_INET6, \"fe80::1\", &sin6_addr), sin6_scope_id=4000000000}");
}

static void test_forms(void **state)
{
	struct fixture *f = *state;
	static const char in[] = IN("80", "127.0.0.1");

	assert_string_equal(there_and_back(f, "{sa_family=2, sin_port=20480, "
					      "sin_addr=htonl(INADDR_LOOPBACK)}", -1), in);
	assert_string_equal(there_and_back(f, "{sa_family=AF_INET, sa_data=\"\\0P\\177\\0\\0\\1"
					      "\\0\\0\\0\\0\\0\\0\\0\\0\"}", -1), in);
	assert_string_equal(there_and_back(f, "\"\\2\\0\\0P\\177\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\0\"", -1),
			    in);
	/* Zeros behind it change nothing; other bytes must not be hidden, and a part is no address. */
	assert_string_equal(there_and_back(f, in, 128), in);
	assert_string_equal(there_and_back(f, in, 8), "{sa_family=AF_INET, sa_data=\"\\0P\\177\\0\\0\\1\"}");
	assert_string_equal(there_and_back(f, in, 2), "{sa_family=AF_INET}");
	assert_string_equal(there_and_back(f, in, 1), "\"\\2\"");
	assert_string_equal(there_and_back(f, in, 0), "\"\"");
}

static void test_lengths(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(length_of(f, "{sa_family=AF_INET}"), 16);
	assert_int_equal(length_of(f, "{sa_family=AF_INET6}"), 28);
}

static void test_tree_mistakes(void **state)
{
	struct fixture *f = *state;

	assert_refused(f, "{sin_family=AF_INTE}", "AF_INET");
	assert_refused(f, "{sa_family=AF_INTE}", "AF_INET");
	assert_refused(f, "{sa_family=AF_INET, sin6_port=htons(80)}", "sin_port");
	assert_refused(f, "{sa_family=AF_INET, sa_data=5}", "sa_data");
	assert_refused(f, "{sa_family=AF_INET, sa_data=\"x\", sin_port=htons(1)}", "sin_port");
	assert_refused(f, "{sa_family=AF_INET, sa_data=\"x\"...}", "cut off");
	assert_refused(f, "{sa_family=AF_INET, ...}", "...");
	assert_refused(f, "{sa_family=AF_INET6, inet_pton(AF_INET, \"::1\", &sin6_addr)}", "AF_INET6");
	assert_refused(f, "{sa_family=AF_INET6, inet_pton(AF_INET6, \"1.2.3.4\", &sin6_addr)}", "\"::1\"");
}

/* ---- words ---- */

static void test_wrong_words(void **state)
{
	struct fixture *f = *state;

	assert_wrong_words(f, f->in, "8080", NULL, "127.0.0.1:8080");
	assert_wrong_words(f, f->in6, "8080", NULL, "[::1]:8080");
	assert_wrong_words(f, f->in, "127.0.0.1", NULL, "127.0.0.1:8080");
	assert_wrong_words(f, f->in, "127.0.0.1", "80", "127.0.0.1:80, in one word");
	assert_wrong_words(f, f->in, "localhost", "80", "localhost:80, in one word");
	assert_wrong_words(f, f->in6, "127.0.0.1", "80", "[::ffff:127.0.0.1]:80, in one word");
	assert_wrong_words(f, f->in6, "127.0.0.1:8080", NULL, "[::ffff:127.0.0.1]:8080");
	assert_wrong_words(f, f->in6, "::1", NULL, "[::1]:8080");
	assert_wrong_words(f, f->in6, "2001:db8::1:80", NULL, "[2001:db8::1]:80");
	assert_wrong_words(f, f->in, "::1", NULL, "AF_INET socket");
	assert_wrong_words(f, f->in, "[::1]:80", NULL, "AF_INET socket");
	assert_wrong_words(f, f->in, "/run/x", NULL, "AF_UNIX");
	assert_wrong_words(f, f->in, "@x", NULL, "AF_UNIX");
	assert_wrong_words(f, f->in, "1.2.3.4:65536", NULL, "65535");
	assert_wrong_words(f, f->in, "1.2.3.4:99999999999999999999", NULL, "65535");
	assert_wrong_words(f, f->in, "65536", NULL, "65535");
	assert_wrong_words(f, f->in, "1.2.3.4:", NULL, "1.2.3.4:8080");
	assert_wrong_words(f, f->in, "1.2.3.4:-1", NULL, "no port");
	assert_wrong_words(f, f->in, "1.2.3.256:80", NULL, "no IPv4 address");
	assert_wrong_words(f, f->in6, "127.1:80", NULL, "write [::ffff:127.0.0.1]:80");
	assert_wrong_words(f, f->in, "80:80", NULL, "C reads \"80\" as 0.0.0.80; write 0.0.0.80:80");
	assert_wrong_words(f, f->in, "127.1:80", NULL, "as 127.0.0.1; write 127.0.0.1:80");
	assert_wrong_words(f, f->in, "0:80", NULL, "as 0.0.0.0; write 0.0.0.0:80");
	assert_wrong_words(f, f->in, "010.0.0.1:80", NULL, "as 8.0.0.1; write 8.0.0.1:80");
	assert_wrong_words(f, f->in6, "127.1:80", NULL, "write [::ffff:127.0.0.1]:80");
	assert_refused(f, "{sa_family=AF_INET, sin_addr=inet_addr(\"127.1\")}",
		       "as 127.0.0.1; write inet_addr(\"127.0.0.1\")");
	assert_wrong_words(f, f->in, "a:b:c", NULL, "HOST:PORT");
	assert_wrong_words(f, f->in, "a b:80", NULL, "HOST:PORT");
	assert_wrong_words(f, f->in, "\"\"", NULL, "HOST:PORT");
	assert_wrong_words(f, f->in, "\"in\"", NULL, "never a handle");
	assert_wrong_words(f, f->in6, "[::1", NULL, "HOST:PORT");
	assert_wrong_words(f, f->in6, "[::1]", NULL, "[::1]:8080");
	assert_wrong_words(f, f->in6, "[::1]80", NULL, "HOST:PORT");
	assert_wrong_words(f, f->in6, "[localhost]:80", NULL, "no IPv6 address");
	assert_wrong_words(f, f->in6, "[fe80::1%nonesuch]:80", NULL, "no network interface");
	assert_wrong_words(f, f->in6, "[fe80::1%]:80", NULL, "no network interface");
}

static void test_learned(void **state)
{
	struct fixture *f = *state;
	struct learned learned = { 0 };

	f->c.learned = &learned;
	assert_true(learned_out(&learned, LEARN_PORT, SOCK_STREAM, htons(1000), htons(2000)));
	assert_word(f, f->in, "127.0.0.1:1000", IN("2000", "127.0.0.1"));
	assert_word(f, f->in, "127.0.0.1:1001", IN("1001", "127.0.0.1"));
	assert_word(f, f->in, "127.0.0.1:0", IN("0", "127.0.0.1"));
	assert_expanded(f, f->in, "127.0.0.1:1000", IN("1000", "127.0.0.1"));
	assert_string_equal(there_and_back(f, IN("1000", "127.0.0.1"), -1), IN("2000", "127.0.0.1"));
	assert_int_equal(learned_kind_of(f, IN("1", "0.0.0.0"), "sin_port"), LEARN_PORT);
	assert_int_equal(learned_kind_of(f, IN6("1", "::", "0"), "sin6_port"), LEARN_PORT);
	f->view = CAME;
	assert_string_equal(there_and_back(f, IN("1000", "127.0.0.1"), -1), IN("1000", "127.0.0.1"));
	learned_free(&learned);
}

static void test_to_text(void **state)
{
	struct fixture *f = *state;

	assert_text(f, f->in, "127.0.0.1:80", NULL, "127.0.0.1:80");
	assert_text(f, f->in, "127.0.0.1:80", "host", "127.0.0.1");
	assert_text(f, f->in, "127.0.0.1:80", "port", "80");
	assert_text(f, f->in6, "[::1]:80", NULL, "[::1]:80");
	assert_text(f, f->in6, "[fe80::1%lo]:80", NULL, "[fe80::1%lo]:80");
	assert_text(f, f->in6, "[fe80::1%lo]:80", "host", "fe80::1%lo");
}

static void test_complete(void **state)
{
	struct fixture *f = *state;
	struct candidates candidates = complete(f, f->in, "");

	assert_true(has_candidate(&candidates, ":"));
	assert_true(has_candidate(&candidates, "127.0.0.1:"));
	assert_true(has_candidate(&candidates, "un"));
	assert_false(has_candidate(&candidates, "[::1]:"));
	assert_true(candidates.glued);
	assert_false(candidates.files);
	candidates = complete(f, f->in6, "i");
	assert_true(has_candidate(&candidates, "in6"));
	assert_false(candidates.glued);
	candidates = complete(f, NULL, "[");
	assert_true(has_candidate(&candidates, "[::1]:"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_in6_text), TEST(test_in6_text_many), TEST(test_in_text), TEST(test_trees),
		TEST(test_forms), TEST(test_lengths), TEST(test_tree_mistakes), TEST(test_inet_words),
		TEST(test_wrong_words), TEST(test_learned), TEST(test_to_text), TEST(test_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
