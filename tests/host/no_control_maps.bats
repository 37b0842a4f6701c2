#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool on a kernel that has no control maps: the one of this machine.

load ../bats/helpers

setup()
{
	PATH=$PWD/build/bin:$PATH
	! grep -qs BPF_MAP_TYPE_CONTROL /sys/kernel/btf/vmlinux ||
		skip "this machine's kernel has control maps"
}

sentence='this kernel has no control maps: it needs the control map patches and CONFIG_BPF_CTRL_MAP=y'

@test "every command says that the kernel has no control maps, and what it takes" {
	local fields=',"errno":"EOPNOTSUPP"'

	refused 1 "$sentence" "$fields" xdp show
	refused 1 "$sentence" "$fields" xdp
	refused 1 "$sentence" "$fields" xdp get lo
	refused 1 "$sentence" "$fields" xdp get lo rx-queues
	refused 1 "$sentence" "$fields" \
		xdp set lo gro-flush-timeout 1
	refused 1 "$sentence" "$fields" xdp reset lo
	refused 1 "$sentence" "$fields" xdp attrs
}

@test "words that are wrong in any case are told first" {
	refused 2 "'lo' is one word too many; usage: bpftool xdp { show | list } [map MAP]" \
		"" xdp show lo
	refused 2 "attribute 'rx-queues' has no value" ',"attribute":"rx_queues"' \
		xdp set lo rx-queues
	refused 1 "nosuch: no such object: this network namespace has no device of that name" \
		',"errno":"ENODEV","object":"nosuch","reason":"this network namespace has no device of that name"' \
		xdp get nosuch
}

@test "the help needs no control maps" {
	run -0 bpftool xdp help
	output_has "bpftool xdp set"
	bpftool_says 0 null "" -j xdp help
}

@test "every refusal in JSON is one valid document" {
	documents_are_json
}
