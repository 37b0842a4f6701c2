#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# make demo: what it prints is the transcript of the README.

bats_require_minimum_version 1.5.0

load demo

@test "make demo prints what the README shows, of devices, programs and sockets" {
	tests/vm/run --quiet --kernel build/kernel/full/bzImage --timeout 120 \
		--log "$BATS_TEST_TMPDIR/vm" --nic vmxnet3 -- scripts/demo.sh \
		>"$BATS_TEST_TMPDIR/printed" 2>&1
	diff <(transcript | mask) <(mask <"$BATS_TEST_TMPDIR/printed")
	grep -q '^root@vm:~# bpftool sock set ' "$BATS_TEST_TMPDIR/printed"
}
