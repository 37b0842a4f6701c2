#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# Random calls of bpf() on control maps, beside all that may happen to the
# objects meanwhile. What the kernel does not survive is in its log, and fails
# the run. The environment gives other numbers: RANDOM_SEED, RANDOM_CALLS.
#
# control maps only: calls of bpf() on control maps

load helpers

seed=${RANDOM_SEED:-$((SRANDOM))}
calls=${RANDOM_CALLS:-100000}
pins=/sys/fs/bpf/random

setup_file()
{
	be_quiet
	mkdir $pins
	add_test_module
	add_netdevsim 1 nsim1
	add_veth eth0 peer0
}

teardown()
{
	# shellcheck disable=SC2046 # words
	kill $(jobs -p) 2>/dev/null || :
	wait || :
}

# usage: again_and_again COMMAND...
again_and_again()
{
	while :; do
		"$@" >/dev/null 2>&1 || :
	done
}

devices_come_and_go()
{
	ip -batch - <<-COMMANDS
		link add veth9 type veth peer name veth10
		link set veth9 up
		link set veth10 up
		link add dummy9 type dummy
		link del veth9
		link del dummy9
	COMMANDS
}

namespaces_come_and_go()
{
	ip netns add gone
	nsenter --net=/run/netns/gone \
		bpftool map create $pins/gone type control name gone map_extra 1
	ip netns del gone
	bpftool map dump pinned $pins/gone
	rm -f $pins/gone
}

others_write()
{
	ethtool -G nsim1 rx $((RANDOM % 4097)) tx $((RANDOM % 4097))
	echo $((RANDOM)) >/sys/class/net/eth0/gro_flush_timeout
	bpftool xdp set eth0 xsk-ring-size $((16 + RANDOM % 1000))
	ping -c 20 -i 0.002 -q -I eth0 192.0.2.2
}

# Beside the ones of the callers themselves, which come and go as well.
programs_and_sockets_come_and_go()
{
	"$tools/load_programs" pin $pins gone=2
	bpftool prog stats name gone
	rm -f $pins/gone-1
	exec 9<>/dev/udp/127.0.0.1/5301
	bpftool sock set pid $BASHPID rcvbuf $((4000 + 2 * (RANDOM % 1000)))
	bpftool sock show pid $BASHPID
	exec 9>&-
}

@test "random calls, while devices, namespaces, programs and sockets come and go, get documented answers and do no harm" {
	ip addr add 192.0.2.1/24 dev eth0
	again_and_again devices_come_and_go 3>&- &
	again_and_again namespaces_come_and_go 3>&- &
	again_and_again programs_and_sockets_come_and_go 3>&- &
	again_and_again others_write 3>&- &
	echo "# seed $seed" >&3
	"$tools/random_calls" "$seed" "$calls" 8 $pins
}

@test "after random calls every attribute can still be read, set and reset" {
	"$tools/random_calls" "$seed" 2000 2 $pins
	bpftool xdp reset eth0
	bpftool_says 0 "eth0: xsk-ring-size 256 -> 512" "" \
		xdp set eth0 xsk-ring-size 512
	bpftool xdp reset eth0
	bpftool_says 0 256 "" xdp get eth0 xsk-ring-size
	rm -f $pins/*
	for _ in {1..100}; do
		! rmmod ctrl_test 2>/dev/null || return 0
		sleep 0.1
	done
	return 1
}
