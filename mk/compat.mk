# SPDX-License-Identifier: GPL-2.0-only
#
# Tools and kernels of different ages, each with each.

# Those of 6.12, and the series on 7.2.
COMPAT_KERNELS := base nolast full future moved

.PHONY: check-base check-compat compat-7.2 old-bpftool

check-base: setup-test setup-vm kernel-base bpftool bpftool-dynamic test-programs ## what runs without control maps, on a kernel without
	@tests/check $$(grep -lx '# also: @host' tests/bats/*.bats | sed 's/$$/@base/')

COMPAT_NEEDS := setup-test setup-vm $(COMPAT_KERNELS:%=kernel-%) bpftool \
	old-bpftool test-programs compat-7.2
check-compat: $(COMPAT_NEEDS) ## old and new tools on old and new kernels, as a table
	@tests/compat/run $(COMPAT_KERNELS) 7.2

compat-7.2:
	@VERSION=7.2 $(MAKE) -s --no-print-directory kernel-full bpftool

# bpftool as it was before the last attribute.
old-bpftool: kernel-source
	@scripts/bpftool-old $(VERSION)

# What goes by name does so with libctrl.
$(BUILD)/tests/tools/struct_by_name: $(BUILD)/src/ctrl/libctrl.a
$(BUILD)/tests/tools/struct_by_name: TEST_INCLUDES += -I$(CURDIR)/src/ctrl/include
$(BUILD)/tests/tools/struct_by_name: TEST_LIBS = $(BUILD)/src/ctrl/libctrl.a $(LIBCTRL_LIBS)
