#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# K0: Linux as it is, without control maps. What goes by name works there, with the
# attributes that it was built with.

load cells

@test "T-old, every attribute | works" {
	use_old_bpftool
	every_attribute_works xdp eth0
}

@test "T-old, xsk-ring-size | fails: Error: eth0: unknown attribute 'xsk-ring-size': this kernel has no control maps; did you mean rx-ring-size or tx-ring-size?" {
	use_old_bpftool
	fails bpftool xdp set eth0 xsk-ring-size 128
}

@test "T-old, a control type of the future | fails: Error: future: this kernel does not have this control type: without control maps there are only those of the directory" {
	use_old_bpftool
	fails bpftool ctrl attrs future
}

@test "T-new, every attribute | works" {
	every_attribute_works xdp eth0
}

@test "T-new, xsk-ring-size | fails: Error: eth0: unknown attribute 'xsk-ring-size': this kernel has no control maps; did you mean rx-ring-size or tx-ring-size?" {
	fails bpftool xdp set eth0 xsk-ring-size 128
}

@test "T-new, a control type of the future | fails: Error: future: this kernel does not have this control type: without control maps there are only those of the directory" {
	fails bpftool ctrl attrs future
}

@test "T-7.2, every attribute | works" {
	use_bpftool_of_7_2
	every_attribute_works xdp eth0
}

@test "T-7.2, xsk-ring-size | fails: Error: eth0: unknown attribute 'xsk-ring-size': this kernel has no control maps; did you mean rx-ring-size or tx-ring-size?" {
	use_bpftool_of_7_2
	fails bpftool xdp set eth0 xsk-ring-size 128
}

@test "T-new, map create type control | fails: Error: map create failed: Invalid argument" {
	fails bpftool map create $pin type control name xdp map_extra 1
}

@test "stock bpftool, a pinned map | fails: Error: bpf obj get (/sys/fs/bpf/xdp): No such file or directory" {
	fails $stock_bpftool map dump pinned $pin
}

@test "a short struct | fails: EINVAL" {
	fails "$tools/struct_short" get eth0 rx_queues
}

@test "a long struct | fails: EINVAL" {
	fails "$tools/struct_long" get eth0 rx_queues
}

@test "a long struct, xsk_ring_size | fails: EINVAL" {
	fails "$tools/struct_long" set eth0 xsk_ring_size 128
}

@test "a long struct, future_delay | fails: EINVAL" {
	fails "$tools/struct_long" set eth0 future_delay 1000
}

@test "a struct of another order, by name | works" {
	other_order_works
}

@test "a struct of another order, xsk_ring_size | fails: unknown attribute 'xsk_ring_size': this kernel has no control maps; did you mean rx-ring-size or tx-ring-size?" {
	fails "$tools/struct_by_name" set eth0 xsk_ring_size 128
}

@test "the map type's number compiled in | fails: EINVAL" {
	fails "$tools/xdp_attr" get eth0 rx_queues
}
