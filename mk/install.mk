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

VERSION := 0.1.0
prefix ?= /usr/local
sbindir ?= $(prefix)/sbin
libdir ?= $(prefix)/lib
includedir ?= $(prefix)/include
mandir ?= $(prefix)/share/man
bashcompdir ?= $(prefix)/share/bash-completion/completions
zshcompdir ?= $(prefix)/share/zsh/site-functions
program ?= bpftool

INSTALL := install -D -m 644
CTRL_HEADERS := $(wildcard src/ctrl/ctrl.h src/ctrl/ctrl_*.h)
KERNEL_HEADERS := bpf_ctrl.h netdev.h

# Under another name, bpftool is beside one that has upstream's pages.
ifeq ($(program),bpftool)
UPSTREAM_PAGES = $(wildcard $(MAN_UPSTREAM)/*.8)
endif

.PHONY: install install-all uninstall

install: bpftool man ## install bpftool, libctrl and what belongs to them
	@$(MAKE) -s --no-print-directory install-all

install-all:
	$(INSTALL) -m 755 $(BPFTOOL) $(DESTDIR)$(sbindir)/$(program)
	$(INSTALL) -t $(DESTDIR)$(mandir)/man8 $(MAN_PAGES) $(UPSTREAM_PAGES)
	sed 's/^\( *complete .* \)bpftool$$/\1$(program)/' \
		bash-completion/bpftool | $(INSTALL) /dev/stdin \
		$(DESTDIR)$(bashcompdir)/$(program)
	$(INSTALL) $(KERNEL_SOURCE)/tools/bpf/bpftool/bash-completion/bpftool \
		$(DESTDIR)$(bashcompdir)/bpftool-upstream
	sed '1s/bpftool$$/$(program)/' zsh-completion/_bpftool | $(INSTALL) \
		/dev/stdin $(DESTDIR)$(zshcompdir)/_$(program)
	$(INSTALL) -t $(DESTDIR)$(libdir) $(BUILD)/src/ctrl/libctrl.a
	$(INSTALL) -t $(DESTDIR)$(includedir)/libctrl $(CTRL_HEADERS)
	$(INSTALL) -t $(DESTDIR)$(includedir)/libctrl/uapi/linux \
		$(KERNEL_HEADERS:%=$(KERNEL_SOURCE)/include/uapi/linux/%)
	sed -e 's,@prefix@,$(prefix),' -e 's,@libdir@,$(libdir:$(prefix)/%=$${prefix}/%),' \
		-e 's,@includedir@,$(includedir:$(prefix)/%=$${prefix}/%),' \
		-e 's,@VERSION@,$(VERSION),' \
		src/ctrl/libctrl.pc.in | $(INSTALL) /dev/stdin \
		$(DESTDIR)$(libdir)/pkgconfig/libctrl.pc

uninstall: ## remove what "make install" has installed
	rm -f $(DESTDIR)$(sbindir)/$(program) \
		$(addprefix $(DESTDIR)$(mandir)/man8/,$(notdir $(MAN_PAGES) \
			$(UPSTREAM_PAGES))) \
		$(DESTDIR)$(bashcompdir)/$(program) \
		$(DESTDIR)$(bashcompdir)/bpftool-upstream \
		$(DESTDIR)$(zshcompdir)/_$(program) \
		$(DESTDIR)$(libdir)/libctrl.a \
		$(DESTDIR)$(libdir)/pkgconfig/libctrl.pc
	rm -rf $(DESTDIR)$(includedir)/libctrl

# The examples are built as a user of the library builds them: against an
# installed tree and the system's libbpf.
STAGE := $(BUILD)/stage

.PHONY: examples
examples: bpftool man ## build docs/examples against an installed tree
	@rm -rf $(STAGE)
	@$(MAKE) -s --no-print-directory install-all prefix=$(CURDIR)/$(STAGE)
	@$(MAKE) -s --no-print-directory -C docs/examples \
		OUTPUT=$(CURDIR)/$(BUILD)/examples/ \
		PKG_CONFIG="env PKG_CONFIG_PATH=$(CURDIR)/$(STAGE)/lib/pkgconfig pkg-config"

# With the lock, for the packages are built from the same kernel source.
.PHONY: deb
deb: setup-deb setup-docs kernel-checkout ## build Debian packages: build/deb/*.deb
	@scripts/locked scripts/deb $(VERSION)
	@ls $(BUILD)/deb/*.deb
