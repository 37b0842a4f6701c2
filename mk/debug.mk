# SPDX-License-Identifier: GPL-2.0-only
#
# Everything that needs the patched kernel, on one that looks for wrong locking,
# wrong memory use and leaks, and what only such a kernel can show. Takes an hour.

## RANDOM_CALLS=n how many random calls of bpf() a run makes (100000)
## RANDOM_SEED=n which ones
## WRITER_SECONDS=n how long many writers write to one device (10)

.PHONY: check-debug kernel-full-debug kernel-future-debug
kernel-full-debug kernel-future-debug: export DEBUG = 1
kernel-full-debug kernel-future-debug: kernel-%-debug: kernel-source
	@scripts/kernel-build $(VERSION) $*

CHECK_DEBUG_NEEDS := setup-test setup-vm setup-bench kernel-future-debug \
	kernel-full-debug bpftool bpftool-dynamic old-bpftool test-programs bench-programs \
	examples
# How fast such a kernel is tells nothing, and what bpftool forgets is not its own.
CHECK_DEBUG_SUITES := kunit $(SELFTEST_SUITES) tests/abi/faults \
	$(filter-out tests/bats/bench.bats tests/bats/leaks.bats,\
		$(wildcard tests/bats/*.bats)) \
	tests/bats/future/writers.bats $(wildcard tests/bats/debug/*.bats)
check-debug: export DEBUG = 1
check-debug: export RANDOM_CALLS ?= 1000000
check-debug: export WRITER_SECONDS ?= 30
check-debug: $(CHECK_DEBUG_NEEDS) ## run the tests on a kernel with KASAN, lockdep and faults
	@tests/check $(CHECK_DEBUG_SUITES)
