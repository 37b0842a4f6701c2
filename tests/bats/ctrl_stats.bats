#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# bpftool ctrl stats: what objects of any control type count, by BTF alone. The type of
# tests/module has counters and a gauge, which count what the module's parameter "move" says.
#
# also: @host

load helpers

type=ctrl_test
one='side=left shelf=0 slot=1'
two='side=left shelf=0 slot=2'
right='side=right shelf=0 slot=0'
move=/sys/module/ctrl_test/parameters/move

setup_file()
{
	be_quiet
	! has_control_maps || add_test_module
	"$tools/pin_program" /sys/fs/bpf/pass
	echo 1 >/proc/sys/kernel/bpf_stats_enabled
}

setup()
{
	be_quick
	! has_control_maps || bpftool ctrl stats reset $type >/dev/null
}

# usage: count N: slot 0 on the left counts N, slot 1 twice as much, and so on
count()
{
	echo "$1" >$move
}

# usage: count_on, until count_no_more
count_on()
{
	while count 5; do sleep 0.05; done 3>&- &
	counting=$!
}

count_no_more()
{
	kill "$counting"
	wait "$counting" || :
}

# What these words print, without an error.
prints()
{
	bpftool_says 0 "$1" "" "${@:2}"
}

# The same in JSON; the last test looks at all documents.
document()
{
	bpftool_says 0 "$1" "" -j "${@:2}"
	echo "$1" >>"$BATS_FILE_TMPDIR/documents"
}

needs_module()
{
	needs_control_maps "a control type of a module"
}

@test "a type that is younger than bpftool has a column for each attribute that moves, and totals" {
	needs_module
	count 5
	prints "KEY                        HITS      BUSY  CARRIED  QUEUED
side=left shelf=0 slot=1     10  10.00 ms    10240       5
side=left shelf=0 slot=2     15  15.00 ms    15360       5
side=right shelf=0 slot=0     -         -        -       -
total                        25  25.00 ms    25600" \
		ctrl stats $type $one $two $right
	run -0 bpftool ctrl stats $type
	[ "${#lines[@]}" = 66 ]
	output_has $'\n'"total +720 +720.0 ms +737280"
	[ "$(bpftool ctrl stats show $type)" = "$output" ]
	[ "$(bpftool ctrl stats list $type)" = "$output" ]
}

@test "objects are sorted by any attribute that is a number, else by their keys" {
	needs_module
	count 1
	run -0 bpftool ctrl stats $type sort hits
	[[ ${lines[1]} == "side=left shelf=0 slot=7 "* ]]
	[[ ${lines[2]} == "side=left shelf=1 slot=7 "* ]]
	[[ ${lines[5]} == "side=left shelf=0 slot=6 "* ]]
	bpftool ctrl set $type $two level 99 >/dev/null
	run -0 bpftool ctrl stats $type sort level
	bpftool ctrl reset $type $two >/dev/null
	[[ ${lines[1]} == "$two "* ]]
	[[ ${lines[2]} == "side=left shelf=0 slot=0 "* ]]
}

@test "JSON has counters, gauges and a total, by the names of the attributes" {
	needs_module
	count 5
	document '{"type":"ctrl_test","objects":[{"key":{"side":"left","shelf":0,"slot":1},"counters":{"hits":10,"busy":10000000,"carried":10240},"gauges":{"queued":5}},{"key":{"side":"right","shelf":0,"slot":0},"counters":{"hits":null,"busy":null,"carried":null},"gauges":{"queued":null}}],"total":{"counters":{"hits":10,"busy":10000000,"carried":10240}}}' \
		ctrl stats $type $one $right
	[ "$(bpftool -p ctrl stats $type $one $right | jq -c .)" = \
		"$(tail -n 1 "$BATS_FILE_TMPDIR/documents")" ]
}

# With exact fractions, but for what is rounded in print.
agrees='.seconds as $s | [.objects[], .total][] | .counters as $c |
	.rates | to_entries[] | ((.value - $c[.key] / $s) | fabs) <= 0.001'

@test "a period has what was counted in it, rates and a total" {
	needs_module
	count 100
	exec {periods}< <(exec bpftool -j ctrl stats $type $one $two interval 1 count 2 3>&-)
	sleep 0.3
	count 5
	read -r line <&"$periods"
	echo "$line" >>"$BATS_FILE_TMPDIR/documents"
	run -0 jq -c "[$agrees] | unique" <<<"$line"
	output_is '[true]'
	run -0 jq -c '.type, (.objects[] | .key.slot, .new, .counters, .gauges),
		.total.counters' <<<"$line"
	output_is '"ctrl_test"
1
false
{"hits":10,"busy":10000000,"carried":10240}
{"queued":5}
2
false
{"hits":15,"busy":15000000,"carried":15360}
{"queued":5}
{"hits":25,"busy":25000000,"carried":25600}'
	read -r line <&"$periods"
	run -0 jq -c '[.objects[].counters.hits]' <<<"$line"
	output_is '[0,0]'
}

