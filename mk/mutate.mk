# SPDX-License-Identifier: GPL-2.0-only
#
# A check of the tests: each thing that is broken on purpose, in src/ctrl, in
# src/bpftool and in the kernel's new files, is noticed by one of them.

.PHONY: mutate
mutate: setup-test setup-vm kernel-full bpftool test-programs ## break one thing at a time: a test must notice each
	@tests/mutate/run ctrl
	@tests/mutate/run bpftool
	@tests/mutate/run kernel
