/* Files that outlive a session. */
#include "state_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *state_path(const char *name)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	char *path = NULL;
	int len = -1;

	if (state && state[0] == '/') /* the specification has relative ones ignored */
		len = asprintf(&path, "%s/socksh/%s", state, name);
	else if (home && home[0] == '/')
		len = asprintf(&path, "%s/.local/state/socksh/%s", home, name);
	return len < 0 ? NULL : path;
}

void state_make_directories(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
}

char *state_read(int fd, size_t *len)
{
	size_t room = 64 << 10;
	char *text = malloc(room), *more;
	ssize_t n = 1;

	for (*len = 0; text && n > 0; *len += (size_t)n) {
		if (room - *len < 2) {
			more = realloc(text, room *= 2);
			if (!more)
				free(text);
			text = more;
		}
		n = text ? read(fd, text + *len, room - *len - 1) : 0;
		if (n < 0) {
			free(text);
			return NULL;
		}
	}
	if (text)
		text[*len] = '\0';
	return text;
}

bool state_write(int fd, const char *at, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, at, len);

		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}
