/* What a socket's own calls have shown of it: the state that hints are chosen by. */
#include "seen.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "address.h"
#include "call.h"
#include "family.h"
#include "shell.h"

static bool is_inet(const struct facts *facts)
{
	return facts->known && address_family(facts->family)->conditions & IS_INET;
}

static bool is_tcp_like(const struct facts *facts)
{
	return is_inet(facts) && facts->type == SOCK_STREAM;
}

/* ---- new sockets ---- */

uint64_t seen_new(int type, uint64_t seen)
{
	return seen | (type & SOCK_NONBLOCK ? IS_NONBLOCKING : 0);
}

uint64_t seen_accepted(const struct facts *listening, int flags)
{
	const uint64_t inherited = IS_V6ONLY | IS_REUSEADDR | IS_REUSEPORT | IS_BROADCASTING |
				   HAS_RCVTIMEO | HAS_SNDTIMEO;

	if (!is_inet(listening))
		return seen_new(flags, IS_CONNECTED);
	return seen_new(flags, IS_CONNECTED | IS_BOUND) | (listening->seen & inherited);
}

void seen_shared(struct handle *handle)
{
	handle->facts.seen = 0;
}

/* ---- addresses ---- */

void seen_local(struct handle *handle, const void *address, size_t len)
{
	if (address_remember(address, len, &handle->local))
		seen_bound(handle);
}

/* ---- what transfers show ---- */

/* Errors that say how a connect ended, or that a connection has. */
static bool is_final(int error)
{
	return error == ECONNREFUSED || error == ECONNRESET || error == ETIMEDOUT ||
	       error == EPIPE || error == EHOSTUNREACH || error == ENETUNREACH || error == ENOTCONN;
}

static void transfer_failed(struct handle *handle, int error)
{
	struct facts *facts = &handle->facts;

	/* The port is chosen before anything else can go wrong, but not before the arguments are read. */
	if (error != EAGAIN && is_inet(facts))
		facts->seen &= ~IS_UNBOUND;
	if (!is_final(error) || (error == EPIPE && facts->seen & IS_SHUT_WR))
		return;
	if (facts->seen & IS_CONNECTING)
		seen_connection(handle, IS_FAILED);
	else if (facts->seen & IS_CONNECTED && facts->known && facts->type == SOCK_STREAM)
		seen_connection(handle, IS_OVER);
	else if (facts->seen & IS_CONNECTED && facts->known && error == ECONNREFUSED &&
		 address_family(facts->family)->refusal_disconnects)
		seen_connection(handle, IS_UNCONNECTED);
}

/* 0 bytes, where there was room for some. */
static bool came_to_an_end(const struct context *c)
{
	const struct facts *facts = &c->made->handle->facts;
	size_t buffer = (size_t)c->made->call->counts;

	return !c->made->error && c->made->result == 0 && buffer &&
	       c->made->call->params[buffer - 1].way == OUT && c->made->args[buffer - 1].room &&
	       facts->known && facts->type == SOCK_STREAM && facts->seen & IS_CONNECTED &&
	       !(facts->seen & IS_SHUT_RD);
}

void seen_transfer(struct context *c)
{
	struct handle *handle = c->made->handle;

	if (handle && c->made->result == 0 && came_to_an_end(c))
		seen_set(handle, IS_ENDED, true);
	if (!handle || (!c->made->error && !(handle->facts.seen & (IS_CONNECTING | IS_UNBOUND))))
		return;
	if (c->made->error) {
		transfer_failed(handle, c->made->error);
		return;
	}
	if (handle->facts.seen & IS_CONNECTING && c->made->result > 0)
		seen_connection(handle, IS_CONNECTED);
	if (handle->facts.seen & IS_UNBOUND && is_inet(&handle->facts) &&
	    param_is_sent(&c->made->call->params[1]))
		seen_bound(handle);
}

/* ---- connect, shutdown ---- */

static bool is_unspec(const struct arg *address)
{
	sa_family_t family = AF_INET;

	if (address->at && address->room >= sizeof(family))
		memcpy(&family, address->at, sizeof(family));
	return family == AF_UNSPEC;
}

/* `connect unspec`: a port that was chosen is given back, one that was bound stays. */
static void disconnected(struct context *c)
{
	c->made->handle->local.family = 0;
	seen_connection(c->made->handle, IS_UNCONNECTED);
	c->made->handle->facts.seen &= ~(IS_SHUT_RD | IS_SHUT_WR | IS_BOUND);
	handle_set_listening(c->handles, c->made->handle, false);
}

static void connect_failed(struct handle *handle, int error)
{
	const struct facts *facts = &handle->facts;

	if (is_tcp_like(facts) && (error == EINPROGRESS || error == EINTR)) {
		seen_connection(handle, IS_CONNECTING);
		seen_bound(handle);
	} else if (facts->seen & IS_CONNECTING && error == EISCONN) {
		seen_connection(handle, IS_CONNECTED);
	} else if (facts->seen & (IS_CONNECTING | IS_FAILED) &&
		   (is_final(error) || error == ECONNABORTED)) {
		seen_connection(handle, IS_UNCONNECTED);
	} else if (is_inet(facts) && facts->type == SOCK_DGRAM && error != EAGAIN) {
		handle->facts.seen &= ~IS_UNBOUND;
	}
}

