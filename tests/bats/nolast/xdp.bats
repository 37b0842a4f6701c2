#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The same bpftool on the kernel without the last patch: xsk_ring_size, which is
# in that one, is unknown, and everything else works.

load ../helpers

unknown="unknown attribute 'xsk-ring-size'; did you mean rx-ring-size or tx-ring-size?"

setup_file()
{
	be_quiet
	add_netdevsim 1 nsim1
	ip link add eth0 type veth peer name peer0
}

setup()
{
	be_quick
	eth0=$(</sys/class/net/eth0/ifindex)
}

@test "the binary is the one that is tested with the last patch" {
	[ "$(command -v bpftool)" = "$PWD/build/bin/bpftool" ]
}

@test "an attribute that the kernel does not have is unknown, with near names" {
	local fields=',"object":"eth0","attribute":"xsk-ring-size","near":["rx_ring_size","tx_ring_size"]'

	note_attributes
	refused 2 "eth0: $unknown" "$fields" xdp set eth0 xsk-ring-size 128
	refused 2 "eth0: $unknown" "$fields" xdp get eth0 xsk-ring-size
	refused 2 "eth0: $unknown" "$fields" xdp reset eth0 xsk-ring-size
	refused 2 "eth0: $unknown" "$fields" \
		xdp set eth0 gro-flush-timeout 5 xsk-ring-size 128
	nothing_changed
}

@test "the attribute is in no list" {
	run -0 bpftool xdp attrs
	output_has gro-flush-timeout
	[[ $output != *xsk* ]]
	run -0 bpftool -j xdp show
	output_has gro_flush_timeout
	[[ $output != *xsk* ]]
}

@test "all other attributes are shown" {
	bpftool_says 0 "$eth0: eth0
	native-prog-id        0
	generic-prog-id       0
	offload-prog-id       -
	xdp-features          basic,redirect,rx-sg
	zc-max-segs           -
	rx-queues             1
	tx-queues             1
	rx-ring-size          -
	tx-ring-size          -
	napi-defer-hard-irqs  0
	gro-flush-timeout     0" "" xdp get eth0
}

@test "all other attributes that can be set are set and reset" {
	bpftool_says 0 "eth0: napi-defer-hard-irqs 0 -> 5
eth0: gro-flush-timeout 0 -> 20000" "" \
		xdp set eth0 napi-defer-hard-irqs 5 gro-flush-timeout 20us
	bpftool_says 0 "nsim1: rx-ring-size 0 -> 128
nsim1: tx-ring-size 0 -> 4096" "" \
		xdp set nsim1 rx-ring-size 128 tx-ring-size max
	run -0 ethtool -g nsim1
	output_has "Current hardware settings:.*RX:[[:space:]]+128"
	bpftool_says 0 "eth0: napi-defer-hard-irqs 5 -> 0
eth0: gro-flush-timeout 20000 -> 0" "" xdp reset eth0
}

@test "what is wrong is told as on the other kernel" {
	note_attributes
	refused 1 "nsim1: rx-ring-size: 4097 is out of range; at most 4096" \
		',"errno":"ERANGE","object":"nsim1","attribute":"rx_ring_size","value":"4097","max":4096' \
		xdp set nsim1 rx-ring-size 4097
	refused 1 "eth0: rx-ring-size is not supported here" \
		',"errno":"EOPNOTSUPP","object":"eth0","attribute":"rx_ring_size","value":"1"' \
		xdp set eth0 rx-ring-size 1
	nothing_changed
}

@test "every refusal in JSON is one valid document" {
	documents_are_json
}
