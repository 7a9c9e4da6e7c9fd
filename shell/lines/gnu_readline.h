/*
 * GNU readline, opened when a prompt is: loading it takes longer than all that a script begins with.
 * What is used of it is named here once; behind this header its names are what they always are.
 */
#ifndef SOCKSH_GNU_READLINE_H
#define SOCKSH_GNU_READLINE_H

#include <stdbool.h>
#include <stdio.h>

#include <readline/history.h>
#include <readline/readline.h>

#if RL_READLINE_VERSION >= 0x0802
#define EACH_OF_READLINE_8_2(X) X(rl_eof_found)
#else
#define EACH_OF_READLINE_8_2(X)
#endif

#define EACH_OF_READLINE(X) \
	X(add_history) X(clear_history) X(readline) X(using_history) \
	X(rl_attempted_completion_function) X(rl_attempted_completion_over) \
	X(rl_basic_word_break_characters) X(rl_bind_key_in_map) X(rl_catch_signals) X(rl_catch_sigwinch) \
	X(rl_check_signals) X(rl_completer_quote_characters) X(rl_completer_word_break_characters) \
	X(rl_completion_append_character) X(rl_deprep_term_function) X(rl_deprep_terminal) X(rl_end) \
	X(rl_filename_quote_characters) X(rl_forward_search_history) X(rl_getc_function) \
	X(rl_ignore_some_completions_function) X(rl_initialize) X(rl_line_buffer) X(rl_on_new_line) \
	X(rl_outstream) X(rl_pending_signal) X(rl_persistent_signal_handlers) X(rl_point) \
	X(rl_prep_term_function) X(rl_prep_terminal) X(rl_readline_name) X(rl_readline_state) \
	X(rl_redisplay) X(rl_replace_line) X(rl_reverse_search_history) X(rl_variable_bind) \
	X(rl_variable_value) X(vi_movement_keymap) EACH_OF_READLINE_8_2(X)

/* Where each function and variable is, once the library is open. */
struct gnu_readline {
#define X(name) __typeof__(name) *name;
	EACH_OF_READLINE(X)
#undef X
};

/* The library is the process's, and so is its state. False, with the reason, where there is none. */
extern struct gnu_readline gnu_readline;
bool gnu_readline_open(const char **reason);

#ifndef GNU_READLINE_ITSELF
#define add_history (*gnu_readline.add_history)
#define clear_history (*gnu_readline.clear_history)
#define readline (*gnu_readline.readline)
#define using_history (*gnu_readline.using_history)
#define rl_attempted_completion_function (*gnu_readline.rl_attempted_completion_function)
#define rl_attempted_completion_over (*gnu_readline.rl_attempted_completion_over)
#define rl_basic_word_break_characters (*gnu_readline.rl_basic_word_break_characters)
#define rl_bind_key_in_map (*gnu_readline.rl_bind_key_in_map)
#define rl_catch_signals (*gnu_readline.rl_catch_signals)
#define rl_catch_sigwinch (*gnu_readline.rl_catch_sigwinch)
#define rl_check_signals (*gnu_readline.rl_check_signals)
#define rl_completer_quote_characters (*gnu_readline.rl_completer_quote_characters)
#define rl_completer_word_break_characters (*gnu_readline.rl_completer_word_break_characters)
#define rl_completion_append_character (*gnu_readline.rl_completion_append_character)
#define rl_deprep_term_function (*gnu_readline.rl_deprep_term_function)
#define rl_deprep_terminal (*gnu_readline.rl_deprep_terminal)
#define rl_end (*gnu_readline.rl_end)
#define rl_eof_found (*gnu_readline.rl_eof_found)
#define rl_filename_quote_characters (*gnu_readline.rl_filename_quote_characters)
#define rl_forward_search_history (*gnu_readline.rl_forward_search_history)
#define rl_getc_function (*gnu_readline.rl_getc_function)
#define rl_ignore_some_completions_function (*gnu_readline.rl_ignore_some_completions_function)
#define rl_initialize (*gnu_readline.rl_initialize)
#define rl_line_buffer (*gnu_readline.rl_line_buffer)
#define rl_on_new_line (*gnu_readline.rl_on_new_line)
#define rl_outstream (*gnu_readline.rl_outstream)
#define rl_pending_signal (*gnu_readline.rl_pending_signal)
#define rl_persistent_signal_handlers (*gnu_readline.rl_persistent_signal_handlers)
#define rl_point (*gnu_readline.rl_point)
#define rl_prep_term_function (*gnu_readline.rl_prep_term_function)
#define rl_prep_terminal (*gnu_readline.rl_prep_terminal)
#define rl_readline_name (*gnu_readline.rl_readline_name)
#define rl_readline_state (*gnu_readline.rl_readline_state)
#define rl_redisplay (*gnu_readline.rl_redisplay)
#define rl_replace_line (*gnu_readline.rl_replace_line)
#define rl_reverse_search_history (*gnu_readline.rl_reverse_search_history)
#define rl_variable_bind (*gnu_readline.rl_variable_bind)
#define rl_variable_value (*gnu_readline.rl_variable_value)
#define vi_movement_keymap (*gnu_readline.vi_movement_keymap)
#endif

#endif
