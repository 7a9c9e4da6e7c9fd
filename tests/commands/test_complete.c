/* Units of include/help/complete.h: what can follow, with handles that no descriptor is behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>
#include <sys/socket.h>

#include "arena.h"
#include "commands.h"
#include "complete.h"
#include "shell.h"

static struct shell shell;
static struct arena arena;
static struct candidates found;
static size_t start;

static void make_handle(const char *name, int family, int type)
{
	struct facts facts = { .kind = KIND_SOCKET, .known = true, .family = family, .type = type };
	static int fd = 100;

	assert_non_null(handle_add(&shell.handles, slice_of(name), fd++, facts));
}

static int set_up(void **state)
{
	(void)state;
	shell = (struct shell){ .out = { .fd = -1 }, .err = { .fd = -1 }, .journal = { .fd = -1 } };
	if (!registry_set_up(&shell.registry, all_calls, all_commands))
		return -1;
	make_handle("srv", AF_INET, SOCK_STREAM);
	make_handle("client", AF_INET, SOCK_STREAM);
	make_handle("six", AF_INET6, SOCK_DGRAM);
	shell.handles.current[KIND_SOCKET] = handle_by_name(&shell.handles, slice_of("srv"));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	handles_free(&shell.handles);
	registry_free(&shell.registry);
	arena_free(&arena);
	return 0;
}

/* Completes at the `^` of the text, or at its end. */
static void complete(const char *text)
{
	const char *mark = strchr(text, '^');
	char line[256];
	size_t point = mark ? (size_t)(mark - text) : strlen(text);

	arena_reset(&arena);
	snprintf(line, sizeof(line), "%.*s%s", (int)point, text, mark ? mark + 1 : "");
	complete_line(&shell, slice_of(line), point, &arena, &found, &start);
	assert_true(start <= point);
	for (size_t i = 0; i < found.count; i++) {
		assert_true(strlen(found.list[i]) >= point - start);
		assert_memory_equal(found.list[i], line + start, point - start);
		if (i > 0)
			assert_true(strcmp(found.list[i - 1], found.list[i]) < 0);
	}
}

static bool proposed(const char *word)
{
	for (size_t i = 0; i < found.count; i++)
		if (strcmp(found.list[i], word) == 0)
			return true;
	return false;
}

#define assert_proposed(word) assert_true(proposed(word))
#define assert_not_proposed(word) assert_false(proposed(word))

static void assert_only(const char *text, const char *word)
{
	complete(text);
	assert_int_equal(found.count, word ? 1 : 0);
	if (word)
		assert_string_equal(found.list[0], word);
}

static void test_first_word(void **state)
{
	(void)state;
	complete("");
	assert_proposed("socket");
	assert_proposed("quit");
	assert_proposed("repeat");
	assert_not_proposed("srv");
	assert_int_equal(start, 0);
	assert_only("  liste", "listen");
	assert_int_equal(start, 2);
	assert_only("socket; bind; liste", "listen");
	assert_only("try expect EINTR timeout 2s repeat 3 time liste", "listen");
	/* What is named must make handles, and as many. */
	assert_only("x = sockets", NULL);
	assert_only("x = liste", NULL);
	assert_only("a, b = so", "socketpair");
	complete("x = soc");
	assert_proposed("socket");
	assert_not_proposed("socketpair");
	complete("timeout 2s re");
	assert_proposed("recv");
	assert_proposed("repeat");
	complete("socket; ");
	assert_proposed("socket");
	complete("try ");
	assert_proposed("expect");
	assert_not_proposed("try");
	assert_only("expect 0 use", NULL);
	assert_only("tr", "try");
	assert_only("try", "try");
	assert_only("expect", "expect");
	assert_only("repeat 2 try repe", NULL);
	assert_only("try a, b = socketp", "socketpair");
	assert_only("sendms^ foo", "sendmsg");
	assert_only("nothing", NULL);
}

static void test_prefixes(void **state)
{
	(void)state;
	assert_only("expect ECONNREF", "ECONNREFUSED");
	complete("expect ");
	assert_proposed("EAGAIN");
	assert_proposed("EAI_NONAME");
	assert_not_proposed("socket");
	assert_only("expect \"E", NULL);
	assert_only("timeout ", NULL);
	assert_only("repeat ", NULL);
	assert_only("! ls", NULL);
	assert_true(found.files);
}

