#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# bpftool xdp stats: what XDP programs return, as people and programs see it. That the
# kernel counts to the packet is in xdp_queue.bats, what all statistics have in common in
# ctrl_stats.bats.
#
# control maps only: no other interface counts this

load helpers

sysctl=/proc/sys/net/core/xdp_stats_enabled

setup_file()
{
	be_quiet
	ip -batch - <<-COMMANDS
		link add eth0 numrxqueues 2 numtxqueues 2 type veth peer name peer0 numrxqueues 2 numtxqueues 2
		link set eth0 up
		link set peer0 up
	COMMANDS
	mkdir /sys/fs/bpf/programs
	"$tools/load_programs" pin /sys/fs/bpf/programs pass=2 drop=1 >/dev/null
	bpftool net attach xdpdrv pinned /sys/fs/bpf/programs/drop-2 dev eth0
	bpftool net attach xdpdrv pinned /sys/fs/bpf/programs/pass-1 dev peer0
	ifindex=$(</sys/class/net/eth0/ifindex)
	export ifindex
	declare -f send_frames >"$BATS_FILE_TMPDIR/send"
	export send="$BATS_FILE_TMPDIR/send"
}

setup()
{
	be_quick
	bpftool xdp stats reset >/dev/null
	echo 0 >$sysctl
}

# What these words print is a document, noted for the last test.
document()
{
	run -0 --separate-stderr bpftool -j "$@"
	[ -z "$stderr" ] || { echo "$stderr"; return 1; }
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
}

# With frames counted, so many go to a device from its peer.
# usage: count_frames FROM NUMBER
count_frames()
{
	bpftool xdp stats run -- bash -c ". $send; send_frames $1 $2"
}

@test "run tells what programs returned while a command ran" {
	run -0 count_frames peer0 100
	output_has "^DEV +PACKETS +PACKETS/S +BYTES/S +PASS +DROP"$'\n'"eth0 +100 +[0-9.]+ +[0-9]+ +0 +100"
	output_has $'\n'"total +100 "
	output_has $'\n'"\\(2 more had no frames\\)"$'\n'"in [0-9.]+ s$"
	[ "$(<$sysctl)" = 0 ]
	document xdp stats run -- bash -c ". $send; send_frames peer0 7"
	run -0 jq -c '.exit_status, .counting, .devices[0].counters.drop' <<<"$output"
	output_is $'0\ntrue\n7'
	run -7 bpftool xdp stats run -- sh -c 'exit 7'
}

@test "devices are lines, those with the most packets first, and verdicts that are rare are left out" {
	count_frames peer0 100 >/dev/null
	count_frames eth0 20 >/dev/null
	echo 1 >$sysctl
	run -0 bpftool xdp stats
	output_is "DEV    PACKETS  BYTES  PASS  DROP
eth0       100   6000     0   100
peer0       20   1200    20     0
lo           0      0     0     0
total      120   7200    20   100"
	run -0 bpftool xdp stats sort pass
	output_has $'\n'"peer0 .*"$'\n'"eth0 "
}

@test "when frames are not counted, a line says so, and nothing is not 0" {
	run -0 bpftool xdp stats eth0
	output_has "^Frames are not counted now"
	output_has "bpftool xdp stats enable "
	output_has $'\n'"eth0 +- +- +- +-"
	document xdp stats eth0
	output_has '^\{"counting":false,"devices":\[\{"devname":"eth0",'
	echo 1 >$sysctl
	run -0 bpftool xdp stats eth0
	output_has $'\n'"eth0 +0 +0 +0 +0"
}

@test "queues are lines, all, those of a device, or one" {
	echo 1 >$sysctl
	send_frames peer0 50
	run -0 bpftool xdp stats queues
	output_has "^DEV +QUEUE +PACKETS"
	[ "${#lines[@]}" = 7 ]
	run -0 bpftool xdp stats eth0 queues
	[ "${#lines[@]}" = 4 ]
	output_has $'\n'"eth0 +[01] +50 +3000 +0 +50"
	output_has $'\n'"total +50 +3000 +0 +50"
	document xdp stats eth0 queues
	[ "$(jq -c '[.queues[].queue] | sort' <<<"$output")" = '[0,1]' ]
	[ "$(jq -c .total.counters.drop <<<"$output")" = 50 ]
	document xdp stats eth0 queue 1
	output_has "\"queues\":\\[\\{\"devname\":\"eth0\",\"ifindex\":$ifindex,\"queue\":1,"
}

