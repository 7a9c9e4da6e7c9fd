/*
 * The prompt with GNU readline, which asks us for each key, so that the world can have a word while
 * a person types. (Its callbacks would do for that, too; but version 8.2 crashes there when a key
 * of two, such as Ctrl-X e, ends a search.) Readline is not touched before the first prompt is
 * needed.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "gnu_readline.h"
#include "interrupt.h"
#include "lines.h"
#include "say.h"
#include "shell.h"
#include "source.h"

struct typed {
	struct source source;
	struct shell *shell;
	complete_function *complete;
	bool started;		/* readline is set up */
	bool interrupted;	/* Ctrl-C: readline is to come to its end */
	bool pastes;		/* between what marks a bracketed paste; */
	int marked;		/* so much of the next mark has come */
	const char *leave;	/* what it still gets for keys before that */
	bool shown;		/* it stands on the screen */
	bool echoes;		/* ^C for Ctrl-C; the person's settings, as is the bell */
	const char *bell;
	sigset_t blocked, outside;	/* signals: while readline works, and while it waits */
	char *text;		/* what was typed: of a paste, several lines; NULL for Ctrl-D */
	char *next;		/* what of it has not been handed on; NULL for nothing */
	int ahead;		/* bytes that the terminal had before readline took it: it may have cut them */
	size_t remembered;	/* lines of the history that readline has */
	unsigned long lines;
	struct arena arena;	/* of a completion */
};

/* Readline's hooks take no argument: the source whose line is being typed, and nothing else. */
static struct typed *typing;

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
	typing->complete(typing->shell, line, (size_t)rl_point, &typing->arena, &candidates, &ours);
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

/* ---- keys ---- */

/* The signals that may come while a line is typed, and at no other moment than in the wait. */
static void blocked_signals(sigset_t *set)
{
	static const int signals[] = {
		SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH, SIGALRM,
	};

	sigemptyset(set);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaddset(set, signals[i]);
}

/*
 * Has readline see to the signals that came: it gives the terminal back and sends each again, for
 * whoever handled it before.
 */
static void pass_signals_on(const struct typed *typed)
{
	for (int signal; (signal = rl_pending_signal());) {
		sigprocmask(SIG_SETMASK, &typed->outside, NULL);
		rl_variable_bind("echo-control-characters", typed->echoes && signal != SIGINT ? "on" : "off");
		rl_check_signals();
		sigprocmask(SIG_BLOCK, &typed->blocked, NULL);
	}
}

/*
 * Reading never waits: a key that was there may be gone, because the terminal drops what it has at
 * Ctrl-C, and then the signal could not end the wait.
 */
static void take_terminal(int meta)
{
	struct termios settings;

	rl_prep_terminal(meta);
	if (tcgetattr(STDIN_FILENO, &settings) < 0)
		return;
	settings.c_cc[VMIN] = 0;
	tcsetattr(STDIN_FILENO, TCSANOW, &settings);
}

/* From 8.2 on it ends the line itself after what it takes for the input's end, and does not forget it. */
static void give_terminal_back(void)
{
#if RL_READLINE_VERSION >= 0x0802
	rl_eof_found = 0;
#endif
	rl_deprep_terminal();
}

/* Whoever was stopped finds other settings of the terminal, and something else on the screen. */
static void take_terminal_again(void)
{
	give_terminal_back();
	take_terminal(1);
	rl_on_new_line();
	rl_redisplay();
}

/* Waits for a key. False at Ctrl-C. */
static bool wait_for_key(const struct typed *typed, struct pollfd *key)
{
	while (!interrupt_pending()) {
		if (ppoll(key, 1, NULL, &typed->outside) >= 0 || errno != EINTR)
			return true;
		pass_signals_on(typed);
		if (interrupt_was_stopped())
			take_terminal_again();
	}
	return false;
}

/* ^C behind the line, wherever the cursor was in it; what readline writes itself goes over the line. */
static void show_interrupt(struct typed *typed)
{
	rl_point = rl_end;
	rl_redisplay();
	if (typed->echoes && !interrupt_ends_shell())
		fputs("^C", rl_outstream);
	fflush(rl_outstream);
	rl_replace_line("", 1);
	typed->shown = true;
}

/*
 * How readline leaves what it is doing. A search or an argument puts back the prompt and the line at
 * its own key; a paste has to come to its end, because 8.2 reads past its memory otherwise; all else
 * takes the end of the input for its own.
 */
static const char *keys_to_leave(const struct typed *typed)
{
	if (RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG))
		return typed->pastes ? "\33[201~\a" : "\a";		/* Ctrl-G */
	return typed->pastes ? "\33[201~" : "";
}

/* Does a paste begin or end with this key? */
static void watch_paste(struct typed *typed, char key)
{
	const char *mark = typed->pastes ? "\33[201~" : "\33[200~";

	typed->marked = key == mark[typed->marked] ? typed->marked + 1 : key == mark[0];
	if (mark[typed->marked])
		return;
	typed->pastes = !typed->pastes;
	typed->marked = 0;
}

