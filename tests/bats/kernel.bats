#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What the kernel does for control maps beside answering bpf().
#
# control maps only: what the kernel does for control maps

load helpers

events=/sys/kernel/tracing/events/bpf_ctrl/bpf_ctrl_change
trace=/sys/kernel/tracing/trace
pin=/sys/fs/bpf/kernel-bats

setup_file()
{
	ip link add eth0 type veth peer name peer0
	ip link add dummy0 type dummy 2>/dev/null || true
}

teardown()
{
	echo 0 >$events/enable
	rm -f $pin
}

@test "every change is traced with who, what, and both values" {
	bpftool xdp reset eth0
	echo >$trace
	echo 1 >$events/enable
	bpftool xdp set eth0 xsk-ring-size 128 gro-flush-timeout 7us
	run -0 cat $trace
	output_has 'uid=0 netns=[1-9][0-9]* type=xdp key=[0-9a-f]* member=xsk_ring_size old=256 new=128'
	output_has 'member=gro_flush_timeout old=0 new=7000'
}

@test "a dry run, a refused set and one that changes nothing are not traced" {
	bpftool xdp reset eth0
	echo >$trace
	echo 1 >$events/enable
	bpftool xdp set eth0 xsk-ring-size 128 dry-run
	run -1 bpftool xdp set eth0 gro-flush-timeout 1 xsk-ring-size 1
	bpftool xdp set eth0 xsk-ring-size 256
	run -1 grep -c member= $trace
}

@test "a pinned map can be read with cat" {
	bpftool map create $pin type control name attrs map_extra 1
	run -0 cat $pin
	output_has 'xsk_ring_size'
	output_has "$(cat /sys/class/net/eth0/ifindex)"
}

@test "a frozen map can be read and not be written" {
	bpftool map create $pin type control name attrs map_extra 1
	bpftool map freeze pinned $pin
	bpftool xdp get map pinned $pin eth0
	run -1 bpftool xdp set map pinned $pin eth0 xsk-ring-size 64
	output_has 'not permitted'
}

@test "the directory lists the control types by name" {
	bpftool map create $pin type control name types
	run -0 bpftool -j map dump pinned $pin
	output_has '"directory"'
	output_has '"xdp"'
}
