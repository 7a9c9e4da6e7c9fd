/* Units of include/statement/registry.h, and of the declarations that are in it. */
#include "unit.h"

#include <stdio.h>

#include "bind.h"
#include "commands.h"
#include "describe.h"
#include "hint.h"
#include "registry.h"

static void each_is_found(void **state)
{
	struct stage *stage = *state;
	const struct registry *registry = &stage->shell.registry;
	size_t calls = 0;

	for (; all_calls[calls]; calls++) {
		const struct entry *entry = registry_find(registry, slice_of(all_calls[calls]->name));

		assert_non_null(entry);
		assert_ptr_equal(entry->call, all_calls[calls]);
		assert_null(entry->command);
	}
	assert_true(calls > 20);
	for (size_t i = 0; all_commands[i]; i++) {
		const struct entry *entry = registry_find(registry, slice_of(all_commands[i]->name));

		assert_non_null(entry);
		assert_ptr_equal(entry->command, all_commands[i]);
		assert_null(entry->call);
	}
}

static void nothing_else_is_found(void **state)
{
	struct stage *stage = *state;
	const struct registry *registry = &stage->shell.registry;

	assert_null(registry_find(registry, slice_of("")));
	assert_null(registry_find(registry, slice_of("Socket")));
	assert_null(registry_find(registry, slice_of("socke")));
	assert_null(registry_find(registry, slice_of("sockett")));
	assert_null(registry_find(registry, (struct slice){ "bind\0", 5 }));
	assert_non_null(registry_find(registry, (struct slice){ "bindx", 4 }));
}

/* ---- what a declaration says of itself ---- */

static void assert_sentence(const char *name, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	if (len == 0 || text[0] == ' ' || text[len - 1] == ' ' || strchr(text, '\n') || strstr(text, "  "))
		fail_msg("%s: \"%s\"", name, text ? text : "NULL");
}

static void commands_say_what_they_do(void **state)
{
	(void)state;
	for (size_t i = 0; all_commands[i]; i++) {
		const struct command *command = all_commands[i];

		assert_sentence(command->name, command->summary);
		assert_sentence(command->name, command->synopsis);
		assert_int_equal(strncmp(command->synopsis, command->name, strlen(command->name)), 0);
		assert_non_null(command->run);
		if (command->help)
			assert_sentence(command->name, command->help);
	}
}

static void calls_say_what_they_do(void **state)
{
	struct stage *stage = *state;

	for (size_t i = 0; all_calls[i]; i++) {
		const struct call *call = all_calls[i];
		const char *synopsis = call_synopsis(&stage->arena, call);

		assert_sentence(call->name, call->summary);
		assert_sentence(call->name, call->prototype);
		/* That it is true is seen by documents.test.py. */
		assert_non_null(call->example);
		assert_int_equal(strncmp(call->example, "> ", 2), 0);
		if (call->help)
			assert_sentence(call->name, call->help);
		assert_non_null(call->make);
		assert_true(call->summary[0] >= 'a' && call->summary[0] <= 'z');
		assert_int_not_equal(call->summary[strlen(call->summary) - 1], '.');
		assert_sentence(call->name, synopsis);
		assert_int_equal(strncmp(synopsis, call->name, strlen(call->name)), 0);
	}
}

/* A row that an earlier one always fits with would never be told. */
static void assert_reachable(const struct hint *hints, const struct hint *hint)
{
	for (; hints != hint; hints++)
		if (hints->error == hint->error && (hints->when & ~hint->when) == 0 &&
		    (!hints->option || hints->option == hint->option))
			fail_msg("\"%s\" is never told: \"%s\" stands before it", hint->text, hints->text);
}

static void assert_hint(const struct call *call, const struct hint *hints, const struct hint *hint)
{
	const uint64_t holders = NAME_LISTENS | NAME_IS_BOUND | NAME_IS_DUAL;

	assert_sentence(call->name, hint->text);
	assert_reachable(hints, hint);
	/* Who is named is there. */
	assert_int_equal(strncmp(hint->text, "NAME ", 5) == 0, (hint->when & holders) != 0);
}

