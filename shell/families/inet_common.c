/* Ports, what hints ask of hosts, and which addresses are in each other's way. */
#include <arpa/inet.h>
#include <errno.h>

#include "call.h"
#include "inet.h"

enum { FIRST_FREE_PORT = 1024 };

_Static_assert(offsetof(struct sockaddr_in, sin_port) == offsetof(struct sockaddr_in6, sin6_port),
	       "the port stands at the same place in both");

bool inet_port_text(struct context *c, const struct arg *address, struct slice *text)
{
	in_port_t port;

	memcpy(&port, (const char *)address->at + offsetof(struct sockaddr_in, sin_port), sizeof(port));
	return address_keep_text(c, arena_format(c->arena, "%u", ntohs(port)), text);
}

/* ---- what they are ---- */

uint64_t inet_port_is(in_port_t port)
{
	return port == 0 ? TO_PORT_0 : ntohs(port) < FIRST_FREE_PORT ? TO_LOW_PORT : 0;
}

uint64_t inet_host_is(struct in_addr host)
{
	in_addr_t n = ntohl(host.s_addr);

	if (n == INADDR_BROADCAST || n == (INADDR_LOOPBACK | 0xffffff))
		return TO_BROADCAST;
	return IN_MULTICAST(n) ? TO_GROUP : n >> 24 == IN_LOOPBACKNET ? TO_LOOPBACK : 0;
}

/* ---- who is in the way ---- */

static bool is_any(const struct local *local)
{
	static const unsigned char any4[16] = { [10] = 0xff, [11] = 0xff }, any6[16];

	return memcmp(local->ip, any4, sizeof(any4)) == 0 ||
	       memcmp(local->ip, any6, sizeof(any6)) == 0;
}

static bool is_ipv4(const struct local *local)
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };

	return memcmp(local->ip, mapped, sizeof(mapped)) == 0;
}

/* Of one port: is there an address that both of them are at? */
static bool overlap(const struct local *a, uint64_t a_seen, const struct local *b, uint64_t b_seen)
{
	if (is_ipv4(a) != is_ipv4(b))
		return is_ipv4(a) ? is_any(b) && !(b_seen & IS_V6ONLY)
				  : is_any(a) && !(a_seen & IS_V6ONLY);
	if (is_any(a) || is_any(b))
		return true;
	return memcmp(a->ip, b->ip, sizeof(a->ip)) == 0 &&
	       (a->scope == b->scope || !a->scope || !b->scope);
}

/* Do options let both have the address? */
static bool may_share(const struct facts *facts, const struct handle *other)
{
	uint64_t both = facts->seen & other->facts.seen;

	return both & IS_REUSEPORT ||
	       (both & IS_REUSEADDR && (facts->type == SOCK_DGRAM || !other->listening));
}

static bool is_loopback(const struct local *local)
{
	static const unsigned char one[16] = { [15] = 1 };

	return is_ipv4(local) ? local->ip[12] == 127 : memcmp(local->ip, one, sizeof(one)) == 0;
}

/* What is bound to any address is known to be there only where the address is of this machine. */
static bool is_reached(const struct local *local, const struct handle *other)
{
	return !other->listening && !is_any(local) &&
	       (is_loopback(local) || !is_any(&other->local)) &&
	       overlap(local, 0, &other->local, other->facts.seen);
}

bool inet_in_way(const struct made *made, const struct local *local, const struct handle *other,
		 uint64_t *held)
{
	*held = is_ipv4(local) != is_ipv4(&other->local) ? NAME_IS_DUAL : 0;
	if (local->port != other->local.port)
		return false;
	if (made->error == ECONNREFUSED)
		return is_reached(local, other);
	return overlap(local, made->facts.seen, &other->local, other->facts.seen) &&
	       !may_share(&made->facts, other);
}
