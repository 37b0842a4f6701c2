#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Settings that stay: bpftool ctrl save writes them to a file, diff compares the machine
# with one, apply sets what files say.
#
# also: @host

load helpers

nsim_debugfs=/sys/kernel/debug/netdevsim/netdevsim1/ports/0
key='side=left shelf=1 slot=2'

# The bond is older than the device below it.
setup_file()
{
	be_quiet
	bpftool_for_all
	add_netdevsim 1 nsim1
	ip -batch - <<-COMMANDS
		link add bond0 type bond
		link add eth0 type veth peer name peer0
		link add dummy0 type dummy
		link set dummy0 master bond0
		link set eth0 up
		link set peer0 up
	COMMANDS
	! has_control_maps || add_test_module
}

setup()
{
	be_quick
	file=$BATS_TEST_TMPDIR/settings
	bpftool ctrl save all >"$BATS_TEST_TMPDIR/before"
}

teardown()
{
	echo 0 >$nsim_debugfs/ethtool/set_err
	bpftool batch file "$BATS_TEST_TMPDIR/before" >/dev/null
}

# usage: bring COMMAND, a line of a settings file
bring()
{
	printf '%s\n' "$@" >"$file"
}

# A file with these commands is refused so by diff and by apply, and nothing is set.
# usage: refused_at LINE STATUS SENTENCE COMMAND...
refused_at()
{
	local line=$1 status=$2 sentence=$3

	shift 3
	bring "$@"
	bpftool_says "$status" "" "Error: $file:$line: $sentence" ctrl apply "$file"
	bpftool_says 0 "" "" ctrl diff "$BATS_TEST_TMPDIR/before"
}

@test "save writes what was set as a command that sets it" {
	bpftool xdp set eth0 napi-defer-hard-irqs 2 gro-flush-timeout 20us
	run -0 bpftool ctrl save xdp eth0
	output_has '^xdp set eth0 .*napi-defer-hard-irqs 2 gro-flush-timeout 20000'
	[ "${#lines[@]}" = 1 ]
}

@test "save leaves out what is as it was at first" {
	needs_control_maps "a default of every attribute"
	bpftool xdp set eth0 napi-defer-hard-irqs 2
	bpftool_says 0 "xdp set eth0 napi-defer-hard-irqs 2" "" ctrl save xdp eth0
	bpftool xdp reset eth0 napi-defer-hard-irqs
	bpftool_says 0 "" "" ctrl save xdp eth0
}

@test "save all writes that, too" {
	run -0 bpftool ctrl save xdp eth0 all
	output_has ' napi-defer-hard-irqs 0 gro-flush-timeout 0 '
	[[ $output != *xdp-features* ]]
}

@test "what is saved is set again by batch" {
	bpftool xdp set eth0 mtu 1400 napi-defer-hard-irqs 7
	bpftool ctrl save >"$file"
	bpftool xdp set eth0 mtu 1300 napi-defer-hard-irqs 1
	bpftool batch file "$file" >/dev/null
	bpftool ctrl save | diff "$file" -
	bpftool_says 0 1400 "" xdp get eth0 mtu
}

@test "what is saved is set again by apply" {
	bpftool xdp set eth0 mtu 1400 napi-defer-hard-irqs 7
	bpftool ctrl save >"$file"
	bpftool xdp set eth0 mtu 1300 napi-defer-hard-irqs 1
	run -0 bpftool ctrl apply "$file"
	output_has $'(^|\n)eth0: napi-defer-hard-irqs 1 -> 7($|\n)'
	output_has $'(^|\n)eth0: mtu 1300 -> 1400($|\n)'
	bpftool ctrl save | diff "$file" -
}

@test "an attribute that is younger than bpftool is saved, compared and applied" {
	needs_control_maps "xsk-ring-size"
	bpftool xdp set eth0 xsk-ring-size 128
	bpftool_says 0 "xdp set eth0 xsk-ring-size 128" "" ctrl save xdp eth0
	bring "xdp set eth0 xsk-ring-size 64"
	run -1 bpftool ctrl diff "$file"
	output_has $'\n''eth0 +xsk-ring-size +64 +128$'
	bpftool_says 0 "eth0: xsk-ring-size 128 -> 64" "" ctrl apply "$file"
}

@test "a device is saved behind those that are below it" {
	run -0 bpftool ctrl save xdp all
	output_has 'xdp set dummy0 .*'$'\n''xdp set bond0 '
}

