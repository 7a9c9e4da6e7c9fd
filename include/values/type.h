/*
 * Types: how a value of the API is read from words and trees, and shown again.
 *
 * Whatever the manual says, an argument of a C call is a number or a piece of memory. A type knows
 * how the language writes it. It converts in a context: the other values of the call, the facts of
 * the acting handle, the direction, and for what comes back, the result.
 */
#ifndef SOCKSH_TYPE_H
#define SOCKSH_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "arena.h"
#include "candidates.h"
#include "handle.h"
#include "lex.h"
#include "message.h"
#include "node.h"
#include "out.h"
#include "slice.h"
#include "symbols.h"

struct about;
struct shell;
struct learned;
struct made;
struct param;
struct type;

/* ---- values ---- */

/*
 * One value of a call: a number in n, or memory at `at`; which of the two, its type says (`pointer`). It
 * starts as zero. What the line gives is filled in by the type (from_words, from_option, from_node,
 * prepare); then the call gets it, and from then on it holds what came. All memory is the arena's: it
 * lives as long as the statement, and nobody frees it.
 *
 * A type of numbers sets n. A type of memory gets it from arg_room(), which sets at, len and room, and
 * lowers len where fewer bytes mean something. The other fields are for those named beside them, and
 * stay zero elsewhere.
 */
struct arg {
	int64_t n;		/* the number, as wide as the type is, with its sign */
	void *at;		/* the memory; NULL is the pointer NULL */
	size_t len;		/* bytes that mean something there: of what went in, or of what came */
	size_t room;		/* bytes that are mapped there: no length handed to the kernel is above it */
	/* How the line wrote it: set where trees and words are read. */
	bool cut;		/* the bytes are only a beginning ("abc"...) */
	bool scratch;		/* a pointer of a log, or sizeof(): the line did not spell out what is there, or how long */
	bool optioned;		/* an option of command notation gave it, or a part of it */
	bool mapped;		/* it has a script's number, in whose place another descriptor stands */
	/* Lengths: bytes beyond those that the line gave. */
	size_t zeros;		/* goes in: of these bytes, the last so many are zeros that the line did not give */
	bool padded;		/* goes in: zeros, which are not shown, stand behind the bytes */
	unsigned char unit;	/* bytes that one of the length beside it counts; 0 is 1 */
	/* What the kernel has done with it. */
	bool untouched;		/* from arena_fresh(), and nobody has written there yet */
	const void *was;	/* of memory that goes in and comes back: a copy from before the call; else NULL */
	/* Members of structures that point, and what stands where they lead. */
	bool is_told;		/* what a member leads to: `told` is what the length beside that member says, ... */
	uint64_t told;		/* ... UINT64_MAX where there is none */
	const char *told_as;	/* how that length is called; NULL where there is none */
	uint64_t open;		/* expected, of a member that `opens`: which others the line leaves open, a bit each */
	struct arg *behind;	/* of structures, and lists of them, with members that point: an arg each for
				   what these lead to, in order; NULL where nobody here has made the memory */
};

enum { MAX_ARGS = 6 };

/* ---- what surrounds a value while it is read, shown or compared ---- */

struct context;

/* Which side of a call a tree or a value stands for. */
enum view {
	GOES_IN,	/* what the line gives the kernel */
	EXPECTED,	/* what the line says comes back; the kernel never sees it */
	CAME,		/* what the kernel wrote */
};

/*
 * What a value needs to know that only a call can tell. Each is made and shown like any other; false,
 * with a message, when it fails. Who runs statements hands them down.
 */
struct asking {
	/* The local address of a handle, or its peer's. */
	bool (*address)(struct context *c, struct handle *handle, bool peer, struct arg *address);
	/* The first address of a host and service; either may be empty. */
	bool (*lookup)(struct context *c, struct slice host, struct slice service, int family, int socktype,
		       struct arg *address);
	/*
	 * The facts of a handle. Those of a received descriptor are asked for now (getsockopt SO_DOMAIN,
	 * SO_TYPE, SO_PROTOCOL).
	 */
	bool (*facts)(struct context *c, struct handle *handle);
};

