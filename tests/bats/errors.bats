#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What is wrong is said in one sentence, in text and in JSON, alone and in a
# batch, with the documented exit status, and nothing changes: refused() asks
# for all of that. 1: the kernel said no. 2: the words are wrong.
#
# No attribute of network devices that can be set is an enum; tests/unit has
# the errors of those.
#
# also: @host

load helpers

setup_file()
{
	add_devices
}

setup()
{
	be_quick
	note_attributes
}

teardown()
{
	nothing_changed
}

number='a number is decimal or 0x, without a sign or a leading zero'
time='a time is a number, with ns, us, ms or s behind it'
see_attrs='bpftool xdp attrs lists them'
known=
has_control_maps || {
	known='this kernel has no control maps'
	see_attrs="$known; bpftool xdp attrs lists what is known without them"
}
no_device='no such object: this network namespace has no device of that name'
usage_set='usage: bpftool xdp set [map MAP] DEV ATTR VALUE [ATTR VALUE]... [dry-run]'

# usage: no_value ATTR VALUE WHY: VALUE is no word for the attribute
no_value()
{
	refused 2 "eth0: '$2' is no value for ${1//_/-}: $3" \
		",\"object\":\"eth0\",\"attribute\":\"$1\",\"value\":\"$2\",\"reason\":\"$3\"" \
		xdp set eth0 "$1" "$2"
}

# usage: too_wide ATTR VALUE BITS MAX
too_wide()
{
	local why="it does not fit into $3 bits"

	refused 2 "eth0: '$2' is no value for ${1//_/-}: $why; the range is 0..$4" \
		",\"errno\":\"ERANGE\",\"object\":\"eth0\",\"attribute\":\"$1\",\"value\":\"$2\",\"min\":0,\"max\":$4,\"reason\":\"$why\"" \
		xdp set eth0 "$1" "$2"
}

# usage: out_of_range ATTR VALUE MIN MAX
out_of_range()
{
	local dev=eth0

	refused 1 "$dev: ${1//_/-}: $2 is out of range; the range is $3..$4" \
		",\"errno\":\"ERANGE\",\"object\":\"$dev\",\"attribute\":\"$1\",\"value\":\"$2\",\"min\":$3,\"max\":$4" \
		xdp set "$dev" "$1" "$2"
}

# usage: unsupported DEV ATTR
unsupported()
{
	refused 1 "$1: ${2//_/-} is not supported here" \
		",\"errno\":\"EOPNOTSUPP\",\"object\":\"$1\",\"attribute\":\"$2\",\"value\":\"128\"" \
		xdp set "$1" "$2" 128
}

@test "an unknown attribute is refused with the names that are near" {
	refused 2 "eth0: unknown attribute 'rx_queue'${known:+: $known}; did you mean rx-queues, tx-queues or rss-queues?" \
		",\"object\":\"eth0\",\"attribute\":\"rx_queue\",\"near\":[\"rx_queues\",\"tx_queues\",\"rss_queues\"]${known:+,\"reason\":\"$known\"}" \
		xdp set eth0 rx_queue 1
	refused 2 "eth0: unknown attribute 'rx_queue'${known:+: $known}; did you mean rx-queues, tx-queues or rss-queues?" \
		",\"object\":\"eth0\",\"attribute\":\"rx_queue\",\"near\":[\"rx_queues\",\"tx_queues\",\"rss_queues\"]${known:+,\"reason\":\"$known\"}" \
		xdp get eth0 rx-queues rx_queue
}

@test "an unknown attribute with no name near is refused" {
	refused 2 "eth0: unknown attribute 'nosuch': $see_attrs" \
		",\"object\":\"eth0\",\"attribute\":\"nosuch\",\"reason\":\"$see_attrs\"" xdp reset eth0 nosuch
	refused 2 "eth0: unknown attribute '': $see_attrs" \
		",\"object\":\"eth0\",\"attribute\":\"\",\"reason\":\"$see_attrs\"" xdp set eth0 '' 128
}

@test "the header's members are no attributes" {
	refused 2 "eth0: unknown attribute 'etag': $see_attrs" \
		",\"object\":\"eth0\",\"attribute\":\"etag\",\"reason\":\"$see_attrs\"" xdp get eth0 etag
	refused 2 "eth0: unknown attribute 'mask': $see_attrs" \
		",\"object\":\"eth0\",\"attribute\":\"mask\",\"reason\":\"$see_attrs\"" xdp set eth0 mask 0
}

