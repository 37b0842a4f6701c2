# SPDX-License-Identifier: GPL-2.0-only
#
# Everything is built below build/; mk/ has one fragment for each subject.
# "make help" lists the targets.

SHELL := /bin/bash
.DEFAULT_GOAL := bpftool
.DELETE_ON_ERROR:
# Kernel variants and bpftool share one source tree; the slow steps are
# parallel inside.
.NOTPARALLEL:

# The kernel's build does not take such a path.
ifneq ($(words $(CURDIR)),1)
$(error '$(CURDIR)' has blanks in it: the project has to be in another directory)
endif

export JOBS ?= $(shell nproc)

## VERSION=6.12 which kernel the series, the kernels and bpftool are built from, and the tests run on: 6.12 or 7.2
export VERSION ?= 6.12
# The kernel's own Makefile has a variable of that name.
MAKEOVERRIDES := $(filter-out VERSION=%,$(MAKEOVERRIDES))
BUILD := $(shell scripts/build-dir $(VERSION))
$(if $(BUILD),,$(error VERSION=$(VERSION)))

include src/ctrl/libs.mk
include mk/setup.mk
include mk/kernel.mk
include mk/kernel-deb.mk
include mk/module.mk
include mk/bpftool.mk
include mk/tests.mk
include mk/debug.mk
include mk/compat.mk
include mk/fuzz.mk
include mk/coverage.mk
include mk/mutate.mk
include mk/bench.mk
include mk/vm.mk
include mk/lint.mk
include mk/docs.mk
include mk/install.mk
include mk/clean.mk

.PHONY: help
help: ## list the targets
	@echo 'Targets:'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 21
	@echo 'Variables:'
	@sed -n 's/^## \([A-Za-z_]*=[^ ]*\) /  \1\t/p' $(MAKEFILE_LIST) | expand -t 21
