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

/* Who writes a declaration reads what it lacks: "listen: .example is missing: ...". */
static void must(bool is_so, const char *name, const char *rule)
{
	if (!is_so)
		fail_msg("%s: %s", name, rule);
}

static void must_say(const char *name, const char *what, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	if (!text)
		fail_msg("%s: %s is missing", name, what);
	if (len == 0 || text[0] == ' ' || text[len - 1] == ' ' || strchr(text, '\n') || strstr(text, "  "))
		fail_msg("%s: %s is one line, with single blanks inside and none around it: \"%s\"", name, what, text);
}

static void commands_say_what_they_do(void **state)
{
	(void)state;
	for (size_t i = 0; all_commands[i]; i++) {
		const struct command *command = all_commands[i];

		must_say(command->name, ".summary", command->summary);
		must_say(command->name, ".synopsis", command->synopsis);
		assert_int_equal(strncmp(command->synopsis, command->name, strlen(command->name)), 0);
		assert_non_null(command->run);
		if (command->help)
			must_say(command->name, ".help", command->help);
	}
}

static void calls_say_what_they_do(void **state)
{
	struct stage *stage = *state;

	for (size_t i = 0; all_calls[i]; i++) {
		const struct call *call = all_calls[i];
		const char *synopsis = call_synopsis(&stage->arena, call);

		must_say(call->name, ".summary", call->summary);
		must(call->summary[0] >= 'a' && call->summary[0] <= 'z' &&
		     call->summary[strlen(call->summary) - 1] != '.', call->name,
		     ".summary begins with a small letter and ends without a full stop");
		must_say(call->name, ".prototype", call->prototype);
		/* That it is true is seen by documents.test.py. */
		must(call->example, call->name,
		     ".example is missing: what is typed, behind \"> \", and below it what is printed");
		must(strncmp(call->example, "> ", 2) == 0, call->name, ".example begins with \"> \" and what is typed");
		if (call->help)
			must_say(call->name, ".help", call->help);
		must(call->make, call->name, ".make is missing: the function that makes the call");
		must_say(call->name, "the synopsis, of .params,", synopsis);
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

	must_say(call->name, "a hint", hint->text);
	assert_reachable(hints, hint);
	/* Who is named is there. */
	must((strncmp(hint->text, "NAME ", 5) == 0) == ((hint->when & holders) != 0), call->name,
	     "a hint begins with NAME where its condition is one of NAME_*, and nowhere else");
}

static void hints_can_be_told(void **state)
{
	(void)state;
	for (size_t i = 0; all_calls[i]; i++) {
		const struct call *call = all_calls[i];

		for (const struct hint *hint = call->hints; hint && hint->text; hint++) {
			must(hint->error && hint->puzzle == PUZZLE_NONE, call->name,
			     "each of .hints has an error, and is no puzzle");
			assert_hint(call, call->hints, hint);
		}
		for (const struct hint *hint = call->puzzles; hint && hint->text; hint++) {
			must(!hint->error && hint->puzzle != PUZZLE_NONE, call->name,
			     "each of .puzzles says which it is, and has no error");
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

		must(open && open >= call->prototype + len && memcmp(open - len, call->name, len) == 0, call->name,
		     ".prototype has the name, and behind it the parameters in parentheses");
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
		must(count == call_param_count(call), call->name, ".params has one that .prototype has not");
	}
}

static bool is_number(const struct type *type)
{
	return !type->pointer;
}

static void assert_param(const struct call *call, size_t i)
{
	const struct param *param = &call->params[i];
	const struct type *type = param->type;
	size_t count = call_param_count(call);
	char name[128];

	snprintf(name, sizeof(name), "%s: %s", call->name, param->name);
	must(type && type->name && type->from_node && type->to_node, name,
	     "its type is missing, or the type has no name, from_node or to_node");
	if (param->of) {
		must(param->of > 0 && (size_t)param->of <= count && param->of != (int)i + 1, name,
		     ".of is the number of another parameter, 1 the first");
		must(is_number(type) || type == &type_room, name, ".of is a length's, and this type is none");
		must(!is_number(call->params[param->of - 1].type), name, ".of leads to what has no length");
	}
	if (param->way == OUT && type->pointer)
		must(type->prepare, name, "memory that comes back must be had before: its type has no prepare");
	if (param->option)
		must(type->from_option || type->from_words, name, "an option has something that reads it");
	if (param->fallback && *param->fallback && param_takes_words(call, i))
		must(type->from_words, name, "what .fallback says is read by from_words, which its type has not");
	if (type->from_option)
		must(type->options || type->flag_options, name,
		     "its type reads options (from_option), and does not say which (options, flag_options)");
	if (type->descriptors)
		must(type->descriptor_nodes && type->brings, name,
		     "its type brings descriptors, and has no descriptor_nodes or brings");
	for (size_t j = 0; j < sizeof(param->spans) && param->spans[j]; j++)
		must(param->spans[j] <= count && call->params[param->spans[j] - 1].type->array.set, name,
		     ".spans has numbers of parameters that are sets");
	must(param->way != IN || param->of || param->spans[0] || param->option || param_is_acting(call, i) ||
	     type->from_words || type->from_option || param->fallback, name,
	     "nothing of command notation says it: words, an option, a fallback, another parameter");
}

static void parameters_point_at_each_other(void **state)
{
	(void)state;
	for (size_t i = 0; all_calls[i]; i++) {
		const struct call *call = all_calls[i];
		size_t count = call_param_count(call);

		for (size_t j = 0; j < count; j++)
			assert_param(call, j);
		must(call->counts >= 0 && (size_t)call->counts <= count &&
		     (!call->counts || call->result != RESULT_COUNT || call->params[call->counts - 1].type->pointer),
		     call->name, ".counts is the number of a parameter in memory, 1 the first");
		must(call->result != RESULT_DESCRIPTOR || !handle_kinds[call->makes].is_socket || call->facts, call->name,
		     "it makes a socket, and .facts does not say of which family, type and protocol");
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
		must(is_identifier(slice_of(all_calls[i]->name)) && !is_prefix_word(slice_of(all_calls[i]->name)),
		     all_calls[i]->name, ".name is an identifier, and none of the prefixes");
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

/* What the result counts is bytes, or elements of a list. */
static void results(void **state)
{
	static const struct {
		const char *call, *text;
	} said[] = {
		{ "listen", "0, or -1 and errno" },
		{ "recv", "how many bytes of buf, or -1 and errno" },
		{ "recvmsg", "how many bytes of msg, or -1 and errno" },
		{ "recvmmsg", "how many of msgvec, or -1 and errno" },
		{ "epoll_wait", "how many of events, or -1 and errno" },
		{ "sockatmark", "a number, or -1 and errno" },
	};
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		assert_string_equal(describe_result(&stage->arena, registry_find(&stage->shell.registry,
										 slice_of(said[i].call))->call),
				    said[i].text);
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
		STAGED(results),
		STAGED(prefixes_have_their_topics),
	};

	return cmocka_run_group_tests_name("registry", tests, NULL, NULL);
}
