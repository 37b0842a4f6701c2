#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What the manual pages promise of JSON, docs/schemas says to programs. Here a
# validator of JSON Schema judges real documents. Starting it is slow in the
# emulated machine, so that all of them are gathered first.
#
# also: @host

load helpers

setup_file()
{
	be_quiet
	add_netdevsim 1 nsim1
	ip -batch - <<-COMMANDS
		link add eth0 type veth peer name peer0
		link add dummy0 type dummy
	COMMANDS
	export documents=$BATS_FILE_TMPDIR/documents
	export judged=$BATS_FILE_TMPDIR/judged
	if has_control_maps; then
		bpftool map create /sys/fs/bpf/devices type control name devices map_extra 1
		add_test_module
		gather_maps
		gather_monitor
	fi
	gather_xdp
	gather_ctrl
	gather_sock
	gather_prog_stats
	gather_errors
	gather_batches
	gather_false
	"$BATS_TEST_DIRNAME/../validate" <"$documents" >"$judged"
}

setup()
{
	be_quick
}

# The words end with this status; what they write is a document of this schema.
# usage: gather STATUS SCHEMA WORD...
gather()
{
	local status=0 document

	document=$(bpftool -j "${@:3}" 2>&1) || status=$?
	[ "$status" = "$1" ] ||
		document="status $status of bpftool ${*:3}: $document"
	printf '%s\t%s\n' "$2" "${document//$'\n'/\\n}" >>"$documents"
}

gather_xdp()
{
	local dev verb

	for verb in show list; do
		gather 0 xdp-show xdp $verb
	done
	for dev in lo nsim1 peer0 eth0 dummy0; do
		gather 0 xdp-get xdp get $dev
		gather 0 xdp-attrs xdp attrs $dev
	done
	gather 0 xdp-get xdp get eth0 napi-defer-hard-irqs
	gather 0 xdp-attrs xdp attrs
	gather 0 xdp-set xdp set eth0 napi-defer-hard-irqs max gro-flush-timeout 1us
	gather 0 xdp-set xdp set eth0 napi-defer-hard-irqs 64 dry-run
	gather 0 xdp-set xdp set nsim1 rx-ring-size 0
	gather 0 xdp-reset xdp reset eth0
	gather 0 xdp-reset xdp reset eth0 napi-defer-hard-irqs
	gather 0 help xdp help
}

gather_ctrl()
{
	gather 0 ctrl-types ctrl types
	gather 0 ctrl-dump ctrl dump xdp
	gather 0 ctrl-attrs ctrl attrs xdp
	gather 0 ctrl-get ctrl get xdp eth0
	gather 0 ctrl-attrs ctrl attrs xdp eth0
	gather 0 ctrl-set ctrl set xdp eth0 napi-defer-hard-irqs 64
	gather 0 ctrl-reset ctrl reset xdp eth0
	gather 0 ctrl-stats-show ctrl stats prog_stats_by_id
	gather 0 ctrl-stats-interval ctrl stats prog_stats_by_id interval 0.02 count 1
	gather_keep
	gather 0 help ctrl help
	gather 0 help ctrl stats help
	gather 2 error ctrl stats xdp
}

gather_keep()
{
	local file=$BATS_FILE_TMPDIR/settings

	cat >"$file" <<-'SETTINGS'
		xdp set eth0 gro-flush-timeout 20us
		xdp set eth9 mtu max
		xdp set dummy0 rx-ring-size 64
	SETTINGS
	gather 0 ctrl-save ctrl save
	gather 0 ctrl-save ctrl save xdp eth0 all
	gather 1 ctrl-diff ctrl diff "$file"
	gather 2 error ctrl diff /nix
	gather 1 error ctrl apply "$file"
	sed -i 2,3d "$file"
	gather 0 ctrl-apply ctrl apply "$file" dry-run
	gather 0 ctrl-apply ctrl apply "$file"
	gather 0 ctrl-diff ctrl diff "$file"
}

