/* The handle table: names for live descriptors, and the only owner of them. */
#ifndef SOCKSH_HANDLE_H
#define SOCKSH_HANDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "message.h"
#include "slice.h"

enum { HANDLE_NAME_MAX = 63 };		/* bytes of a name */

/* What a descriptor is: a row of kinds.h. There is a current handle of each kind. */
enum handle_kind {
#define KIND(constant, ...) KIND_##constant,
#include "kinds.h"
#undef KIND
	KIND_COUNT,
	KIND_ANY = KIND_COUNT	/* of what can be done with every descriptor: read, close */
};

/*
 * What is so of every handle of a kind. Who shows or asks more of handles has a function for a
 * property, and none for a kind.
 */
struct kind {
	const char *name;	/* as messages and `sockets` say it */
	const char *prefix;	/* of the names that its handles get by themselves: "s" for s1, s2 */
	bool is_socket;		/* the kernel can be asked for its family, type, protocol and addresses */
};

extern const struct kind handle_kinds[KIND_COUNT];

/* What is known of a descriptor without asking the kernel. */
struct facts {
	enum handle_kind kind;
	bool known;			/* family, type and protocol; false for a received socket */
	int family, type, protocol;	/* type without SOCK_NONBLOCK and SOCK_CLOEXEC */
	uint64_t seen;			/* what the socket's calls have shown: IS_* of conditions.h */
};

/* The value of an option of SOL_SOCKET; `with` is the asker's own. False when there is no answer. */
typedef bool (*facts_ask)(void *with, int option, int *value);
/*
 * Asks for what is not known yet of a socket, option by option, and fills each in as it comes. False,
 * and nothing is asked any more, when one is not answered. Of what is known, and of other kinds,
 * nothing is asked.
 */
bool facts_learn(struct facts *facts, facts_ask ask, void *with);

/*
 * A socket's own address, as far as it was shown; a family of 0 when it was not. What stands in it is
 * its family's business: the internet's have a port, an interface and an IP, others a name.
 */
struct local {
	uint16_t family, port;		/* the port in network byte order */
	uint32_t scope;			/* of a link-local one: the interface */
	union {
		unsigned char ip[16];	/* that of IPv4 as ::ffff:127.0.0.1 */
		uint64_t name;		/* a number, or a hash of a name */
	};
};

struct handle {
	uint64_t id;			/* never used again: the generation that outlives names and numbers */
	int fd;
	struct facts facts;
	struct local local;
	struct set_option *options;	/* that a script has set */
	bool listening;			/* a listen() has succeeded */
	struct handle *older, *newer;			/* all, in order of creation */
	struct handle *older_listening, *newer_listening;
	struct handle *next_name;			/* in the table's bucket */
	size_t name_len;
	char name[];			/* with a NUL behind it */
};

/* Of a script that is only checked: descriptors that nobody has. */
struct phantoms {
	int next;		/* the lowest number that none has had; 0 where all descriptors are real */
	int *free;		/* a heap of those below it that are closed, the lowest first */
	size_t count, room;
	bool uncounted;		/* some may have come, and nobody knows how many */
};

struct handles {
	struct handle **by_name;	/* buckets, a power of two */
	size_t buckets;
	struct handle **by_fd;
	size_t fds;
	size_t count;
	struct handle *oldest, *newest, *newest_listening;
	struct handle *current[KIND_COUNT];
	uint64_t next_id;
	uint64_t next_number[KIND_COUNT];
	struct closed_name **closed;	/* buckets of given names that were live once */
	size_t closed_buckets, closed_count;
	struct handle *removed;		/* in no table any more, until handles_bury() */
	struct phantoms phantoms;
};

void handles_free(struct handles *handles);	/* closes nothing: the end of the process does */

/*
 * Takes the descriptor in. An empty name gets the next free one of its kind ("s1"). NULL only when
 * memory runs out; the descriptor is the caller's then. The name is not live already (see below).
 */
struct handle *handle_add(struct handles *handles, struct slice name, int fd, struct facts facts);

/*
 * Takes the handle out of every table; closes nothing. What a made call refers to lives until its
 * statement ends: so does the removed handle, with its name and facts, until handles_bury().
 */
void handle_remove(struct handles *handles, struct handle *handle);
void handles_free_removed(struct handles *handles);

static inline void handles_bury(struct handles *handles)
{
	if (handles->removed)
		handles_free_removed(handles);
}

struct handle *handle_by_name(const struct handles *handles, struct slice name);
/*
 * The same for a word that asks for a handle. Where a script is only checked, and descriptors may
 * have come that nobody could count, one that has the name by itself is made when it is asked for.
 */
struct handle *handle_named(struct handles *handles, struct slice name);
/* Would handle_named() find one? */
bool handle_may_be_there(const struct handles *handles, struct slice name);
/* The one that acts where none is named, NULL when there is none. Of KIND_ANY that is the socket. */
struct handle *handle_current(const struct handles *handles, enum handle_kind kind);
/* That becomes `handle`, or none. */
void handle_set_current(struct handles *handles, enum handle_kind kind, struct handle *handle);
/* Is a handle of the kind live? Looks at every handle until one is. */
bool handle_of_kind_is_live(const struct handles *handles, enum handle_kind kind);
struct handle *handle_by_fd(const struct handles *handles, int64_t fd);
void handle_set_listening(struct handles *handles, struct handle *handle, bool listening);

/*
 * An option that a script has set on the handle: from then on its value is no longer the system's
 * business. False when memory runs out.
 */
bool handle_set_option(struct handle *handle, int level, int name);
bool handle_option_is_set(const struct handle *handle, int level, int name);

/* The number of a phantom, as the kernel gives them: the lowest that is free. Not above INT_MAX. */
int phantom_number(struct handles *handles);
/* A handle that is removed gives its number back. Nothing where descriptors are real. */
void phantom_gone(struct handles *handles, int number);

/* Was this the name of a handle that is closed now? */
bool handle_is_closed(const struct handles *handles, struct slice name);

/* The live name nearest to the word, if it is near enough to be a slip of the fingers; else empty. */
struct slice handle_nearest(const struct handles *handles, struct slice word);

/*
 * What is told of a word that should be a handle's name and is not: that the handle is closed, or that
 * there is none, and which is meant perhaps. In the arena; never NULL.
 */
const char *handle_missing(const struct handles *handles, struct arena *arena, struct slice word);

#endif
