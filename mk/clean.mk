# SPDX-License-Identifier: GPL-2.0-only

.PHONY: clean distclean
clean: ## remove what is built, but keep the kernels and their source
	rm -rf $(filter-out $(BUILD)/kernel $(BUILD)/ccache $(KERNEL_TREE),\
		$(wildcard $(BUILD)/*))

distclean: ## remove build/ altogether
	@if [ -e $(KERNEL_TREE)/.git ]; then scripts/kernel-tree $(KERNEL_VERSION); fi
	rm -rf $(BUILD)
