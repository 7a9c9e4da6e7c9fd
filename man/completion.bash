# Completion of socksh(1) for bash: options, then files. It needs no library of completions.
# shellcheck shell=bash

_socksh() {
	local word=${COMP_WORDS[COMP_CWORD]} i

	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-|--) return ;;		# the first is a script: what follows it are arguments
		--*) ;;
		-*)
			[[ ${COMP_WORDS[i]} =~ ^-[^c]*c$ ]] || continue
			# -c takes the next word: statements, for which no file will do.
			((++i < COMP_CWORD)) || { compopt +o default; return; } ;;
		*) return ;;
		esac
	done
	if [[ $word == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '-c -k -n -q --plain -h --help --version' -- "$word")
	fi
}

# Where the function finds nothing, readline completes the names of files.
complete -o default -F _socksh socksh
