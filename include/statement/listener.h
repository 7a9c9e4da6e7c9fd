/* Those who are told what is done at the prompt: a lesson. */
#ifndef SOCKSH_LISTENER_H
#define SOCKSH_LISTENER_H

#include "call.h"
#include "run.h"

struct listener {
	struct listener *next;		/* in the shell's list; owned by whoever has put it there */
	const char *command;		/* the command that it belongs to: "tutorial" */
	bool (*takes)(struct slice word);	/* is this a word that may stand behind that command? */
	void (*call_made)(struct context *c);	/* a call was made, by whomever: c->made */
	void (*line_run)(struct shell *shell, enum outcome outcome);	/* a line of the prompt has been run */
};

#endif
