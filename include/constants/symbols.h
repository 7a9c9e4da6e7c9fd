/* The constants of the API: their names and values, the same in every build. */
#ifndef SOCKSH_SYMBOLS_H
#define SOCKSH_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "slice.h"

struct arena;
struct message;
struct out;

struct symbol {
	const char *name;	/* the C name: "AF_INET" */
	int64_t value;
	const char *meaning;	/* a sentence without its capital and full stop, or NULL */
};

/*
 * A family of constants that stand in the same place. Of several names for a value the first is
 * the one to show. The short name of a constant is its name without the family's prefix in small
 * letters ("inet"); what has another prefix has no short name here ("PF_INET").
 */
struct symbols {
	const char *what;		/* as a message says it: "address family" */
	const char *prefix;		/* "AF_" */
	const struct symbol *entries;
	size_t count;
	bool flags;			/* bits that are or-ed; otherwise one of them stands alone */
	int64_t base;			/* with flags: the bits that hold one plain value (SOCK_STREAM), else 0 */
	const char *other_prefix;	/* a second prefix that gives short names ("SOL_"), or NULL */
	bool errors;			/* codes of failures: people know them by their C names alone */
};

#define SYMBOLS(what_, prefix_, table, ...) \
	{ .what = what_, .prefix = prefix_, .entries = table, \
	  .count = sizeof(table) / sizeof(table)[0], __VA_ARGS__ }

/* symbols_af, symbols_sock, …: the list says of each what is in it. */
#define CONSTANTS(name) extern const struct symbols symbols_##name;
#include "symbols_contents.h"

/* All families, for `constants`, for full names anywhere, and for completion. Ends with NULL. */
extern const struct symbols *const symbols_all[];

/* The entry with this C name, or NULL. */
const struct symbol *symbols_by_name(const struct symbols *symbols, struct slice name);
/* The entry with this C name or short name, or NULL. */
const struct symbol *symbols_by_word(const struct symbols *symbols, struct slice word);
/* The entry to show for a value, or NULL. */
const struct symbol *symbols_by_value(const struct symbols *symbols, int64_t value);
/*
 * The entry with this C name in any family, socket options and ioctl requests included; or NULL.
 * A name that stands in several families is always found in the same one, so that an entry is to
 * be listed once: where it is the one that is found by its own name.
 */
const struct symbol *symbols_anywhere(struct slice name);

/* Is `word` the short name of `entry` in this family? */
bool symbol_is_short(const struct symbols *symbols, const struct symbol *entry, struct slice word);
/* The short name of `entry` in this family, in the arena; NULL: it has none, or no memory. */
const char *symbol_short(const struct symbols *symbols, const struct symbol *entry,
			 struct arena *arena);

/*
 * Reads NAME, short name, number, or several joined by `|` where the family is one of flags.
 * False, with a message that guesses the nearest, when it is none of these.
 */
bool symbols_read(const struct symbols *symbols, struct slice word, int64_t *value,
		  struct arena *arena, struct message *message);

/* AF_INET, MSG_PEEK|MSG_DONTWAIT|0x40000000, SOCK_STREAM|SOCK_CLOEXEC, 0; what has no name as a number. */
void symbols_show(const struct symbols *symbols, int64_t value, struct out *out);

/* "ECONNREFUSED" of a number, or NULL; "Connection refused", in English whatever the locale. */
const char *errno_name(int error);
const char *errno_text(int error);
/*
 * The number of an errno's name, 0 when there is none. Of ERESTARTSYS and the like, which only strace
 * sees, it is that of what the program saw: EINTR.
 */
int errno_by_name(struct slice name);

/* The codes of symbols_eai: glibc's numbers. A libc may have others, or lack some of them. */
enum {
	LOOKUP_BADFLAGS = -1,
	LOOKUP_NONAME = -2,
	LOOKUP_AGAIN = -3,
	LOOKUP_FAIL = -4,
	LOOKUP_NODATA = -5,
	LOOKUP_FAMILY = -6,
	LOOKUP_SOCKTYPE = -7,
	LOOKUP_SERVICE = -8,
	LOOKUP_ADDRFAMILY = -9,
	LOOKUP_MEMORY = -10,
	LOOKUP_SYSTEM = -11,
	LOOKUP_OVERFLOW = -12,
	LOOKUP_INPROGRESS = -100,
	LOOKUP_CANCELED = -101,
	LOOKUP_NOTCANCELED = -102,
	LOOKUP_ALLDONE = -103,
	LOOKUP_INTR = -104,
	LOOKUP_IDN_ENCODE = -105,
};
/* "Name or service not known" for EAI_NONAME; NULL for what is no EAI_ code. */
const char *eai_text(int code);

#endif
