/* The address families as a table. */
#include "family.h"

#include "symbols.h"

static const struct address_family *const families[] = {
#define FAMILY(name) &family_##name,
#include "families.h"
};

enum { FAMILIES = sizeof(families) / sizeof(families)[0] };

const struct address_family *address_family(int number)
{
	static const struct address_family unknown;

	for (size_t i = 0; i < FAMILIES; i++)
		if (families[i]->number == number)
			return families[i];
	return &unknown;
}

const struct address_family *address_family_at(size_t i)
{
	return i < FAMILIES ? families[i] : NULL;
}

const char *address_family_name(int number)
{
	const struct symbol *symbol = symbols_by_value(&symbols_af, number);

	return symbol ? symbol->name : "this family";
}

const struct hint *address_family_hints(const struct address_family *family, const char *call)
{
	for (const struct family_hints *row = family->hints; row && row->call; row++)
		if (strcmp(row->call, call) == 0)
			return row->hints;
	return NULL;
}
