/*
 * What can be known of a call, and hints that are chosen by it, as data.
 *
 * A condition is a bit. It holds only where the shell knows it for certain: from what the line says, and
 * from what the socket's own calls have shown before (a handle's facts.seen). The kernel is asked for
 * nothing. Families say what is so of their sockets and addresses, calls which hint is for what.
 */
#ifndef SOCKSH_CONDITIONS_H
#define SOCKSH_CONDITIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HINT_CONDITION(n) (UINT64_C(1) << (n))

/* The acting socket, or the one that socket() was to make. */
#define IS_UNIX		HINT_CONDITION(0)
#define IS_INET		HINT_CONDITION(1)	/* AF_INET, AF_INET6 */
#define IS_IPV4		HINT_CONDITION(2)	/* AF_INET */
#define IS_IPV6		HINT_CONDITION(3)	/* AF_INET6 */
#define IS_STREAM	HINT_CONDITION(4)
#define IS_DGRAM	HINT_CONDITION(5)
#define IS_SEQPACKET	HINT_CONDITION(6)
#define IS_RAW		HINT_CONDITION(7)
#define IS_PING		HINT_CONDITION(62)	/* ICMP datagrams */

/* What its calls have shown: a handle's facts.seen, learned as include/statement/seen.h says. */
#define IS_UNCONNECTED	HINT_CONDITION(8)	/* of these five at most one */
#define IS_CONNECTING	HINT_CONDITION(9)	/* is under way, or nobody has seen how it ended */
#define IS_CONNECTED	HINT_CONDITION(10)	/* as far as was shown; datagrams: to a peer */
#define IS_FAILED	HINT_CONDITION(11)	/* a connect that was under way has failed */
#define IS_OVER		HINT_CONDITION(12)	/* an error has ended the connection */
#define IS_BOUND	HINT_CONDITION(13)	/* has a local port or name, given or chosen */
#define IS_UNBOUND	HINT_CONDITION(14)
#define IS_LISTENING	HINT_CONDITION(15)
#define IS_SHUT_RD	HINT_CONDITION(16)
#define IS_SHUT_WR	HINT_CONDITION(17)
#define IS_NONBLOCKING	HINT_CONDITION(18)
#define IS_V6ONLY	HINT_CONDITION(19)	/* options that are on */
#define IS_REUSEADDR	HINT_CONDITION(20)
#define IS_REUSEPORT	HINT_CONDITION(21)
#define IS_BROADCASTING	HINT_CONDITION(22)
#define HAS_RCVTIMEO	HINT_CONDITION(23)
#define HAS_SNDTIMEO	HINT_CONDITION(24)

/* The address that the call was given. */
#define TO_SOMEBODY	HINT_CONDITION(25)	/* there is one */
#define TO_OTHER_FAMILY	HINT_CONDITION(26)	/* than the socket's */
#define TO_BAD_LENGTH	HINT_CONDITION(27)	/* that no address of the socket's family has */
#define TO_PORT_0	HINT_CONDITION(28)
#define TO_LOW_PORT	HINT_CONDITION(29)	/* 1 to 1023 */
#define TO_LINK		HINT_CONDITION(30)	/* link-local, without its interface */
#define TO_MAPPED	HINT_CONDITION(31)	/* ::ffff:127.0.0.1 */
#define TO_GROUP	HINT_CONDITION(32)	/* multicast */
#define TO_BROADCAST	HINT_CONDITION(33)	/* one that is so in every network */
#define TO_LOOPBACK	HINT_CONDITION(34)
#define TO_UNNAMED	HINT_CONDITION(35)	/* AF_UNIX: the family alone */
#define TO_ABSTRACT	HINT_CONDITION(36)
#define TO_PATH		HINT_CONDITION(37)

