/* Addresses as command notation writes them: 127.0.0.1:8080, [::1]:http, /run/x.sock, @abstract. */
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "address.h"
#include "call.h"

enum { HIGHEST_PORT = 65535, PATH_MOST = UNIX_PATH_BYTES - 1 };

union inet_address {
	struct sockaddr any;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct sockaddr_storage storage;
};

/* A word in two parts, and what is known of them without asking anybody. */
struct inet_word {
	struct slice word, host, port;
	int family;
	bool brackets;			/* around the host */
	bool host_known, port_known;
	bool own;			/* the script's own word, not an expanded one */
	union inet_address address;
};

int address_word_family(const struct context *c, const struct word *word)
{
	struct slice text = word->text;

	if (c->made->handle->facts.known)
		return c->made->handle->facts.family;
	if (text.len == 0 || text.at[0] == '@' || memchr(text.at, '/', text.len))
		return AF_UNIX;
	return text.at[0] == '[' ? AF_INET6 : AF_INET;
}

static bool all_of(struct slice text, const char *set)
{
	for (size_t i = 0; i < text.len; i++)
		if (!text.at[i] || !strchr(set, text.at[i]))
			return false;
	return text.len > 0;
}

static bool all_digits(struct slice text)
{
	return all_of(text, "0123456789");
}

static struct slice slice_before(struct slice text, const char *at)
{
	return (struct slice){ text.at, (size_t)(at - text.at) };
}

static struct slice slice_behind(struct slice text, const char *at)
{
	return (struct slice){ at + 1, (size_t)(text.at + text.len - at - 1) };
}

static const char *find(struct slice text, char c)
{
	return text.len ? memchr(text.at, c, text.len) : NULL;
}

static const char *find_last(struct slice text, char c)
{
	return text.len ? memrchr(text.at, c, text.len) : NULL;
}

/* An IPv6 address, a scope behind it or not. */
static bool is_ipv6(struct slice text)
{
	const char *percent = find(text, '%');
	struct in6_addr address;

	return in6_addr_read(percent ? slice_before(text, percent) : text, &address);
}

static bool is_ipv4(struct slice text)
{
	struct in_addr address;

	return in_addr_read(text, &address);
}

/* Is it a name that one can look up? What it may consist of beyond this, the resolver knows. */
static bool is_lookup_name(struct slice name)
{
	for (size_t i = 0; i < name.len; i++) {
		unsigned char byte = (unsigned char)name.at[i];

		if (byte <= ' ' || byte == 0x7f || strchr("/\\:[]%@!\"'`$&;|<>(){}*?#,", byte))
			return false;
	}
	return name.len > 0;
}

/* ---- what would be right ---- */

/* The host as it would be right on this socket. */
static const char *right_host(struct context *c, const struct inet_word *inet, struct slice host)
{
	const char *format = "%.*s", *text;

	if (inet->family == AF_INET6 && is_ipv4(host))
		format = "[::ffff:%.*s]";
	else if (inet->family == AF_INET6 && is_ipv6(host))
		format = "[%.*s]";
	text = arena_format(c->arena, format, SLICE_ARGS(host));
	return text ? text : "";
}

static const char *example_host(const struct inet_word *inet)
{
	return inet->family == AF_INET6 ? "[::1]" : "127.0.0.1";
}

/* Of a raw socket the port means nothing; with IPv6 only 0 and the protocol are taken. */
static const char *example_port(const struct context *c)
{
	return c->made->handle->facts.type == SOCK_RAW ? "0" : "8080";
}

static bool no_address(struct context *c, const struct inet_word *inet)
{
	return wrong(c, "no address %s; an address is written HOST:PORT, such as %s:%s",
		     quoted(c->arena, inet->word), example_host(inet), example_port(c));
}

static bool other_family(struct context *c, const struct inet_word *inet, const char *what)
{
	return wrong(c, "%s is %s, and %s is an %s socket", quoted(c->arena, inet->word), what,
		     c->made->handle->name, inet->family == AF_INET6 ? "AF_INET6" : "AF_INET");
}

static bool too_high(struct context *c, struct slice port)
{
	return wrong(c, "no port %s: the highest is %d", quoted(c->arena, port), HIGHEST_PORT);
}

