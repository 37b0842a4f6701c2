# SPDX-License-Identifier: GPL-2.0-only
#
# The kernel: Debian's source, the series applied, the kernels built from it.

## KERNEL=full which kernel "make kernel" builds: full, nolast (without the last attributes: xsk_ring_size and those behind it), base (without the series), future (with tests/compat/future.patch), moved (and with map-type-number.patch) or the number of the patch to end with
## DEBIAN=bookworm whose own kernel "make kernel-debian" fetches, and tests/bats/debian runs on: bookworm, trixie or forky
## DEBUG=1 kernels that look for wrong locking and memory use (slow)
## GCOV=1 kernels that count how often each line of the new files runs

KERNEL ?= full
DEBIAN ?= bookworm
# The tree that bpftool and the kernels are built from; always the whole series.
KERNEL_SOURCE := $(BUILD)/kernel/linux-$(VERSION)
# The tree to work in.
KERNEL_TREE := $(BUILD)/linux-$(VERSION)
export DEBIAN DEBUG GCOV

kernel_image = $(BUILD)/kernel/$(1)$(if $(DEBUG),-debug)$(if $(GCOV),-gcov)/bzImage

.PHONY: kernel-source kernel-checkout kernel kernel-debian kernel-tree kernel-export kernel-series kernel-bisect kernel-check

kernel-source: setup-build
	@scripts/kernel-source $(VERSION)

# The series applied to that tree.
kernel-checkout: kernel-source
	@scripts/kernel-checkout $(VERSION) full

kernel: kernel-source ## build the patched kernel (KERNEL=full)
	@scripts/kernel-build $(VERSION) $(KERNEL)
	@echo '$(call kernel_image,$(KERNEL))'

KERNEL_VARIANTS := $(addprefix kernel-,full nolast base future moved)
.PHONY: $(KERNEL_VARIANTS)
$(KERNEL_VARIANTS): kernel-%: kernel-source
	@scripts/kernel-build $(VERSION) $*

# As it is, without control maps.
kernel-debian: setup-build setup-vm ## fetch Debian's own kernel to build/kernel/debian-bookworm (DEBIAN=bookworm)
	@scripts/kernel-debian $(DEBIAN)

kernel-tree: kernel-source ## lay out build/linux-6.12 (or build/7.2/linux-7.2): a git tree with the series applied, to work in
	@scripts/kernel-tree $(VERSION)

kernel-export: ## write the commits of kernel-tree back into kernel-patch/
	@scripts/kernel-patches --version $(VERSION) export $(KERNEL_TREE)
	@git -C $(KERNEL_TREE) update-ref refs/laid-out/control-maps HEAD

kernel-bisect: kernel-source ## build the kernel after each patch, and run the selftests where a series ends: FIRST=1 LAST=N
	@scripts/kernel-bisect $(VERSION) $(FIRST) $(LAST)

kernel-check: kernel-source setup-kernel-check ## what maintainers' robots look at: W=1, sparse, 32 bits, kernel-doc, htmldocs
	@scripts/kernel-check $(VERSION)

kernel-series: kernel-source ## write the mailing-list series to build/series
	@scripts/kernel-patches --version $(VERSION) series \
		"$$(scripts/kernel-patches --version $(VERSION) commit full)" \
		$(BUILD)/series
