/*
 * What a socket's own calls have shown of it: its facts.seen (conditions.h, from
 * IS_UNCONNECTED on) and its local address. Each call says in its `after` what it has shown; nothing
 * is asked. Of a socket that others have too (a received one, one that was passed on) nothing that can
 * change is known.
 */
#ifndef SOCKSH_SEEN_H
#define SOCKSH_SEEN_H

#include <stdint.h>

#include "conditions.h"
#include "type.h"

#define SEEN_CONNECTION (IS_UNCONNECTED | IS_CONNECTING | IS_CONNECTED | IS_FAILED | IS_OVER)

/* Of a new socket: `type` as socket() and socketpair() have it, with its flags. */
uint64_t seen_new(int type, uint64_t seen);
/* Of an accepted one: what it has from the one that listens, and accept4's flags. */
uint64_t seen_accepted(const struct facts *listening, int flags);

/* One of SEEN_CONNECTION is true now, and the others are not. */
static inline void seen_connection(struct handle *handle, uint64_t state)
{
	handle->facts.seen = (handle->facts.seen & ~(SEEN_CONNECTION | IS_ENDED)) | state;
}

static inline void seen_set(struct handle *handle, uint64_t bit, bool on)
{
	handle->facts.seen = (handle->facts.seen & ~bit) | (on ? bit : 0);
}

static inline void seen_bound(struct handle *handle)
{
	handle->facts.seen = (handle->facts.seen & ~IS_UNBOUND) | IS_BOUND;
}

/* The local address, of which `len` bytes are there. A port of 0 and no name are none. */
void seen_local(struct handle *handle, const void *address, size_t len);
/* Others have it too from now on. */
void seen_shared(struct handle *handle);

/* As `after` of the calls that transfer data. */
void seen_transfer(struct context *c);
/* As `after`, and a part of it: connect's, shutdown's, an option's. */
void seen_connect(struct context *c);
void seen_shutdown(struct context *c);
void seen_option(struct context *c, bool asked);

/*
 * Another handle whose socket is in the way of this address (EADDRINUSE), or is where a connection
 * was wanted and does not take it (ECONNREFUSED): the newest, but one that listens rather than its
 * connections. NULL when there is none; else `held` has NAME_* of it.
 */
const struct handle *seen_holder(const struct handles *handles, const struct made *made,
				 const struct local *local, uint64_t *held);

#endif
