/* The names of socket options, a family for each level: from the rows that say all about them. */
#include "symbols.h"

#define LEVEL(word, ...) static const struct symbol word##_names[] = {
#define OPTION(number, name, access, value, meaning, ...) { name, number, meaning },
#define ALIAS(number, name) { name, number, NULL },
#define CALLED(number, name, role) { name, number, NULL },
#define LEVEL_END };
#include "options.h"

#define LEVEL(word, number, what, prefix, ...) \
	const struct symbols symbols_##word##_option = SYMBOLS(what, prefix, word##_names);
#include "options.h"
