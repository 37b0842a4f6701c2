#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Who may do what with control maps: docs/security.md has a row for each of
# these tests, of the same name.
#
# control maps only: maps that are handed on

load helpers

table=$BATS_TEST_DIRNAME/../../docs/security.md
type=ctrl_test
key='side=left shelf=1 slot=2'

setup_file()
{
	be_quiet
	add_test_module
	ip netns add other
	ip -batch - <<-COMMANDS
		link add eth0 type veth peer name peer0
		link add veth0 netns other type veth peer name veth1 netns other
	COMMANDS
	bpftool ctrl pin xdp /sys/fs/bpf/writes mode 660 group 4242
	bpftool ctrl pin xdp /sys/fs/bpf/reads mode 640 group 4242
	bpftool ctrl pin $type /sys/fs/bpf/secret mode 640 group 4242
	"$tools/pin_program" /sys/fs/bpf/pass
	chmod 755 /sys/fs/bpf
	bpftool_for_all
}

setup()
{
	be_quick
}

teardown()
{
	bpftool xdp reset eth0 >/dev/null
}

# usage: capable CAPABILITIES WORD...: bpftool of a user who has these
capable()
{
	setpriv --reuid=4200 --regid=4200 --clear-groups \
		--inh-caps="$1" --ambient-caps="$1" bpftool "${@:2}"
}

# usage: capable_says CAPABILITIES STATUS STDOUT STDERR WORD...
capable_says()
{
	says "${@:2:3}" capable "$1" "${@:5}"
}

needs="not permitted: setting needs CAP_BPF and the subsystem's capability (CAP_NET_ADMIN for devices); try as root, or use a map that was pinned for you"
not_public='not permitted: reading a control type that is not public needs CAP_BPF, and with some types CAP_SYS_ADMIN'

# usage: closed FILE: what the file's mode keeps out is told
closed()
{
	echo "Error: not permitted: map 'pinned $1': the file's mode says who may open it, and for what"
}

@test "everyone reads a public control type, its limits and its description" {
	user_says 0 256 "" xdp get eth0 xsk-ring-size
	user_says 0 "$(bpftool xdp show)" "" xdp show
	user_says 0 "$(bpftool xdp attrs eth0)" "" xdp attrs eth0
	user_says 0 "$(bpftool -j ctrl attrs xdp)" "" -j ctrl attrs xdp
}

@test "everyone reads which control types there are" {
	user_says 0 "$(bpftool ctrl types)" "" ctrl types
	user_says 0 xdp "" ctrl get directory 1 name
}

@test "nobody sets without privilege, also in a public control type" {
	user_says 1 "" "Error: $needs" xdp set eth0 xsk-ring-size 64
	user_says 1 "" "Error: $needs" xdp reset eth0
	user_says 1 "" "Error: $needs" ctrl pin xdp /sys/fs/bpf/mine
	bpftool_says 0 256 "" xdp get eth0 xsk-ring-size
}

@test "a control type that is not public is read with CAP_BPF" {
	user_says 1 "" "Error: $not_public" ctrl get $type $key level
	user_says 1 "" "Error: $not_public" ctrl dump $type
	user_says 1 "" "Error: $not_public" ctrl attrs $type
	capable_says +net_admin 1 "" "Error: $not_public" ctrl get $type $key level
	capable_says +bpf 0 10 "" ctrl get $type $key level
}

@test "setting takes CAP_BPF and the capability of the subsystem, both" {
	capable_says +bpf 1 "" "Error: $needs" xdp set eth0 xsk-ring-size 64
	capable_says +net_admin 1 "" "Error: $needs" \
		xdp set eth0 xsk-ring-size 64
	capable_says +bpf,+net_admin 0 "eth0: xsk-ring-size 256 -> 64" "" \
		xdp set eth0 xsk-ring-size 64
}

# usage: has_socket UID: $pid is a process of that user with a socket, its fd 7
has_socket()
{
	setpriv --reuid="$1" --regid="$1" --clear-groups sleep 1000 3>&- \
		7<>/dev/udp/127.0.0.1/9 &
	pid=$!
	until grep -qs sleep /proc/$pid/comm; do sleep 0.1; done
}

tracing="a descriptor of another process takes what tracing it would: CAP_SYS_PTRACE, or the same user and a process that is dumpable (ptrace(2))"
marking="setting the mark takes CAP_NET_ADMIN or CAP_NET_RAW"

@test "CAP_BPF is enough for sockets of one's own, as far as setsockopt lets one" {
	local pid

	has_socket 4200
	user_says 1 "" "Error: $not_public" sock get pid $pid priority
	user_says 1 "" "Error: $needs" sock set pid $pid priority 5
	capable_says +bpf 0 "pid $pid fd 7: priority 0 -> 5" "" \
		sock set pid $pid priority 5
	capable_says +bpf 0 5 "" sock get pid $pid priority
	capable_says +bpf 1 "" "Error: pid $pid fd 7: not permitted: mark: $marking" \
		sock set pid $pid mark 5
	capable_says +bpf,+net_raw 0 "pid $pid fd 7: mark 0 -> 5" "" \
		sock set pid $pid mark 5
	kill $pid
	has_socket 4201
	capable_says +bpf,+net_admin 1 "" "Error: pid $pid: not permitted: $tracing" \
		sock set pid $pid priority 5
	kill $pid
}

