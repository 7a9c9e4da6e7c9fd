/* The kinds of handles as a table. */
#include "handle.h"

const struct kind handle_kinds[KIND_COUNT] = {
#define KIND(constant, name_, prefix_, ...) \
	[KIND_##constant] = { .name = name_, .prefix = prefix_, __VA_ARGS__ },
#include "kinds.h"
#undef KIND
};
