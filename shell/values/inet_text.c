/* Internet addresses as text, and back: the same text with every libc. */
#include "inet_text.h"

#include <arpa/inet.h>
#include <string.h>

/* A number in a base of at most 16, behind what is there. */
static char *put_number(char *at, unsigned n, unsigned base)
{
	char digits[10];
	size_t count = 0;

	do {
		digits[count++] = "0123456789abcdef"[n % base];
		n /= base;
	} while (n);
	while (count)
		*at++ = digits[--count];
	return at;
}

size_t in_addr_text(const void *address, char text[IN_TEXT_BYTES])
{
	const uint8_t *bytes = address;
	char *at = text;

	for (int i = 0; i < 4; i++) {
		if (i)
			*at++ = '.';
		at = put_number(at, bytes[i], 10);
	}
	*at = '\0';
	return (size_t)(at - text);
}

/* The longest run of at least two zero groups, the first of several: what `::` stands for. */
struct run {
	int from, count;
};

static struct run longest_run(const unsigned groups[8])
{
	struct run longest = { -1, 1 };

	for (int i = 0; i < 8; i++) {
		int from = i;

		while (i < 8 && groups[i] == 0)
			i++;
		if (i - from > longest.count)
			longest = (struct run){ from, i - from };
	}
	return longest;
}

/* Does an IPv4 address stand in the last four bytes: ::1.2.3.4, ::ffff:1.2.3.4? */
static bool ends_in_ipv4(const unsigned groups[8], struct run zeros)
{
	return zeros.from == 0 && (zeros.count == 6 || (zeros.count == 5 && groups[5] == 0xffff));
}

size_t in6_addr_text(const void *address, char text[IN6_TEXT_BYTES])
{
	const uint8_t *bytes = address;
	unsigned groups[8];
	struct run zeros;
	char *at = text;

	for (int i = 0; i < 8; i++)
		groups[i] = (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
	zeros = longest_run(groups);
	for (int i = 0; i < 8; i++) {
		if (i == zeros.from) {
			*at++ = ':';
			i += zeros.count - 1;
			if (i == 7)
				*at++ = ':';
			continue;
		}
		if (i)
			*at++ = ':';
		if (i == 6 && ends_in_ipv4(groups, zeros))
			return (size_t)(at - text) + in_addr_text(bytes + 12, at);
		at = put_number(at, groups[i], 16);
	}
	*at = '\0';
	return (size_t)(at - text);
}

static bool read_text(int family, struct slice text, void *address)
{
	char copy[IN6_TEXT_BYTES];

	if (text.len == 0 || text.len >= sizeof(copy) || memchr(text.at, '\0', text.len))
		return false;
	memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	return inet_pton(family, copy, address) == 1;
}

bool in_addr_read(struct slice text, void *address)
{
	return read_text(AF_INET, text, address);
}

bool in_addr_short(struct slice text, char whole[IN_TEXT_BYTES])
{
	char copy[IN6_TEXT_BYTES] = { 0 };
	struct in_addr address;

	if (text.len == 0 || text.len >= sizeof(copy) || in_addr_read(text, &address))
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!memchr("0123456789.xXabcdefABCDEF", text.at[i], 25))
			return false;
	memcpy(copy, text.at, text.len);
	if (!inet_aton(copy, &address))
		return false;
	in_addr_text(&address, whole);
	return true;
}

bool in6_addr_read(struct slice text, void *address)
{
	return read_text(AF_INET6, text, address);
}
