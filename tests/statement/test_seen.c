/* Units of include/statement/seen.h: what calls show of a socket, and what they do not. */
#include "unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "address.h"
#include "seen.h"

static const struct call receiving = {
	.name = "recv",
	.params = { { "sockfd", &type_descriptor },
		    { "buf", &type_data, OUT },
		    { "len", &type_size, .of = 2 } },
	.result = RESULT_COUNT,
	.counts = 2,
};
static const struct call sending = {
	.name = "send",
	.params = { { "sockfd", &type_descriptor },
		    { "buf", &type_data },
		    { "len", &type_size, .of = 2 } },
	.result = RESULT_COUNT,
	.counts = 2,
};

/* A socket of which this has been seen, and a call on it that ended so. */
static struct handle *on_socket(struct stage *stage, int family, int type, uint64_t seen,
				int64_t result, int error)
{
	static struct sockaddr_in peer = { .sin_family = AF_INET };
	struct handle *handle = handle_by_fd(&stage->shell.handles, 1000);
	static char room[16];

	if (handle)
		handle_remove(&stage->shell.handles, handle);
	handles_bury(&stage->shell.handles);
	handle = handle_add(
		&stage->shell.handles, slice_of("s"), 1000,
		(struct facts){ .known = true, .family = family, .type = type, .seen = seen });
	assert_non_null(handle);
	stage->made = (struct made){
		.call = &sending, .handle = handle, .result = result, .error = error
	};
	stage->made.args[1] =
		(struct arg){ .at = &peer, .len = sizeof(peer), .room = sizeof(peer) };
	if (result >= 0)
		stage->made.args[1] = (struct arg){ .at = room, .room = sizeof(room) };
	return handle;
}

enum { STREAM = SOCK_STREAM, DGRAM = SOCK_DGRAM };

#define HAS(handle, bit) assert_true(((handle)->facts.seen & (bit)) != 0)
#define LACKS(handle, bit) assert_true(((handle)->facts.seen & (bit)) == 0)

static void how_a_connect_ends(void **state)
{
	static const struct {
		int family, type;
		uint64_t before;
		int error;
		uint64_t after;
	} rows[] = {
		{ AF_INET, STREAM, IS_UNCONNECTED, EINPROGRESS, IS_CONNECTING },
		{ AF_INET, STREAM, IS_UNCONNECTED, EINTR, IS_CONNECTING },
		{ AF_INET, DGRAM, IS_UNCONNECTED, EINTR, IS_UNCONNECTED },
		{ AF_INET, STREAM, IS_CONNECTING, EISCONN, IS_CONNECTED },
		{ AF_INET, STREAM, IS_UNCONNECTED, EISCONN, IS_UNCONNECTED },
		{ AF_INET, STREAM, IS_CONNECTING, ECONNREFUSED, IS_UNCONNECTED },
		{ AF_INET, STREAM, IS_CONNECTING, ECONNABORTED, IS_UNCONNECTED },
		{ AF_INET, STREAM, IS_FAILED, ECONNREFUSED, IS_UNCONNECTED },
		{ AF_INET, STREAM, IS_CONNECTING, EALREADY, IS_CONNECTING },
		{ AF_INET, STREAM, IS_CONNECTED, ECONNREFUSED, IS_CONNECTED },
	};
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct handle *handle = on_socket(stage, rows[i].family, rows[i].type,
						  rows[i].before, -1, rows[i].error);

		seen_connect(&stage->c);
		if ((handle->facts.seen & SEEN_CONNECTION) != rows[i].after)
			fail_msg("row %zu: %#llx", i, (unsigned long long)handle->facts.seen);
	}
}

