/* Address families: all that is known of one stands in its row, and nowhere else. */
#ifndef SOCKSH_FAMILY_H
#define SOCKSH_FAMILY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "conditions.h"
#include "slice.h"
#include "type.h"

/* A part of an address that has a name of its own: the port of `$srv.port`. */
struct address_part {
	const char *name;
	/*
	 * Its text, in the arena. The address is as long as its structure, at least. False with a
	 * message; when there is no memory, too.
	 */
	bool (*text)(struct context *c, const struct arg *address, struct slice *text);
};

/* How addresses are written as a word, for help. */
struct word_form {
	const char *form, *text;
};

/* Where the kernel's own choice stands in the bytes behind the family (sa_data). A size of 0: nowhere. */
struct chosen {
	unsigned char at, size;
	enum learned_kind kind;
};

/* What a failure of one call means on sockets of one family. */
struct family_hints {
	const char *call;
	const struct hint *hints;	/* ends with a text of NULL */
};

/*
 * A row. What is NULL, 0 or false is not known, or is not so. Functions that get an address may look at
 * as many bytes as `structure->size` says, or at `len` of them where they get a length.
 */
struct address_family {
	int number;			/* AF_INET */

	/*
	 * The structure that its addresses are; without one they are bytes. A size of 0: it depends.
	 * The members are what completion proposes.
	 */
	const struct type *structure;
	struct chosen chosen;
	const char *likely;		/* a word for what a socket could have, while a script is only checked */

	/* ---- words ---- */

	const struct word_form *forms;	/* end with a form of NULL */
	const char *loopback;		/* for the word `loopback:0`, bind's default: another word */
	/* Looks the word like one of its addresses, where no socket tells the family? Several may say so. */
	bool (*is_word)(const struct word *word);
	bool everywhere;		/* its words are such on sockets of every family */
	/* Takes one word and fills the argument; false with a message. A look-up shows a line of its own. */
	bool (*from_words)(const struct address_family *self, struct context *c, struct words *words,
			   struct arg *arg);
	/* Proposes beginnings of words; says whether more follows them (`glued`), and whether files do. */
	void (*complete)(struct candidates *candidates);

	/* ---- text ---- */

	/* The whole as a word that from_words reads, in the arena; "" of no name. False with a message. */
	bool (*to_text)(struct context *c, const struct arg *address, struct slice *text);
	const struct address_part *parts;	/* end with a name of NULL */
	/* The short cut past the tree; false, and nothing is shown, when the tree has to be made. */
	bool (*show)(const struct arg *address, struct out *out);

	/* ---- what hints need ---- */

	uint64_t conditions;		/* of its sockets: IS_* */
	size_t least, most;		/* lengths that the kernel takes; `most` of 0: any that has room */
	size_t datagram_most;		/* bytes of a UDP datagram */
	uint64_t (*address_conditions)(const void *address, size_t len);	/* TO_* */
	/* Remembers whom an address names; false when it is nobody. `local` is cleared before. Has in_way. */
	bool (*remember)(const void *address, size_t len, struct local *local);
	/*
	 * Is what `other` is bound to in the way of `local`, which `made` was about? Then `held` says more
	 * of it (NAME_IS_DUAL). Both are of families that share this function.
	 */
	bool (*in_way)(const struct made *made, const struct local *local, const struct handle *other,
		       uint64_t *held);
	const struct family_hints *hints;	/* before the call's own; end with a call of NULL */

	/* ---- what its sockets do ---- */

	bool lends_name;		/* what accept() makes says the name of the one that listens, without having it */
	bool refusal_disconnects;	/* ECONNREFUSED takes a socket's peer away */
	bool passes_descriptors;	/* with SCM_RIGHTS */
};

#define FAMILY(name) extern const struct address_family family_##name;
#include "families.h"

/* Never NULL: of a number that is not in the list nothing is known. */
const struct address_family *address_family(int number);
/* The i-th of the list, 0 for the first; NULL behind the last. */
const struct address_family *address_family_at(size_t i);
/* "AF_INET", or "this family". */
const char *address_family_name(int number);
/* The hints of a family for a call, or NULL. */
const struct hint *address_family_hints(const struct address_family *family, const char *call);

#endif