static void hints_can_be_told(void **state)
{
	(void)state;
	for (size_t i = 0; all_calls[i]; i++) {
		const struct call *call = all_calls[i];

		for (const struct hint *hint = call->hints; hint && hint->text; hint++) {
			assert_int_not_equal(hint->error, 0);
			assert_int_equal(hint->puzzle, PUZZLE_NONE);
			assert_hint(call, call->hints, hint);
		}
		for (const struct hint *hint = call->puzzles; hint && hint->text; hint++) {
			assert_int_equal(hint->error, 0);
			assert_int_not_equal(hint->puzzle, PUZZLE_NONE);
			assert_hint(call, call->puzzles, hint);
		}
	}
}

/* The name that stands at the end of a prototype's parameter: `const void buf[.len]`, `int (*f)(int)`. */
static struct slice parameter_name(const char *at, const char *end)
{
	const char *bracket = memchr(at, '[', (size_t)(end - at));
	const char *start;

	end = bracket ? bracket : end;
	while (end > at && !is_name_char(end[-1]))
		end--;
	for (start = end; start > at && is_name_char(start[-1]); start--)
		continue;
	return (struct slice){ start, (size_t)(end - start) };
}

/* `int bind(int sockfd, …)`: the names are those of the table, and as many. */
static void prototypes_are_the_tables(void **state)
{
	(void)state;
	for (size_t i = 0; all_calls[i]; i++) {
		const struct call *call = all_calls[i];
		const char *open = strchr(call->prototype, '('), *at;
		size_t len = strlen(call->name), count = 0;

		assert_non_null(open);
		assert_true(open >= call->prototype + len);
		assert_memory_equal(open - len, call->name, len);
		for (at = open + 1; *at; count++) {
			const char *end = at + strcspn(at, ",)");
			struct slice name = parameter_name(at, end);

			if (slice_is(name, "void") && count == 0)
				break;
			/* ioctl's last: `...` can be anything. */
			if (name.len == 0 && memmem(at, (size_t)(end - at), "...", 3) && call_has_param(call, count))
				name = slice_of(call->params[count].name);
			if (!call_has_param(call, count) || !slice_is(name, call->params[count].name))
				fail_msg("%s: parameter %zu of the prototype is %.*s, of the table %s", call->name,
					 count + 1, SLICE_ARGS(name),
					 call_has_param(call, count) ? call->params[count].name : "none");
			at = *end == ',' ? end + 1 : end + strlen(end);
		}
		assert_int_equal(count, call_param_count(call));
	}
}

static bool is_number(const struct type *type)
{
	return !type->pointer;
}

static void assert_param(const struct call *call, size_t i)
{
	const struct param *param = &call->params[i];
	size_t count = call_param_count(call);

	assert_non_null(param->type);
	assert_non_null(param->type->name);
	assert_non_null(param->type->from_node);
	assert_non_null(param->type->to_node);
	if (param->of) {
		assert_in_range(param->of, 1, count);
		assert_int_not_equal(param->of, i + 1);
		assert_true(is_number(param->type) || param->type == &type_room);
		assert_false(is_number(call->params[param->of - 1].type));
	}
	if (param->needs) {
		assert_in_range(param->needs, 1, count);
		assert_int_not_equal(param->needs, i + 1);
	}
	/* Memory that comes back must be had before the call. */
	if (param->way == OUT && param->type->pointer)
		assert_non_null(param->type->prepare);
	/* What takes words can be left out, asked for, or has to be there; an option has something that reads it. */
	if (param->option)
		assert_true(param->type->from_option || param->type->from_words);
	if (param->fallback && *param->fallback && param_takes_words(call, i))
		assert_non_null(param->type->from_words);
	if (param->type->from_option)
		assert_true(param->type->options || param->type->flag_options);
	if (param->type->descriptors) {
		assert_non_null(param->type->descriptor_nodes);
		assert_non_null(param->type->brings);
	}
	/* A number spans sets of the same call. */
	for (size_t j = 0; j < sizeof(param->spans) && param->spans[j]; j++) {
		assert_in_range(param->spans[j], 1, count);
		assert_true(call->params[param->spans[j] - 1].type->array.set);
	}
	/* Each is told by words, an option, another parameter, or comes back. */
	assert_true(param->way != IN || param->of || param->spans[0] || param->option ||
		    param_is_acting(call, i) || param->type->from_words || param->type->from_option ||
		    param->fallback || param->needs);
}

