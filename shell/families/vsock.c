/* AF_VSOCK: between a virtual machine and its host. Its addresses are shown as bytes. */
#include <sys/socket.h>

#include "family.h"

const struct address_family family_vsock = {
	.number = AF_VSOCK,
	.chosen = { 2, sizeof(uint32_t), LEARN_ID },	/* svm_port */
};
