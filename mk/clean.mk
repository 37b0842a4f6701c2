# SPDX-License-Identifier: GPL-2.0-only

.PHONY: clean distclean
clean: ## remove what is built (for VERSION), but keep the kernels and their source
	rm -rf $(filter-out $(BUILD)/kernel $(BUILD)/ccache $(KERNEL_TREE) build/7.2,\
		$(wildcard $(BUILD)/*))

distclean: ## remove build/ altogether
	@for version in 6.12 7.2; do \
		tree=$$(scripts/build-dir $$version)/linux-$$version; \
		[ ! -e $$tree/.git ] || scripts/kernel-tree $$version || exit; \
	done
	rm -rf build