@test "a device of any name comes back" {
	ip link add 'a#b' type veth peer name map
	bpftool xdp set dev map mtu 1400
	bpftool xdp set 'a#b' mtu 1300
	bpftool ctrl save xdp dev map 'a#b' all >"$file"
	ip link set map mtu 1500
	ip link set 'a#b' mtu 1500
	bpftool batch file "$file" >/dev/null
	run -0 bpftool xdp get dev map mtu
	output_is 1400
	run -0 bpftool xdp get 'a#b' mtu
	output_is 1300
	bpftool_says 0 "" "" ctrl diff "$file"
	ip link del map
}

@test "objects of a type from a module are saved, whatever their attributes are" {
	needs_control_maps "ctrl_test"
	local set="ctrl set ctrl_test $key"

	# shellcheck disable=SC2086 # several words
	bpftool $set label 'a "#b\' mood merry features lid,lock window.low 3 \
		weights 1,2,3,4 offset -5 bytes 1,2,3,4 >/dev/null
	# shellcheck disable=SC2086
	bpftool ctrl save ctrl_test $key >"$file"
	run -0 cat "$file"
	output_has "^$set .*offset -5 .*mood merry .*weights 1,2,3,4 .*window.low 3 "
	[[ $output != *hits* && $output != *changes* && $output != *\ bytes\ * ]]
	# shellcheck disable=SC2086
	bpftool ctrl get ctrl_test $key >"$BATS_TEST_TMPDIR/was"
	bpftool ctrl reset ctrl_test $key >/dev/null
	run -1 bpftool ctrl diff "$file"
	output_has $'\n''side=left shelf=1 slot=2 +mood +merry +'
	bpftool ctrl apply "$file" >/dev/null
	bpftool_says 0 "" "" ctrl diff "$file"
	# shellcheck disable=SC2086
	bpftool ctrl get ctrl_test $key | grep -v changes |
		diff <(grep -v changes "$BATS_TEST_TMPDIR/was") -
	bpftool ctrl reset ctrl_test $key >/dev/null
}

@test "what no file can keep is not saved, and why is said" {
	bpftool_says 2 "" "Error: an object of sock_attr is a descriptor of a process, which no file can name" \
		ctrl save sock_attr
	bpftool_says 2 "" "Error: prog_stats_by_id has no settings, only what changes by itself or cannot be set" \
		ctrl save prog_stats_by_id
	run -1 bpftool ctrl save xdp nix
	output_has '^Error: nix: no such object'
	run -2 bpftool ctrl save map id 1
	output_has '^Error: a file names objects of control types, not of maps'
}

@test "an ordinary user saves and compares devices" {
	bpftool ctrl save xdp all >"$file"
	chmod 755 "$BATS_TEST_TMPDIR"
	user_says 0 "$(<"$file")" "" ctrl save xdp all
	says 0 "" "" setpriv --reuid=4200 --regid=4200 --clear-groups \
		bpftool ctrl diff - <"$file"
}

@test "diff says nothing and ends with 0 where all is as the file says" {
	bpftool ctrl save all >"$file"
	bpftool_says 0 "" "" ctrl diff "$file"
	bpftool_says 0 "[]" "" -j ctrl diff "$file"
	bpftool xdp set eth0 gro-flush-timeout 20us
	bring "# a comment" "" "xdp set eth0 \\" "   gro-flush-timeout 20us"
	bpftool_says 0 "" "" ctrl diff "$file"
}

@test "diff lists what differs, also what is not there, and ends with 1" {
	bring "xdp set eth0 gro-flush-timeout 20us napi-defer-hard-irqs 0" \
		"xdp set eth9 mtu 1400" \
		"xdp set dummy0 rx-ring-size 64"
	run -1 bpftool ctrl diff "$file"
	output_has '^OBJECT +ATTRIBUTE +FILE +MACHINE'$'\n''eth0 +gro-flush-timeout +20000 +0'$'\n''eth9 +mtu +1400 +no such object'$'\n''dummy0 +rx-ring-size +64 +-$'
	run -1 bpftool -j ctrl diff "$file"
	output_has '^\[\{"line":1,"type":"xdp","object":"eth0","key":\{"devname":"eth0","ifindex":[0-9]+\},"attribute":"gro_flush_timeout","file":20000,"machine":0,"missing":null\},'
	output_has '\{"line":2,"type":"xdp","object":"eth9","key":null,"attribute":"mtu","file":1400,"machine":null,"missing":"object"\},'
	output_has ',"attribute":"rx_ring_size","file":64,"machine":null,"missing":"attribute"\}\]$'
}

@test "diff that cannot compare ends with 2, and names file and line" {
	bring "xdp set eth0 mtu 1500" "xdp set eth0 mtux 1500"
	run -2 bpftool ctrl diff "$file"
	output_has "^Error: $file:2: eth0: unknown attribute 'mtux'"
	bpftool_says 2 "" "Error: /nix: No such file or directory" ctrl diff /nix
	bpftool_says 2 '{"error":"/nix: No such file or directory","errno":"ENOENT","file":"/nix"}' \
		"" -j ctrl diff /nix
	says 2 "" "Error: standard input:1: a quote has no end" \
		bpftool ctrl diff - <<<'xdp set eth0 mtu "1'
}

