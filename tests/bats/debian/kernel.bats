#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The same bpftool on Debian's own kernel (make kernel-debian), which has no control
# maps: devices, programs and sockets are shown and set there as well.

load ../helpers

setup_file()
{
	be_quiet
	add_veth eth0 peer0
}

setup()
{
	be_quick
}

@test "the kernel is the one of Debian's package" {
	[[ $(uname -r) == *-amd64 ]]
	[[ $(uname -v) == *" Debian "* ]]
}

@test "the kernel has no control maps" {
	[ -s /sys/kernel/btf/vmlinux ]
	run -1 grep -q BPF_MAP_TYPE_CONTROL /sys/kernel/btf/vmlinux
	bpftool_says 255 "" "Error: map create failed: Invalid argument" \
		map create /sys/fs/bpf/xdp type control name xdp map_extra 1
}

@test "the package's modules are loaded, by name and when they are needed" {
	grep -q '^veth ' /proc/modules
	modprobe e1000e
	grep -q '^e1000e ' /proc/modules
}

@test "xdp show lists both ends of a veth pair" {
	local dev

	run -0 --separate-stderr bpftool xdp show
	[ -z "$stderr" ]
	for dev in eth0 peer0; do
		output_has "(^|"$'\n'")$(</sys/class/net/$dev/ifindex): $dev"$'\n'
	done
	run -0 bpftool xdp get peer0
	output_has $'\n\t'"rx-queues +1"$'\n'
	output_has "gro-flush-timeout +0"
}

@test "what xdp set sets, the device has" {
	bpftool_says 0 "eth0: gro-flush-timeout 0 -> 20000" "" \
		xdp set eth0 gro-flush-timeout 20us
	[ "$(</sys/class/net/eth0/gro_flush_timeout)" = 20000 ]
	bpftool_says 0 "eth0: gro-flush-timeout 20000 -> 0" "" xdp reset eth0
	[ "$(</sys/class/net/eth0/gro_flush_timeout)" = 0 ]
}

@test "sock show lists a socket of this shell, and sock set changes it" {
	local udp

	exec {udp}<>/dev/udp/127.0.0.1/5301
	run -0 bpftool sock show pid $BASHPID
	output_has $'\n'" *$udp +inet +dgram +udp +- +127\.0\.0\.1:[0-9]+ +127\.0\.0\.1:5301 "
	bpftool_says 0 "pid $BASHPID fd $udp: priority 0 -> 3" "" \
		sock set pid $BASHPID fd "$udp" priority 3
	bpftool_says 0 3 "" sock get pid $BASHPID fd "$udp" priority
	exec {udp}>&-
}

@test "prog stats counts the runs of a program" {
	local id

	mkdir /sys/fs/bpf/programs
	id=$("$tools/load_programs" pin /sys/fs/bpf/programs pass=2)
	head -c 64 /dev/zero >"$BATS_TEST_TMPDIR/packet"
	run -0 bpftool prog stats run -- bpftool prog run \
		pinned /sys/fs/bpf/programs/pass-1 \
		data_in "$BATS_TEST_TMPDIR/packet" repeat 1000
	output_has $'\n'" *$id +xdp +pass +1000 "
	run -0 bpftool prog stats
	output_has $'\n'" *$id +xdp +pass +1000 "
}