/*
 * What surrounds the values of one call, handed to every function of a type. It is the caller's, and ends
 * with the statement. A type takes memory from `arena`, leaves mistakes in `message` (with wrong()), reads
 * the values before its own in made->args, and the acting handle's facts in made->handle. It sets nothing
 * here but what it converts.
 */
struct context {
	struct shell *shell;		/* for those who run statements alone: values do not know it */
	struct arena *arena;
	struct message *message;
	struct handles *handles;	/* the shell's, as are the next four */
	struct out *out;		/* for comments */
	const struct asking *ask;
	void **unreadable;		/* a page that EFAULT comes from; NULL there until one is needed */
	bool checking;			/* -n: nothing is called */
	bool guessing;			/* the same, to see whether other words would do: names are looked for */
	struct made *made;		/* the call: its other values, the acting handle, and what came of it */
	const struct param *param;	/* the one being converted */
	bool only_in;			/* a part of it that only goes in, whichever way the rest goes */
	struct learned *learned;	/* the script's own map; NULL at the prompt */
	bool call_notation;
	const char *option;		/* of command notation, whose value is being read; NULL where it is none's */
	bool expects_success;		/* the line says so: `= 0`, `= 3` */
	int expects_error;		/* the line says so: `= -1 EBADF`; else 0 */
};

/* A descriptor that came. */
struct descriptor {
	int fd;
	enum handle_kind kind;
};

/* Descriptors that will come: how many, of which kind. */
struct bringing {
	int count;			/* BRINGS_SOME where that depends on the world */
	enum handle_kind kind;
};

enum { BRINGS_SOME = -1 };

/* ---- types ---- */

/* Which way a member goes in a structure that goes in and comes back; in others all go one way. */
enum member_way {
	MEMBER_BOTH,		/* in, and what came is shown behind it where it differs: 128 => 16 */
	MEMBER_IN,		/* the kernel reads it, with all that is in it, and leaves it as it is */
	MEMBER_OUT,		/* only the kernel writes it: what a line has there is what must come */
};

/*
 * A member of a structure: a row each, in the order shown. Ends with a name of NULL.
 *
 * Of a parameter that is shown twice, in its place and in the result's parentheses (in_result), the
 * place has those that go in, and the result those that come: MEMBER_BOTH are in both.
 */
struct member {
	const char *name;		/* as strace prints it: "sin_port" */
	size_t offset, size;		/* in bytes */
	const struct type *type;
	enum member_way way;
	bool points;			/* a pointer; the value of `type` stands where it leads, and is shown in its place */
	bool trails;			/* of a record, the last: it stands behind the others, and is as long as the record
					   leaves it; `size` is 0 */
	bool opens;			/* of a pointer: a line that has none, where something comes, leaves open whatever
					   else it has not; strace shows no more of a call that failed */
	int of;				/* a length: of which member that points (1 is the first), in bytes, or in
					   elements of a list; of one that trails, with all before it; else 0 */
	int64_t fallback;		/* of such a length, left out where the line says what comes back: the room */
	bool required;			/* where it goes in it cannot be left out */
	bool decides;			/* of a list that came, elements in which it is 0 are not shown */
	bool counts;			/* so many bytes came in what the structure leads to, not as many as the result says */
	bool hidden;			/* neither read nor shown */
	bool alias;			/* another name of the member in the row before: is read, and not shown */
	int64_t filler;			/* what it is in elements that the line does not spell out */
	bool if_set;			/* is not shown where it is 0; of a pointer, where its length is 0, too */
	/*
	 * Its type where the members before it or other values of the call say that, as a union's; NULL
	 * for `type`. `structure` has the members that neither point nor are chosen.
	 */
	const struct type *(*chosen)(const struct context *, const void *structure);
};

