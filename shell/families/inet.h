/* What AF_INET and AF_INET6 have in common: a host and a port, the words for both, one space of ports. */
#ifndef SOCKSH_INET_H
#define SOCKSH_INET_H

#include <netinet/in.h>

#include "address.h"
#include "family.h"

union inet_address {
	struct sockaddr any;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct sockaddr_storage storage;
};

/* Where they differ, as far as words are concerned. */
struct inet_kind {
	const char *example;		/* of a host, as a word has it: "[::1]" */
	bool ipv6;			/* hosts stand in brackets, and may have a scope */
	size_t host_at, host_bytes;	/* where the host is in the structure */
	const void *loopback, *wildcard;	/* hosts */
};

/*
 * As a family's from_words: 127.0.0.1:80, [fe80::1%eth0]:http, :80. A name is looked up by a call with
 * its own line.
 */
bool inet_from_words(const struct address_family *family, const struct inet_kind *kind,
		     struct context *c, struct words *words, struct arg *arg);

/* The text of the port, which stands at the same place in both: a part of an address. */
bool inet_port_text(struct context *c, const struct arg *address, struct slice *text);

/* TO_* of a port, in network byte order, and of an IPv4 host. */
uint64_t inet_port_is(in_port_t port);
uint64_t inet_host_is(struct in_addr host);

/* As a family's in_way, of both. */
bool inet_in_way(const struct made *made, const struct local *local, const struct handle *other,
		 uint64_t *held);

#endif
