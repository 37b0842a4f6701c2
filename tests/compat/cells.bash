# SPDX-License-Identifier: GPL-2.0-only
#
# What the cells of the matrix try. Each .bats file is a column, with the name of
# its kernel, and each test a cell: the row, " | ", and what is expected, which is
# "works" or "fails: " and all that is said then.

load ../bats/helpers
load ../bats/attributes

new_bpftool=$PWD/build/bin/bpftool
stock_bpftool=/usr/sbin/bpftool
pin=/sys/fs/bpf/xdp
# What a program without a struct sees of a device.
deferrals=/sys/class/net/eth0/napi_defer_hard_irqs

setup_file()
{
	be_quiet
	ip link add eth0 type veth peer name peer0
	ip link set eth0 up	# from then on MTU, queues and features have defaults
}

setup()
{
	be_quick
	PATH=${new_bpftool%/*}:$PATH
}

teardown()
{
	rm -f $pin
	! ctrl_maps || bpftool xdp reset eth0 >/dev/null
}

# The same sources, on top of bpftool of Linux 7.2; for a test.
use_bpftool_of_7_2()
{
	PATH=$PWD/build/7.2/bin:$PATH
	[ "$(command -v bpftool)" = "$PWD/build/7.2/bin/bpftool" ]
}

# Whether this kernel has them; its own BTF says so, not one of the tools.
ctrl_maps()
{
	grep -qs BPF_MAP_TYPE_CONTROL /sys/kernel/btf/vmlinux
}

# usage: fails COMMAND...; saying what the name of this test says, and no more
fails()
{
	run "$@"
	[ "$status" != 0 ]
	output_is "${BATS_TEST_DESCRIPTION#*| fails: }"
}

# usage: reads_and_sets ATTRIBUTE NUMBER; by bpftool
reads_and_sets()
{
	bpftool xdp set eth0 "$1" "$2"
	bpftool_says 0 "$2" "" xdp get eth0 "$1"
	bpftool xdp reset eth0 "$1"
	[ "$(bpftool xdp get eth0 "$1")" != "$2" ]
}

# A program of tests/tools reads what the kernel has, and the other way round.
# usage: agrees PROGRAM
agrees()
{
	local program=$tools/$1

	echo 7 >$deferrals
	says 0 7 "" "$program" get eth0 napi_defer_hard_irqs
	"$program" set eth0 napi_defer_hard_irqs 9
	[ "$(<$deferrals)" = 9 ]
	says 0 1 "" "$program" get eth0 tx_queues
	says 0 - "" "$program" get eth0 rx_ring_size
}

short_struct_works()
{
	echo 20000 >/sys/class/net/eth0/gro_flush_timeout
	agrees struct_short
	# which is behind what it knows
	[ "$(</sys/class/net/eth0/gro_flush_timeout)" = 20000 ]
}

long_struct_works()
{
	agrees struct_long
	says 0 - "" "$tools/struct_long" get eth0 newest
	run -1 "$tools/struct_long" set eth0 newest 1
	output_has '^E2BIG'
}

other_order_works()
{
	local offsets

	agrees struct_by_name
	says 0 - "" "$tools/struct_by_name" get eth0 inserted
	run -1 "$tools/struct_by_name" set eth0 inserted 1
	output_has "^unknown attribute 'inserted'"
	offsets=$("$tools/struct_by_name" offsets eth0 napi_defer_hard_irqs)
	[ "${offsets% *}" != "${offsets#* }" ]
}

# usage: member_works PROGRAM MEMBER NUMBER
member_works()
{
	local program=$tools/$1

	"$program" set eth0 "$2" "$3"
	says 0 "$3" "" "$program" get eth0 "$2"
	[ "$(bpftool xdp get eth0 "$2")" = "$3" ]
}

compiled_in_number_works()
{
	says 0 1 "" "$tools/xdp_attr" get eth0 rx_queues
}

stock_works()
{
	local key

	bpftool ctrl pin xdp $pin
	printf -v key '%d %d 0 0' $(($(</sys/class/net/eth0/ifindex) & 255)) \
		$(($(</sys/class/net/eth0/ifindex) >> 8))
	echo 7 >$deferrals
	run -0 $stock_bpftool map dump pinned $pin
	output_has '"napi_defer_hard_irqs": 7'
	# shellcheck disable=SC2086 # the bytes are words
	$stock_bpftool map delete pinned $pin key $key
	[ "$(<$deferrals)" = 0 ]
}

map_create_works()
{
	bpftool map create $pin type control name xdp map_extra 1
	bpftool_says 0 1 "" xdp get map pinned $pin eth0 rx-queues
}