/* What readline gets in the place of keys after Ctrl-C. */
static int key_of_interrupt(struct typed *typed)
{
	const unsigned long ends_by_itself = RL_STATE_MULTIKEY | RL_STATE_MOREINPUT |
					     RL_STATE_COMPLETING | RL_STATE_VIMOTION;

	if (!typed->interrupted) {
		typed->interrupted = true;
		typed->leave = keys_to_leave(typed);
		rl_variable_bind("bell-style", "none");		/* leaving is no mistake */
		if (!*typed->leave && RL_ISSTATE(ends_by_itself))
			return EOF;
	}
	if (*typed->leave)
		return (unsigned char)*typed->leave++;
	if (!typed->shown)
		show_interrupt(typed);
	return EOF;
}

/* Readline asks for a key. */
static int next_key(FILE *input)
{
	struct pollfd ready = { .fd = STDIN_FILENO, .events = POLLIN };
	unsigned char key;
	ssize_t n;

	(void)input;
	do {
		if (typing->interrupted || !wait_for_key(typing, &ready))
			return key_of_interrupt(typing);
		n = read(STDIN_FILENO, &key, 1);
	} while (n < 0 ? errno == EINTR || errno == EAGAIN : n == 0 && !(ready.revents & (POLLHUP | POLLERR)));
	if (n != 1)
		return EOF;
	watch_paste(typing, (char)key);
	return key;
}

/* ---- lines ---- */

/*
 * vi's own search of 8.2 frees a changed line twice once it was left without a result: its keys search
 * as Ctrl-R and Ctrl-S do.
 */
static void bind_searches_of_vi(void)
{
	rl_bind_key_in_map('/', rl_reverse_search_history, vi_movement_keymap);
	rl_bind_key_in_map('?', rl_forward_search_history, vi_movement_keymap);
}

static void start_readline(struct typed *typed)
{
	typed->started = true;
	rl_readline_name = "socksh";
	rl_getc_function = next_key;
	rl_prep_term_function = take_terminal;
	rl_deprep_term_function = give_terminal_back;
	rl_attempted_completion_function = on_tab;
	rl_basic_word_break_characters = " \t\n;(){}[],=|&";
	rl_completer_word_break_characters = rl_basic_word_break_characters;
	rl_completer_quote_characters = "\"'";
	rl_filename_quote_characters = " \t\n;\"'#$&";
	rl_ignore_some_completions_function = leave_out_wild_names;
	rl_catch_signals = 1;		/* it restores the terminal, then the signal is ours */
	rl_catch_sigwinch = 1;
	rl_persistent_signal_handlers = 1;	/* between the keys too */
	rl_initialize();		/* reads the person's settings */
	bind_searches_of_vi();
	typed->echoes = strcmp(rl_variable_value("echo-control-characters"), "on") == 0;
	typed->bell = rl_variable_value("bell-style");
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

static void forget_line(struct typed *typed)
{
	free(typed->text);
	typed->text = typed->next = NULL;
}

/* Has one line typed; `text` is NULL at Ctrl-D. False at Ctrl-C, and then nothing of it is left. */
static bool type_line(struct typed *typed, const char *prompt)
{
	typing = typed;
	typed->interrupted = typed->shown = typed->pastes = false;
	typed->marked = 0;
	if (ioctl(STDIN_FILENO, FIONREAD, &typed->ahead) < 0)
		typed->ahead = 0;
	blocked_signals(&typed->blocked);
	sigprocmask(SIG_BLOCK, &typed->blocked, &typed->outside);
	interrupt_watch_stops(true);
	typed->text = readline(prompt);
	interrupt_watch_stops(false);
	sigprocmask(SIG_SETMASK, &typed->outside, NULL);
	typing = NULL;
	if (!typed->interrupted)
		return true;
	if (!typed->shown)
		show_interrupt(typed);
	rl_variable_bind("bell-style", typed->bell);
	forget_line(typed);
	return false;
}

/* The next line of what was typed; a paste may be several. */
static enum read_line hand_over(struct typed *typed, struct slice *line, struct message *message)
{
	char *newline = strchr(typed->next, '\n');

	*line = newline ? (struct slice){ typed->next, (size_t)(newline - typed->next) }
			: slice_of(typed->next);
	typed->next = newline && newline[1] ? newline + 1 : NULL;
	typed->source.line = ++typed->lines;
	if (typed->ahead >= TERMINAL_LINE_BYTES && line->len == TERMINAL_LINE_BYTES)
		return source_refuse_cut(line, message);
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

struct source *source_open_readline(struct shell *shell, complete_function *complete,
				    struct message *message)
{
	struct typed *typed;
	const char *reason;

	if (!gnu_readline_open(&reason)) {
		say_comment(&shell->out, "lines are read without editing: %s", reason);
		return source_open_stdin(shell, message);
	}
	typed = calloc(1, sizeof(*typed));
	if (!typed) {
		mistake(message, "out of memory");
		return NULL;
	}
	typed->shell = shell;
	typed->complete = complete;
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
