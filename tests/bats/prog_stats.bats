#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# What people and programs see of bpftool prog stats, apart from what holds
# collection on: that is in prog_collection.bats.
#
# also: @host

load helpers
load programs

setup_file()
{
	load_programs
}

setup()
{
	note_programs
}

@test "show has a line for each program, and a total" {
	count_program pass-1 1000
	count_program drop-2 200
	run -0 bpftool prog stats
	output_has "ID +TYPE +NAME +RUNS +TIME +AVG +MISSES +OWNERS"
	output_has $'\n'" *$pass +xdp +pass +1000 +[0-9.]+ [num]?s +[0-9.]+ [num]?s +0 +-"
	output_has $'\n'" *$drop +xdp +drop +200 "
	output_has $'\n'"total +4 programs +1200 +[0-9.]+ [num]?s +[0-9.]+ [num]?s +0"
}

@test "show, list and no verb at all are the same" {
	count_program pass-1 10
	run -0 bpftool prog stats
	[ "$(bpftool prog stats show)" = "$output" ]
	[ "$(bpftool prog stats list)" = "$output" ]
	[ "$(bpftool prog stats sort time)" = "$output" ]
}

@test "a program that ran 1000 times has 1000 runs, and 1000 more in prog show" {
	local before after

	! has_control_maps || bpftool prog stats reset id "$pass" >/dev/null
	before=$(bpftool -j prog show id "$pass" | jq '.run_cnt // 0')
	count_program pass-1 1000
	document prog stats id "$pass"
	program_has "$pass" run_cnt 1000
	# others take that for a count since loading, so no reset is seen there
	after=$(bpftool -j prog show id "$pass" | jq .run_cnt)
	[ $((after - before)) = 1000 ]
}

# What prog show says.
tag_of()
{
	bpftool prog show id "$1" | sed -n 's/.* tag \([0-9a-f]*\).*/\1/p'
}

# The ids in the order of the lines.
order()
{
	bpftool prog stats "$@" | sed -nE 's/^ *([0-9]+) .*/\1/p' | tr '\n' ' '
}

# usage: order_of EXPRESSION; what the order has to be, by this number of each
order_of()
{
	bpftool -j prog stats |
		jq -j ".programs | sort_by([$1, .id])[] | \"\(.id) \""
}

@test "programs are sorted by total time, or by another key" {
	local by_time

	count_program pass-1 10
	count_program pass-3 1000
	# on a busy machine ten runs may take longer than a thousand others
	until [[ $by_time == "$drop "* ]]; do
		count_program drop-2 20000
		by_time=$(order_of -.run_time_ns)
	done
	[ "$(order)" = "$by_time" ]
	[ "$(order sort runs)" = "$drop $pass2 $pass $cut " ]
	[ "$(order sort id)" = "$pass $drop $pass2 $cut " ]
	[ "$(order sort name)" = "$cut $drop $pass $pass2 " ]
	[ "$(order sort load-time)" = "$cut $pass2 $drop $pass " ]
	[ "$(order sort run_cnt)" = "$drop $pass2 $pass $cut " ]
	[ "$(order sort misses)" = "$pass $drop $pass2 $cut " ]
	[ "$(order sort type)" = "$pass $drop $pass2 $cut " ]
	[ "$(order sort avg)" = "$(order_of '-(.avg_run_time_ns // 0)')" ]
}

@test "a program is found by id, tag, name and where it is pinned" {
	local tag

	tag=$(tag_of "$drop")
	[ "$(order id "$drop")" = "$drop " ]
	[ "$(order tag "$tag")" = "$drop " ]
	[ "$(order name drop)" = "$drop " ]
	[ "$(order pinned $dir/drop-2)" = "$drop " ]
	[ "$(order show sort id name drop)" = "$drop " ]
}

@test "several programs of a name or a tag are several lines" {
	local tag

	tag=$(tag_of "$pass")
	[ "$(order name pass)" = "$pass $pass2 " ]
	[ "$(order tag "$tag")" = "$pass $pass2 " ]
	run -0 bpftool prog stats name pass
	output_has $'\n'"total +2 programs +- +- "
}

