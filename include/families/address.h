/* Addresses of sockets: what a family's look like, and their texts. */
#ifndef SOCKSH_ADDRESS_H
#define SOCKSH_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/un.h>

#include "inet_text.h"
#include "slice.h"
#include "type.h"

/*
 * One row a family: the structure that its addresses are. The type's from_words reads the word of
 * command notation, if the family has one. A size of 0: it depends (AF_UNIX).
 */
struct address_family {
	int family;
	const struct type *structure;
};

const struct address_family *address_family(int family);	/* NULL: only its bytes are known */

extern const struct type type_sockaddr_unspec, type_sockaddr_in, type_sockaddr_in6;
extern const struct type type_sockaddr_un;

/*
 * Puts an address into the argument: where it has memory already, else into new. False with a
 * message.
 */
bool address_put(struct context *c, struct arg *arg, const void *address, size_t len);

/* ---- AF_UNIX: from the bytes of sun_path ---- */

enum {
	UNIX_PATH_AT = offsetof(struct sockaddr_un, sun_path),
	UNIX_PATH_BYTES = sizeof(((struct sockaddr_un *)0)->sun_path),
};

/*
 * The address of a name, abstract or not, as long as a program would pass it. `learned`: it is the
 * script's, to be translated where the kernel has chosen another this time.
 */
bool unix_put(struct context *c, enum view view, struct slice path, bool abstract, bool learned,
	      struct arg *arg);
/* sun_path as a name. False when the name would not show all that the address holds. */
bool unix_path(const struct arg *address, struct slice *path, bool *abstract);
/* /run/x.sock, x, @abstract, "" */
bool unix_from_words(const struct type *self, struct context *c, struct words *words,
		     struct arg *arg);

/* ---- AF_INET and AF_INET6 ---- */

/* 127.0.0.1:80, [fe80::1%eth0]:http, :80; a name is looked up by a call with its own line. */
bool inet_from_words(const struct type *self, struct context *c, struct words *words,
		     struct arg *arg);

/* A port of a script, in network byte order, as the kernel has it this time. */
uint16_t port_in(const struct context *c, enum view view, uint16_t port);

/* ---- as command notation writes them ---- */

/*
 * The family in whose light a word is read: the acting handle's. While a script is only checked it
 * may be unknown; then it is the one that the word looks like.
 */
int address_word_family(const struct context *c, const struct word *word);

enum address_part {
	ADDRESS_WHOLE,		/* 127.0.0.1:80, [::1]:80, ./x, /run/x, @abstract; or unnamed */
	ADDRESS_HOST,		/* 127.0.0.1, ::1, fe80::1%eth0 */
	ADDRESS_PORT,		/* 80 */
};

/*
 * In the arena; empty when unnamed. False, with a message, when addresses of the family have no
 * such part, or no text at all.
 */
bool address_to_text(struct context *c, const struct arg *address, enum address_part part,
		     struct slice *text);

/* ---- getaddrinfo() ---- */

/* What type_addrinfo_list has in memory. What the libc allocated goes back at the arena's reset. */
struct addrinfo_holder {
	struct addrinfo *list;
};

#endif
