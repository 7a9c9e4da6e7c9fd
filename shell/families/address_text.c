/* Of addresses of every family: their texts, one that is likely, and what hints ask of them. */
#include "address.h"
#include "call.h"
#include "family.h"

/* ---- text ---- */

const char *address_part_named(struct slice name)
{
	const struct address_family *family;

	for (size_t i = 0; (family = address_family_at(i)); i++)
		for (const struct address_part *part = family->parts; part && part->name; part++)
			if (slice_is(name, part->name))
				return part->name;
	return NULL;
}

const char *address_parts(struct arena *arena, int family)
{
	const char *text = "";

	for (const struct address_part *part = address_family(family)->parts; part && part->name && text; part++)
		text = arena_format(arena, "%s.%s ", text, part->name);
	return text ? text : "";
}

static const struct address_part *part_of(const struct address_family *family, const char *name)
{
	for (const struct address_part *part = family->parts; part && part->name; part++)
		if (strcmp(part->name, name) == 0)
			return part;
	return NULL;
}

bool address_to_text(struct context *c, const struct arg *address, const char *name, struct slice *text)
{
	struct arg there = *address;
	const struct address_family *family;
	const struct address_part *part;
	sa_family_t number = AF_UNSPEC;

	there.len = there.at ? address_bytes(address) : 0;
	if (there.len >= FAMILY_BYTES)
		memcpy(&number, there.at, FAMILY_BYTES);
	family = address_family(number);
	if (family->structure && there.len >= family->structure->size) {
		part = name ? part_of(family, name) : NULL;
		if (part)
			return part->text(c, &there, text);
		if (!name && family->to_text)
			return family->to_text(c, &there, text);
	}
	return wrong(c, "an address of %s has no %s", address_family_name(number),
		     name ? name : "text of its own");
}

/* ---- while a script is only checked ---- */

bool address_likely(struct context *c, int number, struct arg *address)
{
	const struct address_family *family = address_family(number);
	const struct sockaddr other = { .sa_family = (sa_family_t)number };
	/* As an expanded word: no number in it is the script's. */
	struct word word = { .text = slice_of(family->likely ? family->likely : ""), .expanded = true };
	struct words words = { &word, 1 };

	if (family->likely)
		return family->from_words(family, c, &words, address);
	return address_put(c, address, &other, sizeof(other));
}

/* ---- hints ---- */

static bool is_length_of(const struct address_family *family, int64_t len)
{
	size_t most = family->most ? family->most : sizeof(struct sockaddr_storage);

	return len >= (int64_t)family->least && len <= (int64_t)most;
}

uint64_t address_conditions(const struct facts *facts, const void *at, size_t room, int64_t len)
{
	size_t count = len > 0 && (uint64_t)len < room ? (size_t)len : len > 0 ? room : 0;
	uint64_t known = TO_SOMEBODY;
	const struct address_family *family;
	sa_family_t number;

	if (!at)
		return 0;
	if (facts->known && !is_length_of(address_family(facts->family), len))
		known |= TO_BAD_LENGTH;
	if (count < sizeof(number))
		return known;
	memcpy(&number, at, sizeof(number));
	if (facts->known && number != facts->family && number != AF_UNSPEC)
		known |= TO_OTHER_FAMILY;
	family = address_family(number);
	if (family->address_conditions && count >= family->structure->size)
		known |= family->address_conditions(at, count);
	return known;
}

bool address_remember(const void *address, size_t len, struct local *local)
{
	const struct address_family *family;
	sa_family_t number;

	*local = (struct local){ 0 };
	if (!address || len < sizeof(number))
		return false;
	memcpy(&number, address, sizeof(number));
	family = address_family(number);
	if (family->remember && len >= family->structure->size && family->remember(address, len, local))
		local->family = number;
	return local->family;
}
