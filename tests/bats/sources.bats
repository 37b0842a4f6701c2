#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The two sources of the library on one kernel: its control maps, and what it has
# beside them (CTRL_SOURCE). Both are asked about everything that the other suites have.
#
# control maps only: it asks both

load helpers
load programs

nsim_debugfs=/sys/kernel/debug/netdevsim/netdevsim1/ports/0

setup_file()
{
	add_devices
	add_veth veth0 veth1
	load_programs
	bpftool net attach xdp pinned $dir/pass-1 dev veth0
	export sockets=$BATS_FILE_TMPDIR/sockets
	/usr/bin/python3 -I -S "$BATS_TEST_DIRNAME/../tools/sockets.py" \
		veth0 "$sockets" 3>&- &
	export many=$!
	until [ -e "$sockets" ]; do sleep 0.1; done
}

teardown_file()
{
	kill "${many-}"
}

setup()
{
	be_quick
	unset CTRL_SOURCE
}

teardown()
{
	echo 0 >$nsim_debugfs/ethtool/set_err
	echo 4096 >$nsim_debugfs/ethtool/ring/rx_max_pending
}

host()
{
	CTRL_SOURCE=host bpftool "$@"
}

# What the host says is what the kernel says, attribute by attribute; it may have
# nothing to say of those that are named, and no more than the kernel in any case.
# usage: sources_agree 'JQ FILTER TO ONE OBJECT EACH' 'NAME NAME...' WORD...
sources_agree()
{
	local each=$1 silent=$2
	shift 2

	bpftool -j "$@" >"$BATS_TEST_TMPDIR/kernel"
	host -j "$@" >"$BATS_TEST_TMPDIR/host"
	run -0 jq -nr --arg silent "$silent" --slurpfile k "$BATS_TEST_TMPDIR/kernel" \
		--slurpfile h "$BATS_TEST_TMPDIR/host" '
		def objects: '"$each"';
		[$k[0] | objects] as $k | [$h[0] | objects] as $h |
		if ($k | length) != ($h | length) or ($k | length) == 0 then
			"\($k | length) objects and \($h | length)"
		else
			range($k | length) as $i | $k[$i] | keys_unsorted[] as $a |
			select(.[$a] != $h[$i][$a]) |
			select($h[$i][$a] != null or ($silent | split(" ") | index($a) | not)) |
			"\($i) \($a): \(.[$a]) and \($h[$i][$a])"
		end'
	output_is ""
}

@test "of every kind of device both sources say the same" {
	# a driver without features may take programs, and nobody tells
	sources_agree '.[]' 'native_prog_id xsk_ring_size' xdp show
	sources_agree '.' xsk_ring_size xdp get veth0
}

@test "of every kind of socket both sources say the same" {
	sources_agree '.[]' 'xdp local' sock show pid "$many"
}

@test "of programs both sources say the same, and so do their totals" {
	local words

	count_program pass-1 20
	for words in "" "sort runs"; do
		# shellcheck disable=SC2086 # words
		sources_agree '.programs[]' 'reset_time' prog stats $words
		# shellcheck disable=SC2086
		sources_agree '.total' '' prog stats $words
	done
}

@test "whether runs are counted both sources say, whoever has them counted" {
	echo 0 >$sysctl
	sources_agree '{collecting}' '' prog stats show
	echo 1 >$sysctl
	sources_agree '{collecting}' '' prog stats show
	echo 0 >$sysctl
	bpftool prog stats enable >/dev/null &
	until bpftool -j prog stats | jq -e .collecting >/dev/null; do sleep 0.1; done
	sources_agree '{collecting}' '' prog stats show
	kill $!
}

@test "limits and defaults that the host knows are those of control maps" {
	local dev fd

	for dev in lo nsim1 veth0 dummy0; do
		sources_agree '.attributes[] | select(.name != "xsk_ring_size") |
			{name, type, access, unit, words}' '' xdp attrs $dev
		sources_agree '.attributes[] | select(.name != "xsk_ring_size") |
			{min, max, default}' 'min max default' xdp attrs $dev
	done
	while read -r fd _; do
		sources_agree '.attributes[] | {name, type, access, unit, words}' '' \
			sock attrs pid "$many" fd "$fd"
		sources_agree '.attributes[] | {min, max, default}' 'min max default' \
			sock attrs pid "$many" fd "$fd"
	done <"$sockets"
}

@test "what one source sets the other one reads" {
	host xdp set nsim1 rx-ring-size 300 tx-ring-size 301 gro-flush-timeout 20us \
		napi-defer-hard-irqs 2
	run -0 bpftool xdp get nsim1 rx-ring-size tx-ring-size gro-flush-timeout \
		napi-defer-hard-irqs
	output_is $'4: nsim1\n\trx-ring-size          300\n\ttx-ring-size          301\n\tgro-flush-timeout     20000\n\tnapi-defer-hard-irqs  2' ||
		[[ $output == *300*301*20000*2 ]]
	bpftool xdp reset nsim1
	sources_agree '.' 'native_prog_id xsk_ring_size' xdp get nsim1
}

# usage: nothing_is_set RX GRO IRQS
nsim1_is()
{
	run -0 bpftool -j xdp get nsim1
	[ "$(jq -c '[.rx_ring_size, .gro_flush_timeout, .napi_defer_hard_irqs]' \
		<<<"$output")" = "[$1,$2,$3]" ] || { echo "$output"; return 1; }
}

@test "a driver that refuses the last of several attributes leaves all as they were" {
	bpftool xdp set nsim1 rx-ring-size 256 gro-flush-timeout 5 napi-defer-hard-irqs 6
	echo 12 >$nsim_debugfs/ethtool/set_err
	run -1 host xdp set nsim1 gro-flush-timeout 7 napi-defer-hard-irqs 8 rx-ring-size 9 \
		mtu 1600
	output_is "Error: nsim1: the kernel refused: rx_ring_size: the driver refused the rings; put back: mtu (Cannot allocate memory)"
	nsim1_is 256 5 6
}

