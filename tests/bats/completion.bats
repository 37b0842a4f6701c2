#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What Tab does in bash, key by key in a terminal. completion-zsh.bats has zsh.
#
# also: @host

load helpers
load terminal

setup_file()
{
	be_quiet
	bpftool_for_all
	add_netdevsim 1 nsim1
	ip -batch - <<-'COMMANDS'
		link add eth0 type veth peer name peer0
		link add dummy0 type dummy
	COMMANDS
	if has_control_maps; then
		bpftool map create /sys/fs/bpf/devices type control name devices map_extra 1
		bpftool map create /sys/fs/bpf/types type control name types map_extra 0
		add_test_module
	fi
	install_completions
	open_bash root
	open_bash user "setpriv --reuid 65534 --regid 65534 --clear-groups"
}

teardown_file()
{
	close_terminals
}

setup()
{
	be_quick
	terminal=root
	# which the kernel's other interfaces do not have
	xsk=()
	! has_control_maps || xsk=(xsk-ring-size)
	# what can be set on eth0, in the order of completion
	settable=(gro gro-flush-timeout lro mtu napi-defer-hard-irqs ntuple rx-gro-hw
		rx-only-queues rx-udp-gro-forwarding rx-vlan-offload threaded
		tx-only-queues tx-vlan-offload "${xsk[@]}")
}

# What can be set on eth0 but for these, with dry-run as an option of set.
# usage: others NAME... to the array others
others()
{
	local name

	others=(dry-run)
	for name in "${settable[@]}"; do
		[[ " $* " == *" $name "* ]] || others+=("$name")
	done
}

# The control types of the kernel, as words, and what may stand there as well.
types_and_map()
{
	bpftool ctrl types | awk 'NR > 1 { print $1 } END { print "map" }' |
		tr _ - | sort
}

@test "the objects that upstream has and ours are offered" {
	offers "bpftool " batch btf cgroup ctrl feature gen help iter link map net \
		perf prog sock struct_ops xdp
	completes "bpftool x" "bpftool xdp "
}

@test "upstream's completion does what it did" {
	completes "bpftool pr" "bpftool prog "
	completes "bpftool prog sh" "bpftool prog show "
	completes "bpftool map create /m type has" \
		"bpftool map create /m type hash"
	offers "bpftool prog show " id name pinned tag
	offers "bpftool --j" --json
}

@test "the verbs of xdp are offered" {
	offers "bpftool xdp " attrs get help list queues reset set show stats
	completes "bpftool xdp at" "bpftool xdp attrs "
	offers_nothing "bpftool xdp nosuch "
	offers_nothing "bpftool xdp help "
}

@test "devices are offered, and the words that may stand before them" {
	completes "bpftool xdp get et" "bpftool xdp get eth0 "
	offers "bpftool xdp get " dev dummy0 eth0 ifindex lo map nsim1 peer0
	offers "bpftool xdp set dev " dummy0 eth0 ifindex lo nsim1 peer0
	offers "bpftool xdp attrs dev n" nsim1
	completes "bpftool xdp reset ifindex $(</sys/class/net/lo/ifindex)" \
		"bpftool xdp reset ifindex 1 "
	offers_nothing "bpftool xdp attrs eth0 "
}

@test "get offers the attributes that are not named yet" {
	offers "bpftool xdp get eth0 tx" tx-only-queues tx-queues tx-ring-size tx-usecs \
		tx-vlan-offload
	completes "bpftool xdp get eth0 rx-queues rx-r" \
		"bpftool xdp get eth0 rx-queues rx-ring-size "
	offers_nothing "bpftool xdp get eth0 rx_queues rx-ring-size rx-r"
}

@test "show offers attributes, and where, behind which are values" {
	offers "bpftool xdp show tx" tx-only-queues tx-queues tx-ring-size tx-usecs \
		tx-vlan-offload
	completes "bpftool xdp show tx-queues wh" "bpftool xdp show tx-queues where "
	offers "bpftool xdp show where z" zc-max-segs
	completes "bpftool xdp show where xdp-features basic tx-q" \
		"bpftool xdp show where xdp-features basic tx-queues "
	completes "bpftool xdp show where xdp-features basic,rx-" \
		"bpftool xdp show where xdp-features basic,rx-sg"
	completes "bpftool ctrl dump xdp tx-q" "bpftool ctrl dump xdp tx-queues "
}

