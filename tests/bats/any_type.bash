# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests of bpftool ctrl share: a module brings a control type that bpftool
# was not built to know, with a key of three members.

type=ctrl_test
key='side=left shelf=1 slot=2'
# shellcheck disable=SC2034 # for those who load this
written='a key is written side=left|right shelf=NUMBER slot=NUMBER'
tool=/usr/local/bin/bpftool-for-all

setup_file()
{
	be_quiet
	add_test_module
	ip link add eth0 type veth peer name peer0
	install -m 755 "$(command -v bpftool)" $tool
}

setup()
{
	be_quick
	ifindex=$(</sys/class/net/eth0/ifindex)
}

teardown()
{
	rm -f /sys/fs/bpf/*
	bpftool ctrl reset $type $key >/dev/null
	bpftool xdp reset eth0 >/dev/null
}

# What these words print, without an error.
prints()
{
	bpftool_says 0 "$1" "" "${@:2}"
}

# The same in JSON; the last test looks at all documents.
document()
{
	bpftool_says 0 "$1" "" -j "${@:2}"
	echo "$1" >>"$BATS_FILE_TMPDIR/documents"
}

# The document of a refusal is added to them as well.
# usage: refuses STATUS SENTENCE FIELDS WORD...
refuses()
{
	local json="{\"error\":\"$2\"$3}"

	bpftool_says "$1" "" "Error: $2" "${@:4}"
	bpftool_says "$1" "$json" "" -j "${@:4}"
	echo "$json" >>"$BATS_FILE_TMPDIR/documents"
}
