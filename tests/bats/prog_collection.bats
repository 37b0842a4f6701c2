#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# bpftool prog stats enable, run and interval: what holds collection on, and what
# happens meanwhile.
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

# What a test that failed has left running holds collection on.
teardown()
{
	local job

	for job in $(jobs -p); do
		kill -KILL "$job" 2>/dev/null || :
	done
}

@test "enable holds collection on for so many seconds" {
	is_off
	bpftool prog stats enable for 60 >"$BATS_TEST_TMPDIR/out" &
	# it is held on before it is said to be
	until_true test -s "$BATS_TEST_TMPDIR/out"
	[ "$(<"$BATS_TEST_TMPDIR/out")" = "Collection is held on for 60 s." ]
	is_on
	kill -KILL $!
	wait $! || :
	is_off
	run -0 bpftool prog stats enable for 0.1
	is_off
}

@test "enable without an end holds collection on until it is killed" {
	bpftool -j prog stats enable >"$BATS_TEST_TMPDIR/out" &
	until_true test -s "$BATS_TEST_TMPDIR/out"
	[ "$(<"$BATS_TEST_TMPDIR/out")" = '{"collecting":true,"seconds":null}' ]
	is_on
	kill $!
	wait $! || status=$?
	[ "$status" = 143 ]
	is_off
}

@test "run tells what ran while a command ran" {
	count_program drop-2 77
	run -0 bpftool prog stats run -- bpftool prog run pinned $dir/pass-1 \
		data_in "$BATS_FILE_TMPDIR/packet" repeat 250
	output_has "ID +TYPE +NAME +RUNS +RUNS/S +AVG +CPU +MISSES"
	output_has $'\n'" *$pass +xdp +pass +250 +[0-9.]+ +[0-9.]+ [num]?s +[0-9.]+% +0"
	output_has $'\n'"total +1 program +250 "
	output_has $'\n'"\\(3 more did not run\\)"
	output_has $'\n'"in [0-9]+\\.[0-9]{3} s"
	[[ $output != *" drop "* ]]
	is_off
}

