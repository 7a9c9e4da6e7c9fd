/* Opening GNU readline. */
#include <dlfcn.h>

#define GNU_READLINE_ITSELF
#include "gnu_readline.h"

#define TEXT(number) TEXT_OF(number)
#define TEXT_OF(number) #number

struct gnu_readline gnu_readline;

/* The major version is the interface: its header's is the one that was compiled with. */
bool gnu_readline_open(const char **reason)
{
	void *library = dlopen("libreadline.so." TEXT(RL_VERSION_MAJOR), RTLD_NOW);

	if (!library) {
		*reason = dlerror();
		return false;
	}
#define X(name) \
	*(void **)&gnu_readline.name = dlsym(library, #name); \
	if (!gnu_readline.name) { \
		*reason = dlerror(); \
		return false; \
	}
	EACH_OF_READLINE(X)
#undef X
	return true;
}
