/* Protocols by family: what the third argument of socket() can be, and how programs write it. */
#ifndef SOCKSH_PROTOCOLS_H
#define SOCKSH_PROTOCOLS_H

#include <stdbool.h>
#include <stdint.h>

#include "symbols.h"

struct arena;
struct node;

struct protocols {
	int family;
	const struct symbols *names;
	bool swapped;		/* the kernel takes network byte order, so programs write htons(ETH_P_IP) */
	bool zero_is_usual;	/* 0 stands for the usual one, and programs write no name for it */
};

/* The names of all families but those of the internet; ends with NULL. */
extern const struct symbols *const protocols_names[];

/* Those of a family; NULL where they have no names. */
const struct protocols *protocols_of(int family);

/*
 * A protocol as a program writes it for this family: IPPROTO_TCP, NETLINK_ROUTE, htons(ETH_P_ALL);
 * 0 of the internet families is 0. What has no name is a number. In the arena; NULL: no memory.
 */
struct node *protocol_to_node(int family, int64_t protocol, struct arena *arena);

#endif
