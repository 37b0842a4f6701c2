#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What programs see of bpftool xdp, with -j and in batches.
#
# also: @host

load helpers

setup_file()
{
	add_devices
	first_rings=$(nsim_rings)
	export first_rings
	ip -batch - <<-COMMANDS
		link property add dev eth0 altname uplink
	COMMANDS
}

setup()
{
	be_quick
	batch=$BATS_TEST_TMPDIR/batch
	echo 256 >/sys/class/net/eth0/napi_defer_hard_irqs
	echo 0 >/sys/class/net/eth0/gro_flush_timeout
	# which the kernel's other interfaces do not have
	xsk=''
	! has_control_maps || xsk=xsk_ring_size
	eth0="\"devname\":\"eth0\",\"ifindex\":$(</sys/class/net/eth0/ifindex)"
	nsim1="\"devname\":\"nsim1\",\"ifindex\":$(</sys/class/net/nsim1/ifindex)"
	bond0="\"devname\":\"bond0\",\"ifindex\":$(</sys/class/net/bond0/ifindex)"
}

# These words print this document, without an error; the last test looks at all.
document()
{
	bpftool_says 0 "$1" "" -j "${@:2}"
	echo "$1" >>"$BATS_FILE_TMPDIR/documents"
}

# As jq 1.6 does; later ones hand a number back as they found it.
as_double()
{
	/usr/bin/python3 -I -S -c 'import json, sys
print("%.17g" % float(json.load(sys.stdin)["gro_flush_timeout"]))'
}

@test "for a number that jq rounds, set takes the word that the manual names" {
	local rounded

	bpftool xdp set eth0 gro-flush-timeout max
	rounded=$(bpftool -j xdp get eth0 gro-flush-timeout | as_double)
	run -2 bpftool xdp set eth0 gro-flush-timeout "$rounded"
	bpftool_says 0 "eth0: gro-flush-timeout 18446744073709551615 unchanged" "" \
		xdp set eth0 gro-flush-timeout max
	bpftool_says 0 "eth0: gro-flush-timeout 18446744073709551615 -> 0" "" \
		xdp set eth0 gro-flush-timeout min
	bpftool_says 0 "eth0: gro-flush-timeout 0 unchanged" "" \
		xdp set eth0 gro-flush-timeout default
}

@test "get is an object, for one attribute too" {
	document "{$eth0,\"napi_defer_hard_irqs\":256}" xdp get eth0 napi-defer-hard-irqs
	document "{$eth0,\"napi_defer_hard_irqs\":256,\"tx_queues\":1}" \
		xdp get eth0 napi_defer_hard_irqs tx-queues
	document "{$eth0,\"native_prog_id\":0,\"generic_prog_id\":0,\"offload_prog_id\":null,\"xdp_features\":[\"basic\",\"redirect\",\"rx-sg\"],\"zc_max_segs\":null,\"rx_queues\":1,\"tx_queues\":1,\"rx_ring_size\":null,\"tx_ring_size\":null,\"napi_defer_hard_irqs\":256,\"gro_flush_timeout\":0${xsk:+,\"xsk_ring_size\":256},\"mtu\":1500,\"combined_queues\":null,\"rx_only_queues\":1,\"tx_only_queues\":1,\"gro\":false,\"lro\":false,\"rx_gro_hw\":false,\"rx_udp_gro_forwarding\":false,\"rx_vlan_offload\":true,\"tx_vlan_offload\":true,\"ntuple\":false,\"adaptive_rx\":null,\"adaptive_tx\":null,\"pause_autoneg\":null,\"pause_rx\":null,\"pause_tx\":null,\"rx_usecs\":null,\"tx_usecs\":null,\"threaded\":\"disabled\",\"rss_queues\":null,\"tcp_data_split\":null}" \
		xdp get eth0
}

@test "show is an array of what get says of each device" {
	local dev all=

	for dev in lo nsim1 peer0 eth0 dummy0 bond0; do
		all+=,$(bpftool -j xdp get $dev)
	done
	document "[${all#,}]" xdp show
	document "[${all#,}]" xdp list
	document "[${all#,}]" xdp
}

@test "show of some attributes has these members, and of some devices these objects" {
	document "[{$nsim1,\"rx_ring_size\":$(nsim_rings),\"tx_queues\":1}]" \
		xdp show rx-ring-size tx-queues where rx-ring-size "$(nsim_rings)"
	document "[]" xdp show where tx-queues 7
	document "[$(bpftool -j xdp get nsim1)]" xdp show where rx-ring-size "$(nsim_rings)"
}

