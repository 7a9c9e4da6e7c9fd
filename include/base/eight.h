/* Eight bytes at a time: text is long, and every byte of it is looked at. */
#ifndef SOCKSH_EIGHT_H
#define SOCKSH_EIGHT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A byte in each of the eight of a number. */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (uint8_t)(byte))

static inline uint64_t eight_bytes(const void *at)
{
	uint64_t bytes;

	memcpy(&bytes, at, sizeof(bytes));
	return bytes;
}

/* Is one of them this byte? */
static inline bool eight_have(uint64_t bytes, char byte)
{
	uint64_t zero = bytes ^ EACH(byte);

	return (zero - EACH(1)) & ~zero & EACH(0x80);
}

/* Are all of them ASCII, from `first` up, and none of them DEL? */
static inline bool eight_ascii(uint64_t bytes, char first)
{
	if (bytes & EACH(0x80))
		return false;
	return !((bytes + EACH(1)) & EACH(0x80)) && !((bytes - EACH(first)) & EACH(0x80));
}

#endif
