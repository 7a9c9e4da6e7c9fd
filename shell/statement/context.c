/* What surrounds values, of which a shell has most. */
#include "run.h"
#include "shell.h"

struct context context_of(struct shell *shell, struct arena *arena, struct message *message,
			  struct made *made)
{
	static const struct asking asking = { ask_address, ask_lookup, ask_facts };

	return (struct context){
		.shell = shell,
		.arena = arena,
		.message = message,
		.made = made,
		.handles = &shell->handles,
		.out = &shell->out,
		.ask = &asking,
		.unreadable = &shell->unreadable,
		.checking = shell->checking,
	};
}
