/* Words of AF_INET and AF_INET6: 127.0.0.1:8080, [::1]:http, and what is told of those that are none. */
#include <arpa/inet.h>

#include "call.h"
#include "inet.h"

enum { HIGHEST_PORT = 65535 };

/* A word in two parts, and what is known of them without asking anybody. */
struct inet_word {
	const struct address_family *family;
	const struct inet_kind *kind;
	const struct word *next;	/* the word behind it, or NULL */
	struct slice word, host, port;
	bool brackets;			/* around the host */
	bool host_known, port_known;
	bool own;			/* the script's own word, not an expanded one */
	union inet_address address;
};

/* ---- texts ---- */

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

/* What stands behind the last colon, and before it; without one all of it stands before. */
static struct slice behind_colon(struct slice word)
{
	const char *colon = find_last(word, ':');

	return colon ? slice_behind(word, colon) : (struct slice){ "", 0 };
}

static struct slice before_colon(struct slice word)
{
	const char *colon = find_last(word, ':');

	return colon ? slice_before(word, colon) : word;
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

static bool is_port(struct slice text, int64_t *port)
{
	*port = 0;
	for (size_t i = 0; i < text.len && *port <= HIGHEST_PORT; i++)
		*port = *port * 10 + (text.at[i] - '0');
	return *port <= HIGHEST_PORT;
}

/* ---- what is told ---- */

/* The host as it would be right on this socket. */
static const char *right_host(struct context *c, const struct inet_word *inet, struct slice host)
{
	const char *format = "%.*s", *text;

	if (inet->kind->ipv6 && is_ipv4(host))
		format = "[::ffff:%.*s]";
	else if (inet->kind->ipv6 && is_ipv6(host))
		format = "[%.*s]";
	text = arena_format(c->arena, format, SLICE_ARGS(host));
	return text ? text : "";
}

/* Of a raw socket the port means nothing; with IPv6 only 0 and the protocol are taken. */
static const char *example_port(const struct context *c)
{
	return c->made->handle->facts.type == SOCK_RAW ? "0" : "8080";
}

/* What a letter behind `%` stands for in what is told. */
static struct slice piece(struct context *c, const struct inet_word *inet, char letter)
{
	switch (letter) {
	case 'q':	/* the word, quoted */
		return slice_of(quoted(c->arena, inet->word));
	case 'w':	/* the word */
		return inet->word;
	case 'r':	/* the word as a host, as it would be right */
		return slice_of(right_host(c, inet, inet->word));
	case 'n':	/* the next word */
		return inet->next->text;
	case 'b':	/* what stands before the last colon, and behind it */
		return before_colon(inet->word);
	case 'p':
		return behind_colon(inet->word);
	case 'l':	/* the live handle whose name is nearest */
		return handle_nearest(c->handles, inet->word);
	case 's':	/* the socket, and its family */
		return slice_of(c->made->handle->name);
	case 'f':
		return slice_of(address_family_name(inet->family->number));
	case 'H':	/* a host and a port as examples */
		return slice_of(inet->kind->example);
	default:
		return slice_of(example_port(c));
	}
}

/* Always false. */
static bool tell(struct context *c, const struct inet_word *inet, const char *said)
{
	struct out out = { .fd = -1 };
	const char *text;

	for (; *said; said++) {
		struct slice part = *said == '%' ? piece(c, inet, *++said) : (struct slice){ said, 1 };

		out_bytes(&out, part.at, part.len);
	}
	text = out_take(&out, c->arena, NULL);
	return wrong(c, "%s", text ? text : "out of memory");
}

#define NO_ADDRESS "no address %q; an address is written HOST:PORT, such as %H:%P"
#define NO_PORT "%q has no port; write "
#define IN_BRACKETS "an IPv6 address stands in brackets; write "
#define OF_OTHER_FAMILY(what) "%q is " what ", and %s is an %f socket"
#define TOO_HIGH(port) "no port " port ": the highest is 65535"

/* ---- what a word looks like that is no address ---- */

static bool is_empty(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return inet->word.len == 0;
}

static bool is_url(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return memmem(inet->word.at, inet->word.len, "://", 3);
}

static bool in_brackets(const struct inet_word *inet)
{
	return inet->word.at[0] == '[';
}

static bool is_open(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return in_brackets(inet) && !find(inet->word, ']');
}

static bool is_closed(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return in_brackets(inet) && find(inet->word, ']') == inet->word.at + inet->word.len - 1;
}

static bool goes_on(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return in_brackets(inet) && find(inet->word, ']')[1] != ':';
}

/* Half an address: without a colon. */
static bool is_half(const struct inet_word *inet)
{
	return !in_brackets(inet) && !find(inet->word, ':');
}

static bool is_path(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return is_half(inet) && (find(inet->word, '/') || inet->word.at[0] == '@');
}

static bool is_before_port(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return is_half(inet) && inet->next && !inet->next->quoted && all_digits(inet->next->text);
}

static bool is_high_port(struct context *c, const struct inet_word *inet)
{
	int64_t port;

	(void)c;
	return all_digits(inet->word) && !is_port(inet->word, &port);
}

static bool is_port_alone(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return all_digits(inet->word);
}

/* srv.peer, where srv is a handle: the $ in front was forgotten. */
static bool is_part_of_handle(struct context *c, const struct inet_word *inet)
{
	const char *dot = is_half(inet) ? find(inet->word, '.') : NULL;

	return dot && handle_by_name(c->handles, slice_before(inet->word, dot));
}

static bool is_quoted_handle(struct context *c, const struct inet_word *inet)
{
	return is_half(inet) && slice_equal(handle_nearest(c->handles, inet->word), inet->word);
}

static bool is_near_handle(struct context *c, const struct inet_word *inet)
{
	return is_half(inet) && handle_nearest(c->handles, inet->word).len;
}

static bool is_no_host(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return is_half(inet) && !is_lookup_name(inet->word);
}

/* A name without dots may have been meant for a handle's. */
static bool is_handle_like(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return is_half(inet) && is_identifier(inet->word);
}

static bool is_host_alone(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return is_half(inet);
}

/* Colons outside of brackets: 2001:db8::1:80 can be read in two ways. */
static bool has_colons(const struct inet_word *inet)
{
	return !in_brackets(inet) && find(inet->word, ':') != find_last(inet->word, ':');
}

static bool is_nothing(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return has_colons(inet) && !is_ipv6(inet->word) && !is_ipv6(before_colon(inet->word));
}

static bool is_other_ipv6(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return has_colons(inet) && !inet->kind->ipv6;
}

static bool is_ipv6_and_port(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return has_colons(inet) && is_ipv6(before_colon(inet->word)) &&
	       all_digits(behind_colon(inet->word));
}

static bool is_ipv6_alone(struct context *c, const struct inet_word *inet)
{
	(void)c;
	return has_colons(inet);
}

static bool ends_with_colon(struct context *c, const struct inet_word *inet)
{
	const struct slice word = inet->word;

	(void)c;
	return in_brackets(inet) ? find(word, ']') + 2 == word.at + word.len : behind_colon(word).len == 0;
}

/* What a word looks like, and what is told then: the first that fits. None fits HOST:PORT. */
static const struct {
	bool (*is)(struct context *c, const struct inet_word *inet);
	const char *said;
} slips[] = {
	{ is_empty, NO_ADDRESS },
	{ is_url, "%q is a URL; an address is HOST:PORT, such as example.com:80" },
	{ is_open, NO_ADDRESS },
	{ is_closed, NO_PORT "%w:%P" },
	{ goes_on, NO_ADDRESS },
	{ is_path, OF_OTHER_FAMILY("an AF_UNIX address") },
	{ is_before_port, "write %r:%n, in one word" },
	{ is_high_port, TOO_HIGH("%q") },
	{ is_port_alone, "%q is a port without a host; write %H:%w, or :%w for any address" },
	{ is_part_of_handle, "%q is a part of a handle, and is written $%w" },
	{ is_quoted_handle, "a quoted word is never a handle; write %w" },
	{ is_near_handle, "%q is neither HOST:PORT nor a handle; did you mean \"%l\"?" },
	{ is_no_host, NO_ADDRESS },
	{ is_handle_like, "%q is no handle, and as a host it has no port; write %r:%P" },
	{ is_host_alone, NO_PORT "%r:%P" },
	{ is_nothing, NO_ADDRESS },
	{ is_other_ipv6, OF_OTHER_FAMILY("an IPv6 address") },
	{ is_ipv6_and_port, IN_BRACKETS "[%b]:%p" },
	{ is_ipv6_alone, IN_BRACKETS "[%w]:%P" },
	{ ends_with_colon, NO_PORT "%w%P" },
};

/* ---- reading ---- */

static bool split(struct context *c, struct inet_word *inet)
{
	struct slice word = inet->word;

	for (size_t i = 0; i < sizeof(slips) / sizeof(slips)[0]; i++)
		if (slips[i].is(c, inet))
			return tell(c, inet, slips[i].said);
	inet->brackets = in_brackets(inet);
	inet->host = before_colon(word);
	if (inet->brackets) {
		const char *end = find(word, ']');

		inet->host = (struct slice){ word.at + 1, (size_t)(end - word.at - 1) };
		inet->port = slice_behind(slice_behind(word, end), end + 1);
		return true;
	}
	inet->port = behind_colon(word);
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
		return wrong(c, TOO_HIGH("%s"), quoted(c->arena, inet->port));
	/* The port stands at the same place in both. */
	inet->address.in.sin_port = htons((uint16_t)port);
	if (inet->own)
		inet->address.in.sin_port = port_in(c, GOES_IN, inet->address.in.sin_port);
	inet->port_known = true;
	return true;
}

static bool put_host(struct inet_word *inet, const void *host)
{
	memcpy((char *)&inet->address + inet->kind->host_at, host, inet->kind->host_bytes);
	return inet->host_known = true;
}

/* `any` and `loopback`, in the place of a host; an empty one is any address. */
static bool read_special(struct inet_word *inet)
{
	bool loopback = slice_is(inet->host, "loopback");
	bool any = inet->host.len == 0 || slice_is(inet->host, "any") || slice_is(inet->host, "*");

	if (inet->brackets || !(loopback || any))
		return false;
	return put_host(inet, loopback ? inet->kind->loopback : inet->kind->wildcard);
}

static bool read_brackets(struct context *c, struct inet_word *inet)
{
	const char *percent = find(inet->host, '%');
	struct slice host = percent ? slice_before(inet->host, percent) : inet->host;
	struct in6_addr ipv6;

	if (!in6_addr_read(host, &ipv6))
		return wrong(c, "no IPv6 address %s in %s", quoted(c->arena, inet->host),
			     quoted(c->arena, inet->word));
	if (!inet->kind->ipv6)
		return tell(c, inet, OF_OTHER_FAMILY("an IPv6 address"));
	put_host(inet, &ipv6);
	return !percent || interface_read(c, slice_behind(inet->host, percent),
					  &inet->address.in6.sin6_scope_id);
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
		return is_lookup_name(host) || tell(c, inet, NO_ADDRESS);
	if (!in_addr_read(host, &ipv4))
		return no_ipv4(c, inet);
	if (inet->kind->ipv6)
		return wrong(c,
			     "%s is an IPv4 address, and %s is an AF_INET6 socket; write "
			     "[::ffff:%.*s]:%.*s",
			     quoted(c->arena, host), c->made->handle->name, SLICE_ARGS(host),
			     SLICE_ARGS(inet->port));
	return put_host(inet, &ipv4);
}

/* Asks for what is only a name: the host, the port, or both. */
static bool look_up(struct context *c, struct inet_word *inet)
{
	struct slice host = inet->host_known ? (struct slice){ 0 } : inet->host;
	struct slice port = inet->port_known ? (struct slice){ 0 } : inet->port;
	union inet_address found = { 0 };
	struct arg answer = { 0 };

	if (!c->ask->lookup(c, host, port, inet->family->number, c->made->handle->facts.type, &answer))
		return false;
	memcpy(&found, answer.at, answer.len < sizeof(found) ? answer.len : sizeof(found));
	if (found.any.sa_family != inet->family->number)
		return wrong(c, "%s has no address of this socket's family",
			     quoted(c->arena, inet->word));
	if (!inet->port_known)
		inet->address.in.sin_port = found.in.sin_port;
	if (inet->host_known)
		return true;
	if (inet->kind->ipv6)
		inet->address.in6.sin6_scope_id = found.in6.sin6_scope_id;
	return put_host(inet, (char *)&found + inet->kind->host_at);
}

bool inet_from_words(const struct address_family *family, const struct inet_kind *kind,
		     struct context *c, struct words *words, struct arg *arg)
{
	const struct word *word = words_take(words);
	struct inet_word inet = {
		.family = family, .kind = kind,
		.next = words->count ? words->at : NULL,
		.word = word->text,
		.own = !word->expanded,
	};

	inet.address.any.sa_family = (sa_family_t)family->number;
	if (!split(c, &inet) || !read_host(c, &inet) || !read_port(c, &inet))
		return false;
	if (!(inet.host_known && inet.port_known) && !look_up(c, &inet))
		return false;
	return address_put(c, arg, &inet.address, family->structure->size);
}