static void test_comments_and_strings(void **state)
{
	(void)state;
	assert_only("# liste", NULL);
	assert_only("socket # liste", NULL);
	assert_only("send \"liste", NULL);
	assert_only("send \"a; liste", NULL);
	assert_only("send \"a # \"; liste", "listen");
	assert_only("send a\"b; liste", "listen");
}

static void test_constants(void **state)
{
	(void)state;
	complete("socket ");
	assert_proposed("inet");
	assert_not_proposed("AF_INET");
	complete("socket in");
	assert_proposed("inet");
	assert_proposed("inet6");
	assert_not_proposed("unix");
	complete("socket AF_IN");
	assert_proposed("AF_INET");
	assert_proposed("AF_INET6");
	assert_only("socket inet dgr", "dgram");
	assert_only("shutdown client rdw", "rdwr");
}

static void test_handles(void **state)
{
	(void)state;
	complete("listen ");
	assert_proposed("srv");
	assert_proposed("client");
	assert_only("listen cl", "client");
	assert_only("close cl", "client");
	assert_only("use cl", "client");
	assert_only("use srv cl", NULL);
	complete("connect client s");
	assert_proposed("srv");
	complete("poll srv:in cl");
	assert_proposed("client");
}

static void test_options(void **state)
{
	(void)state;
	complete("recv --");
	assert_proposed("--peek");
	assert_only("recv --pee", "--peek");
	assert_only("recv srv --pee", "--peek");
	assert_only("socket inet stream --nonb", "--nonblock");
	complete("send --fi");
	assert_proposed("--file");
	assert_only("send --file ", NULL);
	assert_true(found.files);
	assert_only("send --file \"a b", NULL);
	assert_true(found.files);
	complete("setsockopt srv reusea");
	assert_proposed("reuseaddr");
	/* By the names that they have there. */
	assert_only("getsockopt srv SO_GET_F", "SO_GET_FILTER");
	assert_only("getsockopt srv SO_ATTACH_F", NULL);
	assert_only("setsockopt srv SO_ATTACH_F", "SO_ATTACH_FILTER");
	assert_only("setsockopt srv SO_GET_F", NULL);
	/* A structure takes a word for each member; a number takes one. */
	complete("setsockopt srv ip.add_membership 239.1.2.3 ");
	assert_proposed("lo");
	assert_proposed("loopback");
	assert_only("setsockopt srv reuseaddr on o", NULL);
	complete("setsockopt srv SO_REUSEA");
	assert_proposed("SO_REUSEADDR");
}

static void test_call_notation(void **state)
{
	(void)state;
	assert_only("socket(AF_INET6", "AF_INET6");
	assert_int_equal(start, 7);
	assert_true(found.glued);
	complete("socket(");
	assert_proposed("AF_INET");
	assert_not_proposed("inet");
	assert_only("socket(AF_INET, SOCK_DGR", "SOCK_DGRAM");
	complete("socket(AF_INET, SOCK_DGRAM|SOCK_NON");
	assert_proposed("SOCK_NONBLOCK");
	assert_only("x = socket(AF_INET, SOCK_DGR", "SOCK_DGRAM");
	assert_only("listen(cl", "client");
	assert_only("send(srv, \"cl", NULL);
	assert_only("send(srv, \"a(\", 2, MSG_OO", "MSG_OOB");
	complete("setsockopt(srv, SOL_SOCKET, SO_REUSEA");
	assert_proposed("SO_REUSEADDR");
	assert_only("nothing(AF_", NULL);
	assert_only("socket(AF_INET, SOCK_STREAM, 0) = -1 ECONNREF", "ECONNREFUSED");
	assert_only("socket(AF_INET, SOCK_STREAM, 0) = ", NULL);
	complete("socket(AF_INET, SOCK_STREAM, 0) = -1 ");
	assert_proposed("EACCES");
	assert_only("socket(AF_INET, SOCK_STREAM, 0) = 3 ", NULL);
	assert_only("getaddrinfo(\"x\", NULL, NULL, ...) = EAI_NONA", "EAI_NONAME");
	assert_only("poll([{fd=srv, events=POLLIN}], 1, 0) = 1 ([{fd=srv, revents=POLLERR", "POLLERR");
	/* Only what stands at the point: nothing behind a whole value, or behind what cannot be read. */
	assert_only("socket(AF_INET ", NULL);
	assert_only("socket(AF_INET SOCK_", NULL);
	assert_only("recv(srv, ..., 9, MSG_PEEK|MSG_WAITA", "MSG_WAITALL");
	assert_only("poll([{fd=srv, events=POLLIN}], 1, infi", NULL);
}

