# SPDX-License-Identifier: GPL-2.0-only
#
# The manual pages. Those of upstream's commands stay where they are, in the
# kernel's source.

MAN_PAGES := $(patsubst docs/man/%.rst,$(BUILD)/man/%.8,\
	$(wildcard docs/man/bpftool-*.rst))
# What several pages include.
MAN_PARTS := $(filter-out docs/man/bpftool-%,$(wildcard docs/man/*.rst))

.PHONY: man
man: setup-docs $(MAN_PAGES) ## make the manual pages: build/man/*.8
	@echo $(MAN_PAGES)

# A warning is an error: a page that is wrong somewhere is not a page.
$(BUILD)/man/%.8: docs/man/%.rst $(MAN_PARTS)
	@mkdir -p $(@D)
	@rst2man --strict $< $@
