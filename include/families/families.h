/*
 * The address families of which more is known than their number, a line each: FAMILY(name) is the row
 * `family_name` of family.h, in shell/families/name.c. In their order help tells of them.
 *
 * Included with FAMILY defined; it is gone behind it.
 */
FAMILY(inet)
FAMILY(inet6)
FAMILY(unix)
FAMILY(netlink)
FAMILY(packet)
FAMILY(vsock)
FAMILY(unspec)

#undef FAMILY
