#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool ctrl: any control type, also that of a module which bpftool was not
# built to know.
#
# control maps only: types of modules, views, pins and the directory

load helpers
load any_type

# Finds the module's number, which is never the same.
number()
{
	bpftool -j ctrl types | jq '.[] | select(.name == "ctrl_test").number'
}

@test "types lists the kernel's control types, those of modules too" {
	run -0 bpftool ctrl types
	output_has '^NAME +NUMBER +KEY-SIZE +VALUE-SIZE +ATTRIBUTES +FLAGS +SOURCE'
	output_has $'\n''directory +0 +4 +64 +5 +public-read,enumerable'
	output_has $'\n''xdp +1 +4 +120 +33 +public-read,writable,enumerable,per-netns'
	output_has $'\n''ctrl_test +[0-9]+ +12 +152 +19 +writable,enumerable'
	prints "$output" ctrl
	prints "$output" ctrl t
}

@test "types in JSON has numbers as numbers and flags as words" {
	run -0 bpftool -j ctrl types
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output_has '^\[\{"name":"directory","number":0,"key_size":4,"value_size":64,"attributes":5,"flags":\["public-read","enumerable"\],"source":"kernel"\},'
	output_has ',\{"name":"ctrl_test","number":[0-9]+,"key_size":12,"value_size":152,"attributes":19,"flags":\["writable","enumerable"\],"source":"kernel"\}'
}

@test "a type that is gone is no longer listed, and not found" {
	remove_test_module
	run -0 bpftool ctrl types
	add_test_module
	[[ $output = *xdp* && $output != *ctrl_test* ]]
}

@test "an ordinary user lists the types" {
	says 0 "$(bpftool ctrl types)" "" setpriv --reuid=4200 --regid=4200 \
		--clear-groups $tool ctrl types
}

@test "a type goes by name, with '-' or '_', or by number" {
	prints 10 ctrl get ctrl_test $key level
	prints 10 ctrl get ctrl-test $key level
	prints 10 ctrl get "$(number)" $key level
	prints 256 ctrl get 1 eth0 xsk-ring-size
}

# usage: every_verb TYPE FLAGS ATTR KEY...
# Each verb says what it should of a type with these flags.
every_verb()
{
	local type=$1 flags=$2 attribute=$3 pinned=/sys/fs/bpf/every heading value
	shift 3

	run -0 bpftool ctrl get "$type" "$@"
	heading=${lines[0]}
	run -0 bpftool ctrl attrs "$type"
	output_has "NAME +TYPE +ACCESS +UNIT"
	run -0 bpftool ctrl attrs "$type" "$@"
	[ "${lines[0]}" = "$heading" ]

	bpftool ctrl pin "$type" $pinned
	run -0 bpftool ctrl get map pinned $pinned "$@" "$attribute"
	value=$output
	if [[ $flags == *enumerable* ]]; then
		run -0 bpftool ctrl dump "$type"
		[[ $'\n'$output == *$'\n'"$heading"* ]]
	else
		run -1 bpftool ctrl dump "$type"
	fi
	if [[ $flags == *writable* ]]; then
		run -0 bpftool ctrl set "$type" "$@" "$attribute" "$value" dry-run
		output_has ": $attribute $value unchanged \(dry run\)$"
		run -0 bpftool ctrl reset "$type" "$@" "$attribute"
		output_has ": $attribute "
	else
		run -1 bpftool ctrl set "$type" "$@" "$attribute" "$value"
		output_has "$attribute is read-only"
		run -1 bpftool ctrl reset "$type" "$@"
		output_has "this map is read-only"
	fi
	rm $pinned
}

@test "every verb works on every control type of the kernel" {
	local types fd id

	"$tools/pin_program" /sys/fs/bpf/pass
	id=$(bpftool -j prog show pinned /sys/fs/bpf/pass | jq .id)
	exec {fd}<>/dev/udp/127.0.0.1/9
	declare -A keys=(
		[directory]="key-size 1"
		[xdp]="napi-defer-hard-irqs eth0"
		[prog_stats]="run-cnt id $id"
		[prog_stats_by_id]="run-cnt id $id"
		[prog_stats_by_cpu]="run-cnt prog-id=$id cpu=0"
		[xdp_stats]="drop eth0"
		[xdp_queue]="drop ifindex=eth0 queue=0"
		[sock_attr]="mark pid $BASHPID fd $fd"
		[ctrl_test]="level $key"
	)
	while read -r type flags; do
		echo "$type"
		# shellcheck disable=SC2086 # words
		every_verb "$type" "$flags" ${keys[$type]}
		unset "keys[$type]"
	done < <(bpftool -j ctrl types | jq -r '.[] | "\(.name) \(.flags)"')
	[ "${#keys[@]}" = 0 ]
	exec {fd}>&-
}