@test "a reset within a period leaves what was counted since" {
	needs_module
	count 100
	exec {periods}< <(exec bpftool -j ctrl stats $type $one interval 2 count 1 3>&-)
	sleep 0.5
	bpftool ctrl stats reset $type $one >/dev/null
	count 3
	read -r line <&"$periods"
	run -0 jq -c '.objects[0] | .new, .counters.hits' <<<"$line"
	output_is $'false\n6'
}

@test "an interval is a table for each period, with rates, and without who did nothing" {
	needs_module
	exec {periods}< <(exec bpftool ctrl stats $type sort busy interval 1 count 2 3>&-)
	sleep 0.3
	count 1
	output=$(cat <&"$periods")
	output_has "^[0-9.]+ s"$'\n'"KEY +HITS +HITS/S +BUSY +BUSY/S +CARRIED +CARRIED/S +QUEUED"$'\n'"side=left shelf=0 slot=7 +8 +[78]\.[0-9]+ +8\.000 ms +0\.[78][0-9]% +8192 +[0-9]+ +1"
	output_has $'\n'"total +144 +1[34][0-9] +144.0 ms +1[34]\.[0-9]+% +147456 +[0-9]+"$'\n'"\\(32 more did nothing\\)"
	output_has $'\n\n'"[0-9.]+ s"
	output_has $'\n'"total .*"$'\n'"\\(64 more did nothing\\)$"
	[[ $output != *$'\033'* ]]
}

