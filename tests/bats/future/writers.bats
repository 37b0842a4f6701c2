#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# Eight writers of eight attributes of one device. On this kernel there are as
# many that can be set; two of them are parts of a member, which bpftool sets
# with an etag and, where others changed the device meanwhile, once more. They
# write for WRITER_SECONDS (10), and 13 times on the slowest machine.

load ../helpers

# usage: write_and_read ATTRIBUTE MODULUS SECONDS; prints how many were written
write_and_read()
{
	local n=0 written=0 end=$((SECONDS + $3)) found

	while [ $SECONDS -lt $end ] || [ $written -lt 13 ]; do
		n=$(((n + 1) % $2))
		bpftool xdp set eth0 "$1" $n >/dev/null || return 1
		written=$((written + 1))
		found=$(bpftool xdp get eth0 "$1") || return 1
		[ "$found" = $n ] ||
			{ echo "$1: $n was written, $found is there" >&2; return 1; }
	done
	echo $written
}

@test "eight writers of eight attributes of one device lose no update" {
	local attributes=(future-u8:251 future-s64:101 future-bits:31
		'future-list[0]:1001' future-burst.size:65 future-parsecs:13
		future-delay:1000000000 gro-flush-timeout:1000000000)
	local writers=() total=0 attribute pid n

	be_quick
	be_quiet
	ip link add eth0 type dummy
	for attribute in "${attributes[@]}"; do
		write_and_read "${attribute%:*}" "${attribute#*:}" \
			"${WRITER_SECONDS:-10}" \
			>"$BATS_TEST_TMPDIR/${#writers[@]}" 3>&- &
		writers+=($!)
	done
	for pid in "${writers[@]}"; do
		wait "$pid"
	done
	for n in "${!writers[@]}"; do
		n=$(<"$BATS_TEST_TMPDIR/$n")
		[ "$n" -gt 3 ]
		total=$((total + n))
	done
	echo "# $total updates" >&3
	[ "$total" -gt 100 ]
}