/* The other arguments. */
#define BY_OOB		HINT_CONDITION(38)	/* MSG_OOB */
#define BY_DONTWAIT	HINT_CONDITION(39)
#define BY_PEEK		HINT_CONDITION(40)
#define BY_ERRQUEUE	HINT_CONDITION(41)
#define BY_FASTOPEN	HINT_CONDITION(42)
#define BY_ODD_FLAGS	HINT_CONDITION(43)	/* accept4: not SOCK_NONBLOCK and SOCK_CLOEXEC alone; epoll_ctl: no operation */
#define BY_NEGATIVE	HINT_CONDITION(44)	/* a length below 0 */
#define BY_PROTOCOL_0	HINT_CONDITION(45)
#define BY_CONTROL	HINT_CONDITION(46)	/* with control messages */
#define BY_MANY_BUFFERS	HINT_CONDITION(47)	/* more than the 1024 that a message can have */
#define OF_NOTHING	HINT_CONDITION(48)	/* 0 bytes were given, or asked for */
#define OF_A_DATAGRAM	HINT_CONDITION(49)	/* not more bytes than a UDP datagram can hold */
#define OF_TOO_MUCH	HINT_CONDITION(50)	/* more than that */

/* A socket of another handle that is in the way. The text begins with NAME, which is its name. */
#define NAME_LISTENS	HINT_CONDITION(51)
#define NAME_IS_BOUND	HINT_CONDITION(52)	/* and does not listen */
#define NAME_IS_DUAL	HINT_CONDITION(53)	/* beside them: the one has [::], the other IPv4 */

/* What came of a call that succeeded. */
#define GOT_NOTHING	HINT_CONDITION(54)	/* 0 bytes */
#define GOT_ALL_ROOM	HINT_CONDITION(55)	/* and nobody has said whether that was all */
#define GOT_CUT		HINT_CONDITION(56)	/* msg_flags has MSG_TRUNC */
#define TOOK_A_PART	HINT_CONDITION(57)	/* of the bytes or messages that were given; or fewer came than asked for */
#define POLLED_HUP	HINT_CONDITION(58)
#define POLLED_RDHUP	HINT_CONDITION(59)
#define POLLED_ERR	HINT_CONDITION(60)
#define POLLED_NVAL	HINT_CONDITION(61)

/* Shown by its calls as well: a stream whose peer sends no more. */
#define IS_ENDED	HINT_CONDITION(63)

/* What can be seen of a message: the one alone, or of several the first that was not done. */
struct about {
	bool sent;
	uint64_t bytes;			/* that it has, or has room for */
	uint64_t messages;		/* how many there are, where the result counts them; else 0 */
	bool many_buffers;		/* more than a message can have */
	bool control;			/* it has control messages */
	bool cut;			/* one of those that came was longer than its room */
	const void *address;		/* whom it goes to; NULL for the peer */
	size_t address_room;		/* bytes that are mapped there */
	int64_t address_len;
};

/* For a hint that is about one option: its level and name. */
#define HINT_OPTION(level, name) ((level) << 16 | (name))

/* A success that puzzles is explained once a session: which kind it is. */
enum puzzle {
	PUZZLE_NONE,
	PUZZLE_END_OF_STREAM, PUZZLE_SHUT, PUZZLE_OVER, PUZZLE_EMPTY, PUZZLE_NO_ROOM,
	PUZZLE_FULL, PUZZLE_PEEK_FULL, PUZZLE_CUT, PUZZLE_SHORT,
	PUZZLE_HUP, PUZZLE_HUP_UNCONNECTED, PUZZLE_RDHUP, PUZZLE_ERR, PUZZLE_ERR_CONNECTING,
	PUZZLE_NVAL,
};

struct hint {
	int error;		/* an errno, or an EAI_* code; 0 for a success */
	const char *text;	/* said in a comment */
	uint64_t when;		/* all of these hold */
	int option;		/* HINT_OPTION(), where it is for one alone; else 0 */
	enum puzzle puzzle;	/* of a success */
};

#endif
