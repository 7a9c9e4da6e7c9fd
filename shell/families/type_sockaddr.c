/*
 * Addresses of sockets: {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}.
 *
 * A family is one row; what has no row, or does not show all of itself by fields, is bytes:
 * {sa_family=AF_PACKET, sa_data="\0\3…"}. Of memory that came back nothing is believed: neither
 * the family, nor that an address of this length can be one.
 */
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "address.h"
#include "call.h"
#include "fields.h"
#include "learned.h"

enum {
	FAMILY_BYTES = sizeof(sa_family_t),
	AUTOBIND_BYTES = 5,
};

/* ---- fields that show all ---- */

static bool in_member(const struct type *structure, size_t byte)
{
	for (const struct member *member = structure->members; member->name; member++)
		if (byte >= member->offset && byte < member->offset + member->size)
			return true;
	return false;
}

static bool all_zero(const char *at, const char *end)
{
	while (at < end && *at == 0)
		at++;
	return at >= end;
}

/* Are the bytes that no field shows zero, so that who types the fields gets the same bytes? */
static bool shows_all(const struct type *structure, const struct arg *arg)
{
	const char *bytes = arg->at;

	if (arg->len < structure->size)
		return false;
	for (size_t i = 0; i < structure->size; i++)
		if (bytes[i] && !in_member(structure, i))
			return false;
	return all_zero(bytes + structure->size, bytes + arg->len);
}

/* As structure_to_node(), but NULL where the fields would hide something. */
static struct node *fields_to_node(const struct type *self, struct context *c, enum view view,
				   const struct arg *arg)
{
	return shows_all(self, arg) ? structure_to_node(self, c, view, arg) : NULL;
}

#define TYPE_FAMILY(name_, structure, members_, to_node_, from_words_) \
	{ .name = name_, .size = sizeof(structure), .pointer = true, .members = members_, \
	  .from_words = from_words_, .from_node = structure_from_node, .to_node = to_node_ }

/* ---- AF_UNSPEC, AF_INET ---- */

static const struct member unspec_members[] = {
	MEMBER(struct sockaddr, sa_family, "sa_family", type_sa_family),
	{ 0 },
};

const struct type type_sockaddr_unspec =
	TYPE_FAMILY("sockaddr", struct sockaddr, unspec_members, fields_to_node, NULL);

static const struct member in_members[] = {
	MEMBER(struct sockaddr_in, sin_family, "sa_family", type_sa_family),
	MEMBER(struct sockaddr_in, sin_port, "sin_port", type_port),
	MEMBER(struct sockaddr_in, sin_addr, "sin_addr", type_in_addr),
	{ 0 },
};

const struct type type_sockaddr_in =
	TYPE_FAMILY("sockaddr_in", struct sockaddr_in, in_members, fields_to_node, inet_from_words);

/* ---- AF_INET6 ---- */

static struct node *flowinfo_to_node(const struct type *self, struct context *c, enum view view,
				     const struct arg *arg)
{
	struct node *flow = node_unsigned(c->arena, ntohl((uint32_t)arg->n));

	(void)self;
	(void)view;
	return flow ? node_call(c->arena, "htonl", flow) : NULL;
}

static const struct type type_flowinfo = {
	.name = "flow", .function = "htonl", .size = sizeof(uint32_t),
	.from_node = number_from_node, .to_node = flowinfo_to_node,
};

static const struct member in6_members[] = {
	MEMBER(struct sockaddr_in6, sin6_family, "sa_family", type_sa_family),
	MEMBER(struct sockaddr_in6, sin6_port, "sin6_port", type_port),
	MEMBER(struct sockaddr_in6, sin6_flowinfo, "sin6_flowinfo", type_flowinfo),
	MEMBER(struct sockaddr_in6, sin6_addr, "sin6_addr", type_in6_addr),
	MEMBER(struct sockaddr_in6, sin6_scope_id, "sin6_scope_id", type_u32),
	{ 0 },
};

/* The interface's name, where the scope is an interface and there is one of this number. */
static struct node *scope_to_node(struct context *c, const struct sockaddr_in6 *address)
{
	const struct in6_addr *host = &address->sin6_addr;
	char name[IF_NAMESIZE];
	const char *copy;

