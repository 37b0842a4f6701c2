#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# The control types of program statistics, by system call: what they tell, how
# exact, and to whom.

load helpers

@test "the statistics and the costs of a program are those of its info" {
	c_test prog_stats_values
}

@test "a program's statistics tell whether they are collected at all" {
	c_test prog_stats_values
}

@test "a counter can be set to 0 and to nothing else" {
	c_test prog_stats_values
}

@test "each counter can be set to 0 alone" {
	c_test prog_stats_values
}

@test "a reset leaves other programs alone" {
	c_test prog_stats_values
}

@test "a lookup that deletes tells what it has reset" {
	c_test prog_stats_values
}

@test "a lookup that deletes resets nothing when it has nowhere to tell it" {
	c_test prog_stats_values
}

@test "what was read can be written back while the counters move" {
	c_test prog_stats_values
}

@test "the etag of statistics does not move with the counters" {
	c_test prog_stats_values
}

@test "a map of short values resets the counters that fit" {
	c_test prog_stats_values
}

@test "a program that runs 1,000 times has 1,000 runs" {
	c_test prog_stats_exact
}

@test "runs and misses of a tracing program are exact, on each CPU" {
	c_test prog_stats_exact
}

@test "100 resets under load on both CPUs lose no run and tell none twice" {
	c_test prog_stats_exact
}

@test "100 reads with a reset each lose no more than ran in between" {
	c_test prog_stats_exact
}

@test "no reader sees a count that goes back or more than ran since a reset" {
	c_test prog_stats_exact
}

@test "no reader sees a reset of one CPU without the other" {
	c_test prog_stats_exact
}

@test "two who reset at a time share out the runs" {
	c_test prog_stats_exact
}

@test "one batch reads 500 programs, as by fd, by id, by CPU and in their info" {
	c_test prog_stats_many
}

@test "one batch reads what every CPU ran of 500 programs" {
	c_test prog_stats_many
}

@test "a dump of a pinned map shows 500 programs" {
	c_test prog_stats_many bpftool
}

@test "a batch does not stumble over programs that come and go" {
	c_test prog_stats_many
}

@test "a batch leaves out hundreds of programs that are hidden, and reads all others" {
	c_test prog_stats_hidden
}

@test "a batch over hidden programs ends when its caller is killed" {
	c_test prog_stats_hidden
}

@test "a file descriptor that is no program is refused as bpf() does" {
	c_test prog_stats_keys
}

@test "an id of no program is told so" {
	c_test prog_stats_keys
}

@test "a CPU that cannot be is told so, and statistics by CPU are read-only" {
	c_test prog_stats_keys
}

@test "a program that goes away is told so, and a walk goes on behind it" {
	c_test prog_stats_keys
}

@test "programs by file descriptor cannot be walked" {
	c_test prog_stats_keys
}

@test "the directory has the control types of program statistics" {
	c_test prog_stats_keys
}

@test "statistics by fd take CAP_BPF, and by id CAP_SYS_ADMIN to read, too" {
	c_test prog_stats_privilege
}

@test "an ordinary user can make no map of statistics" {
	c_test prog_stats_privilege
}

@test "root of a user namespace can make no map of statistics" {
	c_test prog_stats_privilege
}

@test "a map by fd that was passed on serves the programs of its holder" {
	c_test prog_stats_privilege
}

@test "a batch of statistics asks once whether its reader has CAP_BPF, unaudited" {
	c_test prog_stats_privilege
}

@test "the size of a program's code is for CAP_BPF, as in its info" {
	c_test prog_stats_privilege
}

@test "a pinned map by id is for whom its mode says" {
	c_test prog_stats_privilege
}

@test "the trace tells a reset, with what was counted before" {
	local trace=/sys/kernel/tracing/trace

	echo >$trace
	echo 1 >/sys/kernel/tracing/events/bpf_ctrl/bpf_ctrl_change/enable
	"$c_tests/prog_stats_values" "a lookup that deletes tells what it has reset"
	echo 0 >/sys/kernel/tracing/events/bpf_ctrl/bpf_ctrl_change/enable
	run -0 cat $trace
	output_has 'type=prog_stats key=[0-9a-f]* member=run_cnt old=10 new=0'
	output_has 'type=prog_stats key=[0-9a-f]* member=run_cnt old=3 new=0'
}

@test "a pinned map of statistics can be read with cat" {
	local pin=/sys/fs/bpf/prog_stats_cat

	bpftool map create $pin type control name stats map_extra 4
	"$c_tests/pin_program" /sys/fs/bpf/prog_stats_pass
	run -0 cat $pin
	rm $pin /sys/fs/bpf/prog_stats_pass
	output_has 'run_cnt'
	output_has 'BPF_PROG_TYPE_XDP'
}

@test "all C tests of program statistics are run" {
	c_tests_are_named prog_stats_values prog_stats_exact prog_stats_many \
		prog_stats_hidden prog_stats_keys prog_stats_privilege
}
