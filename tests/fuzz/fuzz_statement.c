/* What nobody would type: the input as a script, checked and not run. */
#include <stdint.h>
#include <stdlib.h>

#include "commands.h"
#include "learned.h"
#include "lines.h"
#include "shell.h"
#include "source.h"
#include "start.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Made once; it only says what there is. */
static struct registry registry;

/* Not shell_start(): libFuzzer's own time-out needs SIGALRM, and nobody reads what is said. */
static struct shell new_shell(void)
{
	return (struct shell){
		.out.fd = -1, .err.fd = -1, .journal.fd = -1,
		.settings = { .strings = 256, .hints = true },
		.registry = registry,
		.checking = true,
	};
}

static void end_shell(struct shell *shell)
{
	out_free(&shell->out);
	out_free(&shell->err);
	free(shell->settings.journal);
	history_free(shell);
	handles_free(&shell->handles);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char argument[] = "127.0.0.1:80";
	static char *args[] = { argument, NULL };
	struct shell shell;
	struct source *source;
	char *text;

	if (!registry.table && !registry_set_up(&registry, all_calls, all_commands))
		abort();
	text = malloc(size + 1);
	if (!text)
		abort();
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	shell = new_shell();
	source = source_open_text("<input>", text, &shell.message);
	free(text);
	if (!source)
		abort();
	source->args = args;
	run_source(&shell, source);
	/* Nothing may have been written: no call was made. */
	if (shell.out.len && memmem(shell.out.data, shell.out.len, ") = ", 4))
		abort();
	end_shell(&shell);
	return 0;
}
