# SPDX-License-Identifier: GPL-2.0-only
#
# What the .bats files share: programs and network devices. It loads no library:
# that is most of a short test's time in an emulated machine.

bats_require_minimum_version 1.5.0

# Where tests/tools/*.c are built to.
tools=${BASH_SOURCE[0]%/*}/../../build/tests/tools

# Whether bpftool has control maps here, and not just the kernel's other interfaces.
has_control_maps()
{
	[ "${CTRL_SOURCE-}" != host ]
}

# usage: needs_control_maps WHAT, which nothing else has
needs_control_maps()
{
	has_control_maps || skip "$1 takes control maps"
}

# The output of the last run is this text.
output_is()
{
	[ "$output" = "$1" ] ||
		{ printf 'expected: %s\ngot: %s\n' "$1" "$output"; return 1; }
}

# The output of the last run matches this regular expression.
output_has()
{
	[[ $output =~ $1 ]] ||
		{ printf 'expected in it: %s\ngot: %s\n' "$1" "$output"; return 1; }
}

# With attributes that commands have in common an update has another number, which
# strace has no name for. usage: name_updates TRACE
name_updates()
{
	sed -i 's/bpf(0x10002[^,]*,/bpf(BPF_MAP_UPDATE_ELEM,/' "$1"
}

# Devices do not send anything by themselves.
be_quiet()
{
	echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
}

# usage: add_netdevsim ID NAME
add_netdevsim()
{
	local directory=/sys/bus/netdevsim/devices/netdevsim$1/net

	echo "$1 1" >/sys/bus/netdevsim/new_device
	ip link set "$(ls "$directory")" name "$2"
}

# usage: add_veth NAME PEER; both up, with one queue of one for each processor
add_veth()
{
	ip -batch - <<-COMMANDS
		link add $1 type veth peer name $2
		link set $1 up
		link set $2 up
	COMMANDS
}

# From a device to whatever is at its other end.
# usage: send_frames DEV NUMBER
send_frames()
{
	/usr/bin/python3 -I -S - "$@" <<-'PROGRAM'
		import socket, sys
		out = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
		out.bind((sys.argv[1], 0))
		for _ in range(int(sys.argv[2])):
		    out.send(bytes(60))
	PROGRAM
}

# The size of netdevsim's receive ring, as ethtool has it: kernels begin with different
# ones.
nsim_rings()
{
	ethtool -g nsim1 | sed -n 's/^RX:[[:space:]]*//p' | tail -n 1
}

# A device with ethtool's rings, one with rings that feed XDP, and two with none.
add_devices()
{
	be_quiet
	add_netdevsim 1 nsim1
	ip -batch - <<-COMMANDS
		link add eth0 type veth peer name peer0
		link add dummy0 type dummy
		link add bond0 type bond
	COMMANDS
}

# bats looks at each command before it runs, which takes a third of the time
# of tests that are mostly shell. This spares it what is in functions.
be_quick()
{
	set +o functrace
}

# The way to the project may be closed to other users, so they get a copy of the
# program. For setup_file.
bpftool_for_all()
{
	install -m 755 "$(type -P bpftool)" /usr/local/bin/bpftool
	export PATH=/usr/local/bin:$PATH
}

# What an ordinary user, and one of the group that maps are pinned for, see of
# bpftool, which is for all.
# usage: user_says STATUS STDOUT STDERR WORD...
user_says()
{
	says "${@:1:3}" setpriv --reuid=4200 --regid=4200 --clear-groups \
		bpftool "${@:4}"
}

# usage: member_says STATUS STDOUT STDERR WORD...
member_says()
{
	says "${@:1:3}" setpriv --reuid=4200 --regid=4200 --groups=4242 \
		bpftool "${@:4}"
}

# The control type "ctrl_test" of a module, see tests/module.
# usage: add_test_module [PARAMETER=VALUE]...
add_test_module()
{
	insmod "/lib/modules/$(uname -r)/tests/ctrl_test.ko" "$@"
}

# And away with it: its maps are freed some time after they were closed.
remove_test_module()
{
	local i

	for ((i = 0; i < 100; i++)); do
		! rmmod ctrl_test 2>/dev/null || return 0
		sleep 0.1
	done
	rmmod ctrl_test
}

# A command ends so, and writes just this to stdout and stderr.
# usage: says STATUS STDOUT STDERR COMMAND...
says()
{
	local status=0 stdout stderr

	"${@:4}" >"$BATS_TEST_TMPDIR/stdout" \
		2>"$BATS_TEST_TMPDIR/stderr" || status=$?
	IFS= read -rd '' stdout <"$BATS_TEST_TMPDIR/stdout" || :
	IFS= read -rd '' stderr <"$BATS_TEST_TMPDIR/stderr" || :
	[ "$status $stdout$stderr" = "$1 ${2:+$2$'\n'}${3:+$3$'\n'}" ] || {
		printf '%s\nexpected: %s\ngot: %s\n' "${*:4}" \
			"$1 $2$3" "$status $stdout$stderr"
		return 1
	}
}

# usage: bpftool_says STATUS STDOUT STDERR WORD...
bpftool_says()
{
	says "${@:1:3}" bpftool "${@:4}"
}

# The words are refused with this sentence, in text and in JSON, alone and in a
# batch, which says where it ends. FIELDS are those of the document behind "error", with
# a comma before each. A teardown with nothing_changed() belongs to it.
# usage: refused STATUS SENTENCE FIELDS WORD...
refused()
{
	local document="{\"error\":\"$2\"$3}" words
	local batch=$BATS_TEST_TMPDIR/batch

	bpftool_says "$1" "" "Error: $2" "${@:4}"
	bpftool_says "$1" "$document" "" -j "${@:4}"

	{
		printf "'%s' " "${@:4}"
		printf '\nxdp set lo gro-flush-timeout 777\n'
	} >"$batch"
	printf -v words ',"%s"' "${@:4}"
	document="[{\"command\":[${words#,}],\"output\":$document,\"file\":\"$batch\",\"line\":1}]"
	bpftool_says "$1" "" "Error: $2"$'\n'"Command failed $batch:1" \
		batch file "$batch"
	bpftool_says "$1" "$document" "" -j batch file "$batch"
	echo "$document" >>"$BATS_FILE_TMPDIR/documents"
}

# A security module says no, until allow_again.
# usage: refuse WORD..., as of the tool of that name
refuse()
{
	coproc { exec "$tools/refuse" "$@" 3>&-; }
	refuser=$COPROC_PID
	read -r <&"${COPROC[0]}"
}

allow_again()
{
	kill "$refuser"
	wait "$refuser" || true
}

# For setup and teardown: every attribute of every device is as it was before.
note_attributes()
{
	bpftool xdp show >"$BATS_TEST_TMPDIR/attributes"
}

nothing_changed()
{
	bpftool xdp show | diff "$BATS_TEST_TMPDIR/attributes" - >&2
}

# What refused() and the like have collected in this file was JSON, a document a
# line. Starting jq is slow here: this is for a last test, once a file.
documents_are_json()
{
	run -0 jq -R 'fromjson | length' "$BATS_FILE_TMPDIR/documents"
	[ "${#lines[@]}" = "$(wc -l <"$BATS_FILE_TMPDIR/documents")" ]
	[ "${#lines[@]}" -gt 0 ]
}
