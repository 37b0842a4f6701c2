#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The kernel that is to find faults does look for them: each of its watchmen is
# asked, not only its configuration.

load ../helpers

has_option()
{
	zcat /proc/config.gz | grep -qx "CONFIG_$1=y"
}

@test "lockdep watches, and has not given up" {
	run -0 cat /proc/lockdep_stats
	output_has 'debug_locks: +1'$'\n'
	output_has 'lock-classes: +[1-9][0-9]+'
}

@test "KASAN watches" {
	run -0 dmesg
	output_has 'kasan: KernelAddressSanitizer initialized'
}

@test "allocations can be made to fail, by their number" {
	[ -w /proc/self/fail-nth ]
	[ -d /sys/kernel/debug/failslab ]
	[ -d /sys/kernel/debug/fail_page_alloc ]
}

@test "what cannot be asked is built in" {
	local option

	for option in PROVE_RCU DEBUG_ATOMIC_SLEEP UBSAN DEBUG_NET DEBUG_OBJECTS \
		NET_DEV_REFCNT_TRACKER NET_NS_REFCNT_TRACKER DEBUG_KMEMLEAK; do
		has_option $option
	done
}
