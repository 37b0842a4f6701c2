#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# A kernel younger than bpftool: attributes of every kind that BTF can describe,
# none of which was there when bpftool was built. The tool is the one from before
# the last attribute of the series, so that it is older than two kernels.

load ../helpers
load ../attributes

future="future-u8 future-s64 future-on future-bits future-mode future-span"
future+=" future-caps future-list future-burst future-word future-bytes"
future+=" future-label future-changes future-parsecs future-delay"

setup_file()
{
	be_quiet
	ip link add eth0 type dummy
}

setup()
{
	be_quick
	use_old_bpftool
}

teardown()
{
	bpftool xdp reset eth0 >/dev/null
}

# usage: takes ATTRIBUTE BEFORE VALUE [SHOWN]; set, shown and reset
takes()
{
	local shown=${4-$3}

	bpftool_says 0 "eth0: $1 $2 -> $shown" "" xdp set eth0 "$1" "$3"
	bpftool_says 0 "$shown" "" xdp get eth0 "$1"
	bpftool_says 0 "eth0: $1 $shown -> $2" "" xdp reset eth0 "$1"
}

# usage: refuses ATTRIBUTE VALUE TEXT; which is in what is said
refuses()
{
	run bpftool xdp set eth0 "$1" "$2"
	[ "$status" != 0 ]
	[[ $output == "Error: eth0: "*"$3"* ]] ||
		{ printf 'expected in it: %s\ngot: %s\n' "$3" "$output"; return 1; }
}

@test "bpftool has no name of these attributes in it" {
	! strings "$(command -v bpftool)" | grep -i 'future[_-]'
}

@test "every attribute of the future is listed and described" {
	local name parts="future-burst.size future-burst.delta"

	run -0 bpftool xdp attrs eth0
	for name in ${future/future-burst/$parts}; do
		[[ $output == *[[:blank:]]"$name"[[:blank:]]* ]] || { echo "not listed: $name"; return 1; }
	done
	output_has 'future-s64 +__s64 +rw +- +0 +-100 +100 +0'
	output_has 'future-mode +enum future_mode +rw +- +mild +cold +hot +mild'
	output_has 'future-changes +__u32 +ro'
	output_has 'future-parsecs +bpf_ctrl_parsec_t +rw +- +0 +0 +12 +0'
	output_has 'future-delay +bpf_ctrl_nsec_t +rw +ns +0 +0 +1000000000 +0'
}

@test "every attribute of the future takes both ends of its range, and nothing beyond" {
	local part

	every_attribute_works xdp eth0
	for part in ${future/future-changes/} 'future-list[2]' future-burst.delta; do
		[ "$part" != future-burst ] || continue
		[[ " ${tried[*]} " == *" $part "* ]] ||
			{ echo "not tried: $part"; return 1; }
	done
}

@test "a control type of the future, with a key of two members, works like any other" {
	run -0 bpftool ctrl types
	output_has $'\n''future +100 +8 +24 +1 +public-read,writable'
	every_attribute_works ctrl future shelf=3 slot=7
	[ "${tried[*]}" = books ]
	bpftool_says 0 "shelf=1 slot=2: books 1 -> 20" "" \
		ctrl set future shelf=1 slot=2 books 20
	bpftool_says 0 '{"key":{"shelf":1,"slot":2},"books":20}' "" \
		-j ctrl get future shelf=1 slot=2
	bpftool_says 0 1 "" ctrl get future shelf=2 slot=2 books
	run -1 bpftool ctrl get future shelf=4 slot=0
	output_is "Error: shelf=4 slot=0: no such object: the kernel knows nothing of that key"
	bpftool_says 0 "shelf=1 slot=2: books 20 -> 1" "" \
		ctrl reset future shelf=1 slot=2
}

@test "the objects of a control type of the future are completed by the members of its key" {
	run -0 bpftool ctrl complete -- get future ''
	output_is $'shelf=\nslot=\n:nospace'
	run -0 bpftool ctrl complete -- get future shelf=1 ''
	output_is $'slot=\n:nospace'
}

@test "numbers of the future are set at both ends of their range, and not beyond" {
	takes future-u8 0 250
	takes future-u8 0 1
	refuses future-u8 251 'future-u8: 251 is out of range; the range is 0..250'
	refuses future-u8 256 "'256' is no value for future-u8: it does not fit into 8 bits"
	takes future-s64 0 -100
	takes future-s64 0 100
	refuses future-s64 101 '101 is out of range; the range is -100..100'
	refuses future-s64 -101 '-101 is out of range'
	takes future-parsecs 0 12
	refuses future-parsecs 13 '13 is out of range; the range is 0..12'
	takes future-delay 0 1s 1000000000
	refuses future-delay 1000000001 'out of range; the range is 0..1000000000'
}