void seen_connect(struct context *c)
{
	if (!c->made->handle)
		return;
	if (c->made->error) {
		connect_failed(c->made->handle, c->made->error);
	} else if (is_unspec(&c->made->args[1])) {
		disconnected(c);
	} else {
		seen_connection(c->made->handle, IS_CONNECTED);
		if (is_inet(&c->made->handle->facts))
			seen_bound(c->made->handle);
	}
}

/* Of an IP socket without a peer it is an error, and done all the same. */
void seen_shutdown(struct context *c)
{
	struct handle *handle = c->made->handle;

	if (!handle ||
	    !(c->made->error == 0 || (c->made->error == ENOTCONN && is_inet(&handle->facts))))
		return;
	if (c->made->args[1].n != SHUT_WR) {
		seen_set(handle, IS_SHUT_RD, true);
		/* One that listened may have given its port back. */
		if (handle->listening && is_inet(&handle->facts))
			handle->local.family = 0;
	}
	if (c->made->args[1].n != SHUT_RD)
		seen_set(handle, IS_SHUT_WR, true);
}

/* ---- options ---- */

static const struct {
	int level, name;
	uint64_t bit;
} options[] = {
	{ SOL_SOCKET, SO_REUSEADDR, IS_REUSEADDR },    { SOL_SOCKET, SO_REUSEPORT, IS_REUSEPORT },
	{ SOL_SOCKET, SO_BROADCAST, IS_BROADCASTING }, { SOL_SOCKET, SO_RCVTIMEO, HAS_RCVTIMEO },
	{ SOL_SOCKET, SO_SNDTIMEO, HAS_SNDTIMEO },     { IPPROTO_IPV6, IPV6_V6ONLY, IS_V6ONLY },
};

static bool is_zero(const struct arg *value, int64_t len)
{
	const unsigned char *at = value->at;
	size_t count = at && len > 0 ? (size_t)len : 0;

	for (size_t i = 0; i < count && i < value->room; i++)
		if (at[i])
			return false;
	return true;
}

void seen_option(struct context *c, bool asked)
{
	const int level = ARG_INT(c->made->args, 1), name = ARG_INT(c->made->args, 2);
	struct handle *handle = c->made->handle;
	bool on;

	if (!handle || c->made->error)
		return;
	on = !is_zero(&c->made->args[3], c->made->args[4].n);
	for (size_t i = 0; i < sizeof(options) / sizeof(options)[0]; i++)
		if (options[i].level == level && options[i].name == name)
			seen_set(handle, options[i].bit, on);
	/* Who asks for the error takes it away: no other call will tell it. */
	if (asked && on && level == SOL_SOCKET && name == SO_ERROR) {
		if (handle->facts.seen & IS_CONNECTING)
			seen_connection(handle, IS_FAILED);
		else if (handle->facts.seen & IS_CONNECTED && is_tcp_like(&handle->facts))
			seen_connection(handle, IS_OVER);
	}
	/* An IPv6 socket that has become one of IPv4. */
	if (!asked && level == IPPROTO_IPV6 && name == IPV6_ADDRFORM)
		handle->facts.family = AF_INET;
}

/* ---- who is in the way ---- */

/* Sockets of which the one can be in the way of the other. */
static bool same_kind(const struct facts *a, const struct facts *b)
{
	return a->known && b->known && a->type == b->type &&
	       address_family(a->family)->in_way == address_family(b->family)->in_way &&
	       (a->protocol == b->protocol || !a->protocol || !b->protocol);
}

/* `local` is of a family that remembers, or there would be none; so is what a handle has. */
static bool holds(const struct handle *other, const struct made *made, const struct local *local,
		  uint64_t *held)
{
	if (other == made->handle || !other->local.family || !same_kind(&made->facts, &other->facts))
		return false;
	/* Of a connection that may be over, the port may be with nobody, or in TIME_WAIT. */
	if (other->facts.seen & (IS_OVER | IS_FAILED) ||
	    (is_tcp_like(&other->facts) && other->facts.seen & IS_SHUT_WR))
		return false;
	return address_family(local->family)->in_way == address_family(other->local.family)->in_way &&
	       address_family(local->family)->in_way(made, local, other, held);
}

const struct handle *seen_holder(const struct handles *handles, const struct made *made,
				 const struct local *local, uint64_t *held)
{
	const struct handle *other = handles->newest_listening;

	while (other && !holds(other, made, local, held))
		other = other->older_listening;
	/* The connections of one that listens have its port too, but it is what is in the way. */
	if (!other)
		other = handles->newest;
	while (other && !holds(other, made, local, held))
		other = other->older;
	if (!other)
		return NULL;
	*held |= other->listening ? NAME_LISTENS : NAME_IS_BOUND;
	return other;
}
