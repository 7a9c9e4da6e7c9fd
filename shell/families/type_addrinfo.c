/* What getaddrinfo() takes and brings: host, service, hints, and the list of results. */
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "address.h"
#include "call.h"

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

static bool text_from_node(struct context *c, const struct node *node, const char *expected, struct arg *arg)
{
	if (node->kind != NODE_STRING)
		return wrong_node(c, node, expected);
	if (node->cut)
		return wrong(c, "the name is cut off (\"...); it cannot be looked up");
	return put_text(c, node->text, arg);
}

static bool host_from_node(const struct type *self, struct context *c, enum view view,
			   const struct node *node, struct arg *arg)
{
	(void)self;
	(void)view;
	return text_from_node(c, node, "a host such as \"localhost\", or NULL,", arg);
}

static bool service_from_node(const struct type *self, struct context *c, enum view view,
			      const struct node *node, struct arg *arg)
{
	(void)self;
	(void)view;
	return text_from_node(c, node, "a service such as \"http\", or NULL,", arg);
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
	  .to_node = text_to_node, __VA_ARGS__ }

const struct type type_host = TYPE_TEXT("host", .from_node = host_from_node, .free_text = true);
const struct type type_service = TYPE_TEXT("service", .from_node = service_from_node);

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

static bool canonname_from_node(const struct type *self, struct context *c, enum view view,
				const struct node *node, struct arg *arg)
{
	(void)self;
	(void)view;
	return node->kind == NODE_STRING ? put_text(c, node->text, arg) :
	       wrong_node(c, node, "ai_canonname=\"...\", or NULL,");
}

/* As libc leaves it, only its NUL says how long it is. */
static struct node *canonname_to_node(const struct type *self, struct context *c, enum view view,
				      const struct arg *arg)
{
	(void)self;
	(void)view;
	return node_string(c->arena, slice_of(arg->at));
}

static const struct type type_canonname = {
	.name = "name", .pointer = true, .from_node = canonname_from_node, .to_node = canonname_to_node,
};

static const struct member info_members[MEMBERS + 1] = {
	NUMBER_MEMBERS,
	[ADDRLEN] = MEMBER(struct addrinfo, ai_addrlen, "ai_addrlen", type_u32, .of = ADDR + 1),
	[ADDR] = MEMBER(struct addrinfo, ai_addr, "ai_addr", type_sockaddr, .points = true),
	[CANONNAME] = MEMBER(struct addrinfo, ai_canonname, "ai_canonname", type_canonname, .points = true),
};

static const struct type type_addrinfo = TYPE_STRUCTURE("addrinfo", struct addrinfo, info_members);

static void free_list(void *what)
{
	struct addrinfo_holder *holder = what;

	if (holder->list)
		freeaddrinfo(holder->list);
	holder->list = NULL;
}

static bool list_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg)
{
	return array_prepare(self, c, wanted, arg) &&
	       (arena_at_reset(c->arena, free_list, arg->at) || wrong(c, "out of memory"));
}

const struct type type_addrinfo_list =
	TYPE_ARRAY("list of addresses", type_addrinfo, .array.linked = true,
		   .array.link = offsetof(struct addrinfo, ai_next), .prepare = list_prepare);