	if (address->sin6_scope_id == 0 ||
	    !(IN6_IS_ADDR_LINKLOCAL(host) || IN6_IS_ADDR_MC_LINKLOCAL(host)) ||
	    !if_indextoname(address->sin6_scope_id, name))
		return node_unsigned(c->arena, address->sin6_scope_id);
	copy = arena_copy(c->arena, name, strlen(name));
	if (!copy)
		return NULL;
	return node_call(c->arena, "if_nametoindex", node_string(c->arena, slice_of(copy)));
}

static struct node *in6_to_node(const struct type *self, struct context *c, enum view view,
				const struct arg *arg)
{
	struct node *node = fields_to_node(self, c, view, arg);
	struct sockaddr_in6 address;

	if (!node)
		return NULL;
	memcpy(&address, arg->at, sizeof(address));
	for (struct node *item = node->items; item; item = item->next) {
		if (slice_is(item->field, "sin6_addr") && item->last)
			item->last->text = item->field;
		if (item->next == node->last) {	/* the scope depends on the address */
			struct node *scope = scope_to_node(c, &address);

			if (!scope)
				return NULL;
			scope->field = node->last->field;
			item->next = node->last = scope;
		}
	}
	return node;
}

const struct type type_sockaddr_in6 =
	TYPE_FAMILY("sockaddr_in6", struct sockaddr_in6, in6_members, in6_to_node, inet_from_words);

/* ---- AF_UNIX ---- */

static bool all_hex_digits(struct slice name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!memchr("0123456789abcdef", name.at[i], 16))
			return false;
	return true;
}

/* A name such as the kernel gives in bind() with a family alone: @"0001f". */
static bool is_autobind(struct slice name)
{
	return name.len == AUTOBIND_BYTES && all_hex_digits(name);
}

/* The beginning of one, it may be, where there was no room for more. */
static bool is_part_of_autobind(const struct context *c, enum view view, const struct arg *arg,
				struct slice name)
{
	(void)c;
	return view != GOES_IN && arg->len == arg->room && name.len < AUTOBIND_BYTES &&
	       all_hex_digits(name);
}

/* As a program would pass it; 0 with a message when it is too long. */
static size_t unix_length(struct context *c, struct slice path, bool abstract)
{
	size_t most = abstract ? UNIX_PATH_BYTES - 1 : UNIX_PATH_BYTES;

	if (path.len > most)
		return wrong(c, "%s is %zu bytes long; %s has room for %zu", quoted(c->arena, path),
			     path.len, abstract ? "an abstract name" : "sun_path", most), 0;
	/* The NUL in front of an abstract name; the one behind a path, if there is room for it. */
	return UNIX_PATH_AT + path.len + (abstract || path.len < UNIX_PATH_BYTES);
}

bool unix_put(struct context *c, enum view view, struct slice path, bool abstract, bool learned,
	      struct arg *arg)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t len;

	if (!abstract && path.len && path.at[0] == '\0') {	/* abstract, as C writes it */
		path.at++;
		path.len--;
		abstract = true;
	}
	if (learned && abstract && c->learned && view == GOES_IN && is_autobind(path))
		path = learned_name_in(c->learned, path);
	len = unix_length(c, path, abstract);
	if (!len)
		return false;
	if (path.len)
		memcpy(address.sun_path + abstract, path.at, path.len);
	return address_put(c, arg, &address, len);
}

enum { UN_FAMILY, UN_PATH, UN_MEMBERS };
static const struct member un_members[UN_MEMBERS + 1] = {
	[UN_FAMILY] = MEMBER(struct sockaddr_un, sun_family, "sa_family", type_sa_family),
	[UN_PATH] = MEMBER(struct sockaddr_un, sun_path, "sun_path", type_path),
};

static bool un_from_node(const struct type *self, struct context *c, enum view view,
			 const struct node *node, struct arg *arg)
{
	static const struct sockaddr_un unnamed = { .sun_family = AF_UNIX };
	const struct node *fields[UN_MEMBERS], *path;

	(void)self;
	if (!fields_from_node(c, node, "struct sockaddr_un", un_members, fields))
		return false;
	path = fields[UN_PATH];
	if (!path || (path->kind == NODE_ANYTHING && view != GOES_IN))
		return address_put(c, arg, &unnamed, FAMILY_BYTES);
	if (path->kind != NODE_STRING)
		return wrong_node(c, path, "sun_path=\"/run/x.sock\", or sun_path=@\"abstract\",");
	if (path->cut && view == GOES_IN)
		return wrong(c, "the path is cut off (\"...); it cannot be passed on");
	arg->cut = path->cut;
	return unix_put(c, view, path->text, path->abstract, true, arg);
}