/* The words of one option, by what stands before it. */
static void test_option_words(void **state)
{
	(void)state;
	complete("getaddrinfo --family ");
	assert_proposed("inet6");
	assert_not_proposed("stream");
	assert_only("getaddrinfo --family inet --socktype dgr", "dgram");
	complete("getaddrinfo --p");
	assert_proposed("--passive");
	assert_proposed("--protocol");
	complete("sendmsg --rights ");
	assert_proposed("srv");
	assert_proposed("six");
	assert_only("sendmsg --rights srv,si", "srv,six");
	/* Behind it the message goes on: the acting handle, or data. */
	assert_only("sendmsg --rights srv cl", "client");
	complete("sendmmsg --rights ");
	assert_proposed("client");
	assert_only("sendmmsg --ri", "--rights");
	assert_only("sendmmsg --control ip tt", "ttl");
	assert_only("recvmmsg --waitf", "--waitforone");
	assert_only("recvmmsg --timeo", "--timeout");
	assert_only("recvmmsg --cre", NULL);
	complete("sendmsg --to ");
	assert_proposed("127.0.0.1:");
	complete("sendmsg --control ");
	assert_proposed("ip");
	assert_only("sendmsg --control ip tt", "ttl");
	assert_only("sendmsg --control socket righ", "rights");
	assert_only("sendmsg --control ip ttl ", NULL);
	assert_only("recvmsg --control 100 cl", "client");
	assert_only("recvmsg --cr", NULL);
	complete("setsockopt --level ");
	assert_proposed("tcp");
	complete("setsockopt --level tcp ");
	assert_proposed("nodelay");
	assert_not_proposed("reuseaddr");
	assert_only("setsockopt(srv, IPPROTO_TCP, TCP_NODEL", "TCP_NODELAY");
	assert_only("setsockopt(srv, IPPROTO_TCP, SO_REUSEA", NULL);
	assert_only("setsockopt srv --hex \"", NULL);
}

/* A flag stands where it is taken, with its dashes; within a word, behind a `|`. */
static void test_flags(void **state)
{
	(void)state;
	complete("socket inet ");
	assert_proposed("stream");
	assert_proposed("--nonblock");
	assert_proposed("--cloexec");
	assert_not_proposed("nonblock");
	assert_only("socket inet stream|nonb", "stream|nonblock");
	assert_only("socket(AF_INET, SOCK_NONB", "SOCK_NONBLOCK");
	/* Behind data there are no options any more. */
	assert_only("send srv hello --pee", NULL);
	assert_only("send --oo", "--oob");
	assert_only("send -- --oo", NULL);
	/* The option has said what the data is; next is the address. */
	complete("sendto --hex \"00\" ");
	assert_proposed("client");
	assert_proposed("127.0.0.1:");
}

static void test_members(void **state)
{
	(void)state;
	complete("bind(srv, {sin_p");
	assert_proposed("sin_port=");
	assert_int_equal(start, strlen("bind(srv, {"));
	complete("bind(srv, {sa_family=AF_INET, sin_p");
	assert_proposed("sin_port=");
	complete("bind(srv, {sa_family=AF_INE");
	assert_proposed("AF_INET");
	assert_not_proposed("sin_port=");
	/* Of this family, and not yet given. */
	complete("bind(srv, {sa_family=AF_INET, ");
	assert_proposed("sin_port=");
	assert_proposed("sin_addr=");
	assert_int_equal(found.count, 2);
	assert_only("bind(srv, {sa_family=AF_INET, sin_addr=htonl(INADDR_LOOPBACK), ", "sin_port=");
	assert_only("bind(srv, {sa_family=AF_INET, sin_addr=htonl(INADDR_LOOPB", "INADDR_LOOPBACK");
	assert_only("bind(srv, {sa_family=AF_UNIX, ", "sun_path=");
	assert_only("bind(srv, {sa_family=AF_CAN, ", "sa_data=");
	complete("bind(srv, {sa_family=AF_NETLINK, ");
	assert_proposed("nl_pid=");
	assert_proposed("nl_groups=");
	assert_int_equal(found.count, 2);
	assert_only("bind(srv, {sa_family=AF_UNIX, sun_path=\"/tm", NULL);
	assert_true(found.files);
	/* Of the acting handle's family, where none is said. */
	complete("bind(six, {");
	assert_proposed("sa_family=");
	assert_proposed("sin6_scope_id=");
	assert_not_proposed("sin_port=");
	complete("bind(3, {");
	assert_proposed("sin_port=");
	assert_proposed("sin6_port=");
	assert_proposed("sun_path=");
}

