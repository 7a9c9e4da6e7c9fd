/* Memory that lives as long as a statement. */
#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	BLOCK_BYTES = 64 << 10,
	HEADER_BYTES = 4096,
};

struct arena_block {
	struct arena_block *next;
	_Alignas(max_align_t) char bytes[];
};

struct arena_large {
	struct arena_large *next;
	size_t size;			/* of the mapping, this header's pages included */
};

struct arena_cleanup {
	struct arena_cleanup *next;
	void (*run)(void *what);
	void *what;
};

static void *exhausted(struct arena *arena)
{
	arena->exhausted = true;
	return NULL;
}

static bool add_block(struct arena *arena)
{
	struct arena_block *block = malloc(BLOCK_BYTES);

	if (!block)
		return false;
	block->next = arena->blocks;
	arena->blocks = block;
	arena->at = block->bytes;
	arena->end = (char *)block + BLOCK_BYTES;
	return true;
}

/* Of memory that is mapped and not used, all but the header costs nothing. */
static struct arena_large *map(size_t size)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return at == MAP_FAILED ? NULL : at;
}

static void *add_large(struct arena *arena, struct arena_large *large, size_t size, size_t header)
{
	*large = (struct arena_large){ arena->large, size };
	arena->large = large;
	return (char *)large + header;
}

static void *alloc_large(struct arena *arena, size_t size)
{
	struct arena_large *large = size > SIZE_MAX - HEADER_BYTES ? NULL : map(size + HEADER_BYTES);

	return large ? add_large(arena, large, size + HEADER_BYTES, HEADER_BYTES) : exhausted(arena);
}

void *arena_fresh(struct arena *arena, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct arena_large *large = size > SIZE_MAX - 2 * page ? NULL : map(size + page);

	if (!large)
		return exhausted(arena);
	/* As a part of a huge page, all of it would be touched with the header. */
	madvise(large, size + page, MADV_NOHUGEPAGE);
	return add_large(arena, large, size + page, page);
}

bool arena_touched(const void *fresh)
{
	unsigned char resident;

	return mincore((void *)(uintptr_t)fresh, 1, &resident) != 0 || (resident & 1);
}

void *arena_more(struct arena *arena, size_t size)
{
	if (size >= ARENA_LARGE_BYTES)
		return alloc_large(arena, size);
	return add_block(arena) ? arena_alloc(arena, size) : exhausted(arena);
}

void *arena_zero(struct arena *arena, size_t size)
{
	void *at = arena_alloc(arena, size);

	if (at && size < ARENA_LARGE_BYTES)		/* fresh mappings are zero */
		memset(at, 0, size);
	return at;
}

char *arena_copy(struct arena *arena, const void *bytes, size_t len)
{
	char *copy = len == SIZE_MAX ? exhausted(arena) : arena_alloc(arena, len + 1);

	if (!copy)
		return NULL;
	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text = len < 0 ? exhausted(arena) : arena_alloc(arena, (size_t)len + 1);
	if (!text)
		return NULL;
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return text;
}

bool arena_at_reset(struct arena *arena, void (*run)(void *what), void *what)
{
	struct arena_cleanup *cleanup = arena_alloc(arena, sizeof(*cleanup));

	if (!cleanup)
		return false;
	*cleanup = (struct arena_cleanup){ arena->cleanups, run, what };
	arena->cleanups = cleanup;
	return true;
}

static void run_cleanups(struct arena *arena, const struct arena_cleanup *until)
{
	for (; arena->cleanups != until; arena->cleanups = arena->cleanups->next)
		arena->cleanups->run(arena->cleanups->what);
}

static void free_large(struct arena *arena, const struct arena_large *until)
{
	while (arena->large != until) {
		struct arena_large *large = arena->large;

		arena->large = large->next;
		munmap(large, large->size);
	}
}

static void free_blocks(struct arena *arena, const struct arena_block *until)
{
	while (arena->blocks != until) {
		struct arena_block *block = arena->blocks;

		arena->blocks = block->next;
		free(block);
	}
}

struct arena_mark arena_mark(const struct arena *arena)
{
	return (struct arena_mark){ arena->at, arena->end, arena->blocks, arena->large, arena->cleanups };
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
	run_cleanups(arena, mark.cleanups);
	free_large(arena, mark.large);
	free_blocks(arena, mark.blocks);
	arena->at = mark.at;
	arena->end = mark.end;
	arena->exhausted = false;
}

void arena_reset(struct arena *arena)
{
	struct arena_block *first = arena->blocks;
	struct arena_mark start = { 0 };

	if (first && !first->next && !arena->large && !arena->cleanups) {	/* as after most statements */
		arena->at = first->bytes;
		arena->exhausted = false;
		return;
	}
	if (first) {
		while (first->next)
			first = first->next;
		start.at = first->bytes;
		start.end = (char *)first + BLOCK_BYTES;
		start.blocks = first;
	}
	arena_rewind(arena, start);
}

void arena_free(struct arena *arena)
{
	run_cleanups(arena, NULL);
	free_large(arena, NULL);
	free_blocks(arena, NULL);
	*arena = (struct arena){ 0 };
}