#define MEMBER(structure, member, as, type_, ...) \
	{ .name = as, .offset = offsetof(structure, member), \
	  .size = sizeof(((structure *)0)->member), .type = &(type_), __VA_ARGS__ }

/* How a list lies in memory: its elements one behind the other, unless it says something else. */
struct array {
	size_t count;			/* it has always so many; 0: as many as the length beside it says */
	bool set;			/* element n is bit n; written without commas: [3 4] */
	bool linked;			/* each element leads to the next, and the memory to the first ... */
	size_t link;			/* ... by the pointer at this offset */
	bool in_turn;			/* the bytes that came fill what its elements lead to, one after the other */
	bool by_result;			/* the call's result says how many elements came; where they went in, too, the
					   others are shown as they did */
	/*
	 * Elements are records: each says in its first member how long it is with what trails it, and
	 * the next one begins at a multiple of so many bytes. The length beside the list is in bytes.
	 */
	size_t record;
	size_t usual;			/* room in command notation, where no word says how much */
	int64_t filler;			/* of elements that are numbers: as member.filler */
	/* Of more elements the kernel looks at none, or at the first of them; NULL: it looks at all. */
	uint64_t (*most)(void);
};

/*
 * What a type takes in command notation besides its words: --family inet6. from_option reads it; this
 * is what completion and help know of it.
 */
struct type_option {
	const char *name;		/* without the dashes */
	unsigned words;			/* that belong to it, at most three */
	const struct type *values[3];	/* what each of them is, as far as it can be proposed; or NULL */
	bool comes;			/* taken where the value comes back; else where it only goes in */
	const char *value;		/* what the synopsis calls its word: "N"; NULL where the option is not in it */
};

/*
 * What the rest of a call hangs on: what the values beside it mean follows from such a one. A family is that
 * of a socket to be made, whose type and protocol are the next two parameters.
 */
enum chooses { CHOOSES_NOTHING, CHOOSES_FAMILY, CHOOSES_LEVEL, CHOOSES_OPTION, CHOOSES_REQUEST };

/*
 * How a kind of value is written, read, shown. A constant; one for each kind, not one for each value.
 *
 * Most types need no function of their own: a number is TYPE_NUMBER() and its symbols, a structure
 * TYPE_STRUCTURE() and its members, a list TYPE_ARRAY() and its element. Else these are needed:
 *
 *   name, and size where it is fixed; pointer where the call takes an address
 *   from_node, to_node    always: call notation, what is shown, and comparing
 *   from_words            where command notation takes words for it; without it a parameter takes none
 *   prepare               where memory comes back, or words can be left out (a fallback of "")
 *   complete              proposals for Tab; show, a faster way than to_node, and the rest where it fits
 */
