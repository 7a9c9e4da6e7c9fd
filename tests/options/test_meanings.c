/* What help says of options and flags: every one has its sentence, in the manner of the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lex.h"
#include "sockopt.h"
#include "symbols.h"

enum { SHORTEST = 4, LONGEST = 110 };

static bool starts_with(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Names of the system that are no values of a call on sockets. */
static bool is_foreign(const char *name)
{
	static const char *const prefixes[] = { "CAP_", "O_", "PF_KEY", "RTNLGRP_", "SK_MEMINFO_" };

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (starts_with(name, prefixes[i]))
			return true;
	return false;
}

/* States of TCP are mostly written without the beginning of their names. */
static bool is_constant(const char *name, size_t len)
{
	char state[64];
	int room = snprintf(state, sizeof(state), "TCP_%.*s", (int)len, name);

	return symbols_anywhere((struct slice){ name, len }) ||
	       symbols_anywhere((struct slice){ state, (size_t)room });
}

/* What looks like a constant is one. */
static void check_names(const char *owner, const char *text)
{
	for (const char *at = text; *at; at++) {
		size_t len = 0;

		while (is_name_char(at[len]))
			len++;
		if (len > 0 && memchr(at, '_', len) && *at >= 'A' && *at <= 'Z' &&
		    at[len] != '*' && !is_foreign(at) && !is_constant(at, len))
			fail_msg("%s speaks of %.*s, which is no constant", owner, (int)len, at);
		if (len > 0)
			at += len - 1;
	}
}

static void check(const char *name, const char *meaning)
{
	size_t len = meaning ? strlen(meaning) : 0;

	if (!meaning)
		fail_msg("%s has no sentence", name);
	if (len < SHORTEST || len > LONGEST)
		fail_msg("%s has a sentence of %zu characters", name, len);
	if (strchr(". ,;:", meaning[len - 1]) || meaning[0] == ' ' || strstr(meaning, "  "))
		fail_msg("%s: \"%s\" is not in the manner of a summary", name, meaning);
	for (const char *at = meaning; *at; at++)
		if (*at < ' ' || *at > '~')
			fail_msg("%s has a byte that not every terminal has", name);
	check_names(name, meaning);
}

static void every_option(void **state)
{
	size_t count = 0;

	(void)state;
	for (const struct sockopts *const *table = sockopts_all; *table; table++)
		for (size_t i = 0; i < (*table)->names->count; i++)
			if ((*table)->rows[i].value) {
				check((*table)->names->entries[i].name, (*table)->names->entries[i].meaning);
				count++;
			}
	assert_true(count > 250);
}

static void every_flag(void **state)
{
	static const struct symbols *const families[] = {
		&symbols_sock, &symbols_msg, &symbols_shut, &symbols_poll, &symbols_epoll, &symbols_epoll_ctl,
		&symbols_epoll_event, &symbols_ai,
		&symbols_ni, &symbols_ioctl, &symbols_pmtudisc, &symbols_tcp_state,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		for (size_t j = 0; j < families[i]->count; j++)
			check(families[i]->entries[j].name, families[i]->entries[j].meaning);
}

static void whatever_has_one(void **state)
{
	(void)state;
	for (const struct symbols *const *family = symbols_all; *family; family++)
		for (size_t i = 0; i < (*family)->count; i++)
			if ((*family)->entries[i].meaning)
				check((*family)->entries[i].name, (*family)->entries[i].meaning);
}

/* Of an option that can be set help can say how: by its words, by its names, or as a number. */
static void every_value(void **state)
{
	(void)state;
	for (const struct sockopts *const *table = sockopts_all; *table; table++)
		for (size_t i = 0; i < (*table)->names->count; i++) {
			const char *name = (*table)->names->entries[i].name;
			const struct sockopt *row = &(*table)->rows[i];
			const struct type *type = row->value;

			if ((row->access & SOCKOPT_SET) && type->pointer && !type->words)
				fail_msg("%s: help cannot say what it takes", name);
			if ((row->access & SOCKOPT_SET) && !type->from_words)
				fail_msg("%s takes no words", name);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_option),
		cmocka_unit_test(every_flag),
		cmocka_unit_test(whatever_has_one),
		cmocka_unit_test(every_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
