/* The handle table. Every way to a handle takes the same time, however many there are. */
#include "handle.h"

#include <stdio.h>
#include <stdlib.h>

#include "parse.h"

/* Above this many handles a program is at work, not a person whose fingers slip. */
enum { WATCHED_HANDLES = 256 };

static struct slice handle_name(const struct handle *handle)
{
	return (struct slice){ handle->name, handle->name_len };
}

/* ---- room ---- */

static void link_name(struct handles *handles, struct handle *handle)
{
	struct handle **bucket = &handles->by_name[slice_hash(handle_name(handle)) & (handles->buckets - 1)];

	handle->next_name = *bucket;
	*bucket = handle;
}

static bool make_name_room(struct handles *handles)
{
	size_t buckets = handles->buckets ? handles->buckets * 2 : 64;
	struct handle **by_name;

	if (handles->count < handles->buckets)
		return true;
	by_name = calloc(buckets, sizeof(struct handle *));
	if (!by_name)
		return false;
	free(handles->by_name);
	handles->by_name = by_name;
	handles->buckets = buckets;
	for (struct handle *handle = handles->oldest; handle; handle = handle->newer)
		link_name(handles, handle);
	return true;
}

static bool make_fd_room(struct handles *handles, int fd)
{
	size_t fds = handles->fds ? handles->fds : 64;
	struct handle **by_fd;

	while (fds <= (size_t)fd)
		fds *= 2;
	if (fds == handles->fds)
		return true;
	by_fd = realloc(handles->by_fd, fds * sizeof(struct handle *));
	if (!by_fd)
		return false;
	memset(by_fd + handles->fds, 0, (fds - handles->fds) * sizeof(struct handle *));
	handles->by_fd = by_fd;
	handles->fds = fds;
	return true;
}

/* ---- names of the past: a word that was a handle is not suddenly data ---- */

struct closed_name {
	struct closed_name *next;
	size_t len;
	char name[];
};

static struct closed_name **closed_bucket(const struct handles *handles, struct slice name)
{
	return &handles->closed[slice_hash(name) & (handles->closed_buckets - 1)];
}

static bool make_closed_room(struct handles *handles)
{
	size_t buckets = handles->closed_buckets ? handles->closed_buckets * 2 : 64;
	struct handles grown = { .closed_buckets = buckets };

	if (handles->closed_count < handles->closed_buckets)
		return true;
	grown.closed = calloc(buckets, sizeof(struct closed_name *));
	if (!grown.closed)
		return false;
	for (size_t i = 0; i < handles->closed_buckets; i++) {
		while (handles->closed[i]) {
			struct closed_name *name = handles->closed[i];
			struct closed_name **bucket = closed_bucket(&grown, (struct slice){ name->name, name->len });

			handles->closed[i] = name->next;
			name->next = *bucket;
			*bucket = name;
		}
	}
	free(handles->closed);
	handles->closed = grown.closed;
	handles->closed_buckets = buckets;
	return true;
}

/* Is it one of the names that handles get by themselves? Its number then, else 0. */
static uint64_t automatic_number(struct slice name, enum handle_kind *kind)
{
	for (int i = 0; i < KIND_COUNT; i++) {
		struct slice text = slice_of(handle_kinds[i].prefix);
		size_t prefix = text.len;
		int64_t n;

		if (name.len > prefix && slice_begins(name, text) && name.at[prefix] != '0' &&
		    word_to_int64((struct slice){ name.at + prefix, name.len - prefix }, &n) && n > 0) {
			*kind = (enum handle_kind)i;
			return (uint64_t)n;
		}
	}
	return 0;
}

static bool was_automatic(const struct handles *handles, struct slice name)
{
	enum handle_kind kind;
	uint64_t number = automatic_number(name, &kind);

	return number && number <= handles->next_number[kind];
}

bool handle_is_closed(const struct handles *handles, struct slice name)
{
	const struct closed_name *closed;

	if (name.len == 0 || handle_by_name(handles, name))
		return false;
	if (was_automatic(handles, name))
		return true;
	closed = handles->closed ? *closed_bucket(handles, name) : NULL;
	while (closed && !slice_equal(name, (struct slice){ closed->name, closed->len }))
		closed = closed->next;
	return closed;
}

