/* struct ipv6_mreq, of IPV6_ADD_MEMBERSHIP. */
#include <netinet/in.h>

#include "address.h"
#include "sockopt.h"

static const struct member members[] = {
	MEMBER(struct ipv6_mreq, ipv6mr_multiaddr, "ipv6mr_multiaddr", type_in6_addr),
	MEMBER(struct ipv6_mreq, ipv6mr_interface, "ipv6mr_interface", type_interface),
	{ 0 },
};

const struct type type_ipv6_mreq = TYPE_STRUCTURE("ipv6_mreq", struct ipv6_mreq, members,
						  .words = "ff02::1:2, with lo behind it",
						  MEMBERS_AS_WORDS);
