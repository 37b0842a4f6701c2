#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The tool from before the last attribute, which tests of kernels with it and with
# those of tests/compat/future.patch run. scripts/bpftool-old builds it from a
# kernel tree that does not have the attribute, and it turns out to be the very
# program that all other tests run.

source=build/kernel/linux-6.12
old=build/compat/old
tree=build/compat/linux-nolast

# What the linker identifies a build by tells nothing of what was built.
code_of()
{
	objcopy --strip-all --remove-section=.note.gnu.build-id "$1" "$2"
}

@test "bpftool built before the last attribute existed is the same program, byte for byte" {
	local commit full

	commit=$(scripts/kernel-patches commit nolast)
	full=$(scripts/kernel-patches commit full)
	! git -C $source grep -q xsk_ring_size "$commit" -- \
		drivers/net include kernel net tools
	[ "$(<$tree.commit)" = "$commit $full" ]
	[ "$(<$old/bpftool.choice)" = "STATIC=${STATIC:-1} LLVM=${LLVM-} $PWD/$tree" ]
	run ! grep -r xsk_ring_size $tree

	code_of build/bin/bpftool "$BATS_TEST_TMPDIR/new"
	code_of $old/bin/bpftool "$BATS_TEST_TMPDIR/old"
	cmp "$BATS_TEST_TMPDIR/new" "$BATS_TEST_TMPDIR/old"
}
