/* AF_NETLINK: the kernel's own message bus. Its addresses are shown as bytes. */
#include <sys/socket.h>

#include "family.h"

const struct address_family family_netlink = {
	.number = AF_NETLINK,
	.chosen = { 2, sizeof(uint32_t), LEARN_ID },	/* nl_pid */
};
