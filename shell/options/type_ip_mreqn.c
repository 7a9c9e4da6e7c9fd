/*
 * struct ip_mreqn, of IP_ADD_MEMBERSHIP and IP_MULTICAST_IF. Its first 8 bytes are all of struct ip_mreq, which the kernel
 * takes as well, and where imr_address is called imr_interface, as strace has it of both.
 */
#include <netinet/in.h>

#include "address.h"
#include "inet_text.h"
#include "sockopt.h"

static const struct member members[] = {
	MEMBER(struct ip_mreqn, imr_multiaddr, "imr_multiaddr", type_in_addr),
	MEMBER(struct ip_mreqn, imr_address, "imr_interface", type_in_addr),
	MEMBER(struct ip_mreqn, imr_address, "imr_address", type_in_addr, .alias = true),
	MEMBER(struct ip_mreqn, imr_ifindex, "imr_ifindex", type_interface),
	{ 0 },
};

const struct type type_ip_mreqn = TYPE_STRUCTURE("ip_mreqn", struct ip_mreqn, members,
						 .words = "239.1.2.3, with lo or 127.0.0.1 behind it",
						 MEMBERS_AS_WORDS);

/* ---- of IP_MULTICAST_IF, which takes an address alone, too ---- */

static bool interface_from_words(const struct type *self, struct context *c, struct words *words,
				 struct arg *arg)
{
	struct slice word = words_take(words)->text;
	struct in_addr address;
	uint32_t index;

	if (in_addr_read(word, &address)) {
		if (!arg_room(c, arg, sizeof(address)))
			return false;
		memcpy(arg->at, &address, sizeof(address));
		return true;
	}
	if (!interface_read(c, word, &index) || !arg_room(c, arg, self->size))
		return false;
	*(struct ip_mreqn *)arg->at = (struct ip_mreqn){ .imr_ifindex = (int)index };
	return true;
}

const struct type type_multicast_if = TYPE_STRUCTURE("ip_mreqn", struct ip_mreqn, members,
						     .words = "127.0.0.1, or lo, or its index",
						     .shorter = &type_in_addr,
						     .from_words = interface_from_words);
