#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The virtual machine is what the other tests take it for.
#
# control maps only: it is of the machine, not of bpftool

bats_require_minimum_version 1.5.0

setup()
{
	bats_load_library bats-support
	bats_load_library bats-assert
}

@test "the kernel is the patched one" {
	run -0 uname -r
	assert_output --partial control-maps-full
}

@test "the kernel knows control maps by its BTF" {
	run -0 grep -c BPF_MAP_TYPE_CONTROL /sys/kernel/btf/vmlinux
}

@test "bpftool in the path is the one of this project" {
	run -0 command -v bpftool
	assert_output "$PWD/build/bin/bpftool"
}

@test "bpftool runs" {
	run -0 bpftool version
	assert_output --partial bpftool
}

@test "what a test writes stays in the virtual machine" {
	touch build/written-in-the-vm
	[ -e build/written-in-the-vm ]
	[ ! -e /run/vm/written-in-the-vm ]
}

@test "unprivileged BPF is off, as in Debian" {
	run -0 cat /proc/sys/kernel/unprivileged_bpf_disabled
	assert_output 2
}

@test "veth, netdevsim, dummy and bond devices can be made" {
	ip link add veth0 type veth peer name veth1
	ip link add dummy7 type dummy
	ip link add bond7 type bond
	echo "7 1" >/sys/bus/netdevsim/new_device
	[ -d /sys/bus/netdevsim/devices/netdevsim7/net ]
}