@test "apply sets what all files say, and tells what it changes" {
	bring "xdp set eth0 mtu 1400 napi-defer-hard-irqs 0"
	echo "xdp set peer0 gro-flush-timeout 20us" >"$file.2"
	run -0 bpftool ctrl apply "$file" "$file.2"
	output_is "eth0: mtu 1500 -> 1400"$'\n'"peer0: gro-flush-timeout 0 -> 20000"
	run -0 bpftool ctrl apply "$file" "$file.2"
	output_is "eth0: unchanged"$'\n'"peer0: unchanged"
}

@test "apply tells it in JSON, with file and line" {
	bring "" "xdp set eth0 mtu 1400"
	run -0 bpftool -j ctrl apply "$file"
	output_has '^\[\{"file":"'"$file"'","line":2,"type":"xdp","key":\{"devname":"eth0","ifindex":[0-9]+\},"dry_run":false,"changed":true,"attributes":\{"mtu":\{"old":1500,"new":1400\}\}\}\]$'
}

@test "apply dry-run sets nothing" {
	bring "xdp set eth0 mtu 1400"
	run -0 bpftool ctrl apply "$file" dry-run
	output_has '^eth0: mtu 1500 -> 1400 \(dry run'
	bpftool_says 0 1500 "" xdp get eth0 mtu
}

@test "apply sets nothing when one word of any file is wrong" {
	refused_at 2 2 "eth0: 'many' is no value for mtu: a number is decimal or 0x, without a sign or a leading zero" \
		"xdp set peer0 mtu 1400" "xdp set eth0 mtu many"
	refused_at 3 2 "'xdp get' sets nothing: a line begins with 'xdp set' or 'ctrl set'" \
		"xdp set peer0 mtu 1400" "" "xdp get eth0"
	refused_at 1 2 "a socket is a descriptor of a process, which no file can name" \
		"sock set pid 1 mark 3"
	refused_at 1 1 "eth9: no such object: this network namespace has no device of that name" \
		"xdp set eth9 mtu 1400"
	refused_at 1 1 "eth0: xdp-features is read-only" "xdp set eth0 xdp-features basic"
}

@test "apply sets nothing when one value would be refused" {
	bring "xdp set peer0 mtu 1400" "xdp set eth0 mtu 70000"
	run -1 bpftool ctrl apply "$file"
	output_has "^Error: $file:2: eth0: mtu: 70000 is out of range"
	bpftool_says 0 1500 "" xdp get peer0 mtu
}

@test "apply refuses two lines that set one attribute" {
	refused_at 2 2 "eth0: attribute 'mtu' is named twice: $file:1 sets it, too" \
		"xdp set eth0 mtu 1400" "ctrl set xdp eth0 gro-flush-timeout 0 mtu 1300"
}

@test "apply puts back what was set when a driver fails" {
	echo 5 >$nsim_debugfs/ethtool/set_err
	bring "xdp set eth0 mtu 1400" "xdp set peer0 mtu 1300" \
		"xdp set nsim1 rx-ring-size 128"
	run -1 bpftool ctrl apply "$file"
	output_has "^Error: $file:3: nsim1: "
	output_has '; put back: eth0, peer0$'
	bpftool_says 0 "" "" ctrl diff "$BATS_TEST_TMPDIR/before"
	run -1 bpftool -j ctrl apply "$file"
	output_has ',"file":"'"$file"'","line":3,'
	output_has ',"outcome":"put back: eth0, peer0"\}$'
}

@test "of two that apply at once the second is refused" {
	bring "xdp set eth0 mtu 1400"
	exec {lock}>/run/bpftool-ctrl-apply.lock
	flock $lock
	bpftool_says 1 "" "Error: /run/bpftool-ctrl-apply.lock: in use: another one is applying files" \
		ctrl apply "$file"
	run -0 bpftool ctrl apply "$file" dry-run
	exec {lock}>&-
	run -0 bpftool ctrl apply "$file"
}

@test "save, diff and apply say what words they take" {
	run -2 bpftool ctrl save xdp eth0 all all
	output_has "usage: bpftool ctrl save \[TYPE \[KEY...\]\] \[all\]$"
	run -2 bpftool ctrl diff
	output_has '^Error: FILE is missing; usage: bpftool ctrl diff FILE$'
	run -2 bpftool ctrl apply dry-run
	output_has '^Error: FILE is missing; usage: bpftool ctrl apply FILE\.\.\. \[dry-run\]$'
}
