/* Does a call that was made mean the same as the one that a lesson shows? */
#include "lesson.h"

#include <ctype.h>
#include <stdlib.h>

#include "lex.h"

/* ---- a line in pieces ---- */

/* Behind the string whose quote is at `at`, or at the end. */
static const char *skip_string(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		if (*at == '\\')
			at++;
	return at < end ? at + 1 : end;
}

/* Up to the first of the characters `stops` that stands in no string and no brackets. */
static const char *skip_value(const char *at, const char *end, const char *stops)
{
	size_t depth = 0;

	while (at < end) {
		if (depth == 0 && strchr(stops, *at))
			return at;
		if (*at == '"') {
			at = skip_string(at, end);
			continue;
		}
		if (end - at >= 5 && memcmp(at, "[...]", 5) == 0) {
			at += 5;
			continue;
		}
		if (strchr("([{", *at))
			depth++;
		else if (strchr(")]}", *at) && depth > 0)
			depth--;
		at++;
	}
	return end;
}

/* What a call has meant is the same, however long it was allowed to take. */
static struct slice without_timeout(struct slice line)
{
	static const char timeout[] = "timeout ";
	struct slice rest = line;

	if (line.len < sizeof(timeout) || memcmp(line.at, timeout, sizeof(timeout) - 1) != 0)
		return line;
	slice_take_word(&rest);
	slice_take_word(&rest);
	while (rest.len && *rest.at == ' ')
		rest = (struct slice){ rest.at + 1, rest.len - 1 };
	return rest;
}

static bool call_of_line(struct slice line, struct lesson_call *call)
{
	const char *end = line.at + line.len, *close;
	const char *open = line.len ? memchr(line.at, '(', line.len) : NULL, *name = open;

	if (!open || line.at[0] == '#')
		return false;
	while (name > line.at && is_name_char(name[-1]))
		name--;
	call->name = (struct slice){ name, (size_t)(open - name) };
	call->names = (struct slice){ line.at, (size_t)(name - line.at) };
	close = skip_value(open + 1, end, ")");
	call->args = (struct slice){ open + 1, (size_t)(close - open - 1) };
	if (call->name.len == 0 || end - close < 4 || memcmp(close, ") = ", 4) != 0)
		return false;
	call->result = (struct slice){ close + 4, (size_t)(end - close - 4) };
	if (call->names.len == 0)
		return true;
	if (call->names.len < 4 || memcmp(name - 3, " = ", 3) != 0)
		return false;
	call->names.len -= 3;
	return true;
}

bool lesson_call(struct slice line, struct lesson_call *call)
{
	return call_of_line(without_timeout(line), call);
}

/* The next of some values between commas. */
static bool next_value(struct slice *values, struct slice *value)
{
	const char *end = values->at + values->len, *comma;

	while (values->len && *values->at == ' ') {
		values->at++;
		values->len--;
	}
	if (values->len == 0)
		return false;
	comma = skip_value(values->at, end, ",");
	*value = (struct slice){ values->at, (size_t)(comma - values->at) };
	values->at = comma < end ? comma + 1 : end;
	values->len = (size_t)(end - values->at);
	return true;
}

static size_t count_values(struct slice values)
{
	struct slice value;
	size_t count = 0;

	while (next_value(&values, &value))
		count++;
	return count;
}

static const struct call *find_call(const struct registry *registry, struct slice name)
{
	const struct entry *entry = registry_find(registry, name);

	return entry ? entry->call : NULL;
}

/* The names in brackets behind `label`: number n of them; empty when there are not as many. */
static struct slice name_in_list(struct slice text, const char *label, size_t n)
{
	const char *at = memmem(text.at, text.len, label, strlen(label));
	const char *end = text.at + text.len;
	struct slice list, name;

	if (at) {
		at += strlen(label);
		list = (struct slice){ at, (size_t)(skip_value(at, end, "]") - at) };
		while (next_value(&list, &name))
			if (n-- == 0)
				return is_identifier(name) ? name : (struct slice){ at, 0 };
	}
	return (struct slice){ text.at, 0 };
}