@test "objects that the kernel cannot list are not dumped" {
	local sentence='the objects of this control type cannot be listed: name one of them to get its attributes'

	refuses 1 "$sentence" \
		",\"errno\":\"EOPNOTSUPP\",\"reason\":\"${sentence#*: }\"" \
		ctrl dump prog_stats
}

@test "get without an attribute prints all, '-' where there is none" {
	prints "side=right shelf=0 slot=0
	changes   0
	level     10
	offset    -
	enabled   off
	width     -
	depth     -
	mood      -
	features  -
	distance  -
	weights   -
	window    -
	raw       -
	bytes     -
	label     -
	length    -
	delay     -
	hits      -
	busy      -
	carried   -
	queued    -" ctrl get $type side=right shelf=0 slot=0
}

@test "JSON has the key's members in an object of their own" {
	document '{"key":{"side":"left","shelf":1,"slot":2},"mood":"calm","features":[],"weights":[0,0,0,0],"window":{"low":0,"high":100,"drops":0},"label":"empty"}' \
		ctrl get $type side=left shelf=1 slot=2 \
		mood features weights window label
}

@test "set takes attributes of every kind, all at once" {
	prints "side=left shelf=1 slot=2: level 10 -> 200
side=left shelf=1 slot=2: offset 0 -> -1000
side=left shelf=1 slot=2: enabled off -> on
side=left shelf=1 slot=2: width 0 -> 31
side=left shelf=1 slot=2: depth 0 -> 100
side=left shelf=1 slot=2: mood calm -> merry
side=left shelf=1 slot=2: features none -> lid,lock
side=left shelf=1 slot=2: weights 0,0,0,0 -> 1,2,3,4
side=left shelf=1 slot=2: window.low 0 -> 5
side=left shelf=1 slot=2: label empty -> full
side=left shelf=1 slot=2: delay 0 -> 2000000" ctrl set $type $key \
		level max offset -1000 enabled on width 31 depth max \
		mood merry features lid,lock weights 1,2,3,4 window.low 5 \
		label full delay 2ms
	prints full ctrl get $type $key label
}

@test "set in JSON tells old and new values, reset what it took back" {
	local of='"key":{"side":"left","shelf":1,"slot":2},"dry_run":false,"changed":true'

	document "{$of,\"attributes\":{\"mood\":{\"old\":\"calm\",\"new\":\"angry\"}}}" \
		ctrl set $type $key mood angry
	document "{$of,\"attributes\":{\"mood\":{\"old\":\"angry\",\"new\":\"calm\"}}}" \
		ctrl reset $type $key mood
}

@test "a set of what is there already does not reach the subsystem" {
	local before

	before=$(bpftool ctrl get $type $key changes)
	prints "side=left shelf=1 slot=2: level 10 unchanged" \
		ctrl set $type $key level 10
	prints "$before" ctrl get $type $key changes
	bpftool ctrl set $type $key level 11
	prints $((before + 1)) ctrl get $type $key changes
}

@test "a dry run changes nothing" {
	prints "side=left shelf=1 slot=2: level 10 -> 20 (dry run)" \
		ctrl set $type $key level 20 dry-run
	prints 10 ctrl get $type $key level
}

@test "what is out of range, or not allowed together, is refused" {
	refuses 1 "side=left shelf=1 slot=2: level: 201 is out of range; the range is 1..200" \
		',"errno":"ERANGE","object":"side=left shelf=1 slot=2","attribute":"level","value":"201","min":1,"max":200' \
		ctrl set $type $key level 201
	run -1 bpftool ctrl set $type $key level 20 window.low 500
	output_has 'low is above high'
	prints 10 ctrl get $type $key level
}

@test "an unknown attribute is told where the attributes are" {
	refuses 2 "side=left shelf=1 slot=2: unknown attribute 'zzz': bpftool ctrl attrs ctrl_test lists them" \
		',"object":"side=left shelf=1 slot=2","attribute":"zzz","reason":"bpftool ctrl attrs ctrl_test lists them"' \
		ctrl get ctrl_test $key zzz
}

