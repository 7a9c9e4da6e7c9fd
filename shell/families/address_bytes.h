/* Addresses as bytes behind their family: {sa_family=AF_CAN, sa_data="\0\3…"}. */
#ifndef SOCKSH_ADDRESS_BYTES_H
#define SOCKSH_ADDRESS_BYTES_H

#include "type.h"

/* What can stand in the braces of such an address, for completion. */
extern const struct type type_address_bytes;

/* From {sa_family=…, sa_data="…"}; the family alone is a struct sockaddr full of zeros. False with a message. */
bool address_bytes_from_node(struct context *c, enum view view, const struct node *node, int family,
			     struct arg *arg);
/* The same back; at least the family is there. NULL: out of memory. */
struct node *address_bytes_to_node(struct context *c, enum view view, const struct arg *arg, int family);

#endif