@test "the name of a device is its own, not the one it was asked for by" {
	document "{$eth0,\"tx_queues\":1}" xdp get uplink tx-queues
	document "{$eth0,\"tx_queues\":1}" \
		xdp get dev ifindex "${eth0##*:}" tx_queues
}

@test "set tells old and new values, and whether anything changed" {
	document "{$eth0,\"dry_run\":false,\"changed\":true,\"attributes\":{\"napi_defer_hard_irqs\":{\"old\":256,\"new\":128},\"gro_flush_timeout\":{\"old\":0,\"new\":0}}}" \
		xdp set eth0 napi-defer-hard-irqs 128 gro-flush-timeout 0
	document "{$eth0,\"dry_run\":false,\"changed\":false,\"attributes\":{\"napi_defer_hard_irqs\":{\"old\":128,\"new\":128}}}" \
		xdp set eth0 napi-defer-hard-irqs 128
}

@test "a dry run says that it is one, and what would change" {
	document "{$eth0,\"dry_run\":true,\"changed\":true,\"attributes\":{\"napi_defer_hard_irqs\":{\"old\":256,\"new\":2147483647}}}" \
		xdp set eth0 napi-defer-hard-irqs max dry-run
	document "{$eth0,\"napi_defer_hard_irqs\":256}" xdp get eth0 napi-defer-hard-irqs
}

@test "reset tells what it changed" {
	bpftool xdp set eth0 napi-defer-hard-irqs 64 gro-flush-timeout 7 >/dev/null
	document "{$eth0,\"dry_run\":false,\"changed\":true,\"attributes\":{\"napi_defer_hard_irqs\":{\"old\":64,\"new\":0}}}" \
		xdp reset eth0 napi-defer-hard-irqs
	document "{$eth0,\"dry_run\":false,\"changed\":true,\"attributes\":{\"gro_flush_timeout\":{\"old\":7,\"new\":0}}}" \
		xdp reset eth0
	document "{$eth0,\"dry_run\":false,\"changed\":false,\"attributes\":{}}" \
		xdp reset eth0
}

@test "zero, off and unsupported are told apart" {
	document "{$nsim1,\"generic_prog_id\":0,\"rx_ring_size\":$(nsim_rings),\"zc_max_segs\":null}" \
		xdp get nsim1 generic-prog-id rx-ring-size zc-max-segs
	document "{$bond0,\"xdp_features\":[],\"rx_ring_size\":null,\"tx_ring_size\":null}" \
		xdp get bond0 xdp-features rx-ring-size tx-ring-size
	document "{$bond0,\"rx_ring_size\":null}" xdp get bond0 rx-ring-size
}

@test "a number of 64 bits stays a number" {
	document "{$eth0,\"dry_run\":false,\"changed\":true,\"attributes\":{\"gro_flush_timeout\":{\"old\":0,\"new\":18446744073709551615}}}" \
		xdp set eth0 gro-flush-timeout max
	document "{$eth0,\"gro_flush_timeout\":18446744073709551615}" \
		xdp get eth0 gro-flush-timeout
}

@test "attrs tells types, access and units, and the words of flags" {
	run -0 bpftool -j xdp attrs
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output_has '^\{"attributes":\[\{"name":"native_prog_id","type":"bpf_ctrl_prog_id_t","access":"ro","unit":"prog id","kind":"uint"\},'
	output_has '\{"name":"xdp_features","type":"enum netdev_xdp_act","access":"ro","unit":null,"words":\["basic","redirect",[^]]*\],"kind":"flags"\}'
	output_has '\{"name":"gro_flush_timeout","type":"bpf_ctrl_nsec_t","access":"rw","unit":"ns","kind":"uint"\}'
	output_has '\{"name":"tcp_data_split","type":"enum if_xdp_tcp_data_split","access":"rw","unit":null,"words":\["auto","disabled","enabled"\],"kind":"enum"\}\]\}$'
	output_has '\{"name":"rx_usecs","type":"bpf_ctrl_usec_t","access":"rw","unit":"us","kind":"uint"\}'
	output_has "\{\"name\":\"${xsk:-napi_defer_hard_irqs}\",\"type\":\"__u32\",\"access\":\"rw\",\"unit\":null,\"kind\":\"uint\"\}"
}

