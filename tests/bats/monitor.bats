#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool ctrl monitor: who changed what, as it happens.
# vm: --cpus 2
#
# control maps only: a change is told by control maps alone

load helpers

setup_file()
{
	be_quiet
	ip -batch - <<-COMMANDS
		link add eth0 type veth peer name peer0
		link add dummy0 type dummy
	COMMANDS
	ip netns add other
	ip -n other link add eth0 type veth peer name peer0
}

setup()
{
	be_quick
	out=$BATS_TEST_TMPDIR/out
	ifindex=$(</sys/class/net/eth0/ifindex)
	netns=$(stat -Lc %i /proc/self/ns/net)
	monitor=
	as=(env --default-signal=INT)	# what runs in the background ignores it
}

teardown()
{
	[ -z "$monitor" ] || kill -KILL "$monitor" 2>/dev/null || :
	[ ! -d /sys/module/ctrl_test ] || rmmod ctrl_test
	bpftool xdp reset eth0 >/dev/null
}

# Begin to watch, and go on when it is ready; it writes into $out.
# usage: watch WORD...
watch()
{
	local line

	mkfifo "$BATS_TEST_TMPDIR/ready"
	"${as[@]}" bpftool "$@" >"$out" 2>"$BATS_TEST_TMPDIR/ready" &
	monitor=$!
	exec 5<"$BATS_TEST_TMPDIR/ready"
	read -r line <&5
	[[ $line == "listening for changes"* ]] || { echo "$line"; return 1; }
}

# End it by a signal, and see that it ends as anything does that is killed.
end_by()
{
	local status=0

	kill "-$1" "$monitor"
	wait "$monitor" || status=$?
	monitor=
	[ "$status" = $((128 + $(kill -l "$1"))) ]
	output=$(<"$out")
}

# It waits for somebody to read what it writes.
is_stuck()
{
	[[ $(<"/proc/$monitor/wchan") == *pipe_write ]]
}

# It has ended by itself, without a failure.
watched()
{
	wait "$monitor"
	monitor=
	output=$(<"$out")
}

# A line of text, with what differs from run to run left out.
text_lines()
{
	sed -E "s/^[-0-9]{10}T[:0-9]{8}\.[0-9]{6} //; s/\[[0-9]+\]/[PID]/;
		s/netns $netns/netns OWN/" <<<"$output"
}

@test "a change is shown with who made it, of what, from what to what" {
	watch ctrl monitor count 1
	bpftool xdp set eth0 xsk-ring-size 128
	watched
	output=$(text_lines)
	output_is "bpftool[PID] uid 0 netns OWN: xdp eth0: xsk-ring-size 256 -> 128"
}

@test "the time of a change is that of the wall clock" {
	local before after shown

	watch ctrl monitor count 1
	before=$(date +%s)
	bpftool xdp set eth0 xsk-ring-size 128
	watched
	after=$(date +%s)
	shown=$(date -d "${output%%.*}" +%s)
	[[ ${output%% *} =~ \.[0-9]{6}$ ]]
	[ "$before" -le "$shown" ]
	[ "$shown" -le "$after" ]
}

@test "the process and the user are those that made the change" {
	local setter

	watch ctrl monitor count 1
	"$tools/xdp_attr" set eth0 xsk_ring_size=512 &
	setter=$!
	wait $setter
	watched
	output_has " xdp_attr\[$setter\] uid 0 "
	output_has ': xdp eth0: xsk-ring-size 256 -> 512$'
}

@test "every attribute of a set has a line of its own, in the order of the struct" {
	watch ctrl monitor count 2
	bpftool xdp set eth0 xsk-ring-size 128 gro-flush-timeout 7us
	watched
	output=$(text_lines)
	output_is "bpftool[PID] uid 0 netns OWN: xdp eth0: gro-flush-timeout 0 -> 7000
bpftool[PID] uid 0 netns OWN: xdp eth0: xsk-ring-size 256 -> 128"
}

