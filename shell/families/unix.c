/* AF_UNIX: a path, an abstract name, or no name at all. */
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "address.h"
#include "call.h"
#include "family.h"
#include "fields.h"
#include "learned.h"

enum {
	PATH_AT = offsetof(struct sockaddr_un, sun_path),
	WORD_MOST = UNIX_PATH_BYTES - 1,	/* of a word: with its NUL */
	AUTOBIND_BYTES = 5,
};

static const struct sockaddr_un unnamed = { .sun_family = AF_UNIX };

/* ---- names that the kernel gives ---- */

bool unix_is_autobind(struct slice name)
{
	return name.len == AUTOBIND_BYTES && all_of(name, "0123456789abcdef");
}

/* The beginning of one, it may be, where there was no room for more. */
static bool is_part_of_autobind(enum view view, const struct arg *arg, struct slice name)
{
	return view != GOES_IN && arg->len == arg->room && name.len < AUTOBIND_BYTES &&
	       (name.len == 0 || all_of(name, "0123456789abcdef"));
}

/* ---- bytes ---- */

/* As a program would pass it; 0 with a message when it is too long. */
static size_t length_of(struct context *c, struct slice path, bool abstract)
{
	size_t most = abstract ? UNIX_PATH_BYTES - 1 : UNIX_PATH_BYTES;

	if (path.len > most)
		return wrong(c, "%s is %zu bytes long; %s has room for %zu", quoted(c->arena, path),
			     path.len, abstract ? "an abstract name" : "sun_path", most), 0;
	/* The NUL in front of an abstract name; the one behind a path, if there is room for it. */
	return PATH_AT + path.len + (abstract || path.len < UNIX_PATH_BYTES);
}

/* `learned`: the name is the script's, to be translated where the kernel has chosen another this time. */
static bool put(struct context *c, enum view view, struct slice path, bool abstract, bool learned,
		struct arg *arg)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t len;

	if (!abstract && path.len && path.at[0] == '\0') {	/* abstract, as C writes it */
		path.at++;
		path.len--;
		abstract = true;
	}
	if (learned && abstract && c->learned && view == GOES_IN && unix_is_autobind(path))
		path = learned_name_in(c->learned, path);
	len = length_of(c, path, abstract);
	if (!len)
		return false;
	if (path.len)
		memcpy(address.sun_path + abstract, path.at, path.len);
	return address_put(c, arg, &address, len);
}

static bool all_zero(const char *at, const char *end)
{
	while (at < end && *at == 0)
		at++;
	return at >= end;
}

/* sun_path as a name. False when the name would not show all that the address holds. */
static bool path_of(const struct arg *address, struct slice *path, bool *abstract)
{
	const char *at = (const char *)address->at + PATH_AT;
	const char *end = (const char *)address->at + address->len;
	size_t room = address->len - PATH_AT;

	if (address->len <= PATH_AT) {
		*path = (struct slice){ at, 0 };
		return *abstract = false;
	}
	if (room > UNIX_PATH_BYTES)
		room = UNIX_PATH_BYTES;
	*abstract = at[0] == '\0';
	if (*abstract)
		*path = (struct slice){ at + 1, room - 1 };
	else
		*path = (struct slice){ at, strnlen(at, room) };
	return all_zero(path->at + path->len, end);
}

/* ---- trees ---- */

enum { UN_FAMILY, UN_PATH, UN_MEMBERS };
static const struct member members[UN_MEMBERS + 1] = {
	[UN_FAMILY] = MEMBER_FAMILY(struct sockaddr_un, sun_family),
	[UN_PATH] = MEMBER(struct sockaddr_un, sun_path, "sun_path", type_sun_path),
};

static bool un_from_node(const struct type *self, struct context *c, enum view view,
			 const struct node *node, struct arg *arg)
{
	const struct node *fields[UN_MEMBERS], *path;

	(void)self;
	if (!fields_from_node(c, node, "struct sockaddr_un", members, fields))
		return false;
	path = fields[UN_PATH];
	if (!path || (path->kind == NODE_ANYTHING && view != GOES_IN))
		return address_put(c, arg, &unnamed, FAMILY_BYTES);
	if (path->kind != NODE_STRING)
		return wrong_node(c, path, "sun_path=\"/run/x.sock\", or sun_path=@\"abstract\",");
	if (path->cut && view == GOES_IN)
		return wrong(c, "the path is cut off (\"...); it cannot be passed on");
	arg->cut = path->cut;
	return put(c, view, path->text, path->abstract, true, arg);
}