@test "a read-only attribute is refused, in set and in reset" {
	refused 1 "eth0: rx-queues is read-only" \
		',"errno":"EACCES","object":"eth0","attribute":"rx_queues","value":"1"' \
		xdp set eth0 rx-queues 1
	refused 1 "eth0: xdp-features is read-only" \
		',"errno":"EACCES","object":"eth0","attribute":"xdp_features","value":"default"' \
		xdp reset eth0 xdp_features
}

@test "a word that is no number is refused" {
	no_value napi_defer_hard_irqs many "$number"
	no_value napi_defer_hard_irqs 0x "$number"
	no_value napi_defer_hard_irqs 1e3 "$number"
	no_value napi_defer_hard_irqs 128.0 "$number"
	no_value napi_defer_hard_irqs +128 "$number"
	no_value napi_defer_hard_irqs 0128 "$number"
}

@test "a number with something behind or before it is refused" {
	no_value napi_defer_hard_irqs 128abc "$number"
	no_value napi_defer_hard_irqs 0x80g "$number"
	no_value napi_defer_hard_irqs '128 ' "$number"
	no_value napi_defer_hard_irqs ' 128' "$number"
	no_value napi_defer_hard_irqs 128us "$number"
	no_value gro_flush_timeout 128min "$time"
	no_value gro_flush_timeout 128US "$time"
}

@test "an empty word is no value" {
	no_value napi_defer_hard_irqs '' "$number"
	no_value gro_flush_timeout '' "$time"
}

@test "a negative number is refused by an unsigned attribute, without --" {
	no_value napi_defer_hard_irqs -1 "$number"
	no_value napi_defer_hard_irqs -128 "$number"
	no_value gro_flush_timeout -1 "$time"
	no_value gro_flush_timeout -0 "$time"
}

@test "a number one too large for the attribute's width is refused" {
	too_wide napi_defer_hard_irqs 4294967296 32 4294967295
	too_wide napi_defer_hard_irqs 0x100000000 32 4294967295
	too_wide napi_defer_hard_irqs 4294967424 32 4294967295
	too_wide gro_flush_timeout 18446744073709551616 64 18446744073709551615
	too_wide gro_flush_timeout 18446744073709552us 64 18446744073709551615
	too_wide gro_flush_timeout 340282366920938463463374607431768211456 64 \
		18446744073709551615
}

@test "a value out of range is refused, with the range on this device" {
	out_of_range napi_defer_hard_irqs 2147483648 0 2147483647
	out_of_range napi_defer_hard_irqs 4294967295 0 2147483647
	# how small a ring may be, the driver does not tell
	refused 1 "nsim1: rx-ring-size: 4097 is out of range; at most 4096" \
		',"errno":"ERANGE","object":"nsim1","attribute":"rx_ring_size","value":"4097","max":4096' \
		xdp set nsim1 rx_ring_size 4097
}

@test "a value below the range is refused, too" {
	needs_control_maps "the size of veth's rings"
	out_of_range xsk_ring_size 15 16 16384
	out_of_range xsk_ring_size 16385 16 16384
	out_of_range xsk_ring_size 0 16 16384
	out_of_range xsk_ring_size 4294967295 16 16384
}

@test "what a device does not have is refused" {
	unsupported dummy0 rx_ring_size
	unsupported bond0 rx_ring_size
	unsupported lo tx_ring_size
}

@test "a limit that is not known is refused" {
	refused 1 "nsim1: rx-ring-size is not supported here: no min is known for it" \
		',"errno":"EOPNOTSUPP","object":"nsim1","attribute":"rx_ring_size","value":"min","reason":"no min is known for it"' \
		xdp set nsim1 rx-ring-size min
	refused 1 "dummy0: rx-ring-size is not supported here" \
		',"errno":"EOPNOTSUPP","object":"dummy0","attribute":"rx_ring_size","value":"max"' \
		xdp set dummy0 rx-ring-size max
}

@test "an unknown device is refused" {
	local reason="${no_device#*: }" verb

	for verb in "get" "attrs" "reset" "set eth9 napi-defer-hard-irqs 128"; do
		[[ $verb = *eth9* ]] || verb+=" eth9"
		# shellcheck disable=SC2086 # several words
		refused 1 "eth9: $no_device" \
			",\"errno\":\"ENODEV\",\"object\":\"eth9\",\"reason\":\"$reason\"" \
			xdp $verb
	done
}

