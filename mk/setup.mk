# SPDX-License-Identifier: GPL-2.0-only
#
# Debian packages, installed when missing.

## JOBS=N how many compilations run at a time (default: one a processor)

SETUPS := setup-build setup-vm setup-test setup-docs setup-lint setup-deb setup-kernel-deb setup-kernel-check setup-module-deb setup-tree setup-coverage setup-fuzz setup-bench

.PHONY: $(SETUPS)
$(SETUPS): setup-%:
	@scripts/setup $*