@test "a long name is found whole, and as the kernel has it" {
	[ "$(order name $long)" = "$cut " ]
	[ "$(order name ${long:0:15})" = "$cut " ]
	run -1 bpftool prog stats name "${long}_"
	run -1 bpftool prog stats name "${long:0:14}"
}

@test "a named program shows all that the kernel says of it" {
	run -0 bpftool prog stats id "$pass"
	output_has "$pass: pass"
	output_has $'\n\t'"tag +[0-9a-f]{16}"
	output_has $'\n\t'"load-time +[0-9]+"
	output_has $'\n\t'"xlated-insns +2"
}

@test "JSON has the members' own names, and what prog show says" {
	local tag

	document prog stats
	output_has '^\{"collecting":false,"programs":\[\{"run_cnt":'
	program_has "$drop" type '"xdp"'
	program_has "$drop" name '"drop"'
	program_has "$drop" created_by_uid 0
	program_has "$drop" nr_map_ids 0
	tag=$(tag_of "$drop")
	program_has "$drop" tag "\"$tag\""
	output_has '"total":\{"run_cnt":0,"run_time_ns":0,"recursion_misses":0,"avg_run_time_ns":null\}\}$'
}

@test "JSON of a named program is the same document with that program" {
	document prog stats id "$drop"
	program_has "$drop" name '"drop"'
	output_has '^\{"collecting":false,"programs":\[\{[^{}]*\}\],"total":\{[^{}]*\}\}$'
}

@test "percpu breaks the counts down" {
	needs_control_maps "what each CPU has counted"
	bpftool prog stats run -- taskset -c 1 bpftool prog run pinned \
		$dir/pass-1 data_in "$BATS_FILE_TMPDIR/packet" repeat 30 >/dev/null
	bpftool prog stats run -- taskset -c 0 bpftool prog run pinned \
		$dir/pass-1 data_in "$BATS_FILE_TMPDIR/packet" repeat 4 >/dev/null
	run -0 bpftool prog stats percpu id "$pass"
	output_has "ID +CPU +TYPE +NAME +RUNS +TIME +AVG +MISSES"
	output_has $'\n'" *$pass +all +xdp +pass +34 "
	output_has $'\n'" *$pass +0 +xdp +pass +4 "
	output_has $'\n'" *$pass +1 +xdp +pass +30 "
	document prog stats percpu id "$pass"
	output_has '"percpu":\[\{"cpu":0,"run_cnt":4,"run_time_ns":[0-9]+,"recursion_misses":0,"avg_run_time_ns":[0-9]+\},\{"cpu":1,"run_cnt":30,'
}

@test "when collection is off, show says so and how to turn it on" {
	run -0 bpftool prog stats
	output_has "^Collection is off"
	output_has "bpftool prog stats enable "
	output_has "sysctl kernel.bpf_stats_enabled=1"
	echo 1 >$sysctl
	run -0 bpftool prog stats
	output_has "^ +ID +TYPE"
}

@test "off, zero and never ran are told apart" {
	hold fresh
	document prog stats id "$held"
	program_has "$held" state '"off"'
	run -0 bpftool prog stats id "$held"
	output_has $'\n'" *$held +xdp +fresh +- +- +- +0 "

	echo 1 >$sysctl
	document prog stats
	program_has "$held" state '"never_ran"'
	program_has "$held" avg_run_time_ns null
	# without control maps nothing is reset
	! has_control_maps || program_has "$pass" state '"zero"'
	run -0 bpftool prog stats id "$held"
	output_has $'\n'" *$held +xdp +fresh +0 +0 ns +- +0 "

	run_program pass-1 5
	document prog stats id "$pass"
	program_has "$pass" state '"ran"'
	let_go
}

@test "counts that were made stay when collection is off" {
	count_program pass-1 7
	run_program pass-1 100
	document prog stats id "$pass"
	program_has "$pass" run_cnt 7
	program_has "$pass" state '"ran"'
	output_has '^\{"collecting":false,'
}

@test "the processes that hold a program are its owners" {
	hold lent
	run -0 bpftool prog stats
	output_has $'\n'" *$held +xdp +lent .* load_programs\\($holder\\)"
	document prog stats
	output_has "\"pids\":\\[\\{\"pid\":$holder,\"comm\":\"load_programs\"\\}\\]"
	let_go
}