static bool is_port(struct slice text, int64_t *port)
{
	*port = 0;
	for (size_t i = 0; i < text.len && *port <= HIGHEST_PORT; i++)
		*port = *port * 10 + (text.at[i] - '0');
	return *port <= HIGHEST_PORT;
}

/* srv.peer, where srv is a handle: the $ in front was forgotten. */
static bool is_part_of_handle(struct context *c, struct slice word)
{
	const char *dot = find(word, '.');

	return dot && handle_by_name(c->handles, slice_before(word, dot));
}

/* A word without a colon: half an address. `next` is the word behind it, or NULL. */
static bool only_a_half(struct context *c, const struct inet_word *inet, const struct word *next)
{
	struct slice word = inet->word, name = handle_nearest(c->handles, word);
	const char *host = right_host(c, inet, word);
	int64_t port;

	if (find(word, '/') || word.at[0] == '@')
		return other_family(c, inet, "an AF_UNIX address");
	if (next && !next->quoted && all_digits(next->text))
		return wrong(c, "write %s:%.*s, in one word", host, SLICE_ARGS(next->text));
	if (all_digits(word) && !is_port(word, &port))
		return too_high(c, word);
	if (all_digits(word))
		return wrong(c, "%s is a port without a host; write %s:%.*s, or :%.*s for any "
				"address", quoted(c->arena, word), example_host(inet),
			     SLICE_ARGS(word), SLICE_ARGS(word));
	if (is_part_of_handle(c, word))
		return wrong(c, "%s is a part of a handle, and is written $%.*s", quoted(c->arena, word),
			     SLICE_ARGS(word));
	if (slice_equal(name, word))
		return wrong(c, "a quoted word is never a handle; write %.*s", SLICE_ARGS(word));
	if (name.len)
		return wrong(c, "%s is neither HOST:PORT nor a handle; did you mean \"%.*s\"?",
			     quoted(c->arena, word), SLICE_ARGS(name));
	if (!is_lookup_name(word))
		return no_address(c, inet);
	/* A name without dots may have been meant for a handle's. */
	if (is_identifier(word))
		return wrong(c, "%s is no handle, and as a host it has no port; write %s:%s",
			     quoted(c->arena, word), host, example_port(c));
	return wrong(c, "%s has no port; write %s:%s", quoted(c->arena, word), host,
		     example_port(c));
}

/* Colons outside of brackets: 2001:db8::1:80 can be read in two ways. */
static bool without_brackets(struct context *c, const struct inet_word *inet)
{
	const char *colon = find_last(inet->word, ':');
	struct slice head = slice_before(inet->word, colon), tail = slice_behind(inet->word, colon);

	if (!is_ipv6(inet->word) && !is_ipv6(head))
		return no_address(c, inet);
	if (inet->family == AF_INET)
		return other_family(c, inet, "an IPv6 address");
	if (is_ipv6(head) && all_digits(tail))
		return wrong(c, "an IPv6 address stands in brackets; write [%.*s]:%.*s",
			     SLICE_ARGS(head), SLICE_ARGS(tail));
	return wrong(c, "an IPv6 address stands in brackets; write [%.*s]:%s",
		     SLICE_ARGS(inet->word), example_port(c));
}

/* ---- AF_INET and AF_INET6 ---- */

static bool split(struct context *c, const struct word *next, struct inet_word *inet)
{
	struct slice word = inet->word;
	const char *colon = find_last(word, ':'), *bracket;

	if (word.len == 0)
		return no_address(c, inet);
	if (memmem(word.at, word.len, "://", 3))
		return wrong(c, "%s is a URL; an address is HOST:PORT, such as example.com:80",
			     quoted(c->arena, word));
	if (word.at[0] == '[') {
		bracket = find(word, ']');
		if (!bracket)
			return no_address(c, inet);
		inet->brackets = true;
		inet->host = (struct slice){ word.at + 1, (size_t)(bracket - word.at - 1) };
		inet->port = slice_behind(word, bracket);
		if (inet->port.len == 0)
			return wrong(c, "%s has no port; write %.*s:%s", quoted(c->arena, word),
				     SLICE_ARGS(word), example_port(c));
		if (inet->port.at[0] != ':')
			return no_address(c, inet);
		inet->port = slice_behind(inet->port, inet->port.at);
	} else {
		if (!colon)
			return only_a_half(c, inet, next);
		if (find(word, ':') != colon)
			return without_brackets(c, inet);
		inet->host = slice_before(word, colon);
		inet->port = slice_behind(word, colon);
	}
	if (inet->port.len == 0)
		return wrong(c, "%s has no port; write %.*s%s", quoted(c->arena, word),
			     SLICE_ARGS(word), example_port(c));
	return true;
}

