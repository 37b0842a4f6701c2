#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# make demo: what it prints is the transcript of the README, but for times and
# numbers that are others on each machine.

bats_require_minimum_version 1.5.0

# The indented blocks that begin with a prompt, without the indentation.
transcript()
{
	awk '
		/^    root@vm:~# / { inside = 1 }
		/^[^ ]/ { inside = 0 }
		inside { print }' README.md
}

# Rates stand behind the number of runs.
mask()
{
	sed -E 's/\b6\.12\.[0-9]+/6.12.N/; s/\bpid [0-9]+/pid P/g
		s/ 1000 +[0-9]+ / 1000 R /; s/[0-9.]+ ?([num]?s)\>/T \1/g
		s/[0-9.]+%/S/g; s/\s+/ /g; s/^ //; /^$/d'
}

@test "make demo prints what the README shows, of devices, programs and sockets" {
	tests/vm/run --quiet --kernel build/kernel/full/bzImage --timeout 120 \
		--log "$BATS_TEST_TMPDIR/vm" --nic vmxnet3 -- scripts/demo.sh \
		>"$BATS_TEST_TMPDIR/printed" 2>&1
	diff <(transcript | mask) <(mask <"$BATS_TEST_TMPDIR/printed")
	grep -q '^root@vm:~# bpftool sock set ' "$BATS_TEST_TMPDIR/printed"
}