struct type {
	const char *name;		/* as help says it: "address" */
	const char *function;		/* call notation writes it with: "htons"; may be NULL */
	const char *words;		/* what its words are, as help says it: "64k, 1M"; may be NULL */
	const char *tag;		/* of a structure, as C says it where that is not the name: "msghdr" */
	size_t size;			/* bytes of the number, or of the memory; 0: it depends */
	bool pointer;			/* the call gets arg.at; else it gets arg.n */
	bool is_sent;			/* it goes in, though the call writes something into it, too */
	bool is_signed;			/* a number in memory: is extended so */
	bool message_flags;		/* the MSG_ flags of a call */
	int64_t flags_taken;		/* of flags: hints tell where others are given (BY_ODD_FLAGS); 0: they do not */
	bool all_named;			/* of an enumeration: hints tell where another number is given (BY_ODD_FLAGS) */
	bool quoted;			/* a bare word is taken for a slip: a number, a name */
	bool data;			/* free bytes: options end before it, bare words that look like handles are refused */
	/*
	 * Of a descriptor: the type names a live handle (the acting one, where it is the first
	 * parameter's), and of which kind it is where the line leaves it out; or it brings new ones of
	 * a kind, so many whatever the other values are (0: that depends).
	 */
	bool names_handle;
	enum handle_kind kind;
	size_t creates;
	bool free_text;			/* any word may be one, and the type tells what is wrong with it */
	bool is_address;		/* of a socket */
	bool asks;			/* its word, the last of every call, may make a call of its own */
	unsigned char digits;		/* a number is shown in hexadecimal, in at least so many characters: 0x000005 */
	const struct type *shorter;	/* what the kernel takes in its place in no more bytes than that has, and returns */
	int64_t unit;			/* of a duration: how many nanoseconds its number counts by */
	enum chooses chooses;
	enum learned_kind learned;
	unsigned char learned_scope;	/* LEARN_ID: the address family */
	const struct symbols *symbols;	/* of flags and enumerations */
	const struct symbols *const *other_symbols;	/* what else stands in it; ends with NULL; may be NULL */
	const struct member *members;	/* of a structure: what can stand in its braces */
	/* The structures that it can be besides: the i-th, 0 for the first; NULL behind the last. */
	const struct type *(*variant)(size_t i);
	bool pointers;			/* of a structure: it holds some, and so is never written as bytes */
	const struct type *element;	/* of a list: what stands in its brackets */
	struct array array;		/* of a list: how it lies in memory */
	bool counts_elements;		/* of a length: not the bytes of what it is the length of */
	const struct type_option *options;	/* beside its words; ends with a name of NULL */
	bool flag_options;		/* each flag of `symbols` is an option, too: --peek */
	bool many;			/* takes as many words as there are */

	/*
	 * Functions that convert. `self` is the type itself, so that one function can serve many. False
	 * (NULL) with a message in c->message, or without one where the arena is exhausted. c->param is the
	 * parameter; the values before it are in c->made->args, and the acting handle in c->made->handle,
	 * which may be NULL. In call notation numbers and lengths are read before all memory.
	 *
	 * from_words: reads the words that are its own into `arg`, and takes them out of `words`, which has
	 *   at least one; usually that is one, with `many` all.
	 * from_option: reads `--NAME` (`name` is without the dashes) into `arg`, which from_words may then
	 *   complete. `words` has those that belong to it by the type's `options`, or fewer where the line
	 *   ends. 1: taken; 0: it is no option of the type; -1: not taken, with a message.
	 * from_node: reads a tree of call notation into `arg`. Where arg->at is set (a member, an
	 *   expectation) it writes there, at most arg->room bytes; else it takes memory with arg_room(). The
	 *   view says whether the tree goes in or is what must come back. NULL, `...`, foreign pointers and
	 *   IN => OUT are done already (memory_from_node()).
	 * prepare: makes memory for what comes back, or for what no word gives. `wanted` is the value of the
	 *   length beside it, in elements where that counts elements, else in bytes; -1 where there is none.
	 * to_node: the value as a tree, in the arena.
	 * show: the same text that the tree would give, appended to `out`. May be NULL.
	 */
	bool (*from_words)(const struct type *self, struct context *, struct words *, struct arg *);
	int (*from_option)(const struct type *self, struct context *, struct slice name,
			   struct words *, struct arg *);
	bool (*from_node)(const struct type *self, struct context *, enum view, const struct node *,
			  struct arg *);
	bool (*prepare)(const struct type *self, struct context *, int64_t wanted, struct arg *);
	/* Goes nothing in, of a value that could both go in and come out? It can be left open then: `...`. */
	bool (*only_comes)(const struct type *self, const struct context *);
	struct node *(*to_node)(const struct type *self, struct context *, enum view,
				const struct arg *);
	void (*show)(const struct type *self, struct context *, enum view, const struct arg *,
		     struct out *);
	/* Proposes values: of command notation, or where c->call_notation says so. */
	void (*complete)(const struct type *self, struct context *, struct candidates *);
	/*
	 * The type that a value is where that depends on what stands around it: on the family within the
	 * braces, a message's level and type, the option that a call is about. `own` is what has been
	 * read of its structure or list, `around` of the structure that it is a member of; each is NULL
	 * where there is none. NULL: as far as one can tell, any. Asked by completion, of unfinished text.
	 */
	const struct type *(*here)(const struct type *self, struct context *, const struct node *own,
				   const struct node *around);

