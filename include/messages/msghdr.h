/* A message of sendmsg and recvmsg: the kernel's header, and what type_msghdr knows besides. */
#ifndef SOCKSH_MSGHDR_H
#define SOCKSH_MSGHDR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "call.h"
#include "type.h"

#ifndef SCM_PIDFD
#define SCM_PIDFD 4
#endif

/* Bytes of room where a command, or `...`, does not say. */
enum { MESSAGE_BUFFER_ROOM = 4096, MESSAGE_CONTROL_ROOM = 512 };

/* What is known of a buffer beside its iovec. */
struct buffer {
	size_t len;		/* bytes at iov_base that mean something: supplied, or expected */
	bool cut;		/* expected: they are only a beginning */
	bool padded;		/* to send: zeros, which are not shown, stand behind them */
	bool anything;		/* stands for memory that the line did not spell out */
};

/* A control message, as a line has it or as it is found in memory. */
struct control_piece {
	uint64_t len;		/* cmsg_len, whatever the data */
	int level, type;
	struct slice data;
	const struct node *rights;	/* expected: descriptors that nobody has seen yet */
	bool anything;		/* expected: any data */
	bool cut;		/* expected: the data is only a beginning */
	bool unknown;		/* no message, but what strace could not read behind the last one */
	bool padded;		/* to send: more stands behind the data than is shown */
};

/* Parts of the header that the line did not spell out. */
enum {
	ANY_NAME = 1 << 0,
	ANY_NAMELEN = 1 << 1,
	ANY_BUFFERS = 1 << 2,
	ANY_CONTROL = 1 << 3,
	ANY_CONTROLLEN = 1 << 4,
	ANY_FLAGS = 1 << 5,
};

/*
 * As the kernel has them (struct user_msghdr and struct cmsghdr of its linux/socket.h): a libc's may be
 * narrower, and padded.
 */
struct message_header {
	void *msg_name;
	socklen_t msg_namelen;
	struct iovec *msg_iov;
	size_t msg_iovlen;
	void *msg_control;
	size_t msg_controllen;
	int msg_flags;
};

struct control_header {
	size_t cmsg_len;
	int cmsg_level, cmsg_type;
};

/* The memory of a msghdr argument. All that it points to is the statement's arena. */
struct message_block {
	struct message_header header;	/* first: this is what the kernel gets */
	bool receiving;
	bool expectation;	/* stands for what should come back; the kernel never gets it */
	unsigned anything;	/* ANY_* */
	uint64_t namelen, controllen;	/* as they went in; the header has what came out */
	size_t name_room, control_room;	/* bytes that are mapped there */
	size_t control_given;	/* of these, up to where the line spelled them out; zeros follow */
	size_t listed;		/* buffers that the line spelled out; more may be mapped */
	struct buffer *buffers;	/* one for each iovec that is mapped */
	void *untouched;	/* the first buffer, from arena_fresh(), until it is written; else NULL */
	struct control_piece *expected;	/* of an expectation: what the line has */
	size_t expected_count;
	struct node *options;	/* control messages that options asked for, as a list */
	struct word *to;	/* the option's address, until the acting handle is known */
};

/* Has the kernel written its part of the message, or is this what it should have written? */
static inline bool message_came(const struct context *c, enum view view,
				const struct message_block *block)
{
	return block->expectation || (view != GOES_IN && c->made->error == 0);
}

/* The kernel has counted `came` bytes: has it written them? */
static inline void message_measure(struct message_block *block, int64_t came)
{
	if (block->untouched && (came <= 0 || arena_touched(block->untouched)))
		block->untouched = NULL;
}

/* Does the line leave open what stands here: `...`, or a pointer into another process? */
static inline bool is_scratch(const struct node *node)
{
	return node->kind == NODE_ANYTHING || (node->kind == NODE_NUMBER && node->number != 0);
}

/* An empty message, as the parameter wants it: where `arg` has room for one, or in new memory. */
struct message_block *message_new(struct context *c, enum view view, struct arg *arg);

/*
 * Memory for what is_scratch() says, cleared; an unreadable page where the line says EFAULT, of
 * which nothing is mapped. NULL with a message, as for `...` where a message is sent.
 */
void *message_scratch(struct context *c, enum view view, const struct node *node,
		      const struct message_block *block, size_t *room);

/* NULL as strace prints it, as C has it (0), or left out. */
static inline bool is_null(const struct node *node)
{
	return !node || node->kind == NODE_NULL || (node->kind == NODE_NUMBER && node->number == 0);
}

/* ---- command notation, as a type's functions: shell/messages/message_words.c ---- */

bool message_from_words(const struct type *self, struct context *c, struct words *words,
			struct arg *arg);
int message_from_option(const struct type *self, struct context *c, struct slice name,
			struct words *words, struct arg *arg);
/* The value of an option, expanded; a copy in the arena. NULL with a message. */
struct word *option_word(struct context *c, const char *option, struct words *words);
bool message_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg);
extern const struct type_option message_options[];

/* ---- what stands in a msghdr's braces, and in those of its lists ---- */

extern const struct type type_iovecs, type_control;
extern const struct type type_control_type;	/* cmsg_type: as the level beside it names them */
extern const struct type type_rights;		/* a,b: the handles of --rights */

/* ---- buffers: shell/messages/type_buffers.c ---- */

/* The list of msg_iov; sets msg_iov and msg_iovlen. False with a message. */
bool buffers_from_node(struct context *c, enum view view, const struct node *node, uint64_t iovlen,
		       struct message_block *block);
struct node *buffers_to_node(struct context *c, enum view view, const struct message_block *block);
/* One more buffer, of command notation: `bytes` and zeros behind them up to `room`. */
bool buffers_add(struct context *c, struct message_block *block, struct slice bytes, size_t room);

/* ---- control messages: shell/messages/type_control.c, control_walk.c, control_options.c ---- */

/* What the data of a kind of message is; of all others it is bytes. */
struct control_row {
	int level, type;
	const struct type *element;
	bool list;		/* any number of them, an int each; else one structure */
	bool brings;		/* those that come are new descriptors ... */
	enum handle_kind kind;	/* ... of this kind */
};

const struct control_row *control_row(int level, int type);	/* NULL: bytes */

enum {
	CONTROL_DATA_AT = CMSG_LEN(0),		/* of a message: where its data begins */
	MOST_RIGHTS = 253,			/* SCM_MAX_FD: of a message with more the kernel takes none */
};

/* What the types of messages of a level are called, as the options that ask for them; NULL: by number alone. */
const struct symbols *control_names(int level);

static inline bool is_rights(int level, int type)
{
	return level == SOL_SOCKET && type == SCM_RIGHTS;
}

/* The list of msg_control, in `controllen` bytes; sets msg_control. False with a message. */
bool control_from_node(struct context *c, enum view view, const struct node *node,
		       struct message_block *block);
/* NULL where there is nothing to show. */
struct node *control_to_node(struct context *c, enum view view, const struct message_block *block);
/* Has the line spelled out the data of all messages, but for one too long, which the kernel refuses? */
bool control_gives_all(const struct message_block *block);
/* False, with a message, when a descriptor is to be passed that is not in the handle table. */
bool control_only_handles(struct context *c, const struct message_block *block);
/* --rights, --creds, --control, as a type's from_option. */
int control_from_option(struct context *c, struct slice name, struct words *words,
			struct message_block *block);
size_t control_descriptors(const struct message_block *block, struct descriptor *came, size_t most);
size_t control_descriptor_nodes(const struct node *control, const struct node **nodes, size_t most);

#endif
