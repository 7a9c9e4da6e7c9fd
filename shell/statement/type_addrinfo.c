/* What getaddrinfo() takes and brings: host, service, hints, and the list of results. */
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "address.h"
#include "call.h"
#include "fields.h"

/* ---- host and service: strings, or NULL ---- */

static bool put_text(struct context *c, struct slice text, struct arg *arg)
{
	if (text.len && memchr(text.at, '\0', text.len))
		return wrong(c, "%s has a NUL in it, where a C string ends",
			     quoted(c->arena, text));
	if (!arg_room(c, arg, text.len + 1))
		return false;
	if (text.len)
		memcpy(arg->at, text.at, text.len);
	arg->len = text.len;
	return true;
}

static bool text_from_words(const struct type *self, struct context *c, struct words *words,
			    struct arg *arg)
{
	struct slice text = words_take(words)->text;

	(void)self;
	return text.len == 0 || put_text(c, text, arg);
}

static bool text_from_node(const struct type *self, struct context *c, enum view view,
			   const struct node *node, struct arg *arg)
{
	const char *expected = self == &type_host ? "a host such as \"localhost\", or NULL,"
						  : "a service such as \"http\", or NULL,";

	(void)view;
	if (node->kind != NODE_STRING)
		return wrong_node(c, node, expected);
	if (node->cut)
		return wrong(c, "the name is cut off (\"...); it cannot be looked up");
	return put_text(c, node->text, arg);
}

static struct node *text_to_node(const struct type *self, struct context *c, enum view view,
				 const struct arg *arg)
{
	(void)self;
	(void)view;
	return node_string(c->arena, (struct slice){ arg->at, arg->len });
}

#define TYPE_TEXT(name_, ...) \
	{ .name = name_, .pointer = true, .from_words = text_from_words, \
	  .from_node = text_from_node, .to_node = text_to_node, __VA_ARGS__ }

const struct type type_host = TYPE_TEXT("host", .free_text = true);
const struct type type_service = TYPE_TEXT("service");

/* ---- hints ---- */

/* 0 is any protocol here, not IPPROTO_IP. */
static struct node *protocol_to_node(const struct type *self, struct context *c, enum view view,
				     const struct arg *arg)
{
	return arg->n ? number_to_node(self, c, view, arg) : node_number(c->arena, 0);
}

static const struct type type_ai_flags = TYPE_NUMBER("flags", 4, true, .symbols = &symbols_ai);
static const struct type type_ai_family =
	TYPE_NUMBER("address family", 4, true, .symbols = &symbols_af);
static const struct type type_ai_socktype =
	TYPE_NUMBER("socket type", 4, true, .symbols = &symbols_sock);
static const struct type type_ai_protocol = {
	.name = "protocol", .size = 4, .is_signed = true, .symbols = &symbols_ipproto,
	.from_words = number_from_words, .from_node = number_from_node,
	.to_node = protocol_to_node, .complete = number_complete,
};

enum { FLAGS, FAMILY, SOCKTYPE, PROTOCOL, NUMBERS, ADDRLEN = NUMBERS, ADDR, CANONNAME, MEMBERS };

#define NUMBER_MEMBERS \
	[FLAGS] = MEMBER(struct addrinfo, ai_flags, "ai_flags", type_ai_flags), \
	[FAMILY] = MEMBER(struct addrinfo, ai_family, "ai_family", type_ai_family), \
	[SOCKTYPE] = MEMBER(struct addrinfo, ai_socktype, "ai_socktype", type_ai_socktype), \
	[PROTOCOL] = MEMBER(struct addrinfo, ai_protocol, "ai_protocol", type_ai_protocol)

static const struct member hints_members[NUMBERS + 1] = { NUMBER_MEMBERS };

/* --family inet6: the members by their names, without `ai_`. */
static int member_from_option(struct context *c, const struct member *member, struct words *words,
			      struct addrinfo *hints)
{
	const char *name = member->name + strlen("ai_");
	struct arg number = { 0 };

	if (words->count == 0)
		return wrong(c, "--%s: its value is missing", name), -1;
	if (!member->type->from_words(member->type, c, words, &number))
		return -1;
	store_number((char *)hints + member->offset, member->size, number.n);
	return 1;
}

static int hints_from_option(const struct type *self, struct context *c, struct slice name,
			     struct words *words, struct arg *arg)
{
	const struct symbol *flag = symbols_by_word(&symbols_ai, name);
	const struct member *member = hints_members + 1;	/* flags are options themselves */
	struct addrinfo *hints;

	while (member->name && !slice_is(name, member->name + strlen("ai_")))
		member++;
	if (!flag && !member->name)
		return 0;
	if (!arg->at && !arg_room(c, arg, self->size))
		return -1;
	hints = arg->at;
	if (!flag)
		return member_from_option(c, member, words, hints);
	hints->ai_flags |= (int)flag->value;
	return 1;
}

static const struct type_option hints_options[] = {
	{ "family", 1, { &type_ai_family } },
	{ "socktype", 1, { &type_ai_socktype } },
	{ "protocol", 1, { &type_ai_protocol } },
	{ 0 },
};

const struct type type_addrinfo_hints =
	TYPE_STRUCTURE("addrinfo", struct addrinfo, hints_members, .symbols = &symbols_ai,
		       .from_option = hints_from_option,
		       .options = hints_options, .flag_options = true);