	/*
	 * Of a structure: is what stands in its members possible? `node` is the line's. False with a
	 * message.
	 */
	bool (*check)(struct context *, const struct node *node, const void *structure);

	/* Of messages: what hints need to see of the one that the result is about. False where nothing can be. */
	bool (*about)(const struct made *, const struct arg *, struct about *about);

	/*
	 * Of a list of descriptors that were waited for: which one element i is about, and what hints can know
	 * of it, POLLED_* of conditions.h. False behind the last element.
	 */
	bool (*polled)(const struct arg *, size_t i, int *fd, uint64_t *conditions);
	/* The bytes that came, for `expect "…"`. Only of types that carry data. */
	struct slice (*bytes)(const struct type *self, struct context *, const struct arg *);
	/* How many bytes go out, or have room, where no length beside it says so. */
	uint64_t (*amount)(const struct type *self, const struct arg *);
	/*
	 * Types whose memory can bring new descriptors: those that came, and where a tree names them.
	 * brings says before the call which will come, as far as the other values tell. False with a
	 * message where they would come unseen.
	 */
	size_t (*descriptors)(const struct type *self, const struct context *, const struct arg *,
			      struct descriptor *came, size_t most);
	size_t (*descriptor_nodes)(const struct type *self, const struct context *, const struct node *,
				   const struct node **nodes, size_t most);
	bool (*brings)(const struct type *self, struct context *, const struct arg *, struct bringing *);
};

/* By value */
extern const struct type type_descriptor;	/* a handle's name; in trees also a number of the script */
extern const struct type type_socket;		/* the same, where the current socket acts */
extern const struct type type_passed, type_passed_pidfd;	/* in a message: handles that go, or new ones */
extern const struct type type_int;		/* 32 bits, signed */
extern const struct type type_unsigned;		/* 32 bits */
extern const struct type type_size;		/* a length that the line gives: recv 100 */
extern const struct type type_length;		/* a length that follows from another parameter; */
extern const struct type type_room;		/* the same in memory, as what comes back has room and is long: [128 => 16] */
extern const struct type type_length64;		/* the same as a size_t */
extern const struct type type_count;		/* a number of elements that follows from another parameter */
extern const struct type type_span;		/* one above the highest element of several sets */
extern const struct type type_family, type_socktype, type_protocol, type_shutdown, type_msg_flags;
extern const struct type type_accept_flags;	/* SOCK_NONBLOCK and SOCK_CLOEXEC alone */
extern const struct type type_level, type_optname;
extern const struct type type_milliseconds;	/* 500ms, 2s, -1 */
extern const struct type type_request;		/* ioctl's */
/* By pointer */
extern const struct type type_time, type_precise_time;	/* struct timeval, timespec: 500ms; what is left is not compared */
extern const struct type type_data;		/* bytes */
extern const struct type type_buffer;		/* the same, of one buffer of several */
extern const struct type type_sockaddr;
extern const struct type type_descriptor_pair;	/* socketpair's */
extern const struct type type_optval;		/* what the option says */
extern const struct type type_request_value;	/* what the request says */
extern const struct type type_msghdr;
extern const struct type type_pollfds;
extern const struct type type_sets;		/* select's: the words are those of all sets of the call ... */
extern const struct type type_other_set;	/* ... of which this is another one */
extern const struct type type_host, type_service, type_addrinfo_hints, type_addrinfo_list;

/* ---- helpers that types share ---- */