static bool read_port(struct context *c, struct inet_word *inet)
{
	int64_t port;

	if (!all_digits(inet->port)) {
		if (is_lookup_name(inet->port) && !strchr("-+", inet->port.at[0]))
			return true;
		return wrong(c, "no port %s in %s", quoted(c->arena, inet->port),
			     quoted(c->arena, inet->word));
	}
	if (!is_port(inet->port, &port))
		return too_high(c, inet->port);
	/* The port stands at the same place in both. */
	inet->address.in.sin_port = htons((uint16_t)port);
	if (inet->own)
		inet->address.in.sin_port = port_in(c, GOES_IN, inet->address.in.sin_port);
	inet->port_known = true;
	return true;
}

/* `any` and `loopback`, in the place of a host; an empty one is any address. */
static bool read_special(struct inet_word *inet)
{
	bool loopback = slice_is(inet->host, "loopback");
	bool any = inet->host.len == 0 || slice_is(inet->host, "any") || slice_is(inet->host, "*");

	if (inet->brackets || !(loopback || any))
		return false;
	if (inet->family == AF_INET6)
		inet->address.in6.sin6_addr = loopback ? in6addr_loopback : in6addr_any;
	else
		inet->address.in.sin_addr.s_addr = htonl(loopback ? INADDR_LOOPBACK : INADDR_ANY);
	return inet->host_known = true;
}

/* The scope of fe80::1%eth0: an interface's name, or its number. */
static bool read_scope(struct context *c, struct slice scope, uint32_t *index)
{
	char name[IF_NAMESIZE] = { 0 };
	int64_t n;

	if (all_digits(scope) && word_to_int64((struct slice){ scope.at, scope.len }, &n) &&
	    n >= 0 && n <= UINT32_MAX) {
		*index = (uint32_t)n;
		return true;
	}
	if (scope.len && scope.len < sizeof(name))
		memcpy(name, scope.at, scope.len);
	*index = c->checking ? 1 : if_nametoindex(name);
	return *index || wrong(c, "no network interface %s", quoted(c->arena, scope));
}

static bool read_brackets(struct context *c, struct inet_word *inet)
{
	struct sockaddr_in6 *address = &inet->address.in6;
	const char *percent = find(inet->host, '%');
	struct slice host = percent ? slice_before(inet->host, percent) : inet->host;
	struct in6_addr ipv6;

	if (!in6_addr_read(host, &ipv6))
		return wrong(c, "no IPv6 address %s in %s", quoted(c->arena, inet->host),
			     quoted(c->arena, inet->word));
	if (inet->family != AF_INET6)
		return other_family(c, inet, "an IPv6 address");
	address->sin6_addr = ipv6;
	inet->host_known = true;
	if (!percent)
		return true;
	return read_scope(c, slice_behind(inet->host, percent), &address->sin6_scope_id);
}

/* Digits and dots that are no address. On an IPv6 socket, what would be right is told of the whole one. */
static bool no_ipv4(struct context *c, const struct inet_word *inet)
{
	char whole[IN_TEXT_BYTES];

	if (!in_addr_short(inet->host, whole))
		return wrong(c, "no IPv4 address %s", quoted(c->arena, inet->host));
	return wrong(c, "C reads %s as %s; write %s:%.*s", quoted(c->arena, inet->host), whole,
		     right_host(c, inet, slice_of(whole)), SLICE_ARGS(inet->port));
}

