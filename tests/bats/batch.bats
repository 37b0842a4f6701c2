#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool batch: what its commands share, where an error was, and going on
# behind it.

load helpers

setup_file()
{
	be_quiet
	ip link add eth0 type veth peer name peer0
}

setup()
{
	be_quick
	batch=$BATS_TEST_TMPDIR/batch
	trace=$BATS_TEST_TMPDIR/trace
	eth0="\"devname\":\"eth0\",\"ifindex\":$(</sys/class/net/eth0/ifindex)"
}

teardown()
{
	rm -f /sys/fs/bpf/*
	bpftool xdp reset eth0 >/dev/null
}

too_small='eth0: xsk-ring-size: 8 is out of range; the range is 16..16384'

# The lines that follow are the batch.
batch_is()
{
	cat >"$batch"
}

# usage: traced WORD...: which bpf() calls these words of bpftool make
traced()
{
	strace -f -e trace=bpf -o "$trace" bpftool "$@"
}

# How many calls of this kind there were.
calls()
{
	grep -c "bpf($1," "$trace" || :
}

@test "a hundred changes in a batch create one map and read its BTF once" {
	printf 'xdp set eth0 xsk-ring-size %d\n' {16..115} >"$batch"
	run -0 traced batch file "$batch"
	[ "$(calls BPF_MAP_CREATE)" = 1 ]
	[ "$(calls BPF_BTF_GET_FD_BY_ID)" = 1 ]
	[ "$(calls BPF_MAP_UPDATE_ELEM)" = 100 ]
	[ "${lines[99]}" = "eth0: xsk-ring-size 114 -> 115" ]
	[ "${lines[100]}" = "processed 100 commands" ]
}

@test "a change alone creates one map, and nobody loads a program" {
	run -0 traced xdp set eth0 xsk-ring-size 64
	[ "$(calls BPF_MAP_CREATE)" = 1 ]
	[ "$(calls BPF_PROG_LOAD)" = 0 ]
}

@test "reading and setting have a map each, and each view has one" {
	local i

	for i in {1..10}; do
		echo "xdp set eth0 xsk-ring-size min"
		echo "xdp get eth0 xsk-ring-size"
		echo "xdp set eth0 xsk-ring-size max"
		echo "ctrl attrs xdp eth0"
	done >"$batch"
	run -0 traced batch file "$batch"
	# two of the devices, three of the views, and the directory
	[ "$(calls BPF_MAP_CREATE)" = 6 ]
	[ "$(calls BPF_MAP_UPDATE_ELEM)" = 20 ]
}

@test "limits in the errors of a batch come with the kernel's reason" {
	local i

	for i in {1..10}; do
		echo "xdp set eth0 xsk-ring-size 8"
	done >"$batch"
	run -1 traced batch file "$batch" keep-going
	[ "$(calls BPF_MAP_CREATE)" = 1 ]
	[ "$(grep -cxF "Error: $too_small" <<<"$output")" = 10 ]
}

@test "a batch keeps a bounded number of maps, and is right all the same" {
	add_test_module
	batch_is <<-COMMANDS
		xdp attrs eth0
		ctrl attrs ctrl_test side=left shelf=0 slot=0
		xdp set eth0 xsk-ring-size 64
		ctrl set ctrl_test side=left shelf=0 slot=0 level 20
		ctrl attrs directory 0
		xdp get eth0 xsk-ring-size
		ctrl get ctrl_test side=left shelf=0 slot=0 level
	COMMANDS
	run -0 traced batch file "$batch"
	remove_test_module
	# fourteen are wanted, two of them were closed and created again
	[ "$(calls BPF_MAP_CREATE)" -gt 14 ]
	[ "${lines[-3]}" = 64 ]
	[ "${lines[-2]}" = 20 ]
}

@test "a list of maps in a batch shows none that the batch has kept" {
	batch_is <<-COMMANDS
		xdp get eth0 xsk-ring-size
		map show
		xdp get eth0 xsk-ring-size
	COMMANDS
	# the kernel frees maps behind the back of those that close them
	wait_until_no_maps
	bpftool_says 0 "256
256
processed 3 commands" "" batch file "$batch"
}

# Maps that were closed are freed after a grace period.
wait_until_no_maps()
{
	local i

	for ((i = 0; i < 100; i++)); do
		[ -n "$(bpftool map show)" ] || return 0
		sleep 0.05
	done
	return 1
}

@test "a map that a batch pins is not one that it goes on to use" {
	batch_is <<-COMMANDS
		xdp set eth0 xsk-ring-size 64
		ctrl pin xdp /sys/fs/bpf/pinned
		map freeze pinned /sys/fs/bpf/pinned
		xdp set eth0 xsk-ring-size 32
	COMMANDS
	bpftool_says 0 "eth0: xsk-ring-size 256 -> 64
eth0: xsk-ring-size 64 -> 32
processed 4 commands" "" batch file "$batch"
}

@test "a device that comes and goes between batches is another one" {
	ip link add short0 type dummy
	bpftool_says 0 "0
processed 1 commands" "" batch file - <<<'xdp get short0 gro-flush-timeout'
	ip link del short0
	run -1 bpftool batch file - <<<'xdp get short0 gro-flush-timeout'
	output_has 'this network namespace has no device of that name'
}

@test "an error names file and line, comments and empty lines counted" {
	batch_is <<-COMMANDS
		# smaller, for now

		xdp set eth0 xsk-ring-size 64	# fine
		xdp set eth0 xsk-ring-size 8
		xdp set eth0 xsk-ring-size 32
	COMMANDS
	bpftool_says 1 "eth0: xsk-ring-size 256 -> 64" \
		"Error: $too_small
Command failed $batch:4" batch file "$batch"
	bpftool_says 0 64 "" xdp get eth0 xsk-ring-size
}

@test "a command over several lines is named by its first" {
	batch_is <<-'COMMANDS'
		xdp get eth0 \
			rx-queues
		xdp set eth0 \
			xsk-ring-size \
			8
		xdp get eth0 nosuch
	COMMANDS
	run -1 bpftool batch file "$batch" keep-going
	output_is "1
Error: $too_small
Command failed $batch:3
Error: eth0: unknown attribute 'nosuch': bpftool xdp attrs lists them
Command failed $batch:6
processed 3 commands, 2 failed"
}

@test "- reads the standard input, and is its name in an error" {
	printf '%s\n' 'xdp get eth0 xsk-ring-size' 'xdp get eth9' >"$batch"
	bpftool_says 1 256 \
		"Error: eth9: no such object: this network namespace has no device of that name
Command failed -:2" batch file - <"$batch"
}

@test "with keep-going the rest runs, and the status is that of the first failure" {
	batch_is <<-COMMANDS
		xdp set eth0 xsk-ring-size 8
		xdp set eth0 xsk-ring-size 64
		xdp set eth0 nosuch 1
		xdp set eth0 xsk-ring-size 32
	COMMANDS
	bpftool_says 1 "eth0: xsk-ring-size 256 -> 64
eth0: xsk-ring-size 64 -> 32
processed 4 commands, 2 failed" "Error: $too_small
Command failed $batch:1
Error: eth0: unknown attribute 'nosuch': bpftool xdp attrs lists them
Command failed $batch:3" batch file "$batch" keep-going
	sed -i 1d "$batch"
	run -2 bpftool batch file "$batch" keep-going
}

@test "with keep-going and no failure all is as without" {
	batch_is <<<'xdp get eth0 xsk-ring-size'
	bpftool_says 0 "256
processed 1 commands" "" batch file "$batch" keep-going
	bpftool_says 0 "256
processed 1 commands" "" batch file "$batch" keep
}

@test "in JSON each failure has file and line, and the document is one" {
	batch_is <<-COMMANDS
		xdp get eth0 xsk-ring-size
		xdp get eth9
		map show id 99999999
		xdp get eth0 xsk-ring-size
	COMMANDS
	run -1 --separate-stderr bpftool -j batch file "$batch" keep-going
	[ -z "$stderr" ]
	[ "$(jq -c '[.[] | [.line, .file == "'"$batch"'", (.output.error != null)]]' \
		<<<"$output")" = \
		'[[null,false,false],[2,true,true],[3,true,true],[null,false,false]]' ]
	[ "$(jq -c '.[3]' <<<"$output")" = \
		"{\"command\":[\"xdp\",\"get\",\"eth0\",\"xsk-ring-size\"],\"output\":{$eth0,\"xsk_ring_size\":256}}" ]
}

@test "a failure of upstream's commands has its line too" {
	batch_is <<-COMMANDS
		map create /sys/fs/bpf/numbers type array key 4 value 1 entries 1 name n
		map show id 99999999
		map update pinned /sys/fs/bpf/numbers key 0 0 0 0 value 5
		map lookup pinned /sys/fs/bpf/numbers key 0 0 0 0
	COMMANDS
	run ! --separate-stderr bpftool batch file "$batch" keep-going
	output_is "key: 00 00 00 00  value: 05
processed 4 commands, 1 failed"
	[[ $stderr = *"Command failed $batch:2" ]]
}

@test "a line that is no command has its number too" {
	batch_is <<-COMMANDS
		xdp get eth0 xsk-ring-size
		xdp get "eth0
		xdp get eth0 rx-queues
	COMMANDS
	bpftool_says 255 256 "Error: unterminated quoted string in command 1
Command failed $batch:2" batch file "$batch"
	bpftool_says 255 "256
1
processed 3 commands, 1 failed" "Error: unterminated quoted string in command 1
Command failed $batch:2" batch file "$batch" keep-going
}

@test "a word behind the file that is not keep-going is refused" {
	batch_is <<<'xdp get eth0 xsk-ring-size'
	bpftool_says 255 "" "Error: too many parameters for batch" \
		batch file "$batch" faster
	bpftool_says 255 "" "Error: too many parameters for batch" \
		batch file "$batch" keep-going now
	bpftool_says 255 "" "Error: too few parameters for batch" batch file
}

@test "a file that is not there is refused" {
	bpftool_says 255 "" "Error: Can't open file (/nowhere): No such file or directory" \
		batch file /nowhere keep-going
}
