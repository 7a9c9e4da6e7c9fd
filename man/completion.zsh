#compdef socksh
# Completion of socksh(1) for zsh: options, then files. -A: no options behind the script.

_arguments -s -S -A '-*' : \
	'-c[run these instead of a script]:statements: ' \
	'-k[go on after a failure]' \
	'-n[check the statements, call nothing]' \
	'-q[keep the lines of the calls back]' \
	'--plain[read the terminal without an editing library]' \
	'(- *)'{-h,--help}'[show the options]' \
	'(- *)--version[the version]' \
	'*:file:_files'
