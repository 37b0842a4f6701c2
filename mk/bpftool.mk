# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool: upstream's, from the kernel's source, with this project's library
# and verbs linked in. Upstream's build does the work; it is called first for
# its libbpf, which the library is built against, and last for the program.

## STATIC=0 link bpftool dynamically
## LLVM=1 bpftool with LLVM's disassembler (linked dynamically)

STATIC ?= 1
export STATIC LLVM
BPFTOOL := $(BUILD)/bin/bpftool

.PHONY: bpftool
bpftool: kernel-checkout ## build bpftool (the default)
	@scripts/locked scripts/bpftool-build $(KERNEL_SOURCE)
	@echo $(BPFTOOL)