static bool read_host(struct context *c, struct inet_word *inet)
{
	struct slice host = inet->host;
	struct in_addr ipv4;

	if (read_special(inet))
		return true;
	if (inet->brackets)
		return read_brackets(c, inet);
	if (!all_of(host, "0123456789."))
		return is_lookup_name(host) || no_address(c, inet);
	if (!in_addr_read(host, &ipv4))
		return no_ipv4(c, inet);
	if (inet->family == AF_INET6)
		return wrong(c,
			     "%s is an IPv4 address, and %s is an AF_INET6 socket; write "
			     "[::ffff:%.*s]:%.*s",
			     quoted(c->arena, host), c->made->handle->name, SLICE_ARGS(host),
			     SLICE_ARGS(inet->port));
	inet->address.in.sin_addr = ipv4;
	inet->host_known = true;
	return true;
}

/* Asks for what is only a name: the host, the port, or both. */
static bool look_up(struct context *c, struct inet_word *inet)
{
	struct slice host = inet->host_known ? (struct slice){ 0 } : inet->host;
	struct slice port = inet->port_known ? (struct slice){ 0 } : inet->port;
	union inet_address found = { 0 };
	struct arg answer = { 0 };

	if (!c->ask->lookup(c, host, port, inet->family, c->made->handle->facts.type, &answer))
		return false;
	memcpy(&found, answer.at, answer.len < sizeof(found) ? answer.len : sizeof(found));
	if (found.any.sa_family != inet->family)
		return wrong(c, "%s has no address of this socket's family",
			     quoted(c->arena, inet->word));
	if (!inet->port_known)
		inet->address.in.sin_port = found.in.sin_port;
	if (inet->host_known)
		return true;
	if (inet->family == AF_INET6) {
		inet->address.in6.sin6_addr = found.in6.sin6_addr;
		inet->address.in6.sin6_scope_id = found.in6.sin6_scope_id;
	} else {
		inet->address.in.sin_addr = found.in.sin_addr;
	}
	return true;
}

bool inet_from_words(const struct type *self, struct context *c, struct words *words,
		     struct arg *arg)
{
	const struct word *word = words_take(words), *next = words->count ? words->at : NULL;
	struct inet_word inet = {
		.word = word->text,
		.family = self == &type_sockaddr_in6 ? AF_INET6 : AF_INET,
		.own = !word->expanded,
	};

	inet.address.any.sa_family = (sa_family_t)inet.family;
	if (!split(c, next, &inet) || !read_host(c, &inet) || !read_port(c, &inet))
		return false;
	if (!(inet.host_known && inet.port_known) && !look_up(c, &inet))
		return false;
	return address_put(c, arg, &inet.address, self->size);
}

_Static_assert(offsetof(struct sockaddr_in, sin_port) == offsetof(struct sockaddr_in6, sin6_port),
	       "the port stands at the same place in both");

/* ---- AF_UNIX ---- */

/* 127.0.0.1:80 and its like: a path for the kernel, but hardly one that was meant. */
static bool looks_like_inet(struct slice text)
{
	const char *colon = find_last(text, ':');

	if (!colon || find(text, '/'))
		return false;
	return all_digits(slice_behind(text, colon)) || text.at[0] == '[';
}

static bool check_path(struct context *c, const struct word *word, struct slice path, bool abstract)
{
	if (path.len > PATH_MOST)
		return wrong(c, "%s is %zu bytes long; %s has at most %d", quoted(c->arena, path),
			     path.len, abstract ? "an abstract name" : "a path of AF_UNIX",
			     PATH_MOST);
	/* With a NUL in front it is abstract, as C has it. */
	if (!abstract && path.at[0] && find(path, '\0'))
		return wrong(c, "a path cannot have a NUL in it; an abstract name begins with @");
	if (!abstract && !word->quoted && looks_like_inet(path))
		return wrong(c,
			     "%s is an AF_UNIX socket, its addresses are paths; if that is one, "
			     "write ./%.*s",
			     c->made->handle->name, SLICE_ARGS(path));
	return true;
}

bool unix_from_words(const struct type *self, struct context *c, struct words *words,
		     struct arg *arg)
{
	static const struct sockaddr_un unnamed = { .sun_family = AF_UNIX };
	const struct word *word = words_take(words);
	struct slice path = word->text;
	bool abstract = path.len && path.at[0] == '@';

