/* Units of include/constants/symbols.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <netdb.h>

#include "arena.h"
#include "lex.h"
#include "message.h"
#include "out.h"
#include "symbols.h"

static struct arena arena;

static const char *name_of(const struct symbol *entry)
{
	return entry ? entry->name : "none";
}

static void assert_name(const struct symbol *entry, const char *name)
{
	assert_string_equal(name_of(entry), name);
}

static void assert_shown(const struct symbols *symbols, int64_t value, const char *text)
{
	struct out out = { .fd = -1 };

	symbols_show(symbols, value, &out);
	out_char(&out, '\0');
	assert_string_equal(out.data, text);
	out_free(&out);
}

static void assert_read(const struct symbols *symbols, const char *word, int64_t value)
{
	struct message message = { 0 };
	int64_t read = -12345;

	if (!symbols_read(symbols, slice_of(word), &read, &arena, &message))
		fail_msg("%s: %s", word, message.text);
	assert_false(message.set);
	assert_int_equal(read, value);
	arena_reset(&arena);
}

static void assert_refused(const struct symbols *symbols, const char *word, const char *text)
{
	struct message message = { 0 };
	int64_t read;

	assert_false(symbols_read(symbols, slice_of(word), &read, &arena, &message));
	assert_true(message.set);
	assert_string_equal(message.text, text);
	arena_reset(&arena);
}

static void test_by_name(void **state)
{
	(void)state;
	assert_name(symbols_by_name(&symbols_af, slice_of("AF_INET")), "AF_INET");
	assert_name(symbols_by_name(&symbols_af, slice_of("PF_INET6")), "PF_INET6");
	assert_name(symbols_by_name(&symbols_af, slice_of("AF_DECnet")), "AF_DECnet");
	assert_null(symbols_by_name(&symbols_af, slice_of("AF_INE")));
	assert_null(symbols_by_name(&symbols_af, slice_of("AF_INET66")));
	assert_null(symbols_by_name(&symbols_af, slice_of("inet")));
	assert_null(symbols_by_name(&symbols_af, slice_of("")));
	assert_null(symbols_by_name(&symbols_af, (struct slice){ "AF_INET\0", 8 }));
	assert_null(symbols_by_name(&symbols_af, (struct slice){ "AF_INET\0x", 9 }));
	/* A slice of a longer text ends where it says. */
	assert_name(symbols_by_name(&symbols_af, (struct slice){ "AF_INET6", 7 }), "AF_INET");
}

static void test_by_word(void **state)
{
	(void)state;
	assert_name(symbols_by_word(&symbols_af, slice_of("inet")), "AF_INET");
	assert_name(symbols_by_word(&symbols_af, slice_of("decnet")), "AF_DECnet");
	assert_name(symbols_by_word(&symbols_af, slice_of("PF_INET")), "PF_INET");
	assert_null(symbols_by_word(&symbols_af, slice_of("INET")));
	assert_null(symbols_by_word(&symbols_af, slice_of("")));
	assert_null(symbols_by_word(&symbols_af, (struct slice){ "inet\0", 5 }));
	assert_name(symbols_by_word(&symbols_shut, slice_of("rdwr")), "SHUT_RDWR");
	assert_name(symbols_by_word(&symbols_poll, slice_of("in")), "POLLIN");
	assert_name(symbols_by_word(&symbols_sol, slice_of("socket")), "SOL_SOCKET");
	assert_name(symbols_by_word(&symbols_sol, slice_of("tcp")), "IPPROTO_TCP");
	assert_name(symbols_by_word(&symbols_sol, slice_of("mptcp")), "SOL_MPTCP");
	assert_name(symbols_by_word(&symbols_ipproto, slice_of("mptcp")), "IPPROTO_MPTCP");
	assert_name(symbols_by_word(&symbols_tcp_ca, slice_of("recovery")), "TCP_CA_Recovery");
	assert_name(symbols_by_word(&symbols_errno, slice_of("einval")), "EINVAL");
	assert_name(symbols_by_word(&symbols_ioctl, slice_of("nread")), "FIONREAD");
	assert_name(symbols_by_word(&symbols_ioctl, slice_of("atmark")), "SIOCATMARK");
	assert_name(symbols_by_word(&symbols_ipv6_option, slice_of("v6only")), "IPV6_V6ONLY");
}

