/*
 * The kinds of handles, a row each, in the order in which `use` tells which are current:
 *
 *	KIND(constant, name, prefix, properties...)
 *
 * `constant` makes KIND_SOCKET; name, prefix and properties are those of struct kind. Included with
 * KIND defined. The first is the kind of a declaration that says none.
 */
KIND(SOCKET, "socket", "s", .is_socket = true)
KIND(PIDFD, "pidfd", "pidfd")
KIND(EPOLL, "epoll", "ep")