/* Without memory the name is merely forgotten. */
static void remember_closed(struct handles *handles, struct slice name)
{
	struct closed_name *closed, **bucket;

	if (was_automatic(handles, name) || !make_closed_room(handles))
		return;
	bucket = closed_bucket(handles, name);
	for (closed = *bucket; closed; closed = closed->next)
		if (slice_equal(name, (struct slice){ closed->name, closed->len }))
			return;
	closed = malloc(sizeof(*closed) + name.len);
	if (!closed)
		return;
	*closed = (struct closed_name){ *bucket, name.len };
	memcpy(closed->name, name.at, name.len);
	*bucket = closed;
	handles->closed_count++;
}

static void free_closed(struct handles *handles)
{
	for (size_t i = 0; i < handles->closed_buckets; i++) {
		while (handles->closed[i]) {
			struct closed_name *name = handles->closed[i];

			handles->closed[i] = name->next;
			free(name);
		}
	}
	free(handles->closed);
}

/* ---- options ---- */

struct set_option {
	struct set_option *next;
	int level, name;
};

bool handle_option_is_set(const struct handle *handle, int level, int name)
{
	const struct set_option *option = handle->options;

	while (option && !(option->level == level && option->name == name))
		option = option->next;
	return option;
}

bool handle_set_option(struct handle *handle, int level, int name)
{
	struct set_option *option;

	if (handle_option_is_set(handle, level, name))
		return true;
	option = malloc(sizeof(*option));
	if (!option)
		return false;
	*option = (struct set_option){ handle->options, level, name };
	handle->options = option;
	return true;
}

static void free_handle(struct handle *handle)
{
	while (handle->options) {
		struct set_option *option = handle->options;

		handle->options = option->next;
		free(option);
	}
	free(handle);
}

/* ---- in and out ---- */

static struct slice free_name(struct handles *handles, enum handle_kind kind, char *buffer, size_t size)
{
	struct slice name;

	do {
		int len = snprintf(buffer, size, "%s%llu", handle_kinds[kind].prefix,
				   (unsigned long long)++handles->next_number[kind]);

		name = (struct slice){ buffer, (size_t)len };
	} while (handle_by_name(handles, name));
	return name;
}

struct handle *handle_add(struct handles *handles, struct slice name, int fd, struct facts facts)
{
	char buffer[32];
	struct handle *handle;

	if (fd < 0 || !make_name_room(handles) || !make_fd_room(handles, fd))
		return NULL;
	if (name.len == 0)
		name = free_name(handles, facts.kind, buffer, sizeof(buffer));
	handle = malloc(sizeof(*handle) + name.len + 1);
	if (!handle)
		return NULL;
	*handle = (struct handle){
		.id = ++handles->next_id, .fd = fd, .facts = facts, .older = handles->newest,
		.name_len = name.len,
	};
	memcpy(handle->name, name.at, name.len);
	handle->name[name.len] = '\0';
	if (handles->newest)
		handles->newest->newer = handle;
	else
		handles->oldest = handle;
	handles->newest = handle;
	handles->by_fd[fd] = handle;
	link_name(handles, handle);
	handles->count++;
	return handle;
}

static void unlink_listening(struct handles *handles, struct handle *handle)
{
	if (handle->newer_listening)
		handle->newer_listening->older_listening = handle->older_listening;
	else
		handles->newest_listening = handle->older_listening;
	if (handle->older_listening)
		handle->older_listening->newer_listening = handle->newer_listening;
	handle->listening = false;
}

static void unlink_name(struct handles *handles, const struct handle *handle)
{
	struct handle **at = &handles->by_name[slice_hash(handle_name(handle)) & (handles->buckets - 1)];

	while (*at != handle)
		at = &(*at)->next_name;
	*at = handle->next_name;
}

void handle_remove(struct handles *handles, struct handle *handle)
{
	if (handle->listening)
		unlink_listening(handles, handle);
	unlink_name(handles, handle);
	if (handles->by_fd[handle->fd] == handle)
		handles->by_fd[handle->fd] = NULL;
	if (handle->older)
		handle->older->newer = handle->newer;
	else
		handles->oldest = handle->newer;
	if (handle->newer)
		handle->newer->older = handle->older;
	else
		handles->newest = handle->older;
	remember_closed(handles, handle_name(handle));
	phantom_gone(handles, handle->fd);
	if (handles->current[handle->facts.kind] == handle)
		handles->current[handle->facts.kind] = NULL;
	handles->count--;
	handle->older = handle->newer = NULL;
	handle->next_name = handles->removed;
	handles->removed = handle;
}