static void test_short(void **state)
{
	const struct symbol *pf = symbols_by_name(&symbols_af, slice_of("PF_INET"));
	const struct symbol *af = symbols_by_name(&symbols_af, slice_of("AF_INET"));

	(void)state;
	assert_true(symbol_is_short(&symbols_af, af, slice_of("inet")));
	assert_false(symbol_is_short(&symbols_af, af, slice_of("ine")));
	assert_false(symbol_is_short(&symbols_af, af, slice_of("inet6")));
	assert_false(symbol_is_short(&symbols_af, pf, slice_of("inet")));
	assert_string_equal(symbol_short(&symbols_af, af, &arena), "inet");
	assert_null(symbol_short(&symbols_af, pf, &arena));
	arena_reset(&arena);
}

static void test_by_value(void **state)
{
	(void)state;
	assert_name(symbols_by_value(&symbols_af, 1), "AF_UNIX");
	assert_name(symbols_by_value(&symbols_af, 16), "AF_NETLINK");
	assert_name(symbols_by_value(&symbols_sol, 0), "IPPROTO_IP");
	assert_name(symbols_by_value(&symbols_sol, 1), "SOL_SOCKET");
	assert_name(symbols_by_value(&symbols_sol, 6), "IPPROTO_TCP");
	assert_name(symbols_by_value(&symbols_sol, 17), "IPPROTO_UDP");
	assert_name(symbols_by_value(&symbols_sol, 41), "IPPROTO_IPV6");
	assert_name(symbols_by_value(&symbols_socket_option, 20), "SO_RCVTIMEO");
	assert_name(symbols_by_value(&symbols_socket_option, 66), "SO_RCVTIMEO_NEW");
	assert_name(symbols_by_value(&symbols_socket_option, 29), "SO_TIMESTAMP");
	assert_name(symbols_by_value(&symbols_ipv6_option, 20), "IPV6_ADD_MEMBERSHIP");
	assert_name(symbols_by_value(&symbols_ip_option, 42), "MCAST_JOIN_GROUP");
	assert_name(symbols_by_value(&symbols_tcp_repair, -1), "TCP_REPAIR_OFF_NO_WP");
	assert_null(symbols_by_value(&symbols_af, 999));
	assert_null(symbols_by_value(&symbols_af, -1));
}

static void test_anywhere(void **state)
{
	(void)state;
	for (const struct symbols *const *at = symbols_all; *at; at++) {
		for (size_t i = 0; i < (*at)->count; i++) {
			const struct symbol *entry = &(*at)->entries[i];
			const struct symbol *found = symbols_anywhere(slice_of(entry->name));

			assert_name(found, entry->name);
			/* What stands in two families must mean the same in both. */
			assert_int_equal(found->value, entry->value);
		}
	}
	assert_ptr_equal(symbols_anywhere(slice_of("SO_ERROR")),
			 symbols_by_name(&symbols_socket_option, slice_of("SO_ERROR")));
	assert_non_null(symbols_anywhere(slice_of("FIONREAD")));
	assert_non_null(symbols_anywhere(slice_of("SIOCGIFNAME")));
	assert_null(symbols_anywhere(slice_of("SO_ERRO")));
	assert_null(symbols_anywhere(slice_of("inet")));
	assert_null(symbols_anywhere(slice_of("s1")));
	assert_null(symbols_anywhere(slice_of("S1")));
	assert_null(symbols_anywhere(slice_of("")));
}

/* Whether some earlier entry of the family has the same name. */
static bool again(const struct symbols *symbols, size_t i)
{
	return symbols_by_name(symbols, slice_of(symbols->entries[i].name)) !=
	       &symbols->entries[i];
}

