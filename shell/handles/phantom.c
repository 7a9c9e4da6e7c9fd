/* Phantoms: the descriptors of a script that is only checked. Nobody has them: none run out. */
#include "handle.h"

#include <limits.h>
#include <stdlib.h>

enum { FIRST = 3 };

/* ---- numbers: a heap, so that the lowest comes first, however many have gone ---- */

static void swap(int *a, int *b)
{
	int number = *a;

	*a = *b;
	*b = number;
}

int phantom_number(struct handles *handles)
{
	struct phantoms *phantoms = &handles->phantoms;
	int *free = phantoms->free, number;

	if (phantoms->next < FIRST)
		phantoms->next = FIRST;
	if (phantoms->count == 0)
		return phantoms->next < INT_MAX ? phantoms->next++ : INT_MAX;
	number = free[0];
	free[0] = free[--phantoms->count];
	for (size_t i = 0, child; (child = 2 * i + 1) < phantoms->count; i = child) {
		child += child + 1 < phantoms->count && free[child + 1] < free[child];
		if (free[i] <= free[child])
			break;
		swap(&free[i], &free[child]);
	}
	return number;
}

void phantom_gone(struct handles *handles, int number)
{
	struct phantoms *phantoms = &handles->phantoms;
	size_t room = phantoms->room ? phantoms->room * 2 : 64, i = phantoms->count;

	if (!phantoms->next)
		return;
	if (i == phantoms->room) {
		int *free = realloc(phantoms->free, room * sizeof(*free));

		if (!free)
			return;		/* without memory the number is merely not given again */
		phantoms->free = free;
		phantoms->room = room;
	}
	phantoms->free[phantoms->count++] = number;
	for (; i && phantoms->free[i] < phantoms->free[(i - 1) / 2]; i = (i - 1) / 2)
		swap(&phantoms->free[i], &phantoms->free[(i - 1) / 2]);
}
