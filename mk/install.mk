# SPDX-License-Identifier: GPL-2.0-only
#
# What has been built, put where it is used: bpftool with its manual pages and
# completions, libctrl with its headers, and the header of the kernel's interface.
#
# The headers of the kernel are a last resort for those who compile with libctrl
# (-idirafter): a system that has its own takes these.

## DESTDIR= install: put in front of all paths
## prefix=/usr/local install: where to
## program=bpftool install: name of the command, to have it beside another one

PROJECT_VERSION := 0.1.0
prefix ?= /usr/local
sbindir ?= $(prefix)/sbin
libdir ?= $(prefix)/lib
includedir ?= $(prefix)/include
mandir ?= $(prefix)/share/man
bashcompdir ?= $(prefix)/share/bash-completion/completions
zshcompdir ?= $(prefix)/share/zsh/site-functions
program ?= bpftool

.PHONY: install install-all uninstall

install: bpftool man ## install bpftool, libctrl and what belongs to them
	@$(MAKE) -s --no-print-directory install-all

# By the environment: a path may have any characters, which make's functions and
# the recipes' shell would take for their own.
INSTALL_PATHS := DESTDIR prefix sbindir libdir includedir mandir bashcompdir \
	zshcompdir program PROJECT_VERSION BPFTOOL KERNEL_SOURCE BUILD
$(foreach path,$(INSTALL_PATHS),\
	$(eval install-all uninstall: export $(path) := $$($(path))))

install-all:
	@scripts/install install

uninstall: ## remove what "make install" has installed
	@scripts/install uninstall

# The examples are built as a user of the library builds them: against an
# installed tree and the system's libbpf.
STAGE := $(BUILD)/stage

.PHONY: examples
examples: bpftool man test-headers ## build docs/examples against an installed tree
	@rm -rf $(STAGE)
	@$(MAKE) -s --no-print-directory install-all prefix=$(CURDIR)/$(STAGE)
	@$(MAKE) -s --no-print-directory -C docs/examples all bpf \
		KERNEL_HEADERS=$(CURDIR)/$(BUILD)/include \
		OUTPUT=$(CURDIR)/$(BUILD)/examples/ \
		PKG_CONFIG="env PKG_CONFIG_PATH=$(CURDIR)/$(STAGE)/lib/pkgconfig pkg-config"

# With the lock, for the packages are built from the same kernel source.
.PHONY: deb
deb: setup-deb setup-docs kernel-checkout ## build Debian packages: build/deb/*.deb
	@scripts/locked scripts/deb $(PROJECT_VERSION)
	@ls $(BUILD)/deb/*.deb