@test "an empty name of a device is refused" {
	refused 2 "DEV is empty" "" xdp get ''
	refused 2 "DEV is empty" "" xdp set '' napi-defer-hard-irqs 128
}

@test "an index that no device has is refused" {
	refused 1 "ifindex 999999: no such object: it, or its network namespace, is gone" \
		',"errno":"ENODEV","object":"ifindex 999999","reason":"it, or its network namespace, is gone"' \
		xdp get ifindex 999999
	refused 1 "ifindex 999999: no such object: it, or its network namespace, is gone" \
		',"errno":"ENODEV","object":"ifindex 999999","reason":"it, or its network namespace, is gone"' \
		xdp set ifindex 999999 napi-defer-hard-irqs 128
}

@test "a word that is no index is refused" {
	local word

	for word in 0 1x 2147483648 18446744073709551617; do
		refused 2 "'$word' is no index of a network device" "" \
			xdp get ifindex "$word" rx-queues
	done
}

@test "an attribute named twice is refused, in both spellings" {
	refused 2 "eth0: attribute 'napi-defer-hard-irqs' is named twice" \
		',"object":"eth0","attribute":"napi_defer_hard_irqs"' \
		xdp set eth0 napi_defer_hard_irqs 64 napi-defer-hard-irqs 128
	refused 2 "eth0: attribute 'napi_defer_hard_irqs' is named twice" \
		',"object":"eth0","attribute":"napi_defer_hard_irqs"' \
		xdp get eth0 napi-defer-hard-irqs rx-queues napi_defer_hard_irqs
	refused 2 "eth0: attribute 'napi-defer-hard-irqs' is named twice" \
		',"object":"eth0","attribute":"napi_defer_hard_irqs"' \
		xdp reset eth0 napi-defer-hard-irqs napi-defer-hard-irqs
}

@test "an attribute without a value is refused" {
	refused 2 "attribute 'napi-defer-hard-irqs' has no value" \
		',"attribute":"napi_defer_hard_irqs"' xdp set eth0 napi-defer-hard-irqs
	refused 2 "attribute 'napi-defer-hard-irqs' has no value" \
		',"attribute":"napi_defer_hard_irqs"' \
		xdp set eth0 gro-flush-timeout 1 napi-defer-hard-irqs
}

# usage: two_words WORD...; said is the first attribute and its value, as in $@
two_words()
{
	refused 2 "an attribute and its value are two words, without '=': napi-defer-hard-irqs 128; $usage_set" \
		"" xdp set eth0 "$@"
}

@test "an attribute with '=' behind it is told how it is written" {
	two_words napi-defer-hard-irqs=128
	two_words napi-defer-hard-irqs = 128
	two_words napi-defer-hard-irqs= 128
	two_words napi-defer-hard-irqs =128
	two_words napi-defer-hard-irqs=128 gro-flush-timeout=5
	two_words napi-defer-hard-irqs = 128 gro-flush-timeout = 5
	two_words napi-defer-hard-irqs = 128 dry-run
	two_words gro-flush-timeout 5 napi-defer-hard-irqs=128
	refused 2 "an attribute and its value are two words, without '=': napi-defer-hard-irqs VALUE; $usage_set" \
		"" xdp set eth0 napi-defer-hard-irqs=
}

@test "missing words are asked for" {
	refused 2 "DEV is missing; $usage_set" "" xdp set
	refused 2 "ATTR and VALUE are missing; $usage_set" "" xdp set eth0
	refused 2 "ATTR and VALUE are missing; $usage_set" "" xdp set eth0 dry-run
	refused 2 "DEV is missing; usage: bpftool xdp get [map MAP] DEV [ATTR...]" \
		"" xdp get
	refused 2 "DEV is missing; usage: bpftool xdp reset [map MAP] DEV [ATTR...]" \
		"" xdp reset
}

@test "too many words are refused" {
	refused 2 "'rx-queues' is one word too many; usage: bpftool xdp attrs [map MAP] [DEV]" \
		"" xdp attrs eth0 rx-queues
	refused 2 "attribute 'more' has no value" ',"attribute":"more"' \
		xdp set eth0 napi-defer-hard-irqs 128 more
}

