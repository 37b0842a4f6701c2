#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# BPF programs read and set what control maps have, where they may sleep, and no others
# do.
#
# control maps only: programs that use the interface itself

load helpers

programs=$BATS_TEST_DIRNAME/../../build/tests/bpf
examples=$BATS_TEST_DIRNAME/../../build/examples

setup_file()
{
	be_quiet
	ip -batch - <<-COMMANDS
		link add eth0 type veth peer name peer0
		link set eth0 up
		link set peer0 up
	COMMANDS
	mkdir /sys/fs/bpf/calls
	bpftool prog loadall "$programs/calls.bpf.o" /sys/fs/bpf/calls
	ifindex=$(</sys/class/net/eth0/ifindex)
	export ifindex
}

setup()
{
	be_quick
	bpftool xdp reset eth0 >/dev/null
}

# What a program of calls.bpf.c returns, asked to set gro_flush_timeout.
# usage: calls PROGRAM [TIMEOUT]
calls()
{
	"$tools/call_program" "/sys/fs/bpf/calls/$1" "$ifindex" "${2-0}"
}

@test "a program reads a device and sets it" {
	bpftool xdp set eth0 gro-flush-timeout 5 napi-defer-hard-irqs 3
	[ "$(calls add 7)" = 0 ]
	[ "$(bpftool xdp get eth0 gro-flush-timeout)" = 12 ]
	[ "$(bpftool xdp get eth0 napi-defer-hard-irqs)" = 3 ]
}

@test "a program that comes too late is told, and sets nothing" {
	[ "$(calls outdated 7)" = -11 ]
	[ "$(bpftool xdp get eth0 gro-flush-timeout)" = 0 ]
}

@test "through a map that was created read-only, a program reads only" {
	[ "$(calls through_read_only 7)" = -1 ]
	[ "$(bpftool xdp get eth0 gro-flush-timeout)" = 0 ]
}

@test "sizes that are not the map's, and maps of other types, are refused" {
	[ "$(calls wrong_sizes)" = -88 ]
	[ "$(calls other_map)" = -44 ]
}

# usage: refused OBJECT 'WHAT THE VERIFIER SAYS'
refused()
{
	run -255 bpftool prog load "$programs/$1.bpf.o" /sys/fs/bpf/refused
	output_has "$2"
}

@test "a program that must not sleep is refused" {
	refused awake "program must be sleepable to call sleepable kfunc bpf_ctrl_lookup_elem"
}

@test "a program that might run under the lock is refused" {
	refused attached "control maps cannot be used by programs of this type"
}

@test "a helper does not take a control map" {
	refused helper "cannot pass map_type [0-9]+ into func bpf_map_lookup_elem"
}

send_for_a_while()
{
	/usr/bin/python3 -I -S - <<-'PROGRAM'
		import socket, time
		out = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
		out.bind(("peer0", 0))
		end = time.monotonic() + 0.5
		while time.monotonic() < end:
		    try:
		        out.send(bytes(60))
		    except OSError:	# the ring is full
		        time.sleep(0.001)
	PROGRAM
}

# Frames come until the device is as it should be, as fast as it takes them or a few.
# usage: comes_to NUMBER { many | few }
comes_to()
{
	for _ in {1..200}; do
		case $2 in
		many) send_for_a_while ;;
		few) send_frames peer0 1 ;;
		esac
		[ "$(bpftool xdp get eth0 napi-defer-hard-irqs)" != "$1" ] || return 0
	done
	bpftool map dump pinned /sys/fs/bpf/states
	return 1
}

@test "a device adapts itself to its load, without a process" {
	bpftool btf dump file /sys/kernel/btf/vmlinux |
		grep "FUNC 'bpf_wq_set_callback_impl'" >/dev/null ||
		skip "the pahole that built this kernel left bpf_wq out of its BTF"
	echo 1 >/proc/sys/net/core/xdp_stats_enabled
	bpftool prog load "$examples/adaptive_napi.bpf.o" /sys/fs/bpf/adaptive_napi \
		pinmaps /sys/fs/bpf
	bpftool net attach xdp pinned /sys/fs/bpf/adaptive_napi dev eth0
	comes_to 2 many
	[ "$(bpftool xdp get eth0 gro-flush-timeout)" = 200000 ]
	comes_to 0 few
	# what somebody else has set meanwhile stays
	bpftool xdp set eth0 mtu 1400
	comes_to 2 many
	[ "$(bpftool xdp get eth0 mtu)" = 1400 ]
	bpftool net detach xdp dev eth0
	rm /sys/fs/bpf/{adaptive_napi,queues,devices,states}
	echo 0 >/proc/sys/net/core/xdp_stats_enabled
}
