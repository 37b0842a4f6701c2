#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# How bpftool ctrl names an object: the key of any control type, also that of a
# module which bpftool was not built to know.
#
# control maps only: keys of types of modules

load helpers
load any_type

@test "a key of several members takes them in any order" {
	prints "side=left shelf=1 slot=2: level 10 -> 11" \
		ctrl set $type $key level 11
	prints 11 ctrl get $type slot=2 side=left shelf=1 level
	prints 11 ctrl get $type shelf=0x1 slot=2 side=CTRL_TEST_LEFT level
	prints 10 ctrl get $type side=right shelf=1 slot=2 level
}

@test "a member of the key that is missing, named twice or unknown is told" {
	refuses 2 "'slot' is missing in the key; $written" "" \
		ctrl get $type side=left shelf=1 level
	refuses 2 "'side' is missing in the key; $written" "" ctrl get $type level
	refuses 2 "'slot' is twice in the key; $written" "" \
		ctrl get $type $key slot=2 level
	refuses 2 "the key has no member 'slots'; $written; did you mean slot?" \
		',"near":["slot"]' ctrl get $type side=left shelf=1 slots=2
	refuses 2 "KEY is missing: it is ${written#*written }; usage: bpftool ctrl get { TYPE | map MAP } KEY [ATTR...]" \
		"" ctrl get $type
}

@test "a word that is no value for a member of the key is refused" {
	refuses 2 "'up' is no value for side: the names are left, right" \
		',"attribute":"side","value":"up","reason":"the names are left, right"' \
		ctrl get $type side=up shelf=1 slot=2
	refuses 2 "'65536' is no value for slot: it does not fit into 16 bits; the range is 0..65535" \
		',"errno":"ERANGE","attribute":"slot","value":"65536","min":0,"max":65535,"reason":"it does not fit into 16 bits"' \
		ctrl set $type side=left shelf=1 slot=65536 level 3
	refuses 2 "'' is no value for shelf: a number is decimal or 0x, without a sign or a leading zero" \
		',"attribute":"shelf","value":"","reason":"a number is decimal or 0x, without a sign or a leading zero"' \
		ctrl get $type side=left shelf= slot=2
}

@test "a key that the kernel does not know is refused with a reason" {
	refuses 1 "side=left shelf=1 slot=9: no such object: the kernel knows nothing of that key" \
		',"errno":"ENOENT","object":"side=left shelf=1 slot=9","reason":"the kernel knows nothing of that key"' \
		ctrl get $type side=left shelf=1 slot=9
	refuses 1 "type=99: no such object: the kernel knows nothing of that key" \
		',"errno":"ENOENT","object":"type=99","reason":"the kernel knows nothing of that key"' \
		ctrl get directory 99
}

@test "a key of one number is that number, with or without its name" {
	prints xdp ctrl get directory 1 name
	prints xdp ctrl get directory type=1 name
	document '{"key":{"type":1},"name":"xdp","key_size":4}' \
		ctrl get directory 1 name key-size
	refuses 2 "KEY is missing: it is NUMBER; usage: bpftool ctrl get { TYPE | map MAP } KEY [ATTR...]" \
		"" ctrl get directory
	refuses 2 "'x' is no value for type: a number is decimal or 0x, without a sign or a leading zero" \
		',"attribute":"type","value":"x","reason":"a number is decimal or 0x, without a sign or a leading zero"' \
		ctrl get directory x
}

@test "a key that is a device is named as in bpftool xdp" {
	prints 256 ctrl get xdp eth0 xsk-ring-size
	prints 256 ctrl get xdp dev eth0 xsk-ring-size
	prints 256 ctrl get xdp ifindex "$ifindex" xsk-ring-size
	prints "$(bpftool xdp get eth0)" ctrl get xdp eth0
	prints "$(bpftool xdp attrs eth0)" ctrl attrs xdp eth0
	document "{\"key\":{\"devname\":\"eth0\",\"ifindex\":$ifindex},\"xsk_ring_size\":256}" \
		ctrl get xdp eth0 xsk-ring-size
	refuses 1 "eth9: no such object: this network namespace has no device of that name" \
		',"errno":"ENODEV","object":"eth9","reason":"this network namespace has no device of that name"' \
		ctrl get xdp eth9
}