static void test_nested(void **state)
{
	(void)state;
	assert_only("bind(srv, {sa_family=AF_INET, sin_port=", "htons(");
	assert_only("bind(srv, {sa_family=AF_INET, sin_port=htons(", NULL);
	assert_only("bind(srv, {sa_family=AF_INET, sin_addr=inet", "inet_addr(");
	assert_only("bind(six, {sa_family=AF_INET6, inet_pton(AF_INET6", "AF_INET6");
	assert_only("bind(six, {sa_family=AF_INET6, inet_pton(AF_INET6, ", NULL);
	complete("sendmsg(3, {");
	assert_proposed("msg_name=");
	assert_proposed("msg_iov=");
	assert_proposed("msg_controllen=");
	assert_int_equal(found.count, 7);
	complete("sendmsg(srv, {msg_iov=[{");
	assert_proposed("iov_base=");
	assert_proposed("iov_len=");
	assert_int_equal(found.count, 2);
	assert_only("sendmsg(srv, {msg_iov=[{iov_base=\"a\", iov_len=1}, {iov_base=\"b\", ", "iov_len=");
	assert_only("sendmsg(srv, {msg_name={sa_family=AF_INET, sin_p", "sin_port=");
	assert_only("sendmsg(srv, {msg_flags=MSG_OO", "MSG_OOB");
	assert_only("sendmmsg(srv, [{msg_h", "msg_hdr=");
	complete("sendmmsg(srv, [{msg_hdr={msg_io");
	assert_proposed("msg_iov=");
	assert_proposed("msg_iovlen=");
	assert_only("recvmmsg(srv, [{msg_hdr={msg_name={sa_family=AF_INET, sin_p", "sin_port=");
	assert_only("sendmmsg(srv, [{msg_hdr={msg_control=[{cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[srv, si", "six");
	assert_only("recvmmsg(srv, [{msg_hdr={msg_iov=[{iov_l", "iov_len=");
	complete("sendmsg(srv, {msg_control=[{");
	assert_proposed("cmsg_level=");
	assert_only("sendmsg(srv, {msg_control=[{cmsg_len=20, cmsg_level=SOL_SOC", "SOL_SOCKET");
	assert_only("sendmsg(srv, {msg_control=[{cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIG", "SCM_RIGHTS");
	assert_only("sendmsg(srv, {msg_control=[{cmsg_level=SOL_IP, cmsg_type=IP_TT", "IP_TTL");
	assert_only("sendmsg(srv, {msg_control=[{cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[srv, si",
		    "six");
	complete("sendmsg(srv, {msg_control=[{cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS, cmsg_data={");
	assert_proposed("pid=");
	complete("poll([{");
	assert_proposed("fd=");
	assert_proposed("events=");
	complete("poll([{fd=");
	assert_proposed("srv");
	assert_not_proposed("POLLIN");
	assert_only("poll([{fd=srv, events=POLLI", "POLLIN");
	assert_only("poll([{fd=srv, events=POLLIN|POLLRDH", "POLLRDHUP");
	assert_only("poll([{fd=srv, events=POLLIN}, {fd=si", "six");
	complete("getaddrinfo(\"x\", NULL, {");
	assert_proposed("ai_family=");
	assert_only("getaddrinfo(\"x\", NULL, {ai_socktype=SOCK_DGR", "SOCK_DGRAM");
	assert_only("getaddrinfo(\"x\", NULL, NULL, [{ai_addr={sa_family=AF_INET, sin_p", "sin_port=");
	complete("setsockopt(srv, SOL_SOCKET, SO_LINGER, {");
	assert_proposed("l_onoff=");
	assert_int_equal(found.count, 2);
	assert_only("getsockopt(srv, SOL_SOCKET, SO_TYPE, [SOCK_STR", "SOCK_STREAM");
	assert_only("setsockopt(srv, SOL_SOCKET, SO_LINGER, o", NULL);
}

