/* Internet addresses as text: written as glibc's inet_ntop() has it, read as inet_pton() does. */
#ifndef SOCKSH_INET_TEXT_H
#define SOCKSH_INET_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

enum {
	IN_TEXT_BYTES = 16,		/* 255.255.255.255 */
	IN6_TEXT_BYTES = 46,		/* the longest has an IPv4 address in it */
};

/*
 * RFC 5952, as glibc's inet_ntop() has it: the text is the same with every libc. It ends with a
 * NUL; its length is returned.
 */
size_t in_addr_text(const void *address, char text[IN_TEXT_BYTES]);
size_t in6_addr_text(const void *address, char text[IN6_TEXT_BYTES]);
/* The four bytes of 127.0.0.1, or the sixteen of ::1. False, without a message, when it is none. */
bool in_addr_read(struct slice text, void *address);
bool in6_addr_read(struct slice text, void *address);

/*
 * Is it one of C's other forms: 127.1, 0, 010.0.0.1? No place that takes an address takes them; what
 * C reads in them is `whole`. Forgotten parts and leading zeros would pass unseen else.
 */
bool in_addr_short(struct slice text, char whole[IN_TEXT_BYTES]);

#endif