@test "attrs of a device adds value, limits and default, null when not known" {
	local default=$first_rings

	# what a device was registered with, nothing else knows
	has_control_maps || default=null
	bpftool xdp set nsim1 rx-ring-size 0 >/dev/null
	run -0 bpftool -j xdp attrs nsim1
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output_has "^\{$nsim1,\"attributes\":\["
	output_has '"tx_queues","type":"__u32","access":"ro","unit":null,"kind":"uint","supported":true,"value":1,"min":null,"max":null,"default":null\}'
	output_has '"rx_ring_size","type":"__u32","access":"rw","unit":null,"kind":"uint","supported":true,"value":0,"min":null,"max":4096,"default":'"$default"'\}'
	output_has '"gro_flush_timeout","type":"bpf_ctrl_nsec_t","access":"rw","unit":"ns","kind":"uint","supported":true,"value":0,"min":0,"max":18446744073709551615,"default":0\}'
	output_has '"zc_max_segs","type":"__u32","access":"ro","unit":null,"kind":"uint","supported":false,"value":null,"min":null,"max":null,"default":null\}'
}

@test "help is null" {
	document null xdp help
}

@test "-p is the same document, over several lines" {
	bpftool_says 0 "{
    \"devname\": \"eth0\",
    \"ifindex\": ${eth0##*:},
    \"napi_defer_hard_irqs\": 256
}" "" -p xdp get eth0 napi-defer-hard-irqs
	run -1 bpftool -p xdp set eth0 napi-defer-hard-irqs 2147483648
	output_has '^\{
    "error": "eth0: napi-defer-hard-irqs: 2147483648 is out of range; the range is 0..2147483647",
    "errno": "ERANGE",'
}

@test "a batch runs command after command" {
	cat >"$batch" <<-COMMANDS
		# how it was
		xdp get eth0 napi-defer-hard-irqs
		xdp set eth0 napi-defer-hard-irqs 64	# smaller
		xdp get eth0 napi-defer-hard-irqs
		xdp help
		xdp reset eth0
	COMMANDS
	bpftool_says 0 "256
eth0: napi-defer-hard-irqs 256 -> 64
64
eth0: napi-defer-hard-irqs 64 -> 0
processed 5 commands" "$(bpftool xdp help 2>&1)" batch file "$batch"
}

@test "a batch in JSON is one array" {
	cat >"$batch" <<-COMMANDS
		xdp get eth0 napi-defer-hard-irqs
		xdp set eth0 napi-defer-hard-irqs 64
		xdp help
		map show
	COMMANDS
	document "[{\"command\":[\"xdp\",\"get\",\"eth0\",\"napi-defer-hard-irqs\"],\"output\":{$eth0,\"napi_defer_hard_irqs\":256}},{\"command\":[\"xdp\",\"set\",\"eth0\",\"napi-defer-hard-irqs\",\"64\"],\"output\":{$eth0,\"dry_run\":false,\"changed\":true,\"attributes\":{\"napi_defer_hard_irqs\":{\"old\":256,\"new\":64}}}},{\"command\":[\"xdp\",\"help\"],\"output\":null},{\"command\":[\"map\",\"show\"],\"output\":[]}]" \
		batch file "$batch"
}

@test "a batch ends at an error, with that command's exit status" {
	printf '%s\n' 'xdp set eth0 napi-defer-hard-irqs 64' \
		'xdp set eth0 napi-defer-hard-irqs 2147483648' \
		'xdp set eth0 napi-defer-hard-irqs 32' >"$batch"
	bpftool_says 1 "eth0: napi-defer-hard-irqs 256 -> 64" \
		"Error: eth0: napi-defer-hard-irqs: 2147483648 is out of range; the range is 0..2147483647
Command failed $batch:2" batch file "$batch"
	printf '%s\n' 'xdp get eth0 napi-defer-hard-irqs' 'xdp get eth0 tx-queues tx-queues' \
		'xdp reset eth0' >"$batch"
	run -2 bpftool -j batch file "$batch"
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output_is "[{\"command\":[\"xdp\",\"get\",\"eth0\",\"napi-defer-hard-irqs\"],\"output\":{$eth0,\"napi_defer_hard_irqs\":64}},{\"command\":[\"xdp\",\"get\",\"eth0\",\"tx-queues\",\"tx-queues\"],\"output\":{\"error\":\"eth0: attribute 'tx-queues' is named twice\",\"object\":\"eth0\",\"attribute\":\"tx_queues\"},\"file\":\"$batch\",\"line\":2}]"
}

@test "every document is valid JSON, on one line" {
	documents_are_json
}