bool unix_path(const struct arg *address, struct slice *path, bool *abstract)
{
	const char *at = (const char *)address->at + UNIX_PATH_AT;
	const char *end = (const char *)address->at + address->len;
	size_t room = address->len - UNIX_PATH_AT;

	if (address->len <= UNIX_PATH_AT) {
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

static struct node *un_to_node(const struct type *self, struct context *c, enum view view,
			       const struct arg *arg)
{
	struct node *node = node_new(c->arena, NODE_STRUCT), *name;
	struct slice path;
	bool abstract;

	(void)self;
	if (!unix_path(arg, &path, &abstract))
		return NULL;
	name = node_string(c->arena, path);
	if (name) {
		name->abstract = abstract;
		name->cut = arg->cut;
		if (abstract && c->made->handle && is_autobind(path))
			name->learned = LEARN_AUTOBIND;
		else if (abstract && is_part_of_autobind(c, view, arg, path))
			name->learned = LEARN_NEVER;
	}
	node = node_add(node, "sa_family", node_name(c->arena, "AF_UNIX"));
	return node_add(node, "sun_path", name);
}

const struct type type_sockaddr_un = {
	.name = "sockaddr_un", .pointer = true, .members = un_members, .from_words = unix_from_words,
	.from_node = un_from_node, .to_node = un_to_node,
};

/* ---- any family ---- */

static const struct address_family families[] = {
	{ AF_UNSPEC, &type_sockaddr_unspec },
	{ AF_UNIX, &type_sockaddr_un },
	{ AF_INET, &type_sockaddr_in },
	{ AF_INET6, &type_sockaddr_in6 },
};

const struct address_family *address_family(int family)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(families)[0]; i++)
		if (families[i].family == family)
			return &families[i];
	return NULL;
}

bool address_put(struct context *c, struct arg *arg, const void *address, size_t len)
{
	const size_t most = sizeof(struct sockaddr_storage);

	if (!arg->at && !arg_room(c, arg, len < most ? most : len))
		return false;
	if (arg->room < len)
		return wrong(c, "an address of %zu bytes does not fit into %zu", len, arg->room);
	memset(arg->at, 0, arg->room);
	memcpy(arg->at, address, len);
	arg->len = len;
	return true;
}

/* ---- from trees ---- */

/* Which item says the family: sa_family; or sin_family, as C has it. */
static const struct node *family_item(const struct node *node)
{
	static const char suffix[] = "_family";
	const size_t len = sizeof(suffix) - 1;

	for (const struct node *item = node->items; item; item = item->next) {
		struct slice field = item->field;

		if (field.len > len && memcmp(field.at + field.len - len, suffix, len) == 0)
			return item;
	}
	return NULL;
}

/* The same structure with sa_family for sin_family: strace has one name for all. NULL: out of memory. */
static const struct node *with_sa_family(struct context *c, const struct node *node)
{
	const struct node *family = family_item(node);
	struct node *copy;

	if (!family || slice_is(family->field, "sa_family"))
		return node;
	copy = node_new(c->arena, NODE_STRUCT);
	for (const struct node *item = node->items; item && copy; item = item->next) {
		struct node *other = node_new(c->arena, item->kind);

		if (!other)
			return NULL;
		*other = *item;
		other->next = NULL;
		if (item == family)
			other->field = slice_of("sa_family");
		copy = node_add(copy, NULL, other);
	}
	return copy;
}

static bool family_from_node(struct context *c, enum view view, const struct node *node,
			     int *family)
{
	const struct node *item = family_item(node);
	int64_t n;

	if (!item)
		return wrong(c, "an address begins with its family: {sa_family=AF_INET, ...}");
	if (!node_to_number(c, view, item, &symbols_af, FAMILY_BYTES, &n))
		return false;
	*family = (sa_family_t)n;
	return true;
}

/* What the kernel chooses of an address that is written as bytes: where it stands in sa_data. */
struct chosen {
	int family;
	unsigned char at, size;
	enum learned_kind kind;
};