@test "an element that an array does not have is told those that it has, and nothing else" {
	refuses 2 "side=left shelf=1 slot=2: unknown attribute 'weights[4]': its elements are [0] to [3]" \
		',"object":"side=left shelf=1 slot=2","attribute":"weights[4]","reason":"its elements are [0] to [3]"' \
		ctrl get ctrl_test $key 'weights[4]'
}

@test "attrs tells how a key is written, and types, access and units" {
	run -0 bpftool ctrl attrs $type
	output_has "^KEY := side=left\|right shelf=NUMBER slot=NUMBER"$'\n'"NAME +TYPE +ACCESS +UNIT"
	output_has $'\n''changes +u64 +ro +-'
	output_has $'\n''width +u32 : 5 +rw +-'
	output_has $'\n''delay +bpf_ctrl_nsec_t +rw +ns'
	run -0 bpftool ctrl attrs xdp
	output_has '^KEY := \[dev\] \{ NAME \| ifindex INDEX \}'
}

@test "attrs of an object tells its values, limits and defaults" {
	run -0 bpftool ctrl attrs $type $key
	output_has '^side=left shelf=1 slot=2'$'\n'
	output_has 'offset +s64 +rw +- +0 +-1000 +1000 +0'
	output_has 'mood +enum ctrl_test_mood +rw +- +calm +angry +merry +calm'
	output_has 'delay +bpf_ctrl_nsec_t +rw +ns +0 +0 +3600000000000 +0'
}

@test "attrs in JSON has all that a completion needs" {
	run -0 bpftool -j ctrl attrs $type
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output_has '^\{"key_syntax":"side=left\|right shelf=NUMBER slot=NUMBER","key_members":\[\{"name":"side","type":"enum ctrl_test_side","access":"rw","unit":null,"words":\["left","right"\],"kind":"enum"\},'
	output_has '\{"name":"mood","type":"enum ctrl_test_mood","access":"rw","unit":null,"words":\["angry","calm","merry"\],"kind":"enum"\}'
	output_has '"words":\["lid","light","lock"\],"kind":"flags"\}'
	output_has '"name":"enabled","type":"bool","access":"rw","unit":null,"kind":"bool"\}'
	run -0 bpftool -j ctrl attrs $type side=right shelf=0 slot=0
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	output_has '^\{"key":\{"side":"right","shelf":0,"slot":0\},"attributes":\['
	output_has '"name":"level",[^}]*"kind":"uint","supported":true,"value":10,"min":1,"max":200,"default":10\}'
	output_has '"name":"mood",[^}]*"kind":"enum","supported":false,"value":null,"min":null,"max":null,"default":null\}'
}

@test "dump prints every object as get does" {
	prints "$(bpftool xdp show)" ctrl dump xdp
	run -0 bpftool ctrl dump $type
	[ "$(grep -c '^side=' <<<"$output")" = 64 ]
	[[ $output = "$(bpftool ctrl get $type side=left shelf=0 slot=0)"* ]]
	[[ $output = *"$(bpftool ctrl get $type side=right shelf=3 slot=7)" ]]
}

@test "dump of some attributes is a table, of a struct its members are columns" {
	bpftool ctrl set $type side=left shelf=1 slot=2 level 20 window.low 3 >/dev/null
	prints "KEY                       MOOD  WINDOW.LOW  WINDOW.HIGH  WINDOW.DROPS
side=left shelf=1 slot=2  calm           3          100             0" \
		ctrl dump $type mood window where level 20
}

@test "dump in JSON is an array of what get says of each" {
	run -0 bpftool -j ctrl dump $type
	echo "$output" >>"$BATS_FILE_TMPDIR/documents"
	[ "$(jq length <<<"$output")" = 64 ]
	[ "$(jq -c '.[10]' <<<"$output")" = \
		"$(bpftool -j ctrl get $type side=left shelf=1 slot=2)" ]
	document "[$(bpftool -j ctrl get xdp lo),$(bpftool -j ctrl get xdp peer0),$(bpftool -j ctrl get xdp eth0)]" \
		ctrl dump xdp
}

