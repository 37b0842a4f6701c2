# SPDX-License-Identifier: GPL-2.0-only
#
# Fuzzing of src/ctrl. The corpora stay in build/fuzz/corpus and grow with each run.
# libFuzzer comes with clang, which is large: "make check" goes without (suite fuzz).

## SECONDS=60 fuzz: how long each target runs

SECONDS ?= 60
FUZZ = $(MAKE) -s --no-print-directory -C tests/fuzz \
	OUTPUT=$(CURDIR)/$(BUILD)/fuzz/ \
	KERNEL_TREE=$(CURDIR)/$(KERNEL_SOURCE) \
	BPFTOOL_OUTPUT=$(CURDIR)/$(BUILD)/bpftool/

.PHONY: fuzz fuzz-replay

fuzz: setup-fuzz bpftool ## give libctrl whatever libFuzzer thinks of (SECONDS=60 a target)
	@$(FUZZ) run SECONDS_EACH=$(SECONDS)

fuzz-replay: kernel-checkout
	@$(FUZZ) replay
