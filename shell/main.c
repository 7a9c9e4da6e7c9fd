/* socksh: options, one source, one exit status. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "complain.h"
#include "complete.h"
#include "interrupt.h"
#include "lines.h"
#include "say.h"
#include "shell.h"
#include "source.h"
#include "start.h"

#ifndef SOCKSH_VERSION
#define SOCKSH_VERSION "unversioned"
#endif

static const char usage[] =
	"usage: socksh [-knq] [--plain] [-c STATEMENTS | SCRIPT] [ARG...]\n"
	"       socksh -h | --version\n";

static const char options_help[] =
	"\n"
	"  -c STATEMENTS  run these instead of a script; $1... are the arguments\n"
	"  -k             go on after a failure\n"
	"  -n             check the statements, call nothing\n"
	"  -q             keep the lines of the calls back\n"
	"  --plain        read the terminal without an editing library\n"
	"  -h             this text\n"
	"  --version      the version\n"
	"\n"
	"Without a script, statements come from standard input; at a terminal there is a\n"
	"prompt; there `help` explains the rest, and `tutorial` sockets step by step.\n";

struct options {
	const char *statements;		/* -c */
	bool keep_going, checking, quiet, plain, help, version;
	char **rest;			/* SCRIPT ARG…, or with -c ARG… */
};

static bool complain_option(const char *option)
{
	struct out err = { .fd = STDERR_FILENO, .terminal = isatty(STDERR_FILENO) };

	out_text(&err, "socksh: no option ");
	out_foreign(&err, slice_of(option));
	out_format(&err, "\n%s", usage);
	out_flush(&err);
	out_free(&err);
	return false;
}

/* `-kn`: letters in one word; -c takes the next word. */
static bool parse_letters(const char *word, char ***next, struct options *options)
{
	for (const char *letter = word + 1; *letter; letter++) {
		switch (*letter) {
		case 'k': options->keep_going = true; break;
		case 'n': options->checking = true; break;
		case 'q': options->quiet = true; break;
		case 'h': options->help = true; break;
		case 'c':
			if (letter[1])
				options->statements = letter + 1;
			else if (**next)
				options->statements = *(*next)++;
			else
				return fprintf(stderr, "socksh: -c needs statements\n%s", usage), false;
			return true;
		default:
			return complain_option(word);
		}
	}
	return true;
}

static bool parse_options(char **argv, struct options *options)
{
	char **next = argv + 1;

	*options = (struct options){ 0 };
	while (*next && (*next)[0] == '-' && (*next)[1]) {
		const char *word = *next++;

		if (strcmp(word, "--") == 0)
			break;
		if (strcmp(word, "--plain") == 0)
			options->plain = true;
		else if (strcmp(word, "--version") == 0)
			options->version = true;
		else if (strcmp(word, "--help") == 0)
			options->help = true;
		else if (word[1] == '-')
			return complain_option(word);
		else if (!parse_letters(word, &next, options))
			return false;
	}
	options->rest = next;
	return true;
}

static struct source *open_source(struct shell *shell, const struct options *options)
{
	struct message *message = &shell->message;
	const char *script = options->rest[0];
	struct source *source;

	if (options->statements) {
		source = source_open_text("<-c>", options->statements, message);
		if (source)
			source->args = options->rest;
		return source;
	}
	if (script && strcmp(script, "-") != 0) {
		source = source_open_file(shell, script, message);
	} else {
#if SOCKSH_HAVE_READLINE
		if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !options->plain)
			return source_open_readline(shell, complete_line, message);
#endif
		source = source_open_stdin(shell, message);
	}
	if (source)
		source->args = script ? options->rest + 1 : options->rest;
	return source;
}

static int exit_status(struct shell *shell, enum outcome outcome)
{
	static const int status[] = {
		[OUTCOME_OK] = 0, [OUTCOME_FAILED] = 1, [OUTCOME_MISTAKE] = 2, [OUTCOME_INTERRUPTED] = 130,
	};

	bool lost = !out_flush(&shell->out) || shell->discarded;

	if (shell->settings.journal)
		lost |= !out_flush(&shell->journal);
	if (lost)
		fputs("socksh: a part of the output could not be written\n", stderr);
	return lost && outcome != OUTCOME_INTERRUPTED ? 2 : status[outcome];
}

static int run(const struct options *options)
{
	struct shell shell;
	struct source *source;
	enum outcome outcome = OUTCOME_MISTAKE;
	int status;

	if (!shell_start(&shell)) {
		fputs("socksh: out of memory\n", stderr);
		return 2;
	}
	shell.keep_going = options->keep_going;
	shell.checking = options->checking;
	shell.quiet = options->quiet;
	shell.plain = options->plain;
	source = open_source(&shell, options);
	if (source && source->prompts)
		interrupt_set_up_prompt();
	if (source && source->prompts && !shell.quiet)
		say_comment(&shell.out, "socksh %s: \"help\" lists what there is, \"tutorial\" explains "
				      "sockets", SOCKSH_VERSION);
	if (source)
		outcome = run_source(&shell, source);
	else if (interrupt_pending())
		outcome = OUTCOME_INTERRUPTED;		/* while a FIFO waited for its writer */
	else
		shell_complain(&shell, "socksh");
	status = exit_status(&shell, outcome);
	shell_end(&shell);
	return status;
}

/*
 * Where one of these is closed, the first handle would get its number, and what is said with it. A
 * folder that is opened for its path alone takes the place: it is there without /dev too, and
 * reading and writing go on failing with EBADF.
 */
static bool hold_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/", O_PATH) != fd)
			return false;
	return true;
}

int main(int argc, char **argv)
{
	struct options options;
	int status;

	(void)argc;
	if (!hold_standard_descriptors())
		return fputs("socksh: descriptors 0 to 2 cannot be held open\n", stderr), 2;
	if (!parse_options(argv, &options))
		return 2;
	if (options.version)
		return printf("socksh %s\n", SOCKSH_VERSION) < 0 || fflush(stdout) ? 2 : 0;
	if (options.help)
		return printf("%s%s", usage, options_help) < 0 || fflush(stdout) ? 2 : 0;
	status = run(&options);
	interrupt_die();
	return status;
}