	(void)self;
	/* bind's own default is a name that the kernel chooses, as a port is for others. */
	if (path.len == 0 || (!word->quoted && slice_is(path, "loopback:0")))
		return address_put(c, arg, &unnamed, sizeof(unnamed.sun_family));
	if (abstract)
		path = (struct slice){ path.at + 1, path.len - 1 };
	return check_path(c, word, path, abstract) &&
	       unix_put(c, GOES_IN, path, abstract, !word->expanded, arg);
}

/* ---- back to text ---- */

static bool no_text(struct context *c, int family, const char *what)
{
	const struct symbol *symbol = symbols_by_value(&symbols_af, family);

	return wrong(c, "an address of %s has no %s", symbol ? symbol->name : "this family", what);
}

static bool keep_text(struct context *c, const char *text, struct slice *kept)
{
	if (!text)
		return wrong(c, "out of memory");
	*kept = slice_of(text);
	return true;
}

/* fe80::1%eth0, the scope by its number where it has no name. */
static const char *in6_host(struct context *c, const struct sockaddr_in6 *address)
{
	char text[IN6_TEXT_BYTES], name[IF_NAMESIZE];

	in6_addr_text(&address->sin6_addr, text);
	if (address->sin6_scope_id == 0)
		return arena_format(c->arena, "%s", text);
	if (if_indextoname(address->sin6_scope_id, name))
		return arena_format(c->arena, "%s%%%s", text, name);
	return arena_format(c->arena, "%s%%%u", text, address->sin6_scope_id);
}

static bool inet_to_text(struct context *c, const union inet_address *address,
			 enum address_part part, struct slice *text)
{
	unsigned port = ntohs(address->in.sin_port);
	const char *host, *format = "%s:%u";
	char ipv4[IN_TEXT_BYTES];

	if (part == ADDRESS_PORT)
		return keep_text(c, arena_format(c->arena, "%u", port), text);
	in_addr_text(&address->in.sin_addr, ipv4);
	host = ipv4;
	if (address->any.sa_family == AF_INET6) {
		host = in6_host(c, &address->in6);
		format = "[%s]:%u";
	}
	if (!host)
		return wrong(c, "out of memory");
	if (part == ADDRESS_HOST)
		return keep_text(c, arena_format(c->arena, "%s", host), text);
	return keep_text(c, arena_format(c->arena, format, host, port), text);
}

/* A path that begins like something else gets a folder in front. */
static bool unix_to_text(struct context *c, const struct arg *address, struct slice *text)
{
	struct slice path;
	bool abstract, slash;
	char *copy;

	*text = (struct slice){ "", 0 };
	if (address->len <= sizeof(sa_family_t))
		return true;
	if (!unix_path(address, &path, &abstract))
		return wrong(c, "the path has other bytes behind its NUL");
	slash = find(path, '/');
	copy = arena_alloc(c->arena, path.len + 3);
	if (!copy)
		return wrong(c, "out of memory");
	text->at = copy;
	if (abstract)
		*copy++ = '@';
	else if (!slash)
		copy = (char *)memcpy(copy, "./", 2) + 2;
	if (path.len)
		memcpy(copy, path.at, path.len);
	text->len = (size_t)(copy - text->at) + path.len;
	return true;
}

bool address_to_text(struct context *c, const struct arg *address, enum address_part part,
		     struct slice *text)
{
	struct arg there = *address;
	union inet_address inet = { 0 };

	if (there.len > there.room)
		there.len = there.room;
	if (there.at)
		memcpy(&inet, there.at, there.len < sizeof(inet) ? there.len : sizeof(inet));
	if (inet.any.sa_family == AF_INET && there.len >= sizeof(inet.in))
		return inet_to_text(c, &inet, part, text);
	if (inet.any.sa_family == AF_INET6 && there.len >= sizeof(inet.in6))
		return inet_to_text(c, &inet, part, text);
	if (inet.any.sa_family == AF_UNIX && part == ADDRESS_WHOLE)
		return unix_to_text(c, &there, text);
	return no_text(c, inet.any.sa_family, part == ADDRESS_PORT ? "port" :
		       part == ADDRESS_HOST ? "host" : "text of its own");
}
