# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests of bpftool prog stats share. Four programs are loaded, two of
# them with the same name and tag; bpftool prog run runs them as often as a test
# wants.

dir=/sys/fs/bpf/programs
long=a_name_that_the_kernel_cuts
sysctl=/proc/sys/kernel/bpf_stats_enabled

# For setup_file.
load_programs()
{
	be_quiet
	mkdir $dir
	"$tools/load_programs" pin $dir pass=2 drop=1 pass=2 $long=3 \
		>"$BATS_FILE_TMPDIR/ids"
	head -c 64 /dev/zero >"$BATS_FILE_TMPDIR/packet"
}

# For setup: collection is off, and nothing has been counted.
note_programs()
{
	be_quick
	echo 0 >$sysctl
	if has_control_maps; then
		bpftool prog stats reset >/dev/null
	else
		rm -r $dir
		load_programs
	fi
	read -r pass drop pass2 cut <"$BATS_FILE_TMPDIR/ids"
	batch=$BATS_TEST_TMPDIR/batch
}

# usage: run_program FILE TIMES
run_program()
{
	bpftool prog run pinned "$dir/$1" data_in "$BATS_FILE_TMPDIR/packet" \
		repeat "$2" >/dev/null
}

# usage: count_program FILE TIMES: with collection on
count_program()
{
	bpftool prog stats run -- bpftool prog run pinned "$dir/$1" \
		data_in "$BATS_FILE_TMPDIR/packet" repeat "$2" >/dev/null
}

# What these words print is a document, noted for the last test.
document()
{
	run -0 --separate-stderr bpftool -j "$@"
	[ -z "$stderr" ] || { echo "$stderr"; return 1; }
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
}

# usage: program_has ID FIELD VALUE, in the document
program_has()
{
	local rest=${output#*\"id\":"$1",} before

	[ "$rest" != "$output" ] || { echo "no program $1: $output"; return 1; }
	before=${output%%\"id\":"$1",*}
	rest="${before##*\{}${rest%%[\{\}]*}}"
	[[ $rest =~ \"$2\":$3[],}] ]] ||
		{ echo "program $1 has not \"$2\":$3: $rest"; return 1; }
}

is_off()
{
	document prog stats
	output_has '^\{"collecting":false,'
}

# Wait until this command succeeds, ten seconds at most.
until_true()
{
	local i

	for ((i = 0; i < 100; i++)); do
		"$@" >/dev/null 2>&1 && return
		sleep 0.1
	done
	echo "this did not become true: $*"
	return 1
}

# Loads programs until let_go, and reads their ids.
# usage: hold NAME..., or hold_by link NAME
hold()
{
	hold_by hold "$@"
}

hold_by()
{
	local input=$BATS_TEST_TMPDIR/input

	mkfifo "$input"
	exec {output_of_it}< <(exec "$tools/load_programs" "$@" \
		<"$input" 3>&-)
	holder=$!
	exec {input_of_it}>"$input"
	read -r held <&"$output_of_it"
}

let_go()
{
	exec {input_of_it}>&-
	wait "$holder"
	rm "$BATS_TEST_TMPDIR/input"
}

# Begins an interval, of which next_line reads a line.
# usage: watch WORD...
watch()
{
	exec {lines_of_it}< <(exec bpftool -j prog stats "$@" 3>&-)
}

next_line()
{
	read -r line <&"$lines_of_it"
}

is_on()
{
	[[ $(bpftool -j prog stats) == '{"collecting":true,'* ]]
}

