# SPDX-License-Identifier: GPL-2.0-only
#
# What the code must look like.

.PHONY: lint

lint: setup-lint bpftool ## check the style of code, patches and scripts
	@scripts/lint $(VERSION)
