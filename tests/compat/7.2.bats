#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The series on Linux 7.2, where the map type has another number, and reasons are told in
# another way; all but T-7.2 was built from 6.12.

load cells

@test "T-old, every attribute | works" {
	use_old_bpftool
	every_attribute_works xdp eth0
}

@test "T-old, xsk-ring-size | works" {
	use_old_bpftool
	reads_and_sets xsk-ring-size 128
}

@test "T-old, a control type of the future | fails: Error: future: this kernel does not have this control type" {
	use_old_bpftool
	fails bpftool ctrl attrs future
}

@test "T-new, every attribute | works" {
	every_attribute_works xdp eth0
}

@test "T-new, xsk-ring-size | works" {
	reads_and_sets xsk-ring-size 128
}

@test "T-new, a control type of the future | fails: Error: future: this kernel does not have this control type" {
	fails bpftool ctrl attrs future
}

@test "T-7.2, every attribute | works" {
	use_bpftool_of_7_2
	every_attribute_works xdp eth0
}

@test "T-7.2, xsk-ring-size | works" {
	use_bpftool_of_7_2
	reads_and_sets xsk-ring-size 128
}

@test "T-new, map create type control | fails: Error: map create failed: Invalid argument" {
	fails bpftool map create $pin type control name xdp map_extra 1
}

@test "stock bpftool, a pinned map | works" {
	stock_works
}

@test "a short struct | works" {
	short_struct_works
}

@test "a long struct | works" {
	long_struct_works
}

@test "a long struct, xsk_ring_size | works" {
	member_works struct_long xsk_ring_size 128
}

@test "a long struct, future_delay | fails: E2BIG: byte 192 is not zero, this kernel's attributes end at byte 116" {
	fails "$tools/struct_long" set eth0 future_delay 1000
}

@test "a struct of another order, by name | works" {
	other_order_works
}

@test "a struct of another order, xsk_ring_size | works" {
	member_works struct_by_name xsk_ring_size 128
}

@test "the map type's number compiled in | fails: EINVAL" {
	fails "$tools/xdp_attr" get eth0 rx_queues
}