@test "of many processes that hold a program the first are named, and the rest is counted" {
	local all named

	coproc { exec /usr/bin/python3 -I -S \
		"$BATS_TEST_DIRNAME/../tools/many_owners.py" \
		/sys/fs/bpf/programs/drop-2 60 3>&-; }
	many=$COPROC_PID tell=${COPROC[1]} told=${COPROC[0]}
	read -r _ <&"$told"
	run -0 bpftool -j prog stats
	all=$(jq ".programs[] | select(.id == $drop).pids | length" <<<"$output")
	run -0 bpftool prog stats
	exec {tell}>&-
	wait "$many"
	output=$(grep " $drop  *xdp" <<<"$output")
	named=$(tr -cd '(' <<<"$output" | wc -c)
	[ "$all" -ge 60 ] && [ "$named" -lt "$all" ]
	output_has ") and $((all - named)) more"
}

@test "a process may call itself whatever it likes" {
	local tools_before=$tools name=$'a"\n\033\\,(\xc3\xbc\xff'

	tools=$BATS_TEST_TMPDIR
	cp "$tools_before/load_programs" "$tools/$name"
	ln "$tools/$name" "$tools/load_programs"
	mkfifo "$BATS_TEST_TMPDIR/input"
	exec {output_of_it}< <(exec "$tools/$name" hold odd \
		<"$BATS_TEST_TMPDIR/input" 3>&-)
	holder=$!
	exec {input_of_it}>"$BATS_TEST_TMPDIR/input"
	read -r held <&"$output_of_it"
	run -0 bpftool prog stats id "$held"
	output_has " $held +xdp +odd .* "'a"\\x0a\\x1b\\,\('$'\xc3\xbc'"\\\\xff\($holder\)"
	document prog stats id "$held"
	run -0 jq -r '.programs[0].pids[0].comm' <<<"$output"
	output_is $'a"\n\033\\,(\xc3\xbc\\xff'
	run -0 bpftool prog stats prometheus id "$held"
	let_go
}

@test "the process that holds a link to a program is its owner, too" {
	hold_by link linked
	run -0 bpftool prog stats id "$held"
	output_has $'\n'" *$held +xdp +linked .* load_programs\\($holder\\)"
	let_go
}

@test "a reset takes a program's counts to zero, and no other's" {
	needs_control_maps "a reset"
	count_program pass-1 100
	count_program drop-2 30
	run -0 bpftool prog stats reset name drop
	output_has $'\n'" *$drop +xdp +drop +30 "
	output_has "reset: 1 program, from what the table has to 0"
	document prog stats
	program_has "$drop" run_cnt 0
	program_has "$drop" run_time_ns 0
	program_has "$pass" run_cnt 100
	count_program drop-2 4
	document prog stats reset id "$drop"
	program_has "$drop" run_cnt 4
	output_has '"reset":true'
	count_program drop-2 5
	document prog stats id "$drop"
	program_has "$drop" run_cnt 5
}

@test "reset without a program resets all of them" {
	needs_control_maps "a reset"
	count_program pass-1 100
	count_program drop-2 30
	run -0 bpftool prog stats reset
	output_has "total +4 programs +130 "
	output_has "reset: 4 programs"
	document prog stats
	program_has "$drop" run_cnt 0
	program_has "$pass" run_cnt 0
}

# usage: reset_failing AFTER [OPTION]; the kernel has no memory behind so many resets
reset_failing()
{
	local before

	before=$(strace -e trace=bpf bpftool prog stats reset name nosuch 2>&1 |
		grep -c '^bpf(')
	strace -o /dev/null -e trace=bpf \
		-e inject=bpf:error=ENOMEM:when=$((before + $1 + 1)) \
		bpftool "${@:2}" prog stats reset
}

