#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What Tab does behind "bpftool sock" and "bpftool prog stats", in bash and in
# zsh: processes, descriptors, attributes and values are asked of the system.
# completion.bats has what they share with all commands.
#
# also: @host

load helpers
load terminal

setup_file()
{
	be_quiet
	bpftool_for_all
	if has_control_maps; then
		bpftool ctrl pin sock_attr /sys/fs/bpf/sockets mode 666
		bpftool ctrl pin prog_stats_by_id /sys/fs/bpf/counts
	fi
	"$tools/load_programs" pin /sys/fs/bpf pass=2 drop=1 pass=2 \
		>"$BATS_FILE_TMPDIR/ids"
	start_processes
	install_completions
	open_bash root
	open_bash user "setpriv --reuid 4200 --regid 4200 --clear-groups"
	open_zsh zsh
}

# One process with one socket, one with three, one with none.
start_processes()
{
	sleep 1000 3>&- 6<>/dev/udp/127.0.0.1/5301 &
	export one=$!
	setpriv --reuid 4200 --regid 4200 --clear-groups sleep 1000 3>&- \
		6<>/dev/udp/127.0.0.1/5302 7<>/dev/udp/127.0.0.1/5303 8</dev/null \
		9<>/dev/udp/127.0.0.1/5304 &
	export three=$!
	sleep 1000 3>&- &
	export none=$!
	until [ "$(cat /proc/{$one,$three,$none}/comm | uniq -c)" = \
		"$(printf '%7d %s' 3 sleep)" ]; do
		sleep 0.1
	done
}

teardown_file()
{
	close_terminals
	kill "$one" "$three" "$none"
}

setup()
{
	be_quick
	terminal=root
	# of a buffer, which no socket option tells
	min=()
	! has_control_maps || min=(min)
}

@test "the verbs of sock are offered, and then pid" {
	offers "bpftool sock " attrs get help list reset set show
	offers "bpftool sock get " map pid
	completes "bpftool sock set p" "bpftool sock set pid "
}

@test "processes with sockets are offered by their number" {
	local shown

	press "bpftool sock show pid " 'M-*'
	shown=" ${line#bpftool sock show pid }"
	[[ $shown == *" $one "* && $shown == *" $three "* ]]
	[[ $shown != *" $none "* ]]
	completes "bpftool sock show pid $none" "bpftool sock show pid $none"
}

@test "the descriptors of a process that are sockets are offered" {
	offers "bpftool sock get pid $three fd " 6 7 9
	completes "bpftool sock get pid $three f" \
		"bpftool sock get pid $three fd "
	offers "bpftool sock show pid $one fd " 6
	offers_nothing "bpftool sock get pid $none fd "
}

@test "of a process with several sockets only fd may follow" {
	offers "bpftool sock set pid $three " fd
}

@test "of a process with one socket its attributes may follow, or fd" {
	completes "bpftool sock get pid $one f" "bpftool sock get pid $one f"
	offers "bpftool sock get pid $one f" family fd
	completes "bpftool sock set pid $one ma" "bpftool sock set pid $one ma"
	offers "bpftool sock set pid $one ma" mark max-pacing-rate
	completes "bpftool sock set pid $one f" "bpftool sock set pid $one fd "
}

@test "set offers what can be set on this socket, and values" {
	local set="bpftool sock set pid $three fd 7"

	offers "$set " busy-poll-usecs mark max-pacing-rate prefer-busy-poll \
		priority rcvbuf rcvlowat sndbuf
	offers "$set rcvbuf " default max "${min[@]}"
	completes "$set prefer-busy-poll of" "$set prefer-busy-poll off "
	completes "$set rcvbuf 40000 mark 7 dr" \
		"$set rcvbuf 40000 mark 7 dry-run "
	offers_nothing "$set coo"
}

@test "get offers what can be read, members of a struct too" {
	offers "bpftool sock get pid $three fd 6 xdp.rx-d" xdp.rx-dropped
	offers "bpftool sock get pid $three fd 6 r" rcvbuf rcvlowat rmem-alloc
	offers "bpftool sock get pid $three fd 6 rcvbuf r" rcvlowat rmem-alloc
}

