# SPDX-License-Identifier: GPL-2.0-only
#
# Debian packages of the patched kernel, with a configuration of somebody's own, and a
# test that installs them into a new Debian and boots that.

## CONFIG=FILE kernel-deb: the configuration to begin with (default: the running kernel's)
## LOCALMODCONFIG=1 kernel-deb: only those modules that this machine has loaded now
## LSMOD=FILE kernel-deb: only those modules that lsmod has printed on another machine
## LOCALVERSION=-ctrl kernel-deb: what is behind the version in the kernel's name
## DBG=1 kernel-deb: a package with debug information, too

KERNEL_DEB_TEST := tests/kernel-deb/boot.bats

.PHONY: kernel-deb kernel-deb-check check-kernel-deb

# What cannot be done is said before anything is fetched.
kernel-deb-check:
	@scripts/kernel-deb $(VERSION) check

kernel-deb: kernel-deb-check setup-build setup-kernel-deb kernel-source ## build Debian packages of the patched kernel: build/deb/kernel/*.deb
	@scripts/kernel-deb $(VERSION)

# Debian's configuration for clouds, less what that virtual machine does not need. Of two
# lines for a symbol the kernel takes the later one.
KERNEL_DEB_CONFIG := $(BUILD)/kernel/deb/test.config

check-kernel-deb: setup-test setup-vm setup-tree setup-build setup-kernel-deb kernel-source bpftool demo-programs man ## build such packages, install them into a new Debian, boot that and play the demo
	@config=$$(scripts/debian-config $(VERSION)) && \
		xz -dc $$config | cat - tests/kernel-deb/less.config >$(KERNEL_DEB_CONFIG)
	@CONFIG=$(KERNEL_DEB_CONFIG) LSMOD=tests/kernel-deb/modules.lsmod LOCALVERSION=-ctrl \
		DBG= scripts/kernel-deb $(VERSION)
	@tests/check $(KERNEL_DEB_TEST)
