#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What people see of bpftool xdp when all is well. json.bats has what programs
# see, errors.bats the rest.

load helpers

setup_file()
{
	add_devices
	ip -batch - <<-COMMANDS
		link add dev dev type dummy
		link property add dev eth0 altname up
		link property add dev eth0 altname the-port-that-goes-upstairs
	COMMANDS
}

setup()
{
	be_quick
	ifindex=$(</sys/class/net/eth0/ifindex)
}

teardown()
{
	bpftool xdp reset eth0 >/dev/null
}

# What these words print, without an error.
prints()
{
	bpftool_says 0 "$1" "" "${@:2}"
}

@test "get prints one attribute as nothing but its value" {
	prints 256 xdp get eth0 xsk-ring-size
	prints basic,redirect,rx-sg xdp get eth0 xdp-features
	prints none xdp get dummy0 xdp-features
}

@test "get prints several attributes with their names, in the order asked for" {
	prints "$ifindex: eth0
	xsk-ring-size  256
	rx-queues      1" xdp get eth0 xsk-ring-size rx-queues
}

@test "get without an attribute prints all of them" {
	prints "$ifindex: eth0
	native-prog-id        0
	generic-prog-id       0
	offload-prog-id       -
	xdp-features          basic,redirect,rx-sg
	zc-max-segs           -
	rx-queues             1
	tx-queues             1
	rx-ring-size          -
	tx-ring-size          -
	napi-defer-hard-irqs  0
	gro-flush-timeout     0
	xsk-ring-size         256" xdp get eth0
}

@test "show prints every device as get does" {
	local dev all=

	for dev in lo nsim1 peer0 eth0 dummy0 bond0 dev; do
		all+=$(bpftool xdp get $dev)$'\n'
	done
	prints "${all%$'\n'}" xdp show
}

@test "show, list and no command at all are the same" {
	local all

	all=$(bpftool xdp show)
	prints "$all" xdp list
	prints "$all" xdp
}

@test "set changes an attribute and says from what to what" {
	prints "eth0: xsk-ring-size 256 -> 128" xdp set eth0 xsk-ring-size 128
	prints 128 xdp get eth0 xsk-ring-size
}

@test "set says that nothing has changed" {
	prints "eth0: xsk-ring-size 256 unchanged" \
		xdp set eth0 xsk-ring-size 256
}

@test "set takes several attributes at once" {
	prints "eth0: xsk-ring-size 256 -> 64
eth0: napi-defer-hard-irqs 0 unchanged
eth0: gro-flush-timeout 0 -> 20000" xdp set eth0 \
		xsk-ring-size 64 napi-defer-hard-irqs 0 gro-flush-timeout 20000
	prints 20000 xdp get eth0 gro-flush-timeout
}

@test "a dry run tells what would change, and changes nothing" {
	prints "eth0: xsk-ring-size 256 -> 64 (dry run)
eth0: gro-flush-timeout 0 unchanged (dry run)" xdp set eth0 \
		xsk-ring-size 64 gro-flush-timeout 0 dry-run
	prints 256 xdp get eth0 xsk-ring-size
}

@test "min, max and default are values" {
	prints "eth0: xsk-ring-size 256 -> 16" xdp set eth0 xsk-ring-size min
	prints "eth0: xsk-ring-size 16 -> 16384" xdp set eth0 xsk-ring-size max
	prints "eth0: xsk-ring-size 16384 -> 256" \
		xdp set eth0 xsk-ring-size default
	prints "nsim1: rx-ring-size 0 -> 4096" xdp set nsim1 rx-ring-size max
	prints "nsim1: rx-ring-size 4096 -> 0" xdp set nsim1 rx-ring-size default
}

