#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool xdp through an existing map, of this network namespace or another,
# and as an ordinary user.
#
# control maps only: maps that were pinned

load helpers

pin=/sys/fs/bpf/own
foreign=/sys/fs/bpf/foreign
group=/sys/fs/bpf/group
read_only=/sys/fs/bpf/read-only

# unlike ip-netns(8), nsenter leaves /sys alone, and with it the pins
there()
{
	nsenter --net=/run/netns/other "$@"
}

setup_file()
{
	be_quiet
	ip netns add other
	ip -batch - <<-COMMANDS
		link add eth0 type veth peer name peer0
		link add veth0 netns other type veth peer name veth1 netns other
	COMMANDS
	bpftool map create $pin type control name own map_extra 1
	bpftool map create $group type control name for_group map_extra 1
	bpftool map create $read_only type control name read_only map_extra 1 \
		flags 0x8
	there bpftool map create $foreign type control name foreign map_extra 1
	chgrp 4242 $group
	chmod 660 $group
	chmod 755 /sys/fs/bpf
	bpftool_for_all
}

setup()
{
	be_quick
	veth0=$(ip -n other link show veth0)
	veth0=${veth0%%:*}
}

teardown()
{
	bpftool xdp reset eth0 >/dev/null
}

@test "a map is found by its file, its id and its name" {
	local id

	id=$(bpftool map show pinned $pin)
	bpftool_says 0 256 "" xdp get map pinned $pin eth0 xsk-ring-size
	bpftool_says 0 256 "" xdp get map id "${id%%:*}" eth0 xsk-ring-size
	bpftool_says 0 256 "" xdp get map name own eth0 xsk-ring-size
}

@test "every command takes a map" {
	bpftool_says 0 "eth0: xsk-ring-size 256 -> 64" "" \
		xdp set map pinned $pin eth0 xsk-ring-size 64
	bpftool_says 0 "eth0: xsk-ring-size 64 -> 256" "" \
		xdp reset map name own dev eth0
	bpftool_says 0 "$(bpftool xdp show)" "" xdp show map name own
	bpftool_says 0 "$(bpftool xdp attrs)" "" xdp attrs map pinned $pin
	bpftool_says 0 "$(bpftool xdp attrs eth0)" "" \
		xdp attrs map pinned $pin eth0
}

@test "a map of another kind is refused" {
	bpftool map create /sys/fs/bpf/hash type hash key 4 value 80 entries 4 \
		name hash
	run -1 bpftool xdp get map pinned /sys/fs/bpf/hash eth0
	output_is "Error: map pinned /sys/fs/bpf/hash: not a control map"
	bpftool map create /sys/fs/bpf/directory type control name directory \
		map_extra 0
	run -2 bpftool xdp get map name directory eth0
	output_has "^Error: the map is of control type 0, but 'xdp' is about type 1"
}

@test "a name that two maps have is refused" {
	bpftool map create /sys/fs/bpf/second type control name own map_extra 1
	run bpftool xdp get map name own eth0
	rm /sys/fs/bpf/second
	[ "$status" = 2 ]
	output_has "more than one map is called 'own'"
}

@test "a map made read-only reads, and does not set" {
	bpftool_says 0 256 "" xdp get map pinned $read_only eth0 xsk-ring-size
	bpftool_says 1 "" "Error: eth0: not permitted: this map is read-only" \
		xdp set map pinned $read_only eth0 xsk-ring-size 64
	bpftool_says 0 256 "" xdp get eth0 xsk-ring-size
}

@test "a frozen map reads, and does not set" {
	bpftool map create /sys/fs/bpf/frozen type control name frozen map_extra 1
	bpftool map freeze pinned /sys/fs/bpf/frozen
	bpftool_says 0 256 "" xdp get map name frozen eth0 xsk-ring-size
	bpftool_says 1 "" "Error: eth0: not permitted: the map is frozen" \
		xdp set map name frozen eth0 xsk-ring-size 64
	bpftool_says 0 256 "" xdp get eth0 xsk-ring-size
}

@test "a device of another network namespace is not found" {
	bpftool_says 1 "" \
		"Error: veth0: no such object: this network namespace has no device of that name" \
		xdp get veth0
	run -0 bpftool xdp show
	[[ $output != *veth0* ]]
	run -0 there bpftool xdp show
	[[ $output = *veth0* && $output != *eth0:* ]]
}

