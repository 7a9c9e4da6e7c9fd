/* A message of sendmsg and recvmsg: the kernel's header, its buffers and its control messages. */
#ifndef SOCKSH_MSGHDR_H
#define SOCKSH_MSGHDR_H

#include <stddef.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "call.h"
#include "type.h"

/* Bytes of room where a command, or `...`, does not say. */
enum { MESSAGE_BUFFER_ROOM = 4096, MESSAGE_CONTROL_ROOM = 512 };

enum { MOST_BUFFERS = 1024 };	/* UIO_MAXIOV: of a longer list the kernel looks at nothing */

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

/* What a header leads to, in the order of arg->behind. */
enum { MESSAGE_NAME, MESSAGE_BUFFERS, MESSAGE_CONTROL };

/* The bytes of a message that came, of all buffers together; NULL where nobody has written any. */
struct slice message_bytes(struct context *c, const struct arg *message);
/* The bytes that its buffers have, or have room for. */
uint64_t message_room(const struct arg *message);
/* What hints need to see of it, but for `sent`. False where nothing can be seen. */
bool message_about(const struct arg *message, struct about *about);
/* The handles that a message passes on, as it went in. */
size_t message_passes(const struct context *c, const struct arg *message,
		      struct descriptor *passed, size_t most);

/* ---- command notation ---- */

/* What options and words say of a message; cleared before the first. */
struct message_parts {
	struct node *buffers, *control;	/* lists */
	size_t control_room;		/* for all of `control`, or for what comes */
	struct arg name;		/* the address that it goes to; without memory: to the peer */
};

/* The parts that options have begun in `arg`, or new ones. NULL with a message. */
struct message_parts *message_parts(struct context *c, const struct arg *arg);
/* from_option: 1 taken, 0 none of these, -1 with a message. */
int message_from_option(const struct type *self, struct context *c, struct slice name,
			struct words *words, struct arg *arg);
extern const struct type_option message_options[];

/* One more buffer: of the bytes of a word, or of the size that it says. */
bool message_add_data(struct context *c, struct message_parts *parts, const struct word *word);
bool message_add_room(struct context *c, struct message_parts *parts, const struct word *word);
/* The message as call notation would have it; the parts can make another one. NULL with a message. */
struct node *message_node(struct context *c, struct message_parts *parts);

bool message_from_words(const struct type *self, struct context *c, struct words *words,
			struct arg *arg);
bool message_prepare(const struct type *self, struct context *c, int64_t wanted, struct arg *arg);

/* ---- control messages: shell/messages/control.c ---- */

extern const struct type type_control;
extern const struct type type_control_type;	/* cmsg_type: as the level beside it names them */

/* What the types of messages of a level are called, as the options that ask for them; NULL: by number alone. */
const struct symbols *control_names(int level);

#endif
