#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What bpftool prints, or cannot print: output that is lost is never success,
# whatever the command, and whatever became of the standard streams before.
#
# also: @host

load helpers

setup_file()
{
	be_quiet
	ip link add eth0 type veth peer name peer0
	bpftool map create /sys/fs/bpf/numbers type array key 4 value 4 \
		entries 2000 name numbers
}

teardown_file()
{
	rm /sys/fs/bpf/numbers
}

setup()
{
	be_quick
	printf '%s\n' 'map show' version >"$BATS_TEST_TMPDIR/batch"
	commands=(version "map show" "map dump pinned /sys/fs/bpf/numbers"
		"xdp show" "xdp get eth0" "ctrl types" "prog stats"
		"batch file $BATS_TEST_TMPDIR/batch"
		"batch file $BATS_TEST_TMPDIR/batch keep-going")
}

# usage: redirected REDIRECTION WORD...: of bpftool, which is not to touch ours
redirected()
{
	run bash -c "bpftool \"\$@\" $1" bash "${@:2}"
}

# With this redirection these commands, in each format, say that output is lost.
# usage: all_fail REDIRECTION WORDS...
all_fail()
{
	local words format

	for words in "${@:2}"; do
		for format in "" -j; do
			# shellcheck disable=SC2086 # words
			redirected "$1" $format $words
			[ "$status" = 1 ] || { echo "$format $words: $status"; return 1; }
			[ "$(grep -c "Error: what was printed did not go out whole" <<<"$output")" = 1 ]
		done
	done
}

@test "what does not fit on the disk is no success, whatever the command" {
	all_fail '>/dev/full' "${commands[@]}"
}

@test "a standard output that is closed is no success" {
	all_fail '>&-' version "xdp show" "${commands[-1]}"
}

@test "a standard output that is open for reading is no success" {
	all_fail '1</dev/null' version "xdp show"
}

@test "with everything closed a status is left to say so" {
	local words

	for words in "xdp show" "-j xdp show" "map show" "${commands[-1]}"; do
		# shellcheck disable=SC2086 # words
		redirected '0<&- 1>&- 2>&-' $words
		[ "$status" = 1 ]
	done
}

@test "help that nobody gets is no success" {
	local words

	for words in help "map help" "ctrl help" "prog stats help" -h; do
		for to in /dev/full '&-'; do
			# shellcheck disable=SC2086 # words
			redirected "2>$to" $words
			[ "$status" = 1 ]
		done
	done
}

@test "a status that says more than that stays" {
	redirected '>/dev/full' -j xdp get eth9
	[ "$status" = 1 ]
	redirected '>/dev/full' -j xdp set eth0 nosuch 1
	[ "$status" = 2 ]
	redirected '>/dev/full' -j --nosuch
	[ "$status" = 255 ]
}

@test "a command that has nothing to say does without streams" {
	redirected '0<&- 1>&- 2>&-' map update pinned /sys/fs/bpf/numbers \
		key 0 0 0 0 value 1 0 0 0
	[ "$status" = 0 ]
	redirected '0<&- 2>&-' xdp get eth0 tx-queues
	[ "$status" = 0 ]
	output_is 1
}

@test "what bpftool opens is never taken for a standard stream" {
	local words

	for words in "xdp show" "map show" "prog stats" "${commands[-1]}"; do
		# shellcheck disable=SC2086 # words
		run -1 strace -e trace=openat,socket,bpf -o "$BATS_TEST_TMPDIR/trace" \
			bash -c 'exec bpftool "$@" 0<&- 1>&- 2>&-' bash $words
		# what makes a descriptor, from where bpftool begins
		run -0 sed -nE '/"\/dev\/null", O_WRONLY/,$ {
			/^openat|^socket|_CREATE|_FD_BY_ID|OBJ_GET,/p }' \
			"$BATS_TEST_TMPDIR/trace"
		[ "$(grep -c '= [012]$' <<<"$output")" = 3 ]
		[ "$(grep -c '"/dev/null", O_.*ONLY) *= [012]$' <<<"$output")" = 3 ]
	done
}

@test "without /dev/null a closed stream is closed all the same" {
	run -1 unshare -m bash -c 'mount -t tmpfs none /dev
		bpftool version 0<&- 1>&-'
	output_is "Error: what was printed did not go out whole"
}

@test "a standard input that is closed is no empty batch" {
	redirected '<&-' batch file -
	[ "$status" = 255 ]
	output_has "Error: Can.t open file \(-\): Bad file descriptor"
}