@test "a map of sockets confers no right to a socket, also when root made it" {
	local map='map pinned /sys/fs/bpf/sockets' pid

	bpftool ctrl pin sock_attr /sys/fs/bpf/sockets mode 660 group 4242
	has_socket 4200
	member_says 0 "pid $pid fd 7: priority 0 -> 5" "" \
		sock set $map pid $pid priority 5
	member_says 1 "" "Error: pid $pid fd 7: not permitted: mark: $marking" \
		sock set $map pid $pid mark 5
	kill $pid
	has_socket 0
	member_says 1 "" "Error: pid $pid: not permitted: $tracing" \
		sock set $map pid $pid priority 5
	member_says 1 "" "Error: pid $pid: not permitted: $tracing" \
		sock show $map pid $pid
	kill $pid
}

@test "the statistics of all programs take CAP_SYS_ADMIN, CAP_BPF is not enough" {
	local by_id="not permitted: programs are found by their id with CAP_SYS_ADMIN, or through a map that was pinned for you"

	capable_says +bpf,+perfmon 1 "" "Error: $by_id" prog stats
	capable_says +bpf,+perfmon 1 "" "Error: $by_id" prog stats reset
	capable_says +sys_admin 0 "$(bpftool -j prog stats)" "" -j prog stats
	run -0 capable +sys_admin prog stats reset name pass
	output_has "reset: 1 program, "
}

@test "a member of the group reads the statistics of all programs through such a file" {
	local map='map pinned /sys/fs/bpf/stats'

	bpftool ctrl pin prog_stats_by_id /sys/fs/bpf/stats mode 640 group 4242
	member_says 0 "$(bpftool prog stats)" "" prog stats show $map
	member_says 1 "" "$(closed /sys/fs/bpf/stats)" prog stats reset $map
}

@test "who may write in the directory of a pin cannot have another file changed" {
	mkdir /sys/fs/bpf/race
	# as on other systems than Debian
	echo 0 >/proc/sys/fs/protected_hardlinks
	"$tools/pin_race" /sys/fs/bpf/race
}

@test "a map that is pinned without group and mode is its owner's alone" {
	bpftool ctrl pin xdp /sys/fs/bpf/alone
	[ "$(stat -c '%a %u' /sys/fs/bpf/alone)" = "600 0" ]
	member_says 1 "" "$(closed /sys/fs/bpf/alone)" \
		xdp get map pinned /sys/fs/bpf/alone eth0
	bpftool_says 0 256 "" \
		xdp get map pinned /sys/fs/bpf/alone eth0 xsk-ring-size
}

@test "a member of the group sets through a file that the group may write" {
	local map='map pinned /sys/fs/bpf/writes'

	member_says 0 "eth0: xsk-ring-size 256 -> 64" "" \
		xdp set $map eth0 xsk-ring-size 64
	member_says 0 "eth0: xsk-ring-size 64 -> 16384" "" \
		ctrl set $map eth0 xsk-ring-size max
	member_says 0 "eth0: xsk-ring-size 16384 -> 256" "" xdp reset $map eth0
	member_says 1 "" "Error: eth0: xsk-ring-size: 8 is out of range; the range is 16..16384" \
		xdp set $map eth0 xsk-ring-size 8
	member_says 1 "" "Error: $needs" xdp set eth0 xsk-ring-size 64
}

@test "a member of the group reads through a file that the group may read, no more" {
	local map='map pinned /sys/fs/bpf/reads'

	member_says 0 256 "" xdp get $map eth0 xsk-ring-size
	member_says 1 "" "$(closed /sys/fs/bpf/reads)" \
		xdp set $map eth0 xsk-ring-size 64
	member_says 1 "" "$(closed /sys/fs/bpf/reads)" xdp reset $map eth0
	bpftool_says 0 256 "" xdp get eth0 xsk-ring-size
}

@test "a member of the group reads a type that is not public through such a file" {
	local map='map pinned /sys/fs/bpf/secret'

	member_says 0 10 "" ctrl get $map $key level
	member_says 0 "$(bpftool ctrl dump $type)" "" ctrl dump $map
	member_says 0 "$(bpftool -j ctrl attrs $type)" "" -j ctrl attrs $map
	member_says 1 "" "Error: $not_public" ctrl get $type $key level
	member_says 1 "" "$(closed /sys/fs/bpf/secret)" \
		ctrl set $map $key level 11
}

@test "who is not in the group does not even read" {
	user_says 1 "" "$(closed /sys/fs/bpf/writes)" \
		xdp get map pinned /sys/fs/bpf/writes eth0
	user_says 1 "" "$(closed /sys/fs/bpf/secret)" \
		ctrl get map pinned /sys/fs/bpf/secret $key
}

