#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What Tab does in zsh, key by key in a terminal. completion.bats has bash, and
# more of what bpftool answers.
#
# control maps only: what zsh does with the answers is the same; completion.bats has those

load helpers
load terminal

setup_file()
{
	be_quiet
	add_netdevsim 1 nsim1
	ip -batch - <<-'COMMANDS'
		link add eth0 type veth peer name peer0
		link add dummy0 type dummy
	COMMANDS
	bpftool map create /sys/fs/bpf/devices type control name devices map_extra 1
	add_test_module
	install_completions
	open_zsh zsh
}

teardown_file()
{
	close_terminals
}

setup()
{
	be_quick
	terminal=zsh
}

@test "the objects that upstream has and ours are offered" {
	completes "bpftool x" "bpftool xdp "
	completes "bpftool struct" "bpftool struct_ops "
}

@test "the verbs of upstream's objects are offered" {
	completes "bpftool prog sh" "bpftool prog show "
	completes "bpftool map event" "bpftool map event_pipe "
}

@test "the verbs of xdp are offered" {
	offers "bpftool xdp " attrs get help list queues reset set show stats
	completes "bpftool xdp at" "bpftool xdp attrs "
	offers_nothing "bpftool xdp nosuch "
}

@test "devices are offered, and the words that may stand before them" {
	completes "bpftool xdp get et" "bpftool xdp get eth0 "
	offers "bpftool xdp set dev " dummy0 eth0 ifindex lo nsim1 peer0
	completes "bpftool xdp reset ifindex " "bpftool xdp reset ifindex "
}

@test "set offers what can be set on this device and is not named yet" {
	offers "bpftool xdp set eth0 r" rx-gro-hw rx-only-queues rx-udp-gro-forwarding \
		rx-vlan-offload
	completes "bpftool xdp set eth0 xsk-ring-size 64 d" \
		"bpftool xdp set eth0 xsk-ring-size 64 dry-run "
	offers_nothing "bpftool xdp set eth0 xsk-ring-size 64 xsk"
	completes "bpftool xdp set eth0 xsk_r" "bpftool xdp set eth0 xsk_ring_size "
	offers_nothing "bpftool xdp set eth0 xsk-ring-size 64 dry-run "
}

@test "min, max and default are offered where the kernel knows them" {
	offers "bpftool xdp set eth0 xsk-ring-size " default max min
	offers "bpftool xdp set nsim1 rx-ring-size " default max
}

@test "the candidates are shown with what they stand for" {
	press "bpftool xdp set eth0 xsk-ring-size " Tab Tab
	for _ in {1..100}; do
		run -0 in_terminal capture-pane -p
		[[ $output != *min*--\ 16* ]] || break
		sleep 0.1
	done
	output_has "default +-- 256"
	output_has "max +-- 16384"
	output_has "min +-- 16"
}

@test "maps are offered by id, name and path, behind the word map" {
	completes "bpftool xdp get m" "bpftool xdp get map "
	offers "bpftool xdp get map " id name pinned
	completes "bpftool xdp set map name " "bpftool xdp set map name devices "
	completes "bpftool xdp set map pinned /sys/fs/bpf/dev" \
		"bpftool xdp set map pinned /sys/fs/bpf/devices "
}

@test "ctrl offers types, keys, attributes and values" {
	completes "bpftool ctrl get ctrl" "bpftool ctrl get ctrl-test "
	completes "bpftool ctrl get ctrl-test si" "bpftool ctrl get ctrl-test side="
	completes "bpftool ctrl get ctrl-test side=l" \
		"bpftool ctrl get ctrl-test side=left "
	completes "bpftool ctrl set ctrl-test side=left shelf=1 slot=2 window.l" \
		"bpftool ctrl set ctrl-test side=left shelf=1 slot=2 window.low "
	completes "bpftool ctrl set ctrl-test side=left shelf=1 slot=2 features lid,li" \
		"bpftool ctrl set ctrl-test side=left shelf=1 slot=2 features lid,light"
	completes "bpftool ctrl save xdp et" "bpftool ctrl save xdp eth0 "
	completes "bpftool ctrl diff /etc/hostn" "bpftool ctrl diff /etc/hostname "
	completes "bpftool ctrl pin xdp /sys/fs/b" "bpftool ctrl pin xdp /sys/fs/bpf/"
	completes "bpftool ctrl pin xdp /x view cu" \
		"bpftool ctrl pin xdp /x view current "
	completes "bpftool ctrl pin xdp /x group daem" \
		"bpftool ctrl pin xdp /x group daemon "
}

@test "prog stats offers its words, programs and commands" {
	completes "bpftool prog stats op" "bpftool prog stats openmetrics "
	completes "bpftool prog stats en" "bpftool prog stats enable "
	completes "bpftool prog stats run -- bpftoo" \
		"bpftool prog stats run -- bpftool "
}

@test "options do not disturb, wherever they stand" {
	completes "bpftool -j xdp set et" "bpftool -j xdp set eth0 "
	completes "bpftool xdp --pretty set -d eth0 xsk" \
		"bpftool xdp --pretty set -d eth0 xsk-ring-size "
	completes "bpftool xdp set eth0 gro-flush-timeout -1 xsk" \
		"bpftool xdp set eth0 gro-flush-timeout -1 xsk-ring-size "
}

@test "an abbreviated object or verb is completed like the whole one" {
	completes "bpftool x se" "bpftool x set "
	completes "bpftool xd se et" "bpftool xd se eth0 "
}

@test "a word in quotes and a path to bpftool are no obstacle" {
	completes "bpftool 'xdp' \"get\" et" "bpftool 'xdp' \"get\" eth0 "
	completes "$(type -P bpftool) xdp get et" \
		"$(type -P bpftool) xdp get eth0 "
}

@test "a device's name is never executed" {
	# shellcheck disable=SC2016 # as it is
	ip link add '$(reboot)' type dummy
	# shellcheck disable=SC2016
	completes 'bpftool xdp get \$' 'bpftool xdp get \$\(reboot\) '
	# shellcheck disable=SC2016
	completes 'bpftool xdp get \$\(reboot\) zc' \
		'bpftool xdp get \$\(reboot\) zc-max-segs '
	# shellcheck disable=SC2016
	ip link del '$(reboot)'
}

@test "a bpftool is asked whose path has blanks" {
	local tools="/run/my tools"

	mkdir "$tools"
	cp "$(type -P bpftool)" "$tools/bpftool"
	completes '/run/my\ tools/bpftool xdp get pe' \
		'/run/my\ tools/bpftool xdp get peer0 '
	completes '/run/my\ tools/bpftool stru' '/run/my\ tools/bpftool struct_ops '
}