/*
 * A mistake about the value that is being converted: mistake() with c->message, and in call notation with the
 * parameter's name in front, where the word alone says little (`addr: …`). Who converts uses this; who speaks
 * of the statement as a whole uses mistake(). Always false.
 */
bool wrong(struct context *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same, and behind it the nearest right word, if there is one. */
bool wrong_near(struct context *c, const struct nearest *nearest, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* `… expected, found "…"`; quotes the tree's source. */
bool wrong_node(struct context *c, const struct node *node, const char *expected);

/*
 * Does the call have a flag under which its result may count bytes that the kernel has not written?
 * With MSG_TRUNC TCP and its like throw them away. Room for them is arena_fresh().
 */
bool may_count_unwritten(const struct context *c);

/*
 * How much memory backs a length that a line says: all of it, as the kernel checks that before it
 * clips it. It is only mapped, and costs as far as somebody writes there. Lengths above what any
 * memory can hold the kernel refuses before it looks.
 */
static inline size_t mapped_length(uint64_t length)
{
	return length > PTRDIFF_MAX ? 0 : (size_t)length;
}

/*
 * How many bytes are shown where the line gives `given` of them and says a `length`, up to which
 * zeros follow: all, if they are no more than an address can have; else those that were given.
 */
static inline size_t shown_length(size_t given, uint64_t length)
{
	return length <= given || length <= sizeof(struct sockaddr_storage) ? (size_t)length : given;
}

/* Memory for a value, cleared; sets at and room (at least `size`), and len to `size`. */
bool arg_room(struct context *c, struct arg *arg, size_t size);

/*
 * A number from a tree: a number, a constant of `symbols` (or any constant, by its C name), A|B,
 * htons(), htonl(), inet_addr(), if_nametoindex(), makedev(), sizeof(), strlen(). It must fit `size` bytes, signed or not.
 */
bool node_to_number(struct context *c, enum view view, const struct node *node,
		    const struct symbols *symbols, size_t size, int64_t *n);
/* sizeof(buf), strlen(text) of a variable that nobody knows: the length of what stands there. */
bool node_measures_variable(const struct node *node);
/* A number from one word: a number, or a constant of `symbols` in any of its forms. */
bool word_to_number(struct context *c, struct slice word, const struct symbols *symbols,
		    size_t size, int64_t *n);

/* Numbers in memory, in host byte order. `size` is 1, 2, 4 or 8. */
int64_t load_number(const void *at, size_t size, bool is_signed);
void store_number(void *at, size_t size, int64_t n);

/*
 * A value in memory: NULL, `...`, a pointer, IN => OUT, and for structures bytes as a string and
 * one number as [N]; else the type's own form. These are what the binder and other types call;
 * types' own functions need not care for the general forms.
 */
bool memory_from_node(const struct type *type, struct context *c, enum view view,
		      const struct node *node, struct arg *arg);
/* Bytes as a string, or one number as [N]: how every value in memory can also be written. */
bool bytes_from_node(struct context *c, enum view view, const struct node *node, struct arg *arg);
/* NULL, `...` where nothing was written, else the type's own tree. */
struct node *memory_to_node(const struct type *type, struct context *c, enum view view,
			    const struct arg *arg);

/*
 * The i-th member, 0 for the first, of a structure or of all that it can be, each name once; NULL behind
 * the last. For what is done now and then: completion, help.
 */
const struct member *type_member(const struct type *type, size_t i);

/*
 * No length goes to the kernel that is not backed by memory: `length` bytes behind arg->at, zeros
 * where the line has none. Of these only what shown_length() says counts as given.
 */
bool arg_back(struct context *c, struct arg *arg, int64_t length);

/*
 * from_words of a structure: each word fills the next member that can be made of it, the first word the
 * first; what is left out is zero. complete: what the members propose.
 */
bool structure_from_words(const struct type *self, struct context *c, struct words *words,
			  struct arg *arg);
void structure_complete(const struct type *self, struct context *c, struct candidates *candidates);

/* One member that does not point, of whatever type, at its place in `base`. Used by what nests structures. */
bool member_from_node(const struct member *member, struct context *c, enum view view,
		      const struct node *node, void *base);
struct node *member_to_node(const struct member *member, struct context *c, enum view view,
			    const void *base, size_t len);

/* from_node and to_node of every type that has `members`: {a=1, b=2}. Members left out are zero. */
bool structure_from_node(const struct type *self, struct context *c, enum view view,
			 const struct node *node, struct arg *arg);
struct node *structure_to_node(const struct type *self, struct context *c, enum view view,
			       const struct arg *arg);

/*
 * from_node, to_node, prepare, complete of every type that has an `element`: [a, b]. In a list that
 * came `...` as the last item is whatever else there is. No memory is touched because a count in a
 * line says so: up to `most` it is mapped, and elements with fillers are written up to a bound.
 */
bool array_from_node(const struct type *self, struct context *c, enum view view,
		     const struct node *node, struct arg *arg);
struct node *array_to_node(const struct type *self, struct context *c, enum view view,
			   const struct arg *arg);
bool array_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg);
bool structure_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg);
/* only_comes: of what is left open where something comes back, room is made by `prepare`. */
bool comes_back(const struct type *self, const struct context *c);
void array_complete(const struct type *self, struct context *c, struct candidates *candidates);
/* descriptors, descriptor_nodes, brings: of lists whose elements bring descriptors, or lead to what does. */
size_t array_descriptors(const struct type *self, const struct context *c, const struct arg *arg,
			 struct descriptor *came, size_t most);
