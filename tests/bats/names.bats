#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Names of devices: each one that the kernel has names this device and no other, is
# printed so that a terminal does not obey it, and goes back in as it was printed.
#
# also: @host

load helpers

names=$PWD/tests/tools/device_names.py

setup_file()
{
	be_quiet
	ip -batch - <<-COMMANDS
		link add eth0 type veth peer name peer0
		link add map type dummy
		link add dev dev type dummy
		link add 5 type dummy
	COMMANDS
	# a terminal would obey these: SGR as ESC and [, as U+009B, as a byte
	"$names" add 'e\x1b[31mR'
	"$names" add 'c\xc2\x9b31mR'
	"$names" add 'bad\xe9'
	"$names" add 'bad\xc3\xa9'
	"$names" add 'bad\\xe9'
}

setup()
{
	be_quick
}

teardown()
{
	bpftool xdp reset eth0 >/dev/null
}

# usage: prints TEXT WORD...
prints()
{
	bpftool_says 0 "$1" "" "${@:2}"
}

# No byte of the output of the last run steers a terminal, or is no UTF-8.
is_printable()
{
	! LC_ALL=C grep -q $'[\001-\010\013-\037\177]\|\302[\200-\237]' <<<"$output"
	iconv -f UTF-8 -t UTF-8 <<<"$output" >/dev/null
}

ifindex_of()
{
	cat "/sys/class/net/$1/ifindex"
}

@test "a device is found by each name that the kernel has for it, and by no other" {
	run -0 "$names" own
	output_is ""
}

@test "a device is found by alternative names with any byte in them, and by no other" {
	run -0 "$names" alternative
	output_is ""
}

@test "what only begins with the name of a device changes nothing" {
	local no="no such object: this network namespace has no device of that name"

	bpftool_says 1 "" "Error: eth0:junk: $no" \
		xdp set eth0:junk napi-defer-hard-irqs 128
	bpftool_says 1 "" "Error: eth0:junk: $no" xdp reset eth0:junk
	bpftool_says 1 "" "Error: eth0:junk: $no" \
		ctrl set xdp eth0:junk napi-defer-hard-irqs 128
	bpftool_says 1 "" "Error: eth0:junk: $no" xdp attrs eth0:junk
	prints 0 xdp get eth0 napi-defer-hard-irqs
}

@test "to ask for a device that is not there loads no module" {
	local helper=$BATS_TEST_TMPDIR/modprobe asked=$BATS_TEST_TMPDIR/asked before

	printf '#!/bin/sh\necho "$*" >>%s\n' "$asked" >"$helper"
	chmod 755 "$helper"
	: >"$asked"
	before=$(</proc/sys/kernel/modprobe)
	echo "$helper" >/proc/sys/kernel/modprobe
	run -1 bpftool xdp get nosuch
	run -1 bpftool xdp set nosuch napi-defer-hard-irqs 128
	run -0 bpftool xdp complete -- get nosuch ''
	run -0 bpftool xdp complete -- get nosu
	run -1 bpftool ctrl get xdp nosuch
	[ ! -s "$asked" ]
	# which is how it would be seen
	run python3 -I -S -c 'import socket; socket.if_nametoindex("nosuch")'
	echo "$before" >/proc/sys/kernel/modprobe
	[ -s "$asked" ]
}

@test "that nobody can be asked is not that there is no device" {
	run -1 bash -c 'ulimit -n 3; exec bpftool xdp get eth0'
	output_is "Error: eth0: the kernel refused: rtnetlink (Too many open files)"
}

