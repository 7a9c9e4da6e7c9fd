/* What getaddrinfo is asked, and what it answers. */
#include "values/value_fixture.h"

#include <netdb.h>
#include <arpa/inet.h>

static void look_ups(void **state)
{
	struct stage *stage = *state;

	same(stage, &type_host, "\"localhost\"");
	same(stage, &type_host, "NULL");
	same(stage, &type_service, "\"http\"");
	no_value(stage, &type_host, "localhost",
		 "value: a host such as \"localhost\", or NULL, expected, found \"localhost\"");
	no_value(stage, &type_host, "\"local\"...", "value: the name is cut off (\"...); it cannot be looked up");
	no_value(stage, &type_host, "\"a\\0b\"", "value: \"a\" has a NUL in it, where a C string ends");
	same(stage, &type_addrinfo_hints,
	     "{ai_flags=AI_PASSIVE|AI_CANONNAME, ai_family=AF_INET6, ai_socktype=SOCK_STREAM, "
	     "ai_protocol=IPPROTO_TCP}");
	around(stage, &type_addrinfo_hints, "{ai_family=AF_UNSPEC}",
	       "{ai_flags=0, ai_family=AF_UNSPEC, ai_socktype=0, ai_protocol=0}");
	same(stage, &type_addrinfo_hints, "NULL");
	no_value(stage, &type_addrinfo_hints, "{ai_fam=1}",
		 "value: struct addrinfo has no member \"ai_fam\"; did you mean \"ai_family\"?");
}

/* Nothing but the address and its length is given. */
static void expected_is(struct stage *stage, const struct param *param, const char *text, const char *length)
{
	struct arg arg = { 0 };

	assert_true(read_node(stage, param->type, tree(stage, text), &arg));
	assert_string_equal(value_shown(stage, param->type, &arg),
			    arena_format(&stage->arena,
					 "[{ai_flags=0, ai_family=AF_UNSPEC, ai_socktype=0, ai_protocol=0, %s"
					 "ai_addr={sa_family=AF_INET, sin_port=htons(80), "
					 "sin_addr=inet_addr(\"0.0.0.0\")}, ai_canonname=NULL}]", length));
}

static void look_up_results(void **state)
{
	static const char list[] =
		"[{ai_flags=0, ai_family=AF_INET, ai_socktype=SOCK_STREAM, ai_protocol=IPPROTO_TCP, ai_addrlen=16, "
		"ai_addr={sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, "
		"ai_canonname=\"x\"}, {ai_flags=0, ai_family=AF_INET, ai_socktype=SOCK_DGRAM, "
		"ai_protocol=IPPROTO_UDP, ai_addrlen=16, ai_addr={sa_family=AF_INET, sin_port=htons(80), "
		"sin_addr=inet_addr(\"127.0.0.1\")}, ai_canonname=NULL}]";
	const struct param param = { "res", &type_addrinfo_list, OUT };
	struct stage *stage = *state;
	struct arg arg = { 0 };

	use(stage, &param);
	stage->c.call_notation = true;
	stage->view = CAME;
	assert_true(read_node(stage, &type_addrinfo_list, tree(stage, list), &arg));
	assert_string_equal(value_shown(stage, &type_addrinfo_list, &arg), list);
	/* A length that is left out follows from the address; one that is wrong reads nothing behind it. */
	stage->view = EXPECTED;
	expected_is(stage, &param, "[{ai_addr={sa_family=AF_INET, sin_port=htons(80)}}]", "ai_addrlen=16, ");
	expected_is(stage, &param, "[{ai_addrlen=9999, ai_addr={sa_family=AF_INET, sin_port=htons(80)}}]",
		    "ai_addrlen=9999, ");
	stage->view = CAME;
	arg = (struct arg){ 0 };
	assert_true(read_node(stage, &type_addrinfo_list, tree(stage, "[]"), &arg));
	assert_string_equal(value_shown(stage, &type_addrinfo_list, &arg), "[]");
	stage->view = GOES_IN;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(look_ups),
		STAGED(look_up_results),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