static const struct chosen *chosen_by_kernel(int family)
{
	static const struct chosen rows[] = {
		{ AF_INET, 0, sizeof(in_port_t), LEARN_PORT },
		{ AF_INET6, 0, sizeof(in_port_t), LEARN_PORT },
		{ AF_NETLINK, 2, sizeof(uint32_t), LEARN_ID },	/* nl_pid */
		{ AF_VSOCK, 2, sizeof(uint32_t), LEARN_ID },	/* svm_port */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].family == family)
			return &rows[i];
	return NULL;
}

/* The script's number in bytes that go to the kernel becomes the kernel's, as that of a field does. */
static void translate(struct context *c, enum view view, int family, char *data, size_t len)
{
	const struct chosen *chosen = chosen_by_kernel(family);
	int64_t number;

	if (!chosen || !c->learned || view != GOES_IN || len < (size_t)chosen->at + chosen->size)
		return;
	number = load_number(data + chosen->at, chosen->size, false);
	if (chosen->kind == LEARN_PORT)
		number = port_in(c, view, (uint16_t)number);
	else if (number)
		number = learned_in(c->learned, chosen->kind, family, number);
	store_number(data + chosen->at, chosen->size, number);
}

/* Of a family that has no structure here. */
enum { ANY_FAMILY, ANY_DATA, ANY_MEMBERS };
static const struct member data_members[ANY_MEMBERS + 1] = {
	[ANY_FAMILY] = MEMBER(struct sockaddr, sa_family, "sa_family", type_sa_family),
	[ANY_DATA] = MEMBER(struct sockaddr, sa_data, "sa_data", type_bytes),
};

static const struct type type_sockaddr_data = {
	.name = "sockaddr", .pointer = true, .members = data_members,
};

/* {sa_family=AF_PACKET, sa_data="…"}; the family alone is a struct sockaddr full of zeros. */
static bool bytes_from_fields(struct context *c, enum view view, const struct node *node,
			      int family, struct arg *arg)
{
	const struct node *fields[ANY_MEMBERS];
	sa_family_t head = (sa_family_t)family;
	struct slice data = { NULL, sizeof(((struct sockaddr *)0)->sa_data) };
	char *bytes;

	if (!fields_from_node(c, node, "struct sockaddr; this family is written with "
				       "sa_data=\"...\"", data_members, fields))
		return false;
	if (fields[ANY_DATA] && !(fields[ANY_DATA]->kind == NODE_ANYTHING && view != GOES_IN)) {
		if (fields[ANY_DATA]->kind != NODE_STRING)
			return wrong_node(c, fields[ANY_DATA], "sa_data=\"...\"");
		if (fields[ANY_DATA]->cut && view == GOES_IN)
			return wrong(c, "sa_data is cut off (\"...); it cannot be passed on");
		arg->cut = fields[ANY_DATA]->cut;
		data = fields[ANY_DATA]->text;
	}
	bytes = arena_zero(c->arena, FAMILY_BYTES + data.len);
	if (!bytes)
		return false;
	memcpy(bytes, &head, FAMILY_BYTES);
	if (data.at && data.len)
		memcpy(bytes + FAMILY_BYTES, data.at, data.len);
	translate(c, view, family, bytes + FAMILY_BYTES, data.len);
	return address_put(c, arg, bytes, FAMILY_BYTES + data.len);
}

/* Of what comes back the kernel writes no more than it was given room for: [2 => 16]. */
static void cut_to_room(const struct context *c, struct arg *arg)
{
	size_t own = (size_t)(c->param - c->made->call->params),
	       count = call_param_count(c->made->call);

	for (size_t i = 0; c->param->type == &type_sockaddr && i < count; i++) {
		const struct param *length = &c->made->call->params[i];
		int64_t room = c->made->args[i].before;

		if (length->of == (int)own + 1 && length->way != IN && c->made->args[i].at &&
		    room >= 0 && (uint64_t)room < arg->len)
			arg->len = (size_t)room;
	}
}

static bool sockaddr_from_node(const struct type *self, struct context *c, enum view view,
			       const struct node *node, struct arg *arg)
{
	struct sockaddr_storage storage = { 0 };
	struct arg inner = { .at = &storage, .room = sizeof(storage) };
	const struct address_family *row;
	int family = AF_UNSPEC;

	(void)self;
	if (node->kind == NODE_STRING || node->kind == NODE_ARRAY)
		return bytes_from_node(c, view, node, arg);
	if (node->kind != NODE_STRUCT)
		return wrong_node(c, node, "an address such as {sa_family=AF_INET, ...}");
	node = with_sa_family(c, node);
	if (!node || !family_from_node(c, view, node, &family))
		return false;
	row = address_family(family);
	if (!row || node_field(node, "sa_data")) {
		if (!bytes_from_fields(c, view, node, family, arg))
			return false;
	} else {
		if (!row->structure->from_node(row->structure, c, view, node, &inner) ||
		    !address_put(c, arg, &storage, inner.len))
			return false;
		arg->cut = inner.cut;
	}
	if (view != GOES_IN && c->made->call && c->param)
		cut_to_room(c, arg);
	return true;
}