@test "a bit-field and a bool of the future are set, and their neighbours stay" {
	takes future-bits 0 30
	refuses future-bits 31 '31 is out of range; the range is 0..30'
	refuses future-bits 32 "'32' is no value for future-bits: it does not fit into 5 bits"
	takes future-on off on
	refuses future-on 2 "'2' is no value for future-on"
	bpftool xdp set eth0 future-bits 21 future-on on
	bpftool xdp set eth0 future-on off
	bpftool_says 0 21 "" xdp get eth0 future-bits
}

@test "enums and flags of the future go by their names" {
	takes future-mode mild cold
	takes future-mode mild hot
	takes future-mode mild -2 cold
	refuses future-mode warm "'warm' is no value for future-mode: the names are cold, mild, hot"
	refuses future-mode -3 "'-3' is no value for future-mode: the names are cold, mild, hot"
	refuses future-mode 4 "'4' is no value for future-mode: the names are cold, mild, hot"
	takes future-caps none fly,dig
	takes future-caps none max fly,swim,dig
	refuses future-caps crawl "'crawl' is no value for future-caps: the names are fly, swim, dig"
	refuses future-caps 16 'future-caps'
}

@test "a 64-bit enum of the future is the number that it is" {
	takes future-span 0 8589934592
	refuses future-span 8589934593 'the range is 0..8589934592'
	bpftool_says 1 "" "Error: eth0: future-span: 2 is not allowed: 2 is none of the enumerators: FUTURE_SPAN_NONE 0, FUTURE_SPAN_SHORT 1, FUTURE_SPAN_LONG 8589934592" \
		xdp set eth0 future-span 2
	bpftool_says 1 '{"error":"eth0: future-span: 2 is not allowed: 2 is none of the enumerators: FUTURE_SPAN_NONE 0, FUTURE_SPAN_SHORT 1, FUTURE_SPAN_LONG 8589934592","errno":"ERANGE","object":"eth0","attribute":"future_span","value":"2","reason":"2 is none of the enumerators: FUTURE_SPAN_NONE 0, FUTURE_SPAN_SHORT 1, FUTURE_SPAN_LONG 8589934592"}' "" \
		-j xdp set eth0 future-span 2
}

@test "arrays, structs and unions of the future are set as a whole and in parts" {
	takes future-list 0,0,0 1,2,1000
	takes 'future-list[1]' 0 1000
	refuses 'future-list[1]' 1001 '1001 is out of range'
	takes future-burst.size 0 64
	takes future-burst.delta 0 -9
	refuses future-burst.delta -10 '-10 is out of range'
	takes future-word 0 4294967295
	takes 'future-bytes[3]' 0 255
	bpftool xdp set eth0 future-word 0x01020304
	bpftool_says 0 4,3,2,1 "" xdp get eth0 future-bytes
}

@test "a text of the future is set, up to its last byte but one" {
	takes future-label '""' "12345678901"
	refuses future-label 123456789012 'it has room for 11 characters'
}

@test "a read-only attribute of the future is counted by the kernel and not set" {
	local before

	before=$(bpftool xdp get eth0 future-changes)
	bpftool xdp set eth0 future-u8 7 future-s64 8
	[ "$(bpftool xdp get eth0 future-changes)" = $((before + 1)) ]
	refuses future-changes 1 'read-only'
}

@test "a change of old and new attributes is made as a whole or not at all" {
	run bpftool xdp set eth0 gro-flush-timeout 5 future-u8 7 future-s64 101
	[ "$status" = 1 ]
	bpftool_says 0 0 "" xdp get eth0 gro-flush-timeout
	bpftool_says 0 0 "" xdp get eth0 future-u8
	bpftool_says 0 "eth0: gro-flush-timeout 0 -> 5
eth0: future-u8 0 -> 7" "" xdp set eth0 gro-flush-timeout 5 future-u8 7
}

@test "every attribute of the future is in JSON, by its own name and kind" {
	bpftool xdp set eth0 future-u8 7 future-s64 -8 future-on on \
		future-mode cold future-caps fly,swim future-list 1,2,3 \
		future-burst.size 9 future-word 258 future-label later \
		future-span 8589934592
	run -0 bpftool -j xdp get eth0
	run -0 jq -c '[.future_u8, .future_s64, .future_on, .future_bits,
		.future_mode, .future_span, .future_caps, .future_list,
		.future_burst, .future_word, .future_bytes, .future_label,
		.future_parsecs]' <<<"$output"
	output_is '[7,-8,true,0,"cold",8589934592,["fly","swim"],[1,2,3],{"size":9,"delta":0},258,[2,1,0,0],"later",0]'
}

@test "stock bpftool dumps a map of the future with member names" {
	bpftool map create /sys/fs/bpf/future type control name future map_extra 1
	bpftool xdp set eth0 future-u8 77
	run -0 /usr/sbin/bpftool map dump pinned /sys/fs/bpf/future
	output_has '"future_u8": 77'
	rm /sys/fs/bpf/future
}