@test "a map stands in place of the type, for every command" {
	local map='map pinned /sys/fs/bpf/test'

	bpftool ctrl pin $type /sys/fs/bpf/test
	prints 10 ctrl get $map $key level
	prints "side=left shelf=1 slot=2: level 10 -> 11" \
		ctrl set $map $key level 11
	prints "side=left shelf=1 slot=2: level 11 -> 10" \
		ctrl reset $map $key level
	prints "$(bpftool ctrl attrs $type)" ctrl attrs $map
	prints "$(bpftool ctrl attrs $type $key)" ctrl attrs $map $key
	prints "$(bpftool ctrl dump $type)" ctrl dump $map
	prints "" ctrl pin $map /sys/fs/bpf/again mode 600
	prints 10 ctrl get map pinned /sys/fs/bpf/again $key level
}

@test "pin makes a map with group and mode, and tells its id in JSON" {
	local id

	prints "" ctrl pin xdp /sys/fs/bpf/xdp mode 660 group 4242
	[ "$(stat -c '%a %g' /sys/fs/bpf/xdp)" = "660 4242" ]
	prints "" ctrl pin xdp /sys/fs/bpf/named group nogroup
	[ "$(stat -c '%a %G' /sys/fs/bpf/named)" = "600 nogroup" ]
	run -0 bpftool -j ctrl pin xdp /sys/fs/bpf/json
	id=$(bpftool map show pinned /sys/fs/bpf/json)
	output_is "{\"pinned\":\"/sys/fs/bpf/json\",\"id\":${id%%:*}}"
}

@test "a pinned view shows its limits, and a read-only map only reads" {
	bpftool ctrl pin $type /sys/fs/bpf/largest view max
	prints 200 ctrl get map pinned /sys/fs/bpf/largest $key level
	bpftool ctrl pin $type /sys/fs/bpf/reads read-only
	prints 10 ctrl get map pinned /sys/fs/bpf/reads $key level
	refuses 1 "side=left shelf=1 slot=2: not permitted: this map is read-only" \
		',"errno":"EPERM","object":"side=left shelf=1 slot=2","reason":"this map is read-only"' \
		ctrl set map pinned /sys/fs/bpf/reads $key level 11
}

@test "words of pin that make no sense are refused, and nothing is pinned" {
	local usage='usage: bpftool ctrl pin { TYPE | map MAP } PATH [view VIEW] [read-only] [mode MODE] [group GROUP]'

	refuses 2 "PATH is missing; $usage" "" ctrl pin xdp
	refuses 2 "'middle' is no view: it is current, min, max or default; $usage" \
		"" ctrl pin xdp /sys/fs/bpf/p view middle
	for mode in 66 8 0x1ff 1777 rw; do
		refuses 2 "'$mode' is no mode: it is three octal digits, such as 660; $usage" \
			"" ctrl pin xdp /sys/fs/bpf/p mode $mode
	done
	refuses 2 "'nosuch' is no group of /etc/group, and no number; $usage" \
		"" ctrl pin xdp /sys/fs/bpf/p group nosuch
	refuses 2 "'mode' is followed by nothing; $usage" "" \
		ctrl pin xdp /sys/fs/bpf/p mode
	refuses 2 "'mode' is given twice; $usage" "" \
		ctrl pin xdp /sys/fs/bpf/p mode 600 mode 600
	refuses 2 "'view' is given twice; $usage" "" \
		ctrl pin xdp /sys/fs/bpf/m view min view max
	refuses 2 "'group' is given twice; $usage" "" \
		ctrl pin xdp /sys/fs/bpf/m group 1 group 2
	refuses 2 "'quickly' is none of view, read-only, mode and group; $usage" \
		"" ctrl pin xdp /sys/fs/bpf/p quickly
	bpftool ctrl pin xdp /sys/fs/bpf/map
	refuses 2 "view and read-only are fixed when a map is created; $usage" \
		"" ctrl pin map pinned /sys/fs/bpf/map /sys/fs/bpf/p read-only
	refuses 2 "view and read-only are fixed when a map is created; $usage" \
		"" ctrl pin map pinned /sys/fs/bpf/map /sys/fs/bpf/p view min
	[ "$(ls /sys/fs/bpf)" = map ]
}

