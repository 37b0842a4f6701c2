#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# docs/examples, compiled against an installed tree, do what they say.
#
# control maps only: programs that use the interface itself

load helpers

examples=$BATS_TEST_DIRNAME/../../build/examples

setup_file()
{
	be_quiet
	ip link add eth0 type veth peer name peer0
}

setup()
{
	be_quick
	bpftool xdp reset eth0
}

@test "the example with libctrl sets an attribute by its name" {
	says 0 changed "" "$examples/set_attribute" eth0 xsk-ring-size 128
	bpftool_says 0 128 "" xdp get eth0 xsk-ring-size
	says 0 "it was so before" "" \
		"$examples/set_attribute" eth0 xsk_ring_size 128
}

@test "the example with libctrl takes the words that bpftool takes" {
	says 0 changed "" "$examples/set_attribute" eth0 gro-flush-timeout 7us
	bpftool_says 0 7000 "" xdp get eth0 gro-flush-timeout
	says 0 changed "" "$examples/set_attribute" eth0 xsk-ring-size max
	bpftool_says 0 16384 "" xdp get eth0 xsk-ring-size
}

@test "the example with libctrl tells a failure as bpftool does" {
	says 1 "" "unknown attribute 'xsk-rings'; did you mean xsk-ring-size?" \
		"$examples/set_attribute" eth0 xsk-rings 128
	says 1 "" "xsk-ring-size: 1 is out of range; the range is 16..16384" \
		"$examples/set_attribute" eth0 xsk-ring-size 1
	says 1 "" "DEV ATTR VALUE" "$examples/set_attribute"
}

@test "the example with libbpf alone sets an attribute by its name" {
	says 0 "" "" "$examples/set_attribute_libbpf" eth0 xsk_ring_size 128
	bpftool_says 0 128 "" xdp get eth0 xsk-ring-size
	says 0 "" "" "$examples/set_attribute_libbpf" eth0 gro_flush_timeout 7000
	bpftool_says 0 7000 "" xdp get eth0 gro-flush-timeout
}

@test "the example with libbpf alone leaves all other attributes alone" {
	bpftool xdp set eth0 gro-flush-timeout 5us
	says 0 "" "" "$examples/set_attribute_libbpf" eth0 xsk_ring_size 64
	bpftool_says 0 5000 "" xdp get eth0 gro-flush-timeout
}

@test "the example with libbpf alone tells what the kernel refuses" {
	says 1 "" "xsk_ring_size: Numerical result out of range" \
		"$examples/set_attribute_libbpf" eth0 xsk_ring_size 1
	says 1 "" "there is no attribute xsk_rings" \
		"$examples/set_attribute_libbpf" eth0 xsk_rings 1
	bpftool_says 0 256 "" xdp get eth0 xsk-ring-size
}