@test "a key that is a program is named as in bpftool prog" {
	local id tag

	"$tools/pin_program" /sys/fs/bpf/pass
	id=$(bpftool -j prog show pinned /sys/fs/bpf/pass | jq .id)
	tag=$(bpftool -j prog show pinned /sys/fs/bpf/pass | jq -r .tag)
	prints "$id" ctrl get prog_stats id "$id" id
	prints "$id" ctrl get prog_stats tag "$tag" id
	prints "$id" ctrl get prog_stats tag "${tag^^}" id
	prints "$id" ctrl get prog_stats n pass id
	prints "$id" ctrl get prog_stats name pass id
	prints "$id" ctrl get prog_stats pinned /sys/fs/bpf/pass id
	prints pass ctrl get prog_stats_by_id "$id" name
	prints pass ctrl get prog_stats_by_id name pass name
	document "{\"key\":{\"prog_id\":$id},\"type\":\"xdp\",\"name\":\"pass\"}" \
		ctrl get prog_stats pinned /sys/fs/bpf/pass type name
	document "{\"key\":{\"prog_id\":$id,\"cpu\":0},\"run_cnt\":0}" \
		ctrl get prog_stats_by_cpu cpu=0 prog-id=name:pass run-cnt
}

@test "a key that is a socket is named as in bpftool sock" {
	local pid=$BASHPID fd

	exec {fd}<>/dev/udp/127.0.0.1/9
	prints "$(bpftool sock get pid $pid fd $fd)" \
		ctrl get sock_attr pid $pid fd $fd
	prints "pid $pid fd $fd: mark 0 -> 3
pid $pid fd $fd: priority 0 -> 2" \
		ctrl set sock_attr pid $pid fd $fd mark 3 priority 2
	prints "$(bpftool sock attrs pid $pid fd $fd)" \
		ctrl attrs sock_attr pid $pid fd $fd
	document "{\"key\":{\"pid\":$pid,\"fd\":$fd},\"mark\":3}" \
		ctrl get sock_attr pid $pid fd $fd mark
	prints "pid $pid fd $fd: mark 3 -> 0" \
		ctrl reset sock_attr pid $pid fd $fd mark
	exec {fd}>&-
}

@test "a program that is not there, or not the only one, is refused" {
	local what='{ id ID | tag TAG | name NAME | pinned FILE }'

	refuses 1 "no such object: there is no program 'name nosuch'" \
		",\"errno\":\"ENOENT\",\"reason\":\"there is no program 'name nosuch'\"" \
		ctrl get prog_stats name nosuch
	refuses 1 "no such object: there is no program 'id 99999999'" \
		",\"errno\":\"ENOENT\",\"reason\":\"there is no program 'id 99999999'\"" \
		ctrl get prog_stats id 99999999
	refuses 2 "a program is named as $what" "" ctrl get prog_stats 7
	refuses 2 "'by x' names no program: it is $what" "" \
		ctrl get prog_stats by x
	refuses 2 "'x' is no id of a program" "" ctrl get prog_stats id x
	refuses 2 "'12' is no tag: a tag has 16 hexadecimal digits" "" \
		ctrl get prog_stats tag 12
	bpftool map create /sys/fs/bpf/hash type hash key 4 value 8 entries 1 \
		name hash
	refuses 2 "what is pinned at '/sys/fs/bpf/hash' is no program" "" \
		ctrl get prog_stats pinned /sys/fs/bpf/hash
	"$tools/pin_program" /sys/fs/bpf/one
	"$tools/pin_program" /sys/fs/bpf/two
	refuses 2 "more than one program has the name 'pass': use its id" "" \
		ctrl get prog_stats name pass
}

@test "every document is valid JSON, on one line" {
	documents_are_json
}
