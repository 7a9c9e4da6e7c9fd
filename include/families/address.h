/* Addresses of sockets: what the families make them of, and their texts. */
#ifndef SOCKSH_ADDRESS_H
#define SOCKSH_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/un.h>

#include "inet_text.h"
#include "slice.h"
#include "type.h"

enum {
	FAMILY_BYTES = sizeof(sa_family_t),
	UNIX_PATH_BYTES = sizeof(((struct sockaddr_un *)0)->sun_path),
};

/* Is an abstract name such as the kernel gives in bind() with a family alone: @"0001f"? */
bool unix_is_autobind(struct slice name);

/* ---- for the families ---- */

/*
 * Puts an address of `len` bytes into the argument: where it has memory already, else into new. What
 * is left of that memory is cleared. False with a message.
 */
bool address_put(struct context *c, struct arg *arg, const void *address, size_t len);

/* What of the address is both mapped and meant, in bytes. */
static inline size_t address_bytes(const struct arg *arg)
{
	return arg->len < arg->room ? arg->len : arg->room;
}

/*
 * to_node of a structure that is an address: as structure_to_node(), but NULL, without a message, where
 * bytes that no field shows are not zero, or the address is shorter: it is shown as bytes then.
 */
struct node *address_to_node(const struct type *self, struct context *c, enum view view,
			     const struct arg *arg);

/* The type of a family's structure: TYPE_ADDRESS("sockaddr_in", struct sockaddr_in, members). */
#define TYPE_ADDRESS(name_, structure, members_, ...) \
	{ .name = name_, .size = sizeof(structure), .pointer = true, .members = members_, \
	  .from_node = structure_from_node, .to_node = address_to_node, __VA_ARGS__ }

/* The family's member, which all structures begin with. */
#define MEMBER_FAMILY(structure, member) MEMBER(structure, member, "sa_family", type_sa_family)

/* `text` is what was formatted in the arena: kept; NULL is told as out of memory. */
bool address_keep_text(struct context *c, const char *text, struct slice *kept);

/* A port of a script, in network byte order, as the kernel has it this time. */
uint16_t port_in(const struct context *c, enum view view, uint16_t port);

/* An interface by its name, or by its number. While a script is only checked, every name is one. */
bool interface_read(struct context *c, struct slice text, uint32_t *index);
/* Its name, or the number where it has none; NULL: out of memory. */
const char *interface_text(struct context *c, uint32_t index);
/* if_nametoindex("lo"), or the number. */
struct node *interface_to_node(struct context *c, uint32_t index);
extern const struct type type_interface;
/* Proposes the names of the machine's interfaces: the kernel is asked for them. */
void candidates_add_interfaces(struct candidates *candidates);

/*
 * A socket's own number in its family, of a script: as the kernel has it this time. 0 is nobody's, and
 * what has a name (of the type's symbols) is no socket's.
 */
uint32_t socket_id_in(const struct type *type, const struct context *c, enum view view, uint32_t id);
bool socket_id_from_node(const struct type *self, struct context *c, enum view view,
			 const struct node *node, struct arg *arg);
/* Its type: TYPE_SOCKET_ID("port ID", AF_NETLINK). */
#define TYPE_SOCKET_ID(name_, family, ...) \
	{ .name = name_, .size = sizeof(uint32_t), .learned = LEARN_ID, .learned_scope = family, \
	  .from_node = socket_id_from_node, .to_node = number_to_node, .show = number_show, __VA_ARGS__ }

/* Is the text of one character or more, and of these alone? */
bool all_of(struct slice text, const char *set);
bool all_digits(struct slice text);

/* ---- addresses of every family ---- */

/*
 * The text of an address, or of a part of it ("host"; NULL is the whole), in the arena; empty when
 * unnamed. False, with a message, when addresses of the family have no such part, or no text at all.
 */
bool address_to_text(struct context *c, const struct arg *address, const char *part, struct slice *text);
/* The part of that name of a family's addresses, if any family has one; else NULL. */
const char *address_part_named(struct slice name);
/* `.host .port `: all parts that addresses of a family have. In the arena. */
const char *address_parts(struct arena *arena, int family);
/*
 * An address that a socket of the family could have, while a script is only checked. False with a
 * message.
 */
bool address_likely(struct context *c, int family, struct arg *address);

/*
 * What is known of the address that a call was given, for hints: TO_*. `room` bytes are mapped at `at`;
 * `len` is what the kernel was told, whatever that is.
 */
uint64_t address_conditions(const struct facts *facts, const void *at, size_t room, int64_t len);
/* An address of `len` bytes as a handle remembers it; false, and a family of 0, for one that names nobody. */
bool address_remember(const void *address, size_t len, struct local *local);

/* ---- getaddrinfo() ---- */

/* What type_addrinfo_list has in memory. What the libc allocated goes back at the arena's reset. */
struct addrinfo_holder {
	struct addrinfo *list;
};

#endif
