#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2 --nic e1000e --nic vmxnet3 --nic virtio-net-pci
#
# What XDP programs return, counted by the kernel for each receive queue.
#
# control maps only: no other interface counts this

load helpers

setup_file()
{
	local path driver

	be_quiet
	for path in /sys/class/net/*/device/driver; do
		driver=$(basename "$(readlink "$path")")
		path=${path%/device/driver}
		[ "$driver" != virtio_net ] || driver=virtio0
		ip link set "${path##*/}" name "$driver"
		ip link set "$driver" up
	done
	ip link set lo up
	add_queues eth0 peer0 9000
	add_queues eth1 peer1 9000
	ethtool -K peer1 gro on		# it takes redirected frames
}

setup()
{
	be_quick
}

# A veth pair with two queues.
# usage: add_queues NAME PEER MTU
add_queues()
{
	ip -batch - <<-COMMANDS
		link add $1 numrxqueues 2 numtxqueues 2 mtu $3 type veth peer name $2 numrxqueues 2 numtxqueues 2 mtu $3
		link set $1 up
		link set $2 up
	COMMANDS
}

# The kernel counts what the program counted, for each queue, with resets in between.
# usage: counts_agree QUEUES DEV { native | generic } FROM TARGET VERDICTS [MEMBER]
counts_agree()
{
	run "$tools/xdp_verdicts" "${@:2}" <<<go
	output_has "^[1-9][0-9]* $1\$"
}

@test "what a program returns is counted to the packet, on both queues of a veth" {
	counts_agree 2 eth0 native peer0 eth1 012345
	counts_agree 1 eth0 generic peer0 eth1 012345
}

@test "so it is on a device that has generic XDP only" {
	counts_agree 1 lo generic lo eth1 01245
}

@test "so it is on network cards, with the driver's XDP and without" {
	counts_agree '[12]' vmxnet3 native e1000e eth1 012345
	counts_agree 1 virtio0 native e1000e eth1 012345
	counts_agree 1 e1000e generic vmxnet3 eth1 012345
}

@test "so it is on a tap device with several queues" {
	ip tuntap add tap0 mode tap multi_queue
	ip link set tap0 up
	counts_agree 2 tap0 native tap eth1 01235
	ip link del tap0
}

@test "what is done on a bond is counted at its member" {
	ip link add bond0 type bond mode active-backup
	ip link set eth0 down
	ip link set eth0 master bond0
	ip link set bond0 up
	counts_agree 2 bond0 native peer0 eth1 01235 eth0
	[ "$(bpftool -j ctrl get xdp_stats bond0 packets | jq .packets)" = 0 ]
	ip link del bond0
	ip link set eth0 up
}

@test "counts outlive down and up, other rings and other numbers of queues" {
	coproc "$tools/xdp_verdicts" eth0 native peer0 eth1 012345
	echo go >&"${COPROC[1]}"
	read -r before _ <&"${COPROC[0]}"
	ip link set eth0 down
	ip link set eth0 up
	bpftool xdp set eth0 xsk-ring-size 1024
	echo go >&"${COPROC[1]}"
	read -r after _ <&"${COPROC[0]}"
	[ "$after" -gt "$before" ]
	ethtool -L peer0 tx 1
	ethtool -L eth0 rx 1
	echo go >&"${COPROC[1]}"
	read -r before _ <&"${COPROC[0]}"
	[ "$before" -gt "$after" ]
	ethtool -L eth0 rx 2
	ethtool -L peer0 tx 2
	echo go >&"${COPROC[1]}"
	read -r after queues <&"${COPROC[0]}"
	[ "$after" -gt "$before" ]
	[ "$queues" = 2 ]
	eval "exec ${COPROC[1]}>&-"
	wait "$COPROC_PID"
}

# What a device has counted, without the word whether it counts.
# usage: counted DEV
counted()
{
	bpftool -j ctrl get xdp_stats "$1" | jq -c 'del(.key, .counting)'
}