# What takes a control map: the directory, types of modules, pins.
gather_maps()
{
	local place="ctrl_test side=left shelf=1 slot=2" type verb

	gather 0 xdp-show xdp show map pinned /sys/fs/bpf/devices
	gather 0 xdp-queues xdp queues
	gather 0 xdp-queues xdp queues eth0 packets
	for type in directory ctrl_test; do
		gather 0 ctrl-dump ctrl dump $type
		gather 0 ctrl-attrs ctrl attrs $type
	done
	# shellcheck disable=SC2086 # several words
	{
		gather 0 ctrl-get ctrl get directory 1
		gather 0 ctrl-get ctrl get $place
		gather 0 ctrl-get ctrl get $place window
		gather 0 ctrl-attrs ctrl attrs $place
		gather 0 ctrl-set ctrl set $place mood merry features lid,lock \
			window.low 3 weights 1,2,3,4 label 'a "b"' offset -5
		gather 0 ctrl-reset ctrl reset $place mood
		gather 0 ctrl-reset ctrl reset $place
		gather 0 ctrl-stats-show ctrl stats $place
		gather 0 ctrl-stats-reset ctrl stats reset $place
	}
	gather 0 ctrl-stats-show ctrl stats ctrl_test
	gather 0 ctrl-stats-interval ctrl stats ctrl_test interval 0.02 count 1
	gather 0 ctrl-stats-reset ctrl stats reset ctrl_test
	gather 0 ctrl-pin ctrl pin xdp /sys/fs/bpf/xdp mode 640
	gather 0 ctrl-pin ctrl pin xdp /sys/fs/bpf/min view min
	gather 0 prog-stats-reset prog stats reset
	gather 0 xdp-stats-show xdp stats
	gather 0 xdp-stats-show xdp stats queues
	gather 0 xdp-stats-show xdp stats eth0 queue 0
	gather 0 xdp-stats-interval xdp stats interval 0.02 count 1
	gather 0 xdp-stats-interval xdp stats eth0 queues interval 0.02 count 1
	gather 0 xdp-stats-run xdp stats run -- true
	gather 0 xdp-stats-reset xdp stats reset
	gather 0 xdp-stats-reset xdp stats reset eth0 queues
	gather 0 xdp-stats-enable xdp stats enable for 0.01
	gather 0 help xdp stats help
	gather 1 error xdp stats eth0 queue 99
	gather 2 error ctrl get ctrl_test side=left
	gather 2 error ctrl get ctrl_test side=up shelf=1 slot=1
	gather 1 error ctrl get ctrl_test side=left shelf=9 slot=1
	gather 2 error ctrl set ctrl_test side=left shelf=1 slot=1 mood glad
	gather 1 error ctrl set ctrl_test side=left shelf=1 slot=1 offset -1001
	for verb in get attrs dump; do
		gather 1 error ctrl $verb 99
	done
	for verb in get set reset attrs; do
		gather 1 error ctrl $verb map pinned /nowhere eth0
		gather 1 error xdp $verb map pinned /nowhere eth0
	done
	gather 1 error xdp show map name nobody
	gather 2 error ctrl pin xdp
	gather 2 error ctrl pin xdp /sys/fs/bpf/x mode rw
	gather 1 error ctrl pin xdp /tmp/x
}

gather_prog_stats()
{
	gather 0 prog-stats-show prog stats
	"$tools/pin_program" /sys/fs/bpf/pass
	gather 0 prog-stats-show prog stats
	! has_control_maps || gather 0 prog-stats-show prog stats name pass percpu
	gather 0 prog-stats-interval prog stats interval 0.02 count 1
	gather 0 prog-stats-run prog stats run -- true
	# shellcheck disable=SC2016 # the shell that is run expands it
	gather 137 prog-stats-run prog stats run -- sh -c 'kill -9 $$'
	gather 0 prog-stats-enable prog stats enable for 0.01
	gather 0 help prog stats help
	gather 2 error prog stats nosuch
	gather 1 error prog stats reset id 4294967295
	gather 2 error prog stats interval
	rm /sys/fs/bpf/pass
}

gather_sock()
{
	local pid

	/usr/bin/python3 -I -S -c 'import signal, socket
listening = socket.create_server(("127.0.0.1", 0)); signal.pause()' 3>&- &
	pid=$!
	until bpftool sock get pid $pid >/dev/null 2>&1; do sleep 0.2; done
	gather 0 sock-show sock show pid $pid
	gather 0 sock-show sock list pid $pid fd 3
	gather 0 sock-get sock get pid $pid
	gather 0 sock-get sock get pid $pid fd 3 rcvbuf
	gather 0 sock-attrs sock attrs
	gather 0 sock-attrs sock attrs pid $pid
	gather 0 sock-set sock set pid $pid mark 7 priority 1
	gather 0 sock-set sock set pid $pid mark 8 dry-run
	gather 0 sock-reset sock reset pid $pid
	gather 0 help sock help
	gather 1 error sock get pid $pid fd 0
	gather 2 error sock show fd 3
	gather 0 sock-show sock show
	gather 0 sock-show sock show family netlink
	kill -KILL $pid
	wait $pid || :
	gather 1 error sock show pid $pid fd 3
}