@test "a reset is shown too" {
	bpftool xdp set eth0 xsk-ring-size 128
	watch ctrl monitor count 1
	bpftool xdp reset eth0
	watched
	output_has 'xsk-ring-size 128 -> 256$'
}

@test "count ends it after so many changes" {
	watch ctrl monitor count 3
	for value in 16 32 64 128; do
		bpftool xdp set eth0 xsk-ring-size $value
	done
	watched
	[ "$(wc -l <"$out")" = 3 ]
	output_has '32 -> 64$'
}

@test "SIGINT and SIGTERM end it, with everything shown" {
	local signal value=16

	for signal in INT TERM; do
		rm -f "$BATS_TEST_TMPDIR/ready"
		watch ctrl monitor
		bpftool xdp set eth0 xsk-ring-size $((value *= 2))
		end_by $signal
		output_has "-> $value\$"
		[ "$(wc -l <"$out")" = 1 ]
	done
}

@test "in JSON each change is a document on a line of its own" {
	watch -j ctrl monitor count 2
	bpftool xdp set eth0 xsk-ring-size 128 gro-flush-timeout 7us
	watched
	[ "$(wc -l <"$out")" = 2 ]
	run -0 jq -c "[.comm, .uid, .type, .netns == $netns, .key, .key_bytes,
		.attribute, .old, .new]" "$out"
	output_is "[\"bpftool\",0,\"xdp\",true,{\"devname\":\"eth0\",\"ifindex\":$ifindex},\"$(printf '%02x' "$ifindex")000000\",\"gro_flush_timeout\",0,7000]
[\"bpftool\",0,\"xdp\",true,{\"devname\":\"eth0\",\"ifindex\":$ifindex},\"$(printf '%02x' "$ifindex")000000\",\"xsk_ring_size\",256,128]"
	run -0 jq -r '.time | test("^[-0-9]{10}T[:0-9]{8}\\.[0-9]{6}Z$")' "$out"
	output_is $'true\ntrue'
}

@test "a JSON document can be read as soon as the change was made" {
	local line

	mkfifo "$out"
	exec 6<>"$out"
	watch -j ctrl monitor
	bpftool xdp set eth0 xsk-ring-size 128
	read -r -t 60 line <&6
	[[ $line == '{'*'"new":128}' ]]
	bpftool xdp set eth0 xsk-ring-size 64
	read -r -t 60 line <&6
	[[ $line == '{'*'"new":64}' ]]
	kill -TERM "$monitor"
	wait "$monitor" || [ $? = 143 ]
	monitor=
	echo end >&6
	read -r -t 60 line <&6
	[ "$line" = end ]
}

@test "JSON that a signal ends has no line but the documents" {
	watch -j ctrl monitor
	bpftool xdp set eth0 xsk-ring-size 128
	end_by INT
	[ "$(wc -l <"$out")" = 1 ]
	run -0 jq -r .new "$out"
	output_is 128

	rm "$BATS_TEST_TMPDIR/ready"
	watch -j ctrl monitor
	end_by INT
	[ ! -s "$out" ]
}

@test "pretty JSON is a sequence of documents" {
	watch -p ctrl monitor
	bpftool xdp set eth0 xsk-ring-size 128 gro-flush-timeout 7us
	end_by TERM
	run -0 jq -r .attribute "$out"
	output_is $'gro_flush_timeout\nxsk_ring_size'
}

@test "a dry run, a refused set and one that changes nothing are not shown" {
	watch ctrl monitor
	bpftool xdp set eth0 xsk-ring-size 128 dry-run
	run -1 bpftool xdp set eth0 gro-flush-timeout 1 xsk-ring-size 1
	bpftool xdp set eth0 xsk-ring-size 256
	bpftool xdp set eth0 xsk-ring-size 64
	end_by TERM
	output=$(text_lines)
	output_is "bpftool[PID] uid 0 netns OWN: xdp eth0: xsk-ring-size 256 -> 64"
}