struct slice lesson_made(const struct registry *registry, const struct lesson_call *call, size_t n)
{
	const struct call *declared = find_call(registry, call->name);
	static const char rights[] = "cmsg_type=SCM_RIGHTS, cmsg_data=[";
	struct slice args = call->args, value;

	if (call->names.len)
		return n == 0 ? call->names : (struct slice){ call->name.at, 0 };
	for (size_t i = 0; declared && call_has_param(declared, i) && next_value(&args, &value);
	     i++) {
		const struct param *param = &declared->params[i];

		if (param->type->descriptors && param->way != IN)
			return name_in_list(value, param->type->creates ? "[" : rights, n);
	}
	return (struct slice){ call->name.at, 0 };
}

/* ---- two texts ---- */

struct pair {
	struct lesson_aliases aliases;
	struct slice statement;
	const char *from;	/* where the lesson's text begins */
};

static bool ends_with(const char *from, const char *at, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(at - from) >= len && memcmp(at - len, text, len) == 0;
}

static size_t digits(const char *at, const char *end)
{
	size_t len = 0;

	while (at + len < end && isdigit((unsigned char)at[len]))
		len++;
	return len;
}

/* Does the statement ask for this very number? */
static bool stands_in(struct slice statement, struct slice number)
{
	const char *end = statement.at + statement.len;

	for (const char *at = statement.at; at < end;) {
		size_t len = digits(at, end);

		if (slice_equal((struct slice){ at, len }, number))
			return true;
		at += len ? len : 1;
	}
	return false;
}

/* At a number that the kernel chooses? Both lengths are set then. */
static bool skip_number(const struct pair *pair, const char *at, const char *end, const char *other,
			const char *other_end, size_t *len, size_t *other_len)
{
	static const char *const owned[] = { "pid=", "uid=", "gid=" };
	bool chosen = false;

	*len = digits(at, end);
	*other_len = digits(other, other_end);
	if (*len == 0 || *other_len == 0)
		return false;
	for (size_t i = 0; i < sizeof(owned) / sizeof(*owned); i++)
		chosen |= ends_with(pair->from, at, owned[i]);
	if (ends_with(pair->from, at, "htons("))
		chosen = atoi(at) >= 1024 && *other != '0' &&
			 !stands_in(pair->statement, (struct slice){ at, *len });
	return chosen;
}

/* At a name that the kernel gave to a UNIX socket: @"0001f". */
static bool at_autobind(const char *at, const char *end)
{
	if (end - at < 8 || memcmp(at, "@\"", 2) != 0 || at[7] != '"')
		return false;
	for (size_t i = 2; i < 7; i++)
		if (!isxdigit((unsigned char)at[i]))
			return false;
	return true;
}

static struct slice name_at(const char *from, const char *at, const char *end)
{
	struct slice name = { at, 0 };

	if (at > from && is_name_char(at[-1]))
		return name;
	while (at + name.len < end && is_name_char(at[name.len]))
		name.len++;
	return name;
}

/* At a handle of the lesson that has another name here? */
static bool skip_alias(const struct pair *pair, const char *at, const char *end, const char *other,
		       const char *other_end, size_t *len, size_t *other_len)
{
	struct slice theirs = name_at(pair->from, at, end), ours = name_at(other, other, other_end);

	*len = theirs.len;
	*other_len = ours.len;
	for (size_t i = 0; theirs.len && i < pair->aliases.count; i++)
		if (slice_equal(theirs, pair->aliases.at[i].theirs))
			return slice_equal(ours, pair->aliases.at[i].ours);
	return false;
}

/* Does a handle stand here, and not a word that looks like one? */
static bool at_handle(const struct pair *pair, const char *at)
{
	return at == pair->from || ends_with(pair->from, at, "fd=") || ends_with(pair->from, at, "[");
}

/* A handle of the lesson's that is called otherwise here, and the other text has its own name. */
static bool is_other_handle(const struct pair *pair, const char *at, const char *end)
{
	struct slice theirs = name_at(pair->from, at, end);

	for (size_t i = 0; theirs.len && at_handle(pair, at) && i < pair->aliases.count; i++)
		if (slice_equal(theirs, pair->aliases.at[i].theirs))
			return true;
	return false;
}