@test "the smallest and the largest value are accepted" {
	prints "eth0: xsk-ring-size 256 -> 16
eth0: napi-defer-hard-irqs 0 -> 2147483647
eth0: gro-flush-timeout 0 -> 18446744073709551615" xdp set eth0 \
		xsk-ring-size 16 napi-defer-hard-irqs 2147483647 \
		gro-flush-timeout 18446744073709551615
	prints "eth0: xsk-ring-size 16 -> 16384
eth0: napi-defer-hard-irqs 2147483647 -> 0" xdp set eth0 \
		xsk-ring-size 16384 napi-defer-hard-irqs 0
}

@test "a number can be hexadecimal, a time have a unit" {
	prints "eth0: xsk-ring-size 256 -> 128
eth0: gro-flush-timeout 0 -> 20000" xdp set eth0 \
		xsk-ring-size 0x80 gro-flush-timeout 20us
	prints "eth0: gro-flush-timeout 20000 -> 3000000" \
		xdp set eth0 gro-flush-timeout 3ms
}

@test "reset takes every attribute back to its default, and names those" {
	bpftool xdp set eth0 xsk-ring-size 64 gro-flush-timeout 5 >/dev/null
	prints "eth0: gro-flush-timeout 5 -> 0
eth0: xsk-ring-size 64 -> 256" xdp reset eth0
	prints "eth0: unchanged" xdp reset eth0
}

@test "reset of an attribute leaves the others alone" {
	bpftool xdp set eth0 xsk-ring-size 64 gro-flush-timeout 5 >/dev/null
	prints "eth0: xsk-ring-size 64 -> 256" xdp reset eth0 xsk-ring-size
	prints 5 xdp get eth0 gro-flush-timeout
	prints "eth0: xsk-ring-size 256 unchanged" xdp reset eth0 xsk_ring_size
}

@test "reset gives rings the size that the device was registered with" {
	bpftool xdp set nsim1 rx-ring-size 77 >/dev/null
	prints "nsim1: rx-ring-size 77 -> 0" xdp reset nsim1
}

@test "attrs lists the attributes with type, access and unit" {
	prints "NAME                  TYPE                 ACCESS  UNIT
native-prog-id        bpf_ctrl_prog_id_t   ro      prog id
generic-prog-id       bpf_ctrl_prog_id_t   ro      prog id
offload-prog-id       bpf_ctrl_prog_id_t   ro      prog id
xdp-features          enum netdev_xdp_act  ro      -
zc-max-segs           __u32                ro      -
rx-queues             __u32                ro      -
tx-queues             __u32                ro      -
rx-ring-size          __u32                rw      -
tx-ring-size          __u32                rw      -
napi-defer-hard-irqs  __u32                rw      -
gro-flush-timeout     bpf_ctrl_nsec_t      rw      ns
xsk-ring-size         __u32                rw      -" xdp attrs
}

@test "attrs of a device tells its values, limits and defaults" {
	bpftool xdp set eth0 xsk-ring-size 64 >/dev/null
	run -0 bpftool xdp attrs eth0
	output_has "^$ifindex: eth0"
	output_has "ACCESS +UNIT +VALUE +MIN +MAX +DEFAULT"
	output_has "rx-queues +__u32 +ro +- +1 +- +- +-"
	output_has "xsk-ring-size +__u32 +rw +- +64 +16 +16384 +256"
	run -0 bpftool xdp attrs nsim1
	output_has "rx-ring-size +__u32 +rw +- +0 +- +4096 +0"
	output_has "xsk-ring-size +__u32 +rw +- +- +- +- +-"
}

@test "'-' and '_' in names are alike" {
	prints "eth0: xsk-ring-size 256 -> 128" xdp set eth0 xsk_ring_size 128
	prints 128 xdp get eth0 xsk_ring-size
}

@test "the word dev before a device can be left out" {
	prints 256 xdp get dev eth0 xsk-ring-size
	prints "eth0: xsk-ring-size 256 -> 128" \
		xdp set dev eth0 xsk-ring-size 128
	prints "eth0: xsk-ring-size 128 -> 256" xdp reset dev eth0 xsk-ring-size
}

