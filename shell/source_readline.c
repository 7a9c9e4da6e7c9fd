/*
 * The prompt with GNU readline: its callback interface in a loop of our own, so that the world can
 * have a word while a person types. Readline is not touched before the first prompt is needed.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "complete.h"
#include "interrupt.h"
#include "shell.h"
#include "source.h"

struct typed {
	struct source source;
	struct shell *shell;
	bool started;		/* readline is set up */
	bool finished;		/* the line being typed has been handed over to us */
	char *text;		/* what was typed: of a paste, several lines; NULL for Ctrl-D */
	char *next;		/* what of it has not been handed on; NULL for nothing */
	size_t remembered;	/* lines of the history that readline has */
	unsigned long lines;
	struct arena arena;	/* of a completion */
};

/* Readline's callbacks take no argument: the source whose line is being typed, and nothing else. */
static struct typed *typing;

static void on_line(char *text)
{
	rl_callback_handler_remove();	/* else readline would prompt again at once */
	typing->finished = true;
	typing->text = text;
}

/* What a candidate has to be in the place of readline's own idea of the word. */
static char *fit(const char *candidate, size_t ours, size_t theirs)
{
	char *text = NULL;
	size_t len = strlen(candidate);

	if (ours < theirs)
		return strdup(theirs - ours < len ? candidate + (theirs - ours) : "");
	if (asprintf(&text, "%.*s%s", (int)(ours - theirs), rl_line_buffer + theirs, candidate) < 0)
		return NULL;
	return text;
}

/* The beginning that all candidates share; their order and number are not touched. */
static char *common_beginning(char **list, size_t count)
{
	size_t len = strlen(list[0]);

	for (size_t i = 1; i < count; i++) {
		size_t same = 0;

		while (same < len && list[i][same] == list[0][same])
			same++;
		len = same;
	}
	return strndup(list[0], len);
}

static bool ends_in(const char *text, const char *any)
{
	size_t len = strlen(text);

	return len > 0 && strchr(any, text[len - 1]);
}

/* Readline's form of a list: what they share, then all of them if they are several, then NULL. */
static char **matches_of(const struct candidates *candidates, size_t ours, size_t theirs)
{
	char **matches = calloc(candidates->count + 2, sizeof(*matches));

	if (!matches)
		return NULL;
	for (size_t i = 0; i < candidates->count; i++) {
		matches[i + 1] = fit(candidates->list[i], ours, theirs);
		if (!matches[i + 1])
			return matches;
	}
	if (candidates->count == 1) {
		matches[0] = matches[1];
		matches[1] = NULL;
	} else {
		matches[0] = common_beginning(matches + 1, candidates->count);
	}
	return matches;
}

static char **on_tab(const char *text, int start, int end)
{
	struct slice line = { rl_line_buffer, (size_t)rl_end };
	struct candidates candidates = { 0 };
	char **matches = NULL;
	size_t ours;

	(void)text;
	(void)end;
	complete_line(typing->shell, line, (size_t)rl_point, &typing->arena, &candidates, &ours);
	rl_attempted_completion_over = candidates.count > 0 || !candidates.files;
	if (candidates.count > 0) {
		matches = matches_of(&candidates, ours, (size_t)start);
		if (candidates.glued || (matches && matches[0] && ends_in(matches[0], ":=(.")))
			rl_completion_append_character = '\0';
	}
	arena_reset(&typing->arena);
	return matches;
}

/* Can the name be put between double quotes, for this shell and the system's, and be shown? */
static bool is_tame(const char *name)
{
	return !strpbrk(name, "\"'\\$`") && out_is_visible(slice_of(name));
}

/*
 * Readline's list of file names, without those that would not stay one word: whoever wants them has
 * to write them out. The first is what the others have in common, or the only one.
 */
static int leave_out_wild_names(char **names)
{
	size_t kept = 1;

	if (!names[1] && !is_tame(names[0])) {
		free(names[0]);
		names[0] = NULL;
		return 0;
	}
	for (size_t i = 1; names[i]; i++) {
		if (is_tame(names[i]))
			names[kept++] = names[i];
		else
			free(names[i]);
	}
	/* What they have in common may be of those that are gone. */
	if (names[1] && kept == 1) {
		free(names[0]);
		names[0] = NULL;
	}
	names[kept] = NULL;
	return 0;
}

static void start_readline(struct typed *typed)
{
	typed->started = true;
	rl_readline_name = "socksh";
	rl_attempted_completion_function = on_tab;
	rl_basic_word_break_characters = " \t\n;(){}[],=|&";
	rl_completer_word_break_characters = rl_basic_word_break_characters;
	rl_completer_quote_characters = "\"'";
	rl_filename_quote_characters = " \t\n;\"'#$&";
	rl_ignore_some_completions_function = leave_out_wild_names;
	rl_catch_signals = 1;		/* it restores the terminal, then the signal is ours */
	rl_catch_sigwinch = 1;
	rl_persistent_signal_handlers = 1;	/* between the keys too */
	using_history();
	history_open_file(typed->shell);
}

