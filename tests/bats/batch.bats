#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool batch: what its commands share, where an error was, and going on
# behind it.
#
# also: @host

load helpers

setup_file()
{
	be_quiet
	ip link add eth0 type veth peer name peer0
}

setup()
{
	be_quick
	batch=$BATS_TEST_TMPDIR/batch
	echo 256 >/sys/class/net/eth0/napi_defer_hard_irqs
	trace=$BATS_TEST_TMPDIR/trace
	eth0="\"devname\":\"eth0\",\"ifindex\":$(</sys/class/net/eth0/ifindex)"
}

teardown()
{
	rm -f /sys/fs/bpf/*
}

too_large='eth0: napi-defer-hard-irqs: 2147483648 is out of range; the range is 0..2147483647'

# The lines that follow are the batch.
batch_is()
{
	cat >"$batch"
}

# usage: traced WORD...: which bpf() calls these words of bpftool make
traced()
{
	local status=0

	strace -f -e trace=bpf -o "$trace" bpftool "$@" || status=$?
	name_updates "$trace"
	return $status
}

# How many calls of this kind there were.
calls()
{
	grep -c "bpf($1," "$trace" || :
}

@test "a hundred changes in a batch create one map and read its BTF once" {
	needs_control_maps "a map"
	printf 'xdp set eth0 napi-defer-hard-irqs %d\n' {16..115} >"$batch"
	run -0 traced batch file "$batch"
	[ "$(calls BPF_MAP_CREATE)" = 1 ]
	[ "$(calls BPF_BTF_GET_FD_BY_ID)" = 1 ]
	[ "$(calls BPF_MAP_UPDATE_ELEM)" = 100 ]
	[ "${lines[99]}" = "eth0: napi-defer-hard-irqs 114 -> 115" ]
	[ "${lines[100]}" = "processed 100 commands" ]
}

@test "a change alone creates one map, and nobody loads a program" {
	needs_control_maps "a map"
	run -0 traced xdp set eth0 napi-defer-hard-irqs 64
	[ "$(calls BPF_MAP_CREATE)" = 1 ]
	[ "$(calls BPF_PROG_LOAD)" = 0 ]
}

@test "reading and setting have a map each, and each view has one" {
	needs_control_maps "a map"
	local i

	for i in {1..10}; do
		echo "xdp set eth0 napi-defer-hard-irqs min"
		echo "xdp get eth0 napi-defer-hard-irqs"
		echo "xdp set eth0 napi-defer-hard-irqs max"
		echo "ctrl attrs xdp eth0"
	done >"$batch"
	run -0 traced batch file "$batch"
	# two of the devices, three of the views, and the directory
	[ "$(calls BPF_MAP_CREATE)" = 6 ]
	[ "$(calls BPF_MAP_UPDATE_ELEM)" = 20 ]
}

@test "limits in the errors of a batch are asked through one map of each view" {
	needs_control_maps "a map"
	local i

	for i in {1..10}; do
		echo "xdp set eth0 napi-defer-hard-irqs 2147483648"
	done >"$batch"
	run -1 traced batch file "$batch" keep-going
	[ "$(calls BPF_MAP_CREATE)" = 3 ]
	[ "$(grep -cxF "Error: $too_large" <<<"$output")" = 10 ]
}

@test "a batch keeps a bounded number of maps, and is right all the same" {
	needs_control_maps "a map"
	add_test_module
	batch_is <<-COMMANDS
		xdp attrs eth0
		ctrl attrs ctrl_test side=left shelf=0 slot=0
		xdp set eth0 napi-defer-hard-irqs 64
		ctrl set ctrl_test side=left shelf=0 slot=0 level 20
		ctrl attrs directory 0
		xdp get eth0 napi-defer-hard-irqs
		ctrl get ctrl_test side=left shelf=0 slot=0 level
	COMMANDS
	run -0 traced batch file "$batch"
	remove_test_module
	# fourteen are wanted, two of them were closed and created again
	[ "$(calls BPF_MAP_CREATE)" -gt 14 ]
	[ "${lines[-3]}" = 64 ]
	[ "${lines[-2]}" = 20 ]
}

@test "a list of maps in a batch shows none that the batch has kept" {
	batch_is <<-COMMANDS
		xdp get eth0 napi-defer-hard-irqs
		map show
		xdp get eth0 napi-defer-hard-irqs
	COMMANDS
	# the kernel frees maps behind the back of those that close them
	wait_until_no_maps
	bpftool_says 0 "256
256
processed 3 commands" "" batch file "$batch"
}

# Maps that were closed are freed after a grace period.
wait_until_no_maps()
{
	local i

	for ((i = 0; i < 100; i++)); do
		[ -n "$(bpftool map show)" ] || return 0
		sleep 0.05
	done
	return 1
}

@test "a map that a batch pins is not one that it goes on to use" {
	needs_control_maps "a map"
	batch_is <<-COMMANDS
		xdp set eth0 napi-defer-hard-irqs 64
		ctrl pin xdp /sys/fs/bpf/pinned
		map freeze pinned /sys/fs/bpf/pinned
		xdp set eth0 napi-defer-hard-irqs 32
	COMMANDS
	bpftool_says 0 "eth0: napi-defer-hard-irqs 256 -> 64
eth0: napi-defer-hard-irqs 64 -> 32
processed 4 commands" "" batch file "$batch"
}

@test "a device that comes and goes between batches is another one" {
	ip link add short0 type dummy
	bpftool_says 0 "0
processed 1 commands" "" batch file - <<<'xdp get short0 gro-flush-timeout'
	ip link del short0
	run -1 bpftool batch file - <<<'xdp get short0 gro-flush-timeout'
	output_has 'this network namespace has no device of that name'
}

@test "an error names file and line, comments and empty lines counted" {
	batch_is <<-COMMANDS
		# smaller, for now

		xdp set eth0 napi-defer-hard-irqs 64	# fine
		xdp set eth0 napi-defer-hard-irqs 2147483648
		xdp set eth0 napi-defer-hard-irqs 32
	COMMANDS
	bpftool_says 1 "eth0: napi-defer-hard-irqs 256 -> 64" \
		"Error: $too_large
Command failed $batch:4" batch file "$batch"
	bpftool_says 0 64 "" xdp get eth0 napi-defer-hard-irqs
}

@test "a command over several lines is named by its first" {
	batch_is <<-'COMMANDS'
		xdp get eth0 \
			tx-queues
		xdp set eth0 \
			napi-defer-hard-irqs \
			2147483648
		xdp set eth0 tx-queues 1
	COMMANDS
	run -1 bpftool batch file "$batch" keep-going
	output_is "1
Error: $too_large
Command failed $batch:3
Error: eth0: tx-queues is read-only
Command failed $batch:6
processed 3 commands, 2 failed"
}

@test "- reads the standard input, and is its name in an error" {
	printf '%s\n' 'xdp get eth0 napi-defer-hard-irqs' 'xdp get eth9' >"$batch"
	bpftool_says 1 256 \
		"Error: eth9: no such object: this network namespace has no device of that name
Command failed -:2" batch file - <"$batch"
}

@test "with keep-going the rest runs, and the status is that of the first failure" {
	batch_is <<-COMMANDS
		xdp set eth0 napi-defer-hard-irqs 2147483648
		xdp set eth0 napi-defer-hard-irqs 64
		xdp set eth0 gro-flush-timeout soon
		xdp set eth0 napi-defer-hard-irqs 32
	COMMANDS
	bpftool_says 1 "eth0: napi-defer-hard-irqs 256 -> 64
eth0: napi-defer-hard-irqs 64 -> 32
processed 4 commands, 2 failed" "Error: $too_large
Command failed $batch:1
Error: eth0: 'soon' is no value for gro-flush-timeout: a time is a number, with ns, us, ms or s behind it
Command failed $batch:3" batch file "$batch" keep-going
	sed -i 1d "$batch"
	run -2 bpftool batch file "$batch" keep-going
}

@test "with keep-going and no failure all is as without" {
	batch_is <<<'xdp get eth0 napi-defer-hard-irqs'
	bpftool_says 0 "256
processed 1 commands" "" batch file "$batch" keep-going
	bpftool_says 0 "256
processed 1 commands" "" batch file "$batch" keep
}

@test "in JSON each failure has file and line, and the document is one" {
	batch_is <<-COMMANDS
		xdp get eth0 napi-defer-hard-irqs
		xdp get eth9
		map show id 99999999
		xdp get eth0 napi-defer-hard-irqs
	COMMANDS
	run -1 --separate-stderr bpftool -j batch file "$batch" keep-going
	[ -z "$stderr" ]
	[ "$(jq -c '[.[] | [.line, .file == "'"$batch"'", (.output.error != null)]]' \
		<<<"$output")" = \
		'[[null,false,false],[2,true,true],[3,true,true],[null,false,false]]' ]
	[ "$(jq -c '.[3]' <<<"$output")" = \
		"{\"command\":[\"xdp\",\"get\",\"eth0\",\"napi-defer-hard-irqs\"],\"output\":{$eth0,\"napi_defer_hard_irqs\":256}}" ]
}

@test "a failure of upstream's commands has its line too" {
	batch_is <<-COMMANDS
		map create /sys/fs/bpf/numbers type array key 4 value 1 entries 1 name n
		map show id 99999999
		map update pinned /sys/fs/bpf/numbers key 0 0 0 0 value 5
		map lookup pinned /sys/fs/bpf/numbers key 0 0 0 0
	COMMANDS
	run ! --separate-stderr bpftool batch file "$batch" keep-going
	output_is "key: 00 00 00 00  value: 05
processed 4 commands, 1 failed"
	[[ $stderr = *"Command failed $batch:2" ]]
}

@test "a line that is no command has its number too" {
	batch_is <<-COMMANDS
		xdp get eth0 napi-defer-hard-irqs
		xdp get "eth0
		xdp get eth0 tx-queues
	COMMANDS
	bpftool_says 255 256 "Error: unterminated quoted string in command 1
Command failed $batch:2" batch file "$batch"
	bpftool_says 255 "256
1
processed 3 commands, 1 failed" "Error: unterminated quoted string in command 1
Command failed $batch:2" batch file "$batch" keep-going
}

@test "a word behind the file that is not keep-going is refused" {
	batch_is <<<'xdp get eth0 napi-defer-hard-irqs'
	bpftool_says 255 "" "Error: too many parameters for batch" \
		batch file "$batch" faster
	bpftool_says 255 "" "Error: too many parameters for batch" \
		batch file "$batch" keep-going now
	bpftool_says 255 "" "Error: too few parameters for batch" batch file
}

@test "a file that is not there is refused" {
	bpftool_says 255 "" "Error: Can't open file (/nowhere): No such file or directory" \
		batch file /nowhere keep-going
}

get256='xdp get eth0 napi-defer-hard-irqs'

@test "a comment of any length is one, and so is a command" {
	local long

	printf -v long '%*s' 65534 ''
	{
		printf '#%s%s\n' "${long// /x}" 'xdp set eth0 napi-defer-hard-irqs 64'
		printf '#%s%s\n' "$long" 'xdp set eth0 napi-defer-hard-irqs 32'
		printf '%s%s # %s\n' "$long" "$get256" "$long"
		printf 'xdp set eth0%s\\\n%snapi-defer-hard-irqs 2147483648\n' "$long" "$long"
	} >"$batch"
	bpftool_says 1 256 "Error: $too_large
Command failed $batch:4" batch file "$batch"
}

@test "files of Windows are read: CRLF, '\\' before it, a mark of UTF-8 at the beginning" {
	printf '\xef\xbb\xbf%s\r\n\r\n# comment\r\nxdp get \\\r\n  eth0 \\\r\ntx-queues\r\n%s' \
		"$get256" "xdp get eth9" >"$batch"
	bpftool_says 1 "256
1" "Error: eth9: no such object: this network namespace has no device of that name
Command failed $batch:7" batch file "$batch"
}

@test "what is no text in UTF-8 is named, and nothing of it runs" {
	printf '%s\0 x\n%s\n' "$get256" "$get256" >"$batch"
	bpftool_says 255 "256
processed 2 commands, 1 failed" \
		"Error: a byte of zero in command 0: this is no text, or not in UTF-8
Command failed $batch:1" batch file "$batch" keep-going
	printf '%s\r\n' "$get256" | iconv -t UTF-16 >"$batch"
	run -255 bpftool batch file "$batch"
	output_has "not in UTF-8"
}

# The document of a batch: each command, error, file and line, without the first
# words of what is long.
# usage: batch_document STATUS JQ
batch_document()
{
	run "-$1" --separate-stderr bpftool -j batch file "$batch" keep-going
	[ -z "$stderr" ]
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output=$(jq -c "$2" <<<"$output")
}

@test "in JSON a line that cannot be split has its text, its file and its line" {
	{
		echo 'xdp get "eth0'
		printf 'map%5000s\n' '' | sed 's/ / x/g'
		echo "$get256"
		printf '%s\\\n' "$get256 "
	} >"$batch"
	batch_document 255 '.[] | [.command[-1][:14], .output.error, .file, .line]'
	output_is "[\"xdp get \\\"eth0\",\"unterminated quoted string in command 0\",\"$batch\",1]
[\"map x x x x x \",\"too many arguments to command 1\",\"$batch\",2]
[\"napi-defer-har\",null,null,null]
[\"xdp get eth0 n\",\"missing continuation line on command 3\",\"$batch\",4]"
}

@test "in JSON whatever is in a name or in a word is escaped" {
	batch=$BATS_TEST_TMPDIR/'a "b"	c\d'
	printf 'batch file "%s"\nmap show id \001"\n' "$BATS_TEST_TMPDIR/no'\\" >"$batch"
	batch_document 255 '.[] | [.command[-1], .line]'
	[ "${#lines[@]}" -gt 0 ]
	output_is "[\"$BATS_TEST_TMPDIR/no'\\\\\",1]
[\"\\u0001\\\"\",2]"
}

@test "a file that cannot be read is an error with file and line" {
	batch=$BATS_TEST_TMPDIR
	bpftool_says 255 "" "Error: reading batch file failed: Is a directory
Command failed $batch:1" batch file "$batch"
	batch_document 255 '.[] | [.command, .output.error, .line]'
	output_is '[[],"reading batch file failed: Is a directory",1]'
}

@test "a command that bpftool ends with its usage is one failure of a batch" {
	printf '%s\n' 'map dump' nosuch "$get256" >"$batch"
	run -255 bpftool batch file "$batch" keep-going
	output_has "Command failed $batch:1"
	output_has "256
processed 3 commands, 2 failed$"
	batch_document 255 '.[] | [.output.error, .line]'
	output_is "[\"'dump': no such command, or it takes other words; see the help\",1]
[\"'nosuch': no such command, or it takes other words; see the help\",2]
[null,null]"
}

@test "a file that names itself is refused by its name, and the rest runs" {
	local names=": it names itself, or a file that it names does" other

	other=$BATS_TEST_TMPDIR/other
	printf '%s\n' "batch file $batch" "$get256" >"$batch"
	bpftool_says 255 "256
processed 2 commands, 1 failed" \
		"Error: batch file '$batch' is being read already$names
Command failed $batch:1" batch file "$batch" keep-going

	ln -s "$batch" "$BATS_TEST_TMPDIR/link"
	echo "batch file $BATS_TEST_TMPDIR/link" >"$other"
	echo "batch file $other" >"$batch"
	bpftool_says 255 "" \
		"Error: batch file '$BATS_TEST_TMPDIR/link' is being read already$names
Command failed $other:1
Command failed $batch:1" batch file "$batch"
	bpftool_says 255 "" "Error: batch file '-' is being read already$names
Command failed -:1" batch file - <<<'batch file -'
	echo 'batch file -' >"$batch"
	batch_document 0 .
	output_is '[{"command":["batch","file","-"],"output":[]}]'
}

@test "batch files within each other have a limit, and the one too many is named" {
	local i file=$BATS_TEST_TMPDIR/file

	for ((i = 1; i < 18; i++)); do
		echo "batch file $file$((i + 1))" >"$file$i"
	done
	: >"$file$i"
	run -0 bpftool batch file "${file}3"
	run -255 bpftool batch file "${file}1"
	output_has "^Error: batch file '${file}17' is not read: more than 16 batch files name each other"
	batch=${file}1
	batch_document 255 '[.. | .error? // empty] | length'
	output_is 1
}

@test "behind a batch within a batch all is as before" {
	echo "$get256" >"$BATS_TEST_TMPDIR/inner"
	batch_is <<-COMMANDS
		batch file $BATS_TEST_TMPDIR/inner
		prog stats interval 0.01 count 2
		xdp set eth0 napi-defer-hard-irqs 64
		xdp set eth0 napi-defer-hard-irqs 256
	COMMANDS
	batch_document 0 '[.[0].output[0].output.napi_defer_hard_irqs, (.[1].output | length), .[3].output.changed]'
	output_is '[256,2,true]'
	has_control_maps || return 0
	run -0 traced batch file "$batch"
	# of devices to read, to set and of programs
	[ "$(calls BPF_MAP_CREATE)" = 3 ]
}

@test "behind a batch within a batch commands still do not read the batch" {
	echo "prog stats run -- cat" >"$BATS_TEST_TMPDIR/inner"
	# more than is read ahead
	run -0 bpftool batch file - <<-BATCH
		batch file $BATS_TEST_TMPDIR/inner
		prog stats run -- cat
		#$(printf '%10000s' '')
		$get256
	BATCH
	output_has "256
processed 3 commands$"
}

@test "a command that is run has no file of the batch" {
	batch_is <<<"prog stats run -- ls -l /proc/self/fd"
	run -0 bpftool batch file "$batch"
	[[ $output != *"$batch"* ]]
	output_has "0 -> /dev/null"
}

# It has begun what lasts: it catches SIGINT.
# usage: until_it_lasts PID
until_it_lasts()
{
	local caught

	until [ "$(<"/proc/$1/comm")" = bpftool ] &&
		caught=$(grep SigCgt "/proc/$1/status") &&
		((0x${caught#*:?} & 2)); do
		sleep 0.05
	done
}

# The batch ends at its first command, which lasts, and by this signal.
# usage: signal_ends SIGNAL COMMAND [FORMAT]
signal_ends()
{
	local out=$BATS_TEST_TMPDIR/out pid status=0

	printf '%s\n' "$2" "xdp set eth0 napi-defer-hard-irqs 64" >"$batch"
	env --default-signal bpftool ${3-} batch file "$batch" keep-going \
		>"$out" 2>"$BATS_TEST_TMPDIR/err" 3>&- &
	pid=$!
	until_it_lasts $pid
	kill "-$1" $pid
	wait $pid || status=$?
	[ "$status" = $((128 + $(kill -l "$1"))) ] || { echo "$2: $status"; return 1; }
	output=$(<"$out")
	[[ $output != *processed* ]]
}

@test "a signal ends the batch with the command that lasts, whatever it is" {
	local command monitor=()

	# a change is told by control maps alone
	! has_control_maps || monitor=("ctrl monitor")
	echo "prog stats enable" >"$BATS_TEST_TMPDIR/inner"
	bpftool map create /sys/fs/bpf/events type perf_event_array key 4 \
		value 4 entries 8 name events
	for command in "${monitor[@]}" "prog stats interval 0.2" \
		"prog stats enable" "prog stats enable for 1000" \
		"prog stats run -- sleep 1000" "prog tracelog" \
		"map event_pipe pinned /sys/fs/bpf/events" \
		"batch file $BATS_TEST_TMPDIR/inner"; do
		signal_ends INT "$command"
		signal_ends TERM "$command" -j
		echo "$output" >>"$BATS_FILE_TMPDIR/documents"
		[[ $output != *'"set"'* ]]
	done
	bpftool_says 0 256 "" xdp get eth0 napi-defer-hard-irqs
}

@test "a signal that the caller ignores is ignored" {
	local pid status=0

	echo 'prog stats enable' >"$batch"
	bash -c 'trap "" INT; exec bpftool batch file "$1"' bash "$batch" 3>&- &
	pid=$!
	until grep -q 'SigCgt.*[2-7a-f]...$' /proc/$pid/status; do sleep 0.05; done
	kill -INT $pid
	kill -TERM $pid
	wait $pid || status=$?
	[ "$status" = 143 ]
}

@test "every document is valid JSON, on one line" {
	documents_are_json
}