@test "counts outlive another program and a move to another network namespace" {
	counts_agree 2 eth0 native peer0 eth1 012345
	before=$(counted eth0)
	[ "$(jq .drop <<<"$before")" -gt 0 ]
	"$tools/load_programs" pin /sys/fs/bpf other=1
	bpftool net attach xdpgeneric pinned /sys/fs/bpf/other-1 dev eth0
	bpftool net detach xdpgeneric dev eth0
	rm /sys/fs/bpf/other-1
	[ "$(counted eth0)" = "$before" ]
	ip netns add other
	ip link set eth0 netns other
	run -0 ip netns exec other bpftool -j ctrl get xdp_stats eth0
	[ "$(jq -c 'del(.key, .counting)' <<<"$output")" = "$before" ]
	ip -n other link set eth0 netns 1
	ip netns del other
	ip link set eth0 up
	[ "$(counted eth0)" = "$before" ]
}

@test "frames that are redirected are counted at the device that they are sent to" {
	bpftool ctrl reset xdp_stats eth1
	counts_agree 2 eth0 native peer0 eth1 4
	redirected=$(bpftool -j ctrl get xdp_stats eth0 | jq '.redirect - .redirect_errors')
	[ "$redirected" -gt 0 ]
	run -0 bpftool -j ctrl get xdp_stats eth1
	[ "$(jq .xmit_packets <<<"$output")" -ge "$redirected" ]
	[ "$(jq .packets <<<"$output")" = 0 ]
}

@test "a reset of a device is one of all its queues, and tells the sums" {
	counts_agree 2 eth0 native peer0 eth1 12
	sum=$(bpftool -j xdp queues eth0 | jq '[.[].drop] | add')
	[ "$sum" -gt 0 ]
	run -0 bpftool -j ctrl reset xdp_stats eth0
	[ "$(jq .attributes.drop.old <<<"$output")" = "$sum" ]
	[ "$(bpftool -j xdp queues eth0 | jq '[.[].packets] | add')" = 0 ]
}

@test "nothing is counted unless somebody asks for it" {
	bpftool ctrl reset xdp_stats lo
	send_frames lo 1
	[ "$(bpftool -j ctrl get xdp_stats lo | jq -c '[.counting, .packets]')" = '[false,0]' ]
	sysctl -q net.core.xdp_stats_enabled=1
	[ "$(bpftool -j ctrl get xdp_queue ifindex=lo queue=0 counting)" = true ] ||
		bpftool -j ctrl get xdp_queue ifindex=lo queue=0 counting
	sysctl -q net.core.xdp_stats_enabled=0
}

@test "an AF_XDP socket is shown at its queue, and goes away with it" {
	add_queues eth2 peer2 1500
	[ "$(bpftool -j xdp queues eth2 | jq -c '[.[].xsk_mode]')" = '[null,null]' ]
	coproc "$tools/xsk_reader" eth2 1
	read -r _ <&"${COPROC[0]}"
	run -0 bpftool xdp queues eth2 xsk-mode xsk-frame-size xsk-fill-ring-size \
		xsk-completion-ring-size xsk-rx-ring-size xsk-tx-ring-size where xsk-umem-id 0
	output_has 'eth2 queue 1 +copy +4096 +64 +32 +16 +8'
	[ "${#lines[@]}" = 2 ]
	eval "exec ${COPROC[1]}>&-"
	wait "$COPROC_PID"
	[ "$(bpftool -j xdp queues eth2 | jq -c '[.[].xsk_mode]')" = '[null,null]' ]
}

@test "queues are listed a line each, of all devices or of one" {
	run -0 bpftool xdp queues eth0 packets drop
	output_has '^QUEUE +PACKETS +DROP'
	[ "${#lines[@]}" = 3 ]
	run -1 bpftool xdp queues eht0
	output_has 'eht0.*no device of that name'
	run -2 bpftool xdp queues eth0 zzz
	output_has "unknown attribute 'zzz': bpftool ctrl attrs xdp_queue lists them"
	run -0 bpftool xdp queues help
	output_has 'bpftool xdp queues \[show\].*ATTR := as "bpftool ctrl attrs xdp_queue".*bpftool xdp queues eth0'
}