gather_errors()
{
	local verb

	for verb in get set reset attrs dump pin; do
		gather 2 error ctrl $verb
		gather 1 error ctrl $verb nosuch eth0 1
	done
	gather 2 error ctrl nosuch
	gather 2 error ctrl types all
	for verb in get set reset attrs; do
		gather 1 error xdp $verb eth9 rx-ring-size 1
		gather 2 error xdp $verb eth0 nosuch 1
		gather 2 error xdp $verb map id
	done
	gather 1 error xdp set eth0 napi-defer-hard-irqs 2147483648
	gather 2 error xdp set eth0 gro-flush-timeout -1
	gather 1 error xdp set dummy0 rx-ring-size 128
	gather 1 error xdp reset eth0 rx-queues
	gather 2 error xdp set
	gather 2 error xdp set eth0
	gather 2 error xdp set eth0 rx-ring-size
	gather 2 error xdp set eth0 '"' '\'
	gather 2 error xdp set eth0 rx-ring-size 1 rx_ring_size 2
	gather 2 error xdp get
	gather 2 error xdp get ''
	gather 2 error xdp show eth0
	gather 2 error xdp nosuch
	gather 255 error xdp get eth0 --nosuch
	gather 255 error batch
	gather 255 error batch file /nowhere
}

gather_batches()
{
	local file=$BATS_FILE_TMPDIR/batch

	printf '%s\n' "xdp get eth0" "xdp help" >"$file"
	gather 0 batch batch file "$file"
	printf '%s\n' "xdp get eth0" "xdp get eth9" "xdp get eth0" >"$file"
	gather 1 batch batch file "$file"
	printf '%s\n' "xdp set eth0" "ctrl get xdp eth0" >"$file"
	gather 2 batch batch file "$file"
	gather 2 batch batch file "$file" keep-going
	printf '%s\n' 'xdp get "eth0' "map dump" nosuch "batch file $file" \
		"prog stats interval 0.01 count 2" "xdp get \\" >"$file"
	gather 255 batch batch file "$file" keep-going
	gather 255 batch batch file "$BATS_FILE_TMPDIR"
}

# A document a line, while changes are made.
gather_monitor()
{
	local ready=$BATS_FILE_TMPDIR/ready changes=$BATS_FILE_TMPDIR/changes

	mkfifo "$ready"
	bpftool -j ctrl monitor count 2 >"$changes" 2>"$ready" &
	read -r <"$ready"
	bpftool xdp set eth0 xsk-ring-size 128 gro-flush-timeout 1us >/dev/null
	wait $!
	sed $'s/^/ctrl-monitor\t/' "$changes" >>"$documents"
	bpftool xdp reset eth0 >/dev/null
}

# What is no document of its schema: if these passed, nothing would be promised.
gather_false()
{
	local eth0='"devname":"eth0","ifindex":3'

	while IFS= read -r line; do
		printf '%s\t%s\n' "${line%% *}" "${line#* }" >>"$documents"
	done <<-FALSE
		xdp-get {"ifindex":3,"false":1}
		xdp-get {"devname":"eth0","ifindex":"3","false":1}
		xdp-get [{$eth0,"false":1}]
		xdp-show {$eth0,"false":1}
		sock-show [{"pid":1,"fd":3,"local":null,"false":1}]
		sock-show {"pid":1,"fd":3,"local":1,"peer":null,"false":1}
		sock-get {"pid":1,"false":1}
		sock-set {"pid":1,"fd":3,"changed":true,"attributes":{"false":{"old":1,"new":1}}}
		sock-reset {"fd":3,"dry_run":false,"changed":true,"attributes":{"false":{"old":1,"new":1}}}
		sock-attrs {"pid":1,"fd":3,"attributes":[{"name":"false","type":"__u32","access":"ro","unit":null,"kind":"uint"}]}
		xdp-show [{"devname":"eth0","false":1}]
		xdp-queues [{$eth0,"false":1}]
		xdp-set {$eth0,"dry_run":false,"attributes":{"false":{"old":1,"new":1}}}
		xdp-set {$eth0,"dry_run":0,"changed":true,"attributes":{"false":{"old":1,"new":1}}}
		xdp-set {$eth0,"dry_run":false,"changed":true,"attributes":{"false":{"old":1}}}
		xdp-reset {"dry_run":false,"changed":true,"attributes":{"false":{"old":1,"new":1}}}
		xdp-attrs {"attributes":{"false":1}}
		xdp-attrs {"attributes":[{"name":"false","type":"__u32","access":"ro","unit":null}]}
		xdp-attrs {"attributes":[{"name":"false","type":"__u32","access":"wo","unit":null,"kind":"uint"}]}
		xdp-attrs {"attributes":[{"name":"false","type":"enum e","access":"ro","unit":null,"kind":"enum"}]}
		xdp-attrs {$eth0,"attributes":[{"name":"false","type":"__u32","access":"ro","unit":null,"kind":"uint","value":1}]}
		ctrl-types [{"name":"false","number":1,"key_size":4,"value_size":8,"attributes":1}]
		ctrl-types {"name":"false"}
		ctrl-get {$eth0,"false":1}
		ctrl-get {"key":{},"false":1}
		ctrl-dump [{"false":1}]
		ctrl-set {"dry_run":false,"changed":true,"attributes":{"false":{"old":1,"new":1}}}
		ctrl-reset {"key":{"false":1},"attributes":{}}
		ctrl-attrs {"key_syntax":"false","attributes":[]}
		ctrl-attrs {"key":{"false":1},"attributes":[{"name":"n","type":"__u32","access":"ro","unit":null,"kind":"uint"}]}
		ctrl-pin {"pinned":"false"}
		ctrl-save [{"type":"false","attributes":{},"command":["xdp","set","eth0","mtu","1"]}]
		ctrl-diff [{"line":1,"type":"false"}]
		ctrl-apply [{"type":"false",$eth0,"dry_run":false,"changed":true,"attributes":{}}]
		prog-stats-show {"collecting":false,"programs":[],"false":1}
		prog-stats-show {"collecting":false,"programs":[{"name":"false"}],"total":{"run_cnt":0,"run_time_ns":0,"recursion_misses":0,"avg_run_time_ns":null}}
		prog-stats-reset {"collecting":false,"programs":[],"total":{"run_cnt":0,"run_time_ns":0,"recursion_misses":0,"avg_run_time_ns":null},"false":1}
		prog-stats-interval {"seconds":1,"collecting":true,"programs":[],"total":{"false":1}}
		prog-stats-run {"command":["false"],"seconds":1,"collecting":true,"programs":[],"total":{"run_cnt":0,"run_time_ns":0,"recursion_misses":0,"avg_run_time_ns":null,"runs_per_second":0,"cpu_share":0}}
		prog-stats-enable {"collecting":"false","seconds":1}
		error {"false":1}
		error {"error":null,"false":1}
		error {"error":"","false":1}
		error {"error":"no","error":"false"}
		error {"error":"no"} {"error":"false"}
		error {"error":"no","near":"false"}
		batch {"command":["false"],"output":null}
		batch [{"output":"false"}]
		batch [{"command":["false"],"output":null,"file":"f","line":1}]
		help {"false":null}
	FALSE
}

