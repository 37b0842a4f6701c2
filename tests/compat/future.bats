#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# K3: the series and tests/compat/future.patch, attributes that no tool knows.

load cells

@test "T-old, every attribute | works" {
	use_old_bpftool
	every_attribute_works xdp eth0
}

@test "T-old, xsk-ring-size | works" {
	use_old_bpftool
	reads_and_sets xsk-ring-size 128
}

@test "T-old, a control type of the future | works" {
	use_old_bpftool
	every_attribute_works ctrl future shelf=3 slot=7
}

@test "T-new, every attribute | works" {
	every_attribute_works xdp eth0
}

@test "T-new, xsk-ring-size | works" {
	reads_and_sets xsk-ring-size 128
}

@test "T-new, a control type of the future | works" {
	every_attribute_works ctrl future shelf=3 slot=7
}

@test "T-7.2, every attribute | works" {
	use_bpftool_of_7_2
	every_attribute_works xdp eth0
}

@test "T-7.2, xsk-ring-size | works" {
	use_bpftool_of_7_2
	reads_and_sets xsk-ring-size 128
}

@test "T-new, map create type control | works" {
	map_create_works
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

@test "a long struct, future_delay | works" {
	member_works struct_long future_delay 1000
}

@test "a struct of another order, by name | works" {
	other_order_works
}

@test "a struct of another order, xsk_ring_size | works" {
	member_works struct_by_name xsk_ring_size 128
}

@test "the map type's number compiled in | works" {
	compiled_in_number_works
}
