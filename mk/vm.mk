# SPDX-License-Identifier: GPL-2.0-only
#
# The virtual machine: a demonstration, and a shell to look around.

.PHONY: demo demo-module demo-full shell

# Without a word of KERNEL or VERSION no kernel is compiled: Debian's own one of this
# machine's release, with the module.
DEMO := $(if $(filter command% environment%,$(origin KERNEL) $(origin VERSION)),full,module)

demo: demo-$(DEMO) ## watch bpftool set an attribute that it has never heard of (KERNEL=full: on the patched kernel)

DEMO_DEBIAN := $(shell . /etc/os-release; echo $${VERSION_CODENAME-bookworm})
demo-module: setup-vm bpftool demo-programs
	@scripts/kernel-debian $(DEMO_DEBIAN)
	@scripts/module-build --debian $(DEMO_DEBIAN)
	@tests/vm/run --quiet --kernel build/kernel/debian-$(DEMO_DEBIAN)/bzImage \
		--log build/vm/demo --nic vmxnet3 -- tests/vm/with-module scripts/demo.sh

demo-full: setup-vm kernel-full bpftool demo-programs
	@tests/vm/run --quiet --kernel $(call kernel_image,full) \
		--build $(BUILD) --log $(BUILD)/vm/demo --nic vmxnet3 -- scripts/demo.sh

# What the demonstration counts the runs of.
.PHONY: demo-programs
demo-programs: test-headers
	@$(MAKE) -s --no-print-directory $(BUILD)/tests/tools/load_programs

shell: setup-vm kernel-full bpftool ## a root shell in the virtual machine
	@echo 'exit or Ctrl-A X ends the machine; what you write is thrown away.'
	@tests/vm/run --interactive --kernel $(call kernel_image,full) \
		--build $(BUILD) --log $(BUILD)/vm/shell -- scripts/vm-shell