void handles_free_removed(struct handles *handles)
{
	while (handles->removed) {
		struct handle *handle = handles->removed;

		handles->removed = handle->next_name;
		free_handle(handle);
	}
}

void handle_set_listening(struct handles *handles, struct handle *handle, bool listening)
{
	if (handle->listening)
		unlink_listening(handles, handle);
	if (!listening)
		return;
	handle->listening = true;
	handle->newer_listening = NULL;
	handle->older_listening = handles->newest_listening;
	if (handles->newest_listening)
		handles->newest_listening->newer_listening = handle;
	handles->newest_listening = handle;
}

void handles_free(struct handles *handles)
{
	while (handles->oldest) {
		struct handle *handle = handles->oldest;

		handles->oldest = handle->newer;
		free_handle(handle);
	}
	handles_bury(handles);
	free_closed(handles);
	free(handles->by_name);
	free(handles->by_fd);
	free(handles->phantoms.free);
	*handles = (struct handles){ 0 };
}

/* ---- looking up ---- */

struct handle *handle_by_name(const struct handles *handles, struct slice name)
{
	struct handle *handle;

	if (handles->count == 0 || name.len == 0 || name.len > HANDLE_NAME_MAX)
		return NULL;
	handle = handles->by_name[slice_hash(name) & (handles->buckets - 1)];
	while (handle && !slice_equal(handle_name(handle), name))
		handle = handle->next_name;
	return handle;
}

static enum handle_kind kind_that_acts(enum handle_kind kind)
{
	return kind == KIND_ANY ? KIND_SOCKET : kind;
}

struct handle *handle_current(const struct handles *handles, enum handle_kind kind)
{
	return handles->current[kind_that_acts(kind)];
}

void handle_set_current(struct handles *handles, enum handle_kind kind, struct handle *handle)
{
	handles->current[kind_that_acts(kind)] = handle;
}

bool handle_of_kind_is_live(const struct handles *handles, enum handle_kind kind)
{
	const struct handle *handle = handles->newest;

	while (handle && handle->facts.kind != kind)
		handle = handle->older;
	return handle;
}

static bool may_have_come(const struct handles *handles, struct slice name, enum handle_kind *kind)
{
	return handles->phantoms.uncounted && name.len <= HANDLE_NAME_MAX &&
	       automatic_number(name, kind) && !handle_is_closed(handles, name);
}

bool handle_may_be_there(const struct handles *handles, struct slice name)
{
	enum handle_kind kind;

	return handle_by_name(handles, name) || may_have_come(handles, name, &kind);
}

struct handle *handle_named(struct handles *handles, struct slice name)
{
	struct handle *handle = handle_by_name(handles, name);
	struct facts facts = { 0 };

	if (handle || !may_have_come(handles, name, &facts.kind))
		return handle;
	return handle_add(handles, name, phantom_number(handles), facts);
}

struct handle *handle_by_fd(const struct handles *handles, int64_t fd)
{
	return fd >= 0 && (uint64_t)fd < handles->fds ? handles->by_fd[fd] : NULL;
}

struct slice handle_nearest(const struct handles *handles, struct slice word)
{
	const struct handle *same = handle_by_name(handles, word);
	struct nearest nearest;

	if (same)
		return handle_name(same);
	nearest_start(&nearest, word);
	if (handles->count <= WATCHED_HANDLES && word.len <= HANDLE_NAME_MAX && is_identifier(word))
		for (const struct handle *handle = handles->newest; handle; handle = handle->older)
			nearest_try(&nearest, handle_name(handle));
	return nearest.best;
}

const char *handle_missing(const struct handles *handles, struct arena *arena, struct slice word)
{
	struct nearest nearest;
	const char *text;

	nearest_start(&nearest, word);
	nearest_try(&nearest, handle_nearest(handles, word));
	if (handle_is_closed(handles, word))
		text = arena_format(arena, "the handle %s is closed", quoted(arena, word));
	else
		text = arena_format(arena, "no handle %s%s", quoted(arena, word), did_you_mean(arena, &nearest));
	return text ? text : "no such handle";
}
