/* `! COMMAND`: the system's shell, with descriptors 0 to 2 and default signals alone. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interrupt.h"
#include "say.h"
#include "shell.h"

/* Handles need not be close-on-exec; the child must not have them all the same. */
static void close_all_others(void)
{
	struct rlimit limit;

#ifdef SYS_close_range
	if (syscall(SYS_close_range, 3U, ~0U, 0U) == 0)
		return;
#endif
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
		for (int fd = 3; (rlim_t)fd < limit.rlim_cur; fd++)
			close(fd);
}

static void become_shell(const char *command)
{
	close_all_others();
	interrupt_reset_in_child();
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	dprintf(STDERR_FILENO, "socksh: cannot run /bin/sh: %s\n", errno_text(errno));
	_exit(127);
}

enum outcome run_system(struct shell *shell, const char *command)
{
	int status = 0;
	pid_t child;

	out_flush(&shell->out);
	out_flush(&shell->err);
	child = fork();
	if (child == 0)
		become_shell(command);
	if (child < 0) {
		mistake(&shell->message, "no process for the system's shell: %s", errno_text(errno));
		return OUTCOME_MISTAKE;
	}
	/* Ctrl-C reaches the child as well; it decides when it ends. */
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		if (interrupt_ends_shell())
			return OUTCOME_INTERRUPTED;
	if (WIFEXITED(status) && WEXITSTATUS(status))
		say_comment(&shell->out, "exit status %d", WEXITSTATUS(status));
	else if (WIFSIGNALED(status))
		say_comment(&shell->out, "ended by signal %d", WTERMSIG(status));
	return OUTCOME_OK;
}