@test "bpftool ctrl offers the same sockets" {
	offers "bpftool ctrl get sock-attr " pid
	offers "bpftool ctrl get sock-attr pid $three fd " 6 7 9
	completes "bpftool ctrl set sock-attr pid $one fd 6 prio" \
		"bpftool ctrl set sock-attr pid $one fd 6 priority "
}

@test "a map for sockets is offered to sock, and leads to the same words" {
	needs_control_maps "a map"
	local get="bpftool sock get map pinned /sys/fs/bpf/sockets"

	completes "bpftool sock get map pinned /sys/fs/bpf/so" "$get "
	offers "$get pid $three fd " 6 7 9
	completes "$get pid $three fd 6 sndb" "$get pid $three fd 6 sndbuf "
}

@test "a user is offered the own processes, and no others" {
	local get="bpftool sock get"

	# reading sockets through a map takes no capability
	! has_control_maps || get+=" map pinned /sys/fs/bpf/sockets"
	terminal=user
	offers "$get pid " "$three"
	offers "$get pid $three fd " 6 7 9
	completes "$get pid $three fd 6 sndb" "$get pid $three fd 6 sndbuf "
	offers_nothing "$get pid $one fd "
}

@test "the verbs of prog stats are offered, and what may stand without one" {
	offers "bpftool prog stats " enable help id interval map name \
		openmetrics percpu pinned prometheus reset run show sort tag
	completes "bpftool prog stats en" "bpftool prog stats enable "
	completes "bpftool prog stats enable f" "bpftool prog stats enable for "
	offers_nothing "bpftool prog stats enable for "
}

@test "programs are offered to prog stats by id, tag, name and path" {
	local ids tag word

	read -ra ids <"$BATS_FILE_TMPDIR/ids"
	tag=$(bpftool -j prog show pinned /sys/fs/bpf/drop-2 | jq -r .tag)
	for word in "" "show " "reset "; do
		completes "bpftool prog stats ${word}name dr" \
			"bpftool prog stats ${word}name drop "
		completes "bpftool prog stats ${word}pinned /sys/fs/bpf/dr" \
			"bpftool prog stats ${word}pinned /sys/fs/bpf/drop-2 "
		completes "bpftool prog stats ${word}tag ${tag:0:8}" \
			"bpftool prog stats ${word}tag $tag "
		offers "bpftool prog stats ${word}id " "${ids[@]}"
	done
}

@test "the order of prog stats is offered, and numbers that the kernel has" {
	offers "bpftool prog stats sort " avg collecting created-by-uid id \
		jited-prog-len load-time memlock misses name nr-map-ids \
		recursion-misses reset-time run-cnt run-time-ns runs time type \
		verified-insns xlated-insns xlated-prog-len
	completes "bpftool prog stats name drop sort av" \
		"bpftool prog stats name drop sort avg "
}

@test "an interval takes a count, and not what a table takes" {
	offers_nothing "bpftool prog stats interval "
	completes "bpftool prog stats interval 1 co" \
		"bpftool prog stats interval 1 count "
	offers_nothing "bpftool prog stats interval 1 openm"
}

@test "a map for program statistics is offered to prog stats" {
	needs_control_maps "a map"
	offers "bpftool prog stats map " id name pinned
	completes "bpftool prog stats map pinned /sys/fs/bpf/co" \
		"bpftool prog stats map pinned /sys/fs/bpf/counts "
	completes "bpftool prog stats map pinned /sys/fs/bpf/counts name dr" \
		"bpftool prog stats map pinned /sys/fs/bpf/counts name drop "
}

@test "zsh offers processes, descriptors, attributes and values" {
	terminal=zsh
	completes "bpftool sock get pid $three f" \
		"bpftool sock get pid $three fd "
	offers "bpftool sock get pid $three fd " 6 7 9
	completes "bpftool sock set pid $three fd 6 mar" \
		"bpftool sock set pid $three fd 6 mark "
	offers "bpftool sock set pid $three fd 6 rcvbuf " default max "${min[@]}"
	completes "bpftool prog stats name dr" "bpftool prog stats name drop "
	completes "bpftool prog stats sort av" "bpftool prog stats sort avg "
}

@test "no map and no program is left behind" {
	run -0 bpftool map show
	! has_control_maps || [ "$(grep -c control <<<"$output")" = 2 ]
	run -0 bpftool prog show
	[ "$(grep -c '^[0-9]*: ' <<<"$output")" = 3 ]
}