static bool same(const struct pair *pair, const char *at, const char *end, const char *other,
		 const char *other_end)
{
	size_t len, other_len;

	while (at < end) {
		if (end - at >= 5 && memcmp(at, "[...]", 5) == 0) {
			for (; other <= other_end; other++)
				if (same(pair, at + 5, end, other, other_end))
					return true;
			return false;
		}
		if (at_autobind(at, end) && at_autobind(other, other_end)) {
			len = other_len = 8;
		} else if (!skip_number(pair, at, end, other, other_end, &len, &other_len) &&
			   !skip_alias(pair, at, end, other, other_end, &len, &other_len)) {
			if (other == other_end || *at != *other || is_other_handle(pair, at, end))
				return false;
			len = other_len = 1;
		}
		at += len;
		other += other_len;
	}
	return other == other_end;
}

static bool same_text(struct pair *pair, struct slice a, struct slice b)
{
	pair->from = a.at;
	return same(pair, a.at, a.at + a.len, b.at, b.at + b.len);
}

/* ---- two calls ---- */

/* Is only the room for what comes back; or the names of new handles, which are looked at apart. */
static bool does_not_matter(const struct call *call, const struct param *param)
{
	return (param->type == &type_length && param->way != IN) ||
	       (param->type == &type_size && param->of && call->params[param->of - 1].way == OUT) ||
	       param->type->creates;
}

static bool failed(struct slice result)
{
	return result.len && (*result.at == '-' || isupper((unsigned char)*result.at));
}

/* Without the words in parentheses that explain an error. */
static struct slice error_of(struct slice result)
{
	const char *open = memchr(result.at, '(', result.len);

	return open && open > result.at
		       ? (struct slice){ result.at, (size_t)(open - result.at) - 1 }
		       : result;
}

static bool same_result(struct pair *pair, const struct call *call, struct slice a, struct slice b)
{
	if (failed(a) || failed(b))
		return same_text(pair, error_of(a), error_of(b));
	return call->result == RESULT_DESCRIPTOR || same_text(pair, a, b);
}

enum { MOST_ALIASES_COMPARED = 24 };

/* The handles that the two calls make stand for each other, before those that did so till now. */
static size_t gather_aliases(const struct registry *registry, const struct lesson_call *a,
			     const struct lesson_call *b, struct lesson_aliases known,
			     struct lesson_alias all[MOST_ALIASES_COMPARED])
{
	size_t count = 0;

	for (size_t i = 0; count < MOST_ALIASES_COMPARED; i++, count++) {
		all[count].theirs = lesson_made(registry, a, i);
		all[count].ours = lesson_made(registry, b, i);
		if (all[count].theirs.len == 0 || all[count].ours.len == 0)
			break;
	}
	for (size_t i = 0; i < known.count && count < MOST_ALIASES_COMPARED; i++)
		all[count++] = known.at[i];
	return count;
}

enum likeness lesson_compare(const struct registry *registry, struct lesson_aliases aliases,
			     struct slice statement, struct slice lessons_line,
			     struct slice made_line)
{
	struct lesson_alias all[MOST_ALIASES_COMPARED];
	struct pair pair = { .aliases = { all, 0 }, .statement = statement };
	struct lesson_call a, b;
	const struct call *call;
	struct slice one, other;
	bool same_answer;

	if (!lesson_call(lessons_line, &a) || !lesson_call(made_line, &b) ||
	    !slice_equal(a.name, b.name) || !(call = find_call(registry, a.name)))
		return UNLIKE;
	pair.aliases.count = gather_aliases(registry, &a, &b, aliases, all);
	if (count_values(a.args) != count_values(b.args))
		return same_text(&pair, lessons_line, made_line) ? ALIKE : UNLIKE;
	same_answer = same_result(&pair, call, a.result, b.result);
	for (size_t i = 0; call_has_param(call, i); i++) {
		const struct param *param = &call->params[i];

		if (!next_value(&a.args, &one) || !next_value(&b.args, &other))
			break;
		if (does_not_matter(call, param) || same_text(&pair, one, other))
			continue;
		if (param->way != OUT)
			return UNLIKE;
		same_answer = false;
	}
	return same_answer ? ALIKE : OTHER_ANSWER;
}