@test "no command sends a terminal what a device is called" {
	local verb dev

	for dev in $'e\033[31mR' $'c\302\23331mR' $'bad\351'; do
		for verb in get attrs reset; do
			run -0 bpftool xdp $verb "$dev"
			is_printable
			run -0 bpftool -j xdp $verb "$dev"
			is_printable
		done
		run -0 bpftool xdp set "$dev" napi-defer-hard-irqs 1
		is_printable
		run -2 bpftool xdp set "$dev" nosuch 1
		is_printable
		run -1 bpftool xdp set "$dev" rx-ring-size 1
		is_printable
		run -0 bpftool ctrl get xdp "$dev"
		is_printable
		run -1 bpftool xdp get "$dev$dev"
		is_printable
		bpftool xdp reset "$dev" >/dev/null
	done
	run -0 bpftool xdp show
	is_printable
	run -0 bpftool -j xdp show
	is_printable
	run -0 bpftool -p xdp show
	is_printable
	run -0 bpftool ctrl dump xdp
	is_printable
	run -0 bpftool xdp complete -- get ""
	is_printable
	run -0 bpftool xdp complete -- get ifindex ""
	is_printable
	run -0 bpftool batch file - <<-'COMMANDS'
		xdp show
		ctrl dump xdp
	COMMANDS
	is_printable
}

@test "a name is taken as it is printed" {
	prints "e\x1b[31mR: napi-defer-hard-irqs 0 -> 1" \
		xdp set $'e\033[31mR' napi-defer-hard-irqs 1
	prints 1 xdp get 'e\x1b[31mR' napi-defer-hard-irqs
	prints "e\x1b[31mR: napi-defer-hard-irqs 1 -> 0" \
		xdp reset 'e\x1B[31mR' napi-defer-hard-irqs
	prints 1 xdp get 'c\xc2\x9b31mR' tx-queues
	prints 1 ctrl get xdp 'c\xc2\x9b31mR' tx-queues
}

@test "devices whose names differ by a byte that is no UTF-8 differ in JSON" {
	local name

	run -0 bpftool -j xdp show
	run -0 jq -r '.[].devname | select(startswith("bad"))' <<<"$output"
	output_is 'bad\xe9
badé
bad\x5cxe9'
	for name in 'badé' 'bad\x5cxe9'; do
		run -0 bpftool -j xdp get "$name" tx-queues
		[ "$(jq -r .devname <<<"$output")" = "$name" ]
	done
}

@test "a word that stands for two devices is refused" {
	local raw coded

	raw=$(bpftool -j xdp show |
		jq '.[] | select(.devname == "bad\\x5cxe9").ifindex')
	coded=$(bpftool -j xdp show |
		jq '.[] | select(.devname == "bad\\xe9").ifindex')
	bpftool_says 2 "" \
		"Error: 'bad\xe9' is the name of device $raw, and how that of device $coded is written: use the index" \
		xdp get 'bad\xe9'
	prints 1 xdp get 'bad\x5cxe9' tx-queues
	prints 1 xdp get $'bad\351' tx-queues
	prints 1 xdp get ifindex "$coded" tx-queues
}

@test "a device may be called map, dev or 5, and an error says how it is named then" {
	local hint="what is called map is 'dev map'"
	local usage="usage: bpftool xdp get [map MAP] DEV [ATTR...]"

	bpftool_says 2 "" "Error: 'map' is followed by id, pinned or name and which; $hint; $usage" \
		xdp get map
	bpftool_says 2 "" "Error: 'tx-queues rx-queues' names no map; $hint; $usage" \
		xdp get map tx-queues rx-queues
	prints 1 xdp get dev map tx-queues
	bpftool_says 1 "" "Error: tx-queues: no such object: this network namespace has no device of that name; the one called dev is 'dev dev'" \
		xdp get dev tx-queues
	prints 1 xdp get dev dev tx-queues
	run -0 bpftool xdp get dev
	[[ ${lines[0]} == *": dev" ]]
	prints 1 xdp get 5 tx-queues
}

@test "a device that is deleted while a list is made is not in it" {
	local i last

	for i in {1..300}; do
		echo "link add many$i type dummy"
	done | ip -batch -
	last=$(ifindex_of many300)
	run -0 tests/tools/list_while_gone.py many300 bpftool -j xdp show
	[[ $output == *'"devname":"many299"'* ]]
	[[ $output != *'"devname":null'* && $output != *":$last,"* ]]
	run -0 tests/tools/list_while_gone.py many299 bpftool xdp show
	[[ $output == *": many298"* ]]
	[[ $output != *:$'\n'* && $output != *many299* ]]
}
