/*
 * A script's own map from its numbers to what the kernel chose this time. The prompt has none: its
 * numbers are the kernel's.
 */
#ifndef SOCKSH_LEARNED_H
#define SOCKSH_LEARNED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "handle.h"
#include "node.h"
#include "slice.h"

struct learned {
	struct learned_entry *entries;	/* open addressing, a power of two; NULL until the first */
	size_t room, count;
	struct learned_name *names;	/* autobind names, newest first */
	bool incomplete;		/* no memory was left to keep something; who tells that clears it */
	bool left_out;			/* it has been said that poll leaves out what is not the script's */
};

void learned_free(struct learned *learned);

/* Descriptors. NULL when the number is not known, or its handle is gone. */
struct handle *learned_handle(const struct learned *learned, const struct handles *handles, int64_t number);
void learned_set_handle(struct learned *learned, int64_t number, const struct handle *handle);

/*
 * Numbers of one kind (and, for ports, one protocol). `in` translates a number that goes to the
 * kernel; one never seen goes as it is, and is from then on known as itself. `out` holds what the
 * line expects against what came: known numbers must be translated to it, one never seen is
 * learned unless the other is some other number's already.
 */
int64_t learned_in(struct learned *learned, enum learned_kind kind, int protocol, int64_t number);
bool learned_out(struct learned *learned, enum learned_kind kind, int protocol, int64_t expected, int64_t actual);
/* The translation, or false when there is none: for what must not be taken as itself. */
bool learned_known(const struct learned *learned, enum learned_kind kind, int protocol, int64_t number, int64_t *actual);

/* The same for autobind names; `in` returns the name itself when it is not known. */
struct slice learned_name_in(const struct learned *learned, struct slice name);
bool learned_name_out(struct learned *learned, struct slice expected, struct slice actual);

#endif