static void what_a_failed_transfer_shows(void **state)
{
	static const struct {
		int family, type;
		uint64_t before;
		int error;
		uint64_t after;
	} rows[] = {
		{ AF_INET, STREAM, IS_CONNECTING, ECONNREFUSED, IS_FAILED },
		{ AF_INET, STREAM, IS_CONNECTING, EAGAIN, IS_CONNECTING },
		{ AF_INET, STREAM, IS_CONNECTED, ECONNRESET, IS_OVER },
		{ AF_INET, STREAM, IS_CONNECTED, EPIPE, IS_OVER },
		{ AF_INET, STREAM, IS_CONNECTED | IS_SHUT_WR, EPIPE, IS_CONNECTED },
		{ AF_INET, STREAM, IS_CONNECTED, EINVAL, IS_CONNECTED },
		{ AF_INET, DGRAM, IS_CONNECTED, ECONNREFUSED, IS_CONNECTED },
		{ AF_UNIX, DGRAM, IS_CONNECTED, ECONNREFUSED, IS_UNCONNECTED },
		{ AF_UNIX, DGRAM, IS_CONNECTED, ECONNRESET, IS_CONNECTED },
	};
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct handle *handle = on_socket(stage, rows[i].family, rows[i].type,
						  rows[i].before, -1, rows[i].error);

		seen_transfer(&stage->c);
		if ((handle->facts.seen & SEEN_CONNECTION) != rows[i].after)
			fail_msg("row %zu: %#llx", i, (unsigned long long)handle->facts.seen);
	}
}

/* A port is chosen before anything else goes wrong; that it is, is not known, but it may be. */
static void whether_it_is_bound(void **state)
{
	struct stage *stage = *state;
	struct handle *handle = on_socket(stage, AF_INET, DGRAM, IS_UNBOUND, -1, EPERM);

	seen_transfer(&stage->c);
	LACKS(handle, IS_UNBOUND | IS_BOUND);
	handle = on_socket(stage, AF_INET, DGRAM, IS_UNBOUND, -1, EAGAIN);
	seen_transfer(&stage->c);
	HAS(handle, IS_UNBOUND);
	handle = on_socket(stage, AF_UNIX, DGRAM, IS_UNBOUND, -1, EPERM);
	seen_transfer(&stage->c);
	HAS(handle, IS_UNBOUND);
	handle = on_socket(stage, AF_INET, DGRAM, IS_UNBOUND, 1, 0);
	seen_transfer(&stage->c);
	HAS(handle, IS_BOUND);
	/* Who only receives may have had no port. */
	handle = on_socket(stage, AF_INET, DGRAM, IS_UNBOUND, 1, 0);
	stage->made.call = &receiving;
	seen_transfer(&stage->c);
	HAS(handle, IS_UNBOUND);
}

static void what_a_transfer_that_went_well_shows(void **state)
{
	struct stage *stage = *state;
	struct handle *handle = on_socket(stage, AF_INET, STREAM, IS_CONNECTING, 1, 0);

	seen_transfer(&stage->c);
	HAS(handle, IS_CONNECTED);
	handle = on_socket(stage, AF_INET, STREAM, IS_CONNECTING, 0, 0);
	seen_transfer(&stage->c);
	HAS(handle, IS_CONNECTING);
}

static struct handle *received_nothing(struct stage *stage, int type, uint64_t seen)
{
	struct handle *handle = on_socket(stage, AF_INET, type, seen, 0, 0);

	stage->made.call = &receiving;
	seen_transfer(&stage->c);
	return handle;
}

/* 0 bytes are the end of a stream; of what one has shut oneself they tell nothing. */
static void when_a_stream_has_ended(void **state)
{
	struct stage *stage = *state;

	HAS(received_nothing(stage, STREAM, IS_CONNECTED), IS_ENDED);
	LACKS(received_nothing(stage, STREAM, IS_CONNECTED | IS_SHUT_RD), IS_ENDED);
	LACKS(received_nothing(stage, STREAM, IS_UNCONNECTED), IS_ENDED);
	LACKS(received_nothing(stage, DGRAM, IS_CONNECTED), IS_ENDED);
}

static struct handle *shut(struct stage *stage, int family, int64_t how, int error)
{
	struct handle *handle =
		on_socket(stage, family, STREAM, IS_CONNECTED, error ? -1 : 0, error);

	stage->made.args[1].n = how;
	seen_shutdown(&stage->c);
	return handle;
}

/* Of an IP socket without a peer shutdown is an error, and done all the same. */
static void what_is_shut(void **state)
{
	struct stage *stage = *state;

	HAS(shut(stage, AF_INET, SHUT_RD, 0), IS_SHUT_RD);
	LACKS(shut(stage, AF_INET, SHUT_RD, 0), IS_SHUT_WR);
	HAS(shut(stage, AF_INET, SHUT_WR, 0), IS_SHUT_WR);
	LACKS(shut(stage, AF_INET, SHUT_WR, 0), IS_SHUT_RD);
	HAS(shut(stage, AF_INET, SHUT_RDWR, ENOTCONN), IS_SHUT_WR);
	LACKS(shut(stage, AF_UNIX, SHUT_RDWR, ENOTCONN), IS_SHUT_WR);
	LACKS(shut(stage, AF_INET, SHUT_RDWR, EINVAL), IS_SHUT_WR);
}

