#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What a change does in the drivers, and that other interfaces agree with it.
#
# control maps only: what a change does in the kernel

load helpers

nsim_debugfs=/sys/kernel/debug/netdevsim/netdevsim1/ports/0

setup_file()
{
	be_quiet
	add_netdevsim 1 nsim1
	ip -batch - <<-COMMANDS
		link add dummy7 type dummy
		link add bond7 type bond
	COMMANDS
	add_veth veth0 veth1
}

setup()
{
	PATH=$tools:$PATH
}

# usage: ethtool_shows DEV RX TX
ethtool_shows()
{
	run -0 ethtool -g "$1"
	output_has "Current hardware settings:.*RX:[[:space:]]+$2"
	output_has "Current hardware settings:.*TX:[[:space:]]+$3"
}

# usage: attributes_are DEV MEMBER=NUMBER...; - for unsupported
attributes_are()
{
	local device=$1
	shift

	run -0 xdp_attr get "$device" "${@%%=*}"
	output_is "$(printf '%s\n' "${@#*=}")"
}

@test "ethtool -g shows the ring sizes that were set" {
	xdp_attr set nsim1 rx_ring_size=128 tx_ring_size=4096
	ethtool_shows nsim1 128 4096
}

@test "the ring sizes are those that ethtool -G sets" {
	ethtool -G nsim1 rx 77 tx 99
	attributes_are nsim1 rx_ring_size=77 tx_ring_size=99
}

@test "a ring size beyond what ethtool -g shows as the maximum is refused" {
	xdp_attr set nsim1 rx_ring_size=100
	run -0 ethtool -g nsim1
	output_has "maximums:.*RX:[[:space:]]+4096"
	run -1 xdp_attr set nsim1 rx_ring_size=4097
	output_is "ERANGE: rx_ring_size: 4097 is outside ..4096"
	ethtool_shows nsim1 100 '[0-9]+'
}

# The monitor does not say when it listens, so the change is made until it does.
@test "ethtool --monitor shows a change of ring sizes" {
	local monitor seen=$BATS_TEST_TMPDIR/seen size

	stdbuf -oL ethtool --monitor >"$seen" 3>&- &
	monitor=$!
	for ((size = 1; size < 100; size++)); do
		xdp_attr set nsim1 rx_ring_size=$size
		! grep -qE 'RX:[[:space:]]+[0-9]' "$seen" || break
		sleep 0.1
	done
	kill $monitor
	[ $size -lt 100 ]
}

@test "gro_flush_timeout and napi_defer_hard_irqs are those of sysfs, both ways" {
	xdp_attr set nsim1 gro_flush_timeout=12345 napi_defer_hard_irqs=67
	run -0 cat /sys/class/net/nsim1/gro_flush_timeout
	output_is 12345
	run -0 cat /sys/class/net/nsim1/napi_defer_hard_irqs
	output_is 67
	echo 54321 >/sys/class/net/nsim1/gro_flush_timeout
	echo 76 >/sys/class/net/nsim1/napi_defer_hard_irqs
	attributes_are nsim1 gro_flush_timeout=54321 napi_defer_hard_irqs=76
}

@test "a change through sysfs or ethtool makes an etag outdated" {
	local etag

	etag=$(xdp_attr get nsim1 etag)
	echo 1001 >/sys/class/net/nsim1/gro_flush_timeout
	run -1 xdp_attr set nsim1 etag="$etag" tx_ring_size=1
	output_has EAGAIN
	etag=$(xdp_attr get nsim1 etag)
	ethtool -G nsim1 rx 1002
	run -1 xdp_attr set nsim1 etag="$etag" tx_ring_size=1
	output_has EAGAIN
	etag=$(xdp_attr get nsim1 etag)
	xdp_attr set nsim1 etag="$etag" tx_ring_size=1
}

# usage: driver_fails ERRNO; until driver_works
driver_fails()
{
	echo "$1" >$nsim_debugfs/ethtool/set_err
}

driver_works()
{
	driver_fails 0
}

@test "a driver's own EAGAIN is told once, and is no outdated etag" {
	driver_fails 11
	run -1 strace -o "$BATS_TEST_TMPDIR/calls" -e trace=bpf \
		bpftool xdp set nsim1 rx-ring-size 17
	driver_works
	output_has '^Error: nsim1: the kernel refused: .*Resource temporarily unavailable'
	name_updates "$BATS_TEST_TMPDIR/calls"
	[ "$(grep -c BPF_MAP_UPDATE_ELEM "$BATS_TEST_TMPDIR/calls")" = 1 ]
}

@test "an errno of a driver says nothing of the device, the attribute or the caller" {
	local code

	for code in 2 19 9 95; do	# ENOENT ENODEV EBADF EOPNOTSUPP
		driver_fails $code
		run -1 bpftool xdp set nsim1 rx-ring-size 17
		driver_works
		output_has '^Error: nsim1: the kernel refused: '
		run -0 bpftool xdp get nsim1 rx-ring-size
	done
	driver_fails 34			# ERANGE
	run -1 bpftool xdp set nsim1 rx-ring-size 17
	driver_works
	output_has '^Error: nsim1: rx-ring-size: 17 is not allowed'
}

@test "a ring of 0 is told from no ring" {
	xdp_attr set nsim1 rx_ring_size=0
	attributes_are nsim1 rx_ring_size=0 xsk_ring_size=-
	attributes_are dummy7 rx_ring_size=- tx_ring_size=- xsk_ring_size=- \
		napi_defer_hard_irqs=0
	attributes_are bond7 rx_ring_size=- tx_ring_size=- xsk_ring_size=-
	run -1 xdp_attr set dummy7 rx_ring_size=0
	output_is "EOPNOTSUPP: rx_ring_size: not supported here"
}

@test "a ring whose maximum is 0 is unsupported" {
	xdp_attr set nsim1 tx_ring_size=9
	echo 0 >$nsim_debugfs/ethtool/ring/rx_max_pending
	run xdp_attr get nsim1 rx_ring_size tx_ring_size
	echo 4096 >$nsim_debugfs/ethtool/ring/rx_max_pending
	output_is "-"$'\n'"9"
}

@test "a reset takes back what sysfs set" {
	echo 999 >/sys/class/net/nsim1/gro_flush_timeout
	xdp_attr reset nsim1
	run -0 cat /sys/class/net/nsim1/gro_flush_timeout
	output_is 0
}

@test "a reset gives rings the sizes that the device was registered with" {
	local sizes

	add_netdevsim 3 nsim3
	sizes=$(ethtool -g nsim3)
	ethtool -G nsim3 rx 77 tx 99
	xdp_attr reset nsim3
	[ "$(ethtool -g nsim3)" = "$sizes" ]
}

@test "what a device was registered with is remembered when it changes its namespace" {
	ip netns add elsewhere
	echo 999 >/sys/class/net/veth1/gro_flush_timeout
	ip link set veth1 netns elsewhere
	ip -n elsewhere link set veth1 netns 1
	attributes_are veth1 gro_flush_timeout=999
	xdp_attr reset veth1
	attributes_are veth1 gro_flush_timeout=0
	ip netns del elsewhere
}
