#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The examples of the manual pages, run in their order: what the pages show is
# what is printed. "#" is root, "$" somebody of the group netops.
#
# control maps only: the pages show control maps

load helpers

pages=$BATS_TEST_DIRNAME/../../docs/man

setup_file()
{
	be_quiet
	bpftool_for_all
	ip -batch - <<-COMMANDS
		link add eth0 type veth peer name peer0
		link add dummy0 type dummy
	COMMANDS
	groupadd netops
	head -c 64 /dev/zero >/tmp/frame
	mkdir /var/lib/node_exporter
}

setup()
{
	be_quick
}

teardown()
{
	rm -f /sys/fs/bpf/*
	bpftool xdp reset eth0 >/dev/null
}

# What is between EXAMPLES and the next title: a command a line, marked with the
# prompt, and its output, indented by two blanks.
examples_of()
{
	awk '
		/^=+$/ && title == "EXAMPLES" { inside = 1; next }
		/^=+$/ { inside = 0 }
		{ title = $0 }
		inside && sub(/^\*\*/, "") && sub(/\*\*$/, "") { print }
		inside && /^  / { print }' "$pages/bpftool-$1.rst"
}

as_prompt_says()
{
	local groups

	case $1 in
	\#) bash -c "$2" ;;
	*)
		groups=$(getent group netops)
		groups=${groups%:*}
		setpriv --reuid 65534 --regid 65534 \
			--groups "${groups##*:}" bash -c "$2"
		;;
	esac 2>&1 || :
}

# The server that the page of bpftool sock has as process 60, with a client, a
# process of somebody else, there 413, and an AF_XDP program that falls behind,
# there 88. A process keeps its number here: the words of the page are replaced
# instead.
start_processes()
{
	/usr/bin/python3 -I -S -m http.server 8000 --bind 127.0.0.1 \
		>/dev/null 2>&1 3>&- 4>&- &
	server=$!
	until ss -Htln | grep -qF 127.0.0.1:8000; do sleep 0.1; done
	/usr/bin/python3 -I -S -c 'import signal, socket
connection = socket.create_connection(("127.0.0.1", 8000), None,
	("127.0.0.1", 43540))
signal.pause()' 3>&- 4>&- &
	client=$!
	until [[ $(readlink /proc/$server/fd/4) == socket:* ]]; do sleep 0.1; done
	setpriv --reuid 65534 --regid 65534 --clear-groups sleep 1000 3>&- 4>&- \
		7<>/dev/udp/127.0.0.1/5301 &
	other=$!
	until grep -qs sleep /proc/$other/comm; do sleep 0.1; done

	add_veth veth0 veth1
	coproc { exec "$tools/xsk_reader" veth0 2>/dev/null 3>&- 4>&-; }
	reader=$COPROC_PID
	read -r <&"${COPROC[0]}"
	send_frames veth1 100
	until [ "$(</sys/class/net/veth0/statistics/rx_packets)" = 100 ]; do
		sleep 0.1
	done
}

stop_processes()
{
	kill "$server" "$client" "$other" "$reader"
}

# The page with what the commands of its examples really print.
run_examples()
{
	local line

	while IFS= read -r line; do
		case $line in
		[#\$]\ *)
			printf '%s\n' "$line"
			as_prompt_says "${line:0:1}" "${line:2}" </dev/null |
				sed 's/^/  /'
			;;
		esac
	done <"$1"
}

# The examples of a page print what it says; there are so many commands.
# usage: prints_its_examples PAGE NUMBER
prints_its_examples()
{
	local page=$BATS_TEST_TMPDIR/page

	examples_of "$1" >"$page"
	run_examples "$page" | diff "$page" -
	[ "$(grep -c '^[#$] ' "$page")" = "$2" ]
}

# Times and what follows from them, which are others each time.
mask_times()
{
	sed -E 's/[0-9.]+ ?([num]?s)\>/T \1/g; s/[0-9.]+%/P/g
		s/(program|pass) +1000 +[0-9]+ /\1 1000 R /; s/ +/ /g' "$1"
}

@test "the examples of bpftool-xdp print what its page shows" {
	prints_its_examples xdp 9
}

@test "the examples of bpftool-ctrl print what its page shows" {
	prints_its_examples ctrl 11
}

@test "the examples of bpftool-prog-stats print what its page shows, but for the times" {
	local page=$BATS_TEST_TMPDIR/page

	"$tools/load_programs" pin /sys/fs/bpf pass=2 drop=1 >/dev/null
	examples_of prog-stats >"$page"
	run_examples "$page" >"$page.run"
	diff <(mask_times "$page") <(mask_times "$page.run")
	[ "$(grep -c '^[#$] ' "$page")" = 5 ]
	grep -q '^bpf_prog_run_cnt_total{.*name="pass".*} 0$' \
		/var/lib/node_exporter/bpf.prom
}

@test "the examples of bpftool-sock print what its page shows" {
	local page=$BATS_TEST_TMPDIR/page

	start_processes
	examples_of sock >"$page"
	sed -i "s/pid 60\>/pid $server/; s/process 60\>/process $server/
		s/\"pid\":60\>/\"pid\":$server/; s/pid 413\>/pid $other/
		s/pid 88\>/pid $reader/" "$page"
	run_examples "$page" | diff "$page" -
	[ "$(grep -c '^[#$] ' "$page")" = 10 ]
	stop_processes
}
