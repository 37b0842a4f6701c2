#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# A control type that a module brings and takes away again.
#
# control maps only: types of modules

load helpers

pin=/sys/fs/bpf/test
directory=/sys/fs/bpf/directory

setup_file()
{
	bpftool map create $directory type control name directory map_extra 0
}

teardown()
{
	rm -f $pin
	[ ! -d /sys/module/ctrl_test ] || rmmod ctrl_test
}

# The number that the kernel gave to the module's control type.
test_type()
{
	bpftool -j map dump pinned $directory |
		jq '.[].formatted | select(.value.name == "ctrl_test").key.type'
}

# usage: pin_test_map [WORD...]; words for "map create"
pin_test_map()
{
	bpftool map create $pin type control name test \
		map_extra "$(test_type)" "$@"
}

@test "a module's control type is in the directory as long as it is loaded" {
	[ -z "$(test_type)" ]
	add_test_module
	[ "$(test_type)" -ge 65536 ]
	rmmod ctrl_test
	[ -z "$(test_type)" ]
}

@test "a module loaded again gets another number, so an old one means nothing else" {
	add_test_module
	first=$(test_type)
	rmmod ctrl_test
	add_test_module
	[ "$(test_type)" -gt "$first" ]
	run -255 bpftool map create $pin type control name test map_extra "$first"
	output_has 'Invalid argument'
}

@test "a module stays as long as there is a map of its control type" {
	add_test_module
	pin_test_map
	run -1 rmmod ctrl_test
	output_has 'in use'
	rm $pin
	# the map is freed after a grace period
	for _ in {1..100}; do
		! rmmod ctrl_test 2>/dev/null || return 0
		sleep 0.1
	done
	return 1
}

@test "a map of a module's control type reads and sets like any other" {
	add_test_module
	pin_test_map
	key='key hex 00 00 00 00 02 00 00 00 05 00 00 00'
	run -0 bpftool -j map lookup pinned $pin $key
	[ "$(jq -c '.formatted.value | [.level, .mood, .label]' <<<"$output")" = \
		'[10,"CTRL_TEST_CALM","empty"]' ]
	[ "$(bpftool -j map dump pinned $pin | jq length)" = 64 ]

	# the whole value read, its level made 11, and written with its etag: mask 0
	# in bytes 8..15
	value=$(jq -r '.value | .[8:16] = ([range(8)] | map("0x0")) |
		.[24] = "0xb" | join(" ")' <<<"$output")
	bpftool map update pinned $pin $key value $value
	run -0 bpftool -j map lookup pinned $pin $key
	[ "$(jq -c '.formatted.value | [.level, .changes]' <<<"$output")" = \
		'[11,1]' ]
}

@test "a 64-bit enum of a module takes each of its numbers, up to the largest, and no other" {
	local place="side=left shelf=1 slot=2" number

	add_test_module
	for number in 1099511627776 0; do
		bpftool ctrl set ctrl_test $place distance $number
		bpftool_says 0 $number "" ctrl get ctrl_test $place distance
	done
	bpftool_says 1 "" "Error: $place: distance: 2 is not allowed: 2 is none of the enumerators: CTRL_TEST_HERE 0, CTRL_TEST_NEAR 1, CTRL_TEST_FAR 1099511627776" \
		ctrl set ctrl_test $place distance 2
	bpftool_says 1 "" "Error: $place: distance: 1099511627777 is out of range; the range is 0..1099511627776" \
		ctrl set ctrl_test $place distance 1099511627777
	bpftool_says 0 "$place: distance 0 -> 1" "" \
		ctrl reset ctrl_test $place distance
}

# usage: refuses_module WHAT REASON; the kernel's, in its log
refuses_module()
{
	run -1 add_test_module "broken=$1"
	output_has 'could not insert module'
	dmesg | grep -qF "control type ctrl_test: $2"
	[ -z "$(test_type)" ]
}

@test "a control type that does not hold together is refused, and the log says why" {
	refuses_module unlock 'incomplete operations'
	refuses_module btf 'no layout from its BTF'
	refuses_module set 'operations and members disagree'
	refuses_module flags 'operations and members disagree'
	refuses_module type 'not registered'
	add_test_module
	[ -n "$(test_type)" ]
}

@test "there is no map of a module that is not live yet, so that it may still fail" {
	local load

	add_test_module broken=second 2>"$BATS_TEST_TMPDIR/errors" 3>&- &
	load=$!
	until [ -n "$(test_type)" ]; do sleep 0.1; done
	run -255 pin_test_map
	output_has 'Invalid argument'
	echo 1 >/sys/module/ctrl_test/parameters/go_on
	! wait $load
	grep -q 'could not insert module' "$BATS_TEST_TMPDIR/errors"
	[ -z "$(test_type)" ]
	dmesg | grep -qF 'control type ctrl_test_second: not registered'
}
