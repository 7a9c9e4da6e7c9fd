/* Files that outlive a session. */
#include "state_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
#include "symbols.h"

/* Where the folder is: what has to be there, and what may be made below it. */
struct place {
	char *path;
	size_t given;		/* how much of it has to be there */
};

static bool begins_with_folder(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return strncmp(path, folder, len) == 0 && path[len] == '/';
}

static bool find_place(struct place *place, struct message *message)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	bool has_home = home && home[0] == '/';
	int len;

	if (state && state[0] == '/') {	/* the specification has relative ones ignored */
		len = asprintf(&place->path, "%s/socksh", state);
		place->given = has_home && begins_with_folder(state, home) ? strlen(home) : 0;
	} else if (has_home) {
		len = asprintf(&place->path, "%s/.local/state/socksh", home);
		place->given = strlen(home);
	} else {
		return mistake(message, "there is no $HOME");
	}
	if (len >= 0)
		return true;
	place->path = NULL;
	return mistake(message, "out of memory");
}

static int refuse(struct message *message, int fd, const char *path, const char *why)
{
	mistake(message, "%s %s", path, why);
	if (fd >= 0)
		close(fd);
	return -1;
}

static int refuse_errno(struct message *message, int fd, const char *path)
{
	const char *text = errno_text(errno);

	mistake(message, "%s: %s", path, text ? text : "unknown error");
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Is this what stands there a file of that type (S_IFREG, S_IFDIR), and one's own? */
static bool is_own(int fd, mode_t type, const char *path, struct message *message)
{
	struct stat status;

	if (fstat(fd, &status) < 0)
		return refuse_errno(message, -1, path) >= 0;
	if (S_ISLNK(status.st_mode))
		return mistake(message, "%s is a symbolic link", path);
	if ((status.st_mode & S_IFMT) != type)
		return mistake(message, "%s is no %s", path, type == S_IFDIR ? "folder" : "regular file");
	return status.st_uid == geteuid() || mistake(message, "%s belongs to another user", path);
}

/* One folder down; `parent` is closed. What is above one's own folder may be a link, or anybody's. */
static int step_down(int parent, const char *name, const char *path, int flags, bool make,
		     struct message *message)
{
	struct stat status;
	int fd = openat(parent, name, flags);

	if (fd < 0 && errno == ENOENT && make) {
		if (fstat(parent, &status) == 0 && status.st_uid != geteuid() && status.st_uid != 0)
			return refuse(message, parent, path, "would be made in a folder of another user");
		if (mkdirat(parent, name, 0700) < 0 && errno != EEXIST)
			return refuse_errno(message, parent, path);
		fd = openat(parent, name, flags);
	}
	if (fd < 0 && !(errno == ENOENT && !make))
		refuse_errno(message, -1, path);
	close(parent);
	return fd;
}

static int open_folder(struct place *place, bool make, struct message *message)
{
	char *at = place->path + place->given, *end;
	int fd;

	*at = '\0';
	fd = open(place->given ? place->path : "/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return make ? refuse_errno(message, -1, place->path) : -1;
	for (; fd >= 0 && at; at = end) {
		*at++ = '/';
		end = strchr(at, '/');
		if (end)
			*end = '\0';
		if (*at)
			fd = step_down(fd, at, place->path, O_PATH | O_CLOEXEC | (end ? O_DIRECTORY : O_NOFOLLOW),
				       make, message);
	}
	if (fd < 0 || is_own(fd, S_IFDIR, place->path, message))
		return fd;
	close(fd);
	return -1;
}

/* The folder, and the file's path for messages, which is freed by the caller. */
static int folder_of(const char *name, bool make, char **path, struct message *message)
{
	struct place place;
	int fd;

	*path = NULL;
	if (!find_place(&place, message))
		return -1;
	fd = open_folder(&place, make, message);
	if (fd >= 0 && asprintf(path, "%s/%s", place.path, name) < 0) {
		*path = NULL;
		fd = refuse(message, fd, name, "finds no memory");
	}
	free(place.path);
	return fd;
}

/* No open() waits here, and none does anything to a file that is none. */
static int open_in(int folder, const char *name, int flags, const char *path, struct message *message)
{
	int fd = openat(folder, name, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);

	if (fd >= 0 && is_own(fd, S_IFREG, path, message))
		return fd;
	if (fd >= 0) {
		close(fd);
		return -1;
	}
	if (errno == ENOENT && !(flags & O_CREAT))
		return -1;
	if (errno == ELOOP)
		return refuse(message, -1, path, "is a symbolic link");
	return errno == ENXIO ? refuse(message, -1, path, "is no regular file") :
				refuse_errno(message, -1, path);
}

int state_open(const char *name, int flags, struct message *message)
{
	char *path;
	int folder = folder_of(name, flags & O_CREAT, &path, message), fd = -1;

	if (folder >= 0) {
		fd = open_in(folder, name, flags, path, message);
		close(folder);
	}
	free(path);
	return fd;
}

static int write_beside(int folder, const char *name, const char *at, size_t len)
{
	char beside[64];
	int fd, error;

	snprintf(beside, sizeof(beside), "%s.%d", name, (int)getpid());
	fd = openat(folder, beside, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 || (state_write(fd, at, len) && renameat(folder, beside, folder, name) == 0))
		return fd;
	error = errno;
	unlinkat(folder, beside, 0);
	close(fd);
	errno = error;
	return -1;
}

int state_replace(const char *name, const char *at, size_t len, struct message *message)
{
	char *path;
	int folder = folder_of(name, true, &path, message), fd = -1, old;

	if (folder >= 0) {
		old = open_in(folder, name, O_RDONLY, path, message);
		if (old >= 0)
			close(old);
		if (!message->set) {
			fd = write_beside(folder, name, at, len);
			if (fd < 0)
				refuse_errno(message, -1, path);
		}
		close(folder);
	}
	free(path);
	return fd;
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
