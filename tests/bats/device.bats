#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# A device in one change: what has to be set before XDP runs well, by one command, as
# ethtool, ip and sysfs see it. nics.bats has the drivers of emulated network cards.
#
# also: @host

load helpers
load other_interfaces
load programs

nsim_debugfs=/sys/kernel/debug/netdevsim/netdevsim1/ports/0

ten=(mtu 3000 combined-queues 2 gro off rx-usecs 20us tx-usecs 30us adaptive-rx on
	pause-rx on pause-tx on rx-ring-size 128 tx-ring-size 64)

setup_file()
{
	load_programs
	echo "1 1 4" >/sys/bus/netdevsim/new_device
	ip link set "$(ls /sys/bus/netdevsim/devices/netdevsim1/net)" name nsim1
	ip -batch - <<-COMMANDS
		link set nsim1 up
		link add veth0 numrxqueues 4 numtxqueues 4 type veth peer name veth1 numrxqueues 4 numtxqueues 4
		link set veth0 up
		link set veth1 up
		link add dummy0 type dummy
		link add bond0 type bond
		link add port1 type dummy
		link add port2 type dummy
		link set port1 master bond0
		link set port2 master bond0
	COMMANDS
}

setup()
{
	be_quick
}

teardown()
{
	echo 0 >$nsim_debugfs/ethtool/set_err
	CTRL_SOURCE='' bpftool xdp reset nsim1 >/dev/null
	ethtool -X nsim1 default
	CTRL_SOURCE='' bpftool xdp reset veth0 >/dev/null
	[ -z "${monitor-}" ] || kill "$monitor"
}

# What ethtool's monitor sees of nsim1 from here on goes to the file seen. It has no way
# to say that it listens.
watch()
{
	seen=$BATS_TEST_TMPDIR/seen
	stdbuf -oL ethtool --monitor >"$seen" 3>&- &
	monitor=$!
	until grep -q dummy0 "$seen"; do
		ethtool -K dummy0 gro off
		ethtool -K dummy0 gro on
	done
}

# One more change comes behind all that there was to see.
nothing_was_seen()
{
	ethtool -G nsim1 rx 77
	until grep -q nsim1 "$seen"; do sleep 0.1; done
	run grep nsim1 "$seen"
	output_is "Ring parameters for nsim1:"
}

@test "ten attributes of a device are set by one command" {
	ten_are_set nsim1 "${ten[@]}"
	output_has "nsim1: mtu 1500 -> 3000"
}

@test "so are ten of a veth" {
	# GRO gives a veth NAPI, and so threads
	ten_are_set veth0 mtu 3000 rx-only-queues 2 tx-only-queues 2 \
		rx-vlan-offload off tx-vlan-offload off rx-udp-gro-forwarding on \
		threaded enabled gro-flush-timeout 20000 napi-defer-hard-irqs 2 gro on
	bpftool xdp set veth0 threaded disabled
	bpftool xdp set veth0 rx-vlan-offload on tx-vlan-offload on \
		rx-udp-gro-forwarding off gro off
}

@test "when the driver refuses the last one, nothing has changed, and what was put back is told" {
	all_of nsim1 >"$BATS_TEST_TMPDIR/before"
	watch
	echo 5 >$nsim_debugfs/ethtool/set_err
	run -1 bpftool xdp set nsim1 "${ten[@]}"
	output_has "the driver refused the rings; put back:"
	output_has "put back:.* mtu"
	output_has "put back:.* tx.usecs"
	all_of nsim1 >"$BATS_TEST_TMPDIR/after"
	diff -u "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
	# and all that is seen was done and undone
	echo 0 >$nsim_debugfs/ethtool/set_err
	ethtool -G nsim1 rx 77
	until grep -q 'Ring.*nsim1' "$seen"; do sleep 0.1; done
	run -0 awk '/nsim1:/ { n[$1]++ } END { for (i in n) print i, n[i] | "sort" }' "$seen"
	output_is "Channel 2
Coalesce 2
Pause 2
Ring 1"
}

@test "an MTU is lowered when all others are set, since raising it does not undo that" {
	echo 5 >$nsim_debugfs/ethtool/set_err
	run -1 bpftool xdp set nsim1 mtu 1000 pause-rx on rx-ring-size 128
	output_has "the driver refused the rings; put back: pause.rx \("
	[ "$(other_says nsim1 mtu)" = 1500 ]
	bpftool xdp set nsim1 mtu 1000 pause-rx on
	[ "$(other_says nsim1 mtu)" = 1000 ]
}