@test "set offers what can be set on this device and is not named yet" {
	offers "bpftool xdp set eth0 " "${settable[@]}"
	offers "bpftool xdp set nsim1 rx-r" rx-ring-size
	offers "bpftool xdp set nsim1 pause" pause-autoneg pause-rx pause-tx
	others napi-defer-hard-irqs
	offers "bpftool xdp set eth0 napi-defer-hard-irqs 64 " "${others[@]}"
	others napi-defer-hard-irqs gro-flush-timeout
	offers "bpftool xdp set eth0 gro_flush_timeout 5 napi-defer-hard-irqs 64 " \
		"${others[@]}"
	offers_nothing "bpftool xdp set eth0 napi-defer-hard-irqs 64 dry-run "
}

@test "reset offers what has a default" {
	# what else was before, control maps alone know
	offers "bpftool xdp reset eth0 " gro-flush-timeout napi-defer-hard-irqs \
		${xsk:+threaded} "${xsk[@]}"
}

@test "a name can be typed with '_'" {
	completes "bpftool xdp set eth0 napi_d" "bpftool xdp set eth0 napi_defer_hard_irqs "
	completes "bpftool xdp set eth0 napi-d" "bpftool xdp set eth0 napi-defer-hard-irqs "
}

@test "min, max and default are offered where the kernel knows them" {
	offers "bpftool xdp set eth0 napi-defer-hard-irqs " default max min
	offers "bpftool xdp set nsim1 rx-ring-size " ${xsk:+default} max
	completes "bpftool xdp set eth0 gro-flush-timeout 5 napi-defer-hard-irqs d" \
		"bpftool xdp set eth0 gro-flush-timeout 5 napi-defer-hard-irqs default "
	offers_nothing "bpftool xdp set dummy0 rx-ring-size "
	offers_nothing "bpftool xdp set eth0 rx-queues "
	offers_nothing "bpftool xdp set eth0 nosuch "
}

@test "maps are offered by id, name and path, behind the word map" {
	needs_control_maps "a map"
	local id

	id=$(bpftool map show pinned /sys/fs/bpf/devices)
	completes "bpftool xdp get m" "bpftool xdp get map "
	offers "bpftool xdp get map " id name pinned
	completes "bpftool xdp get map id " "bpftool xdp get map id ${id%%:*} "
	completes "bpftool xdp set map name " "bpftool xdp set map name devices "
	completes "bpftool xdp set map pinned /sys/fs/bpf/dev" \
		"bpftool xdp set map pinned /sys/fs/bpf/devices "
	completes "bpftool xdp set map pinned /sys/fs/bpf/devices eth0 xsk-ring-size ma" \
		"bpftool xdp set map pinned /sys/fs/bpf/devices eth0 xsk-ring-size max "
	offers_nothing "bpftool xdp get map pinned /nowhere "
}

@test "of another namespace's map, devices are offered by index" {
	needs_control_maps "a map"
	ip netns add other
	nsenter --net=/run/netns/other bpftool map create /sys/fs/bpf/other type control \
		name other map_extra 1
	offers "bpftool xdp get map pinned /sys/fs/bpf/other " dev ifindex
	completes "bpftool xdp get map pinned /sys/fs/bpf/other ifindex " \
		"bpftool xdp get map pinned /sys/fs/bpf/other ifindex 1 "
	rm /sys/fs/bpf/other
	ip netns del other
}

@test "the verbs of ctrl and the control types of the kernel are offered" {
	offers "bpftool ctrl " apply attrs diff dump get help monitor pin reset save set stats types
	completes "bpftool ct s so" "bpftool ct s sock-attr "
	offers_nothing "bpftool ctrl types "
	mapfile -t types < <(types_and_map)
	offers "bpftool ctrl get " "${types[@]}"
	! has_control_maps ||
		completes "bpftool ctrl dump ctrl_" "bpftool ctrl dump ctrl_test "
}

@test "save completes types and objects, diff and apply files" {
	mapfile -t types < <(types_and_map | sed 's/^map$/all/' | sort)
	offers "bpftool ctrl save " "${types[@]}"
	completes "bpftool ctrl save xdp et" "bpftool ctrl save xdp eth0 "
	completes "bpftool ctrl save xdp eth0 al" "bpftool ctrl save xdp eth0 all "
	completes "bpftool ctrl diff /etc/hostn" "bpftool ctrl diff /etc/hostname "
	completes "bpftool ctrl apply /etc/hosts dry" "bpftool ctrl apply /etc/hosts dry-run "
}

@test "ctrl completes devices and attributes as xdp does" {
	completes "bpftool ctrl set xdp et" "bpftool ctrl set xdp eth0 "
	others napi-defer-hard-irqs
	offers "bpftool ctrl set xdp eth0 napi-defer-hard-irqs 64 " "${others[@]}"
	offers "bpftool ctrl set 1 dev eth0 napi-defer-hard-irqs " default max min
}