static void parameters_point_at_each_other(void **state)
{
	(void)state;
	for (size_t i = 0; all_calls[i]; i++) {
		const struct call *call = all_calls[i];
		size_t count = call_param_count(call);

		for (size_t j = 0; j < count; j++)
			assert_param(call, j);
		assert_in_range(call->counts, 0, count);
		if (call->result == RESULT_COUNT && call->counts)
			assert_true(call->params[call->counts - 1].type->pointer);
		if (call->result == RESULT_DESCRIPTOR && handle_kinds[call->makes].is_socket)
			assert_non_null(call->facts);
		for (size_t j = 0; j < count; j++)
			for (size_t k = 0; k < j; k++)
				assert_string_not_equal(call->params[j].name, call->params[k].name);
	}
}

/* `send` for `sendto`: the same parameters, as far as it has them, and a call of its own. */
static void shorter_calls_begin_alike(void **state)
{
	struct stage *stage = *state;

	for (size_t i = 0; all_calls[i]; i++) {
		const struct call *call = all_calls[i], *shorter = call->shorter;

		if (!shorter)
			continue;
		assert_non_null(registry_find(&stage->shell.registry, slice_of(shorter->name)));
		assert_true(call_param_count(shorter) < call_param_count(call));
		assert_int_equal(shorter->result, call->result);
		assert_int_equal(shorter->counts, call->counts);
		for (size_t j = 0; call_has_param(shorter, j); j++) {
			assert_ptr_equal(shorter->params[j].type, call->params[j].type);
			assert_int_equal(shorter->params[j].way, call->params[j].way);
			assert_int_equal(shorter->params[j].of, call->params[j].of);
		}
	}
}

static void names_can_be_typed(void **state)
{
	(void)state;
	for (size_t i = 0; all_calls[i]; i++) {
		assert_true(is_identifier(slice_of(all_calls[i]->name)));
		assert_false(is_prefix_word(slice_of(all_calls[i]->name)));
	}
	for (size_t i = 0; all_commands[i]; i++) {
		assert_true(is_identifier(slice_of(all_commands[i]->name)));
		assert_false(is_prefix_word(slice_of(all_commands[i]->name)));
	}
}

static void synopses(void **state)
{
	struct stage *stage = *state;
	const struct registry *registry = &stage->shell.registry;

	assert_string_equal(call_synopsis(&stage->arena, registry_find(registry, slice_of("listen"))->call),
			    "listen [HANDLE] [BACKLOG]");
	assert_string_equal(call_synopsis(&stage->arena, registry_find(registry, slice_of("connect"))->call),
			    "connect [HANDLE] ADDRESS");
}

/* What help says of prefixes is what the parser takes. */
static void prefixes_have_their_topics(void **state)
{
	struct stage *stage = *state;

	for (enum prefix_kind kind = 0; kind < PREFIX_COUNT; kind++) {
		const struct prefix *prefix = &all_prefixes[kind];
		const struct topic *topic = all_topics;
		const char *synopsis = arena_format(&stage->arena, "%s%s%s CALL", prefix->name,
						    prefix->takes ? " " : "",
						    prefix->takes ? prefix->takes : "");

		assert_int_equal(find_prefix(slice_of(prefix->name)), kind);
		while (topic->name && strcmp(topic->name, prefix->name) != 0)
			topic++;
		assert_non_null(topic->name);
		assert_string_equal(topic->synopsis, synopsis);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(each_is_found),
		STAGED(nothing_else_is_found),
		cmocka_unit_test(commands_say_what_they_do),
		STAGED(calls_say_what_they_do),
		cmocka_unit_test(hints_can_be_told),
		cmocka_unit_test(prototypes_are_the_tables),
		cmocka_unit_test(parameters_point_at_each_other),
		STAGED(shorter_calls_begin_alike),
		cmocka_unit_test(names_can_be_typed),
		STAGED(synopses),
		STAGED(prefixes_have_their_topics),
	};

	return cmocka_run_group_tests_name("registry", tests, NULL, NULL);
}
