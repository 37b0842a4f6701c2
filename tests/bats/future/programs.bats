#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# A kernel younger than bpftool: what it appended to the statistics of programs and
# to the attributes of sockets. The tool is the one from before the last attribute
# of the series.

load ../helpers
load ../attributes

setup_file()
{
	be_quiet
	mkdir /sys/fs/bpf/programs
	"$tools/load_programs" pin /sys/fs/bpf/programs pass=2 drop=1 \
		>"$BATS_FILE_TMPDIR/ids"
}

setup()
{
	be_quick
	use_old_bpftool
	run -1 grep -q -e future_pages -e future_no_check "$(command -v bpftool)"
	read -r pass drop <"$BATS_FILE_TMPDIR/ids"
}

@test "a named program shows attributes that were appended since" {
	run -0 bpftool prog stats id "$pass"
	output_has $'\n\t'"future-pages +1"$'\n'
	output_has $'\n\t'"future-age +[0-9]+"$'\n'
	output_has $'\n\t'"future-mode +hot"
}

@test "they are in JSON" {
	run -0 bpftool -j prog stats
	run -0 jq -c '.programs | map([.future_pages, .future_mode,
		.future_age > 1000000]) | unique' <<<"$output"
	output_is '[[1,"hot",true]]'
}

@test "they are metrics, with the unit that their type tells" {
	run -0 bpftool prog stats openmetrics
	output_has $'\n'"bpf_prog_future_pages\\{id=\"$pass\",[^}]*\\} 1"$'\n'
	output_has $'\n'"# UNIT bpf_prog_future_age_seconds seconds"$'\n'
	output_has $'\n'"bpf_prog_future_age_seconds\\{id=\"$drop\",[^}]*\\} [0-9]+\\.[0-9]{9}"$'\n'
	output_has $'\n'"bpf_prog_future_mode\\{id=\"$pass\",[^}]*,value=\"hot\"\\} 1"$'\n'
}

@test "programs can be sorted by them" {
	run -0 bpftool prog stats sort future-age
	output_has $'\n'" *$pass +xdp +pass .*"$'\n'" *$drop +xdp +drop "
	run -0 bpftool prog stats complete -- sort future-
	output_is $'future-pages\nfuture-age\tns'
}

@test "an attribute that was appended to sockets is set, and the process sees it" {
	local fd

	coproc { exec /usr/bin/python3 -I -S -c 'import socket, sys
SO_NO_CHECK = 11
own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(own.fileno(), flush=True)
for _ in sys.stdin:
    print(own.getsockopt(socket.SOL_SOCKET, SO_NO_CHECK), flush=True)
' 3>&-; }
	process=$COPROC_PID tell=${COPROC[1]} told=${COPROC[0]}
	read -r fd <&"$told"
	bpftool_says 0 "pid $process fd $fd: future-no-check off -> on
pid $process fd $fd: mark 0 -> 3" "" \
		sock set pid "$process" fd "$fd" future-no-check on mark 3
	echo >&"$tell"
	read -r answer <&"$told"
	[ "$answer" = 1 ]
	bpftool_says 0 "pid $process fd $fd: mark 3 -> 0
pid $process fd $fd: future-no-check on -> off" "" \
		sock reset pid "$process" fd "$fd"
	echo >&"$tell"
	read -r answer <&"$told"
	[ "$answer" = 0 ]
	every_attribute_works sock pid "$process" fd "$fd"
	[[ " ${tried[*]} " == *" future-no-check "* ]]
	exec {tell}>&-
	wait "$process"
}

@test "an attribute that is called as a key of bpftool's own does not take its place in JSON" {
	coproc { exec /usr/bin/python3 -I -S -c 'import socket, sys
own = socket.create_server(("127.0.0.1", 8000))
print("listens", flush=True)
sys.stdin.read()
' 3>&-; }
	process=$COPROC_PID tell=${COPROC[1]} told=${COPROC[0]}
	read -r _ <&"$told"
	run -0 bpftool -j sock show pid "$process"
	run -0 jq -c '.[] | [.local, ."attribute:local"]' <<<"$output"
	output_is '["127.0.0.1:8000",true]'
	exec {tell}>&-
	wait "$process"
}
