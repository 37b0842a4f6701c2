#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# An error says why only where that is known. What goes wrong around bpftool, as
# descriptors that are used up, or a /proc that is missing, is told as what it is,
# and never as something of the kernel, the map or the user.
#
# control maps only: sources.bats has the reasons of the host

load helpers

setup_file()
{
	be_quiet
	ip link add eth0 type veth peer name peer0
	bpftool ctrl pin xdp /sys/fs/bpf/xdp
	"$tools/pin_program" /sys/fs/bpf/pass
}

setup()
{
	be_quick
}

# usage: with_files NUMBER WORD...; bpftool has no more descriptors than that
with_files()
{
	# shellcheck disable=SC2016 # the inner shell expands these
	run bash -c 'exec 3>&-; ulimit -n "$1"; exec bpftool "${@:2}"' - "$@"
}

# Whatever number of descriptors is left, the words do what they do, or it is told
# that there are too few of them.
# usage: works_or_tells RESULT WORD...
works_or_tells()
{
	local files failed=0 result=$1
	shift

	for ((files = 4; files < 14; files++)); do
		with_files $files "$@"
		if [ "$status" = 0 ]; then
			[[ $output = $result ]] || { echo "$output"; return 1; }
		else
			output_has 'Too many open files'
			failed=$((failed + 1))
		fi
	done
	[ "$status" = 0 ]
	[ $failed -gt 0 ]
}

@test "with few descriptors left it is told that there are too few" {
	works_or_tells 256 xdp get ifindex "$(</sys/class/net/eth0/ifindex)" xsk-ring-size
	works_or_tells 256 xdp get map pinned /sys/fs/bpf/xdp ifindex \
		"$(</sys/class/net/eth0/ifindex)" xsk-ring-size
	works_or_tells 'NAME *' ctrl types
	works_or_tells pass ctrl get prog_stats name pass name
}

# usage: without_proc WORD...
without_proc()
{
	run unshare --mount bash -c 'mount -t tmpfs none /proc; exec bpftool "$@"' \
		- "$@"
}

@test "without /proc a map of this network namespace is known to be one" {
	without_proc xdp get map pinned /sys/fs/bpf/xdp eth0 xsk-ring-size
	output_is 256
	without_proc xdp set map pinned /sys/fs/bpf/xdp eth0 xsk-ring-size max
	output_is "eth0: xsk-ring-size 256 -> 16384"
	without_proc xdp reset map pinned /sys/fs/bpf/xdp eth0 xsk-ring-size
	output_is "eth0: xsk-ring-size 16384 -> 256"
}

@test "without /proc the monitor says that it looks for tracefs there" {
	without_proc ctrl monitor count 1
	output_is "Error: tracefs: the kernel refused: where it is mounted is in /proc/mounts (No such file or directory)"
}

@test "a name that a BPF file system does not take is told so" {
	local dot="a BPF file system takes no name with a '.'"

	bpftool_says 2 "" "Error: /sys/fs/bpf/eth0.100: cannot pin the map: $dot" \
		ctrl pin xdp /sys/fs/bpf/eth0.100
	bpftool_says 2 "" "Error: /sys/fs/bpf/a.b/c: cannot pin the map: $dot" \
		ctrl pin xdp /sys/fs/bpf/a.b/c
	bpftool_says 2 "" "Error: map 'pinned /sys/fs/bpf/eth0.100': $dot" \
		xdp show map pinned /sys/fs/bpf/eth0.100
}

@test "a file that is no pinned object is told so" {
	local file="it is no file of a BPF file system" path

	for path in /etc/passwd /dev/null /tmp; do
		bpftool_says 1 "" "Error: no such object: map 'pinned $path': $file" \
			xdp show map pinned $path
		bpftool_says 1 "" "Error: $path: no such object: $file" \
			ctrl get prog_stats pinned $path
	done
	bpftool_says 1 "" "Error: no such object: map 'pinned /sys/fs/bpf': it is a directory" \
		xdp show map pinned /sys/fs/bpf
}

@test "a map that was not opened for something says so, and only then" {
	bpftool ctrl pin xdp /sys/fs/bpf/reader read-only
	run -1 bpftool xdp set map pinned /sys/fs/bpf/reader eth0 xsk-ring-size 64
	output_has 'this map is read-only'
	rm /sys/fs/bpf/reader
}
