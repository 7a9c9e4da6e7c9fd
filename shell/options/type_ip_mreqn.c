/*
 * struct ip_mreqn, of IP_ADD_MEMBERSHIP. Its first 8 bytes are all of struct ip_mreq, which the kernel
 * takes as well, and where imr_address is called imr_interface, as strace has it of both.
 */
#include <netinet/in.h>

#include "address.h"
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
						 .from_words = structure_from_words,
						 .complete = structure_complete);
