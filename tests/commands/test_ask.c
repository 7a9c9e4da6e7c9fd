/* Calls that the shell needs for itself: they are made, and shown, like any other. */
#include "unit.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "address.h"

extern const struct call call_connect;

#define IN(port, host) "{sa_family=AF_INET, sin_port=htons(" port "), sin_addr=inet_addr(\"" host "\")}"
#define IN6(port, host, scope) \
	"{sa_family=AF_INET6, sin6_port=htons(" port "), sin6_flowinfo=htonl(0), " \
	"inet_pton(AF_INET6, \"" host "\", &sin6_addr), sin6_scope_id=" scope "}"
#define UN(path) "{sa_family=AF_UNIX, sun_path=" path "}"

static const char *shown_address(struct stage *stage, const struct arg *arg)
{
	return shown(stage, memory_to_node(&type_sockaddr, &stage->c, CAME, arg));
}

/* What a word means to connect() on that handle. */
static void assert_word(struct stage *stage, struct handle *handle, const char *text,
			const char *expected)
{
	struct word word = { .text = slice_of(text) };
	struct words words = { &word, 1 };
	struct arg arg = { 0 };

	stage->made.call = &call_connect;
	stage->c.param = &call_connect.params[1];
	stage->made.handle = handle;
	if (!type_sockaddr.from_words(&type_sockaddr, &stage->c, &words, &arg))
		fail_msg("%s: %s", text, stage->message.text);
	assert_string_equal(shown_address(stage, &arg), expected);
}

/* Real sockets, and what the shell shows of its calls on them. */
static void test_ask(void **state)
{
	struct stage *f = *state;
	struct facts unknown = { 0 };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	struct handle *handle = handle_add(&f->shell.handles, slice_of("real"), fd, unknown);
	struct arg address = { 0 };
	int64_t value = 0;

	assert_true(fd >= 0);
	assert_true(ask_facts(&f->c, handle));
	assert_true(handle->facts.known);
	assert_int_equal(handle->facts.family, AF_INET);
	assert_int_equal(handle->facts.type, SOCK_DGRAM);
	assert_true(ask_address(&f->c, handle, false, &address));
	assert_string_equal(shown_address(f, &address), IN("0", "0.0.0.0"));
	assert_true(ask_option(&f->c, handle, SOL_SOCKET, SO_ACCEPTCONN, &value));
	assert_int_equal(value, 0);
	assert_false(ask_address(&f->c, handle, true, &address));
	assert_true(f->message.failed);
	assert_string_equal(f->message.text,
			    "getpeername: ENOTCONN (Transport endpoint is not connected)");
	out_char(&f->shell.out, '\0');
	assert_string_equal(f->shell.out.data,
		"getsockopt(real, SOL_SOCKET, SO_DOMAIN, [AF_INET], [4]) = 0\n"
		"getsockopt(real, SOL_SOCKET, SO_TYPE, [SOCK_DGRAM], [4]) = 0\n"
		"getsockopt(real, SOL_SOCKET, SO_PROTOCOL, [IPPROTO_UDP], [4]) = 0\n"
		"getsockname(real, " IN("0", "0.0.0.0") ", [128 => 16]) = 0\n"
		"getsockopt(real, SOL_SOCKET, SO_ACCEPTCONN, [0], [4]) = 0\n"
		"getpeername(real, ..., [128]) = -1 ENOTCONN (Transport endpoint is not connected)\n");
	close(fd);
}

static void test_ask_checking(void **state)
{
	struct stage *f = *state;
	const struct facts v6 = { .known = true, .family = AF_INET6, .type = SOCK_STREAM };
	struct arg address = { 0 };
	struct handle *handle = handle_add(&f->shell.handles, slice_of("phantom"), 2000,
					   (struct facts){ 0 });
	struct handle *in6 = handle_add(&f->shell.handles, slice_of("in6"), 2001, v6);

	f->c.checking = true;
	assert_true(ask_facts(&f->c, handle));
	assert_false(handle->facts.known);
	assert_int_equal(handle->facts.family, AF_INET);
	assert_int_equal(handle->facts.type, SOCK_STREAM);
	assert_true(ask_address(&f->c, in6, true, &address));
	assert_int_equal(address.len, 28);
	assert_word(f, handle, "/run/x", UN("\"/run/x\""));
	assert_word(f, handle, "1.2.3.4:5", IN("5", "1.2.3.4"));
	assert_word(f, handle, "[::1]:5", IN6("5", "::1", "0"));
	assert_int_equal(f->shell.out.len, 0);
}

/* A numeric host: no name server is asked. */
static void test_look_up(void **state)
{
	struct stage *f = *state;
	struct arg address = { 0 };

	assert_true(ask_lookup(&f->c, slice_of("127.0.0.1"), slice_of("8080"), AF_INET, SOCK_STREAM, &address));
	assert_string_equal(shown_address(f, &address), IN("8080", "127.0.0.1"));
	assert_false(ask_lookup(&f->c, slice_of("::1"), slice_of("8080"), AF_INET, SOCK_STREAM, &address));
	assert_true(f->message.failed);
	assert_non_null(strstr(f->message.text, "getaddrinfo: EAI_"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(test_ask),
		STAGED(test_ask_checking),
		STAGED(test_look_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
