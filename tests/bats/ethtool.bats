#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool xdp agrees with the tools that show the same attributes, and a driver
# that fails is told about. drivers.bats asks the kernel the same without it.
#
# also: @host

load helpers

nsim_debugfs=/sys/kernel/debug/netdevsim/netdevsim1/ports/0

setup_file()
{
	be_quiet
	add_netdevsim 1 nsim1
	ip link add dummy0 type dummy
}

setup()
{
	be_quick
}

# usage: ethtool_shows RX TX
ethtool_shows()
{
	run -0 ethtool -g nsim1
	output_has "Current hardware settings:.*RX:[[:space:]]+$1"
	output_has "Current hardware settings:.*TX:[[:space:]]+$2"
}

# usage: driver_fails ERRNO WORD...: the words, while rings cannot be set; which ethtool
# sees, or else it is a netdevsim without the patch of the series for that
driver_fails()
{
	echo "$1" >$nsim_debugfs/ethtool/set_err
	! ethtool -G nsim1 rx 5 2>/dev/null ||
		skip "the netdevsim of this kernel sets rings whatever set_err is"
	run bpftool "${@:2}"
	echo 0 >$nsim_debugfs/ethtool/set_err
}

@test "ethtool -g shows what bpftool xdp set" {
	bpftool xdp set nsim1 rx-ring-size 128 tx-ring-size 4096
	ethtool_shows 128 4096
}

@test "bpftool xdp gets what ethtool -G set" {
	ethtool -G nsim1 rx 77 tx 99
	bpftool_says 0 "$(</sys/class/net/nsim1/ifindex): nsim1
	rx-ring-size  77
	tx-ring-size  99" "" xdp get nsim1 rx-ring-size tx-ring-size
}

@test "the largest ring is the one that ethtool -g names" {
	run -0 ethtool -g nsim1
	output_has "Pre-set maximums:.*RX:[[:space:]]+4096"
	bpftool xdp set nsim1 rx-ring-size 100 tx-ring-size 100
	bpftool_says 1 "" "Error: nsim1: rx-ring-size: 4097 is out of range; at most 4096" \
		xdp set nsim1 rx-ring-size 4097
	ethtool_shows 100 100
	bpftool xdp set nsim1 rx-ring-size max
	ethtool_shows 4096 100
}

# The monitor does not say when it listens, so the change is made until it does.
@test "ethtool --monitor shows a change that bpftool xdp makes" {
	local monitor seen=$BATS_TEST_TMPDIR/seen size

	ethtool --monitor >"$seen" 3>&- &
	monitor=$!
	for ((size = 1; size < 100; size++)); do
		bpftool xdp set nsim1 rx-ring-size $size >/dev/null
		! grep -qE 'RX:[[:space:]]+[0-9]' "$seen" || break
		sleep 0.1
	done
	kill $monitor
	[ $size -lt 100 ]
}

@test "gro_flush_timeout is that of sysfs, both ways" {
	bpftool xdp set nsim1 gro-flush-timeout 20us
	run -0 cat /sys/class/net/nsim1/gro_flush_timeout
	output_is 20000
	echo 54321 >/sys/class/net/nsim1/gro_flush_timeout
	bpftool_says 0 54321 "" xdp get nsim1 gro-flush-timeout
}

@test "napi_defer_hard_irqs is that of sysfs, both ways" {
	bpftool xdp set nsim1 napi-defer-hard-irqs 3
	run -0 cat /sys/class/net/nsim1/napi_defer_hard_irqs
	output_is 3
	echo 76 >/sys/class/net/nsim1/napi_defer_hard_irqs
	bpftool_says 0 76 "" xdp get nsim1 napi-defer-hard-irqs
}

@test "a device without rings has none in ethtool and in bpftool" {
	run ethtool -g dummy0
	[ "$status" != 0 ]
	bpftool_says 0 - "" xdp get dummy0 rx-ring-size
}

@test "a driver that fails leaves every attribute of several as it was" {
	bpftool xdp set nsim1 rx-ring-size 500 tx-ring-size 600 \
		gro-flush-timeout 7 napi-defer-hard-irqs 8
	note_attributes
	driver_fails 12 xdp set nsim1 gro-flush-timeout 1 rx-ring-size 2 \
		napi-defer-hard-irqs 3 tx-ring-size 4	# ENOMEM
	[ "$status" = 1 ]
	output_has "^Error: nsim1: .*Cannot allocate memory"
	nothing_changed
	ethtool_shows 500 600
}

@test "a driver's failure in JSON has the errno's name" {
	note_attributes
	driver_fails 12 -j xdp set nsim1 gro-flush-timeout 1 rx-ring-size 2
	[ "$status" = 1 ]
	output_has '"errno":"ENOMEM","object":"nsim1"'
	nothing_changed
}

@test "an attribute out of range as the last of several changes none" {
	bpftool xdp set nsim1 rx-ring-size 500 gro-flush-timeout 7
	note_attributes
	bpftool_says 1 "" "Error: nsim1: tx-ring-size: 5000 is out of range; at most 4096" \
		xdp set nsim1 rx-ring-size 1 gro-flush-timeout 2 \
		tx-ring-size 5000
	nothing_changed
	ethtool_shows 500 '[0-9]+'
}

@test "a dry run changes nothing, and does not ask the driver" {
	local remark="dry run"

	bpftool xdp set nsim1 rx-ring-size 500 gro-flush-timeout 7
	note_attributes
	driver_fails 12 xdp set nsim1 rx-ring-size 1 gro-flush-timeout 2 dry-run
	[ "$status" = 0 ]
	has_control_maps || remark+="; the kernel was not asked"
	output_is "nsim1: rx-ring-size 500 -> 1 ($remark)
nsim1: gro-flush-timeout 7 -> 2 ($remark)"
	nothing_changed
	ethtool_shows 500 '[0-9]+'
}

@test "a set that changes nothing does not ask the driver" {
	bpftool xdp set nsim1 rx-ring-size 500
	driver_fails 12 xdp set nsim1 rx-ring-size 500
	[ "$status" = 0 ]
	output_is "nsim1: rx-ring-size 500 unchanged"
}

@test "a reset takes back what sysfs set" {
	echo 999 >/sys/class/net/nsim1/gro_flush_timeout
	bpftool xdp reset nsim1
	run -0 cat /sys/class/net/nsim1/gro_flush_timeout
	output_is 0
}