/* ---- the list ---- */

static const struct member info_members[MEMBERS + 1] = {
	NUMBER_MEMBERS,
	[ADDRLEN] = MEMBER(struct addrinfo, ai_addrlen, "ai_addrlen", type_u32),
	[ADDR] = MEMBER(struct addrinfo, ai_addr, "ai_addr", type_sockaddr),
	[CANONNAME] = MEMBER(struct addrinfo, ai_canonname, "ai_canonname", type_bytes),
};

static const struct type type_addrinfo = {
	.name = "addrinfo", .size = sizeof(struct addrinfo), .pointer = true, .pointers = true,
	.members = info_members,
};

static void free_list(void *what)
{
	struct addrinfo_holder *holder = what;

	if (holder->list)
		freeaddrinfo(holder->list);
	holder->list = NULL;
}

static bool list_prepare(const struct type *self, struct context *c, int64_t wanted,
			 struct arg *arg)
{
	(void)self;
	(void)wanted;
	if (!arg_room(c, arg, sizeof(struct addrinfo_holder)))
		return false;
	return arena_at_reset(c->arena, free_list, arg->at) || wrong(c, "out of memory");
}

static bool address_from_node(struct context *c, enum view view,
			      const struct node *const fields[MEMBERS], struct addrinfo *info)
{
	struct arg address = { 0 };
	socklen_t most;

	if (fields[ADDRLEN] && !member_from_node(&info_members[ADDRLEN], c, view, fields[ADDRLEN], info))
		return false;
	if (fields[ADDR] && !memory_from_node(&type_sockaddr, c, view, fields[ADDR], &address))
		return false;
	info->ai_addr = address.at;
	most = (socklen_t)(fields[ADDRLEN] ? address.room : address.len);
	if (!fields[ADDRLEN] || (address.at && info->ai_addrlen > most))
		info->ai_addrlen = most;
	return true;
}

static bool canonname_from_node(struct context *c, const struct node *node, struct addrinfo *info)
{
	if (!node || node->kind == NODE_NULL || node->kind == NODE_ANYTHING)
		return true;
	if (node->kind != NODE_STRING)
		return wrong_node(c, node, "ai_canonname=\"...\", or NULL,");
	info->ai_canonname = arena_copy(c->arena, node->text.at, node->text.len);
	return info->ai_canonname;
}

/* One result, as a line expects it. */
static struct addrinfo *info_from_node(struct context *c, enum view view, const struct node *node)
{
	struct addrinfo *info = arena_zero(c->arena, sizeof(*info));
	const struct node *fields[MEMBERS];

	if (!info || !fields_from_node(c, node, "struct addrinfo", info_members, fields))
		return NULL;
	for (size_t i = 0; i < NUMBERS; i++)
		if (fields[i] && !member_from_node(&info_members[i], c, view, fields[i], info))
			return NULL;
	if (!address_from_node(c, view, fields, info) ||
	    !canonname_from_node(c, fields[CANONNAME], info))
		return NULL;
	return info;
}

static bool list_from_node(const struct type *self, struct context *c, enum view view,
			   const struct node *node, struct arg *arg)
{
	struct addrinfo_holder *holder = arena_zero(c->arena, sizeof(*holder));
	struct addrinfo **end;

	(void)self;
	if (!holder)
		return wrong(c, "out of memory");
	if (node->kind != NODE_ARRAY)
		return wrong_node(c, node, "a list [{ai_flags=...}, ...]");
	end = &holder->list;
	for (const struct node *item = node->items; item; item = item->next) {
		if (item->kind == NODE_ANYTHING)
			continue;
		*end = info_from_node(c, view, item);
		if (!*end)
			return false;
		end = &(*end)->ai_next;
	}
	arg->at = holder;
	arg->len = arg->room = sizeof(*holder);
	return true;
}

static struct node *info_to_node(struct context *c, enum view view, const struct addrinfo *info)
{
	const size_t size = sizeof(*info), len = info->ai_addrlen;
	struct arg address = { .at = info->ai_addr, .len = len, .room = len };
	struct node *node = node_new(c->arena, NODE_STRUCT), *canonname;

	for (size_t i = 0; i < NUMBERS; i++)
		node = node_add(node, NULL, member_to_node(&info_members[i], c, view, info, size));
	node = node_add(node, NULL, member_to_node(&info_members[ADDRLEN], c, view, info, size));
	node = node_add(node, "ai_addr", memory_to_node(&type_sockaddr, c, view, &address));
	canonname = info->ai_canonname ? node_string(c->arena, slice_of(info->ai_canonname))
				       : node_new(c->arena, NODE_NULL);
	return node_add(node, "ai_canonname", canonname);
}

static struct node *list_to_node(const struct type *self, struct context *c, enum view view,
				 const struct arg *arg)
{
	const struct addrinfo_holder *holder = arg->at;
	struct node *node = node_new(c->arena, NODE_ARRAY);

	(void)self;
	if (arg->room < sizeof(*holder))
		return node_new(c->arena, NODE_ANYTHING);
	for (const struct addrinfo *info = holder->list; info; info = info->ai_next)
		node = node_add(node, NULL, info_to_node(c, view, info));
	return node;
}

const struct type type_addrinfo_list = {
	.name = "list of addresses", .pointer = true, .from_node = list_from_node,
	.element = &type_addrinfo, .prepare = list_prepare, .to_node = list_to_node,
};
