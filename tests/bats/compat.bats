#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Old tools and new kernels: a bpftool that has no attribute's name in it knows
# all of them, as does the one that was built when there was no xsk_ring_size, and
# Debian's, which knows nothing of control maps, reads and writes pinned ones.
# nolast/ has the other half, without the last attribute.
#
# control maps only: it is of old tools and what a newer kernel has

load helpers
load attributes

stock=/usr/sbin/bpftool
pin=/sys/fs/bpf/xdp

setup_file()
{
	be_quiet
	ip link add eth0 type veth peer name peer0
	ip link set eth0 up	# from then on MTU, queues and features have defaults
	bpftool map create $pin type control name xdp map_extra 1
}

setup()
{
	be_quick
	ifindex=$(</sys/class/net/eth0/ifindex)
	# shellcheck disable=SC2046 # words
	printf -v key '%d ' $((ifindex & 255)) $((ifindex >> 8)) 0 0
	read -ra key <<<"$key"
}

teardown()
{
	bpftool xdp reset eth0 >/dev/null
}

# The value's bytes as stock bpftool prints them, to the array value.
read_value()
{
	local json

	json=$($stock -j map lookup pinned $pin key "${key[@]}")
	json=${json#*\"value\":[}
	json=${json%%]*}
	json=${json//\"/}
	read -ra value <<<"${json//,/ }"
}

# Where xsk_ring_size begins, says the map's BTF.
offset_of_ring_size()
{
	local btf=

	btf=$($stock map show pinned $pin)
	btf=${btf##*btf_id }
	btf=$($stock btf dump id "${btf%%[!0-9]*}")
	btf=${btf#*\'xsk_ring_size\' type_id=* bits_offset=}
	echo $((${btf%%[!0-9]*} / 8))
}

# xsk_ring_size is 128 in the array value, and the mask 0: set what differs.
edit_value()
{
	local at

	at=$(offset_of_ring_size)
	value[at]=0x80
	value[at + 1]=0x00
	for at in {8..15}; do
		value[at]=0x00
	done
}

# As a whole word: libbpf has a function called parse_xdp_features().
@test "no attribute that takes control maps has its name in the binary" {
	local names=$BATS_TEST_TMPDIR/names strings=$BATS_TEST_TMPDIR/strings

	bpftool -j xdp attrs | jq -r '.attributes[].name' >"$names.kernel"
	CTRL_SOURCE=host bpftool -j xdp attrs | jq -r '.attributes[].name' >"$names.host"
	[ "$(wc -l <"$names.host")" -ge 11 ]
	grep -vxF -f "$names.host" "$names.kernel" >"$names"
	grep -qx xsk_ring_size "$names"
	sed 's/_/-/g' "$names" >>"$names.all"
	cat "$names" >>"$names.all"

	strings "$(command -v bpftool)" >"$strings"
	grep -qF unknown "$strings"
	run -1 grep -wF -f "$names.all" "$strings"
}

@test "the binary knows the last attribute on a kernel that has it" {
	[ "$(command -v bpftool)" = "$PWD/build/bin/bpftool" ]
	bpftool_says 0 "eth0: xsk-ring-size 256 -> 128" "" \
		xdp set eth0 xsk-ring-size 128
	bpftool_says 0 128 "" xdp get eth0 xsk-ring-size
}

@test "the tool from before the last attribute sets it, and every other one, to both ends and no further" {
	use_old_bpftool
	every_attribute_works xdp eth0
	[[ " ${tried[*]} " == *" gro-flush-timeout xsk-ring-size mtu "* ]]
}

@test "the tool from before the last attribute names what is near to a wrong name of it" {
	use_old_bpftool
	bpftool_says 2 "" "Error: eth0: unknown attribute 'xsk-rings'; did you mean xsk-ring-size?" \
		xdp set eth0 xsk-rings 128
}

@test "stock bpftool shows a control map as a type without a name" {
	run -0 $stock map show pinned $pin
	output_has "type 34 +name xdp"
	output_has "key 4B +value 120B"
}

@test "stock bpftool dumps a control map with the members' names" {
	bpftool xdp set eth0 xsk-ring-size 64 gro-flush-timeout 777
	run -0 $stock map dump pinned $pin
	output_has "\"ifindex\": $ifindex
        \},
        \"value\": \{
            \"etag\": [0-9]+,
            \"mask\": [0-9]+,
            \"native_prog_id\": 0,
            \"generic_prog_id\": 0,
            \"offload_prog_id\": 0,
            \"xdp_features\": 35,
            \"zc_max_segs\": 0,
            \"rx_queues\": 1,
            \"tx_queues\": 1,
            \"rx_ring_size\": 0,
            \"tx_ring_size\": 0,
            \"napi_defer_hard_irqs\": 0,
            \"gro_flush_timeout\": 777,
            \"xsk_ring_size\": 64,
            \"mtu\": 1500,
.*\"threaded\": \"IF_XDP_THREADED_DISABLED\",
            \"rss_queues\": 0,
            \"tcp_data_split\": \"IF_XDP_TCP_DATA_SPLIT_AUTO\"
        \}"
}

@test "stock bpftool looks up one device, and the next one" {
	run -0 $stock map lookup pinned $pin key "${key[@]}"
	output_has "\"ifindex\": $ifindex
.*\"rx_queues\": 1,
.*\"xsk_ring_size\": 256,
"
	run -0 $stock -j map getnext pinned $pin key 1 0 0 0
	output_has '"next_key":\["0x02","0x00","0x00","0x00"\]'
	run ! $stock map lookup pinned $pin key 0 0 1 0
}

@test "stock bpftool sets what was changed in a value that it dumped" {
	local value

	read_value
	edit_value
	$stock map update pinned $pin key "${key[@]}" value "${value[@]}"
	bpftool_says 0 "$ifindex: eth0
	gro-flush-timeout  0
	xsk-ring-size      128" "" xdp get eth0 gro-flush-timeout xsk-ring-size
}

@test "stock bpftool cannot write a value back that others have changed" {
	local value

	read_value
	edit_value
	bpftool xdp set eth0 gro-flush-timeout 5
	run ! $stock map update pinned $pin key "${key[@]}" value "${value[@]}"
	output_has "Resource temporarily unavailable"
	bpftool_says 0 "$ifindex: eth0
	gro-flush-timeout  5
	xsk-ring-size      256" "" xdp get eth0 gro-flush-timeout xsk-ring-size
}

@test "stock bpftool resets a device" {
	bpftool xdp set eth0 xsk-ring-size 64 gro-flush-timeout 777
	$stock map delete pinned $pin key "${key[@]}"
	bpftool_says 0 "$ifindex: eth0
	gro-flush-timeout  0
	xsk-ring-size      256" "" xdp get eth0 gro-flush-timeout xsk-ring-size
}