@test "a veth whose NAPI goes with GRO is reset, threads included" {
	needs_control_maps "what sysfs refuses when GRO is off already"
	bpftool xdp set veth0 gro on threaded enabled
	run -0 bpftool xdp set veth0 gro off threaded disabled
	bpftool xdp set veth0 gro on threaded enabled
	run -0 bpftool xdp reset veth0
	[ "$(other_says veth0 gro)" = off ]
	[ "$(other_says veth0 threaded)" = disabled ]
}

@test "one attribute among several that a driver refuses is named" {
	run -1 bpftool xdp set nsim1 mtu 2000 pause-autoneg on
	output_has "nsim1: the kernel refused: pause.autoneg: the driver refused the flow control"
	[ "$(other_says nsim1 mtu)" = 1500 ]
}

@test "an MTU that the program cannot take is refused before anything is touched" {
	bpftool net attach xdpdrv pinned $dir/pass-1 dev nsim1
	watch
	run -1 bpftool xdp set nsim1 mtu 5000 combined-queues 2 pause-rx on
	bpftool net detach xdpdrv dev nsim1
	output_has "nsim1: the kernel refused: mtu: the driver, or a device above it, refused the MTU \(Device or resource busy\)"
	nothing_was_seen
}

@test "fewer queues than an AF_XDP socket uses are refused, and no other attribute is set" {
	local sentence

	coproc { exec "$tools/xsk_reader" veth0 3 2>/dev/null 3>&-; }
	read -r _ <&"${COPROC[0]}"
	sentence=$(ethtool -L veth0 rx 2 tx 2 2>&1 | sed -n 's/^netlink error: //p' | head -n 1)
	[ -n "$sentence" ]
	run -1 bpftool xdp set veth0 mtu 1400 rx-only-queues 2 tx-only-queues 2
	output_has "$sentence"
	[ "$(other_says veth0 mtu)" = 1500 ]
	eval "exec ${COPROC[1]}>&-"
	wait
	# the kernel gives the queue up some time after the socket was closed, in a work item
	for _ in {1..100}; do
		! bpftool xdp set veth0 rx-only-queues 2 2>/dev/null || return 0
		sleep 0.1
	done
	bpftool xdp set veth0 rx-only-queues 2
}

@test "ethtool, ip and sysfs agree on a netdevsim, both ways and at both ends" {
	agree nsim1 mtu 68 65535
	agree nsim1 combined-queues 1 4
	agree nsim1 rss-queues 1 4
	agree nsim1 rx-ring-size 0 4096
	agree nsim1 tx-ring-size 0 4096
	agree nsim1 gro on off
	agree nsim1 rx-udp-gro-forwarding on off
	agree nsim1 rx-usecs 0 4294967295
	agree nsim1 tx-usecs 0 4294967295
	agree nsim1 adaptive-rx on off
	agree nsim1 adaptive-tx on off
	agree nsim1 pause-rx on off
	agree nsim1 pause-tx on off
	agree nsim1 napi-defer-hard-irqs 0 2147483647
	agree nsim1 gro-flush-timeout 0 18446744073709551615
}

@test "ethtool, ip and sysfs agree on a veth, both ways and at both ends" {
	agree veth0 mtu 68 65535
	agree veth0 rx-only-queues 1 4
	agree veth0 tx-only-queues 1 4
	agree veth0 gro on off
	agree veth0 rx-vlan-offload on off
	agree veth0 tx-vlan-offload on off
	bpftool xdp set veth0 gro on
	agree veth0 threaded enabled disabled
}

@test "RSS leaves queues to AF_XDP, and all others have the same share" {
	run -0 bpftool xdp set nsim1 rss-queues 3
	output_is "nsim1: rss-queues 4 -> 3"
	run -0 rss_of nsim1
	run -0 eval 'sort <<<"$output" | uniq -c | xargs'
	output_is "43 0 43 1 42 2"
}

@test "queues go and RSS leaves them, and come back with it, in one change each" {
	bpftool xdp set nsim1 rss-queues 3
	run -1 bpftool xdp set nsim1 combined-queues 2
	output_has "requested channel counts are too low for existing indirection table"
	bpftool xdp set nsim1 combined-queues 2 rss-queues 2
	bpftool xdp set nsim1 combined-queues 4 rss-queues 3
	[ "$(other_says nsim1 combined-queues)" = 4 ]
	[ "$(other_says nsim1 rss-queues)" = 3 ]
}