@test "with a TYPE, by name or number, only its changes are shown and counted" {
	watch ctrl monitor xdp count 1
	bpftool xdp set eth0 xsk-ring-size 128
	watched
	output_has ': xdp eth0: xsk-ring-size 256 -> 128$'

	rm "$BATS_TEST_TMPDIR/ready"
	watch ctrl monitor 1 count 1
	bpftool xdp set eth0 xsk-ring-size 64
	watched
	output_has ': xdp eth0: xsk-ring-size 128 -> 64$'

	rm "$BATS_TEST_TMPDIR/ready"
	watch ctrl monitor directory
	bpftool xdp set eth0 xsk-ring-size 256
	end_by TERM
	[ ! -s "$out" ]
}

@test "a device of another namespace goes by its index and its namespace" {
	local there index

	there=$(ip netns exec other stat -Lc %i /proc/self/ns/net)
	index=$(ip netns exec other cat /sys/class/net/eth0/ifindex)
	watch ctrl monitor count 1
	ip netns exec other "$PWD/build/bin/bpftool" xdp set eth0 \
		xsk-ring-size 1024
	watched
	output_has " netns $there: xdp ifindex $index: xsk-ring-size 256 -> 1024\$"
}

@test "in JSON a device of another namespace has no name" {
	watch -j ctrl monitor count 1
	ip netns exec other "$PWD/build/bin/bpftool" xdp set eth0 \
		xsk-ring-size 2048
	watched
	run -0 jq -c '.key.devname' "$out"
	output_is null
}

