/*
 * Runs a program to its end and says what it took: its status, wall time in microseconds, time on
 * the processor in microseconds, and the largest resident memory in KiB.
 *
 *	measure OUTPUT PROGRAM [ARG...]
 *
 * Standard input and error of the program are /dev/null; its output goes to the file OUTPUT.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

static void become(int null, int output, char **program)
{
	dup2(null, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	execvp(program[0], program);
	_exit(127);
}

int main(int argc, char **argv)
{
	struct rusage usage;
	long long start, wall;
	int null, output, status;
	pid_t child;

	if (argc < 3) {
		fprintf(stderr, "usage: measure OUTPUT PROGRAM [ARG...]\n");
		return 2;
	}
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	output = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (null < 0 || output < 0) {
		perror(argv[1]);
		return 1;
	}
	start = microseconds();
	/* vfork: the program's memory is measured, not this one's copied for it. */
	child = vfork();
	if (child == 0)
		become(null, output, argv + 2);
	if (child < 0) {
		perror("vfork");
		return 1;
	}
	while (wait4(child, &status, 0, &usage) < 0)
		if (errno != EINTR)
			return 1;
	wall = microseconds() - start;
	printf("%d %lld %lld %ld\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), wall,
	       (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL +
	       usage.ru_utime.tv_usec + usage.ru_stime.tv_usec, usage.ru_maxrss);
	return 0;
}
