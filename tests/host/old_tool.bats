#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The tool from before the last attribute. It is built from a kernel tree that
# does not have it, and turns out to be the very program that all other tests
# run: whatever these show of bpftool on a kernel with the attribute, or with
# those of tests/compat/future.patch, an older bpftool has shown.

source=build/kernel/linux-6.12
old=build/compat/old

# What the linker identifies a build by tells nothing of what was built.
code_of()
{
	objcopy --strip-all --remove-section=.note.gnu.build-id "$1" "$2"
}

@test "bpftool built before the last attribute existed is the same program, byte for byte" {
	local commit tree=build/compat/linux-nolast

	commit=$(scripts/kernel-patches commit nolast)
	! git -C $source grep -q xsk_ring_size "$commit" -- \
		drivers/net include kernel net tools
	rm -rf $tree
	mkdir -p $tree
	git -C $source archive "$commit" tools scripts kernel/bpf include/uapi |
		tar -x -C $tree
	scripts/bpftool-build $tree $old

	code_of build/bin/bpftool "$BATS_TEST_TMPDIR/new"
	code_of $old/bin/bpftool "$BATS_TEST_TMPDIR/old"
	cmp "$BATS_TEST_TMPDIR/new" "$BATS_TEST_TMPDIR/old"
}
