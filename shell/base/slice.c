/* Slices as the keys of tables. */
#include "slice.h"

/* Of one to seven bytes: another number for each others of that length. */
static uint64_t few_bytes(const char *at, size_t len)
{
	uint32_t first, last;

	if (len >= sizeof(first)) {
		memcpy(&first, at, sizeof(first));
		memcpy(&last, at + len - sizeof(last), sizeof(last));
		return (uint64_t)first << 32 | last;
	}
	return (uint64_t)(unsigned char)at[0] << 16 | (uint64_t)(unsigned char)at[len / 2] << 8 |
	       (unsigned char)at[len - 1];
}

uint64_t slice_hash(struct slice slice)
{
	uint64_t h = slice.len, part;
	size_t i = 0;

	/* Eight bytes at a time: bare words of data are looked up too. */
	for (; slice.len - i >= sizeof(part); i += sizeof(part)) {
		memcpy(&part, slice.at + i, sizeof(part));
		h = (h ^ part) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 32;
	}
	part = i < slice.len ? few_bytes(slice.at + i, slice.len - i) : 0;
	h = (h ^ part) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 32;
}
