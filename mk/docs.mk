# SPDX-License-Identifier: GPL-2.0-only
#
# The manual pages: ours, and those of upstream's commands, which are in the
# kernel's source and have our additions from kernel-patch/.

MAN_PAGES := $(patsubst docs/man/%.rst,$(BUILD)/man/%.8,\
	$(wildcard docs/man/bpftool-*.rst))
# What several pages include.
MAN_PARTS := $(filter-out docs/man/bpftool-%,$(wildcard docs/man/*.rst))
MAN_UPSTREAM := $(BUILD)/man/upstream

.PHONY: man man-upstream
man: setup-docs $(MAN_PAGES) man-upstream ## make the manual pages: build/man/*.8
	@echo $(MAN_PAGES) $(MAN_UPSTREAM)/*.8

# A warning is an error: a page that is wrong somewhere is not a page.
$(BUILD)/man/%.8: docs/man/%.rst $(MAN_PARTS)
	@mkdir -p $(@D)
	@rst2man --strict $< $@

man-upstream: setup-docs kernel-checkout
	@mkdir -p $(MAN_UPSTREAM)
	@$(MAKE) -s --no-print-directory \
		-C $(KERNEL_SOURCE)/tools/bpf/bpftool/Documentation man8 \
		OUTPUT=$(CURDIR)/$(MAN_UPSTREAM)/
