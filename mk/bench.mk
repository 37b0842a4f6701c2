# SPDX-License-Identifier: GPL-2.0-only
#
# How long things take, beside the tools that do the same job. tests/bench/run says
# what is measured; docs/performance.md what came out.

## ROUNDS=21 bench: how often each thing is done

ROUNDS ?= 21
BENCH := $(patsubst tests/bench/%.c,$(BUILD)/bench/bin/%,$(wildcard tests/bench/*.c))
BENCH_NOTHING := $(BUILD)/bench/bin/nothing

.PHONY: bench bench-docs bench-programs bpftool-dynamic

bpftool-dynamic: kernel-checkout
	@STATIC=0 LLVM= scripts/locked scripts/bpftool-build $(KERNEL_SOURCE) \
		$(BUILD)/dynamic

BENCH_NEEDS := setup-test setup-vm setup-bench kernel-base kernel-full bpftool bpftool-dynamic \
	bench-programs
bench: $(BENCH_NEEDS) ## measure against ethtool, ip and others (ROUNDS=21)
	@tests/bench/run $(ROUNDS)

bench-docs: ## put what "make bench" measured last into docs/performance.md
	@tests/bench/report --docs docs/performance.md $(BUILD)/bench

bench-programs: test-headers
	@$(MAKE) -s --no-print-directory $(BENCH) $(BUILD)/tests/bpf/cost.bpf.o

# What comes from netlink's headers does not get along with the tree's copies for
# the tools, so only the headers that say what control maps are come from there.
$(filter-out $(BENCH_NOTHING),$(BENCH)): $(BUILD)/bench/bin/%: tests/bench/%.c \
		$(wildcard tests/bench/*.h) \
		$(wildcard $(SELFTESTS)/*.h tests/tools/*.h) $(BUILD)/src/ctrl/libctrl.a
	@mkdir -p $(@D)
	@echo '  CC $@' >&2
	@$(CC) $(TEST_CFLAGS) -Itests/tools -I$(SELFTESTS) -Isrc/ctrl/include -I$(BUILD)/include -I$(LIBBPF)/include \
		-static -o $@ $< $(BUILD)/src/ctrl/libctrl.a $(LIBBPF)/libbpf.a \
		$(LIBCTRL_LIBS) $$(pkg-config --static --libs libelf) \
		$(BUILD)/src/bpftool/libbpftool-ctrl.a

$(BENCH_NOTHING): tests/bench/nothing.c
	@mkdir -p $(@D)
	@echo '  CC $@' >&2
	@$(CC) -O2 -Wall -Wextra -Werror -static -nostdlib -o $@ $<
