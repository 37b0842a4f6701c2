# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool: upstream's, from the kernel's source, with this project's library
# and verbs linked in. Upstream's build does the work; it is called first for
# its libbpf, which the library is built against, and last for the program.

## STATIC=0 link bpftool dynamically
## LLVM=1 bpftool with LLVM's disassembler (linked dynamically)

## SANITIZE=1 check: a bpftool and libctrl that watch their use of memory (slow)

STATIC ?= 1
export STATIC LLVM SANITIZE
BPFTOOL := $(BUILD)/bin/bpftool

# Builds that watch themselves: build/gcov counts how often each line runs,
# build/sanitize has ASan and UBSan, whose libraries are shared ones.
FLAVOUR := $(if $(SANITIZE),sanitize)$(if $(GCOV),gcov)
WATCH_gcov := -O0 -g --coverage
WATCH_sanitize := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=all
FLAVOUR_STATIC_gcov := 1
FLAVOUR_STATIC_sanitize := 0

.PHONY: bpftool
bpftool: kernel-checkout ## build bpftool (the default)
	@scripts/locked scripts/bpftool-build $(KERNEL_SOURCE) $(BUILD)
	@echo $(BPFTOOL)

.PHONY: bpftool-gcov bpftool-sanitize
bpftool-gcov bpftool-sanitize: bpftool-%: kernel-checkout
	@STATIC=$(FLAVOUR_STATIC_$*) LLVM= OUR_CFLAGS='$(WATCH_$*)' \
		scripts/locked scripts/bpftool-build $(KERNEL_SOURCE) $(BUILD)/$*
