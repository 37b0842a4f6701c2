#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What bpftool did before it still does; Debian's own is the measure. And what
# its other commands know about control maps.
#
# control maps only: what upstream does with control maps

load helpers

stock=/usr/sbin/bpftool
pin=/sys/fs/bpf/map

setup_file()
{
	be_quiet
	add_veth eth0 peer0
	"$tools/pin_program" /sys/fs/bpf/pass
}

setup()
{
	be_quick
}

teardown()
{
	rm -f $pin
}

# The objects that stock bpftool's help lists, in its order.
objects()
{
	local help

	help=$($stock help 2>&1)
	help=${help#*OBJECT := \{ }
	echo "${help%% \}*}" | tr -d '|'
}

# What a bpftool takes these words for: what their helps begin with, or why there
# is none.
# usage: taken_for BPFTOOL WORD...
taken_for()
{
	local word

	for word in "${@:2}"; do
		"$1" "$word" help 2>&1 || :
	done | sed -nE "s,$1,bpftool,g; s/^(Usage:( [a-z_]+)*|Error:).*/\\1/p"
}

@test "the help lists what upstream's lists, and xdp behind it" {
	run -0 bpftool help
	output_has "OBJECT := \{ $(objects | sed 's/  */ | /g')( \| [a-z_]+)* \| xdp"
	output_has "bpftool batch file FILE"
	output_has "bpftool version"
}

@test "every abbreviation of an object selects the object that it selected" {
	local object words=() i

	for object in $(objects) batch version; do
		for ((i = 1; i <= ${#object}; i++)); do
			words+=("${object:0:i}")
		done
	done
	taken_for $stock "${words[@]}" >"$BATS_TEST_TMPDIR/stock"
	taken_for bpftool "${words[@]}" | diff "$BATS_TEST_TMPDIR/stock" -
	[ "${#words[@]}" -ge 60 ]
	grep -qx "Usage: bpftool struct_ops" "$BATS_TEST_TMPDIR/stock"
}

@test "every object has its help" {
	local object

	for object in $(objects) xdp ctrl; do
		run -0 bpftool "$object" help
		output_has "bpftool $object"
	done
}

@test "an unknown object or option ends with bpftool's own status" {
	run -255 bpftool nosuch
	run -255 bpftool --nosuch map show
	run -255 bpftool -j --nosuch map show
	run -255 bpftool map show id
}

@test "a hash map is created, filled, looked up, dumped, emptied" {
	bpftool map create $pin type hash key 4 value 2 entries 8 name numbers
	bpftool map update pinned $pin key 1 0 0 0 value 7 8
	bpftool_says 0 "key: 01 00 00 00  value: 07 08" "" \
		map lookup pinned $pin key 1 0 0 0
	bpftool_says 0 "key: 01 00 00 00  value: 07 08
Found 1 element" "" map dump pinned $pin
	bpftool map delete pinned $pin key 1 0 0 0
	bpftool_says 0 "Found 0 elements" "" map dump pinned $pin
	run ! bpftool map delete pinned $pin key 1 0 0 0
	output_is "Error: delete failed: No such file or directory"
}

@test "an array is created, filled, dumped in JSON, pinned again" {
	bpftool map create $pin type array key 4 value 1 entries 2 name bytes
	bpftool map update pinned $pin key hex 01 00 00 00 value hex ff
	bpftool_says 0 '[{"key":["0x00","0x00","0x00","0x00"],"value":["0x00"]},{"key":["0x01","0x00","0x00","0x00"],"value":["0xff"]}]' \
		"" -j map dump pinned $pin
	bpftool map pin name bytes /sys/fs/bpf/again
	run -0 bpftool map show pinned /sys/fs/bpf/again
	rm /sys/fs/bpf/again
	output_has "array  name bytes  flags 0x0"
	output_has "key 4B  value 1B  max_entries 2"
}

@test "a program is shown, dumped and attached" {
	local prog

	run -0 bpftool prog show pinned /sys/fs/bpf/pass
	output_has "^([0-9]+): xdp  name pass  tag [0-9a-f]+  gpl"
	prog=${BASH_REMATCH[1]}
	bpftool_says 0 "   0: (b7) r0 = 2
   1: (95) exit" "" prog dump xlated id "$prog"
	bpftool net attach xdpdrv id "$prog" dev eth0
	run -0 bpftool net show
	bpftool net detach xdpdrv dev eth0
	output_has "eth0\([0-9]+\) driver id $prog"
}

@test "the kernel's types are dumped" {
	bpftool btf dump file /sys/kernel/btf/vmlinux >"$BATS_TEST_TMPDIR/types"
	grep -q "STRUCT 'if_xdp_attributes' size=120" "$BATS_TEST_TMPDIR/types"
	grep -Eq "'BPF_MAP_TYPE_CONTROL' val=(34|36)\$" "$BATS_TEST_TMPDIR/types"
}

@test "links, cgroups, perf and iterators are asked for without an error" {
	bpftool_says 0 "" "" link show
	bpftool_says 0 "[]" "" -j perf show
	run -0 bpftool cgroup show /sys/fs/cgroup
	run -0 bpftool struct_ops show
	run -0 bpftool feature probe dev eth0
}

@test "a batch of upstream's commands runs" {
	local batch=$BATS_TEST_TMPDIR/batch

	printf '%s\n' "map create $pin type array key 4 value 1 entries 1 name b" \
		"map update pinned $pin key 0 0 0 0 value 5" \
		"map lookup pinned $pin key 0 0 0 0" >"$batch"
	bpftool_says 0 "key: 00 00 00 00  value: 05
processed 3 commands" "" batch file "$batch"
}

@test "version names bpftool and libbpf" {
	run -0 bpftool version
	output_has "^bpftool v[0-9.]+"$'\n'"using libbpf v[0-9.]+"
	run -0 bpftool -V
}

@test "the feature probe knows control maps" {
	run -0 bpftool feature probe
	output_has "eBPF map_type control is available"
	output_has "eBPF map_type hash is available"
}

@test "a control map is created by the type's name, and shown with it" {
	bpftool map create $pin type control name devices map_extra 1
	run -0 bpftool map show pinned $pin
	output_has "control  name devices  flags 0x0"
	output_has "key 4B  value 120B"
	run -0 bpftool -j map show pinned $pin
	output_has '"type":"control","name":"devices"'
}

@test "map_extra takes the view as its upper half" {
	bpftool map create $pin type control name largest map_extra 0x200000001
	run -0 bpftool -j map dump pinned $pin
	output_has '"napi_defer_hard_irqs":2147483647.*"xsk_ring_size":16384'
	run -255 bpftool map delete pinned $pin key 2 0 0 0
}

@test "map dump, lookup, getnext, update and delete work on control maps" {
	local json key

	key=("$(</sys/class/net/eth0/ifindex)" 0 0 0)
	bpftool map create $pin type control name devices map_extra 1
	bpftool xdp set eth0 xsk-ring-size 64 >/dev/null
	run -0 bpftool map dump pinned $pin
	output_has '"xsk_ring_size": 64'
	json=$(bpftool -j map lookup pinned $pin key "${key[@]}")
	run -0 bpftool map getnext pinned $pin
	output_has "next key:
01 00 00 00"
	json=${json#*\"value\":[}
	bpftool xdp set eth0 gro-flush-timeout 5
	json=${json%%]*}
	# shellcheck disable=SC2086,SC2046 # bytes; the etag is outdated
	run ! bpftool map update pinned $pin key "${key[@]}" \
		value $(tr -d '"' <<<"${json//,/ }")
	output_has "Resource temporarily unavailable"
	bpftool map delete pinned $pin key "${key[@]}"
	bpftool_says 0 256 "" xdp get eth0 xsk-ring-size
}

@test "a control map of a type that the kernel does not have is refused" {
	run -255 bpftool map create $pin type control name odd map_extra 99
	output_has "Error: map create failed: Invalid argument"
}
