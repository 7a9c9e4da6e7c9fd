/*
 * Completion: what can follow, from the declarations. Makes no call on a handle; the kernel is asked
 * for names alone, of files and of interfaces.
 */
#include "complete.h"

#include <stdlib.h>

#include "bind.h"
#include "complete_parts.h"
#include "family.h"
#include "shell.h"

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, each once. */
static void tidy(struct candidates *candidates)
{
	size_t kept = 0;

	if (candidates->count == 0)
		return;
	qsort(candidates->list, candidates->count, sizeof(*candidates->list), by_bytes);
	for (size_t i = 0; i < candidates->count; i++)
		if (i == 0 || strcmp(candidates->list[i], candidates->list[kept - 1]) != 0)
			candidates->list[kept++] = candidates->list[i];
	candidates->count = kept;
}

/* ---- the first word, and what prefixes take ---- */

/* Makes it as many handles as the statement has names for? */
static bool makes_named(const struct call *call, size_t names)
{
	size_t creates = call_creates(call);

	return names == 0 || (call_makes_descriptors(call) && (creates == 0 || creates == names));
}

static void complete_start(const struct registry *registry, const struct statement *statement,
			   struct candidates *candidates)
{
	bool has_result = statement->name_count || statement->prefixes.expect.kind != EXPECT_NOTHING;

	for (size_t i = 0; registry->calls[i]; i++)
		if (makes_named(registry->calls[i], statement->name_count))
			candidates_add_text(candidates, registry->calls[i]->name);
	for (size_t i = 0; registry->commands[i] && !has_result; i++)
		candidates_add_text(candidates, registry->commands[i]->name);
	for (enum prefix_kind kind = 0; kind < PREFIX_COUNT; kind++)
		if (!prefix_is_given(&statement->prefixes, kind))
			candidates_add_text(candidates, all_prefixes[kind].name);
}

static void add_c_names(struct candidates *candidates, const struct symbols *symbols)
{
	for (size_t i = 0; i < symbols->count; i++)
		candidates_add_text(candidates, symbols->entries[i].name);
}

static void complete_prefix(enum prefix_kind kind, struct candidates *candidates)
{
	if (kind != PREFIX_EXPECT)
		return;
	add_c_names(candidates, &symbols_errno);
	add_c_names(candidates, &symbols_eai);
}

/* Behind `= -1 ` stands an errno; a look-up says its own codes at once. */
static void complete_result(const struct call *call, const struct place *place, struct candidates *candidates)
{
	const struct expected_result *result = &place->statement.result;

	if (call->result == RESULT_EAI)
		add_c_names(candidates, &symbols_eai);
	else if (place->kind == PLACE_ERROR && (result->unknown || result->value == -1))
		add_c_names(candidates, &symbols_errno);
}

/* ---- $srv.port ---- */

/* Where the `$` expression that is being typed at the end of a word begins; NULL when none is. */
static const char *find_dollar(struct slice word)
{
	const char *dollar = word.len ? memrchr(word.at, '$', word.len) : NULL;

	if (!dollar || memchr(dollar, '}', (size_t)(word.at + word.len - dollar)))
		return NULL;
	if (dollar == word.at || (dollar + 1 < word.at + word.len && dollar[1] == '{'))
		return dollar;
	return NULL;
}

/* $srv.port, or ${srv.port} */
static void add_handle_part(struct candidates *candidates, const struct handle *handle, const char *dot,
			    const char *part, bool braced)
{
	const char *text = arena_format(candidates->arena, braced ? "${%s%s%s}" : "$%s%s%s", handle->name,
					dot, part);

	if (text)
		candidates_add_text(candidates, text);
}