@test "the kernel's own words are in the error, as ethtool prints them" {
	bpftool xdp set nsim1 rx-ring-size 256
	# by the time that the driver is asked, with the last message, the size is too large
	(until pgrep -x strace >/dev/null; do sleep 0.05; done
		sleep 2; echo 200 >$nsim_debugfs/ethtool/ring/rx_max_pending) &
	CTRL_SOURCE=host run -1 strace -o /dev/null -e trace=sendmsg \
		-e inject=sendmsg:delay_enter=5000000:when=34 \
		bpftool xdp set nsim1 rx-ring-size 4096
	output_has "rx_ring_size: requested ring size exceeds maximum"
	nsim1_is 256 5 6
}

@test "what cannot be put back is told" {
	bpftool xdp set nsim1 rx-ring-size 256 gro-flush-timeout 5 napi-defer-hard-irqs 6
	echo 12 >$nsim_debugfs/ethtool/set_err
	# 32 messages read, one sets the MTU, two are about the rings, the next one puts back
	CTRL_SOURCE=host run -1 strace -o /dev/null -e trace=sendmsg \
		-e inject=sendmsg:error=EIO:when=36 \
		bpftool xdp set nsim1 gro-flush-timeout 7 mtu 1600 rx-ring-size 9
	output_has "the driver refused the rings; not put back to what it was: mtu \("
	nsim1_is 256 5 6
	ip link set nsim1 mtu 1500
}

@test "a signal in the middle of a change finds it made as a whole" {
	local signal

	for signal in INT TERM HUP; do
		bpftool xdp set nsim1 gro-flush-timeout 5 napi-defer-hard-irqs 6
		# it comes when the first of the two is written
		CTRL_SOURCE=host run strace -o /dev/null -e trace=write \
			-e inject=write:signal=$signal:when=1 \
			bpftool xdp set nsim1 gro-flush-timeout 7 napi-defer-hard-irqs 8
		[ "$status" != 0 ]
		nsim1_is 256 7 8
	done
}

@test "a socket's attributes are set all or none, with TCP's own adjustment" {
	local fd

	fd=$(awk '$2 == "[::1]:5303" { print $1 }' "$sockets")
	bpftool -j sock attrs pid "$many" fd "$fd" >"$BATS_TEST_TMPDIR/before"
	run -1 host sock set pid "$many" fd "$fd" mark 4 rcvbuf 40000 rcvlowat 20001
	output_is "Error: pid $many fd $fd: rcvlowat: 20001 is not allowed: 20001 is outside 1..20000"
	# the smallest that there is, is found out by trying
	run -1 host sock set pid "$many" fd "$fd" mark 4 sndbuf 40000 rcvbuf 100
	output_is "Error: pid $many fd $fd: rcvbuf: 100 is not allowed: the kernel would store 2304; put back: mark, sndbuf"
	bpftool -j sock attrs pid "$many" fd "$fd" >"$BATS_TEST_TMPDIR/after"
	diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
}

@test "an unknown attribute is told with those that are known without control maps" {
	run -2 host xdp set lo rx-ring 5
	output_has "unknown attribute 'rx-ring': this kernel has no control maps; did you mean rx-ring-size"
}

@test "a dry run says that the kernel was not asked, where it was not" {
	run -0 host xdp set nsim1 gro-flush-timeout 9 dry-run
	output_has "^nsim1: gro-flush-timeout [0-9]+ -> 9 \(dry run; the kernel was not asked\)$"
	run -0 bpftool xdp set nsim1 gro-flush-timeout 9 dry-run
	output_has "-> 9 \(dry run\)$"
}

@test "who answers is in the list of control types" {
	run -0 host ctrl types
	output_has $'\n'"xdp +1 .* public-read,writable,enumerable,per-netns +host"
	run -0 bpftool ctrl types
	output_has $'\n'"xdp +1 .* public-read,writable,enumerable,per-netns +kernel"
}

@test "what takes a control map says so" {
	run -1 host prog stats reset
	output_has "this kernel has no control maps, and nothing else resets what was counted"
	run -1 host prog stats show percpu
	output_has "this kernel has no control maps: nothing else tells what each CPU has counted"
	run -1 host ctrl pin xdp /sys/fs/bpf/xdp
	output_has "this kernel has no control maps: there is no map to pin"
}

# As much of struct bpf_prog_info as Linux 5.10 has.
of_5_10()
{
	CTRL_SOURCE=host "$tools/short_info" 208 bpftool "$@"
}

@test "what a kernel of 5.10 does not count is '-' and null, and all else is there" {
	local pass runs

	read -r pass _ <"$BATS_FILE_TMPDIR/ids"
	count_program pass-1 20
	runs=$(bpftool -j prog stats | jq .total.run_cnt)
	run -0 of_5_10 prog stats
	output_has " $pass +xdp +pass +$runs +[0-9.]+ [nu]s +[0-9.]+ [nu]s +- "
	output_has "total +4 programs +$runs +[0-9.]+ [nu]s +[0-9.]+ [nu]s +-$"
	run -0 of_5_10 -j prog stats
	[ "$(jq -c '[.total.recursion_misses, .total.run_cnt]' <<<"$output")" = "[null,$runs]" ]
	[ "$(jq -c "[.programs[] | .recursion_misses, .verified_insns] | unique" \
		<<<"$output")" = "[null]" ]
	run -0 of_5_10 prog stats openmetrics
	[[ $output != *"recursion_misses_total{"* ]]
	run -0 of_5_10 prog stats sort misses
}
