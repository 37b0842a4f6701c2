# SPDX-License-Identifier: GPL-2.0-only
#
# A shell in a terminal, for tests that press its keys. The shell has a key,
# Ctrl-X Ctrl-L, that writes its command line into a pipe: whoever has read it
# knows that all keys before were dealt with.

upstream_completion=$(echo "$BATS_TEST_DIRNAME"/../../build/kernel/linux-*/tools/bpf/bpftool/bash-completion/bpftool)

# Completions as they are when they are installed: ours, and upstream's beside.
install_completions()
{
	local share=$BATS_FILE_TMPDIR/share

	mkdir -p "$share/bash-completion/completions" "$share/zsh"
	cp "$BATS_TEST_DIRNAME/../../bash-completion/bpftool" \
		"$share/bash-completion/completions/bpftool"
	cp "$upstream_completion" \
		"$share/bash-completion/completions/bpftool-upstream"
	cp "$BATS_TEST_DIRNAME/../../zsh-completion/_bpftool" "$share/zsh/"
	chmod -R a+rX "$BATS_FILE_TMPDIR" "$BATS_RUN_TMPDIR"
}

in_terminal()
{
	tmux -S "$BATS_FILE_TMPDIR/$terminal.tmux" -f /dev/null "$@" 3>&-
}

# The command line becomes this text and what the keys make of it, and is told.
# usage: send TEXT [KEY]...
send()
{
	in_terminal send-keys C-e C-u \; send-keys -l -- "$1" \; \
		send-keys "${@:2}" C-x C-l
}

# Until the shell answers to its keys, which on a debug kernel takes zsh minutes; the
# time limit of a test's keys is not for that.
await_shell()
{
	local attempt line

	for attempt in {1..120}; do
		send "ready$attempt"
		while IFS= read -r -t 5 line; do
			[ "$line" != "ready$attempt" ] || return 0
		done <>"$BATS_FILE_TMPDIR/$terminal.told"
	done
	echo "no answer from the shell:"
	in_terminal capture-pane -p
	return 1
}

# usage: open_terminal NAME COMMAND; the command gets the pipe as $TOLD
open_terminal()
{
	terminal=$1
	mkfifo -m 666 "$BATS_FILE_TMPDIR/$terminal.told"
	in_terminal new-session -d -x 100 -y 50 \
		"TOLD=$BATS_FILE_TMPDIR/$terminal.told $2"
	await_shell
}

open_bash()
{
	cat >"$BATS_FILE_TMPDIR/bashrc" <<-'RC'
		PS1='$ '
		tell() { printf '%s\n' "$READLINE_LINE" >"$TOLD"; }
		bind -x '"\C-x\C-l": tell'
		bind 'set bell-style none'
		. /usr/share/bash-completion/bash_completion
	RC
	open_terminal "$1" "XDG_DATA_DIRS=$BATS_FILE_TMPDIR/share ${2-} \
		bash --noprofile --rcfile $BATS_FILE_TMPDIR/bashrc -i"
}

open_zsh()
{
	mkdir -p "$BATS_FILE_TMPDIR/zdotdir"
	cat >"$BATS_FILE_TMPDIR/zdotdir/.zshrc" <<-RC
		PS1='$ '
		fpath=($BATS_FILE_TMPDIR/share/zsh \$fpath)
		autoload -Uz compinit
		compinit -u -d $BATS_FILE_TMPDIR/zcompdump
		tell() { print -r -- "\$BUFFER" >"\$TOLD" }
		zle -N tell
		bindkey -e
		bindkey '^X^L' tell
		zle -C all-matches complete-word _generic
		zstyle ':completion:all-matches:*' completer _all_matches _complete
		zstyle ':completion:all-matches:*' insert true
		bindkey '\e*' all-matches
	RC
	open_terminal "$1" "ZDOTDIR=$BATS_FILE_TMPDIR/zdotdir zsh -o no_global_rcs -i"
}

close_terminals()
{
	local socket

	for socket in "$BATS_FILE_TMPDIR"/*.tmux; do
		tmux -S "$socket" kill-server
	done
}

# The command line after these keys; each WORD is a name of a key, or text.
# usage: press TEXT [KEY]...
press()
{
	send "$@"
	# opened for both, or the time limit would not hold for the opening
	IFS= read -r -t 100 line <>"$BATS_FILE_TMPDIR/$terminal.told" ||
		{ in_terminal capture-pane -p; return 1; }
}

# Tab makes this of that.
# usage: completes TEXT AFTERWARDS
completes()
{
	press "$1" Tab
	[ "$line" = "$2" ] ||
		{ printf 'expected: %s|\ngot: %s|\n' "$2" "$line"; return 1; }
}

# These are all the words that are offered behind the text, its last word being
# the beginning of them.
# usage: offers TEXT WORD...
offers()
{
	local begin=${1% *} expected

	press "$1" 'M-*'
	expected="$begin ${*:2} "
	[ "$line" = "$expected" ] ||
		{ printf 'expected: %s|\ngot: %s|\n' "$expected" "$line"; return 1; }
}

# Nothing is offered, so that a Tab changes nothing.
offers_nothing()
{
	completes "$1" "$1"
}
