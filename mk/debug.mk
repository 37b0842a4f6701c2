# SPDX-License-Identifier: GPL-2.0-only
#
# Everything that needs the patched kernel, on one that looks for wrong locking,
# wrong memory use and leaks, and what only such a kernel can show. Takes an hour.

## RANDOM_CALLS=n how many random calls of bpf() a run makes (100000)
## RANDOM_SEED=n which ones

.PHONY: check-debug kernel-full-debug
kernel-full-debug: export DEBUG = 1
kernel-full-debug: kernel-source
	@scripts/kernel-build $(KERNEL_VERSION) full

CHECK_DEBUG_NEEDS := setup-test setup-vm setup-bench kernel-full-debug bpftool bpftool-dynamic old-bpftool \
	test-helpers bench-programs examples
check-debug: export DEBUG = 1
check-debug: export RANDOM_CALLS ?= 1000000
check-debug: $(CHECK_DEBUG_NEEDS) ## run the tests on a kernel with KASAN, lockdep and faults
	@tests/check kunit $(wildcard tests/bats/*.bats tests/bats/debug/*.bats)