@test "a device where show wants an attribute is told how it is read" {
	local one="$see_attrs; of one DEV they are read with get"

	refused 2 "unknown attribute 'eth0': $one" \
		",\"attribute\":\"eth0\",\"reason\":\"$one\"" xdp show eth0
}

@test "what is wrong behind where is refused" {
	refused 2 "'where' is followed by ATTR and VALUE; usage: bpftool xdp { show | list } [map MAP] [ATTR...] [where ATTR VALUE [ATTR VALUE]...]" \
		"" xdp show where
	refused 2 "attribute 'tx-queues' has no value" ',"attribute":"tx_queues"' \
		xdp show where rx-ring-size - tx-queues
	refused 2 "'many' is no value for tx-queues: $number" \
		",\"attribute\":\"tx_queues\",\"value\":\"many\",\"reason\":\"$number\"" \
		xdp show tx-queues where tx-queues many
	refused 2 "attribute 'tx_queues' is named twice" ',"attribute":"tx_queues"' \
		xdp show where tx-queues 1 tx_queues 2
	refused 2 "attribute 'tx-queues' is named twice" ',"attribute":"tx_queues"' \
		xdp show tx-queues tx-queues
}

@test "an unknown command is refused, with those that are near" {
	refused 2 "unknown command ''; see bpftool xdp help" "" xdp ''
	refused 2 "unknown command 'frobnicate'; see bpftool xdp help" "" \
		xdp frobnicate
	refused 2 "unknown command 'lsit'; see bpftool xdp help; did you mean list or set?" \
		',"near":["list","set"]' xdp lsit
}

@test "a map that is none, or does not exist, is refused" {
	needs_control_maps "a map"
	refused 2 "'map' is followed by id, pinned or name and which; usage: bpftool xdp get [map MAP] DEV [ATTR...]" \
		"" xdp get map eth0
	refused 2 "'id eth0' names no map; usage: bpftool xdp get [map MAP] DEV [ATTR...]" \
		"" xdp get map id eth0
	refused 1 "no such object: there is no map 'pinned /nowhere'" \
		",\"errno\":\"ENOENT\",\"reason\":\"there is no map 'pinned /nowhere'\"" \
		xdp get map pinned /nowhere eth0
	refused 1 "no such object: there is no map 'name nobody'" \
		",\"errno\":\"ENOENT\",\"reason\":\"there is no map 'name nobody'\"" \
		xdp show map name nobody
}

@test "the last of several attributes can be what is wrong" {
	refused 1 "nsim1: rx-ring-size: 99999 is out of range; at most 4096" \
		',"errno":"ERANGE","object":"nsim1","attribute":"rx_ring_size","value":"99999","max":4096' \
		xdp set nsim1 gro-flush-timeout 5 napi-defer-hard-irqs 6 \
		rx-ring-size 99999
	refused 1 "eth0: rx-queues is read-only" \
		',"errno":"EACCES","object":"eth0","attribute":"rx_queues","value":"2"' \
		xdp set eth0 gro-flush-timeout 5 rx-queues 2
	refused 2 "eth0: unknown attribute 'nosuch': $see_attrs" \
		",\"object\":\"eth0\",\"attribute\":\"nosuch\",\"reason\":\"$see_attrs\"" \
		xdp set eth0 gro-flush-timeout 5 nosuch 6
	refused 2 "eth0: '7x' is no value for napi-defer-hard-irqs: $number" \
		",\"object\":\"eth0\",\"attribute\":\"napi_defer_hard_irqs\",\"value\":\"7x\",\"reason\":\"$number\"" \
		xdp set eth0 gro-flush-timeout 5 napi-defer-hard-irqs 7x
}

@test "a dry run is refused like the real one" {
	refused 1 "eth0: napi-defer-hard-irqs: 2147483648 is out of range; the range is 0..2147483647" \
		',"errno":"ERANGE","object":"eth0","attribute":"napi_defer_hard_irqs","value":"2147483648","min":0,"max":2147483647' \
		xdp set eth0 napi-defer-hard-irqs 2147483648 dry-run
	refused 1 "dummy0: rx-ring-size is not supported here" \
		',"errno":"EOPNOTSUPP","object":"dummy0","attribute":"rx_ring_size","value":"64"' \
		xdp set dummy0 rx-ring-size 64 dry-run
}

@test "every refusal in JSON is one valid document" {
	documents_are_json
}