# There are documents of a schema, and each is what it says.
# usage: valid SCHEMA
valid()
{
	run -0 awk -F '\t' -v schema="$1" '
		$2 == schema && $3 !~ /false"|"false/ {
			n++
			if ($1 != "ok")
				print
		}
		END { if (!n) print "none" }' "$judged"
	output_is ""
}

@test "show and list are what their schema says" {
	valid xdp-show
}

@test "get is what its schema says, for every kind of device" {
	valid xdp-get
}

@test "set is what its schema says, also as a dry run" {
	valid xdp-set
}

@test "reset is what its schema says" {
	valid xdp-reset
}

@test "attrs is what its schema says, with and without a device" {
	valid xdp-attrs
}

@test "types is what its schema says" {
	valid ctrl-types
}

@test "dump is what its schema says, also of a type from a module" {
	valid ctrl-dump
}

@test "get of any type is what its schema says" {
	valid ctrl-get
}

@test "set of any type is what its schema says" {
	valid ctrl-set
}

@test "reset of any type is what its schema says" {
	valid ctrl-reset
}

@test "attrs of any type is what its schema says, with and without an object" {
	valid ctrl-attrs
}

@test "save, diff and apply are what their schemas say" {
	valid ctrl-save
	valid ctrl-diff
	valid ctrl-apply
}

@test "queues are what their schema says" {
	needs_control_maps "xdp_queue"
	valid xdp-queues
}

@test "pin is what its schema says" {
	needs_control_maps "a map to pin"
	valid ctrl-pin
}

@test "prog stats is what its schemas say, and so are its periods" {
	valid prog-stats-show
	! has_control_maps || valid prog-stats-reset
	valid prog-stats-interval
	valid prog-stats-run
	valid prog-stats-enable
}

@test "help is null" {
	valid help
}

@test "every failure is one document, the same for the kernel's and the user's" {
	valid error
}

@test "a batch is one document, also when a command fails" {
	valid batch
}

@test "monitor writes what its schema says, a document a change" {
	needs_control_maps "a change that is told"
	valid ctrl-monitor
}

@test "what lacks something promised, or says it otherwise, is no document" {
	run -1 grep -P '^ok\t.*(false"|"false)' "$judged"
	[ "$(grep -cP '^.*\t.*(false"|"false)' "$judged")" = 50 ]
}

@test "all that was gathered was judged" {
	[ "$(wc -l <"$judged")" = "$(wc -l <"$documents")" ]
}

@test "every schema has been asked for" {
	needs_control_maps "every verb"
	local file name

	for file in "$BATS_TEST_DIRNAME"/../../docs/schemas/*.json; do
		name=${file##*/}
		name=${name%.json}
		[ "$name" = parts ] || grep -qP "^ok\t$name\t" "$judged" ||
			{ echo "no document of $name"; return 1; }
	done
}