static void test_tables(void **state)
{
	(void)state;
	for (const struct symbols *const *at = symbols_all; *at; at++) {
		assert_non_null((*at)->what);
		assert_true((*at)->count > 0);
		for (size_t i = 0; i < (*at)->count; i++) {
			const struct symbol *entry = &(*at)->entries[i];
			const char *word = symbol_short(*at, entry, &arena);
			int64_t number;

			assert_false(again(*at, i));
			if (!word)
				continue;
			assert_true(symbol_is_short(*at, entry, slice_of(word)));
			/* A short name that is a number could not be told from it. */
			assert_false(word_to_int64(slice_of(word), &number));
			/* A short name means one value. */
			assert_int_equal(symbols_by_word(*at, slice_of(word))->value, entry->value);
		}
		arena_reset(&arena);
	}
}

static void test_read(void **state)
{
	(void)state;
	assert_read(&symbols_af, "AF_INET", 2);
	assert_read(&symbols_af, "inet6", 10);
	assert_read(&symbols_af, "PF_UNIX", 1);
	assert_read(&symbols_af, "2", 2);
	assert_read(&symbols_af, "0x2", 2);
	assert_read(&symbols_af, "012", 10);
	assert_read(&symbols_af, "-1", -1);
	assert_read(&symbols_af, "999", 999);
	assert_read(&symbols_msg, "0", 0);
	assert_read(&symbols_msg, "peek|dontwait", 0x42);
	assert_read(&symbols_msg, "MSG_PEEK|0x40|nosignal", 0x4042);
	assert_read(&symbols_sock, "stream", 1);
	assert_read(&symbols_sock, "SOCK_STREAM|SOCK_CLOEXEC|nonblock", 0x80801);
	assert_read(&symbols_sock, "stream|SOCK_STREAM", 1);
	assert_read(&symbols_sock, "1|cloexec", 0x80001);
	assert_read(&symbols_sol, "SOL_TCP", 6);
	assert_read(&symbols_errno, "EWOULDBLOCK", 11);
	assert_read(&symbols_eai, "EAI_NONAME", -2);
}

static void test_refuse(void **state)
{
	(void)state;
	assert_refused(&symbols_sock, "steam", "no socket type \"steam\"; did you mean \"stream\"?");
	assert_refused(&symbols_sock, "SOCK_STEAM",
		       "no socket type \"SOCK_STEAM\"; did you mean \"SOCK_STREAM\"?");
	assert_refused(&symbols_sock, "stream|cloexek",
		       "no socket type \"cloexek\"; did you mean \"cloexec\"?");
	assert_refused(&symbols_sock, "stream|dgram",
		       "\"stream|dgram\" is more than one socket type");
	assert_refused(&symbols_sock, "AF_INET",
		       "no socket type \"AF_INET\"; that is an address family");
	assert_refused(&symbols_af, "UDP_CORK", "no address family \"UDP_CORK\"; that is a UDP option");
	assert_refused(&symbols_af, "IP_TTL", "no address family \"IP_TTL\"; that is an IP option");
	assert_refused(&symbols_af, "qqqqqqq", "no address family \"qqqqqqq\"");
	assert_refused(&symbols_af, "", "no address family \"\"");
	assert_refused(&symbols_msg, "peek|", "no message flag \"\"");
	assert_refused(&symbols_msg, "|", "no message flag \"\"");
	assert_refused(&symbols_af, "inet|inet6", "no address family \"inet|inet6\"");
	assert_refused(&symbols_af, "08", "no address family \"08\"");
}