# A terminal of so many columns, of this kind.
# usage: in_terminal COLUMNS TERM LOCALE; what the objects do is counted meanwhile
in_terminal()
{
	count_on
	run -0 env TERM="$2" LC_ALL="$3" script -qec "stty cols $1 rows 24
		exec bpftool ctrl stats $type $one $two sort hits interval 0.3 count 3" /dev/null
	count_no_more
	last=${output##*$'\033[J'}
}

@test "on a terminal an interval is redrawn, with bars of the last periods" {
	needs_module
	in_terminal 130 xterm C.UTF-8
	[ "$(grep -o $'\033\\[H' <<<"$output" | wc -l)" = 3 ]
	[[ $last == *" LAST 20"* ]]
	[ "$(grep -cE ' {17}[▁▂▃▄▅▆▇█]{3}.?$' <<<"$last")" = 3 ]
	grep -q "^side=left shelf=0 slot=2 .*█" <<<"$last"
}

@test "a terminal of 80 columns leaves out what has a rate as well" {
	needs_module
	in_terminal 80 xterm C.UTF-8
	[[ $last == *"KEY  "*" HITS/S  "*" CARRIED/S  QUEUED"* ]]
	[[ $last == *█* && $last != *" HITS "* ]]
	in_terminal 36 xterm C.UTF-8
	[[ $last == *"KEY  "*" HITS/S"* && $last != *CARRIED* && $last != *█* ]]
}

@test "there are no bars on a terminal that is dumb, or of another character set" {
	needs_module
	in_terminal 130 dumb C.UTF-8
	[[ $output != *█* && $output != *$'\033'* ]]
	in_terminal 130 xterm C
	[[ $output != *█* && $output != *LAST* && $output == *$'\033'* ]]
}

@test "prog stats has the bars too, and nothing else has changed there" {
	run -0 env TERM=xterm LC_ALL=C.UTF-8 script -qec "stty cols 130 rows 24
		exec bpftool prog stats name pass sort id interval 0.2 count 2" /dev/null
	last=${output##*$'\033[J'}
	grep -qE ' +ID  TYPE  NAME +RUNS  RUNS/S  AVG +CPU  MISSES  LAST 20' <<<"$last"
	grep -qE ' pass .* {18}▁▁.?$' <<<"$last"
}

@test "openmetrics and prometheus are what parsers of them take, with units" {
	needs_module
	local format samples=$BATS_TEST_TMPDIR/samples

	count 5
	for format in openmetrics prometheus; do
		run -0 --separate-stderr bpftool ctrl stats $type $format
		[ -z "$stderr" ]
		echo "$output" >"$samples.$format"
	done
	python3 "$BATS_TEST_DIRNAME/../tools/metrics.py" \
		"$samples.openmetrics" "$samples.prometheus" >"$samples"
	grep -qxF 'counter bpf_ctrl_ctrl_test_hits_total shelf=0 side=left slot=1 10.0' "$samples"
	grep -qxF 'counter bpf_ctrl_ctrl_test_busy_seconds_total shelf=0 side=left slot=1 0.01' \
		"$samples"
	grep -qxF 'counter bpf_ctrl_ctrl_test_carried_bytes_total shelf=0 side=left slot=2 15360.0' \
		"$samples"
	grep -qxF 'gauge bpf_ctrl_ctrl_test_queued shelf=0 side=left slot=7 5.0' "$samples"
	[ "$(grep -c side=right "$samples")" = 0 ]
	grep -qxF '# UNIT bpf_ctrl_ctrl_test_busy_seconds seconds' "$samples.openmetrics"
}

@test "a reset takes the counts to zero, tells what they were, and leaves the settings" {
	needs_module
	count 5
	bpftool ctrl set $type $one level 99 >/dev/null
	prints "KEY                       HITS      BUSY  CARRIED  QUEUED
side=left shelf=0 slot=1    10  10.00 ms    10240       5
total                       10  10.00 ms    10240
reset: 1 object, from what the table has to 0" ctrl stats reset $type $one
	prints 99 ctrl get $type $one level
	bpftool ctrl reset $type $one level >/dev/null
	document '{"type":"ctrl_test","objects":[{"key":{"side":"left","shelf":0,"slot":1},"counters":{"hits":0,"busy":0,"carried":0},"gauges":{"queued":5}},{"key":{"side":"left","shelf":0,"slot":2},"counters":{"hits":15,"busy":15000000,"carried":15360},"gauges":{"queued":5}}],"total":{"counters":{"hits":15,"busy":15000000,"carried":15360}}}' \
		ctrl stats $type $one $two
	run -0 bpftool ctrl stats reset $type
	output_has $'\n'"reset: 32 objects, from what the table has to 0$"
	run -0 bpftool ctrl stats $type
	output_has $'\n'"total +0 +0 ns +0"
}

# usage: reset_failing AFTER [OPTION]; the kernel has no memory behind so many changes
reset_failing()
{
	local before

	before=$(strace -e trace=bpf bpftool ctrl stats reset $type $right 2>&1 |
		grep -c '^bpf(')
	strace -o /dev/null -e trace=bpf \
		-e inject=bpf:error=ENOMEM:when=$((before + $1)) \
		bpftool "${@:2}" ctrl stats reset $type $one $two
}

@test "a reset that fails on its way shows what it has reset, and what went wrong" {
	needs_module
	local after=2

	count 5
	# each object takes some calls: up to the first one of the second object
	until run ! --separate-stderr reset_failing $after &&
		[[ $output == *"reset: 1 object,"* ]]; do
		((after++ < 20))
		bpftool ctrl stats reset $type >/dev/null
		count 5
	done
	output_has "^KEY .*"$'\n'"$one +10 "
	[[ $stderr == "Error: $two: the kernel refused "*"Cannot allocate memory"* ]]
}

@test "what is not set back is not reset" {
	needs_control_maps "what the kernel says of a reset"
	/usr/bin/python3 -I -S -c 'import signal, socket
listening = socket.create_server(("127.0.0.1", 0)); signal.pause()' 3>&- &
	pid=$!
	until bpftool sock get pid $pid >/dev/null 2>&1; do sleep 0.1; done
	refused 1 "the attribute is not supported here: what is counted of sock_attr is not set back" \
		',"errno":"EOPNOTSUPP","reason":"what is counted of sock_attr is not set back"' \
		ctrl stats reset sock_attr pid $pid
	kill $pid
}

@test "a socket has its drops and its memory, and one of AF_XDP more" {
	/usr/bin/python3 -I -S -c 'import signal, socket
out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); out.bind(("127.0.0.1", 0))
out.sendto(bytes(100), out.getsockname()); signal.pause()' 3>&- &
	pid=$!
	until bpftool sock get pid $pid >/dev/null 2>&1; do sleep 0.1; done
	run -0 bpftool ctrl stats sock_attr pid $pid
	output_has "^KEY .* DROPS +RMEM-ALLOC +WMEM-ALLOC"
	output_has $'\n'"pid $pid fd 3 .* 0 +[1-9][0-9]+ "
	run -0 bpftool -j ctrl stats sock_attr pid $pid
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output_has "\"key\":\\{\"pid\":$pid,\"fd\":3\\}"
	output_has '"xdp.rx_dropped":null'
	run -0 bpftool ctrl stats sock_attr pid $pid openmetrics
	output_has $'\n'"bpf_ctrl_sock_attr_[a-z_]*drops[a-z_]*\{pid=\"$pid\",fd=\"3\"\} 0"
	kill $pid
}

@test "programs have the same counts as in prog stats" {
	local id

	head -c 64 /dev/zero >"$BATS_TEST_TMPDIR/packet"
	bpftool prog run pinned /sys/fs/bpf/pass data_in "$BATS_TEST_TMPDIR/packet" \
		repeat 1234 >/dev/null
	id=$(bpftool -j prog show pinned /sys/fs/bpf/pass | jq .id)
	run -0 bpftool ctrl stats prog_stats_by_id name pass
	output_has "^KEY +RUN-CNT +RUN-TIME-NS +RECURSION-MISSES"$'\n'"prog $id +[0-9]+ +[0-9.]+ [num]?s +0"
	run -0 bpftool -j ctrl stats prog_stats_by_id id "$id"
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	[ "$(jq -c '.objects[0].counters | [.run_cnt, .run_time_ns, .recursion_misses]' <<<"$output")" = \
		"$(bpftool -j prog stats id "$id" | jq -c '.programs[0] |
			[.run_cnt, .run_time_ns, .recursion_misses]')" ]
}

@test "a map that was pinned for somebody is enough" {
	needs_module
	count 5
	bpftool ctrl pin $type /sys/fs/bpf/places read-only
	[ "$(bpftool ctrl stats map pinned /sys/fs/bpf/places $one)" = \
		"$(bpftool ctrl stats $type $one)" ]
	run -0 bpftool -j ctrl stats map pinned /sys/fs/bpf/places $one
	output_has '^\{"type":"ctrl_test",'
	run -1 bpftool ctrl stats reset map pinned /sys/fs/bpf/places $one
	rm /sys/fs/bpf/places
}

@test "words that are wrong are refused, with the word that may have been meant" {
	local usage='usage: bpftool ctrl stats [show] { TYPE | map MAP } [KEY...] [sort ATTR] [openmetrics | prometheus | interval SECONDS [count N]]'

	refused 2 "TYPE is missing; $usage" '' ctrl stats
	refused 2 "there is no key 'run-cmt' to sort by; did you mean run-cnt?" \
		',"near":["run_cnt"]' ctrl stats prog_stats_by_id sort run-cmt
	refused 2 "'count' belongs to an interval; $usage" '' \
		ctrl stats prog_stats_by_id count 3
	refused 2 "an object is named twice; $usage" '' \
		ctrl stats prog_stats_by_id name pass pinned /sys/fs/bpf/pass
	refused 2 "'prometheus' goes with no interval and no other format; $usage" '' \
		ctrl stats prog_stats_by_id prometheus interval 1
	refused 2 "a program is named as { id ID | tag TAG | name NAME | pinned FILE }; did you mean sort?" \
		',"near":["sort"]' ctrl stats prog_stats_by_id srot
}

@test "a type of which nothing moves is refused, and those of which something does are named" {
	run -2 bpftool ctrl stats xdp
	output_has "^Error: no attribute of xdp counts or changes by itself, as those of other types do: .*prog_stats_by_id"
	run -2 bpftool ctrl stats directory
	[[ $output != *": directory"* && $output != *", directory"* ]]
}

@test "an object that is not there is refused, and one that goes is left out" {
	needs_module
	local sentence="side=left shelf=9 slot=1: no such object: the kernel knows nothing of that key"

	refused 1 "$sentence" ',"errno":"ENOENT","object":"side=left shelf=9 slot=1","reason":"the kernel knows nothing of that key"' \
		ctrl stats $type $one side=left shelf=9 slot=1
	refused 1 "$sentence" ',"errno":"ENOENT","object":"side=left shelf=9 slot=1","reason":"the kernel knows nothing of that key"' \
		ctrl stats $type side=left shelf=9 slot=1 interval 1
}

@test "completion offers types, keys, keywords and what can be sorted by" {
	run -0 bpftool ctrl complete -- stats prog_stats_by_id sort run
	output_is $'run-cnt\nrun-time-ns\tns'
	run -0 bpftool ctrl complete -- stats prog_stats_by_id id 1 interval 1 c
	output_is count
	run -0 bpftool ctrl complete -- stats prog_stats_by_id so
	output_is sort
	run -0 bpftool ctrl complete -- stats r
	output_is reset
	run -0 bpftool ctrl complete -- stats reset prog-stats-by
	output_has 'prog-stats-by-id'
	has_control_maps || return 0
	run -0 bpftool ctrl complete -- stats $type side=left shelf=0 slot=1 si
	output_has 'side='
	run -0 bpftool ctrl complete -- stats $type side=left shelf=0 slot=1 pro
	output_is prometheus
}

@test "a batch runs commands on statistics" {
	local batch=$BATS_TEST_TMPDIR/batch

	printf '%s\n' 'ctrl stats prog_stats_by_id' \
		'ctrl stats prog_stats_by_id interval 0.1 count 2' 'ctrl stats help' >"$batch"
	run -0 --separate-stderr bpftool batch file "$batch"
	output_has "processed 3 commands$"
	run -0 --separate-stderr bpftool -j batch file "$batch"
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output_has '"output":\[\{"seconds":.*\},\{"seconds":.*\}\]\},'
}

@test "every document is valid JSON, on one line" {
	documents_are_json
}
