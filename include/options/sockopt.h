/* Socket options: one row an option; everything else about it follows from the row. */
#ifndef SOCKSH_SOCKOPT_H
#define SOCKSH_SOCKOPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "slice.h"
#include "type.h"

enum sockopt_access { SOCKOPT_NEITHER = 0, SOCKOPT_GET = 1, SOCKOPT_SET = 2, SOCKOPT_BOTH = 3 };

/* Where an option is spoken of: as it is set, as it is got, or as a control message. */
enum sockopt_role { ROLE_NONE, ROLE_SET, ROLE_GET, ROLE_MESSAGE };

/* What a row of options.h says beside the name, the number and the sentence, which are a symbol. */
struct sockopt {
	const struct type *value;	/* of what goes in and comes out; NULL: another name of the one above */
	enum sockopt_access access;
	enum sockopt_role role;		/* of another name: where it is the one to show; else ROLE_NONE */
	bool learned;			/* the system's business unless the script has set it */
	unsigned char whole;		/* what comes is whole pieces of so many bytes, whatever optlen says */
	unsigned char unit;		/* bytes of what getsockopt's optlen counts, where it is not bytes */
};

/* A level. */
struct sockopts {
	int level;
	const char *word;		/* what stands before the dot in "tcp.nodelay" */
	const struct symbols *names;	/* its options; other names directly behind the option's own */
	const struct sockopt *rows;	/* as many, and in the same order */
	/* Which sockets have it: of a family (of any, where none is named), type and protocol (0: any). */
	int families[2], type, protocol;
	/* What a short name means that another level has as well. */
	bool wins;				/* this level's option, whatever the other is */
	const struct sockopts *preferred_to;	/* this level's, not that one's, where a socket has both */
	const struct sockopts *behind;		/* that level's, on every socket */
};
/* All levels, in the order of options.h; ends with NULL. */
extern const struct sockopts *const sockopts_all[];

const struct sockopts *sockopts_by_level(int level);		/* NULL when there is none */
/* The level that a word of command notation names before a dot; NULL when it is none. */
const struct sockopts *sockopts_by_word(struct slice word);

/* Is this level one that sockets such as the handle have? True where nothing is known. */
bool sockopts_fit(const struct sockopts *table, const struct handle *handle);

/* An option: its level and number, and what is known of them. */
struct option_place {
	int level, name;
	const struct sockopts *table;	/* NULL when the level has none */
	const struct symbol *symbol;	/* its own name; NULL, as the next, when it is not known */
	const struct sockopt *row;
};
struct option_place option_by_number(int level, int name);
/* The one that a call of getsockopt or setsockopt is about: read from its other arguments. */
struct option_place option_of_call(const struct context *c);

/* How a message names it: "SO_LINGER"; "option 99". In the arena. */
const char *option_label(struct arena *arena, const struct option_place *place);

/*
 * The option that a word of command notation means on this handle: SO_REUSEADDR, reuseaddr,
 * tcp.nodelay. `only` is the table of the level if that is known, else NULL: short names of several
 * levels are then decided by the handle's facts, which may make a shown call. False with a message.
 */
bool option_by_word(struct context *c, struct slice word, const struct sockopts *only,
		    struct option_place *place);

/*
 * The name in this table that a word means: SO_REUSEADDR, reuseaddr; what has no short name is
 * itself in small letters: mcast_join_group. NULL when it is none.
 */
const struct symbol *option_named(const struct sockopts *table, struct slice word);

/* The name to show for an option in a role: SO_ATTACH_FILTER is SO_GET_FILTER where it is got. NULL: none. */
const char *option_name(int level, int64_t name, enum sockopt_role role);

/* Is the word a C name, all of it, in small letters: fionbio? */
bool word_is_small_name(struct slice word, const char *name);
/* on, off, yes, no: how integers that are switches can be written. */
bool word_is_switch(struct slice word, int64_t *n);
/* from_words of a number without words of its own; it can be a switch. */
bool switch_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg);

/* ---- types of values: what words they take stands where each is defined ---- */

extern const struct type type_stamp, type_stamp64, type_stampns, type_stampns64;	/* never compared */
extern const struct type type_stamping, type_stamping64;
extern const struct type type_pidfd;		/* of a process; its number is new */
extern const struct type type_linger, type_timeval, type_timeval64, type_ucred, type_tcp_info;

/* Integers that are switches, have a unit, or have names for what they can be. */
extern const struct type type_option_switch;
extern const struct type type_option_seconds, type_option_milliseconds, type_option_microseconds;
extern const struct type type_option_size;	/* 64k, 1M */
extern const struct type type_option_words;	/* several 32-bit numbers */
extern const struct type type_option_ports;	/* two ports in one number: 40000-50000 */
extern const struct type type_option_errno;
extern const struct type type_option_socktype, type_option_family, type_option_protocol;
extern const struct type type_option_mtu_discover, type_option_ipv6_mtu_discover;
extern const struct type type_option_tos, type_option_timestamping, type_option_buf_lock;
extern const struct type type_option_txrehash, type_option_prefer_src, type_option_repair;
extern const struct type type_option_repair_queue, type_option_encap;
extern const struct type type_option_tpacket_version;

#endif