/* ---- from words ---- */

static bool no_words(struct context *c, int family)
{
	const struct symbol *symbol = symbols_by_value(&symbols_af, family);
	const char *name = symbol ? symbol->name : "AF_...";

	return wrong(c,
		     "%s addresses cannot be written as a word; write call notation: "
		     "%s(%s, {sa_family=%s, sa_data=\"...\"}, ...)",
		     symbol ? name : "this family's", c->made->call->name, c->made->handle->name,
		     name);
}

static bool sockaddr_from_words(const struct type *self, struct context *c, struct words *words,
				struct arg *arg)
{
	static const struct sockaddr unspec = { .sa_family = AF_UNSPEC };
	struct word *word = words->at;
	struct handle *other = word_handle(c, word);
	const struct address_family *row;
	int family;

	(void)self;
	if (other) {
		words_take(words);
		return c->ask->address(c, other, false, arg);
	}
	if (!word->quoted && (slice_is(word->text, "unspec") || slice_is(word->text, "AF_UNSPEC"))) {
		words_take(words);
		return address_put(c, arg, &unspec, sizeof(unspec));
	}
	if (!c->made->handle)
		return wrong(c, "what %s means depends on a socket's family: there is no socket",
			     quoted(c->arena, word->text));
	if (!c->ask->facts(c, c->made->handle))
		return false;
	family = address_word_family(c, word);
	row = address_family(family);
	if (!row || !row->structure->from_words)
		return no_words(c, family);
	return row->structure->from_words(row->structure, c, words, arg);
}

static bool sockaddr_prepare(const struct type *self, struct context *c, int64_t wanted,
			     struct arg *arg)
{
	(void)self;
	return arg_room(c, arg, wanted < 0 ? sizeof(struct sockaddr_storage) : (size_t)wanted);
}

/* ---- to trees, and shown ---- */

static void set_learned(struct node *data, int family)
{
	const struct chosen *chosen = chosen_by_kernel(family);

	if (!chosen)
		return;
	data->learned = chosen->kind;
	data->learned_at = chosen->at;
	data->learned_size = chosen->size;
	data->learned_scope = family;
}

static struct node *bytes_to_node(struct context *c, enum view view, const struct arg *arg,
				  int family)
{
	struct node *node = node_new(c->arena, NODE_STRUCT), *data;
	struct arg number = { .n = family };

	node = node_add(node, "sa_family",
			type_sa_family.to_node(&type_sa_family, c, view, &number));
	if (arg->len == FAMILY_BYTES)
		return node;
	data = node_string(c->arena, (struct slice){ (const char *)arg->at + FAMILY_BYTES,
						     arg->len - FAMILY_BYTES });
	if (data) {
		data->cut = arg->cut;
		set_learned(data, family);
	}
	return node_add(node, "sa_data", data);
}

/* Too short to have a family. */
static struct node *rest_to_node(struct context *c, enum view view, const struct arg *arg)
{
	if (arg->len == 0 && view != GOES_IN)
		return node_new(c->arena, NODE_ANYTHING);
	return node_string(c->arena, (struct slice){ arg->at, arg->len });
}

/* What is both mapped and meant. */
static size_t length_there(const struct arg *arg)
{
	return arg->len < arg->room ? arg->len : arg->room;
}

static struct node *sockaddr_to_node(const struct type *self, struct context *c, enum view view,
				     const struct arg *arg)
{
	struct arg there = { .at = arg->at, .len = length_there(arg), .cut = arg->cut };
	const struct address_family *row;
	struct node *node;
	int family;

	(void)self;
	there.room = arg->room;
	if (there.len < FAMILY_BYTES)
		return rest_to_node(c, view, &there);
	family = (int)load_number(there.at, FAMILY_BYTES, false);
	row = there.len > FAMILY_BYTES ? address_family(family) : NULL;
	node = row ? row->structure->to_node(row->structure, c, view, &there) : NULL;
	return node ? node : bytes_to_node(c, view, &there, family);
}