@test "RSS over all queues follows their number, and over fewer it stays, also when named again" {
	bpftool xdp set nsim1 rss-queues 2
	bpftool xdp set nsim1 rss-queues 4
	bpftool xdp set nsim1 combined-queues 2
	[ "$(other_says nsim1 rss-queues)" = 2 ]
	bpftool xdp set nsim1 combined-queues 3 rss-queues 2
	[ "$(other_says nsim1 rss-queues)" = 2 ]
	bpftool xdp set nsim1 combined-queues 4
	[ "$(other_says nsim1 rss-queues)" = 2 ]
	# and so it does where both become fewer at once
	bpftool xdp set nsim1 rss-queues 4
	bpftool xdp set nsim1 combined-queues 2 rss-queues 2
	bpftool xdp set nsim1 combined-queues 4
	[ "$(other_says nsim1 rss-queues)" = 4 ]
}

@test "RSS over more queues than will receive is refused, and nothing else is set" {
	run -1 bpftool xdp set nsim1 rss-queues 5
	output_has "rss-queues: 5 is out of range; the range is 1..4"
	run -1 bpftool xdp set nsim1 mtu 2000 combined-queues 2 rss-queues 3
	output_has "rss.queues: RX queues: 2"
	[ "$(other_says nsim1 mtu)" = 1500 ]
	[ "$(other_says nsim1 combined-queues)" = 4 ]
}

# usage: table_is_put_back ATTR VALUE...: of a change that fails behind them
table_is_put_back()
{
	local before

	before=$(rss_of nsim1; other_says nsim1 combined-queues)
	run -1 bpftool xdp set nsim1 "$@" pause-autoneg on
	output_has "pause.autoneg: the driver refused the flow control; put back:.* rss.queues"
	run -0 eval 'rss_of nsim1; other_says nsim1 combined-queues'
	output_is "$before"
}

@test "an RSS table that somebody wrote is put back entry by entry" {
	ethtool -X nsim1 weight 1 0 3
	table_is_put_back rss-queues 2
	table_is_put_back rss-queues 4
	table_is_put_back combined-queues 2 rss-queues 1
	ethtool -L nsim1 combined 3
	table_is_put_back combined-queues 4 rss-queues 4
	# one that follows the number of queues does so afterwards
	ethtool -X nsim1 default
	table_is_put_back combined-queues 2 rss-queues 1
	bpftool xdp set nsim1 combined-queues 4
	[ "$(other_says nsim1 rss-queues)" = 4 ]
}

@test "split headers are switched, as ethtool sees it" {
	for word in enabled disabled; do
		bpftool xdp set nsim1 tcp-data-split $word
		[ "$(other_says nsim1 tcp-data-split)" = $word ]
	done
}

@test "a device without NAPI has no threads, and nothing else is set then" {
	run -1 bpftool xdp set veth0 mtu 1600 threaded enabled
	output_has "threaded: .*; put back: mtu \(Operation not supported\)"
	[ "$(other_says veth0 mtu)" = 1500 ]
}

@test "a feature that a device cannot change is shown, and is not set" {
	[ "$(bpftool xdp get nsim1 rx-gro-hw)" = off ]
	run -1 bpftool xdp set nsim1 rx-gro-hw on
	output_has "rx-gro-hw: on is out of range; the only value is off"
	bpftool xdp set nsim1 rx-gro-hw off
}

@test "one kind of queues cannot be less than what has to stay" {
	run -1 bpftool xdp set nsim1 combined-queues 0
	output_has "combined-queues: 0 is out of range; the range is 1..4"
	run -1 bpftool xdp set veth0 rx-only-queues 0
	output_has "rx-only-queues: 0 is out of range; the range is 1..4"
}

@test "what a bond does not have, its members may, and they are named" {
	run -1 bpftool xdp set bond0 rx-ring-size 512
	output_is "Error: bond0: rx-ring-size is not supported here: the devices below it may have it: port1, port2"
	run -1 bpftool ctrl set xdp bond0 combined-queues 2
	output_has "combined-queues is not supported here: the devices below it may have it: port1, port2"
	run -1 bpftool xdp set port1 rx-ring-size 512
	output_is "Error: port1: rx-ring-size is not supported here"
}

@test "a dry run finds what would be refused" {
	run -1 bpftool xdp set nsim1 mtu 67 gro off dry-run
	output_has "mtu: 67 is out of range; the range is 68..65535"
	run -0 bpftool xdp set nsim1 "${ten[@]}" dry-run
	[ "$(other_says nsim1 mtu)" = 1500 ]
}
