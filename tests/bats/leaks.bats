#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --timeout 700
#
# Whatever a command does, it gives back what it took. valgrind does not know which
# memory bpf() fills in, so that it is not asked for what was never written.

load helpers

setup_file()
{
	be_quiet
	add_netdevsim 1 nsim1
	mkdir /sys/fs/bpf/programs
	cp "$BATS_TEST_DIRNAME/../../build/dynamic/bin/bpftool" /usr/local/bin/
}

# usage: refused STATUS ERROR WORD...; bpftool ends so, and leaves nothing behind
refused()
{
	run -"$1" env PATH="/usr/local/bin:$PATH" valgrind -q --leak-check=full \
		--child-silent-after-fork=yes \
		--show-leak-kinds=all --errors-for-leak-kinds=definite,indirect,possible \
		--undef-value-errors=no --error-exitcode=99 bpftool "${@:3}"
	output_has "$2"
	[[ $'\n'$output != *$'\n=='* ]] || { echo "$output"; return 1; }
}

@test "valgrind finds no leak where the words are wrong" {
	refused 2 "did you mean" xdp set nsim1 rx-ring-sise 64
	refused 2 "no value for" xdp set nsim1 rx-ring-size much
	refused 2 "sort by" prog stats sort nosuch
}

@test "valgrind finds no leak where all goes well" {
	local words

	"$tools/load_programs" pin /sys/fs/bpf/programs pass=2 drop=1
	for words in "prog stats" "prog stats percpu" "prog stats prometheus" \
		"prog stats name pass" "prog stats reset" "-j prog stats reset" \
		"prog stats run -- true" "prog stats interval 0.1 count 2" \
		"prog stats enable for 0.1"; do
		# shellcheck disable=SC2086 # words
		refused 0 "" $words
	done
}

@test "valgrind finds no leak where there is no such program" {
	refused 1 "no such object" prog stats id 1000000
}

@test "valgrind finds no leak where the kernel refuses" {
	refused 1 "at most 4096" xdp set nsim1 rx-ring-size 5000 gro-flush-timeout 1
	refused 1 "read-only" xdp set nsim1 xdp-features 0
	refused 1 "no such object" xdp get nosuch
}

@test "valgrind finds no leak where a batch ends early" {
	printf '%s\n' "xdp set nsim1 rx-ring-size 64" "ctrl types" \
		"xdp reset nsim1 nosuch" >"$BATS_TEST_TMPDIR/batch"
	refused 2 nosuch -j batch file "$BATS_TEST_TMPDIR/batch"
}
