/* A script's own map from its numbers to what the kernel chose. */
#include "learned.h"

#include <stdlib.h>

/* Beside the kinds of numbers, two more things are kept in the same table. */
enum { LEARN_DESCRIPTOR = 100, LEARN_REVERSE };

struct learned_entry {
	int kind;		/* 0: free */
	int scope;		/* a port's protocol */
	int64_t number;		/* of the script */
	uint64_t actual;	/* of the kernel; a handle's id */
	int fd;			/* of a handle */
};

struct learned_name {
	struct learned_name *next;
	size_t expected_len, actual_len;
	char bytes[];		/* the one behind the other */
};

static size_t key_hash(int kind, int scope, int64_t number)
{
	uint64_t h = (uint64_t)number * UINT64_C(0x9e3779b97f4a7c15);

	h ^= (uint64_t)(unsigned)scope * UINT64_C(0xc2b2ae3d27d4eb4f) + (uint64_t)kind;
	return (size_t)(h ^ h >> 29);
}

/* The entry of a key, or the free one where it would stand. The table is never full. */
static struct learned_entry *find(const struct learned *learned, int kind, int scope, int64_t number)
{
	size_t mask = learned->room - 1, i;

	if (!learned->entries)
		return NULL;
	for (i = key_hash(kind, scope, number) & mask; learned->entries[i].kind; i = (i + 1) & mask) {
		struct learned_entry *entry = &learned->entries[i];

		if (entry->kind == kind && entry->scope == scope && entry->number == number)
			break;
	}
	return &learned->entries[i];
}

static bool make_room(struct learned *learned)
{
	struct learned old = *learned;
	size_t room = old.room ? old.room * 2 : 32;

	if (old.room && old.count < old.room / 2)
		return true;
	learned->entries = calloc(room, sizeof(*learned->entries));
	if (!learned->entries) {
		learned->entries = old.entries;
		learned->incomplete = true;
		return false;
	}
	learned->room = room;
	for (size_t i = 0; i < old.room; i++) {
		const struct learned_entry *entry = &old.entries[i];

		if (entry->kind)
			*find(learned, entry->kind, entry->scope, entry->number) = *entry;
	}
	free(old.entries);
	return true;
}

static void put(struct learned *learned, int kind, int scope, int64_t number, uint64_t actual, int fd)
{
	struct learned_entry *entry;

	if (!make_room(learned))
		return;
	entry = find(learned, kind, scope, number);
	if (!entry->kind)
		learned->count++;
	*entry = (struct learned_entry){ kind, scope, number, actual, fd };
}

static const struct learned_entry *get(const struct learned *learned, int kind, int scope, int64_t number)
{
	const struct learned_entry *entry = find(learned, kind, scope, number);

	return entry && entry->kind ? entry : NULL;
}

void learned_free(struct learned *learned)
{
	while (learned->names) {
		struct learned_name *name = learned->names;

		learned->names = name->next;
		free(name);
	}
	free(learned->entries);
	*learned = (struct learned){ 0 };
}

/* ---- descriptors ---- */

struct handle *learned_handle(const struct learned *learned, const struct handles *handles, int64_t number)
{
	const struct learned_entry *entry = get(learned, LEARN_DESCRIPTOR, 0, number);
	struct handle *handle = entry ? handle_by_fd(handles, entry->fd) : NULL;

	return handle && handle->id == entry->actual ? handle : NULL;
}

void learned_set_handle(struct learned *learned, int64_t number, const struct handle *handle)
{
	put(learned, LEARN_DESCRIPTOR, 0, number, handle->id, handle->fd);
}

/* ---- numbers ---- */

/* Both directions, so that two of the script's numbers never stand for one of the kernel's. */
static void pair(struct learned *learned, enum learned_kind kind, int protocol, int64_t number, int64_t actual)
{
	put(learned, (int)kind, protocol, number, (uint64_t)actual, -1);
	put(learned, LEARN_REVERSE + (int)kind, protocol, actual, (uint64_t)number, -1);
}

bool learned_known(const struct learned *learned, enum learned_kind kind, int protocol, int64_t number,
		   int64_t *actual)
{
	const struct learned_entry *entry = get(learned, (int)kind, protocol, number);

	if (entry)
		*actual = (int64_t)entry->actual;
	return entry;
}

int64_t learned_in(struct learned *learned, enum learned_kind kind, int protocol, int64_t number)
{
	int64_t actual = number;

	if (!learned_known(learned, kind, protocol, number, &actual))
		pair(learned, kind, protocol, number, number);
	return actual;
}

bool learned_out(struct learned *learned, enum learned_kind kind, int protocol, int64_t expected,
		 int64_t actual)
{
	int64_t known;

	if (learned_known(learned, kind, protocol, expected, &known))
		return known == actual;
	if (get(learned, LEARN_REVERSE + (int)kind, protocol, actual))
		return false;
	pair(learned, kind, protocol, expected, actual);
	return true;
}

/* ---- names ---- */

static struct slice name_expected(const struct learned_name *name)
{
	return (struct slice){ name->bytes, name->expected_len };
}

static struct slice name_actual(const struct learned_name *name)
{
	return (struct slice){ name->bytes + name->expected_len, name->actual_len };
}

struct slice learned_name_in(const struct learned *learned, struct slice name)
{
	for (const struct learned_name *known = learned->names; known; known = known->next)
		if (slice_equal(name_expected(known), name))
			return name_actual(known);
	return name;
}

bool learned_name_out(struct learned *learned, struct slice expected, struct slice actual)
{
	struct learned_name *name;

	for (name = learned->names; name; name = name->next) {
		bool same = slice_equal(name_expected(name), expected);

		if (same || slice_equal(name_actual(name), actual))
			return same && slice_equal(name_actual(name), actual);
	}
	name = malloc(sizeof(*name) + expected.len + actual.len);
	if (!name) {
		learned->incomplete = true;
		return false;
	}
	*name = (struct learned_name){ learned->names, expected.len, actual.len };
	memcpy(name->bytes, expected.at, expected.len);
	memcpy(name->bytes + expected.len, actual.at, actual.len);
	learned->names = name;
	return true;
}
