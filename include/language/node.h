/* A value as call notation writes it: the tree between text and bytes. */
#ifndef SOCKSH_NODE_H
#define SOCKSH_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "out.h"
#include "slice.h"

enum node_kind {
	NODE_NUMBER,		/* 16, -1, 0x2, 0644 */
	NODE_NAME,		/* AF_INET, srv */
	NODE_OR,		/* items: A|B|0x40 */
	NODE_STRING,		/* "…", also verbatim '…' */
	NODE_STRUCT,		/* items: {field=value, …} */
	NODE_ARRAY,		/* items: [a, b]; [4 5] */
	NODE_CALL,		/* items: htons(80), inet_addr("127.0.0.1") */
	NODE_ADDRESS_OF,	/* &sin6_addr */
	NODE_CHANGE,		/* two items: IN => OUT */
	NODE_ANYTHING,		/* ... */
	NODE_NULL,		/* NULL */
};

/* What the kernel chooses is learned instead of compared; the type of a value says which it is. */
enum learned_kind {
	LEARN_NOT,		/* compared */
	LEARN_NEVER,		/* counters, times: neither compared nor carried over */
	LEARN_PORT,		/* in network byte order, by protocol */
	LEARN_PID,
	LEARN_UID,
	LEARN_GID,
	LEARN_AUTOBIND,		/* a name such as @"0001f" that the kernel gave */
	LEARN_ID,		/* a socket's own number in its family, by family: netlink's, vsock's */
};

struct node {
	enum node_kind kind : 8;
	enum learned_kind learned : 8;
	bool hex;		/* NUMBER: is shown as 0x… */
	unsigned char digits;	/* NUMBER: the same, in at least so many characters: 0x000005, 00000000 */
	bool negative;		/* NUMBER: `number` is its magnitude */
	bool cut;		/* STRING: "abc"..., only a beginning */
	bool padded;		/* STRING, ARRAY: more stands behind than is shown, as its length says */
	bool abstract;		/* STRING: @"abc" */
	bool spaced;		/* ARRAY: a set, items without commas */
	unsigned char learned_at, learned_size;	/* STRING: of which bytes `learned` says that; 0 of all */
	unsigned char learned_scope;	/* LEARN_ID: the family */
	uint32_t count;		/* of items */
	uint64_t number;	/* NUMBER */
	struct slice field;	/* of a structure's item: its name; else empty */
	struct slice text;	/* NAME, CALL, ADDRESS_OF: the name; STRING: the bytes */
	struct slice source;	/* the text it was read from, for messages; empty when made here */
	struct node *items, *last;	/* first and last item */
	struct node *next;	/* the next item of what it stands in */
};

/* All of these return NULL when the arena is exhausted; node_add then does nothing with NULL. */
struct node *node_new(struct arena *arena, enum node_kind kind);
struct node *node_number(struct arena *arena, int64_t n);
struct node *node_unsigned(struct arena *arena, uint64_t n);
struct node *node_name(struct arena *arena, const char *name);		/* not copied */
struct node *node_string(struct arena *arena, struct slice bytes);	/* not copied */
/* NAME(item): htons(80); `item` may be NULL for none. */
struct node *node_call(struct arena *arena, const char *name, struct node *item);
/* Adds an item at the end; with `field` as a member (not copied). Returns `into`, NULL if either is. */
struct node *node_add(struct node *into, const char *field, struct node *item);

/* A copy that stands in nothing yet; its items are the same. */
struct node *node_copy(struct arena *arena, const struct node *node);

/* IN => OUT. NULL also when either is. */
struct node *node_change(struct arena *arena, struct node *in, struct node *out);

const struct node *node_field(const struct node *structure, const char *field);	/* NULL: not there */
bool node_is_name(const struct node *node, const char *name);

/* A number as the 64 bits that C would hold; false when the node is not NUMBER or does not fit. */
bool node_to_int64(const struct node *node, int64_t *n);

/* Behind what is `padded`: a comment, so that the line does the same when it is typed. */
#define PADDED_TEXT " /* ... */"

/* As strace prints it. NULL, for which there was no memory, counts as lost output. */
void node_show(const struct node *node, struct out *out);

#endif
