/* Slices as the keys of tables. */
#include "slice.h"

uint64_t slice_hash(struct slice slice)
{
	uint64_t h = slice.len, part = 0;
	size_t i = 0;

	/* Eight bytes at a time: bare words of data are looked up too. */
	for (; slice.len - i >= sizeof(part); i += sizeof(part)) {
		memcpy(&part, slice.at + i, sizeof(part));
		h = (h ^ part) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 32;
	}
	for (part = 0; i < slice.len; i++)
		part = part << 8 | (unsigned char)slice.at[i];
	h = (h ^ part) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 32;
}