@test "what cannot be pinned is refused with a reason" {
	refuses 1 "/tmp/map: not permitted: cannot pin the map: there is no BPF file system, as in /sys/fs/bpf" \
		',"errno":"EPERM","object":"/tmp/map","reason":"cannot pin the map: there is no BPF file system, as in /sys/fs/bpf"' \
		ctrl pin xdp /tmp/map
	bpftool ctrl pin xdp /sys/fs/bpf/map
	refuses 1 "/sys/fs/bpf/map: the kernel refused: cannot pin the map (File exists)" \
		',"errno":"EEXIST","object":"/sys/fs/bpf/map","reason":"cannot pin the map"' \
		ctrl pin xdp /sys/fs/bpf/map
	refuses 1 "/sys/fs/bpf/map: the kernel refused: cannot pin the map (File exists)" \
		',"errno":"EEXIST","object":"/sys/fs/bpf/map","reason":"cannot pin the map"' \
		ctrl pin xdp /sys/fs/bpf/map mode 600
	[ "$(ls /sys/fs/bpf)" = map ]
}

# With CAP_BPF alone chown(2) to a group of others is refused.
@test "when the group cannot be set, nothing stays pinned" {
	chmod 1777 /sys/fs/bpf
	run -1 setpriv --reuid=4200 --regid=4200 --clear-groups \
		--inh-caps=+bpf,+net_admin --ambient-caps=+bpf,+net_admin \
		$tool ctrl pin xdp /sys/fs/bpf/half mode 666 group 4242
	chmod 755 /sys/fs/bpf
	output_is "Error: /sys/fs/bpf/half: not permitted: cannot set the group"
	[ -z "$(ls /sys/fs/bpf)" ]
}

@test "a type that the kernel does not have is refused, with those that are near" {
	refuses 1 "ctrl_tset: this kernel does not have this control type; did you mean ctrl_test?" \
		',"errno":"ENOENT","object":"ctrl_tset","near":["ctrl_test"]' \
		ctrl dump ctrl_tset
	refuses 1 "99: this kernel does not have this control type" \
		',"errno":"EINVAL","object":"99"' ctrl get 99 1
	refuses 2 "TYPE is missing; usage: bpftool ctrl dump { TYPE | map MAP } [ATTR...] [where ATTR VALUE [ATTR VALUE]...]" \
		"" ctrl dump
}

@test "too many words, and unknown ones, are refused" {
	refuses 2 "'more' is one word too many; usage: bpftool ctrl types" "" \
		ctrl types more
	refuses 2 "unknown attribute 'eth0': bpftool ctrl attrs xdp lists them; of one KEY they are read with get" \
		",\"attribute\":\"eth0\",\"reason\":\"bpftool ctrl attrs xdp lists them; of one KEY they are read with get\"" \
		ctrl dump xdp eth0
	refuses 2 "unknown command 'dmup'; see bpftool ctrl help; did you mean dump?" \
		',"near":["dump"]' ctrl dmup
	refuses 2 "unknown command 'show'; see bpftool ctrl help" "" ctrl show
}

@test "a map of no control type is named in the error" {
	bpftool map create /sys/fs/bpf/hash type hash key 4 value 8 entries 1 \
		name hash
	refuses 1 "map name hash: not a control map" \
		',"errno":"EINVAL","object":"map name hash"' \
		ctrl get map name hash 1
}

@test "the help names every command, with examples" {
	local command

	run -0 bpftool ctrl help
	for command in types get set reset attrs dump pin help; do
		output_has "bpftool ctrl $command"
	done
	output_has 'Examples:'
	output_has 'Exit status: 0 done, 1 refused by the kernel, 2 wrong words'
	document null ctrl help
}

@test "a text is shown in quotes where it is not one plain word, and goes back in" {
	prints "$key: label empty -> \"\"" ctrl set $type $key label ''
	prints "$key: label \"\" -> \"a b\"" ctrl set $type $key label 'a b'
	prints "$key
	level  10
	label  \"a b\"" ctrl get $type $key level label
	prints 'a b' ctrl get $type $key label
	prints "$key: label \"a b\" -> \"\\x1b\x22\"" \
		ctrl set $type $key label $'\033"'
	prints "$key: label \"\\x1b\x22\" unchanged" \
		ctrl set $type $key label "\x1b\x22"
	document '{"key":{"side":"left","shelf":1,"slot":2},"label":"\u001b\""}' \
		ctrl get $type $key label
}

@test "every document is valid JSON, on one line" {
	documents_are_json
}
