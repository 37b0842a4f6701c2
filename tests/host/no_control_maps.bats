#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool on a kernel that has no control maps: the one of this machine, whatever it is,
# as whoever runs the tests.

load ../bats/helpers

setup()
{
	PATH=$PWD/build/bin:$PATH
	! grep -qs BPF_MAP_TYPE_CONTROL /sys/kernel/btf/vmlinux ||
		skip "this machine's kernel has control maps"
}

@test "devices are read without control maps" {
	bpftool_says 0 "$(<"/sys/class/net/lo/gro_flush_timeout")" "" \
		xdp get lo gro-flush-timeout
	run -0 bpftool xdp get lo
	output_has "tx-queues +1"
	run -0 bpftool -j xdp show
	[ "$(jq '.[] | select(.devname == "lo") | .ifindex' <<<"$output")" = 1 ]
}

@test "a socket is read and set without control maps" {
	exec 7<>/dev/udp/127.0.0.1/9
	run -0 bpftool sock show pid $BASHPID
	output_has "7 +inet +dgram +udp"
	run -0 bpftool sock set pid $BASHPID fd 7 priority 3 rcvlowat 2
	output_is "pid $BASHPID fd 7: priority 0 -> 3
pid $BASHPID fd 7: rcvlowat 1 -> 2"
	run -0 bpftool sock get pid $BASHPID fd 7 priority
	output_is 3
}

@test "the control types are those that this bpftool knows, and who answers is told" {
	run -0 bpftool ctrl types
	output_has "xdp +1 .* public-read,writable,enumerable,per-netns +host"
	run -0 bpftool -j ctrl types
	[ "$(jq -r '[.[].source] | unique[]' <<<"$output")" = host ]
}

@test "an unknown attribute is told with what is near, and that control maps may have it" {
	run -2 bpftool xdp get lo rx-ring
	output_has "Error: lo: unknown attribute 'rx-ring': this kernel has no control maps; did you mean rx-ring-size"
}

@test "what takes a control map says what it takes" {
	local sentence='it needs the control map patches and CONFIG_BPF_CTRL_MAP=y'

	refused 1 "this kernel has no control maps: nothing else tells what each CPU has counted: $sentence" \
		',"errno":"EOPNOTSUPP","reason":"nothing else tells what each CPU has counted"' \
		ctrl attrs 5
	refused 1 "this kernel has no control maps: $sentence" \
		',"errno":"EOPNOTSUPP"' ctrl attrs 77
	CTRL_SOURCE=kernel refused 1 "this kernel has no control maps: $sentence" \
		',"errno":"EOPNOTSUPP"' xdp show
}

@test "words that are wrong in any case are told first" {
	refused 2 "'lo' is one word too many; usage: bpftool ctrl types" "" ctrl types lo
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
