#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What people see of bpftool xdp when all is well. json.bats has what programs
# see, errors.bats the rest.
#
# also: @host

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
	# which the kernel's other interfaces do not have
	xsk=''
	! has_control_maps || xsk=xsk-ring-size
	echo 256 >/sys/class/net/eth0/napi_defer_hard_irqs
	echo 0 >/sys/class/net/eth0/gro_flush_timeout
}

# What these words print, without an error.
prints()
{
	bpftool_says 0 "$1" "" "${@:2}"
}

@test "get prints one attribute as nothing but its value" {
	prints 256 xdp get eth0 napi-defer-hard-irqs
	prints basic,redirect,rx-sg xdp get eth0 xdp-features
	prints none xdp get dummy0 xdp-features
}

@test "get prints several attributes with their names, in the order asked for" {
	prints "$ifindex: eth0
	napi-defer-hard-irqs  256
	tx-queues             1" xdp get eth0 napi-defer-hard-irqs tx-queues
}

@test "get without an attribute prints all of them" {
	prints "$ifindex: eth0
	native-prog-id         0
	generic-prog-id        0
	offload-prog-id        -
	xdp-features           basic,redirect,rx-sg
	zc-max-segs            -
	rx-queues              1
	tx-queues              1
	rx-ring-size           -
	tx-ring-size           -
	napi-defer-hard-irqs   256
	gro-flush-timeout      0${xsk:+
	xsk-ring-size          256}
	mtu                    1500
	combined-queues        -
	rx-only-queues         1
	tx-only-queues         1
	gro                    off
	lro                    off
	rx-gro-hw              off
	rx-udp-gro-forwarding  off
	rx-vlan-offload        on
	tx-vlan-offload        on
	ntuple                 off
	adaptive-rx            -
	adaptive-tx            -
	pause-autoneg          -
	pause-rx               -
	pause-tx               -
	rx-usecs               -
	tx-usecs               -
	threaded               disabled
	rss-queues             -
	tcp-data-split         -" xdp get eth0
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

@test "show of some attributes is a table, a line a device" {
	prints "DEV     TX-QUEUES  XDP-FEATURES          RX-RING-SIZE
lo              1  none                             -
$(printf 'nsim1           1  %-20s  %12s' "$(bpftool xdp get nsim1 xdp-features)" "$(nsim_rings)")
peer0           1  basic,redirect,rx-sg             -
eth0            1  basic,redirect,rx-sg             -
dummy0          1  none                             -
bond0          16  none                             -
dev             1  none                             -" \
		xdp show tx-queues xdp_features rx-ring-size
}

@test "where chooses devices by the value of an attribute" {
	prints "DEV   NAPI-DEFER-HARD-IRQS
eth0                   256" xdp show napi-defer-hard-irqs \
		where napi-defer-hard-irqs 256
	prints "DEV    NAPI-DEFER-HARD-IRQS
peer0                     0" xdp show napi-defer-hard-irqs \
		where napi-defer-hard-irqs 0 xdp-features redirect
	prints "$(bpftool xdp get nsim1)" xdp show where rx_ring_size "$(nsim_rings)"
	prints "DEV  TX-QUEUES" xdp list tx-queues where tx-queues 7
}

@test "where finds flags among others, and what a device does not have" {
	prints "DEV    TX-QUEUES
peer0          1
eth0           1" xdp show tx-queues where xdp-features basic,redirect
	prints "DEV    XDP-FEATURES
bond0  none" xdp show xdp-features where xdp-features none tx-queues 16
	prints "$(bpftool xdp get eth0)" \
		xdp show where rx-ring-size - gro-flush-timeout 0us \
		napi-defer-hard-irqs 256
}

@test "set changes an attribute and says from what to what" {
	prints "eth0: napi-defer-hard-irqs 256 -> 128" xdp set eth0 napi-defer-hard-irqs 128
	prints 128 xdp get eth0 napi-defer-hard-irqs
}

@test "set says that nothing has changed" {
	prints "eth0: napi-defer-hard-irqs 256 unchanged" \
		xdp set eth0 napi-defer-hard-irqs 256
}

@test "set takes several attributes at once" {
	prints "eth0: napi-defer-hard-irqs 256 -> 64
eth0: gro-flush-timeout 0 -> 20000" xdp set eth0 \
		napi-defer-hard-irqs 64 gro-flush-timeout 20000
	prints 20000 xdp get eth0 gro-flush-timeout
}

@test "a dry run tells what would change, and changes nothing" {
	local dry="(dry run)"

	has_control_maps || dry="(dry run; the kernel was not asked)"
	prints "eth0: napi-defer-hard-irqs 256 -> 64 $dry
eth0: gro-flush-timeout 0 unchanged $dry" xdp set eth0 \
		napi-defer-hard-irqs 64 gro-flush-timeout 0 dry-run
	prints 256 xdp get eth0 napi-defer-hard-irqs
}

@test "min, max and default are values" {
	prints "eth0: napi-defer-hard-irqs 256 -> 2147483647" xdp set eth0 napi-defer-hard-irqs max
	prints "eth0: napi-defer-hard-irqs 2147483647 -> 0" xdp set eth0 napi-defer-hard-irqs min
	prints "eth0: napi-defer-hard-irqs 0 unchanged" \
		xdp set eth0 napi-defer-hard-irqs default
	local rings

	rings=$(nsim_rings)
	prints "nsim1: rx-ring-size $rings -> 4096" xdp set nsim1 rx-ring-size max
	prints "nsim1: rx-ring-size 4096 -> $rings" xdp set nsim1 rx-ring-size "$rings"
}

@test "the smallest and the largest value are accepted" {
	prints "eth0: napi-defer-hard-irqs 256 -> 2147483647
eth0: gro-flush-timeout 0 -> 18446744073709551615" xdp set eth0 \
		napi-defer-hard-irqs 2147483647 \
		gro-flush-timeout 18446744073709551615
	prints "eth0: napi-defer-hard-irqs 2147483647 -> 0" \
		xdp set eth0 napi-defer-hard-irqs 0
}

@test "a range may begin above zero" {
	needs_control_maps "the size of veth's rings"
	prints "eth0: xsk-ring-size 256 -> 16" xdp set eth0 xsk-ring-size min
	prints "eth0: xsk-ring-size 16 -> 16384" xdp set eth0 xsk-ring-size 16384
	prints "eth0: xsk-ring-size 16384 -> 256" xdp reset eth0 xsk-ring-size
}

@test "a number can be hexadecimal, a time have a unit" {
	prints "eth0: napi-defer-hard-irqs 256 -> 128
eth0: gro-flush-timeout 0 -> 20000" xdp set eth0 \
		napi-defer-hard-irqs 0x80 gro-flush-timeout 20us
	prints "eth0: gro-flush-timeout 20000 -> 3000000" \
		xdp set eth0 gro-flush-timeout 3ms
}

@test "reset takes every attribute back to its default, and names those" {
	bpftool xdp set eth0 napi-defer-hard-irqs 64 gro-flush-timeout 5 >/dev/null
	prints "eth0: napi-defer-hard-irqs 64 -> 0
eth0: gro-flush-timeout 5 -> 0" xdp reset eth0
	prints "eth0: unchanged" xdp reset eth0
}

@test "reset of an attribute leaves the others alone" {
	bpftool xdp set eth0 napi-defer-hard-irqs 64 gro-flush-timeout 5 >/dev/null
	prints "eth0: napi-defer-hard-irqs 64 -> 0" xdp reset eth0 napi-defer-hard-irqs
	prints 5 xdp get eth0 gro-flush-timeout
	prints "eth0: napi-defer-hard-irqs 0 unchanged" xdp reset eth0 napi_defer_hard_irqs
}

@test "reset gives rings the size that the device was registered with" {
	needs_control_maps "what a device was registered with"
	local rings

	rings=$(nsim_rings)
	bpftool xdp set nsim1 rx-ring-size 77 >/dev/null
	prints "nsim1: rx-ring-size 77 -> $rings" xdp reset nsim1
	prints "nsim1: rx-ring-size $rings unchanged" xdp set nsim1 rx-ring-size default
}

@test "attrs lists the attributes with type, access and unit" {
	prints "NAME                   TYPE                        ACCESS  UNIT
native-prog-id         bpf_ctrl_prog_id_t          ro      prog id
generic-prog-id        bpf_ctrl_prog_id_t          ro      prog id
offload-prog-id        bpf_ctrl_prog_id_t          ro      prog id
xdp-features           enum netdev_xdp_act         ro      -
zc-max-segs            __u32                       ro      -
rx-queues              __u32                       ro      -
tx-queues              __u32                       ro      -
rx-ring-size           __u32                       rw      -
tx-ring-size           __u32                       rw      -
napi-defer-hard-irqs   __u32                       rw      -
gro-flush-timeout      bpf_ctrl_nsec_t             rw      ns${xsk:+
xsk-ring-size          __u32                       rw      -}
mtu                    __u32                       rw      -
combined-queues        __u32                       rw      -
rx-only-queues         __u32                       rw      -
tx-only-queues         __u32                       rw      -
gro                    bool                        rw      -
lro                    bool                        rw      -
rx-gro-hw              bool                        rw      -
rx-udp-gro-forwarding  bool                        rw      -
rx-vlan-offload        bool                        rw      -
tx-vlan-offload        bool                        rw      -
ntuple                 bool                        rw      -
adaptive-rx            bool                        rw      -
adaptive-tx            bool                        rw      -
pause-autoneg          bool                        rw      -
pause-rx               bool                        rw      -
pause-tx               bool                        rw      -
rx-usecs               bpf_ctrl_usec_t             rw      us
tx-usecs               bpf_ctrl_usec_t             rw      us
threaded               enum if_xdp_threaded        rw      -
rss-queues             __u32                       rw      -
tcp-data-split         enum if_xdp_tcp_data_split  rw      -" xdp attrs
}

@test "attrs of a device tells its values, limits and defaults" {
	run -0 bpftool xdp attrs eth0
	output_has "^$ifindex: eth0"
	output_has "ACCESS +UNIT +VALUE +MIN +MAX +DEFAULT"
	output_has "tx-queues +__u32 +ro +- +1 +- +- +-"
	output_has "napi-defer-hard-irqs +__u32 +rw +- +256 +0 +2147483647 +0"
	output_has "rx-ring-size +__u32 +rw +- +- +- +- +-"
	run -0 bpftool xdp attrs nsim1
	output_has "rx-ring-size +__u32 +rw +- +$(nsim_rings) +- +4096 +${xsk:+$(nsim_rings)}"
}

@test "attrs of a device with rings that feed XDP tells their limits" {
	needs_control_maps "the size of veth's rings"
	run -0 bpftool xdp attrs eth0
	output_has "xsk-ring-size +__u32 +rw +- +256 +16 +16384 +256"
	run -0 bpftool xdp attrs nsim1
	output_has "xsk-ring-size +__u32 +rw +- +- +- +- +-"
}

@test "'-' and '_' in names are alike" {
	prints "eth0: napi-defer-hard-irqs 256 -> 128" xdp set eth0 napi_defer_hard_irqs 128
	prints 128 xdp get eth0 napi_defer-hard_irqs
}

@test "the word dev before a device can be left out" {
	prints 256 xdp get dev eth0 napi-defer-hard-irqs
	prints "eth0: napi-defer-hard-irqs 256 -> 128" \
		xdp set dev eth0 napi-defer-hard-irqs 128
	prints "eth0: napi-defer-hard-irqs 128 -> 0" xdp reset dev eth0 napi-defer-hard-irqs
}

@test "a device may be called dev" {
	prints "$(</sys/class/net/dev/ifindex): dev
	tx-queues     1
	rx-ring-size  -" xdp get dev dev tx-queues rx-ring-size
}

@test "a device is found by an alternative name, a long one too" {
	prints 256 xdp get up napi-defer-hard-irqs
	prints "eth0: napi-defer-hard-irqs 256 -> 128" \
		xdp set the-port-that-goes-upstairs napi-defer-hard-irqs 128
}

@test "a device is found by its index" {
	prints 256 xdp get ifindex "$ifindex" napi-defer-hard-irqs
	prints "eth0: napi-defer-hard-irqs 256 -> 128" \
		xdp set dev ifindex "$ifindex" napi-defer-hard-irqs 128
}

@test "zero, off and unsupported are told apart in text" {
	local rings

	rings=$(nsim_rings)
	bpftool xdp set nsim1 rx-ring-size 0 >/dev/null
	prints "$(</sys/class/net/nsim1/ifindex): nsim1
	generic-prog-id  0
	rx-ring-size     0
	zc-max-segs      -" xdp get nsim1 generic-prog-id rx-ring-size zc-max-segs
	bpftool xdp set nsim1 rx-ring-size "$rings" >/dev/null
	prints "$(</sys/class/net/bond0/ifindex): bond0
	xdp-features  none
	rx-ring-size  -
	tx-ring-size  -" xdp get bond0 xdp-features rx-ring-size tx-ring-size
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

	needs_control_maps "to know how many calls of bpf() a reset makes"
	bpftool xdp set eth0 napi-defer-hard-irqs 64
	strace -o "$calls" -e trace=bpf bpftool xdp reset eth0
	last=$(grep -c '^bpf(' "$calls")
	inject=bpf:error=ENODEV:when=$last
	bpftool xdp set eth0 napi-defer-hard-irqs 64
	says 0 "eth0: reset; what it has now cannot be read (No such device)" "" \
		strace -o "$calls" -e inject="$inject" bpftool xdp reset eth0
	prints 0 xdp get eth0 napi-defer-hard-irqs
	run -0 strace -o "$calls" -e inject="$inject" bpftool -j xdp reset eth0
	output_has '"changed":true,"attributes":\{\}'
}

@test "commands can be abbreviated" {
	local all

	all=$(bpftool xdp get eth0)
	prints "$all" x g eth0
	prints "$(bpftool xdp show)" xdp s
	prints "$(bpftool xdp attrs)" xdp a
	prints "eth0: napi-defer-hard-irqs 256 -> 0" xdp r eth0
}

@test "an option can stand anywhere" {
	local json

	json=$(bpftool --json xdp get eth0 napi-defer-hard-irqs)
	prints "$json" xdp get eth0 napi-defer-hard-irqs -j
	prints "$json" xdp -j get eth0 napi-defer-hard-irqs
	prints "$json" xdp get --json eth0 napi-defer-hard-irqs
	prints 256 xdp get eth0 -d napi-defer-hard-irqs
}

@test "what follows -- is no option" {
	run -2 bpftool xdp get eth0 -- -j
	output_has "^Error: eth0: unknown attribute '-j'"
	prints 256 -- xdp get eth0 napi-defer-hard-irqs
}

@test "the help names every command, and the exit statuses" {
	local command

	run -0 bpftool xdp help
	for command in show list get set reset attrs help; do
		output_has "bpftool xdp .*$command"
	done
	output_has "Exit status: 0 done, 1 refused by the kernel, 2 wrong words"
}
