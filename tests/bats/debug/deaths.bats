#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# Processes, devices and namespaces die at the worst moment.

load ../helpers

setup()
{
	be_quick
	be_quiet
}

teardown()
{
	# shellcheck disable=SC2046 # words
	kill $(jobs -p) 2>/dev/null || :
	wait || :
	ip link del eth0 2>/dev/null || :
	rm -f /sys/fs/bpf/*
}

# A pair with traffic, whose rings are in use.
busy_pair()
{
	add_veth eth0 peer0
	ip addr add 192.0.2.1/24 dev eth0
	ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:02 dev eth0
	ethtool -K peer0 gro on
	while :; do
		ping -c 1000 -i 0.001 -q 192.0.2.2 >/dev/null 2>&1
	done 3>&- &
}

# Both rings are whole, whichever it is.
ring_is_one_of()
{
	run -0 bpftool xdp get peer0 xsk-ring-size
	[[ $output =~ ^($1)$ ]]
}

@test "a process that is killed in the middle of a resize under traffic leaves one ring or the other" {
	local n=0 killed=0 victim delay

	mkfifo "$BATS_TEST_TMPDIR/silence"
	busy_pair
	bpftool xdp set peer0 xsk-ring-size 64
	while ((n++ < 60)); do
		bpftool xdp set peer0 xsk-ring-size $((n % 2 ? 16384 : 64)) \
			>/dev/null 2>&1 3>&- &
		victim=$!
		printf -v delay '0.%03d' $((RANDOM % 150))
		# a program that sleeps would take longer to start
		read -rt "$delay" <>"$BATS_TEST_TMPDIR/silence" || :
		! kill -KILL $victim 2>/dev/null || killed=$((killed + 1))
		wait $victim 2>/dev/null || :
		ring_is_one_of '64|16384'
	done
	echo "# $killed of 60 were killed" >&3
	[ "$killed" -gt 5 ]
	bpftool xdp set peer0 xsk-ring-size 300
	ring_is_one_of 300
}

@test "devices die while their rings change, and traffic runs" {
	for _ in {1..10}; do
		busy_pair
		for _ in {1..20}; do
			bpftool xdp set peer0 xsk-ring-size $((16 + RANDOM % 4000))
		done >/dev/null 2>&1 3>&- &
		sleep "0.$((RANDOM % 10))"
		ip link del eth0
		kill %% 2>/dev/null || :
		# shellcheck disable=SC2046 # words
		kill $(jobs -p) 2>/dev/null || :
		wait || :
	done
	run -1 bpftool xdp get peer0
}

@test "a namespace dies under an open, pinned map while it is read and written" {
	local pin=/sys/fs/bpf/gone

	for _ in {1..10}; do
		ip netns add gone
		ip -n gone link add eth0 type veth peer name peer0
		nsenter --net=/run/netns/gone \
			bpftool map create $pin type control name gone map_extra 1
		while bpftool xdp set map pinned $pin ifindex 2 \
			gro-flush-timeout $((RANDOM)); do
			bpftool map dump pinned $pin
		done >/dev/null 2>&1 3>&- &
		sleep "0.$((RANDOM % 10))"
		ip netns del gone
		wait $! || :
		run -1 bpftool xdp get map pinned $pin ifindex 2
		rm $pin
	done
}
