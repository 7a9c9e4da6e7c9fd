/* What the units of the handles share: a table, and a script's map. Nothing above this room is linked. */
#ifndef SOCKSH_TABLE_H
#define SOCKSH_TABLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "handle.h"
#include "learned.h"

struct table {
	struct handles handles;
	struct learned learned;
};

static inline int table_set_up(void **state)
{
	*state = calloc(1, sizeof(struct table));
	return *state ? 0 : -1;
}

static inline int table_tear_down(void **state)
{
	struct table *table = *state;

	learned_free(&table->learned);
	handles_free(&table->handles);
	free(table);
	return 0;
}

#define ON_TABLE(test) cmocka_unit_test_setup_teardown(test, table_set_up, table_tear_down)

static inline struct handle *add_of(struct table *table, const char *name, int fd, struct facts facts)
{
	struct handle *handle = handle_add(&table->handles, slice_of(name), fd, facts);

	assert_non_null(handle);
	assert_int_equal(handle->fd, fd);
	return handle;
}

static inline struct handle *add(struct table *table, const char *name, int fd)
{
	return add_of(table, name, fd, (struct facts){ 0 });
}

#endif
