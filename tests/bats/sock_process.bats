#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# bpftool sock: whose socket is meant, and who may get at it.
#
# also: @host
# shellcheck disable=SC2086 # $with_map is words, or none

load helpers
load sockets

@test "without fd the only socket of a process is meant" {
	bpftool_says 0 0 "" sock get pid "$server" mark
	bpftool_says 0 "pid $server fd 3: mark 0 -> 5" "" \
		sock set pid "$server" mark 5
	bpftool_says 0 "pid $server fd 3: mark 5 -> 0" "" \
		sock reset pid "$server" mark
	run -0 bpftool sock attrs pid "$server"
	[ "${lines[0]}" = "pid $server fd 3" ]
}

@test "of several sockets one has to be named, and the error tells which there are" {
	local fds words

	fds=$(cut -d ' ' -f 1 "$sockets" | paste -sd ,)
	for words in "get" "attrs" "reset"; do
		refused 2 "process $many has 10 sockets: say which with fd, one of ${fds//,/, }" \
			"" sock "$words" pid "$many"
	done
	nothing_changed
}

# usage: no_object OBJECT ERRNO REASON WORD...
no_object()
{
	refused 1 "$1: no such object: $3" \
		",\"errno\":\"$2\",\"object\":\"$1\",\"reason\":\"$3\"" \
		sock "${@:4}"
}

@test "a process that is gone is told" {
	local gone

	sleep 1000 3>&- &
	gone=$!
	# a shell that has a trap loses others until it has become sleep
	kill -KILL $gone
	wait $gone || :
	no_object "pid $gone" ESRCH "there is no such process" show pid $gone
	no_object "pid $gone" ESRCH "there is no such process" get pid $gone
	no_object "pid $gone fd 3" ESRCH "there is no such process" \
		set pid $gone fd 3 mark 1
}