@test "an interval has what happened within each period" {
	exec {periods}< <(exec bpftool -j xdp stats eth0 interval 1 count 1 3>&-)
	until [[ $(bpftool -j xdp stats) == '{"counting":true,'* ]]; do sleep 0.05; done
	send_frames peer0 30
	read -r line <&"$periods"
	echo "$line" >>"$BATS_FILE_TMPDIR/documents"
	run -0 jq -c '.seconds as $s | .devices[0] | .counters.drop, .new,
		((.rates.drop - 30 / $s) | fabs) < 0.001' <<<"$line"
	output_is $'30\nfalse\ntrue'
}

@test "enable has frames counted, for so many seconds" {
	bpftool xdp stats enable for 60 >"$BATS_TEST_TMPDIR/out" 3>&- &
	until [[ $(bpftool -j xdp stats) == '{"counting":true,'* ]]; do sleep 0.05; done
	kill -KILL $!
	wait $! || :
	until [[ $(bpftool -j xdp stats) == '{"counting":false,'* ]]; do sleep 0.05; done
}

@test "a reset of a device, or of a queue, tells what was counted, and takes it to zero" {
	count_frames peer0 100 >/dev/null
	echo 1 >$sysctl
	document xdp stats reset eth0
	output_has '"reset":true,"devices":\[.*"packets":100,'
	run -0 bpftool xdp stats eth0 queues
	output_has $'\n'"total +0 +0 "
	send_frames peer0 8
	run -0 bpftool xdp stats reset eth0 queues
	output_has $'\n'"total +8 +480 +0 +8"$'\n'"reset: 2 queues, from what the table has to 0"
	run -0 bpftool xdp stats
	output_has $'\n'"total +0 +0 "
}

@test "openmetrics and prometheus are what parsers of them take" {
	local words samples=$BATS_TEST_TMPDIR/samples

	count_frames peer0 100 >/dev/null
	for words in "" "eth0 queues"; do
		# shellcheck disable=SC2086 # words
		bpftool xdp stats $words openmetrics >"$samples.openmetrics"
		# shellcheck disable=SC2086 # words
		bpftool xdp stats $words prometheus >"$samples.prometheus"
		python3 "$BATS_TEST_DIRNAME/../tools/metrics.py" \
			"$samples.openmetrics" "$samples.prometheus" >>"$samples"
	done
	grep -qxF 'counter bpf_xdp_drop_total device=eth0 100.0' "$samples"
	grep -qxF 'counter bpf_xdp_bytes_total device=eth0 6000.0' "$samples"
	grep -qxE 'counter bpf_xdp_queue_drop_total device=eth0 queue=[01] 100\.0' "$samples"
	grep -qxF 'gauge bpf_xdp_counting 0.0' "$samples"
}

@test "words that are wrong are refused" {
	local usage='usage: bpftool xdp stats [show] [DEV [queue N]] [queues] [sort ATTR] [openmetrics | prometheus | interval SECONDS [count N]]'

	refused 1 "nosuch: no such object: this network namespace has no device of that name" \
		',"errno":"ENODEV","object":"nosuch","reason":"this network namespace has no device of that name"' \
		xdp stats nosuch
	refused 1 "eth0 queue 9: no such object: the kernel knows nothing of that key" \
		',"errno":"ENOENT","object":"eth0 queue 9","reason":"the kernel knows nothing of that key"' \
		xdp stats eth0 queue 9
	refused 2 "there is no key 'pakets' to sort by; did you mean packets or pass?" \
		',"near":["packets","pass"]' xdp stats sort pakets
	refused 2 "'x' is no number of a queue; $usage" '' xdp stats eth0 queue x
	refused 2 "'queue' is followed by its number; $usage" '' xdp stats eth0 queue
	refused 2 "'queues' goes with no queue that is named; $usage" '' \
		xdp stats eth0 queue 0 queues
	refused 2 "COMMAND is missing; usage: bpftool xdp stats run -- COMMAND" '' \
		xdp stats run
}

@test "every document is valid JSON, on one line" {
	documents_are_json
}
