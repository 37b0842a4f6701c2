#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What bpftool prog stats refuses, in text and JSON, alone and in a batch: see
# refused().
#
# also: @host

load helpers
load programs

setup_file()
{
	load_programs
}

setup()
{
	be_quick
}

usage_show='usage: bpftool prog stats [show] [PROG] [sort KEY] [percpu | openmetrics | prometheus | interval SECONDS [count N]]'

@test "words that are wrong are refused" {
	refused 2 "unknown word 'nosuch'; see bpftool prog stats help" '' \
		prog stats nosuch
	refused 2 "unknown word 'enabel'; see bpftool prog stats help; did you mean enable or name?" \
		',"near":["enable","name"]' prog stats enabel
	refused 2 "there is no key 'rums' to sort by; did you mean runs?" \
		',"near":["runs"]' prog stats sort rums
	refused 2 "'sort' is followed by a key; $usage_show" '' prog stats sort
	refused 2 "'0' is no number of seconds: such as 1 or 0.5; $usage_show" \
		'' prog stats interval 0
	refused 2 "'1s' is no number of seconds: such as 1 or 0.5; $usage_show" \
		'' prog stats interval 1s
	refused 2 "'0' is no number of periods; $usage_show" '' \
		prog stats interval 1 count 0
	refused 2 "'interval' is named twice; $usage_show" '' \
		prog stats interval 1 interval 2
	refused 2 "'sort' is named twice; $usage_show" '' \
		prog stats sort id sort name
	refused 2 "'count' is named twice; $usage_show" '' \
		prog stats interval 1 count 1 count 2
	refused 2 "'count' belongs to an interval; $usage_show" '' \
		prog stats count 3
	refused 2 "'count' is followed by a number; $usage_show" '' \
		prog stats interval 1 count
	refused 2 "'interval' is followed by seconds; $usage_show" '' \
		prog stats interval
	refused 2 "'openmetrics' goes with no interval and no other format; $usage_show" \
		'' prog stats openmetrics interval 1
	refused 2 "'prometheus' goes with no interval and no other format; $usage_show" \
		'' prog stats prometheus interval 1
	refused 2 "'openmetrics' and 'prometheus' are two formats; $usage_show" \
		'' prog stats prometheus openmetrics
	refused 2 "'percpu' goes with no interval and no other format; $usage_show" \
		'' prog stats percpu interval 1
	refused 2 "COMMAND is missing; usage: bpftool prog stats run -- COMMAND" \
		'' prog stats run
	refused 2 "'9' is one word too many; usage: bpftool prog stats enable [for SECONDS]" \
		'' prog stats enable for 1 9
	refused 2 "'' is one word too many; usage: bpftool prog stats enable [for SECONDS]" \
		'' prog stats enable '' 0.1
}

@test "a map of somebody else's goes where one map is enough, and once" {
	needs_control_maps "a map"
	local map=/sys/fs/bpf/stats

	bpftool ctrl pin prog_stats_by_id $map read-only
	refused 2 "'map' is named twice; $usage_show" '' \
		prog stats map pinned $map map pinned $map
	refused 2 "'percpu' needs a map of its own; $usage_show" '' \
		prog stats percpu map pinned $map
}

@test "letters that are no options are blamed, and not the word before them" {
	run -255 bpftool prog stats sort -runs
	[ "${lines[0]}" = "Error: unrecognized option '-runs'" ]
	run -255 bpftool -j prog stats sort -jx
	output_is "{\"error\":\"unrecognized option '-jx'\"}"
}

@test "a program that is none is refused" {
	refused 2 "'x' is no id of a program" '' prog stats id x
	refused 2 "'0' is no id of a program" '' prog stats id 0
	refused 2 "'id' is followed by which" '' prog stats id
	refused 2 "'12' is no tag: a tag has 16 hexadecimal digits" '' \
		prog stats tag 12
	refused 2 "PROG is named twice" '' prog stats id 1 name pass
	refused 1 "id 4000000000: no such object: no program is loaded that this names" \
		',"errno":"ENOENT","object":"id 4000000000","reason":"no program is loaded that this names"' \
		prog stats id 4000000000
	refused 1 "name nosuch: no such object: no program is loaded that this names" \
		',"errno":"ENOENT","object":"name nosuch","reason":"no program is loaded that this names"' \
		prog stats reset name nosuch
	refused 1 "/sys/fs/bpf/nosuch: no such object: no program can be opened there" \
		',"errno":"ENOENT","object":"/sys/fs/bpf/nosuch","reason":"no program can be opened there"' \
		prog stats pinned /sys/fs/bpf/nosuch
	refused 1 "name nosuch: no such object: no program is loaded that this names" \
		',"errno":"ENOENT","object":"name nosuch","reason":"no program is loaded that this names"' \
		prog stats interval 1 name nosuch
}

@test "who may not read a whole name is told so, not that there is none" {
	needs_control_maps "a map"
	local map=/sys/fs/bpf/for-all

	bpftool_for_all
	chmod 755 /sys/fs/bpf
	bpftool ctrl pin prog_stats_by_id $map mode 644 read-only
	says 1 "" "Error: name $long: not permitted: a name of more than 15 characters takes CAP_SYS_ADMIN to find" \
		setpriv --reuid 1000 --regid 1000 --clear-groups \
		/usr/local/bin/bpftool prog stats map pinned $map name $long
	run -0 setpriv --reuid 1000 --regid 1000 --clear-groups \
		/usr/local/bin/bpftool prog stats map pinned $map name "${long:0:15}"
	rm $map
}

@test "who may not open programs by id is told what that takes" {
	run -1 setpriv --reuid 1000 --clear-groups bpftool prog stats
	output_is "Error: not permitted: programs are found by their id with CAP_SYS_ADMIN, or through a map that was pinned for you"
	run -1 setpriv --reuid 1000 --clear-groups bpftool prog stats enable
	output_is "Error: not permitted: holding collection on needs CAP_SYS_ADMIN"
}

@test "every document is valid JSON, on one line" {
	documents_are_json
}
