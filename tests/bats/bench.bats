#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The benchmark measures what it says it does: a short run of all of it. What came
# out of a long one is in docs/performance.md; times are judged there, not here.
#
# control maps only: it measures what it says with them

load helpers

setup_file()
{
	project=$PWD
	results=$BATS_FILE_TMPDIR/results
	export project results
	mkdir "$results"
	tests/bench/guest 2 '1 3' '1 2' >"$results/lines.json" \
		2>"$results/errors" || { cat "$results/errors"; return 1; }
}

# The names in a group with that size.
names()
{
	jq -r --arg group "$1" --argjson size "$2" \
		'select(.group == $group and .size == $size) | .name' \
		"$results/lines.json" | sort | paste -sd ,
}

@test "every tool does each of its jobs, in turn with the others" {
	local everyone='bpftool,bpftool, dynamic,bpftool, no maps,ethtool,floor,ip,one system call'

	[ "$(names 'set one attribute' 1)" = "$everyone" ]
	[ "$(names 'set one attribute' 3)" = "$everyone" ]
	[ "$(names 'read one device' 3)" = \
		'bpftool,bpftool, dynamic,bpftool, no maps,bpftool, text,ethtool,floor,ip' ]
	[[ $(names 'read all devices' 3) == *bpftool*ethtool*floor*ip* ]]
	[ "$(names 'a set for each device' 3)" = \
		'bpftool,bpftool, JSON,ethtool for each,ip -batch' ]
	[ "$(names 'statistics of all programs' 2)" = 'bpftool,bpftool, no maps,stock bpftool' ]
	[ "$(names 'in process: all devices' 3)" = \
		'RTM_GETLINK dump,an ioctl for each,lookup_batch' ]
}

@test "growth is told by two namespaces, one with a tenth of the devices" {
	local group='read all devices: growth'

	[ "$(names "$group" 3)" = 'bpftool, a tenth,bpftool, all,floor, a tenth,floor, all,ip, a tenth,ip, all' ]
	[ "$(names 'in process: growth' 3)" = \
		'lookup, many devices,lookup, one device,update, many devices,update, one device' ]
	run -0 jq -sc --arg group "$group" 'map(select(.group == $group) |
		{(.name): .printed_bytes}) | add |
		."bpftool, all" > 1.5 * ."bpftool, a tenth" and
		."bpftool, all" == ."floor, all" and
		."bpftool, a tenth" == ."floor, a tenth"' "$results/lines.json"
	output_is true
}

@test "each figure has its rounds, its command and its memory" {
	run -0 jq -sc 'map(select(.seconds) | (.seconds | length == 2 and
		(map(. > 0) | all))) | all' "$results/lines.json"
	output_is true
	run -0 jq -sc 'map(select(.peak_kib) | (.command | length > 0)) |
		length > 20 and all' "$results/lines.json"
	output_is true
}

@test "the floor prints what bpftool prints, byte for byte" {
	local dev

	dev=$(basename /sys/bus/netdevsim/devices/netdevsim1/net/*)
	"$project/build/bench/bin/floor" show >"$results/floor"
	bpftool -j xdp show >"$results/bpftool"
	cmp "$results/floor" "$results/bpftool"
	[ "$(jq length "$results/floor")" -gt 3 ]
	"$project/build/bench/bin/floor" get "$dev" >"$results/floor"
	bpftool -j xdp get "$dev" >"$results/bpftool"
	cmp "$results/floor" "$results/bpftool"
}

@test "what the tools set is what is set afterwards" {
	local dev

	dev=$(basename /sys/bus/netdevsim/devices/netdevsim1/net/*)
	"$project/build/bench/bin/floor" set "$dev" 321
	run -0 ethtool -g "$dev"
	output_has 'RX:[[:blank:]]+321'
	printf 'a\t%s xdp set %s rx-ring-size %%n\n' "$(type -P bpftool)" "$dev" |
		"$project/build/bench/bin/processes" 3 group 1
	run -0 ethtool -g "$dev"
	output_has 'RX:[[:blank:]]+103'
}

@test "a command that fails ends the benchmark" {
	run -1 "$project/build/bench/bin/processes" 3 group 1 <<<$'bad\tfalse'
	output_has 'bad failed'
	run -1 "$project/build/bench/bin/processes" 3 group 1 <<<$'bad\tnosuchtool'
	output_has 'nosuchtool'
}

@test "the report judges the figures, and plots them" {
	run -0 "$project/tests/bench/report" "$results"
	output_has 'set: bpftool / ethtool'
	run -0 jq -c '[.bars[] | .met] | length > 20' "$results/results.json"
	output_is true
	grep -q '<svg' "$results/devices.svg"
}