@test "a reset that fails on its way shows what it has reset, and what went wrong" {
	needs_control_maps "a reset"
	local sentence="id $pass2: the kernel refused (Cannot allocate memory)"

	count_program pass-1 100
	count_program drop-2 30
	run -1 --separate-stderr reset_failing 2
	output_has " $pass +xdp +pass +100 "
	output_has " $drop +xdp +drop +30 "
	output_has $'\n'"reset: 2 programs"
	[ "$stderr" = "Error: $sentence" ]

	count_program pass-1 7
	count_program drop-2 3
	run -1 --separate-stderr reset_failing 2 -j
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	program_has "$pass" run_cnt 7
	program_has "$drop" run_cnt 3
	output_has "\"total\":\{\"run_cnt\":10,.*,\"error\":\"${sentence//[()]/.}\",\"errno\":\"ENOMEM\"\}$"
	run -1 --separate-stderr reset_failing 0 -j
	output_has '^\{"error":"id [0-9]+: the kernel refused .*","errno":"ENOMEM"'
}

@test "the resets of busy programs and what is left are all of the runs" {
	needs_control_maps "a reset"
	local cpu runs=0

	echo 1 >$sysctl
	for cpu in 0 1; do
		taskset -c $cpu bpftool prog run pinned $dir/pass-1 \
			data_in "$BATS_FILE_TMPDIR/packet" repeat 8000000 \
			>/dev/null 3>&- &
	done
	for _ in {1..25}; do
		run -0 bpftool -j prog stats reset id "$pass"
		[[ $output =~ \"run_cnt\":([0-9]+), ]]
		((runs += BASH_REMATCH[1])) || :
	done
	((runs > 0 && runs < 16000000))
	wait
	run -0 bpftool -j prog stats id "$pass"
	[[ $output =~ \"run_cnt\":([0-9]+), ]]
	((runs + BASH_REMATCH[1] == 16000000))
}

@test "a program that a security module hides is left out, and the others are shown" {
	local shown="\"id\":$pass,.*\"id\":$pass2," verb verbs=("")

	! has_control_maps || verbs=("" percpu reset)
	count_program pass-1 10
	for verb in "${verbs[@]}"; do
		document prog stats $verb
		output_has "\"id\":$drop,"
	done
	count_program pass-1 10
	refuse program "$drop"
	for verb in "${verbs[@]}"; do
		document prog stats $verb
		output_has "$shown"
		[[ $output != *"\"id\":$drop,"* ]]
	done
	for verb in "${verbs[@]/percpu/reset}"; do
		refused 1 "id $drop: not permitted: a security module refuses to show it" \
			",\"errno\":\"EACCES\",\"object\":\"id $drop\",\"reason\":\"a security module refuses to show it\"" \
			prog stats $verb id "$drop"
	done
	allow_again
	document prog stats
	output_has "\"id\":$drop,"
}

@test "500 programs are read by one system call" {
	needs_control_maps "one call for all programs"
	local names i

	for ((i = 0; i < 500; i++)); do
		names+=" p$i"
	done
	# shellcheck disable=SC2086 # a word for each
	hold $names
	strace -o "$BATS_TEST_TMPDIR/calls" -e trace=bpf bpftool prog stats \
		>"$BATS_TEST_TMPDIR/out"
	[ "$(grep -c ' p[0-9]* ' "$BATS_TEST_TMPDIR/out")" = 500 ]
	[ "$(grep -c BPF_MAP_LOOKUP_BATCH "$BATS_TEST_TMPDIR/calls")" = 1 ]
	[ "$(wc -l <"$BATS_TEST_TMPDIR/calls")" -lt 10 ]
	let_go
}

@test "a map that was pinned for somebody is enough" {
	needs_control_maps "a map that is pinned"
	local map=/sys/fs/bpf/stats

	count_program pass-1 12
	bpftool map create $map type control name stats map_extra 4
	run -0 bpftool prog stats map pinned $map id "$pass"
	output_has " +pass +12 "
	run -0 bpftool prog stats reset id "$pass" map pinned $map
	document prog stats show map pinned $map
	program_has "$pass" run_cnt 0
	rm $map
}

@test "openmetrics and prometheus are what parsers of them take" {
	local format samples=$BATS_TEST_TMPDIR/samples

	count_program pass-1 1000
	for format in openmetrics prometheus; do
		run -0 --separate-stderr bpftool prog stats $format
		[ -z "$stderr" ]
		echo "$output" >"$samples.$format"
	done
	python3 "$BATS_TEST_DIRNAME/../tools/metrics.py" \
		"$samples.openmetrics" "$samples.prometheus" >"$samples"
	grep -qE "^counter bpf_prog_run_cnt_total id=$pass name=pass tag=[0-9a-f]{16} type=xdp 1000\.0$" \
		"$samples"
	grep -qE "^counter bpf_prog_run_time_seconds_total id=$pass name=pass .* (0\.0*)?[1-9][0-9.e-]*$" \
		"$samples"
	grep -qE "^gauge bpf_prog_memlock_bytes id=$drop .* [1-9][0-9]*\.0$" \
		"$samples"
	grep -qx "gauge bpf_stats_collecting 0\.0" "$samples"
}

@test "metrics of some programs are those of these only" {
	run -0 bpftool prog stats openmetrics name drop
	output_has "^# TYPE bpf_stats_collecting gauge"
	[[ $output != *"id=\"$pass\""* ]]
	output_has "# EOF$"
	run -0 bpftool prog stats name drop prometheus
	output_has $'\n'"bpf_prog_run_cnt_total\{id=\"$drop\","
	[[ $output != *"id=\"$pass\""* ]]
}

@test "a batch runs commands on statistics" {
	needs_control_maps "a reset"
	cat >"$batch" <<-COMMANDS
		prog stats run -- true
		prog stats id $pass
		prog stats interval 0.1 count 2
		prog stats reset id $pass
		prog stats enable for 0.01
		prog stats help
	COMMANDS
	run -0 --separate-stderr bpftool batch file "$batch"
	output_has "processed 6 commands$"
	document batch file "$batch"
	output_has '"output":\[\{"seconds":.*\},\{"seconds":.*\}\]\},\{"command":\["prog","stats","reset"'
	output_has '"output":\{"collecting":true,"seconds":0.01\}\}'
	output_has '\{"command":\["prog","stats","help"\],"output":null\}\]$'
}

@test "a batch ends with the status of a command that was run" {
	printf '%s\n' "prog stats run -- sh -c 'exit 9'" 'prog stats help' >"$batch"
	run -9 bpftool batch file "$batch"
}

@test "-p is the same, over several lines" {
	run -0 bpftool -p prog stats id "$pass"
	output_has "\"name\": \"pass\",
            "
	run -0 bpftool -p prog stats interval 0.1 count 2
	[ "$(grep -c '^{$' <<<"$output")" = 2 ]
	[ "$(jq -s length <<<"$output")" = 2 ]
}

@test "the help names every command, and abbreviations work" {
	local word

	run -0 bpftool prog stats help
	for word in show run reset enable help interval openmetrics \
		prometheus percpu sort; do
		output_has "$word"
	done
	run -0 bpftool prog help
	output_has "bpftool prog stats "
	run -0 bpftool p stats i "$pass" s id
	output_has "$pass: pass"
	run -0 bpftool prog st n drop
	output_has "$drop: drop"
	[ "$(bpftool prog s id "$drop")" = "$(bpftool prog show id "$drop")" ]
}

@test "a dump of a pinned map shows 500 programs" {
	needs_control_maps "a map that is pinned"
	local words=() dump i

	for i in {1..500}; do
		words+=("many=2*$i")
	done
	echo 1 >$sysctl
	hold "${words[@]}"
	echo 0 >$sysctl
	bpftool ctrl pin prog_stats_by_id /sys/fs/bpf/many
	# shellcheck disable=SC2016 # jq's own variables
	dump=$(bpftool -j map dump pinned /sys/fs/bpf/many |
		jq -c --arg ids "$held" '($ids / " " | map(tonumber)) as $ours |
			[.[].formatted | select(.key.prog_id | IN($ours[])) |
			[.key.prog_id, .value.run_cnt, .value.run_time_ns]]')
	rm /sys/fs/bpf/many
	run -0 bpftool -j prog stats name many
	let_go
	[ "$dump" = "$(jq -c '[.programs[] | [.id, .run_cnt, .run_time_ns]] |
		sort' <<<"$output")" ]
	[ "$(jq -c 'map(.[1])' <<<"$dump")" = "$(jq -nc '[range(1; 501)]')" ]
}

@test "every document is valid JSON, on one line" {
	documents_are_json
}