@test "of a process that has ended, but whose parent did not ask, all commands say so" {
	local ended="the process has ended" zombie parent

	coproc { exec /usr/bin/python3 -I -S -c 'import os, signal
child = os.fork()
if not child:
    os._exit(0)
print(child, flush=True)
signal.pause()' 3>&-; }
	parent=$COPROC_PID
	read -r zombie <&"${COPROC[0]}"
	until grep -q 'State:.Z' /proc/"$zombie"/status; do sleep 0.1; done
	no_object "pid $zombie" ESRCH "$ended" show pid "$zombie"
	no_object "pid $zombie" ESRCH "$ended" get pid "$zombie"
	no_object "pid $zombie fd 3" ESRCH "$ended" get pid "$zombie" fd 3
	no_object "pid $zombie fd 3" ESRCH "$ended" set pid "$zombie" fd 3 mark 1
	kill -KILL "$parent"
}

# Its files in /proc are root's, and nobody may trace it but with CAP_SYS_PTRACE.
@test "of a process of one's own that is not dumpable the reason is true" {
	local tracing="not permitted: a descriptor of another process takes what tracing it would: CAP_SYS_PTRACE, or the same user and a process that is dumpable (ptrace(2))"
	local mine

	setpriv --reuid 1000 --regid 1000 --clear-groups \
		/usr/bin/python3 -I -S -c 'import ctypes, signal
ctypes.CDLL(None).prctl(4, 0)
signal.pause()' 3>&- &
	mine=$!
	until grep -qs python /proc/$mine/comm &&
		[ "$(stat -c %u /proc/$mine/environ)" = 0 ]; do
		sleep 0.1
	done
	says 1 "" "Error: pid $mine: $tracing" \
		as_user bpftool sock show $with_map pid $mine
	says 1 "" "Error: pid $mine fd 3: $tracing" \
		as_user bpftool sock get $with_map pid $mine fd 3
	kill -KILL $mine
}

@test "without /proc it is told that /proc is missing" {
	run -1 unshare --mount bash -c "mount -t tmpfs none /proc
		exec bpftool sock show pid $server"
	output_is "Error: pid $server: the kernel refused: its sockets are looked for in /proc (No such file or directory)"
	run -1 unshare --mount bash -c "mount -t tmpfs none /proc
		exec bpftool sock get pid $server fd 3 mark"
	output_is "Error: pid $server fd 3: the kernel refused: its cgroups of net_cls and net_prio are looked for in /proc (No such file or directory)"
}

@test "a descriptor that is no socket, or none, is told" {
	local none="the process has no such file descriptor"
	local other="the file descriptor is no socket"

	no_object "pid $server fd 77" EBADF "$none" get pid "$server" fd 77
	no_object "pid $server fd 0" ENOTSOCK "$other" show pid "$server" fd 0
	no_object "pid $server fd 0" ENOTSOCK "$other" \
		set pid "$server" fd 0 mark 1
	nothing_changed
}

@test "a process without a socket is told, and its list is empty" {
	local idle

	sleep 1000 3>&- 4>&- &
	idle=$!
	no_object "pid $idle" ENOENT "the process has no socket" get pid $idle
	bpftool_says 0 "[]" "" -j sock show pid $idle
	kill -KILL $idle
}

@test "wrong words are refused before anything is asked" {
	local names="a socket is named as pid PID [fd FD], but"

	refused 2 "$names pid is missing" "" sock show fd 3
	refused 2 "$names what follows pid is missing" "" sock show pid
	refused 2 "$names what follows fd is missing" "" \
		sock get pid "$server" fd
	refused 2 "'-1' is no fd" "" sock get pid "$server" fd -1
	refused 2 "'0' is no pid" "" sock get pid 0 fd 3
	refused 2 "'3' is one word too many; usage: bpftool sock { show | list } [map MAP] [SOCK] [family FAMILY] [type TYPE] [state STATE] [port PORT]" \
		"" sock show pid "$server" 3
	refused 2 "SOCK is missing; usage: bpftool sock get [map MAP] SOCK [ATTR...]" \
		"" sock get
	nothing_changed
}

@test "a thread is no process, and that is told" {
	local thread

	/usr/bin/python3 -I -S -c 'import signal, threading
threading.Thread(target=signal.pause).start()' 3>&- &
	until thread=$(ls /proc/$!/task | grep -vx $!); do sleep 0.1; done
	refused 1 "pid $thread: no such object: that is a thread: a process is named by the id of its first one" \
		",\"errno\":\"EINVAL\",\"object\":\"pid $thread\",\"reason\":\"that is a thread: a process is named by the id of its first one\"" \
		sock show pid "$thread"
	kill -KILL $!
}

@test "root without CAP_SYS_PTRACE is told so, not that there is no socket" {
	local tracing="not permitted: a descriptor of another process takes what tracing it would: CAP_SYS_PTRACE, or the same user and a process that is dumpable (ptrace(2))"
	local words

	for words in show get attrs "set mark 1" reset; do
			set -- $words
		says 1 "" "Error: pid $server: $tracing" \
			setpriv --bounding-set -sys_ptrace --inh-caps -sys_ptrace \
			bpftool sock "$1" pid "$server" "${@:2}"
	done
	nothing_changed
}

@test "the processes are those of the caller's pid namespace, wherever /proc is from" {
	run -0 unshare --pid --fork bash -c '
		exec 7<>/dev/udp/127.0.0.1/9
		bpftool sock show pid $$'
	[ "$(awk '{ print $1 }' <<<"$output")" = $'FD\n7' ]
}

# The class of traffic that ss tells of the server's socket, in net_cls.
server_class()
{
	ss -Htln --tos 'sport = :8000' | grep -o 'class_id:[^ ]*'
}

# With the cgroups of version 1 that classify traffic; "there" is one of them.
add_net_cgroups()
{
	cgroups=$BATS_TEST_TMPDIR/cgroups
	there=$cgroups/there
	mkdir "$cgroups"
	mount -t cgroup -o net_cls,net_prio none "$cgroups"
	mkdir "$there"
	echo 0x100002 >"$there/net_cls.classid"
	echo "$server" >"$there/cgroup.procs"
}

remove_net_cgroups()
{
	echo "$server" >"$cgroups/cgroup.procs"
	rmdir "$there"
	umount "$cgroups"
}

@test "a look at a socket of another cgroup does not change how its traffic is classified" {
	local cgroups there words

	add_net_cgroups
	[ "$(server_class)" = class_id:0x100002 ]
	for words in "get pid $server" "get pid $server fd 3 mark" \
		"show pid $server" "set pid $server mark 0"; do
			bpftool sock $words >/dev/null
		[ "$(server_class)" = class_id:0x100002 ]
	done
	[ "$(<"$there/tasks")" = "$server" ]
	remove_net_cgroups
}

@test "a socket is left alone whose cgroup cannot be joined, and that is told" {
	local cgroups there words
	local why="traffic of the socket would be classified as bpftool's, which is in another cgroup of net_cls or net_prio and cannot join that of the process: run bpftool in that cgroup"

	add_net_cgroups
	mount -o remount,bind,ro "$cgroups"
	for words in "get pid $server" "get pid $server fd 3 mark" \
		"show pid $server" "set pid $server mark 3"; do
			says 1 "" "Error: pid $server fd 3: not permitted: $why" \
			bpftool sock $words
		[ "$(server_class)" = class_id:0x100002 ]
	done
	mount -o remount,bind,rw "$cgroups"
	bash -c "echo 0 >$there/tasks; exec bpftool sock get pid $server mark"
	[ "$(server_class)" = class_id:0x100002 ]
	remove_net_cgroups
	nothing_changed
}

@test "nothing that bpftool prints is sent to the socket that it looks at" {
	local streams

	# where fd 1 or 2 is free it would be the next one to be opened
	for streams in '<&- >&- 2>&-' '<&- 2>&-' '>&- 2>&-' '>&-'; do
		exec 7<>/dev/tcp/127.0.0.1/8000
		for words in "get rcvbuf" "get nosuch" "get" "set mark 3" show; do
					set -- $words
			eval "bpftool sock $1 pid $BASHPID fd 7 ${*:2} $streams" || :
		done
		printf 'GET /options HTTP/1.0\r\n\r\n' >&7
		run -0 cat <&7
		output_has '^HTTP/1.0 (200|404) '
		exec 7>&-
	done
	no_connection_left
}

@test "who may not trace a process does not get at its sockets" {
	local tracing="not permitted: a descriptor of another process takes what tracing it would: CAP_SYS_PTRACE, or the same user and a process that is dumpable (ptrace(2))"
	local words

	for words in "show $with_map pid $server" "get $with_map pid $server"; do
			says 1 "" "Error: pid $server: $tracing" \
			as_user bpftool sock $words
	done
	says 1 "" "Error: pid $server fd 3: $tracing" \
		as_user bpftool sock set $with_map pid "$server" fd 3 mark 1
	says 1 "{\"error\":\"pid $server fd 3: $tracing\",\"errno\":\"EPERM\",\"object\":\"pid $server fd 3\",\"reason\":\"${tracing#*: }\"}" "" \
		as_user bpftool -j sock set $with_map pid "$server" fd 3 mark 1
	nothing_changed
}

@test "a user with a map sets on the own sockets what setsockopt lets the user set" {
	local mine

	setpriv --reuid 1000 --regid 1000 --clear-groups sleep 1000 3>&- \
		7<>/dev/tcp/127.0.0.1/8000 &
	mine=$!
	until grep -qs sleep /proc/$mine/comm; do sleep 0.1; done

	says 1 "" "Error: pid $mine fd 7: not permitted: setting the mark takes CAP_NET_ADMIN or CAP_NET_RAW" \
		as_user bpftool sock set $with_map pid $mine fd 7 mark 1 rcvbuf 40000
	run -0 as_user bpftool sock set $with_map pid $mine fd 7 rcvbuf 40000
	output_has "^pid $mine fd 7: rcvbuf [0-9]* -> 40000$"
	run -0 ss -Htnmp
	output_has "pid=$mine,fd=7.*,rb40000,"
	kill $mine
	no_connection_left
}

@test "all of that was JSON" {
	documents_are_json
}
