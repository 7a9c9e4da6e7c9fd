/* Calls: the one declaration from which everything else about a call follows. */
#ifndef SOCKSH_CALL_H
#define SOCKSH_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "type.h"

/* Which way a value goes: the kernel reads it, writes it, or both. What is no pointer is IN. */
enum way { IN, OUT, IN_OUT };

/*
 * A parameter. In command notation it takes words where its type reads any and it is not OUT, the acting
 * handle, or an `option`; in the order of the parameters.
 */
struct param {
	const char *name;		/* the manual's: "sockfd" */
	const struct type *type;
	enum way way;
	int of;				/* a length or count: of which parameter (1 is the first); else 0 */
	unsigned char spans[4];		/* a number: one above the highest element of these sets (1 is the first
					   parameter; 0 ends). Given in a script's numbers it is reckoned anew */
	const char *fallback;		/* words left out: this word stands for them; "": the type's prepare() makes
					   the value; NULL: they cannot be left out */
	bool option;			/* in command notation not a word but an option: --level tcp, or the type's own */
	const char *in_result;		/* what comes back is shown in the result's parentheses, behind this label */
};

enum result {
	RESULT_STATUS,		/* 0, or -1 and errno */
	RESULT_DESCRIPTOR,	/* a new handle, or -1 and errno */
	RESULT_COUNT,		/* bytes or elements of parameter `counts`, or -1 and errno */
	RESULT_VALUE,		/* any number, -1 too: there is no failure, and errno is not looked at */
	RESULT_EAI,		/* 0, or an EAI_* code; errno with EAI_SYSTEM */
};

/*
 * A call: all that is known of it, as data. A constant, listed in commands/contents.h; whatever reads, shows,
 * explains or completes it reads this.
 */
struct call {
	const char *name;
	const char *prototype;		/* as in the manual's SYNOPSIS */
	const char *summary;		/* "give a socket its local address" */
	const char *help;		/* more, in a few sentences; may be NULL */
	const char *example;		/* what is typed, behind `> `, and what is printed then; a test runs it */
	struct param params[MAX_ARGS];	/* ends with a name of NULL, or full */
	enum result result;
	enum handle_kind makes;		/* RESULT_DESCRIPTOR: of this kind; a socket where nothing is said */
	int counts;			/* RESULT_COUNT: of which parameter (1 is the first); 0: of none */
	bool blocks;			/* may wait for the world: what is shown is flushed before it */
	bool asks;			/* leaves everything as it was; but for what asking takes away, as SO_ERROR */
	bool prefers_listening;		/* without a handle: the current one if it listens, else the newest that does */
	const struct call *shorter;	/* the call that this one is when its last arguments are NULL and 0: send for sendto */
	const char *zero;		/* what strace says of a result of 0: "Timeout"; else NULL */
	const struct hint *hints;	/* the first that fits is told; ends with a text of NULL; may be NULL */
	const struct hint *puzzles;	/* the same, of successes */

	/*
	 * Makes the call and nothing else, with the values as they are in `args`, in the order of `params`.
	 * Returns what the function returns, with errno as that left it. All lengths are backed by memory.
	 */
	int64_t (*make)(struct arg *args);
	/*
	 * Of a call that succeeded: what is known of the descriptors that it made, into `facts`, which is
	 * zero; their kind is filled in by the caller. NULL where that is nothing.
	 */
	void (*facts)(const struct context *c, struct facts *facts);
	/*
	 * What the handle table learns from c->made, failed or not, after it was shown; while checking, too.
	 * May be NULL.
	 */
	void (*after)(struct context *c);
};

/*
 * What follows from a declaration, worked out once for all statements that make the call. In a set the
 * bit 1 << i is parameter i, 0 for the first.
 */
struct plan {
	uint8_t count;			/* of parameters */
	uint8_t words;			/* set: those that take words, in their order */
	uint8_t required;		/* set: of these, those that cannot be left out */
	uint8_t first_word;		/* the first that takes words; `count` where none does */
	uint8_t numbers;		/* set: what is passed by value, and lengths: read first in call notation */
	uint8_t lengths;		/* set: what follows from another parameter, and takes no words */
	uint8_t spans;			/* set: numbers that follow from sets */
	uint8_t rooms;			/* set: memory that is made for what comes back */
	uint8_t kept;			/* set: memory that goes in and comes back */
	uint8_t comes;			/* set: what comes back */
	uint8_t in_result;		/* set: what comes back in the result's parentheses */
	int8_t length_of[MAX_ARGS];	/* of each, the parameter that is its length or count; -1 for none */
	bool acting;			/* the first parameter is the acting handle */
	bool data;			/* the first that takes words is data that goes in: options end there */
	bool brings;			/* can bring new descriptors, as its result or in memory */
};

void plan_call(struct plan *plan, const struct call *call);

