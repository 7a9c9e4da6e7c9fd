/* The levels and their options: what the rows of options.h say beside names and numbers. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "sockopt.h"

/* What some libc's headers do not name. */
#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP 262
#endif
#ifndef SOL_RAW
#define SOL_RAW 255
#endif
#ifndef SOL_PACKET
#define SOL_PACKET 263
#endif
#ifndef SOL_NETLINK
#define SOL_NETLINK 270
#endif
#ifndef SOL_TLS
#define SOL_TLS 282
#endif
#ifndef SOL_XDP
#define SOL_XDP 283
#endif
#ifndef SOL_MPTCP
#define SOL_MPTCP 284
#endif

#define OPTION(number, name, access, value, ...) extern const struct type value;
#include "options.h"

/* Numbers and names stand at the same place in the level's symbols. */
#define LEVEL(word, ...) static const struct sockopt word##_rows[] = {
#define OPTION(number, name, access_, value_, meaning, ...) \
	{ .value = &(value_), .access = SOCKOPT_##access_, __VA_ARGS__ },
#define ALIAS(number, name) { .value = NULL },
#define CALLED(number, name, role_) { .role = ROLE_##role_ },
#define LEVEL_END };
#include "options.h"

#define LEVEL(word_, number, what, prefix, ...) \
	static const struct sockopts sockopts_##word_ = { \
		.level = number, .word = #word_, .names = &symbols_##word_##_option, \
		.rows = word_##_rows, __VA_ARGS__ \
	};
#include "options.h"

const struct sockopts *const sockopts_all[] = {
#define LEVEL(word, ...) &sockopts_##word,
#include "options.h"
	NULL,
};
