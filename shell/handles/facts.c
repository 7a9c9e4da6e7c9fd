/* The facts of a socket, and what they are asked for by. */
#include <sys/socket.h>

#include "handle.h"

static const struct {
	int option;
	size_t offset;		/* of an int in struct facts */
} asked[] = {
	{ SO_DOMAIN, offsetof(struct facts, family) },	/* first: the protocol is shown by it */
	{ SO_TYPE, offsetof(struct facts, type) },
	{ SO_PROTOCOL, offsetof(struct facts, protocol) },
};

bool facts_learn(struct facts *facts, facts_ask ask, void *with)
{
	if (facts->known || !handle_kinds[facts->kind].is_socket)
		return true;
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		int value;

		if (!ask(with, asked[i].option, &value))
			return false;
		memcpy((char *)facts + asked[i].offset, &value, sizeof(value));
	}
	facts->known = true;
	return true;
}