/* Gives readline the lines of the history that it has not seen, if a terminal may be shown them. */
static void remember(struct typed *typed)
{
	size_t count = history_count(typed->shell);

	for (; typed->remembered < count; typed->remembered++)
		if (out_is_visible(slice_of(history_line(typed->shell, typed->remembered))))
			add_history(history_line(typed->shell, typed->remembered));
}

/* The signals that may come while a line is typed, and at no other moment than in the wait. */
static void blocked_signals(sigset_t *set)
{
	static const int signals[] = {
		SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH, SIGALRM,
	};

	sigemptyset(set);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaddset(set, signals[i]);
}

/*
 * Waits for a key, and has readline see to a signal that came instead: it gives the terminal back
 * and sends the signal again, for whoever handled it before. False at Ctrl-C.
 */
static bool wait_for_key(const sigset_t *blocked, const sigset_t *outside)
{
	struct pollfd key = { .fd = STDIN_FILENO, .events = POLLIN };

	while (ppoll(&key, 1, NULL, outside) < 0 && errno == EINTR) {
		while (rl_pending_signal()) {
			sigprocmask(SIG_SETMASK, outside, NULL);
			rl_check_signals();
			sigprocmask(SIG_BLOCK, blocked, NULL);
		}
		if (interrupt_pending())
			return false;
	}
	return !interrupt_pending();
}

/* Has one line typed. False at Ctrl-C, and then nothing of it is left. */
static bool type_line(struct typed *typed, const char *prompt)
{
	sigset_t blocked, outside;
	bool whole = true;

	typing = typed;
	typed->finished = false;
	blocked_signals(&blocked);
	sigprocmask(SIG_BLOCK, &blocked, &outside);
	rl_callback_handler_install(prompt, on_line);
	while (whole && !typed->finished) {
		whole = wait_for_key(&blocked, &outside);
		if (whole)
			rl_callback_read_char();
	}
	if (!whole)
		rl_callback_handler_remove();
	sigprocmask(SIG_SETMASK, &outside, NULL);
	typing = NULL;
	return whole;
}

static void forget_line(struct typed *typed)
{
	free(typed->text);
	typed->text = typed->next = NULL;
}

/* The next line of what was typed; a paste may be several. */
static enum read_line hand_over(struct typed *typed, struct slice *line, struct message *message)
{
	char *newline = strchr(typed->next, '\n');

	*line = newline ? (struct slice){ typed->next, (size_t)(newline - typed->next) }
			: slice_of(typed->next);
	typed->next = newline && newline[1] ? newline + 1 : NULL;
	typed->source.line = ++typed->lines;
	if (line->len <= LINE_MAX_BYTES)
		return READ_LINE;
	mistake(message, "a line is longer than 1 MiB");
	line->len = 0;
	return READ_MISTAKE;
}

static enum read_line typed_read(struct source *source, struct shell *shell, bool continued,
				 struct slice *line, struct message *message)
{
	struct typed *typed = (struct typed *)source;

	if (typed->next)
		return hand_over(typed, line, message);
	if (!typed->started)
		start_readline(typed);
	remember(typed);
	forget_line(typed);
	out_flush(&shell->out);
	if (!type_line(typed, continued ? ". " : "> ")) {
		out_char(&shell->out, '\n');
		return READ_INTERRUPTED;
	}
	typed->next = typed->text;
	if (typed->next)
		return hand_over(typed, line, message);
	out_char(&shell->out, '\n');
	return READ_END;
}

/* Lines of a paste; what the terminal itself holds, it drops at Ctrl-C. */
static void typed_forget(struct source *source)
{
	((struct typed *)source)->next = NULL;
}

static bool typed_must_wait(const struct source *source)
{
	return !((const struct typed *)source)->next;
}

static void typed_close(struct source *source)
{
	struct typed *typed = (struct typed *)source;

	forget_line(typed);
	if (typed->started)
		clear_history();
	arena_free(&typed->arena);
	source_end(source);
	free(typed);
}

struct source *source_open_readline(struct shell *shell, struct message *message)
{
	struct typed *typed = calloc(1, sizeof(*typed));

	if (!typed) {
		mistake(message, "out of memory");
		return NULL;
	}
	typed->shell = shell;
	typed->source = (struct source){
		.name = "<stdin>",
		.prompts = true,
		.read = typed_read,
		.must_wait = typed_must_wait,
		.forget = typed_forget,
		.close = typed_close,
	};
	return &typed->source;
}