@test "a key of several members is offered member by member" {
	needs_control_maps "a type of a module"
	offers "bpftool ctrl get ctrl-test " shelf= side= slot=
	offers "bpftool ctrl get ctrl-test side=left " shelf= slot=
	completes "bpftool ctrl get ctrl-test si" "bpftool ctrl get ctrl-test side="
	completes "bpftool ctrl get ctrl-test side=l" \
		"bpftool ctrl get ctrl-test side=left "
	completes "bpftool ctrl get ctrl-test slot=3 side=right sh" \
		"bpftool ctrl get ctrl-test slot=3 side=right shelf="
	press "bpftool ctrl get ctrl-test side=left shelf=" 'M-*'
	[ "$line" = "bpftool ctrl get ctrl-test side=left shelf=0 1 2 3 " ]
	run -0 bpftool ctrl complete -- get ctrl-test side=left shelf=
	output_is $'shelf=0\nshelf=1\nshelf=2\nshelf=3'
}

@test "the attributes of a type from a module are offered by what can be set" {
	needs_control_maps "a type of a module"
	offers "bpftool ctrl set ctrl-test side=right shelf=1 slot=2 " \
		enabled level
	offers "bpftool ctrl set ctrl-test side=left shelf=1 slot=2 w" \
		weights width window.high window.low
	offers "bpftool ctrl get ctrl-test side=left shelf=1 slot=2 w" \
		weights width window window.drops window.high window.low
}

@test "the words of enums, flags and bools are offered" {
	needs_control_maps "a type of a module"
	local set="bpftool ctrl set ctrl-test side=left shelf=1 slot=2"

	offers "$set mood " angry calm default max merry min
	offers "$set enabled " default max min off on
	completes "$set features lid,l" "$set features lid,l"
	completes "$set features lid,li" "$set features lid,light"
	completes "$set features lid,light,l" "$set features lid,light,lock"
}

@test "programs are offered by id, tag, name and path" {
	local prog

	"$tools/pin_program" /sys/fs/bpf/pass
	prog=$(bpftool prog show pinned /sys/fs/bpf/pass)
	offers "bpftool ctrl get prog-stats " id name pinned tag
	completes "bpftool ctrl get prog-stats id " \
		"bpftool ctrl get prog-stats id ${prog%%:*} "
	completes "bpftool ctrl get prog-stats name pa" \
		"bpftool ctrl get prog-stats name pass "
	completes "bpftool ctrl get prog-stats pinned /sys/fs/bpf/pa" \
		"bpftool ctrl get prog-stats pinned /sys/fs/bpf/pass "
	completes "bpftool ctrl set prog-stats name pass run-c" \
		"bpftool ctrl set prog-stats name pass run-cnt "
	! has_control_maps ||
		completes "bpftool ctrl get prog-stats-by-cpu prog-id=" \
			"bpftool ctrl get prog-stats-by-cpu prog-id=${prog%%:*} "
	rm /sys/fs/bpf/pass
}

@test "prog stats is offered beside upstream's commands, with its words" {
	offers "bpftool prog s" show stats
	completes "bpftool prog st" "bpftool prog stats "
	offers "bpftool prog stats " enable help id interval map name \
		openmetrics percpu pinned prometheus reset run show sort tag
	offers "bpftool prog stats r" reset run
	offers "bpftool prog stats sort run" run-cnt run-time-ns runs
	offers_nothing "bpftool prog stats c"
	completes "bpftool prog stats interval 1 c" \
		"bpftool prog stats interval 1 count "
	offers_nothing "bpftool prog stats interval 1 openm"
	completes "bpftool prog stats enable " "bpftool prog stats enable for "
	completes "bpftool prog stats run -- bpftoo" \
		"bpftool prog stats run -- bpftool "
	completes "bpftool prog stats map name de" "bpftool prog stats map name de"
	"$tools/pin_program" /sys/fs/bpf/pass
	completes "bpftool prog stats reset name pa" \
		"bpftool prog stats reset name pass "
	completes "bpftool prog stats name pass s" \
		"bpftool prog stats name pass sort "
	rm /sys/fs/bpf/pass
}

@test "monitor offers control types, and count" {
	mapfile -t types < <(types_and_map | sed 's/^map$/count/' | sort)
	offers "bpftool ctrl monitor " "${types[@]}"
	completes "bpftool ctrl monitor xdp c" "bpftool ctrl monitor xdp count "
	offers_nothing "bpftool ctrl monitor count "
}

@test "pin offers files, and then its options and what is behind them" {
	needs_control_maps "a map to pin"
	completes "bpftool ctrl pin xdp /sys/fs/b" "bpftool ctrl pin xdp /sys/fs/bpf/"
	offers "bpftool ctrl pin xdp /sys/fs/bpf/x " group mode read-only view
	offers "bpftool ctrl pin xdp /sys/fs/bpf/x mode 660 " group read-only view
	offers "bpftool ctrl pin xdp /sys/fs/bpf/x view " current default max min
	completes "bpftool ctrl pin xdp /sys/fs/bpf/x group daem" \
		"bpftool ctrl pin xdp /sys/fs/bpf/x group daemon "
}