@test "a value of any kind is shown as the set itself shows it" {
	local said

	add_test_module
	watch -j ctrl monitor ctrl_test
	said=$(bpftool -j ctrl set ctrl_test side=left shelf=1 slot=2 level 5 \
		offset -7 enabled on width 3 depth 9 mood angry \
		features lid,lock weights 1,2,3,4 window.low 5 \
		label 'a "b"' length 9 delay 3ms)
	end_by TERM
	rmmod ctrl_test
	run -0 jq -s "map({key: .attribute, value: {old, new}}) | from_entries |
		.window |= {old: .old.low, new: .new.low} |
		with_entries(.key |= sub(\"^window$\"; \"window.low\")) ==
		($said).attributes" "$out"
	output_is true
	run -0 jq -c '.key' "$out"
	[ "${lines[0]}" = '{"side":"left","shelf":1,"slot":2}' ]
}

@test "an anonymous union is shown by its bytes" {
	add_test_module
	watch -j ctrl monitor count 1
	bpftool ctrl set ctrl_test side=left shelf=0 slot=0 raw 0x10000000
	watched
	rmmod ctrl_test
	run -0 jq -c '[.attribute, .old, .new]' "$out"
	output_is '[null,"00000000","00000010"]'
}

@test "in text a key of several members is written as it is given" {
	add_test_module
	watch ctrl monitor count 1
	bpftool ctrl set ctrl_test side=left shelf=1 slot=2 mood merry
	watched
	rmmod ctrl_test
	output=$(text_lines)
	output_is "bpftool[PID] uid 0: ctrl_test side=left shelf=1 slot=2: mood calm -> merry"
}

@test "a socket goes by the descriptor of who changed it, which is nobody else's" {
	ip link set lo up
	exec 7<>/dev/udp/127.0.0.1/9
	watch ctrl monitor sock_attr count 1
	bpftool sock set pid $BASHPID fd 7 mark 3
	exec 7>&-
	watched
	output=$(text_lines)
	output_has '^bpftool\[PID\] uid 0: sock_attr sock-fd=[0-9]+: mark 0 -> 3$'
}

@test "watching does not keep a module loaded" {
	add_test_module
	watch ctrl monitor ctrl_test
	bpftool ctrl set ctrl_test side=left shelf=1 slot=2 mood merry
	until [ -s "$out" ]; do :; done
	until rmmod ctrl_test 2>/dev/null; do
		[ -d /sys/module/ctrl_test ] || break
	done
	add_test_module
	bpftool ctrl set ctrl_test side=left shelf=1 slot=2 mood angry
	rmmod ctrl_test
	end_by TERM
	[ "$(wc -l <"$out")" = 2 ]
}

@test "a thread cannot forge a line by its name" {
	watch ctrl monitor count 1
	cp "$tools/xdp_attr" "$BATS_TEST_TMPDIR/"$'a\nb'
	"$BATS_TEST_TMPDIR/"$'a\nb' set eth0 xsk_ring_size=64
	watched
	[ "$(wc -l <"$out")" = 1 ]
	output_has ' a\\x0ab\['
}

@test "changes on every processor are shown, in the order of their time" {
	local value=16

	watch ctrl monitor count 6
	for cpu in 0 1 0 1 0 1; do
		taskset -c $cpu bpftool xdp set eth0 xsk-ring-size $((value *= 2))
	done
	watched
	output=$(sed 's/.*-> //' <<<"$output")
	output_is $'32\n64\n128\n256\n512\n1024'
}

@test "a processor whose number is not below how many there are is watched" {
	local possible=/sys/devices/system/cpu/possible

	echo 1 >"$BATS_TEST_TMPDIR/possible"	# as if there was no 0
	mount --bind "$BATS_TEST_TMPDIR/possible" $possible
	watch ctrl monitor count 1
	umount $possible
	taskset -c 1 bpftool xdp set eth0 xsk-ring-size 64
	watched
	output_has '256 -> 64$'
}

@test "a processor that comes online is watched from then on" {
	local line

	echo 0 >/sys/devices/system/cpu/cpu1/online
	watch ctrl monitor count 1
	echo 1 >/sys/devices/system/cpu/cpu1/online
	read -r -t 60 line <&5
	[ "$line" = "processor 1 is online, and watched from now on" ]
	taskset -c 1 bpftool xdp set eth0 xsk-ring-size 64
	watched
	output_has '256 -> 64$'
}

@test "a processor that goes and comes back is watched again, and what it had is shown" {
	local line

	watch ctrl monitor count 2
	taskset -c 1 bpftool xdp set eth0 xsk-ring-size 128
	echo 0 >/sys/devices/system/cpu/cpu1/online
	echo 1 >/sys/devices/system/cpu/cpu1/online
	read -r -t 60 line <&5
	[ "$line" = "processor 1 is online, and watched from now on" ]
	taskset -c 1 bpftool xdp set eth0 xsk-ring-size 64
	watched
	output_has 'xsk-ring-size 256 -> 128
.*xsk-ring-size 128 -> 64$'
}

@test "more changes than there is room for are not lost in silence" {
	local shown lost i

	watch -j ctrl monitor
	kill -STOP "$monitor"
	for ((i = 0; i < 600; i++)); do
		echo "xdp set eth0 xsk-ring-size 64"
		echo "xdp set eth0 xsk-ring-size 128"
	done >"$BATS_TEST_TMPDIR/batch"
	taskset -c 1 bpftool batch file "$BATS_TEST_TMPDIR/batch" >/dev/null
	kill -CONT "$monitor"
	bpftool xdp set eth0 xsk-ring-size 4096
	taskset -c 1 bpftool xdp set eth0 xsk-ring-size 256
	end_by TERM
	shown=$(grep -c '"attribute"' "$out")
	lost=$(jq -s '[.[].lost // 0] | add' "$out")
	[ "$lost" -gt 0 ]
	[ $((shown + lost)) = 1202 ]
}

@test "a signal ends it also while nobody reads what it writes" {
	local signal ready=$BATS_TEST_TMPDIR/ready reader

	mkfifo "$out"
	sleep 1000 <>"$out" 3>&- &
	reader=$!
	yes 'xdp set eth0 xsk-ring-size 64
xdp set eth0 xsk-ring-size 128' | bpftool batch file - >/dev/null 2>&1 3>&- &
	for signal in INT TERM; do
		watch ctrl monitor
		until is_stuck; do sleep 0.05; done
		kill -$signal "$monitor"
		wait "$monitor" || [ $? = $((128 + $(kill -l $signal))) ]
		monitor=
		rm "$ready"
	done
	kill %yes "$reader"
}

@test "a signal ends it also while changes go on" {
	local writer

	watch ctrl monitor
	yes 'xdp set eth0 xsk-ring-size 64
xdp set eth0 xsk-ring-size 128' | bpftool batch file - >/dev/null 2>&1 3>&- &
	writer=$!
	until [ "$(wc -l <"$out")" -gt 500 ]; do sleep 0.05; done
	end_by INT
	kill -0 "$writer"
	kill "$writer"
}

@test "it ends when nobody reads any more" {
	mkfifo "$out"
	exec 6<>"$out" 7<"$out"
	watch ctrl monitor 6<&- 7<&-
	exec 6<&- 7<&-
	wait "$monitor"
	monitor=
}

@test "an ordinary user is told what it takes" {
	local sentence='not permitted: watching needs CAP_PERFMON and access to tracefs; try as root'

	says 1 "" "Error: $sentence" setpriv --reuid 1000 --regid 1000 \
		--clear-groups --bounding-set -all bpftool ctrl monitor
	says 1 "{\"error\":\"$sentence\",\"errno\":\"EACCES\",\"reason\":\"${sentence#*: }\"}" \
		"" setpriv --reuid 1000 --regid 1000 --clear-groups \
		--bounding-set -all bpftool -j ctrl monitor
}

@test "CAP_PERFMON and access to tracefs are enough" {
	as=(setpriv --reuid 1000 --regid 1000 --clear-groups
		--inh-caps +perfmon --ambient-caps +perfmon)
	mount -o remount,gid=1000,mode=750 /sys/kernel/tracing
	watch ctrl monitor xdp count 1
	bpftool xdp set eth0 xsk-ring-size 128
	watched
	mount -o remount,gid=0,mode=700 /sys/kernel/tracing
	output_has ': xdp eth0: xsk-ring-size 256 -> 128$'
}

@test "without tracefs it says how to mount it" {
	unshare -m sh -c 'umount -a -t tracefs && exec bpftool ctrl monitor' \
		2>"$out" && return 1
	output=$(<"$out")
	output_is "Error: tracefs: no such object: it is not mounted, which takes: mount -t tracefs tracefs /sys/kernel/tracing"
}

@test "a type that is not there is refused, with the nearest name" {
	bpftool_says 1 "" \
		"Error: xdb: this kernel does not have this control type; did you mean xdp?" \
		ctrl monitor xdb
}

@test "words that are wrong are refused before anything is watched" {
	local usage="usage: bpftool ctrl monitor [TYPE] [count N]"

	bpftool_says 2 "" "Error: '0' is no number of changes; $usage" \
		ctrl monitor count 0
	bpftool_says 2 "" "Error: '-1' is no number of changes; $usage" \
		ctrl monitor count -1
	bpftool_says 2 "" "Error: the number of changes is missing; $usage" \
		ctrl monitor xdp count
	bpftool_says 2 "" "Error: 'more' is one word too many; $usage" \
		ctrl monitor xdp more
	bpftool_says 2 "{\"error\":\"'x' is one word too many; $usage\"}" "" \
		-j ctrl monitor count 1 x
}

@test "in a batch the changes are lines, or an array of documents" {
	local batch=$BATS_TEST_TMPDIR/batch

	echo 'ctrl monitor count 2' >"$batch"
	watch batch file "$batch"
	bpftool xdp set eth0 xsk-ring-size 128 gro-flush-timeout 7us
	watched
	output_has '256 -> 128
processed 1 commands'

	rm "$BATS_TEST_TMPDIR/ready"
	watch -j batch file "$batch"
	bpftool xdp set eth0 xsk-ring-size 64 gro-flush-timeout 0
	watched
	run -0 jq -c '[.[0].output[].new]' "$out"
	output_is '[0,64]'
}

@test "it leaves no trace event enabled" {
	watch ctrl monitor
	end_by TERM
	[ "$(</sys/kernel/tracing/events/bpf_ctrl/bpf_ctrl_change/enable)" = 0 ]
	[ -z "$(ls /sys/kernel/tracing/instances)" ]
}