/* Each family's own; in call notation, where nothing before is read, all. */
static void test_protocols(void **state)
{
	(void)state;
	assert_only("socket inet dgram udpl", "udplite");
	assert_only("socket packet raw lld", "lldp");
	assert_only("socket netlink raw rou", "route");
	assert_only("socket unix stream ", NULL);
	complete("socket ");
	assert_not_proposed("lldp");
	assert_only("socket(AF_INET, SOCK_STREAM, IPPROTO_UDPL", "IPPROTO_UDPLITE");
	assert_only("socket(AF_NETLINK, SOCK_RAW, NETLINK_ROU", "NETLINK_ROUTE");
	assert_only("socket(AF_PACKET, SOCK_RAW, htons(ETH_P_LLD", "ETH_P_LLDP");
}

static void test_commands(void **state)
{
	(void)state;
	assert_only("set hin", "hints");
	assert_only("source x", NULL);
	assert_true(found.files);
	complete("constants AF");
	assert_proposed("AF_");
	assert_proposed("AF_INET");
	complete("help liste");
	assert_proposed("listen");
	assert_not_proposed("send");
	complete("help AF_IN");
	assert_proposed("AF_INET");
	assert_only("help ECONNREFU", "ECONNREFUSED");
	assert_only("help tcp.nodel", "tcp.nodelay");
	assert_only("help --waita", "--waitall");
	assert_only("help --righ", "--rights");
	assert_only("help --fami", "--family");
	complete("help ");
	assert_proposed("bind");
	assert_proposed("quit");
	assert_proposed("expect");
	assert_proposed("addresses");
	assert_only("help bind s", NULL);
	assert_only("help address", "addresses");
	assert_only("quit x", NULL);
}

static void test_dollar(void **state)
{
	(void)state;
	assert_only("send $sr", "$srv");
	complete("send $srv.");
	assert_proposed("$srv.port");
	assert_proposed("$srv.host");
	assert_proposed("$srv.peer");
	assert_proposed("$srv.fd");
	assert_only("connect 127.0.0.1:${srv.po", "${srv.port}");
	assert_int_equal(start, strlen("connect 127.0.0.1:"));
	assert_only("send \"$sr", NULL);
}

/* Whatever stands there: no crash, and the rules of complete(). */
static void test_anything(void **state)
{
	static const char text[] =
		"try x = bind(srv, [{sin_port=htons(\"a\\\"\", )}], |&$}={{{{[[[[(((("
		"((((((((((((((((('; # $ ${srv";
	char line[sizeof(text)], many[200];

	(void)state;
	for (size_t from = 0; from < sizeof(text); from++) {
		for (size_t len = 0; from + len < sizeof(text); len++) {
			memcpy(line, text + from, len);
			line[len] = '\0';
			complete(line);
		}
	}
	for (size_t i = 0; i < sizeof(many) - 1; i++)
		many[i] = i % 2 ? ' ' : 'a';
	many[sizeof(many) - 1] = '\0';
	complete(many);		/* more words than anybody types */
	assert_int_equal(found.count, 0);
}

#define UNIT(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* A structure is proposed by what opens it, and no word of a command in its place. */
static void test_structures(void **state)
{
	(void)state;
	complete("epoll_ctl(9, EPOLL_CTL_ADD, srv, ");
	assert_int_equal(found.count, 2);
	assert_proposed("{");
	assert_proposed("NULL");
	assert_only("setsockopt(srv, IPPROTO_IP, IP_ADD_MEMBERSHIP, ", "{");
	complete("select(5, ");
	assert_int_equal(found.count, 2);
	assert_proposed("[");
	assert_proposed("NULL");
	complete("select(5, [srv], [client], NULL, ");
	assert_int_equal(found.count, 2);
	assert_proposed("{");
	assert_proposed("NULL");
	complete("epoll_ctl add srv ");
	assert_proposed("in");
	assert_not_proposed("{");
	assert_only("epoll_ctl del srv ", NULL);
	complete("help --");
	assert_proposed("--peek");
	assert_not_proposed("--in");
	assert_not_proposed("--pri");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_first_word), UNIT(test_prefixes), UNIT(test_comments_and_strings),
		UNIT(test_constants), UNIT(test_handles), UNIT(test_options),
		UNIT(test_call_notation), UNIT(test_members), UNIT(test_nested),
		UNIT(test_option_words), UNIT(test_flags), UNIT(test_protocols), UNIT(test_commands),
		UNIT(test_structures), UNIT(test_dollar), UNIT(test_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
