#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --memory 4096 --append kmemleak=on
#
# Every allocation on the paths of control maps fails once, and nothing leaks
# from any of them.

load ../helpers

leaks=/sys/kernel/debug/kmemleak

# Allocations that may sleep are let alone by default, and those are ours.
setup_file()
{
	local kind

	be_quiet
	add_netdevsim 1 nsim1
	add_veth eth0 peer0
	mkdir /sys/fs/bpf/faults
	for kind in failslab fail_page_alloc; do
		echo N >/sys/kernel/debug/$kind/ignore-gfp-wait
		echo 0 >/sys/kernel/debug/$kind/verbose
	done
	echo 0 >/sys/kernel/debug/fail_page_alloc/min-order
	echo 0 >/sys/kernel/debug/fail_usercopy/verbose
	"$c_tests/load_programs" pin /sys/fs/bpf pass=2 >/dev/null
	bpftool net attach xdpdrv pinned /sys/fs/bpf/pass-1 dev eth0
	echo clear >$leaks
}

fault_test()
{
	c_test fail_ctrl eth0 nsim1 /sys/fs/bpf/faults \
		"/lib/modules/$(uname -r)/tests/ctrl_test.ko"
}

@test "the kernel can make allocations fail, and find what leaks" {
	[ -e /proc/self/fail-nth ]
	echo scan >$leaks
}

@test "creating a map survives every fault" {
	fault_test
}

@test "reading survives every fault" {
	fault_test
}

@test "setting and resetting devices is all or nothing at every fault" {
	fault_test
}

@test "resizing rings is all or nothing at every fault" {
	fault_test
}

@test "setting a socket is all or nothing at every fault" {
	fault_test
}

@test "resetting a program's counts is all or nothing at every fault" {
	fault_test
}

@test "pinning a map and reading the pin survives every fault" {
	fault_test
}

@test "loading a module with a control type survives every fault" {
	fault_test
}

@test "all C tests of faults are run" {
	c_tests_are_named fail_ctrl
}

# What is younger than five seconds is no leak to kmemleak yet, and what is
# only in a register at the time of one scan is found in the next.
@test "nothing has leaked" {
	for _ in 1 2 3; do
		sleep 6
		echo scan >$leaks
	done
	run -0 cat $leaks
	output_is ""
}