size_t array_descriptor_nodes(const struct type *self, const struct context *c, const struct node *node,
			      const struct node **nodes, size_t most);
bool array_brings(const struct type *self, struct context *c, const struct arg *arg,
		  struct bringing *bringing);
/* The same of structures with members that bring some, or lead to what does. */
size_t structure_descriptors(const struct type *self, const struct context *c, const struct arg *arg,
			     struct descriptor *came, size_t most);
size_t structure_descriptor_nodes(const struct type *self, const struct context *c,
				  const struct node *node, const struct node **nodes, size_t most);
bool structure_brings(const struct type *self, struct context *c, const struct arg *arg,
		      struct bringing *bringing);

/* Element i of a list, as it lies in memory. False where there is none; not of sets, nor of records. */
bool array_element(const struct type *self, const struct arg *list, size_t i, struct arg *element);

/* Puts element n into a set; there need not be one yet. False with a message. */
bool set_add(struct context *c, struct arg *set, uint64_t n);
/* Memory for a set that reaches up to below element `count`. False with a message. */
bool set_reach(struct context *c, struct arg *set, uint64_t count);
/* The next element of a set that is not below *n. False where there is none. */
bool set_next(const struct arg *set, uint64_t *n);

/*
 * Memory that goes in and comes back, before the call: a copy is kept in arg->was, out of which
 * GOES_IN is shown. False with a message.
 */
bool memory_keep(struct context *c, struct arg *arg);
/* After it: how much came of what members of its structures lead to. `result` is the call's. */
void memory_measure(const struct type *type, struct context *c, struct arg *arg, int64_t result);

/*
 * Members that only come back, where a line writes them among what goes in: what it expects there,
 * and what came, as trees of the same form; NULL where the type has no members. False with a message.
 */
bool memory_within(const struct type *type, struct context *c, const struct node *written,
		   const struct arg *arg, struct node **expected, struct node **actual);

/* from_words, from_node, to_node, complete of every type that is a number with or without symbols. */
bool number_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg);
bool number_from_node(const struct type *self, struct context *c, enum view view,
		      const struct node *node, struct arg *arg);
struct node *number_to_node(const struct type *self, struct context *c, enum view view,
			    const struct arg *arg);
void number_show(const struct type *self, struct context *c, enum view view, const struct arg *arg,
		 struct out *out);
