#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# bpf_ctrl.ko on Debian's own kernel ("make module-debian"): calls of bpf() that are none of
# its, and what happens when it comes and goes. The suites of the commands run with it as
# tests/bats/xdp.bats@module. The environment gives other numbers: MODULE_CALLS for each of
# two processors, MODULE_LOADS.

load ../helpers

calls=${MODULE_CALLS:-20000}
loads=${MODULE_LOADS:-5}

setup_file()
{
	be_quiet
}

setup()
{
	modinfo bpf_ctrl >/dev/null 2>&1 ||
		skip "no bpf_ctrl.ko for this kernel: make module-debian"
	be_quick
}

teardown()
{
	# shellcheck disable=SC2046 # words
	kill $(jobs -p) 2>/dev/null || :
	wait || :
	rm -f /sys/fs/bpf/held
	unload
}

# A map is freed some time after it was closed.
unload()
{
	local i

	for ((i = 0; i < 100; i++)); do
		[ -d /sys/module/bpf_ctrl ] || return 0
		! rmmod bpf_ctrl 2>/dev/null || return 0
		sleep 0.1
	done
	return 1
}

number()
{
	cat /sys/module/bpf_ctrl/parameters/map_type
}

# What the kernel complains of.
complaints()
{
	dmesg | grep -E 'BUG|WARNING|Oops|bpf_ctrl: .*(not|no )' || :
}

@test "calls that are none of its return what they return without it" {
	"$tools/foreign_calls" results >"$BATS_TEST_TMPDIR/before"
	modprobe bpf_ctrl
	"$tools/foreign_calls" results >"$BATS_TEST_TMPDIR/loaded"
	bpftool ctrl pin xdp /sys/fs/bpf/held
	"$tools/foreign_calls" results >"$BATS_TEST_TMPDIR/used"
	rm /sys/fs/bpf/held
	unload
	"$tools/foreign_calls" results >"$BATS_TEST_TMPDIR/after"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/before")" -gt 100 ]
	diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/loaded"
	diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/used"
	diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
}

@test "lookups in an array are right on two processors, with a control map there" {
	modprobe bpf_ctrl
	bpftool ctrl pin xdp /sys/fs/bpf/held
	taskset -c 0 "$tools/foreign_calls" lookups "$calls" >"$BATS_TEST_TMPDIR/0" &
	run -0 taskset -c 1 "$tools/foreign_calls" lookups "$calls"
	wait $!
	echo "# ns a call: $(cat "$BATS_TEST_TMPDIR/0") $output" >&3
}

@test "it is not unloaded while there is a map, and then it is" {
	modprobe bpf_ctrl
	bpftool ctrl pin xdp /sys/fs/bpf/held
	run -1 rmmod bpf_ctrl
	output_has "in use"
	bpftool map dump pinned /sys/fs/bpf/held >/dev/null
	rm /sys/fs/bpf/held
	unload
	[ -z "$(complaints)" ]
}

@test "it is loaded and unloaded while eight processes use maps that come and go" {
	local i worked pids=()

	modprobe bpf_ctrl
	number >"$BATS_TEST_TMPDIR/number"
	for i in 1 2 3 4 5 6 7 8; do
		"$tools/use_module" "$(<"$BATS_TEST_TMPDIR/number")" 3600 "/sys/fs/bpf/pin$i" \
			>"$BATS_TEST_TMPDIR/used$i" &
		pids+=($!)
	done
	for ((i = 0; i < loads; i++)); do
		until rmmod bpf_ctrl 2>/dev/null; do :; done
		modprobe bpf_ctrl
	done
	# none of them has ended, as one does where a map does not work
	kill -0 "${pids[@]}"
	kill -9 "${pids[@]}"
	wait || :
	[ -z "$(complaints)" ]
}

@test "it is refused with a sentence where bpf() is not there to be probed" {
	mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null || :
	echo 0 >/proc/sys/kernel/ftrace_enabled || skip "ftrace cannot be switched off"
	run modprobe bpf_ctrl
	echo 1 >/proc/sys/kernel/ftrace_enabled
	[ "$status" != 0 ] || skip "the probe can be made all the same"
	dmesg | tail -n 3 | grep -q "bpf_ctrl: "
}
