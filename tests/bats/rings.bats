#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# xsk_ring_size of veth is the size of the ring that packets go through. The
# second processor sends while the first one receives, and has a queue.

load helpers

setup_file()
{
	be_quiet
}

# A pair of its own for each test of rings, which ends with it.
veth_test()
{
	ip link del veth0 2>/dev/null || true
	add_veth veth0 veth1
	c_test veth_ring veth0 veth1
}

@test "as many frames survive as xsk_ring_size says, for every size" {
	veth_test
}

@test "xsk_ring_size has limits and a default" {
	veth_test
}

@test "a resize keeps the frames that wait, as far as both rings hold them" {
	veth_test
}

@test "a resize counts the frames that had to go as dropped" {
	veth_test
}

@test "a resize in running traffic loses nothing that both rings hold" {
	veth_test
}

@test "a resize in a flood of frames loses nothing uncounted" {
	veth_test
}

@test "a resize waits for a poll that has ended and looks at its ring once more" {
	ip link del veth0 2>/dev/null || true
	add_veth veth0 veth1
	c_test veth_late_poll veth0 veth1
}

@test "xsk_ring_size survives down and up, a program's change and more queues" {
	veth_test
}

@test "all C tests of rings are run" {
	c_tests_are_named veth_ring veth_late_poll
}
