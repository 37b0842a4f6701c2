# SPDX-License-Identifier: GPL-2.0-only
#
# For upstream's Makefile of bpftool, as FEATURES_DUMP: what it would find out
# by a dozen trial builds. libcap always; no BPF skeletons, so that neither
# clang nor the build machine's vmlinux matter; LLVM's disassembler only when
# asked for with JIT_DISASM=llvm (LLVM=1 would mean to compile with clang).
feature-libcap := 1
feature-clang-bpf-co-re := 0
feature-libbfd := 0
feature-libbfd-liberty := 0
feature-libbfd-liberty-z := 0
feature-llvm := $(if $(filter llvm,$(JIT_DISASM)),1,0)

# What libctrl needs stands behind it.
include $(dir $(lastword $(MAKEFILE_LIST)))../ctrl/libs.mk
EXTRA_LIBS := $(LIBCTRL_LIBS)

# A static libelf wants zstd where it was built with it, and that of elfutils
# 0.192 wants libelf_tree.c from our archive, which is looked through again.
ifneq ($(filter -static,$(EXTRA_LDFLAGS)),)
EXTRA_LIBS += $(shell pkg-config --static --libs libelf) $(CTRL_LIBS)
endif
