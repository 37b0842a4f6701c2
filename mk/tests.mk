# SPDX-License-Identifier: GPL-2.0-only
#
# Everything that "make check" runs; tests/check has the list and the sums.

## TESTS=... only these: unit, fuzz, kunit, selftests/map and the like, or .bats files

ABI_PROGRAMS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/abi/*/*.c))
TEST_TOOLS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/tools/*.c))
BPF_PROGRAMS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/bpf/*.bpf.c))
LIBBPF := $(BUILD)/bpftool/libbpf
TEST_CFLAGS := -O2 -g -Wall -Wextra -Wno-unused-parameter -std=gnu11 -pthread
# The harness compares what it is given, of whatever sign, and jumps out of tests.
ABI_CFLAGS := $(TEST_CFLAGS) -Wno-sign-compare -Wno-clobbered -D_GNU_SOURCE=
# What they share with the tests of the kernel's tree.
SELFTESTS := $(KERNEL_SOURCE)/tools/testing/selftests/bpf_ctrl
SELFTEST_SUITES := $(patsubst %/Makefile,selftests/%,$(subst \
	kernel-patch/files/tools/testing/selftests/bpf_ctrl/,,$(wildcard \
	kernel-patch/files/tools/testing/selftests/bpf_ctrl/*/Makefile)))
# The uapi headers of the tree: those that the tools have copies of, and ours.
TEST_INCLUDES := -I$(SELFTESTS) -I$(BUILD)/include -I$(LIBBPF)/include \
	-I$(KERNEL_SOURCE)/tools/include/uapi
UAPI_HEADERS := bpf.h bpf_ctrl.h netdev.h

.PHONY: check unit-tests test-programs selftests

# One suite by name takes the other kernels only if it runs on them.
NAMED_SUITES := unit fuzz kunit selftests/% tests/abi/% %.bats %.bats@host
OTHER_KERNELS := $(if $(TESTS),$(if $(filter-out $(NAMED_SUITES),$(TESTS)),all),all)
CHECK_KERNELS := $(foreach kernel,nolast future, \
	$(if $(OTHER_KERNELS)$(findstring $(kernel),$(TESTS)),kernel-$(kernel)))

CHECK_NEEDS := setup-test setup-vm setup-bench $(CHECK_KERNELS) \
	kernel-full bpftool bpftool-dynamic old-bpftool test-programs bench-programs \
	examples $(if $(filter 6.12,$(VERSION)),kernel-debian deb) \
	$(FLAVOUR:%=bpftool-%)
check: $(CHECK_NEEDS) ## run all tests; ends in "N passed, N failed"
	@tests/check $(TESTS)

UNIT_BUILD := $(CURDIR)/$(BUILD)$(FLAVOUR:%=/%)
unit-tests: kernel-checkout
	@$(MAKE) -s --no-print-directory -C tests/unit check \
		OUTPUT=$(UNIT_BUILD)/tests/unit/ \
		KERNEL_TREE=$(CURDIR)/$(KERNEL_SOURCE) \
		BPFTOOL_OUTPUT=$(UNIT_BUILD)/bpftool/ \
		CTRL_LIB=$(UNIT_BUILD)/src/ctrl/libctrl.a \
		$(FLAVOUR:%=CFLAGS='$(WATCH_$(FLAVOUR))')

.PHONY: test-headers
test-headers: bpftool
	@mkdir -p $(BUILD)/include/linux
	@for header in $(UAPI_HEADERS); do \
		from=$(KERNEL_SOURCE)/include/uapi/linux/$$header; \
		to=$(BUILD)/include/linux/$$header; \
		cmp -s $$from $$to || cp $$from $$to || exit; \
	done

selftests: kernel-checkout ## build the tests that are part of the series, as in the kernel's tree
	@scripts/selftests-build $(VERSION)

test-programs: test-headers selftests
	@$(MAKE) -s --no-print-directory $(ABI_PROGRAMS) $(TEST_TOOLS) $(BPF_PROGRAMS)

$(BUILD)/tests/tools/xsk_reader: TEST_LIBS := -lxdp

$(ABI_PROGRAMS): CFLAGS_HERE = $(ABI_CFLAGS)
$(TEST_TOOLS): CFLAGS_HERE = $(TEST_CFLAGS)

# Headers of the C library come with the words of the machine that runs it.
$(BPF_PROGRAMS): $(BUILD)/%.o: %.c $(wildcard tests/bpf/*.h) $(BUILD)/include/linux/bpf_ctrl.h
	@mkdir -p $(@D)
	@echo '  CLANG $@' >&2
	@clang -O2 -g -Wall -Wextra -Wno-unused-parameter -target bpf $(TEST_INCLUDES) \
		-I/usr/include/$(shell $(CC) -print-multiarch) -c -o $@ $<

# Static, so that they start fast in the emulated machine. The last archive has
# what some releases' libelf.a lacks.
$(ABI_PROGRAMS) $(TEST_TOOLS): $(BUILD)/%: %.c \
		$(wildcard tests/abi/*/*.h tests/tools/*.h $(SELFTESTS)/*.h) \
		$(LIBBPF)/libbpf.a $(BUILD)/include/linux/bpf_ctrl.h
	@mkdir -p $(@D)
	@echo '  CC $@' >&2
	@$(CC) $(CFLAGS_HERE) $(TEST_INCLUDES) -static -o $@ $< \
		$(TEST_LIBS) $(LIBBPF)/libbpf.a \
		$$(pkg-config --static --libs libelf) \
		$(BUILD)/src/bpftool/libbpftool-ctrl.a