@test "run in JSON is one document, and the command's output is beside it" {
	run -0 --separate-stderr bpftool -j prog stats run -- \
		sh -c 'echo hello; echo sorry >&2'
	[ "$stderr" = "hello
sorry" ]
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output_has '^\{"command":\["sh","-c","echo hello; echo sorry >&2"\],"exit_status":0,"seconds":[0-9.]+,"collecting":true,"programs":\[\],"total":\{"run_cnt":0,'
}

@test "run hands the exit status of the command on" {
	run -7 bpftool prog stats run -- sh -c 'exit 7'
	run -143 bpftool prog stats run -- sh -c 'kill $$'
	run -127 bpftool prog stats run -- no-such-command
	output_is "Error: no-such-command: the kernel refused: the command cannot be run (No such file or directory)"
	run -126 bpftool prog stats run -- /etc/passwd
	run -7 --separate-stderr bpftool -j prog stats run -- sh -c 'exit 7'
	output_has '"exit_status":7,"seconds"'
	run -127 bpftool -j prog stats run -- no-such-command
	output_has '^\{"error":".*","errno":"ENOENT","object":"no-such-command"'
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
}

@test "a command does not inherit what holds collection on" {
	run -0 bpftool prog stats run -- ls -l /proc/self/fd
	[[ $output != *bpf-stats* ]]
	output_has "/proc/"
}

@test "run that is killed leaves collection as it found it" {
	local pid=$BATS_TEST_TMPDIR/pid

	mkfifo "$pid"
	bpftool prog stats run -- sh -c "echo \$\$ >$pid; exec sleep 60" \
		>/dev/null &
	read -r command <"$pid"
	is_on
	kill -KILL $!
	wait $! || :
	is_off
	kill "$command"
}

@test "run leaves collection on where it was on" {
	echo 1 >$sysctl
	run -0 bpftool prog stats run -- true
	is_on
	run -137 bpftool prog stats run -- sh -c 'kill -KILL $PPID'
	is_on
	[ "$(<$sysctl)" = 1 ]
}

@test "Ctrl-C ends the command, and what ran is told still" {
	local keys=$BATS_TEST_TMPDIR/keys started=$BATS_TEST_TMPDIR/started

	mkfifo "$keys" "$started"
	# what is run in the background ignores it otherwise
	env --default-signal=INT script -qec "bpftool prog stats run -- sh -c 'bpftool prog run pinned \
		$dir/pass-1 data_in $BATS_FILE_TMPDIR/packet repeat 40 >/dev/null
		echo >$started; exec sleep 1000'" /dev/null \
		<"$keys" >"$BATS_TEST_TMPDIR/out" 3>&- &
	exec {hands}>"$keys"
	read -r <"$started"
	printf '\003' >&$hands
	wait $! || status=$?
	[ "$status" = 130 ]
	exec {hands}>&-
	output=$(<"$BATS_TEST_TMPDIR/out")
	output_has " $pass +xdp +pass +40 "
	is_off
}

@test "a signal to run is for its command, and what ran is told still" {
	local started=$BATS_TEST_TMPDIR/started signal

	mkfifo "$started"
	for signal in TERM HUP INT; do
		env --default-signal bpftool prog stats run -- sh -c "
			trap 'exit 9' $signal
			bpftool prog run pinned $dir/pass-1 \
				data_in $BATS_FILE_TMPDIR/packet repeat 30 >/dev/null
			echo >$started; while :; do sleep 0.05; done" \
			>"$BATS_TEST_TMPDIR/out" 3>&- &
		read -r <"$started"
		kill -$signal $!
		status=0
		wait $! || status=$?
		[ "$status" = 9 ]
		output=$(<"$BATS_TEST_TMPDIR/out")
		output_has " $pass +xdp +pass +30 "
	done
	is_off
}

@test "a command that a signal kills leaves its report in JSON, too" {
	local started=$BATS_TEST_TMPDIR/started

	mkfifo "$started"
	bpftool -j prog stats run -- sh -c "echo >$started; exec sleep 1000" \
		>"$BATS_TEST_TMPDIR/out" 3>&- &
	read -r <"$started"
	kill $!
	wait $! || status=$?
	[ "$status" = 143 ]
	output=$(<"$BATS_TEST_TMPDIR/out")
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output_has '"exit_status":143,"signal":15,'
}

@test "run does without a standard stream that is closed" {
	run -0 bash -c 'bpftool -j prog stats run -- true 2>&-'
	output_has '"exit_status":0,'
	run -0 bash -c 'bpftool prog stats run -- true <&-'
}

@test "a signal ends an interval also while nobody reads what it writes" {
	local out=$BATS_TEST_TMPDIR/out reader

	mkfifo "$out"
	sleep 1000 <>"$out" 3>&- &
	reader=$!
	bpftool prog stats interval 0.001 >"$out" 3>&- &
	until [[ $(<"/proc/$!/wchan") == *pipe_write ]]; do sleep 0.05; done
	kill $!
	wait $! || status=$?
	[ "$status" = 143 ]
	kill "$reader"
	is_off
}

@test "run knows how its command ended where its caller ignores children" {
	run -3 bash -c "trap '' CHLD; exec bpftool prog stats run -- sh -c 'exit 3'"
	run -0 bash -c "trap '' CHLD; exec bpftool -j prog stats run -- true"
	output_has '"exit_status":0,"seconds":'
}

@test "a command does not read the batch that it is part of" {
	run -0 bpftool batch file - <<-'BATCH'
		prog stats run -- cat
		prog stats run -- cat
	BATCH
	output_has "processed 2 commands$"
	# nor does one of upstream's
	run ! bpftool batch file - keep-going < <(
		echo "prog run pinned $dir/pass-1 data_in -"
		echo "prog stats run -- echo more"
	)
	output_has $'\n'more$'\n'
	output_has "processed 2 commands, 1 failed$"
}

@test "two runs that overlap do not disturb each other" {
	local go=$BATS_TEST_TMPDIR/go

	mkfifo "$go"
	bpftool -j prog stats run -- sh -c "cat $go" \
		>"$BATS_TEST_TMPDIR/long" 2>&1 3>&- &
	until_true is_on
	run_program pass-1 10
	document prog stats run -- bpftool prog run pinned $dir/pass-1 \
		data_in "$BATS_FILE_TMPDIR/packet" repeat 20 2>/dev/null || :
	program_has "$pass" run_cnt 20
	is_on
	run_program pass-1 3
	echo >"$go"
	wait $!
	output=$(tail -n 1 "$BATS_TEST_TMPDIR/long")
	program_has "$pass" run_cnt 33
	is_off
}

@test "an interval is a table for each period, one after the other" {
	run -0 bpftool prog stats interval 0.1 count 3
	[ "$(grep -c '^ *ID ' <<<"$output")" = 3 ]
	[ "$(grep -cE '^[0-9]+\.[0-9]{3} s$' <<<"$output")" = 3 ]
	[ "$(grep -c '^total ' <<<"$output")" = 3 ]
	[ "$(grep -c '(4 more did not run)' <<<"$output")" = 3 ]
	[[ $output != *$'\033'* ]]
	is_off
}

@test "an interval has what ran within each period" {
	local line runs=0 watcher

	watch interval 0.5
	watcher=$!
	next_line
	run_program pass-1 500
	while ((runs < 500)); do
		next_line
		echo "$line" >>"$BATS_FILE_TMPDIR/documents"
		[[ $line =~ \"id\":$pass,[^{}]*\"run_cnt\":([0-9]+), ]]
		((runs += BASH_REMATCH[1])) || :
	done
	[ "$runs" = 500 ]
	next_line
	[[ $line =~ \"id\":$pass,[^{}]*\"run_cnt\":0, ]]
	kill "$watcher"
}

# With exact fractions, but for what is rounded in print.
agrees='.seconds as $s | ([.programs[], .total][] |
	((.run_cnt / $s - .runs_per_second) | fabs) <= 0.001 and
	((.run_time_ns / $s / 1e9 - .cpu_share) | fabs) <= 1e-8 and
	.avg_run_time_ns == (if .run_cnt > 0
		then .run_time_ns / .run_cnt | floor else null end))'

@test "rates, averages and shares follow from counts and seconds" {
	run -0 --separate-stderr bpftool -j prog stats run -- \
		sh -c "bpftool prog run pinned $dir/pass-1 \
		data_in $BATS_FILE_TMPDIR/packet repeat 30000; sleep 1"
	run -0 jq -c "[$agrees], (.seconds >= 1 and .seconds < 20),
		.total.run_cnt, .total.runs_per_second > 1000" <<<"$output"
	output_is $'[true,true]\ntrue\n30000\ntrue'
	watch interval 1 count 1
	run_program drop-2 3000
	next_line
	run -0 jq -c "[$agrees] | unique" <<<"$line"
	output_is '[true]'
}

@test "a reset within an interval leaves what ran since" {
	needs_control_maps "a reset"
	local line

	count_program pass-1 100
	echo 1 >$sysctl
	watch interval 2 count 1 id "$pass"
	until_true is_on
	sleep 0.5
	bpftool prog stats reset id "$pass" >/dev/null
	run_program pass-1 3000
	next_line
	run -0 jq '.programs[0] | .run_cnt, .new' <<<"$line"
	output_is $'3000\nfalse'
}

@test "a period has rates and shares" {
	local line begin=$EPOCHSECONDS

	watch interval 1 count 1 name drop
	run_program drop-2 3000
	next_line
	run -0 jq ".seconds > 0.9 and .seconds < $((EPOCHSECONDS - begin + 1))" <<<"$line"
	output_is true
	[[ $line =~ ^\{\"seconds\":[0-9]+\.[0-9]+,\"collecting\":true,\"programs\":\[\{\"id\":$drop,\"type\":\"xdp\",\"tag\":\"[0-9a-f]+\",\"name\":\"drop\",\"load_time\":[0-9]+,\"new\":false,\"run_cnt\":[0-9]+,\"run_time_ns\":[0-9]+,\"recursion_misses\":0,\"avg_run_time_ns\":([0-9]+|null),\"runs_per_second\":[0-9.]+,\"cpu_share\":[0-9.]+\}\],\"total\":\{ ]] ||
		{ echo "$line"; return 1; }
}

@test "programs that come and go during an interval are no error" {
	local line watcher

	watch interval 0.3
	watcher=$!
	next_line
	hold guest
	until [[ $line == *"\"id\":$held,"* ]]; do
		next_line
	done
	[[ $line =~ \"name\":\"guest\",[^{}]*\"new\":true ]]
	next_line
	[[ $line =~ \"name\":\"guest\",[^{}]*\"new\":false ]]
	let_go
	while [[ $line == *"\"id\":$held,"* ]]; do
		next_line
	done
	[[ $line == *"\"id\":$pass,"* ]]
	kill "$watcher"
}

@test "on a terminal an interval redraws" {
	run -0 env TERM=xterm script -qec \
		'bpftool prog stats interval 0.1 count 2' /dev/null
	[ "$(grep -o $'\033\\[H' <<<"$output" | wc -l)" = 2 ]
}

@test "a terminal that cannot redraw, or of which nothing is known, gets lines" {
	local term

	for term in TERM=dumb TERM= "-u TERM"; do
		# shellcheck disable=SC2086 # words
		run -0 env $term script -qec \
			'bpftool prog stats interval 0.1 count 2' /dev/null
		[ "$(grep -c '^total ' <<<"$output")" = 2 ]
		[[ $output != *$'\033'* ]]
	done
}

@test "an interval ends when nobody reads on, also where that is no signal" {
	run -1 timeout 60 bash -c "set -o pipefail; trap '' PIPE
		bpftool prog stats interval 0.1 | head -n 2"
	output_has "Error: what was printed did not go out whole"
	is_off
}

@test "what does not fit on the disk is an error" {
	local words

	for words in "prog stats" "prog stats prometheus" "-j prog stats" \
		"prog stats enable for 0.01" \
		"prog stats run -- true" "ctrl types" "-j ctrl types"; do
		# shellcheck disable=SC2086 # words
		run -1 bash -c 'bpftool "$@" >/dev/full' bash $words
		output_has "Error: what was printed did not go out whole"
	done
}

@test "an interval opens its map, and holds collection on, once" {
	strace -o "$BATS_TEST_TMPDIR/calls" -e trace=bpf \
		bpftool prog stats interval 0.1 count 4 >/dev/null
	[ "$(grep -c BPF_ENABLE_STATS "$BATS_TEST_TMPDIR/calls")" = 1 ]
	has_control_maps || return 0
	[ "$(grep -c BPF_MAP_CREATE "$BATS_TEST_TMPDIR/calls")" = 1 ]
	[ "$(grep -c BPF_MAP_LOOKUP_BATCH "$BATS_TEST_TMPDIR/calls")" = 5 ]
}

@test "every document is valid JSON, on one line" {
	documents_are_json
}
