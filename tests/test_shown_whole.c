/*
 * A line that is shown is whole, or counts as lost: whichever piece of memory it is that cannot be
 * had meanwhile.
 *
 * The transcripts are run, and each line of theirs is shown again and again, first without the first
 * piece that it asks for, then without the second, until it asks for no more.
 */
#include <fcntl.h>
#include <glob.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lines.h"
#include "source.h"
#include "start.h"
#include "unit.h"

/* ---- memory that cannot be had: the linker puts these in the place of the real ones ---- */

static struct {
	bool watching;
	size_t asked;		/* pieces since the watching began */
	size_t refused;		/* the number of the one that is not there, from 1; 0 for none */
	size_t lines, refusals;	/* all in all */
} memory;

static bool refuses(void)
{
	return memory.watching && ++memory.asked == memory.refused;
}

/* No block has room while that is watched, so that each piece is asked for where it is seen. */
static void *shut(struct arena *arena, void *piece)
{
	if (memory.watching)
		arena->end = arena->at;
	return piece;
}

#define REFUSING(name, parameters, arguments) \
	void *__real_##name parameters; \
	void *__wrap_##name parameters; \
	void *__wrap_##name parameters \
	{ \
		if (!refuses()) \
			return shut(arena, __real_##name arguments); \
		arena->exhausted = true; \
		return NULL; \
	}

REFUSING(arena_more, (struct arena *arena, size_t size), (arena, size))
REFUSING(arena_zero, (struct arena *arena, size_t size), (arena, size))
REFUSING(arena_copy, (struct arena *arena, const void *bytes, size_t len), (arena, bytes, len))

void *__real_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_realloc(void *old, size_t size)
{
	return refuses() ? NULL : __real_realloc(old, size);
}

char *__wrap_arena_format(struct arena *arena, const char *format, ...);

char *__wrap_arena_format(struct arena *arena, const char *format, ...)
{
	char text[4096];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	assert_in_range(len, 0, sizeof(text) - 1);
	return __wrap_arena_copy(arena, text, (size_t)len);
}

/* ---- showing ---- */

void __real_show_call(struct context *c, struct out *out);
void __wrap_show_call(struct context *c, struct out *out);

static struct out show_without(struct context *c, const struct out *like, size_t refused)
{
	struct out out = { .fd = -1, .terminal = like->terminal, .strings = like->strings };
	struct arena_mark mark = arena_mark(c->arena);

	memory.asked = 0;
	memory.refused = refused;
	memory.watching = true;
	shut(c->arena, NULL);
	__real_show_call(c, &out);
	memory.watching = false;
	arena_rewind(c->arena, mark);
	return out;
}

static bool is_same(const struct out *a, const struct out *b)
{
	return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

void __wrap_show_call(struct context *c, struct out *out)
{
	struct context before = *c;
	struct out whole = show_without(c, out, 0);
	size_t pieces = memory.asked;

	assert_false(whole.failed);
	for (size_t i = 1; i <= pieces; i++) {
		struct out part = show_without(c, out, i);

		if (!part.failed && !is_same(&part, &whole))
			fail_msg("without piece %zu of %zu: %.*sand not %.*s", i, pieces,
				 (int)part.len, part.data, (int)whole.len, whole.data);
		out_free(&part);
	}
	memory.lines++;
	memory.refusals += pieces;
	out_free(&whole);
	*c = before;
	__real_show_call(c, out);
}

/* ---- what is run ---- */

static const char more[] =
	"s = socket; getsockopt s tcp.info; getsockopt s linger; getsockopt s rcvtimeo\n"
	"u = socket unix dgram; bind u; bind u @x; getsockname u\n"
	"a, b = socketpair; setsockopt b passcred on; sendmsg a --creds --rights u x; recvmsg b\n"
	"getsockopt a peercred; poll a:out b:in|rdhup s 0; poll b:in a:in 1ms; ioctl s atmark\n"
	"sendmsg a --control ip ttl 40000000 x; getsockopt a 0x7777 --level 77; listen a\n"
	"bind(s, {sa_family=AF_PACKET, sa_data=\"abc\"}, 20)\n"
	"t = socket inet6 dgram; bind t [::1]:0; getsockname t; connect t [fe80::1%lo]:9; getpeername t\n"
	"getaddrinfo 127.0.0.1 80; getaddrinfo nosuch.invalid nosuch\n"
	"getsockopt t tclass; getsockopt s socket.type; send(a, \"x\", 3, MSG_DONTWAIT|0x4000000)\n";

/* Each in a shell of its own, as a person would run it; `path` or `text`. */
static void run(const char *path, const char *text)
{
	struct shell shell;
	struct source *source;
	enum outcome outcome;

	assert_true(shell_start(&shell));
	shell.out.fd = shell.err.fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	shell.out.terminal = shell.err.terminal = false;
	shell.out_is_file = true;
	shell.keep_going = text;	/* what is only to be shown may fail; a transcript does not */
	source = path ? source_open_file(&shell, path, &shell.message) :
			source_open_text("more", text, &shell.message);
	assert_non_null(source);
	outcome = run_source(&shell, source);
	if (path && outcome != OUTCOME_OK)
		fail_msg("%s: outcome %d", path, outcome);
	assert_false(shell.out.failed);
	for (struct handle *handle = shell.handles.oldest; handle; handle = handle->newer)
		close(handle->fd);
	close(shell.out.fd);
	shell_end(&shell);
}

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		print_error("%s cannot be written\n", path);
	close(fd);
}

/* Frames of other tests are nobody's here. False where no network of one's own can be had. */
static bool enter_own_network(void)
{
	struct ifreq loopback = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	unsigned int uid = geteuid(), gid = getegid();
	bool up;
	char map[64];
	int fd;

	if (unshare(CLONE_NEWNET) != 0) {
		if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
			return false;
		write_file("/proc/self/setgroups", "deny");
		snprintf(map, sizeof(map), "%u %u 1", uid, uid);
		write_file("/proc/self/uid_map", map);
		snprintf(map, sizeof(map), "%u %u 1", gid, gid);
		write_file("/proc/self/gid_map", map);
	}
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	up = fd >= 0 && ioctl(fd, SIOCSIFFLAGS, &loopback) == 0;
	close(fd);
	return up;
}

static bool has_own_network;

/* A folder of its own, for the files and sockets that the transcripts make. */
static int set_up(void **state)
{
	static char folder[] = "/tmp/shown-whole-XXXXXX";

	*state = folder;
	has_own_network = enter_own_network();
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	glob_t files;

	if (glob("*", 0, NULL, &files) == 0) {
		for (size_t i = 0; i < files.gl_pathc; i++)
			unlink(files.gl_pathv[i]);
		globfree(&files);
	}
	return chdir("/") == 0 ? rmdir(*state) : -1;
}

static void lines_are_whole_or_lost(void **state)
{
	const char *root = getenv("SOCKSH_SOURCE");
	char pattern[4096];
	glob_t files;

	(void)state;
	assert_non_null(root);
	snprintf(pattern, sizeof(pattern), "%s/tests/transcripts/*.ssh", root);
	assert_int_equal(glob(pattern, 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++)
		if (has_own_network || !strstr(files.gl_pathv[i], "/packet.ssh"))
			run(files.gl_pathv[i], NULL);
	run(NULL, more);
	assert_in_range(memory.lines, 300, SIZE_MAX);
	assert_in_range(memory.refusals, 2000, SIZE_MAX);
	globfree(&files);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines_are_whole_or_lost, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
