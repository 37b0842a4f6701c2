#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool sock: what sockets have, and what is set. ss, and what getsockopt() tells the
# server itself, say what is true of it.
#
# also: @host
# shellcheck disable=SC2086 # $with_map is words, or none

load helpers
load attributes
load sockets

@test "show has a line for each socket of a process, with its addresses" {
	local cookie

	cookie=$((16#$(ss -Htlne 'sport = :8000' | sed -n 's/.* sk:\([0-9a-f]*\).*/\1/p')))
	bpftool_says 0 "FD  FAMILY  TYPE    PROTOCOL  STATE   LOCAL           PEER  COOKIE
 3  inet    stream  tcp       listen  127.0.0.1:8000  -     $cookie" "" \
		sock show pid "$server"
	bpftool_says 0 "$output$(bpftool sock show pid "$server")" "" \
		sock list pid "$server"
	run -0 ss -Htlnp
	output_has "pid=$server,fd=3"
}

@test "addresses of every family are those that the process has bound" {
	local bound

	bound=$(<"$sockets")
	# the queue is told by control maps alone
	has_control_maps || bound=${bound/veth0:0/-}
	run -0 bpftool sock show pid "$many"
	[ "$(awk 'NR > 1 { print $1, $6, $7 }' <<<"$output")" = "$bound" ]
	[ "$(awk '$2 == "inet6" { print $3, $4 }' <<<"$output")" = "stream tcp" ]
}

@test "an AF_XDP socket shows its queue and its rings" {
	needs_control_maps "what AF_XDP has"
	local fd

	fd=$(fd_of veth0:0)
	run -0 bpftool -j sock show pid "$many" fd "$fd"
	run -0 jq -c '[.local, .family, .xdp.rx_ring_size, .xdp.fill_ring_size,
		.xdp.completion_ring_size, .xdp.tx_ring_size]' <<<"$output"
	output_is '["veth0:0","xdp",16,64,32,0]'
}

# The AF_XDP counters of $reader are this list in the end.
counters_are()
{
	until [ "$(bpftool -j sock get pid "$reader" fd "$fd" xdp | jq -c '.xdp |
		[.rx_dropped, .rx_invalid_descs, .tx_invalid_descs,
		.rx_ring_full, .rx_fill_ring_empty_descs]')" = "$1" ]; do
		sleep 0.1
	done
}

@test "an AF_XDP program that falls behind is seen by its rings and counters" {
	needs_control_maps "what AF_XDP has"
	local fd input output frames

	add_veth eth0 peer0
	coproc { exec "$tools/xsk_reader" eth0 2>/dev/null 3>&-; }
	reader=$COPROC_PID input=${COPROC[1]} output=${COPROC[0]}
	read -r fd <&"$output"
	bpftool_says 0 "pid $reader fd $fd
	xdp.ifindex                   $(</sys/class/net/eth0/ifindex)
	xdp.queue-id                  0
	xdp.rx-ring-size              16
	xdp.tx-ring-size              8
	xdp.fill-ring-size            64
	xdp.completion-ring-size      32
	xdp.zero-copy                 off
	xdp.need-wakeup               off
	xdp.rx-dropped                0
	xdp.rx-invalid-descs          0
	xdp.tx-invalid-descs          0
	xdp.rx-ring-full              0
	xdp.rx-fill-ring-empty-descs  0
	xdp.tx-ring-empty-descs       0
	drops                         -" "" \
		sock get pid "$reader" fd "$fd" xdp drops

	send_frames peer0 100	# into a ring of 16
	counters_are "[0,0,0,84,0]"
	bpftool_says 0 84 "" sock get pid "$reader" fd "$fd" xdp.rx-ring-full
	echo >&"$input"
	read -r frames <&"$output"
	[ "$frames" = 16 ]

	send_frames peer0 10
	until [ "$(</sys/class/net/eth0/statistics/rx_packets)" = 110 ]; do
		sleep 0.1
	done
	echo >&"$input"
	read -r frames <&"$output"
	[ "$frames" = 10 ]
	counters_are "[0,0,0,84,0]"

	exec {input}>&-
	wait "$reader"
	ip link del eth0
}

@test "both ends of a connection show each other" {
	local here there

	exec 7<>/dev/tcp/127.0.0.1/8000
	run -0 bpftool -j sock show pid $BASHPID fd 7
	here=$(jq -r '.local + " " + .peer' <<<"$output")
	until there=$(bpftool sock show pid "$server" | awk '/established/ {
		print $7, $6 }') && [ "$there" ]; do
		sleep 0.1
	done
	exec 7>&-
	[ "$here" = "$there" ]
	no_connection_left
}

@test "without pid the sockets of all processes are shown, each with its process" {
	local line

	run -0 bpftool sock show
	output_has "^PID +FD +FAMILY"
	while read -r line; do
		[[ $output =~ "$many"\ +"${line%% *}"\  ]] || { echo "no $line"; return 1; }
	done < <(bpftool sock show pid "$many" | tail -n +2)
	output_has "$server +3 +inet +stream +tcp +listen +127.0.0.1:8000"
}

@test "sockets are chosen by family, type, state and port" {
	local all

	run -0 bpftool sock show state listen port 8000
	[ "${#lines[@]}" = 2 ]
	output_has "$server +3 "
	run -0 bpftool sock show pid "$many" port 5302
	[ "${#lines[@]}" = 2 ]
	output_has "127.0.0.1:5301 +127.0.0.1:5302"
	run -0 bpftool -j sock show family unix type seqpacket
	[ "$(jq -r '[.[] | .family, .type] | unique | join(" ")' <<<"$output")" = "seqpacket unix" ]
	all=$(bpftool -j sock show pid "$many" | jq length)
	run -0 bpftool -j sock show pid "$many" family packet
	[ "$(jq length <<<"$output")" -lt "$all" ]
	bpftool_says 0 "[]" "" -j sock show pid "$many" family inet type raw
}

@test "words that choose no socket that can be are refused" {
	bpftool_says 2 "" "Error: 'inet5' is no value for family: the names are $(bpftool -j sock attrs | jq -r '.attributes[] | select(.name == "family").words | join(", ")'); did you mean inet or inet6?" \
		sock show family inet5
	run -2 bpftool sock show port 65536
	output_has "'65536' is no port"
	run -2 bpftool sock show state
	output_has "'state' is followed by which"
	run -2 bpftool sock show family inet family inet
	output_has "'family' is one word too many"
	run -2 bpftool sock show famly inet
	[[ $output == *"'famly' is one word too many; usage: bpftool sock { show | list } [map MAP] [SOCK] [family FAMILY] "* ]]
	run -2 bpftool sock show pid "$many" fd 3 family inet
	output_has "a socket that is named needs no choice"
}

@test "an ordinary user sees the own sockets, and those of others are left out" {
	local own

	as_user /usr/bin/python3 -I -S -c 'import socket, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", 5999)); time.sleep(100)' 3>&- &
	own=$!
	until ss -Hul | grep -qF 127.0.0.1:5999; do sleep 0.1; done
	run -0 as_user bpftool sock show $with_map
	output_has "127.0.0.1:5999"
	[[ $output != *127.0.0.1:8000* ]]
	kill $own
}

@test "show with a descriptor has every attribute below the addresses" {
	run -0 bpftool sock show pid "$server" fd 3
	[ "${lines[0]}" = "pid $server fd 3: 127.0.0.1:8000" ]
	[ "${output#*$'\n'}" = "$(tail -n +2 "$BATS_TEST_TMPDIR/attributes")" ]
}

@test "the process itself sees the rcvbuf, mark and priority that it is given" {
	bpftool_says 0 "pid $server fd 3: rcvbuf $(bpftool sock get pid "$server" rcvbuf) -> 40000
pid $server fd 3: mark 0 -> 7
pid $server fd 3: priority 0 -> 3" "" \
		sock set pid "$server" fd 3 rcvbuf 40000 mark 7 priority 3
	run -0 getsockopt
	output_is $'mark 7\npriority 3\nrcvbuf 40000'
	run -0 ss -Htlnme
	output_has 'fwmark:0x7 '
	output_has ',rb40000,'

	bpftool sock reset pid "$server" fd 3 mark priority
	run -0 getsockopt
	output_is $'mark 0\npriority 0\nrcvbuf 40000'
}

@test "every attribute of a socket takes its whole range, and nothing beyond it" {
	local address

	for address in 127.0.0.1:5301 '@a@b\x1b[2J' 4711 veth0 veth0:0; do
		every_attribute_works sock pid "$many" fd "$(fd_of $address)"
		[[ " ${tried[*]} " == *" rcvbuf "* ]]
	done
}

@test "several attributes are set all or none" {
	bpftool_says 1 "" "Error: pid $server fd 3: rcvlowat: 0 is out of range; the range is 1..$(bpftool -j sock attrs pid "$server" fd 3 | jq '.attributes[] | select(.name == "rcvlowat").max')" \
		sock set pid "$server" fd 3 mark 9 rcvlowat 0 priority 2
	nothing_changed
}

@test "a limit that depends on what else is set is told as it is then" {
	local words="rcvbuf 40000 rcvlowat"

	bpftool_says 1 "" "Error: pid $server fd 3: rcvlowat: 20001 is not allowed: 20001 is outside 1..20000" \
		sock set pid "$server" fd 3 rcvlowat 20001 rcvbuf 40000
	nothing_changed
	run -0 bpftool sock set pid "$server" fd 3 $words 20000
	output_has ": rcvlowat 1 -> 20000"
	run -0 bpftool sock set pid "$server" fd 3 ${words/40000/80000} 40000
	output_has ": rcvlowat 20000 -> 40000"
}

@test "a dry run judges and changes nothing" {
	local remark="dry run"

	has_control_maps || remark+="; the kernel was not asked"
	bpftool_says 0 "pid $server fd 3: mark 0 -> 9 ($remark)" "" \
		sock set pid "$server" fd 3 mark 9 dry-run
	bpftool_says 1 "" "Error: pid $server fd 3: cookie is read-only" \
		sock set pid "$server" fd 3 cookie 9 dry-run
	nothing_changed
}

# Others get the processor between any two of its system calls on maps.
slowly()
{
	strace -o /dev/null -e trace=bpf -e inject=bpf:delay_enter=20000 "$@"
}

@test "a reset of all tells only what it has reset, while frames come in" {
	local output

	coproc { exec /usr/bin/python3 -I -S -c 'import os, socket
own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
own.bind(("127.0.0.1", 0))
other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
other.connect(own.getsockname())
print(own.fileno(), flush=True)
while True:
    other.send(bytes(100))
' 3>&-; }
	flood=$COPROC_PID
	read -r fd <&"${COPROC[0]}"
	run -0 slowly bpftool sock reset pid "$flood" fd "$fd"
	output_is "pid $flood fd $fd: unchanged"
	run -0 slowly bpftool -j sock reset pid "$flood" fd "$fd"
	output_is "{\"pid\":$flood,\"fd\":$fd,\"dry_run\":false,\"changed\":false,\"attributes\":{}}"
	bpftool_says 0 "pid $flood fd $fd: mark 0 -> 4" "" \
		sock set pid "$flood" fd "$fd" mark 4
	bpftool_says 0 "pid $flood fd $fd: mark 4 -> 0" "" \
		sock reset pid "$flood" fd "$fd"
	kill "$flood"
}

# The options of <asm/socket.h> that are the mark and the cookie.
SO_MARK=36
SO_COOKIE=57

# usage: not_permitted REASON WORD...
not_permitted()
{
	refused 1 "pid $server fd 3: not permitted: $1" \
		",\"errno\":\"EACCES\",\"object\":\"pid $server fd 3\"$2,\"reason\":\"$1\"" \
		sock "${@:3}"
}

@test "what a security module refuses is told so, and nothing is set" {
	local reason="a security module refuses to show it"

	refuse setsockopt $SO_MARK
	if has_control_maps; then
		not_permitted "refused by a security module" "" \
			set pid "$server" mark 4 priority 3
	else
		not_permitted "mark: refused by a security module" \
			',"attribute":"mark","value":"4"' \
			set pid "$server" priority 3 mark 4
	fi
	nothing_changed
	bpftool_says 0 "pid $server fd 3: priority 0 -> 3" "" \
		sock set pid "$server" priority 3
	bpftool_says 0 "pid $server fd 3: priority 3 -> 0" "" \
		sock reset pid "$server"
	allow_again
	# without control maps, the options that are refused are left out
	has_control_maps || return 0
	refuse getsockopt $SO_COOKIE
	not_permitted "$reason" "" show pid "$server"
	not_permitted "$reason" "" get pid "$server" mark
	not_permitted "$reason" "" set pid "$server" priority 3
	allow_again
	nothing_changed
}

@test "show in JSON has the members' own names beside pid, fd and both addresses" {
	bpftool_says 0 "[$(bpftool -j sock show pid "$server" fd 3)]" "" \
		-j sock show pid "$server"
	run -0 bpftool -j sock show pid "$many"
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	run -0 jq -r '.[] | [.pid, .fd, .family, .type] | @tsv' <<<"$output"
	output_has "^$many"$'\t[0-9]+\tinet\tdgram\n'
	[ "${#lines[@]}" = "$(wc -l <"$sockets")" ]
}

@test "a batch sets sockets with one map" {
	run -0 bpftool batch file - <<-BATCH
		sock set pid $server fd 3 mark 3
		sock set pid $server fd 3 priority 2
		sock get pid $server fd 3 mark
	BATCH
	[ "${lines[2]}" = 3 ]
}

@test "all of that was JSON" {
	documents_are_json
}