@test "a device may be called dev" {
	prints "$(</sys/class/net/dev/ifindex): dev
	rx-queues      1
	xsk-ring-size  -" xdp get dev dev rx-queues xsk-ring-size
}

@test "a device is found by an alternative name, a long one too" {
	prints 256 xdp get up xsk-ring-size
	prints "eth0: xsk-ring-size 256 -> 128" \
		xdp set the-port-that-goes-upstairs xsk-ring-size 128
}

@test "a device is found by its index" {
	prints 256 xdp get ifindex "$ifindex" xsk-ring-size
	prints "eth0: xsk-ring-size 256 -> 128" \
		xdp set dev ifindex "$ifindex" xsk-ring-size 128
}

@test "zero, off and unsupported are told apart in text" {
	prints "$(</sys/class/net/nsim1/ifindex): nsim1
	native-prog-id  0
	rx-ring-size    0
	xsk-ring-size   -" xdp get nsim1 native-prog-id rx-ring-size xsk-ring-size
	prints "$(</sys/class/net/bond0/ifindex): bond0
	xdp-features   none
	rx-ring-size   -
	tx-ring-size   -
	xsk-ring-size  -" xdp get bond0 \
		xdp-features rx-ring-size tx-ring-size xsk-ring-size
	prints - xdp get dummy0 rx-ring-size
	prints 0 xdp get dummy0 gro-flush-timeout
}

@test "the id of an attached program is shown, 0 without one" {
	local id

	"$tools/pin_program" /sys/fs/bpf/pass
	id=$(bpftool prog show pinned /sys/fs/bpf/pass)
	prints 0 xdp get eth0 native-prog-id
	bpftool net attach xdpdrv pinned /sys/fs/bpf/pass dev eth0
	prints "${id%%:*}" xdp get eth0 native-prog-id
	bpftool net detach xdpdrv dev eth0
	prints 0 xdp get eth0 native-prog-id
}

@test "a reset that was made has succeeded, whatever can be read afterwards" {
	local calls=$BATS_TEST_TMPDIR/calls last inject

	bpftool xdp set eth0 xsk-ring-size 64
	strace -o "$calls" -e trace=bpf bpftool xdp reset eth0
	last=$(grep -c '^bpf(' "$calls")
	inject=bpf:error=ENODEV:when=$last
	bpftool xdp set eth0 xsk-ring-size 64
	says 0 "eth0: reset; what it has now cannot be read (No such device)" "" \
		strace -o "$calls" -e inject="$inject" bpftool xdp reset eth0
	prints 256 xdp get eth0 xsk-ring-size
	run -0 strace -o "$calls" -e inject="$inject" bpftool -j xdp reset eth0
	output_has '"changed":true,"attributes":\{\}'
}

@test "commands can be abbreviated" {
	local all

	all=$(bpftool xdp get eth0)
	prints "$all" x g eth0
	prints "$(bpftool xdp show)" xdp s
	prints "$(bpftool xdp attrs)" xdp a
	prints "eth0: unchanged" xdp r eth0
}

@test "an option can stand anywhere" {
	local json

	json=$(bpftool --json xdp get eth0 xsk-ring-size)
	prints "$json" xdp get eth0 xsk-ring-size -j
	prints "$json" xdp -j get eth0 xsk-ring-size
	prints "$json" xdp get --json eth0 xsk-ring-size
	prints 256 xdp get eth0 -d xsk-ring-size
}

@test "what follows -- is no option" {
	bpftool_says 2 "" "Error: eth0: unknown attribute '-j': bpftool xdp attrs lists them" \
		xdp get eth0 -- -j
	prints 256 -- xdp get eth0 xsk-ring-size
}

@test "the help names every command, and the exit statuses" {
	local command

	run -0 bpftool xdp help
	for command in show list get set reset attrs help; do
		output_has "bpftool xdp .*$command"
	done
	output_has "Exit status: 0 done, 1 refused by the kernel, 2 wrong words"
}
