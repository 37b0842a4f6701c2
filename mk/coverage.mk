# SPDX-License-Identifier: GPL-2.0-only
#
# Which lines the tests reach: of src/ctrl and src/bpftool, and of the kernel's
# new files. tests/coverage runs the tests and adds up; docs/coverage.md says why
# what is left is left. For people, lcov's genhtml makes pages of its result.

COVERAGE_NEEDS := setup-test setup-vm setup-bench setup-coverage kernel-nolast kernel-future \
	bpftool bpftool-dynamic old-bpftool test-programs bench-programs examples
.PHONY: coverage
coverage: $(COVERAGE_NEEDS) ## name the lines that no test reaches (or none of TESTS=...)
	@$(MAKE) -s --no-print-directory GCOV=1 kernel-full bpftool-gcov
	@tests/coverage $(KERNEL_SOURCE) $(TESTS)
