# SPDX-License-Identifier: GPL-2.0-only
#
# Control maps as a module, for kernels that do not have them.

## KERNEL_DIR=DIR the kernel that "make module" builds for (default: that of the running one)

KERNEL_DIR ?= /lib/modules/$(shell uname -r)/build

.PHONY: module module-debian

module: setup-build ## build bpf_ctrl.ko for the running kernel (KERNEL_DIR=DIR: for another one)
	@scripts/module-build $(KERNEL_DIR)

module-debian: setup-build kernel-debian ## build it for Debian's own kernel (DEBIAN=bookworm)
	@scripts/module-build --debian $(DEBIAN)

.PHONY: module-deb
module-deb: setup-build setup-module-deb ## build the Debian package bpf-ctrl-dkms: build/deb/bpf-ctrl-dkms_*.deb
	@scripts/module-dkms $(PROJECT_VERSION)
