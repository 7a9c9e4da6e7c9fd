/*
 * The socket options: a level is a file and a line here, an option is a row in its level's file.
 *
 * LEVEL(word, number, what, prefix, ...)
 *	begins the file. `word` stands before the dot in tcp.nodelay, and makes the C names
 *	symbols_tcp_option and sockopts_tcp. A message says `what`: "TCP option". `prefix` is what C names
 *	have before the short name. Further members of struct sockopts say which sockets have the level.
 * OPTION(number, "NAME", access, value, "what it does", ...)
 *	an option: access is GET, SET, BOTH, or NEITHER where no kernel answers; value is the type
 *	(struct type) of what goes in or comes out. A type of its own is declared by the row: it needs
 *	only be defined, in shell/options. What it does is a sentence without its capital and full stop.
 *	Further members of struct sockopt may follow.
 * ALIAS(number, "NAME")
 *	another name of the option above, which is read and not shown.
 * CALLED(number, "NAME", role)
 *	the name to show for the option above where it is set, got or a control message: SET, GET,
 *	MESSAGE.
 *
 * Constants read the rows for names and numbers, options for the rest. Who includes this defines the
 * macros that it wants; the others are empty, and all of them are gone behind it.
 */
#ifndef LEVEL
#define LEVEL(word, number, what, prefix, ...)
#endif
#ifndef OPTION
#define OPTION(number, name, access, value, meaning, ...)
#endif
#ifndef ALIAS
#define ALIAS(number, name)
#endif
#ifndef CALLED
#define CALLED(number, name, role)
#endif
#ifndef LEVEL_END
#define LEVEL_END
#endif

/* Where a word means options of several levels, messages name them in this order. */
#include "options_socket.h"
#include "options_ip.h"
#include "options_ipv6.h"
#include "options_tcp.h"
#include "options_udp.h"
#include "options_udplite.h"
#include "options_mptcp.h"
#include "options_tls.h"
#include "options_raw.h"
#include "options_icmpv6.h"
#include "options_packet.h"
#include "options_netlink.h"
#include "options_vsock.h"
#include "options_xdp.h"

#undef LEVEL
#undef OPTION
#undef ALIAS
#undef CALLED
#undef LEVEL_END
