# SPDX-License-Identifier: GPL-2.0-only
#
# The virtual machine: a demonstration, and a shell to look around.

.PHONY: demo shell

demo: setup-vm kernel-full bpftool demo-programs ## watch bpftool set an attribute that it has never heard of
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