@test "maps of any control type are offered to ctrl, of its own to xdp" {
	needs_control_maps "a map"
	offers "bpftool ctrl get map name " devices types
	offers "bpftool xdp get map name " devices
	completes "bpftool ctrl get map pinned /sys/fs/bpf/devices et" \
		"bpftool ctrl get map pinned /sys/fs/bpf/devices eth0 "
}

@test "options do not disturb, wherever they stand" {
	completes "bpftool -j xdp set et" "bpftool -j xdp set eth0 "
	completes "bpftool xdp --pretty set -d eth0 napi" \
		"bpftool xdp --pretty set -d eth0 napi-defer-hard-irqs "
	others gro-flush-timeout
	offers "bpftool xdp set eth0 gro-flush-timeout -1 " "${others[@]}"
	offers "bpftool xdp --p" --pretty
}

@test "an abbreviated object or verb is completed like the whole one" {
	completes "bpftool x s" "bpftool x s"
	completes "bpftool x se" "bpftool x set "
	completes "bpftool xd se et" "bpftool xd se eth0 "
	completes "bpftool x r eth0 na" "bpftool x r eth0 napi-defer-hard-irqs "
}

@test "a word in quotes, a path to bpftool and a command before it are no obstacle" {
	completes "bpftool xdp get 'et" "bpftool xdp get 'eth0' "
	completes "bpftool 'xdp' \"get\" et" "bpftool 'xdp' \"get\" eth0 "
	completes "$(type -P bpftool) xdp get et" \
		"$(type -P bpftool) xdp get eth0 "
	completes "sudo bpftool xdp get et" "sudo bpftool xdp get eth0 "
	completes "true; bpftool xdp get et" "true; bpftool xdp get eth0 "
}

@test "the cursor may stand within the line" {
	press "bpftool xdp set eth0 nap 128" M-b M-b C-f C-f C-f Tab
	[ "$line" = "bpftool xdp set eth0 napi-defer-hard-irqs 128" ]
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

@test "a user without any privilege is offered the same" {
	terminal=user
	completes "bpftool xdp get et" "bpftool xdp get eth0 "
	offers "bpftool xdp set eth0 " "${settable[@]}"
	offers "bpftool xdp set eth0 napi-defer-hard-irqs " default max min
	offers_nothing "bpftool xdp get map id "
	mapfile -t types < <(types_and_map)
	offers "bpftool ctrl set " "${types[@]}"
	offers_nothing "bpftool ctrl set ctrl-test "
}

@test "Tab twice shows the candidates" {
	press "bpftool xdp set eth0 napi-defer-hard-irqs " Tab Tab
	for _ in {1..100}; do
		run -0 in_terminal capture-pane -p
		[[ $output != *default*max*min* ]] || return 0
		sleep 0.1
	done
	output_has "default +max +min"
}

@test "no map, program or link is left behind, and no program is loaded" {
	if has_control_maps; then
		run -0 bpftool map show
		[ "$(grep -c control <<<"$output")" = 2 ]
	fi
	bpftool_says 0 "" "" prog show
	bpftool_says 0 "" "" link show
}

# The least that a command took in 20 runs, in microseconds: what else the
# machine does does not matter then.
least_time()
{
	local i start took least=1000000

	for i in {1..20}; do
		start=${EPOCHREALTIME/[^0-9]/}
		"$@" >/dev/null
		took=$((${EPOCHREALTIME/[^0-9]/} - start))
		((took >= least)) || least=$took
	done
	echo "$least"
}

@test "an answer takes less than 20 ms, however much is asked of the kernel" {
	local start answer

	start=$(least_time bpftool version)
	answer=$(least_time bpftool xdp complete -- set eth0 napi-defer-hard-irqs "")
	echo "# $((answer - start)) us, and $start us to start a program" >&3
	[ $((answer - start)) -lt 20000 ]
}

@test "a bpftool is asked whose path has blanks" {
	local tools="/run/my tools"

	mkdir "$tools"
	cp "$(type -P bpftool)" "$tools/bpftool"
	completes '/run/my\ tools/bpftool xdp get pe' \
		'/run/my\ tools/bpftool xdp get peer0 '
	completes '/run/my" "tools/bpftool xdp get pe' \
		'/run/my" "tools/bpftool xdp get peer0 '
	completes '/run/my\ tools/bpftool prog stat' \
		'/run/my\ tools/bpftool prog stats '
}