static void test_show(void **state)
{
	(void)state;
	assert_shown(&symbols_af, 2, "AF_INET");
	assert_shown(&symbols_af, 0, "AF_UNSPEC");
	assert_shown(&symbols_af, 999, "999");
	assert_shown(&symbols_af, -1, "-1");
	assert_shown(&symbols_msg, 0, "0");
	assert_shown(&symbols_msg, 0x42, "MSG_PEEK|MSG_DONTWAIT");
	assert_shown(&symbols_msg, 0x8000002, "MSG_PEEK|0x8000000");
	assert_shown(&symbols_msg, 0x8000000, "0x8000000");
	assert_shown(&symbols_msg, INT32_MIN, "MSG_CMSG_COMPAT");
	assert_shown(&symbols_msg, 0x100000002, "MSG_PEEK|0x100000000");
	assert_shown(&symbols_sock, 1, "SOCK_STREAM");
	assert_shown(&symbols_sock, 3, "SOCK_RAW");
	assert_shown(&symbols_sock, 0, "0");
	assert_shown(&symbols_sock, 0x80801, "SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK");
	assert_shown(&symbols_sock, 0x80000, "SOCK_CLOEXEC");
	assert_shown(&symbols_sock, 0x80008, "8|SOCK_CLOEXEC");
	assert_shown(&symbols_sock, 0x11, "SOCK_STREAM|0x10");
	assert_shown(&symbols_buf_lock, 3, "SOCK_SNDBUF_LOCK|SOCK_RCVBUF_LOCK");
}

/* What is shown can be typed: every bit of a family of flags comes back as it was. */
static void test_show_read(void **state)
{
	(void)state;
	for (const struct symbols *const *at = symbols_all; *at; at++) {
		for (size_t i = 0; i < (*at)->count; i++) {
			int64_t value = (*at)->entries[i].value | ((*at)->flags ? 0x8000000 : 0);
			struct out out = { .fd = -1 };

			symbols_show(*at, value, &out);
			out_char(&out, '\0');
			assert_read(*at, out.data, value);
			out_free(&out);
		}
	}
}

static void test_errno(void **state)
{
	(void)state;
	assert_string_equal(errno_name(11), "EAGAIN");
	assert_string_equal(errno_name(35), "EDEADLK");
	assert_string_equal(errno_name(95), "EOPNOTSUPP");
	assert_string_equal(errno_text(111), "Connection refused");
	assert_null(errno_name(0));
	assert_null(errno_name(41));
	assert_null(errno_name(134));
	assert_int_equal(errno_by_name(slice_of("EAGAIN")), 11);
	/* What strace alone sees of a call that a signal ended; ERESTART is one of its own. */
	assert_int_equal(errno_by_name(slice_of("ERESTARTSYS")), 4);
	assert_int_equal(errno_by_name(slice_of("ERESTART_RESTARTBLOCK")), 4);
	assert_int_equal(errno_by_name(slice_of("ERESTART")), 85);
	assert_int_equal(errno_by_name(slice_of("EAI_NONAME")), 0);
	assert_int_equal(errno_by_name(slice_of("")), 0);
	assert_null(errno_text(0));
	assert_null(errno_text(-1));
	assert_null(errno_text(41));
	assert_null(errno_text(134));
	assert_string_equal(eai_text(-2), "Name or service not known");
	assert_null(eai_text(0));
	assert_null(eai_text(-50));
	for (size_t i = 0; i < symbols_errno.count; i++)
		assert_non_null(errno_text((int)symbols_errno.entries[i].value));
	for (size_t i = 0; i < symbols_eai.count; i++)
		assert_non_null(eai_text((int)symbols_eai.entries[i].value));
}

/* Other libraries have other words for the same errors. */
static void test_words_of_glibc(void **state)
{
	(void)state;
#ifdef __GLIBC__
	for (int error = 1; error <= 133; error++)
		if (error != 41 && error != 58)
			assert_string_equal(errno_text(error), strerror(error));
	for (size_t i = 0; i < symbols_eai.count; i++) {
		int code = (int)symbols_eai.entries[i].value;
		const char *text = gai_strerror(code);

		/* Older ones have no text for EAI_OVERFLOW. */
		if (strcmp(text, "Unknown error") != 0)
			assert_string_equal(eai_text(code), text);
	}
#else
	skip();
#endif
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_name),
		cmocka_unit_test(test_by_word),
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_by_value),
		cmocka_unit_test(test_anywhere),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_refuse),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_show_read),
		cmocka_unit_test(test_errno),
		cmocka_unit_test(test_words_of_glibc),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