/* Takes the lowest out of a set that is not empty. */
static inline size_t plan_next(unsigned *set)
{
	size_t i = (size_t)__builtin_ctz(*set);

	*set &= *set - 1;
	return i;
}

/*
 * A made call: the one record that all later steps read. Whoever makes a call owns it, until the statement
 * ends; binding fills in args and handle, make_call() result, error, limit and facts, take_in() what it
 * created.
 */
struct made {
	const struct call *call;
	const struct plan *plan;	/* the call's; needed to bind, make, show and compare it */
	struct handle *handle;		/* acting; NULL when there is none */
	struct facts facts;		/* the handle's before the call, with IS_LISTENING */
	struct handle **created;	/* the new handles, in order; in the arena */
	size_t created_count;
	int64_t result;
	int error;			/* errno, or the EAI_* code; 0 for success */
	int64_t limit;			/* nanoseconds, after which a timeout has ended it; else 0 */
	struct arg args[MAX_ARGS];	/* before it is made what goes in, then what came; so many as the call has */
};

/* Has it a parameter i, 0 for the first? */
static inline bool call_has_param(const struct call *call, size_t i)
{
	return i < MAX_ARGS && call->params[i].name;
}

size_t call_param_count(const struct call *call);
/* Can it bring new descriptors, as its result or in memory? */
bool call_makes_descriptors(const struct call *call);
/*
 * How many new descriptors it makes whenever it succeeds, of which the first is current from then on.
 * What somebody else has sent (recvmsg) does not count.
 */
size_t call_creates(const struct call *call);
/* What a call will bring that is bound, as its result or in memory: as the types' `brings`. */
bool call_brings(struct context *c, struct bringing *bringing);

/* Is parameter i (0 for the first) the acting handle? */
static inline bool param_is_acting(const struct call *call, size_t i)
{
	return i == 0 && call->params[0].type && call->params[0].type->names_handle;
}

/* The kind of the handle that acts where none is named; KIND_ANY also where none acts. */
static inline enum handle_kind call_acts_on(const struct call *call)
{
	return param_is_acting(call, 0) ? call->params[0].type->kind : KIND_ANY;
}

/*
 * The option of this name (without dashes) that the parameter's type takes words behind; NULL when
 * there is none, as of flags.
 */
const struct type_option *param_option(const struct param *param, struct slice name);
/* Every option of the parameter, as it is typed: its type's, and that which it is itself. */
void param_add_options(const struct param *param, struct candidates *candidates);

/* Is the parameter what the call gives the kernel? Else something comes back there. */
static inline bool param_is_sent(const struct param *param)
{
	return param->way == IN || param->type->is_sent;
}

/* Does it take words of command notation? */
static inline bool param_takes_words(const struct call *call, size_t i)
{
	const struct param *param = &call->params[i];

	return param->type->from_words && param->way != OUT && !param->option && !param_is_acting(call, i);
}

/* The parameter, 0 for the first, that chooses a family, a level, an option, a request; -1 when there is none. */
int call_choosing(const struct call *call, enum chooses what);
/* The value of it in the made call; NULL when it has none. */
struct arg *arg_choosing(const struct context *c, enum chooses what);

/* `bind [HANDLE] [ADDRESS]`: from the declaration; for help and for messages. In the arena. */
const char *call_synopsis(struct arena *arena, const struct call *call);

/* `a` of the call's parameter i, 0 for the first. */
#define ARG_FD(a, i) ((int)(a)[i].n)
#define ARG_INT(a, i) ((int)(a)[i].n)

/* The number that a length or count is, or that stands in its memory; 0 where nobody can read that. */
static inline int64_t arg_number(const struct type *type, const struct arg *arg)
{
	if (!type->pointer)
		return arg->n;
	return arg->room < type->size ? 0 : load_number(arg->at, type->size, type->is_signed);
}

/* The same as it went in, of a call that was made. */
static inline int64_t arg_given(const struct type *type, const struct arg *arg)
{
	return arg->was ? load_number(arg->was, type->size, type->is_signed) : arg_number(type, arg);
}

/* The parameter that is the length or count of parameter i, 0 for the first; -1 when there is none. */
int call_length_of(const struct call *call, size_t i);
/* The length or count beside parameter i, as it goes in. False where there is none that can be read. */
bool length_beside(const struct context *c, size_t i, int64_t *n);

/* The MSG_ flags that a call is given; 0 where it takes none. */
int64_t message_flags(const struct made *made);

/* Which way goes what is being converted: a parameter, or a part of it that only goes in. */
static inline enum way way_of(const struct context *c)
{
	return c->param && !c->only_in ? c->param->way : IN;
}

/* Which parameter is being converted, 0 for the first. */
static inline size_t param_index(const struct context *c)
{
	return (size_t)(c->param - c->made->call->params);
}

#endif