@test "a map by its id or name is for those who may see all of BPF" {
	local id

	id=$(bpftool map show pinned /sys/fs/bpf/writes)
	id=${id%%:*}
	member_says 1 "" "Error: not permitted: map 'id $id': a map is found by id or name with CAP_SYS_ADMIN" \
		xdp get map id "$id" eth0
	bpftool_says 0 256 "" xdp get map id "$id" eth0 xsk-ring-size
}

@test "a map that was made read-only sets nothing, not even for root" {
	bpftool ctrl pin xdp /sys/fs/bpf/never read-only
	bpftool_says 0 256 "" xdp get map pinned /sys/fs/bpf/never eth0 xsk-ring-size
	bpftool_says 1 "" "Error: eth0: not permitted: this map is read-only" \
		xdp set map pinned /sys/fs/bpf/never eth0 xsk-ring-size 64
	bpftool_says 1 "" "Error: eth0: not permitted: this map is read-only" \
		xdp reset map pinned /sys/fs/bpf/never eth0
}

@test "a map of another view sets nothing, not even for root" {
	bpftool ctrl pin xdp /sys/fs/bpf/max view max
	bpftool_says 0 16384 "" xdp get map pinned /sys/fs/bpf/max eth0 xsk-ring-size
	bpftool_says 1 "" "Error: eth0: not permitted: this map is read-only" \
		xdp set map pinned /sys/fs/bpf/max eth0 xsk-ring-size 64
}

@test "a frozen map sets nothing any more, for nobody, and whoever sets may freeze it" {
	bpftool ctrl pin xdp /sys/fs/bpf/frozen mode 660 group 4242
	member_says 0 "eth0: xsk-ring-size 256 -> 64" "" \
		xdp set map pinned /sys/fs/bpf/frozen eth0 xsk-ring-size 64
	member_says 0 "" "" map freeze pinned /sys/fs/bpf/frozen
	bpftool_says 1 "" "Error: eth0: not permitted: the map is frozen" \
		xdp set map pinned /sys/fs/bpf/frozen eth0 xsk-ring-size 128
	bpftool_says 0 64 "" xdp get map pinned /sys/fs/bpf/frozen eth0 xsk-ring-size
}

@test "root of a user namespace reads public types there, and sets nothing" {
	says 0 256 "" setpriv --reuid=4200 --regid=4200 --clear-groups \
		unshare -Ur bpftool xdp get eth0 xsk-ring-size
	says 1 "" "Error: $needs" setpriv --reuid=4200 --regid=4200 \
		--clear-groups unshare -Urn bpftool xdp set lo gro-flush-timeout 5
	says 1 "" "Error: $not_public" setpriv --reuid=4200 --regid=4200 \
		--clear-groups unshare -Ur bpftool ctrl get $type $key
}

@test "a map sets the devices of the network namespace that it was made in, whoever uses it" {
	local there

	there=$(ip -n other link show veth0)
	there=${there%%:*}
	nsenter --net=/run/netns/other \
		bpftool ctrl pin xdp /sys/fs/bpf/other mode 660 group 4242
	member_says 0 "ifindex $there: xsk-ring-size 256 -> 64" "" \
		xdp set map pinned /sys/fs/bpf/other ifindex "$there" xsk-ring-size 64
	run -0 nsenter --net=/run/netns/other bpftool xdp get veth0 xsk-ring-size
	output_is 64
	says 0 256 "" nsenter --net=/run/netns/other bpftool \
		xdp get map pinned /sys/fs/bpf/writes \
		ifindex "$(</sys/class/net/eth0/ifindex)" xsk-ring-size
	member_says 2 "" "Error: the map is of another network namespace, where 'eth0' is not known: use ifindex INDEX" \
		xdp set map pinned /sys/fs/bpf/other eth0 xsk-ring-size 64
}

# In the C programs a name is an identifier.
c_test_exists()
{
	local name=${1,,}

	name=${name//[!a-z0-9]/_}
	grep -qE "^(TEST\(|TEST_F\([a-z]+, |       )$(tr -s _ <<<"$name")\)" \
		"$BATS_TEST_DIRNAME"/../../kernel-patch/files/tools/testing/selftests/bpf_ctrl/{map,veth}/*.c
}

@test "the table in docs/security.md has a row for each test, and no other" {
	local name rows

	rows=$(sed -nE 's/^\| [^|]*\|[^|]*\|[^|]*\| ([^|]+) \|$/\1/p' "$table" |
		grep -v -e '^Test' -e '^-')
	[ -n "$rows" ]
	while IFS= read -r name; do
		grep -qF "@test \"$name\" {" "$BATS_TEST_FILENAME" ||
			c_test_exists "$name" ||
			{ echo "no test: $name"; return 1; }
	done <<<"$rows"
	while IFS= read -r name; do
		grep -qxF "$name" <<<"$rows" ||
			{ echo "no row: $name"; return 1; }
	done < <(sed -n 's/^@test "\(.*\)" {$/\1/p' "$BATS_TEST_FILENAME" |
		grep -v -e 'docs/security.md')
}