static struct handle *with_option(struct stage *stage, int name, int value, uint64_t seen,
				  bool asked)
{
	static int at;
	struct handle *handle = on_socket(stage, AF_INET, STREAM, seen, 0, 0);

	at = value;
	stage->made.args[1].n = SOL_SOCKET;
	stage->made.args[2].n = name;
	stage->made.args[3] = (struct arg){ .at = &at, .len = sizeof(at), .room = sizeof(at) };
	stage->made.args[4].n = sizeof(at);
	seen_option(&stage->c, asked);
	return handle;
}

static void what_options_show(void **state)
{
	struct stage *stage = *state;

	HAS(with_option(stage, SO_REUSEADDR, 1, 0, false), IS_REUSEADDR);
	LACKS(with_option(stage, SO_REUSEADDR, 0, IS_REUSEADDR, false), IS_REUSEADDR);
	HAS(with_option(stage, SO_BROADCAST, 1, 0, true), IS_BROADCASTING);
	/* Who asks for the error takes it away. */
	HAS(with_option(stage, SO_ERROR, ECONNREFUSED, IS_CONNECTING, true), IS_FAILED);
	HAS(with_option(stage, SO_ERROR, ECONNRESET, IS_CONNECTED, true), IS_OVER);
	HAS(with_option(stage, SO_ERROR, 0, IS_CONNECTED, true), IS_CONNECTED);
	HAS(with_option(stage, SO_ERROR, ECONNREFUSED, IS_CONNECTING, false), IS_CONNECTING);
}

/* `connect unspec` takes the peer away, and what was chosen or shut with it. */
static void a_peer_that_is_taken_away(void **state)
{
	static const sa_family_t unspec = AF_UNSPEC;
	struct stage *stage = *state;
	struct handle *handle =
		on_socket(stage, AF_INET, DGRAM, IS_CONNECTED | IS_BOUND | IS_SHUT_WR, 0, 0);

	handle->local.family = AF_INET;
	stage->made.args[1] = (struct arg){ .at = (void *)(uintptr_t)&unspec,
					    .len = sizeof(unspec),
					    .room = sizeof(unspec) };
	seen_connect(&stage->c);
	HAS(handle, IS_UNCONNECTED);
	LACKS(handle, IS_CONNECTED | IS_BOUND | IS_SHUT_WR);
	assert_int_equal(handle->local.family, 0);
}

static void addresses_that_name_somebody(void **state)
{
	const struct sockaddr_in in = { .sin_family = AF_INET,
					.sin_port = htons(80),
					.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const struct sockaddr_in6 in6 = { .sin6_family = AF_INET6,
					  .sin6_port = htons(80),
					  .sin6_addr = IN6ADDR_LOOPBACK_INIT,
					  .sin6_scope_id = 2 };
	const struct sockaddr_in none = { .sin_family = AF_INET };
	struct local local;

	(void)state;
	assert_true(address_remember(&in, sizeof(in), &local));
	assert_int_equal(local.family, AF_INET);
	assert_int_equal(local.port, htons(80));
	assert_int_equal(local.ip[12], 127);
	assert_true(address_remember(&in6, sizeof(in6), &local));
	assert_int_equal(local.port, htons(80));
	assert_int_equal(local.ip[15], 1);
	assert_int_equal(local.scope, 2);
	assert_false(address_remember(&none, sizeof(none), &local));
	assert_int_equal(local.family, 0);
	assert_false(address_remember(&in, 1, &local));
	assert_false(address_remember(NULL, 16, &local));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(how_a_connect_ends),
		STAGED(what_a_failed_transfer_shows),
		STAGED(whether_it_is_bound),
		STAGED(what_a_transfer_that_went_well_shows),
		STAGED(when_a_stream_has_ended),
		STAGED(what_is_shut),
		STAGED(what_options_show),
		STAGED(a_peer_that_is_taken_away),
		STAGED(addresses_that_name_somebody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
