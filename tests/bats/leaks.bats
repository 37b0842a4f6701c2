#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --timeout 700
#
# Whatever a command does, it gives back what it took. valgrind does not know which
# memory bpf() fills in, so that it is not asked for what was never written.
#
# also: @host

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
	run env PATH="/usr/local/bin:$PATH" valgrind -q --leak-check=full \
		--child-silent-after-fork=yes \
		--show-leak-kinds=all --errors-for-leak-kinds=definite,indirect,possible \
		--undef-value-errors=no --error-exitcode=99 bpftool "${@:3}"
	[ "$status" = "$1" ] || { echo "$output"; return 1; }
	output_has "$2"
	[[ $'\n'$output != *$'\n=='* ]] || { echo "$output"; return 1; }
}

# A batch of the lines that follow, since valgrind takes long to start.
# usage: batch_refused STATUS OUTPUT
batch_refused()
{
	cat >"$BATS_TEST_TMPDIR/batch"
	refused "$1" "$2" batch file "$BATS_TEST_TMPDIR/batch" keep-going
}

@test "valgrind finds no leak where the words are wrong" {
	batch_refused 2 "did you mean.*no value for.*sort by.*processed 6 commands, 6 failed" <<-COMMANDS
		xdp set nsim1 rx-ring-sise 64
		xdp set nsim1 rx-ring-size much
		prog stats sort nosuch
		ctrl stats prog_stats_by_id sort nosuch
		ctrl stats xdp
		ctrl stats xdp nsim1 srot
	COMMANDS
	refused 2 "did you mean" xdp set nsim1 rx-ring-sise 64
}

@test "valgrind finds no leak where all goes well" {
	"$tools/load_programs" pin /sys/fs/bpf/programs pass=2 drop=1
	batch_refused 0 "processed 13 commands" <<-COMMANDS
		prog stats
		prog stats prometheus
		prog stats name pass
		prog stats run -- true
		prog stats interval 0.1 count 2
		prog stats enable for 0.1
		ctrl stats prog_stats_by_id sort run-cnt
		ctrl stats prog_stats_by_id name pass prometheus
		ctrl stats prog_stats_by_id interval 0.1 count 2
		xdp show
		xdp attrs nsim1
		xdp set nsim1 rx-ring-size 64 gro-flush-timeout 1
		xdp reset nsim1
	COMMANDS
	refused 0 "pass" -j prog stats
}

@test "valgrind finds no leak in what each CPU has counted, nor in a reset" {
	needs_control_maps "that"
	batch_refused 0 "processed 3 commands" <<-COMMANDS
		prog stats percpu
		prog stats reset
		ctrl stats reset prog_stats_by_id
	COMMANDS
	refused 0 "pass" -j prog stats reset
	refused 0 "counters" -j ctrl stats prog_stats_by_id
}

@test "valgrind finds no leak where there is nothing that could answer" {
	! has_control_maps || skip "control maps answer all of it"
	batch_refused 1 "processed 3 commands, 3 failed" <<-COMMANDS
		prog stats percpu
		prog stats reset
		ctrl pin xdp /sys/fs/bpf/xdp
	COMMANDS
}

@test "valgrind finds no leak where the kernel refuses" {
	batch_refused 1 "at most 4096.*read-only.*no such object.*no program is loaded.*processed 4 commands, 4 failed" <<-COMMANDS
		xdp set nsim1 rx-ring-size 5000 gro-flush-timeout 1
		xdp set nsim1 xdp-features 0
		xdp get nosuch
		prog stats id 1000000
	COMMANDS
	refused 1 "at most 4096" xdp set nsim1 rx-ring-size 5000 gro-flush-timeout 1
}

@test "valgrind finds no leak where a batch ends early" {
	printf '%s\n' "xdp set nsim1 rx-ring-size 64" "ctrl types" \
		"xdp reset nsim1 nosuch" >"$BATS_TEST_TMPDIR/batch"
	refused 2 nosuch -j batch file "$BATS_TEST_TMPDIR/batch"
}