@test "a map of another network namespace sets the devices there, by index" {
	bpftool_says 0 "ifindex $veth0: xsk-ring-size 256 -> 64" "" \
		xdp set map pinned $foreign ifindex "$veth0" xsk-ring-size 64
	run -0 there bpftool xdp get veth0 xsk-ring-size
	output_is 64
	bpftool_says 0 "ifindex $veth0: xsk-ring-size 64 -> 256" "" \
		xdp reset map name foreign ifindex "$veth0"
}

@test "devices of another network namespace are shown without names" {
	run -0 bpftool xdp show map pinned $foreign
	output_has $'\n'"$veth0:"$'\n\t'"native-prog-id +0"
	run ! grep '^[0-9]*: ' <<<"$output"
	bpftool_says 0 "{\"devname\":null,\"ifindex\":$veth0,\"xsk_ring_size\":256}" \
		"" -j xdp get map pinned $foreign ifindex "$veth0" xsk-ring-size
}

@test "a name is refused for a map of another network namespace" {
	bpftool_says 2 "" \
		"Error: the map is of another network namespace, where 'eth0' is not known: use ifindex INDEX" \
		xdp get map pinned $foreign eth0
}

@test "a device that is gone is told so" {
	local index

	ip link add gone0 type dummy
	index=$(</sys/class/net/gone0/ifindex)
	ip link del gone0
	bpftool_says 1 "" \
		"Error: ifindex $index: no such object: it, or its network namespace, is gone" \
		xdp get map pinned $pin ifindex "$index"
}

# The kernel takes a namespace apart in the background.
@test "a network namespace that is gone is told so" {
	local i

	ip netns add short
	nsenter --net=/run/netns/short \
		bpftool map create /sys/fs/bpf/short type control name short map_extra 1
	bpftool xdp get map name short ifindex 1 >/dev/null
	ip netns del short
	for ((i = 0; i < 100; i++)); do
		bpftool xdp get map name short ifindex 1 >/dev/null 2>&1 || break
		sleep 0.1
	done
	bpftool_says 1 "" \
		"Error: ifindex 1: no such object: the network namespace of the map is gone" \
		xdp get map name short ifindex 1
	run -1 bpftool xdp show map name short
	output_has "^Error: .*the network namespace of the map is gone"
}

@test "1,000 devices are listed by one system call for their attributes" {
	local trace=$BATS_TEST_TMPDIR/trace

	ip netns add many
	printf 'link add d%d type dummy\n' {1..1000} | ip -n many -batch -
	nsenter --net=/run/netns/many strace -f -e trace=bpf -o "$trace" \
		bpftool xdp show >"$BATS_TEST_TMPDIR/devices"
	[ "$(grep -c '^[0-9]' "$BATS_TEST_TMPDIR/devices")" = 1001 ]
	[ "$(grep -c BPF_MAP_LOOKUP_BATCH "$trace")" = 1 ]
	run ! grep -E 'BPF_MAP_(LOOKUP_ELEM|GET_NEXT_KEY)' "$trace"
	ip netns del many
}

@test "an ordinary user reads, with unprivileged BPF off" {
	[ "$(</proc/sys/kernel/unprivileged_bpf_disabled)" = 2 ]
	user_says 0 256 "" xdp get eth0 xsk-ring-size
	user_says 0 "$(bpftool xdp show)" "" xdp show
	user_says 0 "$(bpftool xdp attrs eth0)" "" xdp attrs eth0
	user_says 0 "$(bpftool -j xdp get peer0)" "" -j xdp get peer0
}

@test "an ordinary user is told what it takes to set" {
	local sentence="not permitted: setting needs CAP_BPF and the subsystem's capability (CAP_NET_ADMIN for devices); try as root, or use a map that was pinned for you"

	user_says 1 "" "Error: $sentence" xdp set eth0 xsk-ring-size 64
	user_says 1 "" "Error: $sentence" xdp reset eth0
	user_says 1 "{\"error\":\"$sentence\",\"errno\":\"EPERM\",\"reason\":\"${sentence#*: }\"}" "" \
		-j xdp set eth0 xsk-ring-size 64
	bpftool_says 0 256 "" xdp get eth0 xsk-ring-size
}

@test "a map that root pinned for a group lets its members set, and no others" {
	member_says 0 "eth0: xsk-ring-size 256 -> 64" "" \
		xdp set map pinned $group eth0 xsk-ring-size 64
	member_says 0 "eth0: xsk-ring-size 64 -> 256" "" \
		xdp reset map pinned $group eth0
	user_says 1 "" "Error: not permitted: map 'pinned $group': the file's mode says who may open it, and for what" \
		xdp set map pinned $group eth0 xsk-ring-size 64
}
