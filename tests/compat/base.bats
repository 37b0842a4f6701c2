#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# K0: Linux as it is, without control maps.

load cells

@test "T-old, every attribute | fails: Error: this kernel has no control maps: it needs the control map patches and CONFIG_BPF_CTRL_MAP=y" {
	use_old_bpftool
	fails bpftool xdp attrs eth0
}

@test "T-old, xsk-ring-size | fails: Error: this kernel has no control maps: it needs the control map patches and CONFIG_BPF_CTRL_MAP=y" {
	use_old_bpftool
	fails bpftool xdp set eth0 xsk-ring-size 128
}

@test "T-old, a control type of the future | fails: Error: this kernel has no control maps: it needs the control map patches and CONFIG_BPF_CTRL_MAP=y" {
	use_old_bpftool
	fails bpftool ctrl attrs future
}

@test "T-new, every attribute | fails: Error: this kernel has no control maps: it needs the control map patches and CONFIG_BPF_CTRL_MAP=y" {
	fails bpftool xdp attrs eth0
}

@test "T-new, xsk-ring-size | fails: Error: this kernel has no control maps: it needs the control map patches and CONFIG_BPF_CTRL_MAP=y" {
	fails bpftool xdp set eth0 xsk-ring-size 128
}

@test "T-new, a control type of the future | fails: Error: this kernel has no control maps: it needs the control map patches and CONFIG_BPF_CTRL_MAP=y" {
	fails bpftool ctrl attrs future
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

@test "a struct of another order, by name | fails: this kernel has no control maps: it needs the control map patches and CONFIG_BPF_CTRL_MAP=y" {
	fails "$tools/struct_by_name" get eth0 rx_queues
}

@test "a struct of another order, xsk_ring_size | fails: this kernel has no control maps: it needs the control map patches and CONFIG_BPF_CTRL_MAP=y" {
	fails "$tools/struct_by_name" set eth0 xsk_ring_size 128
}

@test "the map type's number compiled in | fails: EINVAL" {
	fails "$tools/xdp_attr" get eth0 rx_queues
}