static void add_handle_parts(struct shell *shell, struct candidates *candidates)
{
	struct slice prefix = candidates->prefix;
	bool braced = prefix.len > 1 && prefix.at[1] == '{';
	bool parts = braced || memchr(prefix.at, '.', prefix.len);

	candidates->glued = !braced;
	for (const struct handle *handle = shell->handles.oldest; handle; handle = handle->newer) {
		const struct facts *facts = &handle->facts;
		const struct address_family *family = address_family(facts->known ? facts->family : AF_INET);
		const struct address_part *part = parts ? family->parts : NULL;

		add_handle_part(candidates, handle, "", "", braced);
		if (parts) {
			add_handle_part(candidates, handle, ".", "fd", braced);
			add_handle_part(candidates, handle, ".", "peer", braced);
		}
		for (; part && part->name; part++)
			add_handle_part(candidates, handle, ".", part->name, braced);
	}
}

/* Is it a `$` expression that is being typed? Only in bare words there are some. */
static bool complete_dollar(struct shell *shell, const struct place *place, struct candidates *candidates)
{
	bool expands = place->kind == PLACE_WORD || place->kind == PLACE_SYSTEM;
	const char *dollar = expands && !place->in_string ? find_dollar(place->word) : NULL;

	if (!dollar)
		return false;
	candidates->prefix.len -= (size_t)(dollar - candidates->prefix.at);
	candidates->prefix.at = dollar;
	add_handle_parts(shell, candidates);
	return true;
}

/* ---- a call's values ---- */

static void complete_call(struct shell *shell, const struct entry *entry, const struct place *place,
			  struct candidates *candidates)
{
	const struct call *call = entry->call;
	struct message ignored = { 0 };
	struct made made = { .call = call, .plan = &entry->plan };
	struct context c = context_of(shell, candidates->arena, &ignored, &made);

	c.param = call->params;
	c.call_notation = place->kind != PLACE_WORD;
	if (param_is_acting(call, 0) && place->kind == PLACE_WORD)
		made.handle = complete_known(handle_current(&shell->handles, call_acts_on(call)));
	if (place->kind == PLACE_WORD)
		complete_word(&c, place, candidates);
	else if (place->kind == PLACE_RESULT || place->kind == PLACE_ERROR)
		complete_result(call, place, candidates);
	else
		complete_tree(&c, place, candidates);
}

static void complete_command(struct shell *shell, const struct command *command,
			     const struct place *place, struct candidates *candidates)
{
	if (place->kind == PLACE_WORD && place->statement.words.count == 0 && command->complete)
		command->complete(shell, candidates);
}

static void complete_statement(struct shell *shell, const struct place *place,
			       struct candidates *candidates)
{
	const struct entry *entry = registry_find(&shell->registry, place->statement.command);

	if (entry && entry->call)
		complete_call(shell, entry, place, candidates);
	else if (entry)
		complete_command(shell, entry->command, place, candidates);
}

/* ---- all of it ---- */

static void complete_place(struct shell *shell, const struct place *place, struct candidates *candidates)
{
	switch (place->kind) {
	case PLACE_NOWHERE:
		break;
	case PLACE_START:
		complete_start(&shell->registry, &place->statement, candidates);
		break;
	case PLACE_PREFIX:
		complete_prefix(place->prefix, candidates);
		break;
	case PLACE_SYSTEM:
		candidates->files = true;
		break;
	case PLACE_WORD:
	case PLACE_VALUE:
	case PLACE_MEMBER:
	case PLACE_RESULT:
	case PLACE_ERROR:
		complete_statement(shell, place, candidates);
		break;
	}
}

void complete_line(struct shell *shell, struct slice line, size_t point, struct arena *arena,
		   struct candidates *candidates, size_t *start)
{
	struct place place;

	find_place((struct slice){ line.at, point }, arena, &place);
	*candidates = (struct candidates){ .arena = arena, .prefix = place.word };
	if (!complete_dollar(shell, &place, candidates))
		complete_place(shell, &place, candidates);
	*start = (size_t)(candidates->prefix.at - line.at);
	if (place.in_string)	/* between quotes stand names of files alone */
		candidates->count = 0;
	tidy(candidates);
}
