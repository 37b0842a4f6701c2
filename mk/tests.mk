# SPDX-License-Identifier: GPL-2.0-only
#
# Everything that "make check" runs; tests/check has the list and the sums.

## TESTS=... only these: unit, fuzz, kunit or .bats files

TEST_HELPERS := $(patsubst tests/helpers/%.c,$(BUILD)/tests/%,\
	$(wildcard tests/helpers/*.c))
LIBBPF := $(BUILD)/bpftool/libbpf
HELPER_CFLAGS := -O2 -g -Wall -Wextra -Wno-unused-parameter -std=gnu11 -pthread
# The uapi headers of the tree: those that the tools have copies of, and ours.
HELPER_INCLUDES := -I$(BUILD)/include -I$(LIBBPF)/include \
	-I$(KERNEL_SOURCE)/tools/include/uapi
UAPI_HEADERS := bpf.h bpf_ctrl.h netdev.h

.PHONY: check unit-tests test-helpers

CHECK_NEEDS := setup-test setup-vm setup-bench kernel-nolast kernel-future \
	kernel-full bpftool bpftool-dynamic old-bpftool test-helpers bench-programs \
	examples deb \
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
	@mkdir -p $(BUILD)/tests $(BUILD)/include/linux
	@for header in $(UAPI_HEADERS); do \
		from=$(KERNEL_SOURCE)/include/uapi/linux/$$header; \
		to=$(BUILD)/include/linux/$$header; \
		cmp -s $$from $$to || cp $$from $$to || exit; \
	done

test-helpers: test-headers
	@$(MAKE) -s --no-print-directory $(TEST_HELPERS)

$(BUILD)/tests/xsk_reader: HELPER_LIBS := -lxdp

# Static, so that they start fast in the emulated machine. The last archive has
# what some releases' libelf.a lacks.
$(TEST_HELPERS): $(BUILD)/tests/%: tests/helpers/%.c $(wildcard tests/helpers/*.h) \
		$(LIBBPF)/libbpf.a $(BUILD)/include/linux/bpf_ctrl.h
	@echo '  CC $@' >&2
	@$(CC) $(HELPER_CFLAGS) $(HELPER_INCLUDES) -static -o $@ $< \
		$(HELPER_LIBS) $(LIBBPF)/libbpf.a \
		$$(pkg-config --static --libs libelf) \
		$(BUILD)/src/bpftool/libbpftool-ctrl.a