static struct node *un_to_node(const struct type *self, struct context *c, enum view view,
			       const struct arg *arg)
{
	struct node *node = node_new(c->arena, NODE_STRUCT), *name;
	struct slice path;
	bool abstract;

	(void)self;
	if (!path_of(arg, &path, &abstract))
		return NULL;
	name = node_string(c->arena, path);
	if (name) {
		name->abstract = abstract;
		name->cut = arg->cut;
		if (abstract && c->made->handle && unix_is_autobind(path))
			name->learned = LEARN_AUTOBIND;
		else if (abstract && is_part_of_autobind(view, arg, path))
			name->learned = LEARN_NEVER;
	}
	node = node_add(node, "sa_family", node_name(c->arena, "AF_UNIX"));
	return node_add(node, "sun_path", name);
}

static const struct type structure = {
	.name = "sockaddr_un", .pointer = true, .members = members,
	.from_node = un_from_node, .to_node = un_to_node,
};

/* ---- words ---- */

static bool is_word(const struct word *word)
{
	struct slice text = word->text;

	return text.len == 0 || text.at[0] == '@' || memchr(text.at, '/', text.len);
}

/* 127.0.0.1:80 and its like: a path for the kernel, but hardly one that was meant. */
static bool looks_like_inet(struct slice text)
{
	const char *colon = text.len ? memrchr(text.at, ':', text.len) : NULL;

	if (!colon || memchr(text.at, '/', text.len))
		return false;
	return text.at[0] == '[' ||
	       all_digits((struct slice){ colon + 1, (size_t)(text.at + text.len - colon - 1) });
}

static bool check_path(struct context *c, const struct word *word, struct slice path, bool abstract)
{
	if (path.len > WORD_MOST)
		return wrong(c, "%s is %zu bytes long; %s has at most %d", quoted(c->arena, path),
			     path.len, abstract ? "an abstract name" : "a path of AF_UNIX", WORD_MOST);
	/* With a NUL in front it is abstract, as C has it. */
	if (!abstract && path.at[0] && memchr(path.at, '\0', path.len))
		return wrong(c, "a path cannot have a NUL in it; an abstract name begins with @");
	if (!abstract && !word->quoted && looks_like_inet(path))
		return wrong(c,
			     "%s is an AF_UNIX socket, its addresses are paths; if that is one, "
			     "write ./%.*s",
			     c->made->handle->name, SLICE_ARGS(path));
	return true;
}

static bool from_words(const struct address_family *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	const struct word *word = words_take(words);
	struct slice path = word->text;
	bool abstract = path.len && path.at[0] == '@';

	(void)self;
	if (path.len == 0)
		return address_put(c, arg, &unnamed, sizeof(unnamed.sun_family));
	if (abstract)
		path = (struct slice){ path.at + 1, path.len - 1 };
	return check_path(c, word, path, abstract) &&
	       put(c, GOES_IN, path, abstract, !word->expanded, arg);
}

static void complete(struct candidates *candidates)
{
	candidates->files = true;
}

static const struct word_form forms[] = {
	{ "/run/x.sock", "a UNIX socket in the file system; also ./x.sock" },
	{ "@name", "a UNIX socket with an abstract name" },
	{ 0 },
};

/* A path that begins like something else gets a folder in front. */
static bool to_text(struct context *c, const struct arg *address, struct slice *text)
{
	struct slice path;
	bool abstract, slash;
	char *copy;

	*text = (struct slice){ "", 0 };
	if (address->len <= sizeof(sa_family_t))
		return true;
	if (!path_of(address, &path, &abstract))
		return wrong(c, "the path has other bytes behind its NUL");
	slash = path.len && memchr(path.at, '/', path.len);
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

/* ---- hints ---- */

static uint64_t address_is(const void *address, size_t len)
{
	const char *path = (const char *)address + PATH_AT;

	return len <= PATH_AT ? TO_UNNAMED : *path ? TO_PATH : TO_ABSTRACT;
}

/* A path ends at its NUL, whatever length was given; an abstract name has all of its bytes. */
static bool remember(const void *address, size_t len, struct local *local)
{
	const char *name = (const char *)address + PATH_AT, *end;

	if (len <= PATH_AT)
		return false;
	len -= PATH_AT;
	end = name[0] ? memchr(name, '\0', len) : NULL;
	local->name = slice_hash((struct slice){ name, end ? (size_t)(end - name) : len });
	return true;
}

static bool in_way(const struct made *made, const struct local *local, const struct handle *other,
		   uint64_t *held)
{
	(void)made;
	*held = 0;
	return local->name == other->local.name;
}

/* bind() of the family alone: a name that the kernel chooses, as a port is for others. */
static const char an_autobind[] = "";
const struct address_family family_unix = {
	.number = AF_UNIX,
	.structure = &structure,
	.likely = "/checked",
	.forms = forms,
	.loopback = an_autobind,
	.is_word = is_word,
	.from_words = from_words,
	.complete = complete,
	.to_text = to_text,
	.conditions = IS_UNIX,
	.least = PATH_AT,
	.most = sizeof(struct sockaddr_un),
	.address_conditions = address_is,
	.remember = remember,
	.in_way = in_way,
	.lends_name = true,
	.refusal_disconnects = true,
	.passes_descriptors = true,
};