/* The address that is shown most often, past the tree. */
static bool show_in(const struct arg *arg, struct out *out)
{
	static const char zero[sizeof(((struct sockaddr_in *)0)->sin_zero)];
	struct sockaddr_in address;
	char text[IN_TEXT_BYTES];
	size_t len;

	if (length_there(arg) != sizeof(address))
		return false;
	memcpy(&address, arg->at, sizeof(address));
	if (address.sin_family != AF_INET || memcmp(address.sin_zero, zero, sizeof(zero)) != 0)
		return false;
	len = in_addr_text(&address.sin_addr, text);
	out_text(out, "{sa_family=AF_INET, sin_port=htons(");
	out_unsigned(out, ntohs(address.sin_port));
	out_text(out, "), sin_addr=inet_addr(\"");
	out_bytes(out, text, len);
	out_text(out, "\")}");
	return true;
}

static void sockaddr_show(const struct type *self, struct context *c, enum view view,
			  const struct arg *arg, struct out *out)
{
	bool written = !(view != GOES_IN && c->made->error) && !is_unreadable(c, arg->at);

	if (arg->at && written && show_in(arg, out))
		return;
	node_show(memory_to_node(self, c, view, arg), out);
}

/* ---- completion ---- */

static void add_beginnings(struct candidates *candidates, int family, bool known)
{
	if (!known || family == AF_INET || family == AF_INET6)
		candidates_add(candidates, slice_of(":"));
	if (!known || family == AF_INET)
		candidates_add(candidates, slice_of("127.0.0.1:"));
	if (!known || family == AF_INET6)
		candidates_add(candidates, slice_of("[::1]:"));
}

static void sockaddr_complete(const struct type *self, struct context *c,
			      struct candidates *candidates)
{
	const struct facts *facts = c->made->handle ? &c->made->handle->facts : NULL;
	bool known = facts && facts->known;
	size_t before = candidates->count;

	(void)self;
	if (c->call_notation)
		return;
	add_beginnings(candidates, known ? facts->family : 0, known);
	if (candidates->count > before)		/* a port is to follow */
		candidates->glued = true;
	candidates_add_handles(candidates, c->handles);
	if (!known || facts->family == AF_UNIX)
		candidates->files = true;
}

/* The family's structure, as far as the family has been said, or the acting handle has one. */
static const struct type *sockaddr_here(const struct type *self, struct context *c,
					const struct node *own, const struct node *around)
{
	const struct facts *facts = c->made->handle ? &c->made->handle->facts : NULL;
	bool said = own && family_item(own), known = facts && facts->known;
	int family = known ? facts->family : AF_UNSPEC;
	const struct address_family *row;

	(void)around;
	if (said ? !family_from_node(c, GOES_IN, own, &family) : !known)
		return self;
	row = address_family(family);
	return row ? row->structure : &type_sockaddr_data;
}

/* Of all families, for completion alone: no address has all of them. */
static const struct member any_members[] = {
	MEMBER(struct sockaddr, sa_family, "sa_family", type_sa_family),
	MEMBER(struct sockaddr_in, sin_port, "sin_port", type_port),
	MEMBER(struct sockaddr_in, sin_addr, "sin_addr", type_in_addr),
	MEMBER(struct sockaddr_in6, sin6_port, "sin6_port", type_port),
	MEMBER(struct sockaddr_in6, sin6_addr, "sin6_addr", type_in6_addr),
	MEMBER(struct sockaddr_in6, sin6_flowinfo, "sin6_flowinfo", type_flowinfo),
	MEMBER(struct sockaddr_in6, sin6_scope_id, "sin6_scope_id", type_u32),
	MEMBER(struct sockaddr_un, sun_path, "sun_path", type_path),
	MEMBER(struct sockaddr, sa_data, "sa_data", type_text),
	{ 0 },
};

const struct type type_sockaddr = {
	.name = "address",
	.pointer = true,
	.members = any_members,
	.from_words = sockaddr_from_words,
	.from_node = sockaddr_from_node,
	.prepare = sockaddr_prepare,
	.to_node = sockaddr_to_node,
	.show = sockaddr_show,
	.complete = sockaddr_complete,
	.here = sockaddr_here,
};