void number_complete(const struct type *self, struct context *c, struct candidates *candidates);
/* from_words, from_node, to_node, show, complete of every type that names a handle. */
bool descriptor_from_words(const struct type *self, struct context *c, struct words *words, struct arg *arg);
bool descriptor_from_node(const struct type *self, struct context *c, enum view view,
			  const struct node *node, struct arg *arg);
struct node *descriptor_to_node(const struct type *self, struct context *c, enum view view,
				const struct arg *arg);
void descriptor_show(const struct type *self, struct context *c, enum view view, const struct arg *arg,
		     struct out *out);
void descriptor_complete(const struct type *self, struct context *c, struct candidates *candidates);
/* from_option of types with `flag_options`. */
int flags_from_option(const struct type *self, struct context *c, struct slice name,
		      struct words *words, struct arg *arg);

/* A number type: TYPE_NUMBER("port", 2, false, …). */
#define TYPE_NUMBER(name_, size_, signed_, ...) \
	{ .name = name_, .size = size_, .is_signed = signed_, .from_words = number_from_words, \
	  .from_node = number_from_node, .to_node = number_to_node, .show = number_show, \
	  .complete = number_complete, __VA_ARGS__ }
/* A type that names a handle, of which the current one of this kind acts: TYPE_HANDLE(KIND_SOCKET). */
#define TYPE_HANDLE(kind_) \
	{ .name = "handle", .size = sizeof(int), .is_signed = true, .names_handle = true, .kind = kind_, \
	  .from_words = descriptor_from_words, .from_node = descriptor_from_node, \
	  .to_node = descriptor_to_node, .show = descriptor_show, .complete = descriptor_complete }
/* A structure type: TYPE_STRUCTURE("linger", struct linger, members, …). */
#define TYPE_STRUCTURE(name_, structure, members_, ...) \
	{ .name = name_, .size = sizeof(structure), .pointer = true, .members = members_, \
	  .from_node = structure_from_node, .to_node = structure_to_node, __VA_ARGS__ }

/* Of which each member takes a word, in command notation: TYPE_STRUCTURE(..., MEMBERS_AS_WORDS). */
#define MEMBERS_AS_WORDS \
	.many = true, .from_words = structure_from_words, .complete = structure_complete

/* A list: TYPE_ARRAY("numbers", type_u32, .prepare = array_prepare). */
#define TYPE_ARRAY(name_, element_, ...) \
	{ .name = name_, .pointer = true, .element = &(element_), .from_node = array_from_node, \
	  .to_node = array_to_node, __VA_ARGS__ }
/* Of which the elements bring descriptors. */
#define TYPE_BRINGING_ARRAY(name_, element_, ...) \
	TYPE_ARRAY(name_, element_, .prepare = array_prepare, .descriptors = array_descriptors, \
		   .descriptor_nodes = array_descriptor_nodes, .brings = array_brings, __VA_ARGS__)

/* Number types that structures are made of. */
extern const struct type type_u8, type_u16, type_u32, type_u64, type_i32, type_i64;
extern const struct type type_port;		/* htons(80); learned by protocol */
extern const struct type type_in_addr;		/* inet_addr("127.0.0.1") */
extern const struct type type_in6_addr;		/* inet_pton(AF_INET6, "::1", &sin6_addr) */
extern const struct type type_bytes;		/* only bytes: --hex, strings */
extern const struct type type_text;		/* a name of at most 16 bytes: TCP_CONGESTION */
extern const struct type type_path;		/* of a file */
extern const struct type type_sun_path;		/* the same, or an abstract name, which the kernel may choose */
extern const struct type type_sa_family;
extern const struct type type_pid, type_uid, type_gid;

/* Is this the page that nobody can read? */
static inline bool is_unreadable(const struct context *c, const void *at)
{
	return at && at == *c->unreadable;
}

/* The live handle of a bare word, or NULL. */
struct handle *word_handle(struct context *c, const struct word *word);

#endif
