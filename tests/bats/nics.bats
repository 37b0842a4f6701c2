#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2 --nic e1000e --nic vmxnet3 --nic virtio-net-pci
#
# A device in one change, on network cards that QEMU emulates: their drivers round,
# refuse and reset.
#
# also: @host

load helpers
load other_interfaces

setup_file()
{
	local path

	be_quiet
	for path in /sys/class/net/*/device/driver; do
		rename "${path%/device/driver}" "$(basename "$(readlink "$path")")"
	done
}

# usage: rename /sys/class/net/DEV DRIVER
rename()
{
	[ "$2" != virtio_net ] || set -- "$1" virtio0
	ip link set "${1##*/}" name "$2"
	ip link set "$2" up
}

setup()
{
	be_quick
}

@test "e1000e agrees with ethtool, ip and sysfs, both ways and at both ends" {
	agree e1000e mtu 68 9212
	agree e1000e rx-ring-size 64 4096
	agree e1000e tx-ring-size 64 4096
	agree e1000e gro on off
	agree e1000e rx-vlan-offload on off
	agree e1000e rx-usecs 0 10000
	agree e1000e pause-autoneg on off
	agree e1000e threaded enabled disabled
}

@test "vmxnet3 agrees with ethtool, ip and sysfs, both ways and at both ends" {
	agree vmxnet3 mtu 60 9000
	agree vmxnet3 rx-ring-size 32 4096
	agree vmxnet3 tx-ring-size 32 4096
	agree vmxnet3 rss-queues 1 2
	agree vmxnet3 gro on off
	agree vmxnet3 lro on off
	agree vmxnet3 threaded enabled disabled
}

@test "virtio_net agrees with ethtool, ip and sysfs, both ways and at both ends" {
	agree virtio0 mtu 68 65535
	agree virtio0 gro on off
	agree virtio0 threaded enabled disabled
}

@test "ten attributes of a card are set by one command" {
	ten_are_set vmxnet3 mtu 3000 lro off gro off rx-vlan-offload off tx-vlan-offload off \
		rx-ring-size 2048 tx-ring-size 1024 threaded enabled \
		gro-flush-timeout 20000 napi-defer-hard-irqs 2
	ten_are_set e1000e mtu 3000 gro off rx-vlan-offload off rx-usecs 20 pause-autoneg off \
		rx-ring-size 512 tx-ring-size 1024 threaded enabled \
		gro-flush-timeout 20000 napi-defer-hard-irqs 2
	bpftool xdp set e1000e gro on rx-vlan-offload on pause-autoneg on
}

@test "a feature that follows another one is not set alone, but with it" {
	run -1 bpftool xdp set e1000e tx-vlan-offload off
	output_has "tx.vlan.offload: the device does not change it at present"
	[ "$(other_says e1000e tx-vlan-offload)" = on ]
	bpftool xdp set e1000e rx-vlan-offload off tx-vlan-offload off
	[ "$(other_says e1000e tx-vlan-offload)" = off ]
	bpftool xdp set e1000e rx-vlan-offload on tx-vlan-offload on
}

@test "what a driver refuses leaves the card as it was" {
	all_of e1000e >"$BATS_TEST_TMPDIR/before"
	run -1 bpftool xdp set e1000e mtu 4000 gro off rx-usecs 10001 rx-ring-size 1024
	output_has "rx.usecs: the driver refused the coalescing; put back: .*mtu"
	all_of e1000e >"$BATS_TEST_TMPDIR/after"
	diff -u "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
}
