/* A bound call is made, and all that must know of it learn what came. */
#include "carry_out.h"

#include <errno.h>

#include "interrupt.h"
#include "listener.h"
#include "say.h"
#include "shell.h"
#include "show.h"

/* Out of which it is shown when the kernel has written over it. */
static bool keep_what_goes_in(struct context *c)
{
	for (unsigned kept = c->made->plan->kept; kept;) {
		size_t i = plan_next(&kept);

		c->param = &c->made->call->params[i];
		if (!memory_keep(c, &c->made->args[i]))
			return false;
	}
	return true;
}

static void put(struct context *c)
{
	struct shell *shell = c->shell;

	if (!shell->quiet)
		show_call(c, &shell->out);
	if (shell->settings.journal)
		show_call(c, &shell->journal);
	if (c->made->limit)
		say_comment(&shell->out, "timed out after %g s", (double)c->made->limit / 1e9);
}

static void tell(struct context *c)
{
	for (const struct listener *at = c->shell->listeners; at; at = at->next)
		at->call_made(c);
	if (c->made->call->after)
		c->made->call->after(c);
}

bool carry_out(struct context *c, const struct arrivals *arrivals)
{
	const struct made *made = c->made;
	bool taken_in = true;

	if (!c->checking && !keep_what_goes_in(c))
		return false;
	make_call(c);
	if (!made->error && made->plan->brings)
		taken_in = take_in(c, arrivals);
	if (c->checking) {
		tell(c);
	} else if (made->error == EINTR && interrupt_ends_shell()) {
		if (!c->shell->quiet)
			show_unfinished(c, &c->shell->out);
	} else {
		put(c);
		tell(c);
	}
	return taken_in;
}
